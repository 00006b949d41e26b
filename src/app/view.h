// What the person looks at: screen, toggles, drafts of forms. Nothing here changes a number, so none of it is in the
// spec, in a link or in the history. Each screen has one struct.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/charts/funnel_bars.h"
#include "app/charts/scatter.h"
#include "app/widgets/table.h"
#include "base/text_pair.h"
#include "funnel/funnel_spec.h"
#include "ingest/ingest_spec.h"
#include "rfm/rfm_spec.h"

namespace sluice::app {

enum class ScreenId { data, overview, segments, customers, changes, retention, value, clusters, funnel };

enum class SegmentMeasure { customers, revenue };
enum class CellMeasure { customers, revenue, mean_monetary, mean_value };
enum class GridShape { heatmap, cube };
enum class SegmentFigures { totals, averages };

struct DataView {
  size_t file = 0;                          ///< index of the file shown
  std::optional<ingest::IngestSpec> draft;  ///< choices that are not applied yet
  std::string new_pattern;                  ///< of test accounts, as typed
  std::string rows_of;                      ///< ledger entry that `rows` was scrolled in
  ui::TableState rows;
  ui::Row row;  ///< cells of the row that a table asked for last
};

/// A table of customers that come page by page (screens/customer_pages.h).
struct CustomerPagesView {
  std::optional<uint64_t> wanted_row{};  ///< clicked before it was here
  ui::TableState table{};
  ui::Row row{};
};

struct OverviewView {
  SegmentMeasure treemap = SegmentMeasure::customers;
  CellMeasure heatmap = CellMeasure::customers;
  GridShape grid = GridShape::heatmap;
  chart::ScatterState scatter;
  std::string attribute;  ///< by which the customers are broken down; another one than the report has: the first
  SegmentMeasure attribute_measure = SegmentMeasure::customers;
  bool all_values = false;
  size_t grouping = 0;          ///< rfm::Grouping
  bool thresholds = false;      ///< of the grouping, open to be edited
  std::string advice_of;        ///< group of the grouping whose advice is open to be edited
  bool prospects = false;       ///< they are listed
  bool show_prospects = false;  ///< in this frame: they were chosen
  CustomerPagesView prospect_pages;
  ui::TableState group_table;
  ui::Row group_row;
};

struct MapEditorView {
  bool open = false;
  std::string brush;                     ///< id of the segment that a click gives a cell to; empty: as the rules say
  std::string segment;                   ///< id of the one whose name and colour are shown
  std::string last_cell;                 ///< clicked; a block is painted from here
  std::vector<std::string> shown_cells;  ///< of a finding
  std::string typed_in, typed;           ///< key of the field in which something is being typed, and what
};

/// The shape of a map that is about to be begun.
struct NewMapDraft {
  rfm::MapKind kind = rfm::MapKind::recency_frequency;
  int bins = 5;
};

struct SegmentsView {
  SegmentMeasure chart = SegmentMeasure::customers;
  SegmentFigures figures = SegmentFigures::totals;  ///< columns of the table, where it has no room for all
  ui::TableState table;
  ui::Row row;
  std::string snapshot_error;
  MapEditorView editor;
  NewMapDraft new_map;
};

struct CustomersView {
  std::string search;                   ///< as typed
  std::optional<double> search_due_ms;  ///< when it becomes the question
  bool focus_search = false;            ///< in the next frame
  uint64_t rows_of = 0;                 ///< Store::report_count() that `pages` was scrolled in
  CustomerPagesView pages;
};

struct RetentionView {
  bool all_cohorts = false;  ///< not just the latest ones
  uint64_t rows_of = 0;      ///< Store::report_count() that `overdue` was scrolled in
  CustomerPagesView overdue;
  ui::TableState second;
  ui::Row second_row;
};

struct ValueView {
  bool weekly = false;  ///< purchases of each week instead of all so far
  std::string margin_error;
  std::optional<rfm::LifetimeSpec> intervals_of{};  ///< asked for under these terms
  ui::TableState segments, forecasts, parameters;
  ui::Row row, forecast_row, parameter_row;
};

/// What the cells of an attribute against groups show.
enum class CrossingMeasure { share, index, customers };

struct CrossingView {
  CrossingMeasure measure = CrossingMeasure::share;
  bool all_findings = false;  ///< not just the strongest ones
  ui::TableState table;
  ui::Row row;
};

struct ClustersView {
  ui::TableState table;
  ui::Row row;
};

enum class ChangesTab { migration, comparison };

struct ChangesView {
  ChangesTab tab = ChangesTab::migration;
  SegmentMeasure measure = SegmentMeasure::customers;  ///< of the ribbons and the table of flows
  ui::TableState matrix, movements;
  ui::Row row;
  CustomerPagesView customers;  ///< behind the open flow
};

/// How the funnel is drawn: the forms of chart::Funnel, and flows from step to step.
enum class FunnelDrawing { bars, trapezoids, flows };

/// The funnels of groups: a small one each, or their curves in one chart.
enum class GroupsForm { side_by_side, overlaid };

struct FunnelView {
  FunnelDrawing drawing = FunnelDrawing::bars;
  chart::FunnelScale scale = chart::FunnelScale::linear;
  bool custom_window = false;                        ///< though its length is a usual one
  std::optional<size_t> open_step, open_exclusion;   ///< whose editor is open
  std::optional<funnel::Condition> new_condition{};  ///< in that editor, as long as it asks nothing
  std::optional<size_t> keyboard_on_step{};          ///< in the next frame, because it was moved by keys
  std::string event_search{};                        ///< as typed
  bool all_events = false;                           ///< not just the most frequent ones
  bool rules = false;                                ///< each by its name, open
  std::string preset{};                              ///< chosen last: several may mean the same rules
  ui::TableState times, pair;
  ui::Row times_row, pair_row;
  ui::TableState table;
  ui::Row row;
  GroupsForm groups_form = GroupsForm::side_by_side;
  std::optional<size_t> open_group{};  ///< of the breakdown, whose numbers are shown
  ui::TableState groups, people, journey;
  ui::Row group_row, person_row, event_row;
  ui::TableState windows, modes, periods;
  ui::Row window_row, mode_row, period_row;
  bool show_people = false;                 ///< in this frame: a bar or a loss was pressed
  bool show_journey = false;                ///< in this frame: a customer was chosen
  std::optional<uint64_t> journey_event{};  ///< pressed on the line, marked in the table
  ui::TableState people_segments, traits;
  ui::Row people_segment_row, trait_row;
  bool all_traits = false;  ///< not just the strongest ones
};

struct PipelineView {
  std::string open_stage{};  ///< name of the one whose details are shown; empty: none
  ui::TableState stages, what_if, losses, properties, ages, rotten;
  ui::Row row;  ///< cells of the row that a table asked for last
};

struct ExperimentView {
  size_t outcome = 0;  ///< whose rates the chart shows
  ui::TableState rates, revenue;
  ui::Row row;  ///< cells of the row that a table asked for last
};

/// What is being typed about a segment or a group.
struct AdviceDraft {
  std::string about{};  ///< which one; empty: nothing
  std::string text{};
};

/// Notes of the report about its data, over the screens of customers.
struct DataNotesView {
  bool all = false;                   ///< not just the first one
  std::vector<TextPair> dismissed{};  ///< as they were
};

struct View {
  ScreenId screen = ScreenId::overview;
  bool files_hover = false;
  bool keyboard_to_navigation = false;  ///< in the next frame
  std::string audience_name;            ///< as typed
  AdviceDraft advice;
  uint64_t arrivals_asked = 0;  ///< Store::arrival_count() whose question is open
  DataNotesView notes;
  DataView data;
  OverviewView overview;
  SegmentsView segments;
  CustomersView customers;
  RetentionView retention;
  CrossingView crossing;
  ValueView value;
  ClustersView clusters;
  ChangesView changes;
  FunnelView funnel;
  PipelineView pipeline;
  ExperimentView experiment;
};

}  // namespace sluice::app
