// Every number about the rhythm of purchases: how often customers come again and after how long, and who is overdue.
// Shares are 0..1, money is in the file's currency, gaps and silence are days. Plain data.
//
// A purchase day is a day with at least one purchase; a gap is the number of days between two purchase days of a
// customer that follow one another. The usual gap of a customer is the median of the own gaps together with one more:
// the typical gap, the median over all customers of the median of their own gaps. With one or two gaps it so stays near
// what is typical, with many it is the customer's own. Silence is the recency of the scores; a customer is overdue
// whose silence is at least RhythmSpec::overdue_at times the usual gap.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/text_pair.h"
#include "rfm/rfm_report.h"
#include "rfm/rhythm_spec.h"

namespace sluice::rfm {

/// Within how many days customers came a second time.
struct SecondPurchase {
  int days = 0;
  uint64_t customers = 0;                    ///< whose second purchase day is at most so many days after the first
  std::optional<double> share_of_repeaters;  ///< of the customers with a gap
  uint64_t known = 0;                        ///< customers whose first purchase is so many days back that one can tell
  uint64_t known_came = 0;                   ///< those of them who came again in time
  std::optional<double> share_of_known;
};

inline constexpr std::array<int, 3> kSecondPurchaseDays{30, 60, 90};

/// Of the customers whom the filter leaves; the typical gap is that of all.
struct RhythmReport {
  uint64_t customers = 0;
  uint64_t repeaters = 0;                 ///< with two purchases or more
  uint64_t one_time = 0;                  ///< with one
  std::optional<double> repurchase_rate;  ///< repeaters / customers
  std::optional<double> one_time_share;
  uint64_t with_gap = 0;  ///< customers with two purchase days or more: those who have a rhythm
  uint64_t gaps = 0;
  std::optional<double> median_gap, p90_gap;  ///< of all gaps, type-7 quantiles
  std::optional<double> typical_gap;          ///< median over all customers of the median of their own gaps
  std::vector<HistogramBar> histogram;        ///< of all gaps; HistogramBar::customers counts gaps here
  std::array<SecondPurchase, 3> second;       ///< by kSecondPurchaseDays
  double overdue_at = 2;                      ///< times the usual gap
  uint64_t overdue = 0;                       ///< customers
  std::optional<double> overdue_share;        ///< of those with a gap
  double at_stake = 0;                        ///< OverdueRow::at_stake of all of them
  TextPair definition;                        ///< of the usual gap and of being overdue, with their numbers
  std::vector<TextPair> notes;
};

enum class OverdueColumn { id, name, last_purchase, purchase_days, usual_gap, silence, ratio, at_stake, segment };

/// A page of the overdue customers, under the filter of the spec. Ties are in the order of the identifiers' bytes.
struct OverdueQuery {
  OverdueColumn sort = OverdueColumn::at_stake;
  bool descending = true;
  uint64_t offset = 0;
  uint64_t limit = 100;  ///< 1..10000

  bool operator==(const OverdueQuery&) const = default;
};

struct OverdueRow {
  std::string id;
  std::string name;
  std::string last_purchase;   ///< "YYYY-MM-DD"
  uint64_t purchase_days = 0;  ///< >= 2
  double usual_gap = 0;        ///< days, >= 1
  double silence = 0;          ///< days since the last purchase
  double ratio = 0;            ///< silence / usual gap
  double at_stake = 0;         ///< revenue of the 365 days that end with the last purchase day, later returns taken off
  std::string segment;         ///< id
};

struct OverduePage {
  uint64_t total = 0;
  uint64_t offset = 0;
  std::vector<OverdueRow> rows;
};

}  // namespace sluice::rfm
