#include "base/cell_key.h"

#include <gtest/gtest.h>

#include <map>
#include <string>

namespace sluice {
namespace {

TEST(CellKey, HasOneReadingForEveryCellOfThreeToTenScores) {
  for (int bins = 3; bins <= 10; ++bins) {
    std::map<std::string, std::vector<int>> cells;
    for (int r = 1; r <= bins; ++r) {
      for (int f = 1; f <= bins; ++f) {
        for (int m = 0; m <= bins; ++m) {  // 0: a pair
          const std::vector<int> scores = m == 0 ? std::vector{r, f} : std::vector{r, f, m};
          const std::string key = key_of_scores(scores);
          EXPECT_TRUE(cells.emplace(key, scores).second) << key << " is another cell, too";
          ASSERT_EQ(scores_of_key(key), scores) << key;
        }
      }
    }
    EXPECT_EQ(cells.size(), static_cast<size_t>(bins * bins * (bins + 1)));
  }
}

TEST(CellKey, IsNothingElse) {
  for (const char* key : {"", "5", "10", "05", "50", "5 4", "5-4", "100", "1100", "5555", "10101010", "54a", "é4"}) {
    EXPECT_EQ(scores_of_key(key), std::nullopt) << key;
  }
}

}  // namespace
}  // namespace sluice
