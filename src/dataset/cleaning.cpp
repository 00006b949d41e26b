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
  std::string folded;
  for (uint32_t customer = 0; customer < fits.size(); ++customer) {
    for (const std::string_view text : {dataset.customers.at(customer), customer_name(dataset, customer)}) {
      if (text.empty()) continue;
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

uint8_t mark_if(bool holds, CleaningRule rule) { return holds ? Cleaning::bit(rule) : uint8_t{0}; }

}  // namespace

void LineSum::add(const LineSum& other) {
  lines += other.lines;
  amount.add(other.amount);
  first = std::min(first, other.first);
  last = std::max(last, other.last);
}

LineMarks mark_lines(const Dataset& dataset, const MarkingSpec& spec) {
  const OrderLines lines(*dataset.orders);
  const std::vector<uint8_t> test_accounts = mark_test_accounts(dataset, spec.test_accounts);
  const TimeMs first = spec.first_day ? begin_of(*spec.first_day) : kAlways;
  const TimeMs latest = spec.latest_day ? begin_of(*spec.latest_day + 1) : kNever;
  const TimeMs snapshot = spec.snapshot ? begin_of(*spec.snapshot + 1) : kNever;

  LineMarks result;
  result.spec = spec;
  result.mark.resize(lines.size());
  LineSum run;  // of lines with the same mark, which stand together more often than not
  uint8_t run_mark = 0;
  for (size_t row = 0; row < lines.size(); ++row) {
    const TimeMs time = lines.time(row);
    const int64_t units = lines.units(row);
    unsigned mark = test_accounts.empty() ? 0U : test_accounts[lines.customer(row)];
    mark |= mark_if(time < first, CleaningRule::before_first_day);
    mark |= mark_if(time >= latest, CleaningRule::after_latest_day);
    mark |= mark_if(row > 0 && lines.same(row, row - 1), CleaningRule::duplicates);
    mark |= mark_if(units == 0, CleaningRule::zero_amounts);
    mark |= mark_if(time >= snapshot, CleaningRule::after_snapshot);
    mark |= mark_if(lines.is_return(row), CleaningRule::returns);
    if (mark != run_mark) {
      result.by_mark[run_mark].add(run);
      run = {};
      run_mark = static_cast<uint8_t>(mark);
    }
    result.mark[row] = run_mark;
    ++run.lines;
    run.amount.add(units);
    run.first = std::min(run.first, time);
    run.last = std::max(run.last, time);
  }
  result.by_mark[run_mark].add(run);
  return result;
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
  const OrderLines lines(*dataset.orders);
  uint32_t former = Dictionary::kNone;
  for (size_t row = 0; row < lines.size(); ++row) {
    const uint32_t customer = lines.customer(row);
    const bool first_line = customer != former;
    former = customer;
    if (fits[customer] == 0) continue;
    for (size_t p = 0; p < patterns.size(); ++p) {
      if ((fits[customer] & 1U << p) == 0) continue;
      LineSum line;
      line.lines = 1;
      line.amount.add(lines.units(row));
      line.first = line.last = lines.time(row);
      suspects[p].sum.add(line);
      if (!first_line) continue;
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
