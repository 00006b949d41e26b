#include "funnel/pipeline_words.h"

#include <algorithm>

#include "base/number_text.h"
#include "funnel/wording.h"

namespace sluice::funnel {
namespace {

using ingest::Outcome;

// "3 opportunities are", "1 opportunity is"
std::string opportunities_are(uint64_t count) { return counted(count, "opportunity is", "opportunities are"); }

TextPair quoted_label(const TextPair& label) { return {"'" + label.en + "'", "“" + label.zh + "”"}; }

TextPair list_labels(const std::vector<TextPair>& labels) {
  TextPair list;
  for (size_t i = 0; i < labels.size(); ++i) {
    const TextPair label = quoted_label(labels[i]);
    list.en += (i == 0 ? "" : ", ") + label.en;
    list.zh += label.zh;
  }
  return list;
}

// Numbers that stand in several rows of files that tell no history.
uint64_t repeated_numbers(const Opportunities& table) {
  uint64_t repeated = 0;
  for (size_t row = 1; row < table.id.size(); ++row) {
    const bool again = table.id[row] == table.id[row - 1] && table.id[row] != Dictionary::kNone;
    const bool known = row > 1 && table.id[row - 1] == table.id[row - 2];
    if (again && !known) ++repeated;
  }
  return repeated;
}

void note_left_out(const PipelineTotals& totals, std::vector<TextPair>& notes) {
  if (totals.opened_later > 0) {
    notes.push_back({opportunities_are(totals.opened_later) + " left out: opened on the as-of day or after it.",
                     grouped_text(totals.opened_later) + " 个商机在分析日当天或之后创建，未计入。"});
  }
  if (totals.unknown_then > 0) {
    notes.push_back({opportunities_are(totals.unknown_then) +
                         " left out: closed or moved since the as-of day, and the file does not say where they stood "
                         "before it.",
                     grouped_text(totals.unknown_then) +
                         " 个商机在分析日当天或之后才关闭或变更，文件未记录其在此之前所处的阶段，未计入。"});
  }
  if (totals.before_first_stage > 0) {
    notes.push_back({opportunities_are(totals.before_first_stage) + " left out: at a stage before the first one.",
                     grouped_text(totals.before_first_stage) + " 个商机所处阶段早于第一个阶段，未计入。"});
  }
}

void note_unplaced(const PipelineTotals& totals, std::vector<TextPair>& notes) {
  if (totals.unplaced == 0) return;
  notes.push_back(
      {counted(totals.unplaced, "lost opportunity does", "lost opportunities do") +
           " not say at which stage the sale was lost. Counted at the first stage; in the probabilities, as lost at "
           "every stage, so that none of them is estimated too high.",
       grouped_text(totals.unplaced) +
           " 个丢单商机没有记录丢单时的阶段：到达数计入第一阶段；估计赢单概率时视为到达过每个阶段，因此不会高估。"});
}

void note_probabilities(const PipelineReport& report, std::vector<TextPair>& notes) {
  std::vector<TextPair> few, unknown;
  for (const PipelineStage& stage : report.stages) {
    if (stage.probability.given) continue;
    if (!stage.probability.value)
      unknown.push_back(stage.label);
    else if (stage.probability.too_few)
      few.push_back(stage.label);
  }
  if (!few.empty()) {
    const TextPair list = list_labels(few);
    const std::string least = grouped_text(kFewClosed);
    notes.push_back({"Fewer than " + least + " closed opportunities have reached " + list.en +
                         ": the probability from there rests on too few, read its interval.",
                     "到达" + list.zh + "的已关闭商机不足 " + least + " 个：赢单概率的依据过少，请参看其置信区间。"});
  }
  if (!unknown.empty()) {
    const TextPair list = list_labels(unknown);
    notes.push_back({"No closed opportunity has reached " + list.en +
                         ": there is no probability from there unless you set one, and what is open there is not in "
                         "the weighted pipeline.",
                     "没有已关闭的商机到达过" + list.zh +
                         "：除非手动设置，否则没有赢单概率，该处的进行中商机不计入加权管道金额。"});
  }
  for (size_t i = 1; i < report.stages.size(); ++i) {
    const auto& before = report.stages[i - 1].probability.value;
    const auto& after = report.stages[i].probability.value;
    if (!before || !after || *after >= *before) continue;
    const TextPair from = quoted_label(report.stages[i - 1].label), to = quoted_label(report.stages[i].label);
    notes.push_back({"The probability of winning falls from " + from.en + " to " + to.en + ": check what you set.",
                     "从" + from.zh + "到" + to.zh + "，赢单概率反而下降：请检查所设的概率。"});
  }
}

void note_dates_and_values(const PipelineReport& report, std::vector<TextPair>& notes) {
  uint64_t undated = 0;
  for (const PipelineStage& stage : report.stages) undated += stage.ages.undated;
  if (report.totals.open_without_value > 0) {
    notes.push_back(
        {counted(report.totals.open_without_value, "open opportunity has", "open opportunities have") +
             " no value: nothing of the weighted pipeline comes from them.",
         grouped_text(report.totals.open_without_value) + " 个进行中的商机没有金额，加权管道金额中不含这些商机。"});
  }
  if (undated > 0) {
    notes.push_back({counted(undated, "open opportunity has", "open opportunities have") + " no date, and so no age.",
                     grouped_text(undated) + " 个进行中的商机没有日期，无法计算停留时间。"});
  }
  if (const uint64_t backwards = report.won_cycle.backwards + report.lost_cycle.backwards; backwards > 0) {
    notes.push_back({opportunities_are(backwards) + " closed before the opening; left out of the cycle times.",
                     grouped_text(backwards) + " 个商机的关闭日期早于创建日期，不计入成交周期。"});
  }
}

}  // namespace

TextPair define_pipeline(const PipelineState& state) {
  TextPair text{
      "An opportunity has reached a stage if it ever stood in it or in a later one, or is won; skipping a stage or "
      "falling back takes nothing away. Open opportunities are open, not lost.",
      "商机曾处于某阶段或其后的阶段，或已赢单，即视为到达该阶段；跳过阶段或回退均不影响。进行中的商机不算丢单。"};
  if (!state.has_history) {
    text = text + TextPair{" The file tells the present or last stage of each, not the way to it.",
                           "文件只记录了当前或最后的阶段，没有阶段变更记录。"};
  }
  if (state.filtered) text = text + TextPair{" Only customers that the filter leaves count.", "仅限筛选后的客户。"};
  return text;
}

TextPair define_as_of(bool chosen, const PipelineReport& report) {
  if (report.as_of.empty()) {
    return {"The file has no dates: the pipeline is shown as the file gives it, and nothing has an age.",
            "文件中没有日期：按文件现状显示，无法计算停留时间。"};
  }
  if (chosen) {
    return {"As things stood at the beginning of " + report.as_of + ", which you chose.",
            "以选定日期 " + report.as_of + " 零时的状态为准。"};
  }
  return {"As things stood at the beginning of " + report.as_of + ", the day after the latest date of the file.",
          "以 " + report.as_of + "（文件中最晚日期的次日）零时的状态为准。"};
}

TextPair define_probability(const PipelineReport& report) {
  TextPair text{
      "The probability of winning from a stage is the share won of the closed opportunities that ever reached it, with "
      "its 95 % Wilson interval.",
      "某阶段的赢单概率 = 到达过该阶段的已关闭商机中赢单的占比，附 95% Wilson 置信区间。"};
  const bool any_given = std::any_of(report.stages.begin(), report.stages.end(),
                                     [](const PipelineStage& stage) { return stage.probability.given; });
  if (any_given) {
    text = text + TextPair{" Where you set one, yours counts.", "已手动设置的阶段以设置值为准。"};
  }
  return text;
}

TextPair define_ages(const PipelineReport& report) {
  TextPair text =
      report.has_history
          ? TextPair{"The age of an open opportunity is the time since it entered its stage. It is rotten when it is "
                     "older than 90 % of the stays in this stage that led on to a later one or to a win",
                     "进行中商机的停留时间从进入当前阶段起算。超过该阶段已推进（进入后续阶段或赢单）停留时间的 90% "
                     "分位数即为停滞"}
          : TextPair{"The age of an open opportunity is the time since it was opened: the file does not say when it "
                     "came to its stage. It is rotten when it is older than 90 % of the closed opportunities were when "
                     "they closed",
                     "文件未记录进入当前阶段的时间，停留时间从创建起算。超过已关闭商机成交周期的 90% 分位数即为停滞"};
  const bool any_chosen = std::any_of(report.stages.begin(), report.stages.end(), [](const PipelineStage& stage) {
    return stage.ages.basis == RottenBasis::chosen;
  });
  if (any_chosen)
    text = text + TextPair{", or than the limit that you set for its stage", "；已设置上限的阶段以上限为准"};
  return text + TextPair{".", "。"};
}

TextPair define_losses(bool has_history) {
  return has_history ? TextPair{"An opportunity is lost at the stage where it stood last before it was lost.",
                                "丢单阶段为商机丢单前最后所处的阶段。"}
                     : TextPair{"An opportunity is lost at the stage that the file gives for it.",
                                "丢单阶段为文件中记录的阶段。"};
}

TextPair define_breakdown(const TextPair& property) {
  return {"For each value of '" + property.en +
              "': the win rate is won / (won + lost), with its 95 % Wilson interval. It is compared with that of all "
              "other opportunities together by the z test, or by Fisher's exact test where fewer than five are "
              "expected, with Holm's correction over the values.",
          "按“" + property.zh +
              "”的每个取值统计：赢单率 = 赢单 ÷（赢单 + 丢单），附 95% Wilson 置信区间；与其余全部商机比较，采用 z "
              "检验，期望频数不足 "
              "5 时采用 Fisher 精确检验，并对各取值作 Holm 校正。"};
}

TextPair define_what_if() {
  return {
      "The rate of a stage is the share of those that reach it which reach the next one, or are won from the last: "
      "probability / probability of the next stage. With the changed rates, the probability from a stage is the "
      "product of the rates from there on. The sales velocity changes as the number of closed opportunities that would "
      "have been won does.",
      "阶段推进率 = 到达该阶段后继续到达下一阶段（最后一个阶段为赢单）的占比，即该阶段赢单概率 ÷ "
      "下一阶段赢单概率。调整后，"
      "各阶段的赢单概率为其后各推进率之积。销售速度随已关闭商机在新推进率下可赢单数同比例变化。"};
}

TextPair define_weighted() {
  return {"Sum over the open opportunities of value × probability of winning from their stage.",
          "进行中商机的金额 × 所处阶段赢单概率之和。"};
}
TextPair define_expected_wins() {
  return {"Sum over the open opportunities of the probability of winning from their stage.",
          "进行中商机所处阶段赢单概率之和。"};
}
TextPair define_weighted_at_average() {
  return {
      "What the open opportunities without a value would add to the weighted pipeline if each had the average won "
      "value.",
      "没有金额的进行中商机若按平均赢单金额计，可为加权管道金额增加的部分。"};
}
TextPair define_win_rate() { return {"Won / (won + lost), by count.", "赢单数 ÷（赢单数 + 丢单数）。"}; }
TextPair define_win_rate_by_value() {
  return {"Value won / (value won + value lost).", "赢单金额 ÷（赢单金额 + 丢单金额）。"};
}
TextPair define_cycle(bool won) {
  return won ? TextPair{"Median days from opening to closing of the won opportunities.",
                        "赢单商机从创建到关闭的天数的中位数。"}
             : TextPair{"Median days from opening to closing of the lost opportunities.",
                        "丢单商机从创建到关闭的天数的中位数。"};
}
TextPair define_open() { return {"Open opportunities.", "进行中的商机数。"}; }
TextPair define_average_won_value() {
  return {"Value won / won opportunities that have a value.", "赢单金额 ÷ 有金额的赢单商机数。"};
}
TextPair define_velocity() {
  return {"Open opportunities × average won value × win rate / median days to win: what the pipeline brings a day.",
          "进行中商机数 × 平均赢单金额 × 赢单率 ÷ 赢单周期中位天数，即管道每天带来的金额。"};
}
TextPair define_monthly_velocity() {
  return {"The same for a month of " + grouped_text(kDaysPerMonth, 2) + " days.",
          "同上，按每月 " + grouped_text(kDaysPerMonth, 2) + " 天计。"};
}

TextPair none_open() { return {"No opportunity is open.", "没有进行中的商机。"}; }
TextPair none_won() { return {"No opportunity is won.", "没有赢单的商机。"}; }
TextPair none_closed() { return {"No opportunity is won or lost.", "没有已赢单或丢单的商机。"}; }
TextPair no_open_value() { return {"No open opportunity has a value.", "进行中的商机均没有金额。"}; }
TextPair no_won_value() { return {"No won opportunity has a value.", "赢单商机均没有金额。"}; }
TextPair no_closed_value() {
  return {"No closed opportunity has a value above zero.", "已关闭的商机均没有大于零的金额。"};
}
TextPair no_lost_value() {
  return {"No lost opportunity has a value above zero: what was lost is not known.",
          "丢单商机均没有大于零的金额，无法得知损失的金额。"};
}
TextPair no_probability() {
  return {"No closed opportunity has reached the stages of the open ones, and no probability is set for them.",
          "没有已关闭的商机到达过进行中商机所处的阶段，也未设置其赢单概率。"};
}
TextPair every_open_has_value() { return {"Every open opportunity has a value.", "进行中的商机都有金额。"}; }
TextPair no_cycle(bool won) {
  return won ? TextPair{"No won opportunity has a day of opening and a later one of closing.",
                        "没有赢单商机同时具备创建日期及其后的关闭日期。"}
             : TextPair{"No lost opportunity has a day of opening and a later one of closing.",
                        "没有丢单商机同时具备创建日期及其后的关闭日期。"};
}
TextPair cycle_of_zero() {
  return {"Half of the won opportunities close on the day on which they are opened: there is no time to divide by.",
          "半数赢单商机在创建当天即关闭，周期为零，无法相除。"};
}
TextPair no_rate(const TextPair& stage) {
  const TextPair name = quoted_label(stage);
  return {"There is no rate from " + name.en +
              " on: its probability or that of the next stage is not known, is zero, or falls.",
          "无法得出" + name.zh + "的推进率：该阶段或下一阶段的赢单概率未知、为零或反而下降。"};
}

void note_pipeline(const PipelineState& state, const Opportunities& table, bool filter_has_no_hold,
                   PipelineReport& report) {
  std::vector<TextPair>& notes = report.notes;
  if (report.totals.opportunities == 0) notes.push_back({"No opportunity counts.", "没有计入的商机。"});
  note_left_out(report.totals, notes);
  note_unplaced(report.totals, notes);
  note_probabilities(report, notes);
  note_dates_and_values(report, notes);
  if (const uint64_t repeated = state.has_history ? 0 : repeated_numbers(table); repeated > 0) {
    notes.push_back({counted(repeated, "opportunity number stands", "opportunity numbers stand") +
                         " in several rows that tell no history: each row counts as an opportunity.",
                     grouped_text(repeated) + " 个商机编号在文件中有多行，且不构成阶段变更记录：每行计为一个商机。"});
  }
  if (filter_has_no_hold) {
    notes.push_back({"The opportunities name no customers: the filter does not change them.",
                     "商机没有客户信息：筛选对其不起作用。"});
  }
}

}  // namespace sluice::funnel
