// What is laid against what in the picture of all customers. Plain data.
#pragma once

#include <string>

namespace sluice::rfm {

/// Two different dimensions: "recency", "frequency", "monetary".
struct ScatterSpec {
  std::string x = "frequency";
  std::string y = "monetary";

  bool operator==(const ScatterSpec&) const = default;
};

}  // namespace sluice::rfm
