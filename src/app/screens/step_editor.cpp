#include "app/screens/step_editor.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include <imgui.h>

#include "app/screens/funnel_settings.h"
#include "app/screens/words.h"
#include "app/widgets/button.h"
#include "app/widgets/chip.h"
#include "app/widgets/fields.h"
#include "app/widgets/icon.h"
#include "app/widgets/item.h"
#include "app/widgets/item_table.h"
#include "app/widgets/layout.h"
#include "app/widgets/navigation.h"
#include "app/widgets/picture.h"
#include "app/widgets/text.h"

namespace sluice::app {
namespace {

using funnel::Condition;
using funnel::FunnelReport;
using funnel::PropertyChoice;

const PropertyChoice* find_property(const FunnelReport& report, const std::string& name) {
  const auto found = std::find_if(report.properties.begin(), report.properties.end(),
                                  [&](const PropertyChoice& property) { return property.name == name; });
  return found == report.properties.end() ? nullptr : &*found;
}

std::string property_title(const FunnelReport& report, const std::string& name) {
  const PropertyChoice* property = find_property(report, name);
  return property ? pick(property->title) : name;
}

std::string words_of(const FunnelReport& report, const Condition& condition) {
  const std::string title = property_title(report, condition.property);
  const std::string from = plain_number(condition.from), to = plain_number(condition.to);
  if (condition.from && condition.to) return tr_format("funnel.condition.between", {title, from, to});
  if (condition.from) return tr_format("funnel.condition.at_least", {title, from});
  if (condition.to) return tr_format("funnel.condition.at_most", {title, to});
  std::string values;
  for (const std::string& value : condition.values) {
    if (!values.empty()) values += tr("list.separator");
    values += attribute_value_name(value);
  }
  return condition.exclude_values ? tr_format("funnel.condition.is_not", {title, values})
                                  : tr_format("funnel.condition.is", {title, values});
}

// Any of several names ------------------------------------------------------------------------------------------------

struct Names {
  std::string_view key{};                 ///< of the chips: KEY.1, KEY.2...; of the list: KEY.add
  const char* placeholder = "";           ///< of the list
  bool at_least_one = false;              ///< a single one is not shown: it cannot be taken away
  std::vector<std::string> names;         ///< those that can be chosen...
  std::vector<ui::SelectOption> options;  ///< ...and as they are written
};

std::string written(const Names& names, const std::string& name) {
  const auto at = std::find(names.names.begin(), names.names.end(), name);
  return at == names.names.end() ? name : names.options[static_cast<size_t>(at - names.names.begin())].label;
}

/// The place of the one that was taken away.
std::optional<size_t> draw_chips(const Names& names, const std::vector<std::string>& chosen) {
  if (names.at_least_one && chosen.size() < 2) return std::nullopt;
  std::optional<size_t> removed;
  for (size_t i = 0; i < chosen.size(); ++i) {
    const std::string key = std::string(names.key) + "." + std::to_string(i + 1);
    const std::string label = written(names, chosen[i]);
    const ui::Chip chip{.key = key, .label = label};
    if (i > 0) ui::same_line_if_fits(ui::chip_width(chip), sizes().s4);
    if (ui::chip(chip) == ui::ChipEvent::remove) removed = i;
  }
  return removed;
}

/// The name that was added.
std::optional<std::string> draw_others(const Names& names, const std::vector<std::string>& chosen) {
  std::vector<size_t> others;
  std::vector<ui::SelectOption> options;
  for (size_t i = 0; i < names.names.size(); ++i) {
    if (std::find(chosen.begin(), chosen.end(), names.names[i]) != chosen.end()) continue;
    others.push_back(i);
    options.push_back(names.options[i]);
  }
  if (options.empty()) return std::nullopt;
  const std::string key = std::string(names.key) + ".add";
  const auto added = ui::select(
      {.key = key, .spoken = names.placeholder, .placeholder = names.placeholder, .width = -1}, options, std::nullopt);
  if (!added) return std::nullopt;
  return names.names[others[*added]];
}

/// Chips to take away and a list to add from. Returns the names that are chosen from now on.
std::optional<std::vector<std::string>> draw_names(const Names& names, const std::vector<std::string>& chosen) {
  const std::optional<size_t> removed = draw_chips(names, chosen);
  const std::optional<std::string> added = draw_others(names, chosen);
  if (!removed && !added) return std::nullopt;
  std::vector<std::string> next = chosen;
  if (removed) next.erase(next.begin() + static_cast<std::ptrdiff_t>(*removed));
  if (added) next.push_back(*added);
  return next;
}

std::optional<std::vector<std::string>> draw_events(const FunnelReport& report, std::string_view key,
                                                    const std::vector<std::string>& chosen) {
  const std::string names_key = std::string(key) + ".events";
  Names names{.key = names_key,
              .placeholder = tr("funnel.or_event"),
              .at_least_one = true,
              .names = {},
              .options = event_options(report)};
  for (const funnel::EventChoice& event : report.events) names.names.push_back(event.event);
  return draw_names(names, chosen);
}

// Conditions ---------------------------------------------------------------------------------------------------------

/// A condition after this frame: another one, or none.
struct ConditionEdit {
  std::optional<Condition> changed;
  bool removed = false;
};

bool draw_condition_title(const std::string& key, const std::string& title) {
  const float side = ui::button_height(true);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const ImVec2 size{ui::available_width() - side, side};
  ImGui::Dummy(size);
  annotate_last_item("text", title);
  ui::draw_text_in(*ImGui::GetWindowDrawList(), TextStyle::emphasis, at, {at.x + size.x, at.y + size.y}, colors().text,
                   title);
  ui::same_line(0);
  return ui::icon_button(
      {.key = key + ".remove", .label = tr("funnel.remove_condition"), .icon = ui::Icon::close, .small = true});
}

/// From and to, both ends included, either of which may be left open.
std::optional<Condition> draw_range(const std::string& key, const Condition& condition) {
  const float half = (ui::available_width() - sizes().s8) / 2;
  const std::string from_key = key + ".from", to_key = key + ".to";
  const auto from = ui::optional_number_field(
      {.key = from_key, .label = tr("chart.from"), .hint = tr("funnel.no_bound"), .width = half}, condition.from);
  ui::same_line();
  const auto to = ui::optional_number_field(
      {.key = to_key, .label = tr("chart.to"), .hint = tr("funnel.no_bound"), .width = half}, condition.to);
  if (!from && !to) return std::nullopt;
  Condition next = condition;
  if (from) next.from = *from;
  if (to) next.to = *to;
  return next;
}

std::optional<Condition> draw_is_or_is_not(const std::string& key, const Condition& condition) {
  const std::string is_key = key + ".is", is_not_key = key + ".is_not";
  const std::array<ui::Option, 2> options{{{.key = is_key, .label = tr("funnel.condition.one_of")},
                                           {.key = is_not_key, .label = tr("funnel.condition.none_of")}}};
  const auto chosen = ui::segmented(key, options, condition.exclude_values ? 1 : 0);
  if (!chosen) return std::nullopt;
  Condition next = condition;
  next.exclude_values = *chosen == 1;
  return next;
}

std::optional<Condition> draw_values(const std::string& key, const Condition& condition,
                                     const PropertyChoice* property) {
  std::optional<Condition> next = draw_is_or_is_not(key, condition);
  const std::string values_key = key + ".value";
  Names names{.key = values_key,
              .placeholder = tr(condition.values.empty() ? "funnel.choose_value" : "funnel.or_value"),
              .names = property ? property->values : std::vector<std::string>{},
              .options = {}};
  for (const std::string& value : names.names) names.options.push_back({.label = attribute_value_name(value)});
  if (const auto values = draw_names(names, condition.values)) {
    next = condition;
    next->values = *values;
  }
  if (property && property->other_values > 0) {
    ui::paragraph_muted(tr_plural("funnel.other_values", static_cast<double>(property->other_values)),
                        TextStyle::caption);
  }
  return next;
}

ConditionEdit draw_condition(const FunnelReport& report, const std::string& key, const Condition& condition) {
  ConditionEdit edit;
  edit.removed = draw_condition_title(key, property_title(report, condition.property));
  const PropertyChoice* property = find_property(report, condition.property);
  const bool range = condition.from || condition.to || (property && property->numeric);
  if (range) edit.changed = draw_range(key, condition);
  if (!range || !condition.values.empty()) {
    if (auto changed = draw_values(key, condition, property)) edit.changed = std::move(changed);
  }
  ui::gap(sizes().s8);
  return edit;
}

void draw_new_condition(FunnelView& view, const FunnelReport& report, const std::string& key) {
  if (report.source != funnel::Source::events || report.properties.empty()) return;
  std::vector<ui::SelectOption> options;
  for (const PropertyChoice& property : report.properties) options.push_back({.label = pick(property.title)});
  const std::string add_key = key + ".add";
  const auto chosen = ui::select(
      {.key = add_key, .spoken = tr("funnel.add_condition"), .placeholder = tr("funnel.add_condition"), .width = -1},
      options, std::nullopt);
  if (chosen) view.new_condition = Condition{.property = report.properties[*chosen].name};
}

/// What an edit of the condition at `index`, or of the new one behind the last, makes of them. One that asks nothing
/// any more becomes the new one, so that it can be filled again.
std::optional<std::vector<Condition>> apply(FunnelView& view, const std::vector<Condition>& where, size_t index,
                                            const ConditionEdit& edit) {
  std::vector<Condition> next = where;
  const bool is_new = index == where.size();
  if (is_new) view.new_condition.reset();
  if (!edit.removed && asks_something(*edit.changed)) {
    if (is_new) next.push_back(*edit.changed);
    if (!is_new) next[index] = *edit.changed;
    return next;
  }
  if (!edit.removed) view.new_condition = edit.changed;
  if (is_new) return std::nullopt;
  next.erase(next.begin() + static_cast<std::ptrdiff_t>(index));
  return next;
}

std::optional<std::vector<Condition>> draw_conditions(ScreenContext& context, const FunnelReport& report,
                                                      std::string_view key, const std::vector<Condition>& where) {
  FunnelView& view = context.view.funnel;
  const std::string where_key = std::string(key) + ".where";
  std::vector<Condition> shown = where;
  if (view.new_condition) shown.push_back(*view.new_condition);
  std::optional<std::vector<Condition>> changed;
  for (size_t i = 0; i < shown.size(); ++i) {
    const ConditionEdit edit = draw_condition(report, where_key + "." + std::to_string(i + 1), shown[i]);
    if (edit.removed || edit.changed) changed = apply(view, where, i, edit);
  }
  if (!view.new_condition) draw_new_condition(view, report, where_key);
  return changed;
}

}  // namespace

std::string match_name(const EventMatch& match) {
  std::string name;
  for (const std::string& event : match.events) name += (name.empty() ? "" : " / ") + event;
  return name;
}

std::string condition_words(const FunnelReport& report, const EventMatch& match) {
  std::string words;
  for (const Condition& condition : match.where) words += (words.empty() ? "" : " · ") + words_of(report, condition);
  return words;
}

bool draw_entry_line(const EntryLine& line) {
  const ui::LeftOutOfPictures control;
  const Sizes& s = sizes();
  const float icon_room = s.icon + s.s8;
  const float number_room = line.number.empty() ? 0 : ui::measure(TextStyle::body, line.number).x + s.s8;
  const float text_width = line.width - number_room - 2 * s.s8;
  const std::vector<std::string_view> details = ui::wrap(TextStyle::caption, line.details, text_width);
  const float leading = line_height(TextStyle::caption);
  const float height = s.control + (line.details.empty() ? 0 : leading * static_cast<float>(details.size()) + s.s4);
  const ui::ItemState state =
      ui::item({.key = line.key, .label = line.name, .value = line.details, .openable = true, .opened = line.open},
               {line.width, height});
  if (!state.visible) return false;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const Color fill = line.open ? colors().accent_soft : state.hovered ? colors().hover : colors().background;
  list.AddRectFilled(state.min, state.max, fill, s.radius);
  float x = state.min.x + s.s8;
  const float name_bottom = state.min.y + s.control;
  ui::draw_text_in(list, TextStyle::body, {x, state.min.y}, {x + number_room, name_bottom}, colors().text_muted,
                   line.number);
  x += number_room;
  const bool whole = ui::draw_text_in(list, TextStyle::emphasis, {x, state.min.y},
                                      {x + text_width - icon_room, name_bottom}, colors().text, line.name);
  ui::draw_icon(list, line.open ? ui::Icon::chevron_up : ui::Icon::chevron_down,
                {state.max.x - icon_room, std::round((state.min.y + name_bottom - s.icon) / 2)}, s.icon,
                colors().text_muted);
  float y = name_bottom - s.s4;
  for (const std::string_view text : details) {
    ui::draw_text_in(list, TextStyle::caption, {x, y}, {x + text_width + 1, y + leading}, colors().text_muted, text);
    y += leading;
  }
  if (!whole) ui::tooltip_for(state, line.name);
  return state.clicked;
}

std::optional<EventMatch> draw_match_editor(ScreenContext& context, const FunnelReport& report, std::string_view key,
                                            const EventMatch& match) {
  std::optional<EventMatch> next;
  if (const auto events = draw_events(report, key, match.events)) {
    next = match;
    next->events = *events;
  }
  if (const auto where = draw_conditions(context, report, key, match.where)) {
    next = match;
    next->where = *where;
  }
  return next;
}

}  // namespace sluice::app
