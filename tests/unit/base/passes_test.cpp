#include "base/passes.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace sluice {
namespace {

// Writes each row that it takes, four at a time where it may.
Pass write(std::string& into, char name, size_t rows, uint64_t cost = 1) {
  return {rows, cost, [&into, name, rows](size_t begin, size_t end) {
            const size_t behind = std::min(rows, std::max(end, (begin / 4 + 1) * 4));
            for (size_t row = begin; row < behind; ++row) into += name + std::to_string(row) + " ";
            return behind;
          }};
}

TEST(Passes, LookAtEveryRowOnceInTheirOrderHoweverTheyAreCut) {
  std::string whole;
  Passes at_once;
  at_once.add(write(whole, 'a', 9));
  at_once.add(write(whole, 'b', 6, 3));
  at_once.finish();
  EXPECT_EQ(whole, "a0 a1 a2 a3 a4 a5 a6 a7 a8 b0 b1 b2 b3 b4 b5 ");
  for (const uint64_t work : {1, 2, 7, 10, 30}) {
    std::string cut;
    Passes passes, others;
    passes.add(write(cut, 'a', 9));
    others.add(write(cut, 'b', 6, 3));
    passes.add(std::move(others));
    while (!passes.done()) passes.advance(work);
    EXPECT_EQ(cut, whole) << work;
  }
}

TEST(Passes, SayHowFarTheyAre) {
  std::string text;
  Passes passes;
  passes.add(write(text, 'a', 8));
  passes.add(write(text, 'b', 8, 3));
  EXPECT_EQ(passes.share(), 0);
  passes.advance(4);
  EXPECT_EQ(passes.share(), 4.0 / 32);
  passes.advance(4);
  EXPECT_EQ(passes.share(), 8.0 / 32);
  passes.advance(12);
  EXPECT_EQ(passes.share(), 20.0 / 32);
  passes.finish();
  EXPECT_EQ(passes.share(), 1);
}

TEST(Passes, OfNothingAreDone) {
  std::string text;
  Passes passes;
  passes.add(write(text, 'a', 0));
  EXPECT_TRUE(passes.done());
  EXPECT_EQ(passes.share(), 1);
  passes.advance(10);
  EXPECT_EQ(text, "");
}

}  // namespace
}  // namespace sluice
