// What a session writes as files, a stretch at a time: the tables, and the whole report.
#include <utility>
#include <variant>

#include "engine/session.h"
#include "rfm/customers.h"
#include "rfm/prospects.h"

namespace sluice::engine {
namespace {

bool needs_clusters(const TableQuery& query) {
  const auto* customers = std::get_if<CustomersTable>(&query.table);
  return customers != nullptr && (customers->clusters || !customers->query.filter.clusters.empty());
}

}  // namespace

// The report ---------------------------------------------------------------------------------------------------------

/// What only the whole report has, a part at a time. What a part cannot be made of is left out.
double Session::make_part(ReportPart part, Stride stride) {
  const auto one_step = [](const auto&) { return 1.0; };
  const auto share_of = [](const auto& progress) { return progress ? progress->share : 1; };
  switch (part) {
    case ReportPart::estimates:
      return estimate(stride);
    case ReportPart::funnel:
      return one_step(funnel());
    case ReportPart::pipeline:
      return share_of(pipeline(stride));
    case ReportPart::experiment:
      return share_of(experiment(stride));
    case ReportPart::cohorts:
      return one_step(cohorts());
    case ReportPart::rhythm:
      return one_step(rhythm());
    case ReportPart::value:
      return share_of(value(stride));
    case ReportPart::clusters:
      return share_of(clusters(stride));
    case ReportPart::migration:
      return one_step(migration());
    case ReportPart::comparison:
      return one_step(comparison());
    case ReportPart::scatter:
      return one_step(scatter());
    case ReportPart::crossing:
      return one_step(crossing());
  }
  return 1;
}

ExportedFile Session::write_report(Stride stride) {
  constexpr size_t kParts = static_cast<size_t>(ReportPart::crossing) + 1;
  constexpr double kWhole = kParts + 1;  // with the writing
  if (report_parts_ < kParts) {
    const double share = make_part(static_cast<ReportPart>(report_parts_), stride);
    const double made = static_cast<double>(report_parts_) + share;
    if (share == 1) ++report_parts_;
    return {.about = {.share = made / kWhole}, .bytes = {}};
  }
  report_parts_ = 0;
  return {.about = {}, .bytes = to_json(full_report()) + "\n"};
}

Report Session::full_report() {
  Report full = report_;
  if (const auto answer = funnel()) full.funnel = **answer;
  if (const auto done = pipeline({})) full.pipeline = done->answer->report;
  if (const auto done = experiment({}); done && !done->answer->arms.empty()) full.experiment = *done->answer;
  if (lines_) {
    if (const auto answer = cohorts()) full.cohorts = **answer;
    if (const auto answer = rhythm()) full.rhythm = **answer;
    if (const auto done = value({})) full.value = *done->answer;
  }
  if (analysis_) {
    if (const auto done = clusters({})) full.clusters = *done->answer;
  }
  if (const Result<const rfm::Migration*> made = migration()) full.migration = (*made)->report;
  if (const Result<const rfm::Comparison*> made = comparison()) full.comparison = (*made)->report;
  if (const Result<const rfm::ScatterReport*> made = scatter()) full.scatter = **made;
  if (const Result<const rfm::CrossingReport*> made = crossing()) full.crossing = **made;
  return full;
}

// Tables -------------------------------------------------------------------------------------------------------------

Result<ExportedFile> Session::write_table(const TableQuery& wanted, Stride stride) {
  if (!table_in_work_ || table_in_work_->wanted != wanted) table_in_work_.emplace(TableInWork{wanted, 0, {}});
  // Taken out while it works: a row that memory did not suffice for is not written on.
  TableInWork work = std::move(*table_in_work_);
  table_in_work_.reset();
  const Result<double> share = write_on(work, stride);
  if (!share) return share.error();
  if (*share < 1) {
    table_in_work_ = std::move(work);
    return ExportedFile{.about = {.share = *share}, .bytes = {}};
  }
  WrittenTable table = work.run->finish();
  return ExportedFile{{1, table.rows, table.sheets, table.shortened_cells}, std::move(table.bytes)};
}

Result<double> Session::write_on(TableInWork& work, Stride stride) {
  constexpr double kSearchTime = 0.7;  // about, where clusters are to be found first
  if (!work.run) {
    if (needs_clusters(work.wanted) && analysis_) {
      const double share = label_customers(stride);
      if (share < 1) {
        work.before = kSearchTime;
        return share * kSearchTime;
      }
    }
    const auto begin = [&](const auto& table) { return begin_table(table, work.wanted.style); };
    Result<TableRun> run = std::visit(begin, work.wanted.table);
    if (!run) return std::move(run).error();
    work.run.emplace(std::move(*run));
  }
  work.run->advance(stride.rows);
  return work.run->done() ? 1 : work.before + (1 - work.before) * work.run->share();
}

Result<TableRun> Session::begin_table(const CustomersTable& wanted, TableStyle style) {
  finish_estimates();
  const Result<const std::vector<uint32_t>*> rows = ordered_rows(wanted.query);
  if (!rows) return rows.error();
  const rfm::Rhythm* rhythm = nullptr;  // none of a customer table, nor where it cannot be measured
  if (const Result<const rfm::Rhythm*> measured = retention_.measured(retention_sources())) rhythm = *measured;
  return rfm::begin_customers_table(dataset_, *analysis_, **rows, style, wanted.clusters, rhythm);
}

Result<TableRun> Session::begin_table(const ProspectsTable&, TableStyle style) {
  const Result<const std::vector<uint32_t>*> customers = listed_prospects();
  if (!customers) return customers.error();
  return rfm::begin_prospects_table(dataset_, **customers, style);
}

Result<TableRun> Session::begin_table(const OverdueTable& wanted, TableStyle style) {
  if (!analysis_) return nothing_to_score();
  return retention_.begin_overdue_table(retention_sources(), wanted.query, style);
}

Result<TableRun> Session::begin_table(const FlowTable& wanted, TableStyle style) {
  const Result<const std::vector<uint32_t>*> indices = ordered_flow(wanted.query);
  if (!indices) return indices.error();
  const Result<rfm::Change> two = change(wanted.query.kind);
  if (!two) return two.error();
  return rfm::begin_flow_table(*two, **indices, style);
}

Result<TableRun> Session::begin_table(const PeopleTable& wanted, TableStyle style) {
  return funnels_.begin_people_table(funnel_sources(), wanted.query, style);
}

Result<TableRun> Session::begin_table(const RottenTable& wanted, TableStyle style) {
  return funnels_.begin_rotten_table(funnel_sources(), wanted.query, style);
}

Result<TableRun> Session::begin_table(const LedgerTable& wanted, TableStyle style) {
  return begin_ledger_table(ledger_sources(), wanted.entry, style);
}

Result<TableRun> Session::begin_table(const RejectsTable&, TableStyle style) {
  return begin_rejects_table(dataset_, style);
}

Result<TableRun> Session::begin_table(const CohortTable&, TableStyle style) {
  const Result<const rfm::CohortReport*> report = cohorts();
  if (!report) return report.error();
  return rfm::begin_cohort_table(**report, style);
}

void Session::stop_export() {
  table_in_work_.reset();
  report_parts_ = 0;
}

}  // namespace sluice::engine
