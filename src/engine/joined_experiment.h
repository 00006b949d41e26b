// An A/B test whose arms are an attribute of customers: what they did is in the other files. Part of Funnels.
#pragma once

#include "dataset/dataset.h"
#include "funnel/experiment_source.h"
#include "rfm/analysis.h"

namespace sluice::engine {

/// One row a customer, the attributes as columns, and two of purchases: whether there is one, and their sum. Refers to
/// the dataset, which must stay.
funnel::ExperimentSource joined_experiment(const Dataset& dataset, const rfm::Analysis& analysis);

}  // namespace sluice::engine
