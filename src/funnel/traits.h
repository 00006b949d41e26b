// What is more frequent among one group of units than among another: every attribute of the customers and every
// property of an event of theirs, value by value.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/text_pair.h"
#include "dataset/dataset.h"
#include "funnel/afterwards_report.h"

namespace sluice::funnel {

/// A column that says more different things than this of the units compared is left out, unless it holds numbers only.
inline constexpr size_t kMostTraitValues = 200;
/// Numbers that are more different ones than this are cut into quarters.
inline constexpr size_t kMostTraitNumbers = 12;
/// A value that fewer than this have, or lack, of both groups together is not tested.
inline constexpr uint64_t kFewestTraitCarriers = 10;

/// Units by the row of their event in Dataset::events: each is one look at its event and its customer.
struct ComparedUnits {
  std::vector<size_t> lost, went_on;
};

struct Traits {
  std::vector<Trait> traits;       ///< all of them, as AfterwardsReport::traits are sorted
  std::vector<TextPair> left_out;  ///< titles of columns with more than kMostTraitValues
  size_t looked_at = 0;            ///< columns that were compared
};

struct TraitColumn;  // traits.cpp

/// Compares the units column by column. An attribute that an event property has the name of is that property. Nothing
/// where a group is empty.
class TraitComparison {
 public:
  /// The dataset has events; both must stay. The units may come until the first column is compared.
  TraitComparison(const Dataset& dataset, const ComparedUnits& units);
  ~TraitComparison();

  size_t columns() const;
  void compare(size_t column);  ///< each one once, ascending
  Traits finish();              ///< once, when all are compared

 private:
  const Events& events_;
  const ComparedUnits& units_;
  std::vector<TraitColumn> columns_;
  Traits result_;
};

}  // namespace sluice::funnel
