// One segment explained, at the side of the Segments screen: who its customers are, what sets them apart, what it would
// be worth to move some of them up, and what to do about them.
#include "app/screens/advice_field.h"
#include "app/screens/place.h"
#include "app/screens/segments.h"
#include "app/screens/words.h"
#include "app/widgets/button.h"
#include "app/widgets/chip.h"
#include "app/widgets/item_table.h"
#include "app/widgets/layout.h"
#include "app/widgets/overlay.h"
#include "app/widgets/text.h"

namespace sluice::app {
namespace {

void part_title(const char* title) {
  ui::gap(sizes().s16);
  ui::label(title, TextStyle::emphasis);
}

void sentence(const TextPair& text, std::string_view key) {
  ui::paragraph(pick(text));
  annotate_last_item("text", pick(text), key);
}

void draw_head(ScreenContext& context, const rfm::SegmentExplanation& explanation, std::string_view color) {
  ui::segment_badge(pick(explanation.name), color, "segment.name");
  ui::gap(sizes().s8);
  sentence(explanation.who, "segment.who");
  ui::gap(sizes().s8);
  const bool alone = context.store.spec().filter.segments == std::vector<std::string>{explanation.id};
  if (ui::button({.key = "segment.filter",
                  .label = alone ? tr("segment.show_all") : tr("segment.show_only"),
                  .icon = ui::Icon::filter,
                  .small = true})) {
    context.store.edit([&](Spec& spec) {
      if (alone) {
        spec.filter.segments.clear();
      } else {
        spec.filter.segments = {explanation.id};
      }
    });
  }
}

void draw_numbers(const rfm::RfmReport& report, const rfm::SegmentExplanation& explanation) {
  const rfm::Totals& totals = explanation.totals;
  part_title(tr("segment.numbers"));
  ui::gap(sizes().s4);
  ui::detail_row(
      tr("figure.customers"),
      format_count(static_cast<double>(totals.customers)) + " (" + format_percent(explanation.customer_share) + ")",
      "segment.customers", tr("tip.group_customers"));
  ui::detail_row(tr("figure.revenue"),
                 format_money(totals.revenue, report.currency) + " (" + format_percent(explanation.revenue_share) + ")",
                 "segment.revenue", tr("tip.revenue"));
  ui::detail_row(tr("figure.average_order"), format_money(totals.average_order, report.currency),
                 "segment.average_order", tr("tip.average_order"));
  ui::detail_row(tr("cohorts.revenue_per_customer"), format_money(totals.revenue_per_customer, report.currency),
                 "segment.revenue_per_customer", tr("tip.revenue_per_customer"));
  ui::detail_row(tr("figure.repeat_share"), format_percent(totals.repeat_share), "segment.repeat_share",
                 tr("tip.repeat_share"));
}

/// "3 – 12 days": where the middle half of the customers lies.
std::string middle_half(const rfm::RfmReport& report, const rfm::DimensionContrast& contrast, size_t dimension) {
  return dimension_value(report, dimension, contrast.lower_quartile) + " – " +
         dimension_value(report, dimension, contrast.upper_quartile);
}

void draw_contrasts(const rfm::RfmReport& report, const rfm::SegmentExplanation& explanation) {
  part_title(tr("segment.apart"));
  ui::paragraph_muted(tr("segment.apart_hint"), TextStyle::caption);
  for (size_t i = 0; i < explanation.dimensions.size(); ++i) {
    const rfm::DimensionContrast& contrast = explanation.dimensions[i];
    const std::string key = "segment." + contrast.name;
    ui::gap(sizes().s8);
    ui::detail_row(dimension_name(i), middle_half(report, contrast, i), key, tr("tip.middle_half"));
    ui::paragraph_muted(pick(contrast.sentence), TextStyle::caption, key + ".sentence");
  }
  for (size_t i = 0; i < explanation.attributes.size(); ++i) {
    ui::gap(i == 0 ? sizes().s8 : sizes().s4);
    ui::paragraph_muted(pick(explanation.attributes[i].sentence), TextStyle::caption,
                        "segment.attribute." + std::to_string(i));
  }
}

void draw_worth(const rfm::RfmReport& report, const rfm::SegmentExplanation& explanation) {
  part_title(tr("segment.worth"));
  sentence(explanation.worth, "segment.worth");
  for (const rfm::Ascent& ascent : explanation.ascents) {
    const std::string name =
        "→ " + pick(ascent.name) + ": " + tr_plural("export.customers_count", static_cast<double>(ascent.customers));
    const std::string each = tr_format("segment.each", {format_money(ascent.gain_per_customer, report.currency)});
    ui::detail_row(name, each, "segment.ascent." + ascent.segment, tr("tip.ascent"));
  }
}

}  // namespace

float segment_panel_room(const ScreenContext& context) {
  const bool open = !context.store.open_segment().empty() && context.store.report().rfm;
  return open ? ui::panel_room(ui::panel_width()) : 0;
}

void draw_segment_panel(ScreenContext& context) {
  const Store& store = context.store;
  if (store.open_segment().empty() || !store.report().rfm) return;
  const rfm::RfmReport& report = *store.report().rfm;
  const rfm::SegmentReport* segment = find_segment(report, store.open_segment());
  const bool stays =
      ui::begin_panel("segment", segment ? pick(segment->name) : store.open_segment(), ui::panel_width());
  if (const Error* error = store.segment_explanation().error()) {
    ui::paragraph(pick(error->message));
    ui::paragraph_muted(place_in_words(error->place), TextStyle::caption);
  } else if (const rfm::SegmentExplanation* explanation = store.segment_explanation().answer()) {
    draw_head(context, *explanation, segment ? std::string_view(segment->color) : std::string_view{});
    draw_numbers(report, *explanation);
    draw_contrasts(report, *explanation);
    draw_worth(report, *explanation);
    part_title(tr("segments.advice"));
    ui::gap(sizes().s4);
    draw_segment_advice(context, explanation->id, explanation->advice);
    ui::gap(sizes().s24);
  } else {
    ui::skeleton(12);
  }
  ui::end_panel();
  if (!stays) context.store.close_segment();
}

}  // namespace sluice::app
