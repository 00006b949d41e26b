// The looks of the interface in one place: named colours, spacings, radii and text sizes, light and dark. Screens,
// widgets and charts take every colour and every length from here. All lengths are CSS pixels, already multiplied by
// the user's text scale; the pixel ratio is the renderer's business.
#pragma once

#include <string_view>

#include <imgui.h>

#include "app/color.h"

namespace sluice::app {

struct Palette {
  Color background;     ///< the page behind the cards
  Color surface;        ///< cards, top bar, rail
  Color raised;         ///< menus, tooltips, dialogs; also the knob of a control
  Color hover;          ///< a row or quiet control under the pointer
  Color pressed;        ///< the same while held
  Color track;          ///< empty part of bars, sliders, segmented controls; skeletons
  Color border;         ///< hairlines
  Color border_strong;  ///< outlines of fields and checkboxes: 3:1 on surface
  Color text;
  Color text_muted;  ///< secondary text, still AA on every background
  Color accent;      ///< primary buttons, selection, links, the data when it has no colour of its own
  Color accent_hover;
  Color accent_soft;  ///< tinted background of what is selected
  Color on_accent;    ///< text on accent
  Color positive, positive_soft;
  Color warning, warning_soft;
  Color negative, negative_soft;
  Color gold;    ///< the marker of what is best: a share, a median, the customer in question
  Color focus;   ///< keyboard focus ring
  Color scrim;   ///< over the page, behind a dialog
  Color shadow;  ///< darkest tone of a drop shadow
};

struct Sizes {
  float s2, s4, s8, s12, s16, s24, s32;  ///< spacings
  float radius_small;                    ///< bars, chips' inner parts, heatmap cells
  float radius;                          ///< controls
  float radius_card;                     ///< cards, dialogs
  float control;                         ///< height of buttons and fields: 32, on narrow or touch screens 44
  float row;                             ///< height of a table row: 40, or 48
  float icon;                            ///< 16
  float icon_large;                      ///< 20
  float hairline;                        ///< 1
  float top_bar;                         ///< height of the top bar
  float rail;                            ///< width of the rail with labels
  float rail_narrow;                     ///< width of the rail with icons only
  float bottom_bar;                      ///< height of the bar that replaces the rail on narrow screens
  float page_max;                        ///< widest content on a very wide screen
};

/// caption 12 · body 14 · emphasis 14 semibold · title 18 semibold · figure 28 semibold · hero 34 semibold.
enum class TextStyle { caption, caption_strong, body, emphasis, title, figure, hero };

struct ThemeOptions {
  bool dark = false;
  bool narrow = false;  ///< a phone: larger touch targets, one column
  float text_scale = 1.0f;

  bool operator==(const ThemeOptions&) const = default;
};

/// Makes the theme current and sets ImGuiStyle. Call it between frames, or first in a frame; cheap when unchanged.
void apply_theme(const ThemeOptions& options);

const Palette& colors();  ///< of the current theme
const Palette& colors_of(bool dark);
const Sizes& sizes();
bool dark_theme();
bool narrow_screen();

ImFont* font_of(TextStyle style);    ///< never null: the current font when no fonts() are set
float size_of(TextStyle style);      ///< for PushFont: CSS pixels without the text scale, which ImGui applies
float line_height(TextStyle style);  ///< leading of a paragraph: 1.5 x size, scaled

// Colours that come from data
Color data_color(std::string_view hex);  ///< "#rrggbb" of a segment, moved so that it stands 3:1 off the surface
Color data_soft(std::string_view hex);   ///< the same hue as a tinted background for `text`
Color soften(Color fill);                ///< any fill as a tinted background for `text`
Color text_on(Color fill);               ///< black-ish or white, whichever reads better: at least 4.5:1
Color sequential(double share);          ///< heatmap scale: 0 nearly the surface, 1 the strongest
Color zone_color(int zone);              ///< sales funnel zones: 0 outside, 1 top, 2 middle, 3 bottom

}  // namespace sluice::app
