#include "funnel/matching.h"

#include <algorithm>

namespace sluice::funnel {
namespace {

// ExclusionEffect::removes_whole: chains are looked for as if nothing were excluded; where an excluded event lies
// inside the one that counts, the journey is in no step.
class RemovingMatcher final : public Matcher {
 public:
  explicit RemovingMatcher(const Plan& plan) : exclusions_(plan.exclusions), any_order_(plan.mode == Mode::any) {
    Plan without = plan;
    without.exclusions.clear();
    matcher_ = plan.mode == Mode::any ? prepare_sets(without) : prepare_chains(without);
    breaking_ = plan.mode == Mode::any ? prepare_sets(plan) : prepare_chains(plan);
  }

  void match(const Journey& journey, Match& match) override {
    Journey plain = journey;
    plain.excluded = {};
    matcher_->match(plain, match);
    if (match.reached == 0 || !holds_excluded(journey)) return;
    if (any_order_ ? lies_inside(journey, match) : trace(journey).removed) match.reached = 0;
  }

  void measure(const Journey& journey, Spans& spans) override {
    Journey plain = journey;
    plain.excluded = {};
    matcher_->measure(plain, spans);
  }

  Chain trace(const Journey& journey) override {
    Journey plain = journey;
    plain.excluded = {};
    Chain chain = matcher_->trace(plain);
    if (any_order_) {
      Match match;
      matcher_->match(plain, match);
      chain.removed = match.reached != 0 && lies_inside(journey, match);
    } else {
      chain.removed = chain.last != Chain::kNone && is_broken(journey, chain);
    }
    return chain;
  }

  bool may_complete(const Journey& journey, TimeMs start, const Future& future) override {
    return breaking_->may_complete(journey, start, future);
  }

 private:
  static bool holds_excluded(const Journey& journey) {
    return std::any_of(journey.excluded.begin(), journey.excluded.end(), [](StepMask mask) { return mask != 0; });
  }

  static bool happens(const Journey& journey, StepMask exclusions, TimeMs behind, TimeMs before) {
    for (size_t event = 0; event < journey.size(); ++event) {
      const TimeMs time = journey.time[event];
      if ((journey.excluded_at(event) & exclusions) != 0 && behind < time && time < before) return true;
    }
    return false;
  }

  // Between its steps, as far as the chain has come.
  bool is_broken(const Journey& journey, const Chain& chain) const {
    const auto time_of = [&](size_t step) { return journey.time[chain.event[step]]; };
    for (size_t i = 0; i < exclusions_.size(); ++i) {
      const auto [from, to] = exclusions_[i];
      if (from < chain.last && happens(journey, StepMask{1} << i, time_of(from), time_of(std::min(to, chain.last)))) {
        return true;
      }
    }
    return false;
  }

  // Mode `any`: inside the largest set.
  static bool lies_inside(const Journey& journey, const Match& match) {
    size_t furthest = 0;
    while (match.has(furthest + 1)) ++furthest;
    return happens(journey, ~StepMask{0}, match.at[furthest].start, match.at[furthest].at);
  }

  std::vector<Plan::Exclusion> exclusions_;
  bool any_order_;
  std::unique_ptr<Matcher> matcher_;
  std::unique_ptr<Matcher> breaking_;  // in which exclusions break chains
};

bool removes_journeys(const Plan& plan) {
  return plan.rules.exclusion == ExclusionEffect::removes_whole && !plan.exclusions.empty();
}

}  // namespace

bool is_decided_by_spans(const Plan& plan) {
  const bool ends_early =
      plan.rules.repeats == Repeats::end_search || (plan.mode == Mode::strict && !plan.rules.strict_restart);
  return !removes_journeys(plan) && (plan.mode == Mode::any || !ends_early);
}

std::unique_ptr<Matcher> prepare_matcher(const Plan& plan) {
  if (removes_journeys(plan)) return std::make_unique<RemovingMatcher>(plan);
  return plan.mode == Mode::any ? prepare_sets(plan) : prepare_chains(plan);
}

}  // namespace sluice::funnel
