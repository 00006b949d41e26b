// `ntile`: SQL's NTILE(k) OVER (ORDER BY value, customer id), the value descending for recency: groups of equal size,
// the first ones one larger where it does not come out even. Equal values may fall into different groups; profile rows
// are in the order of the customers' ids.
#include <algorithm>

#include "base/ordering.h"
#include "rfm/scoring_cuts.h"
#include "rfm/scoring_methods.h"

namespace sluice::rfm {
namespace {

// Of the customer of this rank, from 0.
uint64_t tile_of(uint64_t rank, uint64_t n, uint64_t k) {
  const uint64_t size = n / k, larger = n % k;
  const uint64_t in_larger = larger * (size + 1);
  return rank < in_larger ? rank / (size + 1) : larger + (rank - in_larger) / size;
}

}  // namespace

Scoring score_ntile(const ScoringInput& input) {
  const size_t n = input.values.size();
  const auto k = static_cast<uint64_t>(input.bins);
  std::vector<uint64_t> keys(n);
  for (size_t row = 0; row < n; ++row) {
    const uint64_t key = ascending_key(input.values[row]);
    keys[row] = input.lower_is_better ? ~key : key;
  }
  const std::vector<uint32_t> order = stable_order(keys);
  Scoring result;
  result.scores.resize(n);
  std::vector<double> largest(k, input.lower_is_better ? below_all(input.sorted.front()) : input.sorted.back());
  std::vector<bool> seen(k, false);
  for (size_t rank = 0; rank < n; ++rank) {
    const size_t tile = tile_of(rank, n, k);
    const double value = input.values[order[rank]];
    result.scores[order[rank]] = static_cast<uint8_t>(tile + 1);
    largest[tile] = seen[tile] ? std::max(largest[tile], value) : value;
    seen[tile] = true;
  }
  if (input.lower_is_better) std::reverse(largest.begin(), largest.end());
  result.cuts.assign(largest.begin(), largest.end() - 1);
  return result;
}

TextPair explain_ntile(const Standing& standing) {
  const std::string bins = std::to_string(standing.bins);
  const std::string score = std::to_string(standing.score);
  TextPair text{"From worst to best, and by customer id where values are equal, the customers make " + bins +
                    " groups as equal in size as can be; this one falls into group " + score + ".",
                "全部客户由差到好排序（数值相同时按客户编号），分为人数尽量相等的 " + bins + " 组，该客户落在第 " +
                    score + " 组。"};
  if (standing.equal > 1) {
    const std::string others = std::to_string(standing.equal - 1);
    text.en += " Its value is shared by " + others + (standing.equal == 2 ? " other, who" : " others, who") +
               " may score differently.";
    text.zh += "另有 " + others + " 位客户数值相同，得分可能不同。";
  }
  return text;
}

}  // namespace sluice::rfm
