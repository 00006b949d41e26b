// The list of rotten opportunities: its order, its pages, the table to take along.
#include <algorithm>
#include <numeric>

#include "base/number_text.h"
#include "funnel/pipeline.h"

namespace sluice::funnel {
namespace {

// What a row is sorted by; none where it has no such thing.
std::optional<double> sort_key(const Opportunities& table, const RottenOpportunity& rotten, RottenColumn column) {
  switch (column) {
    case RottenColumn::id:
      return table.id[rotten.row] == Dictionary::kNone ? std::nullopt : std::optional<double>(table.id[rotten.row]);
    case RottenColumn::customer:
      return table.customer[rotten.row] == Dictionary::kNone ? std::nullopt
                                                             : std::optional<double>(table.customer[rotten.row]);
    case RottenColumn::stage:
      return static_cast<double>(rotten.stage);
    case RottenColumn::value:
      return table.value[rotten.row];
    case RottenColumn::age:
      return rotten.age;
    case RottenColumn::over:
      return rotten.age - rotten.limit;
  }
  return std::nullopt;
}

std::string_view text_of(const Dictionary& dictionary, uint32_t code) {
  return code == Dictionary::kNone ? std::string_view() : dictionary.at(code);
}

}  // namespace

std::vector<uint32_t> order_rotten(const Dataset& dataset, const Pipeline& pipeline, const RottenQuery& query) {
  std::vector<std::optional<double>> keys;
  for (const RottenOpportunity& rotten : pipeline.rotten) {
    keys.push_back(sort_key(*dataset.opportunities, rotten, query.sort));
  }
  std::vector<uint32_t> order(keys.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
    if (!keys[a] || !keys[b]) return keys[a].has_value() && !keys[b].has_value();
    return query.descending ? *keys[b] < *keys[a] : *keys[a] < *keys[b];
  });
  return order;
}

RottenRow rotten_row(const Dataset& dataset, const Pipeline& pipeline, size_t index) {
  const Opportunities& table = *dataset.opportunities;
  const RottenOpportunity& rotten = pipeline.rotten[index];
  RottenRow row;
  row.id = text_of(table.ids, table.id[rotten.row]);
  row.customer = text_of(dataset.customers, table.customer[rotten.row]);
  row.stage = pipeline.report.stages[rotten.stage].stage;
  row.value = table.value[rotten.row];
  row.since = format_day(day_of(rotten.since));
  row.age = rotten.age;
  row.limit = rotten.limit;
  for (const EventProperty& property : table.properties) {
    row.properties.emplace_back(text_of(property.values, property.value[rotten.row]));
  }
  return row;
}

RottenPage rotten_page(const Dataset& dataset, const Pipeline& pipeline, const std::vector<uint32_t>& order,
                       const RottenQuery& query) {
  RottenPage page;
  page.total = order.size();
  page.offset = query.offset;
  const uint64_t begin = std::min<uint64_t>(query.offset, order.size());
  const uint64_t end = begin + std::min<uint64_t>(query.limit, order.size() - begin);
  for (uint64_t i = begin; i < end; ++i) page.rows.push_back(rotten_row(dataset, pipeline, order[i]));
  return page;
}

TableRun begin_rotten_table(const Dataset& dataset, const Pipeline& pipeline, std::vector<uint32_t> order,
                            TableStyle style) {
  const Opportunities& table = *dataset.opportunities;
  const std::vector<RottenOpportunity>& rotten = pipeline.rotten;
  TableColumns columns(style);
  columns.text({"opportunity", "商机编号"}, [&](size_t i) { return text_of(table.ids, table.id[rotten[i].row]); });
  columns.text({"customer", "客户"},
               [&](size_t i) { return text_of(dataset.customers, table.customer[rotten[i].row]); });
  columns.text({"stage", "阶段"},
               [&](size_t i) { return std::string_view(pipeline.report.stages[rotten[i].stage].stage); });
  columns.number({"value", "金额"}, [&](size_t i) {
    const std::optional<double>& value = table.value[rotten[i].row];
    return value ? shortest_text(*value) : std::string();
  });
  columns.day({"since", "起算日"}, [&](size_t i) { return day_of(rotten[i].since); });
  columns.number(
      {"age_days", "停留天数"}, [&](size_t i) { return fixed_text(rotten[i].age, 2); }, 2);
  columns.number(
      {"limit_days", "停滞上限（天）"}, [&](size_t i) { return fixed_text(rotten[i].limit, 2); }, 2);
  for (const EventProperty& property : table.properties) {
    columns.text(property.title, [&](size_t i) { return text_of(property.values, property.value[rotten[i].row]); });
  }
  return std::move(columns).begin({"Rotten opportunities", "停滞商机"}, std::move(order));
}

}  // namespace sluice::funnel
