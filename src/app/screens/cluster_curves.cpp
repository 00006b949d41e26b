#include <string>

#include "app/charts/choice_curve.h"
#include "app/screens/clusters.h"
#include "app/screens/words.h"
#include "app/widgets/card.h"
#include "app/widgets/layout.h"

namespace sluice::app {
namespace {

void choose(ScreenContext& context, int k) {
  constexpr int kFewest = 2;
  if (k >= kFewest) context.store.edit([&](Spec& spec) { spec.clusters.k = k; });
}

void draw_silhouettes(ScreenContext& context, const rfm::ClusterReport& clusters) {
  ui::Card card({.key = "clusters.silhouettes", .title = tr("clusters.silhouettes"), .tip = tr("tip.silhouette")});
  chart::ChoiceCurve data{.key = "clusters.silhouette_curve",
                          .caption = tr("clusters.silhouettes"),
                          .x_title = tr("clusters.number"),
                          .y_title = tr("clusters.silhouette"),
                          .note = tr("tip.silhouette"),
                          .in_force = clusters.k,
                          .marked = clusters.by_silhouette,
                          .marked_label = tr("clusters.by_silhouette"),
                          .reference_lines = {0.25, 0.5, 0.7}};  // weak, reasonable, strong from here on
  for (const rfm::ClusterCountReport& count : clusters.counts) {
    data.choices.push_back({.number = count.k, .value = count.silhouette, .text = format_number(count.silhouette, 3)});
  }
  if (const auto clicked = chart::choice_curve(data).clicked) choose(context, data.choices[*clicked].number);
}

void draw_elbow(ScreenContext& context, const rfm::ClusterReport& clusters) {
  ui::Card card({.key = "clusters.elbow", .title = tr("clusters.elbow"), .tip = tr("tip.elbow")});
  chart::ChoiceCurve data{.key = "clusters.elbow_curve",
                          .caption = tr("clusters.elbow"),
                          .x_title = tr("clusters.number"),
                          .y_title = tr("clusters.within"),
                          .note = tr("tip.elbow"),
                          .in_force = clusters.k,
                          .marked = clusters.by_elbow,
                          .marked_label = tr("clusters.by_elbow")};
  for (const rfm::ClusterCountReport& count : clusters.counts) {
    data.choices.push_back({.number = count.k, .value = count.within, .text = format_count(count.within)});
  }
  if (const auto clicked = chart::choice_curve(data).clicked) choose(context, data.choices[*clicked].number);
}

}  // namespace

void draw_cluster_curves(ScreenContext& context, const rfm::ClusterReport& clusters) {
  ui::Grid grid({.key = "clusters.curves", .min_column = 320, .most = 2});
  grid.next();
  draw_silhouettes(context, clusters);
  grid.next();
  draw_elbow(context, clusters);
}

}  // namespace sluice::app
