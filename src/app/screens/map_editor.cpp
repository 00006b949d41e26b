// The editor of a segment map of the user's own. Every change is a change of the spec: all figures follow at once, and
// undo takes it back.
#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include <imgui.h>

#include "app/charts/heatmap.h"
#include "app/map_edits.h"
#include "app/screens/advice_field.h"
#include "app/screens/charts_of.h"
#include "app/screens/segments.h"
#include "app/screens/side_by_side.h"
#include "app/screens/words.h"
#include "app/widgets/button.h"
#include "app/widgets/card.h"
#include "app/widgets/chip.h"
#include "app/widgets/controls.h"
#include "app/widgets/fields.h"
#include "app/widgets/layout.h"
#include "app/widgets/menu.h"
#include "app/widgets/swatches.h"
#include "app/widgets/text.h"
#include "app/widgets/text_area.h"

namespace sluice::app {
namespace {

using rfm::MapDocument;
using rfm::MapKind;
using rfm::ScoreRange;

template <class Change>
void edit_map(ScreenContext& context, Change change) {
  context.store.edit([&](Spec& spec) {
    if (MapDocument* map = own_map(spec)) change(*map);
  });
}

using DrawField = ui::Edit (*)(const ui::Field&, std::string&);

/// A field whose text is the spec's except while it is typed. Returns another text once it is committed.
std::optional<std::string> text_setting(MapEditorView& view, const ui::Field& field, const std::string& value,
                                        DrawField draw) {
  std::string text = view.typed_in == field.key ? view.typed : value;
  const ui::Edit edit = draw(field, text);
  if (edit == ui::Edit::changed) {
    view.typed_in = field.key;
    view.typed = text;
  }
  if (edit != ui::Edit::committed) return std::nullopt;
  view.typed_in.clear();
  if (text == value) return std::nullopt;
  return text;
}

/// The same for a name, which is never empty.
std::optional<std::string> name_setting(MapEditorView& view, const ui::Field& field, const std::string& value) {
  const auto name = text_setting(view, field, value, ui::text_field);
  return name && name->find_first_not_of(' ') == std::string::npos ? std::nullopt : name;
}

/// Scores from the lowest to the highest; bits for a split.
std::vector<int> levels_of(const MapDocument& map) {
  if (map.kind == MapKind::split) return {0, 1};
  std::vector<int> levels;
  for (int level = 1; level <= bins_of(map); ++level) levels.push_back(level);
  return levels;
}

std::vector<ui::SelectOption> segment_options(const MapDocument& map) {
  std::vector<ui::SelectOption> options;
  for (const rfm::Segment& segment : map.segments) {
    options.push_back({.label = pick(segment.name), .color = segment.color});
  }
  return options;
}

size_t index_of_segment(const MapDocument& map, std::string_view id) {
  const auto found = std::find_if(map.segments.begin(), map.segments.end(),
                                  [&](const rfm::Segment& segment) { return segment.id == id; });
  return found == map.segments.end() ? 0 : static_cast<size_t>(found - map.segments.begin());
}

// Cells --------------------------------------------------------------------------------------------------------------

/// The segment that a click gives a cell to; behind the segments stands "as the rules say".
void draw_brush(ScreenContext& context, const MapDocument& map) {
  MapEditorView& view = context.view.segments.editor;
  std::vector<ui::SelectOption> options = segment_options(map);
  if (!map.rules.empty()) options.push_back({.label = tr("map_editor.by_rules")});
  const size_t current =
      view.brush.empty() && !map.rules.empty() ? map.segments.size() : index_of_segment(map, view.brush);
  const auto chosen =
      ui::select({.key = "map_editor.brush", .label = tr("map_editor.brush"), .width = -1}, options, current);
  if (chosen) view.brush = *chosen < map.segments.size() ? map.segments[*chosen].id : std::string();
}

void click_cell(ScreenContext& context, const rfm::MapReport& report, const std::string& key) {
  MapEditorView& view = context.view.segments.editor;
  const bool block = ImGui::GetIO().KeyShift && !view.last_cell.empty();
  const std::vector<std::string> keys =
      block ? cells_between(report, view.last_cell, key) : std::vector<std::string>{key};
  edit_map(context, [&](MapDocument& map) {
    const std::string segment =
        view.brush.empty() && !map.rules.empty() ? "" : map.segments[index_of_segment(map, view.brush)].id;
    for (const std::string& cell : keys) assign_cell(map, cell, segment);
  });
  view.last_cell = key;
}

std::string level_name(const MapDocument& map, int level) {
  if (map.kind != MapKind::split) return std::to_string(level);
  return tr(level == 1 ? "map_editor.better" : "map_editor.not_better");
}

std::vector<ui::TooltipRow> cell_tip(const rfm::MapReport& report, const rfm::MapCellReport& cell) {
  std::vector<ui::TooltipRow> rows{{tr("figure.customers"), format_count(static_cast<double>(cell.customers))}};
  if (cell.by_itself) {
    rows.push_back({tr("map_editor.because"), tr("map_editor.by_itself")});
  } else if (!report.rules.empty()) {
    rows.push_back({tr("map_editor.claims"), format_count(static_cast<double>(cell.claims))});
  }
  return rows;
}

/// One sheet of the cube: all cells of one monetary score, or the whole of a map without money.
void draw_sheet(ScreenContext& context, const rfm::RfmReport& report, const MapDocument& map, int money) {
  const std::vector<int> levels = levels_of(map);
  const bool cube = map.kind != MapKind::recency_frequency;
  const size_t count = levels.size();
  const std::string key = "map_editor.sheet" + std::to_string(money);
  const std::string x_title = dimension_name(1), y_title = dimension_name(0);
  if (cube) ui::label(tr_format("map_editor.sheet", {dimension_name(2), level_name(map, money)}), TextStyle::emphasis);
  chart::Heatmap sheet{.key = key,
                       .caption = tr("map_editor.cells"),
                       .x_title = x_title,
                       .y_title = y_title,
                       .columns = static_cast<int>(count),
                       .rows = static_cast<int>(count),
                       .note = tr("tip.group_customers"),
                       .by_hue = true};
  const rfm::MapReport& cells = report.map_report;
  const std::vector<std::string>& shown = context.view.segments.editor.shown_cells;
  std::vector<size_t> indices;
  for (size_t r = 0; r < count; ++r) {
    for (size_t f = 0; f < count; ++f) {
      const size_t index = cube ? (r * count + f) * count + static_cast<size_t>(money - levels.front()) : r * count + f;
      const rfm::MapCellReport& cell = cells.cells[index];
      const rfm::SegmentReport& segment = report.segments[cell.segment];
      indices.push_back(index);
      sheet.cells.push_back({.id = cell.key,
                             .value = static_cast<double>(cell.customers),
                             .text = format_count(static_cast<double>(cell.customers)),
                             .label = pick(segment.name),
                             .color = segment.color,
                             .selected = std::find(shown.begin(), shown.end(), cell.key) != shown.end(),
                             .flagged = segment.id == rfm::kUnassigned,
                             .tip = cell_tip(cells, cell)});
    }
  }
  if (const auto clicked = chart::heatmap(sheet).clicked) {
    click_cell(context, cells, cells.cells[indices[*clicked]].key);
  }
}

/// The sheets of a cube, the best one first.
void draw_sheets(ScreenContext& context, const rfm::RfmReport& report, const MapDocument& map) {
  std::vector<int> money = levels_of(map);
  std::reverse(money.begin(), money.end());
  constexpr float kNarrowestSheet = 260;
  ui::Grid grid({.key = "map_editor.sheets", .min_column = kNarrowestSheet, .most = 3, .equal_heights = false});
  for (const int level : money) {
    grid.next();
    draw_sheet(context, report, map, level);
    ui::gap(sizes().s12);
  }
}

/// What the hues of the cells mean: the segments that have any.
void draw_legend(const rfm::RfmReport& report) {
  std::vector<bool> shown(report.segments.size());
  for (const rfm::MapCellReport& cell : report.map_report.cells) shown[cell.segment] = true;
  std::vector<chart::LegendItem> items;
  for (size_t i = 0; i < report.segments.size(); ++i) {
    if (!shown[i]) continue;
    items.push_back({pick(report.segments[i].name), data_color(report.segments[i].color)});
  }
  chart::legend(items, "map_editor.legend");
}

void draw_cells(ScreenContext& context, const rfm::RfmReport& report, const MapDocument& map) {
  ui::Card card({.key = "map_editor.cells_card", .title = tr("map_editor.cells"), .hint = tr("map_editor.cells.hint")});
  draw_brush(context, map);
  ui::gap(sizes().s12);
  if (map.kind == MapKind::recency_frequency) {
    draw_sheet(context, report, map, 0);
  } else {
    draw_sheets(context, report, map);
  }
  ui::gap(sizes().s12);
  draw_legend(report);
}

// Findings -----------------------------------------------------------------------------------------------------------

void draw_findings(ScreenContext& context, const rfm::RfmReport& report) {
  MapEditorView& view = context.view.segments.editor;
  const std::vector<rfm::MapFinding>& findings = report.map_report.findings;
  ui::Card card({.key = "map_editor.check", .title = tr("map_editor.check")});
  if (findings.empty()) {
    ui::badge(tr("map_editor.in_order"), ui::Tone::positive, "map_editor.in_order");
    return;
  }
  for (size_t i = 0; i < findings.size(); ++i) {
    const rfm::MapFinding& finding = findings[i];
    const std::string key = "map_editor.finding" + std::to_string(i);
    if (i > 0) ui::gap(sizes().s8);
    ui::badge(tr(finding.is_mistake ? "map_editor.mistake" : "map_editor.good_to_know"),
              finding.is_mistake ? ui::Tone::warning : ui::Tone::neutral);
    ui::paragraph(pick(finding.sentence), TextStyle::body, key);
    if (finding.cells.empty()) continue;
    const bool shown = view.shown_cells == finding.cells;
    if (ui::link(key + ".show", tr(shown ? "map_editor.hide_cells" : "map_editor.show_cells"), TextStyle::caption)) {
      view.shown_cells = shown ? std::vector<std::string>{} : finding.cells;
    }
  }
}

// Rules --------------------------------------------------------------------------------------------------------------

/// All ranges of a dimension, any score first, then the best ones.
std::vector<ScoreRange> ranges_of(const MapDocument& map) {
  const std::vector<int> levels = levels_of(map);
  std::vector<ScoreRange> ranges{{}};
  for (auto to = levels.rbegin(); to != levels.rend(); ++to) {
    for (auto from = to; from != levels.rend(); ++from) {
      const bool all = *from == levels.front() && *to == levels.back();
      if (!all) ranges.push_back({*from, *to});
    }
  }
  return ranges;
}

/// The range within the scores that the map has: 0..10 is any.
ScoreRange clipped(ScoreRange range, const MapDocument& map) {
  const std::vector<int> levels = levels_of(map);
  range.from = std::max(range.from, levels.front());
  range.to = std::min(range.to, levels.back());
  return range.from == levels.front() && range.to == levels.back() ? ScoreRange{} : range;
}

std::string range_name(const MapDocument& map, const ScoreRange& range) {
  if (range == ScoreRange{}) return tr("map_editor.any");
  if (range.from == range.to) return level_name(map, range.from);
  return std::to_string(range.from) + "–" + std::to_string(range.to);
}

/// "Rule 3: R": what is said of a part of a rule.
std::string of_rule(size_t rule, std::string_view part) {
  return tr_format("map_editor.of_rule", {std::to_string(rule + 1), part});
}

void draw_range(ScreenContext& context, const MapDocument& map, size_t rule, size_t dimension, float width) {
  constexpr std::array<ScoreRange rfm::MapRule::*, 3> kRanges{&rfm::MapRule::recency, &rfm::MapRule::frequency,
                                                              &rfm::MapRule::monetary};
  constexpr std::array<const char*, 3> kLetters{"R", "F", "M"};
  const std::vector<ScoreRange> ranges = ranges_of(map);
  std::vector<ui::SelectOption> options;
  for (const ScoreRange& range : ranges) options.push_back({.label = range_name(map, range)});
  const auto found = std::find(ranges.begin(), ranges.end(), clipped(map.rules[rule].*kRanges[dimension], map));
  std::optional<size_t> current;
  if (found != ranges.end()) current = static_cast<size_t>(found - ranges.begin());
  const std::string key = "map_editor.rule" + std::to_string(rule) + "." + kLetters[dimension];
  const std::string spoken = of_rule(rule, kLetters[dimension]);
  const auto chosen =
      ui::select({.key = key, .label = kLetters[dimension], .spoken = spoken, .width = width}, options, current);
  if (!chosen) return;
  edit_map(context, [&](MapDocument& changed) { changed.rules[rule].*kRanges[dimension] = ranges[*chosen]; });
}

/// From `top` on, in line with each other.
void draw_rule_buttons(ScreenContext& context, const MapDocument& map, size_t rule, float top) {
  const std::string key = "map_editor.rule" + std::to_string(rule);
  const auto begin = [top] { ImGui::SetCursorScreenPos({ImGui::GetCursorScreenPos().x, top}); };
  begin();
  const std::string earlier_key = key + ".up", earlier = of_rule(rule, tr("map_editor.earlier"));
  if (ui::icon_button(
          {.key = earlier_key, .label = earlier, .icon = ui::Icon::arrow_up, .disabled = rule == 0, .small = true})) {
    edit_map(context, [&](MapDocument& changed) { move_rule(changed, rule, -1); });
  }
  ui::same_line(sizes().s2);
  begin();
  const std::string later_key = key + ".down", later = of_rule(rule, tr("map_editor.later"));
  if (ui::icon_button({.key = later_key,
                       .label = later,
                       .icon = ui::Icon::arrow_down,
                       .disabled = rule + 1 == map.rules.size(),
                       .small = true})) {
    edit_map(context, [&](MapDocument& changed) { move_rule(changed, rule, 1); });
  }
  ui::same_line(sizes().s2);
  begin();
  const std::string remove_key = key + ".remove", remove = of_rule(rule, tr("map_editor.remove_rule"));
  if (ui::icon_button({.key = remove_key, .label = remove, .icon = ui::Icon::trash, .small = true})) {
    edit_map(context,
             [&](MapDocument& changed) { changed.rules.erase(changed.rules.begin() + static_cast<int>(rule)); });
  }
}

void draw_rule(ScreenContext& context, const MapDocument& map, size_t rule) {
  constexpr float kSegmentWidth = 200, kRangeWidth = 92;
  const std::string key = "map_editor.rule" + std::to_string(rule);
  const std::string label = tr_format("map_editor.rule", {std::to_string(rule + 1)});
  const auto chosen = ui::select({.key = key + ".segment", .label = label, .width = kSegmentWidth},
                                 segment_options(map), index_of_segment(map, map.rules[rule].segment));
  if (chosen) {
    edit_map(context, [&](MapDocument& changed) { changed.rules[rule].segment = changed.segments[*chosen].id; });
  }
  const size_t dimensions = map.kind == MapKind::recency_frequency ? 2 : 3;
  for (size_t dimension = 0; dimension < dimensions; ++dimension) {
    ui::same_line_if_fits(kRangeWidth);
    draw_range(context, map, rule, dimension, kRangeWidth);
  }
  const float fields_end = ImGui::GetItemRectMax().y;
  const float small = ui::button_height(true);
  const bool beside = ui::same_line_if_fits(3 * small + 2 * sizes().s2);
  const float middle = fields_end - std::round((sizes().control + small) / 2);
  draw_rule_buttons(context, map, rule, beside ? middle : ImGui::GetCursorScreenPos().y);
}

void draw_rules(ScreenContext& context, const MapDocument& map) {
  ui::Card card({.key = "map_editor.rules", .title = tr("map_editor.rules"), .subtitle = tr("map_editor.rules.hint")});
  for (size_t rule = 0; rule < map.rules.size(); ++rule) {
    draw_rule(context, map, rule);
    ui::gap(sizes().s8);
  }
  if (ui::button({.key = "map_editor.add_rule",
                  .label = tr("map_editor.add_rule"),
                  .icon = ui::Icon::plus,
                  .disabled = map.rules.size() >= rfm::kMostRules})) {
    edit_map(context, [&](MapDocument& changed) {
      changed.rules.push_back(
          {changed.segments[index_of_segment(map, context.view.segments.editor.brush)].id, {}, {}, {}});
    });
  }
  if (map.rules.empty() || map.cells.empty()) return;
  ui::paragraph_muted(tr_format("map_editor.cells_before_rules", {std::to_string(map.cells.size())}),
                      TextStyle::caption);
  if (ui::link("map_editor.forget_cells", tr("map_editor.forget_cells"), TextStyle::caption)) {
    edit_map(context, [](MapDocument& changed) { changed.cells.clear(); });
  }
}

// Segments -----------------------------------------------------------------------------------------------------------

/// In the order of segment_hues().
std::vector<std::string> hue_names() {
  return {tr("color.teal"),   tr("color.green"), tr("color.leaf"), tr("color.ochre"),
          tr("color.orange"), tr("color.red"),   tr("color.pink"), tr("color.purple"),
          tr("color.indigo"), tr("color.blue"),  tr("color.lake"), tr("color.grey")};
}

void draw_segment(ScreenContext& context, const MapDocument& map) {
  MapEditorView& view = context.view.segments.editor;
  ui::Card card({.key = "map_editor.segment", .title = tr("map_editor.segments")});
  const size_t index = index_of_segment(map, view.segment);
  const rfm::Segment& segment = map.segments[index];
  const auto chosen = ui::select({.key = "map_editor.choose_segment", .spoken = tr("map_editor.segments"), .width = -1},
                                 segment_options(map), index);
  if (chosen) view.segment = view.brush = map.segments[*chosen].id;
  ui::gap(sizes().s12);
  const auto name =
      name_setting(view, {.key = "map_editor.segment_name", .label = tr("map_editor.segment_name"), .width = -1},
                   pick(segment.name));
  if (name) {
    edit_map(context, [&](MapDocument& changed) { write_text(changed.segments[index].name, language(), *name); });
  }
  ui::gap(sizes().s8);
  const std::vector<std::string> names = hue_names();
  const auto hue = ui::swatches({.key = "map_editor.hue",
                                 .label = tr("map_editor.color"),
                                 .hues = segment_hues(),
                                 .names = names,
                                 .selected = segment.color});
  if (hue) edit_map(context, [&](MapDocument& changed) { changed.segments[index].color = segment_hues()[*hue]; });
  ui::gap(sizes().s8);
  ui::muted(tr("segments.advice"));
  ui::gap(sizes().s4);
  draw_segment_advice(context, segment.id, segment.advice);
  ui::gap(sizes().s12);
  if (ui::toggle({.key = "map_editor.rest",
                  .label = tr("map_editor.rest"),
                  .detail = tr("map_editor.rest.hint"),
                  .on = segment.rest})) {
    edit_map(context, [&](MapDocument& changed) { set_rest(changed, segment.id, !segment.rest); });
    return;
  }
  ui::gap(sizes().s12);
  if (ui::button({.key = "map_editor.add_segment",
                  .label = tr("map_editor.add_segment"),
                  .icon = ui::Icon::plus,
                  .disabled = map.segments.size() >= rfm::kMostSegments,
                  .small = true})) {
    edit_map(context, [&](MapDocument& changed) { view.segment = view.brush = add_segment(changed); });
    return;
  }
  const ui::Button remove{.key = "map_editor.remove_segment",
                          .label = tr("map_editor.remove_segment"),
                          .kind = ui::ButtonKind::quiet,
                          .icon = ui::Icon::trash,
                          .disabled = map.segments.size() < 2,
                          .small = true};
  ui::same_line_if_fits(ui::button_width(remove));
  if (ui::button(remove)) context.store.edit([&](Spec& spec) { remove_segment(spec, segment.id); });
}

void draw_map_itself(ScreenContext& context, const MapDocument& map) {
  MapEditorView& view = context.view.segments.editor;
  ui::Card card({.key = "map_editor.map", .title = tr("map_editor.map")});
  const auto name =
      name_setting(view, {.key = "map_editor.name", .label = tr("map_editor.name"), .width = -1}, pick(map.name));
  if (name) edit_map(context, [&](MapDocument& changed) { write_text(changed.name, language(), *name); });
  ui::gap(sizes().s8);
  const auto reading = text_setting(view,
                                    {.key = "map_editor.reading",
                                     .label = tr("map_editor.reading"),
                                     .hint = tr("map_editor.reading.hint"),
                                     .width = -1},
                                    pick(map.rule), ui::text_area);
  if (reading) edit_map(context, [&](MapDocument& changed) { write_text(changed.rule, language(), *reading); });
  draw_map_shape(context, map);
  ui::gap(sizes().s12);
  if (ui::button(
          {.key = "map_editor.export", .label = tr("map_editor.export"), .icon = ui::Icon::download, .small = true})) {
    context.store.export_map(map);
  }
  const ui::Button remove{.key = "map_editor.remove",
                          .label = tr("map_editor.remove"),
                          .kind = ui::ButtonKind::quiet,
                          .icon = ui::Icon::trash,
                          .small = true};
  ui::same_line_if_fits(ui::button_width(remove));
  if (ui::button(remove)) context.store.edit([](Spec& spec) { remove_own_map(spec); });
  ui::paragraph_muted(tr("map_editor.kept"), TextStyle::caption);
}

}  // namespace

void draw_map_editor(ScreenContext& context, const rfm::RfmReport& report) {
  const MapDocument map = *rfm::find_own_map(context.store.spec().rfm, context.store.spec().rfm.map);
  ui::heading(tr("map_editor.title"), "map_editor.heading");
  const ui::Button done{.key = "map_editor.done", .label = tr("map_editor.done"), .kind = ui::ButtonKind::primary};
  ui::align_right(ui::button_width(done));
  if (ui::button(done)) context.view.segments.editor.open = false;
  // The answer to the latest change may still be under way: until it is here, the former map stands.
  const bool in_step =
      report.map == map.id && report.map_report.kind == map.kind && report.map_report.bins == bins_of(map);
  if (!in_step) return ui::skeleton(12);
  side_by_side(
      [&] {
        draw_cells(context, report, map);
        ui::gap(sizes().s16);
        draw_rules(context, map);
      },
      [&] {
        draw_findings(context, report);
        ui::gap(sizes().s16);
        draw_segment(context, map);
        ui::gap(sizes().s16);
        draw_map_itself(context, map);
      });
}

}  // namespace sluice::app
