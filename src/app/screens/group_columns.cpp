#include "app/screens/group_columns.h"

#include "app/i18n.h"

namespace sluice::app {

void add_group_columns(std::vector<ui::Column>& columns, const GroupColumns& wanted) {
  const auto add = [&](std::string_view key, const char* label, float width, const char* tip) {
    columns.push_back({.key = key,
                       .label = label,
                       .align = ui::Align::right,
                       .min_width = width,
                       .weight = wanted.weight,
                       .tip = tip});
  };
  constexpr float kCount = 84, kMean = 92;
  add("customers", tr("figure.customers"), kCount, tr("tip.group_customers"));
  add("customer_share", tr("segments.share_of_customers"), wanted.share_width, tr("tip.customer_share"));
  add("revenue", tr("figure.revenue"), kCount, tr("tip.revenue"));
  add("revenue_share", tr("segments.share_of_revenue"), wanted.share_width, tr("tip.revenue_share"));
  if (wanted.average_order) add("average_order", tr("figure.average_order"), kMean, tr("tip.average_order"));
  add("recency", tr("figure.mean_recency"), kMean, tr("tip.mean_recency"));
  add("frequency", tr("figure.mean_frequency"), kMean, tr("tip.mean_frequency"));
  add("monetary", tr("figure.mean_monetary"), kMean, tr("tip.mean_monetary"));
}

}  // namespace sluice::app
