#include "report/messages.h"

#include "report/message_fields.h"

namespace sluice {
namespace {

std::string request(std::string_view method, Json params, std::string_view file_name = {},
                    std::string_view mime_type = {}) {
  Json message = Json::object({{"method", method}, {"params", std::move(params)}});
  // The host saves the answer's binary part under this name itself, so that a large export never visits the interface.
  if (!file_name.empty()) message["download"] = Json::object({{"name", file_name}, {"mime", mime_type}});
  return dump_json(message, -1);
}

/// For documents of the shape {"report": Report}.
struct AnalyzeResult {
  Report report;
};

}  // namespace

template <>
struct Fields<AnalyzeResult> {
  static constexpr auto members = std::tuple{field("report", &AnalyzeResult::report)};
};

std::string analyze_request(const Spec& spec) { return request("analyze", Json::object({{"spec", write_json(spec)}})); }

std::string customers_request(const rfm::CustomerQuery& query) {
  return request("customers", Json::object({{"query", write_json(query)}}));
}

std::string customer_request(std::string_view customer_id) {
  return request("customer", Json::object({{"id", customer_id}}));
}

std::string segment_request(std::string_view segment) { return request("segment", Json::object({{"id", segment}})); }

std::string clusters_request() { return request("clusters", Json::object()); }

std::string rejects_request(uint64_t offset, uint64_t limit) {
  return request("rejects", Json::object({{"offset", offset}, {"limit", limit}}));
}

std::string ledger_rows_request(std::string_view entry, uint64_t offset, uint64_t limit) {
  return request("ledger_rows", Json::object({{"entry", entry}, {"offset", offset}, {"limit", limit}}));
}

std::string export_customers_request(const rfm::CustomerQuery& query, std::string_view language, TableFormat format,
                                     std::string_view file_name, bool with_clusters) {
  const Json params = Json{{"query", write_json(query)},
                           {"language", language},
                           {"format", write_json(format)},
                           {"clusters", with_clusters}};
  return request("export_customers", params, file_name, mime_type(format));
}

std::string stop_export_request() { return request("stop_export", Json::object()); }

std::string export_rejects_request(std::string_view language, std::string_view file_name) {
  return request("export_rejects", Json{{"language", language}}, file_name, "text/csv");
}

std::string export_ledger_rows_request(std::string_view entry, std::string_view language, std::string_view file_name) {
  return request("export_ledger_rows", Json::object({{"entry", entry}, {"language", language}}), file_name, "text/csv");
}

std::string migration_request() { return request("migration", Json::object()); }

std::string comparison_request() { return request("comparison", Json::object()); }

std::string flow_customers_request(const rfm::FlowQuery& query) {
  return request("flow_customers", Json::object({{"query", write_json(query)}}));
}

std::string export_flow_customers_request(const rfm::FlowQuery& query, std::string_view language,
                                          std::string_view file_name) {
  return request("export_flow_customers", Json{{"query", write_json(query)}, {"language", language}}, file_name,
                 "text/csv");
}

std::string export_report_request(std::string_view file_name) {
  return request("export_report", Json::object(), file_name, "application/json");
}

std::string cohorts_request() { return request("cohorts", Json::object()); }

std::string rhythm_request() { return request("rhythm", Json::object()); }
std::string scatter_request() { return request("scatter", Json::object()); }
std::string funnel_request() { return request("funnel", Json::object()); }

std::string overdue_request(const rfm::OverdueQuery& query) {
  return request("overdue", Json::object({{"query", write_json(query)}}));
}

std::string export_cohorts_request(std::string_view language, std::string_view file_name) {
  return request("export_cohorts", Json{{"language", language}}, file_name, "text/csv");
}

std::string export_overdue_request(const rfm::OverdueQuery& query, std::string_view language,
                                   std::string_view file_name) {
  return request("export_overdue", Json{{"query", write_json(query)}, {"language", language}}, file_name, "text/csv");
}

std::string to_json(const LoadResult& result) { return dump_json(write_json(result), -1); }
std::string to_json(const rfm::CustomerQuery& query) { return dump_json(write_json(query), -1); }
std::string to_json(const rfm::CustomerPage& page) { return dump_json(write_json(page), -1); }
std::string to_json(const rfm::CustomerExplanation& explanation) { return dump_json(write_json(explanation), -1); }
std::string to_json(const rfm::SegmentExplanation& explanation) { return dump_json(write_json(explanation), -1); }
std::string to_json(const rfm::CohortReport& report) { return dump_json(write_json(report), -1); }
std::string to_json(const rfm::RhythmReport& report) { return dump_json(write_json(report), -1); }
std::string to_json(const rfm::ScatterReport& report) { return dump_json(write_json(report), -1); }
std::string to_json(const funnel::FunnelReport& report) { return dump_json(write_json(report), -1); }
std::string to_json(const rfm::OverduePage& page) { return dump_json(write_json(page), -1); }
std::string to_json(const rfm::ClusterProgress& progress) { return dump_json(write_json(progress), -1); }
std::string to_json(const RejectPage& page) { return dump_json(write_json(page), -1); }
std::string to_json(const LedgerPage& page) { return dump_json(write_json(page), -1); }
std::string to_json(const ExportedTable& table) { return dump_json(write_json(table), -1); }
std::string to_json(const rfm::MigrationReport& report) { return dump_json(write_json(report), -1); }
std::string to_json(const rfm::ComparisonReport& report) { return dump_json(write_json(report), -1); }
std::string to_json(const rfm::FlowPage& page) { return dump_json(write_json(page), -1); }
std::string to_json(const Failure& failure) { return dump_json(write_json(failure), -1); }
std::string to_json(const rfm::MapDocument& map) { return dump_json(write_json(map), 2) + "\n"; }
std::string analyze_result_json(const Report& report) {
  return dump_json(Json::object({{"report", write_json(report)}}), -1);
}

Result<LoadResult> parse_load_result(std::string_view json) {
  return read_document<LoadResult>(json, Missing::is_error);
}

Result<Report> parse_analyze_result(std::string_view json) {
  Result<AnalyzeResult> result = read_document<AnalyzeResult>(json, Missing::is_error);
  if (!result) return std::move(result).error();
  return std::move(result->report);
}

Result<rfm::CustomerQuery> parse_customer_query(std::string_view json) {
  return read_document<rfm::CustomerQuery>(json, Missing::keeps_default);
}

Result<rfm::CustomerPage> parse_customer_page(std::string_view json) {
  return read_document<rfm::CustomerPage>(json, Missing::is_error);
}

Result<rfm::CustomerExplanation> parse_customer_explanation(std::string_view json) {
  return read_document<rfm::CustomerExplanation>(json, Missing::is_error);
}

Result<rfm::SegmentExplanation> parse_segment_explanation(std::string_view json) {
  return read_document<rfm::SegmentExplanation>(json, Missing::is_error);
}
Result<rfm::CohortReport> parse_cohort_report(std::string_view json) {
  return read_document<rfm::CohortReport>(json, Missing::is_error);
}

Result<rfm::RhythmReport> parse_rhythm_report(std::string_view json) {
  return read_document<rfm::RhythmReport>(json, Missing::is_error);
}
Result<rfm::ScatterReport> parse_scatter_report(std::string_view json) {
  return read_document<rfm::ScatterReport>(json, Missing::is_error);
}
Result<funnel::FunnelReport> parse_funnel_report(std::string_view json) {
  return read_document<funnel::FunnelReport>(json, Missing::is_error);
}

Result<rfm::OverduePage> parse_overdue_page(std::string_view json) {
  return read_document<rfm::OverduePage>(json, Missing::is_error);
}

Result<rfm::ClusterProgress> parse_cluster_progress(std::string_view json) {
  return read_document<rfm::ClusterProgress>(json, Missing::is_error);
}

Result<rfm::MapDocument> parse_map(std::string_view json) { return rfm::parse_map_document(json); }

Result<RejectPage> parse_reject_page(std::string_view json) {
  return read_document<RejectPage>(json, Missing::is_error);
}

Result<LedgerPage> parse_ledger_page(std::string_view json) {
  return read_document<LedgerPage>(json, Missing::is_error);
}

Result<rfm::MigrationReport> parse_migration(std::string_view json) {
  return read_document<rfm::MigrationReport>(json, Missing::is_error);
}

Result<rfm::ComparisonReport> parse_comparison(std::string_view json) {
  return read_document<rfm::ComparisonReport>(json, Missing::is_error);
}

Result<rfm::FlowQuery> parse_flow_query(std::string_view json) {
  return read_document<rfm::FlowQuery>(json, Missing::keeps_default);
}

Result<rfm::FlowPage> parse_flow_page(std::string_view json) {
  return read_document<rfm::FlowPage>(json, Missing::is_error);
}

LoadProgress parse_progress(std::string_view json) {
  const Result<LoadProgress> progress = read_document<LoadProgress>(json, Missing::keeps_default);
  return progress ? *progress : LoadProgress{};
}

ExportedTable parse_exported_table(std::string_view json) {
  const Result<ExportedTable> table = read_document<ExportedTable>(json, Missing::keeps_default);
  return table ? *table : ExportedTable{};
}

Failure parse_failure(std::string_view json) {
  if (const Result<Json> document = parse_json(json)) {
    Failure failure;
    JsonReader reader(Missing::keeps_default);
    reader.read(*document, failure);
    if (reader.status()) return failure;
  }
  return Error{ErrorCode::engine_failed,
               {"The engine stopped without a word. Open the file again.", "计算引擎意外停止，请重新打开文件。"},
               {}};
}

}  // namespace sluice
