#include "app/widgets/fields.h"

#include <algorithm>
#include <cmath>

#include <imgui_internal.h>

#include "app/format.h"
#include "app/i18n.h"
#include "app/theme.h"
#include "app/widgets/input.h"

namespace sluice::app::ui {
namespace {

/// What is being typed into the one field that has the focus, when its value has another type than text.
struct Draft {
  ImGuiID owner = 0;
  std::string text;
};

Draft& draft() {
  static Draft current;
  return current;
}

/// A field for a number that shows `shown` until something is typed. Returns what was typed once it is committed.
std::optional<std::string> typed_number(const Field& field, double step, std::string shown) {
  const ImGuiID owner = ImGui::GetID(field.key.data(), field.key.data() + field.key.size());
  const bool typing = draft().owner == owner;
  std::string text = typing ? draft().text : std::move(shown);
  const InputResult result = input({.field = &field, .numeric = true, .step = step}, text);
  if (result.active) {
    draft() = {owner, text};
  } else if (typing) {
    draft() = {};
  }
  if (result.edit != Edit::committed) return {};
  return text;
}

std::string shown_number(const NumberField& spec) {
  std::string text = format_number(spec.value, spec.decimals);
  text.erase(std::remove(text.begin(), text.end(), ','), text.end());
  return text;
}

}  // namespace

Edit text_field(const Field& spec, std::string& text) { return input({.field = &spec}, text).edit; }

Edit search_field(const Field& spec, std::string& text) {
  Input look = {.field = &spec, .leading = Icon::search, .escape_clears = true};
  if (!text.empty()) {
    look.trailing = Icon::close;
    look.trailing_label = tr("common.clear");
  }
  const InputResult result = input(look, text);
  if (!result.trailing_clicked) return result.edit;
  text.clear();
  return Edit::changed;
}

float field_height(const Field& spec) {
  const float caption = size_of(TextStyle::caption) * ImGui::GetStyle().FontScaleMain + sizes().s4;
  return sizes().control + (spec.label.empty() ? 0 : caption) + (spec.error.empty() ? 0 : caption);
}

std::optional<double> number_field(const NumberField& spec) {
  const std::optional<std::string> typed = typed_number(spec.field, spec.step, shown_number(spec));
  if (!typed) return {};
  std::optional<double> value = parse_typed_number(*typed);
  if (value) value = std::clamp(*value, spec.minimum, spec.maximum);
  if (value == spec.value) return {};
  return value;
}

std::optional<std::optional<double>> optional_number_field(const Field& field, std::optional<double> value) {
  const std::optional<std::string> typed = typed_number(field, 1, plain_number(value));
  if (!typed) return {};
  const std::optional<double> number = parse_typed_number(*typed);
  const bool emptied = typed->find_first_not_of(' ') == std::string::npos;
  if (number == value || (!number && !emptied)) return {};
  return std::optional<std::optional<double>>(number);
}

}  // namespace sluice::app::ui
