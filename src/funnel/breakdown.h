// Funnels of groups, each against its own first step, and whether they differ from the others by more than chance.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/passes.h"
#include "base/result.h"
#include "dataset/dataset.h"
#include "funnel/breakdown_report.h"
#include "funnel/funnel_spec.h"

namespace sluice::funnel {

/// Which group each customer belongs to.
struct Groups {
  static constexpr uint32_t kNone = static_cast<uint32_t>(-1);
  struct Group {
    std::string id;
    TextPair label;
  };
  TextPair title;
  std::vector<Group> groups;
  std::vector<uint32_t> of_customer;  ///< by customer code: index of a group, kNone for none
  bool in_order = false;              ///< the groups have an order of their own, and all are shown
};

/// More groups than this are not drawn side by side: the smallest ones are put together.
inline constexpr size_t kMostGroups = 8;

/// The groups of an attribute's values.
Groups groups_of(const CustomerAttribute& attribute);

/// `keep` as in funnel/analysis.h; it and the dataset must stay. Errors: those of the funnel; not_applicable (the
/// funnel is not one of events).
Result<PassRun<BreakdownReport>> begin_groups(const Dataset& dataset, const FunnelSpec& spec, Groups groups,
                                              const std::vector<uint8_t>* keep);

/// Groups of entries by the time of the first event of the chain that counts, in their order: before and from a day
/// ("YYYY-MM-DD") on, or, where `since` is empty, by calendar periods. A note tells of the entries that may yet
/// convert. Errors, too: bad_spec ("/breakdown/since": not a day).
Result<PassRun<BreakdownReport>> begin_periods(const Dataset& dataset, const FunnelSpec& spec, std::string_view since,
                                               const std::vector<uint8_t>* keep);

}  // namespace sluice::funnel
