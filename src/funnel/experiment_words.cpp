#include "funnel/experiment_words.h"

#include <algorithm>
#include <cmath>

#include "base/number_text.h"
#include "funnel/wording.h"

namespace sluice::funnel {
namespace {

TextPair quoted_name(const std::string& name) { return {"'" + name + "'", "“" + name + "”"}; }

// Rare outcomes need a second place.
std::string finer_percent(double share) {
  constexpr double kRare = 0.1;
  return fixed_text(share * 100, share < kRare ? 2 : 1) + "%";
}

std::string money(double amount) {
  constexpr double kSmall = 100;
  return std::abs(amount) < kSmall ? fixed_text(amount, 2) : grouped_text(amount, 0);
}

std::string p_text(double p) {
  constexpr double kLeast = 0.001;
  return p < kLeast ? "p < 0.001" : "p = " + fixed_text(p, 3);
}

// "1.72 times as many"; nothing where the control has none.
TextPair times_text(const ArmContrast& contrast) {
  if (!contrast.lift || std::abs(*contrast.lift) < 0.005) return {};
  const std::string times = fixed_text(1 + *contrast.lift, 2);
  return {": " + times + " times as many", "，是后者的 " + times + " 倍"};
}

TextPair verdict_text(const ArmContrast& contrast) {
  const std::string p = p_text(contrast.p_adjusted);
  switch (contrast.verdict) {
    case Difference::higher:
    case Difference::lower:
      return {"; this is not chance (" + p + ").", "；这不是偶然（" + p + "）。"};
    case Difference::alike:
      return {"; no difference that would matter (" + p + ").", "；没有值得在意的差异（" + p + "）。"};
    case Difference::too_few:
      return {"; too few to tell, it may be chance (" + p + ").", "；样本太少，无法判断，可能只是偶然（" + p + "）。"};
    case Difference::untested:
      break;
  }
  return {".", "。"};
}

void note_blanks(const ExperimentCounts& counts, ExperimentReport& report) {
  for (size_t i = 0; i < counts.blank_outcomes.size(); ++i) {
    const uint64_t rows = counts.blank_outcomes[i];
    if (rows == 0) continue;
    const TextPair title = {quoted_name(report.outcome_titles[i].en).en, quoted_name(report.outcome_titles[i].zh).zh};
    report.notes.push_back(
        {counted(rows, "row says", "rows say") + " nothing readable in " + title.en + ": counted as not done.",
         grouped_text(rows) + " 行在" + title.zh + "中为空或无法识别，按未发生计。"});
  }
  if (counts.blank_amounts > 0) {
    report.notes.push_back({counted(counts.blank_amounts, "row has", "rows have") + " no amount: counted as 0.",
                            grouped_text(counts.blank_amounts) + " 行没有金额，按 0 计。"});
  }
}

void note_arms(const ExperimentCounts& counts, ExperimentReport& report) {
  if (report.arms.size() < 2) {
    report.notes.push_back({"There is one arm only: nothing to compare with.", "只有一个组，无法比较。"});
  }
  for (const ExperimentArm& arm : report.arms) {
    const TextPair name = quoted_name(arm.name);
    if (arm.people == 0) {
      report.notes.push_back({"Nobody is in " + name.en + ": it has no rates.", name.zh + "组没有人，无法计算比率。"});
      continue;
    }
    for (size_t i = 0; i < arm.outcomes.size(); ++i) {
      if (arm.outcomes[i].count <= arm.people) continue;
      report.notes.push_back(
          {"'" + report.outcome_titles[i].en + "' of " + name.en +
               " is more than its people: there is no rate. Choose the column with the number of people.",
           name.zh + "组的“" + report.outcome_titles[i].zh + "”超过人数，无法计算比率。请检查人数列的选择。"});
    }
  }
  if (counts.without_arm > 0) {
    report.notes.push_back({counted(counts.without_arm, "row names", "rows name") + " no arm and is left out.",
                            grouped_text(counts.without_arm) + " 行没有分组，未计入。"});
  }
  if (counts.repeated_customers > 0 && !counts.counted) {
    report.notes.push_back({counted(counts.repeated_customers, "customer stands", "customers stand") +
                                " in several rows: each row counts as a person.",
                            grouped_text(counts.repeated_customers) + " 位客户有多行记录：每行按一人计。"});
  }
}

}  // namespace

TextPair define_experiment(const ExperimentReport& report) {
  const TextPair control = quoted_name(report.control);
  TextPair rows;
  if (report.joined) {
    rows = {"Each customer is a person; purchases count over the whole time of the files, also those before the test. ",
            "每位客户按一人计；购买按文件的全部时间统计，包括测试之前的购买。"};
  } else if (report.people.empty()) {
    rows = {"Each row is a person. ", "每行按一人计。"};
  } else {
    const TextPair people = quoted_name(report.people);
    rows = {"The numbers of people are those of " + people.en + ". ", "人数取自" + people.zh + "列。"};
  }
  return rows + TextPair{
                    "A rate is a share of all people of the arm, with its 95% Wilson interval. Every arm is compared "
                    "with " +
                        control.en +
                        " (pooled z test, Fisher's exact test where fewer than five are expected; p-values raised "
                        "for the number of tests after Holm; intervals of the differences after Newcombe, of the "
                        "ratios by their logarithm).",
                    "各比率以该组全部人数为分母，附 95% Wilson 置信区间。每组都与" + control.zh +
                        "比较（合并 z 检验，期望频数不足 5 时用 Fisher 精确检验；p 值按 Holm "
                        "法校正多重比较；差值的区间按 Newcombe 法，比值的区间按对数法）。"};
}

TextPair define_revenue(const ExperimentReport& report) {
  TextPair text{"Revenue per person is the sum over all people of the arm, those who spent nothing included.",
                "人均金额以该组全部人数为分母，未消费者计为 0。"};
  if (!report.people.empty()) return text;
  return text +
         TextPair{
             " The interval of a difference is the middle 95% of 2,000 resamples of the people "
             "(percentile bootstrap, Efron & Tibshirani 1993, with Poisson frequencies, Hanley & MacGibbon "
             "2006); it is not widened for the number of arms.",
             "差值的区间取 2,000 次重抽样结果的中间 95%（百分位自助法，Efron 与 Tibshirani 1993；按泊松频数重抽样，"
             "Hanley 与 MacGibbon 2006），未按组数加宽。"};
}

TextPair no_persons() {
  return {"Revenue per person has no interval: the file holds the totals of the arms, not what each person spent.",
          "人均金额没有置信区间：文件只有各组合计，没有每个人的金额。"};
}

TextPair no_variation() {
  return {"Some differences in revenue have no interval: everybody of an arm spent the same, or there are too few.",
          "部分人均金额差值没有置信区间：某组所有人金额相同，或人数太少。"};
}

TextPair tell_outcome(const TextPair& title, const ArmOutcome& arm, const ArmOutcome& control,
                      const std::string& control_name) {
  if (!arm.contrast || !arm.rate || !control.rate) return {};
  const TextPair name = quoted_name(control_name), times = times_text(*arm.contrast),
                 verdict = verdict_text(*arm.contrast);
  return {title.en + " " + finer_percent(arm.rate->value) + ", against " + finer_percent(control.rate->value) +
              " with " + name.en + times.en + verdict.en,
          title.zh + " " + finer_percent(arm.rate->value) + "，" + name.zh + "为 " +
              finer_percent(control.rate->value) + times.zh + verdict.zh};
}

TextPair tell_revenue(const ArmRevenue& arm, const ArmRevenue& control) {
  if (!arm.per_person || !control.per_person) return {};
  TextPair text{money(*arm.per_person) + " a person, against " + money(*control.per_person),
                "人均 " + money(*arm.per_person) + "，对照为 " + money(*control.per_person)};
  if (!arm.low || !arm.high) return text + TextPair{".", "。"};
  const std::string range_en = money(*arm.low) + " to " + money(*arm.high);
  const std::string range_zh = money(*arm.low) + " 至 " + money(*arm.high);
  text = text + TextPair{"; the difference lies between " + range_en, "；差值介于 " + range_zh};
  return text + (arm.verdict == Difference::too_few ? TextPair{": it may be none.", "：可能并无差异。"}
                                                    : TextPair{": this is not chance.", "：这不是偶然。"});
}

TextPair warn_split(const std::vector<ExperimentArm>& arms, double p, bool planned) {
  TextPair sizes;
  for (size_t i = 0; i < arms.size(); ++i) {
    const std::string people = arms[i].name + " " + grouped_text(arms[i].people);
    const std::string shares = finer_percent(arms[i].share), plan = finer_percent(arms[i].planned);
    sizes.en += (i == 0 ? "" : ", ") + people + (planned ? " or " + shares + " instead of " + plan : "");
    sizes.zh += (i == 0 ? "" : "、") + people + (planned ? "（" + shares + "，计划 " + plan + "）" : "");
  }
  const std::string chance = p_text(p);
  if (planned) {
    return {"The arms are not as large as planned (" + sizes.en + "; " + chance +
                "). Something went wrong in sharing out the people, and no figure here is to be relied on.",
            "各组人数与计划不符：" + sizes.zh + "；" + chance + "。说明分流出了问题，这里的数字都不可信。"};
  }
  return {
      "The arms are not equally large (" + sizes.en + "; " + chance +
          "). If they were meant to be, something went wrong in sharing out the people, and no figure here is to be "
          "relied on. If not, set the planned shares.",
      "各组人数不相等（" + sizes.zh + "；" + chance +
          "）。若原计划均分，说明分流出了问题，这里的数字都不可信；若并非均分，请设定计划占比。"};
}

void note_experiment(const ExperimentCounts& counts, bool filter_has_no_hold, ExperimentReport& report) {
  note_arms(counts, report);
  note_blanks(counts, report);
  if (report.outcomes.empty()) {
    report.notes.push_back({"No column is recognised as an outcome. Choose what people did: visited, bought...",
                            "未识别到结果列。请选择代表行为的列，如访问、购买等。"});
  }
  if (filter_has_no_hold) {
    report.notes.push_back(
        {"The rows name no customers: the filter does not change them.", "表中没有客户信息：筛选对其不起作用。"});
  }
}

}  // namespace sluice::funnel
