#include "gallery/pages.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "app/charts/score.h"
#include "app/format.h"
#include "app/i18n.h"
#include "app/theme.h"
#include "app/widgets/button.h"
#include "app/widgets/card.h"
#include "app/widgets/chip.h"
#include "app/widgets/controls.h"
#include "app/widgets/fields.h"
#include "app/widgets/layout.h"
#include "app/widgets/menu.h"
#include "app/widgets/navigation.h"
#include "app/widgets/overlay.h"
#include "app/widgets/progress.h"
#include "app/widgets/table.h"
#include "app/widgets/text.h"
#include "unit/app/chart_samples.h"
#include "unit/app/pyramid_sample.h"

namespace sluice::gallery {
namespace {

using namespace app;  // the pages read like screens
using samples::Flavor;

const char* t(const char* en, const char* zh) { return language() == Language::chinese ? zh : en; }

void draw_metric_switch() {
  const std::array<ui::Option, 3> options = {ui::Option{.key = "customers", .label = t("Customers", "客户")},
                                             ui::Option{.key = "revenue", .label = t("Revenue", "收入")},
                                             ui::Option{.key = "mean", .label = t("Mean", "均值")}};
  ui::segmented("metric", options, 0);
}

void draw_figures() {
  ui::Grid grid({.key = "figures", .min_column = narrow_screen() ? 150.0f : 220.0f, .most = 4});
  grid.next();
  ui::key_figure({.key = "kpi.customers",
                  .label = t("Customers", "客户数"),
                  .value = format_count(11609),
                  .sub = t("2 filtered out", "已筛除 2 人"),
                  .tip = t("Customers with at least one purchase", "至少有一次购买的客户")});
  grid.next();
  ui::key_figure({.key = "kpi.revenue",
                  .label = t("Revenue", "收入"),
                  .value = format_money_compact(9820373.2, "¥"),
                  .exact = "¥9,820,373.20",
                  .sub = t("+12.3% on last year", "同比 +12.3%"),
                  .sub_tone = ui::Tone::positive});
  grid.next();
  ui::key_figure({.key = "kpi.order",
                  .label = t("Average order", "客单价"),
                  .value = format_money(327.5, "¥"),
                  .sub = t("29,986 orders", "29,986 笔订单")});
  grid.next();
  ui::key_figure({.key = "kpi.repeat",
                  .label = t("Repeat customers", "复购客户占比"),
                  .value = format_percent(0.634),
                  .sub = t("−2.1% on last year", "同比 −2.1%"),
                  .sub_tone = ui::Tone::negative});
}

void draw_overview() {
  ui::begin_page("overview");
  ui::heading(t("Overview", "总览"));
  ui::gap(sizes().s8);
  ui::muted(t("1 Jan 2015 – 31 Dec 2017, analysed on 1 Jan 2018", "2015年1月1日 – 2017年12月31日，分析日 2018年1月1日"),
            TextStyle::body);
  ui::gap(sizes().s16);
  draw_figures();
  ui::gap(sizes().s16);
  {
    ui::Grid grid({.key = "charts", .min_column = 420, .most = 2});
    grid.next();
    {
      ui::Card card({.key = "treemap",
                     .title = t("Segments", "客户细分"),
                     .tip = t("Areas are customers", "面积为客户数"),
                     .actions = draw_metric_switch});
      chart::Treemap data = samples::treemap(Flavor::shop);
      data.height = ui::fill_height(data.height);
      chart::treemap(data);
    }
    grid.next();
    {
      ui::Card card({.key = "heatmap",
                     .title = t("Recency and frequency", "近度与频次"),
                     .subtitle = t("How many customers have each pair of scores", "各得分组合的客户数")});
      chart::heatmap(samples::heatmap(Flavor::shop));
    }
    grid.next();
    {
      ui::Card card({.key = "lorenz", .title = t("Revenue concentration", "收入集中度"), .tip = "Gini 0.71"});
      chart::lorenz(samples::lorenz(Flavor::shop));
    }
    grid.next();
    {
      ui::Card card({.key = "bars", .title = t("Revenue by segment", "各细分收入")});
      chart::bar_list(samples::bar_list(Flavor::shop));
    }
    grid.next();
    {
      ui::Card card({.key = "tiers", .title = t("Tiers", "客户分层")});
      chart::pyramid(samples::pyramid(Flavor::shop));
      chart::share_bars(samples::tiers(Flavor::shop));
    }
    grid.next();
    {
      ui::Card card({.key = "histogram", .title = t("Recency", "最近一次消费")});
      chart::histogram(samples::histogram(Flavor::shop));
    }
  }
  ui::end_page();
}

void draw_retention() {
  ui::begin_page("retention");
  ui::heading(t("Retention", "留存与复购"));
  ui::gap(sizes().s16);
  {
    ui::Card card({.key = "cohorts", .title = t("Cohorts by first purchase", "按首购时间的同期群")});
    chart::CohortMap data = samples::cohort_map(Flavor::shop);
    data.rows[5].selected = true;
    chart::cohort_map(data);
  }
  ui::gap(sizes().s16);
  {
    ui::Card card({.key = "lines", .title = t("Retention", "留存率")});
    chart::line_chart(samples::line_chart(Flavor::shop));
  }
  ui::gap(sizes().s16);
  {
    ui::Card card({.key = "rates", .title = t("Conversion by time limit", "不同时限下的转化率")});
    chart::line_chart(samples::rate_curve(Flavor::shop));
  }
  ui::end_page();
}

void draw_clusters() {
  ui::begin_page("clusters");
  {
    ui::Grid grid({.key = "clusters", .min_column = 420, .most = 2});
    grid.next();
    {
      ui::Card card({.key = "density", .title = t("Where the customers lie", "客户分布图")});
      chart::group_density(samples::group_density(Flavor::shop));
    }
    grid.next();
    {
      ui::Card card({.key = "choices", .title = t("How clearly they are apart", "聚类区分度")});
      chart::choice_curve(samples::choice_curve(Flavor::shop));
    }
  }
  ui::end_page();
}

void draw_scores() {
  static chart::ScatterState state, small;
  ui::begin_page("scores");
  {
    ui::Card card({.key = "scatter", .title = t("All customers", "全部客户分布"), .tip = "?"});
    chart::Scatter data = samples::scatter(Flavor::shop);
    data.outline = {.corners = {{2.5, 100}, {9, 160}, {7.5, 2'500}, {3, 900}},
                    .x_logarithmic = data.x.logarithmic,
                    .y_logarithmic = data.y.logarithmic};
    chart::scatter(data, state);
  }
  ui::gap(sizes().s16);
  {
    ui::Grid grid({.key = "scores", .min_column = 420, .most = 2});
    grid.next();
    {
      ui::Card card({.key = "cube", .title = t("Three scores", "三项评分")});
      chart::cube(samples::cube(Flavor::shop));
    }
    grid.next();
    {
      ui::Card card({.key = "part", .title = t("All customers", "全部客户分布")});
      chart::Scatter data = samples::scatter(Flavor::shop);
      data.key = "demo.part";
      data.parts = data.dots = true;
      for (chart::ScatterCell& cell : data.cells) cell.selected = cell.x < 4 && cell.y > 34 ? cell.customers : 0;
      chart::scatter(data, small);
    }
    grid.next();
    {
      ui::Card card({.key = "ten", .title = t("Ten scores", "十档评分")});
      chart::cube(samples::cube(Flavor::shop, 10));
    }
  }
  ui::end_page();
}

void draw_funnels() {
  ui::begin_page("funnel");
  ui::heading(t("Funnel", "漏斗"));
  ui::gap(sizes().s16);
  {
    ui::Card card({.key = "events", .title = t("Shop funnel", "购物漏斗"), .tip = "?"});
    chart::funnel_bars(samples::event_funnel(Flavor::shop));
    ui::gap(sizes().s16);
    ui::paragraph_muted(
        t("Customers who did the steps in this order within 7 days of the first one; each customer counts once.",
          "在首个步骤后 7 天内按顺序完成各步骤的客户；每位客户只计一次。"),
        TextStyle::caption);
  }
  ui::gap(sizes().s16);
  {
    chart::Funnel data = samples::sales_funnel(Flavor::shop);
    data.steps[2].selected = true;
    ui::Card card({.key = "sales", .title = t("Sales funnel", "销售漏斗")});
    chart::funnel_bars(data);
  }
  ui::gap(sizes().s16);
  {
    ui::Card card({.key = "centred", .title = t("Trapezoids, square root", "梯形，平方根刻度")});
    chart::funnel_bars(samples::centred_funnel(Flavor::shop));
  }
  ui::gap(sizes().s16);
  {
    chart::Funnel data = samples::sales_funnel(Flavor::shop);
    data.key = "demo.zones";
    data.form = chart::FunnelForm::trapezoids;
    data.steps[2].loss_selected = true;
    ui::Card card({.key = "zones", .title = t("Sales funnel as trapezoids", "梯形销售漏斗")});
    chart::funnel_bars(data);
  }
  ui::gap(sizes().s16);
  {
    ui::Card card({.key = "sankey", .title = t("Where customers went", "客户流向")});
    chart::sankey(samples::sankey(Flavor::shop));
  }
  ui::gap(sizes().s16);
  {
    ui::Card card({.key = "levels", .title = t("Where they went", "流失之后的去向")});
    chart::level_flows(samples::level_flows(Flavor::shop));
  }
  ui::end_page();
}

void draw_buttons() {
  ui::Card card({.key = "buttons", .title = t("Buttons", "按钮")});
  ui::button({.key = "b1", .label = t("Export", "导出"), .kind = ui::ButtonKind::primary, .icon = ui::Icon::download});
  ui::same_line();
  ui::button({.key = "b2", .label = t("Copy link", "复制链接"), .icon = ui::Icon::link});
  ui::same_line();
  ui::button({.key = "b3", .label = t("Cancel", "取消"), .kind = ui::ButtonKind::quiet});
  ui::button({.key = "b4", .label = t("Delete", "删除"), .kind = ui::ButtonKind::danger, .icon = ui::Icon::trash});
  ui::same_line();
  ui::button({.key = "b5", .label = t("Disabled", "不可用"), .kind = ui::ButtonKind::primary, .disabled = true});
  ui::same_line();
  ui::button({.key = "b6", .label = t("Small", "小"), .small = true});
  const std::array<ui::Icon, 6> icons = {ui::Icon::undo,     ui::Icon::redo,     ui::Icon::moon,
                                         ui::Icon::language, ui::Icon::settings, ui::Icon::more};
  for (size_t i = 0; i < icons.size(); ++i) {
    const std::string key = "i" + std::to_string(i);
    if (i > 0) ui::same_line(sizes().s4);
    ui::icon_button({.key = key, .label = key, .icon = icons[i], .selected = i == 2});
  }
  const std::array<ui::MenuItem, 1> items = {ui::MenuItem{.key = "m", .label = "CSV"}};
  ui::menu({.key = "menu", .label = t("orders.csv", "订单.csv"), .icon = ui::Icon::file}, items);
  ui::same_line();
  ui::link("link", t("Show the 12 rejected rows", "查看 12 行被拒数据"));
  draw_metric_switch();
  ui::gap(sizes().s12);
  ui::chip({.key = "c1", .label = t("Champions", "冠军客户"), .color = "#2a9d8f"});
  ui::same_line();
  ui::chip({.key = "c2", .label = "R5 F4"});
  ui::same_line();
  ui::chip({.key = "c3", .label = t("All", "全部"), .removable = false});
  ui::badge(t("Neutral", "中性"));
  ui::same_line();
  ui::badge(t("Kept", "保留"), ui::Tone::positive);
  ui::same_line();
  ui::badge(t("Assumed", "推测"), ui::Tone::warning);
  ui::same_line();
  ui::badge(t("Rejected", "拒绝"), ui::Tone::negative);
  ui::same_line();
  ui::segment_badge(t("At risk", "流失风险"), "#e05780");
}

void draw_fields() {
  static std::string name = "Ada", empty, search = "wang", bad = "2017-02-31";
  ui::Card card({.key = "fields", .title = t("Fields", "输入")});
  ui::text_field({.key = "f1", .label = t("Name", "名称"), .width = -1}, name);
  ui::search_field({.key = "f2", .spoken = t("Search", "搜索"), .hint = t("Search customers", "搜索客户"), .width = -1},
                   empty);
  ui::search_field({.key = "f3", .spoken = t("Search", "搜索"), .width = -1}, search);
  ui::number_field(
      {.field = {.key = "f4", .label = t("Window", "窗口"), .suffix = t("days", "天"), .width = 140}, .value = 30});
  ui::date_field({.field = {.key = "f5",
                            .label = t("Analysis day", "分析日"),
                            .error = t("Write the date as YYYY-MM-DD", "请按 YYYY-MM-DD 填写")},
                  .value = bad});
  const std::array<ui::SelectOption, 2> options = {
      ui::SelectOption{.label = t("Champions", "冠军客户"), .color = "#2a9d8f"}, ui::SelectOption{.label = "B"}};
  ui::select({.key = "s1", .label = t("Segment", "细分"), .width = -1}, options, 0);
  ui::slider({.key = "sl", .label = t("Weight of monetary", "金额权重"), .value_text = "65.0%", .value = 0.65});
  ui::checkbox({.key = "k1",
                .label = t("Include returns", "包含退货"),
                .detail = t("Negative lines reduce revenue", "负数行冲减收入"),
                .on = true});
  ui::checkbox({.key = "k2", .label = t("Byte order mark", "添加 BOM")});
  ui::toggle({.key = "k3", .label = t("Dark theme", "深色主题"), .on = true});
  ui::toggle({.key = "k4", .label = t("Fewer animations", "减少动画")});
}

void draw_states() {
  ui::Card card({.key = "states", .title = t("States", "状态")});
  ui::banner({.key = "n1",
              .tone = ui::Tone::warning,
              .text = t("31 rows were not used", "31 行未被使用"),
              .detail = t("Most of them have no customer", "大多缺少客户标识"),
              .action = t("Show", "查看"),
              .closable = true});
  ui::banner({.key = "n2",
              .tone = ui::Tone::negative,
              .text = t("The file is not a table: it begins like a PNG picture. Choose a CSV, XLSX or JSON file.",
                        "文件不是表格：其内容像是 PNG 图片。请选择 CSV、XLSX 或 JSON 文件。")});
  ui::banner({.key = "n3", .text = t("Your file stays on this device", "文件不会离开此设备"), .closable = true});
  ui::progress({.key = "p1",
                .label = t("Reading orders.csv", "正在读取 订单.csv"),
                .detail = "12.4 / 48.2 MB",
                .share = 0.257,
                .cancel = t("Cancel", "取消")});
  ui::progress({.key = "p2", .label = t("Scoring", "正在评分")});
  ui::skeleton(3);
  chart::score_dots({.key = "sd", .label = t("Recency", "近度"), .score = 4});
  chart::distribution_strip(samples::distribution_strip(Flavor::shop));
  ui::detail_row(t("Last purchase", "最近一次消费"), "5 Apr 2017");
  ui::detail_row(t("Orders", "订单数"), "12");
  chart::timeline(samples::timeline(Flavor::shop));
}

void draw_navigation() {
  ui::Card card({.key = "nav", .title = t("Navigation", "导航")});
  const std::array<std::pair<ui::Icon, const char*>, 5> places = {
      std::pair{ui::Icon::data, t("Data", "数据")}, std::pair{ui::Icon::overview, t("Overview", "总览")},
      std::pair{ui::Icon::segments, t("Segments", "细分")}, std::pair{ui::Icon::customers, t("Customers", "客户")},
      std::pair{ui::Icon::funnel, t("Funnel", "漏斗")}};
  for (size_t i = 0; i < places.size(); ++i) {
    ui::nav_item({.key = places[i].second, .label = places[i].second, .icon = places[i].first, .selected = i == 1});
  }
  const std::array<ui::Option, 3> options = {ui::Option{.key = "t1", .label = t("Steps", "步骤")},
                                             ui::Option{.key = "t2", .label = t("Comparison", "对比")},
                                             ui::Option{.key = "t3", .label = t("Over time", "趋势")}};
  ui::tabs("tabs", options, 0);
  ImGui::PushID("bottom");
  const float width = ui::available_width() / 5;
  for (size_t i = 0; i < places.size(); ++i) {
    if (i > 0) ui::same_line(0);
    ui::nav_item({.key = places[i].second,
                  .label = places[i].second,
                  .icon = places[i].first,
                  .selected = i == 1,
                  .layout = ui::NavLayout::bottom,
                  .width = width});
  }
  ImGui::PopID();
  ui::empty_state({.key = "empty",
                   .icon = ui::Icon::funnel,
                   .title = t("No funnel yet", "还没有漏斗"),
                   .text = t("This file has no events. Choose a file with customer, event and time.",
                             "该文件没有事件数据，请选择包含客户、事件和时间的文件。"),
                   .action = t("Open a file", "打开文件")});
}

void draw_icons() {
  ui::Card card({.key = "icons", .title = t("Icons", "图标")});
  int column = 0;
  const float pitch = sizes().s32 + sizes().s8;
  const int columns = std::max(1, static_cast<int>(ui::available_width() / pitch));
  for (int i = 1; i <= static_cast<int>(ui::Icon::eye); ++i) {
    if (column % columns != 0) ui::same_line(sizes().s16);
    ui::icon(static_cast<ui::Icon>(i), colors().text, sizes().s24);
    ++column;
  }
}

void draw_widgets() {
  ui::begin_page("widgets");
  {
    ui::Grid grid({.key = "widgets", .min_column = 340, .most = 3});
    for (const auto draw : {draw_buttons, draw_fields, draw_states, draw_navigation, draw_icons}) {
      grid.next();
      draw();
    }
  }
  ui::end_page();
}

void draw_table() {
  static ui::TableState state{.scroll = 40.0 * 123456};
  const std::array<ui::Column, 8> columns = {
      ui::Column{.key = "id", .label = t("Customer", "客户"), .min_width = 140, .weight = 2},
      ui::Column{.key = "segment", .label = t("Segment", "细分"), .min_width = 150, .weight = 2, .priority = 1},
      ui::Column{.key = "r",
                 .label = t("Recency", "最近一次"),
                 .align = ui::Align::right,
                 .min_width = 90,
                 .priority = 4,
                 .sortable = true},
      ui::Column{.key = "f",
                 .label = t("Orders", "订单数"),
                 .align = ui::Align::right,
                 .min_width = 80,
                 .priority = 5,
                 .sortable = true},
      ui::Column{
          .key = "m", .label = t("Revenue", "消费金额"), .align = ui::Align::right, .min_width = 110, .sortable = true},
      ui::Column{.key = "scores", .label = "R", .min_width = 80, .weight = 0, .priority = 6},
      ui::Column{
          .key = "share", .label = t("Share", "占比"), .align = ui::Align::right, .min_width = 120, .priority = 7},
      ui::Column{.key = "score",
                 .label = t("Score", "总分"),
                 .align = ui::Align::right,
                 .min_width = 80,
                 .priority = 3,
                 .sortable = true}};
  static ui::Row row;
  const auto cells = [&](uint64_t index) -> const ui::Row* {
    if (index % 17 > 13) return nullptr;
    const double share = static_cast<double>((index * 37) % 100) / 100;
    row = {{.text = "C-" + std::to_string(100000 + index), .strong = true},
           {.text = t("Potential loyalists", "潜力忠诚客户"), .color = index % 2 ? "#7b6fd0" : "#2a9d8f"},
           {.text = format_days(index % 400)},
           {.text = format_count(index % 31)},
           {.text = format_money(static_cast<double>(index) * 7.31, "¥")},
           {.text = "4", .score = static_cast<int>(index % 5) + 1, .scores = 5},
           {.text = format_percent(share), .bar = share},
           {.text = format_number(1 + 4 * share, 2), .muted = true}};
    return &row;
  };
  ui::begin_page("table");
  ui::heading(t("Customers", "客户"));
  ui::gap(sizes().s16);
  {
    ui::Card card({.key = "table", .flush = true});
    ui::table({.key = "customers",
               .caption = "Customers",
               .columns = columns,
               .rows = 1000000,
               .row = cells,
               .sort = ui::Sort{4, true},
               .selected = 123459,
               .height = 620},
              state);
  }
  ui::end_page();
}

void draw_modal() {
  static bool opened = false;
  if (!opened) ui::open_modal("export");
  opened = true;
  draw_overview();
  if (ui::begin_modal({.key = "export", .title = t("Export customers", "导出客户")})) {
    ui::paragraph(
        t("A CSV file with every column of the table, in the order shown. Cells that a spreadsheet would run as "
          "formulas are made harmless.",
          "CSV 文件包含表格的所有列，顺序与显示一致。会被电子表格当作公式执行的单元格已做无害化处理。"));
    ui::checkbox({.key = "k2", .label = t("Byte order mark for Excel", "添加 BOM 以便 Excel 识别"), .on = true});
    ui::gap(sizes().s24);
    const ui::Button ok = {.key = "ok", .label = t("Download", "下载"), .kind = ui::ButtonKind::primary};
    const ui::Button no = {.key = "no", .label = t("Cancel", "取消")};
    ui::align_right(ui::button_width(ok) + ui::button_width(no) + sizes().s8);
    ui::button(no);
    ui::same_line();
    ui::button(ok);
    ui::end_modal();
  }
  static bool toasted = false;
  if (!toasted)
    ui::show_toast(
        {.tone = ui::Tone::positive,
         .text = t("Link copied. It holds your settings, never your data.", "链接已复制，仅包含设置，不含数据。"),
         .action = t("Undo", "撤销"),
         .on_action = {}});
  toasted = true;
  ui::draw_toasts(0);
}

void draw_hostile(Flavor flavor) {
  ui::begin_page("hostile");
  std::optional<ui::Grid> grid(std::in_place, ui::GridSpec{.key = "hostile", .min_column = 420, .most = 3});
  const auto card = [&](const char* key, auto draw) {
    grid->next();
    ui::Card surface({.key = key, .title = key});
    draw();
  };
  card("treemap", [&] { chart::treemap(samples::treemap(flavor)); });
  card("heatmap", [&] { chart::heatmap(samples::heatmap(flavor)); });
  card("cohorts", [&] { chart::cohort_map(samples::cohort_map(flavor)); });
  card("lines", [&] { chart::line_chart(samples::line_chart(flavor)); });
  card("lorenz", [&] { chart::lorenz(samples::lorenz(flavor)); });
  card("bars", [&] { chart::bar_list(samples::bar_list(flavor)); });
  card("funnel", [&] { chart::funnel_bars(samples::event_funnel(flavor)); });
  card("centred", [&] { chart::funnel_bars(samples::centred_funnel(flavor)); });
  card("sales", [&] { chart::funnel_bars(samples::sales_funnel(flavor)); });
  card("histogram", [&] { chart::histogram(samples::histogram(flavor)); });
  card("strip", [&] { chart::distribution_strip(samples::distribution_strip(flavor)); });
  card("tiers", [&] { chart::share_bars(samples::tiers(flavor)); });
  card("pyramid", [&] { chart::pyramid(samples::pyramid(flavor)); });
  card("sankey", [&] { chart::sankey(samples::sankey(flavor)); });
  card("levels", [&] { chart::level_flows(samples::level_flows(flavor)); });
  card("timeline", [&] { chart::timeline(samples::timeline(flavor)); });
  card("journey", [&] { chart::journey_line(samples::journey_line(flavor)); });
  card("choices", [&] { chart::choice_curve(samples::choice_curve(flavor)); });
  card("density", [&] { chart::group_density(samples::group_density(flavor)); });
  card("cube", [&] { chart::cube(samples::cube(flavor)); });
  card("scatter", [&] {
    chart::ScatterState state;
    chart::scatter(samples::scatter(flavor), state);
  });
  grid.reset();
  ui::end_page();
}

void draw_popups() {
  static std::string day = "2017-04-05";
  std::vector<ui::SelectOption> events;
  const char* const names[] = {"visit", "view",   "search", "add_to_cart", "remove_from_cart", "checkout",
                               "pay",   "refund", "share",  "wish",        "review",           "subscribe"};
  for (const char* name : names) events.push_back({.label = name, .detail = format_count(1234 * (events.size() + 1))});
  ui::begin_page("popups");
  ui::heading(t("Popups", "弹出层"));
  ui::gap(sizes().s16);
  {
    ui::Card card({.key = "popups", .title = t("Things that open", "可展开的控件")});
    ui::select({.key = "events", .label = t("Step 1", "步骤 1"), .width = 260}, events, 3);
    ui::date_field({.field = {.key = "day", .label = t("Analysis day", "分析日")},
                    .value = day,
                    .first = "2017-01-01",
                    .last = "2017-04-20"});
    const std::array<ui::MenuItem, 3> items = {
        ui::MenuItem{.key = "csv", .label = t("Customers as CSV", "客户 CSV"), .icon = ui::Icon::table},
        ui::MenuItem{.key = "json", .label = t("Report as JSON", "报告 JSON"), .icon = ui::Icon::file},
        ui::MenuItem{.key = "link",
                     .label = t("Copy link", "复制链接"),
                     .detail = "Ctrl L",
                     .icon = ui::Icon::link,
                     .separator_before = true}};
    ui::menu(
        {.key = "export", .label = t("Export", "导出"), .kind = ui::ButtonKind::primary, .icon = ui::Icon::download},
        items);
    static std::string text = "Ada";
    ui::text_field({.key = "name", .label = t("Name", "名称")}, text);
  }
  ui::gap(sizes().s16);
  {
    ui::Card card({.key = "keyboard", .title = t("Keyboard", "键盘")});
    chart::bar_list(samples::bar_list(Flavor::shop));
  }
  ui::end_page();
}

constexpr std::array kPages = {
    Page{.name = "overview", .height = 1900, .mouse = {200, 420}, .draw = draw_overview},
    Page{.name = "retention", .height = 1450, .mouse = {500, 330}, .draw = draw_retention},
    Page{.name = "clusters", .height = 640, .draw = draw_clusters},
    Page{.name = "scores", .height = 1900, .mouse = {300, 400}, .draw = draw_scores},
    Page{.name = "funnel", .height = 1700, .draw = draw_funnels},
    Page{.name = "widgets", .height = 1750, .draw = draw_widgets},
    Page{.name = "table", .draw = draw_table},
    Page{.name = "modal", .draw = draw_modal},
    Page{.name = "select", .click = "events", .draw = draw_popups},
    Page{.name = "calendar", .click = "trailing", .draw = draw_popups},
    Page{.name = "menu", .click = "export", .draw = draw_popups},
    Page{.name = "typing", .click = "name", .draw = draw_popups},
    Page{.name = "focus-bar", .tabs = 8, .draw = draw_popups},
    Page{.name = "focus-button", .tabs = 4, .draw = draw_popups},
    Page{.name = "focus-tile", .height = 1900, .tabs = 7, .draw = draw_overview},
    Page{.name = "huge", .height = 1900, .draw = [] { draw_hostile(Flavor::huge_labels); }},
    Page{.name = "zeros", .height = 1900, .draw = [] { draw_hostile(Flavor::zeros); }},
    Page{.name = "single", .height = 1900, .draw = [] { draw_hostile(Flavor::single); }},
};

}  // namespace

std::span<const Page> pages() { return kPages; }

}  // namespace sluice::gallery
