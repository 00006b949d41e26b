// The answers about the funnel: made when they are first asked for, and kept until what they are made of changes. Part
// of a Session.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "dataset/cleaning.h"
#include "dataset/dataset.h"
#include "engine/kept_answer.h"
#include "funnel/afterwards_report.h"
#include "funnel/analysis.h"
#include "funnel/breakdown_report.h"
#include "funnel/experiment.h"
#include "funnel/funnel_report.h"
#include "funnel/journey_report.h"
#include "funnel/over_time_report.h"
#include "funnel/pair_report.h"
#include "funnel/people.h"
#include "funnel/pipeline.h"
#include "funnel/sensitivity.h"
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
    const std::vector<uint8_t>* depths;  ///< how far customers came, by code (rfm::select_known); null: not known
  };

  /// The session takes another spec; `other_customers`: scores or the filter have changed.
  void change(const Spec& before, const Spec& after, bool other_customers);

  // Errors: not_applicable where none can be made; those of the spec's parts.
  Result<const funnel::FunnelReport*> report(const Sources& sources);
  // With `work`: works on for about so many operations, to be asked again until it is there.
  /// Errors, too: not_applicable where no funnel is kept.
  Result<Progress<funnel::PairReport>> pair(const Sources& sources, uint64_t work);
  Result<Progress<funnel::BreakdownReport>> breakdown(const Sources& sources, uint64_t work);
  Result<Progress<funnel::SensitivityReport>> sensitivity(const Sources& sources, uint64_t work);
  Result<Progress<funnel::OverTimeReport>> over_time(const Sources& sources, uint64_t work);
  Result<funnel::PeoplePage> people(const Sources& sources, const funnel::PeopleQuery& query);
  /// Of all of them, whatever the page. Error, too: not_applicable where nobody is scored.
  Result<funnel::PeopleSegments> people_segments(const Sources& sources, const funnel::PeopleQuery& query);
  /// All of them, each with segment and scores where somebody is scored. A run that is valid until the next change().
  Result<TableRun> begin_people_table(const Sources& sources, const funnel::PeopleQuery& query, TableStyle style);
  /// Another query begins anew.
  Result<Progress<funnel::AfterwardsReport>> afterwards(const Sources& sources, funnel::AfterwardsQuery query,
                                                        uint64_t work);
  /// Errors, too: not_applicable without opportunities.
  Result<Progress<funnel::Pipeline>> pipeline(const Sources& sources, uint64_t work);
  Result<funnel::RottenPage> rotten(const Sources& sources, const funnel::RottenQuery& query);
  /// A run that is valid until the next change().
  Result<TableRun> begin_rotten_table(const Sources& sources, const funnel::RottenQuery& query, TableStyle style);
  /// Errors, too: not_applicable where nothing could be the arms of an A/B test.
  Result<Progress<funnel::ExperimentReport>> experiment(const Sources& sources, uint64_t work);
  static Result<funnel::JourneyReport> journey(const Sources& sources, const funnel::JourneyQuery& query);

 private:
  // Whom the filter leaves, by customer code; null: everybody.
  Result<const std::vector<uint8_t>*> keep(const Sources& sources);
  Status find_people(const Sources& sources, const funnel::PeopleQuery& query);  // into people_
  Result<const funnel::Pipeline*> whole_pipeline(const Sources& sources);
  Result<const std::vector<uint32_t>*> ordered_rotten(const Sources& sources, const funnel::RottenQuery& query);

  std::optional<funnel::EventChoices> choices_;  // whatever the spec
  std::optional<std::vector<uint8_t>> keep_;
  std::optional<funnel::FunnelReport> report_;
  KeptAnswer<funnel::PairReport> pair_;  // those of this kind refer to the dataset and to keep_ while they are made
  KeptAnswer<funnel::BreakdownReport> breakdown_;
  KeptAnswer<funnel::SensitivityReport, funnel::SensitivityRun> sensitivity_;
  KeptAnswer<funnel::OverTimeReport> over_time_;
  std::optional<funnel::PeopleQuery> people_for_;  // whose page does not matter
  funnel::Places people_;
  std::optional<funnel::AfterwardsQuery> afterwards_for_;
  KeptAnswer<funnel::AfterwardsReport> afterwards_;
  KeptAnswer<funnel::Pipeline> pipeline_;
  std::optional<funnel::RottenQuery> rotten_for_;  // whose page does not matter
  std::vector<uint32_t> rotten_;
  KeptAnswer<funnel::ExperimentReport, funnel::ExperimentRun> experiment_;
};

}  // namespace sluice::engine
