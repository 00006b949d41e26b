// The store against a host that records: what is asked, what is kept, what is dropped.
#include "app/store.h"

#include "app/choices.h"
#include "unit/app/app_fixture.h"
#include "unit/app/example_report.h"

namespace sluice::app {
namespace {

class StoreTest : public testing::Test {
 protected:
  void open(std::string_view name = "orders.csv") {
    const FileHandle file{.handle = 7, .name = std::string(name), .size = 100};
    store.open({&file, 1});
    store.open_arrival();  // instead of what may stand
  }
  void answer(std::string_view method, std::string_view json) { store.engine().on_answer(host.last(method)->id, json); }
  void refuse(std::string_view method, ErrorCode code = ErrorCode::not_text) {
    store.engine().on_error(host.last(method)->id, to_json(Error{code, {"no", "不行"}, {}}));
  }
  void load(const Report& report = shop_report()) {
    open();
    Spec decided;
    file_spec(decided.ingest, "orders.csv").encoding = "utf-8";
    answer("load", to_json(LoadResult{decided, report}));
  }
  void choose(const char* map) {
    store.edit([&](Spec& spec) { choose_map(spec, map); });
  }
  Report report_named(const char* map) {
    Report report = shop_report();
    report.rfm->map = map;
    return report;
  }

  RecorderHost host;
  Store store{host};
};

TEST_F(StoreTest, a_file_is_loaded_by_its_handle) {
  open("订单.csv");
  const SentRequest* request = host.last("load");
  ASSERT_NE(request, nullptr);
  EXPECT_EQ(request->params["files"][0]["handle"], 7);
  EXPECT_EQ(request->params["files"][0]["name"], "订单.csv");
  EXPECT_EQ(request->params["files"][0]["size"], 100);
  EXPECT_TRUE(parse_spec(request->params["spec"].dump()));
  EXPECT_TRUE(store.loading());
  EXPECT_TRUE(store.busy());
  EXPECT_FALSE(store.has_data());
}

TEST_F(StoreTest, files_are_added_under_the_choices_that_stand) {
  load();
  choose("eleven");
  const FileHandle file{.handle = 9, .name = "people.csv", .size = 10};
  store.open({&file, 1});
  EXPECT_EQ(host.count("load"), 1u);
  ASSERT_EQ(store.arrival().size(), 1u);
  store.add_arrival();
  const SentRequest* request = host.last("load");
  ASSERT_EQ(request->params["files"].size(), 2u);
  EXPECT_EQ(request->params["files"][0]["handle"], 7);
  EXPECT_EQ(request->params["files"][1]["handle"], 9);
  EXPECT_EQ(request->params["spec"]["rfm"]["map"], "eleven");
  EXPECT_TRUE(store.arrival().empty());
  refuse("load");
  EXPECT_EQ(store.files().size(), 1u) << "what stood stands";
}

TEST_F(StoreTest, progress_is_that_of_the_load_under_way) {
  open();
  store.engine().on_progress(host.last("load")->id,
                             R"({"read_bytes":40,"total_bytes":100,"rows":3,"elapsed_ms":12.5})");
  EXPECT_EQ(store.loading()->progress.rows, 3u);
  EXPECT_EQ(store.loading()->progress.read_bytes, 40u);
}

TEST_F(StoreTest, a_changed_score_is_analyzed_with_the_files_as_they_were_read) {
  load();
  choose("eleven");
  const SentRequest* request = host.last("analyze");
  ASSERT_NE(request, nullptr);
  EXPECT_EQ(request->params["spec"]["rfm"]["map"], "eleven");
  EXPECT_EQ(request->params["spec"]["ingest"]["files"][0]["encoding"], "utf-8");
  EXPECT_EQ(host.count("load"), 1u);
}

TEST_F(StoreTest, a_changed_reading_loads_the_kept_files_again) {
  load();
  store.edit([](Spec& spec) { file_spec(spec.ingest, "orders.csv").encoding = "gb18030"; });
  EXPECT_EQ(host.count("load"), 2u);
  EXPECT_EQ(host.last("load")->params["files"][0]["handle"], 7);
  EXPECT_TRUE(store.loading()->rereading);
  EXPECT_TRUE(store.has_data()) << "the former dataset stays";
  answer("load", to_json(LoadResult{store.spec(), shop_report()}));
  EXPECT_TRUE(store.can_undo());
  store.undo();
  EXPECT_EQ(host.count("load"), 3u);
}

TEST_F(StoreTest, a_filter_on_values_that_are_gone_does_not_keep_a_file_from_being_read) {
  load();
  store.edit([](Spec& spec) { spec.filter.attributes = {{.attribute = "city", .values = {"Rome"}}}; });
  answer("analyze", analyze_result_json(shop_report()));
  const auto refuse_filter = [&] {
    Error error{ErrorCode::bad_spec, {"no Rome here", "没有罗马"}, {}};
    error.place.pointer = "/filter/attributes/0/values/0";
    store.engine().on_error(host.last("load")->id, to_json(error));
  };
  // read otherwise
  store.edit([](Spec& spec) { file_spec(spec.ingest, "orders.csv").encoding = "gb18030"; });
  refuse_filter();
  ASSERT_EQ(host.count("load"), 3u);
  EXPECT_TRUE(host.last("load")->params["spec"]["filter"]["attributes"].empty());
  EXPECT_EQ(host.last("load")->params["spec"]["ingest"]["files"][0]["encoding"], "gb18030");
  answer("load", to_json(LoadResult{store.spec(), shop_report()}));
  EXPECT_EQ(store.problem(), nullptr);
  EXPECT_TRUE(store.spec().filter.attributes.empty());
  store.undo();
  EXPECT_EQ(host.last("load")->params["spec"]["filter"]["attributes"].size(), 1u) << "as it was before";
  answer("load", to_json(LoadResult{store.spec(), shop_report()}));
  // read with another file
  const FileHandle file{.handle = 9, .name = "people.csv", .size = 10};
  store.open({&file, 1});
  store.add_arrival();
  refuse_filter();
  EXPECT_EQ(host.last("load")->params["files"].size(), 2u);
  EXPECT_TRUE(host.last("load")->params["spec"]["filter"]["attributes"].empty());
}

TEST_F(StoreTest, of_a_filter_on_files_that_score_nobody_stays_what_is_known_of_all) {
  load();
  store.edit([](Spec& spec) {
    spec.filter.segments = {"champions"};
    spec.filter.attributes = {{.attribute = "city", .values = {"Rome"}}};
  });
  answer("analyze", analyze_result_json(shop_report()));
  store.edit([](Spec& spec) { file_spec(spec.ingest, "orders.csv").encoding = "gb18030"; });
  Error error{ErrorCode::bad_spec, {"nobody is scored", "没有评分"}, {}};
  error.place.pointer = "/filter";
  store.engine().on_error(host.last("load")->id, to_json(error));
  const nlohmann::json filter = host.last("load")->params["spec"]["filter"];
  EXPECT_TRUE(filter["segments"].empty());
  EXPECT_EQ(filter["attributes"].size(), 1u);
}

TEST_F(StoreTest, a_filter_by_clusters_ends_where_other_customers_would_make_them) {
  load();
  const auto choose_cluster = [&] {
    store.edit([](Spec& spec) { spec.filter.clusters = {"2"}; });
    answer("analyze", analyze_result_json(shop_report()));
  };
  choose_cluster();
  EXPECT_EQ(host.last("analyze")->params["spec"]["filter"]["clusters"].size(), 1u);
  store.edit([](Spec& spec) { file_spec(spec.ingest, "orders.csv").encoding = "gb18030"; });
  EXPECT_TRUE(host.last("load")->params["spec"]["filter"]["clusters"].empty());
  answer("load", to_json(LoadResult{store.spec(), shop_report()}));
  choose_cluster();
  const FileHandle file{.handle = 9, .name = "people.csv", .size = 10};
  store.open({&file, 1});
  store.add_arrival();
  EXPECT_TRUE(host.last("load")->params["spec"]["filter"]["clusters"].empty());
}

TEST_F(StoreTest, one_analysis_at_a_time_and_the_latest_choice_wins) {
  load();
  choose("eleven");
  choose("eight");
  choose("grid");
  choose("eight");
  EXPECT_EQ(host.count("analyze"), 1u);
  answer("analyze", analyze_result_json(report_named("eleven")));
  EXPECT_EQ(host.count("analyze"), 2u);
  EXPECT_EQ(host.last("analyze")->params["spec"]["rfm"]["map"], "eight");
  answer("analyze", analyze_result_json(report_named("eight")));
  EXPECT_EQ(store.report().rfm->map, "eight");
  EXPECT_FALSE(store.busy());
}

TEST_F(StoreTest, estimates_follow_the_report_of_many_customers) {
  Report early = shop_report();
  early.rfm->estimates_pending = true;
  early.rfm->lifetime.reset();
  load(early);
  ASSERT_EQ(host.count("estimates"), 1u);
  answer("estimates", share_json(0.5));
  EXPECT_EQ(host.count("estimates"), 2u) << "until they are there";
  const uint64_t reports = store.report_count();
  answer("estimates", analyze_result_json(shop_report()));
  EXPECT_TRUE(store.report().rfm->lifetime);
  EXPECT_EQ(store.report_count(), reports + 1);
  EXPECT_FALSE(store.busy());
}

TEST_F(StoreTest, estimates_wait_for_a_changed_choice) {
  Report early = shop_report();
  early.rfm->estimates_pending = true;
  load(early);
  choose("eleven");
  answer("estimates", share_json(0.5));
  EXPECT_EQ(host.count("estimates"), 1u);
  early.rfm->map = "eleven";
  answer("analyze", analyze_result_json(early));
  EXPECT_EQ(host.count("estimates"), 2u);
  choose("eight");
  refuse("analyze", ErrorCode::bad_spec);
  EXPECT_EQ(host.count("estimates"), 3u) << "of what stands after all";
  answer("estimates", analyze_result_json(report_named("eleven")));
  EXPECT_EQ(store.report().rfm->map, "eleven");
}

TEST_F(StoreTest, a_refused_choice_leaves_everything_as_it_was) {
  load();
  choose("eleven");
  answer("analyze", analyze_result_json(report_named("eleven")));
  const uint64_t reports = store.report_count();
  choose("eight");
  refuse("analyze", ErrorCode::bad_spec);
  EXPECT_EQ(store.spec().rfm.map, "eleven");
  EXPECT_EQ(store.report().rfm->map, "eleven");
  EXPECT_EQ(store.report_count(), reports);
  ASSERT_NE(store.problem(), nullptr);
  EXPECT_EQ(store.problem()->during, Problem::During::analysis);
  store.undo();
  EXPECT_EQ(store.spec().rfm.map, "grid") << "the refused choice is no step of the history";
}

TEST_F(StoreTest, an_answer_that_is_no_report_is_an_error_too) {
  load();
  choose("eleven");
  answer("analyze", R"({"report":{"version":1}})");
  EXPECT_EQ(store.report().rfm->map, "grid");
  EXPECT_EQ(store.spec().rfm.map, "grid");
  EXPECT_NE(store.problem(), nullptr);
}

TEST_F(StoreTest, a_failed_load_keeps_what_was_open) {
  load();
  open("picture.csv");
  refuse("load");
  EXPECT_TRUE(store.has_data());
  EXPECT_EQ(store.files().front().name, "orders.csv");
  ASSERT_NE(store.problem(), nullptr);
  EXPECT_EQ(store.problem()->file, "picture.csv");
  EXPECT_EQ(store.loading(), nullptr);
}

TEST_F(StoreTest, a_cancelled_load_keeps_what_was_open_and_its_answer_is_dropped) {
  load();
  open("huge.csv");
  const uint32_t id = host.last("load")->id;
  store.cancel_load();
  EXPECT_EQ(host.cancelled, std::vector<uint32_t>{id});
  store.engine().on_answer(id, to_json(LoadResult{Spec{}, bare_report()}));
  EXPECT_EQ(store.files().front().name, "orders.csv");
  EXPECT_TRUE(store.report().rfm);
  EXPECT_EQ(store.problem(), nullptr);
  EXPECT_FALSE(store.busy());
}

TEST_F(StoreTest, a_second_file_dropped_while_loading_wins) {
  open("first.csv");
  const uint32_t first = host.last("load")->id;
  open("second.csv");
  EXPECT_EQ(host.cancelled, std::vector<uint32_t>{first});
  store.engine().on_answer(first, to_json(LoadResult{Spec{}, bare_report()}));
  EXPECT_FALSE(store.has_data());
  answer("load", to_json(LoadResult{Spec{}, shop_report()}));
  EXPECT_EQ(store.files().front().name, "second.csv");
}

TEST_F(StoreTest, a_new_file_begins_a_new_history) {
  load();
  choose("eleven");
  answer("analyze", analyze_result_json(shop_report()));
  load();
  EXPECT_FALSE(store.can_undo());
  EXPECT_EQ(store.spec(), Spec{});
}

TEST_F(StoreTest, an_analysis_that_a_load_overtook_is_dropped) {
  load();
  choose("eleven");
  const uint32_t analysis = host.last("analyze")->id;
  open("next.csv");
  store.engine().on_answer(analysis, analyze_result_json(report_named("eleven")));
  EXPECT_EQ(store.report().rfm->map, "grid");
}

TEST_F(StoreTest, rows_are_asked_with_filter_search_and_order) {
  load();
  store.edit([](Spec& spec) { click_filter(spec.filter, Facet::segments, "champions", false); });
  answer("analyze", analyze_result_json(shop_report()));
  store.search_customers("王");
  store.sort_customers(rfm::CustomerColumn::recency, false);
  store.customers().want(0, 30);
  const auto query = parse_customer_query(host.last("customers")->params["query"].dump());
  ASSERT_TRUE(query);
  EXPECT_EQ(query->filter.segments, std::vector<std::string>{"champions"});
  EXPECT_EQ(query->search, "王");
  EXPECT_EQ(query->sort, rfm::CustomerColumn::recency);
  EXPECT_FALSE(query->descending);
}

TEST_F(StoreTest, an_open_customer_is_explained_anew_under_another_report) {
  load();
  store.open_customer("C1");
  answer("customer", to_json(example_explanation("C1")));
  ASSERT_NE(store.explanation().answer(), nullptr);
  choose("eleven");
  answer("analyze", analyze_result_json(report_named("eleven")));
  EXPECT_EQ(host.count("customer"), 2u);
  store.close_customer();
  answer("customer", to_json(example_explanation("C1")));
  EXPECT_EQ(store.open_customer(), "");
  EXPECT_EQ(store.explanation().answer(), nullptr);
}

TEST_F(StoreTest, rows_of_an_open_ledger_entry_are_asked_and_again_under_another_report) {
  load();
  store.open_ledger_entry("reject.bad_date");
  store.ledger_rows().want(0, 1);
  EXPECT_EQ(host.last("ledger_rows")->params["entry"], "reject.bad_date");
  answer("ledger_rows", to_json(example_ledger_rows("reject.bad_date", 0, 200)));
  ASSERT_NE(store.ledger_rows().row(0), nullptr);
  EXPECT_EQ(store.ledger_rows().row(0)->line, 2u);
  store.edit([](Spec& spec) { spec.cleaning.duplicates = DuplicateRule::keep_one; });
  answer("analyze", analyze_result_json(shop_report()));
  EXPECT_EQ(store.ledger_rows().row(0), nullptr) << "rules have changed, rows may have";
  EXPECT_EQ(store.open_ledger_entry(), "reject.bad_date");
  store.export_ledger_rows("en");
  answer("export_ledger_rows", R"({"rows":450})");
  EXPECT_EQ(store.take_saved()->file_name, "orders-reject.bad-date.csv");
  load();
  EXPECT_TRUE(store.open_ledger_entry().empty()) << "other files have other rows";
}

TEST_F(StoreTest, exports_are_named_after_the_file_and_told_when_done) {
  load();
  store.export_customers(TableFormat::xlsx, "zh-CN", true);
  EXPECT_EQ(host.last("export_customers")->params["format"], "xlsx");
  EXPECT_EQ(host.last("export_customers")->params["language"], "zh-CN");
  answer("export_customers", R"({"rows":1000,"sheets":1,"shortened_cells":0})");
  const std::optional<Saved> saved = store.take_saved();
  ASSERT_TRUE(saved);
  EXPECT_EQ(saved->file_name, "orders-customers.xlsx");
  EXPECT_EQ(saved->table.rows, 1000u);
  EXPECT_FALSE(store.take_saved());
}

TEST_F(StoreTest, an_export_is_asked_for_until_it_is_whole) {
  load();
  store.export_customers(TableFormat::csv, "en", false);
  store.export_rejects("en");
  EXPECT_EQ(host.count("export_rejects"), 0u) << "one after the other";
  const nlohmann::json question = host.last("export_customers")->params;
  answer("export_customers", R"({"share":0.5})");
  EXPECT_EQ(store.saving()->share, 0.5);
  EXPECT_FALSE(store.take_saved());
  EXPECT_EQ(host.count("export_customers"), 2u);
  EXPECT_EQ(host.last("export_customers")->params, question) << "the same question";
  answer("export_customers", R"({"share":1,"rows":90000})");
  EXPECT_EQ(store.take_saved()->table.rows, 90000u);
  EXPECT_EQ(host.count("export_rejects"), 1u);
  answer("export_rejects", R"({"rows":3})");
  EXPECT_EQ(store.saving(), nullptr);
}

TEST_F(StoreTest, every_list_is_saved_in_the_format_that_is_chosen) {
  load();
  store.open_flow(rfm::ChangeKind::comparison, "loyal", "");
  store.export_overdue(TableFormat::xlsx, "zh-CN");
  store.export_prospects(TableFormat::csv, "en");
  store.export_flow_customers(TableFormat::json, "en");
  store.export_clusters(TableFormat::csv, "en");
  store.funnels().ask_people(2, true);
  store.export_people(TableFormat::csv_bom, "zh-CN");
  store.export_report();
  const auto expect = [&](const char* method, const char* format, const char* file_name) {
    EXPECT_EQ(host.last(method)->params["format"], format);
    answer(method, R"({"share":0.5})");
    EXPECT_EQ(store.saving()->share, 0.5);
    answer(method, R"({"share":1,"rows":7})");
    EXPECT_EQ(store.take_saved()->file_name, file_name);
  };
  expect("export_overdue", "xlsx", "orders-overdue.xlsx");
  expect("export_prospects", "csv", "orders-prospects.csv");
  EXPECT_EQ(host.last("export_flow_customers")->params["query"]["before"], "loyal");
  expect("export_flow_customers", "json", "orders-comparison.json");
  EXPECT_EQ(host.last("export_customers")->params["clusters"], true);
  expect("export_customers", "csv", "orders-clusters.csv");
  EXPECT_EQ(host.last("export_people")->params["query"]["step"], 2);
  EXPECT_EQ(host.last("export_people")->params["query"]["lost"], true);
  expect("export_people", "csv_bom", "orders-lost.csv");
  answer("export_report", R"({"share":0.125})");
  EXPECT_EQ(store.saving()->file_name, "orders-report.json");
  answer("export_report", R"({"share":1})");
  const std::optional<Saved> saved = store.take_saved();
  ASSERT_TRUE(saved);
  EXPECT_FALSE(saved->table.rows) << "a report has none to be counted";
}

TEST_F(StoreTest, an_analysis_that_waits_for_clusters_says_how_far_it_is) {
  load();
  const Spec before = store.spec();
  store.edit([](Spec& spec) { spec.filter.clusters = {"2"}; });
  EXPECT_FALSE(store.analysis_share()) << "what takes a moment is not announced";
  const nlohmann::json question = host.last("analyze")->params;
  answer("analyze", share_json(0.25));
  EXPECT_EQ(store.analysis_share(), 0.25);
  EXPECT_EQ(host.count("analyze"), 2u);
  EXPECT_EQ(host.last("analyze")->params, question) << "the same question";
  EXPECT_TRUE(store.analyzing());
  answer("analyze", analyze_result_json(report_named("eleven")));
  EXPECT_FALSE(store.analysis_share());
  EXPECT_EQ(store.report().rfm->map, "eleven");
  EXPECT_NE(store.spec(), before);
}

TEST_F(StoreTest, an_analysis_that_is_cancelled_takes_the_choice_back) {
  load();
  const Spec before = store.spec();
  store.export_customers(TableFormat::csv, "en", false);
  store.edit([](Spec& spec) { spec.filter.clusters = {"2"}; });
  answer("analyze", share_json(0.25));
  const uint32_t cancelled = host.last("analyze")->id;
  store.cancel_analysis();
  EXPECT_EQ(store.spec(), before);
  EXPECT_FALSE(store.analysis_share());
  EXPECT_TRUE(host.last("analyze")->params["spec"]["filter"]["clusters"].empty()) << "the engine may be beyond it";
  store.engine().on_answer(cancelled, analyze_result_json(report_named("eleven")));
  EXPECT_NE(store.report().rfm->map, "eleven") << "nobody waits for it";
  answer("analyze", analyze_result_json(shop_report()));
  EXPECT_FALSE(store.analyzing());
  EXPECT_EQ(store.problem(), nullptr);
  EXPECT_NE(store.saving(), nullptr) << "what is being written speaks of what stands";
}

TEST_F(StoreTest, another_choice_need_not_wait_for_clusters) {
  load();
  store.edit([](Spec& spec) { spec.filter.clusters = {"2"}; });
  answer("analyze", share_json(0.25));
  store.undo();
  answer("analyze", share_json(0.5));
  EXPECT_EQ(host.count("analyze"), 3u);
  EXPECT_TRUE(host.last("analyze")->params["spec"]["filter"]["clusters"].empty());
  EXPECT_FALSE(store.analysis_share());
  answer("analyze", analyze_result_json(shop_report()));
  EXPECT_FALSE(store.analyzing());
}

TEST_F(StoreTest, an_export_that_is_stopped_makes_room_for_the_next) {
  load();
  store.export_customers(TableFormat::csv, "en", false);
  store.export_customers(TableFormat::json, "en", false);
  answer("export_customers", R"({"share":0.5})");
  store.stop_saving();
  EXPECT_EQ(host.count("stop_export"), 1u);
  ASSERT_NE(store.saving(), nullptr);
  EXPECT_EQ(host.last("export_customers")->params["format"], "json");
  answer("export_customers", R"({"share":1,"rows":5})");
  EXPECT_EQ(store.take_saved()->file_name, "orders-customers.json");
}

TEST_F(StoreTest, an_export_ends_in_words_when_the_choices_change_meanwhile) {
  load();
  store.export_customers(TableFormat::csv, "en", false);
  answer("export_customers", R"({"share":0.5})");
  store.edit([](Spec& spec) { spec.rfm.map = "eleven"; });
  answer("analyze", analyze_result_json(shop_report()));
  EXPECT_EQ(store.saving(), nullptr);
  ASSERT_NE(store.problem(), nullptr);
  EXPECT_EQ(store.problem()->error.code, ErrorCode::cancelled);
  EXPECT_EQ(host.count("export_customers"), 2u) << "it is not asked for again";
}

TEST_F(StoreTest, a_shared_view_waits_for_the_next_file) {
  Spec view;
  view.rfm.map = "eleven";
  store.open_shared_view(share_fragment(view, {}));
  EXPECT_TRUE(store.shared_view_waits());
  open();
  EXPECT_EQ(host.last("load")->params["spec"]["rfm"]["map"], "eleven");
  refuse("load");
  EXPECT_TRUE(store.shared_view_waits()) << "the next file may be the right one";
  open();
  answer("load", to_json(LoadResult{view, shop_report()}));
  EXPECT_FALSE(store.shared_view_waits());
  EXPECT_EQ(store.spec().rfm.map, "eleven");
}

TEST_F(StoreTest, a_shared_view_is_applied_to_the_file_that_is_open) {
  load();
  Spec view;
  view.rfm.map = "eleven";
  store.open_shared_view(share_fragment(view, {}));
  EXPECT_FALSE(store.shared_view_waits());
  ASSERT_EQ(host.count("analyze"), 1u);
  EXPECT_EQ(host.last("analyze")->params["spec"]["rfm"]["map"], "eleven");
  EXPECT_TRUE(store.can_undo());
}

TEST_F(StoreTest, a_shared_view_of_a_sample_opens_the_sample) {
  store.open_shared_view(share_fragment(Spec{}, "seed"));
  EXPECT_EQ(host.samples, std::vector<std::string>{"seed"});
  EXPECT_TRUE(store.awaits_sample());
  open("seed_rfm_100.csv");
  answer("load", to_json(LoadResult{Spec{}, customer_table()}));
  EXPECT_EQ(store.sample(), "seed");
  EXPECT_NE(store.share_fragment().find("sample=seed"), std::string::npos);
}

TEST_F(StoreTest, a_sample_that_never_came_gives_its_name_to_no_other_file) {
  store.open_sample("seed");
  store.open({});
  open("mine.csv");
  answer("load", to_json(LoadResult{Spec{}, shop_report()}));
  EXPECT_EQ(store.sample(), "");
}

TEST_F(StoreTest, a_broken_link_is_told_and_changes_nothing) {
  load();
  store.open_shared_view("s=%%%");
  ASSERT_NE(store.problem(), nullptr);
  EXPECT_EQ(store.problem()->during, Problem::During::link);
  EXPECT_FALSE(store.shared_view_waits());
  EXPECT_TRUE(store.has_data());
}

}  // namespace
}  // namespace sluice::app
