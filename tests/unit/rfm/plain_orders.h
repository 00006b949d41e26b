// The orders of written rows by the plainest way, for oracles: every row looked at on its own, no index, no runs.
#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "unit/rfm/order_fixture.h"

namespace sluice::rfm {

struct PlainOrder {
  Day day = 0;       ///< of the earliest line that is no return, or of the earliest line
  Day last_day = 0;  ///< of the latest line that is no return, or of the latest line
  int64_t cents = 0;
  bool purchase = false;
};

/// By customer; customers without a purchase are left out. Orders by day.
inline std::map<std::string, std::vector<PlainOrder>> plain_orders(const std::vector<OrderRow>& rows,
                                                                   ReturnsRule rule) {
  std::map<std::pair<std::string, std::string>, std::vector<OrderRow>> by_order;
  for (const OrderRow& row : rows) {
    if (rule == ReturnsRule::drop && row.is_return) continue;
    by_order[{row.customer, row.order.empty() ? row.day : row.order}].push_back(row);
  }
  std::map<std::string, std::vector<PlainOrder>> result;
  for (const auto& [key, lines] : by_order) {
    PlainOrder order;
    std::vector<Day> sold, all;
    for (const OrderRow& line : lines) {
      all.push_back(*parse_iso_day(line.day));
      if (!line.is_return) sold.push_back(all.back());
      order.cents += line.cents;
    }
    const std::vector<Day>& days = sold.empty() ? all : sold;
    order.day = *std::min_element(days.begin(), days.end());
    order.last_day = *std::max_element(days.begin(), days.end());
    order.purchase = rule != ReturnsRule::net || order.cents > 0;
    result[key.first].push_back(order);
  }
  for (auto at = result.begin(); at != result.end();) {
    std::vector<PlainOrder>& orders = at->second;
    std::sort(orders.begin(), orders.end(), [](const PlainOrder& a, const PlainOrder& b) { return a.day < b.day; });
    const bool bought = std::any_of(orders.begin(), orders.end(), [](const PlainOrder& o) { return o.purchase; });
    at = bought ? std::next(at) : result.erase(at);
  }
  return result;
}

}  // namespace sluice::rfm
