// The rows of an A/B test, counted by arm: all that its figures need.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "funnel/experiment_source.h"

namespace sluice::funnel {

struct CountedArm {
  /// People who spent the same; of a table of arms, one entry with its total and 0 people.
  struct Amount {
    double value = 0;
    uint64_t people = 0;
  };

  std::string name;
  uint64_t people = 0;
  std::vector<uint64_t> outcomes;
  std::vector<Amount> amounts;  ///< of persons, ascending, each value once, 0 included
  double total = 0;             ///< of the amounts

  uint64_t buyers() const;  ///< people with an amount above 0
};

struct ExperimentCounts {
  std::vector<CountedArm> arms;          ///< by name; also those that a filter leaves nobody in
  bool counted = false;                  ///< rows are numbers of people, not persons
  uint64_t without_arm = 0;              ///< rows
  std::vector<uint64_t> blank_outcomes;  ///< rows, by outcome: blank, or neither yes nor no
  uint64_t blank_amounts = 0;            ///< rows
  uint64_t repeated_customers = 0;       ///< that stand in several rows
  bool names_customers = false;
};

ExperimentCounts count_arms(const ExperimentSource& source, const ExperimentColumns& columns,
                            const std::vector<uint8_t>* keep);

}  // namespace sluice::funnel
