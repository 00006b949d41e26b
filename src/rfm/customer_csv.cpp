// The scored customers as a file for spreadsheets and other programs. Numbers are written with the fewest digits that
// read back to the same value, so a re-read file gives the same scores.
#include <algorithm>
#include <array>

#include "base/csv_writer.h"
#include "base/number_text.h"
#include "rfm/attribute_report.h"
#include "rfm/customers.h"
#include "rfm/tiers.h"

namespace sluice::rfm {
namespace {

// A file that was exported before has columns named like ours.
std::string attribute_header(const CustomerAttribute& attribute, bool chinese) {
  constexpr std::array<std::string_view, 8> kOurs{"name",     "segment",  "tier",     "cluster",
                                                  "客户名称", "客户分群", "客户层级", "聚类"};
  const std::string& title = chinese ? attribute.title.zh : attribute.title.en;
  const bool taken = std::find(kOurs.begin(), kOurs.end(), title) != kOurs.end();
  return taken ? title + (chinese ? "（文件）" : " (file)") : title;
}

void write_header(const Dataset& dataset, const Analysis& analysis, bool chinese, bool with_clusters, CsvWriter& csv) {
  csv.cell(chinese ? "客户" : "customer");
  if (!dataset.customer_names.empty()) csv.cell(chinese ? "客户名称" : "name");
  if (analysis.profile.from_orders) {
    csv.cell(chinese ? "首次购买日" : "first_purchase");
    csv.cell(chinese ? "最近购买日" : "last_purchase");
  }
  if (chinese) {
    csv.cells({"R（天）", "F（次）", "M（金额）", "R等级", "F等级", "M等级", "权重得分", "客户分群", "客户层级"});
  } else {
    csv.cells({"recency_days", "frequency", "monetary", "recency_score", "frequency_score", "monetary_score",
               "weighted_score", "segment", "tier"});
  }
  if (with_clusters) csv.cell(chinese ? "聚类" : "cluster");
  for (const CustomerAttribute& attribute : dataset.attributes) csv.cell(attribute_header(attribute, chinese));
  csv.end_row();
}

// Under the measure `sum` the exact amount; a mean has no last decimal.
std::string monetary_text(const Profile& profile, size_t row) {
  if (profile.monetary[row] == profile.revenue.value(row)) {
    return format_plain(profile.revenue.units[row], profile.revenue.decimals);
  }
  return shortest_text(profile.monetary[row]);
}

}  // namespace

std::string customers_csv(const Dataset& dataset, const Analysis& analysis, const std::vector<uint32_t>& rows,
                          bool chinese, bool with_clusters) {
  const Profile& profile = analysis.profile;
  const auto chosen = [&](const TextPair& text) -> const std::string& { return chinese ? text.zh : text.en; };
  CsvWriter csv;
  write_header(dataset, analysis, chinese, with_clusters, csv);
  for (const uint32_t row : rows) {
    csv.cell(dataset.customers.at(profile.customer[row]));
    if (!dataset.customer_names.empty()) csv.cell(dataset.customer_names[profile.customer[row]]);
    if (profile.from_orders) {
      csv.cell(format_day(profile.first_day[row]));
      csv.cell(format_day(profile.last_day[row]));
    }
    csv.number(shortest_text(profile.recency[row]));
    csv.number(shortest_text(profile.frequency[row]));
    csv.number(monetary_text(profile, row));
    for (const auto& scores : analysis.scores) csv.number(std::to_string(scores[row]));
    csv.number(shortest_text(analysis.weighted[row]));
    csv.cell(chosen(analysis.map->segments[analysis.segment[row]].name));
    csv.cell(chosen(tiers()[analysis.tier[row]].name));
    if (with_clusters) csv.number(std::to_string(analysis.cluster[row] + 1));
    for (const CustomerAttribute& attribute : dataset.attributes) {
      csv.cell(attribute_of(attribute, profile.customer[row]));
    }
    csv.end_row();
  }
  return std::move(csv).text();
}

}  // namespace sluice::rfm
