#include "report/messages.h"

#include "report/experiment_fields.h"
#include "report/funnel_detail_fields.h"
#include "report/message_fields.h"
#include "report/pipeline_fields.h"

namespace sluice {
namespace {

std::string request(std::string_view method, Json params, std::string_view file_name = {},
                    std::string_view mime_type = {}) {
  Json message = Json::object({{"method", method}, {"params", std::move(params)}});
  // The host saves the answer's binary part under this name itself, so that a large export never visits the interface.
  if (!file_name.empty()) message["download"] = Json::object({{"name", file_name}, {"mime", mime_type}});
  return dump_json(message, -1);
}

std::string export_request(std::string_view method, SaveAs as, Json params = Json::object()) {
  params["language"] = as.language;
  params["format"] = write_json(as.format);
  return request(method, std::move(params), as.file_name, mime_type(as.format));
}

}  // namespace

std::string analyze_request(const Spec& spec) { return request("analyze", Json::object({{"spec", write_json(spec)}})); }

std::string customers_request(const rfm::CustomerQuery& query) {
  return request("customers", Json::object({{"query", write_json(query)}}));
}

std::string customer_request(std::string_view customer_id) {
  return request("customer", Json::object({{"id", customer_id}}));
}

std::string prospects_request(uint64_t offset, uint64_t limit) {
  return request("prospects", Json::object({{"offset", offset}, {"limit", limit}}));
}

std::string segment_request(std::string_view segment) { return request("segment", Json::object({{"id", segment}})); }

std::string clusters_request() { return request("clusters", Json::object()); }

std::string rejects_request(uint64_t offset, uint64_t limit) {
  return request("rejects", Json::object({{"offset", offset}, {"limit", limit}}));
}

std::string ledger_rows_request(std::string_view entry, uint64_t offset, uint64_t limit) {
  return request("ledger_rows", Json::object({{"entry", entry}, {"offset", offset}, {"limit", limit}}));
}

std::string migration_request() { return request("migration", Json::object()); }

std::string comparison_request() { return request("comparison", Json::object()); }

std::string flow_customers_request(const rfm::FlowQuery& query) {
  return request("flow_customers", Json::object({{"query", write_json(query)}}));
}

std::string cohorts_request() { return request("cohorts", Json::object()); }

std::string rhythm_request() { return request("rhythm", Json::object()); }
std::string scatter_request() { return request("scatter", Json::object()); }
std::string crossing_request() { return request("crossing", Json::object()); }
std::string value_request() { return request("value", Json::object()); }
std::string value_intervals_request() { return request("value_intervals", Json::object()); }
std::string funnel_request() { return request("funnel", Json::object()); }
std::string pair_request() { return request("funnel_pair", Json::object()); }
std::string breakdown_request() { return request("breakdown", Json::object()); }

std::string estimates_request() { return request("estimates", Json::object()); }
std::string sensitivity_request() { return request("sensitivity", Json::object()); }

std::string funnel_over_time_request() { return request("funnel_over_time", Json::object()); }

std::string people_request(const funnel::PeopleQuery& query) {
  return request("people", Json::object({{"query", write_json(query)}}));
}

std::string people_segments_request(const funnel::PeopleQuery& query) {
  return request("people_segments", Json::object({{"query", write_json(query)}}));
}

std::string afterwards_request(const funnel::AfterwardsQuery& query) {
  return request("afterwards", Json::object({{"query", write_json(query)}}));
}

std::string journey_request(const funnel::JourneyQuery& query) { return request("journey", write_json(query)); }

std::string pipeline_request() { return request("pipeline", Json::object()); }

std::string experiment_request() { return request("experiment", Json::object()); }

std::string rotten_request(const funnel::RottenQuery& query) {
  return request("rotten", Json::object({{"query", write_json(query)}}));
}

std::string overdue_request(const rfm::OverdueQuery& query) {
  return request("overdue", Json::object({{"query", write_json(query)}}));
}

std::string export_customers_request(const rfm::CustomerQuery& query, SaveAs as, bool with_clusters) {
  return export_request("export_customers", as,
                        Json::object({{"query", write_json(query)}, {"clusters", with_clusters}}));
}

std::string export_prospects_request(SaveAs as) { return export_request("export_prospects", as); }

std::string export_overdue_request(const rfm::OverdueQuery& query, SaveAs as) {
  return export_request("export_overdue", as, Json::object({{"query", write_json(query)}}));
}

std::string export_flow_customers_request(const rfm::FlowQuery& query, SaveAs as) {
  return export_request("export_flow_customers", as, Json::object({{"query", write_json(query)}}));
}

std::string export_people_request(const funnel::PeopleQuery& query, SaveAs as) {
  return export_request("export_people", as, Json::object({{"query", write_json(query)}}));
}

std::string export_rotten_request(const funnel::RottenQuery& query, SaveAs as) {
  return export_request("export_rotten", as, Json::object({{"query", write_json(query)}}));
}

std::string export_ledger_rows_request(std::string_view entry, SaveAs as) {
  return export_request("export_ledger_rows", as, Json::object({{"entry", entry}}));
}

std::string export_rejects_request(SaveAs as) { return export_request("export_rejects", as); }
std::string export_cohorts_request(SaveAs as) { return export_request("export_cohorts", as); }

std::string export_report_request(std::string_view file_name) {
  return request("export_report", Json::object(), file_name, mime_type(TableFormat::json));
}

std::string stop_export_request() { return request("stop_export", Json::object()); }

std::string to_json(const LoadResult& result) { return dump_json(write_json(result), -1); }
std::string to_json(const rfm::CustomerQuery& query) { return dump_json(write_json(query), -1); }
std::string to_json(const rfm::CustomerPage& page) { return dump_json(write_json(page), -1); }
std::string to_json(const rfm::CustomerExplanation& explanation) { return dump_json(write_json(explanation), -1); }
std::string to_json(const rfm::ProspectPage& page) { return dump_json(write_json(page), -1); }
std::string to_json(const rfm::SegmentExplanation& explanation) { return dump_json(write_json(explanation), -1); }
std::string to_json(const rfm::CohortReport& report) { return dump_json(write_json(report), -1); }
std::string to_json(const rfm::RhythmReport& report) { return dump_json(write_json(report), -1); }
std::string to_json(const rfm::ScatterReport& report) { return dump_json(write_json(report), -1); }
std::string to_json(const rfm::CrossingReport& report) { return dump_json(write_json(report), -1); }
std::string to_json(const rfm::ValueReport& report) { return dump_json(write_json(report), -1); }
std::string to_json(const rfm::ValueIntervals& intervals) { return dump_json(write_json(intervals), -1); }
std::string to_json(const funnel::FunnelReport& report) { return dump_json(write_json(report), -1); }
std::string to_json(const funnel::PairReport& report) { return dump_json(write_json(report), -1); }
std::string to_json(const funnel::BreakdownReport& report) { return dump_json(write_json(report), -1); }
std::string to_json(const funnel::SensitivityReport& report) { return dump_json(write_json(report), -1); }
std::string to_json(const funnel::OverTimeReport& report) { return dump_json(write_json(report), -1); }
std::string to_json(const funnel::PeoplePage& page) { return dump_json(write_json(page), -1); }
std::string to_json(const funnel::PeopleSegments& segments) { return dump_json(write_json(segments), -1); }
std::string to_json(const funnel::AfterwardsReport& report) { return dump_json(write_json(report), -1); }
std::string to_json(const funnel::JourneyReport& report) { return dump_json(write_json(report), -1); }
std::string to_json(const funnel::PipelineReport& report) { return dump_json(write_json(report), -1); }
std::string to_json(const funnel::ExperimentReport& report) { return dump_json(write_json(report), -1); }
std::string to_json(const funnel::RottenPage& page) { return dump_json(write_json(page), -1); }
std::string to_json(const rfm::OverduePage& page) { return dump_json(write_json(page), -1); }
std::string to_json(const rfm::ClusterReport& report) { return dump_json(write_json(report), -1); }
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
std::string share_json(double share) { return dump_json(Json::object({{"share", share}}), -1); }

Result<LoadResult> parse_load_result(std::string_view json) {
  return read_document<LoadResult>(json, Missing::is_error);
}

Result<AnalyzeResult> parse_analyze_result(std::string_view json) {
  return read_document<AnalyzeResult>(json, Missing::is_error);
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

Result<rfm::ProspectPage> parse_prospect_page(std::string_view json) {
  return read_document<rfm::ProspectPage>(json, Missing::is_error);
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

Result<funnel::PairReport> parse_pair_report(std::string_view json) {
  return read_document<funnel::PairReport>(json, Missing::is_error);
}
Result<funnel::BreakdownReport> parse_breakdown_report(std::string_view json) {
  return read_document<funnel::BreakdownReport>(json, Missing::is_error);
}

Result<funnel::SensitivityReport> parse_sensitivity_report(std::string_view json) {
  return read_document<funnel::SensitivityReport>(json, Missing::is_error);
}

Result<funnel::OverTimeReport> parse_over_time_report(std::string_view json) {
  return read_document<funnel::OverTimeReport>(json, Missing::is_error);
}

Result<funnel::PeoplePage> parse_people_page(std::string_view json) {
  return read_document<funnel::PeoplePage>(json, Missing::is_error);
}

Result<funnel::PeopleSegments> parse_people_segments(std::string_view json) {
  return read_document<funnel::PeopleSegments>(json, Missing::is_error);
}

Result<funnel::AfterwardsReport> parse_afterwards_report(std::string_view json) {
  return read_document<funnel::AfterwardsReport>(json, Missing::is_error);
}

Result<funnel::JourneyReport> parse_journey_report(std::string_view json) {
  return read_document<funnel::JourneyReport>(json, Missing::is_error);
}

Result<funnel::ExperimentReport> parse_experiment_report(std::string_view json) {
  return read_document<funnel::ExperimentReport>(json, Missing::is_error);
}

Result<funnel::PipelineReport> parse_pipeline_report(std::string_view json) {
  return read_document<funnel::PipelineReport>(json, Missing::is_error);
}

Result<funnel::RottenPage> parse_rotten_page(std::string_view json) {
  return read_document<funnel::RottenPage>(json, Missing::is_error);
}

Result<rfm::OverduePage> parse_overdue_page(std::string_view json) {
  return read_document<rfm::OverduePage>(json, Missing::is_error);
}

Result<rfm::ClusterReport> parse_cluster_report(std::string_view json) {
  return read_document<rfm::ClusterReport>(json, Missing::is_error);
}

Result<rfm::CrossingReport> parse_crossing_report(std::string_view json) {
  return read_document<rfm::CrossingReport>(json, Missing::is_error);
}

Result<rfm::ValueReport> parse_value_report(std::string_view json) {
  return read_document<rfm::ValueReport>(json, Missing::is_error);
}

Result<rfm::ValueIntervals> parse_value_intervals(std::string_view json) {
  return read_document<rfm::ValueIntervals>(json, Missing::is_error);
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

// An answer that is there is long: it is told by how it begins, and parsed once.
std::optional<double> parse_share(std::string_view json) {
  if (!json.starts_with(R"({"share":)")) return std::nullopt;
  const Result<Json> progress = parse_json(json);
  if (!progress || progress->size() != 1 || !progress->front().is_number()) return std::nullopt;
  return progress->front().get<double>();
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
