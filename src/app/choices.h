// What one action of the user means for the spec: pure functions from a choice to the changed part. They keep a spec
// valid (weights sum to 1, a map has the bins that it needs, a role has one column), so that no click can be refused.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "funnel/breakdown_report.h"
#include "funnel/funnel_report.h"
#include "funnel/journey_report.h"
#include "ingest/import_report.h"
#include "report/spec.h"
#include "rfm/rfm_report.h"

namespace sluice::app {

// Filter -------------------------------------------------------------------------------------------------------------

enum class Facet { segments, cells, tiers, loyalty, lifecycle, growth, kinds, cohorts, clusters };
inline constexpr std::array<Facet, 9> kFacets{Facet::segments, Facet::cells,     Facet::tiers,
                                              Facet::loyalty,  Facet::lifecycle, Facet::growth,
                                              Facet::kinds,    Facet::cohorts,   Facet::clusters};

/// The facet of a grouping, and the grouping of a facet; none where it is of something else.
Facet grouping_facet(rfm::Grouping grouping);
std::optional<rfm::Grouping> facet_grouping(Facet facet);

std::vector<std::string>& filter_list(rfm::FilterSpec& filter, Facet facet);
const std::vector<std::string>& filter_list(const rfm::FilterSpec& filter, Facet facet);
bool in_filter(const rfm::FilterSpec& filter, Facet facet, std::string_view id);

/// Whether the filter chooses customers of a cell by its key of two scores or three: "55" all of "551".."555", and
/// "555" some of "55".
bool cell_in_filter(const rfm::FilterSpec& filter, std::string_view cell);

/// A click on a segment, cell, group, cohort or cluster: only this one; a second click lifts it. `add` (Ctrl or Shift
/// held) keeps what is chosen of the same facet. Other facets stay.
void click_filter(rfm::FilterSpec& filter, Facet facet, std::string_view id, bool add);
void drop_from_filter(rfm::FilterSpec& filter, Facet facet, std::string_view id);

/// A click on a bar of a dimension's histogram: only customers with such values; a second click lifts it. `add` widens
/// what is chosen to this bar. The bars before the first and behind the last one have no end.
void click_bar(rfm::FilterSpec& filter, const rfm::DimensionReport& dimension, size_t bar, bool add);

/// Only customers with values of the bars `first`..`last`, whatever was chosen before; all bars are no filter.
void choose_bars(rfm::FilterSpec& filter, const rfm::DimensionReport& dimension, size_t first, size_t last);

/// What the filter wants of a dimension's values, or nullptr.
const rfm::ValueRange* range_in_filter(const rfm::FilterSpec& filter, std::string_view dimension);
void drop_range(rfm::FilterSpec& filter, std::string_view dimension);

/// Keeps the filter but for its clusters under this name, in place of what had it.
void save_audience(Spec& spec, const std::string& name);

/// The audience whose filter is in force, or nullptr.
const rfm::Audience* audience_in_force(const Spec& spec);

/// The same for a value of an attribute; the empty value stands for customers of whom it is not known.
bool in_filter_by_attribute(const rfm::FilterSpec& filter, std::string_view attribute, std::string_view value);
void click_attribute(rfm::FilterSpec& filter, std::string_view attribute, std::string_view value, bool add);
void drop_attribute(rfm::FilterSpec& filter, std::string_view attribute, std::string_view value);

/// What a group of the funnel's breakdown is to a filter: an entry of a facet, or a value of an attribute.
struct GroupCondition {
  std::optional<Facet> facet{};  ///< none: of an attribute
  std::string attribute{};
  std::string value{};  ///< or the entry's id
};

/// None of small values that are put together, of groups by time or by an audience, of whom nothing is known but that
/// they are not scored, and by an attribute of opportunities: it is theirs, and a filter goes by customers.
std::optional<GroupCondition> condition_of(const funnel::BreakdownSpec& breakdown, funnel::Source source,
                                           const funnel::BreakdownReport& report, size_t group);
bool in_filter(const rfm::FilterSpec& filter, const GroupCondition& condition);
void click_filter(rfm::FilterSpec& filter, const GroupCondition& condition, bool add);

// Steps of the funnel -------------------------------------------------------------------------------------------------

/// The condition that leaves those whom the query is about; none of an optional step, of a step that is not there, and
/// where nobody can be lost.
std::optional<rfm::FunnelCondition> condition_of(const funnel::FunnelReport& report, const funnel::PeopleQuery& query);

/// In another funnel the step of the filter may be another one, or none: then that part of the filter is lifted.
void lift_other_steps(Spec& spec, const Spec& before);

// Clusters ------------------------------------------------------------------------------------------------------------

/// Under another basis a cluster's number means other customers: then the filter by clusters is lifted.
void lift_other_clusters(Spec& spec, const Spec& before);

/// An attribute takes part in the clusters, or no more. False where no more may, or nothing would be left.
bool switch_cluster_attribute(rfm::ClusterSpec& clusters, std::string_view name);

/// Whether something takes part besides this dimension (0 R, 1 F, 2 M).
bool has_other_features(const rfm::ClusterSpec& clusters, size_t dimension);
bool& cluster_dimension(rfm::ClusterSpec& clusters, size_t dimension);

// Scores and segments ------------------------------------------------------------------------------------------------

/// Segments of another map have other names: a filter by segment is lifted. The map gets the bins that it needs.
void choose_map(Spec& spec, std::string_view map);

/// The scores get the number that the map in force needs. Under another number cells are others: a filter by cell is
/// lifted; and own cut points, made for another number, give way to the default method.
void take_bins_of_map(Spec& spec);

/// Whether every dimension is scored by the method that the map in force is meant for, or that may be any.
bool has_method_of_map(const rfm::RfmSpec& spec);

/// Scores every dimension by that method.
void use_method_of_map(rfm::RfmSpec& spec);

/// The method of one dimension; own cut points begin as starting_cuts says.
void choose_method(rfm::DimensionSpec& chosen, std::string_view method, const rfm::DimensionReport& report, int bins);

/// A comparison as a step of a slider: 0 equally important, 2 three times, -2 a third; -8..8.
int step_of_times(double times);
double times_of_step(int step);

/// As many bins for every dimension; own cut points are made anew from the report's values.
void choose_bins(Spec& spec, int bins, const rfm::RfmReport& report);

/// `dimension` 0 R, 1 F, 2 M in all of these.
rfm::DimensionSpec& dimension_spec(rfm::RfmSpec& spec, size_t dimension);
const rfm::DimensionSpec& dimension_spec(const rfm::RfmSpec& spec, size_t dimension);

/// bins - 1 strictly ascending cut points to start `thresholds` from: those in force where there are enough, else
/// evenly spread between the smallest and the largest value.
std::vector<double> starting_cuts(const rfm::DimensionReport& dimension, int bins);

/// The cut `index`, with those equal to it, at `value`. False, and nothing is done, where it would meet or pass
/// another.
bool move_equal_cuts(std::vector<double>& cuts, size_t index, double value);

/// Cut `index` at `value`; neighbours that it would pass stay where they are and the value is kept between them. False
/// when there is no room.
bool move_cut(std::vector<double>& cuts, size_t index, double value);

/// One weight at `value` (0..1, hundredths), the other two in their former proportion, together 1.
rfm::Weights with_weight(const rfm::Weights& weights, size_t dimension, double value);
double weight_of(const rfm::Weights& weights, size_t dimension);

/// Own split values of the eight-class map, from the means or medians in force.
void start_own_split(rfm::EightSpec& eight, const rfm::RfmReport& report);

// Files --------------------------------------------------------------------------------------------------------------

/// The entry of this file, made when there is none.
ingest::FileSpec& file_spec(ingest::IngestSpec& spec, std::string_view name);
const ingest::FileSpec* find_file_spec(const ingest::IngestSpec& spec, std::string_view name);

/// Gives a column a role; a column that had this role is left out from now on, because one column has a role.
void choose_role(ingest::IngestSpec& spec, const ingest::FileReport& file, size_t column, ingest::Role role);

/// The role that a column will have: the user's choice, else what was understood.
ingest::Role role_of(const ingest::IngestSpec& spec, const ingest::FileReport& file, size_t column);
bool one_column_only(ingest::Role role);  ///< false for attribute and ignore

/// Everything about this file is decided from its content again.
void back_to_automatic(ingest::IngestSpec& spec, std::string_view name);

/// Entries in which nothing is chosen say nothing: they are taken out, so that equal choices are equal specs.
void drop_empty_entries(ingest::IngestSpec& spec);

// Funnel -------------------------------------------------------------------------------------------------------------

/// The steps in force, written into the spec so that they can be changed one by one.
std::vector<funnel::Step> steps_in_force(const funnel::FunnelSpec& spec, const funnel::FunnelReport& report);

/// Another table has other events: the steps are proposed anew, and nothing is excluded.
void choose_source(funnel::FunnelSpec& spec, funnel::Source source);

}  // namespace sluice::app
