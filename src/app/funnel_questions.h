// What the screens of funnels, of the pipeline and of A/B tests ask the engine: an answer is fetched when it is first
// wanted, and kept until the question changes. Part of the Store.
#pragma once

#include "app/questioner.h"

namespace sluice::app {

class FunnelQuestions {
 public:
  explicit FunnelQuestions(Questioner& ask);
  FunnelQuestions(const FunnelQuestions&) = delete;  // answers under way know where it is
  FunnelQuestions& operator=(const FunnelQuestions&) = delete;

  void forget();   ///< other files: the answers and the choices of the old ones go
  void restart();  ///< another report: everything that is seen is asked anew

  const Inquiry<funnel::FunnelReport>& report();
  Inquiry<funnel::PairReport>& pair();                                        ///< of the funnel and the kept one
  Inquiry<funnel::BreakdownReport>& breakdown();                              ///< of the funnel
  Inquiry<funnel::OverTimeReport>& over_time() { return over_time_; }         ///< to be wanted where it is seen
  Inquiry<funnel::SensitivityReport>& sensitivity() { return sensitivity_; }  ///< likewise
  Inquiry<funnel::PipelineReport>& pipeline();
  Inquiry<funnel::ExperimentReport>& experiment() { return experiment_; }  ///< to be wanted where it is seen

  // Those behind a bar
  const funnel::PeopleQuery& people_query() const { return people_query_; }
  void ask_people(uint32_t step, bool lost);
  RowPages<funnel::FunnelPerson>& people() { return people_; }
  const Inquiry<funnel::PeopleSegments>& people_segments();  ///< of all of them
  const funnel::AfterwardsQuery& afterwards_query() const { return afterwards_query_; }
  void ask_afterwards(const funnel::AfterwardsQuery& query);
  Inquiry<funnel::AfterwardsReport>& afterwards();
  void ask_journey(const funnel::JourneyQuery& query);
  const funnel::JourneyQuery& journey_query() const { return journey_query_; }  ///< of no customer: none
  const Inquiry<funnel::JourneyReport>& journey();                              ///< theirs

  // Opportunities that are open for too long
  const funnel::RottenQuery& rotten_query() const { return rotten_query_; }
  void sort_rotten(funnel::RottenColumn column, bool descending);
  RowPages<funnel::RottenRow>& rotten() { return rotten_; }

 private:
  Questioner& ask_;
  Inquiry<funnel::FunnelReport> report_;
  Inquiry<funnel::PairReport> pair_;
  Inquiry<funnel::BreakdownReport> breakdown_;
  Inquiry<funnel::OverTimeReport> over_time_;
  Inquiry<funnel::SensitivityReport> sensitivity_;
  Inquiry<funnel::PipelineReport> pipeline_;
  Inquiry<funnel::ExperimentReport> experiment_;
  funnel::PeopleQuery people_query_;
  RowPages<funnel::FunnelPerson> people_;
  Inquiry<funnel::PeopleSegments> people_segments_;
  funnel::AfterwardsQuery afterwards_query_;
  Inquiry<funnel::AfterwardsReport> afterwards_;
  funnel::JourneyQuery journey_query_;
  Inquiry<funnel::JourneyReport> journey_;
  funnel::RottenQuery rotten_query_;
  RowPages<funnel::RottenRow> rotten_;
};

}  // namespace sluice::app
