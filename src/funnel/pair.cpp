#include "funnel/pair.h"

#include "base/number_text.h"
#include "base/proportion_tests.h"
#include "funnel/event_funnel.h"
#include "funnel/wording.h"

namespace sluice::funnel {
namespace {

constexpr double kLevel = 0.05;

// By customer code: 0 none of the steps, 1 the first, 2 the last.
Result<std::vector<uint8_t>> outcomes(const Dataset& dataset, const FunnelSpec& spec,
                                      const std::vector<uint8_t>* keep) {
  const Result<EventFunnel> funnel = EventFunnel::prepare(dataset, spec);
  if (!funnel) return funnel.error();
  std::vector<uint8_t> outcome(dataset.customers.size(), 0);
  JourneyCounter counter = funnel->counter();
  counter.visit_all(keep, [&](const MatchedJourney& one) {
    if (!one.match->has(0)) return;
    outcome[one.customer] = one.match->has(funnel->steps.size() - 1) ? 2 : 1;
  });
  return outcome;
}

SharedCustomers count_shared(const std::vector<uint8_t>& first, const std::vector<uint8_t>& kept) {
  SharedCustomers shared;
  for (size_t customer = 0; customer < first.size(); ++customer) {
    const uint8_t one = first[customer], other = kept[customer];
    if (one > 0 || other > 0) ++shared.entered;
    if (one == 0 || other == 0) continue;
    ++shared.entered_both;
    if (one == 2 && other == 2) ++shared.completed_both;
    if (one == 2 && other == 1) ++shared.only_first;
    if (one == 1 && other == 2) ++shared.only_kept;
  }
  shared.p = mcnemar_exact(shared.only_first, shared.only_kept);
  shared.differs = shared.p < kLevel;
  return shared;
}

TextPair describe(const SharedCustomers& shared) {
  const std::string both = grouped_text(shared.entered_both), entered = grouped_text(shared.entered);
  const std::string first = grouped_text(shared.only_first), kept = grouped_text(shared.only_kept);
  TextPair text{both + " of " + entered + " customers enter both funnels. Of these, " + first +
                    " complete this one only, " + kept + " the kept one only",
                entered + " 位客户中有 " + both + " 位同时进入两个漏斗；其中只完成当前漏斗的 " + first +
                    " 位，只完成保留漏斗的 " + kept + " 位"};
  return text + (shared.differs ? TextPair{": more than chance explains (exact McNemar test).",
                                           "：差异超出偶然范围（精确 McNemar 检验）。"}
                                : TextPair{": chance alone may explain that (exact McNemar test).",
                                           "：可能只是偶然（精确 McNemar 检验）。"});
}

}  // namespace

Result<PairReport> compare_funnels(const Dataset& dataset, const FunnelSpec& first_spec, const FunnelReport& first,
                                   const FunnelSpec& kept_spec, const FunnelReport& kept,
                                   const std::vector<uint8_t>* keep) {
  PairReport report{.first = {first.unit, first.steps, first.definition},
                    .kept = {kept.unit, kept.steps, kept.definition}};
  const auto counts_customers = [](const FunnelSpec& spec, const FunnelReport& funnel) {
    return funnel.source == Source::events && spec.unit == Unit::customers;
  };
  if (counts_customers(first_spec, first) && counts_customers(kept_spec, kept)) {
    const Result<std::vector<uint8_t>> one = outcomes(dataset, first_spec, keep);
    if (!one) return one.error();
    const Result<std::vector<uint8_t>> other = outcomes(dataset, kept_spec, keep);
    if (!other) return other.error();
    report.shared = count_shared(*one, *other);
    if (report.shared->entered_both > 0) report.notes.push_back(describe(*report.shared));
  }
  if (first.unit != kept.unit) {
    report.notes.push_back({"The funnels count different things: only their shapes can be compared.",
                            "两个漏斗的计数对象不同：只能比较形状。"});
  }
  return report;
}

}  // namespace sluice::funnel
