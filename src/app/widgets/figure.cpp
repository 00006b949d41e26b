// Key figures, banners and empty states; declared in card.h.
#include <algorithm>
#include <cmath>
#include <optional>

#include "app/i18n.h"
#include "app/theme.h"
#include "app/widgets/button.h"
#include "app/widgets/card.h"
#include "app/widgets/item_table.h"
#include "app/widgets/layout.h"
#include "app/widgets/text.h"
#include "app/widgets/tone.h"
#include "app/widgets/tooltip.h"

namespace sluice::app::ui {
namespace {

void draw_figure(const KeyFigure& spec) {
  const float width = available_width();
  const float tip_width = spec.tip.empty() ? 0 : sizes().icon + sizes().s4;
  {
    Region region(width - tip_width);
    const bool fits = measure(TextStyle::body, spec.label).x <= width - tip_width;
    muted(spec.label, fits ? TextStyle::body : TextStyle::caption);
  }
  if (!spec.tip.empty()) {
    same_line(sizes().s4);
    info_tip("tip", spec.tip);
  }
  gap(sizes().s12);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  // The figure is the point of the card: it becomes smaller before it is cut.
  TextStyle style = TextStyle::figure;
  if (spec.small || measure(style, spec.value).x > width) style = TextStyle::title;
  const float height = measure(TextStyle::figure, {}).y;
  const std::string_view exact = spec.exact.empty() ? spec.value : spec.exact;
  const ItemSpec figure = {.key = spec.key, .role = "figure", .label = spec.label, .value = exact};
  ImGui::PushItemFlag(ImGuiItemFlags_NoNav, true);  // a number is read, not operated
  const ItemState state = item_at(figure, at, {at.x + std::min(width, measure(style, spec.value).x), at.y + height});
  ImGui::PopItemFlag();
  ImGui::Dummy({width, height});
  draw_text_in(*ImGui::GetWindowDrawList(), style, at, {at.x + width, at.y + height}, colors().text, spec.value);
  if (!spec.exact.empty() && spec.exact != spec.value) tooltip_for(state, spec.exact);
  if (spec.sub.empty()) return;
  gap(sizes().s8);
  colored(spec.sub, spec.sub_tone == Tone::neutral ? colors().text_muted : tone_color(spec.sub_tone),
          TextStyle::caption);
}

}  // namespace

Color tone_color(Tone tone) {
  switch (tone) {
    case Tone::neutral:
      return colors().text_muted;
    case Tone::accent:
      return colors().accent;
    case Tone::positive:
      return colors().positive;
    case Tone::warning:
      return colors().warning;
    case Tone::negative:
      return colors().negative;
  }
  return colors().text;
}

Color tone_soft(Tone tone) {
  switch (tone) {
    case Tone::neutral:
      return colors().track;
    case Tone::accent:
      return colors().accent_soft;
    case Tone::positive:
      return colors().positive_soft;
    case Tone::warning:
      return colors().warning_soft;
    case Tone::negative:
      return colors().negative_soft;
  }
  return colors().surface;
}

Icon tone_icon(Tone tone) {
  switch (tone) {
    case Tone::positive:
      return Icon::success;
    case Tone::warning:
      return Icon::warning;
    case Tone::negative:
      return Icon::error;
    default:
      return Icon::info;
  }
}

void key_figure(const KeyFigure& spec) {
  if (spec.flat) {
    ImGui::PushID(spec.key.data(), spec.key.data() + spec.key.size());
    ImGui::BeginGroup();
    draw_figure(spec);
    ImGui::EndGroup();
    ImGui::PopID();
    return;
  }
  Card card({.key = spec.key});
  draw_figure(spec);
}

bool key_figure_fits(std::string_view value, float card_width) {
  return measure(TextStyle::figure, value).x <= card_width - 2 * sizes().s16;
}

BannerEvent banner(const Banner& spec) {
  const Sizes& s = sizes();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = available_width();
  const Button action = {.key = "action", .label = spec.action, .small = true};
  const float close_width = spec.closable ? s.s32 : 0;
  const float action_width = spec.action.empty() ? 0 : button_width(action) + s.s12;
  const float icon_width = s.icon_large + s.s12;
  // On narrow screens the button stands under the text.
  constexpr float kEnoughForText = 260;
  const bool under = width - icon_width - action_width - close_width < kEnoughForText && action_width > 0;
  const float text_width = width - 2 * s.s16 - icon_width - close_width - (under ? 0 : action_width);
  const auto lines = wrap(TextStyle::body, spec.text, text_width);
  const auto details = wrap(TextStyle::caption, spec.detail, text_width);
  const float detail_leading = spec.detail.empty() ? 0 : line_height(TextStyle::caption);
  const float text_height = line_height(TextStyle::body) * static_cast<float>(lines.size()) +
                            detail_leading * static_cast<float>(details.size());
  const float button_height = s.control;
  const float inner = under ? text_height + s.s8 + button_height
                            : std::max(text_height, action_width > 0 ? button_height : s.icon_large);
  const ImVec2 end = {at.x + width, at.y + inner + 2 * s.s12};
  list.AddRectFilled(at, end, tone_soft(spec.tone), s.radius + s.s2);
  const float middle = under ? at.y + s.s12 + text_height / 2 : (at.y + end.y) / 2;
  const float first = std::round(middle - text_height / 2);
  draw_icon(list, tone_icon(spec.tone),
            {at.x + s.s16, first + std::round((line_height(TextStyle::body) - s.icon_large) / 2)}, s.icon_large,
            tone_color(spec.tone));
  float y = first;
  const float x = at.x + s.s16 + icon_width;
  for (const std::string_view line : lines) {
    draw_text_in(list, TextStyle::body, {x, y}, {x + text_width, y + line_height(TextStyle::body)}, colors().text,
                 line);
    y += line_height(TextStyle::body);
  }
  if (!spec.detail.empty()) {
    for (const std::string_view line : details) {
      draw_text_in(list, TextStyle::caption, {x, y}, {x + text_width, y + detail_leading}, colors().text_muted, line);
      y += detail_leading;
    }
  }
  ImGui::PushID(spec.key.data(), spec.key.data() + spec.key.size());
  ImGui::Dummy({width, end.y - at.y});
  const std::string spoken = std::string(spec.text) + (spec.detail.empty() ? "" : " " + std::string(spec.detail));
  annotate_last_item(spec.tone == Tone::negative ? "alert" : "status", spoken, spec.key);
  BannerEvent event = BannerEvent::none;
  if (action_width > 0) {
    const std::string key = std::string(spec.key) + ".action";
    Button button_spec = action;
    button_spec.key = key;
    const float height = std::round(s.control * 0.875f);
    ImGui::SetCursorScreenPos(
        under ? ImVec2(x, end.y - s.s12 - button_height)
              : ImVec2(end.x - s.s16 - close_width - action_width + s.s12, std::round(middle - height / 2)));
    if (button(button_spec)) event = BannerEvent::action;
  }
  if (spec.closable) {
    const std::string key = std::string(spec.key) + ".close";
    const float side = std::round(s.control * 0.875f);
    ImGui::SetCursorScreenPos({end.x - s.s8 - side, std::round(middle - side / 2)});
    if (icon_button({.key = key, .label = tr("common.dismiss"), .icon = Icon::close, .small = true})) {
      event = BannerEvent::close;
    }
  }
  ImGui::SetCursorScreenPos(end);  // what follows keeps its distance from the banner, not from its buttons
  ImGui::Dummy({0, 0});
  ImGui::PopID();
  return event;
}

bool empty_state(const EmptyState& spec) {
  const Sizes& s = sizes();
  constexpr float kTextWidth = 380;
  const float width = available_width();
  const float text_width = std::min(width, kTextWidth * ImGui::GetStyle().FontScaleMain);
  const auto lines = wrap(TextStyle::body, spec.text, text_width);
  const Button action = {.key = spec.key, .label = spec.action, .kind = ButtonKind::primary};
  const float spot = s.s32 + s.s24;
  const float title_height = spec.title.empty() ? 0 : s.s16 + line_height(TextStyle::title);
  const float text_height =
      spec.text.empty() ? 0 : s.s4 + line_height(TextStyle::body) * static_cast<float>(lines.size());
  const float action_height = spec.action.empty() ? 0 : s.s24 + s.control;
  const float content = spot + title_height + text_height + action_height;
  const float height = std::max(spec.height, content + 2 * s.s24);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float center = std::round(at.x + width / 2);
  float y = std::round(at.y + (height - content) / 2);
  ImGui::Dummy({width, height});
  annotate_last_item("text", std::string(spec.title) + (spec.text.empty() ? "" : ". " + std::string(spec.text)));
  const ImVec2 after = ImGui::GetCursorScreenPos();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddCircleFilled({center, y + spot / 2}, spot / 2, colors().accent_soft);
  const float icon = s.s24;
  draw_icon(list, spec.icon, {center - icon / 2, y + (spot - icon) / 2}, icon, colors().accent);
  y += spot;
  if (title_height > 0) {
    draw_text_in(list, TextStyle::title, {at.x, y + s.s16}, {at.x + width, y + title_height}, colors().text, spec.title,
                 Align::center);
    y += title_height;
  }
  if (text_height > 0) {
    y += s.s4;
    for (const std::string_view line : lines) {
      draw_text_in(list, TextStyle::body, {at.x, y}, {at.x + width, y + line_height(TextStyle::body)},
                   colors().text_muted, line, Align::center);
      y += line_height(TextStyle::body);
    }
  }
  if (action_height == 0) return false;
  ImGui::SetCursorScreenPos({center - std::round(button_width(action) / 2), y + s.s24});
  const bool acted = button(action);
  ImGui::SetCursorScreenPos(after);
  ImGui::Dummy({0, 0});
  ImGui::SetCursorScreenPos(after);
  return acted;
}

}  // namespace sluice::app::ui
