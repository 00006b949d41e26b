#include "app/inquiry.h"

#include <gtest/gtest.h>

#include <vector>

namespace sluice::app {
namespace {

struct InquiryTest : testing::Test {
  std::vector<uint64_t> asked;
  Inquiry<int> inquiry{[this](uint64_t generation) { asked.push_back(generation); }};
};

TEST_F(InquiryTest, is_asked_when_it_is_wanted_and_once) {
  EXPECT_TRUE(asked.empty());
  inquiry.want();
  inquiry.want();
  ASSERT_EQ(asked.size(), 1u);
  EXPECT_TRUE(inquiry.waiting());
  inquiry.fill(asked[0], 7);
  inquiry.want();
  EXPECT_EQ(asked.size(), 1u);
  EXPECT_TRUE(inquiry.current());
  EXPECT_EQ(*inquiry.answer(), 7);
}

TEST_F(InquiryTest, keeps_the_former_answer_until_the_new_one_is_here_and_drops_what_comes_late) {
  inquiry.want();
  inquiry.fill(asked[0], 7);
  inquiry.restart();
  EXPECT_FALSE(inquiry.current());
  EXPECT_EQ(*inquiry.answer(), 7);
  inquiry.want();
  inquiry.restart();
  inquiry.want();
  inquiry.fill(asked[1], 8);
  EXPECT_EQ(*inquiry.answer(), 7);
  inquiry.fill(asked[2], 9);
  EXPECT_EQ(*inquiry.answer(), 9);
}

TEST_F(InquiryTest, a_question_that_failed_is_asked_again_only_when_it_has_changed) {
  inquiry.want();
  inquiry.fail(asked[0], {ErrorCode::not_applicable, {"No.", "否。"}, {}});
  inquiry.want();
  EXPECT_EQ(asked.size(), 1u);
  ASSERT_NE(inquiry.error(), nullptr);
  inquiry.restart();
  EXPECT_EQ(inquiry.error(), nullptr);
  inquiry.want();
  EXPECT_EQ(asked.size(), 2u);
}

TEST_F(InquiryTest, says_how_far_it_is_to_those_who_wait) {
  inquiry.want();
  EXPECT_EQ(inquiry.share(), 0);
  EXPECT_TRUE(inquiry.advance(asked[0], 0.4));
  EXPECT_EQ(inquiry.share(), 0.4);
  inquiry.restart();
  EXPECT_FALSE(inquiry.advance(asked[0], 0.5)) << "of the question before";
  EXPECT_EQ(inquiry.share(), 0);
}

TEST_F(InquiryTest, waits_no_more_once_it_is_stopped_until_it_goes_on) {
  inquiry.want();
  inquiry.stop();
  inquiry.want();
  EXPECT_TRUE(inquiry.stopped());
  EXPECT_FALSE(inquiry.advance(asked[0], 0.5));
  inquiry.fill(asked[0], 7);
  EXPECT_EQ(inquiry.answer(), nullptr);
  EXPECT_EQ(asked.size(), 1u);
  inquiry.restart();
  EXPECT_FALSE(inquiry.stopped());
  inquiry.want();
  ASSERT_EQ(asked.size(), 2u);
  inquiry.fill(asked[1], 8);
  EXPECT_EQ(*inquiry.answer(), 8);
}

TEST_F(InquiryTest, another_matter_shows_nothing_of_the_former_one) {
  inquiry.want();
  inquiry.fill(asked[0], 7);
  inquiry.forget();
  EXPECT_EQ(inquiry.answer(), nullptr);
}

}  // namespace
}  // namespace sluice::app
