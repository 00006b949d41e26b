// Data for the gallery and for tests of charts and widgets: a plausible shop, and hostile variants of it.
#pragma once

#include <string>
#include <vector>

#include "app/charts/bar_list.h"
#include "app/charts/choice_curve.h"
#include "app/charts/cohort_map.h"
#include "app/charts/cube.h"
#include "app/charts/funnel_bars.h"
#include "app/charts/group_density.h"
#include "app/charts/heatmap.h"
#include "app/charts/histogram.h"
#include "app/charts/journey_line.h"
#include "app/charts/level_flows.h"
#include "app/charts/line_chart.h"
#include "app/charts/lorenz.h"
#include "app/charts/sankey.h"
#include "app/charts/scatter.h"
#include "app/charts/share_bars.h"
#include "app/charts/timeline.h"
#include "app/charts/treemap.h"

namespace sluice::samples {

enum class Flavor {
  shop,         ///< as a real report looks
  empty,        ///< nothing at all
  single,       ///< one of each
  zeros,        ///< things, but all numbers 0
  huge_labels,  ///< names of hundreds of characters, line breaks, numbers of twenty digits
};

app::chart::Treemap treemap(Flavor flavor);
app::chart::Heatmap heatmap(Flavor flavor);
app::chart::CohortMap cohort_map(Flavor flavor);
app::chart::LineChart line_chart(Flavor flavor);
app::chart::LineChart rate_curve(Flavor flavor);  ///< over named points, with intervals; the last two are not final
app::chart::Lorenz lorenz(Flavor flavor);
app::chart::BarList bar_list(Flavor flavor);
app::chart::Funnel event_funnel(Flavor flavor);
app::chart::Funnel centred_funnel(Flavor flavor);  ///< the same as trapezoids on a square-root scale
app::chart::Funnel sales_funnel(Flavor flavor);
app::chart::Histogram histogram(Flavor flavor);
app::chart::DistributionStrip distribution_strip(Flavor flavor);
app::chart::ShareBars tiers(Flavor flavor);
app::chart::Sankey sankey(Flavor flavor);
app::chart::LevelFlows level_flows(Flavor flavor);
app::chart::Timeline timeline(Flavor flavor);
app::chart::JourneyLine journey_line(Flavor flavor);  ///< stopped by the window; zeros: all at one time
app::chart::ChoiceCurve choice_curve(Flavor flavor);
app::chart::GroupDensity group_density(Flavor flavor);
app::chart::Scatter scatter(Flavor flavor);
app::chart::Cube cube(Flavor flavor, int bins = 5);

}  // namespace sluice::samples
