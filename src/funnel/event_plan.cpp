#include "funnel/event_plan.h"

#include <algorithm>

#include "base/errors.h"
#include "base/number_text.h"
#include "funnel/rules.h"
#include "funnel/wording.h"

namespace sluice::funnel {
namespace {

std::string pointer_to(const char* list, size_t index, const char* member) {
  return std::string("/funnel/") + list + "/" + std::to_string(index) + "/" + member;
}

Status check_optional(const FunnelSpec& spec, const std::vector<Step>& steps) {
  for (size_t i = 0; i < steps.size(); ++i) {
    if (!steps[i].optional || spec.mode == Mode::any) continue;
    if (i == 0 || i + 1 == steps.size()) {
      return bad_spec(pointer_to("steps", i, "optional"),
                      {"The first and the last step cannot be optional.", "第一步和最后一步不能设为可选。"});
    }
    if (spec.mode == Mode::strict) {
      return bad_spec(pointer_to("steps", i, "optional"),
                      {"In strict order no step can be optional: nothing may lie between the others.",
                       "严格顺序下不能有可选步骤：其他步骤之间不得有任何事件。"});
    }
  }
  return Done{};
}

Status check_windows(const FunnelSpec& spec, const std::vector<Step>& steps) {
  for (size_t i = 0; i < steps.size(); ++i) {
    if (steps[i].window_ms.value_or(0) < 0) {
      return bad_spec(pointer_to("steps", i, "window_ms"),
                      {"A window should be at least 0 ms.", "时间窗口不得小于 0 毫秒。"});
    }
  }
  if (spec.session_gap_ms >= 0) return Done{};
  return bad_spec("/funnel/session_gap_ms", {"The gap should be at least 0 ms.", "会话间隔不得小于 0 毫秒。"});
}

struct Span {
  size_t from = 0, to = 0;
};
Span span_of(const Exclusion& exclusion, size_t steps) {
  return {exclusion.from.value_or(0), exclusion.to ? *exclusion.to : steps - 1};
}

Status check_exclusions(const FunnelSpec& spec, const std::vector<Step>& steps) {
  for (size_t i = 0; i < spec.exclusions.size(); ++i) {
    const Span span = span_of(spec.exclusions[i], steps.size());
    if (span.from >= span.to || span.to >= steps.size()) {
      return bad_spec(pointer_to("exclusions", i, "from"),
                      {"An exclusion lies between a step and a later one of the funnel.",
                       "排除事件须位于漏斗中某一步与其后某一步之间。"});
    }
    for (const size_t end : {span.from, span.to}) {
      if (!steps[end].optional || spec.mode == Mode::any) continue;
      return bad_spec(pointer_to("exclusions", i, end == span.from ? "from" : "to"),
                      {"An exclusion cannot begin or end at an optional step.", "排除区间的起止不能是可选步骤。"});
    }
  }
  return Done{};
}

// Clauses of the definition -------------------------------------------------------------------------------------------

TextPair joined(const std::vector<TextPair>& parts, const char* en, const char* zh) {
  TextPair text;
  for (size_t i = 0; i < parts.size(); ++i) {
    text.en += (i == 0 ? "" : en) + parts[i].en;
    text.zh += (i == 0 ? "" : zh) + parts[i].zh;
  }
  return text;
}

TextPair list_steps(const std::vector<Step>& steps) {
  std::vector<TextPair> names;
  for (const Step& step : steps) names.push_back(quoted(step_label(step)));
  return joined(names, ", ", "");
}

TextPair unit_words(const FunnelSpec& spec, const std::vector<Step>& steps) {
  switch (spec.unit) {
    case Unit::customers:
      return {"customers", "客户"};
    case Unit::sessions: {
      const TextPair gap = duration_text(spec.session_gap_ms);
      return {"sessions (a customer's events without a pause longer than " + gap.en + ")",
              "会话（同一客户间隔不超过 " + gap.zh + " 的连续事件）"};
    }
    case Unit::entries: {
      const TextPair first = quoted(step_label(steps.front()));
      if (spec.mode == Mode::any) {
        return {"entries (from an event of any step until all are done or the window closes)",
                "进入次数（从任一步骤的事件开始，直到全部完成或窗口关闭）"};
      }
      return {
          "entries (from " + first.en + " until the last step or the end of the window; only then a new one begins)",
          "进入次数（从" + first.zh + "开始，到完成最后一步或窗口结束为止，之后才算新的一次）"};
    }
  }
  return {};
}

TextPair main_clause(const FunnelSpec& spec, const std::vector<Step>& steps) {
  const TextPair unit = unit_words(spec, steps);
  const TextPair list = list_steps(steps);
  TextPair text;
  if (spec.mode == Mode::any) {
    text = {"Counted are " + unit.en + " by how many of " + list.en + " they hold, in any order",
            "统计" + unit.zh + "在不限顺序下完成了" + list.zh + "中的几步"};
  } else {
    text = {"Counted are " + unit.en + " with " + list.en + " in this order",
            "统计依次完成" + list.zh + "的" + unit.zh};
  }
  if (!spec.window_ms) return text;
  const TextPair window = duration_text(*spec.window_ms);
  return text + TextPair{", the last within " + window.en + " of the first", "，且最后一步距第一步不超过 " + window.zh};
}

TextPair anchor_clause(const FunnelSpec& spec, const std::vector<Step>& steps) {
  const TextPair first = quoted(step_label(steps.front()));
  const bool first_only = spec.rules.anchor == Anchor::first && spec.unit != Unit::entries;
  if (spec.mode == Mode::any) {
    return first_only ? TextPair{"only the first event of a step may begin", "只有第一个步骤事件可作为起点"}
                      : TextPair{"any event of a step may begin", "任一步骤的任一事件均可作为起点"};
  }
  if (spec.unit == Unit::entries) return {};
  return first_only ? TextPair{"only the first " + first.en + " may begin", "只有第一次" + first.zh + "可作为起点"}
                    : TextPair{"any " + first.en + " may begin", "任意一次" + first.zh + "均可作为起点"};
}

TextPair between_clause(const FunnelSpec& spec) {
  if (spec.mode != Mode::strict) return {"other events may lie between", "中间可以有其他事件"};
  const TextPair end = spec.rules.strict_restart
                           ? TextPair{}
                           : TextPair{", and the first one that does ends the search", "，一旦出现即停止匹配"};
  switch (spec.rules.between) {
    case Between::nothing:
      return TextPair{"no other event may lie between", "中间不得有其他事件"} + end;
    case Between::repeats:
      return TextPair{"nothing but repeated steps may lie between", "中间只允许已完成步骤的重复事件"} + end;
    case Between::steps:
      return TextPair{"nothing but events of the steps may lie between", "中间只允许属于各步骤的事件"} + end;
  }
  return {};
}

TextPair use_clause(const Rules& rules) {
  if (rules.equal_times == EqualTimes::increasing) {
    return {"each step needs a later time than the one before", "每一步的时间必须晚于前一步"};
  }
  return rules.event_use == EventUse::reused ? TextPair{"one event may fill several steps", "一个事件可对应多个步骤"}
                                             : TextPair{"one event fills one step", "一个事件只对应一个步骤"};
}

void add_step_clauses(const FunnelSpec& spec, const std::vector<Step>& steps, std::vector<TextPair>& clauses) {
  if (spec.mode == Mode::any) return;
  for (size_t i = 0; i < steps.size(); ++i) {
    const TextPair name = quoted(step_label(steps[i]));
    if (steps[i].optional) clauses.push_back({name.en + " is optional", name.zh + "为可选步骤"});
    if (i == 0 || !steps[i].window_ms) continue;
    const TextPair window = duration_text(*steps[i].window_ms);
    clauses.push_back({name.en + " has to come within " + window.en + " of the step before",
                       name.zh + "须在前一步之后 " + window.zh + "内发生"});
  }
}

void add_exclusion_clauses(const FunnelSpec& spec, const std::vector<Step>& steps, std::vector<TextPair>& clauses) {
  for (const Exclusion& exclusion : spec.exclusions) {
    const Span span = span_of(exclusion, steps.size());
    const TextPair name =
        step_label({.event = exclusion.event, .or_events = exclusion.or_events, .where = exclusion.where});
    const TextPair from = quoted(step_label(steps[span.from])), to = quoted(step_label(steps[span.to]));
    clauses.push_back(spec.mode == Mode::any
                          ? TextPair{"without " + quoted(name).en + " between", "期间没有" + quoted(name).zh}
                          : TextPair{"without " + quoted(name).en + " between " + from.en + " and " + to.en,
                                     from.zh + "与" + to.zh + "之间没有" + quoted(name).zh});
  }
  if (!spec.exclusions.empty() && spec.rules.exclusion == ExclusionEffect::removes_whole) {
    clauses.push_back({"whoever has it there is left out of every step", "出现该事件者不计入任何步骤"});
  }
}

TextPair condition_words(const Condition& condition) {
  TextPair text{condition.property + " ", condition.property};
  if (!condition.values.empty()) {
    std::vector<TextPair> values;
    for (const std::string& value : condition.values) values.push_back({value, value});
    const TextPair list = joined(values, ", ", "、");
    text = condition.exclude_values ? TextPair{text.en + "not " + list.en, text.zh + "不是" + list.zh}
                                    : TextPair{text.en + list.en, text.zh + "为" + list.zh};
  }
  const auto bound = [](const std::optional<double>& value) { return shortest_text(*value); };
  if (condition.from && condition.to) {
    text = {text.en + bound(condition.from) + " to " + bound(condition.to),
            text.zh + " " + bound(condition.from) + "–" + bound(condition.to)};
  } else if (condition.from) {
    text = {text.en + "at least " + bound(condition.from), text.zh + "不小于 " + bound(condition.from)};
  } else if (condition.to) {
    text = {text.en + "at most " + bound(condition.to), text.zh + "不大于 " + bound(condition.to)};
  }
  return text;
}

}  // namespace

Status check_plan(const FunnelSpec& spec, const std::vector<Step>& steps) {
  if (const Status status = check_optional(spec, steps); !status) return status;
  if (const Status status = check_windows(spec, steps); !status) return status;
  return check_exclusions(spec, steps);
}

Plan make_plan(const FunnelSpec& spec, const std::vector<Step>& steps) {
  Plan plan;
  plan.mode = spec.mode;
  plan.rules = rules_in_force(spec.mode, spec.rules);
  plan.window_ms = spec.window_ms;
  for (const Step& step : steps) plan.steps.push_back({step.optional && spec.mode != Mode::any, step.window_ms});
  plan.steps.front().window_ms.reset();
  for (const Exclusion& exclusion : spec.exclusions) {
    const Span span = span_of(exclusion, steps.size());
    plan.exclusions.push_back({span.from, span.to});
  }
  return plan;
}

TextPair step_label(const Step& step) {
  std::string names = step.event;
  for (const std::string& other : step.or_events) names += " / " + other;
  std::vector<TextPair> conditions;
  for (const Condition& condition : step.where) conditions.push_back(condition_words(condition));
  if (conditions.empty()) return {names, names};
  const TextPair words = joined(conditions, "; ", "；");
  return {names + " (" + words.en + ")", names + "（" + words.zh + "）"};
}

TextPair define_event_funnel(const FunnelSpec& spec, const std::vector<Step>& steps, bool filtered) {
  std::vector<TextPair> clauses{main_clause(spec, steps), anchor_clause(spec, steps)};
  if (spec.mode != Mode::any) clauses.push_back(between_clause(spec));
  clauses.push_back(use_clause(rules_in_force(spec.mode, spec.rules)));
  if (spec.mode == Mode::ordered && spec.rules.repeats == Repeats::end_search) {
    clauses.push_back({"a step that happens again ends the search", "已完成的步骤再次发生即停止匹配"});
  }
  add_step_clauses(spec, steps, clauses);
  add_exclusion_clauses(spec, steps, clauses);
  if (spec.unit == Unit::customers) {
    clauses.push_back({"each customer counts once with the furthest step reached", "每位客户按到达的最远步骤计一次"});
  }
  if (filtered) clauses.push_back({"only customers that the filter leaves count", "仅限筛选后的客户"});
  clauses.erase(std::remove_if(clauses.begin(), clauses.end(), [](const TextPair& clause) { return clause.empty(); }),
                clauses.end());
  return joined(clauses, "; ", "；") + TextPair{".", "。"};
}

void note_unused(const FunnelSpec& spec, const std::vector<Step>& steps, std::vector<TextPair>& notes) {
  if (spec.mode != Mode::any) return;
  const bool asked = std::any_of(steps.begin(), steps.end(),
                                 [](const Step& step) { return step.optional || step.window_ms.has_value(); });
  if (asked) {
    notes.push_back({"In any order no step is optional and none has a window of its own: both settings are not used.",
                     "不限顺序时，步骤没有“可选”和单步窗口之分：这两项设置不生效。"});
  }
}

}  // namespace sluice::funnel
