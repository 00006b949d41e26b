#include "value/history_groups.h"

namespace sluice::value {

HistoryGroups::HistoryGroups(std::span<const PurchaseHistory> rows, double unit, size_t stride) {
  for (size_t i = 0; i < rows.size(); i += stride) {
    const PurchaseHistory& row = rows[i];
    if (groups.empty() || groups.back().repeats != row.repeats) {
      groups.push_back({row.repeats, last.size(), last.size(), 0.0});
    }
    last.push_back(row.last / unit);
    age.push_back(row.age / unit);
    customers.push_back(row.customers);
    groups.back().customers += row.customers;
    groups.back().end = last.size();
  }
}

}  // namespace sluice::value
