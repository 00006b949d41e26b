#include "funnel/pair.h"

#include "base/number_text.h"
#include "base/proportion_tests.h"
#include "funnel/event_funnel.h"
#include "funnel/wording.h"

namespace sluice::funnel {
namespace {

// How far each customer came along one of the funnels.
struct Outcomes {
  EventFunnel funnel;
  std::vector<uint8_t> by_customer;  // by code: 0 none of the steps, 1 the first, 2 the last

  void take(const MatchedJourney& one) {
    if (one.match->has(0)) by_customer[one.customer] = one.match->has(funnel.steps.size() - 1) ? 2 : 1;
  }
};

// None where the funnel does not count customers by events.
Result<std::shared_ptr<Outcomes>> begin_outcomes(const Dataset& dataset, const FunnelSpec& spec) {
  if (source_of(dataset, spec) != Source::events || spec.unit != Unit::customers) return std::shared_ptr<Outcomes>();
  Result<EventFunnel> funnel = EventFunnel::prepare(dataset, spec);
  if (!funnel) return std::move(funnel).error();
  return std::shared_ptr<Outcomes>(new Outcomes{std::move(*funnel), std::vector<uint8_t>(dataset.customers.size(), 0)});
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
  shared.differs = shared.p < kSignificance;
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

PairReport make_report(const PairSide& first, const FunnelReport& kept, const Outcomes* one, const Outcomes* other) {
  PairReport report{.first = first, .kept = {kept.unit, kept.steps, kept.definition}};
  if (one != nullptr && other != nullptr) {
    report.shared = count_shared(one->by_customer, other->by_customer);
    if (report.shared->entered_both > 0) report.notes.push_back(describe(*report.shared));
  }
  if (first.unit != kept.unit) {
    report.notes.push_back({"The funnels count different things: only their shapes can be compared.",
                            "两个漏斗的计数对象不同：只能比较形状。"});
  }
  return report;
}

}  // namespace

Result<PassRun<PairReport>> begin_pair(const Dataset& dataset, const FunnelSpec& first_spec, const FunnelReport& first,
                                       const FunnelSpec& kept_spec, const std::vector<uint8_t>* keep,
                                       const Cleaning* cleaning, const EventChoices* choices) {
  Result<PassRun<FunnelReport>> kept = begin_analysis(dataset, kept_spec, keep, cleaning, choices);
  if (!kept) return std::move(kept).error();
  const auto one = begin_outcomes(dataset, first_spec), other = begin_outcomes(dataset, kept_spec);
  if (!one || !other) return one ? other.error() : one.error();
  PassRun<PairReport> run;
  run.passes.add(std::move(kept->passes));
  for (const std::shared_ptr<Outcomes>& outcomes : {*one, *other}) {
    if (!*one || !*other) break;
    run.passes.add(
        outcomes->funnel.pass(keep, [into = outcomes.get()](const MatchedJourney& journey) { into->take(journey); }));
  }
  run.conclude = [shown = PairSide{first.unit, first.steps, first.definition}, analyzed = std::move(kept->conclude),
                  one = *one, other = *other]() -> Result<PairReport> {
    Result<FunnelReport> second = analyzed();
    if (!second) return std::move(second).error();
    return make_report(shown, std::move(*second), one.get(), other.get());
  };
  return run;
}

}  // namespace sluice::funnel
