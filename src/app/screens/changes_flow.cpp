// Flows between segments as a table of pairs, and the customers behind one of them.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <imgui.h>

#include "app/screens/changes.h"
#include "app/screens/customer_formats.h"
#include "app/screens/customer_pages.h"
#include "app/screens/words.h"
#include "app/widgets/button.h"
#include "app/widgets/card.h"
#include "app/widgets/cells.h"
#include "app/widgets/layout.h"
#include "app/widgets/menu.h"
#include "app/widgets/overlay.h"
#include "app/widgets/table.h"
#include "app/widgets/table_copy.h"
#include "app/widgets/text.h"

namespace sluice::app {
namespace {

float flow_panel_width() { return 18 * sizes().control; }

const rfm::ChangeState* find_state(const std::vector<rfm::ChangeState>& states, std::string_view id) {
  const auto found = std::find_if(states.begin(), states.end(), [&](const auto& state) { return state.id == id; });
  return found == states.end() ? nullptr : &*found;
}

const rfm::FlowFigures* figures_between(const rfm::ChangeMatrix& matrix, std::string_view before,
                                        std::string_view after) {
  for (const rfm::ChangeFlow& flow : matrix.flows) {
    if (flow.before == before && flow.after == after) return &flow.figures;
  }
  return nullptr;
}

// Matrix -------------------------------------------------------------------------------------------------------------

std::vector<ui::Column> matrix_columns(const ShownChange& change, SegmentMeasure measure) {
  const bool revenue = measure == SegmentMeasure::revenue;
  const char* sum = change.kind == rfm::ChangeKind::migration ? tr("changes.revenue_tip") : tr("tip.revenue");
  std::vector<ui::Column> columns{{.key = "before", .label = change.before, .min_width = 172, .weight = 0.4f}};
  for (const rfm::ChangeState& state : change.matrix.after) {
    columns.push_back({.key = state.id,
                       .label = pick(state.name),
                       .align = ui::Align::right,
                       .min_width = 72,
                       .weight = 0.2f,
                       .tip = revenue ? sum : tr("changes.cell_tip")});
  }
  columns.push_back({.key = "total",
                     .label = tr("changes.total"),
                     .align = ui::Align::right,
                     .min_width = 84,
                     .tip = revenue ? sum : tr("changes.total_tip")});
  return columns;
}

ui::Cell measure_cell(const rfm::RfmReport& report, const rfm::FlowFigures& figures, SegmentMeasure measure,
                      bool strong) {
  ui::Cell cell = measure == SegmentMeasure::revenue ? ui::compact_money_cell(figures.revenue, report.currency)
                                                     : ui::count_cell(static_cast<double>(figures.customers));
  cell.strong = strong;
  return cell;
}

/// A row of the matrix; the one behind the last state is that of the sums.
void fill_matrix_row(ui::Row& cells, const rfm::RfmReport& report, const rfm::ChangeMatrix& matrix, size_t row,
                     SegmentMeasure measure) {
  cells.clear();
  if (row == matrix.before.size()) {
    cells.push_back({.text = tr("changes.total"), .strong = true});
    for (const rfm::ChangeState& state : matrix.after) {
      cells.push_back(measure_cell(report, state.figures, measure, true));
    }
    cells.push_back(measure_cell(report, matrix.total, measure, true));
    return;
  }
  const rfm::ChangeState& before = matrix.before[row];
  cells.push_back({.text = pick(before.name), .color = before.color, .strong = true});
  for (const rfm::ChangeState& after : matrix.after) {
    const rfm::FlowFigures* figures = figures_between(matrix, before.id, after.id);
    const bool stayed = before.id == after.id;
    cells.push_back(figures ? measure_cell(report, *figures, measure, stayed)
                            : ui::Cell{.text = absent(), .muted = true});
  }
  cells.push_back(measure_cell(report, before.figures, measure, false));
}

/// Column 0 and the last one stand for the whole row, the last row for a whole column.
void click_matrix(ScreenContext& context, const ShownChange& change, size_t row, std::optional<size_t> column) {
  const rfm::ChangeMatrix& matrix = change.matrix;
  const bool one_end = column && *column > 0 && *column <= matrix.after.size();
  const std::string before = row < matrix.before.size() ? matrix.before[row].id : std::string{};
  const std::string after = one_end ? matrix.after[*column - 1].id : std::string{};
  const bool somebody = before.empty() || after.empty() || figures_between(matrix, before, after);
  if (somebody) context.store.open_flow(change.kind, before, after);
}

// Panel --------------------------------------------------------------------------------------------------------------

/// One end of the flow: any state, or one of those that the matrix has.
void draw_end(ScreenContext& context, const ShownChange& change, bool before) {
  const std::vector<rfm::ChangeState>& states = before ? change.matrix.before : change.matrix.after;
  const rfm::FlowQuery open = *context.store.open_flow();
  const std::string& chosen = before ? open.before : open.after;
  std::vector<ui::SelectOption> options{{.label = tr("changes.any_segment")}};
  size_t current = 0;
  for (const rfm::ChangeState& state : states) {
    if (state.id == chosen) current = options.size();
    options.push_back({.label = pick(state.name),
                       .detail = format_count(static_cast<double>(state.figures.customers)),
                       .color = state.color});
  }
  const auto picked = ui::select({.key = before ? "changes.flow.before" : "changes.flow.after",
                                  .label = before ? change.before : change.after,
                                  .width = -1},
                                 options, current);
  if (!picked) return;
  const std::string id = *picked == 0 ? std::string{} : states[*picked - 1].id;
  context.store.open_flow(change.kind, before ? id : open.before, before ? open.after : id);
  context.view.changes.customers = {};
}

std::vector<ui::Column> customer_columns(const ShownChange& change, const rfm::FlowQuery& flow) {
  using ui::Align;
  std::vector<ui::Column> columns{{.key = "id", .label = tr("customers.id"), .min_width = 96, .weight = 1}};
  if (flow.before.empty()) columns.push_back({.key = "before", .label = change.before, .min_width = 132, .weight = 1});
  if (flow.after.empty()) columns.push_back({.key = "after", .label = change.after, .min_width = 132, .weight = 1});
  columns.push_back({.key = "scores",
                     .label = tr("changes.scores"),
                     .min_width = 112,
                     .weight = 0.4f,
                     .tip = tr("changes.scores_tip")});
  if (change.kind == rfm::ChangeKind::migration) {
    columns.push_back({.key = "revenue_before",
                       .label = tr("changes.revenue_before"),
                       .align = Align::right,
                       .min_width = 92,
                       .weight = 0.4f,
                       .tip = tr("changes.revenue_before_tip")});
  }
  const bool migration = change.kind == rfm::ChangeKind::migration;
  columns.push_back({.key = "revenue",
                     .label = tr(migration ? "changes.revenue_between" : "figure.revenue"),
                     .align = Align::right,
                     .min_width = 92,
                     .weight = 0.4f,
                     .tip = tr(migration ? "changes.revenue_tip" : "tip.revenue")});
  return columns;
}

/// "543"; with more than nine scores "10 4 3".
std::string score_words(const std::optional<rfm::CustomerStanding>& standing) {
  if (!standing) return absent();
  const bool long_scores = *std::max_element(standing->scores.begin(), standing->scores.end()) > 9;
  std::string words;
  for (const int score : standing->scores) {
    if (long_scores && !words.empty()) words += ' ';
    words += std::to_string(score);
  }
  return words;
}

std::string state_name(const std::vector<rfm::ChangeState>& states, std::string_view id) {
  const rfm::ChangeState* state = find_state(states, id);
  return state ? pick(state->name) : std::string(id);
}

void fill_customer_row(ui::Row& cells, const rfm::RfmReport& report, const ShownChange& change,
                       const rfm::FlowQuery& flow, const rfm::FlowCustomer& row) {
  cells.clear();
  cells.push_back({.text = row.id, .strong = true});
  if (flow.before.empty()) cells.push_back({.text = state_name(change.matrix.before, row.before)});
  if (flow.after.empty()) cells.push_back({.text = state_name(change.matrix.after, row.after)});
  cells.push_back({.text = score_words(row.earlier) + " → " + score_words(row.later)});
  if (row.revenue_before) cells.push_back(ui::money_cell(*row.revenue_before, report.currency));
  cells.push_back(ui::money_cell(row.revenue, report.currency));
}

/// `copies`: they go to the clipboard.
void draw_customers(ScreenContext& context, const rfm::RfmReport& report, const ShownChange& change, bool copies) {
  Store& store = context.store;
  ChangesView& view = context.view.changes;
  const rfm::FlowQuery flow = *store.open_flow();
  RowPages<rfm::FlowCustomer>& rows = store.flow_customers();
  const std::vector<ui::Column> header = customer_columns(change, flow);
  ui::Table table{.key = "changes.flow.table",
                  .caption = tr("changes.flow_caption"),
                  .columns = header,
                  .rows = rows.known() ? rows.total() : 1,
                  .height = ImGui::GetContentRegionAvail().y - sizes().s8,
                  .empty_text = tr("changes.nobody")};
  const auto fill = [&](ui::Row& cells, const rfm::FlowCustomer& row) {
    fill_customer_row(cells, report, change, flow, row);
  };
  draw_customer_pages(store, rows, view.customers, table, fill, change.current);
  if (!copies) return;
  table.row = [&](uint64_t index) -> const ui::Row* {
    const rfm::FlowCustomer* row = rows.row(index);
    if (row) fill(view.customers.row, *row);
    return row ? &view.customers.row : nullptr;
  };
  ui::copy_table(table);
}

}  // namespace

void draw_flow_matrix(ScreenContext& context, const rfm::RfmReport& report, const ShownChange& change) {
  ChangesView& view = context.view.changes;
  const bool migration = change.kind == rfm::ChangeKind::migration;
  ui::Card card({.key = "changes.matrix_card",
                 .title = tr("changes.matrix"),
                 .subtitle = tr(migration ? "changes.matrix_hint.migration" : "changes.matrix_hint.comparison"),
                 .flush = true});
  const std::vector<ui::Column> header = matrix_columns(change, view.measure);
  const ui::TableEvent event = ui::table({.key = "changes.matrix",
                                          .caption = tr("changes.matrix"),
                                          .columns = header,
                                          .rows = change.matrix.before.size() + 1,
                                          .row =
                                              [&](uint64_t index) {
                                                fill_matrix_row(view.row, report, change.matrix, index, view.measure);
                                                return &view.row;
                                              },
                                          .cells = true},
                                         view.matrix);
  if (event.clicked) click_matrix(context, change, static_cast<size_t>(*event.clicked), event.clicked_column);
}

float flow_panel_room(const ScreenContext& context) {
  return context.store.open_flow() ? ui::panel_room(flow_panel_width()) : 0;
}

void draw_flow_panel(ScreenContext& context, const rfm::RfmReport& report, const ShownChange& change) {
  const rfm::FlowQuery* open = context.store.open_flow();
  if (!open) return;
  const auto known = [](const std::vector<rfm::ChangeState>& states, const std::string& id) {
    return id.empty() || find_state(states, id) != nullptr;
  };
  // A changed map or filter may have taken the flow away.
  if (change.current && !(known(change.matrix.before, open->before) && known(change.matrix.after, open->after))) {
    return context.store.close_flow();
  }
  const bool stays = ui::begin_panel("flow", tr("changes.flow_title"), flow_panel_width());
  draw_end(context, change, true);
  draw_end(context, change, false);
  ui::gap(sizes().s8);
  const RowPages<rfm::FlowCustomer>& rows = context.store.flow_customers();
  ui::Button save = export_button("changes.flow.export", tr("customers.export_tip"));
  save.small = true;
  const auto format = format_menu(save, export_note(rows.known() ? std::optional(rows.total()) : std::nullopt));
  if (format) context.store.export_flow_customers(*format, language_tag(context.preferences.language()));
  const ui::Button copy{.key = "changes.flow.copy",
                        .label = tr("card.copy"),
                        .icon = ui::Icon::copy,
                        .disabled = !rows.known() || rows.total() == 0,
                        .small = true};
  ui::same_line_if_fits(ui::button_width(copy));
  const bool copies = ui::button(copy);
  const std::string found = rows.known() ? tr_plural("export.customers_count", static_cast<double>(rows.total()))
                                         : std::string(tr("common.loading"));
  ui::same_line_if_fits(ui::measure(TextStyle::caption, found).x);
  ui::muted(found, TextStyle::caption, "changes.flow.found");
  ui::gap(sizes().s8);
  draw_customers(context, report, change, copies);
  ui::end_panel();
  if (!stays) context.store.close_flow();
}

}  // namespace sluice::app
