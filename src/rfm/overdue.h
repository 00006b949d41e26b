// Who is overdue; shared by the figures and the list of these customers.
#pragma once

#include "rfm/rhythm.h"

namespace sluice::rfm {

inline bool is_overdue(const Profile& profile, const Rhythm& rhythm, size_t row, double overdue_at) {
  return rhythm.usual_gap[row] > 0 && profile.recency[row] >= overdue_at * rhythm.usual_gap[row];
}

}  // namespace sluice::rfm
