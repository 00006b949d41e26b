#include "funnel/experiment_counts.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "base/statistics.h"

namespace sluice::funnel {
namespace {

using Column = ExperimentSource::Column;

// What each code adds to an outcome; and which codes, and blanks, say nothing.
struct OutcomeCodes {
  std::span<const uint32_t> value;
  std::vector<uint64_t> adds;
  std::vector<uint8_t> known;
};

OutcomeCodes outcome_codes(const Column& column, bool counted) {
  OutcomeCodes codes{column.value, {}, {}};
  for (uint32_t code = 0; code < column.number.size(); ++code) {
    const std::optional<bool> yes = reads_as_yes(column, code);
    codes.known.push_back(yes ? 1 : 0);
    codes.adds.push_back(counted               ? static_cast<uint64_t>(column.number[code].value_or(0))
                         : yes.value_or(false) ? 1
                                               : 0);
  }
  return codes;
}

uint64_t count_repeated(const ExperimentSource& source) {
  std::vector<uint32_t> customers;
  for (const uint32_t customer : source.customer) {
    if (customer != Dictionary::kNone) customers.push_back(customer);
  }
  std::sort(customers.begin(), customers.end());
  uint64_t repeated = 0;
  for (size_t i = 1; i < customers.size(); ++i) {
    const bool again = customers[i] == customers[i - 1];
    if (again && (i == 1 || customers[i] != customers[i - 2])) ++repeated;
  }
  return repeated;
}

// Rows by arm and code of the amount; blank cells are nothing spent.
class AmountCounts {
 public:
  AmountCounts(const Column& column, size_t arms)
      : column_(column), codes_(column.number.size()), counts_(arms, std::vector<uint64_t>(codes_ + 1)) {}

  void add(size_t arm, size_t row) {
    const uint32_t code = column_.value[row];
    ++counts_[arm][code == Dictionary::kNone || !column_.number[code] ? codes_ : code];
  }

  uint64_t blank() const {
    uint64_t rows = 0;
    for (const std::vector<uint64_t>& arm : counts_) rows += arm[codes_];
    return rows;
  }

  // Codes of texts are not in the order of their numbers, and several may read as the same one.
  std::vector<CountedArm::Amount> amounts_of(size_t arm) const {
    std::vector<CountedArm::Amount> all;
    for (size_t code = 0; code <= codes_; ++code) {
      if (counts_[arm][code] > 0) all.push_back({code == codes_ ? 0 : *column_.number[code], counts_[arm][code]});
    }
    std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.value < b.value; });
    std::vector<CountedArm::Amount> merged;
    for (const CountedArm::Amount& amount : all) {
      if (merged.empty() || merged.back().value < amount.value)
        merged.push_back(amount);
      else
        merged.back().people += amount.people;
    }
    return merged;
  }

 private:
  const Column& column_;
  size_t codes_;
  std::vector<std::vector<uint64_t>> counts_;
};

double total_of(const std::vector<CountedArm::Amount>& amounts) {
  CompensatedSum sum;
  for (const CountedArm::Amount& amount : amounts) sum.add(amount.value * static_cast<double>(amount.people));
  return sum.value();
}

}  // namespace

uint64_t CountedArm::buyers() const {
  uint64_t count = 0;
  for (const Amount& amount : amounts) count += amount.value > 0 ? amount.people : 0;
  return count;
}

ExperimentCounts count_arms(const ExperimentSource& source, const ExperimentColumns& columns,
                            const std::vector<uint8_t>* keep) {
  const Column& arm_column = source.columns[*columns.arm];
  ExperimentCounts counts;
  counts.counted = columns.people.has_value();
  counts.names_customers =
      source.joined || std::any_of(source.customer.begin(), source.customer.end(),
                                   [](uint32_t customer) { return customer != Dictionary::kNone; });
  counts.blank_outcomes.resize(columns.outcomes.size());
  for (uint32_t code = 0; code < arm_column.texts->size(); ++code) {
    counts.arms.push_back({std::string(arm_column.texts->at(code)), 0, {}, {}, 0});
    counts.arms.back().outcomes.resize(columns.outcomes.size());
  }
  std::vector<OutcomeCodes> outcomes;
  for (const size_t column : columns.outcomes)
    outcomes.push_back(outcome_codes(source.columns[column], counts.counted));
  const Column* people = columns.people ? &source.columns[*columns.people] : nullptr;
  std::optional<AmountCounts> amounts;
  if (columns.amount) amounts.emplace(source.columns[*columns.amount], counts.arms.size());

  const bool filtered = keep != nullptr && counts.names_customers;
  for (size_t row = 0; row < source.rows; ++row) {
    const uint32_t customer = source.joined ? static_cast<uint32_t>(row) : source.customer[row];
    if (filtered && (customer == Dictionary::kNone || (*keep)[customer] == 0)) continue;
    const uint32_t code = arm_column.value[row];
    if (code == Dictionary::kNone) {
      ++counts.without_arm;
      continue;
    }
    CountedArm& arm = counts.arms[code];
    if (people == nullptr) {
      ++arm.people;
    } else if (people->value[row] != Dictionary::kNone) {
      arm.people += static_cast<uint64_t>(people->number[people->value[row]].value_or(0));
    }
    for (size_t i = 0; i < outcomes.size(); ++i) {
      const uint32_t said = outcomes[i].value[row];
      const bool known = said != Dictionary::kNone && outcomes[i].known[said] != 0;
      counts.blank_outcomes[i] += known ? 0 : 1;
      if (known) arm.outcomes[i] += outcomes[i].adds[said];
    }
    if (amounts) amounts->add(code, row);
  }
  if (!source.joined) counts.repeated_customers = count_repeated(source);
  if (amounts) {
    counts.blank_amounts = amounts->blank();
    for (size_t i = 0; i < counts.arms.size(); ++i) {
      counts.arms[i].amounts = amounts->amounts_of(i);
      counts.arms[i].total = total_of(counts.arms[i].amounts);
      if (counts.counted) counts.arms[i].amounts.clear();
    }
  }
  return counts;
}

}  // namespace sluice::funnel
