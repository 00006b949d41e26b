// Small order files and customer tables written in the test, and a text of a whole report for comparing two of them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "dataset/dataset.h"
#include "rfm/analysis.h"
#include "test_support/seed.h"

namespace sluice::rfm {

struct OrderRow {
  std::string customer;
  std::string order;  ///< empty: without an order number
  std::string day;    ///< "2024-01-05"
  int64_t cents = 0;
  bool is_return = false;
  int64_t ms = 0;  ///< time of the day
  std::optional<int64_t> cost_cents{};
};

/// The dataset that the builder would make of these rows, whatever their order. Without any order number the column is
/// absent.
Dataset dataset_of_orders(const std::vector<OrderRow>& rows);

struct CustomerTableRow {
  std::string customer;
  double recency = 0, frequency = 0;
  int64_t cents = 0;
};
Dataset dataset_of_customers(const std::vector<CustomerTableRow>& rows);

/// Adds an attribute with these values, one a customer in the order of the identifiers; an empty one is not known.
void add_attribute(Dataset& dataset, const std::string& name, const std::vector<std::string>& values);

/// The lines in force under the spec and no cleaning rule; null where the dataset has none.
struct OwnLines {
  OwnLines(const Dataset& dataset, const RfmSpec& spec, const CleaningSpec& cleaning = {});
  const Lines* get() const { return lines ? &*lines : nullptr; }

  std::optional<Lines> lines;
  std::optional<Error> error;
};

/// make_profile and analyze of own lines.
Result<Profile> make_profile(const Dataset& dataset, const RfmSpec& spec);
Result<Analysis> analyze(const Dataset& dataset, const RfmSpec& spec);

/// Every number and text of the report, a line each.
std::string text_of(const RfmReport& report);

/// analyze, select and make_report with a spec that must work.
RfmReport report_of(const Dataset& dataset, const RfmSpec& spec, const FilterSpec& filter = {});

bool notes_say(const RfmReport& report, const std::string& words);

using test::seed_of_today;

/// Random orders with ties, returns, several lines an order and lines of one order on different days.
std::vector<OrderRow> random_orders(uint64_t seed, int rows, int customers);

}  // namespace sluice::rfm
