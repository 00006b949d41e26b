// What each customer bought when, as lifetime models ask for it: repeat purchases, the time between the first and the
// last, the time since the first. 'Recency' of that literature is t_x, not ours (domain: 'From transactions to a
// customer profile').
#pragma once

#include <cstdint>
#include <vector>

#include "dataset/dataset.h"
#include "rfm/lines.h"
#include "rfm/profile.h"

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

}  // namespace sluice::rfm
