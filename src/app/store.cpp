#include "app/store.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "app/choices.h"
#include "app/map_edits.h"

namespace sluice::app {
namespace {

using Json = nlohmann::ordered_json;

std::string load_request(const std::vector<FileHandle>& files, const Spec& spec) {
  Json list = Json::array();
  for (const FileHandle& file : files) {
    list.push_back({{"handle", file.handle}, {"name", file.name}, {"size", file.size}});
  }
  const Json request{{"method", "load"},
                     {"params", {{"files", std::move(list)}, {"spec", Json::parse(to_json(spec, -1))}}}};
  return request.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Error no_data_for_map() {
  return {ErrorCode::no_dataset,
          {"A segment map needs customers. Open a file with orders first, then the map.",
           "分群规则需要客户数据。请先打开订单文件，再打开该规则。"},
          {}};
}

Error other_choices() {
  return {ErrorCode::cancelled,
          {"The settings have changed meanwhile. Export again to have what is shown now.",
           "写入期间设置已改变。请重新导出当前结果。"},
          {}};
}

Error other_data() {
  return {ErrorCode::cancelled,
          {"Another file was opened meanwhile. Export again to have what is shown now.",
           "写入期间打开了其他文件。请重新导出当前结果。"},
          {}};
}

Error too_many_maps() {
  return {ErrorCode::bad_spec,
          {"There is no room for another map. Delete one that is not needed.",
           "自定义规则已达上限，请先删除不需要的规则。"},
          {}};
}

/// "orders.2017.csv" -> "orders.2017"
std::string_view without_extension(std::string_view name) {
  const size_t dot = name.rfind('.');
  return dot == std::string_view::npos || dot == 0 ? name : name.substr(0, dot);
}

bool has_segment(const Report& report, std::string_view id) {
  if (!report.rfm) return false;
  const auto& segments = report.rfm->segments;
  return std::any_of(segments.begin(), segments.end(), [&](const auto& segment) { return segment.id == id; });
}

}  // namespace

Store::Store(Host& host)
    : host_(host),
      engine_(host),
      ask_(engine_, [this](const Error& error) { complain(Problem::During::question, error); }),
      customers_(
          [this](uint64_t generation, uint64_t offset, uint64_t limit) { fetch_customers(generation, offset, limit); }),
      ledger_rows_([this](uint64_t generation, uint64_t offset, uint64_t limit) {
        fetch_ledger_rows(generation, offset, limit);
      }),
      explanation_([this](uint64_t generation) {
        ask_.inquire(explanation_, generation, customer_request(open_customer_), &parse_customer_explanation);
      }),
      segment_explanation_([this](uint64_t generation) {
        ask_.inquire(segment_explanation_, generation, segment_request(open_segment_), &parse_segment_explanation);
      }),
      cohorts_(
          [this](uint64_t generation) { ask_.inquire(cohorts_, generation, cohorts_request(), &parse_cohort_report); }),
      rhythm_(
          [this](uint64_t generation) { ask_.inquire(rhythm_, generation, rhythm_request(), &parse_rhythm_report); }),
      scatter_([this](uint64_t generation) {
        ask_.inquire(scatter_, generation, scatter_request(), &parse_scatter_report);
      }),
      crossing_([this](uint64_t generation) {
        ask_.inquire(crossing_, generation, crossing_request(), &parse_crossing_report);
      }),
      value_([this](uint64_t generation) { ask_.inquire(value_, generation, value_request(), &parse_value_report); }),
      value_intervals_([this](uint64_t generation) {
        ask_.inquire(value_intervals_, generation, value_intervals_request(), &parse_value_intervals);
      }),
      funnels_(ask_),
      overdue_(
          [this](uint64_t generation, uint64_t offset, uint64_t limit) { fetch_overdue(generation, offset, limit); }),
      prospects_([this](uint64_t generation, uint64_t offset, uint64_t limit) {
        ask_.fetch_page(prospects_, generation, prospects_request(offset, limit), &parse_prospect_page);
      }),
      clusters_([this](uint64_t generation) {
        ask_.inquire(clusters_, generation, clusters_request(), &parse_cluster_report);
      }),
      migration_(
          [this](uint64_t generation) { ask_.inquire(migration_, generation, migration_request(), &parse_migration); }),
      comparison_([this](uint64_t generation) {
        ask_.inquire(comparison_, generation, comparison_request(), &parse_comparison);
      }),
      flow_customers_([this](uint64_t generation, uint64_t offset, uint64_t limit) {
        fetch_flow_customers(generation, offset, limit);
      }) {}

bool Store::busy() const { return engine_.waiting(); }

// Files --------------------------------------------------------------------------------------------------------------

void Store::open_sample(std::string_view name) {
  awaited_sample_ = name;
  host_.open_sample(name);
}

void Store::open(std::span<const FileHandle> files) {
  const std::string sample = std::exchange(awaited_sample_, {});
  if (files.empty()) return;
  arrival_.clear();
  const bool question = standing_ && !loading_ && sample.empty() && !shared_view_;
  if (!question) return open_now({files.begin(), files.end()}, sample);
  arrival_.assign(files.begin(), files.end());
  ++arrival_count_;
}

void Store::open_now(std::vector<FileHandle> files, std::string sample) {
  Loading next;
  next.files = std::move(files);
  next.sample = std::move(sample);
  if (shared_view_) next.spec = shared_view_->spec;
  load(std::move(next));
}

void Store::open_arrival() {
  if (!arrival_.empty()) open_now(std::exchange(arrival_, {}), {});
}

void Store::add_arrival() {
  if (arrival_.empty() || !standing_) return;
  Loading next;
  next.files = standing_->files;
  next.files.insert(next.files.end(), arrival_.begin(), arrival_.end());
  next.spec = spec();
  next.spec.filter.clusters.clear();  // made by other customers
  arrival_.clear();
  load(std::move(next));
}

void Store::load(Loading loading) {
  cancel_load();
  if (analysis_) engine_.forget(std::exchange(analysis_, std::nullopt)->request);
  problem_.reset();
  const std::string request = load_request(loading.files, loading.spec);
  loading.progress = {};
  for (const FileHandle& file : loading.files) loading.progress.total_bytes += file.size;
  loading_ = std::move(loading);
  const uint32_t id = engine_.send(request, {.answered = [this](std::string_view json) { loaded(json); },
                                             .failed = [this](const Failure& failure) { load_failed(failure); },
                                             .progressed =
                                                 [this](const LoadProgress& progress) {
                                                   if (loading_) loading_->progress = progress;
                                                 }});
  if (loading_) loading_->request = id;
}

void Store::cancel_load() {
  if (!loading_) return;
  const Loading ended = *std::exchange(loading_, std::nullopt);
  engine_.cancel(ended.request);
  if (standing_) history_.retreat(standing_->spec);
}

void Store::loaded(std::string_view result_json) {
  Result<LoadResult> result = parse_load_result(result_json);
  if (!result) return load_failed(result.error());
  Loading done = *std::exchange(loading_, std::nullopt);
  if (!done.rereading) {
    history_.start(done.spec);
    query_ = {};
    overdue_query_ = {};
    cohorts_.forget();
    rhythm_.forget();
    scatter_.forget();
    crossing_.forget();
    value_.forget();
    value_intervals_.forget();
    funnels_.forget();
    close_customer();
    close_flow();
    migration_.forget();
    comparison_.forget();
    shared_view_.reset();
  }
  clusters_.forget();
  unread_.reset();
  standing_ = Standing{std::move(done.files), std::move(done.sample), std::move(done.spec),
                       std::move(result->spec.ingest), std::move(result->report)};
  problem_.reset();
  end_savings(other_data());
  ++load_count_;
  ledger_entry_.clear();
  report_changed();
}

void Store::load_failed(const Failure& failure) {
  Loading ended = *std::exchange(loading_, std::nullopt);
  if (standing_) history_.retreat(standing_->spec);
  // What the filter names may be gone with the column that gave it, a cluster with the customers that made it: then
  // that part of the filter goes, too.
  rfm::FilterSpec filter = ended.spec.filter;
  if (failure.place.pointer.starts_with("/filter/attributes")) filter.attributes.clear();
  if (failure.place.pointer.starts_with("/filter/cohorts")) filter.cohorts.clear();
  if (failure.place.pointer.starts_with("/filter/clusters")) filter.clusters.clear();
  if (failure.place.pointer.starts_with("/filter/funnel")) filter.funnel.reset();
  if (failure.place.pointer == "/filter") filter = filter.known_part();  // these files score nobody
  if (filter != ended.spec.filter) {
    ended.spec.filter = std::move(filter);
    if (!ended.rereading) return load(std::move(ended));
    history_.change(std::move(ended.spec), {});
    return ask();
  }
  const std::string& at_fault = failure.place.file.empty() ? ended.files.front().name : failure.place.file;
  complain(Problem::During::load, failure, at_fault);
  unread_ = Unread{std::move(ended.files), std::move(ended.sample), std::move(ended.spec), ended.rereading,
                   failure.understood};
  ++unread_count_;
}

void Store::read_again(Spec spec) {
  if (!unread_ || loading_) return;
  if (unread_->rereading) {
    history_.change(std::move(spec), {});
    if (history_.present() != standing_->spec) return ask();
    return drop_unread();
  }
  load({.files = unread_->files,
        .sample = unread_->sample,
        .spec = std::move(spec),
        .rereading = false,
        .progress = {}});
}

void Store::drop_unread() {
  unread_.reset();
  if (problem_ && problem_->during == Problem::During::load) problem_.reset();
}

// Choices ------------------------------------------------------------------------------------------------------------

void Store::choose(Spec spec, std::string_view gesture) {
  if (!standing_ || loading_) return;
  lift_other_clusters(spec, history_.present());
  lift_other_steps(spec, history_.present());
  history_.change(std::move(spec), gesture);
  ask();
}

void Store::open_map(std::string_view file_name, std::string_view json) {
  if (!standing_) return complain(Problem::During::map, no_data_for_map(), std::string(file_name));
  Result<rfm::MapDocument> map = parse_map(json);
  if (!map) return complain(Problem::During::map, map.error(), std::string(file_name));
  if (spec().rfm.own_maps.size() >= rfm::kMostOwnMaps) return complain(Problem::During::map, too_many_maps());
  edit([&](Spec& next) { add_own_map(next, std::move(*map)); });
}

void Store::export_map(const rfm::MapDocument& map) {
  const std::string name = map.id + ".segment-map.json";
  host_.download(name, "application/json", to_json(map));
  saved_ = Saved{name};
}

void Store::take_back(std::string_view gesture) {
  if (!standing_ || loading_) return;
  history_.take_back(gesture);
  ask();
}

void Store::undo() {
  if (!can_undo()) return;
  history_.undo();
  ask();
}

void Store::redo() {
  if (!can_redo()) return;
  history_.redo();
  ask();
}

void Store::ask() {
  const Spec& wanted = history_.present();
  if (wanted == standing_->spec) return;
  if (wanted.ingest != standing_->spec.ingest) {
    load({.files = standing_->files, .sample = standing_->sample, .spec = wanted, .rereading = true, .progress = {}});
  } else if (!analysis_) {
    analyze(wanted);
  }
}

void Store::analyze(const Spec& spec) {
  Spec question = spec;
  question.ingest = standing_->decided;
  analysis_ = Analysis{0, spec, analyze_request(question), 0};
  analyze_on();
}

void Store::analyze_on() {
  const uint32_t id =
      engine_.send(analysis_->request_json, {.answered = [this](std::string_view json) { analyzed(json); },
                                             .failed = [this](const Error& error) { analysis_failed(error); }});
  if (analysis_) analysis_->request = id;
}

// While the engine searches for clusters it is asked again and again, and answers everything else between.
void Store::analyzed(std::string_view result_json) {
  if (const std::optional<double> share = parse_share(result_json)) {
    analysis_->share = *share;
    return analysis_->spec == history_.present() ? analyze_on() : analyze(history_.present());
  }
  Result<AnalyzeResult> result = parse_analyze_result(result_json);
  if (!result) return analysis_failed(result.error());
  const Spec former = std::exchange(standing_->spec, std::exchange(analysis_, std::nullopt)->spec);
  standing_->report = std::move(result->report);
  if (problem_ && problem_->during == Problem::During::analysis) problem_.reset();
  if (standing_->spec != former) end_savings(other_choices());
  report_changed();
  ask();
}

void Store::cancel_analysis() {
  if (!analysis_) return;
  engine_.cancel(analysis_->request);
  history_.retreat(standing_->spec);
  analyze(standing_->spec);  // the engine may be beyond it
}

std::optional<double> Store::analysis_share() const {
  if (!analysis_ || analysis_->share == 0) return std::nullopt;
  return analysis_->share;
}

void Store::analysis_failed(const Error& error) {
  const Analysis ended = *std::exchange(analysis_, std::nullopt);
  if (ended.spec != history_.present()) return ask();
  history_.retreat(standing_->spec);
  complain(Problem::During::analysis, error);
  fetch_estimates();
}

// What the report of many customers lacks: asked for again until it is there. A changed spec goes first; its report
// brings this back.
void Store::fetch_estimates() {
  engine_.forget(estimates_request_);
  if (!report().rfm || !report().rfm->estimates_pending) return;
  const auto failed = [this](const Error& error) { complain(Problem::During::question, error); };
  const auto answered = [this, failed](std::string_view json) {
    if (analysis_) return;
    if (parse_share(json)) return fetch_estimates();
    Result<AnalyzeResult> result = parse_analyze_result(json);
    if (!result) return failed(result.error());
    standing_->report = std::move(result->report);
    ++report_count_;
    customers_.restart();
  };
  estimates_request_ = engine_.send(estimates_request(), {.answered = answered, .failed = failed});
}

void Store::report_changed() {
  ++report_count_;
  customers_.restart();
  ledger_rows_.restart();
  cohorts_.restart();
  rhythm_.restart();
  scatter_.restart();
  crossing_.restart();
  value_.restart();
  value_intervals_.restart();
  funnels_.restart();
  overdue_.restart();
  prospects_.restart();
  clusters_.restart();
  migration_.restart();
  comparison_.restart();
  flow_customers_.restart();
  explanation_.restart();
  if (!open_customer_.empty()) explanation_.want();
  segment_explanation_.restart();
  if (!has_segment(report(), open_segment_)) {
    close_segment();
  } else {
    segment_explanation_.want();
  }
  fetch_estimates();
}

// Shared views -------------------------------------------------------------------------------------------------------

std::string Store::share_fragment() const {
  return sluice::app::share_fragment(spec(), standing_ ? std::string_view(standing_->sample) : std::string_view{});
}

void Store::open_shared_view(std::string_view fragment) {
  if (!is_shared_view(fragment)) return;
  Result<SharedView> view = parse_share_fragment(fragment);
  if (!view) return complain(Problem::During::link, view.error());
  if (standing_ && view->sample.empty()) return choose(std::move(view->spec));
  const std::string sample = view->sample;
  shared_view_ = std::move(*view);
  if (!sample.empty()) open_sample(sample);
}

// Long tables --------------------------------------------------------------------------------------------------------

void Store::search_customers(std::string text) {
  if (query_.search == text) return;
  query_.search = std::move(text);
  customers_.restart();
}

void Store::sort_customers(rfm::CustomerColumn column, bool descending) {
  query_.sort = column;
  query_.descending = descending;
  customers_.restart();
}

void Store::fetch_customers(uint64_t generation, uint64_t offset, uint64_t limit) {
  rfm::CustomerQuery query = page_query(query_, offset, limit);
  query.filter = standing_->spec.filter;
  ask_.fetch_page(customers_, generation, customers_request(query), &parse_customer_page);
}

void Store::open_ledger_entry(std::string_view id) {
  if (ledger_entry_ == id) return;
  ledger_entry_ = id;
  ledger_rows_.restart();
}

void Store::fetch_ledger_rows(uint64_t generation, uint64_t offset, uint64_t limit) {
  ask_.fetch_page(ledger_rows_, generation, ledger_rows_request(ledger_entry_, offset, limit), &parse_ledger_page);
}

void Store::open_customer(std::string_view id) {
  if (open_customer_ == id) return;
  open_customer_ = id;
  explanation_.forget();
  explanation_.want();
}

void Store::close_customer() {
  open_customer_.clear();
  explanation_.forget();
}

void Store::open_segment(std::string_view id) {
  if (open_segment_ == id) return;
  open_segment_ = id;
  segment_explanation_.forget();
  segment_explanation_.want();
}

void Store::close_segment() {
  open_segment_.clear();
  segment_explanation_.forget();
}

const Inquiry<rfm::CohortReport>& Store::cohorts() {
  cohorts_.want();
  return cohorts_;
}

const Inquiry<rfm::RhythmReport>& Store::rhythm() {
  rhythm_.want();
  return rhythm_;
}

const Inquiry<rfm::ScatterReport>& Store::scatter() {
  scatter_.want();
  return scatter_;
}

void Store::sort_overdue(rfm::OverdueColumn column, bool descending) {
  overdue_query_.sort = column;
  overdue_query_.descending = descending;
  overdue_.restart();
}

void Store::fetch_overdue(uint64_t generation, uint64_t offset, uint64_t limit) {
  const rfm::OverdueQuery query = page_query(overdue_query_, offset, limit);
  ask_.fetch_page(overdue_, generation, overdue_request(query), &parse_overdue_page);
}

// Customers seen twice -----------------------------------------------------------------------------------------------

const Inquiry<rfm::MigrationReport>& Store::migration() {
  migration_.want();
  return migration_;
}

const Inquiry<rfm::ComparisonReport>& Store::comparison() {
  comparison_.want();
  return comparison_;
}

void Store::open_flow(rfm::ChangeKind kind, std::string_view before, std::string_view after) {
  flow_ = rfm::FlowQuery{.kind = kind, .before = std::string(before), .after = std::string(after)};
  flow_customers_.restart();
}

void Store::fetch_flow_customers(uint64_t generation, uint64_t offset, uint64_t limit) {
  const rfm::FlowQuery query = page_query(*flow_, offset, limit);
  ask_.fetch_page(flow_customers_, generation, flow_customers_request(query), &parse_flow_page);
}

// Exports ------------------------------------------------------------------------------------------------------------

std::string Store::export_name(std::string_view what) const {
  return std::string(without_extension(standing_->files.front().name)) + "-" + std::string(what);
}

std::string Store::export_name(std::string_view what, TableFormat format) const {
  return export_name(std::string(what) + std::string(file_extension(format)));
}

void Store::export_customers(TableFormat format, std::string_view language, bool with_search) {
  rfm::CustomerQuery query = query_;
  query.filter = spec().filter;
  query.offset = 0;
  if (!with_search) query.search.clear();
  const std::string name = export_name("customers", format);
  save(export_customers_request(query, {language, format, name}), name);
}

void Store::export_clusters(TableFormat format, std::string_view language) {
  rfm::CustomerQuery query;
  query.filter = spec().filter;
  const std::string name = export_name("clusters", format);
  save(export_customers_request(query, {language, format, name}, true), name);
}

void Store::export_prospects(TableFormat format, std::string_view language) {
  const std::string name = export_name("prospects", format);
  save(export_prospects_request({language, format, name}), name);
}

void Store::export_overdue(TableFormat format, std::string_view language) {
  const std::string name = export_name("overdue", format);
  save(export_overdue_request(overdue_query_, {language, format, name}), name);
}

void Store::export_flow_customers(TableFormat format, std::string_view language) {
  const bool migration = flow_->kind == rfm::ChangeKind::migration;
  const std::string name = export_name(migration ? "migration" : "comparison", format);
  save(export_flow_customers_request(*flow_, {language, format, name}), name);
}

void Store::export_people(TableFormat format, std::string_view language) {
  const std::string name = export_name(funnels_.people_query().lost ? "lost" : "reached", format);
  save(export_people_request(funnels_.people_query(), {language, format, name}), name);
}

void Store::export_rotten(TableFormat format, std::string_view language) {
  const std::string name = export_name("rotten", format);
  save(export_rotten_request(funnels_.rotten_query(), {language, format, name}), name);
}

void Store::export_ledger_rows(std::string_view language) {
  std::string what = ledger_entry_;
  std::replace(what.begin(), what.end(), '_', '-');
  const std::string name = export_name(what, TableFormat::csv_bom);
  save(export_ledger_rows_request(ledger_entry_, {language, TableFormat::csv_bom, name}), name);
}

void Store::export_rejects(std::string_view language) {
  const std::string name = export_name("rejects", TableFormat::csv_bom);
  save(export_rejects_request({language, TableFormat::csv_bom, name}), name);
}

void Store::export_cohorts(std::string_view language) {
  const std::string name = export_name("cohorts", TableFormat::csv_bom);
  save(export_cohorts_request({language, TableFormat::csv_bom, name}), name);
}

void Store::export_report() {
  const std::string name = export_name("report", TableFormat::json);
  save(export_report_request(name), name);
}

void Store::save(std::string request_json, std::string file_name) {
  savings_.push_back({std::move(file_name), std::move(request_json)});
  if (savings_.size() == 1) write_on();
}

void Store::write_on() {
  if (savings_.empty()) return;
  const auto answered = [this](std::string_view json) {
    const ExportedTable table = parse_exported_table(json);
    savings_.front().share = table.share;
    if (table.share < 1) return write_on();
    saved_ = Saved{savings_.front().file_name, table};
    savings_.pop_front();
    write_on();
  };
  const auto failed = [this](const Error& error) {
    complain(Problem::During::save, error);
    savings_.pop_front();
    write_on();
  };
  savings_.front().request = engine_.send(savings_.front().request_json, {.answered = answered, .failed = failed});
}

/// What is being written was asked for under other circumstances, and would be part of each.
void Store::end_savings(const Error& why) {
  if (savings_.empty()) return;
  engine_.cancel(savings_.front().request);
  savings_.clear();
  complain(Problem::During::save, why);
}

void Store::stop_saving() {
  if (savings_.empty()) return;
  engine_.cancel(savings_.front().request);
  savings_.pop_front();
  engine_.send(stop_export_request(), {.answered = [](std::string_view) {}, .failed = [](const Error&) {}});
  write_on();
}

void Store::complain(Problem::During during, const Error& error, std::string file) {
  if (file.empty()) file = error.place.file;
  problem_ = Problem{during, error, std::move(file)};
}

}  // namespace sluice::app
