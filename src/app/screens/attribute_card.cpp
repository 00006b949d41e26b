#include "app/screens/attribute_card.h"

#include <array>
#include <vector>

#include "app/charts/bar_list.h"
#include "app/screens/charts_of.h"
#include "app/screens/words.h"
#include "app/widgets/button.h"
#include "app/widgets/card.h"
#include "app/widgets/layout.h"
#include "app/widgets/menu.h"
#include "app/widgets/navigation.h"
#include "app/widgets/text.h"

namespace sluice::app {
namespace {

/// More bars than this only on request.
constexpr size_t kFewValues = 8;

const rfm::AttributeReport& shown_attribute(const OverviewView& view, const rfm::RfmReport& report) {
  const rfm::AttributeReport* chosen = find_attribute(report, view.attribute);
  return chosen ? *chosen : report.attributes.front();
}

void draw_choice(OverviewView& view, const rfm::RfmReport& report, const rfm::AttributeReport& shown) {
  if (report.attributes.size() < 2) return;
  std::vector<ui::SelectOption> options;
  size_t current = 0;
  for (size_t i = 0; i < report.attributes.size(); ++i) {
    options.push_back({.label = pick(report.attributes[i].title),
                       .detail = format_count(static_cast<double>(report.attributes[i].distinct))});
    if (&report.attributes[i] == &shown) current = i;
  }
  const auto chosen =
      ui::select({.key = "overview.attribute.choose", .spoken = tr("attribute.choose")}, options, current);
  if (!chosen) return;
  view.attribute = report.attributes[*chosen].name;
  view.all_values = false;
}

chart::BarItem bar_of(const rfm::RfmReport& report, const rfm::AttributeFigures& figures, SegmentMeasure measure) {
  const bool customers = measure == SegmentMeasure::customers;
  const double count = static_cast<double>(figures.customers);
  chart::BarItem item;
  item.value = customers ? count : figures.revenue;
  item.value_text = customers ? format_count(count) : format_money_compact(figures.revenue, report.currency);
  item.share = customers ? Maybe(figures.customer_share) : figures.revenue_share;
  item.share_text = format_percent(item.share);
  item.tip = {{tr("figure.customers"), format_count(count)},
              {tr("figure.revenue"), format_money_exact(figures.revenue, report.currency)}};
  return item;
}

/// The bars, and which value a click on each chooses; none for the rest.
struct Bars {
  std::vector<chart::BarItem> items;
  std::vector<std::optional<std::string>> values;

  void add(chart::BarItem item, std::string label, std::optional<std::string> value, bool selected) {
    item.id = value ? (value->empty() ? "unknown" : "value." + *value) : "rest";
    item.label = std::move(label);
    item.selected = selected;
    items.push_back(std::move(item));
    values.push_back(std::move(value));
  }
};

Bars bars_of(const rfm::RfmReport& report, const rfm::AttributeReport& attribute, const OverviewView& view) {
  const SegmentMeasure measure = view.attribute_measure;
  Bars bars;
  for (size_t i = 0; i < attribute.values.size(); ++i) {
    const rfm::AttributeValueReport& value = attribute.values[i];
    if (i >= kFewValues && !view.all_values && !value.selected) continue;
    bars.add(bar_of(report, value.figures, measure), value.value, value.value, value.selected);
  }
  const bool all_shown = view.all_values || attribute.values.size() <= kFewValues;
  if (attribute.rest_values > 0 && all_shown) {
    bars.add(bar_of(report, attribute.rest, measure),
             tr_plural("attribute.rest", static_cast<double>(attribute.rest_values)), std::nullopt, false);
  }
  if (attribute.unknown.customers > 0 || attribute.unknown_selected) {
    bars.add(bar_of(report, attribute.unknown, measure), attribute_value_name({}), std::string{},
             attribute.unknown_selected);
  }
  return bars;
}

void draw_more(OverviewView& view, const rfm::AttributeReport& attribute) {
  if (attribute.values.size() <= kFewValues) return;
  ui::gap(sizes().s8);
  const std::string label =
      view.all_values ? std::string(tr("attribute.few"))
                      : tr_format("attribute.all", {format_count(static_cast<double>(attribute.values.size()))});
  if (ui::link("overview.attribute.more", label, TextStyle::caption)) view.all_values = !view.all_values;
}

}  // namespace

void draw_attribute_card(ScreenContext& context, const rfm::RfmReport& report) {
  if (report.attributes.empty()) return;
  OverviewView& view = context.view.overview;
  const rfm::AttributeReport& attribute = shown_attribute(view, report);
  const std::array<ui::Option, 2> measures{{{.key = "overview.attribute.customers", .label = tr("figure.customers")},
                                            {.key = "overview.attribute.revenue", .label = tr("figure.revenue")}}};
  const std::string title = tr_format("attribute.card", {pick(attribute.title)});
  ui::gap(sizes().s16);
  ui::Card card({.key = "overview.attribute", .title = title, .hint = tr("attribute.hint"), .actions = [&] {
                   const auto chosen = ui::segmented("overview.attribute.measure", measures,
                                                     static_cast<size_t>(view.attribute_measure));
                   if (chosen) view.attribute_measure = static_cast<SegmentMeasure>(*chosen);
                 }});
  draw_choice(view, report, attribute);
  const Bars bars = bars_of(report, attribute, view);
  chart::BarList list{.key = "overview.attribute.bars",
                      .caption = title,
                      .value_header = measures[static_cast<size_t>(view.attribute_measure)].label,
                      .share_header = tr("figure.customer_share"),
                      .items = bars.items};
  const bool revenue = view.attribute_measure == SegmentMeasure::revenue;
  if (revenue) list.share_header = tr("figure.revenue_share");
  list.note = revenue ? tr("tip.revenue_share") : tr("tip.customer_share");
  const auto clicked = chart::bar_list(list).clicked;
  draw_more(view, attribute);
  if (attribute.several > 0) {
    ui::paragraph_muted(tr_format("attribute.several", {format_count(static_cast<double>(attribute.several))}),
                        TextStyle::caption, "overview.attribute.several");
  }
  if (clicked && bars.values[*clicked]) {
    context.store.edit([&](Spec& spec) {
      click_attribute(spec.filter, attribute.name, *bars.values[*clicked], adding_to_selection());
    });
  }
}

}  // namespace sluice::app
