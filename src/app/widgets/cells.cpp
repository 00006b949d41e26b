#include "app/widgets/cells.h"

#include <string>
#include <utility>

#include "app/i18n.h"

namespace sluice::app::ui {
namespace {

Cell money(std::string written, Maybe amount, std::string_view currency) {
  std::string exact = format_money_exact(amount, currency);
  if (exact == written) exact.clear();
  return {.text = std::move(written),
          .exact = std::move(exact),
          .plain = plain_number(amount),
          .unit = std::string(currency)};
}

}  // namespace

Column figure_column(std::string_view key, std::string_view label, std::string_view tip, float min_width,
                     float weight) {
  return {.key = key, .label = label, .align = Align::right, .min_width = min_width, .weight = weight, .tip = tip};
}

Cell count_cell(Maybe value) { return {.text = format_count(value), .plain = plain_number(value)}; }

Cell decimal_cell(Maybe value, int decimals) {
  return {.text = format_number(value, decimals), .plain = plain_number(value)};
}

Cell share_cell(Maybe share, std::optional<double> bar) {
  return {.text = format_percent(share), .plain = plain_percent(share), .bar = bar};
}

Cell days_cell(Maybe days) { return {.text = format_days(days), .plain = plain_number(days), .unit = tr("unit.days")}; }

Cell duration_cell(Maybe milliseconds) {
  constexpr double kDay = 86'400'000;
  const Maybe days = milliseconds ? Maybe(*milliseconds / kDay) : std::nullopt;
  return {.text = format_duration(milliseconds), .plain = plain_number(days), .unit = tr("unit.days")};
}

Cell money_cell(Maybe amount, std::string_view currency) {
  return money(format_money(amount, currency), amount, currency);
}

Cell compact_money_cell(Maybe amount, std::string_view currency) {
  return money(format_money_compact(amount, currency), amount, currency);
}

Cell exact_money_cell(Maybe amount, std::string_view currency) {
  return money(format_money_exact(amount, currency), amount, currency);
}

}  // namespace sluice::app::ui
