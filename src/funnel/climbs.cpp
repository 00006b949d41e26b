#include "funnel/climbs.h"

#include "base/errors.h"

namespace sluice::funnel {

Result<Climbs> find_climbs(const Dataset& dataset, const FunnelSpec& spec, const Counted& counted) {
  if (const Status status = check(dataset, spec); !status) return status.error();
  switch (source_of(dataset, spec).value_or(Source::automatic)) {
    case Source::opportunities:
      return climbs_of_opportunities(dataset, spec, counted);
    case Source::orders:
      return climbs_of_orders(dataset, spec, counted);
    case Source::frequency:
      return climbs_of_frequency(dataset, spec, counted);
    case Source::stage_counts:
      return not_applicable(
          {"The file has ready counts, and does not say who is behind them: there are no groups to "
           "count again. Open a table with a row for each opportunity.",
           "文件中只有各阶段的汇总数量，无法得知背后是谁，因此不能按组细分。请打开每个商机一行的表。"});
    case Source::automatic:
    case Source::events:
      break;
  }
  return not_applicable({"The files hold nothing that a funnel could be made of.", "文件中没有可用于漏斗的数据。"});
}

}  // namespace sluice::funnel
