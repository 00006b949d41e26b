#include "funnel/property_choices.h"

#include <algorithm>
#include <numeric>
#include <string>

#include "dataset/value_ranges.h"
#include "funnel/event_marks.h"

namespace sluice::funnel {
namespace {

PropertyChoice describe_property(const std::string& name, const TextPair& title, const Dictionary& values,
                                 const std::vector<uint32_t>& codes) {
  PropertyChoice choice{.name = name, .title = title};
  std::vector<uint64_t> counts(values.size());
  for (const uint32_t code : codes) {
    if (code != Dictionary::kNone) ++counts[code];
  }
  std::vector<uint32_t> order(values.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) { return counts[a] > counts[b]; });
  choice.other_values = order.size() > kMostPropertyValues ? order.size() - kMostPropertyValues : 0;
  order.resize(std::min(order.size(), kMostPropertyValues));
  for (const uint32_t code : order) choice.values.emplace_back(values.at(code));
  choice.numeric = !choice.values.empty() && std::all_of(choice.values.begin(), choice.values.end(),
                                                         [](const auto& value) { return number_of_value(value); });
  return choice;
}

}  // namespace

void add_properties(const Dataset& dataset, const std::vector<EventProperty>& own,
                    std::vector<PropertyChoice>& choices) {
  for (const EventProperty& property : own) {
    choices.push_back(describe_property(property.name, property.title, property.values, property.value));
  }
  for (const CustomerAttribute& attribute : dataset.attributes) {
    const bool known = std::any_of(choices.begin(), choices.end(),
                                   [&](const PropertyChoice& choice) { return choice.name == attribute.name; });
    if (!known) {
      choices.push_back(describe_property(attribute.name, attribute.title, attribute.values, attribute.value));
    }
  }
}

}  // namespace sluice::funnel
