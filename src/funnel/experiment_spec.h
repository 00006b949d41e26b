// What the user may choose about an A/B test. Everything has an automatic value. Plain data.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace sluice::funnel {

/// How many of the people an arm was meant to get.
struct PlannedShare {
  std::string arm;   ///< as in the file
  double share = 0;  ///< above 0, below 1

  bool operator==(const PlannedShare&) const = default;
};

struct ExperimentSpec {
  std::string arm;                    ///< column; empty: recognised by its name, else by the name of a control in it
  std::string control;                ///< the arm that the others are compared with; empty: chosen by its name or size
  std::vector<std::string> outcomes;  ///< columns, each one once; empty: recognised by their names, else by 0 and 1
  std::optional<std::string> people;  ///< column with the number of people; empty text: each row is a person; none:
                                      ///< recognised by its name
  std::optional<std::string> amount;  ///< column; empty text: without; none: recognised by its name
  std::vector<PlannedShare> planned;  ///< every arm once, together 1; empty: the same for all

  static constexpr size_t kMostOutcomes = 8;

  bool operator==(const ExperimentSpec&) const = default;
};

}  // namespace sluice::funnel
