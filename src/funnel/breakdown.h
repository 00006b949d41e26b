// Funnels of groups, each against its own first step, and whether they differ from the others by more than chance.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/passes.h"
#include "base/result.h"
#include "dataset/cleaning.h"
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
  std::vector<uint32_t> of_customer;       ///< by customer code: index of a group, kNone for none
  std::vector<uint32_t> of_opportunity{};  ///< instead, by row of Dataset::opportunities, where it is not empty
  bool in_order = false;                   ///< the groups have an order of their own, and all are shown

  /// The number of the groups for those of none.
  size_t index_of(uint32_t customer) const { return index_in(of_customer, customer); }
  size_t index_in(const std::vector<uint32_t>& of, size_t item) const;
};

/// More groups than this are not drawn side by side: the smallest ones are put together.
inline constexpr size_t kMostGroups = 8;

/// The groups of an attribute's values.
Groups groups_of(const CustomerAttribute& attribute);
/// The same of what is said of each opportunity.
Groups groups_of(const EventProperty& property);

/// `keep` and `cleaning` as in funnel/analysis.h; they and the dataset must stay. An opportunity belongs where its
/// customer does, or by Groups::of_opportunity. Errors: those of the funnel; not_applicable (one of ready counts).
Result<PassRun<BreakdownReport>> begin_groups(const Dataset& dataset, const FunnelSpec& spec, Groups groups,
                                              const std::vector<uint8_t>* keep, const Cleaning* cleaning = nullptr);

/// Groups by time, in their order: of entries that of the first event of the chain that counts, of opportunities when
/// they were opened, of customers by their purchases that of the first one. Before and from a day ("YYYY-MM-DD") on,
/// or, where `since` is empty, by calendar periods. A note tells of the entries that may yet convert. Errors, too:
/// bad_spec ("/breakdown/since": not a day), not_applicable (no times).
Result<PassRun<BreakdownReport>> begin_periods(const Dataset& dataset, const FunnelSpec& spec, std::string_view since,
                                               const std::vector<uint8_t>* keep, const Cleaning* cleaning = nullptr);

}  // namespace sluice::funnel
