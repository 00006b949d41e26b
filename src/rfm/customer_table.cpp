// The scored customers as a file for spreadsheets and other programs. Numbers are written with the fewest digits that
// read back to the same value, so a re-read file gives the same scores.
#include <algorithm>
#include <array>
#include <functional>

#include "base/number_text.h"
#include "rfm/attribute_report.h"
#include "rfm/customers.h"
#include "rfm/groupings.h"

namespace sluice::rfm {
namespace {

/// A column of the table and how the cell of a profile row is written.
struct ColumnWriter {
  TextPair name;
  CellKind kind = CellKind::text;
  std::function<void(size_t row, TableWriter& table)> write;
  int decimals = -1;
};

// Under the measure `sum` the exact amount; a mean has no last decimal.
std::string monetary_text(const Profile& profile, size_t row) {
  if (profile.monetary[row] == profile.revenue.value(row)) {
    return format_plain(profile.revenue.units[row], profile.revenue.decimals);
  }
  return shortest_text(profile.monetary[row]);
}

/// The one list of the columns, for every format. References are to the arguments, which must outlive it.
std::vector<ColumnWriter> customer_columns(const Dataset& dataset, const Analysis& analysis, bool chinese,
                                           bool with_clusters) {
  const Profile& profile = analysis.profile;
  std::vector<ColumnWriter> columns;
  const auto text = [&](TextPair name, auto text_of) {
    columns.push_back(
        {std::move(name), CellKind::text, [text_of](size_t row, TableWriter& table) { table.text(text_of(row)); }});
  };
  const auto number = [&](TextPair name, auto text_of, int decimals = -1) {
    columns.push_back({std::move(name), CellKind::number,
                       [text_of](size_t row, TableWriter& table) { table.number(text_of(row)); }, decimals});
  };
  const auto day = [&](TextPair name, const std::vector<Day>& days) {
    columns.push_back(
        {std::move(name), CellKind::day, [&days](size_t row, TableWriter& table) { table.day(days[row]); }});
  };
  const auto values = [&](TextPair name, const std::vector<double>& column) {
    number(std::move(name), [&column](size_t row) { return shortest_text(column[row]); });
  };
  const auto scores = [&](TextPair name, Dimension dimension) {
    number(std::move(name), [&column = analysis.scores[dimension]](size_t row) { return std::to_string(column[row]); });
  };
  const auto chosen = [chinese](const TextPair& both) -> const std::string& { return chinese ? both.zh : both.en; };

  text({"customer", "客户"}, [&](size_t row) { return dataset.customers.at(profile.customer[row]); });
  if (!dataset.customer_names.empty()) {
    text({"name", "客户名称"},
         [&](size_t row) { return std::string_view(dataset.customer_names[profile.customer[row]]); });
  }
  if (profile.from_orders) {
    day({"first_purchase", "首次购买日"}, profile.first_day);
    day({"last_purchase", "最近购买日"}, profile.last_day);
  }
  values({"recency_days", "R（天）"}, profile.recency);
  values({"frequency", "F（次）"}, profile.frequency);
  number(
      {"monetary", "M（金额）"}, [&](size_t row) { return monetary_text(profile, row); },
      profile.monetary_measure == MonetaryMeasure::sum ? profile.revenue.decimals : -1);
  scores({"recency_score", "R等级"}, kRecency);
  scores({"frequency_score", "F等级"}, kFrequency);
  scores({"monetary_score", "M等级"}, kMonetary);
  values({"weighted_score", "权重得分"}, analysis.weighted);
  text({"segment", "客户分群"}, [&analysis, chosen](size_t row) {
    return std::string_view(chosen(analysis.map->segments[analysis.segment[row]].name));
  });
  const std::array<TextPair, kGroupingIds.size()> grouping_names{{{"tier", "客户层级"},
                                                                  {"loyalty", "忠诚度"},
                                                                  {"lifecycle", "生命周期"},
                                                                  {"growth", "成长价值"},
                                                                  {"kind", "客户类型"}}};
  for (size_t grouping = 0; grouping < kGroupingIds.size(); ++grouping) {
    if (analysis.groups[grouping].empty()) continue;
    text(grouping_names[grouping], [&codes = analysis.groups[grouping], &groups = groupings()[grouping].groups,
                                    chosen](size_t row) { return std::string_view(chosen(groups[codes[row]].name)); });
  }
  if (analysis.lifetime.fits) {
    number(
        {"active_probability", "仍为客户的概率"},
        [&](size_t row) { return shortest_text(rounded(analysis.lifetime.active[row], 1000)); }, 3);
  }
  if (analysis.lifetime.estimated()) {
    number(
        {"expected_revenue", "预期消费"},
        [&](size_t row) { return shortest_text(rounded(analysis.lifetime.expected_revenue[row], 100)); }, 2);
  }
  if (with_clusters) {
    number({"cluster", "聚类"}, [&](size_t row) { return std::to_string(analysis.cluster[row] + 1); });
  }
  for (const CustomerAttribute& attribute : dataset.attributes) {
    text(attribute.title, [&](size_t row) { return attribute_of(attribute, profile.customer[row]); });
  }
  return columns;
}

// A file that was exported before has columns named like ours.
std::string untaken(std::string name, const std::vector<TableColumn>& others, bool chinese) {
  const auto is_taken = [&] {
    return std::any_of(others.begin(), others.end(), [&](const TableColumn& other) { return other.name == name; });
  };
  while (is_taken()) name += chinese ? "（文件）" : " (file)";
  return name;
}

std::vector<TableColumn> described(const std::vector<ColumnWriter>& columns, bool chinese) {
  std::vector<TableColumn> described;
  for (const ColumnWriter& column : columns) {
    std::string name = untaken(chinese ? column.name.zh : column.name.en, described, chinese);
    described.push_back({std::move(name), column.kind, column.decimals});
  }
  return described;
}

}  // namespace

TableRun begin_customers_table(const Dataset& dataset, const Analysis& analysis, std::vector<uint32_t> rows,
                               TableFormat format, bool chinese, bool with_clusters) {
  std::vector<ColumnWriter> columns = customer_columns(dataset, analysis, chinese, with_clusters);
  const bool chinese_header = chinese && format != TableFormat::json;  // members are for programs
  auto table = make_table_writer(format, described(columns, chinese_header), chinese ? "客户" : "Customers");
  const uint64_t count = rows.size();
  auto write = [columns = std::move(columns), rows = std::move(rows)](uint64_t i, TableWriter& to) {
    for (const ColumnWriter& column : columns) column.write(rows[i], to);
  };
  return {std::move(table), count, std::move(write)};
}

}  // namespace sluice::rfm
