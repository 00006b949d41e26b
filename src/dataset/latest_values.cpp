#include "dataset/latest_values.h"

#include <algorithm>
#include <limits>

#include "dataset/attributes.h"

namespace sluice {
namespace {

constexpr TimeMs kTimeless = std::numeric_limits<TimeMs>::max();  // of a table of customers

}  // namespace

uint32_t LatestValues::intern(std::string_view text) {
  if (last_code_ == Dictionary::kNone || text != last_text_) {
    last_code_ = values.intern(text);
    last_text_ = text;
    last_customer_ = Dictionary::kNone;
    if (values.size() > kMostAttributeValues) give_up();
  }
  return last_code_;
}

void LatestValues::give_up() {
  *this = {};
  given_up = true;
}

void LatestValues::grow(uint32_t customers) {
  if (customers <= several.size()) return;
  const auto grow_one = [customers](LatestByCustomer& best) {
    best.value.resize(customers, Dictionary::kNone);
    best.time.resize(customers, 0);
  };
  grow_one(latest);
  if (is_open) grow_one(latest_exchanged);
  several.resize(customers, 0);
}

void LatestValues::open() {
  if (is_open) return;
  latest_exchanged = latest;
  is_open = true;
}

// Later ones win; at the same time the smaller by bytes, but of a table of customers the first.
void LatestValues::offer(LatestByCustomer& best, uint32_t customer, uint32_t code, TimeMs time) const {
  uint32_t& known = best.value[customer];
  TimeMs& known_time = best.time[customer];
  if (known != Dictionary::kNone) {
    if (known_time > time || known == code) {
      known_time = std::max(known_time, time);
      return;
    }
    if (known_time == time && (time == kTimeless || values.at(known) < values.at(code))) return;
  }
  known = code;
  known_time = time;
}

void LatestValues::note_several(uint32_t customer, uint32_t code) {
  const uint32_t known = latest.value[customer];
  if (known != Dictionary::kNone && known != code) several[customer] = 1;
}

void LatestValues::observe(uint32_t customer, std::string_view text, Moment moment) {
  if (given_up) return;
  const uint32_t code = intern(text);
  if (given_up || (customer == last_customer_ && moment == last_moment_)) return;
  last_customer_ = customer;
  last_moment_ = moment;
  grow(customer + 1);
  note_several(customer, code);
  if (moment.read != moment.exchanged) open();
  offer(latest, customer, code, moment.read);
  if (is_open) offer(latest_exchanged, customer, code, moment.exchanged);
}

void LatestValues::observe_first(uint32_t customer, std::string_view text) {
  observe(customer, text, {kTimeless, kTimeless});
}

void LatestValues::add(const LatestValues& piece, const std::vector<uint32_t>& codes) {
  if (given_up) return;
  if (piece.given_up) return give_up();
  std::vector<uint32_t> value_codes;
  value_codes.reserve(piece.values.size());
  for (uint32_t code = 0; code < piece.values.size() && !given_up; ++code) {
    value_codes.push_back(intern(piece.values.at(code)));
  }
  if (given_up) return;
  if (piece.is_open) open();
  for (uint32_t from = 0; from < piece.customers(); ++from) {
    if (piece.latest.value[from] == Dictionary::kNone) continue;
    const uint32_t customer = codes[from];
    grow(customer + 1);
    const uint32_t code = value_codes[piece.latest.value[from]];
    note_several(customer, code);
    if (piece.several[from] != 0) several[customer] = 1;
    offer(latest, customer, code, piece.latest.time[from]);
    if (!is_open) continue;
    const LatestByCustomer& other = piece.is_open ? piece.latest_exchanged : piece.latest;
    offer(latest_exchanged, customer, value_codes[other.value[from]], other.time[from]);
  }
}

void LatestValues::exchange_day_and_month() {
  if (is_open) latest = std::move(latest_exchanged);
  settle();
}

void LatestValues::settle() {
  last_customer_ = Dictionary::kNone;
  latest_exchanged = {};
  is_open = false;
}

}  // namespace sluice
