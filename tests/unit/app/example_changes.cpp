#include "unit/app/example_changes.h"

#include <algorithm>
#include <utility>

#include "unit/app/example_report.h"

namespace sluice::app {
namespace {

rfm::ChangeState change_state(std::string id, TextPair name, std::string color) {
  return {std::move(id), std::move(name), std::move(color), {}};
}

std::vector<rfm::ChangeState> three_segments() {
  return {change_state("champions", {"Champions", "重要价值客户"}, "#1b7f79"),
          change_state("loyal", {"Loyal customers", "忠诚客户"}, "#4c78a8"),
          change_state("hibernating", {"Hibernating", "沉睡客户"}, "#9c755f")};
}

void add_figures(rfm::FlowFigures& sum, const rfm::FlowFigures& part) {
  sum.customers += part.customers;
  sum.revenue += part.revenue;
  if (part.revenue_before) sum.revenue_before = sum.revenue_before.value_or(0) + *part.revenue_before;
}

void add_flow(rfm::ChangeMatrix& matrix, const std::string& before, const std::string& after,
              const rfm::FlowFigures& figures) {
  matrix.flows.push_back({before, after, figures});
  for (rfm::ChangeState& state : matrix.before) {
    if (state.id == before) add_figures(state.figures, figures);
  }
  for (rfm::ChangeState& state : matrix.after) {
    if (state.id == after) add_figures(state.figures, figures);
  }
  add_figures(matrix.total, figures);
}

rfm::Movement movement(std::string segment, uint64_t stayed, uint64_t up, uint64_t down, uint64_t left) {
  rfm::Movement result{.segment = std::move(segment), .customers = stayed + up + down + left};
  const auto share = [&](uint64_t part) { return static_cast<double>(part) / static_cast<double>(result.customers); };
  result.stayed = stayed;
  result.up = up;
  result.down = down;
  result.left = left;
  result.stayed_share = share(stayed);
  result.up_share = share(up);
  result.down_share = share(down);
  result.left_share = share(left);
  result.revenue = 100.0 * static_cast<double>(result.customers);
  result.revenue_per_customer = 100;
  result.bought_again = result.customers / 2;
  result.bought_again_share = share(result.bought_again);
  return result;
}

}  // namespace

rfm::MigrationReport example_migration() {
  rfm::MigrationReport report;
  report.from = "2016-06-30";
  report.to = "2017-06-30";
  report.from_reason = {"One year before the analysis date.", "取分析日的前一年。"};
  report.earliest_from = "2016-01-01";
  report.days = 365;
  report.matrix.before = report.matrix.after = three_segments();
  report.matrix.before.push_back(change_state(std::string(rfm::kNotYet), {"Not yet a customer", "尚未成为客户"}, ""));
  report.matrix.after.push_back(
      change_state(std::string(rfm::kNoPurchase), {"No purchase in the 12 months before", "近 12 个月无购买"}, ""));
  add_flow(report.matrix, "champions", "champions", {120, 60'000, 40'000});
  add_flow(report.matrix, "champions", "hibernating", {60, 20'000, 900});
  add_flow(report.matrix, "loyal", "champions", {80, 15'000, 30'000});
  add_flow(report.matrix, "loyal", ":no_purchase", {90, 9'000, -120});
  add_flow(report.matrix, "hibernating", "hibernating", {200, 8'000, 3'000});
  add_flow(report.matrix, ":not_yet", "loyal", {350, 0, 26'000});
  add_flow(report.matrix, ":not_yet", "champions", {1, 0, 5});
  report.segments = {movement("champions", 120, 0, 60, 0), movement("loyal", 0, 80, 0, 90),
                     movement("hibernating", 200, 0, 0, 0)};
  report.all = movement("", 320, 80, 60, 90);
  report.revenue = report.matrix.total.revenue;
  report.earlier_revenue = 80'000;
  report.verdict = {{"Of 550 customers, 14.5% moved up.", "550 位客户中 14.5% 上升。"},
                    {"This is what happened, not why.", "这只说明发生了什么，不说明原因。"}};
  report.notes = {{"Scores compare customers with each other.", "得分是客户之间的相对比较。"}};
  return report;
}

rfm::ComparisonReport example_comparison() {
  rfm::ComparisonReport report;
  report.method = "quantile";
  report.map = "grid";
  report.map_name = {"R×F grid", "R×F 网格"};
  report.matrix.before = report.matrix.after = three_segments();
  add_flow(report.matrix, "champions", "champions", {200, {}, 700'000});
  add_flow(report.matrix, "loyal", "loyal", {410, {}, 250'000});
  add_flow(report.matrix, "loyal", "hibernating", {90, {}, 20'000});
  add_flow(report.matrix, "hibernating", "hibernating", {300, {}, 30'000});
  report.scores = {{"recency", 980, 10, 10}, {"frequency", 700, 100, 200}, {"monetary", 1000, 0, 0}};
  report.moved = 90;
  report.agreement = 0.91;
  report.kappa = 0.86;
  report.notes = {{"Another scoring method was taken.", "取了另一种评分方法。"}};
  return report;
}

rfm::FlowPage example_flow_customers(const rfm::FlowQuery& query) {
  rfm::FlowPage page{.total = 60, .offset = query.offset, .rows = {}};
  for (uint64_t i = query.offset; i < std::min(query.offset + query.limit, page.total); ++i) {
    rfm::FlowCustomer customer;
    customer.id = "F" + std::to_string(i);
    customer.before = query.before.empty() ? std::string(rfm::kNotYet) : query.before;
    customer.after = query.after.empty() ? "champions" : query.after;
    if (customer.before != rfm::kNotYet) customer.earlier = rfm::CustomerStanding{{5, 4, 3}, 3.4, customer.before};
    customer.later = rfm::CustomerStanding{{1, 4, 4}, 3.8, customer.after};
    if (query.kind == rfm::ChangeKind::migration) customer.revenue_before = 120;
    customer.revenue = 1000 - static_cast<double>(i);
    page.rows.push_back(customer);
  }
  return page;
}

}  // namespace sluice::app
