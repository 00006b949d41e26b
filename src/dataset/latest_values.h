// Of each customer the latest value of one attribute column, built row by row or piece by piece. The outcome depends
// neither on the order of the rows that have a time nor on where the pieces were cut; of rows without one (a table of
// customers) the first counts. Memory is bounded: a column that shows more than kMostAttributeValues values is given
// up.
//
// The order of day and month may turn out wrong when many rows are past, and with it which row is the latest. While
// rows come that it would change, both outcomes are kept.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.h"
#include "dataset/dictionary.h"

namespace sluice {

/// By customer; the time means nothing where there is no value.
struct LatestByCustomer {
  std::vector<uint32_t> value;  ///< code in LatestValues::values, Dictionary::kNone where there is none
  std::vector<TimeMs> time;
};

struct LatestValues {
  /// When a value was said: as the time is read, and with day and month exchanged (equal where nothing is open).
  struct Moment {
    TimeMs read = 0;
    TimeMs exchanged = 0;

    bool operator==(const Moment&) const = default;
  };

  // Plain columns, so that a piece can be handed on. Customers beyond their end have no value.
  Dictionary values;                  ///< every value that was observed, by first appearance
  LatestByCustomer latest;            ///< by the times as they are read
  LatestByCustomer latest_exchanged;  ///< the same for the other order of day and month, where is_open
  std::vector<uint8_t> several;       ///< by customer: 1 where more than one value was observed
  bool is_open = false;               ///< whether the two may differ
  bool given_up = false;              ///< too many values: everything is empty

  uint32_t customers() const { return static_cast<uint32_t>(several.size()); }

  /// A row says `text`, which is not empty, of a customer.
  void observe(uint32_t customer, std::string_view text, Moment moment);

  /// A row of a table of customers says it: it outlives everything that has a time and everything that comes later.
  void observe_first(uint32_t customer, std::string_view text);

  /// What a piece has observed; `codes`: its customers' codes here.
  void add(const LatestValues& piece, const std::vector<uint32_t>& codes);

  void exchange_day_and_month();
  void settle();  ///< what was open until now stays as it was read

 private:
  uint32_t intern(std::string_view text);
  void grow(uint32_t customers);
  void open();
  void offer(LatestByCustomer& known, uint32_t customer, uint32_t code, TimeMs time) const;
  void note_several(uint32_t customer, uint32_t code);
  void give_up();

  // Files repeat themselves from line to line; what the last row said is remembered.
  std::string last_text_;
  uint32_t last_code_ = Dictionary::kNone;
  uint32_t last_customer_ = Dictionary::kNone;
  Moment last_moment_;
};

}  // namespace sluice
