#include "engine/session.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "engine/funnel_filter.h"
#include "funnel/analysis.h"
#include "funnel/people.h"
#include "ingest/file_reader.h"
#include "report/ledger.h"
#include "report/report_fields.h"
#include "rfm/crossing.h"
#include "rfm/customers.h"
#include "rfm/density.h"
#include "rfm/explain_segment.h"
#include "rfm/prospects.h"
#include "rfm/selection.h"

namespace sluice::engine {
namespace {

/// True where both ask for the same rows in the same order, whichever page of them.
bool same_ordering(const rfm::CustomerQuery& a, const rfm::CustomerQuery& b) {
  return a.filter == b.filter && a.search == b.search && a.sort == b.sort && a.descending == b.descending;
}

/// True where the specs ask for the same report: what they differ in is answered when it is asked for.
bool same_report(const Spec& a, Spec b) {
  if (!a.filter.funnel) b.funnel = a.funnel;
  b.kept_funnel = a.kept_funnel;
  b.breakdown = a.breakdown;
  b.funnel_time = a.funnel_time;
  b.pipeline = a.pipeline;
  b.experiment = a.experiment;
  b.audiences = a.audiences;
  b.cohorts = a.cohorts;
  b.rhythm = a.rhythm;
  if (a.filter.clusters.empty()) b.clusters = a.clusters;
  b.migration = a.migration;
  b.comparison = a.comparison;
  b.scatter = a.scatter;
  b.crossing = a.crossing;
  return a == b;
}

bool sorts_by_estimate(rfm::CustomerColumn column) {
  using C = rfm::CustomerColumn;
  return column == C::kind || column == C::active || column == C::expected_revenue || column == C::expected_purchases ||
         column == C::no_purchase || column == C::expected_spend || column == C::value;
}

bool same_flow(const rfm::FlowQuery& a, const rfm::FlowQuery& b) {
  return a.kind == b.kind && a.before == b.before && a.after == b.after;
}

/// How far something is whose first part, that share of its time, is done.
template <class Answer>
Result<Progress<Answer>> after(double first_part, Result<Progress<Answer>> rest) {
  if (rest) rest->share = first_part + (1 - first_part) * rest->share;
  return rest;
}

/// Another value in the place of one, taken back unless it is kept.
template <class T>
class Provisional {
 public:
  Provisional(T& place, T value) : place_(&place), former_(std::move(value)) { std::swap(*place_, former_); }
  Provisional(const Provisional&) = delete;
  Provisional& operator=(const Provisional&) = delete;
  ~Provisional() {
    if (!kept_) std::swap(*place_, former_);
  }
  void keep() { kept_ = true; }

 private:
  T* place_;
  T former_;
  bool kept_ = false;
};

/// Other clusters for the customers of an analysis.
struct Relabelling {
  Relabelling(rfm::Analysis& analysis, const rfm::ClusterModel& model)
      : label(analysis.cluster, model.label), count(analysis.clusters, model.k) {}
  void keep() {
    label.keep();
    count.keep();
  }

  Provisional<std::vector<uint8_t>> label;
  Provisional<size_t> count;
};

}  // namespace

Error Session::nothing_to_score() {
  return {ErrorCode::not_applicable,
          {"The loaded files hold no purchases, so there are no customers to score. Open an order export or a table "
           "with recency, frequency and monetary value.",
           "已加载的文件中没有购买记录，无法给客户打分。请打开订单导出文件，或含有 R、F、M 的客户表。"},
          {}};
}

Result<Session> Session::open(Dataset dataset, Spec spec) {
  Session session(std::move(dataset), spec);
  if (rfm::has_order_lines(session.dataset_)) session.suspects_ = find_suspect_accounts(session.dataset_);
  if (const Status status = funnel::check(session.dataset_, spec.funnel); !status) return status.error();
  if (const Status status = session.begin_update(spec, true); !status) return status.error();
  return session;
}

Result<double> Session::analyze(const Spec& spec, Stride stride) {
  if (update_ && update_->spec == spec) return advance(stride);
  update_.reset();
  if (spec == spec_) return 1.0;
  if (const Status status = validate(spec); !status) return status.error();
  if (spec.ingest != spec_.ingest) {
    Error error{ErrorCode::bad_spec,
                {"How files are read has changed; load them again with this spec.",
                 "文件读取方式已改变，请用此设置重新加载文件。"},
                {}};
    error.place.pointer = "/ingest";
    return error;
  }
  if (const Status status = funnel::check(dataset_, spec.funnel); !status) return status.error();
  if (same_report(spec, spec_)) {
    stop_export();
    retention_.change(spec_, spec, false);
    forget_changes(spec, false);
    if (spec.clusters != spec_.clusters || spec.funnel != spec_.funnel) ordered_for_.reset();
    spec_ = spec;
    return 1.0;
  }
  const bool score_again = spec.rfm != spec_.rfm || spec.cleaning != spec_.cleaning;
  if (const Status status = begin_update(spec, score_again); !status) return status.error();
  return advance(stride);
}

Status Session::begin_update(const Spec& spec, bool score_again) {
  const bool other_values = !rfm::same_values(spec.rfm, spec_.rfm) || spec.cleaning != spec_.cleaning;
  const bool other_estimates = !rfm::same_estimates(spec.rfm, spec_.rfm);
  const bool measure_again = score_again && (!analysis_ || other_values);
  Update update;
  update.spec = spec;
  update.score_again = score_again;
  update.estimate_again = analysis_ && other_estimates && !measure_again;
  update.own_clusters = other_values || !same_search(spec.clusters, spec_.clusters);
  if (measure_again && rfm::has_order_lines(dataset_)) {
    Result<rfm::Lines> result = rfm::clean_lines(dataset_, spec.cleaning, spec.rfm, lines_ ? &*lines_ : nullptr);
    if (!result) return std::move(result).error();
    update.cleaned = std::move(*result);
  }
  const rfm::Lines* lines = update.cleaned ? &*update.cleaned : lines_ ? &*lines_ : nullptr;
  if (measure_again && (lines != nullptr || dataset_.customer_table)) {
    Result<rfm::Analysis> result = rfm::analyze_scores(dataset_, spec.rfm, lines);
    if (!result) return std::move(result).error();
    if (result->profile.customer.size() <= kEstimatedAtOnce) estimate_all(*result, spec, lines);
    update.scored = std::move(*result);
  }
  update_ = std::move(update);
  return Done{};
}

void Session::estimate_all(rfm::Analysis& analysis, const Spec& spec, const rfm::Lines* lines) const {
  if (!analysis.lifetime.pending) return;
  rfm::take_estimates(spec.rfm, rfm::estimate_lifetime(dataset_, spec.rfm, lines, analysis.profile), analysis);
}

// Of many customers none yet.
rfm::Lifetime Session::new_estimates(const rfm::Analysis& analysis, const Spec& spec, const rfm::Lines* lines) const {
  if (analysis.profile.size() <= kEstimatedAtOnce) {
    return rfm::estimate_lifetime(dataset_, spec.rfm, lines, analysis.profile);
  }
  rfm::Lifetime none;
  none.pending = lines != nullptr;
  return none;
}

double Session::estimate(Stride stride) {
  if (!analysis_) return 1;
  if (const double share = lifetimes_.estimate(lifetime_sources(), stride.work); share < 1) return share;
  // They may also have been made for a filter.
  if (report_.rfm && report_.rfm->estimates_pending) {
    if (const auto selected = rfm::select(dataset_, *analysis_, spec_.filter)) {
      report_.rfm = rfm::make_report(dataset_, *analysis_, spec_.rfm, spec_.filter, *selected);
    }
  }
  return 1;
}

void Session::finish_estimates() {
  while (estimate() < 1) continue;
}

Result<double> Session::advance(Stride stride) {
  // Taken out while it works: what memory did not suffice for is not carried on.
  Update update = std::move(*update_);
  update_.reset();
  const rfm::Analysis* analysis = update.scored ? &*update.scored : analysis_ ? &*analysis_ : nullptr;
  if (analysis != nullptr && !update.spec.filter.clusters.empty()) {
    Clusters& clusters = update.own_clusters ? update.clusters : clusters_;
    const double share = clusters.label(dataset_, *analysis, update.spec.clusters, stride.work);
    if (share < 1) {
      update_ = std::move(update);
      return share;
    }
  }
  if (const Status status = complete_update(std::move(update)); !status) return status.error();
  return 1.0;
}

Status Session::complete_update(Update update) {
  const Spec& spec = update.spec;
  rfm::Analysis* analysis = update.scored ? &*update.scored : analysis_ ? &*analysis_ : nullptr;
  const rfm::Lines* lines = update.cleaned ? &*update.cleaned : lines_ ? &*lines_ : nullptr;
  std::optional<Provisional<rfm::Lifetime>> estimates;
  if (update.estimate_again) estimates.emplace(analysis->lifetime, new_estimates(*analysis, spec, lines));
  std::optional<Provisional<rfm::Graded>> grades;
  if (update.score_again && !update.scored && analysis != nullptr) {
    Result<rfm::Graded> graded = rfm::grade(*analysis, spec.rfm);
    if (!graded) return std::move(graded).error();
    grades.emplace(*analysis, std::move(*graded));
  }
  if (analysis != nullptr && !spec.filter.kinds.empty()) estimate_all(*analysis, spec, lines);
  std::optional<Relabelling> labels;
  if (analysis != nullptr && !spec.filter.clusters.empty()) {
    labels.emplace(*analysis, (update.own_clusters ? update.clusters : clusters_).model());
  }
  std::optional<std::vector<uint8_t>> depths;
  std::optional<Provisional<std::vector<uint8_t>>> depths_by_row;
  if (spec.filter.funnel) {
    Result<std::vector<uint8_t>> counted = funnel_depths(spec.funnel, *spec.filter.funnel);
    if (!counted) return std::move(counted).error();
    depths = std::move(*counted);
    if (analysis != nullptr) depths_by_row.emplace(analysis->funnel_depth, depth_by_row(*depths, analysis->profile));
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
  if (!spec.filter.empty()) {
    const Result<std::vector<uint8_t>> chosen =
        rfm::select_known(dataset_, analysis, spec.filter, depths ? &*depths : nullptr);
    if (!chosen) return chosen.error();
    report.chosen = ChosenCustomers{chosen->size(), std::accumulate(chosen->begin(), chosen->end(), uint64_t{0}),
                                    report.rfm ? report.rfm->selection.customers : 0};
  }

  // Nothing can fail from here on.
  stop_export();
  if (estimates) estimates->keep();
  if (grades) grades->keep();
  if (labels) labels->keep();
  if (depths_by_row) depths_by_row->keep();
  if (depths) {
    depths_ = std::move(*depths);
    depths_of_ = spec.funnel;
  }
  if (update.cleaned) lines_ = std::move(update.cleaned);
  if (update.scored || update.estimate_again) lifetimes_.begin_anew();
  if (update.scored) analysis_ = std::move(update.scored);
  if (update.score_again) ordered_for_.reset();
  if (spec.clusters != spec_.clusters || spec.funnel != spec_.funnel) ordered_for_.reset();
  if (update.own_clusters) clusters_ = std::move(update.clusters);
  forget_changes(spec, update.score_again);
  report_ = std::move(report);
  retention_.change(spec_, spec, update.score_again);
  spec_ = spec;
  return Done{};
}

// How far all customers came along the funnel: what is known of it, or counted anew.
Result<std::vector<uint8_t>> Session::funnel_depths(const funnel::FunnelSpec& funnel,
                                                    const rfm::FunnelCondition& condition) const {
  if (const Status status = check_condition(dataset_, funnel, condition); !status) return status.error();
  if (!depths_.empty() && depths_of_ == funnel) return depths_;
  return funnel::depth_by_customer(dataset_, funnel);
}

// What the filter asks for that nobody had asked for before.
Status Session::prepare_filter(const rfm::FilterSpec& filter) {
  if (analysis_ && !filter.kinds.empty()) finish_estimates();
  if (analysis_ && !filter.clusters.empty()) label_customers({});
  if (!filter.funnel) return Done{};
  Result<std::vector<uint8_t>> depths = funnel_depths(spec_.funnel, *filter.funnel);
  if (!depths) return std::move(depths).error();
  depths_ = std::move(*depths);
  depths_of_ = spec_.funnel;
  if (analysis_) analysis_->funnel_depth = depth_by_row(depths_, analysis_->profile);
  return Done{};
}

Result<const std::vector<uint32_t>*> Session::ordered_rows(const rfm::CustomerQuery& query) {
  if (!analysis_) return nothing_to_score();
  if (const Status status = prepare_filter(query.filter); !status) return status.error();
  if (sorts_by_estimate(query.sort)) finish_estimates();
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

double Session::prepare_customer(Stride stride) {
  constexpr double kEstimated = 0.5, kMeasured = 0.7;  // about, of the whole time
  if (!analysis_ || !lines_) return 1;
  if (analysis_->lifetime.pending) {
    if (const double share = estimate(stride); share < 1) return share * kEstimated;
  }
  const auto measured = [&](uint64_t work) { return retention_.measure(retention_sources(), work); };
  const bool measures_now = measured(0) < 1;
  if (const double share = measured(stride.work); share < 1) return kEstimated + (kMeasured - kEstimated) * share;
  const bool many = analysis_->profile.size() > kEstimatedAtOnce;
  if (many && measures_now && !migration_start_) return kMeasured;  // a step of its own: others are answered first
  static_cast<void>(migration_start());                             // without one customer() says so
  return 1;
}

Result<rfm::CustomerExplanation> Session::customer(std::string_view id) {
  if (!analysis_) return nothing_to_score();
  finish_estimates();
  const rfm::Lines* lines = lines_ ? &*lines_ : nullptr;
  Result<rfm::CustomerExplanation> explanation = rfm::explain_customer(dataset_, *analysis_, spec_.rfm, lines, id);
  if (!explanation || lines == nullptr) return explanation;
  const uint32_t code = dataset_.customers.find(id);
  if (Result<rfm::CustomerRhythm> rhythm =
          retention_.of_customer(retention_sources(), *analysis_->profile.row_of(code))) {
    explanation->rhythm = std::move(*rhythm);
  }
  if (const Result<const rfm::MigrationStart*> start = migration_start()) {
    explanation->former = rfm::former_standing(**start, code);
  }
  return explanation;
}

Result<const std::vector<uint32_t>*> Session::listed_prospects() {
  if (!analysis_) return nothing_to_score();
  if (!prospects_) {
    const Result<std::vector<uint8_t>> selected =
        rfm::select_known(dataset_, &*analysis_, spec_.filter.known_part(), funnel_sources().depths);
    if (!selected) return selected.error();
    prospects_ = rfm::find_prospects(dataset_, analysis_->profile, *selected);
  }
  return &*prospects_;
}

Result<rfm::ProspectPage> Session::prospects(uint64_t offset, uint64_t limit) {
  const Result<const std::vector<uint32_t>*> customers = listed_prospects();
  if (!customers) return customers.error();
  const std::vector<uint32_t>& all = **customers;
  rfm::ProspectPage page;
  page.total = all.size();
  page.offset = offset;
  const uint64_t begin = std::min<uint64_t>(offset, page.total);
  const uint64_t end = begin + std::min<uint64_t>(limit, page.total - begin);
  for (uint64_t i = begin; i < end; ++i) page.rows.push_back(rfm::prospect_row(dataset_, all[i]));
  return page;
}

Result<rfm::SegmentExplanation> Session::segment(std::string_view id) const {
  if (!analysis_) return nothing_to_score();
  return rfm::explain_segment(dataset_, *analysis_, spec_.filter, id);
}

Lifetimes::Sources Session::lifetime_sources() { return {dataset_, *analysis_, lines_ ? &*lines_ : nullptr, spec_}; }

Result<Progress<rfm::ValueReport>> Session::value(Stride stride) {
  constexpr double kEstimating = 0.9;  // of the time, about
  if (!analysis_) return nothing_to_score();
  if (const double share = estimate(stride); share < 1) return Progress<rfm::ValueReport>{share * kEstimating};
  return after(kEstimating, lifetimes_.report(lifetime_sources(), stride.work));
}

Result<Progress<rfm::ValueIntervals>> Session::value_intervals(Stride stride) {
  constexpr double kEstimating = 0.05;
  if (!analysis_) return nothing_to_score();
  if (const double share = estimate(stride); share < 1) return Progress<rfm::ValueIntervals>{share * kEstimating};
  return after(kEstimating, lifetimes_.intervals(lifetime_sources(), stride.work));
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

double Session::label_customers(Stride stride) {
  const double share = clusters_.label(dataset_, *analysis_, spec_.clusters, stride.work);
  if (share < 1) return share;
  analysis_->cluster = clusters_.model().label;
  analysis_->clusters = clusters_.model().k;
  return share;
}

Result<Progress<rfm::ClusterReport>> Session::clusters(Stride stride) {
  if (!analysis_) return nothing_to_score();
  const double share = clusters_.advance(dataset_, *analysis_, spec_.clusters, stride.work);
  if (share < 1) return Progress<rfm::ClusterReport>{share, nullptr};
  rfm::FilterSpec others = spec_.filter;
  others.clusters.clear();
  const Result<std::vector<uint8_t>> selected = rfm::select(dataset_, *analysis_, others);
  if (!selected) return selected.error();
  cluster_report_ = clusters_.report(*analysis_, spec_, *selected);
  return Progress<rfm::ClusterReport>{1, &*cluster_report_};
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

Result<const rfm::CrossingReport*> Session::crossing() {
  if (!analysis_) return nothing_to_score();
  if (spec_.crossing.by == rfm::kGroupingIds[rfm::kKinds]) finish_estimates();
  if (!crossing_) {
    Result<rfm::CrossingReport> made = rfm::make_crossing(dataset_, *analysis_, spec_.crossing, spec_.filter);
    if (!made) return std::move(made).error();
    crossing_ = std::move(*made);
  }
  return &*crossing_;
}

Funnels::Sources Session::funnel_sources() const {
  const bool known = !depths_.empty() && depths_of_ == spec_.funnel;
  return {dataset_, analysis_ ? &*analysis_ : nullptr, lines_ ? &lines_->cleaning : nullptr, spec_,
          known ? &depths_ : nullptr};
}

Result<const funnel::FunnelReport*> Session::funnel() { return funnels_.report(funnel_sources()); }

Result<Progress<funnel::PairReport>> Session::funnel_pair(Stride stride) {
  return funnels_.pair(funnel_sources(), stride.work);
}

Result<Progress<funnel::BreakdownReport>> Session::breakdown(Stride stride) {
  constexpr double kEstimating = 0.5;
  if (spec_.breakdown.by == funnel::BreakdownBy::value) {
    if (const double share = estimate(stride); share < 1) return Progress<funnel::BreakdownReport>{share * kEstimating};
    return after(kEstimating, funnels_.breakdown(funnel_sources(), stride.work));
  }
  if (spec_.breakdown.by == funnel::BreakdownBy::audience) {
    const rfm::Audience* audience = find_audience(spec_, spec_.breakdown.audience);
    if (audience != nullptr) {
      if (const Status status = prepare_filter(audience->filter); !status) return status.error();
    }
  }
  return funnels_.breakdown(funnel_sources(), stride.work);
}

Result<Progress<funnel::SensitivityReport>> Session::sensitivity(Stride stride) {
  return funnels_.sensitivity(funnel_sources(), stride.work);
}

Result<Progress<funnel::OverTimeReport>> Session::funnel_over_time(Stride stride) {
  return funnels_.over_time(funnel_sources(), stride.work);
}

Result<funnel::PeoplePage> Session::people(const funnel::PeopleQuery& query) {
  return funnels_.people(funnel_sources(), query);
}

Result<funnel::PeopleSegments> Session::people_segments(const funnel::PeopleQuery& query) {
  return funnels_.people_segments(funnel_sources(), query);
}

Result<Progress<funnel::AfterwardsReport>> Session::afterwards(const funnel::AfterwardsQuery& query, Stride stride) {
  return funnels_.afterwards(funnel_sources(), query, stride.work);
}

Result<funnel::JourneyReport> Session::journey(const funnel::JourneyQuery& query) const {
  return Funnels::journey(funnel_sources(), query);
}

Result<Progress<funnel::Pipeline>> Session::pipeline(Stride stride) {
  return funnels_.pipeline(funnel_sources(), stride.work);
}

Result<Progress<funnel::ExperimentReport>> Session::experiment(Stride stride) {
  return funnels_.experiment(funnel_sources(), stride.work);
}

Result<funnel::RottenPage> Session::rotten(const funnel::RottenQuery& query) {
  return funnels_.rotten(funnel_sources(), query);
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
  if (scored || filtered || next.crossing != spec_.crossing) crossing_.reset();
  if (scored || filtered) lifetimes_.forget_report();
  if (!migration_ || !comparison_) flow_for_.reset();
  if (scored || filtered) prospects_.reset();
  funnels_.change(spec_, next, scored || filtered);
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

// Rows ----------------------------------------------------------------------------------------------------

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

}  // namespace sluice::engine
