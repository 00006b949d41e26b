#include "app/screens/charts_of.h"

#include <imgui.h>

#include "app/screens/words.h"

namespace sluice::app {

double measure_of(const rfm::SegmentReport& segment, SegmentMeasure measure) {
  return measure == SegmentMeasure::customers ? static_cast<double>(segment.customers) : segment.revenue;
}

std::string measure_text(const rfm::RfmReport& report, double value, SegmentMeasure measure) {
  return measure == SegmentMeasure::customers ? format_count(value) : format_money_compact(value, report.currency);
}

std::string map_words(const rfm::RfmReport& report) {
  return report.map_report.kind == rfm::MapKind::split ? pick(report.map_rule) : pick(report.map_name);
}

std::vector<ui::TooltipRow> segment_tip(const rfm::RfmReport& report, const rfm::SegmentReport& segment) {
  return {{tr("figure.customers"), format_count(static_cast<double>(segment.customers))},
          {tr("figure.customer_share"), format_percent(segment.customer_share)},
          {tr("figure.revenue"), format_money_exact(segment.revenue, report.currency)},
          {tr("figure.revenue_share"), format_percent(segment.revenue_share)},
          {tr("figure.average_order"), format_money(segment.average_order, report.currency)},
          {tr("figure.mean_recency"), format_days(segment.mean_recency)},
          {tr("figure.mean_frequency"), mean_frequency(segment.mean_frequency)},
          {tr("figure.mean_monetary"), format_money(segment.mean_monetary, report.currency)}};
}

bool separates(const rfm::DimensionReport& scores, double cut) { return cut >= scores.minimum && cut < scores.maximum; }

bool adding_to_selection() { return ImGui::GetIO().KeyCtrl || ImGui::GetIO().KeyShift; }

}  // namespace sluice::app
