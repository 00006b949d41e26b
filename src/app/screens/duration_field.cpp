#include "app/screens/duration_field.h"

#include <array>
#include <cmath>
#include <string>

#include "app/i18n.h"
#include "app/theme.h"
#include "app/widgets/fields.h"
#include "app/widgets/layout.h"
#include "app/widgets/menu.h"

namespace sluice::app {
namespace {

constexpr std::array<int64_t, 4> kUnitsMs{kSecondMs, kMinuteMs, kHourMs, kDayMs};

size_t unit_of(int64_t milliseconds) {
  size_t unit = kUnitsMs.size() - 1;
  while (unit > 0 && milliseconds % kUnitsMs[unit] != 0) --unit;
  return unit;
}

int64_t length_of(double amount, size_t unit) {
  return static_cast<int64_t>(std::llround(amount * static_cast<double>(kUnitsMs[unit])));
}

}  // namespace

std::optional<int64_t> duration_field(std::string_view key, int64_t milliseconds) {
  constexpr double kMost = 100'000;
  const size_t unit = unit_of(milliseconds);
  const double amount = static_cast<double>(milliseconds) / static_cast<double>(kUnitsMs[unit]);
  const float half = (ui::available_width() - sizes().s8) / 2;
  const std::string amount_key = std::string(key) + ".amount", unit_key = std::string(key) + ".unit";
  const auto typed = ui::number_field({.field = {.key = amount_key, .spoken = tr("window.amount"), .width = half},
                                       .value = amount,
                                       .minimum = 0,
                                       .maximum = kMost,
                                       .decimals = milliseconds % kUnitsMs[unit] == 0 ? 0 : 3});
  ui::same_line();
  const std::array<ui::SelectOption, 4> units{{{.label = tr("window.seconds")},
                                               {.label = tr("window.minutes")},
                                               {.label = tr("window.hours")},
                                               {.label = tr("window.days")}}};
  const auto chosen = ui::select({.key = unit_key, .spoken = tr("window.unit"), .width = half}, units, unit);
  if (typed) return length_of(*typed, unit);
  if (chosen) return length_of(amount, *chosen);
  return std::nullopt;
}

}  // namespace sluice::app
