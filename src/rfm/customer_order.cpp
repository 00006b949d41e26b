// Which customers a query leaves, and in which order.
#include <algorithm>

#include "base/ordering.h"
#include "base/text.h"
#include "dataset/order_lines.h"
#include "rfm/attribute_report.h"
#include "rfm/customers.h"
#include "rfm/groupings.h"
#include "rfm/selection.h"

namespace sluice::rfm {
namespace {

// Finds a text within others, ASCII case ignored.
class Search {
 public:
  explicit Search(std::string_view text) : needle_(lower_ascii(text)) {}

  bool matches(std::string_view text) const {
    if (needle_.empty()) return true;
    if (text.size() < needle_.size()) return false;
    const size_t last = text.size() - needle_.size();
    for (size_t from = 0; from <= last; ++from) {
      if (lower_ascii(text[from]) == needle_[0] && matches_at(text, from)) return true;
    }
    return false;
  }

 private:
  bool matches_at(std::string_view text, size_t from) const {
    for (size_t i = 1; i < needle_.size(); ++i) {
      if (lower_ascii(text[from + i]) != needle_[i]) return false;
    }
    return true;
  }

  std::string needle_;
};

std::vector<uint32_t> matching_rows(const Dataset& dataset, const Analysis& analysis, std::string_view text,
                                    const std::vector<uint8_t>& selected) {
  const Search search(trim(text));
  const std::vector<uint32_t>& customer = analysis.profile.customer;
  std::vector<uint32_t> rows;
  rows.reserve(customer.size());
  for (uint32_t row = 0; row < customer.size(); ++row) {
    if (selected[row] == 0) continue;
    if (search.matches(dataset.customers.at(customer[row])) || search.matches(customer_name(dataset, customer[row]))) {
      rows.push_back(row);
    }
  }
  return rows;
}

// All are equal in a grouping that is not applicable.
uint64_t group_key(const Analysis& analysis, Grouping grouping, uint32_t row) {
  return analysis.groups[grouping].empty() ? 0 : analysis.groups[grouping][row];
}

// Likewise without estimates.
uint64_t estimate_key(const std::vector<float>& estimates, uint32_t row) {
  return estimates.empty() ? 0 : ascending_key(estimates[row]);
}

std::string group_id(const Analysis& analysis, Grouping grouping, size_t row) {
  const std::vector<uint8_t>& codes = analysis.groups[grouping];
  return codes.empty() ? std::string{} : groupings()[grouping].groups[codes[row]].id;
}

// The unsigned order of the keys is the ascending order of the column.
uint64_t sort_key(const Analysis& analysis, CustomerColumn column, uint32_t row) {
  switch (column) {
    case CustomerColumn::recency:
      return ascending_key(analysis.profile.recency[row]);
    case CustomerColumn::frequency:
      return ascending_key(analysis.profile.frequency[row]);
    case CustomerColumn::monetary:
      // The same order; small whole numbers are sorted in fewer passes.
      return analysis.profile.monetary_measure == MonetaryMeasure::sum
                 ? ascending_key_of_integer(analysis.profile.revenue.units[row])
                 : ascending_key(analysis.profile.monetary[row]);
    case CustomerColumn::recency_score:
      return analysis.scores[kRecency][row];
    case CustomerColumn::frequency_score:
      return analysis.scores[kFrequency][row];
    case CustomerColumn::monetary_score:
      return analysis.scores[kMonetary][row];
    case CustomerColumn::weighted_score:
      return ascending_key(analysis.weighted[row]);
    case CustomerColumn::segment:
      return analysis.segment[row];
    case CustomerColumn::tier:
      return group_key(analysis, kTiers, row);
    case CustomerColumn::loyalty:
      return group_key(analysis, kLoyalty, row);
    case CustomerColumn::lifecycle:
      return group_key(analysis, kLifecycle, row);
    case CustomerColumn::growth:
      return group_key(analysis, kGrowth, row);
    case CustomerColumn::kind:
      return group_key(analysis, kKinds, row);
    case CustomerColumn::active:
      return estimate_key(analysis.lifetime.active, row);
    case CustomerColumn::expected_revenue:
      return estimate_key(analysis.lifetime.expected_revenue, row);
    case CustomerColumn::expected_purchases:
      return estimate_key(analysis.lifetime.expected_purchases, row);
    case CustomerColumn::no_purchase:
      return estimate_key(analysis.lifetime.no_purchase, row);
    case CustomerColumn::expected_spend:
      return estimate_key(analysis.lifetime.expected_spend, row);
    case CustomerColumn::value:
      return estimate_key(analysis.lifetime.value, row);
    case CustomerColumn::id:
    case CustomerColumn::name:
      return row;  // codes, and so rows, are in the order of the identifiers' bytes
  }
  return row;
}

// The rows in the order of their keys, equal ones as they stand.
std::vector<uint32_t> arrange(const std::vector<uint32_t>& rows, const std::vector<uint64_t>& keys) {
  const std::vector<uint32_t> order = stable_order(keys);
  std::vector<uint32_t> arranged(rows.size());
  std::transform(order.begin(), order.end(), arranged.begin(), [&](uint32_t i) { return rows[i]; });
  return arranged;
}

// Rows by the bytes of the names: by eight bytes at a time from `from` on, and again where these are equal.
class NameSort {
 public:
  NameSort(const Dataset& dataset, const Analysis& analysis, bool descending)
      : dataset_(dataset), analysis_(analysis), descending_(descending) {}

  std::vector<uint32_t> sorted(const std::vector<uint32_t>& rows, size_t from = 0) const {
    constexpr size_t kFewRows = 64;
    std::vector<uint32_t> result = rows;
    if (rows.size() < kFewRows) {
      std::stable_sort(result.begin(), result.end(),
                       [&](uint32_t a, uint32_t b) { return descending_ ? name(b) < name(a) : name(a) < name(b); });
      return result;
    }
    std::vector<uint64_t> keys(rows.size());
    std::transform(rows.begin(), rows.end(), keys.begin(), [&](uint32_t row) { return key(row, from); });
    result = arrange(rows, keys);
    sort_keys(keys);
    for (size_t begin = 0; begin < result.size();) {
      size_t end = begin + 1;
      while (end < result.size() && keys[end] == keys[begin]) ++end;
      sort_equal(result, begin, end, from + kKeyBytes);
      begin = end;
    }
    return result;
  }

 private:
  static constexpr size_t kKeyBytes = 8;

  std::string_view name(uint32_t row) const { return customer_name(dataset_, analysis_.profile.customer[row]); }

  uint64_t key(uint32_t row, size_t from) const {
    const std::string_view text = name(row);
    uint64_t bytes = 0;
    for (size_t i = from; i < from + kKeyBytes; ++i) {
      bytes = bytes << 8 | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0U);
    }
    return descending_ ? ~bytes : bytes;
  }

  // Rows [begin, end) are equal up to byte `from`.
  void sort_equal(std::vector<uint32_t>& rows, size_t begin, size_t end, size_t from) const {
    const auto first = rows.begin() + static_cast<std::ptrdiff_t>(begin);
    const auto last = rows.begin() + static_cast<std::ptrdiff_t>(end);
    const bool done = std::none_of(first, last, [&](uint32_t row) { return name(row).size() > from; });
    if (end - begin < 2 || done) return;
    const std::vector<uint32_t> group = sorted({first, last}, from);
    std::copy(group.begin(), group.end(), first);
  }

  const Dataset& dataset_;
  const Analysis& analysis_;
  bool descending_;
};

}  // namespace

Result<std::vector<uint32_t>> order_customers(const Dataset& dataset, const Analysis& analysis,
                                              const CustomerQuery& query) {
  const auto selected = select(dataset, analysis, query.filter);
  if (!selected) return selected.error();
  const std::vector<uint32_t> rows = matching_rows(dataset, analysis, query.search, *selected);
  if (query.sort == CustomerColumn::name && !dataset.customer_names.empty()) {
    return NameSort(dataset, analysis, query.descending).sorted(rows);
  }
  std::vector<uint64_t> keys(rows.size());
  for (size_t i = 0; i < rows.size(); ++i) {
    const uint64_t key = sort_key(analysis, query.sort, rows[i]);
    keys[i] = query.descending ? ~key : key;
  }
  return arrange(rows, keys);
}

CustomerRow customer_row(const Dataset& dataset, const Analysis& analysis, size_t profile_row) {
  const uint32_t customer = analysis.profile.customer[profile_row];
  CustomerRow row;
  row.id = dataset.customers.at(customer);
  row.name = customer_name(dataset, customer);
  row.recency = analysis.profile.recency[profile_row];
  row.frequency = analysis.profile.frequency[profile_row];
  row.monetary = analysis.profile.monetary[profile_row];
  for (size_t d = 0; d < row.scores.size(); ++d) row.scores[d] = analysis.scores[d][profile_row];
  row.weighted = analysis.weighted[profile_row];
  row.segment = analysis.map->segments[analysis.segment[profile_row]].id;
  row.tier = group_id(analysis, kTiers, profile_row);
  row.loyalty = group_id(analysis, kLoyalty, profile_row);
  row.lifecycle = group_id(analysis, kLifecycle, profile_row);
  row.growth = group_id(analysis, kGrowth, profile_row);
  row.kind = group_id(analysis, kKinds, profile_row);
  const Lifetime& lifetime = analysis.lifetime;
  if (lifetime.estimated()) row.expected_revenue = rounded(lifetime.expected_revenue[profile_row], 100);
  if (lifetime.fits) {
    row.active = rounded(lifetime.active[profile_row], 1000);
    row.expected_purchases = rounded(lifetime.expected_purchases[profile_row], 1000);
    row.no_purchase = rounded(lifetime.no_purchase[profile_row], 1000);
    row.expected_spend = rounded(lifetime.expected_spend[profile_row], 100);
    row.value = rounded(lifetime.value[profile_row], 100);
  }
  for (const CustomerAttribute& attribute : dataset.attributes) {
    row.attributes.emplace_back(attribute_of(attribute, customer));
  }
  return row;
}

}  // namespace sluice::rfm
