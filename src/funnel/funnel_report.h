// Every number of the funnel screen. Rates are 0..1; a rate over nothing (0/0) is absent. Plain data, no behaviour.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/text_pair.h"
#include "funnel/funnel_spec.h"

namespace sluice::funnel {

/// A proportion with its 95 % Wilson score interval. Where a step is larger than its base there is no proportion: the
/// value is above 1, low and high equal it.
struct Rate {
  double value = 0;
  double low = 0;
  double high = 0;
};

struct StepReport {
  std::string event;  ///< name as in the file; empty for the purchase ladder
  TextPair label;
  std::optional<Zone> zone;
  bool optional = false;                              ///< the rates of the steps behind it pass it over
  double count = 0;                                   ///< whole numbers but for stage_counts files that hold fractions
  std::optional<double> value;                        ///< money at this step, where the file has it
  std::optional<double> lost_value;                   ///< events: of the step before, of those who got no further
  std::optional<Rate> step_rate;                      ///< of the step before; none for the first
  std::optional<Rate> overall_rate;                   ///< of the first
  double drop_off = 0;                                ///< count before - count; 0 for the first
  std::optional<double> still_open;                   ///< of the drop-off: not lost, still at the step before
  std::optional<double> share_of_loss;                ///< lost here of all who were lost; open ones are not
  std::optional<double> median_ms, p90_ms;            ///< from the first step, type-7 quantiles
  std::optional<double> step_median_ms, step_p90_ms;  ///< from the step before
  std::vector<uint64_t> step_times;  ///< events: those who reached it by the time from the step before, a count for
                                     ///< each class of FunnelReport::time_classes_ms; empty for the first step
  bool larger_than_before = false;   ///< flagged, never sorted
};

/// A step to choose.
struct EventChoice {
  std::string event;
  uint64_t count = 0;      ///< occurrences
  uint64_t customers = 0;  ///< distinct
};

/// What a condition may ask of an event.
struct PropertyChoice {
  std::string name;  ///< as conditions name it
  TextPair title;
  std::vector<std::string> values;  ///< the most frequent first, at most kMostPropertyValues; empty for the amount
  uint64_t other_values = 0;        ///< that are not listed
  bool numeric = false;             ///< every listed value is a number: a range may be asked
};
inline constexpr size_t kMostPropertyValues = 200;

/// A set of rules under a name.
struct PresetChoice {
  std::string id, name;
  Mode mode = Mode::ordered;
  Rules rules;
};

struct FunnelReport {
  Source source = Source::automatic;
  Mode mode = Mode::ordered;
  std::string unit;                   ///< "customers", "sessions", "entries", "opportunities", "items"
  std::string preset;                 ///< whose rules these are: id of one of `presets`; empty: a set of the user's own
  std::vector<PresetChoice> presets;  ///< events only
  std::vector<PropertyChoice> properties;  ///< of events what conditions may ask, too; else what groups may go by
  std::vector<int64_t> time_classes_ms;    ///< upper bounds, exclusive, of all classes but the last
  std::optional<int64_t> window_ms;
  std::vector<StepReport> steps;
  std::vector<EventChoice> events;  ///< events or stages to pick steps from, unfiltered; by count then name
  std::vector<Source> sources;      ///< what this dataset offers
  TextPair result;                  ///< what came of it, with the figures, to be quoted
  TextPair definition;              ///< exactly what is counted, one sentence
  std::vector<TextPair> notes;
};

}  // namespace sluice::funnel
