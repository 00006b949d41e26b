// The columns of a table that group customers, and their cells row by row.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/mapping.h"
#include "ingest/records.h"

namespace sluice::ingest {

inline constexpr size_t kAttributeBytes = 200;  ///< what is longer is cut at a character's edge: it groups nobody

class AttributeColumns {
 public:
  AttributeColumns() = default;
  /// Of columns with the same name the first one counts.
  AttributeColumns(const std::vector<std::string>& names, const Mapping& mapping);

  std::span<const std::string> names() const { return names_; }
  std::span<const size_t> columns() const { return columns_; }  ///< of the table, by name

  /// The attribute cells of a record, which may end before them. Valid until the next call.
  AttributeCells read(std::span<const std::string_view> cells);

 private:
  std::vector<std::string> names_;
  std::vector<size_t> columns_;
  std::vector<std::string_view> cells_;
};

/// A cell as a value of an attribute: trimmed, shortened, empty where it says that there is nothing.
std::string_view attribute_value(std::string_view cell);

}  // namespace sluice::ingest
