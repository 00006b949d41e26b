// What customers are expected to bring from the snapshot on. Where lifetime models hold, by those, fitted to
// everybody's purchase days: how often and whether at all (value/purchase_model.h), and how much
// (value/spend_model.h). Whether they hold is seen by fitting them to the former part of the data and holding them
// against the rest. Where they do not hold, everybody is expected to go on as in the latest period, as long as that is
// long enough to say anything; else nothing is expected.
#pragma once

#include <cmath>
#include <memory>
#include <optional>
#include <vector>

#include "base/correlation.h"
#include "base/text_pair.h"
#include "rfm/histories.h"
#include "rfm/profile.h"
#include "rfm/rfm_report.h"
#include "rfm/rfm_spec.h"
#include "value/purchase_fit.h"
#include "value/purchase_history.h"
#include "value/spend_model.h"

namespace sluice::rfm {

struct LifetimeFits {
  value::PurchaseFit purchases;  ///< times in days
  value::SpendFit spend;         ///< per purchase day
  size_t spenders = 0;           ///< customers that the latter was fitted to
  /// Of repeat purchases and their mean amount; none where one of them does not vary.
  std::optional<Correlation> frequency_spend;
};

/// The latest period is carried on for at most so many times the days of it that the data hold. A year so takes a
/// month: the shortest stretch with every day of the week and a pay day in it. Of anything shorter one order would
/// stand for dozens.
inline constexpr int kMostCarriedOn = 12;

/// How the models stood up to what they had not seen.
struct LifetimeCheck {
  Day first_day = 0;  ///< of the first purchase of all: day 0 of the report
  Day split_day = 0;  ///< in force
  value::HoldoutReport report;
};

/// Columns are by row of the profile, and empty for a customer table. Floats: these are estimates, and there may be
/// many customers.
struct Lifetime {
  bool pending = false;  ///< of orders, and not worked out yet: all else is empty
  LifetimeSpec spec;     ///< in force, but for its margin:
  double margin = 1;     ///< what is left of a revenue, 0..1
  bool margin_from_data = false;
  std::optional<LifetimeCheck> check;  ///< none where the models were not even fitted
  std::optional<LifetimeFits> fits;
  TextPair no_fits;  ///< why there are none
  int period_days = 0;
  /// Equal histories as one, in days, with models.
  std::vector<value::PurchaseHistory> histories;
  // Of one customer; empty without fits.
  std::vector<float> active;              ///< probability of being still a customer, 0..1
  std::vector<float> expected_purchases;  ///< days with a purchase within the horizon, >= 0
  std::vector<float> no_purchase;         ///< probability of none of them: churn, 0..1
  std::vector<float> expected_spend;      ///< of a purchase day, > 0
  std::vector<float> value;               ///< lifetime value: discounted, after margin, >= 0
  TextPair no_estimate;                   ///< why nothing is expected of orders; else empty
  std::vector<float> expected_revenue;    ///< from the snapshot on within the horizon, >= 0; empty with no_estimate
  std::vector<float> by_expected;         ///< the same, descending
  std::vector<float> growth;              ///< as in Histories

  bool of_orders() const { return !growth.empty(); }
  bool estimated() const { return !expected_revenue.empty(); }
};

/// An estimate to one part in so many: no more decimals than it is worth.
inline double rounded(double value, double parts) { return std::floor(value * parts + 0.5) / parts; }

/// None for a customer table.
std::optional<LifetimeReport> report_lifetime(const Lifetime& lifetime);

/// `lines`: as for make_profile; the profile is theirs.
Lifetime estimate_lifetime(const Dataset& dataset, const RfmSpec& spec, const Lines* lines, const Profile& profile);

/// The same in steps, so that others need not wait; a fit is one of them and takes some tenths of a second for a
/// million customers.
class LifetimeRun {
 public:
  /// `spec` is copied, the others are referred to; they stay as and where they are until it is done.
  LifetimeRun(const Dataset& dataset, const RfmSpec& spec, const Lines& lines, const Profile& profile);
  LifetimeRun(LifetimeRun&&) noexcept;
  LifetimeRun& operator=(LifetimeRun&&) noexcept;
  ~LifetimeRun();

  void advance(uint64_t work);  ///< for about so many operations
  bool done() const;
  double share() const;  ///< 0..1
  Lifetime conclude();   ///< once, when it is done

 private:
  class Work;
  std::unique_ptr<Work> work_;
};

}  // namespace sluice::rfm
