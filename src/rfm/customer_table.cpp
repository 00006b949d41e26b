// The scored customers as a file for spreadsheets and other programs. Numbers are written with the fewest digits that
// read back to the same value, so a re-read file gives the same scores.
#include <array>

#include "base/number_text.h"
#include "rfm/attribute_report.h"
#include "rfm/customers.h"
#include "rfm/groupings.h"
#include "rfm/overdue.h"

namespace sluice::rfm {
namespace {

std::string exact_text(const MoneyColumn& money, size_t row) { return format_plain(money.units[row], money.decimals); }

// Under the measure `sum` the exact amount; a mean has no last decimal.
std::string monetary_text(const Profile& profile, size_t row) {
  if (profile.monetary[row] == profile.revenue.value(row)) return exact_text(profile.revenue, row);
  return shortest_text(profile.monetary[row]);
}

// What recency, frequency and monetary value are not, whatever they measure. The names are none that a column of a file
// is known by (ingest/known_names.h): read again, these columns take the place of none of the three.
void add_totals(const Profile& profile, TableColumns& columns) {
  if (profile.from_orders) {
    columns.number({"tenure_days", "距首次购买天数"},
                   [&profile](size_t row) { return std::to_string(profile.snapshot - profile.first_day[row]); });
    columns.number({"orders_in_all", "累计订单"},
                   [&profile](size_t row) { return std::to_string(profile.orders[row]); });
  }
  columns.number(
      {"revenue_in_all", "累计消费额"}, [&profile](size_t row) { return exact_text(profile.revenue, row); },
      profile.revenue.decimals);
  if (profile.margin.units.empty()) return;
  columns.number(
      {"margin_in_all", "累计利润"}, [&profile](size_t row) { return exact_text(profile.margin, row); },
      profile.margin.decimals);
}

void add_rhythm(const Profile& profile, const Rhythm& rhythm, TableColumns& columns) {
  const auto where_known = [&rhythm](auto text_of) {
    return [&rhythm, text_of](size_t row) { return rhythm.usual_gap[row] > 0 ? text_of(row) : std::string(); };
  };
  columns.number({"usual_gap_days", "常规间隔（天）"},
                 where_known([&rhythm](size_t row) { return shortest_text(rhythm.usual_gap[row]); }));
  columns.number(
      {"silence_to_gap", "沉默/间隔"},
      where_known([&profile, &rhythm](size_t row) { return fixed_text(silence_to_gap(profile, rhythm, row), 4); }), 4);
}

void add_estimates(const Lifetime& lifetime, TableColumns& columns) {
  const auto estimate = [&columns](TextPair name, const std::vector<float>& values, int decimals) {
    const double parts = decimals == 2 ? 100 : 1000;
    columns.number(
        std::move(name), [&values, parts](size_t row) { return shortest_text(rounded(values[row], parts)); }, decimals);
  };
  if (lifetime.fits) estimate({"active_probability", "仍为客户的概率"}, lifetime.active, 3);
  if (lifetime.estimated()) estimate({"expected_revenue", "预期消费"}, lifetime.expected_revenue, 2);
  if (!lifetime.fits) return;
  estimate({"expected_purchases", "预期购买次数"}, lifetime.expected_purchases, 3);
  estimate({"no_purchase_probability", "不再购买的概率"}, lifetime.no_purchase, 3);
  estimate({"expected_spend", "预期单次金额"}, lifetime.expected_spend, 2);
  estimate({"lifetime_value", "客户生命周期价值"}, lifetime.value, 2);
}

/// The one list of the columns. References are to the arguments, which must outlive it.
TableColumns customer_columns(const Dataset& dataset, const Analysis& analysis, TableStyle style, bool with_clusters,
                              const Rhythm* rhythm) {
  const Profile& profile = analysis.profile;
  TableColumns columns(style);
  const auto day = [&](TextPair name, const std::vector<Day>& days) {
    columns.day(std::move(name), [&days](size_t row) { return days[row]; });
  };
  const auto values = [&](TextPair name, const std::vector<double>& column) {
    columns.number(std::move(name), [&column](size_t row) { return shortest_text(column[row]); });
  };
  const auto scores = [&](TextPair name, Dimension dimension) {
    columns.number(std::move(name),
                   [&column = analysis.scores[dimension]](size_t row) { return std::to_string(column[row]); });
  };

  columns.text({"customer", "客户"}, [&](size_t row) { return dataset.customers.at(profile.customer[row]); });
  if (!dataset.customer_names.empty()) {
    columns.text({"name", "客户名称"},
                 [&](size_t row) { return std::string_view(dataset.customer_names[profile.customer[row]]); });
  }
  if (profile.from_orders) {
    day({"first_purchase", "首次购买日"}, profile.first_day);
    day({"last_purchase", "最近购买日"}, profile.last_day);
  }
  values({"recency_days", "R（天）"}, profile.recency);
  values({"frequency", "F（次）"}, profile.frequency);
  columns.number(
      {"monetary", "M（金额）"}, [&](size_t row) { return monetary_text(profile, row); },
      profile.monetary_measure == MonetaryMeasure::sum ? profile.revenue.decimals : -1);
  add_totals(profile, columns);
  if (rhythm != nullptr) add_rhythm(profile, *rhythm, columns);
  scores({"recency_score", "R等级"}, kRecency);
  scores({"frequency_score", "F等级"}, kFrequency);
  scores({"monetary_score", "M等级"}, kMonetary);
  values({"weighted_score", "权重得分"}, analysis.weighted);
  columns.text({"segment", "客户分群"}, [&analysis, style](size_t row) {
    return std::string_view(style.pick(analysis.map->segments[analysis.segment[row]].name));
  });
  const std::array<TextPair, kGroupingIds.size()> grouping_names{{{"tier", "客户层级"},
                                                                  {"loyalty", "忠诚度"},
                                                                  {"lifecycle", "生命周期"},
                                                                  {"growth", "成长价值"},
                                                                  {"kind", "客户类型"}}};
  for (size_t grouping = 0; grouping < kGroupingIds.size(); ++grouping) {
    if (analysis.groups[grouping].empty()) continue;
    columns.text(grouping_names[grouping],
                 [&codes = analysis.groups[grouping], &groups = groupings()[grouping].groups, style](size_t row) {
                   return std::string_view(style.pick(groups[codes[row]].name));
                 });
  }
  add_estimates(analysis.lifetime, columns);
  if (with_clusters) {
    columns.number({"cluster", "聚类"}, [&](size_t row) { return std::to_string(analysis.cluster[row] + 1); });
  }
  for (const CustomerAttribute& attribute : dataset.attributes) {
    columns.text(attribute.title, [&](size_t row) { return attribute_of(attribute, profile.customer[row]); });
  }
  return columns;
}

}  // namespace

TableRun begin_customers_table(const Dataset& dataset, const Analysis& analysis, std::vector<uint32_t> rows,
                               TableStyle style, bool with_clusters, const Rhythm* rhythm) {
  return customer_columns(dataset, analysis, style, with_clusters, rhythm)
      .begin({"Customers", "客户"}, std::move(rows));
}

}  // namespace sluice::rfm
