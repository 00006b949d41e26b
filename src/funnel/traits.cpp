#include "funnel/traits.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/multiple_tests.h"
#include "base/number_text.h"
#include "base/proportion_tests.h"
#include "dataset/value_ranges.h"

namespace sluice::funnel {

// The amount of the events, or a column of text as it is looked at: codes by event or by customer.
struct TraitColumn {
  TextPair title;
  bool of_customer = false;
  const Dictionary* values = nullptr;  // null: the amount
  const std::vector<uint32_t>* codes = nullptr;
};

namespace {

// How many of the units have it.
struct Carriers {
  uint64_t lost = 0, went_on = 0;

  uint64_t both() const { return lost + went_on; }
};

// One value, or a range of them.
struct Class {
  TextPair label;
  Carriers carriers;
};

TextPair unknown() { return {"unknown", "未知"}; }

std::vector<TraitColumn> columns_of(const Dataset& dataset) {
  std::vector<TraitColumn> columns;
  if (!dataset.events->has_amount.empty()) columns.push_back({.title = {"Amount", "金额"}});
  for (const EventProperty& property : dataset.events->properties) {
    columns.push_back({property.title, false, &property.values, &property.value});
  }
  for (const CustomerAttribute& attribute : dataset.attributes) {
    const bool own = std::any_of(dataset.events->properties.begin(), dataset.events->properties.end(),
                                 [&](const EventProperty& property) { return property.name == attribute.name; });
    if (!own) columns.push_back({attribute.title, true, &attribute.values, &attribute.value});
  }
  return columns;
}

// By code; the last entry is of those of whom it is not known.
std::vector<Carriers> count_values(const Events& events, const TraitColumn& column, const ComparedUnits& units) {
  const uint32_t blank = column.values->size();
  std::vector<Carriers> counts(size_t{blank} + 1);
  const auto count = [&](const std::vector<size_t>& rows, uint64_t Carriers::*group) {
    for (const size_t row : rows) {
      const size_t index = column.of_customer ? events.customer[row] : row;
      const uint32_t code = index < column.codes->size() ? (*column.codes)[index] : Dictionary::kNone;
      ++(counts[std::min(code, blank)].*group);
    }
  };
  count(units.lost, &Carriers::lost);
  count(units.went_on, &Carriers::went_on);
  return counts;
}

// Numbers, ascending, and who has them.
struct CarriedNumber {
  double number = 0;
  Carriers carriers;
};

// `numbers` ascending, at least one that somebody has.
std::vector<Class> cut_into_quarters(const std::vector<CarriedNumber>& numbers) {
  std::vector<CountedNumber> counted;
  for (const CarriedNumber& one : numbers) counted.push_back({one.number, one.carriers.both()});
  const std::vector<double> bounds = quarter_bounds(counted);
  std::vector<Class> classes;
  if (bounds.empty()) {
    const std::string only = shortest_text(numbers.front().number);
    classes.push_back({{only, only}, {}});
  }
  for (size_t i = 0; i <= bounds.size() && !bounds.empty(); ++i) classes.push_back({range_label(bounds, i), {}});
  for (const CarriedNumber& one : numbers) {
    Carriers& carriers = classes[range_of(bounds, one.number)].carriers;
    carriers.lost += one.carriers.lost;
    carriers.went_on += one.carriers.went_on;
  }
  return classes;
}

// The values that somebody has, as numbers; nothing where one is none.
std::optional<std::vector<CarriedNumber>> as_numbers(const Dictionary& values, const std::vector<Carriers>& counts) {
  std::vector<CarriedNumber> numbers;
  for (uint32_t code = 0; code < values.size(); ++code) {
    if (counts[code].both() == 0) continue;
    const std::optional<double> number = number_of_value(values.at(code));
    if (!number) return std::nullopt;
    numbers.push_back({*number, counts[code]});
  }
  std::sort(numbers.begin(), numbers.end(),
            [](const CarriedNumber& a, const CarriedNumber& b) { return a.number < b.number; });
  return numbers;
}

// What a column says of the units; nothing where that is too many different things.
std::optional<std::vector<Class>> classes_of(const Events& events, const TraitColumn& column,
                                             const ComparedUnits& units) {
  const std::vector<Carriers> counts = count_values(events, column, units);
  const auto used = static_cast<size_t>(
      std::count_if(counts.begin(), counts.end() - 1, [](const Carriers& carriers) { return carriers.both() > 0; }));
  std::vector<Class> classes;
  const std::optional<std::vector<CarriedNumber>> numbers =
      used > kMostTraitNumbers ? as_numbers(*column.values, counts) : std::nullopt;
  if (numbers) {
    classes = cut_into_quarters(*numbers);
  } else if (used > kMostTraitValues) {
    return std::nullopt;
  } else {
    for (uint32_t code = 0; code < column.values->size(); ++code) {
      if (counts[code].both() == 0) continue;
      const std::string value(column.values->at(code));
      classes.push_back({{value, value}, counts[code]});
    }
  }
  if (counts.back().both() > 0) classes.push_back({unknown(), counts.back()});
  return classes;
}

// The amounts of the events, in quarters.
std::vector<Class> amount_classes(const Events& events, const ComparedUnits& units) {
  std::vector<std::pair<int64_t, bool>> amounts;  // and whether the unit was lost
  Carriers blank;
  const auto gather = [&](const std::vector<size_t>& rows, bool lost) {
    for (const size_t row : rows) {
      if (events.has_amount[row] != 0) {
        amounts.emplace_back(events.amount.units[row], lost);
      } else {
        ++(lost ? blank.lost : blank.went_on);
      }
    }
  };
  gather(units.lost, true);
  gather(units.went_on, false);
  std::sort(amounts.begin(), amounts.end());
  std::vector<CarriedNumber> numbers;
  for (size_t i = 0; i < amounts.size(); ++i) {
    if (i == 0 || amounts[i].first != amounts[i - 1].first) {
      numbers.push_back({to_double(amounts[i].first, events.amount.decimals), {}});
    }
    ++(amounts[i].second ? numbers.back().carriers.lost : numbers.back().carriers.went_on);
  }
  std::vector<Class> classes;
  if (!numbers.empty()) classes = cut_into_quarters(numbers);
  if (blank.both() > 0) classes.push_back({unknown(), blank});
  return classes;
}

Trait compare_class(const Class& one, const Carriers& all) {
  Trait trait;
  trait.value = one.label;
  const Proportion lost{one.carriers.lost, all.lost}, went_on{one.carriers.went_on, all.went_on};
  trait.lost = lost.successes;
  trait.went_on = went_on.successes;
  trait.lost_share = lost.value();
  trait.went_on_share = went_on.value();
  if (const auto ratio = odds_ratio(lost, went_on)) {
    trait.odds_ratio = ratio->value;
    trait.low = ratio->interval.low;
    trait.high = ratio->interval.high;
  }
  const uint64_t carriers = one.carriers.both();
  if (std::min(carriers, all.both() - carriers) < kFewestTraitCarriers) {
    trait.too_few_to_tell = true;
    return trait;
  }
  if (const auto found = compare_proportions(lost, went_on)) {
    trait.p = trait.p_adjusted = found->p;
    trait.fisher = found->test == ProportionTest::fisher_exact;
    trait.too_few_to_tell = found->too_few_to_tell;
  }
  return trait;
}

// Of two values one says all: what the other has is the same upside down.
void add_traits(const TextPair& title, bool of_customer, const std::vector<Class>& classes, const Carriers& all,
                std::vector<Trait>& traits) {
  if (classes.size() < 2) return;
  std::vector<Trait> found;
  for (const Class& one : classes) {
    found.push_back(compare_class(one, all));
    found.back().property = title;
    found.back().of_customer = of_customer;
  }
  if (found.size() == 2) found.erase(found.begin() + (found[0].odds_ratio >= found[1].odds_ratio ? 1 : 0));
  for (Trait& trait : found) traits.push_back(std::move(trait));
}

void adjust(std::vector<Trait>& traits) {
  std::vector<std::optional<double>> p;
  for (const Trait& trait : traits) p.push_back(trait.p);
  const std::vector<std::optional<double>> adjusted = adjust_holm(p);
  for (size_t i = 0; i < traits.size(); ++i) {
    if (!adjusted[i]) continue;
    traits[i].p_adjusted = adjusted[i];
    traits[i].differs = *adjusted[i] < kSignificance;
    traits[i].too_few_to_tell = traits[i].too_few_to_tell && !traits[i].differs;
  }
}

// Those that differ first, of them those that the lost have more often; then by the distance of the ratio from 1.
void sort_by_strength(std::vector<Trait>& traits) {
  const auto rank = [](const Trait& trait) {
    if (trait.differs) return trait.odds_ratio >= 1 ? 0 : 1;
    if (!trait.too_few_to_tell) return 2;
    return trait.p ? 3 : 4;
  };
  const auto strength = [](const Trait& trait) { return std::max(trait.odds_ratio, 1 / trait.odds_ratio); };
  std::stable_sort(traits.begin(), traits.end(), [&](const Trait& a, const Trait& b) {
    if (rank(a) != rank(b)) return rank(a) < rank(b);
    return strength(a) > strength(b);
  });
}

}  // namespace

TraitComparison::TraitComparison(const Dataset& dataset, const ComparedUnits& units)
    : events_(*dataset.events), units_(units), columns_(columns_of(dataset)) {}

TraitComparison::~TraitComparison() = default;

size_t TraitComparison::columns() const { return columns_.size(); }

void TraitComparison::compare(size_t index) {
  if (units_.lost.empty() || units_.went_on.empty()) return;
  const TraitColumn& column = columns_[index];
  const std::optional<std::vector<Class>> classes =
      column.values == nullptr ? amount_classes(events_, units_) : classes_of(events_, column, units_);
  if (!classes) {
    result_.left_out.push_back(column.title);
    return;
  }
  ++result_.looked_at;
  add_traits(column.title, column.of_customer, *classes, {units_.lost.size(), units_.went_on.size()}, result_.traits);
}

Traits TraitComparison::finish() {
  adjust(result_.traits);
  sort_by_strength(result_.traits);
  return std::move(result_);
}

}  // namespace sluice::funnel
