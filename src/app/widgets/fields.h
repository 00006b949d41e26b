// Fields for text, numbers and dates. The caller owns the value. `label` stands over the field; where it is empty,
// `spoken` names the field for screen readers.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace sluice::app::ui {

struct Field {
  std::string_view key{};
  std::string_view label{};
  std::string_view spoken{};
  std::string_view hint{};    ///< shown while empty
  std::string_view error{};   ///< red line under the field
  std::string_view suffix{};  ///< unit at the right end inside the field: "days"
  float width = 0;            ///< 0: 200; -1: all that is available
  bool disabled = false;
};

/// What an edit did in this frame.
enum class Edit {
  none,
  changed,    ///< the text differs from the last frame: search as you type
  committed,  ///< Enter, or the focus left after a change
};

Edit text_field(const Field& spec, std::string& text);
Edit search_field(const Field& spec, std::string& text);  ///< magnifier, x to clear; Escape clears
float field_height(const Field& spec);

/// Reads 1234.5, 1,234.5 and full-width digits. Returns the new value once it is committed and within the bounds;
/// anything else shows the former value again.
struct NumberField {
  Field field{};
  double value = 0;
  double minimum = -1e15, maximum = 1e15;
  double step = 1;  ///< of the arrow keys
  int decimals = 0;
};
std::optional<double> number_field(const NumberField& spec);

/// The same without bounds for a number that may be missing: the field is empty then. Returns what was committed.
std::optional<std::optional<double>> optional_number_field(const Field& field, std::optional<double> value);

/// YYYY-MM-DD typed, or picked from a calendar. `value` may be empty. Returns the new valid date ("" when cleared).
struct DateField {
  Field field{};
  std::string_view value{};
  std::string_view first{}, last{};  ///< allowed range, ISO; empty: open
};
std::optional<std::string> date_field(const DateField& spec);

}  // namespace sluice::app::ui
