#include "rfm/lifetime_words.h"

#include <cmath>

#include "base/calendar.h"
#include "base/number_text.h"
#include "rfm/value_words.h"

namespace sluice::rfm {
namespace {

using value::HoldoutReport;
using value::HoldoutVerdict;

TextPair joined_text(const TextPair& one, const TextPair& other) { return {one.en + other.en, one.zh + other.zh}; }

std::string count_text(double count) { return grouped_text(count, 0); }
std::string mean_error_text(const value::ForecastError& error) { return grouped_text(error.mean_absolute, 2); }

// "From 2024-05-02 to 2024-08-31 the model expected 1,200 repeat purchases of them; there were 1,180."
TextPair outcome_sentence(const LifetimeCheck& check) {
  const HoldoutReport& report = check.report;
  const std::string split = format_day(check.split_day);
  const std::string last = format_day(check.first_day + static_cast<Day>(report.weeks.back().end_day));
  const std::string customers = count_text(report.customers), actual = count_text(report.actual);
  TextPair sentence{"Fitted to what " + customers + " customers bought up to " + split + ", the model",
                    "用 " + split + " 及以前 " + customers + " 位客户的购买拟合模型，"};
  if (!report.model) return sentence;
  const std::string expected = count_text(report.model->total);
  const double off = report.actual > 0 ? report.model->total / report.actual - 1 : 0;
  const std::string percent = percent_text(std::abs(off));
  const bool exact = percent == "0%" || report.actual == 0;
  return joined_text(sentence,
                     {" expected " + expected + " repeat purchases from then until " + last + "; there were " + actual +
                          (exact ? "." : ": " + percent + (off > 0 ? " too many." : " too few.")),
                      "预测其后至 " + last + " 有 " + expected + " 次复购，实际 " + actual + " 次" +
                          (exact ? "。" : "，" + std::string(off > 0 ? "高估 " : "低估 ") + percent + "。")});
}

// How far each customer's forecast was off, the model's beside those that need none.
TextPair errors_sentence(const HoldoutReport& report) {
  TextPair sentence{" Of one customer it was off by " + mean_error_text(*report.model) + " purchases on average",
                    "对单个客户平均相差 " + mean_error_text(*report.model) + " 次"};
  if (report.as_before) {
    const std::string error = mean_error_text(*report.as_before);
    sentence = joined_text(sentence,
                           {"; to expect as many as in the time before that is as long would have been off by " + error,
                            "；若按此前同样长的时间推算则相差 " + error + " 次"});
  }
  const std::string error = mean_error_text(*report.own_rate);
  return joined_text(sentence, {", and to expect everybody's own rate so far by " + error + ".",
                                "，若按各自以往的频率推算则相差 " + error + " 次。"});
}

TextPair cannot_check(const LifetimeCheck& check) {
  const std::string split = format_day(check.split_day);
  const TextPair unchecked{" The models are used, but nothing shows that they hold.",
                           "仍使用模型，但其是否成立未经检验。"};
  switch (check.report.verdict) {
    case HoldoutVerdict::no_holdout:
      return joined_text(
          {"There is nothing to check the models against: no purchase before " + split +
               ", or no day after it. Choose a day within the data.",
           "没有可用来检验模型的数据：" + split + " 之前没有购买，或之后没有数据。请选择数据范围内的日期。"},
          unchecked);
    case HoldoutVerdict::too_few_repeat_buyers:
      return joined_text(
          {"Up to " + split + " only " + count_text(check.report.repeat_buyers) +
               " customers had bought again: too few to fit a model that could be checked. Choose a later "
               "day, or load a longer time.",
           "截至 " + split + " 只有 " + count_text(check.report.repeat_buyers) +
               " 位客户复购过，不足以拟合可供检验的模型。请选择更晚的日期，或载入更长时间的数据。"},
          unchecked);
    case HoldoutVerdict::at_a_bound:
      return joined_text({"Fitted to the purchases up to " + split +
                              " alone, a parameter of the model runs to 0 or infinity. Choose another day to check it.",
                          "仅用 " + split + " 及以前的购买拟合时，模型参数趋于 0 或无穷。请另选日期检验。"},
                         unchecked);
    case HoldoutVerdict::unsettled:
    case HoldoutVerdict::holds:
    case HoldoutVerdict::worse_than_naive:
      break;
  }
  return joined_text({"Fitted to the purchases up to " + split + " alone, the model comes to no end.",
                      "仅用 " + split + " 及以前的购买拟合时，模型无法收敛。"},
                     unchecked);
}

TextPair margin_clause(const Lifetime& lifetime) {
  const std::string margin = percent_text(lifetime.margin);
  if (lifetime.margin_from_data) {
    return {", of which " + margin + " is left as of the orders so far", "，按迄今订单的毛利率 " + margin + " 计"};
  }
  if (lifetime.margin == 1) return {", before all costs", "，未扣除成本"};
  return {", of which " + margin + " is left", "，按毛利率 " + margin + " 计"};
}

}  // namespace

std::string_view purchase_model_name(value::PurchaseModelKind kind) {
  switch (kind) {
    case value::PurchaseModelKind::bg_nbd:
      return "BG/NBD";
    case value::PurchaseModelKind::mbg_nbd:
      return "MBG/NBD";
    case value::PurchaseModelKind::pareto_nbd:
      return "Pareto/NBD";
  }
  return {};
}

TextPair why_not_believed(const LifetimeCheck& check) {
  return joined_text(joined_text(outcome_sentence(check), errors_sentence(check.report)),
                     {" A forecast without any model did better, so that the model's is not given.",
                      "不用模型的预测反而更准，因此不给出模型的预测。"});
}

TextPair check_sentence(const LifetimeCheck& check) {
  switch (check.report.verdict) {
    case HoldoutVerdict::worse_than_naive:
      return why_not_believed(check);
    case HoldoutVerdict::holds:
      return joined_text(joined_text(outcome_sentence(check), errors_sentence(check.report)),
                         {" No forecast without a model did better.", "不用模型的预测都没有更准。"});
    case HoldoutVerdict::no_holdout:
    case HoldoutVerdict::too_few_repeat_buyers:
    case HoldoutVerdict::at_a_bound:
    case HoldoutVerdict::unsettled:
      break;
  }
  return cannot_check(check);
}

TextPair value_rule(const Lifetime& lifetime) {
  const LifetimeSpec& spec = lifetime.spec;
  const std::string model(purchase_model_name(spec.model));
  const std::string horizon = grouped_text(static_cast<uint64_t>(spec.horizon_days));
  const std::string discount = percent_text(spec.discount_per_year);
  const TextPair margin = margin_clause(lifetime);
  TextPair rule{"The value of a customer is the revenue expected in the next " + horizon + " days (" + model +
                    " for how often, Gamma-Gamma for how much)" + margin.en + "; what comes later is discounted at " +
                    discount + " a year.",
                "客户价值 = 未来 " + horizon + " 天的预期消费（购买次数用 " + model + "，金额用 Gamma-Gamma）" +
                    margin.zh + "；按年折现率 " + discount + " 折现。"};
  if (spec.model == value::PurchaseModelKind::bg_nbd) {
    rule = joined_text(rule, {" BG/NBD takes everybody who bought only once for active, however long ago that was; ask "
                              "another model who still is a customer.",
                              "BG/NBD 把所有只买过一次的客户都视为活跃，无论多久以前；判断谁仍是客户请改用其他模型。"});
  }
  return rule;
}

TextPair frequency_spend_sentence(const std::optional<Correlation>& correlation) {
  constexpr double kNotable = 0.1;
  if (!correlation) return {};
  const std::string value = grouped_text(correlation->value, 2);
  const bool tells = correlation->interval && (correlation->interval->low > 0 || correlation->interval->high < 0);
  const TextPair figure{"How often customers buy and what they spend each time correlate by " + value,
                        "购买次数与单次金额的相关系数为 " + value};
  if (!tells || std::abs(correlation->value) < kNotable) {
    return joined_text(figure, {": hardly at all, as the spend model assumes.", "，几乎无关，符合金额模型的假设。"});
  }
  const bool more = correlation->value > 0;
  return joined_text(figure,
                     {std::string(". The spend model assumes that they do not: frequent buyers are likely to bring ") +
                          (more ? "more" : "less") + " than it says, rare ones " + (more ? "less." : "more."),
                      std::string("，而金额模型假设两者无关：常客的实际消费可能") + (more ? "更高" : "更低") +
                          "，购买少的客户则可能" + (more ? "更低。" : "更高。")});
}

TextPair intervals_sentence(const ValueIntervals& intervals) {
  const std::string replicates = grouped_text(intervals.replicates), failed = grouped_text(intervals.failed);
  if (!intervals.expected_purchases) {
    return {"In " + failed + " of " + replicates +
                " samples of the customers the model had no fit: it hangs on a few of them, and no interval is given.",
            replicates + " 次重抽样中有 " + failed + " 次无法拟合：模型取决于少数客户，因此不给出区间。"};
  }
  const std::string low = count_text(intervals.expected_purchases->low);
  const std::string high = count_text(intervals.expected_purchases->high);
  return {"With other customers drawn from these " + replicates + " times, the expected purchases lie between " + low +
              " and " + high + " in 95% of the samples. What they will really buy varies by chance besides.",
          "对客户重抽样 " + replicates + " 次，95% 的预期购买次数在 " + low + " 到 " + high +
              " 之间；实际购买另有偶然波动。"};
}

}  // namespace sluice::rfm
