#include "dataset/events_builder.h"

#include <algorithm>
#include <tuple>

#include "dataset/canonical_order.h"
#include "dataset/order_batch.h"

namespace sluice {

void EventsBuilder::begin_table(uint16_t file) {
  tables_.push_back({file, events_.size()});
  open_times_.clear();
  properties_.begin_table();
}

void EventsBuilder::add(uint32_t customer, const ingest::EventRow& row) {
  if (row.time_is_open) open_times_.add(events_.size());
  properties_.observe(events_.size(), row.attributes);
  if (row.amount) add_amount(*row.amount);
  events_.customer.push_back(customer);
  events_.event.push_back(names_.code(row.event));
  events_.time.push_back(row.time);
}

// Of the event that is being added.
void EventsBuilder::add_amount(Money amount) {
  events_.amount.units.resize(events_.size());
  events_.amount.push_back(amount);
  events_.has_amount.resize(events_.size());
  events_.has_amount.push_back(1);
}

void EventsBuilder::exchange_day_and_month() {
  open_times_.for_each([this](size_t row) { events_.time[row] = day_and_month_exchanged(events_.time[row]); });
  open_times_.clear();
}

void EventsBuilder::rename(const std::vector<MilestoneName>& names) {
  if (names.empty()) return;
  const auto row = [this](size_t at) { return events_.event.begin() + static_cast<ptrdiff_t>(at); };
  for (const MilestoneName& name : names) {
    const uint32_t before = names_.dictionary.find(name.column);
    if (before == Dictionary::kNone) continue;  // no row has that date
    const uint32_t after = names_.dictionary.intern(name.event);
    for (size_t table = 0; table < tables_.size(); ++table) {
      if (tables_[table].file != name.file) continue;
      const size_t end = table + 1 < tables_.size() ? tables_[table + 1].row : events_.size();
      std::replace(row(tables_[table].row), row(end), before, after);
    }
  }
  drop_unused_names();
}

void EventsBuilder::drop_unused_names() {
  const Dictionary& all = names_.dictionary;
  Interner used;
  std::vector<uint32_t> new_code(all.size(), Dictionary::kNone);
  for (const uint32_t code : events_.event) {
    if (new_code[code] == Dictionary::kNone) new_code[code] = used.code(all.at(code));
  }
  renumber(events_.event, new_code);
  names_ = std::move(used);
}

std::vector<uint32_t> EventsBuilder::sorted_order(uint32_t customers) const {
  const Events& e = events_;
  std::vector<const EventProperty*> properties;
  for (const EventProperty& property : e.properties) properties.push_back(&property);
  std::sort(properties.begin(), properties.end(),
            [](const EventProperty* a, const EventProperty* b) { return a->name < b->name; });
  const auto amount_of = [&](uint32_t row) {
    return e.has_amount.empty() ? std::tuple(uint8_t{0}, int64_t{0})
                                : std::tuple(e.has_amount[row], e.amount.units[row]);
  };
  const auto comes_before = [&](uint32_t a, uint32_t b) {
    if (e.time[a] != e.time[b]) return e.time[a] < e.time[b];
    if (e.event[a] != e.event[b]) return e.event[a] < e.event[b];
    if (amount_of(a) != amount_of(b)) return amount_of(a) < amount_of(b);
    for (const EventProperty* property : properties) {
      if (property->value[a] != property->value[b]) return property->value[a] < property->value[b];
    }
    return false;
  };
  return order_by_group(e.customer, customers, comes_before);
}

Events EventsBuilder::finish(const std::vector<uint32_t>& new_code) {
  Events& e = events_;
  renumber(e.customer, new_code);
  renumber(e.event, names_.dictionary.sort());
  e.event_names = std::move(names_.dictionary);
  e.properties = properties_.finish(e.size());
  if (!e.has_amount.empty()) {
    e.amount.units.resize(e.size());
    e.has_amount.resize(e.size());
  }
  const std::vector<uint32_t> order = sorted_order(static_cast<uint32_t>(new_code.size()));
  rearrange(e.customer, order);
  rearrange(e.event, order);
  rearrange(e.time, order);
  for (EventProperty& property : e.properties) rearrange(property.value, order);
  if (!e.has_amount.empty()) {
    rearrange(e.amount.units, order);
    rearrange(e.has_amount, order);
  }
  Events events = std::move(e);
  *this = {};
  return events;
}

}  // namespace sluice
