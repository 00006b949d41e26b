// What is known of customers beside what they did: one column an attribute, from any column of any file that was read
// as one. A customer has one value of each: where order lines, events or opportunities say several, that of the latest
// row that says one (at the same time the smallest by bytes); what a table of customers says counts more than any of
// these, and of several rows the first.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/text_pair.h"
#include "dataset/dictionary.h"

namespace sluice {

struct CustomerAttribute {
  std::string name;              ///< header of the column, the same in every file; "file" for the file's name
  TextPair title;                ///< as it is shown: the name, but for the name of the file
  Dictionary values;             ///< those that customers have, in byte order
  std::vector<uint32_t> value;   ///< by customer code: code in `values`, Dictionary::kNone where unknown
  std::vector<uint16_t> files;   ///< in which the column stands, ascending
  uint64_t several = 0;          ///< customers of whom the files say more than one value
  uint64_t customers_known = 0;  ///< customers with a value
};

/// A column with more distinct values than this is not kept as an attribute: an address, a remark.
inline constexpr uint32_t kMostAttributeValues = 10'000;

/// Nor is one with more than this and more than half as many as there are customers with a value.
inline constexpr uint32_t kFewAttributeValues = 1'000;

}  // namespace sluice
