// Gathers the attribute columns of all files. Columns of one name are one attribute, whichever files they stand in.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "dataset/attributes.h"
#include "dataset/latest_values.h"
#include "ingest/import_report.h"
#include "ingest/records.h"

namespace sluice {

class AttributesBuilder {
 public:
  /// A table begins; its rows have the attribute cells that begin_columns() names, or none. Times that are open so far
  /// stay as they are.
  void begin_table(uint16_t file);
  void begin_columns(std::span<const std::string> names);

  // What a row of the present table says of a customer
  void observe(uint32_t customer, ingest::AttributeCells cells, LatestValues::Moment moment);
  void observe_first(uint32_t customer, ingest::AttributeCells cells);  ///< in a table of customers

  /// A piece of the present table; `codes`: those of its customers.
  void add(const std::vector<LatestValues>& piece, const std::vector<uint32_t>& codes);

  void exchange_day_and_month();

  struct Finished {
    std::vector<CustomerAttribute> attributes;
    struct LeftOut {
      std::string name;
      std::vector<uint16_t> files;
    };
    std::vector<LeftOut> left_out;  ///< columns that group nobody
  };
  /// `new_code`: of the customers' codes, see Dictionary::sort. Ends this builder.
  Finished finish(const std::vector<uint32_t>& new_code);

 private:
  struct Column {
    std::string name;
    std::vector<uint16_t> files;
    LatestValues latest;
  };

  std::vector<Column> columns_;
  std::vector<size_t> present_;  // of the present table: indices into columns_
  uint16_t file_ = 0;
};

/// A column of values by customer, made of any codes and the texts that they stand for: values that nobody has are
/// left out, the rest is sorted.
CustomerAttribute make_attribute(std::string name, const Dictionary& texts, std::vector<uint32_t> value);

}  // namespace sluice
