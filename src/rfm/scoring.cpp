#include "rfm/scoring.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/errors.h"
#include "rfm/scoring_methods.h"

namespace sluice::rfm {

int score_of(double value, std::span<const double> cuts, bool lower_is_better) {
  int under = 0;
  for (const double cut : cuts) under += cut < value ? 1 : 0;
  return lower_is_better ? static_cast<int>(cuts.size()) + 1 - under : 1 + under;
}

std::vector<uint8_t> scores_of(std::span<const double> values, std::span<const double> cuts, bool lower_is_better) {
  std::vector<uint8_t> scores(values.size());
  for (size_t row = 0; row < values.size(); ++row) {
    scores[row] = static_cast<uint8_t>(score_of(values[row], cuts, lower_is_better));
  }
  return scores;
}

uint64_t count_straddling(std::span<const double> sorted, int bins) {
  const uint64_t n = sorted.size();
  const auto k = static_cast<uint64_t>(bins);
  uint64_t customers = 0;
  for (uint64_t i = 1, counted = 0; i < k; ++i) {  // ranks below `counted` are done with
    const uint64_t rank = i * n / k;
    if (rank < counted) continue;
    const auto [low, high] = std::equal_range(sorted.begin(), sorted.end(), sorted[rank]);
    const auto begin = static_cast<uint64_t>(low - sorted.begin()), end = static_cast<uint64_t>(high - sorted.begin());
    if (end - begin > 1 && begin * k < i * n) {
      customers += end - begin;
      counted = end;
    }
  }
  return customers;
}

uint64_t count_split(std::span<const double> values, std::span<const double> sorted, std::span<const uint8_t> scores) {
  // Scores rise or fall with the values, so that a split value is the largest of one score and the smallest of another.
  std::array<double, UINT8_MAX + 1> lowest{}, highest{};
  std::array<bool, UINT8_MAX + 1> seen{};
  for (size_t row = 0; row < values.size(); ++row) {
    const uint8_t score = scores[row];
    lowest[score] = seen[score] ? std::min(lowest[score], values[row]) : values[row];
    highest[score] = seen[score] ? std::max(highest[score], values[row]) : values[row];
    seen[score] = true;
  }
  std::vector<double> split;
  for (size_t a = 0; a < seen.size(); ++a) {
    for (size_t b = 0; b < seen.size() && seen[a]; ++b) {
      if (a != b && seen[b] && highest[a] == lowest[b]) split.push_back(highest[a]);
    }
  }
  std::sort(split.begin(), split.end());
  split.erase(std::unique(split.begin(), split.end()), split.end());
  uint64_t customers = 0;
  for (const double value : split) {
    const auto [low, high] = std::equal_range(sorted.begin(), sorted.end(), value);
    customers += static_cast<uint64_t>(high - low);
  }
  return customers;
}

Neighbourhood cuts_around(double value, std::span<const double> cuts, std::span<const double> sorted, bool user_cuts) {
  Neighbourhood around;
  for (const double cut : cuts) {
    const bool separates = user_cuts || (cut >= sorted.front() && cut < sorted.back());
    if (!separates) continue;
    if (cut < value) around.below = cut;
    if (cut >= value && !around.above) around.above = cut;
  }
  return around;
}

Status check_dimension(const DimensionSpec& spec, int bins, const std::string& pointer) {
  const ScoringMethod* method = find_scoring_method(spec.method);
  if (method == nullptr) {
    std::string names;
    for (const ScoringMethod& known : scoring_methods()) {
      names.append(names.empty() ? "" : ", ").append(known.name);
    }
    return bad_spec(pointer + "/method", {"Expected one of " + names + ", found \"" + spec.method + "\".",
                                          "应为 " + names + " 之一，实际为 \"" + spec.method + "\"。"});
  }
  if (!method->user_cuts) return Done{};
  const std::string wanted = std::to_string(bins - 1);
  if (spec.cuts.size() != static_cast<size_t>(bins - 1)) {
    const std::string found = std::to_string(spec.cuts.size());
    return bad_spec(pointer + "/cuts",
                    {"Expected " + wanted + " cut points for " + std::to_string(bins) + " scores, found " + found + ".",
                     std::to_string(bins) + " 个分值需要 " + wanted + " 个分界点，实际为 " + found + " 个。"});
  }
  for (size_t i = 0; i < spec.cuts.size(); ++i) {
    if (!std::isfinite(spec.cuts[i]) || (i > 0 && spec.cuts[i] < spec.cuts[i - 1])) {
      return bad_spec(pointer + "/cuts/" + std::to_string(i),
                      {"Cut points must be numbers in ascending order.", "分界点必须是从小到大排列的数字。"});
    }
  }
  return Done{};
}

}  // namespace sluice::rfm
