// The columns that every table of groups of customers has: how many they are, what they bring, how they buy on average.
#pragma once

#include <vector>

#include "app/widgets/table.h"

namespace sluice::app {

struct GroupColumns {
  float share_width = 112;  ///< of the columns of shares, which have room for a bar, in CSS pixels
  float weight = 0.4f;
  bool average_order = false;  ///< with this column, before the means
};

/// Customers, their share, revenue, its share, means of R, F and M: each with how it is computed.
void add_group_columns(std::vector<ui::Column>& columns, const GroupColumns& wanted);

}  // namespace sluice::app
