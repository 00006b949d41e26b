#include "rfm/transitions.h"

#include <algorithm>
#include <array>

#include "base/number_text.h"

namespace sluice::rfm {
namespace {

struct FlowSums {
  uint64_t customers = 0;
  ExactSum revenue_before, revenue;

  void add(const FlowSums& other) {
    customers += other.customers;
    revenue_before.add(other.revenue_before);
    revenue.add(other.revenue);
  }
};

// What one customer adds to its flow.
FlowSums sums_of(const Change& change, size_t index) {
  const Transitions& transitions = change.transitions;
  FlowSums sums;
  sums.customers = 1;
  sums.revenue = transitions.revenue[index];
  const uint32_t row = transitions.row_before[index];
  if (row != Transitions::kNoRow) sums.revenue_before.add(change.before.profile.revenue.units[row]);
  return sums;
}

FlowFigures figures_of(const FlowSums& sums, const Change& change) {
  const int decimals = change.before.profile.revenue.decimals;
  FlowFigures figures;
  figures.customers = sums.customers;
  if (change.transitions.kind == ChangeKind::migration) figures.revenue_before = sums.revenue_before.value(decimals);
  figures.revenue = sums.revenue.value(decimals);
  return figures;
}

bool is_outside(const ChangeState& state) { return state.id == kNotYet || state.id == kNoPurchase; }

std::vector<ChangeState> with_figures(std::vector<ChangeState> states, const std::vector<FlowSums>& sums,
                                      const Change& change) {
  for (size_t i = 0; i < states.size(); ++i) states[i].figures = figures_of(sums[i], change);
  std::erase_if(states, [](const ChangeState& state) { return is_outside(state) && state.figures.customers == 0; });
  return states;
}

// The index of a state; nullopt for the empty id, which stands for any.
Result<std::optional<size_t>> find_state(const std::vector<ChangeState>& states, const std::string& id) {
  if (id.empty()) return std::optional<size_t>{};
  const auto found = std::find_if(states.begin(), states.end(), [&](const ChangeState& s) { return s.id == id; });
  if (found == states.end()) {
    return Error{
        ErrorCode::bad_request, {"There is no segment \"" + id + "\" here.", "这里没有分群“" + id + "”。"}, {}};
  }
  return std::optional<size_t>(static_cast<size_t>(found - states.begin()));
}

/// The headers of the two ends of a flow.
struct EndNames {
  TextPair segment;
  TextPair when;  ///< of the scores
};

std::array<EndNames, 2> end_names(ChangeKind kind) {
  if (kind == ChangeKind::migration) {
    return {{{{"segment_before", "期初分群"}, {"before", "期初"}}, {{"segment_after", "期末分群"}, {"after", "期末"}}}};
  }
  return {{{{"segment_now", "当前分群"}, {"now", "当前"}}, {{"segment_other", "对照分群"}, {"other", "对照"}}}};
}

/// One end of a flow: what its columns are made of.
struct FlowEnd {
  const Analysis& analysis;
  const std::vector<uint32_t>& row;  // by customer of the transitions, as the next one
  const std::vector<uint16_t>& state;
  const std::vector<ChangeState>& states;
};

/// Segment, the three scores and the weighted score; the scores are not known of somebody outside of the map.
void add_end(TableColumns& columns, FlowEnd end, const EndNames& names) {
  const auto known = [end](auto text_of) {
    return [end, text_of](size_t index) {
      const uint32_t row = end.row[index];
      return row == Transitions::kNoRow ? std::string() : text_of(end.analysis, row);
    };
  };
  columns.text(names.segment, [end, style = columns.style()](size_t index) {
    return std::string_view(style.pick(end.states[end.state[index]].name));
  });
  constexpr std::array<std::string_view, 3> kLetters{"R", "F", "M"};
  for (size_t d = 0; d < kLetters.size(); ++d) {
    const std::string letter(kLetters[d]);
    columns.number(
        {letter + "_score_" + names.when.en, names.when.zh + letter + "等级"},
        known([d](const Analysis& analysis, size_t row) { return std::to_string(analysis.scores[d][row]); }));
  }
  columns.number({"weighted_score_" + names.when.en, names.when.zh + "权重得分"},
                 known([](const Analysis& analysis, size_t row) { return shortest_text(analysis.weighted[row]); }));
}

}  // namespace

std::vector<ChangeState> states_of(const SegmentMap& map) {
  std::vector<ChangeState> states;
  for (const Segment& segment : map.segments) states.push_back({segment.id, segment.name, segment.color, {}});
  return states;
}

ChangeMatrix make_matrix(const Change& change) {
  const Transitions& transitions = change.transitions;
  const size_t rows = transitions.states_before.size(), columns = transitions.states_after.size();
  std::vector<FlowSums> cells(rows * columns), row_sums(rows), column_sums(columns);
  for (size_t i = 0; i < transitions.size(); ++i) {
    cells[transitions.before[i] * columns + transitions.after[i]].add(sums_of(change, i));
  }
  ChangeMatrix matrix;
  FlowSums total;
  for (size_t row = 0; row < rows; ++row) {
    for (size_t column = 0; column < columns; ++column) {
      const FlowSums& cell = cells[row * columns + column];
      if (cell.customers == 0) continue;
      row_sums[row].add(cell);
      column_sums[column].add(cell);
      total.add(cell);
      matrix.flows.push_back(
          {transitions.states_before[row].id, transitions.states_after[column].id, figures_of(cell, change)});
    }
  }
  matrix.before = with_figures(transitions.states_before, row_sums, change);
  matrix.after = with_figures(transitions.states_after, column_sums, change);
  matrix.total = figures_of(total, change);
  return matrix;
}

Result<std::vector<uint32_t>> customers_behind(const Transitions& transitions, const FlowQuery& query) {
  const auto before = find_state(transitions.states_before, query.before);
  if (!before) return before.error();
  const auto after = find_state(transitions.states_after, query.after);
  if (!after) return after.error();
  std::vector<uint32_t> indices;
  for (uint32_t i = 0; i < transitions.size(); ++i) {
    const bool fits = transitions.before[i] == before->value_or(transitions.before[i]) &&
                      transitions.after[i] == after->value_or(transitions.after[i]);
    if (fits) indices.push_back(i);
  }
  const auto more = [&](uint32_t a, uint32_t b) {
    return transitions.revenue[a].units() > transitions.revenue[b].units();
  };
  std::stable_sort(indices.begin(), indices.end(), more);
  return indices;
}

CustomerStanding standing_of(const Analysis& analysis, size_t profile_row) {
  CustomerStanding standing;
  for (size_t d = 0; d < standing.scores.size(); ++d) standing.scores[d] = analysis.scores[d][profile_row];
  standing.weighted = analysis.weighted[profile_row];
  standing.segment = analysis.map->segments[analysis.segment[profile_row]].id;
  return standing;
}

FlowCustomer flow_customer(const Change& change, uint32_t index) {
  const Transitions& transitions = change.transitions;
  const uint32_t code = transitions.customer[index];
  const FlowFigures figures = figures_of(sums_of(change, index), change);
  FlowCustomer customer;
  customer.id = change.dataset.customers.at(code);
  if (!change.dataset.customer_names.empty()) customer.name = change.dataset.customer_names[code];
  customer.before = transitions.states_before[transitions.before[index]].id;
  customer.after = transitions.states_after[transitions.after[index]].id;
  const uint32_t row_before = transitions.row_before[index], row_after = transitions.row_after[index];
  if (row_before != Transitions::kNoRow) customer.earlier = standing_of(change.before, row_before);
  if (row_after != Transitions::kNoRow) customer.later = standing_of(change.after, row_after);
  customer.revenue_before = figures.revenue_before;
  customer.revenue = figures.revenue;
  return customer;
}

TableRun begin_flow_table(const Change& change, std::vector<uint32_t> indices, TableStyle style) {
  const Dataset& dataset = change.dataset;
  const Transitions& transitions = change.transitions;
  const bool migration = transitions.kind == ChangeKind::migration;
  const std::array<EndNames, 2> names = end_names(transitions.kind);
  TableColumns columns(style);
  columns.text({"customer", "客户"}, [&](size_t index) { return dataset.customers.at(transitions.customer[index]); });
  if (!dataset.customer_names.empty()) {
    columns.text({"name", "客户名称"},
                 [&](size_t index) { return std::string_view(dataset.customer_names[transitions.customer[index]]); });
  }
  add_end(columns, {change.before, transitions.row_before, transitions.before, transitions.states_before}, names[0]);
  add_end(columns, {change.after, transitions.row_after, transitions.after, transitions.states_after}, names[1]);
  const int decimals = change.before.profile.revenue.decimals;
  if (migration) {
    columns.number(
        {"revenue_before", "期初前销售额"},
        [change](size_t index) { return shortest_text(*figures_of(sums_of(change, index), change).revenue_before); },
        decimals);
  }
  columns.number(
      migration ? TextPair{"revenue_between", "期间销售额"} : TextPair{"revenue", "销售额"},
      [change](size_t index) { return shortest_text(figures_of(sums_of(change, index), change).revenue); }, decimals);
  return std::move(columns).begin(migration ? TextPair{"Migration", "客户迁移"} : TextPair{"Comparison", "评分对照"},
                                  std::move(indices));
}

}  // namespace sluice::rfm
