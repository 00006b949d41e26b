// What the user may choose about the sales pipeline; its stages and their order are those of FunnelSpec::steps. Plain
// data.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace sluice::funnel {

/// What is set by hand for one stage.
struct StageSetting {
  std::string stage;                  ///< name as in the file
  std::optional<double> probability;  ///< of winning from there, 0..1; none: estimated from the closed opportunities
  std::optional<double>
      rotten_days;  ///< more days in the stage are rotten, 0..kMostRottenDays; none: the general limit

  bool operator==(const StageSetting&) const = default;
};

/// What if more (or fewer) of those that reach the stage went on to the next one, from the last one to a win? One of:
struct RateChange {
  std::string stage;             ///< name as in the file
  std::optional<double> rate;    ///< this rate, 0..1
  std::optional<double> factor;  ///< so many times the present rate, 0..kMostFactor; at most 1 comes of it

  bool operator==(const RateChange&) const = default;
};

struct PipelineSpec {
  static constexpr double kMostRottenDays = 36'500, kMostFactor = 100;
  static constexpr size_t kMostStages = 100;

  /// The day from which age counts and whose state is shown, "YYYY-MM-DD": what happened on it or later is not known
  /// yet. Empty: the day after the latest date of the file.
  std::string as_of;
  std::vector<StageSetting> stages;   ///< each stage at most once
  std::optional<double> rotten_days;  ///< for every stage without its own; none: from the data
  std::string property;               ///< by whose values losses are broken down; empty: the file's first one
  std::vector<RateChange> what_if;    ///< each stage at most once

  bool operator==(const PipelineSpec&) const = default;
};

}  // namespace sluice::funnel
