// Whether day or month comes first in dates such as 4/5/2017: a decision for the whole file. The sample votes; if it
// leaves the question open, an assumption holds until the first later date decides.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "ingest/date_cell.h"
#include "ingest/import_report.h"

namespace sluice::ingest {

/// Whether the rows of a stretch, read with what was known before them, are right where they stand.
enum class DatesFit {
  fit,
  exchange_earlier,  ///< the stretch decides: what was read before it must exchange day and month
  exchange_stretch,  ///< the rows of the stretch must, since it could not know
  contradict,        ///< the stretch decided otherwise: it must be read again
};

class DateOrderDecision {
 public:
  explicit DateOrderDecision(DateOrder chosen) : order_(chosen), chosen_(chosen != DateOrder::automatic) {}

  void vote(const DateCell& date, uint64_t line, std::string_view cell);  ///< a date of the sample

  /// Ends the vote. `assumed` holds where the sample decides nothing.
  void settle(DateOrder assumed);

  /// A date that is about to be used. true: it decides an open question against the assumption, so that the dates that
  /// were read before it must exchange day and month.
  bool observe(const DateCell& date, uint64_t line, std::string_view cell);

  /// Takes over what a stretch that follows has found. It began with a copy of this decision as it was after some
  /// beginning of the file; its lines are counted from behind `lines_before`. Changes nothing where the two contradict
  /// each other.
  DatesFit add(const DateOrderDecision& stretch, uint64_t lines_before);

  DateOrder order() const { return order_; }  ///< to read with; after settle()
  bool open() const { return open_; }         ///< order() is an assumption that a later date may overthrow

  // For the report
  bool needed() const { return !example_.empty(); }  ///< a date was seen that does not begin with the year
  bool proven() const { return evidence().has_value(); }
  const std::optional<Evidence>& evidence() const { return evidence_[order_ == DateOrder::month_first ? 1 : 0]; }
  bool chosen() const { return chosen_; }
  const std::string& example() const { return example_; }  ///< the first date that does not begin with the year

  template <class Archive>
  void transfer(Archive& archive) {
    archive(order_, chosen_, open_, was_open_, votes_, evidence_, example_);
  }

 private:
  DateOrder order_;
  bool chosen_;
  bool open_ = false;
  bool was_open_ = false;                              // after the sample
  std::array<uint64_t, 2> votes_{};                    // day first, month first
  std::array<std::optional<Evidence>, 2> evidence_{};  // the first cell for each
  std::string example_;
};

}  // namespace sluice::ingest
