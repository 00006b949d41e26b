#include "dataset/cleaning.h"

#include <algorithm>

#include "dataset/account_pattern.h"
#include "dataset/order_lines.h"

namespace sluice {
namespace {

constexpr TimeMs kNever = std::numeric_limits<TimeMs>::max();
constexpr TimeMs kAlways = std::numeric_limits<TimeMs>::min();

TimeMs begin_of(Day day) { return TimeMs{day} * kMsPerDay; }

// Bit p of entry c: pattern p fits the id or the name of customer c. At most eight patterns at a time.
std::vector<uint8_t> matching_patterns(const Dataset& dataset, const std::vector<AccountPattern>& patterns) {
  std::vector<uint8_t> fits(dataset.customers.size(), 0);
  AccountBytes telling;
  for (const AccountPattern& pattern : patterns) pattern.add_to(telling);
  std::string folded;
  for (uint32_t customer = 0; customer < fits.size(); ++customer) {
    for (const std::string_view text : {dataset.customers.at(customer), customer_name(dataset, customer)}) {
      if (text.empty() || !telling.any_in(text)) continue;
      fold_account(text, folded);
      for (size_t p = 0; p < patterns.size(); ++p) {
        if (patterns[p].matches(folded)) fits[customer] = static_cast<uint8_t>(fits[customer] | 1U << p);
      }
    }
  }
  return fits;
}

// By customer code: the mark of a test account, or 0. Empty without a pattern.
std::vector<uint8_t> mark_test_accounts(const Dataset& dataset, const std::vector<std::string>& texts) {
  constexpr size_t kAtOnce = 8;
  std::vector<uint8_t> marks;
  for (size_t from = 0; from < texts.size(); from += kAtOnce) {
    std::vector<AccountPattern> patterns;
    for (size_t i = from; i < std::min(from + kAtOnce, texts.size()); ++i) patterns.emplace_back(texts[i]);
    const std::vector<uint8_t> fits = matching_patterns(dataset, patterns);
    marks.resize(fits.size(), 0);
    for (size_t i = 0; i < fits.size(); ++i) {
      if (fits[i] != 0) marks[i] = Cleaning::bit(CleaningRule::test_accounts);
    }
  }
  return marks;
}

LineSum sum_of_customer(const Orders& orders, uint32_t customer) {
  LineSum sum;
  const auto [begin, end] = orders.orders_of(customer);
  for (uint32_t order = begin; order < end; ++order) {
    for (const uint32_t run : orders.runs_of_order(order)) {
      const LineRange lines = orders.lines_of(run);
      sum.lines += lines.end - lines.begin;
      sum.first = std::min(sum.first, orders.run_time[run]);
      sum.last = std::max(sum.last, orders.run_time[run]);
      for (uint32_t line = lines.begin; line < lines.end; ++line) sum.amount.add(orders.amount.units[line]);
    }
  }
  return sum;
}

uint8_t mark_if(bool holds, CleaningRule rule) { return holds ? Cleaning::bit(rule) : uint8_t{0}; }

}  // namespace

void LineSum::add(const LineSum& other) {
  lines += other.lines;
  amount.add(other.amount);
  first = std::min(first, other.first);
  last = std::max(last, other.last);
}

LineMarks mark_lines(const Dataset& dataset, const MarkingSpec& spec) {
  const Orders& orders = *dataset.orders;
  const std::vector<uint8_t> test_accounts = mark_test_accounts(dataset, spec.test_accounts);
  const TimeMs first = spec.first_day ? begin_of(*spec.first_day) : kAlways;
  const TimeMs latest = spec.latest_day ? begin_of(*spec.latest_day + 1) : kNever;
  const TimeMs lookback = spec.lookback_day ? begin_of(*spec.lookback_day) : kAlways;
  const TimeMs snapshot = spec.snapshot ? begin_of(*spec.snapshot + 1) : kNever;

  LineMarks result;
  result.spec = spec;
  result.mark.resize(orders.size());
  for (uint32_t run = 0; run < orders.run_count(); ++run) {
    const TimeMs time = orders.run_time[run];
    unsigned run_mark = test_accounts.empty() ? 0U : test_accounts[orders.run_customer[run]];
    run_mark |= mark_if(time < first, CleaningRule::before_first_day);
    run_mark |= mark_if(time >= latest, CleaningRule::after_latest_day);
    run_mark |= mark_if(time >= snapshot, CleaningRule::after_snapshot);
    run_mark |= mark_if(time < lookback, CleaningRule::before_lookback);
    const LineRange lines = orders.lines_of(run);
    for (uint32_t line = lines.begin; line < lines.end; ++line) {
      const int64_t units = orders.amount.units[line];
      const unsigned mark = run_mark | mark_if(orders.is_duplicate(line), CleaningRule::duplicates) |
                            mark_if(units == 0, CleaningRule::zero_amounts) |
                            mark_if(orders.is_return(line), CleaningRule::returns);
      result.mark[line] = static_cast<uint8_t>(mark);
      LineSum& sum = result.by_mark[mark];
      ++sum.lines;
      sum.amount.add(units);
      sum.first = std::min(sum.first, time);
      sum.last = std::max(sum.last, time);
    }
  }
  return result;
}

Cleaning::Cleaning(const Orders& orders, std::shared_ptr<const LineMarks> marks, uint8_t in_force, bool net_orders)
    : marks_(std::move(marks)), in_force_(in_force), net_orders_(net_orders) {
  if (used().lines == orders.size()) return;
  touched_ = std::make_shared<const std::vector<bool>>(find_touched_runs(orders, marks_->mark, in_force_));
}

LineSum Cleaning::found(CleaningRule rule) const {
  LineSum sum;
  for (size_t mark = 0; mark < marks_->by_mark.size(); ++mark) {
    if ((mark & bit(rule)) != 0 && (mark & in_force_ & before(rule)) == 0) sum.add(marks_->by_mark[mark]);
  }
  return sum;
}

LineSum Cleaning::left_after(CleaningRule rule) const {
  const unsigned so_far = in_force_ & (before(rule) | unsigned{bit(rule)});
  LineSum sum;
  for (size_t mark = 0; mark < marks_->by_mark.size(); ++mark) {
    if ((mark & so_far) == 0) sum.add(marks_->by_mark[mark]);
  }
  return sum;
}

std::vector<SuspectAccounts> find_suspect_accounts(const Dataset& dataset) {
  static_assert(kUsualTestAccounts.size() <= 8, "one bit each in a byte");
  constexpr size_t kMostExamples = 3;
  const std::vector<AccountPattern> patterns(kUsualTestAccounts.begin(), kUsualTestAccounts.end());
  const std::vector<uint8_t> fits = matching_patterns(dataset, patterns);
  if (std::all_of(fits.begin(), fits.end(), [](uint8_t bits) { return bits == 0; })) return {};

  std::vector<SuspectAccounts> suspects(patterns.size());
  const Orders& orders = *dataset.orders;
  for (uint32_t customer = 0; customer < fits.size(); ++customer) {
    if (fits[customer] == 0) continue;
    const LineSum sum = sum_of_customer(orders, customer);
    if (sum.lines == 0) continue;  // known from another table
    for (size_t p = 0; p < patterns.size(); ++p) {
      if ((fits[customer] & 1U << p) == 0) continue;
      suspects[p].sum.add(sum);
      ++suspects[p].customers;
      if (suspects[p].examples.size() == kMostExamples) continue;
      std::string folded;
      fold_account(dataset.customers.at(customer), folded);
      suspects[p].examples.emplace_back(patterns[p].matches(folded) ? dataset.customers.at(customer)
                                                                    : customer_name(dataset, customer));
    }
  }
  for (size_t p = 0; p < patterns.size(); ++p) suspects[p].pattern = kUsualTestAccounts[p];
  std::erase_if(suspects, [](const SuspectAccounts& suspect) { return suspect.customers == 0; });
  return suspects;
}

}  // namespace sluice
