#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <vector>

#include <imgui.h>

#include "app/map_edits.h"
#include "app/screens/score_count.h"
#include "app/screens/segments.h"
#include "app/screens/words.h"
#include "app/widgets/button.h"
#include "app/widgets/card.h"
#include "app/widgets/controls.h"
#include "app/widgets/fields.h"
#include "app/widgets/layout.h"
#include "app/widgets/menu.h"
#include "app/widgets/navigation.h"
#include "app/widgets/text.h"

namespace sluice::app {
namespace {

// Map ----------------------------------------------------------------------------------------------------------------

/// The map in force is changed if it is the user's own; else a copy of it is begun.
void draw_map_buttons(ScreenContext& context, const rfm::RfmReport& report) {
  const rfm::RfmSpec& spec = context.store.spec().rfm;
  const bool own = rfm::find_own_map(spec, spec.map) != nullptr;
  const bool full = spec.own_maps.size() >= rfm::kMostOwnMaps;
  ui::gap(sizes().s4);
  if (ui::button({.key = "settings.map.edit",
                  .label = tr(own ? "settings.map.edit" : "settings.map.copy"),
                  .icon = ui::Icon::edit,
                  .disabled = !own && (full || report.map != spec.map),
                  .small = true})) {
    context.view.segments.editor = {.open = true};
    if (!own) {
      context.store.edit([&](Spec& changed) { add_own_map(changed, copy_of_map(report)); });
    }
  }
  const ui::Button open{.key = "settings.map.open",
                        .label = tr("settings.map.open"),
                        .kind = ui::ButtonKind::quiet,
                        .icon = ui::Icon::upload,
                        .disabled = full,
                        .small = true};
  ui::same_line_if_fits(ui::button_width(open));
  if (ui::button(open)) context.store.choose_map();
  const ui::Button begin = new_map_button(spec);
  ui::same_line_if_fits(ui::button_width(begin));
  if (ui::button(begin)) open_new_map(context);
}

/// "Champions, Loyal": separated as the language does it.
std::string in_a_row(const std::vector<std::string>& names) {
  std::string words;
  for (const std::string& name : names) words += (words.empty() ? "" : tr("list.separator")) + name;
  return words;
}

/// The segments that have cells and nobody in them, in the order of the map.
std::vector<std::string> empty_segments(const rfm::RfmReport& report) {
  std::vector<std::string> names;
  for (const rfm::MapFinding& finding : report.map_report.findings) {
    if (finding.kind != rfm::MapFindingKind::segment_without_customer || finding.cells.empty()) continue;
    const auto& cells = report.map_report.cells;
    const auto cell = std::find_if(cells.begin(), cells.end(), [&](const rfm::MapCellReport& candidate) {
      return candidate.key == finding.cells.front();
    });
    if (cell != cells.end()) names.push_back(pick(report.segments[cell->segment].name));
  }
  return names;
}

/// What the check of the map has found, whoever drew it; nothing where all is in order.
void draw_findings(const rfm::RfmReport& report) {
  const std::vector<rfm::MapFinding>& findings = report.map_report.findings;
  const std::vector<std::string> nobody = empty_segments(report);
  const bool in_one_line = nobody.size() > 1;
  for (size_t i = 0; i < findings.size(); ++i) {
    if (in_one_line && findings[i].kind == rfm::MapFindingKind::segment_without_customer) continue;
    ui::gap(sizes().s4);
    ui::paragraph_muted(pick(findings[i].sentence), TextStyle::caption, "settings.map.finding" + std::to_string(i));
  }
  if (!in_one_line) return;
  ui::gap(sizes().s4);
  ui::paragraph_muted(tr_format("settings.map.nobody", {in_a_row(nobody)}), TextStyle::caption, "settings.map.nobody");
}

void draw_map(ScreenContext& context, const rfm::RfmReport& report) {
  ui::section(tr("settings.map"));
  const rfm::RfmSpec& spec = context.store.spec().rfm;
  const std::vector<ui::SelectOption> options = map_options(spec);
  const std::vector<std::string> ids = map_ids(spec);
  const auto current = static_cast<size_t>(std::find(ids.begin(), ids.end(), spec.map) - ids.begin());
  const auto chosen = ui::select({.key = "settings.map", .spoken = tr("settings.map"), .width = -1}, options, current);
  if (chosen) context.store.edit([&](Spec& changed) { choose_map(changed, ids[*chosen]); });
  draw_map_buttons(context, report);
  draw_method_of_map(context);
  draw_findings(report);
}

void draw_own_split(ScreenContext& context, const rfm::RfmReport& report) {
  const rfm::EightSpec& eight = context.store.spec().rfm.eight;
  const std::array<double, 3> values{eight.recency, eight.frequency, eight.monetary};
  const std::array<std::string, 3> suffixes{tr("unit.days"), tr("unit.times"), report.currency};
  for (size_t dimension = 0; dimension < 3; ++dimension) {
    const std::string key = "settings.split." + std::string(report.dimensions[dimension].name);
    const auto value = ui::number_field(
        {.field = {.key = key, .label = dimension_name(dimension), .suffix = suffixes[dimension], .width = -1},
         .value = values[dimension],
         .decimals = 2});
    if (!value) continue;
    context.store.edit([&](Spec& spec) {
      double* const parts[] = {&spec.rfm.eight.recency, &spec.rfm.eight.frequency, &spec.rfm.eight.monetary};
      *parts[dimension] = *value;
    });
  }
}

/// How many customers are on the better side of a dimension's split: their cells have a 1 in its place.
double better_than_split(const rfm::MapReport& map, size_t dimension) {
  uint64_t customers = 0;
  for (const rfm::MapCellReport& cell : map.cells) {
    if (cell.key.size() > dimension && cell.key[dimension] == '1') customers += cell.customers;
  }
  return static_cast<double>(customers);
}

void draw_sides(const rfm::RfmReport& report) {
  const auto all = static_cast<double>(report.all.customers);
  for (size_t dimension = 0; dimension < report.dimensions.size(); ++dimension) {
    const double better = better_than_split(report.map_report, dimension);
    const std::string words =
        tr_format("split.sides", {dimension_name(dimension), format_count(better), format_count(all - better)});
    ui::paragraph_muted(words, TextStyle::caption, "settings.split.sides." + report.dimensions[dimension].name);
    ui::last_item_tooltip(tr("tip.split_sides"));
  }
}

/// How the eight-class map tells better from not better.
void draw_split(ScreenContext& context, const rfm::RfmReport& report) {
  if (report.map_report.kind != rfm::MapKind::split) return;
  ui::section(tr("settings.split"));
  const std::array<ui::Option, 3> options{{{.key = "settings.split.mean", .label = tr("split.mean")},
                                           {.key = "settings.split.median", .label = tr("split.median")},
                                           {.key = "settings.split.own", .label = tr("split.own")}}};
  const size_t current = static_cast<size_t>(context.store.spec().rfm.eight.split);
  if (const auto chosen = ui::segmented("settings.split", options, current)) {
    const auto rule = static_cast<rfm::SplitRule>(*chosen);
    context.store.edit([&](Spec& spec) {
      rfm::EightSpec& eight = spec.rfm.eight;
      const bool untouched = eight.recency == 0 && eight.frequency == 0 && eight.monetary == 0;
      if (rule == rfm::SplitRule::own && untouched) return start_own_split(eight, report);
      eight.split = rule;
    });
  }
  if (context.store.spec().rfm.eight.split == rfm::SplitRule::own) {
    draw_own_split(context, report);
  } else {
    ui::paragraph_muted(pick(report.map_rule), TextStyle::caption, "settings.split.values");
  }
  draw_sides(report);
}

// Weights ------------------------------------------------------------------------------------------------------------

struct Preset {
  std::string_view key;
  std::string_view name_key;
  rfm::Weights weights;
};
constexpr std::array<Preset, 3> kPresets{{
    {"settings.weights.published", "weights.published", {0.08, 0.27, 0.65}},
    {"settings.weights.equal", "weights.equal", {1.0 / 3, 1.0 / 3, 1.0 / 3}},
    {"settings.weights.recency", "weights.recency", {0.5, 0.3, 0.2}},
}};

void draw_own_weights(ScreenContext& context) {
  const rfm::Weights weights = context.store.spec().rfm.weights;
  for (const Preset& preset : kPresets) {
    const ui::Button button{
        .key = preset.key, .label = tr(preset.name_key), .selected = weights == preset.weights, .small = true};
    if (&preset != &kPresets.front()) ui::same_line_if_fits(ui::button_width(button));
    if (ui::button(button)) context.store.edit([&](Spec& spec) { spec.rfm.weights = preset.weights; });
  }
  ui::gap(sizes().s4);
  constexpr std::array<std::string_view, 3> kKeys{"settings.weight.recency", "settings.weight.frequency",
                                                  "settings.weight.monetary"};
  for (size_t dimension = 0; dimension < 3; ++dimension) {
    const double weight = weight_of(weights, dimension);
    const std::string text = format_number(weight, 2);
    const auto moved =
        ui::slider({.key = kKeys[dimension], .label = dimension_name(dimension), .value_text = text, .value = weight});
    if (moved) {
      context.store.edit([&](Spec& spec) { spec.rfm.weights = with_weight(weights, dimension, *moved); },
                         kKeys[dimension]);
    }
  }
  ui::paragraph_muted(tr("weights.hint"), TextStyle::caption);
}

/// Which of two is more important and how many times: "3 : 1". The slider moves towards the more important one.
void draw_pairwise_comparison(ScreenContext& context, std::string_view key, size_t first, size_t second,
                              double rfm::Comparisons::*member) {
  constexpr double kMostSteps = 8;
  const double times = context.store.spec().rfm.comparisons.*member;
  const int step = step_of_times(times);
  const std::string label = tr_format("weighting.pair", {dimension_name(first), dimension_name(second)});
  const double ratio = times >= 1 ? times : 1 / times;
  const bool whole = std::fabs(ratio - std::round(ratio)) < 1e-6;  // else from a file or a link
  const std::string more = whole ? format_count(ratio) : format_number(ratio, 2);
  const std::string value = times >= 1 ? more + " : 1" : "1 : " + more;
  const auto moved = ui::slider({.key = key,
                                 .label = label,
                                 .value_text = value,
                                 .value = -static_cast<double>(step),
                                 .minimum = -kMostSteps,
                                 .maximum = kMostSteps,
                                 .step = 1});
  if (!moved) return;
  const double chosen = times_of_step(-static_cast<int>(std::lround(*moved)));
  context.store.edit([&](Spec& spec) { spec.rfm.comparisons.*member = chosen; }, key);
}

void draw_weights_in_force(const rfm::RfmReport& report) {
  std::vector<std::string> parts;
  for (size_t dimension = 0; dimension < 3; ++dimension) {
    parts.emplace_back(dimension_name(dimension));
    parts.push_back(format_number(weight_of(report.weights, dimension), 2));
  }
  const std::string words =
      tr_format("weighting.of_each", {parts[0], parts[1], parts[2], parts[3], parts[4], parts[5]});
  ui::gap(sizes().s4);
  ui::paragraph_muted(words, TextStyle::caption_strong, "settings.weights.in_force");
}

void draw_comparisons(ScreenContext& context, const rfm::RfmReport& report) {
  using C = rfm::Comparisons;
  draw_pairwise_comparison(context, "settings.compare.recency_frequency", 0, 1, &C::recency_over_frequency);
  draw_pairwise_comparison(context, "settings.compare.recency_monetary", 0, 2, &C::recency_over_monetary);
  draw_pairwise_comparison(context, "settings.compare.frequency_monetary", 1, 2, &C::frequency_over_monetary);
  if (!report.consistency_ratio) return;  // of the spec before
  draw_weights_in_force(report);
  const bool consistent = !rfm::is_inconsistent(*report.consistency_ratio);
  ui::paragraph_muted(tr_format(consistent ? "weighting.consistent" : "weighting.inconsistent",
                                {format_number(*report.consistency_ratio, 3)}),
                      TextStyle::caption, "settings.weights.consistency");
}

void draw_weights(ScreenContext& context, const rfm::RfmReport& report) {
  ui::section(tr("settings.weights"));
  const std::array<ui::Option, 3> options{
      {{.key = "settings.weighting.own", .label = tr("weighting.own")},
       {.key = "settings.weighting.comparisons", .label = tr("weighting.comparisons")},
       {.key = "settings.weighting.entropy", .label = tr("weighting.entropy")}}};
  const rfm::Weighting weighting = context.store.spec().rfm.weighting;
  if (const auto chosen = ui::segmented("settings.weighting", options, static_cast<size_t>(weighting))) {
    context.store.edit([&](Spec& spec) { spec.rfm.weighting = static_cast<rfm::Weighting>(*chosen); });
  }
  ui::gap(sizes().s8);
  switch (weighting) {
    case rfm::Weighting::own:
      return draw_own_weights(context);
    case rfm::Weighting::comparisons:
      ui::paragraph_muted(tr("weighting.comparisons.hint"), TextStyle::caption);
      return draw_comparisons(context, report);
    case rfm::Weighting::entropy:
      ui::paragraph_muted(tr("weighting.entropy.hint"), TextStyle::caption);
      return draw_weights_in_force(report);
  }
}

// Scores -------------------------------------------------------------------------------------------------------------

/// One method for the three dimensions; the score cards choose it and set cut points one by one.
void draw_method(ScreenContext& context, const rfm::RfmReport& report) {
  ui::section(tr("settings.method"));
  const rfm::RfmSpec& rfm = context.store.spec().rfm;
  const std::string& method = rfm.recency.method;
  const bool mixed = rfm.frequency.method != method || rfm.monetary.method != method;
  size_t current = 0;
  std::vector<ui::SelectOption> options = method_options(method, current);
  if (mixed) {
    current = options.size();
    options.push_back({.label = tr("method.mixed")});
  }
  const auto chosen =
      ui::select({.key = "settings.method", .spoken = tr("settings.method"), .width = -1}, options, current);
  if (chosen && *chosen < rfm::kScoringMethods.size()) {
    context.store.edit([&](Spec& spec) {
      for (size_t d = 0; d < 3; ++d) {
        choose_method(dimension_spec(spec.rfm, d), rfm::kScoringMethods[*chosen], report.dimensions[d], spec.rfm.bins);
      }
    });
  }
  ui::paragraph_muted(mixed ? tr("method.mixed.hint") : method_hint(method), TextStyle::caption);
}

void draw_bins(ScreenContext& context, const rfm::RfmReport& report) {
  const rfm::RfmSpec& spec = context.store.spec().rfm;
  const auto moved = draw_score_count(spec, spec.map, "settings.bins", spec.bins);
  if (!moved) return;
  context.store.edit([&](Spec& changed) { choose_bins(changed, *moved, report); }, "settings.bins");
}

// What counts --------------------------------------------------------------------------------------------------------

/// A select over the values of an enum that counts from 0; writes the chosen one through `set`.
template <class Enum, size_t N, class Set>
void draw_choice(ScreenContext& context, std::string_view key, const char* label,
                 const std::array<const char*, N>& names, Enum current, Set set) {
  std::vector<ui::SelectOption> options;
  for (const char* name : names) options.push_back({.label = name});
  ui::gap(sizes().s8);
  const auto chosen = ui::select({.key = key, .label = label, .width = -1}, options, static_cast<size_t>(current));
  if (chosen) context.store.edit([&](Spec& spec) { set(spec.rfm, static_cast<Enum>(*chosen)); });
}

/// The usual periods; another one, from a file or a link, stands among them.
std::vector<int> lookback_periods(int current) {
  std::vector<int> months{0, 3, 6, 12, 24, 36};
  if (std::find(months.begin(), months.end(), current) == months.end()) months.push_back(current);
  return months;
}

void draw_measures(ScreenContext& context, const rfm::RfmReport& report) {
  if (report.source != "orders") return;
  ui::section(tr("settings.measures"));
  const rfm::RfmSpec& rfm = context.store.spec().rfm;
  draw_choice(context, "settings.returns", tr("settings.returns"),
              std::array{tr("returns.net"), tr("returns.drop"), tr("returns.keep")}, rfm.returns,
              [](rfm::RfmSpec& spec, rfm::ReturnsRule rule) { spec.returns = rule; });
  draw_choice(context, "settings.frequency", tr("settings.frequency"),
              std::array{tr("frequency.orders"), tr("frequency.days"), tr("frequency.lines")}, rfm.frequency_measure,
              [](rfm::RfmSpec& spec, rfm::FrequencyMeasure measure) { spec.frequency_measure = measure; });
  if (report.frequency_measure != rfm.frequency_measure) {
    ui::paragraph_muted(tr("frequency.days_in_force"), TextStyle::caption);
  }
  draw_choice(context, "settings.monetary", tr("settings.monetary"),
              std::array{tr("monetary.sum"), tr("monetary.mean"), tr("monetary.margin")}, rfm.monetary_measure,
              [](rfm::RfmSpec& spec, rfm::MonetaryMeasure measure) { spec.monetary_measure = measure; });
  if (report.monetary_measure != rfm.monetary_measure) {
    ui::paragraph_muted(tr("monetary.sum_in_force"), TextStyle::caption);
  }
}

void draw_snapshot(ScreenContext& context, const rfm::RfmReport& report) {
  if (report.source != "orders") return;
  ui::gap(sizes().s8);
  draw_snapshot_field(context, report, {.key = "settings.snapshot", .label = tr("settings.snapshot"), .width = -1});
}

void draw_lookback(ScreenContext& context, const rfm::RfmReport& report) {
  if (report.source != "orders") return;
  ui::gap(sizes().s8);
  draw_lookback_choice(context, {.key = "settings.lookback", .label = tr("settings.lookback"), .width = -1});
  ui::paragraph_muted(tr("lookback.period_hint"), TextStyle::caption, "settings.lookback.hint");
  if (ui::button({.key = "settings.lookback.period",
                  .label = tr("lookback.period"),
                  .kind = ui::ButtonKind::quiet,
                  .icon = ui::Icon::data,
                  .small = true})) {
    context.view.screen = ScreenId::data;
  }
}

void draw_settings_reset(ScreenContext& context) {
  if (context.store.spec().rfm == rfm::RfmSpec{}) return;
  ui::gap(sizes().s16);
  if (ui::button({.key = "settings.reset",
                  .label = tr("settings.reset"),
                  .kind = ui::ButtonKind::quiet,
                  .icon = ui::Icon::refresh})) {
    context.store.edit([](Spec& spec) {
      choose_map(spec, rfm::RfmSpec{}.map);
      spec.rfm = {};
      spec.filter.cells.clear();
    });
  }
}

}  // namespace

void draw_method_of_map(ScreenContext& context) {
  const rfm::RfmSpec& spec = context.store.spec().rfm;
  if (has_method_of_map(spec)) return;
  const std::string words = tr_format("settings.map.method", {method_name(rfm::method_of_map(spec, spec.map))});
  ui::gap(sizes().s8);
  ui::paragraph_muted(words, TextStyle::caption, "settings.map.method");
  if (ui::button({.key = "settings.map.use_method", .label = tr("settings.map.use_method"), .small = true})) {
    context.store.edit([](Spec& changed) { use_method_of_map(changed.rfm); });
  }
}

std::vector<std::string> map_ids(const rfm::RfmSpec& spec) {
  std::vector<std::string> ids;
  for (const rfm::MapChoice& map : rfm::kMapChoices) ids.emplace_back(map.id);
  for (const rfm::MapDocument& map : spec.own_maps) ids.push_back(map.id);
  return ids;
}

std::vector<ui::SelectOption> map_options(const rfm::RfmSpec& spec) {
  std::vector<ui::SelectOption> options{{{.label = tr("map.grid"), .detail = tr("map.grid.detail")},
                                         {.label = tr("map.eleven"), .detail = tr("map.eleven.detail")},
                                         {.label = tr("map.eight"), .detail = tr("map.eight.detail")},
                                         {.label = tr("map.rfm_r"), .detail = tr("map.rfm_r.detail")},
                                         {.label = tr("map.pymc"), .detail = tr("map.pymc.detail")}}};
  for (const rfm::MapDocument& own : spec.own_maps) {
    options.push_back({.label = pick(own.name), .detail = tr("map.own")});
  }
  return options;
}

std::vector<ui::SelectOption> method_options(std::string_view chosen, size_t& position) {
  std::vector<ui::SelectOption> options;
  for (const std::string_view method : rfm::kScoringMethods) {
    if (method == chosen) position = options.size();
    options.push_back({.label = method_name(method)});
  }
  return options;
}

void draw_snapshot_field(ScreenContext& context, const rfm::RfmReport& report, const ui::Field& field) {
  const auto chosen = ui::date_field({.field = field, .value = report.snapshot});
  if (chosen) context.store.edit([&](Spec& spec) { spec.rfm.snapshot = *chosen; });
  const std::string automatic = std::string(field.key) + ".automatic";
  if (context.store.spec().rfm.snapshot.empty()) {
    ui::paragraph_muted(tr("snapshot.automatic"), TextStyle::caption);
  } else if (ui::link(automatic, tr("snapshot.back"), TextStyle::caption)) {
    context.store.edit([](Spec& spec) { spec.rfm.snapshot.clear(); });
  }
}

void draw_lookback_choice(ScreenContext& context, const ui::Select& select) {
  const int current = context.store.spec().rfm.lookback_months;
  const std::vector<int> months = lookback_periods(current);
  std::vector<ui::SelectOption> options;
  for (const int period : months) {
    options.push_back({.label = period == 0 ? std::string(tr("lookback.all"))
                                            : tr_plural("lookback.months", static_cast<double>(period))});
  }
  const auto found = std::find(months.begin(), months.end(), current);
  const auto chosen = ui::select(select, options, static_cast<size_t>(found - months.begin()));
  if (chosen) context.store.edit([&](Spec& spec) { spec.rfm.lookback_months = months[*chosen]; });
}

void draw_segment_settings(ScreenContext& context, const rfm::RfmReport& report) {
  ui::Card card({.key = "settings", .title = tr("settings.title"), .subtitle = tr("settings.hint")});
  draw_map(context, report);
  draw_split(context, report);
  draw_weights(context, report);
  draw_method(context, report);
  draw_bins(context, report);
  draw_measures(context, report);
  draw_snapshot(context, report);
  draw_lookback(context, report);
  draw_settings_reset(context);
}

}  // namespace sluice::app
