// Clusters as the engine might find them among the example's customers.
#pragma once

#include "report/messages.h"

namespace sluice::app {

rfm::ClusterReport example_clusters();  ///< three of them, clearly apart
rfm::ClusterReport no_clusters();       ///< customers who do not differ

}  // namespace sluice::app
