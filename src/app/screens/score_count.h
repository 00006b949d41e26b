// How many scores a dimension has: a choice where the map leaves it, else a fact with the way to another number.
#pragma once

#include <optional>
#include <string_view>

#include "rfm/rfm_spec.h"

namespace sluice::app {

/// A slider of the scores under `map` (an id of map_ids()), which stand at `bins`. Returns the new number; disabled,
/// with a sentence under it, where the map needs a number of its own.
std::optional<int> draw_score_count(const rfm::RfmSpec& spec, std::string_view map, std::string_view key, int bins);

}  // namespace sluice::app
