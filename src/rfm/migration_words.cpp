#include "rfm/migration_words.h"

#include <algorithm>
#include <cmath>

#include "base/number_text.h"
#include "rfm/dimension_report.h"
#include "rfm/scoring_methods.h"
#include "rfm/tally.h"
#include "rfm/value_words.h"

namespace sluice::rfm {
namespace {

// "+12.5%"; nothing where there is no base to compare with.
std::string change_of(double now, double before) {
  if (before <= 0) return {};
  const double change = now / before - 1;
  return (change < 0 ? "−" : "+") + percent_text(std::fabs(change));
}

std::string counted(uint64_t count) { return grouped_text(count) + (count == 1 ? " customer" : " customers"); }

TextPair say_movement(const MigrationReport& report) {
  const Movement& all = report.all;
  TextPair text{"Of " + counted(all.customers) + " on " + report.from + ", " + percent_text(*all.up_share) +
                    " are in a better segment on " + report.to + ", " + percent_text(*all.down_share) +
                    " in a worse one, and " + percent_text(*all.stayed_share) + " in the same",
                report.from + " 的 " + grouped_text(all.customers) + " 位客户中，到 " + report.to + " 有 " +
                    percent_text(*all.up_share) + " 升到更好的分群，" + percent_text(*all.down_share) +
                    " 降到更差的分群，" + percent_text(*all.stayed_share) + " 不变"};
  if (all.aside > 0) {
    text.en += "; " + percent_text(*all.aside_share) + " have come to or from the segment that takes the rest";
    text.zh += "，" + percent_text(*all.aside_share) + " 移入或移出收纳其余客户的分群";
  }
  if (all.left > 0) {
    text.en += "; " + percent_text(*all.left_share) + " have no purchase that counts any more";
    text.zh += "，" + percent_text(*all.left_share) + " 已无有效购买";
  }
  text.en += ". " + percent_text(*all.bought_again_share) + " bought again.";
  text.zh += "；" + percent_text(*all.bought_again_share) + " 在此期间再次购买。";
  return text;
}

// How many more a segment has on the second date.
int64_t growth_of(const MigrationReport& report, size_t segment) {
  return static_cast<int64_t>(report.matrix.after[segment].figures.customers) -
         static_cast<int64_t>(report.matrix.before[segment].figures.customers);
}

// "'Loyal customers' 295 → 378 (19.3% → 15.9%)": customers, and their share of all who are in a segment.
TextPair say_size(const MigrationReport& report, size_t segment) {
  const size_t segments = report.segments.size();
  const auto size_of = [&](const std::vector<ChangeState>& states) { return states[segment].figures.customers; };
  const auto share_of = [&](const std::vector<ChangeState>& states) {
    uint64_t all = 0;
    for (size_t i = 0; i < segments; ++i) all += states[i].figures.customers;
    return all == 0 ? 0 : static_cast<double>(size_of(states)) / static_cast<double>(all);
  };
  const auto& before = report.matrix.before;
  const auto& after = report.matrix.after;
  const std::string sizes = " " + grouped_text(size_of(before)) + " → " + grouped_text(size_of(after));
  const std::string shares = percent_text(share_of(before)) + " → " + percent_text(share_of(after));
  const TextPair& name = before[segment].name;
  return {"'" + name.en + "'" + sizes + " (" + shares + ")", "“" + name.zh + "”" + sizes + "（" + shares + "）"};
}

// The segments that grew and shrank most; those first in the map among equals.
TextPair say_segments(const MigrationReport& report) {
  size_t most = 0, least = 0;
  for (size_t segment = 1; segment < report.segments.size(); ++segment) {
    if (growth_of(report, segment) > growth_of(report, most)) most = segment;
    if (growth_of(report, segment) < growth_of(report, least)) least = segment;
  }
  const TextPair grown = say_size(report, most), shrunk = say_size(report, least);
  const bool grew = growth_of(report, most) > 0, fell = growth_of(report, least) < 0;
  if (grew && fell) {
    return {"Grown most: " + grown.en + "; shrunk most: " + shrunk.en + ".",
            "增长最多：" + grown.zh + "；减少最多：" + shrunk.zh + "。"};
  }
  if (grew) return {"Grown most: " + grown.en + "; none has shrunk.", "增长最多：" + grown.zh + "；没有分群减少。"};
  if (fell) return {"Shrunk most: " + shrunk.en + "; none has grown.", "减少最多：" + shrunk.zh + "；没有分群增长。"};
  return {"Every segment has as many customers as before.", "每个分群的客户数都与之前相同。"};
}

TextPair say_revenue(const MigrationReport& report) {
  const std::string days = grouped_text(static_cast<uint64_t>(report.days));
  const std::string day_word = report.days == 1 ? " day" : " days";
  const std::string revenue = money_text(report.revenue);
  const std::string these = report.days == 1 ? "this day" : "these " + days + day_word;
  TextPair text{"Revenue of " + these + ": " + revenue, "这 " + days + " 天的销售额为 " + revenue};
  if (report.earlier_revenue) {
    const std::string earlier = money_text(*report.earlier_revenue);
    const std::string change = change_of(report.revenue, *report.earlier_revenue);
    text.en +=
        ", against " + earlier + (report.days == 1 ? " on the day before" : " in the " + days + day_word + " before");
    text.zh += "，之前 " + days + " 天为 " + earlier;
    if (!change.empty()) {
      text.en += " (" + change + ")";
      text.zh += "（" + change + "）";
    }
  }
  const auto& before = report.matrix.before;
  const auto fresh = std::find_if(before.begin(), before.end(), [](const ChangeState& s) { return s.id == kNotYet; });
  if (fresh != before.end() && fresh->figures.revenue > 0 && report.revenue > 0) {
    const std::string share = percent_text(fresh->figures.revenue / report.revenue);
    text.en += "; " + share + " of it from " + grouped_text(fresh->figures.customers) +
               (fresh->figures.customers == 1 ? " new customer" : " new customers");
    text.zh += "，其中 " + share + " 来自 " + grouped_text(fresh->figures.customers) + " 位新客户";
  }
  return {text.en + ".", text.zh + "。"};
}

// Instead of a verdict: nothing has happened of which anything could be said.
TextPair say_no_day(const MigrationReport& report) {
  const TextPair advice = report.from > report.earliest_from  // ISO dates
                              ? TextPair{"Choose an earlier first date.", "请选择更早的起始日。"}
                              : TextPair{
                                    "Open a file that covers more days; where this one does, choose a later "
                                    "analysis date.",
                                    "请打开包含更多日期的文件；若当前文件已包含，请选择更晚的分析日。"};
  return {"There is nothing to compare: the data hold no day between the first date (" + report.from +
              ", which counts as before) and the analysis date (" + report.to + "). " + advice.en,
          "无从比较：起始日（" + report.from + "，计入之前）与分析日（" + report.to + "）之间没有任何有数据的日期。" +
              advice.zh};
}

bool any_relative(const PresentAnalysis& present) {
  const MapKind kind = present.analysis.map->kind;
  if (kind == MapKind::split) return present.spec.eight.split != SplitRule::own;
  const size_t dimensions = kind == MapKind::cube ? 3 : 2;
  for (size_t d = 0; d < dimensions; ++d) {
    if (!find_scoring_method(dimension_spec(present.spec, d).method)->user_cuts) return true;
  }
  return false;
}

bool any_splits_equal(const RfmSpec& spec) {
  for (size_t d = 0; d < kDimensionNames.size(); ++d) {
    if (find_scoring_method(dimension_spec(spec, d).method)->splits_equal) return true;
  }
  return false;
}

void note_cuts(const PresentAnalysis& present, const MigrationSpec& migration, std::vector<TextPair>& notes) {
  const bool relative = any_relative(present);
  if (relative && migration.cuts == MigrationCuts::own) {
    notes.push_back(
        {"Scores compare customers with each other, on each date anew: every score keeps about the same share of the "
         "customers by construction, and where some rise others must fall. Use the first date's cuts, or fixed cut "
         "points, to see whether customers became better in absolute terms.",
         "得分是客户之间的相对比较，每个日期各自重新计算：每个得分所占的客户比例因此基本不变，有人上升就必有人下降。"
         "若要看客户是否绝对变好，请沿用起始日的分界点，或使用固定分界点。"});
    return;
  }
  notes.push_back({"Both dates are scored by the same cut points, so segments may grow or shrink as a whole.",
                   "两个日期使用相同的分界点评分，分群规模可以整体增减。"});
  if (relative && any_splits_equal(present.spec)) {
    notes.push_back(
        {"Equal groups (NTILE) have no cut points that tell every score: on the second date, equal values "
         "score alike.",
         "等量分组（NTILE）没有能决定每个得分的分界点：在第二个日期，相同的值得分相同。"});
  }
  if (present.spec.lookback_months == 0) {
    notes.push_back(
        {"Without a lookback period, frequency and money of the later date hold all that the earlier one "
         "holds and more: customers rise because time went by. Set a lookback period to compare like with "
         "like.",
         "没有设置回溯期时，后一日期的频次与金额包含前一日期的全部并继续累加，客户会单纯因时间推移而上升。"
         "请设置回溯期，使两个日期可比。"});
  }
}

void note_windows(const PresentAnalysis& present, const MigrationStart& start, std::vector<TextPair>& notes) {
  const int months = present.spec.lookback_months;
  const std::string first = format_day(start.earliest);
  if (months > 0 && months_before(start.day, months) < start.earliest) {
    notes.push_back({"The data begin on " + first +
                         ", so on the first date the lookback period is not full: customers look weaker there than "
                         "they were.",
                     "数据始于 " + first + "，起始日的回溯期不完整：客户在当时看起来比实际弱。"});
  }
}

void note_filter(const FilterSpec& filter, std::vector<TextPair>& notes) {
  FilterSpec of_analysis = filter;
  of_analysis.attributes.clear();
  if (of_analysis.empty()) return;
  notes.push_back(
      {"The filter chooses customers by what they are on the second date, so they show how those came "
       "there; the others are not counted.",
       "筛选按客户在第二个日期的状态进行，因此显示的是这些客户从何而来；其余客户未计入。"});
}

}  // namespace

std::vector<TextPair> migration_verdict(const MigrationReport& report) {
  std::vector<TextPair> verdict;
  if (report.days == 0) {
    verdict.push_back(say_no_day(report));
    return verdict;
  }
  if (report.all.customers > 0) {
    verdict.push_back(say_movement(report));
    verdict.push_back(say_segments(report));
  } else {
    verdict.push_back({"None of these customers was in a segment on " + report.from + ".",
                       report.from + " 时，这些客户都不在任何分群中。"});
  }
  verdict.push_back(say_revenue(report));
  verdict.push_back(
      {"This is what happened, not why: without a comparable group that was left alone, it does not show "
       "what a campaign did.",
       "这只说明发生了什么，不说明原因：没有未受影响的对照组，就不能证明是营销活动带来的变化。"});
  return verdict;
}

std::vector<TextPair> migration_notes(const PresentAnalysis& present, const MigrationStart& start,
                                      const MigrationSpec& migration, const FilterSpec& filter) {
  std::vector<TextPair> notes;
  notes.push_back({"Better and worse follow the order of the segments in the map '" + present.analysis.map->name.en +
                       "': the ones named first are better.",
                   "升降按分群方法“" + present.analysis.map->name.zh + "”中的分群顺序判断：排在前面的更好。"});
  note_cuts(present, migration, notes);
  note_windows(present, start, notes);
  note_filter(filter, notes);
  return notes;
}

ChangeState outside_state(std::string_view id, int lookback_months) {
  ChangeState state;
  state.id = id;
  const std::string months = std::to_string(lookback_months);
  if (id == kNotYet) {
    state.name = {"Not yet a customer", "尚未成为客户"};
  } else if (lookback_months == 0) {
    state.name = {"No purchase that counts", "无有效购买"};
  } else if (lookback_months == 1) {
    state.name = {"No purchase in the month before", "近 1 个月无购买"};
  } else {
    state.name = {"No purchase in the " + months + " months before", "近 " + months + " 个月无购买"};
  }
  return state;
}

}  // namespace sluice::rfm
