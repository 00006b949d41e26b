#include "unit/app/example_retention.h"

#include <algorithm>

namespace sluice::app {
namespace {

constexpr uint64_t kCohortCustomers = 100;

std::string month_id(int months_back) {
  const int month = 2017 * 12 + 5 - months_back;
  const std::string number = std::to_string(month % 12 + 1);
  return std::to_string(month / 12) + "-" + (number.size() == 1 ? "0" : "") + number;
}

void add_age(rfm::CohortFigures& figures, size_t age) {
  const uint64_t active = age == 0 ? kCohortCustomers : kCohortCustomers / (age + 3);
  const double share = static_cast<double>(active) / kCohortCustomers;
  figures.active.push_back(active);
  figures.orders.push_back(active + 1);
  figures.revenue.push_back(static_cast<double>(active) * 80);
  figures.retention.push_back(share);
  figures.orders_per_customer.push_back(share + 0.01);
  figures.revenue_per_customer.push_back(share * 80);
  figures.cumulated_per_customer.push_back(80 + 10 * static_cast<double>(age));
}

rfm::CohortRow example_cohort(int months_back) {
  rfm::CohortRow row{.id = month_id(months_back), .customers = kCohortCustomers, .revenue = 12'345};
  row.first_day = row.id + "-01";
  row.last_day = row.id + "-28";
  row.complete = static_cast<uint64_t>(months_back);
  for (int age = 0; age <= months_back; ++age) add_age(row.figures, static_cast<size_t>(age));
  return row;
}

}  // namespace

rfm::CohortReport example_cohorts(int months) {
  rfm::CohortReport report{.first_day = "2017-01-02",
                           .observed_to = "2017-06-17",
                           .customers = kCohortCustomers * static_cast<uint64_t>(months),
                           .revenue = 12'345.0 * months,
                           .periods = static_cast<uint64_t>(months),
                           .definition = {"A cohort is everyone.", "同期群。"}};
  for (int back = months - 1; back >= 0; --back) report.cohorts.push_back(example_cohort(back));
  for (int age = 0; age + 1 < months; ++age) {
    const auto at = static_cast<size_t>(age);
    const rfm::CohortFigures& figures = report.cohorts.front().figures;
    const auto reached = static_cast<uint64_t>(months - 1 - age);
    report.means.cohorts.push_back(reached);
    report.means.customers.push_back(reached * kCohortCustomers);
    report.means.active.push_back(static_cast<double>(figures.active[at]));
    report.means.orders.push_back(static_cast<double>(figures.orders[at]));
    report.means.revenue.push_back(figures.revenue[at]);
    report.means.retention.push_back(figures.retention[at]);
    report.means.orders_per_customer.push_back(figures.orders_per_customer[at]);
    report.means.revenue_per_customer.push_back(figures.revenue_per_customer[at]);
    report.means.cumulated_per_customer.push_back(figures.cumulated_per_customer[at]);
  }
  report.notes = {{"The data end on 2017-06-17, within a month.", "数据止于 2017-06-17。"}};
  return report;
}

rfm::RhythmReport example_rhythm() {
  rfm::RhythmReport report{.customers = 1000,
                           .repeaters = 600,
                           .one_time = 400,
                           .repurchase_rate = 0.6,
                           .one_time_share = 0.4,
                           .with_gap = 590,
                           .gaps = 2000,
                           .median_gap = 34.0,
                           .p90_gap = 200.0,
                           .typical_gap = 62.0,
                           .overdue = kExampleOverdue,
                           .overdue_share = 0.763,
                           .at_stake = 96'029.12,
                           .definition = {"The usual gap is the median.", "常规间隔是中位数。"}};
  for (int i = 0; i < 12; ++i)
    report.histogram.push_back({20.0 * i, 20.0 * (i + 1), static_cast<uint64_t>(500 / (i + 1))});
  for (size_t i = 0; i < report.second.size(); ++i) {
    report.second[i] = {.days = rfm::kSecondPurchaseDays[i],
                        .customers = 200 + 100 * i,
                        .share_of_repeaters = 0.3 + 0.1 * static_cast<double>(i),
                        .known = 900,
                        .known_came = 200,
                        .share_of_known = 0.2};
  }
  return report;
}

rfm::RhythmReport nobody_twice() {
  return {.customers = 3,
          .one_time = 3,
          .repurchase_rate = 0.0,
          .one_time_share = 1.0,
          .second = {{{.days = 30}, {.days = 60}, {.days = 90}}},
          .definition = {"Nobody has bought on two days yet.", "还没有客户在两个日子购买。"},
          .notes = {{"Nobody has a rhythm.", "没有节奏。"}}};
}

rfm::OverduePage example_overdue(const rfm::OverdueQuery& query) {
  rfm::OverduePage page{.total = kExampleOverdue, .offset = query.offset};
  const uint64_t last = std::min(query.offset + query.limit, kExampleOverdue);
  for (uint64_t i = query.offset; i < last; ++i) {
    page.rows.push_back({.id = "C" + std::to_string(i),
                         .name = "王芳",
                         .last_purchase = "2017-01-05",
                         .purchase_days = 4,
                         .usual_gap = 12.5,
                         .silence = 163,
                         .ratio = 13.04,
                         .at_stake = 9'000.0 - static_cast<double>(i),
                         .segment = "champions"});
  }
  return page;
}

}  // namespace sluice::app
