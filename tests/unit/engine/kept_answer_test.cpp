#include "engine/kept_answer.h"

#include <gtest/gtest.h>

#include <memory>

#include "base/errors.h"

namespace sluice::engine {
namespace {

struct KeptAnswerTest : testing::Test {
  KeptAnswer<size_t> answer;
  int begun = 0;

  // The number of ten rows.
  Result<PassRun<size_t>> begin() {
    ++begun;
    const auto count = std::make_shared<size_t>(0);
    PassRun<size_t> run{{}, [count] { return *count; }};
    run.passes.add({10, 1, [into = count.get()](size_t from, size_t to) {
                      *into += to - from;
                      return to;
                    }});
    return run;
  }
  Progress<size_t> advance(uint64_t work) {
    const auto progress = answer.advance(work, [this] { return begin(); });
    EXPECT_TRUE(progress.has_value());
    return *progress;
  }
};

TEST_F(KeptAnswerTest, IsMadeAStretchAtATimeAndOnce) {
  EXPECT_EQ(advance(4).share, 0.4);
  EXPECT_EQ(advance(4).answer, nullptr);
  const Progress<size_t> made = advance(4);
  EXPECT_EQ(made.share, 1);
  ASSERT_NE(made.answer, nullptr);
  EXPECT_EQ(*made.answer, 10U);
  EXPECT_EQ(advance(1).answer, made.answer);
  EXPECT_EQ(begun, 1);
}

TEST_F(KeptAnswerTest, BeginsAnewWhenWhatItIsMadeOfChanges) {
  advance(4);
  answer.reset();
  EXPECT_EQ(advance(4).share, 0.4);
  advance(10);
  answer.reset();
  EXPECT_EQ(advance(10).share, 1);
  EXPECT_EQ(begun, 3);
}

TEST_F(KeptAnswerTest, RefusesWhatCannotBegin) {
  const auto refused = answer.advance(4, [] {
    return Result<PassRun<size_t>>(not_applicable({"No events.", "没有事件。"}));
  });
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code, ErrorCode::not_applicable);
  EXPECT_EQ(advance(10).share, 1);
}

}  // namespace
}  // namespace sluice::engine
