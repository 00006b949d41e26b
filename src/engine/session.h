// One loaded dataset and everything derived from it for the present spec. Re-does only what a changed spec asks for:
// a new filter selects again, a new scoring or cleaning rule scores again, nothing reads again.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "dataset/cleaning.h"
#include "dataset/dataset.h"
#include "engine/clusters.h"
#include "engine/funnels.h"
#include "engine/ledger_rows.h"
#include "engine/lifetimes.h"
#include "engine/retention.h"
#include "engine/table_query.h"
#include "report/messages.h"
#include "report/report.h"
#include "report/spec.h"
#include "rfm/analysis.h"
#include "rfm/comparison.h"
#include "rfm/lines.h"
#include "rfm/migration.h"
#include "rfm/prospect_report.h"

namespace sluice::engine {

/// How much is done in one step of something long, so that others need not wait and it may be left. Else all of it.
struct Stride {
  uint64_t rows = UINT64_MAX / 2;  ///< of a table
  uint64_t work = UINT64_MAX / 2;  ///< of a long calculation, in operations (rfm::ClusterRun::advance)
};

/// How far a file is, and all of it once `about.share` is 1.
struct ExportedFile {
  ExportedTable about;
  std::string bytes;
};

class Session {
 public:
  /// Begins to analyse `dataset` under `spec`, whose ingest part is the one that the files were read with: to be
  /// advanced until that is done, before anything is asked. Errors: those of analyze.
  static Result<Session> open(Dataset dataset, Spec spec);

  /// Takes a spec that differs in anything but ingest. 1: it is in force; less: to be asked again with the same spec,
  /// for the clusters that its filter names are still searched for; what is asked between is answered under the former
  /// spec. Another spec drops what was begun. On an error everything stays as it was.
  /// Errors: bad_spec, also where the ingest part differs; not_applicable; no_usable_rows.
  Result<double> analyze(const Spec& spec, Stride stride = {});
  Result<double> advance(Stride stride = {});  ///< the next step of what has begun

  const Spec& spec() const { return spec_; }
  const Report& report() const { return report_; }

  /// Works on what the report lacks while RfmReport::estimates_pending: only small datasets have it at once. 0..1; 1:
  /// it is in the report.
  double estimate(Stride stride = {});

  Result<rfm::CustomerPage> customers(const rfm::CustomerQuery& query);
  /// Works on what is found out of all customers before one is explained: what is expected of them, their rhythm, and
  /// how they stood at the first date of the migration. 0..1; 1: customer() does not take long any more.
  double prepare_customer(Stride stride);
  Result<rfm::CustomerExplanation> customer(std::string_view id);
  /// People who never bought. What the filter says of attributes and of the funnel holds for them; its other parts go
  /// by purchases, and leave them alone.
  Result<rfm::ProspectPage> prospects(uint64_t offset, uint64_t limit);
  Result<rfm::SegmentExplanation> segment(std::string_view id) const;

  /// Works on the clusters. The answer tells how far they are, and what they are once they are there. Error:
  /// not_applicable.
  Result<Progress<rfm::ClusterReport>> clusters(Stride stride);

  // Wait for what estimate() makes. Errors: not_applicable without order lines; of intervals also where the lifetime
  // models do not hold.
  Result<Progress<rfm::ValueReport>> value(Stride stride);
  Result<Progress<rfm::ValueIntervals>> value_intervals(Stride stride);

  RejectPage rejects(uint64_t offset, uint64_t limit) const;
  Result<LedgerPage> ledger_rows(std::string_view entry, uint64_t offset, uint64_t limit) const;

  // Errors: not_applicable without order lines.
  Result<const rfm::CohortReport*> cohorts();
  Result<const rfm::RhythmReport*> rhythm();
  Result<rfm::OverduePage> overdue(const rfm::OverdueQuery& query);

  Result<const rfm::ScatterReport*> scatter();
  Result<const rfm::CrossingReport*> crossing();  ///< not_applicable without attributes, or such groups
  // Errors: not_applicable where none can be made, or not of events; those of the spec's parts.
  Result<const funnel::FunnelReport*> funnel();
  // With a stride: works on, and tells how far it is, and what it is once it is there.
  Result<Progress<funnel::PairReport>> funnel_pair(Stride stride);
  Result<Progress<funnel::BreakdownReport>> breakdown(Stride stride);
  Result<Progress<funnel::SensitivityReport>> sensitivity(Stride stride);
  Result<Progress<funnel::OverTimeReport>> funnel_over_time(Stride stride);
  Result<funnel::PeoplePage> people(const funnel::PeopleQuery& query);
  Result<funnel::PeopleSegments> people_segments(const funnel::PeopleQuery& query);
  Result<Progress<funnel::AfterwardsReport>> afterwards(const funnel::AfterwardsQuery& query, Stride stride);
  Result<funnel::JourneyReport> journey(const funnel::JourneyQuery& query) const;
  Result<Progress<funnel::Pipeline>> pipeline(Stride stride);
  Result<Progress<funnel::ExperimentReport>> experiment(Stride stride);
  Result<funnel::RottenPage> rotten(const funnel::RottenQuery& query);

  /// Made when first asked for, then kept until what they depend on changes.
  Result<const rfm::Migration*> migration();
  Result<const rfm::Comparison*> comparison();
  Result<rfm::FlowPage> flow_customers(const rfm::FlowQuery& query);

  /// Writes on at a file, which is made in steps: another table, or another spec in force, begins anew.
  /// Errors: those of the question that lists the same rows.
  Result<ExportedFile> write_table(const TableQuery& wanted, Stride stride);
  /// As JSON, with what is otherwise answered only when it is asked for.
  ExportedFile write_report(Stride stride);
  void stop_export();

 private:
  Session(Dataset dataset, Spec spec) : dataset_(std::move(dataset)), spec_(std::move(spec)) {}

  /// What a spec changes, made before it is in force.
  struct Update {
    Spec spec;
    bool score_again = false;
    bool estimate_again = false;  // of the same customers
    bool own_clusters = false;    // those of the present customers and features are no good for it
    std::optional<rfm::Lines> cleaned;
    std::optional<rfm::Analysis> scored;
    Clusters clusters;  // where they are its own
  };
  struct TableInWork {
    TableQuery wanted;
    double before = 0;            // the share of what came before the first row
    std::optional<TableRun> run;  // none until then
  };

  static Error nothing_to_score();

  /// Of so many customers what is expected is worked out with their scores; of more it takes longer than those do.
  static constexpr size_t kEstimatedAtOnce = 50'000;

  void estimate_all(rfm::Analysis& analysis, const Spec& spec, const rfm::Lines* lines) const;
  rfm::Lifetime new_estimates(const rfm::Analysis& analysis, const Spec& spec, const rfm::Lines* lines) const;
  void finish_estimates();
  Status begin_update(const Spec& spec, bool score_again);
  Status complete_update(Update update);
  Result<double> write_on(TableInWork& work, Stride stride);
  Result<TableRun> begin_table(const CustomersTable& wanted, TableStyle style);
  Result<TableRun> begin_table(const ProspectsTable& wanted, TableStyle style);
  Result<TableRun> begin_table(const OverdueTable& wanted, TableStyle style);
  Result<TableRun> begin_table(const FlowTable& wanted, TableStyle style);
  Result<TableRun> begin_table(const PeopleTable& wanted, TableStyle style);
  Result<TableRun> begin_table(const RottenTable& wanted, TableStyle style);
  Result<TableRun> begin_table(const LedgerTable& wanted, TableStyle style);
  Result<TableRun> begin_table(const RejectsTable& wanted, TableStyle style);
  Result<TableRun> begin_table(const CohortTable& wanted, TableStyle style);
  enum class ReportPart {
    estimates,
    funnel,
    pipeline,
    experiment,
    cohorts,
    rhythm,
    value,
    clusters,
    migration,
    comparison,
    scatter,
    crossing
  };
  double make_part(ReportPart part, Stride stride);
  Report full_report();
  Result<std::vector<uint8_t>> funnel_depths(const funnel::FunnelSpec& funnel,
                                             const rfm::FunnelCondition& condition) const;
  Status prepare_filter(const rfm::FilterSpec& filter);
  double label_customers(Stride stride);  ///< of an analysis that is there; 1: it knows their clusters
  Result<const std::vector<uint32_t>*> ordered_rows(const rfm::CustomerQuery& query);
  Result<const std::vector<uint32_t>*> listed_prospects();
  rfm::PresentAnalysis present() const;  ///< only where there is an analysis
  void forget_changes(const Spec& next, bool scored);
  Result<const rfm::MigrationStart*> migration_start();
  Result<rfm::Change> change(rfm::ChangeKind kind);
  Result<const std::vector<uint32_t>*> ordered_flow(const rfm::FlowQuery& query);
  LedgerSources ledger_sources() const;
  Funnels::Sources funnel_sources() const;
  Retention::Sources retention_sources() const;  // of an analysis that is there; likewise the next
  Lifetimes::Sources lifetime_sources();

  Dataset dataset_;
  Spec spec_;
  std::vector<SuspectAccounts> suspects_;
  std::optional<rfm::Lines> lines_;                   // none without order lines
  std::optional<rfm::Analysis> analysis_;             // none where there is nothing to score
  Clusters clusters_;                                 // of its customers
  std::optional<rfm::ClusterReport> cluster_report_;  // the last that was asked for
  std::vector<uint8_t> depths_;                       // how far customers came along it, by code; empty: not known
  funnel::FunnelSpec depths_of_;
  Report report_;
  Retention retention_;
  Lifetimes lifetimes_;

  // The last ordering, so that scrolling through a table sorts once.
  std::optional<rfm::CustomerQuery> ordered_for_;
  std::vector<uint32_t> ordered_;
  std::optional<std::vector<uint32_t>> prospects_;  // customer codes, likewise

  std::optional<Update> update_;              // that has begun
  std::optional<TableInWork> table_in_work_;  // refers to what is in force; a session with one does not move
  size_t report_parts_ = 0;                   // of the whole report: those that are there

  std::optional<rfm::MigrationStart> migration_start_;
  std::optional<rfm::Migration> migration_;
  std::optional<rfm::Comparison> comparison_;
  std::optional<rfm::ScatterReport> scatter_;
  std::optional<rfm::CrossingReport> crossing_;
  Funnels funnels_;
  std::optional<rfm::FlowQuery> flow_for_;  // likewise, of the customers behind a flow
  std::vector<uint32_t> flow_;
};

}  // namespace sluice::engine
