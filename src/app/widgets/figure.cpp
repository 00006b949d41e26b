// Key figures, banners and empty states; declared in card.h.
#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "app/i18n.h"
#include "app/motion.h"
#include "app/theme.h"
#include "app/widgets/button.h"
#include "app/widgets/card.h"
#include "app/widgets/grid_state.h"
#include "app/widgets/item.h"
#include "app/widgets/item_table.h"
#include "app/widgets/layout.h"
#include "app/widgets/text.h"
#include "app/widgets/tone.h"
#include "app/widgets/tooltip.h"

namespace sluice::app::ui {
namespace {

/// What the figures of a grid agree upon, as they needed it in the last frame: numbers of one size, and the same room
/// for the labels of a row, so that its numbers stand on one line.
struct Agreement {
  size_t size = 0;   ///< index into kNumberStyles
  size_t lines = 1;  ///< of the longest label
  bool operator==(const Agreement&) const = default;
};

/// The number is the point of the card: it becomes smaller before it is cut.
constexpr std::array kNumberStyles{TextStyle::figure, TextStyle::title, TextStyle::emphasis};

size_t largest_fitting(std::string_view value, float width) {
  size_t size = 0;
  while (size + 1 < kNumberStyles.size() && measure(kNumberStyles[size], value).x > width) ++size;
  return size;
}

/// Takes the needs of one figure and returns what holds for all. The size counts for the whole grid, the lines for the
/// row; both are known a frame later where a figure after this one needs more.
Agreement agree(const Agreement& need) {
  struct Needs {
    int frame = 0;
    Agreement known, found;
    Agreement in(int now) {
      if (frame != now) {
        if (known != found) request_animation();
        known = std::exchange(found, {});
        frame = now;
      }
      return {std::max(known.size, found.size), std::max(known.lines, found.lines)};
    }
    void add(const Agreement& more) {
      found = {std::max(found.size, more.size), std::max(found.lines, more.lines)};
      if (found.size > known.size || found.lines > known.lines) request_animation();
    }
  };
  static std::map<std::pair<ImGuiID, size_t>, Needs> all;
  const GridState* grid = current_grid();
  if (grid == nullptr) return need;
  constexpr auto kWhole = static_cast<size_t>(-1);
  Needs& whole = all[{grid->id, kWhole}];
  Needs& row = all[{grid->id, grid->row}];
  const int now = ImGui::GetFrameCount();
  const size_t size = std::max(whole.in(now).size, need.size);
  const size_t lines = std::max(row.in(now).lines, need.lines);
  whole.add({need.size, 1});
  row.add({0, need.lines});
  return {size, lines};
}

bool is_explained(const KeyFigure& spec) {
  return !spec.tip.empty() || (!spec.exact.empty() && spec.exact != spec.value);
}

/// Draws lines from the cursor on and leaves room for `room` of them. Returns where the last one ends.
ImVec2 draw_lines(const std::vector<std::string_view>& lines, TextStyle style, Color color, size_t room) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float size = measure(style, {}).y;
  ImVec2 end = at;
  for (size_t i = 0; i < lines.size(); ++i) {
    end = {at.x, at.y + line_height(style) * static_cast<float>(i)};
    draw_text(*ImGui::GetWindowDrawList(), style, end, color, lines[i]);
    end.x += measure(style, lines[i]).x;
  }
  ImGui::Dummy({available_width(), size + line_height(style) * static_cast<float>(room - 1)});
  return end;
}

float mark_width() { return sizes().s4 + sizes().icon; }

/// Its lines leave room for the mark behind the last one, unless that would cut a word.
std::vector<std::string_view> label_lines(const KeyFigure& spec, float width) {
  std::vector<std::string_view> lines = wrap(TextStyle::body, spec.label, width);
  if (spec.tip.empty() || measure(TextStyle::body, lines.back()).x + mark_width() <= width) return lines;
  std::vector<std::string_view> narrower = wrap(TextStyle::body, spec.label, std::max(1.0f, width - mark_width()));
  return narrower.size() <= lines.size() + 1 ? narrower : lines;
}

/// The mark behind the label that says: there is an explanation. All of the figure answers to the pointer, so the mark
/// is left out where the label takes its room; it is listed with the explanation for those who read it.
void draw_mark(const KeyFigure& spec, ImVec2 label_end, float right) {
  const float side = sizes().icon;
  const ImVec2 at{label_end.x + sizes().s4, label_end.y + std::round((measure(TextStyle::body, {}).y - side) / 2)};
  ScreenItem note;
  note.role = "note";
  note.label = std::string(spec.tip);
  note.x = label_end.x, note.y = at.y, note.w = side, note.h = side;
  add_screen_item(std::move(note));
  if (at.x + side > right) return;
  draw_icon(*ImGui::GetWindowDrawList(), Icon::info, {at.x + 1, at.y + 1}, side - 2,
            mix(colors().text_muted, colors().surface, 0.35f));
}

/// Label, number and what stands under it; each of them whole, on as many lines as it takes.
void draw_figure(const KeyFigure& spec) {
  const float width = available_width();
  const std::vector<std::string_view> label = label_lines(spec, width);
  const Agreement agreed = agree({largest_fitting(spec.value, width), label.size()});
  const float right = ImGui::GetCursorScreenPos().x + width;
  const ImVec2 label_end = draw_lines(label, TextStyle::body, colors().text_muted, agreed.lines);
  annotate_last_item("text", spec.label);
  if (!spec.tip.empty()) draw_mark(spec, label_end, right);
  gap(sizes().s12);
  const TextStyle style = kNumberStyles[agreed.size];
  const float height = measure(TextStyle::figure, {}).y;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImGui::Dummy({width, height});
  draw_text_in(*ImGui::GetWindowDrawList(), style, at, {at.x + width, at.y + height}, colors().text, spec.value);
  if (spec.sub.empty()) return;
  gap(sizes().s8);
  const Color color = spec.sub_tone == Tone::neutral ? colors().text_muted : tone_color(spec.sub_tone);
  const std::vector<std::string_view> sub = wrap(TextStyle::caption, spec.sub, width);
  draw_lines(sub, TextStyle::caption, color, sub.size());
  annotate_last_item("text", spec.sub);
}

/// Wherever in [min, max) the pointer is, and on the keyboard's way: how the number is computed, and the whole of it.
void explain(const KeyFigure& spec, ImVec2 min, ImVec2 max) {
  const bool rounded = !spec.exact.empty() && spec.exact != spec.value;
  const ItemSpec figure = {
      .key = spec.key, .role = "figure", .label = spec.label, .value = rounded ? spec.exact : spec.value};
  ImGui::PushItemFlag(ImGuiItemFlags_NoNav, !is_explained(spec));
  const ItemState state = item_at(figure, min, max);
  ImGui::PopItemFlag();
  if (state.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Arrow);  // it is read, not operated
  if (!is_explained(spec)) return;
  tooltip_for(state, Tooltip{.title = rounded ? spec.exact : std::string_view{}, .note = spec.tip});
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
  const ImVec2 min = ImGui::GetCursorScreenPos();
  const float right = min.x + available_width();
  if (spec.flat) {
    ImGui::PushID(spec.key.data(), spec.key.data() + spec.key.size());
    ImGui::BeginGroup();
    draw_figure(spec);
    ImGui::EndGroup();
    explain(spec, min, {right, ImGui::GetItemRectMax().y});
    ImGui::PopID();
    return;
  }
  {
    Card card({.key = spec.key});
    draw_figure(spec);
  }
  explain(spec, min, {right, ImGui::GetItemRectMax().y});
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
