// The parts of the clusters screen that stand in files of their own.
#pragma once

#include "app/screens/screen.h"

namespace sluice::app {

/// How many clusters, and which figures take part. `clusters`: the latest answer, or null.
void draw_cluster_settings(ScreenContext& context, const rfm::ClusterReport* clusters);

/// Silhouette and sum of squares by the number of clusters; a click chooses a number.
void draw_cluster_curves(ScreenContext& context, const rfm::ClusterReport& clusters);

}  // namespace sluice::app
