// The JSON names of the spec's members: the one place that decides how a spec is written.
#pragma once

#include "base/json_fields.h"
#include "report/experiment_spec_fields.h"
#include "report/pipeline_spec_fields.h"
#include "report/spec.h"
#include "rfm/map_fields.h"

namespace sluice {

template <>
struct EnumNames<ingest::Role> {
  using R = ingest::Role;
  static constexpr std::array<std::pair<R, std::string_view>, 21> names{{
      {R::ignore, "ignore"},
      {R::customer, "customer"},
      {R::customer_name, "customer_name"},
      {R::order, "order"},
      {R::time, "time"},
      {R::amount, "amount"},
      {R::quantity, "quantity"},
      {R::unit_price, "unit_price"},
      {R::event, "event"},
      {R::stage, "stage"},
      {R::outcome, "outcome"},
      {R::opportunity, "opportunity"},
      {R::close_time, "close_time"},
      {R::count, "count"},
      {R::recency, "recency"},
      {R::frequency, "frequency"},
      {R::monetary, "monetary"},
      {R::attribute, "attribute"},
      {R::cost, "cost"},
      {R::margin, "margin"},
      {R::milestone, "milestone"},
  }};
};
template <>
struct EnumNames<ingest::Shape> {
  using S = ingest::Shape;
  static constexpr std::array<std::pair<S, std::string_view>, 9> names{{
      {S::automatic, "automatic"},
      {S::order_lines, "order_lines"},
      {S::customer_table, "customer_table"},
      {S::events, "events"},
      {S::stage_counts, "stage_counts"},
      {S::opportunities, "opportunities"},
      {S::customer_attributes, "customer_attributes"},
      {S::experiment, "experiment"},
      {S::milestones, "milestones"},
  }};
};
template <>
struct EnumNames<ingest::DateOrder> {
  using D = ingest::DateOrder;
  static constexpr std::array<std::pair<D, std::string_view>, 4> names{{
      {D::automatic, "automatic"},
      {D::year_first, "year_first"},
      {D::day_first, "day_first"},
      {D::month_first, "month_first"},
  }};
};
template <>
struct EnumNames<ingest::DecimalMark> {
  using D = ingest::DecimalMark;
  static constexpr std::array<std::pair<D, std::string_view>, 3> names{
      {{D::automatic, "automatic"}, {D::point, "point"}, {D::comma, "comma"}}};
};
template <>
struct EnumNames<DuplicateRule> {
  using D = DuplicateRule;
  static constexpr std::array<std::pair<D, std::string_view>, 2> names{{{D::keep, "keep"}, {D::keep_one, "keep_one"}}};
};
template <>
struct EnumNames<ZeroRule> {
  using Z = ZeroRule;
  static constexpr std::array<std::pair<Z, std::string_view>, 2> names{{{Z::keep, "keep"}, {Z::drop, "drop"}}};
};
template <>
struct EnumNames<rfm::ReturnsRule> {
  using R = rfm::ReturnsRule;
  static constexpr std::array<std::pair<R, std::string_view>, 3> names{
      {{R::net, "net"}, {R::drop, "drop"}, {R::keep, "keep"}}};
};
template <>
struct EnumNames<rfm::FrequencyMeasure> {
  using F = rfm::FrequencyMeasure;
  static constexpr std::array<std::pair<F, std::string_view>, 3> names{
      {{F::orders, "orders"}, {F::days, "days"}, {F::lines, "lines"}}};
};
template <>
struct EnumNames<rfm::MonetaryMeasure> {
  using M = rfm::MonetaryMeasure;
  static constexpr std::array<std::pair<M, std::string_view>, 3> names{
      {{M::sum, "sum"}, {M::mean, "mean"}, {M::margin, "margin"}}};
};
template <>
struct EnumNames<rfm::Weighting> {
  using W = rfm::Weighting;
  static constexpr std::array<std::pair<W, std::string_view>, 3> names{
      {{W::own, "own"}, {W::comparisons, "comparisons"}, {W::entropy, "entropy"}}};
};
template <>
struct EnumNames<rfm::SplitRule> {
  using S = rfm::SplitRule;
  static constexpr std::array<std::pair<S, std::string_view>, 3> names{
      {{S::mean, "mean"}, {S::median, "median"}, {S::own, "own"}}};
};
template <>
struct EnumNames<rfm::CohortPeriod> {
  using P = rfm::CohortPeriod;
  static constexpr std::array<std::pair<P, std::string_view>, 3> names{
      {{P::week, "week"}, {P::month, "month"}, {P::quarter, "quarter"}}};
};
template <>
struct EnumNames<rfm::CohortMeasure> {
  using M = rfm::CohortMeasure;
  static constexpr std::array<std::pair<M, std::string_view>, 7> names{{
      {M::retention, "retention"},
      {M::active, "active"},
      {M::orders, "orders"},
      {M::revenue, "revenue"},
      {M::orders_per_customer, "orders_per_customer"},
      {M::revenue_per_customer, "revenue_per_customer"},
      {M::cumulated_per_customer, "cumulated_per_customer"},
  }};
};
template <>
struct EnumNames<rfm::MigrationCuts> {
  using M = rfm::MigrationCuts;
  static constexpr std::array<std::pair<M, std::string_view>, 2> names{
      {{M::own, "own"}, {M::of_the_start, "of_the_start"}}};
};
template <>
struct EnumNames<rfm::AxisScale> {
  using S = rfm::AxisScale;
  static constexpr std::array<std::pair<S, std::string_view>, 2> names{
      {{S::linear, "linear"}, {S::logarithmic, "logarithmic"}}};
};
template <>
struct EnumNames<rfm::FunnelOutcome> {
  using O = rfm::FunnelOutcome;
  static constexpr std::array<std::pair<O, std::string_view>, 2> names{{{O::lost, "lost"}, {O::reached, "reached"}}};
};
template <>
struct EnumNames<funnel::Source> {
  using S = funnel::Source;
  static constexpr std::array<std::pair<S, std::string_view>, 6> names{{
      {S::automatic, "automatic"},
      {S::events, "events"},
      {S::opportunities, "opportunities"},
      {S::stage_counts, "stage_counts"},
      {S::orders, "orders"},
      {S::frequency, "frequency"},
  }};
};
template <>
struct EnumNames<funnel::Mode> {
  using M = funnel::Mode;
  static constexpr std::array<std::pair<M, std::string_view>, 3> names{
      {{M::ordered, "ordered"}, {M::strict, "strict"}, {M::any, "any"}}};
};
template <>
struct EnumNames<funnel::Unit> {
  using U = funnel::Unit;
  static constexpr std::array<std::pair<U, std::string_view>, 3> names{
      {{U::customers, "customers"}, {U::sessions, "sessions"}, {U::entries, "entries"}}};
};
template <>
struct EnumNames<funnel::Anchor> {
  using A = funnel::Anchor;
  static constexpr std::array<std::pair<A, std::string_view>, 2> names{{{A::best, "best"}, {A::first, "first"}}};
};
template <>
struct EnumNames<funnel::EventUse> {
  using E = funnel::EventUse;
  static constexpr std::array<std::pair<E, std::string_view>, 2> names{
      {{E::distinct, "distinct"}, {E::reused, "reused"}}};
};
template <>
struct EnumNames<funnel::EqualTimes> {
  using E = funnel::EqualTimes;
  static constexpr std::array<std::pair<E, std::string_view>, 2> names{
      {{E::step_order, "step_order"}, {E::increasing, "increasing"}}};
};
template <>
struct EnumNames<funnel::Repeats> {
  using R = funnel::Repeats;
  static constexpr std::array<std::pair<R, std::string_view>, 2> names{
      {{R::ignored, "ignored"}, {R::end_search, "end_search"}}};
};
template <>
struct EnumNames<funnel::Between> {
  using B = funnel::Between;
  static constexpr std::array<std::pair<B, std::string_view>, 3> names{
      {{B::nothing, "nothing"}, {B::repeats, "repeats"}, {B::steps, "steps"}}};
};
template <>
struct EnumNames<funnel::ExclusionEffect> {
  using E = funnel::ExclusionEffect;
  static constexpr std::array<std::pair<E, std::string_view>, 2> names{
      {{E::breaks_chain, "breaks_chain"}, {E::removes_whole, "removes_whole"}}};
};
template <>
struct EnumNames<funnel::BreakdownBy> {
  using B = funnel::BreakdownBy;
  static constexpr std::array<std::pair<B, std::string_view>, 8> names{{
      {B::segment, "segment"},
      {B::tiers, "tiers"},
      {B::loyalty, "loyalty"},
      {B::lifecycle, "lifecycle"},
      {B::value, "value"},
      {B::attribute, "attribute"},
      {B::audience, "audience"},
      {B::period, "period"},
  }};
};
template <>
struct EnumNames<funnel::EntryGrain> {
  using G = funnel::EntryGrain;
  static constexpr std::array<std::pair<G, std::string_view>, 4> names{
      {{G::automatic, "automatic"}, {G::day, "day"}, {G::week, "week"}, {G::month, "month"}}};
};
template <>
struct EnumNames<funnel::Zone> {
  using Z = funnel::Zone;
  static constexpr std::array<std::pair<Z, std::string_view>, 4> names{
      {{Z::outside, "outside"}, {Z::top, "top"}, {Z::middle, "middle"}, {Z::bottom, "bottom"}}};
};

template <>
struct Fields<ingest::ColumnSpec> {
  using T = ingest::ColumnSpec;
  static constexpr auto members = std::tuple{field("name", &T::name), field("role", &T::role)};
};
template <>
struct Fields<ingest::FileSpec> {
  using T = ingest::FileSpec;
  static constexpr auto members = std::tuple{field("name", &T::name),
                                             field("entry", &T::entry),
                                             field("sheet", &T::sheet),
                                             field("encoding", &T::encoding),
                                             field("delimiter", &T::delimiter),
                                             field("quote", &T::quote),
                                             field("has_header", &T::has_header),
                                             field("shape", &T::shape),
                                             field("stage_history", &T::stage_history),
                                             field("date_order", &T::date_order),
                                             field("decimal_mark", &T::decimal_mark),
                                             field("columns", &T::columns)};
};
template <>
struct Fields<ingest::IngestSpec> {
  static constexpr auto members = std::tuple{field("files", &ingest::IngestSpec::files)};
};
template <>
struct Fields<CleaningSpec> {
  using T = CleaningSpec;
  static constexpr auto members = std::tuple{
      field("test_accounts", &T::test_accounts), field("first_day", &T::first_day), field("latest_day", &T::latest_day),
      field("duplicates", &T::duplicates), field("zero_amounts", &T::zero_amounts)};
};
template <>
struct Fields<rfm::DimensionSpec> {
  using T = rfm::DimensionSpec;
  static constexpr auto members = std::tuple{field("method", &T::method), field("cuts", &T::cuts)};
};
template <>
struct Fields<rfm::Weights> {
  using T = rfm::Weights;
  static constexpr auto members =
      std::tuple{field("recency", &T::recency), field("frequency", &T::frequency), field("monetary", &T::monetary)};
};
template <>
struct Fields<rfm::Comparisons> {
  using T = rfm::Comparisons;
  static constexpr auto members = std::tuple{field("recency_over_frequency", &T::recency_over_frequency),
                                             field("recency_over_monetary", &T::recency_over_monetary),
                                             field("frequency_over_monetary", &T::frequency_over_monetary)};
};
template <>
struct Fields<rfm::EightSpec> {
  using T = rfm::EightSpec;
  static constexpr auto members = std::tuple{field("split", &T::split), field("recency", &T::recency),
                                             field("frequency", &T::frequency), field("monetary", &T::monetary)};
};
template <>
struct Fields<rfm::TierSpec> {
  static constexpr auto members = std::tuple{field("vip", &rfm::TierSpec::vip), field("key", &rfm::TierSpec::key)};
};
template <>
struct Fields<rfm::LoyaltySpec> {
  using T = rfm::LoyaltySpec;
  static constexpr auto members = std::tuple{field("regular", &T::regular), field("established", &T::established),
                                             field("loyal", &T::loyal), field("active_days", &T::active_days)};
};
template <>
struct Fields<rfm::LifecycleSpec> {
  using T = rfm::LifecycleSpec;
  static constexpr auto members =
      std::tuple{field("loyal", &T::loyal), field("at_risk_days", &T::at_risk_days), field("lost_days", &T::lost_days)};
};
template <>
struct Fields<rfm::GrowthSpec> {
  using T = rfm::GrowthSpec;
  static constexpr auto members =
      std::tuple{field("most_valuable", &T::most_valuable), field("growable_purchases", &T::growable_purchases),
                 field("growable_days", &T::growable_days)};
};
template <>
struct Fields<rfm::KindSpec> {
  using T = rfm::KindSpec;
  static constexpr auto members = std::tuple{field("value_share", &T::value_share), field("cash_share", &T::cash_share),
                                             field("growth", &T::growth), field("period_days", &T::period_days),
                                             field("relationship_days", &T::relationship_days)};
};
template <>
struct EnumNames<value::PurchaseModelKind> {
  using M = value::PurchaseModelKind;
  static constexpr std::array<std::pair<M, std::string_view>, 3> names{
      {{M::bg_nbd, "bg_nbd"}, {M::mbg_nbd, "mbg_nbd"}, {M::pareto_nbd, "pareto_nbd"}}};
};
template <>
struct Fields<rfm::LifetimeSpec> {
  using T = rfm::LifetimeSpec;
  static constexpr auto members = std::tuple{field("model", &T::model), field("horizon_days", &T::horizon_days),
                                             field("discount_per_year", &T::discount_per_year),
                                             field("margin", &T::margin), field("split_day", &T::split_day)};
};
template <>
struct Fields<rfm::OwnWords> {
  using T = rfm::OwnWords;
  static constexpr auto members = std::tuple{field("en", &T::en), field("zh", &T::zh)};
  static T from_text(const std::string& text) { return {{text, text}}; }
};
template <>
struct Fields<rfm::PlaybookEntry> {
  using T = rfm::PlaybookEntry;
  static constexpr auto members =
      std::tuple{field("map", &T::map), field("segment", &T::segment), field("text", &T::text)};
};
template <>
struct Fields<rfm::RfmSpec> {
  using T = rfm::RfmSpec;
  static constexpr auto members = std::tuple{field("snapshot", &T::snapshot),
                                             field("lookback_months", &T::lookback_months),
                                             field("returns", &T::returns),
                                             field("frequency_measure", &T::frequency_measure),
                                             field("monetary_measure", &T::monetary_measure),
                                             field("bins", &T::bins),
                                             field("recency", &T::recency),
                                             field("frequency", &T::frequency),
                                             field("monetary", &T::monetary),
                                             field("weights", &T::weights),
                                             field("weighting", &T::weighting),
                                             field("comparisons", &T::comparisons),
                                             field("map", &T::map),
                                             field("own_maps", &T::own_maps),
                                             field("playbook", &T::playbook),
                                             field("eight", &T::eight),
                                             field("tiers", &T::tiers),
                                             field("loyalty", &T::loyalty),
                                             field("lifecycle", &T::lifecycle),
                                             field("growth", &T::growth),
                                             field("kinds", &T::kinds),
                                             field("lifetime", &T::lifetime)};
};
template <>
struct Fields<rfm::AttributeCondition> {
  using T = rfm::AttributeCondition;
  static constexpr auto members = std::tuple{field("attribute", &T::attribute), field("values", &T::values)};
};
template <>
struct Fields<rfm::ValueRange> {
  using T = rfm::ValueRange;
  static constexpr auto members =
      std::tuple{field("dimension", &T::dimension), field("from", &T::from), field("to", &T::to)};
};
template <>
struct Fields<rfm::AxisPoint> {
  static constexpr auto members = std::tuple{field("x", &rfm::AxisPoint::x), field("y", &rfm::AxisPoint::y)};
};
template <>
struct Fields<rfm::Lasso> {
  using T = rfm::Lasso;
  static constexpr auto members = std::tuple{field("x", &T::x), field("y", &T::y), field("x_scale", &T::x_scale),
                                             field("y_scale", &T::y_scale), field("points", &T::points)};
};
template <>
struct Fields<rfm::FunnelCondition> {
  using T = rfm::FunnelCondition;
  static constexpr auto members =
      std::tuple{field("outcome", &T::outcome), field("step", &T::step), field("event", &T::event)};
};
template <>
struct Fields<rfm::FilterSpec> {
  using T = rfm::FilterSpec;
  static constexpr auto members =
      std::tuple{field("segments", &T::segments),     field("cells", &T::cells),     field("tiers", &T::tiers),
                 field("attributes", &T::attributes), field("ranges", &T::ranges),   field("cohorts", &T::cohorts),
                 field("clusters", &T::clusters),     field("loyalty", &T::loyalty), field("lifecycle", &T::lifecycle),
                 field("growth", &T::growth),         field("kinds", &T::kinds),     field("lasso", &T::lasso),
                 field("funnel", &T::funnel)};
};
template <>
struct Fields<rfm::Audience> {
  static constexpr auto members =
      std::tuple{field("name", &rfm::Audience::name), field("filter", &rfm::Audience::filter)};
};
template <>
struct Fields<rfm::CohortSpec> {
  using T = rfm::CohortSpec;
  static constexpr auto members = std::tuple{field("period", &T::period), field("measure", &T::measure)};
};
template <>
struct Fields<rfm::RhythmSpec> {
  static constexpr auto members = std::tuple{field("overdue_at", &rfm::RhythmSpec::overdue_at)};
};
template <>
struct Fields<rfm::ClusterSpec> {
  using T = rfm::ClusterSpec;
  static constexpr auto members = std::tuple{field("k", &T::k),
                                             field("recency", &T::recency),
                                             field("frequency", &T::frequency),
                                             field("monetary", &T::monetary),
                                             field("attributes", &T::attributes),
                                             field("seed", &T::seed)};
};
template <>
struct Fields<funnel::Condition> {
  using T = funnel::Condition;
  static constexpr auto members =
      std::tuple{field("property", &T::property), field("values", &T::values),
                 field("exclude_values", &T::exclude_values), field("from", &T::from), field("to", &T::to)};
};
template <>
struct Fields<funnel::Step> {
  using T = funnel::Step;
  static constexpr auto members =
      std::tuple{field("event", &T::event), field("zone", &T::zone),         field("or_events", &T::or_events),
                 field("where", &T::where), field("optional", &T::optional), field("window_ms", &T::window_ms)};
};
template <>
struct Fields<funnel::Exclusion> {
  using T = funnel::Exclusion;
  static constexpr auto members = std::tuple{field("event", &T::event), field("or_events", &T::or_events),
                                             field("where", &T::where), field("from", &T::from), field("to", &T::to)};
};
template <>
struct Fields<funnel::Rules> {
  using T = funnel::Rules;
  static constexpr auto members = std::tuple{
      field("anchor", &T::anchor),      field("event_use", &T::event_use), field("equal_times", &T::equal_times),
      field("repeats", &T::repeats),    field("between", &T::between),     field("strict_restart", &T::strict_restart),
      field("exclusion", &T::exclusion)};
};
template <>
struct Fields<funnel::FunnelSpec> {
  using T = funnel::FunnelSpec;
  static constexpr auto members = std::tuple{field("source", &T::source),
                                             field("mode", &T::mode),
                                             field("rules", &T::rules),
                                             field("steps", &T::steps),
                                             field("exclusions", &T::exclusions),
                                             field("window_ms", &T::window_ms),
                                             field("unit", &T::unit),
                                             field("session_gap_ms", &T::session_gap_ms),
                                             field("purchases", &T::purchases)};
};
template <>
struct Fields<funnel::BreakdownSpec> {
  using T = funnel::BreakdownSpec;
  static constexpr auto members = std::tuple{field("by", &T::by), field("attribute", &T::attribute),
                                             field("audience", &T::audience), field("since", &T::since)};
};
template <>
struct Fields<funnel::FunnelTimeSpec> {
  static constexpr auto members = std::tuple{field("grain", &funnel::FunnelTimeSpec::grain)};
};
template <>
struct Fields<rfm::MigrationSpec> {
  using T = rfm::MigrationSpec;
  static constexpr auto members = std::tuple{field("from", &T::from), field("cuts", &T::cuts)};
};
template <>
struct Fields<rfm::ComparisonSpec> {
  using T = rfm::ComparisonSpec;
  static constexpr auto members =
      std::tuple{field("method", &T::method), field("bins", &T::bins), field("map", &T::map)};
};
template <>
struct Fields<rfm::CrossingSpec> {
  using T = rfm::CrossingSpec;
  static constexpr auto members = std::tuple{field("attribute", &T::attribute), field("by", &T::by)};
};
template <>
struct Fields<rfm::ScatterSpec> {
  static constexpr auto members = std::tuple{field("x", &rfm::ScatterSpec::x), field("y", &rfm::ScatterSpec::y)};
};
template <>
struct Fields<Spec> {
  static constexpr auto members =
      std::tuple{field("version", &Spec::version),       field("ingest", &Spec::ingest),
                 field("cleaning", &Spec::cleaning),     field("rfm", &Spec::rfm),
                 field("filter", &Spec::filter),         field("audiences", &Spec::audiences),
                 field("funnel", &Spec::funnel),         field("kept_funnel", &Spec::kept_funnel),
                 field("breakdown", &Spec::breakdown),   field("funnel_time", &Spec::funnel_time),
                 field("pipeline", &Spec::pipeline),     field("experiment", &Spec::experiment),
                 field("cohorts", &Spec::cohorts),       field("rhythm", &Spec::rhythm),
                 field("clusters", &Spec::clusters),     field("migration", &Spec::migration),
                 field("comparison", &Spec::comparison), field("scatter", &Spec::scatter),
                 field("crossing", &Spec::crossing)};
};

}  // namespace sluice
