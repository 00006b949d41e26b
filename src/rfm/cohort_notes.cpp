#include "rfm/cohort_notes.h"

#include "base/number_text.h"

namespace sluice::rfm {
namespace {

TextPair period_word(CohortPeriod period) {
  if (period == CohortPeriod::week) return {"week", "周"};
  if (period == CohortPeriod::quarter) return {"quarter", "季度"};
  return {"month", "月"};
}

TextPair definition_of(const CohortReport& report) {
  const TextPair word = period_word(report.period);
  const std::string monday = report.period == CohortPeriod::week ? " Weeks begin on Monday." : "";
  const std::string from_monday = report.period == CohortPeriod::week ? "每周从周一开始。" : "";
  return {"A cohort is everyone whose first purchase in the data fell into the same " + word.en +
              ". What counts begins on " + report.first_day +
              ": whoever bought before then counts as new at the first purchase after it." + monday,
          "同一" + word.zh + "内在数据中首次购买的客户为一个同期群。计入的数据始于 " + report.first_day +
              "：在此之前买过的客户，以其后的第一次购买计为新客户。" + from_monday};
}

void note_hidden(const Cleaning& cleaning, std::vector<TextPair>& notes) {
  const auto hidden = [&](CleaningRule rule) { return cleaning.applies(rule) ? cleaning.found(rule).lines : 0; };
  if (const uint64_t lines = hidden(CleaningRule::before_lookback); lines > 0) {
    const std::string count = grouped_text(lines);
    notes.push_back(
        {"The lookback period hides " + count + (lines == 1 ? " earlier line" : " earlier lines") +
             ": for many customers the first purchase shown here was not their first. Choose all time to see "
             "true cohorts.",
         "回溯期隐藏了更早的 " + count +
             " 行：这里的首次购买对许多客户来说并非真正的首次。选择“全部时间”可看到真实的同期群。"});
  }
  if (const uint64_t lines = hidden(CleaningRule::before_first_day); lines > 0) {
    const std::string count = grouped_text(lines);
    notes.push_back({"The first day of the cleaning rules hides " + count +
                         (lines == 1 ? " earlier line" : " earlier lines") +
                         ": whoever bought before it counts as new afterwards.",
                     "清洗规则的起始日期隐藏了更早的 " + count + " 行：此前买过的客户会被计为其后的新客户。"});
  }
}

void note_incomplete(const CohortReport& report, std::vector<TextPair>& notes) {
  if (!report.last_incomplete || report.cohorts.empty()) return;
  const TextPair word = period_word(report.period);
  notes.push_back(
      {"What counts ends on " + report.observed_to + ", within a " + word.en +
           ": its figures are marked as incomplete and stay out of the mean.",
       "计入的数据止于 " + report.observed_to + "，所在" + word.zh + "尚未结束：其数字标为不完整，不计入平均。"});
}

void note_bounds(const CohortReport& report, std::vector<TextPair>& notes) {
  const TextPair word = period_word(report.period);
  const std::string most = std::to_string(kMostCohorts);
  if (!report.cohorts.empty() && report.cohorts.front().id.starts_with("../")) {
    notes.push_back(
        {"The latest " + most + " cohorts have a row each; earlier ones, up to " + report.cohorts.front().last_day +
             ", are gathered in the first row.",
         "最近 " + most + " 个同期群各占一行；" + report.cohorts.front().last_day + " 及以前的合并在第一行。"});
  }
  double revenue = 0;
  uint64_t orders = 0;
  for (const CohortRow& row : report.cohorts) {
    revenue += row.later.revenue;
    orders += row.later.orders;
  }
  if (orders > 0) {
    const std::string count = grouped_text(orders), money = grouped_text(revenue, 2);
    const std::string periods = std::to_string(kMostCohortPeriods);
    notes.push_back(
        {"Shown are the first " + periods + " " + word.en + "s of each cohort; after them came " + count +
             (orders == 1 ? " more order" : " more orders") + " (" + money + " in all).",
         "每个同期群显示前 " + periods + " 个" + word.zh + "；其后还有 " + count + " 笔订单（合计 " + money + "）。"});
  }
}

}  // namespace

void describe_cohorts(CohortReport& report, const Cleaning& cleaning) {
  report.definition = definition_of(report);
  note_hidden(cleaning, report.notes);
  note_incomplete(report, report.notes);
  note_bounds(report, report.notes);
  if (report.customers == 0) report.notes.push_back({"No customer matches the filter.", "没有符合筛选条件的客户。"});
}

}  // namespace sluice::rfm
