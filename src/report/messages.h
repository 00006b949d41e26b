// Everything but spec and report that crosses the engine's message boundary, as types with their JSON both ways. The
// engine and the interface both include this header, so that neither can misspell the other.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/table_format.h"
#include "funnel/afterwards_report.h"
#include "funnel/breakdown_report.h"
#include "funnel/experiment_report.h"
#include "funnel/journey_report.h"
#include "funnel/over_time_report.h"
#include "funnel/pair_report.h"
#include "funnel/pipeline_report.h"
#include "funnel/sensitivity_report.h"
#include "report/report.h"
#include "report/spec.h"
#include "rfm/change_report.h"
#include "rfm/customer_report.h"
#include "rfm/prospect_report.h"
#include "rfm/segment_explanation.h"

namespace sluice {

/// A row that was not used.
struct RejectRow {
  int file = 0;        ///< index into ImportReport::files
  uint64_t line = 0;   ///< where the record begins, from 1
  std::string reason;  ///< RejectReason by name
  TextPair text;       ///< its sentence
  std::string column;  ///< header of the cell to blame, or empty
  std::string raw;     ///< the record, shortened
};

struct RejectPage {
  uint64_t total = 0;
  uint64_t offset = 0;
  std::vector<RejectRow> rows;
};

/// A row behind an entry of the ledger. An order line has what the dataset keeps of it, a reject its record.
struct LedgerRow {
  int file = 0;       ///< index into ImportReport::files
  uint64_t line = 0;  ///< where the record begins, from 1
  std::string customer;
  std::string customer_name;
  std::string order;                  ///< its id, or empty
  std::string time;                   ///< "2024-01-05", with the time of day where the file has one
  std::optional<double> amount;       ///< none for a reject
  std::optional<uint64_t> copy_line;  ///< of a duplicate: the line of the first one of its kind
  std::optional<int> copy_file;       ///< and its file
  std::string column;                 ///< of a reject: header of the cell to blame, or empty
  std::string raw;                    ///< of a reject: the record, shortened
};

struct LedgerPage {
  uint64_t total = 0;
  uint64_t offset = 0;
  std::vector<LedgerRow> rows;
};

/// What an exported file holds.
struct ExportedTable {
  double share = 1;              ///< of what is to be written; below 1 there is no file yet
  std::optional<uint64_t> rows;  ///< without the header; none of a report
  uint64_t sheets = 1;           ///< more than one where a workbook had to be split
  uint64_t shortened_cells = 0;  ///< texts longer than a workbook's cell may be
};

struct LoadResult {
  Spec spec;  ///< the request's spec with every automatic choice about the files filled in
  Report report;
};

/// The answer to the question for an analysis or its estimates.
struct AnalyzeResult {
  Report report;
};

/// An error as it crosses the boundary. Where a file was read but could not be used, with what was understood of it, so
/// that the user can say what was not.
struct Failure : Error {
  Failure(Error error = {}, std::optional<ingest::FileReport> file = {})
      : Error(std::move(error)), understood(std::move(file)) {}
  std::optional<ingest::FileReport> understood;
};

struct LoadProgress {
  uint64_t read_bytes = 0;
  uint64_t total_bytes = 0;
  uint64_t rows = 0;
  uint64_t expected_rows = 0;   ///< of all files, forecast from their beginnings; 0: not known
  uint64_t expected_bytes = 0;  ///< of memory, likewise
  bool reads_on =
      false;  ///< the present file is there as a whole: its rows are being taken out of an archive or workbook
  double clusters = 0;  ///< 0..1 of the search for those that the filter names; 0: not at it
  double elapsed_ms = 0;
};

// Requests: the complete JSON text {"method": ..., "params": ...}
std::string analyze_request(const Spec& spec);
std::string customers_request(const rfm::CustomerQuery& query);
std::string customer_request(std::string_view customer_id);
std::string prospects_request(uint64_t offset, uint64_t limit);
std::string segment_request(std::string_view segment);
std::string clusters_request();
std::string rejects_request(uint64_t offset, uint64_t limit);
std::string ledger_rows_request(std::string_view entry, uint64_t offset, uint64_t limit);
std::string migration_request();
std::string comparison_request();
std::string flow_customers_request(const rfm::FlowQuery& query);
std::string cohorts_request();
std::string rhythm_request();
std::string scatter_request();
std::string crossing_request();
std::string value_request();
std::string value_intervals_request();
std::string funnel_request();
std::string breakdown_request();
std::string pair_request();
std::string estimates_request();
std::string sensitivity_request();
std::string funnel_over_time_request();
std::string people_request(const funnel::PeopleQuery& query);
std::string people_segments_request(const funnel::PeopleQuery& query);
std::string afterwards_request(const funnel::AfterwardsQuery& query);
std::string journey_request(const funnel::JourneyQuery& query);
std::string pipeline_request();
std::string experiment_request();
std::string rotten_request(const funnel::RottenQuery& query);
std::string overdue_request(const rfm::OverdueQuery& query);

/// How a table is to be saved. The host saves the file under this name itself; an empty name: it comes with the answer.
struct SaveAs {
  std::string_view language;  ///< "en" or "zh-CN"
  TableFormat format = TableFormat::csv;
  std::string_view file_name{};
};
std::string export_customers_request(const rfm::CustomerQuery& query, SaveAs as, bool with_clusters = false);
std::string export_prospects_request(SaveAs as);
std::string export_overdue_request(const rfm::OverdueQuery& query, SaveAs as);
std::string export_flow_customers_request(const rfm::FlowQuery& query, SaveAs as);
std::string export_people_request(const funnel::PeopleQuery& query, SaveAs as);
std::string export_rotten_request(const funnel::RottenQuery& query, SaveAs as);
std::string export_ledger_rows_request(std::string_view entry, SaveAs as);
std::string export_rejects_request(SaveAs as);
std::string export_cohorts_request(SaveAs as);
std::string export_report_request(std::string_view file_name);
std::string stop_export_request();

// Results, both ways. Parsing returns bad_json or bad_spec with a pointer into the message.
std::string to_json(const LoadResult& result);
std::string to_json(const rfm::CustomerQuery& query);
std::string to_json(const rfm::CustomerPage& page);
std::string to_json(const rfm::CustomerExplanation& explanation);
std::string to_json(const rfm::ProspectPage& page);
std::string to_json(const rfm::SegmentExplanation& explanation);
std::string to_json(const rfm::CohortReport& report);
std::string to_json(const rfm::RhythmReport& report);
std::string to_json(const rfm::ScatterReport& report);
std::string to_json(const rfm::CrossingReport& report);
std::string to_json(const rfm::ValueReport& report);
std::string to_json(const rfm::ValueIntervals& intervals);
std::string to_json(const funnel::FunnelReport& report);
std::string to_json(const funnel::BreakdownReport& report);
std::string to_json(const funnel::PairReport& report);
std::string to_json(const funnel::SensitivityReport& report);
std::string to_json(const funnel::OverTimeReport& report);
std::string to_json(const funnel::PeoplePage& page);
std::string to_json(const funnel::PeopleSegments& segments);
std::string to_json(const funnel::AfterwardsReport& report);
std::string to_json(const funnel::JourneyReport& report);
std::string to_json(const funnel::PipelineReport& report);
std::string to_json(const funnel::ExperimentReport& report);
std::string to_json(const funnel::RottenPage& page);
std::string to_json(const rfm::OverduePage& page);
std::string to_json(const rfm::ClusterReport& report);
std::string to_json(const RejectPage& page);
std::string to_json(const LedgerPage& page);
std::string to_json(const ExportedTable& table);
std::string to_json(const rfm::MigrationReport& report);
std::string to_json(const rfm::ComparisonReport& report);
std::string to_json(const rfm::FlowPage& page);
std::string to_json(const Failure& failure);
std::string to_json(const rfm::MapDocument& map);       ///< indented, for people to read
std::string analyze_result_json(const Report& report);  ///< an AnalyzeResult, without a copy of the report
std::string share_json(double share);                   ///< of an answer that is still worked on: 0..1

Result<LoadResult> parse_load_result(std::string_view json);
Result<AnalyzeResult> parse_analyze_result(std::string_view json);
Result<rfm::CustomerQuery> parse_customer_query(std::string_view json);
Result<rfm::CustomerPage> parse_customer_page(std::string_view json);
Result<rfm::CustomerExplanation> parse_customer_explanation(std::string_view json);
Result<rfm::ProspectPage> parse_prospect_page(std::string_view json);
Result<rfm::SegmentExplanation> parse_segment_explanation(std::string_view json);
Result<rfm::CohortReport> parse_cohort_report(std::string_view json);
Result<rfm::RhythmReport> parse_rhythm_report(std::string_view json);
Result<rfm::ScatterReport> parse_scatter_report(std::string_view json);
Result<funnel::FunnelReport> parse_funnel_report(std::string_view json);
Result<funnel::BreakdownReport> parse_breakdown_report(std::string_view json);
Result<funnel::PairReport> parse_pair_report(std::string_view json);
Result<funnel::SensitivityReport> parse_sensitivity_report(std::string_view json);
Result<funnel::OverTimeReport> parse_over_time_report(std::string_view json);
Result<funnel::PeoplePage> parse_people_page(std::string_view json);
Result<funnel::PeopleSegments> parse_people_segments(std::string_view json);
Result<funnel::AfterwardsReport> parse_afterwards_report(std::string_view json);
Result<funnel::JourneyReport> parse_journey_report(std::string_view json);
Result<funnel::PipelineReport> parse_pipeline_report(std::string_view json);
Result<funnel::ExperimentReport> parse_experiment_report(std::string_view json);
Result<funnel::RottenPage> parse_rotten_page(std::string_view json);
Result<rfm::OverduePage> parse_overdue_page(std::string_view json);
Result<rfm::ClusterReport> parse_cluster_report(std::string_view json);
Result<rfm::CrossingReport> parse_crossing_report(std::string_view json);
Result<rfm::ValueReport> parse_value_report(std::string_view json);
Result<rfm::ValueIntervals> parse_value_intervals(std::string_view json);
Result<rfm::MapDocument> parse_map(std::string_view json);  ///< its members only; make_segment_map checks the rest
Result<RejectPage> parse_reject_page(std::string_view json);
Result<LedgerPage> parse_ledger_page(std::string_view json);
Result<rfm::MigrationReport> parse_migration(std::string_view json);
Result<rfm::ComparisonReport> parse_comparison(std::string_view json);
Result<rfm::FlowQuery> parse_flow_query(std::string_view json);
Result<rfm::FlowPage> parse_flow_page(std::string_view json);
/// Of an answer that is still worked on, {"share"} and nothing else; none: it is there.
std::optional<double> parse_share(std::string_view json);
ExportedTable parse_exported_table(std::string_view json);  ///< what is missing or wrong keeps its default
LoadProgress parse_progress(std::string_view json);         ///< what is missing or wrong stays 0
Failure parse_failure(std::string_view json);               ///< engine_failed when the text is no error

}  // namespace sluice
