#include "app/funnel_questions.h"

namespace sluice::app {

FunnelQuestions::FunnelQuestions(Questioner& ask)
    : ask_(ask),
      report_(
          [this](uint64_t generation) { ask_.inquire(report_, generation, funnel_request(), &parse_funnel_report); }),
      pair_([this](uint64_t generation) { ask_.inquire(pair_, generation, pair_request(), &parse_pair_report); }),
      breakdown_([this](uint64_t generation) {
        ask_.inquire(breakdown_, generation, breakdown_request(), &parse_breakdown_report);
      }),
      over_time_([this](uint64_t generation) {
        ask_.inquire(over_time_, generation, funnel_over_time_request(), &parse_over_time_report);
      }),
      sensitivity_([this](uint64_t generation) {
        ask_.inquire(sensitivity_, generation, sensitivity_request(), &parse_sensitivity_report);
      }),
      pipeline_([this](uint64_t generation) {
        ask_.inquire(pipeline_, generation, pipeline_request(), &parse_pipeline_report);
      }),
      experiment_([this](uint64_t generation) {
        ask_.inquire(experiment_, generation, experiment_request(), &parse_experiment_report);
      }),
      people_([this](uint64_t generation, uint64_t offset, uint64_t limit) {
        ask_.fetch_page(people_, generation, people_request(page_query(people_query_, offset, limit)),
                        &parse_people_page);
      }),
      people_segments_([this](uint64_t generation) {
        ask_.inquire(people_segments_, generation, people_segments_request(people_query_), &parse_people_segments);
      }),
      afterwards_([this](uint64_t generation) {
        ask_.inquire(afterwards_, generation, afterwards_request(afterwards_query_), &parse_afterwards_report);
      }),
      journey_([this](uint64_t generation) {
        ask_.inquire(journey_, generation, journey_request(journey_query_), &parse_journey_report);
      }),
      rotten_([this](uint64_t generation, uint64_t offset, uint64_t limit) {
        ask_.fetch_page(rotten_, generation, rotten_request(page_query(rotten_query_, offset, limit)),
                        &parse_rotten_page);
      }) {}

void FunnelQuestions::forget() {
  report_.forget();
  pair_.forget();
  breakdown_.forget();
  over_time_.forget();
  sensitivity_.forget();
  pipeline_.forget();
  experiment_.forget();
  people_query_ = {};
  people_segments_.forget();
  afterwards_query_ = {};
  afterwards_.forget();
  ask_journey({});
  rotten_query_ = {};
}

void FunnelQuestions::restart() {
  report_.restart();
  pair_.restart();
  breakdown_.restart();
  over_time_.restart();
  sensitivity_.restart();
  pipeline_.restart();
  experiment_.restart();
  people_.restart();
  people_segments_.restart();
  afterwards_.restart();
  journey_.restart();
  rotten_.restart();
}

const Inquiry<funnel::FunnelReport>& FunnelQuestions::report() {
  report_.want();
  return report_;
}

Inquiry<funnel::PairReport>& FunnelQuestions::pair() {
  pair_.want();
  return pair_;
}

Inquiry<funnel::BreakdownReport>& FunnelQuestions::breakdown() {
  breakdown_.want();
  return breakdown_;
}

Inquiry<funnel::PipelineReport>& FunnelQuestions::pipeline() {
  pipeline_.want();
  return pipeline_;
}

void FunnelQuestions::ask_people(uint32_t step, bool lost) {
  people_query_ = {.step = step, .lost = lost};
  people_.restart();
  people_segments_.restart();
}

const Inquiry<funnel::PeopleSegments>& FunnelQuestions::people_segments() {
  people_segments_.want();
  return people_segments_;
}

void FunnelQuestions::ask_afterwards(const funnel::AfterwardsQuery& query) {
  if (afterwards_query_ == query) return;
  afterwards_query_ = query;
  afterwards_.restart();
}

Inquiry<funnel::AfterwardsReport>& FunnelQuestions::afterwards() {
  afterwards_.want();
  return afterwards_;
}

void FunnelQuestions::ask_journey(const funnel::JourneyQuery& query) {
  journey_query_ = query;
  journey_.forget();
}

const Inquiry<funnel::JourneyReport>& FunnelQuestions::journey() {
  journey_.want();
  return journey_;
}

void FunnelQuestions::sort_rotten(funnel::RottenColumn column, bool descending) {
  rotten_query_.sort = column;
  rotten_query_.descending = descending;
  rotten_.restart();
}

}  // namespace sluice::app
