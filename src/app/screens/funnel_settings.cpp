#include "app/screens/funnel_settings.h"

#include <array>
#include <cmath>
#include <optional>

#include <imgui.h>

#include "app/screens/funnel.h"
#include "app/screens/words.h"
#include "app/widgets/card.h"
#include "app/widgets/controls.h"
#include "app/widgets/layout.h"
#include "app/widgets/text.h"

namespace sluice::app {
namespace {

using funnel::FunnelReport;
using funnel::Source;

void draw_source(ScreenContext& context, const FunnelReport& report) {
  if (report.sources.size() < 2) return;
  std::vector<ui::SelectOption> options;
  std::optional<size_t> current;
  for (size_t i = 0; i < report.sources.size(); ++i) {
    options.push_back({.label = source_name(report.sources[i])});
    if (report.sources[i] == report.source) current = i;
  }
  const auto chosen = ui::select({.key = "funnel.source", .label = tr("funnel.source"), .width = -1}, options, current);
  if (chosen) context.store.edit([&](Spec& spec) { choose_source(spec.funnel, report.sources[*chosen]); });
  ui::gap(sizes().s12);
}

void draw_purchase_steps(ScreenContext& context) {
  constexpr double kFewest = 2, kMost = 12;
  const int purchases = context.store.spec().funnel.purchases;
  const std::string text = format_count(static_cast<double>(purchases));
  const auto moved = ui::slider({.key = "funnel.purchases",
                                 .label = tr("funnel.purchases"),
                                 .value_text = text,
                                 .value = static_cast<double>(purchases),
                                 .minimum = kFewest,
                                 .maximum = kMost,
                                 .step = 1});
  if (moved) {
    context.store.edit([&](Spec& spec) { spec.funnel.purchases = static_cast<int>(std::lround(*moved)); },
                       "funnel.purchases");
  }
}

void draw_steps_card(ScreenContext& context, const FunnelReport& report) {
  ui::Card card({.key = "funnel.settings", .title = tr("funnel.steps")});
  draw_source(context, report);
  const bool ladder = report.source == Source::orders || report.source == Source::frequency;
  ladder ? draw_purchase_steps(context) : draw_funnel_steps(context, report);
}

}  // namespace

void edit_steps(ScreenContext& context, const FunnelReport& report,
                const std::function<void(funnel::FunnelSpec&)>& change) {
  context.store.edit([&](Spec& spec) {
    spec.funnel.steps = steps_in_force(spec.funnel, report);
    change(spec.funnel);
  });
}

std::string event_name(const FunnelReport& report, const std::string& event) {
  if (report.source == Source::events) return event;
  for (const funnel::StepReport& step : report.steps) {
    if (step.event == event) return pick(step.label);
  }
  return event;
}

std::vector<ui::SelectOption> event_options(const FunnelReport& report) {
  std::vector<ui::SelectOption> options;
  for (const funnel::EventChoice& event : report.events) {
    options.push_back(
        {.label = event_name(report, event.event), .detail = format_compact(static_cast<double>(event.count))});
  }
  return options;
}

void draw_funnel_settings(ScreenContext& context, const FunnelReport& report) {
  draw_steps_card(context, report);
  if (report.source != Source::events) return;
  constexpr std::array kCards{draw_funnel_counting, draw_funnel_exclusions, draw_funnel_rules};
  for (const auto draw : kCards) {
    ui::gap(sizes().s16);
    draw(context, report);
  }
}

}  // namespace sluice::app
