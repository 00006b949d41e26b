// The look at every screen that a worker takes ahead of the user.
#include "app/rehearsal.h"

#include <imgui.h>

#include <set>
#include <string>

#include "unit/app/app_fixture.h"
#include "unit/app/example_report.h"

namespace sluice::app {
namespace {

const FileHandle kOrders{.handle = 1, .name = "orders.csv", .size = 1000};

class RehearsalTest : public ApplicationTest {
 protected:
  /// To its end, with `answer_to(request)` for each request; the headings of the pages that were drawn.
  template <class AnswerTo>
  std::set<std::string> run(Rehearsal& rehearsal, AnswerTo answer_to) {
    std::set<std::string> headings;
    size_t seen = 0;
    while (rehearsal.draw()) {
      EXPECT_LT(++frames_, 5000) << "it comes to an end";
      if (frames_ >= 5000) break;
      take_textures();
      for (const ScreenItem& item : screen_items()) {
        if (item.test_key.ends_with(".heading")) headings.insert(item.test_key);
      }
      while (seen < host.sent.size()) answer_to(SentRequest(host.sent[seen++]));
    }
    return headings;
  }

  int frames_ = 0;
};

TEST_F(RehearsalTest, looks_at_every_screen) {
  Rehearsal rehearsal(host, {.language_tag = "en"}, kOrders);
  std::set<std::string> asked;
  const std::set<std::string> headings = run(rehearsal, [&](const SentRequest& request) {
    asked.insert(request.method);
    if (request.method == "load") {
      rehearsal.application().on_answer(request.id, to_json(LoadResult{Spec{}, shop_report()}), {});
    } else if (request.method == "customers") {
      rehearsal.application().on_answer(request.id, to_json(example_page({})), {});
    } else {
      rehearsal.application().on_error(request.id, to_json(Error{ErrorCode::not_applicable, {"No.", "否。"}, {}}));
    }
  });
  for (const char* screen :
       {"data", "overview", "segments", "customers", "changes", "retention", "value", "clusters", "funnel"}) {
    EXPECT_TRUE(headings.contains(std::string(screen) + ".heading")) << screen;
  }
  for (const char* method : {"load", "customers", "cohorts", "rhythm", "migration", "analyze", "customer"}) {
    EXPECT_TRUE(asked.contains(method)) << method;
  }
  EXPECT_TRUE(host.storage.empty()) << "nothing is remembered of it";
}

TEST_F(RehearsalTest, ends_though_nobody_answers) {
  Rehearsal rehearsal(host, {.language_tag = "en"}, kOrders);
  run(rehearsal, [](const SentRequest&) {});
  EXPECT_EQ(host.count("load"), 1U);
}

}  // namespace
}  // namespace sluice::app
