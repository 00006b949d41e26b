// Seeds of tests that draw their input: another one every day, so that in time much is tried.
#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>

namespace sluice::test {

/// Days since 1970, or what the environment's SLUICE_SEED says; printed, so that a failure can be had again.
inline uint64_t seed_of_today() {
  const char* chosen = std::getenv("SLUICE_SEED");
  const uint64_t seed =
      chosen != nullptr ? std::strtoull(chosen, nullptr, 10) : static_cast<uint64_t>(std::time(nullptr) / 86'400);
  std::printf("SLUICE_SEED=%llu\n", static_cast<unsigned long long>(seed));
  return seed;
}

}  // namespace sluice::test
