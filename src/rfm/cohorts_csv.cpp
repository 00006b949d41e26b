// The cohort table as a file for spreadsheets and other programs: tidy rows, one a cohort and period.
#include "base/csv_writer.h"
#include "base/number_text.h"
#include "rfm/cohorts.h"

namespace sluice::rfm {
namespace {

void write_optional(CsvWriter& csv, const std::optional<double>& value) {
  csv.number(value ? shortest_text(*value) : std::string());
}

void write_cohort(CsvWriter& csv, const CohortRow& row, const std::string& period) {
  csv.cell(row.id);
  csv.cell(row.first_day);
  csv.cell(row.last_day);
  csv.number(std::to_string(row.customers));
  csv.number(period);
}

void write_cell(CsvWriter& csv, const CohortRow& row, size_t age, bool chinese) {
  const bool complete = age < row.complete;
  write_cohort(csv, row, std::to_string(age));
  csv.cell(chinese ? (complete ? "是" : "否") : (complete ? "yes" : "no"));
  csv.number(std::to_string(row.figures.active[age]));
  write_optional(csv, row.figures.retention[age]);
  csv.number(std::to_string(row.figures.orders[age]));
  csv.number(shortest_text(row.figures.revenue[age]));
  write_optional(csv, row.figures.orders_per_customer[age]);
  write_optional(csv, row.figures.revenue_per_customer[age]);
  write_optional(csv, row.figures.cumulated_per_customer[age]);
  csv.end_row();
}

void write_later(CsvWriter& csv, const CohortRow& row) {
  write_cohort(csv, row, std::to_string(kMostCohortPeriods) + "+");
  csv.cell("");
  csv.number(std::to_string(row.later.active));
  csv.number("");
  csv.number(std::to_string(row.later.orders));
  csv.number(shortest_text(row.later.revenue));
  for (int i = 0; i < 3; ++i) csv.number("");
  csv.end_row();
}

}  // namespace

std::string cohorts_csv(const CohortReport& report, bool chinese) {
  CsvWriter csv;
  if (chinese) {
    csv.row({"同期群", "起始日", "结束日", "客户数", "第几期", "是否完整", "活跃客户数", "留存率", "订单数", "收入",
             "人均订单数", "人均销售额", "累计人均销售额"});
  } else {
    csv.row({"cohort", "first_day", "last_day", "customers", "period", "complete", "active", "retention", "orders",
             "revenue", "orders_per_customer", "revenue_per_customer", "cumulated_revenue_per_customer"});
  }
  for (const CohortRow& row : report.cohorts) {
    for (size_t age = 0; age < row.figures.size(); ++age) write_cell(csv, row, age, chinese);
    const bool has_later = row.later.orders > 0 || row.later.revenue != 0;
    if (has_later) write_later(csv, row);
  }
  return std::move(csv).text();
}

}  // namespace sluice::rfm
