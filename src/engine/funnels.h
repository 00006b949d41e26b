// The answers about the funnel: made when they are first asked for, and kept until what they are made of changes. Part
// of a Session.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "dataset/cleaning.h"
#include "dataset/dataset.h"
#include "funnel/breakdown_report.h"
#include "funnel/funnel_report.h"
#include "funnel/journey_report.h"
#include "funnel/people.h"
#include "report/spec.h"
#include "rfm/analysis.h"

namespace sluice::engine {

class Funnels {
 public:
  /// What the answers are made of: the session's present state.
  struct Sources {
    const Dataset& dataset;
    const rfm::Analysis* analysis;  ///< null where there is nothing to score
    const Cleaning* cleaning;       ///< null without order lines
    const Spec& spec;
  };

  /// The session takes another spec; `other_customers`: scores or the filter have changed.
  void change(const Spec& before, const Spec& after, bool other_customers);

  // Errors: not_applicable where none can be made; those of the spec's parts.
  Result<const funnel::FunnelReport*> report(const Sources& sources);
  Result<const funnel::BreakdownReport*> breakdown(const Sources& sources);
  Result<funnel::PeoplePage> people(const Sources& sources, const funnel::PeopleQuery& query);
  static Result<funnel::JourneyReport> journey(const Sources& sources, std::string_view customer);

 private:
  // Whom the filter leaves, by customer code; null: everybody.
  Result<const std::vector<uint8_t>*> keep(const Sources& sources);

  std::optional<std::vector<uint8_t>> keep_;
  std::optional<funnel::FunnelReport> report_;
  std::optional<funnel::BreakdownReport> breakdown_;
  std::optional<funnel::PeopleQuery> people_for_;  // whose page does not matter
  std::vector<funnel::Place> people_;
};

}  // namespace sluice::engine
