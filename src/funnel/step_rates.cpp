#include "funnel/step_rates.h"

#include "base/statistics.h"

namespace sluice::funnel {

std::optional<Rate> conversion(double count, double base) {
  if (base <= 0) return std::nullopt;
  const double value = count / base;
  if (count > base) return Rate{value, value, value};
  const Interval interval = wilson_interval(count, base);
  return Rate{value, interval.low, interval.high};
}

void fill_rates(std::vector<StepReport>& steps) {
  if (steps.empty()) return;
  const double first = steps.front().count;
  double loss = first - steps.back().count;
  for (const StepReport& step : steps) loss -= step.still_open.value_or(0);
  size_t base = 0;  // the last step before that is not optional
  for (size_t i = 0; i < steps.size(); ++i) {
    StepReport& step = steps[i];
    step.overall_rate = conversion(step.count, first);
    if (i == 0) continue;
    const double before = steps[base].count;
    step.step_rate = conversion(step.count, before);
    step.drop_off = step.optional ? 0 : before - step.count;
    if (loss > 0) step.share_of_loss = (step.drop_off - step.still_open.value_or(0)) / loss;
    step.larger_than_before = step.count > before;
    if (!step.optional) base = i;
  }
}

}  // namespace sluice::funnel
