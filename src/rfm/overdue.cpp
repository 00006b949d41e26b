#include "rfm/overdue.h"

#include <algorithm>

#include "base/number_text.h"
#include "base/ordering.h"
#include "dataset/order_lines.h"

namespace sluice::rfm {
namespace {

uint64_t purchase_days(const Rhythm& rhythm, size_t row) { return rhythm.gaps_of(row).size() + 1; }

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
      return ascending_key(silence_to_gap(analysis.profile, rhythm, row));
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
  const auto name = [&](uint32_t row) { return customer_name(dataset, analysis.profile.customer[row]); };
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
  row.name = customer_name(dataset, customer);
  row.last_purchase = format_day(profile.last_day[profile_row]);
  row.purchase_days = purchase_days(rhythm, profile_row);
  row.usual_gap = rhythm.usual_gap[profile_row];
  row.silence = profile.recency[profile_row];
  row.ratio = silence_to_gap(profile, rhythm, profile_row);
  row.at_stake = rhythm.at_stake.value(profile_row);
  row.segment = analysis.map->segments[analysis.segment[profile_row]].id;
  return row;
}

TableRun begin_overdue_table(const Dataset& dataset, const Analysis& analysis, const Rhythm& rhythm,
                             std::vector<uint32_t> rows, TableStyle style) {
  const Profile& profile = analysis.profile;
  TableColumns columns(style);
  columns.text({"customer", "客户"}, [&](size_t row) { return dataset.customers.at(profile.customer[row]); });
  if (!dataset.customer_names.empty()) {
    columns.text({"name", "客户名称"}, [&](size_t row) { return customer_name(dataset, profile.customer[row]); });
  }
  columns.day({"last_purchase", "最近购买日"}, [&](size_t row) { return profile.last_day[row]; });
  columns.number({"purchase_days", "购买天数"}, [&](size_t row) { return std::to_string(purchase_days(rhythm, row)); });
  columns.number({"usual_gap_days", "常规间隔（天）"},
                 [&](size_t row) { return shortest_text(rhythm.usual_gap[row]); });
  columns.number({"silence_days", "沉默天数"}, [&](size_t row) { return shortest_text(profile.recency[row]); });
  columns.number(
      {"silence_to_gap", "沉默/间隔"}, [&](size_t row) { return fixed_text(silence_to_gap(profile, rhythm, row), 4); },
      4);
  columns.number(
      {"spent_in_year_to_last_purchase", "末次购买前一年消费"},
      [&](size_t row) { return format_plain(rhythm.at_stake.units[row], rhythm.at_stake.decimals); },
      rhythm.at_stake.decimals);
  columns.text({"segment", "客户分群"}, [&analysis, style](size_t row) {
    return std::string_view(style.pick(analysis.map->segments[analysis.segment[row]].name));
  });
  return std::move(columns).begin({"Overdue customers", "逾期未购客户"}, std::move(rows));
}

}  // namespace sluice::rfm
