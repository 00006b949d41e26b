#include "rfm/tiers.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "base/embedded_assets.h"
#include "base/ordering.h"

namespace sluice::rfm {
namespace {

TextPair read_pair(const nlohmann::json& value) { return {value.at("en"), value.at("zh")}; }

// The playbook is part of the program; a test reads it, so a tier without words cannot be released.
std::array<Tier, 3> read_tiers() {
  std::array<Tier, 3> result;
  for (size_t i = 0; i < result.size(); ++i) result[i].id = kTierIds[i];
  try {
    const auto playbook = nlohmann::json::parse(embedded_asset("playbooks/tiers.json"));
    for (const auto& entry : playbook.at("tiers")) {
      for (Tier& tier : result) {
        if (entry.at("id") != tier.id) continue;
        tier.name = read_pair(entry.at("name"));
        tier.advice = read_pair(entry.at("advice"));
        tier.rule_of_thumb = entry.at("rule_of_thumb");
      }
    }
  } catch (const nlohmann::json::exception&) {
    for (Tier& tier : result) tier.name = {tier.id, tier.id};
  }
  return result;
}

// n * share rounded up, forgiving what binary fractions add to it: 0.05 x 100 is 5.
size_t rounded_up(size_t n, double share) {
  const double exact = static_cast<double>(n) * share;
  return std::min(n, static_cast<size_t>(std::max(0.0, std::ceil(exact - 1e-6))));
}

}  // namespace

const std::array<Tier, 3>& tiers() {
  static const std::array<Tier, 3> kTiers = read_tiers();
  return kTiers;
}

std::vector<uint32_t> rank_by_revenue(const std::vector<int64_t>& units) {
  constexpr uint64_t kSignBit = uint64_t{1} << 63;
  std::vector<uint64_t> keys(units.size());
  std::transform(units.begin(), units.end(), keys.begin(),
                 [](int64_t amount) { return ~(static_cast<uint64_t>(amount) ^ kSignBit); });
  return stable_order(keys);
}

std::vector<uint8_t> assign_tiers(const MoneyColumn& revenue, const TierSpec& spec) {
  const std::vector<uint32_t> rank = rank_by_revenue(revenue.units);
  const size_t vip = rounded_up(rank.size(), spec.vip);
  const size_t key = std::max(vip, rounded_up(rank.size(), spec.vip + spec.key));
  std::vector<uint8_t> result(rank.size(), 2);
  for (size_t i = 0; i < key; ++i) result[rank[i]] = i < vip ? 0 : 1;
  return result;
}

}  // namespace sluice::rfm
