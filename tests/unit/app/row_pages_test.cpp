#include "app/row_pages.h"

#include <gtest/gtest.h>

#include <deque>

namespace sluice::app {
namespace {

struct AskedPage {
  uint64_t generation, offset, limit;
};

/// A table of `total` rows whose row i is the number i.
class Engine {
 public:
  explicit Engine(uint64_t total) : total_(total) {}
  RowPages<uint64_t>& pages() { return pages_; }
  std::deque<AskedPage> asked;

  void answer_one() {
    const AskedPage question = asked.front();
    asked.pop_front();
    std::vector<uint64_t> rows;
    for (uint64_t i = question.offset; i < std::min(total_, question.offset + question.limit); ++i) rows.push_back(i);
    pages_.fill(question.generation, question.offset, total_, std::move(rows));
  }
  void answer_all() {
    while (!asked.empty()) answer_one();
  }

 private:
  uint64_t total_;
  RowPages<uint64_t> pages_{[this](uint64_t generation, uint64_t offset, uint64_t limit) {
    asked.push_back({generation, offset, limit});
  }};
};

TEST(RowPages, fetch_what_is_seen_and_its_neighbours_once) {
  Engine engine(1'000'000);
  engine.pages().want(0, 1);
  engine.answer_all();
  EXPECT_EQ(engine.pages().total(), 1'000'000u);
  engine.pages().want(5'000, 5'030);
  EXPECT_EQ(engine.asked.size(), 3u);
  engine.pages().want(5'000, 5'030);
  EXPECT_EQ(engine.asked.size(), 3u);
  engine.answer_all();
  for (uint64_t i = 4'800; i < 5'400; ++i) {
    const uint64_t* row = engine.pages().row(i);
    ASSERT_NE(row, nullptr) << i;
    EXPECT_EQ(*row, i);
  }
  EXPECT_EQ(engine.pages().row(700'000), nullptr);
}

TEST(RowPages, ask_for_nothing_beyond_the_end) {
  Engine engine(150);
  engine.pages().want(0, 1);
  engine.answer_all();
  engine.pages().want(0, 150);
  EXPECT_TRUE(engine.asked.empty());
  EXPECT_EQ(engine.pages().row(150), nullptr);
}

TEST(RowPages, stay_small_however_far_one_scrolls) {
  Engine engine(10'000'000);
  engine.pages().want(0, 1);
  engine.answer_all();
  for (uint64_t first = 0; first < 2'000'000; first += 10'000) {
    engine.pages().want(first, first + 40);
    engine.answer_all();
  }
  size_t held = 0;
  for (uint64_t page = 0; page < 10'000; ++page) held += engine.pages().row(page * 200) != nullptr;
  EXPECT_LE(held, RowPages<uint64_t>::kMaxPages);
}

TEST(RowPages, an_answer_to_the_former_question_is_dropped) {
  Engine engine(1'000);
  engine.pages().want(0, 1);
  engine.pages().restart();
  engine.answer_all();
  EXPECT_FALSE(engine.pages().known());
  EXPECT_EQ(engine.pages().row(0), nullptr);
}

TEST(RowPages, after_a_failure_nothing_is_asked_until_the_question_changes) {
  Engine engine(1'000);
  engine.pages().want(0, 1);
  engine.pages().fail(engine.asked.front().generation);
  engine.asked.clear();
  engine.pages().want(0, 30);
  EXPECT_TRUE(engine.asked.empty());
  engine.pages().restart();
  engine.pages().want(0, 30);
  EXPECT_FALSE(engine.asked.empty());
}

}  // namespace
}  // namespace sluice::app
