// The shape of a segment map: chosen in a dialog before a new one is begun, and changed in the editor of an own one.
#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "app/map_edits.h"
#include "app/map_shape.h"
#include "app/screens/segments.h"
#include "app/screens/words.h"
#include "app/widgets/controls.h"
#include "app/widgets/layout.h"
#include "app/widgets/navigation.h"
#include "app/widgets/overlay.h"
#include "app/widgets/text.h"

namespace sluice::app {
namespace {

using rfm::MapDocument;
using rfm::MapKind;

const char* kind_name(MapKind kind) {
  switch (kind) {
    case MapKind::recency_frequency:
      return tr("map_shape.recency_frequency");
    case MapKind::cube:
      return tr("map_shape.cube");
    case MapKind::split:
      return tr("map_shape.split");
  }
  return "";
}

const char* kind_hint(MapKind kind) {
  switch (kind) {
    case MapKind::recency_frequency:
      return tr("map_shape.recency_frequency.hint");
    case MapKind::cube:
      return tr("map_shape.cube.hint");
    case MapKind::split:
      return tr("map_shape.split.hint");
  }
  return "";
}

/// A pill where it fits, else a list.
std::optional<MapKind> draw_kind(const std::string& key, const std::vector<MapKind>& kinds, MapKind kind) {
  std::vector<std::string> keys;
  for (const MapKind candidate : kinds) keys.push_back(key + "." + std::to_string(static_cast<int>(candidate)));
  std::vector<ui::Option> options;
  std::vector<ui::SelectOption> entries;
  for (size_t i = 0; i < kinds.size(); ++i) {
    options.push_back({.key = keys[i], .label = kind_name(kinds[i])});
    entries.push_back({.label = kind_name(kinds[i])});
  }
  ui::muted(tr("map_shape.kind"));
  ui::gap(sizes().s4);
  const auto current = static_cast<size_t>(std::find(kinds.begin(), kinds.end(), kind) - kinds.begin());
  const bool fits = ui::segmented_width(options) <= ui::available_width();
  const auto chosen = fits ? ui::segmented(key, options, current)
                           : ui::select({.key = key, .spoken = tr("map_shape.kind"), .width = -1}, entries, current);
  ui::paragraph_muted(kind_hint(kind), TextStyle::caption, key + ".hint");
  if (!chosen) return std::nullopt;
  return kinds[*chosen];
}

/// One choice is one step of the history: every number in between would take cells away for good.
std::optional<int> draw_bins(std::string_view key, int bins) {
  std::vector<ui::SelectOption> options;
  for (int count = kFewestScores; count <= kMostScores; ++count) {
    options.push_back({.label = format_count(static_cast<double>(count))});
  }
  const auto chosen = ui::select({.key = key, .label = tr("settings.bins"), .width = -1}, options,
                                 static_cast<size_t>(bins - kFewestScores));
  if (!chosen) return std::nullopt;
  return kFewestScores + static_cast<int>(*chosen);
}

void reshape(ScreenContext& context, MapKind kind, int bins) {
  MapEditorView& view = context.view.segments.editor;
  view.last_cell.clear();  // the cells are others from now on
  view.shown_cells.clear();
  context.store.edit([&](Spec& spec) { reshape_own_map(spec, kind, bins); });
}

void draw_method(ScreenContext& context, const MapDocument& map) {
  std::vector<std::string> methods{{}};
  for (const std::string_view method : rfm::kScoringMethods) {
    if (rfm::finds_own_cuts(method)) methods.emplace_back(method);
  }
  std::vector<ui::SelectOption> options;
  for (const std::string& method : methods) {
    options.push_back({.label = method.empty() ? tr("map_shape.any_method") : method_name(method)});
  }
  const auto current = std::find(methods.begin(), methods.end(), map.method);
  const auto chosen = ui::select({.key = "map_editor.method", .label = tr("map_shape.method"), .width = -1}, options,
                                 static_cast<size_t>(current - methods.begin()));
  if (chosen) {
    context.store.edit([&](Spec& spec) {
      if (MapDocument* own = own_map(spec)) own->method = methods[*chosen];
    });
  }
  draw_method_of_map(context);
}

}  // namespace

void draw_map_shape(ScreenContext& context, const MapDocument& map) {
  constexpr int kUsual = 5;
  ui::gap(sizes().s12);
  const int bins = rfm::bins_of(map);
  if (const auto kind = draw_kind("map_editor.kind", kinds_to_choose(map.kind), map.kind)) {
    return reshape(context, *kind, bins == 0 ? kUsual : bins);
  }
  if (map.kind == MapKind::split) return;
  ui::gap(sizes().s8);
  if (const auto chosen = draw_bins("map_editor.bins", bins)) return reshape(context, map.kind, *chosen);
  ui::paragraph_muted(tr("map_shape.change_hint"), TextStyle::caption);
  ui::gap(sizes().s8);
  draw_method(context, map);
}

ui::Button new_map_button(const rfm::RfmSpec& spec) {
  return {.key = "settings.map.new",
          .label = tr("settings.map.new"),
          .kind = ui::ButtonKind::quiet,
          .icon = ui::Icon::plus,
          .disabled = spec.own_maps.size() >= rfm::kMostOwnMaps,
          .small = true};
}

void open_new_map(ScreenContext& context) {
  context.view.segments.new_map = {.bins = context.store.spec().rfm.bins};
  ui::open_modal("new_map");
}

void draw_new_map(ScreenContext& context) {
  if (!ui::begin_modal({.key = "new_map", .title = tr("new_map.title"), .width = 460})) return;
  NewMapDraft& draft = context.view.segments.new_map;
  const std::vector<MapKind> kinds{MapKind::recency_frequency, MapKind::cube, MapKind::split};
  if (const auto kind = draw_kind("new_map.kind", kinds, draft.kind)) draft.kind = *kind;
  if (draft.kind != MapKind::split) {
    ui::gap(sizes().s12);
    if (const auto bins = draw_bins("new_map.bins", draft.bins)) draft.bins = *bins;
  }
  ui::gap(sizes().s12);
  ui::paragraph_muted(tr("new_map.hint"));
  ui::gap(sizes().s16);
  if (ui::button({.key = "new_map.begin", .label = tr("new_map.begin"), .kind = ui::ButtonKind::primary})) {
    context.view.segments.editor = {.open = true};
    context.store.edit([&](Spec& spec) { add_own_map(spec, new_map(draft.kind, draft.bins)); });
    ui::close_modal();
  }
  ui::end_modal();
}

}  // namespace sluice::app
