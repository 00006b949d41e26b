// What depends on how often a customer has bought again and on the age alone: many customers share both, so that it is
// worked out once for all of them.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <utility>

namespace sluice::value {

class ByRepeatsAndAge {
 public:
  /// work_out(repeats, age) where these are new.
  template <class WorkOut>
  double at(uint32_t repeats, double age, const WorkOut& work_out) {
    const auto [place, is_new] = values_.try_emplace({repeats, age}, 0.0);
    if (is_new) place->second = work_out(repeats, age);
    return place->second;
  }

 private:
  struct Hash {
    size_t operator()(const std::pair<uint32_t, double>& key) const {
      uint64_t mixed =
          (std::bit_cast<uint64_t>(key.second) ^ (key.first * 0x9E3779B97F4A7C15ULL)) * 0xC2B2AE3D27D4EB4FULL;
      mixed ^= mixed >> 32;
      return static_cast<size_t>(mixed);
    }
  };

  std::unordered_map<std::pair<uint32_t, double>, double, Hash> values_;
};

}  // namespace sluice::value
