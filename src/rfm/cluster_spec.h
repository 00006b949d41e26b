// What the user may choose about clusters: groups of customers that the data suggest instead of rules. Plain data.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace sluice::rfm {

inline constexpr int kMostClusterAttributes = 3;
inline constexpr int kMostClusterCount = 10;

struct ClusterSpec {
  int k = 0;  ///< 0: the number with the best silhouette; else 2..kMostClusterCount
  bool recency = true, frequency = true, monetary = true;  ///< which of them take part
  std::vector<std::string> attributes;  ///< CustomerAttribute::name of those that take part; one that the data lack is
                                        ///< left out with a word; at most kMostClusterAttributes
  uint32_t seed = 1;                    ///< of the random starting points and samples

  bool operator==(const ClusterSpec&) const = default;
};

}  // namespace sluice::rfm
