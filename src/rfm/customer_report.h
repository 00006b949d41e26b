// One customer as tables and the explanation panel show it, and the question that a table asks. Plain data.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/text_pair.h"
#include "rfm/change_report.h"
#include "rfm/rfm_spec.h"

namespace sluice::rfm {

enum class CustomerColumn {
  id,
  name,
  recency,
  frequency,
  monetary,
  recency_score,
  frequency_score,
  monetary_score,
  weighted_score,
  segment,  ///< in the order of the map
  tier,     ///< VIP first
  loyalty,  ///< of this and the next ones, too, in the order of the report
  lifecycle,
  growth,
  kind,
  active,  ///< probability; all are equal without models
  expected_revenue,
  expected_purchases,  ///< of this and the next ones, too, all are equal without models
  no_purchase,
  expected_spend,
  value,
};

/// A page of the customers table. Ties are in the order of the identifiers' bytes, so pages never overlap.
struct CustomerQuery {
  FilterSpec filter;
  std::string search;  ///< part of identifier or name, ASCII case ignored; empty: all
  CustomerColumn sort = CustomerColumn::monetary;
  bool descending = true;
  uint64_t offset = 0;
  uint64_t limit = 100;  ///< 1..10000

  bool operator==(const CustomerQuery&) const = default;
};

struct CustomerRow {
  std::string id;
  std::string name;
  double recency = 0;  ///< days
  double frequency = 0;
  double monetary = 0;
  std::array<int, 3> scores{};  ///< R, F, M
  double weighted = 0;
  std::string segment;  ///< id
  std::string tier;     ///< id; likewise the next ones
  std::string loyalty;
  std::string lifecycle;
  std::string growth;                      ///< empty where no margin is known
  std::string kind;                        ///< empty for a customer table
  std::optional<double> active;            ///< probability of being still a customer, 0..1; none without models
  std::optional<double> expected_revenue;  ///< within LifetimeReport::horizon_days from the snapshot on, to cents
  // Without models none of these (rfm/lifetime.h):
  std::optional<double> expected_purchases;  ///< days with a purchase within the same days
  std::optional<double> no_purchase;         ///< probability of none of them: churn, 0..1
  std::optional<double> expected_spend;      ///< of a day with a purchase, to cents
  std::optional<double> value;               ///< lifetime value: discounted, after margin, to cents
  std::vector<std::string> attributes;       ///< in the order of RfmReport::attributes; empty where not known
};

struct CustomerPage {
  uint64_t total = 0;  ///< customers that filter and search leave
  uint64_t offset = 0;
  std::vector<CustomerRow> rows;
};

/// value -> cut -> score of one dimension.
struct DimensionExplanation {
  std::string name;  ///< "recency", "frequency", "monetary"
  double value = 0;
  int score = 0;
  uint64_t worse = 0, equal = 0, better = 0;   ///< customers; equal counts this one too
  std::optional<double> cut_below, cut_above;  ///< the cuts around the value, data units
  TextPair sentence;                           ///< the computation in words and numbers
  std::optional<double> next_score_at;         ///< the value from which one score more would be given
};

/// One order up to the snapshot. Orders that net to nothing or less are listed too, so that the amounts sum to the
/// customer's revenue.
struct Purchase {
  std::string day;  ///< "YYYY-MM-DD"
  double amount = 0;
  uint64_t lines = 0;
};

/// How probable it was, on a day, that the customer was still one.
struct ActivityPoint {
  std::string day;  ///< "YYYY-MM-DD"
  double probability = 0;
};

/// The usual gap between purchases against the silence since the last one (rfm/rhythm_report.h).
struct CustomerRhythm {
  uint64_t purchase_days = 1;
  std::optional<double> usual_gap;  ///< days, >= 1; none with one purchase day
  double silence = 0;               ///< days since the last purchase
  std::optional<double> ratio;      ///< silence / usual gap
  bool overdue = false;
  TextPair sentence;
};

struct CustomerExplanation {
  CustomerRow customer;
  std::array<DimensionExplanation, 3> dimensions;
  TextPair weighted_sentence;  ///< "0.08 x 5 + 0.27 x 4 + 0.65 x 5 = 4.73"
  TextPair segment_name;
  TextPair segment_rule;  ///< which rule of the map fired
  TextPair step_up;       ///< the smallest change that would move the customer to a better segment
  TextPair advice;
  TextPair kind;                         ///< what makes the customer one of that kind; empty for a customer table
  std::vector<Purchase> purchases;       ///< oldest first, at most the latest 500; empty for a customer table
  std::optional<CustomerRhythm> rhythm;  ///< none for a customer table
  std::vector<ActivityPoint> activity;   ///< from the first purchase to the snapshot; empty without lifetime models
  std::optional<FormerStanding> former;  ///< at the first date of the migration; none where there is no such date
};

}  // namespace sluice::rfm
