// What each customer bought when, as lifetime models ask for it: repeat purchases, the time between the first and the
// last, the time since the first. 'Recency' of that literature is t_x, not ours (domain: 'From transactions to a
// customer profile').
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "dataset/dataset.h"
#include "rfm/lines.h"
#include "rfm/profile.h"
#include "value/holdout.h"

namespace sluice::rfm {

/// Columns by row of the profile.
struct Histories {
  std::vector<uint32_t> repeats;      ///< x: days with a purchase after the first such day
  std::vector<uint32_t> last;         ///< t_x: days from the first to the last of them; 0 where there is no repeat
  std::vector<uint32_t> age;          ///< T: days from the first to the snapshot
  std::vector<int64_t> repeat_units;  ///< amount of the purchases of the repeat days, in the decimals of the revenue
  int period_days = 0;                ///< in force for the next three
  int observed_days = 0;              ///< how many of the latest period_days the data hold, >= 0
  std::vector<int64_t> latest_units;  ///< revenue of the latest period_days
  /// Revenue of the latest period_days / that of the period before - 1; kNoGrowth where the latter is not positive.
  std::vector<float> growth;
};

inline constexpr float kNoGrowth = -2;  ///< of nothing; growth that is known is more

/// `lines` and the returns rule of `spec` are those of the profile, which is made of orders.
Histories collect_histories(const Dataset& dataset, const RfmSpec& spec, const Lines& lines, const Profile& profile);

/// What customers did before a day and after it, to hold a forecast against (value/holdout.h).
struct HoldoutHistories {
  Day first_day = 0;                  ///< of all purchases: day 0
  Day split_day = 0;                  ///< in force: the last one of the calibration
  value::HoldoutCustomers customers;  ///< none, and no days, where nobody bought before the split or it is not before
                                      ///< the last day of the data
};

/// The same as collect_histories(), customer by customer, and what a check of the models needs besides.
class HistoryCollector {
 public:
  /// References to the first and the last two are kept.
  HistoryCollector(const Dataset& dataset, const RfmSpec& spec, const Lines& lines, const Profile& profile);

  void add(size_t row);  ///< of the profile: each once, ascending

  Histories take_histories() { return std::move(histories_); }
  HoldoutHistories take_holdout() { return std::move(holdout_); }

 private:
  void begin_holdout(const std::string& split_day);
  void add_to_holdout();

  const Dataset& dataset_;
  const Profile& profile_;
  ReturnsRule returns_;
  LineFilter filter_;
  Histories histories_;
  HoldoutHistories holdout_;
  std::vector<CustomerOrder> memory_;
  std::vector<uint32_t> days_;  // of one customer's purchases, from that of the first one of all; ascending, distinct
};

}  // namespace sluice::rfm
