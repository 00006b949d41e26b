// Which attribute of the customers is laid against which of their groups. Plain data.
#pragma once

#include <string>

namespace sluice::rfm {

struct CrossingSpec {
  std::string attribute;       ///< CustomerAttribute::name; empty, or one that no file has: the first that there is
  std::string by = "segment";  ///< "segment", or one of kGroupingIds

  bool operator==(const CrossingSpec&) const = default;
};

}  // namespace sluice::rfm
