#include "engine/service.h"

#include <array>
#include <new>
#include <optional>

#include "engine/load.h"
#include "engine/session.h"
#include "engine/version.h"
#include "report/funnel_detail_fields.h"
#include "report/message_fields.h"

namespace sluice::engine {
namespace {

Answer success(const std::string& result_json, std::string binary = {}) {
  return {R"({"ok":true,"result":)" + result_json + "}", std::move(binary)};
}

Answer failure(const Failure& failure) { return {R"({"ok":false,"error":)" + to_json(failure) + "}", {}}; }

/// Errors that another choice about the columns can mend.
bool mendable(ErrorCode code) {
  return code == ErrorCode::columns_not_found || code == ErrorCode::no_usable_rows ||
         code == ErrorCode::too_few_columns;
}

Answer load_failure(const Error& error, const Load& load) {
  return failure({error, mendable(error.code) ? load.understood() : std::nullopt});
}

/// What only some answers say.
struct StepExtras {
  std::optional<bool> reads_on = std::nullopt;
  std::optional<bool> taken = std::nullopt;
};

std::string progress_json(const Load& load, StepExtras extras = {}) {
  Json progress =
      Json::object({{"rows", load.rows_read()}, {"position", load.position()}, {"pieces", load.reads_pieces()}});
  if (extras.reads_on) progress["reads_on"] = *extras.reads_on;
  if (extras.taken) progress["taken"] = *extras.taken;
  if (const auto& forecast = load.forecast()) {
    progress["expected_rows"] = forecast->rows;
    progress["expected_bytes"] = forecast->bytes;
  }
  return dump_json(progress, -1);
}

Answer file_answer(ExportedFile file) { return success(to_json(file.about), std::move(file.bytes)); }

/// How far the work on something long is, or what it is.
template <class Made>
Answer progress_answer(const Result<Progress<Made>>& progress) {
  if (!progress) return failure(progress.error());
  return success(progress->answer != nullptr ? to_json(*progress->answer) : share_json(progress->share));
}

/// Of something long, so that others wait for a part of a second only: about a tenth.
constexpr Stride kStride{.rows = 20'000, .work = 60'000'000};

Error no_dataset() {
  return {ErrorCode::no_dataset, {"No file is loaded yet. Open one first.", "尚未加载文件，请先打开一个文件。"}, {}};
}

Error bad_request(std::string en, std::string zh) {
  return {ErrorCode::bad_request, {std::move(en), std::move(zh)}, {}};
}

Error no_load() { return bad_request("No load has begun.", "尚未开始加载。"); }

// Parameters of the requests. An absent member keeps its default.

struct FileEntry {
  std::string name;
  uint64_t size = 0;
};
struct LoadParams {
  std::vector<FileEntry> files;
  std::optional<Spec> spec;
  uint64_t memory_limit = 0;
};
struct SpecParams {
  Spec spec;
};
template <class Query>
struct QueryParams {
  Query query;
};
struct IdParams {
  std::string id;
};
struct PageParams {
  uint64_t offset = 0;
  uint64_t limit = 100;
};
struct EntryParams {
  std::string entry;
  uint64_t offset = 0;
  uint64_t limit = 100;
};
/// Of an export: the table, and how it is wanted.
template <class Table>
struct ExportParams : Table {
  std::string language = "en";
  TableFormat format = TableFormat::csv;
};
struct NoParams {};

bool is_chinese(std::string_view language) { return language.starts_with("zh"); }

}  // namespace
}  // namespace sluice::engine

namespace sluice {

template <>
struct Fields<engine::FileEntry> {
  using T = engine::FileEntry;
  static constexpr auto members = std::tuple{field("name", &T::name), field("size", &T::size)};
};
template <>
struct Fields<engine::LoadParams> {
  using T = engine::LoadParams;
  static constexpr auto members =
      std::tuple{field("files", &T::files), field("spec", &T::spec), field("memory_limit", &T::memory_limit)};
};
template <>
struct Fields<engine::SpecParams> {
  static constexpr auto members = std::tuple{field("spec", &engine::SpecParams::spec)};
};
template <class Query>
struct Fields<engine::QueryParams<Query>> {
  static constexpr auto members = std::tuple{field("query", &engine::QueryParams<Query>::query)};
};
template <>
struct Fields<engine::IdParams> {
  static constexpr auto members = std::tuple{field("id", &engine::IdParams::id)};
};
template <>
struct Fields<engine::PageParams> {
  using T = engine::PageParams;
  static constexpr auto members = std::tuple{field("offset", &T::offset), field("limit", &T::limit)};
};
template <>
struct Fields<engine::EntryParams> {
  using T = engine::EntryParams;
  static constexpr auto members =
      std::tuple{field("entry", &T::entry), field("offset", &T::offset), field("limit", &T::limit)};
};
template <>
struct Fields<engine::CustomersTable> {
  using T = engine::CustomersTable;
  static constexpr auto members = std::tuple{field("query", &T::query), field("clusters", &T::clusters)};
};
template <>
struct Fields<engine::OverdueTable> {
  static constexpr auto members = std::tuple{field("query", &engine::OverdueTable::query)};
};
template <>
struct Fields<engine::FlowTable> {
  static constexpr auto members = std::tuple{field("query", &engine::FlowTable::query)};
};
template <>
struct Fields<engine::PeopleTable> {
  static constexpr auto members = std::tuple{field("query", &engine::PeopleTable::query)};
};
template <>
struct Fields<engine::RottenTable> {
  static constexpr auto members = std::tuple{field("query", &engine::RottenTable::query)};
};
template <>
struct Fields<engine::LedgerTable> {
  static constexpr auto members = std::tuple{field("entry", &engine::LedgerTable::entry)};
};
template <>
struct Fields<engine::ProspectsTable> {
  static constexpr auto members = std::tuple{};
};
template <>
struct Fields<engine::RejectsTable> {
  static constexpr auto members = std::tuple{};
};
template <>
struct Fields<engine::CohortTable> {
  static constexpr auto members = std::tuple{};
};
template <class Table>
struct Fields<engine::ExportParams<Table>> {
  using T = engine::ExportParams<Table>;
  static constexpr auto members =
      std::tuple_cat(Fields<Table>::members, std::tuple{field("language", &T::language), field("format", &T::format)});
};
template <>
struct Fields<engine::NoParams> {
  static constexpr auto members = std::tuple{};
};

}  // namespace sluice

namespace sluice::engine {

struct Service::State {
  std::optional<Load> load;        // between load_begin and load_end
  std::optional<Session> opening;  // what was read, until its figures are there
  std::optional<Session> session;  // the loaded dataset

  void drop_load() {
    load.reset();
    opening.reset();
  }

  Answer load_begin(const LoadParams& params) {
    if (params.files.empty()) return failure(bad_request("No file was named.", "未指定文件。"));
    const Spec spec = params.spec.value_or(Spec{});
    if (const Status status = validate(spec); !status) return failure(status.error());
    std::vector<FileToLoad> files;
    for (const FileEntry& file : params.files) files.push_back({file.name, file.size});
    opening.reset();
    load.emplace(std::move(files), spec, params.memory_limit);
    return success("{}");
  }

  Answer load_on(const NoParams&) {
    if (!load) return failure(no_load());
    const Result<bool> more = load->read_on();
    if (more) return success(progress_json(*load, {.reads_on = *more}));
    const Answer refused = load_failure(more.error(), *load);
    load.reset();
    return refused;
  }

  Answer load_end(const NoParams&) {
    if (load) {
      Result<Load::Loaded> loaded = load->finish();
      const Answer refused = loaded ? Answer{} : load_failure(loaded.error(), *load);
      load.reset();
      if (!loaded) return refused;
      Result<Session> opened = Session::open(std::move(loaded->dataset), std::move(loaded->spec));
      if (!opened) return failure(opened.error());
      opening = std::move(*opened);
    }
    if (!opening) return failure(no_load());
    const Result<double> share = opening->advance(kStride);
    if (share && *share < 1) return success(share_json(*share));
    if (share) session = std::move(opening);
    opening.reset();
    return share ? success(to_json(LoadResult{session->spec(), session->report()})) : failure(share.error());
  }

  Answer analyze(const SpecParams& params) {
    if (!session) return failure(no_dataset());
    const Result<double> share = session->analyze(params.spec, kStride);
    if (!share) return failure(share.error());
    return success(*share < 1 ? share_json(*share) : analyze_result_json(session->report()));
  }

  Answer estimates(const NoParams&) {
    if (!session) return failure(no_dataset());
    const double share = session->estimate(kStride);
    return success(share < 1 ? share_json(share) : analyze_result_json(session->report()));
  }

  Answer customers(const QueryParams<rfm::CustomerQuery>& params) {
    if (!session) return failure(no_dataset());
    const Result<rfm::CustomerPage> page = session->customers(params.query);
    return page ? success(to_json(*page)) : failure(page.error());
  }

  Answer customer(const IdParams& params) {
    if (!session) return failure(no_dataset());
    if (const double share = session->prepare_customer(kStride); share < 1) return success(share_json(share));
    const Result<rfm::CustomerExplanation> explanation = session->customer(params.id);
    return explanation ? success(to_json(*explanation)) : failure(explanation.error());
  }

  Answer prospects(const PageParams& params) {
    if (!session) return failure(no_dataset());
    const Result<rfm::ProspectPage> page = session->prospects(params.offset, params.limit);
    return page ? success(to_json(*page)) : failure(page.error());
  }

  Answer segment(const IdParams& params) {
    if (!session) return failure(no_dataset());
    const Result<rfm::SegmentExplanation> explanation = session->segment(params.id);
    return explanation ? success(to_json(*explanation)) : failure(explanation.error());
  }

  Answer value(const NoParams&) {
    if (!session) return failure(no_dataset());
    return progress_answer(session->value(kStride));
  }

  Answer value_intervals(const NoParams&) {
    if (!session) return failure(no_dataset());
    return progress_answer(session->value_intervals(kStride));
  }

  Answer clusters(const NoParams&) {
    if (!session) return failure(no_dataset());
    return progress_answer(session->clusters(kStride));
  }

  Answer migration(const NoParams&) {
    if (!session) return failure(no_dataset());
    const Result<const rfm::Migration*> made = session->migration();
    return made ? success(to_json((*made)->report)) : failure(made.error());
  }

  Answer comparison(const NoParams&) {
    if (!session) return failure(no_dataset());
    const Result<const rfm::Comparison*> made = session->comparison();
    return made ? success(to_json((*made)->report)) : failure(made.error());
  }

  Answer flow_customers(const QueryParams<rfm::FlowQuery>& params) {
    if (!session) return failure(no_dataset());
    const Result<rfm::FlowPage> page = session->flow_customers(params.query);
    return page ? success(to_json(*page)) : failure(page.error());
  }

  Answer rejects(const PageParams& params) {
    if (!session) return failure(no_dataset());
    return success(to_json(session->rejects(params.offset, params.limit)));
  }

  Answer ledger_rows(const EntryParams& params) {
    if (!session) return failure(no_dataset());
    const Result<LedgerPage> page = session->ledger_rows(params.entry, params.offset, params.limit);
    return page ? success(to_json(*page)) : failure(page.error());
  }

  Answer cohorts(const NoParams&) {
    if (!session) return failure(no_dataset());
    const Result<const rfm::CohortReport*> report = session->cohorts();
    return report ? success(to_json(**report)) : failure(report.error());
  }

  Answer rhythm(const NoParams&) {
    if (!session) return failure(no_dataset());
    const Result<const rfm::RhythmReport*> report = session->rhythm();
    return report ? success(to_json(**report)) : failure(report.error());
  }

  Answer scatter(const NoParams&) {
    if (!session) return failure(no_dataset());
    const Result<const rfm::ScatterReport*> report = session->scatter();
    return report ? success(to_json(**report)) : failure(report.error());
  }

  Answer crossing(const NoParams&) {
    if (!session) return failure(no_dataset());
    const Result<const rfm::CrossingReport*> report = session->crossing();
    return report ? success(to_json(**report)) : failure(report.error());
  }

  Answer funnel(const NoParams&) {
    if (!session) return failure(no_dataset());
    const Result<const funnel::FunnelReport*> report = session->funnel();
    return report ? success(to_json(**report)) : failure(report.error());
  }

  Answer funnel_pair(const NoParams&) {
    if (!session) return failure(no_dataset());
    return progress_answer(session->funnel_pair(kStride));
  }

  Answer breakdown(const NoParams&) {
    if (!session) return failure(no_dataset());
    return progress_answer(session->breakdown(kStride));
  }

  Answer sensitivity(const NoParams&) {
    if (!session) return failure(no_dataset());
    return progress_answer(session->sensitivity(kStride));
  }

  Answer funnel_over_time(const NoParams&) {
    if (!session) return failure(no_dataset());
    return progress_answer(session->funnel_over_time(kStride));
  }

  Answer people(const QueryParams<funnel::PeopleQuery>& params) {
    if (!session) return failure(no_dataset());
    const Result<funnel::PeoplePage> page = session->people(params.query);
    return page ? success(to_json(*page)) : failure(page.error());
  }

  Answer people_segments(const QueryParams<funnel::PeopleQuery>& params) {
    if (!session) return failure(no_dataset());
    const Result<funnel::PeopleSegments> segments = session->people_segments(params.query);
    return segments ? success(to_json(*segments)) : failure(segments.error());
  }

  Answer afterwards(const QueryParams<funnel::AfterwardsQuery>& params) {
    if (!session) return failure(no_dataset());
    return progress_answer(session->afterwards(params.query, kStride));
  }

  Answer pipeline(const NoParams&) {
    if (!session) return failure(no_dataset());
    const Result<Progress<funnel::Pipeline>> made = session->pipeline(kStride);
    if (!made) return failure(made.error());
    return success(made->answer != nullptr ? to_json(made->answer->report) : share_json(made->share));
  }

  Answer experiment(const NoParams&) {
    if (!session) return failure(no_dataset());
    return progress_answer(session->experiment(kStride));
  }

  Answer rotten(const QueryParams<funnel::RottenQuery>& params) {
    if (!session) return failure(no_dataset());
    const Result<funnel::RottenPage> page = session->rotten(params.query);
    return page ? success(to_json(*page)) : failure(page.error());
  }

  Answer journey(const funnel::JourneyQuery& query) {
    if (!session) return failure(no_dataset());
    const Result<funnel::JourneyReport> report = session->journey(query);
    return report ? success(to_json(*report)) : failure(report.error());
  }

  Answer overdue(const QueryParams<rfm::OverdueQuery>& params) {
    if (!session) return failure(no_dataset());
    const Result<rfm::OverduePage> page = session->overdue(params.query);
    return page ? success(to_json(*page)) : failure(page.error());
  }

  template <class Table>
  Answer export_table(const ExportParams<Table>& params) {
    if (!session) return failure(no_dataset());
    const Table& table = params;
    Result<ExportedFile> file = session->write_table({table, {params.format, is_chinese(params.language)}}, kStride);
    return file ? file_answer(std::move(*file)) : failure(file.error());
  }

  Answer export_report(const NoParams&) {
    if (!session) return failure(no_dataset());
    return file_answer(session->write_report(kStride));
  }

  Answer stop_export(const NoParams&) {
    if (session) session->stop_export();
    return success("{}");
  }

  Answer version(const NoParams&) {
    const Json versions =
        Json::object({{"engine", kEngineVersion}, {"spec_version", kSpecVersion}, {"report_version", kReportVersion}});
    return success(dump_json(versions, -1));
  }
};

namespace {

using State = Service::State;

/// Reads the parameters of one method, with pointers into the message, and calls it.
template <class Params, Answer (State::*Method)(const Params&)>
Answer invoke(State& state, const Json& json) {
  Params params;
  JsonReader reader(Missing::keeps_default);
  reader.read(json, params);
  if (const Status status = reader.status(); !status) return failure(status.error());
  return (state.*Method)(params);
}

template <class Table>
Answer write(State& state, const Json& json) {
  return invoke<ExportParams<Table>, &State::export_table<Table>>(state, json);
}

struct MethodEntry {
  std::string_view name;
  Answer (*call)(State&, const Json&);
};

constexpr std::array<MethodEntry, 46> kMethods{{
    {"load_begin", invoke<LoadParams, &State::load_begin>},
    {"load_on", invoke<NoParams, &State::load_on>},
    {"load_end", invoke<NoParams, &State::load_end>},
    {"analyze", invoke<SpecParams, &State::analyze>},
    {"estimates", invoke<NoParams, &State::estimates>},
    {"customers", invoke<QueryParams<rfm::CustomerQuery>, &State::customers>},
    {"customer", invoke<IdParams, &State::customer>},
    {"prospects", invoke<PageParams, &State::prospects>},
    {"segment", invoke<IdParams, &State::segment>},
    {"clusters", invoke<NoParams, &State::clusters>},
    {"migration", invoke<NoParams, &State::migration>},
    {"comparison", invoke<NoParams, &State::comparison>},
    {"flow_customers", invoke<QueryParams<rfm::FlowQuery>, &State::flow_customers>},
    {"rejects", invoke<PageParams, &State::rejects>},
    {"ledger_rows", invoke<EntryParams, &State::ledger_rows>},
    {"cohorts", invoke<NoParams, &State::cohorts>},
    {"rhythm", invoke<NoParams, &State::rhythm>},
    {"scatter", invoke<NoParams, &State::scatter>},
    {"crossing", invoke<NoParams, &State::crossing>},
    {"value", invoke<NoParams, &State::value>},
    {"value_intervals", invoke<NoParams, &State::value_intervals>},
    {"funnel", invoke<NoParams, &State::funnel>},
    {"breakdown", invoke<NoParams, &State::breakdown>},
    {"funnel_pair", invoke<NoParams, &State::funnel_pair>},
    {"sensitivity", invoke<NoParams, &State::sensitivity>},
    {"funnel_over_time", invoke<NoParams, &State::funnel_over_time>},
    {"people", invoke<QueryParams<funnel::PeopleQuery>, &State::people>},
    {"people_segments", invoke<QueryParams<funnel::PeopleQuery>, &State::people_segments>},
    {"afterwards", invoke<QueryParams<funnel::AfterwardsQuery>, &State::afterwards>},
    {"journey", invoke<funnel::JourneyQuery, &State::journey>},
    {"pipeline", invoke<NoParams, &State::pipeline>},
    {"experiment", invoke<NoParams, &State::experiment>},
    {"rotten", invoke<QueryParams<funnel::RottenQuery>, &State::rotten>},
    {"overdue", invoke<QueryParams<rfm::OverdueQuery>, &State::overdue>},
    {"export_customers", write<CustomersTable>},
    {"export_prospects", write<ProspectsTable>},
    {"export_overdue", write<OverdueTable>},
    {"export_flow_customers", write<FlowTable>},
    {"export_people", write<PeopleTable>},
    {"export_rotten", write<RottenTable>},
    {"export_ledger_rows", write<LedgerTable>},
    {"export_rejects", write<RejectsTable>},
    {"export_cohorts", write<CohortTable>},
    {"export_report", invoke<NoParams, &State::export_report>},
    {"stop_export", invoke<NoParams, &State::stop_export>},
    {"version", invoke<NoParams, &State::version>},
}};

Answer dispatch(State& state, std::string_view request_json) {
  const Result<Json> request = parse_json(request_json);
  if (!request) return failure(request.error());
  const auto method = request->is_object() ? request->find("method") : request->end();
  if (method == request->end() || !method->is_string()) {
    return failure(bad_request("A request needs a method.", "请求缺少 method。"));
  }
  const auto params = request->find("params");
  for (const MethodEntry& entry : kMethods) {
    if (entry.name == method->get_ref<const std::string&>()) {
      return entry.call(state, params == request->end() ? Json::object() : *params);
    }
  }
  return failure(bad_request("There is no such method: " + method->get<std::string>(),
                             "没有这个方法：" + method->get<std::string>()));
}

/// Libraries and allocation may throw; nothing of that passes the boundary.
template <class Body>
Answer guarded(State& state, Body body) {
  try {
    return body();
  } catch (const std::bad_alloc&) {
    state.drop_load();
    return failure(
        Error{ErrorCode::out_of_memory,
              {"There is not enough memory for this file. Close other tabs, or open a part of it: fewer columns "
               "or a shorter period.",
               "内存不足，无法加载此文件。请关闭其他标签页，或只打开部分数据：减少列数或缩短时间范围。"},
              {}});
  } catch (const std::exception& unexpected) {
    state.drop_load();
    return failure(Error{ErrorCode::engine_failed,
                         {std::string("The engine failed: ") + unexpected.what() + ". Open the file again.",
                          std::string("计算引擎出错：") + unexpected.what() + "。请重新打开文件。"},
                         {}});
  }
}

}  // namespace

Service::Service() : state_(std::make_unique<State>()) {}
Service::~Service() = default;

Answer Service::call(std::string_view request_json) {
  return guarded(*state_, [&] { return dispatch(*state_, request_json); });
}

Answer Service::chunk(uint32_t file_index, std::span<const std::byte> bytes) {
  return guarded(*state_, [&] {
    if (!state_->load) return failure(no_load());
    if (const Status status = state_->load->push(file_index, bytes); !status) {
      const Answer answer = load_failure(status.error(), *state_->load);
      state_->load.reset();
      return answer;
    }
    return success(progress_json(*state_->load));
  });
}

Answer Service::read_piece(uint64_t from, std::string_view bytes) {
  if (!state_->load) return failure(no_load());
  try {
    std::optional<FilePiece> piece = state_->load->read_piece(from, bytes);
    return success("{}", piece ? pack(std::move(*piece)) : std::string());
  } catch (const std::bad_alloc&) {
    return success("{}");  // nothing has changed; it is read in its turn, which needs less
  }
}

Answer Service::add_piece(uint32_t file_index, std::string_view packed) {
  return guarded(*state_, [&] {
    if (!state_->load) return failure(no_load());
    std::optional<FilePiece> piece = unpack_file_piece(packed);
    if (!piece) return failure(bad_request("This is no part of a file.", "这不是文件的一部分。"));
    const Result<bool> taken = state_->load->add_piece(file_index, std::move(*piece));
    if (!taken) {
      const Answer answer = load_failure(taken.error(), *state_->load);
      state_->load.reset();
      return answer;
    }
    return success(progress_json(*state_->load, {.taken = *taken}));
  });
}

}  // namespace sluice::engine
