#include "dataset/event_properties.h"

#include <algorithm>

#include "dataset/attributes.h"
#include "dataset/canonical_order.h"

namespace sluice {

void EventProperties::begin_columns(std::span<const std::string> names) {
  for (const std::string& name : names) {
    const auto known =
        std::find_if(columns_.begin(), columns_.end(), [&](const Column& column) { return column.name == name; });
    present_.push_back(static_cast<size_t>(known - columns_.begin()));
    if (known == columns_.end()) columns_.push_back({name, {}, {}});
  }
}

void EventProperties::observe(size_t event, ingest::AttributeCells cells) {
  for (size_t i = 0; i < cells.size(); ++i) {
    if (!cells[i].empty()) columns_[present_[i]].observe(event, cells[i]);
  }
}

void EventProperties::Column::observe(size_t event, std::string_view text) {
  if (given_up) return;
  const uint32_t code = values.code(text);
  given_up = values.dictionary.size() > kMostAttributeValues;
  if (given_up) {
    values = {};
    value = {};
    return;
  }
  value.resize(event, Dictionary::kNone);
  value.push_back(code);
}

EventProperty EventProperties::Column::finish(size_t events) {
  value.resize(events, Dictionary::kNone);
  renumber(value, values.dictionary.sort());
  return {name, {name, name}, std::move(values.dictionary), std::move(value)};
}

std::vector<EventProperty> EventProperties::finish(size_t events) {
  std::vector<EventProperty> properties;
  for (Column& column : columns_) {
    if (column.values.dictionary.size() > 0) properties.push_back(column.finish(events));
  }
  *this = {};
  return properties;
}

}  // namespace sluice
