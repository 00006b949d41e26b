// The table that an A/B test is made of, wherever it comes from: rows that are people or arms, columns of codes. And
// which of its columns are what.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "dataset/dataset.h"
#include "funnel/experiment_spec.h"

namespace sluice::funnel {

struct ExperimentSource {
  struct Column {
    std::string name;
    TextPair title;
    std::span<const uint32_t> value;                     ///< by row: code, Dictionary::kNone where blank
    std::vector<std::optional<double>> number;           ///< by code: what it reads as
    const Dictionary* texts = nullptr;                   ///< by code; null: numbers only
    std::shared_ptr<const std::vector<uint32_t>> owned;  ///< what `value` refers to, where no dataset has it
  };

  size_t rows = 0;
  std::span<const uint32_t> customer;  ///< by row, Dictionary::kNone where unknown; empty: row i is customer i
  std::vector<Column> columns;
  bool joined = false;  ///< made of the customers and their attributes, not of a table of its own
};

/// Names of the columns that joined sources have beside the attributes.
inline constexpr std::string_view kBoughtColumn = "*bought", kRevenueColumn = "*revenue";

/// More arms than this cannot be compared.
inline constexpr size_t kMostArms = 20;

/// Refers to the table, which must stay.
ExperimentSource source_of(const Experiment& table);

/// What an outcome column says by the code of its values: 1 for a number above 0, "yes", "true", "是"...; 0 for no.
/// nullopt: neither.
std::optional<bool> reads_as_yes(const ExperimentSource::Column& column, uint32_t code);

/// What the column may be chosen for.
struct ColumnKind {
  uint64_t values = 0;
  bool arm = false;      ///< 2 to kMostArms values
  bool yes_no = false;   ///< nothing but yes and no
  bool numbers = false;  ///< nothing but numbers
  bool counts = false;   ///< nothing but whole numbers from 0 up
};
ColumnKind kind_of(const ExperimentSource::Column& column);

/// Indices into ExperimentSource::columns.
struct ExperimentColumns {
  std::optional<size_t> arm;  ///< none: no column is recognised as one, and none is chosen
  std::vector<size_t> outcomes;
  std::optional<size_t> people;
  std::optional<size_t> amount;
};

/// Errors: bad_spec under /experiment (a column that is not there or cannot be that).
Result<ExperimentColumns> choose_columns(const ExperimentSource& source, const std::vector<ColumnKind>& kinds,
                                         const ExperimentSpec& spec);

}  // namespace sluice::funnel
