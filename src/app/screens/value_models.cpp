// The parameters of the models, and how far they move with the customers they were fitted to.
#include <algorithm>
#include <array>

#include "app/screens/inquiry_state.h"
#include "app/screens/value.h"
#include "app/screens/words.h"
#include "app/widgets/button.h"
#include "app/widgets/card.h"
#include "app/widgets/cells.h"
#include "app/widgets/layout.h"
#include "app/widgets/table.h"
#include "app/widgets/text.h"

namespace sluice::app {
namespace {

constexpr int kParameterDecimals = 4;

const rfm::ParameterInterval* find_interval(const rfm::ValueIntervals* intervals, std::string_view name) {
  if (intervals == nullptr) return nullptr;
  for (const rfm::ParameterInterval& interval : intervals->parameters) {
    if (interval.name == name) return &interval;
  }
  return nullptr;
}

ui::Cell range_cell(const rfm::ParameterInterval* interval) {
  if (interval == nullptr) return {.text = absent(), .muted = true};
  return {.text = format_number(interval->low, kParameterDecimals) + "–" +
                  format_number(interval->high, kParameterDecimals)};
}

void draw_parameters(ScreenContext& context, const rfm::ValueModels& models, const rfm::ValueIntervals* intervals) {
  const std::array<ui::Column, 4> columns{
      {{.key = "parameter",
        .label = tr("value.parameter"),
        .min_width = 120,
        .weight = 1,
        .tip = tr("tip.value_models")},
       ui::figure_column("value", tr("value.estimate"), tr("tip.parameter"), 96),
       ui::figure_column("error", tr("value.standard_error"), tr("tip.standard_error"), 96),
       ui::figure_column("interval", tr("funnel.interval"), tr("tip.value_interval"), 150)}};
  std::vector<std::pair<std::string, const rfm::FittedParameter*>> rows;
  for (const auto& [name, model] :
       {std::pair{tr("value.purchase_model"), &models.purchases}, std::pair{tr("value.spend_model"), &models.spend}}) {
    for (const rfm::FittedParameter& parameter : model->parameters) {
      rows.emplace_back(std::string(name) + " · " + parameter.name, &parameter);
    }
  }
  ValueView& view = context.view.value;
  ui::table({.key = "value.parameters",
             .caption = tr("value.models"),
             .columns = columns,
             .rows = rows.size(),
             .row =
                 [&](uint64_t index) {
                   const auto& [name, parameter] = rows[index];
                   const bool drawn = index < models.purchases.parameters.size();
                   view.parameter_row = {{.text = name, .strong = true},
                                         ui::decimal_cell(parameter->value, kParameterDecimals),
                                         ui::decimal_cell(parameter->standard_error, kParameterDecimals),
                                         range_cell(drawn ? find_interval(intervals, parameter->name) : nullptr)};
                   return &view.parameter_row;
                 },
             .selectable = false},
            view.parameters);
}

std::string fit_words(const rfm::FittedModel& model, const char* name) {
  return tr_format("value.fit", {name, format_count(model.customers), format_number(model.log_likelihood, 2),
                                 format_count(model.iterations)});
}

void draw_intervals(ScreenContext& context, const rfm::ValueIntervals* intervals) {
  Inquiry<rfm::ValueIntervals>& inquiry = context.store.value_intervals();
  const rfm::LifetimeSpec& terms = context.store.spec().rfm.lifetime;
  std::optional<rfm::LifetimeSpec>& asked = context.view.value.intervals_of;
  if (asked == terms) inquiry.want();
  if (has_inquiry_state(inquiry)) draw_inquiry_state(inquiry, "value.intervals");
  if (intervals != nullptr) {
    ui::paragraph(pick(intervals->sentence), TextStyle::body, "value.intervals.sentence");
  } else if (asked != terms) {
    const ui::Button draw{.key = "value.intervals.draw",
                          .label = tr("value.draw_intervals"),
                          .small = true,
                          .tip = tr("tip.value_interval")};
    if (ui::button(draw)) asked = terms;
  }
}

}  // namespace

void draw_value_models(ScreenContext& context, const rfm::ValueModels& models) {
  const Inquiry<rfm::ValueIntervals>& inquiry = context.store.value_intervals();
  const rfm::ValueIntervals* intervals = inquiry.current() ? inquiry.answer() : nullptr;
  const ui::Card card({.key = "value.models_card", .title = tr("value.models"), .tip = tr("tip.value_models")});
  ui::paragraph_muted(fit_words(models.purchases, tr("value.purchase_model")), TextStyle::caption,
                      "value.fit.purchases");
  ui::paragraph_muted(fit_words(models.spend, tr("value.spend_model")), TextStyle::caption, "value.fit.spend");
  ui::gap(sizes().s8);
  draw_parameters(context, models, intervals);
  ui::gap(sizes().s8);
  draw_intervals(context, intervals);
  if (models.frequency_spend_sentence.empty()) return;
  ui::gap(sizes().s8);
  ui::paragraph(pick(models.frequency_spend_sentence), TextStyle::body, "value.correlation");
}

}  // namespace sluice::app
