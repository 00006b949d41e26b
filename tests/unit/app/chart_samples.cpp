#include "unit/app/chart_samples.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "app/format.h"
#include "app/i18n.h"
#include "base/text_pair.h"
#include "test_support/times.h"

namespace sluice::samples {
namespace {

using app::format_compact;
using app::format_count;
using app::format_money;
using app::format_month;
using app::format_percent;

struct Segment {
  const char* id;
  TextPair name;
  const char* color;
  double customers, revenue;
};

const std::array<Segment, 9> kSegments = {
    Segment{"champions", {"Champions", "冠军客户"}, "#2a9d8f", 1184, 4182033.5},
    Segment{"loyal", {"Loyal customers", "忠诚客户"}, "#3a86c8", 1530, 2240110},
    Segment{"potential", {"Potential loyalists", "潜力忠诚客户"}, "#7b6fd0", 2105, 1120400},
    Segment{"new", {"New customers", "新客户"}, "#4caf50", 640, 151000},
    Segment{"promising", {"Promising", "有望客户"}, "#9ccc65", 310, 60230},
    Segment{"attention", {"Need attention", "需关注客户"}, "#f2b134", 905, 610990},
    Segment{"sleep", {"About to sleep", "即将沉睡"}, "#ef8354", 1210, 240110},
    Segment{"risk", {"At risk", "流失风险客户"}, "#e05780", 1322, 905400},
    Segment{"hibernating", {"Hibernating", "沉睡客户"}, "#8d99ae", 2403, 310230},
};

const char* t(const char* en, const char* zh) { return app::language() == app::Language::chinese ? zh : en; }

std::string named(const Segment& segment, Flavor flavor) {
  if (flavor != Flavor::huge_labels) return app::pick(segment.name);
  std::string name = "a name\nwith a line break and ";
  for (int i = 0; i < 30; ++i) name += app::pick(segment.name) + " ";
  return name;
}

double scaled(double value, Flavor flavor) {
  if (flavor == Flavor::zeros) return 0;
  return flavor == Flavor::huge_labels ? value * 1e15 : value;
}

size_t count_of(size_t usual, Flavor flavor) {
  return flavor == Flavor::empty ? 0 : flavor == Flavor::single ? 1 : usual;
}

std::vector<app::chart::HistogramBin> bins_of(Flavor flavor) {
  std::vector<app::chart::HistogramBin> bins;
  for (size_t i = 0; i < count_of(30, flavor); ++i) {
    const double x = static_cast<double>(i);
    const double from = flavor == Flavor::single ? 40 : x * 13, to = flavor == Flavor::single ? 40 : (x + 1) * 13;
    bins.push_back({from, to, scaled(std::round(900 * std::exp(-x / 6) + 40 * std::sin(x) * std::sin(x)), flavor)});
  }
  return bins;
}

std::optional<app::chart::Interval> rate(double count, double of) {
  if (of <= 0) return {};
  const double p = count / of, half = 1.96 * std::sqrt(std::max(0.0, p * (1 - p)) / of);
  return app::chart::Interval{p, std::max(0.0, p - half), p + half};
}

void fill_rates(app::chart::Funnel& funnel) {
  for (size_t i = 0; i < funnel.steps.size(); ++i) {
    app::chart::FunnelStep& step = funnel.steps[i];
    step.overall_rate = rate(step.count, funnel.steps.front().count);
    if (i == 0) continue;
    const double before = funnel.steps[i - 1].count, lost = funnel.steps.front().count - funnel.steps.back().count;
    step.step_rate = rate(step.count, before);
    step.drop_off = before - step.count;
    step.larger_than_before = step.count > before;
    if (lost > 0) step.share_of_loss = step.drop_off / lost;
  }
}

}  // namespace

app::chart::Treemap treemap(Flavor flavor) {
  app::chart::Treemap data;
  data.key = "demo.treemap";
  data.caption = t("Segments", "客户细分");
  data.value_header = t("Customers", "客户数");
  double total = 0;
  for (const Segment& s : kSegments) total += s.customers;
  for (size_t i = 0; i < count_of(kSegments.size(), flavor); ++i) {
    const Segment& s = kSegments[i];
    const double value = scaled(s.customers, flavor);
    data.items.push_back({.id = s.id,
                          .label = named(s, flavor),
                          .value = value,
                          .value_text = format_count(value),
                          .share = s.customers / total,
                          .share_text = format_percent(s.customers / total),
                          .color = s.color,
                          .selected = false,
                          .tip = {}});
  }
  return data;
}

app::chart::Heatmap heatmap(Flavor flavor) {
  app::chart::Heatmap data;
  data.key = "demo.heatmap";
  data.caption = t("Recency and frequency", "最近消费与频次");
  data.x_title = t("Frequency score", "频次得分");
  data.y_title = t("Recency score", "近度得分");
  data.legend_title = t("Customers", "客户数");
  data.legend_low = "0";
  data.legend_high = "1,420";
  const int size = flavor == Flavor::single ? 1 : 5;
  data.rows = data.columns = size;
  if (flavor == Flavor::empty) return data;
  for (int r = 1; r <= size; ++r) {
    for (int f = 1; f <= size; ++f) {
      const double value =
          scaled(std::round(1420 * std::exp(-0.35 * std::pow(r - f, 2) - 0.2 * (3 - r) * (3 - r))), flavor);
      const Segment& s = kSegments[static_cast<size_t>((r * 2 + f) % 9)];
      data.cells.push_back({.id = std::to_string(r) + std::to_string(f),
                            .value = value,
                            .text = format_compact(value),
                            .label = named(s, flavor),
                            .color = s.color,
                            .selected = false,
                            .tip = {{t("Customers", "客户数"), format_count(value), {}}}});
    }
  }
  return data;
}

namespace {

double retention_at(size_t cohort, size_t age) {
  const double wave = 0.03 * std::sin(static_cast<double>(cohort * 7 + age * 3));
  return age == 0 ? 1 : std::max(0.0, 0.3 / std::sqrt(static_cast<double>(age)) + wave);
}

size_t cohorts_of(Flavor flavor) { return flavor == Flavor::empty ? 0 : flavor == Flavor::single ? 1 : 12; }

std::string cohort_name(size_t cohort, Flavor flavor) {
  if (flavor == Flavor::huge_labels) return named(kSegments[cohort % 9], flavor);
  return format_month(2017, static_cast<int>(cohort) + 1);
}

}  // namespace

app::chart::CohortMap cohort_map(Flavor flavor) {
  app::chart::CohortMap data;
  data.key = "demo.cohorts";
  data.caption = t("Cohorts by first purchase", "按首购时间的同期群");
  data.row_title = t("First purchase", "首购时间");
  data.size_title = t("Customers", "客户数");
  data.column_title = t("Months since the first purchase", "首购后第几个月");
  data.legend_low = "0";
  data.legend_high = "33.0%";
  data.legend_title = t("Retention", "留存率");
  data.legend_incomplete = t("month not over in the data", "数据中该月尚未结束");
  data.column_name = [](size_t age) { return t("Month ", "第 ") + std::to_string(age); };
  const size_t cohorts = cohorts_of(flavor);
  data.columns = cohorts;
  data.shares = true;
  data.value = [flavor](size_t row, size_t age) { return scaled(retention_at(row, age), flavor); };
  data.share = [flavor](size_t row, size_t age) { return scaled(retention_at(row, age) * 3, flavor); };
  data.text = [flavor](size_t row, size_t age) { return format_percent(scaled(retention_at(row, age), flavor)); };
  data.tip = [](size_t row, size_t age) {
    return std::vector<app::ui::TooltipRow>{{t("Retention", "留存率"), format_percent(retention_at(row, age)), {}}};
  };
  if (cohorts > 1) {
    data.rows.push_back({.id = "mean",
                         .label = t("Mean", "平均"),
                         .customers = 11609,
                         .size = format_count(11609),
                         .cells = cohorts - 1,
                         .complete = cohorts - 1,
                         .selectable = false});
  }
  for (size_t cohort = 0; cohort < cohorts; ++cohort) {
    data.rows.push_back({.id = std::to_string(cohort),
                         .label = cohort_name(cohort, flavor),
                         .customers = 900.0 + 31.0 * static_cast<double>(cohort),
                         .size = format_count(900.0 + 31.0 * static_cast<double>(cohort)),
                         .cells = cohorts - cohort,
                         .complete = cohorts - cohort - 1,
                         .selected = false});
  }
  return data;
}

app::chart::LineChart line_chart(Flavor flavor) {
  app::chart::LineChart data;
  data.key = "demo.lines";
  data.caption = t("Retention of each cohort", "各同期群的留存率");
  data.x_title = t("Months since the first purchase", "首购后第几个月");
  data.y_title = t("Retention", "留存率");
  data.first = 1;
  data.point_name = [](size_t number) { return t("Month ", "第 ") + std::to_string(number); };
  data.format = [](double value) { return format_percent(value); };
  data.shares = true;
  const size_t cohorts = cohorts_of(flavor);
  for (size_t cohort = 0; cohort < cohorts; ++cohort) {
    app::chart::Line line{.label = cohort_name(cohort, flavor), .strong = cohort == 0, .selected = cohort == 4};
    for (size_t age = 1; age + cohort <= cohorts; ++age) {
      const bool missing = cohort == 2 && age == 3;
      line.values.push_back(missing ? std::nullopt : std::optional(scaled(retention_at(cohort, age), flavor)));
    }
    data.lines.push_back(std::move(line));
  }
  return data;
}

app::chart::LineChart rate_curve(Flavor flavor) {
  constexpr size_t kPoints = 20;
  app::chart::LineChart data;
  data.key = "demo.rates";
  data.caption = t("Conversion by time limit", "不同时限下的转化率");
  data.x_title = t("Time limit", "时限");
  data.y_title = t("Share of first", "占首步");
  data.point_name = [](size_t at) { return std::to_string(at * at + 1) + t(" min", " 分"); };
  data.names_on_axis = true;
  data.format = [](double value) { return format_percent(value); };
  data.more = [](size_t at) {
    return std::vector<app::ui::TooltipRow>{{t("Customers", "客户数"), std::to_string(at), {}}};
  };
  data.shares = true;
  const size_t points = count_of(kPoints, flavor);
  if (points > 0) data.in_force = points / 2;
  app::chart::Line cart{.label = t("cart", "加购")}, pay{.label = t("pay", "支付"), .strong = true};
  for (size_t at = 0; at < points; ++at) {
    const double share = scaled(0.45 * (1 - std::pow(0.8, static_cast<double>(at))), flavor);
    const bool missing = at == 3;
    cart.values.push_back(1.4 * share);
    pay.values.push_back(missing ? std::nullopt : std::optional(share));
    pay.bands.push_back(missing ? std::nullopt : std::optional(app::chart::Band{0.9 * share, 1.12 * share}));
    pay.open.push_back(at + 2 >= points);
  }
  data.lines.push_back(std::move(cart));
  data.lines.push_back(std::move(pay));
  return data;
}

app::chart::Lorenz lorenz(Flavor flavor) {
  app::chart::Lorenz data;
  data.key = "demo.lorenz";
  data.caption = t("Revenue concentration", "收入集中度");
  data.x_title = t("Share of customers", "客户占比");
  data.y_title = t("Share of revenue", "收入占比");
  data.diagonal_label = t("Everyone equal", "绝对平均");
  data.marker = 0.2;
  const size_t points = flavor == Flavor::empty ? 0 : flavor == Flavor::single ? 2 : 101;
  for (size_t i = 0; i < points; ++i) {
    const double x = static_cast<double>(i) / static_cast<double>(points - 1);
    double y = flavor == Flavor::zeros ? 0 : 1 - std::pow(1 - x, 4);
    if (flavor == Flavor::huge_labels) y = 1.6 * x - 0.6 * x * x * x + (x > 0 && x < 1 ? 0.3 : 0);
    data.curve.push_back({x, y});
  }
  return data;
}

app::chart::BarList bar_list(Flavor flavor) {
  app::chart::BarList data;
  data.key = "demo.bars";
  data.caption = t("Segments", "客户细分");
  data.value_header = t("Revenue", "收入");
  data.share_header = t("Share of revenue", "收入占比");
  double total = 0;
  for (const Segment& s : kSegments) total += s.revenue;
  for (size_t i = 0; i < count_of(kSegments.size(), flavor); ++i) {
    const Segment& s = kSegments[i];
    double value = scaled(s.revenue, flavor);
    if (flavor == Flavor::huge_labels && i % 3 == 0) value = -value;
    data.items.push_back(
        {.id = s.id,
         .label = named(s, flavor),
         .value = value,
         .value_text = flavor == Flavor::huge_labels ? format_money(value, "¥") : app::format_money_compact(value, "¥"),
         .share = s.revenue / total,
         .share_text = format_percent(s.revenue / total),
         .color = s.color,
         .selected = false,
         .tip = {}});
  }
  return data;
}

app::chart::Funnel event_funnel(Flavor flavor) {
  app::chart::Funnel data;
  data.key = "demo.funnel";
  data.caption = t("Shop funnel", "购物漏斗");
  data.unit = t("Customers", "客户数");
  const std::array<TextPair, 5> names = {TextPair{"Visit", "访问"}, TextPair{"View product", "浏览商品"},
                                         TextPair{"Add to cart", "加入购物车"}, TextPair{"Checkout", "提交订单"},
                                         TextPair{"Pay", "支付"}};
  const std::array<double, 5> counts = {8421, 6033, 2417, 1620, 1322};
  for (size_t i = 0; i < count_of(names.size(), flavor); ++i) {
    app::chart::FunnelStep step;
    step.id = "step" + std::to_string(i + 1);
    step.label = flavor == Flavor::huge_labels ? named(kSegments[i], flavor) : app::pick(names[i]);
    step.count = scaled(counts[i], flavor);
    if (i > 0) {
      step.median_ms = 6.1e5 * static_cast<double>(i * i);
      step.p90_ms = 8.2e6 * static_cast<double>(i * i);
      step.step_median_ms = 4.2e5 * static_cast<double>(i);
      step.step_p90_ms = 7.9e6 * static_cast<double>(i);
    }
    data.steps.push_back(step);
  }
  fill_rates(data);
  return data;
}

app::chart::Funnel centred_funnel(Flavor flavor) {
  app::chart::Funnel data = event_funnel(flavor);
  data.key = "demo.centred";
  data.form = app::chart::FunnelForm::trapezoids;
  data.scale = app::chart::FunnelScale::square_root;
  return data;
}

app::chart::Funnel sales_funnel(Flavor flavor) {
  app::chart::Funnel data;
  data.key = "demo.sales";
  data.caption = t("Sales funnel", "销售漏斗");
  data.unit = t("Opportunities", "商机数");
  const std::array<TextPair, 6> names = {TextPair{"Market", "市场客流"},      TextPair{"Lead", "销售线索"},
                                         TextPair{"Qualified", "确认目标"},   TextPair{"Proposal", "方案报价"},
                                         TextPair{"Negotiation", "商务谈判"}, TextPair{"Won", "成交"}};
  const std::array<double, 6> counts = {1200, 432, 260, 281, 118, 74};
  const std::array<int, 6> zones = {0, 1, 1, 2, 3, 3};
  for (size_t i = 0; i < count_of(names.size(), flavor); ++i) {
    app::chart::FunnelStep step;
    step.id = "stage" + std::to_string(i + 1);
    step.label = flavor == Flavor::huge_labels ? named(kSegments[i], flavor) : app::pick(names[i]);
    step.count = scaled(counts[i], flavor);
    step.zone = zones[i];
    step.value_text = format_money(counts[i] * 5210, "$");
    data.steps.push_back(step);
  }
  fill_rates(data);
  return data;
}

app::chart::Histogram histogram(Flavor flavor) {
  app::chart::Histogram data;
  data.key = "demo.histogram";
  data.caption = t("Recency score", "近度得分");
  data.x_title = t("Days since the last purchase", "距上次消费天数");
  data.count_header = t("Customers", "客户数");
  data.bins = bins_of(flavor);
  if (flavor != Flavor::empty) data.cuts = {22, 48, 91, 180}, data.marker = 36;
  return data;
}

app::chart::DistributionStrip distribution_strip(Flavor flavor) {
  app::chart::DistributionStrip data;
  data.key = "demo.strip";
  data.caption = t("Recency score", "近度得分");
  if (flavor != Flavor::empty) {
    data.customers = flavor == Flavor::zeros ? std::vector<double>(5) : std::vector<double>{310, 250, 180, 140, 120};
    data.cuts = {22, 48, 91, 180};
  }
  data.value = 36;
  data.position = 0.45;
  data.lower_is_better = true;
  data.format = [](double value) { return app::format_days(value); };
  return data;
}

app::chart::ShareBars tiers(Flavor flavor) {
  app::chart::ShareBars data;
  data.key = "demo.tiers";
  data.caption = t("Tiers", "客户分层");
  const std::array<TextPair, 3> names = {TextPair{"VIP", "VIP 客户"}, TextPair{"Key", "重要客户"},
                                         TextPair{"Ordinary", "普通客户"}};
  for (size_t i = 0; i < count_of(3, flavor); ++i) {
    data.parts.push_back({.id = "tier" + std::to_string(i),
                          .label = flavor == Flavor::huge_labels ? named(kSegments[i], flavor) : app::pick(names[i])});
  }
  const double zero = flavor == Flavor::zeros ? 0 : 1;
  data.rows = {{t("Customers", "客户数"), {0.05 * zero, 0.15 * zero, 0.80 * zero}, {}, false},
               {t("Revenue", "收入"), {0.412 * zero, 0.318 * zero, 0.27 * zero}, {}, false},
               {t("Rule of thumb", "经验法则"), {0.5 * zero, 0.3 * zero, 0.2 * zero}, {}, true}};
  return data;
}

app::chart::Sankey sankey(Flavor flavor) {
  app::chart::Sankey data;
  data.key = "demo.sankey";
  data.caption = t("Where customers went", "客户流向");
  data.left_title = t("On 30 June 2023", "2023年6月30日");
  data.right_title = t("On 30 June 2024", "2024年6月30日");
  data.value_header = t("Customers", "客户数");
  const size_t segments = count_of(kSegments.size(), flavor);
  for (size_t i = 0; i < segments; ++i) {
    const std::string value = format_count(scaled(kSegments[i].customers, flavor));
    data.left.push_back({kSegments[i].id, named(kSegments[i], flavor), value, kSegments[i].color});
    data.right.push_back({kSegments[i].id, named(kSegments[i], flavor), value, kSegments[i].color});
  }
  if (segments > 0) data.left.push_back({"new", t("Not yet a customer", "尚未成为客户"), format_count(900), ""});
  for (size_t from = 0; from < data.left.size(); ++from) {
    for (size_t to = 0; to < data.right.size(); ++to) {
      const double distance = std::fabs(static_cast<double>(from) - static_cast<double>(to));
      const double value = scaled(std::floor(1200 / (1 + distance * distance * distance)), flavor);
      data.flows.push_back({.id = std::to_string(from) + ">" + std::to_string(to),
                            .from = from,
                            .to = to,
                            .value = value,
                            .value_text = format_count(value),
                            .tip = {{data.value_header.data(), format_count(value), {}}}});
    }
  }
  return data;
}

// Three steps on; at each some have stopped.
app::chart::LevelFlows level_flows(Flavor flavor) {
  app::chart::LevelFlows data;
  data.key = "demo.level_flows";
  data.caption = t("Where they went", "流失之后的去向");
  data.from_header = t("From", "从");
  data.to_header = t("To", "至");
  data.value_header = t("Customers", "客户数");
  const size_t events = count_of(5, flavor);
  if (events == 0) return data;
  const auto bar = [&](size_t i) {
    return app::chart::LevelBar{
        std::to_string(i), named(kSegments[i], flavor), format_count(scaled(1000, flavor)), kSegments[i].color, {}};
  };
  data.columns.push_back({t("Lost after", "止步于"), {bar(0)}});
  for (size_t column = 1; column <= 3; ++column) {
    data.columns.push_back({t("Event", "事件"), {}});
    for (size_t i = 0; i < events; ++i) data.columns.back().bars.push_back(bar(i));
    for (size_t from = 0; from < data.columns[column - 1].bars.size(); ++from) {
      if (column > 1 && from + 1 == events && events > 1) continue;  // the last one is 'nothing more'
      for (size_t to = 0; to < events; ++to) {
        const double value = scaled(std::floor(400.0 / static_cast<double>(1 + from + 2 * to)), flavor);
        data.flows.push_back({column - 1, from, to, value, format_count(value), {}});
      }
    }
  }
  return data;
}

app::chart::Timeline timeline(Flavor flavor) {
  app::chart::Timeline data;
  data.key = "demo.timeline";
  data.caption = t("Purchases", "消费记录");
  data.date_header = t("Date", "日期");
  data.amount_header = t("Amount", "金额");
  for (size_t i = 0; i < count_of(24, flavor); ++i) {
    const double amount = scaled(std::round(400 + 350 * std::sin(static_cast<double>(i * i))), flavor);
    data.events.push_back({16800 + static_cast<int32_t>(i * i * 1.3), amount, format_money(amount, "¥")});
  }
  if (flavor != Flavor::empty) data.snapshot = 17610;
  data.snapshot_label = t("Analysis day", "分析日");
  return data;
}

// Three steps of four, a day and a half, hundreds of other events, and a payment that came too late.
app::chart::JourneyLine journey_line(Flavor flavor) {
  using app::chart::JourneyMark;
  using app::chart::JourneyRole;
  app::chart::JourneyLine data{.key = "demo.journey",
                               .caption = t("Journey", "客户历程"),
                               .time_header = t("Time", "时间"),
                               .event_header = t("Event", "事件"),
                               .part_header = t("Step", "步骤")};
  constexpr int64_t kStart = 1'491'379'200'000;
  using test::kDay, test::kMinute;
  const std::array<const char*, 4> names{"visit", "view", "cart", "pay"};
  const std::array<int64_t, 4> minutes{0, 12, 300, 1640};
  const size_t steps = count_of(names.size(), flavor);
  if (steps == 0) return data;
  const auto at = [&](int64_t minute) { return kStart + (flavor == Flavor::zeros ? 0 : minute * kMinute); };
  for (size_t i = 0; i < steps; ++i) {
    const bool late = i == 3;
    data.marks.push_back({.time = at(minutes[i]),
                          .name = flavor == Flavor::huge_labels ? named(kSegments[i], flavor) : std::string(names[i]),
                          .part = t("Counts as a step", "计作一步"),
                          .role = late ? JourneyRole::near_miss : JourneyRole::step,
                          .step = i,
                          .color = kSegments[i].color});
    if (late) data.marks.back().note = t("It came 3 h 20 min too late.", "晚了 3 小时 20 分。");
  }
  for (size_t i = 0; i < (flavor == Flavor::single ? 0 : 240); ++i) {
    const auto minute = static_cast<int64_t>(i * i / 3);  // closer and closer apart at the begin, far beyond the window
    data.marks.push_back({.time = at(minute), .name = i % 3 == 0 ? "look" : "help", .excluded = i == 9});
  }
  if (flavor != Flavor::single) {
    data.marks.push_back({.time = at(700), .name = "refund", .role = JourneyRole::obstacle, .excluded = true});
  }
  std::stable_sort(data.marks.begin(), data.marks.end(),
                   [](const JourneyMark& a, const JourneyMark& b) { return a.time < b.time; });
  data.bands.push_back({kStart, kStart + (flavor == Flavor::zeros ? 0 : kDay), t("Window: 1 d", "时间窗口：1 天")});
  if (steps > 2) {
    data.bands.push_back(
        {at(300), at(300) + kDay / 2, t("The step's own window: 12 h", "该步骤自己的时间窗口：12 小时")});
  }
  return data;
}

app::chart::ChoiceCurve choice_curve(Flavor flavor) {
  app::chart::ChoiceCurve data{.key = "demo.choices",
                               .caption = t("Silhouette by number of clusters", "各聚类数的轮廓系数"),
                               .x_title = t("Number of clusters", "聚类数"),
                               .y_title = t("Silhouette", "轮廓系数"),
                               .in_force = 4,
                               .marked = 3,
                               .marked_label = t("Best silhouette", "轮廓系数最高"),
                               .reference_lines = {0.25, 0.5, 0.7}};
  const std::array<double, 10> values{0, 0.41, 0.62, 0.55, 0.47, 0.44, 0.40, 0.39, 0.37, 0.36};
  for (size_t i = 0; i < count_of(values.size(), flavor); ++i) {
    const double value = scaled(values[i], flavor);
    data.choices.push_back({static_cast<int>(i) + 1,
                            i == 0 && flavor == Flavor::shop ? std::nullopt : std::optional(value),
                            app::format_number(value, 3)});
  }
  return data;
}

app::chart::GroupDensity group_density(Flavor flavor) {
  app::chart::GroupDensity data{.key = "demo.density",
                                .caption = t("Where the customers lie", "客户分布图"),
                                .value_header = t("Customers", "客户数"),
                                .x_low = t("Buy seldom, spend little", "购买较少，消费较低"),
                                .x_high = t("Buy often, spend much", "购买较频繁，消费较高"),
                                .y_low = t("Bought recently", "最近买过"),
                                .y_high = t("Have not bought for long", "较久没买"),
                                .columns = 48,
                                .rows = 48};
  const size_t groups = count_of(3, flavor);
  for (size_t group = 0; group < groups; ++group) {
    data.groups.push_back({.id = std::to_string(group + 1),
                           .label = named(kSegments[group], flavor),
                           .value = kSegments[group].customers,
                           .value_text = format_count(kSegments[group].customers),
                           .color = kSegments[3 * group].color,
                           .tip = {{t("Customers", "客户数"), format_count(kSegments[group].customers), {}}}});
    const double x = 12 + 12 * static_cast<double>(group), y = group == 1 ? 34 : 16;
    for (int cell = 0; cell < 48 * 48; ++cell) {
      const double dx = cell % 48 - x, dy = cell / 48 - y;
      const double count = std::floor(60 * std::exp(-(dx * dx + dy * dy) / 40));
      if (count > 0) data.counts.push_back({cell % 48, cell / 48, group, scaled(count, flavor)});
    }
  }
  return data;
}

app::chart::Scatter scatter(Flavor flavor) {
  const app::chart::Formatter money = [](double value) { return app::format_money_compact(value, "CNY"); };
  const app::chart::Formatter count = [](double value) { return app::format_count(value); };
  app::chart::Scatter data{
      .key = "demo.scatter",
      .caption = t("All customers", "全部客户分布"),
      .count_header = t("Customers", "客户数"),
      .x = {.title = t("Frequency", "消费频次"), .logarithmic = true, .format = count, .exact = count},
      .y = {.title = t("Monetary", "消费金额"), .logarithmic = true, .format = money, .exact = money}};
  if (flavor == Flavor::empty) return data;
  const int columns = flavor == Flavor::single ? 1 : 30, rows = flavor == Flavor::single ? 1 : 64;
  const double unit = flavor == Flavor::huge_labels ? 1e12 : 1;
  for (int x = 0; x <= columns; ++x) data.x.edges.push_back(0.5 + x);
  for (int y = 0; y <= rows; ++y) data.y.edges.push_back(unit * (std::expm1(0.16 * y) - 20));
  data.x.cuts = {1, 2, 5, 12};
  data.y.cuts = {unit * 20, unit * 90, unit * 400, unit * 2'000};
  for (int y = 0; y < rows; ++y) {
    for (int x = 0; x < columns; ++x) {
      const double away = (0.16 * y - 5 - 1.1 * std::log1p(x)) / 0.9;
      const double customers = std::floor(5'000 * std::exp(-away * away - 0.25 * x) + 0.05 * ((x * 7 + y * 3) % 23));
      if (customers > 0 || flavor == Flavor::single) data.cells.push_back({x, y, scaled(customers, flavor), 0});
    }
  }
  return data;
}

app::chart::Cube cube(Flavor flavor, int bins) {
  app::chart::Cube data{.key = "demo.cube",
                        .caption = t("Three scores", "三项评分"),
                        .x_title = t("Frequency score", "频次得分"),
                        .y_title = t("Recency score", "近度得分"),
                        .z_title = t("Monetary score", "金额得分"),
                        .value_header = t("Customers", "客户数"),
                        .bins = bins};
  if (flavor == Flavor::empty) return data;
  if (flavor == Flavor::single) data.bins = 1;
  for (int z = 1; z <= data.bins; ++z) {
    for (int y = 1; y <= data.bins; ++y) {
      for (int x = 1; x <= data.bins; ++x) {
        const double value = std::round(420 * std::exp(-0.4 * std::pow(x - z, 2) - 0.15 * std::pow(y - z, 2)));
        if (value <= 0) continue;
        const Segment& s = kSegments[static_cast<size_t>((x * 2 + y) % 9)];
        data.cells.push_back({.id = std::to_string(y) + std::to_string(x) + std::to_string(z),
                              .x = x,
                              .y = y,
                              .z = z,
                              .value = scaled(value, flavor),
                              .text = format_count(scaled(value, flavor)),
                              .label = named(s, flavor),
                              .color = s.color,
                              .tip = {{t("Customers", "客户数"), format_count(value), {}}}});
      }
    }
  }
  return data;
}

}  // namespace sluice::samples
