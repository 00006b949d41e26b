#include "app/history.h"

#include <gtest/gtest.h>

namespace sluice::app {
namespace {

Spec with_map(const char* map) {
  Spec spec;
  spec.rfm.map = map;
  return spec;
}

TEST(History, undo_and_redo_walk_through_the_changes) {
  History history;
  history.start(with_map("grid"));
  EXPECT_FALSE(history.can_undo());
  history.change(with_map("eleven"), {});
  history.change(with_map("eight"), {});
  history.undo();
  EXPECT_EQ(history.present(), with_map("eleven"));
  history.undo();
  EXPECT_EQ(history.present(), with_map("grid"));
  EXPECT_FALSE(history.can_undo());
  history.redo();
  history.redo();
  EXPECT_EQ(history.present(), with_map("eight"));
  EXPECT_FALSE(history.can_redo());
}

TEST(History, a_change_after_undo_forgets_what_was_undone) {
  History history;
  history.start(with_map("grid"));
  history.change(with_map("eleven"), {});
  history.undo();
  history.change(with_map("eight"), {});
  EXPECT_FALSE(history.can_redo());
}

TEST(History, what_changes_nothing_is_no_step) {
  History history;
  history.start(with_map("grid"));
  history.change(with_map("grid"), {});
  EXPECT_FALSE(history.can_undo());
}

TEST(History, one_drag_is_one_step) {
  History history;
  history.start(with_map("grid"));
  for (int percent = 1; percent <= 20; ++percent) {
    Spec spec = with_map("grid");
    spec.rfm.tiers.vip = percent / 100.0 + 0.001;
    history.change(spec, "tiers.vip");
  }
  history.end_gesture();
  Spec second = history.present();
  second.rfm.tiers.vip = 0.3;
  history.change(second, "tiers.vip");
  history.undo();
  EXPECT_NEAR(history.present().rfm.tiers.vip, 0.201, 1e-12);
  history.undo();
  EXPECT_EQ(history.present(), with_map("grid"));
}

TEST(History, a_gesture_that_is_taken_back_leaves_no_trace) {
  History history;
  history.start(with_map("grid"));
  history.change(with_map("eleven"), {});
  history.change(with_map("eight"), "grip");
  history.change(with_map("tiers"), "grip");
  history.take_back("another");
  EXPECT_EQ(history.present(), with_map("tiers"));
  history.take_back("grip");
  EXPECT_EQ(history.present(), with_map("eleven"));
  EXPECT_FALSE(history.can_redo());
  history.take_back("grip");
  EXPECT_EQ(history.present(), with_map("eleven")) << "it has ended";
  history.undo();
  EXPECT_EQ(history.present(), with_map("grid"));
}

TEST(History, a_refused_change_leaves_no_trace) {
  History history;
  history.start(with_map("grid"));
  history.change(with_map("eleven"), {});
  history.change(with_map("eight"), {});
  history.retreat(with_map("eleven"));
  EXPECT_EQ(history.present(), with_map("eleven"));
  history.undo();
  EXPECT_EQ(history.present(), with_map("grid"));
  EXPECT_FALSE(history.can_undo());
}

}  // namespace
}  // namespace sluice::app
