#include "rfm/cohorts.h"

#include <algorithm>
#include <limits>

#include "base/errors.h"
#include "base/exact_sum.h"
#include "rfm/cohort_notes.h"
#include "rfm/period.h"
#include "rfm/profile.h"
#include "rfm/selection.h"
#include "rfm/tally.h"

namespace sluice::rfm {
namespace {

struct CellSum {
  uint64_t active = 0;
  uint64_t orders = 0;
  ExactSum revenue;
};

// Sums of one row: a cell a period, the last one for all periods that have no column.
struct RowSum {
  uint64_t customers = 0;
  std::vector<CellSum> cells = std::vector<CellSum>(kMostCohortPeriods + 1);

  ExactSum revenue() const {
    ExactSum sum;
    for (const CellSum& cell : cells) sum.add(cell.revenue);
    return sum;
  }
};

// Which periods have rows, and which are complete.
struct Layout {
  CohortPeriod kind = CohortPeriod::month;
  int32_t earliest = 0, first_shown = 0, last = 0;  // periods of first purchases
  int32_t running = 0;                              // the period in which the data end
  bool running_complete = false;

  bool gathers() const { return earliest < first_shown; }
  size_t rows() const { return static_cast<size_t>(last - first_shown + 1) + (gathers() ? 1 : 0); }
  size_t row_of(int32_t period) const {
    return period < first_shown ? 0 : static_cast<size_t>(period - first_shown) + (gathers() ? 1 : 0);
  }
  // The youngest cohort of a row: all of them have reached its age.
  int32_t period_of_row(size_t row) const { return first_shown + static_cast<int32_t>(row) - (gathers() ? 1 : 0); }
  uint64_t cells(int32_t cohort) const { return clamp_age(running - cohort + 1); }
  uint64_t complete(int32_t cohort) const { return clamp_age(running - cohort + (running_complete ? 1 : 0)); }

 private:
  static uint64_t clamp_age(int32_t ages) { return static_cast<uint64_t>(std::clamp(ages, 0, kMostCohortPeriods)); }
};

// The file ends here, or the analysis does: what comes after is not known, and is no silence.
Day observed_to(const Lines& lines) {
  return std::min(lines.snapshot, day_of(lines.cleaning.left_after(CleaningRule::zero_amounts).last));
}

Layout lay_out(const Profile& profile, const std::vector<uint8_t>& selected, const PeriodTable& periods,
               CohortPeriod kind, Day observed) {
  Layout layout;
  layout.kind = kind;
  layout.running = period_of(observed, kind);
  layout.running_complete = period_of(observed + 1, kind) != layout.running;
  layout.earliest = std::numeric_limits<int32_t>::max();
  layout.last = std::numeric_limits<int32_t>::min();
  for (size_t row = 0; row < profile.size(); ++row) {
    if (selected[row] == 0) continue;
    const int32_t period = periods[profile.first_day[row]];
    layout.earliest = std::min(layout.earliest, period);
    layout.last = std::max(layout.last, period);
  }
  layout.first_shown = std::max(layout.earliest, layout.last - (kMostCohorts - 1));
  return layout;
}

// One customer's orders, oldest first, into the row of the cohort.
void add_customer(std::span<const CustomerOrder> orders, ReturnsRule rule, int32_t cohort, const PeriodTable& periods,
                  RowSum& row) {
  ++row.customers;
  int32_t latest = -1;  // column of the last purchase
  for (const CustomerOrder& order : orders) {
    const int32_t age = std::clamp(periods[day_of(order.time)] - cohort, 0, kMostCohortPeriods);
    CellSum& cell = row.cells[static_cast<size_t>(age)];
    cell.revenue.add(order.units);
    if (!is_purchase(order, rule)) continue;
    ++cell.orders;
    if (age != latest) ++cell.active;
    latest = age;
  }
}

CohortFigures figures_of(const RowSum& row, uint64_t cells, int decimals) {
  CohortFigures figures;
  const auto customers = static_cast<double>(row.customers);
  ExactSum cumulated;
  for (size_t age = 0; age < cells; ++age) {
    const CellSum& cell = row.cells[age];
    cumulated.add(cell.revenue);
    figures.active.push_back(cell.active);
    figures.orders.push_back(cell.orders);
    figures.revenue.push_back(cell.revenue.value(decimals));
    figures.retention.push_back(ratio(static_cast<double>(cell.active), customers));
    figures.orders_per_customer.push_back(ratio(static_cast<double>(cell.orders), customers));
    figures.revenue_per_customer.push_back(ratio(cell.revenue.value(decimals), customers));
    figures.cumulated_per_customer.push_back(ratio(cumulated.value(decimals), customers));
  }
  return figures;
}

CohortRow report_row(const Layout& layout, size_t index, const RowSum& sum, uint64_t cohorts, int decimals) {
  const int32_t period = layout.period_of_row(index);
  const bool gathered = period < layout.first_shown;
  CohortRow row;
  row.id = (gathered ? "../" : "") + period_id(period, layout.kind);
  row.first_day = format_day(first_day_of(gathered ? layout.earliest : period, layout.kind));
  row.last_day = format_day(first_day_of(period + 1, layout.kind) - 1);
  row.cohorts = cohorts;
  row.customers = sum.customers;
  row.revenue = sum.revenue().value(decimals);
  row.complete = layout.complete(period);
  row.figures = figures_of(sum, layout.cells(period), decimals);
  const CellSum& later = sum.cells.back();
  row.later = {later.active, later.orders, later.revenue.value(decimals)};
  return row;
}

// Sums over the rows that have reached an age.
struct AgeSum {
  uint64_t cohorts = 0, customers = 0;
  CellSum cell;
  ExactSum cumulated;
};

void add_means(const AgeSum& sum, int decimals, CohortMeans& means) {
  const auto cohorts = static_cast<double>(sum.cohorts);
  const auto customers = static_cast<double>(sum.customers);
  const auto active = static_cast<double>(sum.cell.active), orders = static_cast<double>(sum.cell.orders);
  const double revenue = sum.cell.revenue.value(decimals);
  means.cohorts.push_back(sum.cohorts);
  means.customers.push_back(sum.customers);
  means.active.push_back(ratio(active, cohorts));
  means.orders.push_back(ratio(orders, cohorts));
  means.revenue.push_back(ratio(revenue, cohorts));
  means.retention.push_back(ratio(active, customers));
  means.orders_per_customer.push_back(ratio(orders, customers));
  means.revenue_per_customer.push_back(ratio(revenue, customers));
  means.cumulated_per_customer.push_back(ratio(sum.cumulated.value(decimals), customers));
}

CohortMeans means_of(const std::vector<RowSum>& sums, const std::vector<CohortRow>& rows, int decimals) {
  CohortMeans means;
  std::vector<ExactSum> cumulated(rows.size());
  for (size_t age = 0; age < static_cast<size_t>(kMostCohortPeriods); ++age) {
    AgeSum sum;
    for (size_t row = 0; row < rows.size(); ++row) {
      const CellSum& cell = sums[row].cells[age];
      cumulated[row].add(cell.revenue);
      if (rows[row].complete <= age) continue;
      sum.cohorts += rows[row].cohorts;
      sum.customers += rows[row].customers;
      sum.cell.active += cell.active;
      sum.cell.orders += cell.orders;
      sum.cell.revenue.add(cell.revenue);
      sum.cumulated.add(cumulated[row]);
    }
    if (sum.cohorts == 0) break;
    add_means(sum, decimals, means);
  }
  return means;
}

class CohortTable {
 public:
  CohortTable(const Dataset& dataset, const Analysis& analysis, const RfmSpec& rfm, const Lines& lines)
      : dataset_(dataset), profile_(analysis.profile), rfm_(rfm), lines_(lines) {}

  // `selected` leaves at least one customer.
  void fill(CohortReport& report, const std::vector<uint8_t>& selected) const {
    const PeriodTable periods(profile_.data_first_day, profile_.data_last_day, report.period);
    const Layout layout = lay_out(profile_, selected, periods, report.period, observed_to(lines_));
    const std::vector<uint64_t> cohorts = count_cohorts(layout, selected, periods);
    const std::vector<RowSum> sums = sum_up(layout, selected, periods);
    const int decimals = profile_.revenue.decimals;
    ExactSum revenue;
    for (size_t row = 0; row < layout.rows(); ++row) {
      report.cohorts.push_back(report_row(layout, row, sums[row], cohorts[row], decimals));
      report.customers += sums[row].customers;
      revenue.add(sums[row].revenue());
      report.periods = std::max<uint64_t>(report.periods, report.cohorts.back().figures.size());
    }
    report.revenue = revenue.value(decimals);
    report.means = means_of(sums, report.cohorts, decimals);
  }

 private:
  // How many periods with a new customer stand behind each row.
  std::vector<uint64_t> count_cohorts(const Layout& layout, const std::vector<uint8_t>& selected,
                                      const PeriodTable& periods) const {
    std::vector<bool> has_customer(static_cast<size_t>(layout.last - layout.earliest) + 1, false);
    for (size_t row = 0; row < profile_.size(); ++row) {
      if (selected[row] != 0)
        has_customer[static_cast<size_t>(periods[profile_.first_day[row]] - layout.earliest)] = true;
    }
    std::vector<uint64_t> counts(layout.rows(), 0);
    for (size_t i = 0; i < has_customer.size(); ++i) {
      if (has_customer[i]) ++counts[layout.row_of(layout.earliest + static_cast<int32_t>(i))];
    }
    return counts;
  }

  std::vector<RowSum> sum_up(const Layout& layout, const std::vector<uint8_t>& selected,
                             const PeriodTable& periods) const {
    std::vector<RowSum> sums(layout.rows());
    const LineFilter filter = lines_.cleaning.line_filter();
    std::vector<CustomerOrder> memory;
    for (size_t row = 0; row < profile_.size(); ++row) {
      if (selected[row] == 0) continue;
      const auto orders = filtered_orders(*dataset_.orders, profile_.customer[row], filter, memory);
      const int32_t cohort = periods[profile_.first_day[row]];
      add_customer(*orders, rfm_.returns, cohort, periods, sums[layout.row_of(cohort)]);  // the profile could sum them
    }
    return sums;
  }

  const Dataset& dataset_;
  const Profile& profile_;
  const RfmSpec& rfm_;
  const Lines& lines_;
};

void mark_selected(const FilterSpec& filter, std::vector<CohortRow>& rows) {
  for (CohortRow& row : rows) {
    row.selected = std::find(filter.cohorts.begin(), filter.cohorts.end(), row.id) != filter.cohorts.end();
  }
}

}  // namespace

Result<CohortReport> make_cohorts(const Dataset& dataset, const Analysis& analysis, const RfmSpec& rfm,
                                  const CohortSpec& spec, const FilterSpec& filter, const Lines* lines) {
  if (lines == nullptr) {
    return not_applicable(
        {"Cohorts need order lines: a table of recency, frequency and monetary value does not say when "
         "a customer came again.",
         "同期群分析需要订单明细：只有 R、F、M 的客户表无法得知客户何时再次购买。"});
  }
  FilterSpec others = filter;
  others.cohorts.clear();
  const auto selected = select(dataset, analysis, others);
  if (!selected) return selected.error();
  const Profile& profile = analysis.profile;
  const Day observed = observed_to(*lines);
  CohortReport report;
  report.period = spec.period;
  report.first_day = format_day(profile.data_first_day);
  report.observed_to = format_day(observed);
  report.last_incomplete = period_of(observed, spec.period) == period_of(observed + 1, spec.period);
  const bool any = std::find(selected->begin(), selected->end(), uint8_t{1}) != selected->end();
  if (any) CohortTable(dataset, analysis, rfm, *lines).fill(report, *selected);
  mark_selected(filter, report.cohorts);
  describe_cohorts(report, lines->cleaning);
  return report;
}

}  // namespace sluice::rfm
