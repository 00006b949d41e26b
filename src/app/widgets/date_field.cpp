// The date field and its calendar; declared in fields.h.
#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include <imgui_internal.h>

#include "app/format.h"
#include "app/i18n.h"
#include "app/theme.h"
#include "app/widgets/button.h"
#include "app/widgets/fields.h"
#include "app/widgets/input.h"
#include "app/widgets/item.h"
#include "app/widgets/layout.h"
#include "app/widgets/popup.h"
#include "app/widgets/text.h"
#include "base/calendar.h"

namespace sluice::app::ui {
namespace {

struct Typing {
  ImGuiID owner = 0;
  std::string text;
  std::string_view error;
};

Typing& typing() {
  static Typing current;
  return current;
}

/// The month that the open calendar shows.
struct Month {
  int year = 1970, month = 1;
};

Month& shown_month() {
  static Month month;
  return month;
}

void move_month(int by) {
  Month& m = shown_month();
  const int months = m.year * 12 + m.month - 1 + by;
  const int year = months / 12;
  if (year < 1 || year > 9999) return;
  m = {year, months % 12 + 1};
}

bool allowed(std::string_view iso, const DateField& spec) {
  return (spec.first.empty() || iso >= spec.first) && (spec.last.empty() || iso <= spec.last);
}

void draw_month_bar(float width) {
  const Sizes& s = sizes();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const std::string title = format_month(shown_month().year, shown_month().month);
  if (icon_button(
          {.key = "date.previous", .label = tr("date.previous_month"), .icon = Icon::chevron_left, .small = true})) {
    move_month(-1);
  }
  const float height = ImGui::GetItemRectSize().y;
  draw_text_in(*ImGui::GetWindowDrawList(), TextStyle::emphasis, at, {at.x + width, at.y + height}, colors().text,
               title, Align::center);
  same_line();
  ImGui::SetCursorScreenPos({at.x + width - height, at.y});
  if (icon_button({.key = "date.next", .label = tr("date.next_month"), .icon = Icon::chevron_right, .small = true})) {
    move_month(1);
  }
  gap(s.s4);
}

std::optional<std::string> draw_days(const DateField& spec, float cell) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float weekday_height = line_height(TextStyle::caption);
  for (int weekday = 0; weekday < 7; ++weekday) {
    const float x = at.x + cell * static_cast<float>(weekday);
    draw_text_in(list, TextStyle::caption, {x, at.y}, {x + cell, at.y + weekday_height}, colors().text_muted,
                 tr("weekday.short." + std::to_string(weekday + 1)), Align::center);
  }
  const Month month = shown_month();
  const Day first = day_from_civil({month.year, month.month, 1});
  // 1970-01-01 was a Thursday; weeks begin on Monday.
  const int lead = ((first + 3) % 7 + 7) % 7;
  std::optional<std::string> chosen;
  int rows = 0;
  for (int slot = lead; is_valid_date(month.year, month.month, slot - lead + 1); ++slot) {
    const int number = slot - lead + 1;
    const std::string iso = format_day(first + number - 1);
    const float x = at.x + cell * static_cast<float>(slot % 7);
    const float y = at.y + weekday_height + cell * static_cast<float>(slot / 7);
    rows = slot / 7 + 1;
    const std::string spoken = format_date(iso);
    const bool selected = iso == spec.value;
    const bool enabled = allowed(iso, spec);
    const ItemState state = item_at(
        {.key = iso, .role = "option", .label = spoken, .disabled = !enabled, .checkable = true, .checked = selected},
        {x + 1, y + 1}, {x + cell - 1, y + cell - 1});
    if (selected) {
      list.AddRectFilled(state.min, state.max, colors().accent, sizes().radius);
    } else if (state.hovered && enabled) {
      list.AddRectFilled(state.min, state.max, colors().hover, sizes().radius);
    }
    const Color ink = selected  ? colors().on_accent
                      : enabled ? colors().text
                                : mix(colors().text_muted, colors().raised, 0.5f);
    draw_text_in(list, selected ? TextStyle::emphasis : TextStyle::body, state.min, state.max, ink,
                 std::to_string(number), Align::center);
    if (state.clicked) chosen = iso;
  }
  ImGui::Dummy({cell * 7, weekday_height + cell * static_cast<float>(rows)});
  return chosen;
}

void open_calendar(const DateField& spec) {
  const std::optional<Day> day = parse_iso_day(spec.value.empty() ? spec.last : spec.value);
  const CivilDate date = civil_from_day(day.value_or(0));
  shown_month() = {date.year, date.month};
  ImGui::OpenPopup("calendar");
}

}  // namespace

std::optional<std::string> date_field(const DateField& spec) {
  const Sizes& s = sizes();
  const ImGuiID owner = ImGui::GetID(spec.field.key.data(), spec.field.key.data() + spec.field.key.size());
  const bool mine = typing().owner == owner;
  std::string text = mine ? typing().text : std::string(spec.value);
  Field field = spec.field;
  std::string range;
  if (field.hint.empty()) field.hint = "YYYY-MM-DD";
  if (mine && !typing().error.empty()) {
    range = tr_format(typing().error, {format_date(spec.first), format_date(spec.last)});
    field.error = range;
  }
  const InputResult result =
      input({.field = &field, .trailing = Icon::calendar, .trailing_label = tr("date.pick")}, text);
  std::optional<std::string> chosen;
  if (result.edit == Edit::committed) {
    if (text.empty() || (parse_iso_day(text) && allowed(text, spec))) {
      chosen = text;
      typing() = {};
    } else {
      typing() = {owner, text, parse_iso_day(text) ? "date.out_of_range" : "date.invalid"};
    }
  } else if (result.edit == Edit::changed) {
    typing() = {owner, text, {}};
  } else if (mine && !result.active && typing().error.empty()) {
    typing() = {};
  }
  ImGui::PushID(spec.field.key.data(), spec.field.key.data() + spec.field.key.size());
  if (result.trailing_clicked) open_calendar(spec);
  const float cell = s.control + s.s2;
  if (begin_popup("calendar", result.min, result.max, cell * 7 + 2 * s.s4, cell * 9)) {
    draw_month_bar(cell * 7);
    if (std::optional<std::string> day = draw_days(spec, cell)) {
      chosen = day;
      typing() = {};
      ImGui::CloseCurrentPopup();
    }
    end_popup();
  }
  ImGui::PopID();
  if (chosen && *chosen == spec.value) return {};
  return chosen;
}

}  // namespace sluice::app::ui
