// Values of recency, frequency and monetary value as sentences say them.
#pragma once

#include <string>

#include "base/text_pair.h"
#include "rfm/profile.h"

namespace sluice::rfm {

/// "12 days", "4 orders", "1,234.50": the value with its unit, of at most `decimals` places.
TextPair value_text(double value, size_t dimension, const Profile& profile, int decimals = 2);

/// "12.5%", at most one decimal.
std::string percent_text(double share);

/// "12.50", "1,234": cents matter in small sums only.
std::string money_text(double amount);

}  // namespace sluice::rfm
