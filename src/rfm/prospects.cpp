#include "rfm/prospects.h"

#include "dataset/order_lines.h"
#include "rfm/attribute_report.h"

namespace sluice::rfm {
namespace {

/// visit(customer code), ascending.
template <class Visit>
void each_prospect(const Dataset& dataset, const Profile& profile, Visit visit) {
  const uint32_t people = dataset.customers.size();
  if (profile.from_orders) {
    const Orders& orders = *dataset.orders;
    for (uint32_t customer = 0; customer < people; ++customer) {
      if (customer >= orders.customer_end.size()) {
        visit(customer);
        continue;
      }
      const auto [begin, end] = orders.orders_of(customer);
      if (begin == end) visit(customer);
    }
    return;
  }
  auto scored = profile.customer.begin();  // ascending, a customer of several rows several times
  for (uint32_t customer = 0; customer < people; ++customer) {
    while (scored != profile.customer.end() && *scored < customer) ++scored;
    if (scored == profile.customer.end() || *scored != customer) visit(customer);
  }
}

}  // namespace

uint64_t count_prospects(const Dataset& dataset, const Profile& profile) {
  uint64_t count = 0;
  each_prospect(dataset, profile, [&](uint32_t) { ++count; });
  return count;
}

std::vector<uint32_t> find_prospects(const Dataset& dataset, const Profile& profile,
                                     const std::vector<uint8_t>& selected) {
  std::vector<uint32_t> customers;
  each_prospect(dataset, profile, [&](uint32_t customer) {
    if (selected[customer] != 0) customers.push_back(customer);
  });
  return customers;
}

ProspectRow prospect_row(const Dataset& dataset, uint32_t customer) {
  ProspectRow row{.id = std::string(dataset.customers.at(customer)),
                  .name = std::string(customer_name(dataset, customer)),
                  .attributes = {}};
  for (const CustomerAttribute& attribute : dataset.attributes) {
    row.attributes.emplace_back(attribute_of(attribute, customer));
  }
  return row;
}

TableRun begin_prospects_table(const Dataset& dataset, std::vector<uint32_t> customers, TableStyle style) {
  TableColumns columns(style);
  columns.text({"customer", "客户"},
               [&dataset](size_t code) { return dataset.customers.at(static_cast<uint32_t>(code)); });
  if (!dataset.customer_names.empty()) {
    columns.text({"name", "客户名称"},
                 [&dataset](size_t code) { return customer_name(dataset, static_cast<uint32_t>(code)); });
  }
  for (const CustomerAttribute& attribute : dataset.attributes) {
    columns.text(attribute.title,
                 [&attribute](size_t code) { return attribute_of(attribute, static_cast<uint32_t>(code)); });
  }
  return std::move(columns).begin({"Prospects", "潜在客户"}, std::move(customers));
}

}  // namespace sluice::rfm
