#include "report/spec.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/calendar.h"
#include "base/text.h"
#include "funnel/experiment.h"
#include "funnel/pipeline.h"
#include "report/spec_fields.h"

namespace sluice {
namespace {

Error complaint(std::string pointer, std::string en, std::string zh) {
  Error error{ErrorCode::bad_spec, {std::move(en), std::move(zh)}, {}};
  error.place.pointer = std::move(pointer);
  return error;
}

Status check_dimension(const rfm::DimensionSpec& dimension, int bins, const std::string& pointer) {
  if (dimension.method != "thresholds") return Done{};
  if (dimension.cuts.size() + 1 != static_cast<size_t>(bins)) {
    const std::string wanted = std::to_string(bins - 1);
    return complaint(pointer + "/cuts", "should hold " + wanted + " cut points, one fewer than the scores",
                     "应有 " + wanted + " 个分界点，比分数档少一个");
  }
  constexpr double kFarthest = 1e15;  // beyond it doubles leave out whole numbers
  for (size_t i = 0; i < dimension.cuts.size(); ++i) {
    if (std::fabs(dimension.cuts[i]) > kFarthest) {
      return complaint(pointer + "/cuts/" + std::to_string(i), "should be within -1e15 and 1e15",
                       "应在 -1e15 到 1e15 之间");
    }
  }
  for (size_t i = 1; i < dimension.cuts.size(); ++i) {
    if (dimension.cuts[i - 1] > dimension.cuts[i]) {  // equal ones leave a score empty
      return complaint(pointer + "/cuts/" + std::to_string(i), "should not be below the cut point before it",
                       "不应小于前一个分界点");
    }
  }
  return Done{};
}

Status check_weights(const rfm::Weights& weights) {
  constexpr double kTolerance = 1e-9;
  if (weights.recency < 0) return complaint("/rfm/weights/recency", "should be at least 0", "应不小于 0");
  if (weights.frequency < 0) return complaint("/rfm/weights/frequency", "should be at least 0", "应不小于 0");
  if (weights.monetary < 0) return complaint("/rfm/weights/monetary", "should be at least 0", "应不小于 0");
  if (std::fabs(weights.recency + weights.frequency + weights.monetary - 1) > kTolerance) {
    return complaint("/rfm/weights", "the three weights should sum to 1", "三个权重之和应为 1");
  }
  return Done{};
}

Status check_comparisons(const rfm::Comparisons& comparisons) {
  constexpr double kMost = 9, kTolerance = 1e-9;
  const auto fits = [](double times) { return times >= 1 / kMost - kTolerance && times <= kMost + kTolerance; };
  const auto check = [&](double times, const char* name) -> Status {
    if (fits(times)) return Done{};
    return complaint(std::string("/rfm/comparisons/") + name, "should be from 1/9 to 9", "应在 1/9 到 9 之间");
  };
  if (const Status s = check(comparisons.recency_over_frequency, "recency_over_frequency"); !s) return s;
  if (const Status s = check(comparisons.recency_over_monetary, "recency_over_monetary"); !s) return s;
  return check(comparisons.frequency_over_monetary, "frequency_over_monetary");
}

Status check_cleaning(const CleaningSpec& cleaning) {
  constexpr size_t kMostPatterns = 100;
  constexpr size_t kLongestPattern = 200;  // bytes
  if (cleaning.test_accounts.size() > kMostPatterns) {
    return complaint("/cleaning/test_accounts", "should hold at most 100 patterns", "最多 100 个模式");
  }
  for (size_t i = 0; i < cleaning.test_accounts.size(); ++i) {
    const std::string pointer = "/cleaning/test_accounts/" + std::to_string(i);
    if (trim(cleaning.test_accounts[i]).empty()) {
      return complaint(pointer, "should not be empty: it would be found in every name",
                       "不应为空：空文本与任何名称都匹配");
    }
    if (cleaning.test_accounts[i].size() > kLongestPattern) {
      return complaint(pointer, "should be at most 200 bytes long", "长度不应超过 200 字节");
    }
  }
  for (const auto& [pointer, day] : {std::pair{"/cleaning/first_day", &cleaning.first_day},
                                     std::pair{"/cleaning/latest_day", &cleaning.latest_day}}) {
    if (!day->empty() && !parse_iso_day(*day)) {
      return complaint(pointer, "should be a day written as YYYY-MM-DD, or empty for no limit",
                       "应为 YYYY-MM-DD 格式的日期；留空则不限");
    }
  }
  const bool both = !cleaning.first_day.empty() && !cleaning.latest_day.empty();
  if (both && *parse_iso_day(cleaning.first_day) > *parse_iso_day(cleaning.latest_day)) {
    return complaint("/cleaning/latest_day", "should not be before the first day", "不应早于起始日期");
  }
  return Done{};
}

Status check_group_days(const std::string& pointer, int days) {
  if (days >= 0 && days <= rfm::kMostGroupDays) return Done{};
  return complaint(pointer, "should be from 1 to 36500 days, or 0 to take them from the data",
                   "应为 1 到 36500 天，或 0（由数据得出）");
}

Status check_share(const std::string& pointer, double share) {
  if (share >= 0 && share <= 1) return Done{};
  return complaint(pointer, "should be from 0 to 1", "应在 0 到 1 之间");
}

Status check_kinds(const rfm::KindSpec& kinds) {
  if (const Status s = check_share("/rfm/kinds/value_share", kinds.value_share); !s) return s;
  if (const Status s = check_share("/rfm/kinds/cash_share", kinds.cash_share); !s) return s;
  if (!(kinds.growth > -1 && kinds.growth <= rfm::kMostKindGrowth)) {
    return complaint("/rfm/kinds/growth", "should be over -1 and at most 100", "应大于 -1 且不超过 100");
  }
  if (const Status s = check_group_days("/rfm/kinds/period_days", kinds.period_days); !s) return s;
  if (const Status s = check_group_days("/rfm/kinds/relationship_days", kinds.relationship_days); !s) return s;
  return Done{};
}

Status check_lifetime(const rfm::LifetimeSpec& lifetime) {
  if (lifetime.horizon_days < 1 || lifetime.horizon_days > rfm::kMostHorizonDays) {
    return complaint("/rfm/lifetime/horizon_days", "should be from 1 to 36500 days", "应为 1 到 36500 天");
  }
  if (!(lifetime.discount_per_year >= 0 && lifetime.discount_per_year <= rfm::kMostDiscount)) {
    return complaint("/rfm/lifetime/discount_per_year", "should be from 0 to 10", "应在 0 到 10 之间");
  }
  if (lifetime.margin) {
    if (const Status s = check_share("/rfm/lifetime/margin", *lifetime.margin); !s) return s;
  }
  if (!lifetime.split_day.empty() && !parse_iso_day(lifetime.split_day)) {
    return complaint("/rfm/lifetime/split_day",
                     "should be a day written as YYYY-MM-DD, or empty for two thirds of the way",
                     "应为 YYYY-MM-DD 格式的日期；留空则取数据的三分之二处");
  }
  return Done{};
}

Status check_groupings(const rfm::RfmSpec& rfm) {
  const rfm::LoyaltySpec& loyalty = rfm.loyalty;
  const rfm::LifecycleSpec& lifecycle = rfm.lifecycle;
  const rfm::GrowthSpec& growth = rfm.growth;
  const bool ascends =
      loyalty.regular >= 2 && loyalty.regular < loyalty.established && loyalty.established < loyalty.loyal;
  if (!ascends || loyalty.loyal > rfm::kMostGroupPurchases) {
    return complaint("/rfm/loyalty", "regular, established and loyal should ascend, from 2 to 100000 purchases",
                     "经常性、老客户、忠诚的购买次数应依次递增，在 2 到 100000 之间");
  }
  if (const Status s = check_group_days("/rfm/loyalty/active_days", loyalty.active_days); !s) return s;
  if (lifecycle.loyal < 3 || lifecycle.loyal > rfm::kMostGroupPurchases) {
    return complaint("/rfm/lifecycle/loyal", "should be from 3 to 100000 purchases", "应在 3 到 100000 次之间");
  }
  if (const Status s = check_group_days("/rfm/lifecycle/at_risk_days", lifecycle.at_risk_days); !s) return s;
  if (const Status s = check_group_days("/rfm/lifecycle/lost_days", lifecycle.lost_days); !s) return s;
  if (lifecycle.lost_days > 0 && lifecycle.lost_days < lifecycle.at_risk_days) {
    return complaint("/rfm/lifecycle/lost_days", "should not be below at_risk_days", "不应小于流失风险天数");
  }
  if (const Status s = check_share("/rfm/growth/most_valuable", growth.most_valuable); !s) return s;
  if (growth.growable_purchases < 1 || growth.growable_purchases > rfm::kMostGroupPurchases) {
    return complaint("/rfm/growth/growable_purchases", "should be from 1 to 100000 purchases",
                     "应在 1 到 100000 次之间");
  }
  if (const Status s = check_group_days("/rfm/growth/growable_days", growth.growable_days); !s) return s;
  return check_kinds(rfm.kinds);
}

bool is_grouping(std::string_view id) {
  return std::find(rfm::kGroupingIds.begin(), rfm::kGroupingIds.end(), id) != rfm::kGroupingIds.end();
}

Status check_playbook(const std::vector<rfm::PlaybookEntry>& playbook) {
  const std::string where = "/rfm/playbook";
  if (playbook.size() > rfm::kMostPlaybookEntries) {
    return complaint(where, "should have at most 500 entries", "最多 500 条");
  }
  for (size_t i = 0; i < playbook.size(); ++i) {
    const rfm::PlaybookEntry& entry = playbook[i];
    const std::string pointer = where + "/" + std::to_string(i);
    if (!rfm::is_built_in_map(entry.map) && !is_grouping(entry.map)) {
      return complaint(pointer + "/map", "should be one of the maps that come with the program, or a grouping",
                       "应为自带的分群规则或客户分组");
    }
    if (entry.text.empty()) {
      return complaint(pointer + "/text", "should say something in one language at least", "至少应有一种语言的文字");
    }
    if (std::max(entry.text.en.size(), entry.text.zh.size()) > rfm::kLongestAdvice) {
      return complaint(pointer + "/text", "should have at most 4000 bytes in each language", "每种语言最多 4000 字节");
    }
    const auto same = [&](const rfm::PlaybookEntry& other) {
      return other.map == entry.map && other.segment == entry.segment;
    };
    if (std::any_of(playbook.begin(), playbook.begin() + static_cast<ptrdiff_t>(i), same)) {
      return complaint(pointer, "a segment should have one entry", "每个分群只能有一条");
    }
  }
  return Done{};
}

Status check_rfm(const rfm::RfmSpec& rfm) {
  if (!rfm.snapshot.empty() && !parse_iso_day(rfm.snapshot)) {
    return complaint("/rfm/snapshot", "should be a day written as YYYY-MM-DD, or empty for the day after the last sale",
                     "应为 YYYY-MM-DD 格式的日期；留空则取最后一笔交易的次日");
  }
  if (rfm.lookback_months < 0 || rfm.lookback_months > rfm::kMostLookbackMonths) {
    return complaint("/rfm/lookback_months", "should be from 0 (all time) to 1200", "应在 0（全部时间）到 1200 之间");
  }
  if (rfm.bins < 3 || rfm.bins > 10) return complaint("/rfm/bins", "should be from 3 to 10", "应在 3 到 10 之间");
  if (const Status s = check_dimension(rfm.recency, rfm.bins, "/rfm/recency"); !s) return s;
  if (const Status s = check_dimension(rfm.frequency, rfm.bins, "/rfm/frequency"); !s) return s;
  if (const Status s = check_dimension(rfm.monetary, rfm.bins, "/rfm/monetary"); !s) return s;
  if (const Status s = check_weights(rfm.weights); !s) return s;
  if (const Status s = check_comparisons(rfm.comparisons); !s) return s;
  if (const Status s = check_playbook(rfm.playbook); !s) return s;
  if (rfm.tiers.vip < 0 || rfm.tiers.key < 0 || rfm.tiers.vip + rfm.tiers.key > 1) {
    return complaint("/rfm/tiers", "the shares should be at least 0 and together at most 1",
                     "各层占比应不小于 0，合计不超过 1");
  }
  if (const Status s = check_lifetime(rfm.lifetime); !s) return s;
  return check_groupings(rfm);
}

Status check_dimension_name(const std::string& name, const std::string& pointer) {
  if (name == "recency" || name == "frequency" || name == "monetary") return Done{};
  return complaint(pointer, "should be \"recency\", \"frequency\" or \"monetary\"",
                   "应为 \"recency\"、\"frequency\" 或 \"monetary\"");
}

Status check_two_dimensions(const std::string& x, const std::string& y, const std::string& pointer) {
  if (const Status status = check_dimension_name(x, pointer + "/x"); !status) return status;
  if (const Status status = check_dimension_name(y, pointer + "/y"); !status) return status;
  if (x != y) return Done{};
  return complaint(pointer + "/y", "should be another dimension than the first", "应与第一个维度不同");
}

Status check_lasso(const rfm::Lasso& lasso, const std::string& pointer) {
  if (const Status status = check_two_dimensions(lasso.x, lasso.y, pointer); !status) return status;
  if (lasso.points.size() < rfm::kFewestLassoPoints || lasso.points.size() > rfm::kMostLassoPoints) {
    return complaint(pointer + "/points", "should hold from 3 to 200 points", "应有 3 到 200 个点");
  }
  constexpr double kFarthest = 1e15;
  for (size_t i = 0; i < lasso.points.size(); ++i) {
    if (std::fabs(lasso.points[i].x) <= kFarthest && std::fabs(lasso.points[i].y) <= kFarthest) continue;
    return complaint(pointer + "/points/" + std::to_string(i), "should be within -1e15 and 1e15",
                     "应在 -1e15 到 1e15 之间");
  }
  return Done{};
}

Status check_filter(const rfm::FilterSpec& filter, const std::string& pointer) {
  for (size_t i = 0; i < filter.ranges.size(); ++i) {
    const rfm::ValueRange& range = filter.ranges[i];
    const std::string where = pointer + "/ranges/" + std::to_string(i);
    if (const Status status = check_dimension_name(range.dimension, where + "/dimension"); !status) return status;
    if (range.from && range.to && *range.from >= *range.to) {
      return complaint(where + "/to", "should be above the beginning", "应大于起点");
    }
    for (size_t before = 0; before < i; ++before) {
      if (filter.ranges[before].dimension == range.dimension) {
        return complaint(where + "/dimension", "should not be there twice", "不应重复");
      }
    }
  }
  if (filter.funnel && (filter.funnel->step < 1 || filter.funnel->step > static_cast<int>(funnel::kMaxSteps))) {
    return complaint(pointer + "/funnel/step", "should be the number of a step, from 1", "应为步骤序号，从 1 开始");
  }
  return filter.lasso ? check_lasso(*filter.lasso, pointer + "/lasso") : Status(Done{});
}

Status check_audiences(const std::vector<rfm::Audience>& audiences) {
  if (audiences.size() > rfm::kMostAudiences) {
    return complaint("/audiences", "should hold at most 100 audiences", "最多 100 个受众");
  }
  for (size_t i = 0; i < audiences.size(); ++i) {
    const std::string pointer = "/audiences/" + std::to_string(i) + "/name";
    const std::string filter = "/audiences/" + std::to_string(i) + "/filter";
    if (const Status status = check_filter(audiences[i].filter, filter); !status) return status;
    if (trim(audiences[i].name).empty()) return complaint(pointer, "should not be empty", "不应为空");
    for (size_t before = 0; before < i; ++before) {
      if (audiences[before].name == audiences[i].name) {
        return complaint(pointer, "should be a name of its own", "名称不应重复");
      }
    }
  }
  return Done{};
}

Status check_changes(const rfm::MigrationSpec& migration, const rfm::ComparisonSpec& comparison) {
  if (!migration.from.empty() && !parse_iso_day(migration.from)) {
    return complaint("/migration/from", "should be a day written as YYYY-MM-DD, or empty for a usual one",
                     "应为 YYYY-MM-DD 格式的日期；留空则自动选取");
  }
  if (!comparison.method.empty() && !rfm::finds_own_cuts(comparison.method)) {
    return complaint("/comparison/method", "should be a scoring method that finds its own cut points, or empty",
                     "应为能自行确定分界点的评分方法，或留空");
  }
  if (comparison.bins != 0 && (comparison.bins < 3 || comparison.bins > 10)) {
    return complaint("/comparison/bins", "should be from 3 to 10, or 0 for the number in force",
                     "应在 3 到 10 之间；0 表示与当前相同");
  }
  return Done{};
}

Status check_rhythm(const rfm::RhythmSpec& rhythm) {
  if (rhythm.overdue_at >= rfm::RhythmSpec::kLeast && rhythm.overdue_at <= rfm::RhythmSpec::kMost) return Done{};
  return complaint("/rhythm/overdue_at", "should be from 1 to 100", "应在 1 到 100 之间");
}

Status check_funnel(const funnel::FunnelSpec& funnel, const std::string& pointer) {
  if (funnel.window_ms && *funnel.window_ms < 0) {
    return complaint(pointer + "/window_ms", "should be at least 0, or null for no limit", "应不小于 0；null 表示不限");
  }
  if (funnel.purchases < 2 || funnel.purchases > 12) {
    return complaint(pointer + "/purchases", "should be from 2 to 12", "应在 2 到 12 之间");
  }
  if (funnel.session_gap_ms < 0) {
    return complaint(pointer + "/session_gap_ms", "should be at least 0", "应不小于 0");
  }
  if (funnel.exclusions.size() > funnel::kMaxExclusions) {
    return complaint(pointer + "/exclusions", "should hold at most 16 exclusions", "最多 16 个排除事件");
  }
  if (funnel.steps.size() > funnel::kMaxSteps) {
    return complaint(pointer + "/steps", "should hold at most 32 steps", "最多 32 个步骤");
  }
  return Done{};
}

Status check_clusters(const rfm::ClusterSpec& clusters) {
  if (clusters.k != 0 && (clusters.k < 2 || clusters.k > rfm::kMostClusterCount)) {
    return complaint("/clusters/k", "should be from 2 to 10, or 0 for the number with the best silhouette",
                     "应在 2 到 10 之间；0 表示取轮廓系数最高的类数");
  }
  if (!clusters.recency && !clusters.frequency && !clusters.monetary && clusters.attributes.empty()) {
    return complaint("/clusters", "at least one figure should take part", "至少应有一个指标参与聚类");
  }
  if (clusters.attributes.size() > rfm::kMostClusterAttributes) {
    return complaint("/clusters/attributes", "should hold at most 3 attributes", "最多 3 个属性");
  }
  for (size_t i = 1; i < clusters.attributes.size(); ++i) {
    const auto before = clusters.attributes.begin() + static_cast<std::ptrdiff_t>(i);
    if (std::find(clusters.attributes.begin(), before, clusters.attributes[i]) != before) {
      return complaint("/clusters/attributes/" + std::to_string(i), "should not be there twice", "不应重复");
    }
  }
  return Done{};
}

}  // namespace

Result<Spec> parse_spec(std::string_view json) {
  Result<Spec> spec = read_document<Spec>(json, Missing::keeps_default);
  if (!spec) return spec;
  if (const Status status = validate(*spec); !status) return status.error();
  return spec;
}

Status validate(const Spec& spec) {
  if (spec.version != kSpecVersion) {
    return complaint("/version", "this program reads version 1; the spec is from another version of Sluice",
                     "本程序只能读取版本 1；该设置来自其他版本的 Sluice");
  }
  if (const Status status = check_cleaning(spec.cleaning); !status) return status;
  if (const Status status = check_rfm(spec.rfm); !status) return status;
  if (const Status status = check_filter(spec.filter, "/filter"); !status) return status;
  if (const Status status = check_audiences(spec.audiences); !status) return status;
  if (const Status status = check_rhythm(spec.rhythm); !status) return status;
  if (const Status status = check_funnel(spec.funnel, "/funnel"); !status) return status;
  if (spec.kept_funnel) {
    if (const Status status = check_funnel(*spec.kept_funnel, "/kept_funnel"); !status) return status;
  }
  if (const Status status = funnel::check(spec.pipeline); !status) return status;
  if (const Status status = funnel::check(spec.experiment); !status) return status;
  if (const Status status = check_clusters(spec.clusters); !status) return status;
  if (const Status status = check_two_dimensions(spec.scatter.x, spec.scatter.y, "/scatter"); !status) return status;
  if (const std::string& by = spec.crossing.by; by != "segment" && !is_grouping(by)) {
    return complaint("/crossing/by", "should be segment, tiers, loyalty, lifecycle, growth or kinds",
                     "应为 segment、tiers、loyalty、lifecycle、growth 或 kinds");
  }
  return check_changes(spec.migration, spec.comparison);
}

std::string to_json(const Spec& spec, int indent) { return dump_json(write_json(spec), indent); }

}  // namespace sluice
