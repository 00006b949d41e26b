#include "funnel/wording.h"

#include <array>

#include "base/number_text.h"

namespace sluice::funnel {
namespace {

struct TimeUnit {
  int64_t ms;
  const char* one;
  const char* many;
  const char* zh;
};

constexpr std::array<TimeUnit, 4> kTimeUnits{{
    {86'400'000, "day", "days", "天"},
    {3'600'000, "hour", "hours", "小时"},
    {60'000, "minute", "minutes", "分钟"},
    {1'000, "second", "seconds", "秒"},
}};

TextPair count_text(const TimeUnit& unit, int64_t count) {
  const std::string number = grouped_text(static_cast<uint64_t>(count));
  return {number + " " + (count == 1 ? unit.one : unit.many), number + " " + unit.zh};
}

}  // namespace

std::string counted(uint64_t count, const char* one, const char* many) {
  return grouped_text(count) + " " + (count == 1 ? one : many);
}

TextPair quoted(const TextPair& label) { return {"'" + label.en + "'", "“" + label.zh + "”"}; }

TextPair operator+(const TextPair& a, const TextPair& b) { return {a.en + b.en, a.zh + b.zh}; }

TextPair duration_text(int64_t ms) {
  for (const TimeUnit& unit : kTimeUnits) {
    if (ms != 0 && ms % unit.ms == 0) return count_text(unit, ms / unit.ms);
  }
  const std::string seconds = grouped_text(static_cast<double>(ms) / 1000, 3);
  return {seconds + " seconds", seconds + " 秒"};
}

TextPair rough_duration_text(int64_t ms) {
  for (size_t i = 0; i < kTimeUnits.size(); ++i) {
    if (ms < kTimeUnits[i].ms) continue;
    const TextPair words = count_text(kTimeUnits[i], ms / kTimeUnits[i].ms);
    const int64_t next = i + 1 < kTimeUnits.size() ? ms % kTimeUnits[i].ms / kTimeUnits[i + 1].ms : 0;
    if (next == 0) return words;
    const TextPair rest = count_text(kTimeUnits[i + 1], next);
    return {words.en + " " + rest.en, words.zh + " " + rest.zh};
  }
  return {"0 seconds", "0 秒"};
}

void note_counts(const FunnelReport& report, std::vector<TextPair>& notes) {
  if (report.steps.empty()) return;
  if (report.steps.front().count == 0) {
    const TextPair name = quoted(report.steps.front().label);
    notes.push_back({"Nobody reaches the first step " + name.en + ", so there is nothing to convert.",
                     "没有任何对象到达第一步" + name.zh + "，因此没有转化可言。"});
    return;
  }
  for (size_t i = 1; i < report.steps.size(); ++i) {
    const StepReport& step = report.steps[i];
    const TextPair name = quoted(step.label);
    if (step.larger_than_before) {
      const std::string count = grouped_text(step.count, 2);
      const std::string before = grouped_text(report.steps[i - 1].count, 2);
      notes.push_back({name.en + " (" + count + ") is larger than the step before it (" + before +
                           "): check the order of the steps or the counts.",
                       name.zh + "（" + count + "）大于前一步（" + before + "）：请检查步骤顺序或数量。"});
    } else if (step.count == 0) {
      notes.push_back(
          {"Nobody reaches " + name.en + " or a later step.", "没有任何对象到达" + name.zh + "及以后的步骤。"});
      break;
    }
  }
  if (report.steps.front().count == 1) {
    notes.push_back(
        {"The first step counts one only: the rates say nothing yet.", "第一步只有一个对象：转化率暂无意义。"});
  } else if (report.steps.front().count < 30) {
    notes.push_back({"The first step counts fewer than 30: the intervals are wide, read the rates with care.",
                     "第一步不足 30 个：置信区间较宽，转化率请谨慎解读。"});
  }
}

}  // namespace sluice::funnel
