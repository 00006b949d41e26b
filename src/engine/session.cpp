#include "engine/session.h"

#include <algorithm>

#include "base/csv_writer.h"
#include "funnel/analysis.h"
#include "ingest/file_reader.h"
#include "report/ledger.h"
#include "report/report_fields.h"
#include "rfm/customers.h"
#include "rfm/density.h"
#include "rfm/explain_segment.h"
#include "rfm/selection.h"

namespace sluice::engine {
namespace {

Error nothing_to_score() {
  return {ErrorCode::not_applicable,
          {"The loaded files hold no purchases, so there are no customers to score. Open an order export or a table "
           "with recency, frequency and monetary value.",
           "已加载的文件中没有购买记录，无法给客户打分。请打开订单导出文件，或含有 R、F、M 的客户表。"},
          {}};
}

/// True where both ask for the same rows in the same order, whichever page of them.
bool same_ordering(const rfm::CustomerQuery& a, const rfm::CustomerQuery& b) {
  return a.filter == b.filter && a.search == b.search && a.sort == b.sort && a.descending == b.descending;
}

/// True where the specs ask for the same report: what they differ in is answered when it is asked for.
bool same_report(const Spec& a, Spec b) {
  b.funnel = a.funnel;
  b.audiences = a.audiences;
  b.cohorts = a.cohorts;
  b.rhythm = a.rhythm;
  if (a.filter.clusters.empty()) b.clusters = a.clusters;
  b.migration = a.migration;
  b.comparison = a.comparison;
  b.scatter = a.scatter;
  return a == b;
}

bool same_flow(const rfm::FlowQuery& a, const rfm::FlowQuery& b) {
  return a.kind == b.kind && a.before == b.before && a.after == b.after;
}

/// One byte a customer code: 1 where the filter leaves the customer.
std::vector<uint8_t> by_customer_code(const Dataset& dataset, const rfm::Analysis& analysis,
                                      const std::vector<uint8_t>& selected) {
  std::vector<uint8_t> keep(dataset.customers.size(), 0);
  for (size_t row = 0; row < selected.size(); ++row) keep[analysis.profile.customer[row]] = selected[row];
  return keep;
}

/// Other scores for the customers of an analysis, taken back unless they are kept.
class Regrading {
 public:
  Regrading(rfm::Analysis& analysis, rfm::Graded graded) : analysis_(&analysis), former_(std::move(graded)) {
    std::swap(static_cast<rfm::Graded&>(*analysis_), former_);
  }
  Regrading(const Regrading&) = delete;
  Regrading& operator=(const Regrading&) = delete;
  ~Regrading() {
    if (!kept_) std::swap(static_cast<rfm::Graded&>(*analysis_), former_);
  }
  void keep() { kept_ = true; }

 private:
  rfm::Analysis* analysis_;
  rfm::Graded former_;
  bool kept_ = false;
};

}  // namespace

Result<Session> Session::open(Dataset dataset, Spec spec) {
  Session session(std::move(dataset), spec);
  if (rfm::has_order_lines(session.dataset_)) session.suspects_ = find_suspect_accounts(session.dataset_);
  if (const Status status = funnel::check(session.dataset_, spec.funnel); !status) return status.error();
  if (const Status status = session.update(spec, true); !status) return status.error();
  return session;
}

Status Session::analyze(const Spec& spec) {
  stop_customers_table();
  if (const Status status = validate(spec); !status) return status;
  if (spec.ingest != spec_.ingest) {
    Error error{ErrorCode::bad_spec,
                {"How files are read has changed; load them again with this spec.",
                 "文件读取方式已改变，请用此设置重新加载文件。"},
                {}};
    error.place.pointer = "/ingest";
    return error;
  }
  if (const Status status = funnel::check(dataset_, spec.funnel); !status) return status;
  if (same_report(spec, spec_)) {
    retention_.change(spec_, spec, false);
    forget_changes(spec, false);
    if (spec.clusters != spec_.clusters) ordered_for_.reset();
    spec_ = spec;
    return Done{};
  }
  const Status status = update(spec, spec.rfm != spec_.rfm || spec.cleaning != spec_.cleaning);
  // What was refused may have been tried with its own clusters.
  const bool by_clusters = analysis_ && !spec_.filter.clusters.empty();
  if (!status && by_clusters) clusters_.assign(dataset_, *analysis_, spec_.clusters);
  return status;
}

Status Session::update(const Spec& spec, bool score_again) {
  const bool other_values = !rfm::same_values(spec.rfm, spec_.rfm) || spec.cleaning != spec_.cleaning;
  const bool other_estimates = !rfm::same_estimates(spec.rfm, spec_.rfm);
  const bool measure_again = score_again && (!analysis_ || other_values || other_estimates);
  std::optional<rfm::Lines> cleaned;
  if (measure_again && rfm::has_order_lines(dataset_)) {
    Result<rfm::Lines> result = rfm::clean_lines(dataset_, spec.cleaning, spec.rfm, lines_ ? &*lines_ : nullptr);
    if (!result) return std::move(result).error();
    cleaned = std::move(*result);
  }
  const rfm::Lines* lines = cleaned ? &*cleaned : lines_ ? &*lines_ : nullptr;
  std::optional<rfm::Analysis> scored;
  if (measure_again && (lines != nullptr || dataset_.customer_table)) {
    Result<rfm::Analysis> result = rfm::analyze(dataset_, spec.rfm, lines);
    if (!result) return std::move(result).error();
    scored = std::move(*result);
  }
  std::optional<Regrading> regrading;
  if (score_again && !measure_again) {
    Result<rfm::Graded> graded = rfm::grade(*analysis_, spec.rfm);
    if (!graded) return std::move(graded).error();
    regrading.emplace(*analysis_, std::move(*graded));
  }
  rfm::Analysis* analysis = scored ? &*scored : analysis_ ? &*analysis_ : nullptr;
  Clusters begun;  // of the new values
  if (analysis != nullptr && !spec.filter.clusters.empty()) {
    (other_values ? begun : clusters_).assign(dataset_, *analysis, spec.clusters);
  }
  Report report;
  report.import = dataset_.import;
  report.ledger =
      make_ledger(dataset_, lines ? &lines->cleaning : nullptr, suspects_, analysis ? &analysis->profile : nullptr);
  report.funnel_sources = funnel::find_sources(dataset_);
  if (analysis != nullptr) {
    Result<std::vector<uint8_t>> selected = rfm::select(dataset_, *analysis, spec.filter);
    if (!selected) return std::move(selected).error();
    report.rfm = rfm::make_report(dataset_, *analysis, spec.rfm, spec.filter, *selected);
  }

  // Nothing can fail from here on.
  if (cleaned) lines_ = std::move(cleaned);
  if (scored) analysis_ = std::move(scored);
  if (regrading) regrading->keep();
  if (score_again) ordered_for_.reset();
  if (spec.clusters != spec_.clusters) ordered_for_.reset();
  if (other_values) clusters_ = std::move(begun);
  forget_changes(spec, score_again);
  report_ = std::move(report);
  retention_.change(spec_, spec, score_again);
  spec_ = spec;
  return Done{};
}

Result<const std::vector<uint32_t>*> Session::ordered_rows(const rfm::CustomerQuery& query) {
  if (!analysis_) return nothing_to_score();
  if (!query.filter.clusters.empty()) clusters_.assign(dataset_, *analysis_, spec_.clusters);
  if (!ordered_for_ || !same_ordering(*ordered_for_, query)) {
    Result<std::vector<uint32_t>> rows = rfm::order_customers(dataset_, *analysis_, query);
    if (!rows) return std::move(rows).error();
    ordered_ = std::move(*rows);
    ordered_for_ = query;
  }
  return &ordered_;
}

Result<rfm::CustomerPage> Session::customers(const rfm::CustomerQuery& query) {
  const Result<const std::vector<uint32_t>*> rows = ordered_rows(query);
  if (!rows) return rows.error();
  const std::vector<uint32_t>& all = **rows;
  rfm::CustomerPage page;
  page.total = all.size();
  page.offset = query.offset;
  const uint64_t begin = std::min<uint64_t>(query.offset, all.size());
  const uint64_t end = begin + std::min<uint64_t>(query.limit, all.size() - begin);
  for (uint64_t i = begin; i < end; ++i) page.rows.push_back(rfm::customer_row(dataset_, *analysis_, all[i]));
  return page;
}

Result<rfm::CustomerExplanation> Session::customer(std::string_view id) {
  if (!analysis_) return nothing_to_score();
  const rfm::Lines* lines = lines_ ? &*lines_ : nullptr;
  Result<rfm::CustomerExplanation> explanation = rfm::explain_customer(dataset_, *analysis_, spec_.rfm, lines, id);
  if (!explanation || lines == nullptr) return explanation;
  if (const Result<const rfm::MigrationStart*> start = migration_start()) {
    explanation->former = rfm::former_standing(**start, dataset_.customers.find(id));
  }
  return explanation;
}

Result<rfm::SegmentExplanation> Session::segment(std::string_view id) const {
  if (!analysis_) return nothing_to_score();
  return rfm::explain_segment(dataset_, *analysis_, spec_.filter, id);
}

Retention::Sources Session::retention_sources() const {
  return {dataset_, *analysis_, lines_ ? &*lines_ : nullptr, spec_};
}

Result<const rfm::CohortReport*> Session::cohorts() {
  if (!analysis_) return nothing_to_score();
  return retention_.cohorts(retention_sources());
}

Result<const rfm::RhythmReport*> Session::rhythm() {
  if (!analysis_) return nothing_to_score();
  return retention_.rhythm(retention_sources());
}

Result<rfm::OverduePage> Session::overdue(const rfm::OverdueQuery& query) {
  if (!analysis_) return nothing_to_score();
  return retention_.overdue(retention_sources(), query);
}

Result<rfm::ClusterProgress> Session::clusters(uint64_t work) {
  if (!analysis_) return nothing_to_score();
  rfm::ClusterProgress progress{clusters_.advance(dataset_, *analysis_, spec_.clusters, work), std::nullopt};
  if (progress.share < 1) return progress;
  rfm::FilterSpec others = spec_.filter;
  others.clusters.clear();
  const Result<std::vector<uint8_t>> selected = rfm::select(dataset_, *analysis_, others);
  if (!selected) return selected.error();
  progress.clusters = clusters_.report(*analysis_, spec_, *selected);
  return progress;
}

Result<const rfm::ScatterReport*> Session::scatter() {
  if (!analysis_) return nothing_to_score();
  if (!scatter_) {
    const Result<std::vector<uint8_t>> selected = rfm::select(dataset_, *analysis_, spec_.filter);
    if (!selected) return selected.error();
    scatter_ = rfm::make_scatter(*analysis_, spec_.scatter, *selected);
  }
  return &*scatter_;
}

Result<const funnel::FunnelReport*> Session::funnel() {
  if (!funnel_) {
    std::optional<std::vector<uint8_t>> keep;
    if (analysis_ && !spec_.filter.empty()) {
      const Result<std::vector<uint8_t>> selected = rfm::select(dataset_, *analysis_, spec_.filter);
      if (!selected) return selected.error();
      keep = by_customer_code(dataset_, *analysis_, *selected);
    }
    Result<funnel::FunnelReport> made =
        funnel::analyze(dataset_, spec_.funnel, keep ? &*keep : nullptr, lines_ ? &lines_->cleaning : nullptr);
    if (!made) return std::move(made).error();
    funnel_ = std::move(*made);
  }
  return &*funnel_;
}

Report Session::full_report() {
  Report full = report_;
  if (const auto answer = funnel()) full.funnel = **answer;
  if (lines_) {
    if (const auto answer = cohorts()) full.cohorts = **answer;
    if (const auto answer = rhythm()) full.rhythm = **answer;
  }
  if (analysis_) {
    clusters_.assign(dataset_, *analysis_, spec_.clusters);
    if (Result<rfm::ClusterProgress> done = clusters(0)) full.clusters = std::move(done->clusters);
  }
  if (const Result<const rfm::Migration*> made = migration()) full.migration = (*made)->report;
  if (const Result<const rfm::Comparison*> made = comparison()) full.comparison = (*made)->report;
  if (const Result<const rfm::ScatterReport*> made = scatter()) full.scatter = **made;
  return full;
}

// Two analyses -------------------------------------------------------------------------------------------------------

rfm::PresentAnalysis Session::present() const {
  return {dataset_, spec_.cleaning, spec_.rfm, lines_ ? &*lines_ : nullptr, *analysis_};
}

void Session::forget_changes(const Spec& next, bool scored) {
  const bool filtered = !same_filter(next, spec_);
  if (scored || next.migration.from != spec_.migration.from) migration_start_.reset();
  if (scored || filtered || next.migration != spec_.migration) migration_.reset();
  if (scored || filtered || next.comparison != spec_.comparison) comparison_.reset();
  if (scored || filtered || next.scatter != spec_.scatter) scatter_.reset();
  if (!migration_ || !comparison_) flow_for_.reset();
  if (scored || filtered || next.funnel != spec_.funnel) funnel_.reset();
}

Result<const rfm::MigrationStart*> Session::migration_start() {
  if (!migration_start_) {
    Result<rfm::MigrationStart> start = rfm::analyze_start(present(), spec_.migration);
    if (!start) return std::move(start).error();
    migration_start_ = std::move(*start);
  }
  return &*migration_start_;
}

Result<const rfm::Migration*> Session::migration() {
  if (!analysis_) return nothing_to_score();
  const Result<const rfm::MigrationStart*> start = migration_start();
  if (!start) return start.error();
  if (!migration_) {
    Result<rfm::Migration> made = rfm::migrate(present(), **start, spec_.migration, spec_.filter);
    if (!made) return std::move(made).error();
    migration_ = std::move(*made);
  }
  return &*migration_;
}

Result<const rfm::Comparison*> Session::comparison() {
  if (!analysis_) return nothing_to_score();
  if (!comparison_) {
    Result<rfm::Comparison> made = rfm::compare(present(), spec_.comparison, spec_.filter);
    if (!made) return std::move(made).error();
    comparison_ = std::move(*made);
  }
  return &*comparison_;
}

Result<rfm::Change> Session::change(rfm::ChangeKind kind) {
  if (kind == rfm::ChangeKind::comparison) {
    const Result<const rfm::Comparison*> made = comparison();
    if (!made) return made.error();
    return rfm::Change{dataset_, *analysis_, (*made)->other, (*made)->transitions};
  }
  const Result<const rfm::Migration*> made = migration();
  if (!made) return made.error();
  const rfm::Analysis& end = (*made)->rescored ? *(*made)->rescored : *analysis_;
  return rfm::Change{dataset_, migration_start_->analysis, end, (*made)->transitions};
}

Result<const std::vector<uint32_t>*> Session::ordered_flow(const rfm::FlowQuery& query) {
  if (!flow_for_ || !same_flow(*flow_for_, query)) {
    const Result<rfm::Change> two = change(query.kind);
    if (!two) return two.error();
    Result<std::vector<uint32_t>> indices = rfm::customers_behind(two->transitions, query);
    if (!indices) return std::move(indices).error();
    flow_ = std::move(*indices);
    flow_for_ = query;
  }
  return &flow_;
}

Result<rfm::FlowPage> Session::flow_customers(const rfm::FlowQuery& query) {
  const Result<const std::vector<uint32_t>*> indices = ordered_flow(query);
  if (!indices) return indices.error();
  const Result<rfm::Change> two = change(query.kind);
  if (!two) return two.error();
  rfm::FlowPage page;
  page.total = flow_.size();
  page.offset = query.offset;
  const uint64_t begin = std::min<uint64_t>(query.offset, page.total);
  const uint64_t end = begin + std::min<uint64_t>(query.limit, page.total - begin);
  for (uint64_t i = begin; i < end; ++i) page.rows.push_back(rfm::flow_customer(*two, flow_[i]));
  return page;
}

Result<WrittenTable> Session::flow_table(const rfm::FlowQuery& query, bool chinese) {
  const Result<const std::vector<uint32_t>*> indices = ordered_flow(query);
  if (!indices) return indices.error();
  const Result<rfm::Change> two = change(query.kind);
  if (!two) return two.error();
  return WrittenTable{.bytes = rfm::flow_csv(*two, flow_, chinese), .rows = flow_.size()};
}

// Rows and tables ----------------------------------------------------------------------------------------------------

RejectPage Session::rejects(uint64_t offset, uint64_t limit) const {
  const RejectLog& log = dataset_.rejects;
  RejectPage page;
  page.total = log.entries.size();
  page.offset = offset;
  const uint64_t begin = std::min<uint64_t>(offset, page.total);
  const uint64_t end = begin + std::min<uint64_t>(limit, page.total - begin);
  for (uint64_t i = begin; i < end; ++i) {
    const RejectLog::Entry& entry = log.entries[i];
    page.rows.push_back({entry.file, entry.line, std::string(enum_name(entry.reason)),
                         ingest::reject_text(entry.reason), log.column_names[entry.column], std::string(log.raw(i))});
  }
  return page;
}

LedgerSources Session::ledger_sources() const {
  return {dataset_, report_.ledger, lines_ ? &*lines_ : nullptr, analysis_ ? &analysis_->profile : nullptr};
}

Result<LedgerPage> Session::ledger_rows(std::string_view entry, uint64_t offset, uint64_t limit) const {
  return ledger_page(ledger_sources(), entry, offset, limit);
}

Result<WrittenTable> Session::ledger_table(std::string_view entry, bool chinese) const {
  Result<LedgerPage> none = ledger_rows(entry, 0, 0);
  if (!none) return std::move(none).error();
  Result<std::string> csv = ledger_csv(ledger_sources(), entry, chinese);
  if (!csv) return std::move(csv).error();
  return WrittenTable{.bytes = std::move(*csv), .rows = none->total};
}

Result<CustomersTable> Session::customers_table(const CustomersTableQuery& wanted, uint64_t rows) {
  if (!customers_table_ || customers_table_->wanted != wanted) {
    customers_table_.reset();
    const Result<const std::vector<uint32_t>*> ordered = ordered_rows(wanted.query);
    if (!ordered) return ordered.error();
    if (wanted.with_clusters) clusters_.assign(dataset_, *analysis_, spec_.clusters);
    customers_table_.emplace(
        TableInWork{wanted, rfm::begin_customers_table(dataset_, *analysis_, **ordered, wanted.format, wanted.chinese,
                                                       wanted.with_clusters)});
  }
  // Taken out while it works: a row that memory did not suffice for is not written on.
  TableInWork work = std::move(*customers_table_);
  customers_table_.reset();
  work.run.advance(rows);
  if (work.run.done()) return CustomersTable{1, work.run.finish()};
  const double share = work.run.share();
  customers_table_ = std::move(work);
  return CustomersTable{share, std::nullopt};
}

Result<WrittenTable> Session::cohorts_table(bool chinese) {
  const Result<const rfm::CohortReport*> report = cohorts();
  if (!report) return report.error();
  return WrittenTable{.bytes = rfm::cohorts_csv(**report, chinese), .rows = (*report)->cohorts.size()};
}

Result<WrittenTable> Session::overdue_table(const rfm::OverdueQuery& query, bool chinese) {
  if (!analysis_) return nothing_to_score();
  Result<Retention::OverdueTable> table = retention_.overdue_table(retention_sources(), query, chinese);
  if (!table) return std::move(table).error();
  return WrittenTable{.bytes = std::move(table->csv), .rows = table->rows};
}

WrittenTable Session::rejects_table(bool chinese) const {
  CsvWriter csv;
  if (chinese) {
    csv.row({"文件", "行号", "原因", "列", "原始内容"});
  } else {
    csv.row({"file", "line", "reason", "column", "row as read"});
  }
  const RejectLog& log = dataset_.rejects;
  for (size_t i = 0; i < log.entries.size(); ++i) {
    const RejectLog::Entry& entry = log.entries[i];
    const TextPair reason = ingest::reject_text(entry.reason);
    csv.row({file_name(entry.file), std::to_string(entry.line), chinese ? reason.zh : reason.en,
             log.column_names[entry.column], log.raw(i)});
  }
  return {.bytes = std::move(csv).text(), .rows = log.entries.size()};
}

}  // namespace sluice::engine
