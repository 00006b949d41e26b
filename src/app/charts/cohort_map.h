// Cohorts as rows, periods since the first purchase as columns: each cell coloured by its value, the value written in
// it. The younger a cohort, the shorter its row. Cells of a period that is not over are hatched and pale, so that they
// never look like a fall. Where the columns need more width than there is, they scroll under the names of the cohorts;
// a picture has them all.
#pragma once

#include "app/charts/chart.h"

namespace sluice::app::chart {

struct CohortMapRow {
  std::string id{};     ///< test key is KEY.ID
  std::string label{};  ///< "Mar 2017"
  double customers = 0;
  std::string size{};   ///< the same, written: "1,234"
  size_t cells = 0;     ///< columns that it has
  size_t complete = 0;  ///< of these, from the left
  bool selected = false;
  bool selectable = true;  ///< false: a row of means
};

struct CohortMap {
  std::string_view key{};
  std::string_view caption{};
  std::string_view row_title{};                                  ///< over the names: "First purchase"
  std::string_view size_title{};                                 ///< over the sizes: "Customers"
  std::string_view column_title{};                               ///< over the numbers of the periods: "Months since"
  std::string_view legend_low{}, legend_high{}, legend_title{};  ///< ends of the colour scale
  std::string_view legend_incomplete{};                          ///< empty: no cell is
  std::string_view note{};  ///< how the values are computed: under what hovering tells
  size_t columns = 0;
  std::vector<CohortMapRow> rows{};                  ///< the means first, then oldest first
  std::function<std::string(size_t)> column_name{};  ///< "Month 3": of one column, where it is read
  bool shares = false;                               ///< the values are shares
  // Of a cell, by row and column; asked for what is visible only.
  std::function<std::optional<double>(size_t, size_t)> value{};
  std::function<double(size_t, size_t)> share{};  ///< 0..1 of the colour scale
  std::function<std::string(size_t, size_t)> text{};
  std::function<std::vector<ui::TooltipRow>(size_t, size_t)> tip{};
};

/// Rows are what is clicked or pressed; the pointer and the arrow keys read their cells, up and down in one column.
struct CohortMapEvent {
  std::optional<size_t> clicked{};  ///< row
};
CohortMapEvent cohort_map(const CohortMap& data);

}  // namespace sluice::app::chart
