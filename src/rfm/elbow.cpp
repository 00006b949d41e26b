#include "rfm/elbow.h"

namespace sluice::rfm {

std::optional<size_t> elbow(std::span<const double> curve) {
  if (curve.size() < 3 || !(curve.front() > curve.back())) return std::nullopt;
  std::optional<size_t> farthest;
  constexpr double kClearly = 1e-9;
  double most = kClearly;
  for (size_t i = 0; i < curve.size(); ++i) {
    const double x = static_cast<double>(i) / static_cast<double>(curve.size() - 1);
    const double y = (curve[i] - curve.back()) / (curve.front() - curve.back());
    const double under = 1 - x - y;
    if (under > most) {
      most = under;
      farthest = i;
    }
  }
  return farthest;
}

}  // namespace sluice::rfm
