#include <algorithm>
#include <string>
#include <vector>

#include "app/screens/clusters.h"
#include "app/screens/words.h"
#include "app/widgets/button.h"
#include "app/widgets/card.h"
#include "app/widgets/controls.h"
#include "app/widgets/layout.h"
#include "app/widgets/menu.h"
#include "app/widgets/text.h"

namespace sluice::app {
namespace {

// How many -----------------------------------------------------------------------------------------------------------

void draw_number(ScreenContext& context, const rfm::ClusterReport* clusters) {
  ui::section(tr("clusters.number"));
  constexpr int kFewest = 2;
  std::vector<ui::SelectOption> options{{.label = tr("clusters.automatic"), .detail = tr("clusters.automatic_detail")}};
  for (int k = kFewest; k <= rfm::kMostClusterCount; ++k) {
    ui::SelectOption option{.label = format_count(k)};
    if (clusters && k == clusters->by_silhouette) option.detail = tr("clusters.by_silhouette");
    if (clusters && k == clusters->by_elbow) {
      option.detail += (option.detail.empty() ? "" : " · ") + std::string(tr("clusters.by_elbow"));
    }
    options.push_back(std::move(option));
  }
  const int k = context.store.spec().clusters.k;
  const size_t current = k == 0 ? 0 : static_cast<size_t>(k - kFewest + 1);
  const auto chosen = ui::select({.key = "clusters.k", .spoken = tr("clusters.number"), .width = -1}, options, current);
  if (!chosen) return;
  context.store.edit([&](Spec& spec) { spec.clusters.k = *chosen == 0 ? 0 : static_cast<int>(*chosen) + kFewest - 1; });
}

// By what ------------------------------------------------------------------------------------------------------------

/// "Log-scaled: skewness 4.1", once that is known.
std::string how_it_is_taken(const rfm::ClusterReport* clusters, rfm::FeatureKind kind, std::string_view attribute) {
  if (!clusters) return {};
  size_t values = 0;
  for (const rfm::FeatureReport& feature : clusters->features) {
    if (feature.attribute != attribute || (attribute.empty() && feature.kind != kind)) continue;
    if (feature.kind == rfm::FeatureKind::value) {
      ++values;
      continue;
    }
    return tr_format(feature.log_scaled ? "clusters.log_scaled" : "clusters.as_it_is",
                     {format_number(feature.skewness, 1)});
  }
  return values == 0 ? std::string{} : tr_plural("clusters.by_values", static_cast<double>(values));
}

void draw_dimensions(ScreenContext& context, const rfm::ClusterReport* clusters) {
  constexpr std::array<std::string_view, 3> kKeys{"clusters.recency", "clusters.frequency", "clusters.monetary"};
  constexpr std::array<rfm::FeatureKind, 3> kKinds{rfm::FeatureKind::recency, rfm::FeatureKind::frequency,
                                                   rfm::FeatureKind::monetary};
  for (size_t dimension = 0; dimension < kKeys.size(); ++dimension) {
    rfm::ClusterSpec chosen = context.store.spec().clusters;
    const bool on = cluster_dimension(chosen, dimension);
    const std::string detail = on ? how_it_is_taken(clusters, kKinds[dimension], {}) : std::string{};
    const bool pressed = ui::checkbox({.key = kKeys[dimension],
                                       .label = dimension_name(dimension),
                                       .detail = detail,
                                       .on = on,
                                       .disabled = on && !has_other_features(chosen, dimension)});
    if (!pressed) continue;
    cluster_dimension(chosen, dimension) = !on;
    context.store.edit([&](Spec& spec) { spec.clusters = chosen; });
  }
}

void draw_attributes(ScreenContext& context, const rfm::RfmReport& report, const rfm::ClusterReport* clusters) {
  if (report.attributes.empty()) return;
  ui::section(tr("clusters.attributes"));
  for (const rfm::AttributeReport& attribute : report.attributes) {
    rfm::ClusterSpec chosen = context.store.spec().clusters;
    const auto& names = chosen.attributes;
    const bool on = std::find(names.begin(), names.end(), attribute.name) != names.end();
    const bool possible = switch_cluster_attribute(chosen, attribute.name);
    const std::string detail = on ? how_it_is_taken(clusters, rfm::FeatureKind::value, attribute.name) : std::string{};
    const std::string key = "clusters.attribute." + attribute.name;
    const bool pressed =
        ui::checkbox({.key = key, .label = pick(attribute.title), .detail = detail, .on = on, .disabled = !possible});
    if (pressed) context.store.edit([&](Spec& spec) { spec.clusters = chosen; });
  }
  ui::paragraph_muted(tr("clusters.attributes_hint"), TextStyle::caption);
}

}  // namespace

void draw_cluster_settings(ScreenContext& context, const rfm::ClusterReport* clusters) {
  ui::Card card({.key = "clusters.settings", .title = tr("clusters.settings"), .tip = tr("tip.clusters")});
  draw_number(context, clusters);
  ui::section(tr("clusters.features"));
  draw_dimensions(context, clusters);
  draw_attributes(context, *context.store.report().rfm, clusters);
  ui::section(tr("clusters.chance"));
  const ui::Button again{
      .key = "clusters.again", .label = tr("clusters.again"), .icon = ui::Icon::refresh, .small = true};
  if (ui::button(again)) context.store.edit([](Spec& spec) { ++spec.clusters.seed; });
  ui::paragraph_muted(tr_format("clusters.seed", {format_count(context.store.spec().clusters.seed)}),
                      TextStyle::caption);
}

}  // namespace sluice::app
