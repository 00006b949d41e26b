// The purchase models by name; what they say is in purchase_model.h.
#pragma once

#include <cstdint>

namespace sluice::value {

enum class PurchaseModelKind : uint8_t { bg_nbd, mbg_nbd, pareto_nbd };

}  // namespace sluice::value
