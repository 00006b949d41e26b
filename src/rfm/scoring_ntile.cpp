// `ntile`: SQL's NTILE(k) OVER (ORDER BY value, customer id), the value descending for recency: groups of equal size,
// the first ones one larger where it does not come out even. Equal values may fall into different groups; profile rows
// are in the order of the customers' ids.
#include <algorithm>

#include "rfm/scoring_cuts.h"
#include "rfm/scoring_methods.h"

namespace sluice::rfm {
namespace {

// Where the customers, from worst to best, are parted: the rank from 0 at which a group begins.
size_t begin_of_tile(size_t tile, size_t n, size_t k) { return tile * (n / k) + std::min(tile, n % k); }

// A parting may lie between customers with equal values: of these, in the order of the rows, so many come before it.
struct Parting {
  double value = 0;  // of the first customer behind it
  size_t equals_before = 0;
  size_t equals_seen = 0;
};

std::vector<Parting> partings_of(const ScoringInput& input) {
  const auto sorted = input.sorted;
  const size_t n = sorted.size(), k = static_cast<size_t>(input.bins);
  std::vector<Parting> partings;
  for (size_t tile = 1; tile < k; ++tile) {
    const size_t rank = begin_of_tile(tile, n, k);
    if (rank == n) break;  // fewer customers than groups
    const double value = input.lower_is_better ? sorted[n - 1 - rank] : sorted[rank];
    const auto [low, high] = std::equal_range(sorted.begin(), sorted.end(), value);
    const auto worse = static_cast<size_t>(input.lower_is_better ? sorted.end() - high : low - sorted.begin());
    partings.push_back({value, rank - worse, 0});
  }
  return partings;
}

// The largest value of each group, that of the smallest values first.
std::vector<double> largest_values(const ScoringInput& input) {
  const auto sorted = input.sorted;
  const size_t n = sorted.size(), k = static_cast<size_t>(input.bins);
  std::vector<double> largest(k, input.lower_is_better ? below_all(sorted.front()) : sorted.back());
  for (size_t tile = 0; tile < k; ++tile) {
    const size_t begin = begin_of_tile(tile, n, k), end = begin_of_tile(tile + 1, n, k);
    if (begin < end) largest[tile] = input.lower_is_better ? sorted[n - 1 - begin] : sorted[end - 1];
  }
  if (input.lower_is_better) std::reverse(largest.begin(), largest.end());
  return largest;
}

}  // namespace

Scoring score_ntile(const ScoringInput& input) {
  std::vector<Parting> partings = partings_of(input);
  Scoring result;
  result.scores.reserve(input.values.size());
  for (const double value : input.values) {
    int score = 1;
    for (Parting& parting : partings) {
      const bool better = input.lower_is_better ? value < parting.value : value > parting.value;
      const bool behind = value == parting.value && parting.equals_seen++ >= parting.equals_before;
      score += better || behind ? 1 : 0;
    }
    result.scores.push_back(static_cast<uint8_t>(score));
  }
  const std::vector<double> largest = largest_values(input);
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
