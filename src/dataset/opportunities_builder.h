// Takes the rows of opportunity files and makes the table of them: in the order of their numbers, one row an
// opportunity also where a file tells its way from stage to stage in several rows.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "dataset/dataset.h"
#include "dataset/event_properties.h"
#include "dataset/open_rows.h"
#include "dataset/stage_histories.h"
#include "ingest/records.h"

namespace sluice {

class OpportunitiesBuilder {
 public:
  /// Opportunities that are added from now on are of another table, which has the properties that begin_columns()
  /// names, or none. Times that are open so far stay as they are.
  void begin_table(uint16_t file);
  void begin_columns(std::span<const std::string> names) { properties_.begin_columns(names); }

  void add(uint32_t customer, const ingest::OpportunityRow& row);  ///< customer: Dictionary::kNone where unknown

  /// Exchanges day and month of all open times of the table.
  void exchange_day_and_month();

  struct Finished {
    Opportunities table;
    std::vector<HistoryFile> histories;  ///< of gather_histories
  };
  /// `new_code`: of the customers' codes that add() got; see Dictionary::sort. Ends this builder.
  Finished finish(const std::vector<uint32_t>& new_code, const HistoryChoices& choices);

 private:
  void sort();

  Opportunities table_;
  RowPlaces places_;
  EventProperties properties_;
  OpenRows open_openings_, open_closings_;  // of the present table
  uint16_t file_ = 0;
};

}  // namespace sluice
