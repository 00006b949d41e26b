// First, second, third... purchase: a funnel that every order file has, and a customer table's frequency too.
#include <algorithm>

#include "base/errors.h"
#include "funnel/climbs.h"
#include "funnel/durations.h"
#include "funnel/journeys.h"
#include "funnel/property_choices.h"
#include "funnel/sources.h"
#include "funnel/step_rates.h"
#include "funnel/wording.h"

namespace sluice::funnel {
namespace {

constexpr int kFewestPurchases = 2;
constexpr int kMostPurchases = 12;

std::string ordinal(int number) {
  const int last = number % 10;
  const bool teen = number >= 11 && number <= 13;
  return std::to_string(number) + (teen ? "th" : last == 1 ? "st" : last == 2 ? "nd" : last == 3 ? "rd" : "th");
}

FunnelReport empty_ladder(const FunnelSpec& spec) {
  FunnelReport report;
  report.unit = "customers";
  for (int i = 1; i <= spec.purchases; ++i) {
    StepReport step;
    step.label = {ordinal(i) + " purchase", "第 " + std::to_string(i) + " 次购买"};
    report.steps.push_back(std::move(step));
  }
  return report;
}

TextPair define(const FunnelReport& report, bool by_days, bool net_orders, bool filtered) {
  TextPair text{"Counted are customers with at least one, two, three... purchases",
                "统计购买达到 1 次、2 次、3 次……的客户"};
  if (by_days)
    text = text + TextPair{" (purchase days, as the file has no order numbers)", "（文件没有订单号，按购买天数计）"};
  if (report.window_ms) {
    const TextPair window = duration_text(*report.window_ms);
    text = text + TextPair{", each within " + window.en + " of the customer's first purchase",
                           "，且距该客户首次购买不超过 " + window.zh};
  }
  if (net_orders) {
    text = text + TextPair{"; an order that nets to nothing or less is no purchase", "；净额不大于零的订单不算购买"};
  }
  if (filtered) text = text + TextPair{", and only customers that the filter leaves count", "，仅限筛选后的客户"};
  return text + TextPair{".", "。"};
}

Error sums_do_not_fit() {
  return not_applicable({"The amounts of one order add up to more than can be summed exactly.",
                         "某个订单的金额合计超出可精确求和的范围。"});
}

bool counts_net_orders(const Counted& counted) {
  return counted.order_lines == nullptr || counted.order_lines->net_orders();
}

// Of the lines that count, some of which there are.
TimeMs last_time(const Orders& orders, const Counted& counted) {
  if (counted.order_lines != nullptr) return counted.order_lines->used().last;
  return *std::max_element(orders.run_time.begin(), orders.run_time.end());
}

// Where a customer is on the ladder.
struct PurchaseStep {
  uint32_t customer = 0;
  size_t step = 0;  // from 0
  TimeMs first = 0, before = 0, at = 0;
};

struct Ladder {
  size_t steps = 0;
  std::optional<int64_t> window_ms;

  explicit Ladder(const FunnelSpec& spec) : steps(static_cast<size_t>(spec.purchases)), window_ms(spec.window_ms) {}
};

// Every step that these customers reach, each customer's in order.
template <class Visit>
Status visit_purchases(const Orders& orders, const Ladder& ladder, const Counted& counted, size_t begin, size_t end,
                       const Visit& visit) {
  const LineFilter lines = counted.order_lines != nullptr ? counted.order_lines->line_filter() : LineFilter{};
  const bool net_orders = counts_net_orders(counted);
  std::vector<CustomerOrder> memory;
  for (size_t code = begin; code < end; ++code) {
    const auto customer = static_cast<uint32_t>(code);
    if (!is_kept(counted.customers, customer)) continue;
    const auto customer_orders = filtered_orders(orders, customer, lines, memory);
    if (!customer_orders) return sums_do_not_fit();
    PurchaseStep place{.customer = customer};
    for (const CustomerOrder& order : *customer_orders) {
      if (place.step == ladder.steps) break;
      if (net_orders && order.units <= 0) continue;
      place.at = order.time;
      if (place.step == 0) place.first = order.time;
      if (ladder.window_ms && order.time - place.first > *ladder.window_ms) break;
      visit(place);
      place.before = order.time;
      ++place.step;
    }
  }
  return Done{};
}

}  // namespace

Status check_purchases(const Dataset&, const FunnelSpec& spec) {
  if (spec.purchases >= kFewestPurchases && spec.purchases <= kMostPurchases) return Done{};
  const std::string found = std::to_string(spec.purchases);
  return bad_spec("/funnel/purchases",
                  {"Expected 2 to 12 purchases, found " + found + ".", "购买次数应为 2 到 12，实际为 " + found + "。"});
}

Result<FunnelReport> analyze_orders(const Dataset& dataset, const FunnelSpec& spec, const Counted& counted) {
  const Orders& orders = *dataset.orders;
  FunnelReport report = empty_ladder(spec);
  report.window_ms = spec.window_ms;
  std::vector<Durations> from_first(report.steps.size()), from_before(report.steps.size());
  const auto count = [&](const PurchaseStep& place) {
    report.steps[place.step].count += 1;
    if (place.step == 0) return;
    from_first[place.step].add(static_cast<uint64_t>(place.at - place.first));
    from_before[place.step].add(static_cast<uint64_t>(place.at - place.before));
  };
  const Status visited = visit_purchases(orders, Ladder(spec), counted, 0, orders.customer_end.size(), count);
  if (!visited) return visited.error();
  for (size_t i = 0; i < report.steps.size(); ++i) {
    StepReport& step = report.steps[i];
    const DurationSummary first = from_first[i].summarise();
    const DurationSummary before = from_before[i].summarise();
    step.median_ms = first.median_ms;
    step.p90_ms = first.p90_ms;
    step.step_median_ms = before.median_ms;
    step.step_p90_ms = before.p90_ms;
  }
  fill_rates(report.steps);
  report.definition = define(report, !orders.has_order_ids(), counts_net_orders(counted), counted.customers != nullptr);
  add_properties(dataset, {}, report.properties);
  note_counts(report, report.notes);
  return report;
}

Result<Climbs> climbs_of_orders(const Dataset& dataset, const FunnelSpec& spec, const Counted& counted) {
  constexpr uint64_t kCostOfCustomer = 50, kCostOfOrder = 20;
  const Orders& orders = *dataset.orders;
  const size_t customers = orders.customer_end.size();
  Climbs climbs{.steps = empty_ladder(spec).steps,
                .has_times = true,
                .ends = spec.window_ms.has_value(),
                .rows = customers,
                .cost = kCostOfCustomer + kCostOfOrder * orders.run_count() / std::max<size_t>(customers, 1)};
  const std::optional<TimeMs> last = spec.window_ms ? std::optional(last_time(orders, counted)) : std::nullopt;
  climbs.list = [&orders, ladder = Ladder(spec), counted, last](size_t begin, size_t end,
                                                                const Climbs::Visit& visit) -> Status {
    Climb climb;
    const auto hand_on = [&] {
      if (climb.depth == 0) return;
      climb.open = last && climb.depth < ladder.steps && *last - *climb.began < *ladder.window_ms;
      visit(climb);
    };
    const Status visited = visit_purchases(orders, ladder, counted, begin, end, [&](const PurchaseStep& place) {
      if (place.step == 0) {
        hand_on();  // the customer before
        climb = {.customer = place.customer, .began = place.first};
      }
      ++climb.depth;
    });
    hand_on();
    return visited;
  };
  return climbs;
}

Result<Climbs> climbs_of_frequency(const Dataset& dataset, const FunnelSpec& spec, const Counted& counted) {
  constexpr uint64_t kCostOfRow = 30;
  const CustomerTable& table = *dataset.customer_table;
  Climbs climbs{.steps = empty_ladder(spec).steps, .rows = table.size(), .cost = kCostOfRow};
  climbs.list = [&table, steps = climbs.steps.size(), keep = counted.customers](size_t begin, size_t end,
                                                                                const Climbs::Visit& visit) -> Status {
    for (size_t row = begin; row < end; ++row) {
      if (!is_kept(keep, table.customer[row])) continue;
      Climb climb{.customer = table.customer[row]};
      while (climb.depth < steps && table.frequency[row] >= static_cast<double>(climb.depth + 1)) ++climb.depth;
      visit(climb);
    }
    return Done{};
  };
  return climbs;
}

Result<FunnelReport> analyze_frequency(const Dataset& dataset, const FunnelSpec& spec, const Counted& counted) {
  const CustomerTable& table = *dataset.customer_table;
  FunnelReport report = empty_ladder(spec);
  for (size_t row = 0; row < table.size(); ++row) {
    if (!is_kept(counted.customers, table.customer[row])) continue;
    for (size_t i = 0; i < report.steps.size() && table.frequency[row] >= static_cast<double>(i + 1); ++i) {
      report.steps[i].count += 1;
    }
  }
  fill_rates(report.steps);
  report.definition = {"Counted are customers whose frequency in the file is at least one, two, three...",
                       "统计文件中消费频次不少于 1、2、3……的客户"};
  if (counted.customers != nullptr) {
    report.definition = report.definition + TextPair{", among those that the filter leaves", "，仅限筛选后的客户"};
  }
  report.definition = report.definition + TextPair{".", "。"};
  add_properties(dataset, {}, report.properties);
  note_counts(report, report.notes);
  if (spec.window_ms) {
    report.notes.push_back({"A table of ready frequencies has no times: the window is not applied.",
                            "现成的频次表没有时间信息：时间窗口不生效。"});
  }
  return report;
}

std::vector<Step> propose_no_steps(const Dataset&) { return {}; }

}  // namespace sluice::funnel
