// How the steps of an event funnel have to follow each other, what is counted, and in what time.
#include <algorithm>
#include <array>
#include <cmath>

#include "app/format.h"
#include "app/i18n.h"
#include "app/screens/duration_field.h"
#include "app/screens/funnel_settings.h"
#include "app/widgets/card.h"
#include "app/widgets/fields.h"
#include "app/widgets/layout.h"
#include "app/widgets/navigation.h"
#include "app/widgets/text.h"

namespace sluice::app {
namespace {

using funnel::FunnelSpec;
using funnel::Mode;
using funnel::Unit;

void draw_mode(ScreenContext& context) {
  const std::array<ui::Option, 3> modes{{{.key = "funnel.mode.ordered", .label = tr("funnel.mode.ordered")},
                                         {.key = "funnel.mode.strict", .label = tr("funnel.mode.strict")},
                                         {.key = "funnel.mode.any", .label = tr("funnel.mode.any")}}};
  const std::array<const char*, 3> hints{tr("funnel.mode.ordered_hint"), tr("funnel.mode.strict_hint"),
                                         tr("funnel.mode.any_hint")};
  const auto current = static_cast<size_t>(context.store.spec().funnel.mode);
  ui::muted(tr("funnel.mode"), TextStyle::caption_strong);
  const auto chosen = ui::segmented("funnel.mode", modes, current);
  if (chosen) context.store.edit([&](Spec& spec) { choose_mode(spec.funnel, static_cast<Mode>(*chosen)); });
  ui::paragraph_muted(hints[current], TextStyle::caption, "funnel.mode.hint");
}

void draw_session_gap(ScreenContext& context) {
  const int64_t gap = context.store.spec().funnel.session_gap_ms;
  constexpr double kMostMinutes = 100'000;
  const auto typed = ui::number_field({.field = {.key = "funnel.unit.gap",
                                                 .label = tr("funnel.session_gap"),
                                                 .suffix = tr("window.minutes"),
                                                 .width = -1},
                                       .value = static_cast<double>(gap) / static_cast<double>(kMinuteMs),
                                       .minimum = 0,
                                       .maximum = kMostMinutes,
                                       .decimals = gap % kMinuteMs == 0 ? 0 : 2});
  if (!typed) return;
  context.store.edit(
      [&](Spec& spec) { spec.funnel.session_gap_ms = std::llround(*typed * static_cast<double>(kMinuteMs)); });
}

void draw_unit(ScreenContext& context) {
  const std::array<ui::Option, 3> units{{{.key = "funnel.unit.customers", .label = tr("unit.customers")},
                                         {.key = "funnel.unit.sessions", .label = tr("unit.sessions")},
                                         {.key = "funnel.unit.entries", .label = tr("unit.entries")}}};
  const std::array<const char*, 3> hints{tr("funnel.unit.customers_hint"), tr("funnel.unit.sessions_hint"),
                                         tr("funnel.unit.entries_hint")};
  const Unit unit = context.store.spec().funnel.unit;
  ui::section(tr("funnel.unit"));
  const auto chosen = ui::segmented("funnel.unit", units, static_cast<size_t>(unit));
  if (chosen) context.store.edit([&](Spec& spec) { spec.funnel.unit = static_cast<Unit>(*chosen); });
  ui::paragraph_muted(hints[static_cast<size_t>(unit)], TextStyle::caption, "funnel.unit.hint");
  if (unit == Unit::sessions) draw_session_gap(context);
}

void set_window(ScreenContext& context, std::optional<int64_t> window) {
  context.store.edit([&](Spec& spec) { spec.funnel.window_ms = window; });
}

/// No limit, five usual windows, or an own one.
void draw_window(ScreenContext& context) {
  constexpr std::array<int64_t, 5> kUsual{30 * kMinuteMs, kHourMs, kDayMs, 7 * kDayMs, 30 * kDayMs};
  constexpr int64_t kFirstOwn = 7 * kDayMs;
  bool& custom = context.view.funnel.custom_window;
  const std::optional<int64_t> window = context.store.spec().funnel.window_ms;
  std::vector<ui::SelectOption> options{{.label = tr("window.none")}};
  for (const int64_t usual : kUsual) options.push_back({.label = format_duration(static_cast<double>(usual))});
  options.push_back({.label = tr("window.custom")});
  const size_t own = options.size() - 1;

  const auto usual = window ? std::find(kUsual.begin(), kUsual.end(), *window) : kUsual.end();
  const bool is_own = window && (custom || usual == kUsual.end());
  const size_t current = is_own ? own : !window ? 0 : static_cast<size_t>(usual - kUsual.begin()) + 1;
  ui::section(tr("funnel.window"));
  const auto chosen =
      ui::select({.key = "funnel.window", .spoken = tr("funnel.window"), .width = -1}, options, current);
  if (chosen) {
    custom = *chosen == own;
    set_window(context, custom         ? window.value_or(kFirstOwn)
                        : *chosen == 0 ? std::nullopt
                                       : std::optional<int64_t>(kUsual[*chosen - 1]));
  }
  if (is_own) {
    if (const auto length = duration_field("funnel.window", *window)) set_window(context, length);
  }
  ui::paragraph_muted(tr("window.hint"), TextStyle::caption);
}

}  // namespace

void draw_funnel_counting(ScreenContext& context, const funnel::FunnelReport&) {
  ui::Card card({.key = "funnel.counting", .title = tr("funnel.counting")});
  draw_mode(context);
  draw_unit(context);
  draw_window(context);
}

}  // namespace sluice::app
