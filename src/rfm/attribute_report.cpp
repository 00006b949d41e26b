#include "rfm/attribute_report.h"

#include <algorithm>
#include <numeric>

#include "base/errors.h"
#include "base/exact_sum.h"
#include "base/text.h"

namespace sluice::rfm {
namespace {

struct Group {
  uint64_t customers = 0;
  ExactSum revenue;

  void add(const Group& other) {
    customers += other.customers;
    revenue.add(other.revenue);
  }
};

// By code of the values; the last one is of the customers of whom nothing is known.
std::vector<Group> group_customers(const Profile& profile, const CustomerAttribute& attribute,
                                   const std::vector<uint8_t>& selected) {
  const uint32_t unknown = attribute.values.size();
  std::vector<Group> groups(size_t{unknown} + 1);
  for (size_t row = 0; row < profile.size(); ++row) {
    if (selected[row] == 0) continue;
    Group& group = groups[std::min(attribute.value[profile.customer[row]], unknown)];
    ++group.customers;
    group.revenue.add(profile.revenue.units[row]);
  }
  return groups;
}

// Shares of a whole.
class Shares {
 public:
  Shares(const Group& whole, int decimals) : whole_(whole), decimals_(decimals) {}

  AttributeFigures of(const Group& group) const {
    AttributeFigures figures;
    figures.customers = group.customers;
    figures.revenue = group.revenue.value(decimals_);
    if (whole_.customers > 0) {
      figures.customer_share = static_cast<double>(group.customers) / static_cast<double>(whole_.customers);
    }
    if (whole_.revenue.units() > 0) {
      figures.revenue_share = static_cast<double>(group.revenue.units()) / static_cast<double>(whole_.revenue.units());
    }
    return figures;
  }

 private:
  const Group& whole_;
  int decimals_;
};

// Codes with customers or named by the filter, most customers first, equal ones in the order of their bytes.
std::vector<uint32_t> rank(const std::vector<Group>& groups, const Dictionary& values,
                           const std::vector<std::string>& chosen) {
  std::vector<uint32_t> codes;
  for (uint32_t code = 0; code < values.size(); ++code) {
    if (groups[code].customers > 0 || is_among(values.at(code), chosen)) codes.push_back(code);
  }
  std::stable_sort(codes.begin(), codes.end(),
                   [&](uint32_t a, uint32_t b) { return groups[a].customers > groups[b].customers; });
  return codes;
}

}  // namespace

AttributeReport report_attribute(const Analysis& analysis, const CustomerAttribute& attribute,
                                 const std::vector<std::string>& chosen, const std::vector<uint8_t>& selected) {
  const uint32_t values = attribute.values.size();
  const std::vector<Group> groups = group_customers(analysis.profile, attribute, selected);
  Group whole;
  for (const Group& group : groups) whole.add(group);
  const Shares shares(whole, analysis.profile.revenue.decimals);

  AttributeReport report;
  report.name = attribute.name;
  report.title = attribute.title;
  report.files.assign(attribute.files.begin(), attribute.files.end());
  report.distinct = values;
  report.several = attribute.several;
  Group rest;
  size_t shown = 0;
  for (const uint32_t code : rank(groups, attribute.values, chosen)) {
    const bool named = is_among(attribute.values.at(code), chosen);
    if (++shown > kShownAttributeValues && !named) {
      ++report.rest_values;
      rest.add(groups[code]);
      continue;
    }
    report.values.push_back({std::string(attribute.values.at(code)), shares.of(groups[code]), named});
  }
  report.rest = shares.of(rest);
  report.unknown = shares.of(groups[values]);
  report.unknown_selected = is_among("", chosen);
  return report;
}

Result<std::vector<uint8_t>> allowed_values(const CustomerAttribute& attribute, const AttributeCondition& condition,
                                            const std::string& pointer) {
  std::vector<uint8_t> allowed(size_t{attribute.values.size()} + 1, condition.values.empty() ? 1 : 0);
  for (size_t i = 0; i < condition.values.size(); ++i) {
    const std::string& value = condition.values[i];
    const uint32_t code = value.empty() ? attribute.values.size() : attribute.values.find(value);
    if (code == Dictionary::kNone) {
      return bad_spec(pointer + "/values/" + std::to_string(i),
                      {"No customer has \"" + value + "\" as " + attribute.title.en + ".",
                       "没有客户的“" + attribute.title.zh + "”是“" + value + "”。"});
    }
    allowed[code] = 1;
  }
  return allowed;
}

size_t find_attribute(const Dataset& dataset, std::string_view name) {
  const auto found = std::find_if(dataset.attributes.begin(), dataset.attributes.end(),
                                  [name](const CustomerAttribute& attribute) { return attribute.name == name; });
  return static_cast<size_t>(found - dataset.attributes.begin());
}

std::string_view attribute_of(const CustomerAttribute& attribute, uint32_t customer) {
  const uint32_t code = attribute.value[customer];
  return code == Dictionary::kNone ? std::string_view{} : attribute.values.at(code);
}

}  // namespace sluice::rfm
