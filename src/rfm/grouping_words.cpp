#include "rfm/grouping_words.h"

#include "base/number_text.h"

namespace sluice::rfm {
namespace {

TextPair operator+(const TextPair& a, const TextPair& b) { return {a.en + b.en, a.zh + b.zh}; }

TextPair next_sentence(const TextPair& sentence) {
  return sentence.empty() ? sentence : TextPair{" " + sentence.en, sentence.zh};
}

std::string percent(double share) { return grouped_text(share * 100, 2) + "%"; }
std::string whole(double number) { return grouped_text(number, 0); }
std::string days_text(double days) { return whole(days) + (days == 1 ? " day" : " days"); }
std::string times_text(int count) { return whole(count) + (count == 1 ? " time" : " times"); }

TextPair tiers_rule(const TierSpec& spec) {
  const std::string vip = percent(spec.vip), key = percent(spec.key);
  return {"By revenue: the best " + vip + " of the customers are VIP, the next " + key + " key, the rest ordinary.",
          "按收入排名：前 " + vip + " 为 VIP 客户，其后 " + key + " 为主要客户，其余为普通客户。"};
}

// Where the days come from after which a customer is at risk; nothing where the user says them.
TextPair at_risk_sentence(const GroupDays& days) {
  const std::string count = days_text(days.at_risk), chinese_count = whole(days.at_risk);
  switch (days.basis) {
    case DaysBasis::usual_gaps:
      return {"The " + count + " come from the data: nine in ten repeat customers usually buy again within them.",
              chinese_count + " 天由数据得出：九成复购客户的平均购买间隔不超过此天数。"};
    case DaysBasis::recency:
      return {"The " + count + " come from the data: half of the customers have bought within them.",
              chinese_count + " 天由数据得出：一半客户在此天数内买过。"};
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

TextPair prospects_sentence(uint64_t prospects) {
  if (prospects == 0) {
    return {"The files name nobody who has not bought yet, so there are no prospects.",
            "文件中没有尚未购买的人，因此没有潜在客户。"};
  }
  const std::string count = grouped_text(prospects);
  const std::string people = prospects == 1 ? " person in the files has" : " people in the files have";
  return {count + people + " not bought yet: prospects, outside the groups.",
          "文件中有 " + count + " 人尚未购买，属于潜在客户，不计入各组。"};
}

TextPair loyalty_rule(const LoyaltySpec& spec, const GroupDays& days) {
  const std::string regular = whole(spec.regular), established = whole(spec.established), loyal = whole(spec.loyal);
  return {"By purchases: new under " + regular + ", regular from " + regular + ", established from " + established +
              ", loyal from " + loyal + " if the last one is at most " + days_text(days.active) +
              " ago; who has been silent for longer is established.",
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
  TextPair rule{"By margin: below zero (BZ) is who costs more than they bring; most valuable (MVC) are the best " +
                    share + "; most growable (MGC) are those of the rest who bought at least " +
                    times_text(spec.growable_purchases) + ", the last time at most " + days_text(days.growable) +
                    " ago.",
                "按毛利：毛利为负的是负价值客户（BZ）；最高的 " + share +
                    " 是最有价值客户（MVC）；其余客户中至少购买 " + whole(spec.growable_purchases) + " 次且最近 " +
                    whole(days.growable) + " 天内买过的是最具成长性客户（MGC）。"};
  if (profile.lines_without_margin == 0) return rule;
  const std::string lines = grouped_text(profile.lines_without_margin);
  return rule + TextPair{" Order lines without cost or margin (" + lines + ") add nothing to it.",
                         "没有成本或毛利的 " + lines + " 行不计入毛利。"};
}

}  // namespace

TextPair grouping_rule(const Analysis& analysis, const RfmSpec& spec, Grouping grouping, uint64_t prospects) {
  const GroupDays& days = analysis.group_days;
  const TextPair at_risk = next_sentence(at_risk_sentence(days));
  switch (grouping) {
    case kTiers:
      return tiers_rule(spec.tiers);
    case kLoyalty:
      return loyalty_rule(spec.loyalty, days) + (spec.loyalty.active_days == 0 ? at_risk : TextPair{}) +
             next_sentence(prospects_sentence(prospects));
    case kLifecycle:
      return lifecycle_rule(spec.lifecycle, days) + at_risk +
             (spec.lifecycle.lost_days == 0 ? next_sentence(lost_sentence(days)) : TextPair{}) +
             next_sentence(prospects_sentence(prospects));
    case kGrowth:
      return growth_rule(spec.growth, days, analysis.profile) + (spec.growth.growable_days == 0 ? at_risk : TextPair{});
  }
  return {};
}

TextPair why_no_growth(const Profile& profile) {
  if (!profile.from_orders) {
    return {"A customer table has no margin. Open order lines with a column of cost or margin instead.",
            "客户表中没有毛利。请改用带成本或毛利列的订单明细。"};
  }
  return {
      "The orders say neither cost nor margin, so nobody can tell who brings a profit. Add such a column to the "
      "file, or choose its role on the data page.",
      "订单中没有成本或毛利列，无法判断谁带来利润。请在文件中加入该列，或在数据页面指定其角色。"};
}

}  // namespace sluice::rfm
