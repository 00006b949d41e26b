// The cleaning rules over loaded order lines. One pass marks every line with the rules that speak of it and sums the
// money by mark; which of the rules are in force is decided afterwards, from these sums alone. Everything that counts
// order lines reads them through line_filter(), so that all figures speak of the same lines.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/exact_sum.h"
#include "dataset/cleaning_spec.h"
#include "dataset/dataset.h"
#include "dataset/orders.h"

namespace sluice {

/// In the order of the ledger: a line that several rules leave out is counted at the first of them. The order decides
/// nothing else, because what a rule says of a line does not depend on the other rules.
enum class CleaningRule : uint8_t {
  test_accounts,     ///< the customer is a test account
  before_first_day,  ///< earlier than CleaningSpec::first_day
  after_latest_day,  ///< later than CleaningSpec::latest_day
  duplicates,        ///< equal to a line that came before it
  zero_amounts,      ///< the amount is 0
  after_snapshot,    ///< on a later day than the snapshot
  before_lookback,   ///< earlier than the lookback period that ends with the snapshot
  returns,           ///< marked as a return or cancellation
};
inline constexpr size_t kCleaningRules = 8;

/// Lines and their exact money, with the time of the earliest and the latest.
struct LineSum {
  uint64_t lines = 0;
  ExactSum amount;
  TimeMs first = std::numeric_limits<TimeMs>::max();  ///< later than `last` where there is no line
  TimeMs last = std::numeric_limits<TimeMs>::min();

  void add(const LineSum& other);
};

/// What the marks of the lines depend on.
struct MarkingSpec {
  std::vector<std::string> test_accounts;
  std::optional<Day> first_day, latest_day, snapshot;
  std::optional<Day> lookback_day;  ///< with which the lookback period begins

  bool operator==(const MarkingSpec&) const = default;
};

/// One byte a line: bit r is set where CleaningRule r speaks of it. `by_mark` are the sums of the lines by that byte.
struct LineMarks {
  MarkingSpec spec;
  std::vector<uint8_t> mark;
  std::array<LineSum, size_t{1} << kCleaningRules> by_mark;
};

LineMarks mark_lines(const Dataset& dataset, const MarkingSpec& spec);

/// Marked lines and the rules in force.
class Cleaning {
 public:
  /// `in_force`: bit r for CleaningRule r. `net_orders`: an order whose lines net to 0 or less is no purchase.
  Cleaning(const Orders& orders, std::shared_ptr<const LineMarks> marks, uint8_t in_force, bool net_orders);

  bool applies(CleaningRule rule) const { return (in_force_ & bit(rule)) != 0; }
  bool net_orders() const { return net_orders_; }
  const std::shared_ptr<const LineMarks>& marks() const { return marks_; }

  LineSum found(CleaningRule rule) const;       ///< lines that it speaks of, among those that the rules before it leave
  LineSum left_after(CleaningRule rule) const;  ///< lines that it and the rules before it leave
  LineSum used() const { return left_after(static_cast<CleaningRule>(kCleaningRules - 1)); }

  bool is_used(size_t row) const { return (marks_->mark[row] & in_force_) == 0; }
  bool is_found(CleaningRule rule, size_t row) const {
    return (marks_->mark[row] & bit(rule)) != 0 && (marks_->mark[row] & in_force_ & before(rule)) == 0;
  }
  /// Left out by the returns rule and by no other.
  bool is_dropped_return(size_t row) const {
    return applies(CleaningRule::returns) && is_found(CleaningRule::returns, row);
  }

  /// Valid as long as this or a copy of it is.
  LineFilter line_filter() const {
    return touched_ ? LineFilter{marks_->mark.data(), in_force_, touched_.get()} : LineFilter{};
  }

  static constexpr uint8_t bit(CleaningRule rule) { return static_cast<uint8_t>(1U << static_cast<unsigned>(rule)); }

 private:
  static constexpr uint8_t before(CleaningRule rule) { return static_cast<uint8_t>(bit(rule) - 1U); }

  std::shared_ptr<const LineMarks> marks_;
  std::shared_ptr<const std::vector<bool>> touched_;  // null where every line is used
  uint8_t in_force_ = 0;
  bool net_orders_ = true;
};

/// Customers that a usual word of test accounts fits, to be suggested.
struct SuspectAccounts {
  std::string pattern;  ///< one of kUsualTestAccounts
  uint64_t customers = 0;
  LineSum sum;                        ///< their order lines
  std::vector<std::string> examples;  ///< up to three: the id, or the name where that is what fits
};

/// Only words that fit a customer with order lines, in the order of kUsualTestAccounts.
std::vector<SuspectAccounts> find_suspect_accounts(const Dataset& dataset);

}  // namespace sluice
