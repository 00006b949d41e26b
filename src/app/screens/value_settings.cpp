#include <array>
#include <cmath>

#include "app/screens/value.h"
#include "app/screens/words.h"
#include "app/widgets/card.h"
#include "app/widgets/fields.h"
#include "app/widgets/layout.h"
#include "app/widgets/menu.h"
#include "app/widgets/text.h"

namespace sluice::app {
namespace {

using Model = value::PurchaseModelKind;

template <class Change>
void edit_terms(ScreenContext& context, Change change) {
  context.store.edit([&](Spec& spec) { change(spec.rfm.lifetime); });
}

void draw_model(ScreenContext& context) {
  constexpr std::array<Model, 3> kModels{Model::mbg_nbd, Model::pareto_nbd, Model::bg_nbd};
  ui::section(tr("value.model"));
  const std::vector<ui::SelectOption> options{{.label = "MBG/NBD", .detail = tr("value.model.mbg_nbd")},
                                              {.label = "Pareto/NBD", .detail = tr("value.model.pareto_nbd")},
                                              {.label = "BG/NBD", .detail = tr("value.model.bg_nbd")}};
  const Model model = context.store.spec().rfm.lifetime.model;
  size_t current = 0;
  while (kModels[current] != model) ++current;
  const auto chosen = ui::select({.key = "value.model", .spoken = tr("value.model"), .width = -1}, options, current);
  if (chosen) edit_terms(context, [&](rfm::LifetimeSpec& terms) { terms.model = kModels[*chosen]; });
  ui::paragraph_muted(options[current].detail, TextStyle::caption, "value.model_hint");
}

void draw_horizon(ScreenContext& context) {
  const auto days = ui::number_field(
      {.field = {.key = "value.horizon", .label = tr("groups.horizon"), .suffix = tr("unit.days"), .width = -1},
       .value = static_cast<double>(context.store.spec().rfm.lifetime.horizon_days),
       .minimum = 1,
       .maximum = rfm::kMostHorizonDays});
  if (days) edit_terms(context, [&](rfm::LifetimeSpec& terms) { terms.horizon_days = static_cast<int>(*days); });
}

void draw_discount(ScreenContext& context) {
  const auto percent =
      ui::number_field({.field = {.key = "value.discount", .label = tr("value.discount"), .suffix = "%", .width = -1},
                        .value = context.store.spec().rfm.lifetime.discount_per_year * kPercent,
                        .minimum = 0,
                        .maximum = rfm::kMostDiscount * kPercent,
                        .decimals = 2});
  if (percent) {
    edit_terms(context, [&](rfm::LifetimeSpec& terms) { terms.discount_per_year = *percent / kPercent; });
  }
}

/// What stands in the empty field: the margin that is in force then.
std::string margin_hint(const rfm::ValueReport* report) {
  if (report == nullptr || !report->terms.margin) return {};
  return format_number(*report->terms.margin * kPercent, 1);
}

void draw_margin(ScreenContext& context, const rfm::ValueReport* report) {
  const std::optional<double> margin = context.store.spec().rfm.lifetime.margin;
  const std::string hint = margin_hint(report);
  ValueView& view = context.view.value;
  const auto percent = ui::optional_number_field({.key = "value.margin",
                                                  .label = tr("value.margin"),
                                                  .hint = hint,
                                                  .error = view.margin_error,
                                                  .suffix = "%",
                                                  .width = -1},
                                                 margin ? Maybe(*margin * kPercent) : std::nullopt);
  if (percent) {
    const bool fits = !*percent || (**percent >= 0 && **percent <= kPercent);
    view.margin_error = fits ? "" : tr("value.margin_range");
    if (fits) {
      edit_terms(context, [&](rfm::LifetimeSpec& terms) {
        terms.margin = *percent ? std::optional(**percent / kPercent) : std::nullopt;
      });
    }
  }
  if (margin) return;
  const bool from_data = report != nullptr && report->margin_from_data;
  ui::paragraph_muted(tr(from_data ? "value.margin_from_data" : "value.margin_unknown"), TextStyle::caption,
                      "value.margin_hint");
}

void draw_split(ScreenContext& context, const rfm::RfmReport& rfm, const rfm::ValueReport* report) {
  ui::section(tr("value.check"));
  const std::string in_force = report != nullptr ? report->terms.split_day : std::string{};
  const std::string& own = context.store.spec().rfm.lifetime.split_day;
  const auto day = ui::date_field({.field = {.key = "value.split", .label = tr("value.split"), .width = -1},
                                   .value = own.empty() ? in_force : own,
                                   .first = rfm.first_day,
                                   .last = rfm.last_day});
  if (day) edit_terms(context, [&](rfm::LifetimeSpec& terms) { terms.split_day = *day; });
  ui::paragraph_muted(tr(own.empty() ? "value.split_automatic" : "value.split_hint"), TextStyle::caption,
                      "value.split_hint");
}

}  // namespace

void draw_value_settings(ScreenContext& context, const rfm::ValueReport* report) {
  const ui::Card card({.key = "value.settings", .title = tr("value.settings"), .tip = tr("tip.value")});
  draw_model(context);
  ui::gap(sizes().s8);
  draw_horizon(context);
  ui::gap(sizes().s8);
  draw_discount(context);
  ui::gap(sizes().s8);
  draw_margin(context, report);
  draw_split(context, *context.store.report().rfm, report);
}

}  // namespace sluice::app
