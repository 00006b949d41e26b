// Whether day or month comes first in dates such as 4/5/2017: a decision for the whole file. The sample votes; if it
// leaves the question open, an assumption holds until the first later date decides.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "ingest/date_cell.h"
#include "ingest/import_report.h"

namespace sluice::ingest {

class DateOrderDecision {
 public:
  explicit DateOrderDecision(DateOrder chosen) : order_(chosen), chosen_(chosen != DateOrder::automatic) {}

  void vote(const DateCell& date, uint64_t line, std::string_view cell);  ///< a date of the sample

  /// Ends the vote. `assumed` holds where the sample decides nothing.
  void settle(DateOrder assumed);

  /// A date that is about to be used. true: it decides an open question against the assumption, so that the dates that
  /// were read before it must exchange day and month.
  bool observe(const DateCell& date, uint64_t line, std::string_view cell);

  DateOrder order() const { return order_; }  ///< to read with; after settle()
  bool open() const { return open_; }         ///< order() is an assumption that a later date may overthrow

  // For the report
  bool needed() const { return !example_.empty(); }  ///< a date was seen that does not begin with the year
  bool proven() const { return evidence().has_value(); }
  const std::optional<Evidence>& evidence() const { return evidence_[order_ == DateOrder::month_first ? 1 : 0]; }
  bool chosen() const { return chosen_; }
  const std::string& example() const { return example_; }  ///< the first date that does not begin with the year

 private:
  DateOrder order_;
  bool chosen_;
  bool open_ = false;
  uint64_t votes_[2] = {0, 0};           // day first, month first
  std::optional<Evidence> evidence_[2];  // the first cell for each
  std::string example_;
};

}  // namespace sluice::ingest
