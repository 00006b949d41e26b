// What a careful reader of the report should know about the data behind it, in words.
#pragma once

#include <vector>

#include "rfm/analysis.h"

namespace sluice::rfm {

std::vector<TextPair> write_notes(const Analysis& analysis, const RfmSpec& spec, const RfmReport& report);

}  // namespace sluice::rfm
