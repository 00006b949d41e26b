// The cohort table as a file for spreadsheets and other programs: tidy rows, one a cohort and period.
#include <memory>

#include "base/number_text.h"
#include "rfm/cohorts.h"

namespace sluice::rfm {
namespace {

/// A row: a cohort in one of its periods, or in all that lie behind the last column.
struct Entry {
  const CohortRow& cohort;
  size_t age;

  bool is_later() const { return age == cohort.figures.size(); }
};

std::vector<Entry> entries_of(const CohortReport& report) {
  std::vector<Entry> entries;
  for (const CohortRow& cohort : report.cohorts) {
    const bool has_later = cohort.later.orders > 0 || cohort.later.revenue != 0;
    const size_t end = cohort.figures.size() + (has_later ? 1 : 0);
    for (size_t age = 0; age < end; ++age) entries.push_back({cohort, age});
  }
  return entries;
}

std::string period_text(const Entry& entry) {
  return entry.is_later() ? std::to_string(kMostCohortPeriods) + "+" : std::to_string(entry.age);
}

/// Whether the data hold the period to its end; it is not said of several.
std::string complete_text(const Entry& entry, TableStyle style) {
  if (entry.is_later()) return {};
  return style.pick(entry.age < entry.cohort.complete ? TextPair{"yes", "是"} : TextPair{"no", "否"});
}

using Means = std::vector<std::optional<double>> CohortFigures::*;

std::string mean_text(const Entry& entry, Means means) {
  if (entry.is_later()) return {};
  const std::optional<double>& mean = (entry.cohort.figures.*means)[entry.age];
  return mean ? shortest_text(*mean) : std::string();
}

}  // namespace

TableRun begin_cohort_table(const CohortReport& report, TableStyle style) {
  std::vector<Entry> entries = entries_of(report);
  const uint64_t rows = entries.size();
  TableColumns columns(style);
  const auto at = [shared = std::make_shared<const std::vector<Entry>>(std::move(entries))](auto text_of) {
    return [shared, text_of](size_t index) { return text_of((*shared)[index]); };
  };
  const auto mean = [&](TextPair name, Means means) {
    columns.number(std::move(name), at([means](const Entry& entry) { return mean_text(entry, means); }));
  };
  columns.text({"cohort", "同期群"}, at([](const Entry& entry) { return std::string_view(entry.cohort.id); }));
  columns.text({"first_day", "起始日"},
               at([](const Entry& entry) { return std::string_view(entry.cohort.first_day); }));
  columns.text({"last_day", "结束日"}, at([](const Entry& entry) { return std::string_view(entry.cohort.last_day); }));
  columns.number({"customers", "客户数"},
                 at([](const Entry& entry) { return std::to_string(entry.cohort.customers); }));
  columns.text({"period", "第几期"}, at(period_text));
  columns.text({"complete", "是否完整"}, at([style](const Entry& entry) { return complete_text(entry, style); }));
  columns.number({"active", "活跃客户数"}, at([](const Entry& entry) {
                   const CohortRow& cohort = entry.cohort;
                   return std::to_string(entry.is_later() ? cohort.later.active : cohort.figures.active[entry.age]);
                 }));
  mean({"retention", "留存率"}, &CohortFigures::retention);
  columns.number({"orders", "订单数"}, at([](const Entry& entry) {
                   const CohortRow& cohort = entry.cohort;
                   return std::to_string(entry.is_later() ? cohort.later.orders : cohort.figures.orders[entry.age]);
                 }));
  columns.number({"revenue", "销售额"}, at([](const Entry& entry) {
                   const CohortRow& cohort = entry.cohort;
                   return shortest_text(entry.is_later() ? cohort.later.revenue : cohort.figures.revenue[entry.age]);
                 }));
  mean({"orders_per_customer", "人均订单数"}, &CohortFigures::orders_per_customer);
  mean({"revenue_per_customer", "人均销售额"}, &CohortFigures::revenue_per_customer);
  mean({"cumulated_revenue_per_customer", "累计人均销售额"}, &CohortFigures::cumulated_per_customer);
  return std::move(columns).begin({"Cohorts", "同期群"}, rows, [](uint64_t row) { return static_cast<size_t>(row); });
}

}  // namespace sluice::rfm
