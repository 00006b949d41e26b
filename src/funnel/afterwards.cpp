#include "funnel/afterwards.h"

#include <algorithm>

#include "base/errors.h"
#include "base/number_text.h"
#include "funnel/event_funnel.h"
#include "funnel/next_events.h"
#include "funnel/traits.h"
#include "funnel/wording.h"

namespace sluice::funnel {
namespace {

Status check_query(const AfterwardsQuery& query, size_t steps) {
  if (query.step < 1 || query.step >= steps) {
    return bad_spec("/query/step", {"Choose a step of the funnel that has another one behind it.",
                                    "请选择漏斗中后面还有步骤的一步。"});
  }
  if (query.depth < 1 || query.depth > kMostAfterwardsDepth) {
    return bad_spec("/query/depth", {"should be from 1 to 6", "应在 1 到 6 之间"});
  }
  if (!(query.floor >= 0 && query.floor <= 1)) {
    return bad_spec("/query/floor", {"should be from 0 to 1", "应在 0 到 1 之间"});
  }
  return Done{};
}

// The next step that is not optional; the last one never is.
size_t step_after(const Plan& plan, size_t step) {
  size_t next = step + 1;
  while (plan.steps[next].optional) ++next;
  return next;
}

// What a look at every unit finds.
struct Losses {
  EventFunnel funnel;
  AfterwardsQuery query;
  size_t at, next_step;  // steps, from 0
  NextEvents next;
  ComparedUnits units;
  uint64_t at_the_same_time = 0;  // of the lost: with another event of the step's time
  TraitComparison traits;

  Losses(const Dataset& dataset, EventFunnel prepared, const AfterwardsQuery& asked)
      : funnel(std::move(prepared)),
        query(asked),
        at(asked.step - 1),
        next_step(step_after(funnel.plan, at)),
        next(dataset.events->event_names, asked.depth),
        traits(dataset, units) {}

  void take(const MatchedJourney& one) {
    if (!one.match->has(at)) return;
    const size_t row = row_of_step(one, funnel.plan, at);
    if (one.match->has(next_step)) {
      units.went_on.push_back(row);
      return;
    }
    units.lost.push_back(row);
    const std::span<const TimeMs> time = one.journey.time;
    const auto [same, later] = std::equal_range(time.begin(), time.end(), one.match->at[at].at);
    at_the_same_time += later - same > 1 ? 1 : 0;
    const auto before = static_cast<size_t>(later - time.begin());
    next.add(std::span(funnel.events->event).subspan(one.first_row + before, time.size() - before));
  }
};

// Words ---------------------------------------------------------------------------------------------------------------

std::string text(uint64_t number) { return grouped_text(number); }

TextPair unit_words(Unit unit, uint64_t count) {
  switch (unit) {
    case Unit::customers:
      return {count == 1 ? "customer" : "customers", "位客户"};
    case Unit::sessions:
      return {count == 1 ? "session" : "sessions", "个会话"};
    case Unit::entries:
      break;
  }
  return {count == 1 ? "entry" : "entries", "次进入"};
}

TextPair within(Unit unit) {
  switch (unit) {
    case Unit::customers:
      return {};
    case Unit::sessions:
      return {", in the same session", "，仅限同一会话内"};
    case Unit::entries:
      break;
  }
  return {", until the entry ends with its window", "，仅限该次进入的时间窗口内"};
}

TextPair define_levels(const EventFunnel& funnel, const AfterwardsQuery& query, const AfterwardsReport& report) {
  const std::vector<StepReport> steps = funnel.named_steps();
  const TextPair reached = quoted(steps[report.step - 1].label), missed = quoted(steps[report.next_step - 1].label);
  const Unit unit = funnel.spec.unit;
  const TextPair units = unit_words(unit, report.lost), limit = within(unit);
  const std::string lost = text(report.lost), depth = text(query.depth), most = text(kMostNextEvents);
  const std::string floor = shortest_text(query.floor * 100) + "%";
  const std::string who = unit == Unit::customers ? " who" : " that";
  return {"The " + lost + " " + units.en + who + " reached " + reached.en + " and not " + missed.en +
              ", by what came next: the first " + depth +
              " events after that step, whatever they are and however late, repeats included" + limit.en +
              ". Events of one time stand in the order of their names; others of the very time of the step are left "
              "out. In each place the " +
              most + " most frequent events are named, as far as at least " + floor +
              " have them; the rest is 'other'. Whoever has no further event goes to 'nothing more'.",
          "到达" + reached.zh + "但未到达" + missed.zh + "的 " + lost + " " + units.zh + "，按此后依次发生的前 " +
              depth + " 个事件统计：不论何种、间隔多久，重复也照计" + limit.zh +
              "。同一时刻的事件按名称排列；与该步骤恰在同一时刻的其他事件不计。每一层最多列出 " + most +
              " 个最常见且占比不低于 " + floor + " 的事件，其余合并为“其他”；此后再无事件的归入“再无事件”。"};
}

TextPair define_traits() {
  return {
      "Those who were lost against those who went on, value by value of every customer attribute and of every property "
      "of the step's event. The odds ratio says how many times as high the odds of a value are among the lost; its "
      "95% interval is Woolf's. Tested by a pooled z test, or Fisher's exact test where fewer than five are expected; "
      "p-values are raised for the number of tests after Holm. More than 12 different numbers are cut into quarters.",
      "将流失者与继续前进者逐项比较：客户的每个属性，以及该步骤事件的每个属性的每个取值。优势比表示该取值在流失者中的优"
      "势"
      "是继续前进者的多少倍，附 Woolf 法 95% 置信区间；检验采用合并 z 检验，期望数不足 5 时用 Fisher 精确检验；p 值按 "
      "Holm 法校正多重比较。不同数值超过 12 个时按四分位分段。"};
}

void note_levels(const Losses& losses, AfterwardsReport& report) {
  if (report.reached == 0) {
    report.notes.push_back({"Nobody reaches this step.", "没有任何对象到达该步骤。"});
  } else if (report.lost == 0) {
    report.notes.push_back({"Nobody is lost behind this step.", "该步骤之后没有流失。"});
  }
  if (losses.at_the_same_time > 0) {
    const std::string number = text(losses.at_the_same_time);
    const TextPair unit = unit_words(losses.funnel.spec.unit, losses.at_the_same_time);
    report.notes.push_back({number + " " + unit.en + (losses.at_the_same_time == 1 ? " has" : " have") +
                                " other events at the very time of the step. Whether those came before or after it "
                                "is not known, and they are left out.",
                            number + " " + unit.zh + "在该步骤的同一时刻还有其他事件，先后无法判断，均未计入。"});
  }
}

void note_traits(const Traits& traits, AfterwardsReport& report) {
  std::vector<TextPair>& notes = report.traits_notes;
  if (report.lost == 0 || report.lost == report.reached) {
    notes.push_back({"There is nothing to compare: one of the two groups is empty.", "两组之一为空，无法比较。"});
    return;
  }
  if (traits.looked_at == 0 && traits.left_out.empty()) {
    notes.push_back({"The files say nothing of customers or events beside what they did and when.",
                     "文件中除了事件与时间之外，没有客户或事件的其他属性。"});
    return;
  }
  uint64_t tested = 0, differ = 0, unclear = 0;
  for (const Trait& trait : traits.traits) {
    tested += trait.p ? 1 : 0;
    differ += trait.differs ? 1 : 0;
    unclear += trait.too_few_to_tell ? 1 : 0;
  }
  notes.push_back({text(differ) + " of " + text(tested) + " values that were tested differ by more than chance; for " +
                       text(unclear) + " there are too few to tell.",
                   "检验的 " + text(tested) + " 个取值中有 " + text(differ) + " 个差异超出偶然范围；" + text(unclear) +
                       " 个样本太少，无法判断。"});
  if (traits.left_out.empty()) return;
  TextPair names;
  for (const TextPair& title : traits.left_out) {
    names = names + TextPair{(names.en.empty() ? "" : ", ") + title.en, (names.zh.empty() ? "" : "、") + title.zh};
  }
  const std::string most = text(kMostTraitValues);
  notes.push_back({"Left out, for they have more than " + most + " different values: " + names.en + ".",
                   "以下属性的不同取值超过 " + most + " 个，未作比较：" + names.zh + "。"});
}

AfterwardsReport make_report(Losses& losses) {
  Traits traits = losses.traits.finish();
  AfterwardsReport report;
  report.step = losses.query.step;
  report.next_step = static_cast<uint32_t>(losses.next_step) + 1;
  report.lost = losses.units.lost.size();
  report.reached = report.lost + losses.units.went_on.size();
  report.levels = losses.next.levels(losses.query.floor);
  report.definition = define_levels(losses.funnel, losses.query, report);
  report.traits_definition = define_traits();
  note_levels(losses, report);
  note_traits(traits, report);
  report.other_traits = traits.traits.size() > kMostTraits ? traits.traits.size() - kMostTraits : 0;
  traits.traits.resize(std::min(traits.traits.size(), kMostTraits));
  report.traits = std::move(traits.traits);
  return report;
}

}  // namespace

uint32_t step_of_greatest_loss(const FunnelReport& report) {
  uint32_t best = 1, before = 1;
  double greatest = 0;
  for (uint32_t step = 1; step < report.steps.size(); ++step) {
    if (report.steps[step].optional) continue;
    if (report.steps[step].drop_off > greatest) {
      greatest = report.steps[step].drop_off;
      best = before;
    }
    before = step + 1;
  }
  return best;
}

Result<PassRun<AfterwardsReport>> begin_afterwards(const Dataset& dataset, const FunnelSpec& spec,
                                                   const AfterwardsQuery& query, const std::vector<uint8_t>* keep) {
  constexpr uint64_t kWorkOfATrait = 20;  // to look at a column of a customer, about
  if (!dataset.events) {
    return not_applicable({"Only a funnel of events knows what came afterwards; this file has no events.",
                           "只有事件漏斗能看出此后发生了什么；该文件没有事件。"});
  }
  Result<EventFunnel> funnel = EventFunnel::prepare(dataset, spec);
  if (!funnel) return std::move(funnel).error();
  if (const Status status = check_query(query, funnel->steps.size()); !status) return status.error();
  const auto losses = std::make_shared<Losses>(dataset, std::move(*funnel), query);
  PassRun<AfterwardsReport> run{{}, [losses] { return make_report(*losses); }};
  Losses* into = losses.get();
  run.passes.add(into->funnel.pass(keep, [into](const MatchedJourney& one) { into->take(one); }));
  run.passes.add({into->traits.columns(), kWorkOfATrait * (dataset.customers.size() + uint64_t{1}),
                  [into](size_t begin, size_t end) {
                    for (size_t column = begin; column < end; ++column) into->traits.compare(column);
                    return end;
                  }});
  return run;
}

}  // namespace sluice::funnel
