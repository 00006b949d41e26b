#include "funnel/matching.h"

#include <array>

namespace sluice::funnel {
namespace {

constexpr std::array kModes{
    MatchingMode{Mode::ordered, "ordered", prepare_ordered},
};

}  // namespace

const MatchingMode* find_mode(Mode mode) {
  for (const MatchingMode& candidate : kModes) {
    if (candidate.mode == mode) return &candidate;
  }
  return nullptr;
}

}  // namespace sluice::funnel
