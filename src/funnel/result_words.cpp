#include "funnel/result_words.h"

#include <array>
#include <string_view>

#include "base/number_text.h"
#include "funnel/wording.h"

namespace sluice::funnel {
namespace {

struct UnitWords {
  std::string_view unit;
  const char *one, *many;          // "customer who"
  const char *zh, *zh_classifier;  // "位客户", "位"
};

constexpr std::array<UnitWords, 4> kUnitWords{
    {{"customers", "customer who", "customers who", "位客户", "位"},
     {"sessions", "session that", "sessions that", "次会话", "次"},
     {"entries", "entry that", "entries that", "次进入", "次"},
     {"opportunities", "opportunity that", "opportunities that", "个商机", "个"}}};

// Nothing of counts out of a file, which are of no things that move on.
const UnitWords* words_of(std::string_view unit) {
  for (const UnitWords& words : kUnitWords) {
    if (words.unit == unit) return &words;
  }
  return nullptr;
}

std::string count_text(double count) { return grouped_text(count, 2); }

// As on the screen: one place, never rounded to nothing or to all.
std::string percent(double share) {
  const double value = share * 100;
  if (value == 0 || value == 100) return value == 0 ? "0%" : "100%";
  const std::string text = fixed_text(value, 1);
  if (text == "0.0") return "<0.1%";
  return value < 100 && text == "100.0" ? ">99.9%" : text + "%";
}

// ": 12.3% (95% interval 10.6% to 14.3%)"
TextPair rate_text(const std::optional<Rate>& rate) {
  if (!rate) return {};
  const TextPair value{": " + percent(rate->value), "，转化率 " + percent(rate->value)};
  if (rate->low == rate->high) return value;
  const std::string low = percent(rate->low), high = percent(rate->high);
  return value + TextPair{" (95% interval " + low + " to " + high + ")", "（95% 区间 " + low + " 至 " + high + "）"};
}

// Steps are numbers of steps then: "any 2 steps".
bool has_no_order(const FunnelReport& report) { return report.source == Source::events && report.mode == Mode::any; }

TextPair name_of(const FunnelReport& report, const StepReport& step) {
  return has_no_order(report) ? step.label : quoted(step.label);
}

// "reached 'pay'", in any order "did all 4".
TextPair reached(const FunnelReport& report, const StepReport& step) {
  const TextPair name = name_of(report, step);
  if (has_no_order(report)) return {"did " + name.en, "完成" + name.zh};
  return {"reached " + name.en, "到达" + name.zh};
}

TextPair parts_words(const FunnelReport& report, const UnitWords& unit) {
  const StepReport &first = report.steps.front(), &last = report.steps.back();
  const TextPair begun = reached(report, first), done = reached(report, last);
  const std::string all = count_text(first.count), part = count_text(last.count);
  TextPair within;
  if (report.window_ms) {
    const TextPair window = duration_text(*report.window_ms);
    within = {" within " + window.en, "在 " + window.zh + "内"};
  }
  return TextPair{"Of " + all + " " + (first.count == 1 ? unit.one : unit.many) + " " + begun.en + ", " + part + " " +
                      done.en + within.en,
                  all + " " + unit.zh + begun.zh + "，其中 " + part + " " + unit.zh_classifier + within.zh + done.zh} +
         rate_text(last.overall_rate);
}

// Where the last step is no part of the first.
TextPair counts_words(const FunnelReport& report) {
  const StepReport &first = report.steps.front(), &last = report.steps.back();
  const TextPair begun = quoted(first.label), done = quoted(last.label);
  const std::string all = count_text(first.count), part = count_text(last.count);
  return TextPair{done.en + " counts " + part + ", against " + all + " at " + begun.en,
                  done.zh + "为 " + part + "，" + begun.zh + "为 " + all} +
         rate_text(last.overall_rate);
}

TextPair open_words(const FunnelReport& report) {
  double open = 0;
  for (const StepReport& step : report.steps) open += step.still_open.value_or(0);
  if (open == 0) return {};
  const std::string count = count_text(open);
  return {"; " + count + (open == 1 ? " is" : " are") + " still open", "；另有 " + count + " 个尚未结束"};
}

// "'cart': 600 (48.6% of the step before)"
TextPair step_words(const FunnelReport& report, const StepReport& step) {
  const TextPair name = name_of(report, step);
  const std::string count = count_text(step.count);
  const TextPair words{name.en + ": " + count, name.zh + "：" + count};
  TextPair remark = step.optional ? TextPair{"optional", "可选"} : TextPair{};
  if (step.step_rate) {
    const std::string rate = percent(step.step_rate->value);
    remark = remark + (step.optional ? TextPair{", ", "，"} : TextPair{}) +
             TextPair{rate + " of the step before", "为前一步的 " + rate};
  }
  return remark.empty() ? words : words + TextPair{" (" + remark.en + ")", "（" + remark.zh + "）"};
}

TextPair all_steps_words(const FunnelReport& report) {
  if (report.steps.size() < 3) return {};
  TextPair list;
  for (const StepReport& step : report.steps) {
    list = list + (list.empty() ? TextPair{} : TextPair{"; ", "；"}) + step_words(report, step);
  }
  return {" Step by step: " + list.en + ".", "各步：" + list.zh + "。"};
}

TextPair time_words(const FunnelReport& report, double median_ms) {
  const TextPair time = rough_duration_text(static_cast<int64_t>(median_ms));
  if (report.unit == "opportunities") {
    return {" Median sales cycle of those won: " + time.en + ".", "赢单的销售周期中位数：" + time.zh + "。"};
  }
  return {" Median time from the first of these steps to the last: " + time.en + ".",
          "从第一步到最后一步的时间中位数：" + time.zh + "。"};
}

}  // namespace

TextPair result_words(const FunnelReport& report) {
  if (report.steps.size() < 2) return {};
  const StepReport& last = report.steps.back();
  const UnitWords* unit = words_of(report.unit);
  const bool is_part = unit != nullptr && last.count <= report.steps.front().count;
  TextPair words = is_part ? parts_words(report, *unit) : counts_words(report);
  words = words + open_words(report) + TextPair{".", "。"} + all_steps_words(report);
  return last.median_ms ? words + time_words(report, *last.median_ms) : words;
}

}  // namespace sluice::funnel
