#include "rfm/grouping_words.h"

#include "base/number_text.h"
#include "rfm/lifetime_words.h"

namespace sluice::rfm {
namespace {

TextPair operator+(const TextPair& a, const TextPair& b) { return {a.en + b.en, a.zh + b.zh}; }

TextPair next_sentence(const TextPair& sentence) {
  return sentence.empty() ? sentence : TextPair{" " + sentence.en, sentence.zh};
}

std::string percent(double share) { return grouped_text(share * 100, 2) + "%"; }
std::string whole(double number) { return grouped_text(number, 0); }
std::string days_text(double days) { return whole(days) + (days == 1 ? " day" : " days"); }
// After "the next", "the latest", "the last": "the next day", "the next 365 days".
std::string stretch_text(double days) { return days == 1 ? "day" : days_text(days); }
std::string times_text(int count) { return count == 1 ? "once" : whole(count) + " times"; }

TextPair tiers_rule(const TierSpec& spec) {
  const std::string vip = percent(spec.vip), key = percent(spec.key);
  return {"By revenue: the best " + vip + " of the customers are VIP, the next " + key +
              " key, the rest ordinary; also read as customers of high, medium and low value.",
          "按销售额排名：前 " + vip + " 为 VIP 客户，其后 " + key +
              " 为主要客户，其余为普通客户；也可分别看作高价值、中价值、低价值客户。"};
}

// Where the days come from after which a customer is at risk; nothing where the user says them.
TextPair at_risk_sentence(const GroupDays& days) {
  const std::string limit = "The limit of " + days_text(days.at_risk), chinese_limit = whole(days.at_risk) + " 天";
  switch (days.basis) {
    case DaysBasis::usual_gaps:
      return {limit + " comes from the data: nine in ten repeat customers usually buy again within it.",
              chinese_limit + "由数据得出：九成复购客户的平均购买间隔不超过此天数。"};
    case DaysBasis::recency:
      return {limit + " comes from the data: half of the customers have bought within it.",
              chinese_limit + "由数据得出：一半客户在此天数内买过。"};
    case DaysBasis::given:
      return {};
  }
  return {};
}

TextPair lost_sentence(const GroupDays& days) {
  if (days.basis == DaysBasis::recency) {
    return {"Three quarters have bought within " + days_text(days.lost) + ".",
            "四分之三的客户在 " + whole(days.lost) + " 天内买过。"};
  }
  return {"Lost is twice as long.", "流失天数为其两倍。"};
}

TextPair prospects_sentence(const Analysis& analysis) {
  const uint64_t prospects = analysis.prospects;
  if (prospects == 0) {
    return {"The files name nobody who has not bought yet, so there are no prospects.",
            "文件中没有尚未购买的人，因此没有潜在客户。"};
  }
  const std::string count = grouped_text(prospects);
  const std::string people = prospects == 1 ? " person in the files has" : " people in the files have";
  const std::string share = percent(share_of_people(analysis));
  return {count + people + " not bought yet: prospects, " + share + " of all whom the files name, outside the groups.",
          "文件中有 " + count + " 人尚未购买，属于潜在客户，占文件中全部人数的 " + share + "，不计入各组。"};
}

TextPair loyalty_rule(const LoyaltySpec& spec, const GroupDays& days) {
  const std::string regular = whole(spec.regular), established = whole(spec.established), loyal = whole(spec.loyal);
  return {"By purchases: new under " + regular + ", regular from " + regular + ", established from " + established +
              ", loyal from " + loyal + " if the last one is at most " + days_text(days.active) +
              " ago; those who have been silent for longer are established.",
          "按购买次数：少于 " + regular + " 次为新客户，" + regular + " 次起为经常性客户，" + established +
              " 次起为老客户，" + loyal + " 次起且最近 " + whole(days.active) +
              " 天内买过为忠诚客户；更久没买的仍为老客户。"};
}

TextPair lifecycle_rule(const LifecycleSpec& spec, const GroupDays& days) {
  const std::string loyal = whole(spec.loyal);
  return {"Silent for more than " + days_text(days.at_risk) + ": at risk; for more than " + days_text(days.lost) +
              ": lost. All others by purchases: one is a first purchase, from 2 on repeat, from " + loyal +
              " on loyal.",
          "超过 " + whole(days.at_risk) + " 天没买为流失风险，超过 " + whole(days.lost) +
              " 天为已流失；其余按购买次数：1 次为首次购买，2 次起为重复购买，" + loyal + " 次起为忠诚。"};
}

TextPair growth_rule(const GrowthSpec& spec, const GroupDays& days, const Profile& profile) {
  const std::string share = percent(spec.most_valuable);
  TextPair rule{
      "By margin: below zero (BZ) are those who cost more than they bring; most valuable (MVC) are the best " + share +
          "; most growable (MGC) are those of the rest who bought at least " + times_text(spec.growable_purchases) +
          ", the last time at most " + days_text(days.growable) + " ago.",
      "按毛利：毛利为负的是负价值客户（BZ）；最高的 " + share + " 是最有价值客户（MVC）；其余客户中至少购买 " +
          whole(spec.growable_purchases) + " 次且最近 " + whole(days.growable) +
          " 天内买过的是最具成长性客户（MGC）。"};
  if (profile.lines_without_margin == 0) return rule;
  const std::string lines = grouped_text(profile.lines_without_margin);
  return rule + TextPair{" Order lines without cost or margin (" + lines + ") add nothing to it.",
                         "没有成本或毛利的 " + lines + " 行不计入毛利。"};
}

bool profit_is_margin(const Analysis& analysis) { return !analysis.profile.margin.units.empty(); }

TextPair profit_word(const Analysis& analysis) {
  return profit_is_margin(analysis) ? TextPair{"margin", "毛利"} : TextPair{"revenue", "消费金额"};
}

TextPair relationship_sentence(const KindSpec& spec, const GroupDays& days) {
  if (spec.relationship_days > 0) return {};
  return {" A quarter of the customers have been there for " + days_text(days.relationship) + " or longer.",
          "四分之一的客户首次购买至今不少于 " + whole(days.relationship) + " 天。"};
}

TextPair estimate_sentence(const Lifetime& lifetime) {
  if (!lifetime.estimated()) {
    return next_sentence(lifetime.no_estimate) +
           TextPair{" Until then nobody can be called a value customer. Why the models do not hold: ",
                    "在此之前无法判断谁是价值客户。模型不成立的原因："} +
           lifetime.no_fits;
  }
  if (!lifetime.fits) {
    return {
        " The lifetime models do not hold here, so the expected revenue is not their forecast but each customer's "
        "revenue of the latest " +
            stretch_text(lifetime.period_days) + ", as if it went on for the next " +
            stretch_text(lifetime.spec.horizon_days) + ". Why they do not hold: " + lifetime.no_fits.en,
        "此处客户生命周期价值模型不成立，因此预期消费并非模型预测，而是假定每位客户最近 " +
            whole(lifetime.period_days) + " 天的消费在未来 " + whole(lifetime.spec.horizon_days) +
            " 天内照此延续。模型不成立的原因：" + lifetime.no_fits.zh};
  }
  const std::string customers = grouped_text(lifetime.fits->purchases.customers, 0);
  const std::string model(purchase_model_name(lifetime.spec.model));
  return {" What is expected and who is still a customer are estimates: the models " + model +
              " and Gamma-Gamma, fitted to the purchase days of " + customers +
              " customers. They assume that everybody goes on as before.",
          "预期消费与是否仍为客户均为估计值：由 " + model + " 与 Gamma-Gamma 模型根据 " + customers +
              " 位客户的购买日拟合，并假定客户保持以往的习惯。"};
}

// "and are probably still customers", or what is known without models.
TextPair still_clause(const Lifetime& lifetime, const GroupDays& days) {
  if (lifetime.fits) return {"and are probably still customers", "且很可能仍是客户"};
  return {"and did so within the last " + stretch_text(days.at_risk), "且最近 " + whole(days.at_risk) + " 天内买过"};
}

TextPair kinds_rule(const Analysis& analysis, const KindSpec& spec) {
  const GroupDays& days = analysis.group_days;
  const Lifetime& lifetime = analysis.lifetime;
  if (!lifetime.of_orders()) return {};
  const std::string value = percent(spec.value_share), cash = percent(spec.cash_share), growth = percent(spec.growth);
  const std::string horizon = whole(lifetime.spec.horizon_days), period = whole(lifetime.period_days);
  const TextPair profit = profit_word(analysis), still = still_clause(lifetime, days);
  const TextPair rule{
      "The first that holds: value customers are the best " + value + " by the revenue expected in the next " +
          stretch_text(lifetime.spec.horizon_days) + "; cash-flow customers are the best " + cash + " by " + profit.en +
          " so far; growth customers brought at least " + growth + " more in the latest " +
          stretch_text(lifetime.period_days) +
          " than in as many days before; relationship customers came first at least " + days_text(days.relationship) +
          " ago, have bought again " + still.en + ".",
      "按以下顺序归入首个符合的类型：价值客户为未来 " + horizon + " 天预期消费最高的 " + value + "；现金流客户为迄今" +
          profit.zh + "最高的 " + cash + "；增长客户最近 " + period + " 天的消费比此前同样天数至少多 " + growth +
          "；关系客户首次购买至今不少于 " + whole(days.relationship) + " 天，买过不止一次，" + still.zh + "。"};
  return rule + relationship_sentence(spec, days) + estimate_sentence(lifetime);
}

// "among the best 20%, which begin at 120.5".
template <class Value, class Text>
TextPair best_clause(const std::vector<Value>& descending, double share, const Text& text_of) {
  const std::string from = text_of(*least_of_best(descending, share));
  return {"among the best " + percent(share) + ", which begin at " + from,
          "位于前 " + percent(share) + "（" + from + " 起）"};
}

TextPair why_of_kind(const Analysis& analysis, const RfmSpec& spec, size_t row) {
  const Profile& profile = analysis.profile;
  const Lifetime& lifetime = analysis.lifetime;
  const TextPair& name = groupings()[kKinds].groups[analysis.groups[kKinds][row]].name;
  const auto verdict = [&](const TextPair& why) {
    return TextPair{"'" + name.en + "': " + why.en + ".", "“" + name.zh + "”：" + why.zh + "。"};
  };
  switch (static_cast<Kind>(analysis.groups[kKinds][row])) {
    case kValueKind: {
      const TextPair best = best_clause(lifetime.by_expected, spec.kinds.value_share,
                                        [](float amount) { return grouped_text(amount, 2); });
      return verdict({"that is " + best.en, "预期消费" + best.zh});
    }
    case kCashFlowKind: {
      const MoneyColumn& profit = profit_is_margin(analysis) ? profile.margin : profile.revenue;
      const auto& descending = profit_is_margin(analysis) ? analysis.descending_margin : analysis.descending_revenue;
      const auto amount = [&](int64_t units) { return grouped_text(to_double(units, profit.decimals), 2); };
      const TextPair best = best_clause(descending, spec.kinds.cash_share, amount);
      const TextPair word = profit_word(analysis);
      const std::string own = amount(profit.units[row]);
      return verdict(
          {"the " + word.en + " so far, " + own + ", is " + best.en, "迄今" + word.zh + " " + own + "，" + best.zh});
    }
    case kGrowthKind: {
      const std::string more = percent(rounded(lifetime.growth[row], 100));
      return verdict(
          {"the latest " + stretch_text(lifetime.period_days) + " brought " + more + " more than as many days before",
           "最近 " + whole(lifetime.period_days) + " 天的消费比此前同样天数多 " + more});
    }
    case kRelationshipKind: {
      const double tenure = profile.snapshot - profile.first_day[row];
      const std::string silence = whole(analysis.group_days.at_risk);
      const TextPair still = lifetime.fits
                                 ? TextPair{"is probably still a customer", "且很可能仍是客户"}
                                 : TextPair{"did so within the last " + stretch_text(analysis.group_days.at_risk),
                                            "且最近 " + silence + " 天内买过"};
      return verdict({"first bought " + days_text(tenure) + " ago, has bought again and " + still.en,
                      "首次购买在 " + whole(tenure) + " 天前，买过不止一次，" + still.zh});
    }
    case kOtherKind:
      break;
  }
  return verdict({"none of the four", "不属于以上四类"});
}

}  // namespace

double share_of_people(const Analysis& analysis) {
  if (analysis.people == 0) return 0;
  return static_cast<double>(analysis.prospects) / static_cast<double>(analysis.people);
}

TextPair why_no_filter_by_prospects() {
  return {
      "Prospects have not bought yet: there is nothing of theirs to score or to add up, so no figure can be filtered "
      "to them.",
      "潜在客户尚未购买，没有可评分或汇总的数据，因此无法按其筛选。"};
}

TextPair grouping_rule(const Analysis& analysis, const RfmSpec& spec, Grouping grouping) {
  const GroupDays& days = analysis.group_days;
  const TextPair at_risk = next_sentence(at_risk_sentence(days));
  switch (grouping) {
    case kTiers:
      return tiers_rule(spec.tiers);
    case kLoyalty:
      return loyalty_rule(spec.loyalty, days) + (spec.loyalty.active_days == 0 ? at_risk : TextPair{}) +
             next_sentence(prospects_sentence(analysis));
    case kLifecycle:
      return lifecycle_rule(spec.lifecycle, days) + at_risk +
             (spec.lifecycle.lost_days == 0 ? next_sentence(lost_sentence(days)) : TextPair{}) +
             next_sentence(prospects_sentence(analysis));
    case kGrowth:
      return growth_rule(spec.growth, days, analysis.profile) + (spec.growth.growable_days == 0 ? at_risk : TextPair{});
    case kKinds:
      return kinds_rule(analysis, spec.kinds);
  }
  return {};
}

TextPair why_no_groups(const Analysis& analysis, Grouping grouping) {
  if (grouping == kKinds && analysis.lifetime.pending) {
    return {"What customers are expected to bring is being worked out; these groups need it.",
            "正在估算客户的预期收入，这一分组需要该结果。"};
  }
  if (grouping == kKinds) {
    return {
        "A customer table does not say when customers bought, so nobody can tell what they will bring. Open order "
        "lines "
        "instead.",
        "客户表中没有每次购买的时间，无法估计客户未来的价值。请改用订单明细。"};
  }
  if (!analysis.profile.from_orders) {
    return {"A customer table has no margin. Open order lines with a column of cost or margin instead.",
            "客户表中没有毛利。请改用带成本或毛利列的订单明细。"};
  }
  return {
      "The orders say neither cost nor margin, so nobody can tell who brings a profit. Add such a column to the "
      "file, or choose its role on the data page.",
      "订单中没有成本或毛利列，无法判断谁带来利润。请在文件中加入该列，或在数据页面指定其角色。"};
}

TextPair kind_sentence(const Analysis& analysis, const RfmSpec& spec, size_t row) {
  const Lifetime& lifetime = analysis.lifetime;
  if (!lifetime.of_orders()) return {};
  const TextPair why = why_of_kind(analysis, spec, row);
  if (!lifetime.estimated()) return why + next_sentence(lifetime.no_estimate);
  const std::string expected = grouped_text(lifetime.expected_revenue[row], 2);
  const std::string horizon = whole(lifetime.spec.horizon_days);
  TextPair estimate{"Expected revenue of the next " + stretch_text(lifetime.spec.horizon_days) + ": " + expected,
                    "未来 " + horizon + " 天预期消费 " + expected};
  if (lifetime.fits) {
    const std::string active = percent(rounded(lifetime.active[row], 100));
    estimate = estimate + TextPair{"; probability of still being a customer: " + active, "，仍为客户的概率 " + active};
  } else {
    estimate = estimate + TextPair{", as if the latest " + stretch_text(lifetime.period_days) + " went on",
                                   "（假定最近 " + whole(lifetime.period_days) + " 天的消费照此延续）"};
  }
  return estimate + TextPair{".", "。"} + next_sentence(why);
}

}  // namespace sluice::rfm
