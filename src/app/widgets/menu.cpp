#include "app/widgets/menu.h"

#include <algorithm>
#include <cctype>
#include <cmath>

#include "app/i18n.h"
#include "app/theme.h"
#include "app/widgets/fields.h"
#include "app/widgets/item.h"
#include "app/widgets/layout.h"
#include "app/widgets/picture.h"
#include "app/widgets/popup.h"
#include "app/widgets/text.h"

namespace sluice::app::ui {
namespace {

constexpr float kNarrowestMenu = 160;
constexpr float kWidestMenu = 360;
constexpr float kNoteWidth = 280;
constexpr float kMostHeight = 420;

float clamp_width(float width) {
  const float most = std::min(kWidestMenu, ImGui::GetIO().DisplaySize.x - 2 * sizes().s8);
  return std::clamp(width, std::min(kNarrowestMenu, most), most);
}

void draw_note(std::string_view note) {
  gap(sizes().s4);
  ImGui::Indent(sizes().s8);
  {
    Region region(available_width() - sizes().s8);
    paragraph_muted(note, TextStyle::caption);
  }
  ImGui::Unindent(sizes().s8);
  divider();
}

/// The search text of the select that is open; there is only ever one.
std::string& select_filter() {
  static std::string text;
  return text;
}

std::optional<size_t> select_list(std::string_view key, std::span<const SelectOption> options,
                                  std::optional<size_t> selected, float most_height) {
  const bool appearing = ImGui::IsWindowAppearing();
  constexpr size_t kSearchFrom = 10;
  const bool searchable = options.size() > kSearchFrom;
  if (searchable) {
    if (appearing) {
      select_filter().clear();
      ImGui::SetKeyboardFocusHere();
    }
    const std::string search_key = std::string(key) + ".search";
    search_field({.key = search_key, .spoken = tr("common.search"), .hint = tr("common.search"), .width = -1},
                 select_filter());
    gap(sizes().s4);
  }
  const std::string_view filter = searchable ? std::string_view(select_filter()) : std::string_view();
  std::vector<size_t> shown;
  for (size_t index = 0; index < options.size(); ++index) {
    if (found_by(filter, options[index].label)) shown.push_back(index);
  }
  if (shown.empty()) {
    ImGui::Dummy({0, sizes().s2});
    muted(tr("common.no_match"));
    return {};
  }
  std::optional<size_t> chosen;
  // Only the values scroll; the search field stays.
  const float pitch = list_row_height() + ImGui::GetStyle().ItemSpacing.y;
  const float rest = std::max(2 * pitch, most_height - (ImGui::GetCursorPosY() + sizes().s4));
  const float height = std::min(rest, pitch * static_cast<float>(shown.size()));
  ImGui::BeginChild("values", {available_width(), height}, ImGuiChildFlags_NavFlattened);
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(shown.size()), pitch);
  if (appearing && selected) {
    const auto at = std::find(shown.begin(), shown.end(), *selected);
    if (at != shown.end()) clipper.IncludeItemByIndex(static_cast<int>(at - shown.begin()));
  }
  while (clipper.Step()) {
    for (int at = clipper.DisplayStart; at < clipper.DisplayEnd; ++at) {
      const size_t index = shown[static_cast<size_t>(at)];
      const SelectOption& option = options[index];
      const std::string row_key = std::string(key) + "." + std::to_string(index);
      const bool checked = selected == index;
      if (list_row({.key = row_key,
                    .role = "option",
                    .label = option.label,
                    .detail = option.detail,
                    .color = option.color,
                    .checked = checked,
                    .check_column = true})) {
        chosen = index;
      }
      if (checked && appearing) {
        ImGui::SetScrollHereY();
        if (!searchable) ImGui::SetItemDefaultFocus();
      }
    }
  }
  ImGui::EndChild();
  return chosen;
}

/// What begin_popup will give at most, on the side of the field where it opens.
float most_list_height(ImVec2 anchor_min, ImVec2 anchor_max) {
  const float below = ImGui::GetIO().DisplaySize.y - anchor_max.y - sizes().s12;
  return std::min(kMostHeight, std::max(below, anchor_min.y - sizes().s12)) - sizes().s8;
}

ItemState draw_select_field(const Select& spec, std::span<const SelectOption> options, std::optional<size_t> selected,
                            bool open) {
  const Sizes& s = sizes();
  constexpr float kDefaultWidth = 200;
  const float wanted = spec.width == 0 ? kDefaultWidth : spec.width;
  const float width = wanted < 0 ? available_width() : std::min(wanted, available_width());
  const bool any = selected && *selected < options.size();
  const std::string_view value = any ? std::string_view(options[*selected].label) : std::string_view();
  const ItemState state = item({.key = spec.key,
                                .role = "combobox",
                                .label = spec.spoken.empty() ? spec.label : spec.spoken,
                                .value = value,
                                .disabled = spec.disabled,
                                .openable = true,
                                .opened = open},
                               {width, s.control});
  if (!state.visible) return state;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const Color outline = open ? colors().accent : mix(colors().border, colors().border_strong, state.hovered ? 1 : 0.5f);
  list.AddRectFilled(state.min, state.max, spec.disabled ? colors().track : colors().surface, s.radius);
  list.AddRect(state.min, state.max, outline, s.radius);
  float x = state.min.x + s.s12;
  if (any && !options[*selected].color.empty()) {
    list.AddCircleFilled({x + s.s4, (state.min.y + state.max.y) / 2}, s.s4, data_color(options[*selected].color));
    x += s.s16;
  }
  const float icon_x = state.max.x - s.s8 - s.icon;
  const Color ink = any && !spec.disabled ? colors().text : colors().text_muted;
  draw_text_in(list, TextStyle::body, {x, state.min.y}, {icon_x - s.s4, state.max.y}, ink,
               any ? value : spec.placeholder);
  draw_icon(list, Icon::chevron_down, {icon_x, std::round((state.min.y + state.max.y - s.icon) / 2)}, s.icon,
            colors().text_muted);
  return state;
}

}  // namespace

bool found_by(std::string_view search, std::string_view text) {
  const auto same = [](char a, char b) {
    return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
  };
  return std::search(text.begin(), text.end(), search.begin(), search.end(), same) != text.end();
}

std::optional<size_t> menu_popup(std::span<const MenuItem> items, ImVec2 anchor_min, ImVec2 anchor_max,
                                 std::string_view note) {
  const bool any_checked = std::any_of(items.begin(), items.end(), [](const MenuItem& entry) { return entry.checked; });
  const auto row_of = [&](const MenuItem& entry) {
    return ListRow{.key = entry.key,
                   .role = any_checked ? "menuitemradio" : "menuitem",
                   .label = entry.label,
                   .detail = entry.detail,
                   .icon = entry.icon,
                   .checked = entry.checked,
                   .check_column = any_checked,
                   .disabled = entry.disabled,
                   .grows = true};
  };
  float width = 0;
  for (const MenuItem& entry : items) width = std::max(width, list_row_width(row_of(entry)) + 2 * sizes().s4);
  if (!note.empty()) width = std::max(width, kNoteWidth);
  if (!begin_popup("menu", anchor_min, anchor_max, clamp_width(width), ImGui::GetIO().DisplaySize.y)) return {};
  std::optional<size_t> chosen;
  if (!note.empty()) draw_note(note);
  for (size_t index = 0; index < items.size(); ++index) {
    if (items[index].separator_before) divider();
    if (list_row(row_of(items[index]))) chosen = index;
  }
  if (chosen) ImGui::CloseCurrentPopup();
  end_popup();
  return chosen;
}

std::optional<size_t> menu(const Button& spec, std::span<const MenuItem> items, std::string_view note) {
  ImGui::PushID(spec.key.data(), spec.key.data() + spec.key.size());
  const ImVec2 min = ImGui::GetCursorScreenPos();
  Button shown = spec;
  if (shown.trailing == Icon::none) shown.trailing = Icon::chevron_down;
  shown.selected = shown.selected || ImGui::IsPopupOpen("menu");
  if (button(shown)) ImGui::OpenPopup("menu");
  const std::optional<size_t> chosen = menu_popup(items, min, ImGui::GetItemRectMax(), note);
  ImGui::PopID();
  return chosen;
}

std::optional<size_t> icon_menu(const IconButton& spec, std::span<const MenuItem> items) {
  ImGui::PushID(spec.key.data(), spec.key.data() + spec.key.size());
  const ImVec2 min = ImGui::GetCursorScreenPos();
  IconButton shown = spec;
  shown.selected = shown.selected || ImGui::IsPopupOpen("menu");
  if (icon_button(shown)) ImGui::OpenPopup("menu");
  const std::optional<size_t> chosen = menu_popup(items, min, ImGui::GetItemRectMax());
  ImGui::PopID();
  return chosen;
}

float select_width(std::span<const SelectOption> options) {
  const Sizes& s = sizes();
  float widest = 0;
  for (const SelectOption& option : options) {
    const float dot = option.color.empty() ? 0 : s.s16;
    widest = std::max(widest, measure(TextStyle::body, option.label).x + dot);
  }
  return std::ceil(s.s12 + widest + s.s4 + s.icon + s.s8) + 1;
}

std::optional<size_t> select(const Select& spec, std::span<const SelectOption> options,
                             std::optional<size_t> selected) {
  const LeftOutOfPictures control;
  ImGui::PushID(spec.key.data(), spec.key.data() + spec.key.size());
  ImGui::BeginGroup();
  if (!spec.label.empty()) {
    muted(spec.label);
    gap(sizes().s4);
  }
  const ItemState field = draw_select_field(spec, options, selected, ImGui::IsPopupOpen("list"));
  if (field.clicked) ImGui::OpenPopup("list");
  const std::optional<size_t> chosen = select_popup(spec.key, options, selected, field.min, field.max);
  ImGui::EndGroup();
  ImGui::PopID();
  return chosen;
}

std::optional<size_t> select_popup(std::string_view key, std::span<const SelectOption> options,
                                   std::optional<size_t> selected, ImVec2 anchor_min, ImVec2 anchor_max) {
  const float anchor_width = anchor_max.x - anchor_min.x;
  float width = anchor_width;
  for (const SelectOption& option : options) {
    const ListRow row = {.label = option.label, .detail = option.detail, .color = option.color, .check_column = true};
    width = std::max(width, std::min(list_row_width(row) + 2 * sizes().s4, kWidestMenu));
    if (width >= kWidestMenu) break;
  }
  const float most_width = std::max(anchor_width, clamp_width(width));
  if (!begin_popup("list", anchor_min, anchor_max, most_width, kMostHeight)) return {};
  const std::optional<size_t> chosen = select_list(key, options, selected, most_list_height(anchor_min, anchor_max));
  if (chosen) ImGui::CloseCurrentPopup();
  end_popup();
  if (chosen == selected) return {};
  return chosen;
}

}  // namespace sluice::app::ui
