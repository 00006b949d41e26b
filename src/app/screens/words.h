// Names and phrases that several screens say: roles, shapes, dimensions, segments, values in their unit. In the
// current language.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "app/choices.h"
#include "app/format.h"
#include "app/host.h"
#include "app/i18n.h"
#include "app/theme.h"
#include "app/widgets/tooltip.h"
#include "report/messages.h"

namespace sluice::app {

// Names of enums, as the screens write them
const char* role_name(ingest::Role role);
const char* shape_name(ingest::Shape shape);
const char* date_order_name(ingest::DateOrder order);
const char* decimal_mark_name(ingest::DecimalMark mark);
const char* column_type_name(ingest::ColumnType type);
const char* zone_name(funnel::Zone zone);
const char* source_name(funnel::Source source);
const char* method_name(std::string_view method);  ///< of scoring
const char* method_hint(std::string_view method);
std::string delimiter_name(std::string_view delimiter);
std::string quote_name(std::string_view quote);
std::string encoding_name(std::string_view encoding);

// Dimensions: 0 recency, 1 frequency, 2 monetary
const char* dimension_name(size_t dimension);
std::string dimension_value(const rfm::RfmReport& report, size_t dimension, Maybe value);  ///< "12 days", "¥1,234"
std::string mean_frequency(Maybe value);  ///< of customers: one decimal

// Things of the report by id
const rfm::SegmentReport* find_segment(const rfm::RfmReport& report, std::string_view id);
const rfm::GroupReport* find_group(const rfm::RfmReport& report, rfm::Grouping grouping, std::string_view id);
/// How expected revenue is computed; empty where there is none.
std::string expected_revenue_tip(const rfm::RfmReport& report);

std::string group_name(const rfm::RfmReport& report, rfm::Grouping grouping, std::string_view id);
/// What a test has found, with a mark before it: "▲ higher than the others". `higher`, `lower`: what these two say.
std::string difference_words(funnel::Difference difference, const char* higher, const char* lower);
std::string cell_name(std::string_view cell);  ///< "54" -> "R5 F4"

/// "Champions", "R5 F4", "VIP", "Life cycle: At risk": an entry of the filter as its chip says it; the id where the
/// report lacks it.
std::string filter_entry_name(const rfm::RfmReport& report, Facet facet, std::string_view id);

/// "Funnel: reached cart, no further".
std::string funnel_condition_name(const rfm::FunnelCondition& condition);

const rfm::AttributeReport* find_attribute(const rfm::RfmReport& report, std::string_view name);
std::string attribute_value_name(std::string_view value);  ///< as it stands; in words where it is not known

std::string file_names(const std::vector<FileHandle>& files);  ///< "orders.csv", "orders.csv and 2 more"

}  // namespace sluice::app
