#include "app/screens/grouping_card.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <vector>

#include "app/charts/pyramid.h"
#include "app/charts/share_bars.h"
#include "app/screens/advice_field.h"
#include "app/screens/charts_of.h"
#include "app/screens/words.h"
#include "app/widgets/button.h"
#include "app/widgets/card.h"
#include "app/widgets/cells.h"
#include "app/widgets/fields.h"
#include "app/widgets/item_table.h"
#include "app/widgets/layout.h"
#include "app/widgets/navigation.h"
#include "app/widgets/table.h"
#include "app/widgets/text.h"

namespace sluice::app {
namespace {

// Which grouping -----------------------------------------------------------------------------------------------------

/// A pill where it fits, else a list.
void draw_picker(ScreenContext& context, const rfm::RfmReport& report) {
  size_t& chosen = context.view.overview.grouping;
  std::vector<std::string> keys;
  for (const rfm::GroupingReport& grouping : report.groupings) keys.push_back("overview.grouping." + grouping.id);
  std::vector<ui::Option> options;
  std::vector<ui::SelectOption> entries;
  for (size_t i = 0; i < report.groupings.size(); ++i) {
    options.push_back({.key = keys[i], .label = pick(report.groupings[i].name)});
    entries.push_back({.label = pick(report.groupings[i].name)});
  }
  const bool fits = ui::segmented_width(options) <= ui::available_width();
  const auto picked =
      fits ? ui::segmented("overview.grouping", options, chosen)
           : ui::select({.key = "overview.grouping", .spoken = tr("groups.title"), .width = -1}, entries, chosen);
  if (!picked) return;
  chosen = *picked;
  context.view.overview.advice_of.clear();
}

void click_group(ScreenContext& context, rfm::Grouping grouping, const std::string& id) {
  context.store.edit(
      [&](Spec& spec) { click_filter(spec.filter, grouping_facet(grouping), id, adding_to_selection()); });
}

// Groups -------------------------------------------------------------------------------------------------------------

/// "VIP · High value": with the other name of the group, where it has one.
std::string full_name(const rfm::GroupReport& group) {
  return group.also.empty() ? pick(group.name) : tr_format("groups.both_names", {pick(group.name), pick(group.also)});
}

/// Tiers only: the other groupings are no ladder on which fewer stand on every rung.
void draw_pyramid(ScreenContext& context, const rfm::RfmReport& report) {
  const rfm::GroupingReport& tiers = report.groupings[rfm::kTiers];
  chart::Pyramid data{.key = "overview.pyramid",
                      .caption = pick(tiers.name),
                      .headers = {tr("figure.customers"), tr("figure.customer_share"), tr("figure.revenue"),
                                  tr("figure.revenue_share"), tr("overview.rule_of_thumb")},
                      .note = tr("tip.pyramid")};
  for (const rfm::GroupReport& group : tiers.groups) {
    const double customers = static_cast<double>(group.customers);
    const std::string share = format_percent(group.customer_share), revenue_share = format_percent(group.revenue_share);
    const std::string rule = format_percent(group.rule_of_thumb);
    data.levels.push_back({.id = group.id,
                           .label = full_name(group),
                           .value = customers,
                           .lines = {tr_plural("pyramid.customers", customers, {share}),
                                     group.rule_of_thumb ? tr_format("pyramid.revenue_and_rule", {revenue_share, rule})
                                                         : tr_format("pyramid.revenue", {revenue_share})},
                           .figures = {format_count(customers), share,
                                       format_money_exact(group.revenue, report.currency), revenue_share, rule},
                           .color = group.color,
                           .selected = in_filter(context.store.spec().filter, grouping_facet(rfm::kTiers), group.id)});
  }
  if (const auto clicked = chart::pyramid(data).clicked) click_group(context, rfm::kTiers, data.levels[*clicked].id);
  ui::paragraph_muted(tr("pyramid.note"), TextStyle::caption, "overview.pyramid.note");
  ui::gap(sizes().s12);
}

/// Prospects are no group that a filter could name: they are listed instead (screens/prospects.h).
void click_prospects(ScreenContext& context) {
  OverviewView& view = context.view.overview;
  view.prospects = !view.prospects;
  view.show_prospects = view.prospects;
}

/// The prospects before all groups, in a row of their own: of everybody whom the files name, whom no filter changes.
void add_prospects(const ScreenContext& context, const rfm::GroupingReport& report, chart::ShareBars& data) {
  const rfm::ProspectReport& prospects = *report.prospects;
  data.parts.insert(data.parts.begin(), {.id = prospects.id,
                                         .label = pick(prospects.name),
                                         .color = prospects.color,
                                         .selected = context.view.overview.prospects});
  for (chart::ShareRow& row : data.rows) {
    row.shares.insert(row.shares.begin(), std::nullopt);
    row.texts.insert(row.texts.begin(), format_percent(Maybe{}));
  }
  if (!context.store.spec().filter.empty()) return;
  const double everybody = static_cast<double>(prospects.people) / prospects.share;
  chart::ShareRow row{.label = tr("groups.everybody"), .note = tr("tip.everybody_share")};
  row.shares.push_back(prospects.share);
  for (const rfm::GroupReport& group : report.groups) {
    row.shares.push_back(static_cast<double>(group.customers) / everybody);
  }
  for (const Maybe share : row.shares) row.texts.push_back(format_percent(share));
  data.rows.insert(data.rows.begin(), std::move(row));
}

void draw_bars(ScreenContext& context, const rfm::GroupingReport& report, rfm::Grouping grouping) {
  chart::ShareBars data{.key = "overview.group", .caption = pick(report.name)};
  chart::ShareRow customers{.label = tr("figure.customers"), .note = tr("tip.customer_share")};
  chart::ShareRow revenue{.label = tr("figure.revenue"), .note = tr("tip.revenue_share")};
  chart::ShareRow rule{.label = tr("overview.rule_of_thumb"), .faint = true, .note = tr("tip.rule_of_thumb")};
  for (const rfm::GroupReport& group : report.groups) {
    data.parts.push_back({.id = group.id,
                          .label = pick(group.name),
                          .color = group.color,
                          .selected = in_filter(context.store.spec().filter, grouping_facet(grouping), group.id)});
    const auto add = [](chart::ShareRow& row, Maybe share) {
      row.shares.push_back(share);
      row.texts.push_back(format_percent(share));
    };
    add(customers, group.customer_share);
    add(revenue, group.revenue_share);
    if (group.rule_of_thumb) add(rule, group.rule_of_thumb);
  }
  data.rows = {std::move(customers), std::move(revenue)};
  if (!rule.shares.empty()) data.rows.push_back(std::move(rule));
  if (report.prospects) add_prospects(context, report, data);
  const auto clicked = chart::share_bars(data).clicked;
  if (!clicked) return;
  if (report.prospects && *clicked == 0) return click_prospects(context);
  click_group(context, grouping, data.parts[*clicked].id);
}

/// So wide that no name is cut, in the pixels of ui::Column.
float width_of_names(const rfm::GroupingReport& report) {
  const Sizes& s = sizes();
  float widest = 0;
  const auto add = [&](const TextPair& name, const std::string& color) {
    const float dot = color.empty() ? 0 : s.s16;
    widest = std::max(widest, ui::measure(TextStyle::emphasis, pick(name)).x + dot);
  };
  if (report.prospects) add(report.prospects->name, report.prospects->color);
  for (const rfm::GroupReport& group : report.groups) add(group.name, group.color);
  return (widest + 2 * s.s12 + 1) / ImGui::GetStyle().FontScaleMain;
}

/// They are counted; there is nothing else of theirs.
ui::Row prospect_row(const rfm::ProspectReport& prospects, size_t columns) {
  ui::Row row{{.text = pick(prospects.name), .color = prospects.color, .strong = true},
              ui::count_cell(static_cast<double>(prospects.people))};
  while (row.size() < columns) row.push_back(ui::count_cell(Maybe{}));
  return row;
}

void draw_table(ScreenContext& context, const rfm::RfmReport& report, rfm::Grouping grouping) {
  const rfm::GroupingReport& shown = report.groupings[grouping];
  const std::vector<rfm::GroupReport>& groups = shown.groups;
  const uint64_t before = shown.prospects ? 1 : 0;
  const bool margin =
      std::any_of(groups.begin(), groups.end(), [](const rfm::GroupReport& group) { return group.margin.has_value(); });
  using ui::Align;
  std::vector<ui::Column> columns{{.key = "group",
                                   .label = tr("groups.group"),
                                   .min_width = width_of_names(shown),
                                   .weight = 1,
                                   .tip = pick(shown.rule)}};
  const auto number = [&](std::string_view key, const char* label, int priority, const char* tip) {
    columns.push_back({.key = key,
                       .label = label,
                       .align = Align::right,
                       .min_width = 82,
                       .weight = 0.4f,
                       .priority = priority,
                       .tip = tip});
  };
  number("customers", tr("figure.customers"), 0, tr("tip.group_customers"));
  number("revenue", tr("figure.revenue"), 0, tr("tip.revenue"));
  if (margin) number("margin", tr("groups.margin"), 1, tr("tip.group_margin"));
  const std::string expected_tip = expected_revenue_tip(report);
  if (report.lifetime) number("expected", tr("groups.expected"), 1, expected_tip.c_str());
  number("average_order", tr("figure.average_order"), 3, tr("tip.average_order"));
  number("recency", tr("figure.mean_recency"), 2, tr("tip.mean_recency"));
  const auto money = [&](Maybe amount) { return ui::compact_money_cell(amount, report.currency); };
  OverviewView& view = context.view.overview;
  const ui::TableEvent event =
      ui::table({.key = "overview.groups",
                 .caption = pick(shown.name),
                 .columns = columns,
                 .rows = before + groups.size(),
                 .row =
                     [&](uint64_t index) {
                       if (index < before) {
                         view.group_row = prospect_row(*shown.prospects, columns.size());
                         return &view.group_row;
                       }
                       const rfm::GroupReport& group = groups[index - before];
                       view.group_row = {{.text = pick(group.name), .color = group.color, .strong = true},
                                         ui::count_cell(static_cast<double>(group.customers)),
                                         money(group.revenue)};
                       if (margin) view.group_row.push_back(money(group.margin));
                       if (report.lifetime) view.group_row.push_back(money(group.expected_revenue));
                       view.group_row.push_back(ui::money_cell(group.average_order, report.currency));
                       view.group_row.push_back(ui::days_cell(group.mean_recency));
                       return &view.group_row;
                     },
                 .is_selected =
                     [&](uint64_t index) { return index < before ? view.prospects : groups[index - before].selected; }},
                view.group_table);
  if (!event.clicked) return;
  if (*event.clicked < before) return click_prospects(context);
  click_group(context, grouping, groups[*event.clicked - before].id);
}

/// A word that opens the field of a group's advice, beside the name of the group, and closes it again.
void draw_advice_link(ScreenContext& context, const std::string& id, const std::string& name) {
  std::string& open = context.view.overview.advice_of;
  const bool is_open = open == id;
  const std::string words = tr(is_open ? "groups.advice_done" : "groups.edit_advice");
  ui::same_line_if_fits(ui::measure(TextStyle::caption, words).x, sizes().s8);
  const bool pressed = ui::link("overview.advice." + id, words, TextStyle::caption);
  annotate_last_item("button", is_open ? words : tr_format("groups.edit_advice_of", {name}));
  if (pressed) open = is_open ? std::string() : id;
}

/// One group's, or the field in which it is rewritten.
void draw_advice_of(ScreenContext& context, rfm::Grouping grouping, const std::string& title,
                    const GroupAdvice& group) {
  ui::label(title, TextStyle::caption_strong);
  draw_advice_link(context, group.id, pick(group.name));
  if (context.view.overview.advice_of == group.id) {
    draw_group_advice(context, grouping, group);
    ui::gap(sizes().s8);
  } else {
    ui::paragraph_muted(pick(group.advice), TextStyle::caption);
  }
}

/// What to do about the groups that are chosen, or about all.
void draw_advice(ScreenContext& context, const rfm::GroupingReport& report, rfm::Grouping grouping) {
  const bool any = std::any_of(report.groups.begin(), report.groups.end(), [](const auto& g) { return g.selected; });
  if (report.prospects && !any) {
    const rfm::ProspectReport& prospects = *report.prospects;
    draw_advice_of(context, grouping, pick(prospects.name), {prospects.id, prospects.name, prospects.advice});
  }
  for (const rfm::GroupReport& group : report.groups) {
    if (any && !group.selected) continue;
    draw_advice_of(context, grouping, full_name(group), {group.id, group.name, group.advice});
  }
}

// Thresholds ---------------------------------------------------------------------------------------------------------

/// A field of the grouping's spec: what it shows, its bounds, and how it is written.
struct ThresholdField {
  std::string_view id;  ///< GroupThreshold::id
  const char* label = nullptr;
  const char* suffix = nullptr;
  double minimum = 0, maximum = 0;
  std::function<void(rfm::RfmSpec&, double)> write;
  bool is_share = false;
};

std::vector<ThresholdField> tier_fields(const rfm::RfmSpec& spec) {
  const auto percent_left = [](double other) { return std::floor((1 - other) * 1e4 + 0.5) / 100; };
  return {{"vip", tr("groups.vip"), "%", 0, percent_left(spec.tiers.key),
           [](rfm::RfmSpec& s, double value) { s.tiers.vip = value; }, true},
          {"key", tr("groups.key"), "%", 0, percent_left(spec.tiers.vip),
           [](rfm::RfmSpec& s, double value) { s.tiers.key = value; }, true}};
}

std::vector<ThresholdField> loyalty_fields(const rfm::RfmSpec& spec) {
  const rfm::LoyaltySpec& own = spec.loyalty;
  return {{"regular", tr("groups.regular_from"), tr("groups.purchases"), 2, own.established - 1.0,
           [](rfm::RfmSpec& s, double value) { s.loyalty.regular = static_cast<int>(value); }},
          {"established", tr("groups.established_from"), tr("groups.purchases"), own.regular + 1.0, own.loyal - 1.0,
           [](rfm::RfmSpec& s, double value) { s.loyalty.established = static_cast<int>(value); }},
          {"loyal", tr("groups.loyal_from"), tr("groups.purchases"), own.established + 1.0, rfm::kMostGroupPurchases,
           [](rfm::RfmSpec& s, double value) { s.loyalty.loyal = static_cast<int>(value); }},
          {"active_days", tr("groups.bought_within"), tr("unit.days"), 1, rfm::kMostGroupDays,
           [](rfm::RfmSpec& s, double value) { s.loyalty.active_days = static_cast<int>(value); }}};
}

std::vector<ThresholdField> lifecycle_fields(const rfm::RfmSpec& spec) {
  const rfm::LifecycleSpec& own = spec.lifecycle;
  const double most = own.lost_days > 0 ? own.lost_days : rfm::kMostGroupDays;
  return {
      {"loyal", tr("groups.loyal_from"), tr("groups.purchases"), 3, rfm::kMostGroupPurchases,
       [](rfm::RfmSpec& s, double value) { s.lifecycle.loyal = static_cast<int>(value); }},
      {"at_risk_days", tr("groups.at_risk_after"), tr("unit.days"), 1, most,
       [](rfm::RfmSpec& s, double value) { s.lifecycle.at_risk_days = static_cast<int>(value); }},
      {"lost_days", tr("groups.lost_after"), tr("unit.days"), std::max(1.0, 1.0 * own.at_risk_days),
       rfm::kMostGroupDays, [](rfm::RfmSpec& s, double value) { s.lifecycle.lost_days = static_cast<int>(value); }}};
}

std::vector<ThresholdField> growth_fields() {
  return {{"most_valuable", tr("groups.most_valuable"), "%", 0, 100,
           [](rfm::RfmSpec& s, double value) { s.growth.most_valuable = value; }, true},
          {"growable_purchases", tr("groups.growable_from"), tr("groups.purchases"), 1, rfm::kMostGroupPurchases,
           [](rfm::RfmSpec& s, double value) { s.growth.growable_purchases = static_cast<int>(value); }},
          {"growable_days", tr("groups.bought_within"), tr("unit.days"), 1, rfm::kMostGroupDays,
           [](rfm::RfmSpec& s, double value) { s.growth.growable_days = static_cast<int>(value); }}};
}

std::vector<ThresholdField> kind_fields() {
  return {{"value_share", tr("groups.value_share"), "%", 0, 100,
           [](rfm::RfmSpec& s, double value) { s.kinds.value_share = value; }, true},
          {"horizon_days", tr("groups.horizon"), tr("unit.days"), 1, rfm::kMostHorizonDays,
           [](rfm::RfmSpec& s, double value) { s.lifetime.horizon_days = static_cast<int>(value); }},
          {"cash_share", tr("groups.cash_share"), "%", 0, 100,
           [](rfm::RfmSpec& s, double value) { s.kinds.cash_share = value; }, true},
          {"growth", tr("groups.growth_from"), "%", -99, rfm::kMostKindGrowth * 100,
           [](rfm::RfmSpec& s, double value) { s.kinds.growth = value; }, true},
          {"period_days", tr("groups.period"), tr("unit.days"), 1, rfm::kMostGroupDays,
           [](rfm::RfmSpec& s, double value) { s.kinds.period_days = static_cast<int>(value); }},
          {"relationship_days", tr("groups.relationship_from"), tr("unit.days"), 1, rfm::kMostGroupDays,
           [](rfm::RfmSpec& s, double value) { s.kinds.relationship_days = static_cast<int>(value); }}};
}

std::vector<ThresholdField> fields_of(const rfm::RfmSpec& spec, rfm::Grouping grouping) {
  switch (grouping) {
    case rfm::kTiers:
      return tier_fields(spec);
    case rfm::kLoyalty:
      return loyalty_fields(spec);
    case rfm::kLifecycle:
      return lifecycle_fields(spec);
    case rfm::kGrowth:
      return growth_fields();
    case rfm::kKinds:
      return kind_fields();
  }
  return {};
}

bool is_standard(const rfm::RfmSpec& spec, rfm::Grouping grouping) {
  const rfm::RfmSpec standard;
  return grouping == rfm::kTiers       ? spec.tiers == standard.tiers
         : grouping == rfm::kLoyalty   ? spec.loyalty == standard.loyalty
         : grouping == rfm::kLifecycle ? spec.lifecycle == standard.lifecycle
         : grouping == rfm::kGrowth
             ? spec.growth == standard.growth
             : spec.kinds == standard.kinds && spec.lifetime.horizon_days == standard.lifetime.horizon_days;
}

void make_standard(rfm::RfmSpec& spec, rfm::Grouping grouping) {
  if (grouping == rfm::kTiers) spec.tiers = {};
  if (grouping == rfm::kLoyalty) spec.loyalty = {};
  if (grouping == rfm::kLifecycle) spec.lifecycle = {};
  if (grouping == rfm::kGrowth) spec.growth = {};
  if (grouping != rfm::kKinds) return;
  spec.kinds = {};
  spec.lifetime.horizon_days = rfm::LifetimeSpec{}.horizon_days;
}

void draw_field(ScreenContext& context, const ThresholdField& field, const rfm::GroupThreshold& threshold) {
  const double scale = field.is_share ? 100 : 1;
  const double shown = std::floor(threshold.value * scale * 100 + 0.5) / 100;
  const std::string key = "overview.threshold." + std::string(field.id);
  const std::string label =
      threshold.from_data ? tr_format("groups.from_data", {field.label}) : std::string(field.label);
  const auto value = ui::number_field({.field = {.key = key, .label = label, .suffix = field.suffix, .width = -1},
                                       .value = shown,
                                       .minimum = field.minimum,
                                       .maximum = field.maximum,
                                       .decimals = field.is_share ? 2 : 0});
  if (!value || *value == shown) return;
  const double written = field.is_share ? *value / scale : std::round(*value);
  context.store.edit([&](Spec& spec) { field.write(spec.rfm, written); });
}

void draw_thresholds(ScreenContext& context, const rfm::GroupingReport& report, rfm::Grouping grouping) {
  const rfm::RfmSpec& spec = context.store.spec().rfm;
  const std::vector<ThresholdField> fields = fields_of(spec, grouping);
  {
    ui::Grid grid({.key = "overview.thresholds",
                   .min_column = 150,
                   .most = 4,
                   .items = static_cast<int>(fields.size()),
                   .equal_heights = false});
    for (const ThresholdField& field : fields) {
      const auto known = std::find_if(report.thresholds.begin(), report.thresholds.end(),
                                      [&](const rfm::GroupThreshold& threshold) { return threshold.id == field.id; });
      if (known == report.thresholds.end()) continue;
      grid.next();
      draw_field(context, field, *known);
    }
  }
  if (is_standard(spec, grouping)) return;
  ui::gap(sizes().s4);
  if (ui::button({.key = "overview.thresholds.standard",
                  .label = tr("groups.standard"),
                  .kind = ui::ButtonKind::quiet,
                  .small = true})) {
    context.store.edit([&](Spec& changed) { make_standard(changed.rfm, grouping); });
  }
}

void draw_threshold_button(ScreenContext& context) {
  bool& open = context.view.overview.thresholds;
  if (ui::button({.key = "overview.thresholds",
                  .label = tr("groups.thresholds"),
                  .kind = ui::ButtonKind::quiet,
                  .icon = ui::Icon::edit,
                  .selected = open,
                  .small = true})) {
    open = !open;
  }
}

}  // namespace

void draw_grouping_card(ScreenContext& context, const rfm::RfmReport& report) {
  if (report.groupings.empty()) return;
  size_t& chosen = context.view.overview.grouping;
  chosen = std::min(chosen, report.groupings.size() - 1);
  const char* hint = tr(report.groupings[chosen].prospects ? "groups.hint_prospects" : "groups.hint");
  ui::Card card({.key = "overview.groups_card", .title = tr("groups.title"), .hint = hint});
  draw_picker(context, report);
  ui::gap(sizes().s12);
  const auto grouping = static_cast<rfm::Grouping>(chosen);
  const rfm::GroupingReport& shown = report.groupings[chosen];
  if (shown.groups.empty()) {
    ui::paragraph(pick(shown.not_applicable), TextStyle::body);
    annotate_last_item("text", pick(shown.not_applicable), "overview.groups.not_applicable");
    return;
  }
  if (grouping == rfm::kTiers) draw_pyramid(context, report);
  draw_bars(context, shown, grouping);
  ui::gap(sizes().s12);
  draw_table(context, report, grouping);
  ui::gap(sizes().s8);
  ui::paragraph_muted(pick(shown.rule), TextStyle::caption, "overview.groups.rule");
  constexpr uint64_t kFewestForVip = 20;  // of whom the best 5 % are one
  if (grouping == rfm::kTiers && report.all.customers < kFewestForVip) {
    ui::paragraph_muted(tr("overview.few_for_tiers"), TextStyle::caption);
  }
  draw_threshold_button(context);
  if (context.view.overview.thresholds) draw_thresholds(context, shown, grouping);
  draw_advice(context, shown, grouping);
}

}  // namespace sluice::app
