// The frame around the screens: top bar, rail or bottom bar, filter bar, banners, and what covers them (welcome,
// loading, files that hover).
#pragma once

#include "app/screens/screen.h"

namespace sluice::app {

/// The whole page, once a frame.
void draw_shell(ScreenContext& context);

/// Keys that work everywhere: a digit for each screen, /, Ctrl+Z, Ctrl+Shift+Z. Panels and menus close themselves on
/// Escape.
void handle_shortcuts(ScreenContext& context);

// Its parts
void draw_top_bar(ScreenContext& context);
void draw_filter_bar(ScreenContext& context);
void draw_banners(ScreenContext& context);
void draw_welcome(ScreenContext& context);
void draw_loading(ScreenContext& context);
void draw_drop_overlay(ScreenContext& context);
void draw_arrival(ScreenContext& context);         ///< what to do with files that came while others are open
bool mapping_needed(const Store& store);           ///< a file waits for its columns to be named
void draw_mapping_needed(ScreenContext& context);  ///< only then: the columns, their roles, and a button to read again

// Actions that stand in several places
void copy_share_link(ScreenContext& context);
void switch_language(ScreenContext& context);

}  // namespace sluice::app
