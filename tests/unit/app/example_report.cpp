#include "unit/app/example_report.h"

#include <algorithm>

#include "app/format.h"
#include "test_support/times.h"

namespace sluice::app {
namespace {

using ingest::Role;

constexpr uint64_t kExampleRejects = 450;

ingest::ColumnReport column(std::string name, Role role, ingest::ColumnType type, std::vector<std::string> examples) {
  return {.name = std::move(name),
          .role = role,
          .type = type,
          .reason = {"its name is usual for this", "列名常用于此"},
          .filled = 100,
          .examples = std::move(examples)};
}

ingest::FileReport orders_file() {
  ingest::FileReport file{.name = "orders.csv",
                          .bytes = 2'241'622,
                          .encoding = "utf-8",
                          .byte_order_mark = true,
                          .delimiter = ",",
                          .quote = "double",
                          .has_header = true,
                          .shape = ingest::Shape::order_lines,
                          .shape_reason = {"it has customers, days and amounts", "含有客户、日期和金额"},
                          .date_order = ingest::DateOrder::day_first,
                          .date_order_proven = true,
                          .date_evidence = ingest::Evidence{14, "23/04/2017"},
                          .currency = "¥",
                          .rows_read = 20'450,
                          .rows_kept = 20'000,
                          .rows_rejected = kExampleRejects};
  file.rejects = {{ingest::RejectReason::bad_date, {"the date cannot be read", "日期无法识别"}, 400, 17},
                  {ingest::RejectReason::blank_customer, {"no customer", "没有客户"}, 50, 99}};
  file.columns = {column("客户", Role::customer, ingest::ColumnType::identifier, {"C001", "王芳"}),
                  column("order", Role::order, ingest::ColumnType::identifier, {"SO-1", "SO-2"}),
                  column("下单时间", Role::time, ingest::ColumnType::date_time, {"23/04/2017"}),
                  column("amount", Role::amount, ingest::ColumnType::number, {"¥1,234.50"}),
                  column("city", Role::attribute, ingest::ColumnType::text, {"上海", "Leeds"}),
                  column("memo", Role::ignore, ingest::ColumnType::empty, {})};
  for (int i = 0; i < 50; ++i)
    file.preview.push_back({"C00" + std::to_string(i), "SO-1", "23/04/2017", "¥1,234.50", "上海", ""});
  file.preview.push_back({"ragged"});
  file.notes = {{"Amounts are in ¥.", "金额单位为 ¥。"}};
  return file;
}

ingest::ImportReport import_of(std::vector<ingest::FileReport> files) {
  ingest::ImportReport import;
  for (const ingest::FileReport& file : files) {
    import.rows_read += file.rows_read;
    import.rows_kept += file.rows_kept;
    import.rows_rejected += file.rows_rejected;
  }
  import.files = std::move(files);
  return import;
}

rfm::DimensionReport dimension(std::string name, std::vector<double> cuts, double low, double high) {
  rfm::DimensionReport report{.name = std::move(name), .method = "midrank", .bins = 5, .cuts = std::move(cuts)};
  report.straddling = 12;
  report.minimum = low;
  report.maximum = high;
  report.mean = report.median = (low + high) / 2;
  const double step = (high - low) / 20;
  for (int score = 1; score <= 5; ++score) {
    report.scores.push_back({score, 200, low + 4 * step * (score - 1), low + 4 * step * score});
  }
  for (int bar = 0; bar < 20; ++bar) {
    report.histogram.push_back({low + step * bar, low + step * (bar + 1), static_cast<uint64_t>(100 - 4 * bar)});
  }
  return report;
}

rfm::SegmentReport segment(std::string id, TextPair name, std::string color, uint64_t customers, double revenue) {
  return {.id = std::move(id),
          .name = std::move(name),
          .advice = {"Thank them first and ask for a recommendation.", "优先致谢，并邀请推荐。"},
          .color = std::move(color),
          .customers = customers,
          .customer_share = static_cast<double>(customers) / kExampleCustomers,
          .revenue = revenue,
          .revenue_share = revenue / 1'000'000,
          .average_order = 250.5,
          .mean_recency = 12.5,
          .mean_frequency = 7.25,
          .mean_monetary = revenue / static_cast<double>(customers)};
}

rfm::Totals totals(uint64_t customers, double revenue) {
  return {.customers = customers,
          .orders = 4 * customers,
          .revenue = revenue,
          .average_order = revenue / static_cast<double>(4 * customers),
          .revenue_per_customer = revenue / static_cast<double>(customers),
          .mean_recency = 40,
          .mean_frequency = 4,
          .mean_monetary = revenue / static_cast<double>(customers),
          .median_recency = 30,
          .median_frequency = 3,
          .median_monetary = 700,
          .repeat_share = 0.62};
}

rfm::GroupReport group(std::string id, TextPair name, std::string color, uint64_t customers, double revenue,
                       std::optional<double> rule_of_thumb = {}) {
  return {.id = std::move(id),
          .name = std::move(name),
          .advice = {"Serve them well.", "好好服务。"},
          .color = std::move(color),
          .customers = customers,
          .customer_share = static_cast<double>(customers) / static_cast<double>(kExampleCustomers),
          .revenue = revenue,
          .revenue_share = revenue / 1'000'000,
          .average_order = 250,
          .mean_recency = 40,
          .expected_revenue = revenue / 2,
          .rule_of_thumb = rule_of_thumb};
}

std::vector<rfm::GroupingReport> groupings_of_shop() {
  return {
      {.id = "tiers",
       .name = {"Tiers", "客户金字塔"},
       .rule = {"By revenue: the best 5% are VIP.", "按收入排名：前 5% 为 VIP 客户。"},
       .thresholds = {{"vip", 0.05, false}, {"key", 0.15, false}},
       .groups = {group("vip", {"VIP", "VIP 客户"}, "", 50, 450'000, 0.5),
                  group("key", {"Key", "重点客户"}, "", 150, 330'000, 0.3),
                  group("ordinary", {"Ordinary", "普通客户"}, "", 800, 220'000, 0.2)}},
      {.id = "loyalty",
       .name = {"Loyalty", "忠诚度"},
       .rule = {"By purchases: regular from 2.", "按购买次数：2 次起为经常性客户。"},
       .thresholds = {{"regular", 2, false}, {"established", 4, false}, {"loyal", 6, false}, {"active_days", 90, true}},
       .groups = {group("new", {"New", "新客户"}, "", 400, 100'000),
                  group("regular", {"Regular", "经常性客户"}, "", 300, 200'000),
                  group("established", {"Established", "老客户"}, "", 200, 300'000),
                  group("loyal", {"Loyal", "忠诚客户"}, "", 100, 400'000)}},
      {.id = "lifecycle",
       .name = {"Life cycle", "生命周期"},
       .rule = {"Silent for more than 90 days: at risk.", "超过 90 天没买为流失风险。"},
       .thresholds = {{"loyal", 6, false}, {"at_risk_days", 90, true}, {"lost_days", 180, true}},
       .groups = {group("first_purchase", {"First purchase", "首次购买"}, "#3a78c3", 200, 100'000),
                  group("repeat", {"Repeat", "重复购买"}, "#2f9e8f", 300, 300'000),
                  group("loyal", {"Loyal", "忠诚"}, "#2b7a3d", 100, 400'000),
                  group("at_risk", {"At risk", "流失风险"}, "#d98a1f", 250, 150'000),
                  group("lost", {"Lost", "已流失"}, "#8a8f98", 150, 50'000)}},
      {.id = "growth",
       .name = {"Growth", "成长价值"},
       .rule = {"By margin.", "按毛利。"},
       .not_applicable = {"The orders say neither cost nor margin.", "订单中没有成本或毛利。"},
       .thresholds = {{"most_valuable", 0.2, false}, {"growable_purchases", 2, false}, {"growable_days", 90, true}}},
      {.id = "kinds",
       .name = {"Kinds", "客户类型"},
       .rule = {"The first that holds.", "归入首个符合的类型。"},
       .thresholds = {{"value_share", 0.2, false},
                      {"cash_share", 0.2, false},
                      {"growth", 0.2, false},
                      {"period_days", 365, true},
                      {"relationship_days", 700, true},
                      {"horizon_days", 365, false}},
       .groups = {group("value", {"Value", "价值客户"}, "#1b7f79", 200, 500'000),
                  group("cash_flow", {"Cash flow", "现金流客户"}, "#b8860b", 100, 200'000),
                  group("growth", {"Growth", "增长客户"}, "#3a78c3", 150, 100'000),
                  group("relationship", {"Relationship", "关系客户"}, "#7a5ea8", 150, 100'000),
                  group("other", {"Others", "其他客户"}, "#8a8f98", 400, 100'000)}}};
}

rfm::RfmReport rfm_of_shop() {
  rfm::RfmReport report{.source = "orders",
                        .snapshot = "2018-01-01",
                        .first_day = "2016-01-01",
                        .last_day = "2017-12-31",
                        .currency = "¥"};
  report.ledger = {.lines = 20'000,
                   .amount = 1'050'000,
                   .lines_after_snapshot = 10,
                   .amount_after_snapshot = 5'000,
                   .return_lines = 300,
                   .return_amount = -45'000,
                   .void_orders = 12,
                   .customers_without_purchase = 4,
                   .amount_without_purchase = 0};
  report.all = report.selection = totals(kExampleCustomers, 1'000'000);
  report.dimensions = {dimension("recency", {10, 30, 90, 200}, 1, 400), dimension("frequency", {1, 2, 4, 8}, 1, 21),
                       dimension("monetary", {100, 400, 900, 2500}, 5, 20'000)};
  report.lifetime = {
      .horizon_days = 365, .expected_revenue = 500'000, .active = 640, .value = 430'000, .period_days = 365};
  report.map = "grid";
  report.map_name = {"R × F grid", "R × F 网格"};
  report.map_rule = {"Recency and frequency scores choose the segment.", "由 R、F 评分确定分群。"};
  report.map_report.rule = {"Recency and frequency scores decide.", "由 R、F 得分决定。"};
  report.segments = {segment("champions", {"Champions", "重要价值客户"}, "#1b7f79", 200, 700'000),
                     segment("loyal", {"Loyal Customers", "忠诚客户"}, "#3a78c3", 300, 200'000),
                     segment("hibernating", {"Hibernating", "沉睡客户"}, "#8a8f98", 500, 100'000)};
  for (int r = 1; r <= 5; ++r) {
    for (int f = 1; f <= 5; ++f) {
      const char* id = r + f >= 9 ? "champions" : r + f >= 6 ? "loyal" : "hibernating";
      const auto customers = static_cast<uint64_t>(10 * r * f);
      report.grid.push_back({r, f, id, customers, 1000.0 * r * f, 100.0 * f});
      report.cube.push_back({r, f, f, id, customers, customers, 1000.0 * r * f});
      const auto segment = std::find_if(report.segments.begin(), report.segments.end(),
                                        [&](const rfm::SegmentReport& entry) { return entry.id == id; });
      report.map_report.cells.push_back({.key = std::to_string(r) + std::to_string(f),
                                         .segment = static_cast<uint64_t>(segment - report.segments.begin()),
                                         .by_itself = true,
                                         .customers = customers});
    }
  }
  report.groupings = groupings_of_shop();
  for (int i = 0; i <= 200; ++i) {
    const double share = i / 200.0;
    report.concentration.curve.push_back({share, 1 - (1 - share) * (1 - share) * (1 - share)});
  }
  report.concentration.gini = 0.58;
  report.concentration.top_fifth_share = 0.73;
  report.concentration.bottom_fifth_share = 0.04;
  report.notes = {{"12 customers share a value at a cut.", "12 位客户的数值位于分界上。"}};
  return report;
}

funnel::StepReport step(std::string event, double count, double before, double first) {
  funnel::StepReport report{.event = event, .label = {event, event}, .count = count};
  if (before > 0) {
    report.step_rate = funnel::Rate{count / before, count / before * 0.95, std::min(1.0, count / before * 1.05)};
    report.drop_off = before - count;
    report.share_of_loss = (before - count) / (first - 300);
    report.median_ms = 3.6e6;
    report.p90_ms = 9e7;
    report.step_median_ms = 1.2e6;
    report.step_p90_ms = 4e7;
  }
  const double overall = first > 0 ? count / first : 1;
  report.overall_rate = funnel::Rate{overall, overall * 0.95, std::min(1.0, overall * 1.05)};
  return report;
}

funnel::FunnelReport funnel_of_shop() {
  funnel::FunnelReport report{.source = funnel::Source::events, .unit = "customers"};
  report.steps = {step("visit", 9000, 0, 9000), step("view", 6000, 9000, 9000), step("cart", 2100, 6000, 9000),
                  step("pay", 300, 2100, 9000)};
  for (const char* event :
       {"visit", "view", "cart", "checkout", "pay", "search", "share", "return", "review", "login", "logout"}) {
    report.events.push_back({event, 12'345, 900});
  }
  report.sources = {funnel::Source::events, funnel::Source::orders};
  report.result = {"Of 9,000 customers who reached 'visit', 300 reached 'pay': 3.3%.",
                   "9,000 位客户到达“visit”，其中 300 位到达“pay”，转化率 3.3%。"};
  report.definition = {"Customers who did visit, view, cart and pay in this order.",
                       "依次完成访问、浏览、加购、支付的客户。"};
  report.notes = {{"Times are read without a zone.", "时间不含时区。"}};
  return report;
}

}  // namespace

namespace {

/// The way of the shop's 40,900 rows to the 19,700 lines behind its revenue of a million.
LedgerReport ledger_of_shop() {
  LedgerReport ledger{.decimals = 2};
  uint64_t rows = 0;
  Maybe amount;
  const auto total = [&](std::string id, TextPair text, uint64_t count, Maybe money) {
    rows = count;
    amount = money;
    ledger.entries.push_back({.id = std::move(id), .text = std::move(text), .rows = count, .amount = money});
  };
  const auto step = [&](LedgerKind kind, std::string id, TextPair text, uint64_t count, Maybe money, bool applied) {
    if (applied) rows -= count;
    if (applied && money) *amount -= *money;
    ledger.entries.push_back({std::move(id), kind, std::move(text), count, money, applied, 0, {}, count > 0});
  };
  const auto leave = [&] {
    ledger.entries.back().rows_left = rows;
    ledger.entries.back().amount_left = amount;
  };
  total("read", {"Rows read", "读取的行"}, 40'900, {}), leave();
  step(LedgerKind::reject, "reject.bad_date", {"the date cannot be read", "日期无法识别"}, 800, {}, true), leave();
  step(LedgerKind::reject, "reject.blank_customer", {"no customer", "没有客户"}, 100, {}, true), leave();
  total("kept", {"Rows that could be read", "可用的行"}, 40'000, {}), leave();
  step(LedgerKind::rule, "other_tables", {"Rows that are no order lines", "不是订单行的行"}, 20'000, {}, true), leave();
  ledger.entries.back().opens = false;
  total("order_lines", {"Order lines", "订单行"}, 20'000, 1'050'000), leave();
  step(LedgerKind::rule, "test_accounts", {"Lines of test accounts", "测试账户的行"}, 0, 0.0, false), leave();
  step(LedgerKind::rule, "before_first_day", {"Lines before the first day", "起始日期之前的行"}, 0, 0.0, false),
      leave();
  step(LedgerKind::rule, "after_latest_day", {"Lines after the latest day", "截止日期之后的行"}, 0, 0.0, false),
      leave();
  step(LedgerKind::rule, "duplicates", {"Lines equal to one before them", "与前面某行完全相同的行"}, 300, 45'000.0,
       false),
      leave();
  step(LedgerKind::rule, "zero_amounts", {"Lines with an amount of 0", "金额为 0 的行"}, 12, 0.0, false), leave();
  step(LedgerKind::rule, "after_snapshot", {"Lines after the snapshot date", "分析日之后的行"}, 300, 50'000.0, true),
      leave();
  step(LedgerKind::rule, "returns", {"Returns and cancellations", "退货与取消的行"}, 300, -45'000.0, false), leave();
  total("used", {"Lines that count", "计入的行"}, 19'700, 1'000'000), leave();
  ledger.suggestions = {{"test", 3, 12, 340.5, {"test01", "TEST-2", "contest"}}};
  return ledger;
}

}  // namespace

Report shop_report() {
  Report report;
  ingest::FileReport events = orders_file();
  events.name = "events.csv";
  events.shape = ingest::Shape::events;
  report.import = import_of({orders_file(), std::move(events)});
  report.ledger = ledger_of_shop();
  report.rfm = rfm_of_shop();
  report.funnel = funnel_of_shop();
  report.funnel_sources = report.funnel->sources;
  return report;
}

Report customer_table() {
  Report report;
  ingest::FileReport file = orders_file();
  file.name = "seed_rfm_100.csv";
  file.shape = ingest::Shape::customer_table;
  file.rows_rejected = 0;
  file.rows_kept = file.rows_read;
  file.rejects.clear();
  report.import = import_of({std::move(file)});
  report.rfm = rfm_of_shop();
  report.rfm->source = "customer_table";
  report.rfm->snapshot.clear();
  report.rfm->currency.clear();
  report.funnel = funnel_of_shop();
  report.funnel->source = funnel::Source::frequency;
  report.funnel->sources = {funnel::Source::frequency};
  report.funnel_sources = report.funnel->sources;
  report.funnel->events.clear();
  return report;
}

Report pipeline_report() {
  Report report;
  report.import = import_of({orders_file()});
  report.funnel = funnel_of_shop();
  report.funnel->source = funnel::Source::opportunities;
  report.funnel->unit = "opportunities";
  report.funnel->sources = {funnel::Source::opportunities};
  report.funnel_sources = report.funnel->sources;
  for (size_t i = 0; i < report.funnel->steps.size(); ++i) {
    report.funnel->steps[i].zone = static_cast<funnel::Zone>(i);
    report.funnel->steps[i].value = 1e6;
  }
  report.funnel->steps[2].larger_than_before = true;
  report.funnel->steps[2].drop_off = -100;
  return report;
}

Report bare_report() {
  Report report;
  report.import = import_of({orders_file()});
  return report;
}

Report degenerate_report() {
  Report report = shop_report();
  rfm::RfmReport& rfm = *report.rfm;
  rfm.all = rfm.selection = {};
  rfm.all.customers = rfm.selection.customers = 1;
  for (rfm::DimensionReport& values : rfm.dimensions) {
    values.cuts.clear();
    values.histogram.clear();
    values.minimum = values.maximum = values.mean = values.median = 0;
  }
  const std::string endless(300, 'W');
  for (rfm::SegmentReport& each : rfm.segments) {
    each.name = {endless, endless};
    each.advice = {endless + " " + endless, endless};
    each.customers = 0;
    each.customer_share = 0;
    each.revenue = 0;
    each.revenue_share.reset();
    each.average_order.reset();
  }
  for (rfm::GridCell& cell : rfm.grid) cell = {cell.recency, cell.frequency, {}, 0, 0, std::nullopt};
  rfm.concentration = {};
  for (funnel::StepReport& each : report.funnel->steps) {
    each.count = 0;
    each.label = {endless, endless};
    each.step_rate.reset();
    each.overall_rate.reset();
    each.share_of_loss.reset();
  }
  report.import.files.front().name = endless + ".csv";
  report.import.files.front().columns.front().name = endless;
  return report;
}

rfm::CustomerPage example_page(const rfm::CustomerQuery& query) {
  rfm::CustomerPage page{.total = kExampleCustomers, .offset = query.offset, .rows = {}};
  const uint64_t last = std::min(query.offset + query.limit, kExampleCustomers);
  for (uint64_t i = query.offset; i < last; ++i) {
    page.rows.push_back({.id = "C" + std::to_string(i),
                         .name = "王芳",
                         .recency = static_cast<double>(i % 300),
                         .frequency = static_cast<double>(i % 20),
                         .monetary = 20'000.0 - static_cast<double>(i),
                         .scores = {5, 4, 3},
                         .weighted = 3.83,
                         .segment = "champions",
                         .tier = "vip",
                         .loyalty = "loyal",
                         .lifecycle = "repeat"});
  }
  return page;
}

rfm::ProspectPage example_prospects(uint64_t offset, uint64_t limit) {
  rfm::ProspectPage page{.total = 250, .offset = offset, .rows = {}};
  for (uint64_t i = offset; i < std::min(offset + limit, page.total); ++i) {
    page.rows.push_back({.id = "P" + std::to_string(i), .name = "李雷", .attributes = {}});
  }
  return page;
}

rfm::SegmentExplanation example_segment(const std::string& id) {
  rfm::SegmentExplanation explanation;
  explanation.id = id;
  explanation.name = {"Segment " + id, "分群 " + id};
  explanation.advice = {"Keep in touch, and tell them first about what is new in the shop.",
                        "保持联系，店里有新品时先告诉他们，也请他们说说还缺什么。"};
  explanation.totals = {.customers = 120, .orders = 480, .revenue = 24'000, .average_order = 50};
  explanation.customer_share = 0.12;
  explanation.revenue_share = 0.24;
  explanation.who = {"120 customers, 12% of all, who bring 24% of the revenue.", "120 位客户，占全部的 12%。"};
  const std::array<const char*, 3> names{"recency", "frequency", "monetary"};
  for (size_t d = 0; d < names.size(); ++d) {
    explanation.dimensions[d] = {names[d], 2, 4, 9, 5, 0.8, {"Median 4, of the others 5.", "中位数 4。"}};
  }
  explanation.attributes = {
      {"city", {"City", "城市"}, "Rome", 60, 0.5, 0.2, 5.1, {"City 'Rome': 50%, of the others 20%.", "城市“Rome”"}}};
  explanation.ascents = {{"champions", {"Champions", "冠军客户"}, 120, 30, 360}};
  explanation.ascending = 12;
  explanation.gain = 360;
  explanation.worth = {"If one in ten rose, 360 more.", "若每十位中有一位升级，增加 360。"};
  return explanation;
}

rfm::CustomerExplanation example_explanation(const std::string& id) {
  rfm::CustomerExplanation explanation;
  explanation.customer = example_page({.limit = 1}).rows.front();
  explanation.customer.id = id;
  const char* const names[] = {"recency", "frequency", "monetary"};
  for (size_t i = 0; i < 3; ++i) {
    explanation.dimensions[i] = {.name = names[i],
                                 .value = 12,
                                 .score = 4,
                                 .worse = 700,
                                 .equal = 10,
                                 .better = 290,
                                 .cut_below = 10.0,
                                 .cut_above = 30.0,
                                 .sentence = {"ceil(5 x 705 / 1000) = 4", "ceil(5 × 705 / 1000) = 4"},
                                 .next_score_at = 30.0};
  }
  explanation.weighted_sentence = {"0.08 x 5 + 0.27 x 4 + 0.65 x 3 = 3.43", "0.08 × 5 + 0.27 × 4 + 0.65 × 3 = 3.43"};
  explanation.segment_name = {"Champions", "重要价值客户"};
  explanation.segment_rule = {"R 5 and F 4: Champions", "R 5、F 4：重要价值客户"};
  explanation.advice = {"Thank them.", "致谢。"};
  for (int month = 1; month <= 12; ++month) {
    const std::string number = month < 10 ? "0" + std::to_string(month) : std::to_string(month);
    explanation.purchases.push_back({"2017-" + number + "-15", 100.0 * month, 2});
  }
  explanation.rhythm = rfm::CustomerRhythm{.purchase_days = 12,
                                           .usual_gap = 30.5,
                                           .silence = 12,
                                           .ratio = 12 / 30.5,
                                           .overdue = false,
                                           .sentence = {"0.39 times the usual gap", "为常规间隔的 0.39 倍"}};
  explanation.former = rfm::FormerStanding{.day = "2016-06-30",
                                           .standing = rfm::CustomerStanding{{2, 1, 3}, 2.38, "loyal"},
                                           .values = {80, 1, 320},
                                           .segment_name = {"Loyal customers", "忠诚客户"}};
  return explanation;
}

rfm::ScatterReport example_scatter() {
  rfm::ScatterReport scatter{.x = {"frequency", rfm::AxisScale::logarithmic, {}},
                             .y = {"monetary", rfm::AxisScale::logarithmic, {}}};
  for (int x = 0; x <= 20; ++x) scatter.x.edges.push_back(x + 0.5);
  for (int y = 0; y <= 32; ++y) scatter.y.edges.push_back(-20 + 20 * y * y);
  for (int i = 0; i < 20; ++i) scatter.cells.push_back({i, i / 2, 50, i < 4 ? 25u : 0u});
  scatter.customers = kExampleCustomers;
  scatter.selected = 100;
  return scatter;
}

LedgerPage example_ledger_rows(const std::string& entry, uint64_t offset, uint64_t limit) {
  LedgerPage page{.total = entry.starts_with("reject.") ? kExampleRejects : 300, .offset = offset, .rows = {}};
  for (uint64_t i = offset; i < std::min(offset + limit, page.total); ++i) {
    LedgerRow row{.file = static_cast<int>(i % 2), .line = i + 2};
    if (entry.starts_with("reject.")) {
      row.column = "下单时间";
      row.raw = "C001,SO-1,31/31/2017,12";
    } else {
      row.customer = "C" + std::to_string(i);
      row.order = "SO-" + std::to_string(i);
      row.time = "2017-04-05 08:26:00";
      row.amount = -150.0;
      if (entry == "duplicates") row.copy_line = i + 1, row.copy_file = 0;
    }
    page.rows.push_back(std::move(row));
  }
  return page;
}

}  // namespace sluice::app
