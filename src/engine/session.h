// One loaded dataset and everything derived from it for the present spec. Re-does only what a changed spec asks for:
// a new filter selects again, a new scoring or cleaning rule scores again, nothing reads again.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/table_run.h"
#include "dataset/cleaning.h"
#include "dataset/dataset.h"
#include "engine/clusters.h"
#include "engine/ledger_rows.h"
#include "engine/retention.h"
#include "report/messages.h"
#include "report/report.h"
#include "report/spec.h"
#include "rfm/analysis.h"
#include "rfm/comparison.h"
#include "rfm/lines.h"
#include "rfm/migration.h"

namespace sluice::engine {

/// The table of customers as somebody wants it.
struct CustomersTableQuery {
  rfm::CustomerQuery query;
  TableFormat format = TableFormat::csv;
  bool chinese = false;
  bool with_clusters = false;

  bool operator==(const CustomersTableQuery&) const = default;
};

/// How far it is, or all of it.
struct CustomersTable {
  double share = 0;
  std::optional<WrittenTable> table;
};

class Session {
 public:
  /// Analyses `dataset` under `spec`, whose ingest part is the one that the files were read with.
  static Result<Session> open(Dataset dataset, Spec spec);

  /// Takes a spec that differs in anything but ingest. On an error everything stays as it was.
  /// Errors: bad_spec, also where the ingest part differs; not_applicable; no_usable_rows.
  /// A table of customers in work is dropped, whatever comes of it.
  Status analyze(const Spec& spec);

  const Spec& spec() const { return spec_; }
  const Report& report() const { return report_; }
  /// The report together with what is otherwise answered only when it is asked for.
  Report full_report();

  Result<rfm::CustomerPage> customers(const rfm::CustomerQuery& query);
  Result<rfm::CustomerExplanation> customer(std::string_view id);
  Result<rfm::SegmentExplanation> segment(std::string_view id) const;

  /// Works on the clusters for about `work` operations (rfm::ClusterRun::advance). The answer tells how far they are,
  /// and what they are once they are there. Error: not_applicable.
  Result<rfm::ClusterProgress> clusters(uint64_t work);

  RejectPage rejects(uint64_t offset, uint64_t limit) const;
  Result<LedgerPage> ledger_rows(std::string_view entry, uint64_t offset, uint64_t limit) const;

  // Errors: not_applicable without order lines.
  Result<const rfm::CohortReport*> cohorts();
  Result<const rfm::RhythmReport*> rhythm();
  Result<rfm::OverduePage> overdue(const rfm::OverdueQuery& query);

  Result<const rfm::ScatterReport*> scatter();
  Result<const funnel::FunnelReport*> funnel();  ///< not_applicable where none can be made

  /// Made when first asked for, then kept until what they depend on changes.
  Result<const rfm::Migration*> migration();
  Result<const rfm::Comparison*> comparison();
  Result<rfm::FlowPage> flow_customers(const rfm::FlowQuery& query);

  /// Writes on at the table of customers, which is made in steps: another question, or another spec, begins anew.
  Result<CustomersTable> customers_table(const CustomersTableQuery& wanted, uint64_t rows);
  void stop_customers_table() { customers_table_.reset(); }
  // As CSV
  Result<WrittenTable> flow_table(const rfm::FlowQuery& query, bool chinese);
  WrittenTable rejects_table(bool chinese) const;
  Result<WrittenTable> cohorts_table(bool chinese);  ///< rows: cohorts
  Result<WrittenTable> overdue_table(const rfm::OverdueQuery& query, bool chinese);
  Result<WrittenTable> ledger_table(std::string_view entry, bool chinese) const;

 private:
  Session(Dataset dataset, Spec spec) : dataset_(std::move(dataset)), spec_(std::move(spec)) {}

  Status update(const Spec& spec, bool score_again);
  Result<const std::vector<uint32_t>*> ordered_rows(const rfm::CustomerQuery& query);
  rfm::PresentAnalysis present() const;  ///< only where there is an analysis
  void forget_changes(const Spec& next, bool scored);
  Result<const rfm::MigrationStart*> migration_start();
  Result<rfm::Change> change(rfm::ChangeKind kind);
  Result<const std::vector<uint32_t>*> ordered_flow(const rfm::FlowQuery& query);
  LedgerSources ledger_sources() const;
  Retention::Sources retention_sources() const;  // of an analysis that is there
  const std::string& file_name(size_t file) const { return dataset_.import.files[file].name; }

  Dataset dataset_;
  Spec spec_;
  std::vector<SuspectAccounts> suspects_;
  std::optional<rfm::Lines> lines_;        // none without order lines
  std::optional<rfm::Analysis> analysis_;  // none where there is nothing to score
  Clusters clusters_;                      // of its customers
  Report report_;
  Retention retention_;

  // The last ordering, so that scrolling through a table sorts once.
  std::optional<rfm::CustomerQuery> ordered_for_;
  std::vector<uint32_t> ordered_;

  struct TableInWork {
    CustomersTableQuery wanted;
    TableRun run;
  };
  std::optional<TableInWork> customers_table_;  // refers to the present analysis; a session with one does not move

  std::optional<rfm::MigrationStart> migration_start_;
  std::optional<rfm::Migration> migration_;
  std::optional<rfm::Comparison> comparison_;
  std::optional<rfm::ScatterReport> scatter_;
  std::optional<funnel::FunnelReport> funnel_;
  std::optional<rfm::FlowQuery> flow_for_;  // likewise, of the customers behind a flow
  std::vector<uint32_t> flow_;
};

}  // namespace sluice::engine
