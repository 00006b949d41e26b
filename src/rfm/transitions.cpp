#include "rfm/transitions.h"

#include <algorithm>

#include "base/csv_writer.h"
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

struct Columns {
  std::string segment_before, scores_before, segment_after, scores_after;
};

Columns column_names(ChangeKind kind, bool chinese) {
  if (kind == ChangeKind::migration) {
    return chinese ? Columns{"期初分群", "期初", "期末分群", "期末"}
                   : Columns{"segment_before", "before", "segment_after", "after"};
  }
  return chinese ? Columns{"当前分群", "当前", "对照分群", "对照"}
                 : Columns{"segment_now", "now", "segment_other", "other"};
}

void write_score_names(const std::string& when, bool chinese, CsvWriter& csv) {
  for (const char* name : {"R", "F", "M"}) csv.cell(chinese ? when + name + "等级" : name + ("_score_" + when));
  csv.cell(chinese ? when + "权重得分" : "weighted_score_" + when);
}

void write_standing(const std::optional<CustomerStanding>& standing, CsvWriter& csv) {
  if (!standing) return csv.cells({"", "", "", ""});
  for (const int score : standing->scores) csv.number(std::to_string(score));
  csv.number(shortest_text(standing->weighted));
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

std::string flow_csv(const Change& change, const std::vector<uint32_t>& indices, bool chinese) {
  const Transitions& transitions = change.transitions;
  const bool has_names = !change.dataset.customer_names.empty();
  const bool migration = transitions.kind == ChangeKind::migration;
  const Columns names = column_names(transitions.kind, chinese);
  const auto chosen = [&](const TextPair& text) -> const std::string& { return chinese ? text.zh : text.en; };
  CsvWriter csv;
  csv.cell(chinese ? "客户" : "customer");
  if (has_names) csv.cell(chinese ? "客户名称" : "name");
  csv.cell(names.segment_before);
  write_score_names(names.scores_before, chinese, csv);
  csv.cell(names.segment_after);
  write_score_names(names.scores_after, chinese, csv);
  if (migration) csv.cell(chinese ? "期初前销售额" : "revenue_before");
  csv.cell(migration ? (chinese ? "期间销售额" : "revenue_between") : (chinese ? "销售额" : "revenue"));
  csv.end_row();
  for (const uint32_t index : indices) {
    const FlowCustomer customer = flow_customer(change, index);
    csv.cell(customer.id);
    if (has_names) csv.cell(customer.name);
    csv.cell(chosen(transitions.states_before[transitions.before[index]].name));
    write_standing(customer.earlier, csv);
    csv.cell(chosen(transitions.states_after[transitions.after[index]].name));
    write_standing(customer.later, csv);
    if (customer.revenue_before) csv.number(shortest_text(*customer.revenue_before));
    csv.number(shortest_text(customer.revenue));
    csv.end_row();
  }
  return std::move(csv).text();
}

}  // namespace sluice::rfm
