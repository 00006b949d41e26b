#include "dataset/opportunities_builder.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <tuple>

#include "dataset/canonical_order.h"
#include "dataset/order_batch.h"

namespace sluice {

void OpportunitiesBuilder::begin_table(uint16_t file) {
  file_ = file;
  open_openings_.clear();
  open_closings_.clear();
  properties_.begin_table();
}

void OpportunitiesBuilder::add(uint32_t customer, const ingest::OpportunityRow& row) {
  std::vector<std::string>& names = table_.stage_names;
  const auto stage = std::find(names.begin(), names.end(), row.stage);
  const auto code = static_cast<uint32_t>(stage - names.begin());
  if (stage == names.end()) names.emplace_back(row.stage);
  if (row.opened_is_open) open_openings_.add(table_.size());
  if (row.closed_is_open) open_closings_.add(table_.size());
  properties_.observe(table_.size(), row.attributes);
  table_.id.push_back(row.opportunity.empty() ? Dictionary::kNone : table_.ids.intern(row.opportunity));
  table_.customer.push_back(customer);
  table_.stage.push_back(code);
  table_.outcome.push_back(row.outcome);
  table_.value.push_back(row.value ? std::optional(to_double(row.value->units, row.value->decimals)) : std::nullopt);
  table_.opened.push_back(row.opened);
  table_.closed.push_back(row.closed);
  places_.file.push_back(file_);
  places_.line.push_back(static_cast<uint32_t>(std::min<uint64_t>(row.line, std::numeric_limits<uint32_t>::max())));
}

void OpportunitiesBuilder::exchange_day_and_month() {
  const auto exchange = [](OpenRows& rows, std::vector<std::optional<TimeMs>>& times) {
    rows.for_each([&](size_t row) { times[row] = day_and_month_exchanged(*times[row]); });
    rows.clear();
  };
  exchange(open_openings_, table_.opened);
  exchange(open_closings_, table_.closed);
}

void OpportunitiesBuilder::sort() {
  std::vector<uint32_t> order(table_.size());
  std::iota(order.begin(), order.end(), 0U);
  const auto key = [&](uint32_t row) { return std::tuple(table_.id[row], places_.file[row], places_.line[row], row); };
  std::sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) { return key(a) < key(b); });
  rearrange_opportunities(table_, order);
  rearrange(places_.file, order);
  rearrange(places_.line, order);
}

OpportunitiesBuilder::Finished OpportunitiesBuilder::finish(const std::vector<uint32_t>& new_code,
                                                            const HistoryChoices& choices) {
  renumber(table_.customer, new_code);
  renumber(table_.id, table_.ids.sort());
  table_.properties = properties_.finish(table_.size());
  sort();
  Finished finished;
  finished.histories = gather_histories(table_, places_, choices);
  finished.table = std::move(table_);
  *this = {};
  return finished;
}

}  // namespace sluice
