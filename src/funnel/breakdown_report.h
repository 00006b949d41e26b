// An event funnel by groups of customers, and over time: what the breakdown card shows. Plain data.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/text_pair.h"
#include "funnel/funnel_report.h"

namespace sluice::funnel {

/// A step's conversion (from the step before, of the last step: from the first) of a group against the others.
struct Contrast {
  double difference = 0;         ///< of the two rates, -1..1
  double low = 0, high = 0;      ///< its 95 % interval (Newcombe)
  std::optional<double> lift;    ///< rate / rate of the others - 1; absent where theirs is 0
  double p = 1;                  ///< two-sided: Fisher's exact test where a cell expects fewer than five, else z
  double p_adjusted = 1;         ///< Holm over all tests of the breakdown
  bool fisher = false;           ///< which test it was
  bool differs = false;          ///< p_adjusted < 0.05
  bool too_few_to_tell = false;  ///< no difference was found, and a relevant one may exist all the same
};

struct GroupStep {
  bool optional = false;  ///< the rates of the steps behind it pass it over
  double count = 0;
  std::optional<Rate> step_rate;        ///< of the group's step before
  std::optional<Rate> overall_rate;     ///< of the group's first step
  double drop_off = 0;                  ///< as in StepReport
  std::optional<double> still_open{};   ///< likewise
  std::optional<double> share_of_loss;  ///< of the group's own
  bool larger_than_before = false;
  std::optional<Contrast> contrast;  ///< of step_rate; none for the first step and for the only group
};

struct GroupFunnel {
  std::string id;  ///< value of the attribute, id of the segment...; empty: customers of none
  TextPair label;
  std::vector<GroupStep> steps;     ///< as FunnelReport::steps
  std::optional<Contrast> overall;  ///< of the last step's overall_rate
};

struct BreakdownReport {
  TextPair title;                   ///< of what the groups are
  std::vector<TextPair> steps;      ///< labels
  std::vector<GroupFunnel> groups;  ///< in their own order (segments, tiers), else the largest first
  uint64_t other_groups = 0;        ///< small ones that are put together as the last one
  TextPair definition;              ///< how groups are compared, one or two sentences
  std::vector<TextPair> notes;
};

}  // namespace sluice::funnel
