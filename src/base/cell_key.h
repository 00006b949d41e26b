// How a cell of scores is written: r, f and, in the cube, m one after the other, "54" or "543". No score has a leading
// zero and 10 is the only one with a zero in it, so that a key has one reading: "105" is 10 5, "1010" is 10 10.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sluice {

inline constexpr int kHighestScore = 10;

/// Two scores, or three; none where the key is not made of them.
inline std::optional<std::vector<int>> scores_of_key(std::string_view key) {
  std::vector<int> scores;
  for (size_t at = 0; at < key.size(); ++at) {
    if (key[at] < '1' || key[at] > '9') return std::nullopt;
    const bool ten = key[at] == '1' && at + 1 < key.size() && key[at + 1] == '0';
    scores.push_back(ten ? kHighestScore : key[at] - '0');
    if (ten) ++at;
  }
  if (scores.size() != 2 && scores.size() != 3) return std::nullopt;
  return scores;
}

inline std::string key_of_scores(const std::vector<int>& scores) {
  std::string key;
  for (const int score : scores) key += std::to_string(score);
  return key;
}

}  // namespace sluice
