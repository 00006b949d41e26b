#include "rfm/overdue.h"

#include <algorithm>

#include "base/csv_writer.h"
#include "base/number_text.h"
#include "base/ordering.h"

namespace sluice::rfm {
namespace {

std::string_view name_of(const Dataset& dataset, uint32_t customer) {
  return dataset.customer_names.empty() ? std::string_view{} : dataset.customer_names[customer];
}

double ratio_of(const Analysis& analysis, const Rhythm& rhythm, size_t row) {
  return analysis.profile.recency[row] / rhythm.usual_gap[row];
}

// The unsigned order of the keys is the ascending order of the column; a name has none.
uint64_t sort_key(const Analysis& analysis, const Rhythm& rhythm, OverdueColumn column, uint32_t row) {
  switch (column) {
    case OverdueColumn::last_purchase:
      return ascending_key(analysis.profile.last_day[row]);
    case OverdueColumn::purchase_days:
      return rhythm.gaps_of(row).size();
    case OverdueColumn::usual_gap:
      return ascending_key(rhythm.usual_gap[row]);
    case OverdueColumn::silence:
      return ascending_key(analysis.profile.recency[row]);
    case OverdueColumn::ratio:
      return ascending_key(ratio_of(analysis, rhythm, row));
    case OverdueColumn::at_stake:
      return ascending_key(rhythm.at_stake.value(row));
    case OverdueColumn::segment:
      return analysis.segment[row];
    case OverdueColumn::id:
    case OverdueColumn::name:
      return row;  // rows are in the order of the identifiers' bytes
  }
  return row;
}

void sort_by_name(const Dataset& dataset, const Analysis& analysis, bool descending, std::vector<uint32_t>& rows) {
  const auto name = [&](uint32_t row) { return name_of(dataset, analysis.profile.customer[row]); };
  std::stable_sort(rows.begin(), rows.end(),
                   [&](uint32_t a, uint32_t b) { return descending ? name(b) < name(a) : name(a) < name(b); });
}

}  // namespace

std::vector<uint32_t> order_overdue(const Dataset& dataset, const Analysis& analysis, const Rhythm& rhythm,
                                    const RhythmSpec& spec, const std::vector<uint8_t>& selected,
                                    const OverdueQuery& query) {
  std::vector<uint32_t> rows;
  for (uint32_t row = 0; row < analysis.profile.size(); ++row) {
    if (selected[row] != 0 && is_overdue(analysis.profile, rhythm, row, spec.overdue_at)) rows.push_back(row);
  }
  if (query.sort == OverdueColumn::name && !dataset.customer_names.empty()) {
    sort_by_name(dataset, analysis, query.descending, rows);
    return rows;
  }
  std::vector<uint64_t> keys;
  for (const uint32_t row : rows) {
    const uint64_t key = sort_key(analysis, rhythm, query.sort, row);
    keys.push_back(query.descending ? ~key : key);
  }
  const std::vector<uint32_t> order = stable_order(keys);
  std::vector<uint32_t> sorted;
  for (const uint32_t i : order) sorted.push_back(rows[i]);
  return sorted;
}

OverdueRow overdue_row(const Dataset& dataset, const Analysis& analysis, const Rhythm& rhythm, size_t profile_row) {
  const Profile& profile = analysis.profile;
  const uint32_t customer = profile.customer[profile_row];
  OverdueRow row;
  row.id = dataset.customers.at(customer);
  row.name = name_of(dataset, customer);
  row.last_purchase = format_day(profile.last_day[profile_row]);
  row.purchase_days = rhythm.gaps_of(profile_row).size() + 1;
  row.usual_gap = rhythm.usual_gap[profile_row];
  row.silence = profile.recency[profile_row];
  row.ratio = ratio_of(analysis, rhythm, profile_row);
  row.at_stake = rhythm.at_stake.value(profile_row);
  row.segment = analysis.map->segments[analysis.segment[profile_row]].id;
  return row;
}

std::string overdue_csv(const Dataset& dataset, const Analysis& analysis, const Rhythm& rhythm,
                        const std::vector<uint32_t>& rows, bool chinese) {
  const bool named = !dataset.customer_names.empty();
  CsvWriter csv;
  csv.cell(chinese ? "客户" : "customer");
  if (named) csv.cell(chinese ? "客户名称" : "name");
  if (chinese) {
    csv.cells({"最近购买日", "购买天数", "常规间隔（天）", "沉默天数", "沉默/间隔", "末次购买前一年消费", "客户分群"});
  } else {
    csv.cells({"last_purchase", "purchase_days", "usual_gap_days", "silence_days", "silence_to_gap",
               "spent_in_year_to_last_purchase", "segment"});
  }
  csv.end_row();
  for (const uint32_t profile_row : rows) {
    const OverdueRow row = overdue_row(dataset, analysis, rhythm, profile_row);
    const Segment& segment = analysis.map->segments[analysis.segment[profile_row]];
    csv.cell(row.id);
    if (named) csv.cell(row.name);
    csv.cell(row.last_purchase);
    csv.number(std::to_string(row.purchase_days));
    csv.number(shortest_text(row.usual_gap));
    csv.number(shortest_text(row.silence));
    csv.number(fixed_text(row.ratio, 4));
    csv.number(format_plain(rhythm.at_stake.units[profile_row], rhythm.at_stake.decimals));
    csv.cell(chinese ? segment.name.zh : segment.name.en);
    csv.end_row();
  }
  return std::move(csv).text();
}

}  // namespace sluice::rfm
