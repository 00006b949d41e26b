// The tiers of chart_samples.h as a pyramid, for the gallery and for tests.
#pragma once

#include "app/charts/pyramid.h"
#include "app/format.h"
#include "app/i18n.h"
#include "unit/app/chart_samples.h"

namespace sluice::samples {

inline app::chart::Pyramid pyramid(Flavor flavor) {
  const app::chart::ShareBars bars = tiers(flavor);
  const bool chinese = app::language() == app::Language::chinese;
  const double unit = flavor == Flavor::huge_labels ? 1e18 : 1'000;
  app::chart::Pyramid data{.key = "demo.pyramid",
                           .caption = bars.caption,
                           .headers = {chinese ? "客户数" : "Customers", chinese ? "占比" : "Share"}};
  for (size_t i = 0; i < bars.parts.size(); ++i) {
    const double share = *bars.rows[0].shares[i];
    const std::string count = app::format_count(share * unit), percent = app::format_percent(share);
    data.levels.push_back({.id = bars.parts[i].id,
                           .label = bars.parts[i].label,
                           .value = share * unit,
                           .lines = {count + " · " + percent, app::format_percent(bars.rows[1].shares[i])},
                           .figures = {count, percent}});
  }
  return data;
}

}  // namespace sluice::samples
