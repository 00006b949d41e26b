// The Value screen: what customers are worth, and whether the models that say so may be believed.
#include "app/widgets/text.h"
#include "unit/app/app_fixture.h"
#include "unit/app/example_report.h"
#include "unit/app/example_value.h"

namespace sluice::app {
namespace {

class ValueScreenTest : public ApplicationTest {
 protected:
  void open(const rfm::ValueReport& report = example_value(), const char* language = "en") {
    resize(1280, 3600);
    start({.language_tag = language});
    open_example(shop_report());
    open_screen("nav.value");
    ASSERT_NE(host.last("value"), nullptr);
    answer(*host.last("value"), to_json(report));
    settle();
  }
  /// The analysis under the terms that were chosen.
  void answered_analysis() {
    answer_analyze(shop_report());
    settle();
    answer(*host.last("value"), to_json(example_value()));
    settle();
  }
  nlohmann::json lifetime() { return host.last("analyze")->params.at("spec").at("rfm").at("lifetime"); }
};

TEST_F(ValueScreenTest, says_what_customers_are_worth_and_that_the_models_hold) {
  open();
  ASSERT_NE(find("value.figure.value"), nullptr) << everything_said();
  EXPECT_EQ(find("value.figure.value")->value, "¥430,000.00");
  EXPECT_EQ(find("value.figure.active")->value, "64.0%");
  EXPECT_NE(everything_said().find("The models hold"), std::string::npos);
  EXPECT_EQ(find("value.check.sentence")->label, "It foretold 420 of 400.");
  const ScreenTable* segments = find_table("value.segments");
  ASSERT_NE(segments, nullptr);
  ASSERT_EQ(segments->rows.size(), 3u);
  EXPECT_EQ(segments->rows[0][0], "Champions");
  EXPECT_EQ(segments->rows[0][3], "69.8%");
  EXPECT_NE(find("value.distribution.active"), nullptr);
}

TEST_F(ValueScreenTest, a_segment_filters) {
  open();
  click("value.segments.row.1");
  EXPECT_EQ(host.last("analyze")->params.at("spec").at("filter").at("segments"), nlohmann::json::array({"loyal"}));
}

TEST_F(ValueScreenTest, terms_are_chosen) {
  open();
  edit("value.horizon", "90");
  EXPECT_EQ(lifetime().at("horizon_days"), 90);
  answered_analysis();
  edit("value.discount", "5");
  EXPECT_DOUBLE_EQ(lifetime().at("discount_per_year").get<double>(), 0.05);
  answered_analysis();
  EXPECT_EQ(find("value.margin_hint")->label, "From the cost or margin in the orders.");
  edit("value.margin", "140");
  EXPECT_TRUE(lifetime().at("margin").is_null()) << "more than all of it is refused";
  EXPECT_NE(everything_said().find("From 0 to 100%."), std::string::npos);
  edit("value.margin", "25");
  EXPECT_DOUBLE_EQ(lifetime().at("margin").get<double>(), 0.25);
  answered_analysis();
  click("value.model");
  settle();
  click("value.model.1");
  EXPECT_EQ(lifetime().at("model"), "pareto_nbd");
}

TEST_F(ValueScreenTest, a_week_of_the_chart_becomes_the_split) {
  open();
  ASSERT_NE(find_table("value.check.weeks"), nullptr);
  EXPECT_EQ(find_table("value.check.weeks")->rows.size(), 11u);
  click("value.check.weeks");
  const std::string day = lifetime().at("split_day");
  EXPECT_GE(day, "2016-01-22");
  EXPECT_LE(day, "2016-02-12") << "about the middle";
}

TEST_F(ValueScreenTest, weeks_can_be_seen_one_by_one) {
  open();
  EXPECT_EQ(find_table("value.check.weeks")->rows[10][1], "440.0");
  click("value.check.form.weekly");
  settle();
  EXPECT_EQ(find_table("value.check.weeks")->rows[10][1], "40.0");
  ASSERT_NE(find("value.check.legend"), nullptr);
  EXPECT_NE(find("value.check.legend")->label.find("What the model expected"), std::string::npos);
}

TEST_F(ValueScreenTest, intervals_are_drawn_on_request) {
  open();
  EXPECT_EQ(host.count("value_intervals"), 0u);
  EXPECT_EQ(find_table("value.parameters")->rows[0][3], "–");
  click("value.intervals.draw");
  settle();
  ASSERT_EQ(host.count("value_intervals"), 1u);
  answer(*host.last("value_intervals"), R"({"share":0.5})");
  settle();
  EXPECT_NE(find("value.intervals.progress"), nullptr) << everything_said();
  answer(*host.last("value_intervals"), to_json(example_value_intervals()));
  settle();
  EXPECT_EQ(find("value.intervals.sentence")->label, "Between 2,300 and 2,700.");
  EXPECT_EQ(find_table("value.parameters")->rows[0][3], "0.4500–0.5600");
  EXPECT_EQ(find_table("value.parameters")->rows[4][3], "–") << "the spend model is not drawn";
}

TEST_F(ValueScreenTest, without_models_there_is_no_figure_but_the_reason) {
  open(example_without_models());
  EXPECT_EQ(find("value.figure.value"), nullptr);
  EXPECT_EQ(find_table("value.segments"), nullptr);
  const std::string said = everything_said();
  EXPECT_NE(said.find("No value is given"), std::string::npos);
  EXPECT_NE(said.find("A forecast without any model did better."), std::string::npos);
  EXPECT_NE(find_table("value.forecasts"), nullptr) << "the check says why";
}

TEST_F(ValueScreenTest, a_long_wait_says_how_far_it_is) {
  resize(1280, 2000);
  start();
  open_example(shop_report());
  open_screen("nav.value");
  answer(*host.last("value"), R"({"share":0.25})");
  settle();
  ASSERT_NE(find("value.progress"), nullptr) << everything_said();
  EXPECT_EQ(host.count("value"), 2u) << "asked again";
}

TEST_F(ValueScreenTest, fits_a_telephone) {
  resize(390, 5000);
  start({.language_tag = "zh-CN"});
  open_example(shop_report());
  open_screen("nav.value");
  answer(*host.last("value"), to_json(example_value()));
  settle();
  for (const ScreenItem& item : screen_items()) {
    if (item.w == 0) continue;
    EXPECT_LE(item.x + item.w, 391) << item.test_key << " " << item.label;
  }
}

}  // namespace
}  // namespace sluice::app
