// What every screen is given, and the list of screens. A new screen is a file here, an entry in kScreens and, if it
// remembers something, a struct in view.h.
#pragma once

#include <array>
#include <string_view>

#include "app/host.h"
#include "app/preferences.h"
#include "app/store.h"
#include "app/view.h"
#include "app/widgets/icon.h"

namespace sluice::app {

struct ScreenContext {
  Store& store;
  View& view;
  Preferences& preferences;
  Host& host;
};

void draw_data_screen(ScreenContext& context);
void draw_overview_screen(ScreenContext& context);
void draw_segments_screen(ScreenContext& context);
void draw_customers_screen(ScreenContext& context);
void draw_retention_screen(ScreenContext& context);
void draw_value_screen(ScreenContext& context);
void draw_clusters_screen(ScreenContext& context);
void draw_changes_screen(ScreenContext& context);
void draw_funnel_screen(ScreenContext& context);

struct ScreenEntry {
  ScreenId id;
  std::string_view key;       ///< test key of its entry in the rail
  std::string_view name_key;  ///< of the translation
  ui::Icon icon;
  void (*draw)(ScreenContext&);
};

/// In the order of the rail; the digits from 1 switch to them.
inline constexpr std::array<ScreenEntry, 9> kScreens{{
    {ScreenId::data, "nav.data", "nav.data", ui::Icon::data, draw_data_screen},
    {ScreenId::overview, "nav.overview", "nav.overview", ui::Icon::overview, draw_overview_screen},
    {ScreenId::segments, "nav.segments", "nav.segments", ui::Icon::segments, draw_segments_screen},
    {ScreenId::customers, "nav.customers", "nav.customers", ui::Icon::customers, draw_customers_screen},
    {ScreenId::changes, "nav.changes", "nav.changes", ui::Icon::changes, draw_changes_screen},
    {ScreenId::retention, "nav.retention", "nav.retention", ui::Icon::retention, draw_retention_screen},
    {ScreenId::value, "nav.value", "nav.value", ui::Icon::value, draw_value_screen},
    {ScreenId::clusters, "nav.clusters", "nav.clusters", ui::Icon::clusters, draw_clusters_screen},
    {ScreenId::funnel, "nav.funnel", "nav.funnel", ui::Icon::funnel, draw_funnel_screen},
}};

}  // namespace sluice::app
