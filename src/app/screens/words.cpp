#include "app/screens/words.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "base/cell_key.h"

namespace sluice::app {

const char* role_name(ingest::Role role) {
  using ingest::Role;
  switch (role) {
    case Role::ignore:
      return tr("role.ignore");
    case Role::customer:
      return tr("role.customer");
    case Role::customer_name:
      return tr("role.customer_name");
    case Role::order:
      return tr("role.order");
    case Role::time:
      return tr("role.time");
    case Role::amount:
      return tr("role.amount");
    case Role::quantity:
      return tr("role.quantity");
    case Role::unit_price:
      return tr("role.unit_price");
    case Role::event:
      return tr("role.event");
    case Role::stage:
      return tr("role.stage");
    case Role::outcome:
      return tr("role.outcome");
    case Role::opportunity:
      return tr("role.opportunity");
    case Role::close_time:
      return tr("role.close_time");
    case Role::count:
      return tr("role.count");
    case Role::recency:
      return tr("role.recency");
    case Role::frequency:
      return tr("role.frequency");
    case Role::monetary:
      return tr("role.monetary");
    case Role::attribute:
      return tr("role.attribute");
    case Role::cost:
      return tr("role.cost");
    case Role::margin:
      return tr("role.margin");
    case Role::milestone:
      return tr("role.milestone");
  }
  return "";
}

const char* shape_name(ingest::Shape shape) {
  using ingest::Shape;
  switch (shape) {
    case Shape::automatic:
      return tr("choice.automatic");
    case Shape::order_lines:
      return tr("shape.order_lines");
    case Shape::customer_table:
      return tr("shape.customer_table");
    case Shape::events:
      return tr("shape.events");
    case Shape::stage_counts:
      return tr("shape.stage_counts");
    case Shape::customer_attributes:
      return tr("shape.customer_attributes");
    case Shape::opportunities:
      return tr("shape.opportunities");
    case Shape::experiment:
      return tr("shape.experiment");
    case Shape::milestones:
      return tr("shape.milestones");
  }
  return "";
}

const char* date_order_name(ingest::DateOrder order) {
  using ingest::DateOrder;
  switch (order) {
    case DateOrder::automatic:
      return tr("choice.automatic");
    case DateOrder::year_first:
      return tr("date_order.year_first");
    case DateOrder::day_first:
      return tr("date_order.day_first");
    case DateOrder::month_first:
      return tr("date_order.month_first");
  }
  return "";
}

const char* decimal_mark_name(ingest::DecimalMark mark) {
  using ingest::DecimalMark;
  switch (mark) {
    case DecimalMark::automatic:
      return tr("choice.automatic");
    case DecimalMark::point:
      return tr("decimal_mark.point");
    case DecimalMark::comma:
      return tr("decimal_mark.comma");
  }
  return "";
}

const char* column_type_name(ingest::ColumnType type) {
  using ingest::ColumnType;
  switch (type) {
    case ColumnType::empty:
      return tr("type.empty");
    case ColumnType::text:
      return tr("type.text");
    case ColumnType::identifier:
      return tr("type.identifier");
    case ColumnType::number:
      return tr("type.number");
    case ColumnType::date:
      return tr("type.date");
    case ColumnType::date_time:
      return tr("type.date_time");
  }
  return "";
}

const char* zone_name(funnel::Zone zone) {
  using funnel::Zone;
  switch (zone) {
    case Zone::outside:
      return tr("funnel.zone.0");
    case Zone::top:
      return tr("funnel.zone.1");
    case Zone::middle:
      return tr("funnel.zone.2");
    case Zone::bottom:
      return tr("funnel.zone.3");
  }
  return "";
}

const char* source_name(funnel::Source source) {
  using funnel::Source;
  switch (source) {
    case Source::automatic:
      return tr("choice.automatic");
    case Source::events:
      return tr("source.events");
    case Source::opportunities:
      return tr("source.opportunities");
    case Source::stage_counts:
      return tr("source.stage_counts");
    case Source::orders:
      return tr("source.orders");
    case Source::frequency:
      return tr("source.frequency");
  }
  return "";
}

namespace {

// In the order of rfm::kScoringMethods.
constexpr std::array<std::pair<std::string_view, std::string_view>, rfm::kScoringMethods.size()> kMethodWords{
    {{"method.midrank", "method.midrank.hint"},
     {"method.quantile", "method.quantile.hint"},
     {"method.rfm_r", "method.rfm_r.hint"},
     {"method.ntile", "method.ntile.hint"},
     {"method.jenks", "method.jenks.hint"},
     {"method.mean", "method.mean.hint"},
     {"method.median", "method.median.hint"},
     {"method.thresholds", "method.thresholds.hint"}}};

const auto& words_of_method(std::string_view method) {
  const auto& known = rfm::kScoringMethods;
  const auto found = std::find(known.begin(), known.end(), method);
  return kMethodWords[found == known.end() ? 0 : static_cast<size_t>(found - known.begin())];
}

}  // namespace

const char* method_name(std::string_view method) { return tr(words_of_method(method).first); }
const char* method_hint(std::string_view method) { return tr(words_of_method(method).second); }

std::string delimiter_name(std::string_view delimiter) {
  if (delimiter == ",") return tr("delimiter.comma");
  if (delimiter == ";") return tr("delimiter.semicolon");
  if (delimiter == "\t") return tr("delimiter.tab");
  if (delimiter == "|") return tr("delimiter.bar");
  if (delimiter == " ") return tr("delimiter.blanks");
  return delimiter.empty() ? absent() : std::string(delimiter);
}

std::string quote_name(std::string_view quote) {
  if (quote == "double") return tr("quote.double");
  if (quote == "single") return tr("quote.single");
  if (quote == "backslash") return tr("quote.backslash");
  if (quote == "none") return tr("quote.none");
  return absent();
}

std::string encoding_name(std::string_view encoding) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kNames{{
      {"utf-8", "UTF-8"},
      {"utf-16le", "UTF-16 LE"},
      {"utf-16be", "UTF-16 BE"},
      {"gb18030", "GB18030 / GBK"},
      {"big5", "Big5"},
      {"shift_jis", "Shift_JIS"},
      {"windows-1252", "Windows-1252"},
  }};
  for (const auto& [id, name] : kNames) {
    if (id == encoding) return std::string(name);
  }
  return std::string(encoding);
}

const char* dimension_name(size_t dimension) {
  switch (dimension) {
    case 0:
      return tr("dimension.recency");
    case 1:
      return tr("dimension.frequency");
    default:
      return tr("dimension.monetary");
  }
}

std::string dimension_value(const rfm::RfmReport& report, size_t dimension, Maybe value) {
  switch (dimension) {
    case 0:
      return format_days(value);
    case 1:
      return format_count(value);
    default:
      return format_money_full(value, report.currency);
  }
}

std::string mean_frequency(Maybe value) { return format_number(value, 1); }

const rfm::SegmentReport* find_segment(const rfm::RfmReport& report, std::string_view id) {
  for (const rfm::SegmentReport& segment : report.segments) {
    if (segment.id == id) return &segment;
  }
  return nullptr;
}

const rfm::GroupReport* find_group(const rfm::RfmReport& report, rfm::Grouping grouping, std::string_view id) {
  if (grouping >= report.groupings.size()) return nullptr;
  for (const rfm::GroupReport& group : report.groupings[grouping].groups) {
    if (group.id == id) return &group;
  }
  return nullptr;
}

std::string group_name(const rfm::RfmReport& report, rfm::Grouping grouping, std::string_view id) {
  const rfm::GroupReport* group = find_group(report, grouping, id);
  return group ? pick(group->name) : std::string(id);
}

std::string expected_revenue_tip(const rfm::RfmReport& report) {
  if (!report.lifetime) return {};
  if (!report.lifetime->expected_revenue) return pick(report.lifetime->no_estimate);
  const std::string horizon = format_count(report.lifetime->horizon_days);
  if (report.lifetime->active) return tr_format("tip.expected_revenue", {horizon});
  return tr_format("tip.expected_latest", {horizon, format_count(report.lifetime->period_days)});
}

std::string cell_name(std::string_view cell) {
  const auto scores = scores_of_key(cell);
  if (!scores) return std::string(cell);
  constexpr std::array<const char*, 3> kLetters{"R", " F", " M"};
  std::string name;
  for (size_t i = 0; i < scores->size(); ++i) name += kLetters[i] + std::to_string((*scores)[i]);
  return name;
}

std::string filter_entry_name(const rfm::RfmReport& report, Facet facet, std::string_view id) {
  if (facet == Facet::cells) return cell_name(id);
  if (facet == Facet::cohorts) return tr_format("filter.first_purchase", {format_period(id)});
  if (facet == Facet::clusters) return tr_format("clusters.name", {id});
  if (const auto grouping = facet_grouping(facet)) {
    const std::string name = group_name(report, *grouping, id);
    if (*grouping == rfm::kTiers || *grouping >= report.groupings.size()) return name;
    return tr_format("filter.attribute", {pick(report.groupings[*grouping].name), name});
  }
  const rfm::SegmentReport* segment = find_segment(report, id);
  return segment ? pick(segment->name) : std::string(id);
}

std::string funnel_condition_name(const rfm::FunnelCondition& condition) {
  const std::string step =
      condition.event.empty() ? tr_format("filter.funnel_step", {format_count(condition.step)}) : condition.event;
  return tr_format(condition.outcome == rfm::FunnelOutcome::lost ? "filter.funnel_lost" : "filter.funnel_reached",
                   {step});
}

const rfm::AttributeReport* find_attribute(const rfm::RfmReport& report, std::string_view name) {
  for (const rfm::AttributeReport& attribute : report.attributes) {
    if (attribute.name == name) return &attribute;
  }
  return nullptr;
}

std::string attribute_value_name(std::string_view value) {
  return value.empty() ? std::string(tr("attribute.unknown")) : std::string(value);
}

std::string difference_words(funnel::Difference difference, const char* higher, const char* lower) {
  switch (difference) {
    case funnel::Difference::higher:
      return std::string("\u25B2 ") + higher;
    case funnel::Difference::lower:
      return std::string("\u25BC ") + lower;
    case funnel::Difference::alike:
      return tr("breakdown.alike");
    case funnel::Difference::too_few:
      return std::string("? ") + tr("breakdown.too_few");
    case funnel::Difference::untested:
      break;
  }
  return absent();
}

std::string file_names(const std::vector<FileHandle>& files) {
  if (files.empty()) return {};
  if (files.size() == 1) return files.front().name;
  return tr_plural("topbar.files_more", static_cast<double>(files.size() - 1), {files.front().name});
}

}  // namespace sluice::app
