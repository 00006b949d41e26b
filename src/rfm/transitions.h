// Two analyses of the same customers set side by side: who was in which segment in the one and is in the other. What
// migration and the comparison of methods have in common: the matrix of flows, and the customers behind a flow.
#pragma once

#include <cstdint>
#include <vector>

#include "base/exact_sum.h"
#include "base/result.h"
#include "base/table_columns.h"
#include "rfm/analysis.h"
#include "rfm/change_report.h"

namespace sluice::rfm {

/// Customers by code, each with its state at both ends. Columns have equal length.
struct Transitions {
  static constexpr uint32_t kNoRow = UINT32_MAX;

  ChangeKind kind = ChangeKind::migration;
  std::vector<uint32_t> customer;                        ///< code in Dataset::customers, ascending
  std::vector<uint32_t> row_before, row_after;           ///< in the profiles of the analyses; kNoRow outside of the map
  std::vector<uint16_t> before, after;                   ///< indices into the states
  std::vector<ExactSum> revenue;                         ///< FlowFigures::revenue, in the decimals of the profiles
  std::vector<ChangeState> states_before, states_after;  ///< without figures; segments first

  size_t size() const { return customer.size(); }
};

/// The transitions with the analyses that they connect, and the dataset of both.
struct Change {
  const Dataset& dataset;
  const Analysis& before;
  const Analysis& after;
  const Transitions& transitions;
};

/// The segments of a map.
std::vector<ChangeState> states_of(const SegmentMap& map);

/// States outside of the map that nobody is in are left out.
ChangeMatrix make_matrix(const Change& change);

/// Indices of the customers behind a flow, in the order of FlowQuery; its page is not applied. bad_request for a state
/// that is none.
Result<std::vector<uint32_t>> customers_behind(const Transitions& transitions, const FlowQuery& query);

CustomerStanding standing_of(const Analysis& analysis, size_t profile_row);
FlowCustomer flow_customer(const Change& change, uint32_t index);

/// A file in the manner of begin_customers_table: customer, name where known, segment, scores and weighted score at
/// both ends, and the revenue. `indices` in the order to write. What `change` refers to must outlive the run unchanged.
TableRun begin_flow_table(const Change& change, std::vector<uint32_t> indices, TableStyle style);

}  // namespace sluice::rfm
