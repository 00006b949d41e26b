// What customers are expected to bring from the snapshot on. Where lifetime models hold, by those, fitted to
// everybody's purchase days: MBG/NBD for how often and whether at all, Gamma-Gamma for how much
// (value/purchase_model.h, value/spend_model.h); MBG/NBD because BG/NBD takes every one-time buyer for active. Where
// they do not hold, everybody is expected to go on as in the latest period, as long as that is long enough to say
// anything; else nothing is expected.
#pragma once

#include <cmath>
#include <optional>
#include <utility>
#include <vector>

#include "base/result.h"
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
};

/// The latest period is carried on for at most so many times the days of it that the data hold. A year so takes a
/// month: the shortest stretch with every day of the week and a pay day in it. Of anything shorter one order would
/// stand for dozens.
inline constexpr int kMostCarriedOn = 12;

/// Columns are by row of the profile, and empty for a customer table. Floats: these are estimates, and there may be
/// many customers.
struct Lifetime {
  bool pending = false;  ///< of orders, and not worked out yet: all else is empty
  std::optional<LifetimeFits> fits;
  TextPair no_fits;  ///< why there are none
  int horizon_days = 0;
  int period_days = 0;
  std::vector<float> active;            ///< probability of being still a customer, 0..1; empty without fits
  TextPair no_estimate;                 ///< why nothing is expected of orders; else empty
  std::vector<float> expected_revenue;  ///< from the snapshot on within the horizon, >= 0; empty with no_estimate
  std::vector<float> by_expected;       ///< the same, descending
  std::vector<float> growth;            ///< as in Histories

  bool of_orders() const { return !growth.empty(); }
  bool estimated() const { return !expected_revenue.empty(); }
};

/// An estimate to one part in so many: no more decimals than it is worth.
inline double rounded(double value, double parts) { return std::floor(value * parts + 0.5) / parts; }

/// None for a customer table.
std::optional<LifetimeReport> report_lifetime(const Lifetime& lifetime);

/// `lines`: as for make_profile; the profile is theirs.
Lifetime estimate_lifetime(const Dataset& dataset, const RfmSpec& spec, const Lines* lines, const Profile& profile);

/// The same in steps, so that others need not wait: of a million customers each takes some tenths of a second.
class LifetimeRun {
 public:
  /// The next step, of the same orders each time. 0..1; 1: take() has all of it.
  double advance(const Dataset& dataset, const RfmSpec& spec, const Lines& lines, const Profile& profile);
  Lifetime take() { return std::move(lifetime_); }

 private:
  enum class Step { collect, fit_purchases, fit_spend, estimate, done };

  void collect(const Dataset& dataset, const RfmSpec& spec, const Lines& lines, const Profile& profile);
  void fit_purchases(bool has_lookback);
  void fit_spend(int decimals);
  void estimate(const RfmSpec& spec, int decimals);
  void give_up(const Error& why);  // there are no models

  Step step_ = Step::collect;
  Histories histories_;
  value::MergedHistories merged_;
  value::PurchaseFit purchases_;
  Lifetime lifetime_;
};

}  // namespace sluice::rfm
