// The whole interface, drawn into nothing: what a person sees and what happens when they click.
#include <imgui_internal.h>

#include <tuple>
#include <utility>

#include "unit/app/app_fixture.h"

#include "app/fonts.h"
#include "app/share_link.h"
#include "unit/app/example_report.h"

namespace sluice::app {
namespace {

constexpr const char* kScreenEntries[] = {"nav.data",      "nav.overview", "nav.segments",
                                          "nav.customers", "nav.changes",  "nav.retention",
                                          "nav.value",     "nav.clusters", "nav.funnel"};

TEST_F(ApplicationTest, the_welcome_screen_offers_samples_and_files) {
  start();
  EXPECT_NE(find("welcome.sample.seed"), nullptr);
  EXPECT_NE(find("welcome.privacy"), nullptr);
  click("welcome.choose");
  EXPECT_EQ(host.chooser_opened, 1);
  click("welcome.sample.seed");
  EXPECT_EQ(host.samples, std::vector<std::string>{"seed"});
}

TEST_F(ApplicationTest, the_language_follows_the_browser_and_is_remembered_once_chosen) {
  start({.language_tag = "zh-CN"});
  EXPECT_EQ(host.language, "zh-CN");
  EXPECT_TRUE(host.storage.empty());
  EXPECT_NE(everything_said().find("选择文件"), std::string::npos);
  click("topbar.language");
  EXPECT_EQ(host.storage["language"], "en");
  EXPECT_EQ(host.language, "en");
  EXPECT_NE(everything_said().find("Choose files"), std::string::npos);
}

TEST_F(ApplicationTest, both_faces_are_as_sharp_as_the_screen) {
  ImGuiIO& io = ImGui::GetIO();
  fonts() = {io.Fonts->AddFontDefault(), io.Fonts->AddFontDefault()};
  io.DisplayFramebufferScale = {2, 2};
  start();
  EXPECT_EQ(fonts().regular->CurrentRasterizerDensity, 2);
  EXPECT_EQ(fonts().semibold->CurrentRasterizerDensity, 2);
  auto& sizes = io.Fonts->Builder->BakedPool;
  for (int i = 0; i < sizes.Size; ++i) {
    const ImFontBaked& baked = sizes[i];
    if (baked.ContainerFont != fonts().semibold || baked.WantDestroy) continue;
    EXPECT_EQ(baked.RasterizerDensity, 2) << baked.Size;
  }
  fonts() = {};
}

TEST_F(ApplicationTest, the_theme_is_remembered_once_chosen) {
  start({.language_tag = "en", .prefers_dark = true});
  EXPECT_TRUE(host.dark);
  EXPECT_TRUE(host.storage.empty());
  click("topbar.theme");
  click("topbar.theme.light");
  EXPECT_EQ(host.storage["theme"], "light");
  EXPECT_FALSE(host.dark);
  application->on_color_scheme(true);
  EXPECT_FALSE(host.dark);
}

TEST_F(ApplicationTest, loading_can_be_cancelled) {
  start();
  drop();
  settle();
  ASSERT_NE(find("load.cancel"), nullptr);
  EXPECT_TRUE(application->busy());
  application->on_progress(host.last("load")->id,
                           R"({"read_bytes":500,"total_bytes":1000,"rows":77,"elapsed_ms":1000})");
  settle();
  EXPECT_NE(everything_said().find("77"), std::string::npos);
  click("load.cancel");
  EXPECT_EQ(host.cancelled.size(), 1u);
  EXPECT_NE(find("welcome.choose"), nullptr);
  EXPECT_FALSE(application->busy());
}

TEST_F(ApplicationTest, loading_says_beforehand_how_much_it_will_be) {
  start();
  drop();
  application->on_progress(host.last("load")->id, R"({"read_bytes":500,"total_bytes":1000,"rows":77,"elapsed_ms":1000,)"
                                                  R"("expected_rows":9912345,"expected_bytes":541000000})");
  settle();
  EXPECT_NE(everything_said().find("About 9.9M rows in all; this will need about 541 MB of memory."),
            std::string::npos);
}

TEST_F(ApplicationTest, loading_is_not_over_while_a_workbook_is_read) {
  start();
  drop("orders.xlsx");
  const auto progress = [&](const char* reads_on) {
    application->on_progress(host.last("load")->id,
                             std::string(R"({"read_bytes":1000,"total_bytes":1000,"rows":8192,"elapsed_ms":1000,)") +
                                 R"("reads_on":)" + reads_on + "}");
    settle();
    return everything_said();
  };
  const std::string reading = progress("true");
  EXPECT_NE(reading.find("Reading orders.xlsx"), std::string::npos);
  EXPECT_NE(reading.find("8,192 rows"), std::string::npos);
  EXPECT_NE(progress("false").find("Working out the figures"), std::string::npos);
  const std::string searching = progress(R"(false,"clusters":0.25)");
  EXPECT_EQ(searching.find("Working out the figures"), std::string::npos);
  EXPECT_NE(searching.find("Searching for the clusters that the filter names"), std::string::npos);
}

TEST_F(ApplicationTest, the_rows_of_a_workbook_tell_how_long_it_will_take) {
  start();
  drop("orders.xlsx");
  application->on_progress(host.last("load")->id,
                           R"({"read_bytes":1000,"total_bytes":1000,"rows":8192,"elapsed_ms":1000,"reads_on":true,)"
                           R"("expected_rows":32768,"expected_bytes":41000000})");
  settle();
  const std::string said = everything_said();
  EXPECT_NE(said.find("3 s left"), std::string::npos) << said;
  EXPECT_EQ(said.find("B/s"), std::string::npos) << "the bytes are all there";
}

TEST_F(ApplicationTest, an_error_says_what_where_and_leaves_what_was_there) {
  start();
  open_example(shop_report());
  drop_instead("picture.csv");
  fail(*host.last("load"), ErrorCode::not_text, {"This is a picture.", "这是一张图片。"},
       {.file = "picture.csv", .byte = 0});
  settle();
  const std::string said = everything_said();
  EXPECT_NE(said.find("This is a picture."), std::string::npos);
  EXPECT_NE(said.find("picture.csv"), std::string::npos);
  EXPECT_NE(find("kpi.customers"), nullptr);
}

Failure without_date() {
  Failure failure(Error{ErrorCode::columns_not_found, {"No date.", "没有日期。"}, {.file = "odd.csv"}});
  failure.understood = shop_report().import.files.front();
  failure.understood->name = "odd.csv";
  return failure;
}

TEST_F(ApplicationTest, a_file_that_is_not_understood_asks_which_column_is_which) {
  start();
  drop("odd.csv");
  application->on_error(host.last("load")->id, to_json(without_date()));
  settle();
  ASSERT_NE(find("mapping.heading"), nullptr);
  EXPECT_NE(find("data.role.1"), nullptr);
  ASSERT_NE(find_table("data.preview"), nullptr);
  EXPECT_EQ(find_table("data.preview")->rows.size(), shop_report().import.files.front().preview.size());
  click("mapping.apply");
  ASSERT_EQ(host.count("load"), 2u) << "the same file again, without choosing it anew";
  EXPECT_EQ(host.last("load")->params["files"][0]["name"], "odd.csv");
  answer_load({Spec{}, shop_report()});
  settle();
  EXPECT_EQ(find("mapping.heading"), nullptr);
  EXPECT_NE(find("topbar.file"), nullptr);
}

TEST_F(ApplicationTest, a_workbook_that_is_not_understood_offers_its_other_sheets) {
  start();
  resize(1280, 2600);
  drop("odd.csv");
  Failure failure = without_date();
  failure.understood->sheets = {{"Notes", 20, true}, {"Orders", 3000, true}};
  application->on_error(host.last("load")->id, to_json(failure));
  settle();
  EXPECT_EQ(find("mapping.encoding"), nullptr) << "a workbook has none";
  EXPECT_EQ(find("mapping.entry"), nullptr);
  click("mapping.sheet");
  settle();
  click("mapping.sheet.2");
  click("mapping.apply");
  EXPECT_EQ(host.last("load")->params["spec"]["ingest"]["files"][0]["sheet"], "Orders");
}

TEST_F(ApplicationTest, a_text_that_is_not_understood_offers_its_encoding) {
  start();
  resize(1280, 2600);
  drop("odd.csv");
  application->on_error(host.last("load")->id, to_json(without_date()));
  settle();
  EXPECT_EQ(find("mapping.sheet"), nullptr);
  EXPECT_NE(find("mapping.header"), nullptr);
  click("mapping.encoding");
  settle();
  click("mapping.encoding.2");
  click("mapping.apply");
  EXPECT_EQ(host.last("load")->params["spec"]["ingest"]["files"][0]["encoding"], "gb18030");
}

TEST_F(ApplicationTest, the_first_tab_behind_a_load_lands_on_the_navigation) {
  start();
  open_example(shop_report());
  EXPECT_FALSE(find("nav.overview")->focused) << "nothing is marked before a key is pressed";
  press(ImGuiKey_Tab);
  settle();
  EXPECT_TRUE(find("nav.overview")->focused);
  press(ImGuiKey_Tab);
  settle();
  EXPECT_TRUE(find("nav.segments")->focused);
}

TEST_F(ApplicationTest, a_file_that_is_not_understood_leaves_what_was_open) {
  start();
  open_example(shop_report());
  drop_instead("odd.csv");
  application->on_error(host.last("load")->id, to_json(without_date()));
  settle();
  ASSERT_NE(find("mapping.heading"), nullptr);
  click("nav.overview");
  EXPECT_NE(find("kpi.customers"), nullptr);
  click("nav.data");
  click("mapping.leave");
  EXPECT_EQ(find("mapping.heading"), nullptr);
  EXPECT_NE(find("data.heading"), nullptr);
}

TEST_F(ApplicationTest, an_error_that_names_a_setting_offers_it) {
  start();
  drop("returns.csv");
  fail(*host.last("load"), ErrorCode::no_usable_rows, {"Only returns.", "只有退货。"}, {.pointer = "/rfm/returns"});
  settle();
  EXPECT_NE(everything_said().find("Where: the setting 'Returns'."), std::string::npos) << everything_said();
  EXPECT_EQ(everything_said().find("/rfm/"), std::string::npos) << "no machine's language";
  click("problem.action");
  ASSERT_EQ(host.count("load"), 2u);
  EXPECT_EQ(host.last("load")->params["spec"]["rfm"]["returns"], "keep");
}

TEST_F(ApplicationTest, files_that_come_later_are_added_or_opened_instead) {
  start();
  open_example(shop_report());
  drop("people.csv");
  settle();
  ASSERT_NE(find("arrival.add"), nullptr);
  EXPECT_EQ(host.count("load"), 1u) << "nothing is read before the answer";
  click("arrival.add");
  ASSERT_EQ(host.count("load"), 2u);
  const auto& files = host.last("load")->params["files"];
  ASSERT_EQ(files.size(), shop_report().import.files.size());
  EXPECT_EQ(files.back()["name"], "people.csv");
  answer_load({Spec{}, shop_report()});
  settle();
  EXPECT_EQ(find("arrival.add"), nullptr);

  drop("other.csv");
  settle();
  press(ImGuiKey_Escape);
  settle();
  EXPECT_EQ(find("arrival.add"), nullptr) << "Escape leaves everything as it was";
  EXPECT_EQ(host.count("load"), 2u);

  drop_instead("other.csv");
  ASSERT_EQ(host.count("load"), 3u);
  EXPECT_EQ(host.last("load")->params["files"].size(), 1u);
}

Report report_by_city() {
  Report report = shop_report();
  rfm::AttributeReport city{.name = "city", .title = {"City", "城市"}, .distinct = 12, .several = 7};
  for (int i = 0; i < 12; ++i) {
    const auto customers = static_cast<uint64_t>(200 - 10 * i);
    city.values.push_back({"town " + std::to_string(i), {customers, 0.1, 1000.0, 0.1}, false});
  }
  city.unknown = {40, 0.04, 100, 0.01};
  report.rfm->attributes.push_back(city);
  return report;
}

TEST_F(ApplicationTest, an_attribute_breaks_down_and_a_click_on_a_value_filters) {
  resize(1280, 3200);
  start();
  open_example(report_by_city());
  const ScreenTable* bars = find_table("overview.attribute.bars");
  ASSERT_NE(bars, nullptr);
  EXPECT_EQ(bars->rows.size(), 9u) << "eight values and those that are not known";
  EXPECT_EQ(bars->rows.front(), (std::vector<std::string>{"town 0", "200", "10.0%"}));
  click("overview.attribute.more");
  EXPECT_EQ(find_table("overview.attribute.bars")->rows.size(), 13u);
  click("overview.attribute.bars.value.town 3");
  const auto& condition = host.last("analyze")->params["spec"]["filter"]["attributes"][0];
  EXPECT_EQ(condition["attribute"], "city");
  EXPECT_EQ(condition["values"][0], "town 3");
  answer_analyze(report_by_city());
  settle();
  ASSERT_NE(find("filter.attribute.city.town 3"), nullptr);
  EXPECT_EQ(find("filter.attribute.city.town 3")->label, "City: town 3");
  click("filter.attribute.city.town 3.remove");
  EXPECT_TRUE(host.last("analyze")->params["spec"]["filter"]["attributes"].empty());
}

TEST_F(ApplicationTest, a_join_is_told_with_its_remedy) {
  resize(1280, 2600);
  start();
  Report report = shop_report();
  report.import.joins.push_back(
      {0, "id", 4, 1, 3, {"Matched 1 of 4.", "匹配 1 位。"}, {"Mind the zeros.", "注意 0。"}});
  open_example(report);
  press(ImGuiKey_1);
  settle();
  ASSERT_NE(find("data.join"), nullptr);
  EXPECT_EQ(find("data.join")->label, "Matched 1 of 4.");
  EXPECT_NE(everything_said().find("Mind the zeros."), std::string::npos);
}

TEST_F(ApplicationTest, key_figures_are_those_of_the_report) {
  start();
  open_example(shop_report());
  ASSERT_NE(find("kpi.customers"), nullptr);
  EXPECT_EQ(find("kpi.customers")->value, "1,000");
  EXPECT_EQ(find("kpi.repeat_share")->value, "62.0%");
}

TEST_F(ApplicationTest, a_click_on_a_segment_filters_everything_and_one_click_removes_it) {
  start();
  open_example(shop_report());
  press(ImGuiKey_3);
  click("segment.champions");
  ASSERT_EQ(host.count("analyze"), 1u);
  EXPECT_EQ(host.last("analyze")->params["spec"]["filter"]["segments"][0], "champions");
  Report filtered = shop_report();
  filtered.rfm->selection.customers = 200;
  answer_analyze(filtered);
  settle();
  ASSERT_NE(find("filter.remaining"), nullptr);
  EXPECT_NE(find("filter.remaining")->label.find("200 of 1,000"), std::string::npos);
  click("filter.champions.remove");
  EXPECT_TRUE(host.last("analyze")->params["spec"]["filter"]["segments"].empty());
}

TEST_F(ApplicationTest, a_filter_is_kept_as_an_audience_and_chosen_again) {
  start();
  open_example(shop_report());
  EXPECT_EQ(find("audiences"), nullptr);
  click("nav.segments");
  settle();
  click("segment.champions");
  answer_analyze(shop_report());
  settle();
  click("audiences.keep");
  settle();
  const size_t asked = host.count("analyze");
  type("Bes");
  click("audience.close");
  settle();
  EXPECT_EQ(host.count("analyze"), asked) << "it was not to be kept";
  click("audiences.keep");
  settle();
  type("Best");
  click("audience.keep");
  settle();
  ASSERT_EQ(host.last("analyze")->params["spec"]["audiences"].size(), 1u);
  EXPECT_EQ(host.last("analyze")->params["spec"]["audiences"][0]["name"], "Best");
  answer_analyze(shop_report());
  settle();
  click("filter.clear");
  answer_analyze(shop_report());
  settle();
  EXPECT_NE(find("filter.none"), nullptr) << "the bar stays, so that the audience can be chosen";
  click("audiences");
  settle();
  click("audiences.choose0");
  EXPECT_EQ(host.last("analyze")->params["spec"]["filter"]["segments"][0], "champions");
}

TEST_F(ApplicationTest, a_cut_is_moved_by_its_grip_and_makes_thresholds) {
  start();
  resize(1280, 3000);
  open_example(shop_report());
  click("nav.segments");
  settle();
  const ScreenItem* grip = find("scores.recency.grip.2");
  ASSERT_NE(grip, nullptr);
  click("scores.recency.grip.2");
  press(ImGuiKey_RightArrow);
  settle();
  const auto recency = host.last("analyze")->params["spec"]["rfm"]["recency"];
  EXPECT_EQ(recency["method"], "thresholds");
  EXPECT_EQ(recency["cuts"][0], 10);
  EXPECT_GT(recency["cuts"][1], 30);
  EXPECT_LT(recency["cuts"][1], 90);
}

TEST_F(ApplicationTest, escape_gives_a_dragged_cut_back_and_the_method_too) {
  start();
  resize(1280, 3000);
  open_example(shop_report());
  click("nav.segments");
  settle();
  const ScreenItem grip = *find("scores.recency.grip.2");
  ImGuiIO& io = ImGui::GetIO();
  io.AddMousePosEvent(grip.x + grip.w / 2, grip.y + grip.h / 2);
  frame();
  io.AddMouseButtonEvent(0, true);
  frame();
  for (const float way : {20.0f, 40.0f}) {
    io.AddMousePosEvent(grip.x + grip.w / 2 + way, grip.y + grip.h / 2);
    settle(2);
  }
  ASSERT_EQ(host.last("analyze")->params["spec"]["rfm"]["recency"]["method"], "thresholds");
  press(ImGuiKey_Escape);
  io.AddMousePosEvent(grip.x + 200, grip.y);
  frame();
  io.AddMouseButtonEvent(0, false);
  settle();
  answer_analyze(shop_report());  // of the drag; what was before it is asked again
  settle();
  const auto recency = host.last("analyze")->params["spec"]["rfm"]["recency"];
  EXPECT_EQ(recency["method"], "midrank");
  EXPECT_TRUE(recency["cuts"].empty());
  EXPECT_TRUE(find("topbar.undo")->disabled) << "there is nothing to undo";
}

TEST_F(ApplicationTest, digits_switch_screens_and_slash_goes_to_the_search) {
  start();
  open_example(shop_report());
  press(ImGuiKey_3);
  EXPECT_NE(find("segments.heading"), nullptr);
  press(ImGuiKey_9);
  EXPECT_NE(find("funnel.heading"), nullptr);
  press(ImGuiKey_Slash);
  ASSERT_NE(find("customers.search"), nullptr);
  EXPECT_TRUE(find("customers.search")->focused);
  type("42");
  EXPECT_NE(find("customers.heading"), nullptr) << "digits in a text field are text";
}

TEST_F(ApplicationTest, the_search_is_asked_once_the_fingers_rest) {
  start();
  open_example(shop_report());
  press(ImGuiKey_Slash);
  answer_questions();
  const size_t before = host.count("customers");
  type("C42");
  EXPECT_EQ(host.count("customers"), before);
  EXPECT_TRUE(application->busy());
  settle(15);
  ASSERT_GT(host.count("customers"), before);
  EXPECT_EQ(host.last("customers")->params["query"]["search"], "C42");
}

TEST_F(ApplicationTest, customers_are_exported_in_the_format_that_is_chosen) {
  start();
  open_example(shop_report());
  press(ImGuiKey_4);
  answer_questions();
  settle();
  for (const char* format : {"xlsx", "csv", "csv_bom", "json"}) {
    click("customers.export");
    settle();
    EXPECT_NE(everything_said().find("nothing is sent anywhere"), std::string::npos);
    click(std::string("export.customers.") + format);
    settle();
    ASSERT_NE(host.last("export_customers"), nullptr);
    EXPECT_EQ(host.last("export_customers")->params["format"], format);
    answer(*host.last("export_customers"), R"({"rows":1200000,"sheets":2,"shortened_cells":1})");
    settle();
  }
  EXPECT_NE(everything_said().find(", on 2 sheets. 1 text was too long for a cell and was cut"), std::string::npos)
      << everything_said();
  host.time_ms += 60'000;  // what was said goes
  settle();
  EXPECT_EQ(everything_said().find("on 2 sheets"), std::string::npos) << everything_said();
}

TEST_F(ApplicationTest, a_long_export_says_how_far_it_is_and_can_be_stopped) {
  start();
  open_example(shop_report());
  press(ImGuiKey_4);
  answer_questions();
  settle();
  click("customers.export");
  settle();
  click("export.customers.xlsx");
  settle();
  EXPECT_EQ(find("saving"), nullptr) << "what takes a moment is not announced";
  answer(*host.last("export_customers"), R"({"share":0.25})");
  settle();
  ASSERT_NE(find("saving"), nullptr) << everything_said();
  EXPECT_NE(everything_said().find("customers.xlsx: 25.0%"), std::string::npos) << everything_said();
  click("saving.action");
  settle();
  EXPECT_EQ(find("saving"), nullptr);
  EXPECT_NE(host.last("stop_export"), nullptr);
}

TEST_F(ApplicationTest, an_audience_is_kept_without_clusters_and_says_so) {
  start();
  open_example(shop_report());
  const auto open_view = [&](const Spec& view) {
    application->on_fragment(share_fragment(view, {}));
    settle();
    answer_analyze(shop_report());
    settle();
    click("nav.segments");
    settle();
  };
  Spec view;
  view.filter.segments = {"champions"};
  open_view(view);
  click("audiences.keep");
  settle();
  EXPECT_EQ(find("audience.without_clusters"), nullptr) << "the filter has none";
  click("audience.close");
  settle();
  view.filter.clusters = {"2"};
  open_view(view);
  click("audiences.keep");
  settle();
  EXPECT_NE(find("audience.without_clusters"), nullptr) << everything_said();
  type("Best");
  click("audience.keep");
  settle();
  const nlohmann::json kept = host.last("analyze")->params["spec"]["audiences"][0]["filter"];
  EXPECT_TRUE(kept["clusters"].empty());
  EXPECT_EQ(kept["segments"][0], "champions");
  answer_analyze(shop_report());
  settle();
  view.filter.segments.clear();
  open_view(view);
  click("audiences.keep");
  settle();
  EXPECT_NE(find("audience.only_clusters"), nullptr) << everything_said();
  EXPECT_EQ(find("audience.keep"), nullptr) << "nothing would be left of it";
}

TEST_F(ApplicationTest, a_filter_by_clusters_says_how_far_it_is_and_can_be_stopped) {
  start();
  open_example(shop_report());
  Spec view;
  view.filter.clusters = {"2"};
  application->on_fragment(share_fragment(view, {}));
  settle();
  EXPECT_EQ(find("analysis"), nullptr);
  answer(*host.last("analyze"), share_json(0.25));
  settle();
  ASSERT_NE(find("analysis"), nullptr) << everything_said();
  EXPECT_NE(everything_said().find("the clusters that the filter names: 25.0%"), std::string::npos)
      << everything_said();
  click("analysis.action");
  EXPECT_TRUE(host.last("analyze")->params["spec"]["filter"]["clusters"].empty());
  answer_analyze(shop_report());
  settle();
  EXPECT_EQ(find("analysis"), nullptr);
}

TEST_F(ApplicationTest, the_funnel_is_asked_for_on_its_screen_only_and_says_why_there_is_none) {
  start();
  open_example(shop_report());
  EXPECT_EQ(host.count("funnel"), 0u);
  press(ImGuiKey_9);
  settle();
  ASSERT_EQ(host.count("funnel"), 1u);
  EXPECT_EQ(find_table("funnel.table"), nullptr) << "nothing is shown before the answer";
  fail(*host.last("funnel"), ErrorCode::not_applicable, {"The amounts cannot be summed.", "金额无法求和。"});
  settle();
  EXPECT_NE(everything_said().find("The amounts cannot be summed."), std::string::npos) << everything_said();
  EXPECT_NE(find("funnel.empty"), nullptr) << "and what to open instead";
  EXPECT_EQ(host.count("funnel"), 1u) << "it is not asked for again in every frame";
}

TEST_F(ApplicationTest, a_row_opens_the_explanation_and_escape_closes_it) {
  start();
  open_example(shop_report());
  press(ImGuiKey_4);
  answer_questions();
  settle();
  const ScreenTable* table = find_table("customers.table");
  ASSERT_NE(table, nullptr);
  ASSERT_FALSE(table->rows.empty());
  EXPECT_EQ(table->rows.front().front(), "C0");
  click("customers.table.row.0");
  ASSERT_EQ(host.count("customer"), 1u);
  answer_questions();
  settle();
  EXPECT_NE(find("customer.weighted"), nullptr);
  EXPECT_NE(find("customer.recency.value"), nullptr);
  press(ImGuiKey_Escape);
  EXPECT_EQ(find("customer.weighted"), nullptr);
}

TEST_F(ApplicationTest, undo_and_redo_by_key_and_by_button) {
  start();
  open_example(shop_report());
  click("overview.treemap.champions");
  ASSERT_EQ(host.count("analyze"), 1u);
  answer_analyze(shop_report());
  settle();
  EXPECT_NE(find("filter.clear"), nullptr);
  press(ImGuiKey_Z, true);
  ASSERT_EQ(host.count("analyze"), 2u);
  answer_analyze(shop_report());
  settle();
  EXPECT_EQ(find("filter.clear"), nullptr);
  click("topbar.redo");
  answer_analyze(shop_report());
  settle();
  EXPECT_NE(find("filter.clear"), nullptr);
  click("filter.clear");
  EXPECT_EQ(host.count("analyze"), 4u);
  EXPECT_TRUE(host.last("analyze")->params["spec"]["filter"]["segments"].empty());
}

TEST_F(ApplicationTest, the_copied_link_holds_the_settings) {
  start();
  open_example(shop_report());
  click("overview.treemap.champions");
  click("topbar.link");
  ASSERT_NE(host.clipboard.find('#'), std::string::npos);
  const std::string_view page = "https://example.org/sluice/#";
  ASSERT_TRUE(host.clipboard.starts_with(page));
  const Result<SharedView> view = parse_share_fragment(host.clipboard.substr(page.size()));
  ASSERT_TRUE(view);
  EXPECT_EQ(view->spec.filter.segments, std::vector<std::string>{"champions"});
}

TEST_F(ApplicationTest, every_number_of_the_tables_can_be_read) {
  start();
  open_example(shop_report());
  press(ImGuiKey_3);
  const ScreenTable* segments = find_table("segments.table");
  ASSERT_NE(segments, nullptr);
  ASSERT_EQ(segments->rows.size(), 3u);
  EXPECT_EQ(segments->rows[0][0], "Champions");
  EXPECT_EQ(segments->rows[0][1], "200");
  press(ImGuiKey_9);
  answer_questions();
  settle();
  const ScreenTable* steps = find_table("funnel.table");
  ASSERT_NE(steps, nullptr);
  ASSERT_EQ(steps->rows.size(), 4u);
  EXPECT_EQ(steps->rows[3][1], "300");
  EXPECT_NE(find("funnel.definition"), nullptr);
  press(ImGuiKey_1);
  EXPECT_NE(find_table("data.preview"), nullptr);
  EXPECT_NE(find_table("data.ledger"), nullptr);
}

TEST_F(ApplicationTest, a_changed_role_waits_until_it_is_applied) {
  resize(1280, 2600);  // the whole Data screen
  start();
  open_example(shop_report());
  press(ImGuiKey_1);
  click("data.role.5");
  settle();
  click("data.role.5.10");
  settle();
  EXPECT_EQ(host.count("load"), 1u);
  ASSERT_NE(find("data.apply.action"), nullptr) << everything_said();
  click("data.apply.action");
  ASSERT_EQ(host.count("load"), 2u);
  const nlohmann::json& column = host.last("load")->params["spec"]["ingest"]["files"][0]["columns"][0];
  EXPECT_EQ(column["name"], "city");
  EXPECT_EQ(column["role"], "stage");
}

TEST_F(ApplicationTest, nothing_is_asked_while_nothing_happens) {
  start();
  open_example(shop_report());
  for (const char* screen : kScreenEntries) {
    open_screen(screen);
    answer_questions();
    settle(40);
    answer_questions();
    settle(40);
    const size_t sent = host.sent.size();
    const int frames = host.frames_asked;
    settle(30);
    EXPECT_EQ(host.sent.size(), sent) << screen;
    EXPECT_EQ(host.frames_asked, frames) << screen << " keeps the page drawing";
    EXPECT_FALSE(application->busy()) << screen;
  }
}

/// Width and height, language, dark.
using Looks = std::tuple<std::pair<float, float>, const char*, bool>;

class EveryScreen : public ApplicationTest, public testing::WithParamInterface<Looks> {};

TEST_P(EveryScreen, draws_every_kind_of_report) {
  const auto& [size, language, dark] = GetParam();
  const float width = size.first;
  resize(width, size.second);
  start({.language_tag = language, .prefers_dark = dark});
  for (const Report& report :
       {shop_report(), customer_table(), pipeline_report(), bare_report(), degenerate_report()}) {
    open_example(report);
    for (const char* screen : kScreenEntries) {
      open_screen(screen);
      answer_questions();
      settle();
      answer_questions();
      settle();
      for (const ScreenItem& item : screen_items()) {
        EXPECT_LE(item.x + item.w, width + 1) << screen << ": " << item.label;
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Looks, EveryScreen,
                         testing::Combine(testing::Values(std::pair{390.0f, 844.0f}, std::pair{1280.0f, 800.0f},
                                                          std::pair{3840.0f, 2160.0f}),
                                          testing::Values("en", "zh-CN"), testing::Bool()));

}  // namespace
}  // namespace sluice::app
