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
#include "report/report.h"
#include "report/spec.h"
#include "rfm/change_report.h"
#include "rfm/customer_report.h"
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
  uint64_t rows = 0;             ///< without the header
  uint64_t sheets = 1;           ///< more than one where a workbook had to be split
  uint64_t shortened_cells = 0;  ///< texts longer than a workbook's cell may be
};

struct LoadResult {
  Spec spec;  ///< the request's spec with every automatic choice about the files filled in
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
  double elapsed_ms = 0;
};

// Requests: the complete JSON text {"method": ..., "params": ...}
std::string analyze_request(const Spec& spec);
std::string customers_request(const rfm::CustomerQuery& query);
std::string customer_request(std::string_view customer_id);
std::string segment_request(std::string_view segment);
std::string clusters_request();
std::string rejects_request(uint64_t offset, uint64_t limit);
std::string ledger_rows_request(std::string_view entry, uint64_t offset, uint64_t limit);
std::string export_customers_request(const rfm::CustomerQuery& query, std::string_view language, TableFormat format,
                                     std::string_view file_name, bool with_clusters = false);
std::string stop_export_request();
std::string export_rejects_request(std::string_view language, std::string_view file_name);
std::string export_ledger_rows_request(std::string_view entry, std::string_view language, std::string_view file_name);
std::string migration_request();
std::string comparison_request();
std::string flow_customers_request(const rfm::FlowQuery& query);
std::string export_flow_customers_request(const rfm::FlowQuery& query, std::string_view language,
                                          std::string_view file_name);
std::string export_report_request(std::string_view file_name);
std::string cohorts_request();
std::string rhythm_request();
std::string scatter_request();
std::string funnel_request();
std::string overdue_request(const rfm::OverdueQuery& query);
std::string export_cohorts_request(std::string_view language, std::string_view file_name);
std::string export_overdue_request(const rfm::OverdueQuery& query, std::string_view language,
                                   std::string_view file_name);

// Results, both ways. Parsing returns bad_json or bad_spec with a pointer into the message.
std::string to_json(const LoadResult& result);
std::string to_json(const rfm::CustomerQuery& query);
std::string to_json(const rfm::CustomerPage& page);
std::string to_json(const rfm::CustomerExplanation& explanation);
std::string to_json(const rfm::SegmentExplanation& explanation);
std::string to_json(const rfm::CohortReport& report);
std::string to_json(const rfm::RhythmReport& report);
std::string to_json(const rfm::ScatterReport& report);
std::string to_json(const funnel::FunnelReport& report);
std::string to_json(const rfm::OverduePage& page);
std::string to_json(const rfm::ClusterProgress& progress);
std::string to_json(const RejectPage& page);
std::string to_json(const LedgerPage& page);
std::string to_json(const ExportedTable& table);
std::string to_json(const rfm::MigrationReport& report);
std::string to_json(const rfm::ComparisonReport& report);
std::string to_json(const rfm::FlowPage& page);
std::string to_json(const Failure& failure);
std::string to_json(const rfm::MapDocument& map);  ///< indented, for people to read
std::string analyze_result_json(const Report& report);

Result<LoadResult> parse_load_result(std::string_view json);
Result<Report> parse_analyze_result(std::string_view json);
Result<rfm::CustomerQuery> parse_customer_query(std::string_view json);
Result<rfm::CustomerPage> parse_customer_page(std::string_view json);
Result<rfm::CustomerExplanation> parse_customer_explanation(std::string_view json);
Result<rfm::SegmentExplanation> parse_segment_explanation(std::string_view json);
Result<rfm::CohortReport> parse_cohort_report(std::string_view json);
Result<rfm::RhythmReport> parse_rhythm_report(std::string_view json);
Result<rfm::ScatterReport> parse_scatter_report(std::string_view json);
Result<funnel::FunnelReport> parse_funnel_report(std::string_view json);
Result<rfm::OverduePage> parse_overdue_page(std::string_view json);
Result<rfm::ClusterProgress> parse_cluster_progress(std::string_view json);
Result<rfm::MapDocument> parse_map(std::string_view json);  ///< its members only; make_segment_map checks the rest
Result<RejectPage> parse_reject_page(std::string_view json);
Result<LedgerPage> parse_ledger_page(std::string_view json);
Result<rfm::MigrationReport> parse_migration(std::string_view json);
Result<rfm::ComparisonReport> parse_comparison(std::string_view json);
Result<rfm::FlowQuery> parse_flow_query(std::string_view json);
Result<rfm::FlowPage> parse_flow_page(std::string_view json);
ExportedTable parse_exported_table(std::string_view json);  ///< what is missing or wrong keeps its default
LoadProgress parse_progress(std::string_view json);         ///< what is missing or wrong stays 0
Failure parse_failure(std::string_view json);               ///< engine_failed when the text is no error

}  // namespace sluice
