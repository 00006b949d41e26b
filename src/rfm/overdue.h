// Who is overdue; shared by the figures, the list of these customers and what is said of one.
#pragma once

#include "rfm/rhythm.h"

namespace sluice::rfm {

inline bool is_overdue(const Profile& profile, const Rhythm& rhythm, size_t row, double overdue_at) {
  return rhythm.usual_gap[row] > 0 && profile.recency[row] >= overdue_at * rhythm.usual_gap[row];
}

/// Of a customer with a gap.
inline double silence_to_gap(const Profile& profile, const Rhythm& rhythm, size_t row) {
  return profile.recency[row] / rhythm.usual_gap[row];
}

}  // namespace sluice::rfm
