// The engine: holds one dataset and answers requests. Requests and answers are JSON documents (UTF-8), so that the
// page, Node, the command line and the tests use the same door. A request is {"method": M, "params": {...}}, an answer
// {"ok": true, "result": {...}} or {"ok": false, "error": {"code","message":{"en","zh"},"place":{...}}}. Some answers
// have binary data beside them. A result that is marked "..." is {"share"} while it is worked on, which takes a moment
// in a large file: to be asked again with the same parameters.
//
// method            params                                          result
// "load_begin"      files: [{name, size}], spec?: Spec,             {}
//                   memory_limit?: bytes, 0: none
// (chunk)           bytes of one file, in order                     "rows" read so far, "position": bytes of the file,
//                                                                   "pieces": whether read_piece may be asked;
//                                                                   "expected_rows", "expected_bytes": of the whole
//                                                                   load in memory, once they can be told
// (read_piece)      a stretch of the file                           {}, binary: what was read of it, packed
// (add_piece)       the same, in its turn                           as for a chunk, and "taken": whether it fits
// "load_on"         {}                                              as for a chunk, and "reads_on": whether there is
//                   Behind the last chunk of a file, where it is    more
//                   an archive or workbook. May be left out.
// "load_end"        {}                                              LoadResult...: "share" is that of the search for
//                                                                   the clusters that the filter names
//                   The page says "load" with files: [{handle, name, size}]; its worker makes the three of it.
// "analyze"         spec: Spec                                      AnalyzeResult...; until it is there the former
//                                                                   spec is in force
//                   All but ingest may differ from the loaded spec; a changed ingest part needs a load.
// "estimates"       {}                                              AnalyzeResult..., with what the report of many
//                                                                   customers lacks (estimates_pending)
// "customers"       query: CustomerQuery                            CustomerPage
// "customer"        id                                              CustomerExplanation...
// "prospects"       offset, limit                                   ProspectPage, of those who never bought
// "migration"       {}                                              MigrationReport, for the spec of the last answer
// "comparison"      {}                                              ComparisonReport, likewise
// "flow_customers"  query: FlowQuery                                FlowPage
// "rejects"         offset, limit                                   {"total", "rows": [RejectRow]}
// "ledger_rows"     entry: id of a LedgerEntry, offset, limit       {"total", "rows": [LedgerRow]}
// "cohorts"         {}                                              CohortReport, of the present spec; likewise rhythm
// "rhythm"          {}                                              RhythmReport
// "scatter"         {}                                              ScatterReport
// "crossing"        {}                                              CrossingReport, of an attribute and groups
// "value"           {}                                              ValueReport..., what customers are worth
// "value_intervals" {}                                              ValueIntervals..., how sure that is
// "funnel"          {}                                              FunnelReport
// "funnel_pair"     {}                                              PairReport..., of the funnel and the kept one
// "breakdown"       {}                                              BreakdownReport..., of the funnel by groups
// "sensitivity"     {}                                              SensitivityReport..., of the funnel by its window
//                                                                   and its mode
// "funnel_over_time" {}                                             OverTimeReport..., of the funnel by period of entry
// "people"          query: PeopleQuery                              PeoplePage, those behind a bar of the funnel
// "people_segments" query: PeopleQuery                              PeopleSegments, of the same, whatever the page
// "afterwards"      query: AfterwardsQuery                          AfterwardsReport..., of those lost behind one
// "journey"         customer, unit?: of the row of a PeoplePage     JourneyReport, of one of them
// "pipeline"        {}                                              PipelineReport..., of the opportunities
// "experiment"      {}                                              ExperimentReport..., of an A/B test
// "rotten"          query: RottenQuery                              RottenPage, of those that are open for too long
// "overdue"         query: OverdueQuery                             OverduePage
// "clusters"        {}                                              ClusterReport...
// "version"         {}                                              {"engine", "spec_version", "report_version"}
//
// Files. Each answer is an ExportedTable, its binary the file once its "share" is 1: until then to be asked for again
// with the same parameters. Tables take language: "en"|"zh-CN" and format: "csv"|"csv_bom"|"xlsx"|"json", too.
// "export_customers" query: CustomerQuery, clusters?: true, with the number of each one's cluster
// "export_prospects"
// "export_overdue"  query: OverdueQuery
// "export_flow_customers" query: FlowQuery
// "export_people"   query: PeopleQuery
// "export_rotten"   query: RottenQuery
// "export_ledger_rows" entry
// "export_rejects"
// "export_cohorts"
// "export_report"   The report as indented JSON, with what only one screen asks for: funnel, pipeline, cohorts, rhythm,
//                   value, clusters, migration, comparison, scatter, crossing
// "stop_export"     What was written so far is dropped; the result is {}.
//
// Member names of Spec, Report, AnalyzeResult, CustomerQuery, CustomerPage, CustomerExplanation, ProspectPage,
// FlowQuery, FlowPage and ExportedTable are those of the C++ structs (spec.h, report.h, customer_report.h,
// prospect_report.h, change_report.h, messages.h); enums are written as their names; an absent optional is null.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace sluice::engine {

struct Answer {
  std::string json;
  std::string binary;  ///< empty for most methods
};

class Service {
 public:
  Service();
  ~Service();

  Answer call(std::string_view request_json);

  /// The next bytes of file `file_index` of the load that has begun. Files come one after the other.
  Answer chunk(uint32_t file_index, std::span<const std::byte> bytes);

  /// Reads a stretch of the present file, `from` its first byte, apart from the rest: for another service, or for this
  /// one in its turn. Its binary is empty where that cannot be done.
  Answer read_piece(uint64_t from, std::string_view bytes);

  /// Takes such a stretch, in the order of the file. Where it is not taken, the bytes of the stretch from "position" on
  /// have to be given to chunk().
  Answer add_piece(uint32_t file_index, std::string_view packed);

  struct State;  ///< defined in service.cpp

 private:
  std::unique_ptr<State> state_;
};

}  // namespace sluice::engine
