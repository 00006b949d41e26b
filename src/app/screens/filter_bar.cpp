#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <optional>
#include <string>
#include <vector>

#include <imgui.h>

#include "app/cluster_hues.h"
#include "app/screens/audiences.h"
#include "app/screens/shell.h"
#include "app/screens/words.h"
#include "app/widgets/bar.h"
#include "app/widgets/button.h"
#include "app/widgets/chip.h"
#include "app/widgets/item_table.h"
#include "app/widgets/layout.h"
#include "app/widgets/text.h"

namespace sluice::app {
namespace {

/// Events and opportunities may be of customers who have not bought.
bool funnel_counts_unscored(const Report& report) {
  return std::any_of(report.funnel_sources.begin(), report.funnel_sources.end(), [](funnel::Source source) {
    return source == funnel::Source::events || source == funnel::Source::opportunities;
  });
}

/// A chip of the bar: an entry of a facet's list, or a value of an attribute.
struct FilterChip {
  std::optional<Facet> facet;  ///< none: of an attribute
  std::string id;
  std::string attribute{};
  bool is_range = false;  ///< `id` is its dimension
  bool is_lasso = false;
  bool is_funnel = false;
};

std::vector<FilterChip> entries_of(const rfm::FilterSpec& filter) {
  std::vector<FilterChip> entries;
  for (const Facet facet : kFacets) {
    for (const std::string& id : filter_list(filter, facet)) entries.push_back({facet, id});
  }
  for (const rfm::AttributeCondition& condition : filter.attributes) {
    for (const std::string& value : condition.values) entries.push_back({std::nullopt, value, condition.attribute});
  }
  for (const rfm::ValueRange& range : filter.ranges) entries.push_back({std::nullopt, range.dimension, {}, true});
  if (filter.lasso) entries.push_back({.id = {}, .is_lasso = true});
  if (filter.funnel) entries.push_back({.id = {}, .is_funnel = true});
  return entries;
}

std::string key_of(const FilterChip& entry) {
  if (entry.is_lasso) return "filter.lasso";
  if (entry.is_funnel) return "filter.funnel";
  if (entry.is_range) return "filter.range." + entry.id;
  if (entry.facet == Facet::clusters) return "filter.cluster." + entry.id;
  const auto grouping = entry.facet ? facet_grouping(*entry.facet) : std::nullopt;
  // Several groupings have a group of the same name.
  if (grouping && *grouping != rfm::kTiers) {
    return "filter." + std::string(rfm::kGroupingIds[*grouping]) + "." + entry.id;
  }
  return "filter." + (entry.facet ? entry.id : "attribute." + entry.attribute + "." + entry.id);
}

/// "Recency: 10 days to under 30 days".
std::string range_name(const rfm::RfmReport& report, const rfm::ValueRange& range) {
  size_t dimension = 0;
  while (dimension + 1 < report.dimensions.size() && report.dimensions[dimension].name != range.dimension) ++dimension;
  const std::string name = dimension_name(dimension);
  const auto value = [&](const std::optional<double>& at) { return dimension_value(report, dimension, at); };
  if (!range.from) return tr_format("filter.range_under", {name, value(range.to)});
  if (!range.to) return tr_format("filter.range_from", {name, value(range.from)});
  return tr_format("filter.range", {name, value(range.from), value(range.to)});
}

/// "Drawn around: Frequency 2 – 10, Monetary $100 – $400".
std::string lasso_name(const rfm::RfmReport& report, const rfm::Lasso& lasso) {
  const auto span = [&](const std::string& name, double rfm::AxisPoint::*coordinate) {
    size_t dimension = 0;
    while (dimension + 1 < report.dimensions.size() && report.dimensions[dimension].name != name) ++dimension;
    const auto [low, high] = std::minmax_element(
        lasso.points.begin(), lasso.points.end(),
        [&](const rfm::AxisPoint& a, const rfm::AxisPoint& b) { return a.*coordinate < b.*coordinate; });
    return tr_format("filter.lasso_span",
                     {dimension_name(dimension), dimension_value(report, dimension, (*low).*coordinate),
                      dimension_value(report, dimension, (*high).*coordinate)});
  };
  return tr_format("filter.lasso", {span(lasso.x, &rfm::AxisPoint::x), span(lasso.y, &rfm::AxisPoint::y)});
}

/// "Champions", "City: Rome".
std::string name_of(const rfm::RfmReport& report, const rfm::FilterSpec& filter, const FilterChip& entry) {
  if (entry.is_lasso) return lasso_name(report, *filter.lasso);
  if (entry.is_range) {
    const auto range = std::find_if(filter.ranges.begin(), filter.ranges.end(),
                                    [&](const rfm::ValueRange& known) { return known.dimension == entry.id; });
    return range_name(report, *range);
  }
  return filter_entry_name(report, *entry.facet, entry.id);
}

/// Of what may be said of customers who are not scored. `report`: nullptr where nobody is.
std::string known_name(const rfm::RfmReport* report, const rfm::FilterSpec& filter, const FilterChip& entry) {
  if (entry.is_funnel) return funnel_condition_name(*filter.funnel);
  const rfm::AttributeReport* attribute = report ? find_attribute(*report, entry.attribute) : nullptr;
  return tr_format("filter.attribute",
                   {attribute ? pick(attribute->title) : entry.attribute, attribute_value_name(entry.id)});
}

bool goes_by_scores(const FilterChip& entry) { return entry.facet || entry.is_range || entry.is_lasso; }

void remove(rfm::FilterSpec& filter, const FilterChip& entry) {
  if (entry.is_lasso) return filter.lasso.reset();
  if (entry.is_funnel) return filter.funnel.reset();
  if (entry.is_range) return drop_range(filter, entry.id);
  if (entry.facet) return drop_from_filter(filter, *entry.facet, entry.id);
  drop_attribute(filter, entry.attribute, entry.id);
}

std::string_view hue_of(const rfm::RfmReport& report, const FilterChip& entry) {
  if (entry.facet == Facet::clusters) return cluster_hue(static_cast<size_t>(std::atoi(entry.id.c_str())) - 1);
  if (const auto grouping = entry.facet ? facet_grouping(*entry.facet) : std::nullopt) {
    const rfm::GroupReport* group = find_group(report, *grouping, entry.id);
    return group ? std::string_view(group->color) : std::string_view{};
  }
  if (entry.facet != Facet::segments) return {};
  const rfm::SegmentReport* segment = find_segment(report, entry.id);
  return segment ? std::string_view(segment->color) : std::string_view{};
}

std::string remaining_words(uint64_t customers, uint64_t all) {
  return tr_format("filter.remaining",
                   {format_count(static_cast<double>(customers)), format_count(static_cast<double>(all))});
}

/// How many the filter leaves: of the scored customers and, where a funnel counts them, of the others.
std::string remaining(const Store& store) {
  if (store.analyzing()) return tr("filter.counting");
  const Report& report = store.report();
  const std::optional<ChosenCustomers>& chosen = report.chosen;
  if (!report.rfm) return chosen ? remaining_words(chosen->customers, chosen->known) : std::string();
  std::string words = remaining_words(report.rfm->selection.customers, report.rfm->all.customers);
  if (!chosen || chosen->customers <= chosen->scored || !funnel_counts_unscored(report)) return words;
  return words +
         tr_format("filter.not_scored", {format_count(static_cast<double>(chosen->customers - chosen->scored))});
}

/// As high as a chip or a small button, so that all stand on one line.
float line_of_chips() { return std::round(sizes().control * 0.875f); }

void words(std::string_view text, TextStyle style, std::string_view test_key) {
  const ImVec2 size{ui::measure(style, text).x, line_of_chips()};
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImGui::Dummy(size);
  annotate_last_item("status", text, test_key);
  ui::draw_text_in(*ImGui::GetWindowDrawList(), style, at, {at.x + size.x + 1, at.y + size.y}, colors().text, text);
}

/// What is chosen, how many customers that leaves, and the way back to all. Returns the entry that was taken away.
std::optional<FilterChip> draw_entries(ScreenContext& context, const rfm::RfmReport* report) {
  Store& store = context.store;
  const rfm::FilterSpec& filter = store.spec().filter;
  std::optional<FilterChip> removed;
  words(tr("filter.only"), TextStyle::emphasis, "filter.only");
  for (const FilterChip& entry : entries_of(filter)) {
    const bool scored = goes_by_scores(entry);
    if (scored && !report) continue;  // for the moment until that is refused
    const std::string name = scored ? name_of(*report, filter, entry) : known_name(report, filter, entry);
    const std::string key = key_of(entry);
    const ui::Chip chip{.key = key, .label = name, .color = scored ? hue_of(*report, entry) : std::string_view()};
    ui::same_line_if_fits(ui::chip_width(chip));
    if (ui::chip(chip) == ui::ChipEvent::remove) removed = entry;
  }
  const std::string left = remaining(store);
  const ui::Button clear{
      .key = "filter.clear", .label = tr("filter.clear"), .kind = ui::ButtonKind::quiet, .small = true};
  // These two move to the next line together: a button alone on a line looks lost.
  ui::same_line_if_fits(ui::measure(TextStyle::body, left).x + sizes().s8 + ui::button_width(clear));
  words(left, TextStyle::body, "filter.remaining");
  if (report) ui::last_item_tooltip(tr("tip.customers"));
  ui::same_line_if_fits(ui::button_width(clear));
  if (ui::button(clear)) store.edit([](Spec& spec) { spec.filter = {}; });
  return removed;
}

}  // namespace

void draw_filter_bar(ScreenContext& context) {
  Store& store = context.store;
  const Spec& spec = store.spec();
  if (spec.filter.empty() && spec.audiences.empty()) return;
  const std::optional<rfm::RfmReport>& report = store.report().rfm;
  if (!report && !funnel_counts_unscored(store.report())) return;

  ui::begin_bar({.key = "filter",
                 .hairline = ui::Edge::bottom,
                 .padding = {narrow_screen() ? sizes().s16 : sizes().s24, sizes().s8},
                 .grow = true});
  std::optional<FilterChip> removed;
  if (spec.filter.empty()) {
    words(tr("filter.none"), TextStyle::body, "filter.none");
  } else {
    removed = draw_entries(context, report ? &*report : nullptr);
  }
  draw_audience_buttons(context);
  ui::end_bar();
  ui::gap(0);

  if (removed) store.edit([&](Spec& changed) { remove(changed.filter, *removed); });
}

}  // namespace sluice::app
