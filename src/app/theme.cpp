#include "app/theme.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "app/fonts.h"

namespace sluice::app {
namespace {

constexpr Color hex(uint32_t value) { return IM_COL32((value >> 16) & 0xFF, (value >> 8) & 0xFF, value & 0xFF, 255); }

constexpr Color hex(uint32_t value, uint32_t alpha) {
  return (hex(value) & ~IM_COL32_A_MASK) | (alpha << IM_COL32_A_SHIFT);
}

constexpr Palette kLight = {
    .background = hex(0xF6F7F9),
    .surface = hex(0xFFFFFF),
    .raised = hex(0xFFFFFF),
    .hover = hex(0xF1F4F6),
    .pressed = hex(0xE7EBEF),
    .track = hex(0xE9EDF1),
    .border = hex(0xE3E7EC),
    .border_strong = hex(0x858F9C),
    .text = hex(0x10181F),
    .text_muted = hex(0x56616E),
    .accent = hex(0x0B7285),
    .accent_hover = hex(0x095E6E),
    .accent_soft = hex(0xE0F2F5),
    .on_accent = hex(0xFFFFFF),
    .positive = hex(0x1A7446),
    .positive_soft = hex(0xE2F4E9),
    .warning = hex(0x8A5A00),
    .warning_soft = hex(0xFCF1D6),
    .negative = hex(0xBF2B24),
    .negative_soft = hex(0xFCE8E6),
    .gold = hex(0xC98A08),
    .focus = hex(0x1595AC),
    .scrim = hex(0x10181F, 0x73),
    .shadow = hex(0x10181F, 0x07),
};

constexpr Palette kDark = {
    .background = hex(0x0E1216),
    .surface = hex(0x161B21),
    .raised = hex(0x1E252D),
    .hover = hex(0x1F262E),
    .pressed = hex(0x29323C),
    .track = hex(0x272F38),
    .border = hex(0x29313A),
    .border_strong = hex(0x6B7683),
    .text = hex(0xE9EDF1),
    .text_muted = hex(0xA2ADB9),
    .accent = hex(0x3DB5C8),
    .accent_hover = hex(0x62C8D8),
    .accent_soft = hex(0x12343B),
    .on_accent = hex(0x06181C),
    .positive = hex(0x58C98B),
    .positive_soft = hex(0x14301F),
    .warning = hex(0xE5B454),
    .warning_soft = hex(0x352A10),
    .negative = hex(0xF58A80),
    .negative_soft = hex(0x3B1D1B),
    .gold = hex(0xE9B44C),
    .focus = hex(0x62C8D8),
    .scrim = hex(0x000000, 0x99),
    .shadow = hex(0x000000, 0x30),
};

// The text that stands on coloured fills, the same in both themes.
// Nearly black: between a darker grey and white, no ink would reach 4.5:1 on some middle tones.
constexpr Color kInk = hex(0x000508);
constexpr Color kWhite = hex(0xFFFFFF);

constexpr double kGraphicContrast = 3.0;  // WCAG 2.1, 1.4.11 non-text contrast
constexpr double kTextContrast = 4.5;     // WCAG 2.1, 1.4.3, AA

struct Theme {
  ThemeOptions options;
  bool applied = false;
  Sizes sizes{};
};

Sizes make_sizes(bool narrow, float scale) {
  const auto px = [scale](float css) { return std::round(css * scale); };
  Sizes s{};
  s.s2 = px(2), s.s4 = px(4), s.s8 = px(8), s.s12 = px(12), s.s16 = px(16), s.s24 = px(24), s.s32 = px(32);
  s.radius_small = px(4), s.radius = px(6), s.radius_card = px(10);
  s.control = px(narrow ? 44 : 32);
  s.row = px(narrow ? 48 : 40);
  s.icon = px(16), s.icon_large = px(20);
  s.hairline = 1;
  s.top_bar = px(narrow ? 52 : 56);
  s.rail = px(208), s.rail_narrow = px(60), s.bottom_bar = px(60);
  s.page_max = px(2880);
  return s;
}

Theme& theme() {
  static Theme current = {{}, false, make_sizes(false, 1)};
  return current;
}

void set_style_sizes(ImGuiStyle& style, const Sizes& s) {
  style.WindowPadding = {0, 0};
  style.WindowRounding = 0;
  style.WindowBorderSize = 0;
  style.WindowMinSize = {1, 1};
  style.ChildRounding = s.radius_card;
  style.ChildBorderSize = 0;
  style.PopupRounding = s.radius + s.s2;
  style.PopupBorderSize = 1;
  style.FramePadding = {s.s12, std::max(0.0f, (s.control - style.FontSizeBase * style.FontScaleMain) / 2)};
  style.FrameRounding = s.radius;
  style.FrameBorderSize = 1;
  style.ItemSpacing = {s.s8, s.s8};
  style.ItemInnerSpacing = {s.s8, s.s4};
  style.CellPadding = {s.s12, s.s8};
  style.IndentSpacing = s.s16;
  style.ScrollbarSize = s.s12;
  style.ScrollbarRounding = s.s12;
  style.GrabMinSize = s.s24;
  style.GrabRounding = s.radius;
  style.DisplaySafeAreaPadding = {s.s8, s.s8};
  style.DisabledAlpha = 0.45f;
  style.HoverStationaryDelay = 0.1f;
  style.CircleTessellationMaxError = 0.15f;
  style.CurveTessellationTol = 0.6f;
}

void set_style_colors(ImGuiStyle& style, const Palette& c) {
  for (ImVec4& color : style.Colors) color = to_vec4(c.text);
  const auto set = [&style](Color color, std::initializer_list<ImGuiCol> slots) {
    for (const ImGuiCol slot : slots) style.Colors[slot] = to_vec4(color);
  };
  const Color none = with_alpha(c.surface, 0);
  set(c.text, {ImGuiCol_Text, ImGuiCol_InputTextCursor});
  set(c.text_muted, {ImGuiCol_TextDisabled});
  set(c.background, {ImGuiCol_WindowBg});
  set(none, {ImGuiCol_ChildBg, ImGuiCol_BorderShadow, ImGuiCol_ScrollbarBg, ImGuiCol_TableRowBg, ImGuiCol_TableRowBgAlt,
             ImGuiCol_NavWindowingHighlight, ImGuiCol_NavWindowingDimBg});
  set(c.raised, {ImGuiCol_PopupBg});
  set(c.border,
      {ImGuiCol_Border, ImGuiCol_Separator, ImGuiCol_TableBorderStrong, ImGuiCol_TableBorderLight, ImGuiCol_TreeLines});
  set(c.surface, {ImGuiCol_FrameBg, ImGuiCol_FrameBgHovered, ImGuiCol_FrameBgActive, ImGuiCol_Button, ImGuiCol_TitleBg,
                  ImGuiCol_TitleBgActive, ImGuiCol_TitleBgCollapsed, ImGuiCol_MenuBarBg, ImGuiCol_TableHeaderBg,
                  ImGuiCol_Tab, ImGuiCol_TabSelected, ImGuiCol_TabDimmed, ImGuiCol_TabDimmedSelected});
  set(c.hover, {ImGuiCol_Header, ImGuiCol_HeaderHovered, ImGuiCol_ButtonHovered, ImGuiCol_TabHovered});
  set(c.pressed, {ImGuiCol_HeaderActive, ImGuiCol_ButtonActive});
  set(with_alpha(c.border_strong, 0.35f), {ImGuiCol_ScrollbarGrab});
  set(with_alpha(c.border_strong, 0.6f), {ImGuiCol_ScrollbarGrabHovered});
  set(with_alpha(c.border_strong, 0.85f), {ImGuiCol_ScrollbarGrabActive});
  set(c.accent, {ImGuiCol_CheckMark, ImGuiCol_SliderGrab, ImGuiCol_SliderGrabActive, ImGuiCol_PlotLines,
                 ImGuiCol_PlotHistogram, ImGuiCol_TextLink, ImGuiCol_SeparatorHovered, ImGuiCol_SeparatorActive,
                 ImGuiCol_DragDropTarget, ImGuiCol_TabSelectedOverline, ImGuiCol_TabDimmedSelectedOverline});
  set(with_alpha(c.accent, 0.28f), {ImGuiCol_TextSelectedBg});
  set(c.focus, {ImGuiCol_NavCursor});
  set(c.scrim, {ImGuiCol_ModalWindowDimBg});
}

/// Moves the lightness of a hue until it stands off `surface`: darker on a light one, lighter on a dark one.
Color stand_off(Color color, Color surface, bool dark) {
  Lch lch = to_lch(color);
  lch.lightness = std::clamp(lch.lightness, dark ? 0.50f : 0.45f, dark ? 0.80f : 0.72f);
  constexpr float kStep = 0.01f;
  Color adapted = from_lch(lch);
  while (contrast(adapted, surface) < kGraphicContrast && lch.lightness > kStep && lch.lightness < 1 - kStep) {
    lch.lightness += dark ? kStep : -kStep;
    adapted = from_lch(lch);
  }
  return adapted;
}

}  // namespace

void apply_theme(const ThemeOptions& options) {
  Theme& current = theme();
  if (current.applied && current.options == options && ImGui::GetStyle().FontScaleMain == options.text_scale) return;
  current = {options, true, make_sizes(options.narrow, options.text_scale)};
  ImGuiStyle& style = ImGui::GetStyle();
  style.FontSizeBase = size_of(TextStyle::body);
  style.FontScaleMain = options.text_scale;
  set_style_sizes(style, current.sizes);
  set_style_colors(style, colors());
}

const Palette& colors() { return colors_of(theme().options.dark); }
const Palette& colors_of(bool dark) { return dark ? kDark : kLight; }
const Sizes& sizes() { return theme().sizes; }
bool dark_theme() { return theme().options.dark; }
bool narrow_screen() { return theme().options.narrow; }

ImFont* font_of(TextStyle style) {
  const bool strong = style != TextStyle::caption && style != TextStyle::body;
  ImFont* font = strong ? fonts().semibold : fonts().regular;
  return font != nullptr ? font : ImGui::GetFont();
}

float size_of(TextStyle style) {
  switch (style) {
    case TextStyle::caption:
    case TextStyle::caption_strong:
      return 12;
    case TextStyle::body:
    case TextStyle::emphasis:
      return 14;
    case TextStyle::title:
      return 18;
    case TextStyle::figure:
      return 28;
    case TextStyle::hero:
      return 34;
  }
  return 14;
}

float line_height(TextStyle style) {
  constexpr float kLeading = 1.5f;
  constexpr float kLargeLeading = 1.25f;
  const float leading = style >= TextStyle::title ? kLargeLeading : kLeading;
  return std::round(size_of(style) * theme().options.text_scale * leading);
}

Color data_color(std::string_view text) {
  return stand_off(parse_hex(text, colors().accent), colors().surface, dark_theme());
}

Color soften(Color fill) {
  constexpr float kTint = 0.14f;
  constexpr float kDarkTint = 0.24f;
  return mix(colors().surface, fill, dark_theme() ? kDarkTint : kTint);
}

Color data_soft(std::string_view text) { return soften(data_color(text)); }

Color text_on(Color fill) {
  // White looks better on saturated colours, so it wins wherever it is readable.
  if (contrast(kWhite, fill) >= kTextContrast) return kWhite;
  return contrast(kInk, fill) >= contrast(kWhite, fill) ? kInk : kWhite;
}

Color sequential(double share) {
  struct Scale {
    Color low, middle, high;
  };
  static const std::array<Scale, 2> kScales = {Scale{hex(0xEEF4F5), hex(0x5FB3C0), hex(0x0A4F5D)},
                                               Scale{hex(0x1E272E), hex(0x1F6F7D), hex(0x7FDCE8)}};
  const Scale& scale = kScales[dark_theme() ? 1 : 0];
  const float t = static_cast<float>(std::isfinite(share) ? std::clamp(share, 0.0, 1.0) : 0.0);
  return t < 0.5f ? mix(scale.low, scale.middle, t * 2) : mix(scale.middle, scale.high, t * 2 - 1);
}

Color zone_color(int zone) {
  // From the market outside to the deal about to be signed: grey, then towards the accent and gold.
  switch (zone) {
    case 0:
      return mix(colors().text_muted, colors().surface, 0.25f);
    case 1:
      return mix(colors().accent, colors().surface, 0.35f);
    case 2:
      return colors().accent;
    default:
      return colors().gold;
  }
}

}  // namespace sluice::app
