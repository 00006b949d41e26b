#include <algorithm>
#include <cmath>
#include <numeric>

#include <imgui.h>

#include "app/charts/histogram.h"
#include "app/charts/score.h"
#include "app/charts/timeline.h"
#include "app/screens/customers.h"
#include "app/screens/place.h"
#include "app/screens/words.h"
#include "app/widgets/button.h"
#include "app/widgets/card.h"
#include "app/widgets/chip.h"
#include "app/widgets/item_table.h"
#include "app/widgets/layout.h"
#include "app/widgets/overlay.h"
#include "app/widgets/take_along.h"
#include "app/widgets/text.h"
#include "base/calendar.h"

namespace sluice::app {
namespace {

/// "3. Scores choose the segment"
std::string step_words(int number, const char* title) {
  return tr_format("explain.step", {std::to_string(number), title});
}

/// One step of the explanation: what is decided here, then how.
void step_title(int number, const char* title) {
  ui::gap(sizes().s16);
  ui::label(step_words(number, title), TextStyle::emphasis);
}

/// Whom a picture is about, away from the panel.
std::string customer_words(const rfm::CustomerRow& row) { return row.name.empty() ? row.id : row.id + " " + row.name; }

// Values and scores --------------------------------------------------------------------------------------------------

double all_of(const rfm::DimensionExplanation& dimension) {
  return static_cast<double>(dimension.worse + dimension.equal + dimension.better);
}

/// The share of all customers who are worse; rounded down, so that nobody is better than themselves.
double share_of_worse(const rfm::DimensionExplanation& dimension) {
  constexpr double kTenths = 1000;
  return std::floor(static_cast<double>(dimension.worse) / all_of(dimension) * kTenths) / kTenths;
}

/// Scores as long as they have customers, in the order of the values, and where this customer stands among them.
void draw_strip(const rfm::RfmReport& report, const rfm::DimensionExplanation& dimension, size_t index,
                std::string_view key) {
  const rfm::DimensionReport& scores = report.dimensions[index];
  const bool fewer_is_better = index == 0;
  chart::DistributionStrip strip{.key = key,
                                 .caption = dimension_name(index),
                                 .cuts = scores.cuts,
                                 .value = dimension.value,
                                 .lower_is_better = fewer_is_better,
                                 .format = [&report, index](double at) { return dimension_value(report, index, at); }};
  for (const rfm::BinReport& bin : scores.scores) strip.customers.push_back(static_cast<double>(bin.customers));
  if (fewer_is_better) std::reverse(strip.customers.begin(), strip.customers.end());
  const uint64_t under = fewer_is_better ? dimension.better : dimension.worse;
  strip.position = (static_cast<double>(under) + static_cast<double>(dimension.equal) / 2) / all_of(dimension);
  // Equal customers whom the method parts stand where their score is. (The explanation may still be of other scores.)
  const int band = fewer_is_better ? scores.bins - dimension.score : dimension.score - 1;
  if (band >= 0 && static_cast<size_t>(band) < strip.customers.size()) {
    const double begin =
        std::accumulate(strip.customers.begin(), strip.customers.begin() + band, 0.0) / all_of(dimension);
    const double end = begin + strip.customers[static_cast<size_t>(band)] / all_of(dimension);
    strip.position = std::clamp(strip.position, begin, end);
  }
  chart::distribution_strip(strip);
}

void draw_dimension(const rfm::RfmReport& report, const rfm::DimensionExplanation& dimension, size_t index) {
  const rfm::DimensionReport& scores = report.dimensions[index];
  const std::string value = dimension_value(report, index, dimension.value);
  const std::string key = "customer." + dimension.name;
  if (index > 0) ui::gap(sizes().s12);
  chart::score_dots({.key = key, .label = dimension_name(index), .score = dimension.score, .bins = scores.bins});
  ui::detail_row(tr_format("explain.better_than", {format_percent(share_of_worse(dimension))}), value, key + ".value",
                 tr("tip.better_than"));
  const std::string strip_key = key + ".strip";
  draw_strip(report, dimension, index, strip_key);
  ui::paragraph_muted(pick(dimension.sentence), TextStyle::caption);
  annotate_last_item("text", pick(dimension.sentence), key + ".sentence");
}

ScreenTable table_of_scores(const rfm::RfmReport& report, const rfm::CustomerExplanation& explanation) {
  ScreenTable table{.caption = tr("explain.scores"),
                    .test_key = "customer.score_table",
                    .header = {tr("chart.name"), tr("explain.value"), tr("scores.score"), tr("explain.beats")},
                    .rows = {}};
  for (size_t i = 0; i < explanation.dimensions.size(); ++i) {
    const rfm::DimensionExplanation& dimension = explanation.dimensions[i];
    const double worse = share_of_worse(dimension);
    table.rows.push_back({dimension_name(i),
                          ui::table_number(dimension.value, dimension_value(report, i, dimension.value)),
                          std::to_string(dimension.score), ui::table_share(worse, format_percent(worse))});
  }
  return table;
}

void draw_scores(const rfm::RfmReport& report, const rfm::CustomerExplanation& explanation) {
  ui::gap(sizes().s16);
  const std::string title = step_words(1, tr("explain.scores"));
  const std::string whose = customer_words(explanation.customer);
  ui::Card part({.key = "customer.scores", .title = title, .flat = true, .about = whose});
  add_screen_table(table_of_scores(report, explanation));
  for (size_t i = 0; i < explanation.dimensions.size(); ++i) draw_dimension(report, explanation.dimensions[i], i);
}

// Former date --------------------------------------------------------------------------------------------------------

/// The same at the first date of the migration: what was, and what it has become.
void draw_former(const rfm::RfmReport& report, const rfm::CustomerExplanation& explanation) {
  if (!explanation.former) return;
  const rfm::FormerStanding& former = *explanation.former;
  ui::gap(sizes().s16);
  ui::label(tr_format("explain.former", {format_date(former.day)}), TextStyle::emphasis);
  if (!former.standing) {
    const std::string words = tr_format("explain.former_none", {pick(former.segment_name)});
    ui::paragraph_muted(words, TextStyle::caption, "customer.former");
    return;
  }
  const auto row = [](const std::string& name, const std::string& then, const std::string& now, const std::string& key,
                      std::string_view tip) { ui::detail_row(name, then + " → " + now, key, tip); };
  for (size_t i = 0; i < explanation.dimensions.size(); ++i) {
    const rfm::DimensionExplanation& now = explanation.dimensions[i];
    const auto words = [&](double value, int score) {
      return dimension_value(report, i, value) + " (" + std::to_string(score) + ")";
    };
    row(dimension_name(i), words(former.values[i], former.standing->scores[i]), words(now.value, now.score),
        "customer.former." + now.name, tr("tip.former_scores"));
  }
  row(tr("score.weighted"), format_number(former.standing->weighted, 2),
      format_number(explanation.customer.weighted, 2), "customer.former.weighted", tr("tip.weighted"));
  row(tr("segments.segment"), pick(former.segment_name), pick(explanation.segment_name), "customer.former.segment",
      pick(report.map_rule));
}

// Purchases ----------------------------------------------------------------------------------------------------------

void draw_purchases(const rfm::RfmReport& report, const rfm::CustomerExplanation& explanation) {
  if (explanation.purchases.empty()) return;
  ui::gap(sizes().s16);
  const std::string title = tr_plural("explain.purchases", static_cast<double>(explanation.purchases.size()));
  const std::string whose = customer_words(explanation.customer);
  ui::Card part({.key = "customer.purchases_part", .title = title, .flat = true, .about = whose});
  chart::Timeline data{.key = "customer.purchases",
                       .caption = tr("explain.purchases_caption"),
                       .date_header = tr("explain.day"),
                       .amount_header = tr("explain.amount"),
                       .note = tr("tip.purchase"),
                       .snapshot = parse_iso_day(report.snapshot),
                       .snapshot_label = tr("settings.snapshot")};
  for (const rfm::Purchase& purchase : explanation.purchases) {
    const std::optional<Day> day = parse_iso_day(purchase.day);
    if (!day) continue;
    data.events.push_back({*day, purchase.amount, format_money_exact(purchase.amount, report.currency)});
  }
  for (const rfm::ActivityPoint& point : explanation.activity) {
    if (const std::optional<Day> day = parse_iso_day(point.day)) data.shares.push_back({*day, point.probability});
  }
  if (!data.shares.empty()) {
    data.share_header = tr("customers.active");
    ui::paragraph_muted(tr("explain.activity"), TextStyle::caption, "customer.activity");
  }
  chart::timeline(data);
}

// Head ---------------------------------------------------------------------------------------------------------------

/// The row as a spreadsheet takes it: values between tabs.
std::string row_as_text(const rfm::RfmReport& report, const rfm::CustomerExplanation& explanation) {
  const rfm::CustomerRow& row = explanation.customer;
  std::string text = row.id + "\t" + row.name;
  for (const double value : {row.recency, row.frequency, row.monetary}) text += "\t" + plain_number(value);
  for (const int score : row.scores) text += "\t" + std::to_string(score);
  text += "\t" + plain_number(row.weighted) + "\t" + pick(explanation.segment_name);
  text += "\t" + group_name(report, rfm::kTiers, row.tier);
  text += "\t" + group_name(report, rfm::kLoyalty, row.loyalty);
  text += "\t" + group_name(report, rfm::kLifecycle, row.lifecycle);
  if (!row.growth.empty()) text += "\t" + group_name(report, rfm::kGrowth, row.growth);
  if (!row.kind.empty()) {
    text += "\t" + group_name(report, rfm::kKinds, row.kind) + "\t" + plain_percent(row.active) + "\t" +
            plain_number(row.expected_revenue);
    for (const Maybe value :
         {Maybe(row.expected_purchases), Maybe(row.no_purchase), Maybe(row.expected_spend), Maybe(row.value)}) {
      text += "\t" + plain_number(value);
    }
  }
  for (const std::string& value : row.attributes) text += "\t" + value;
  return text;
}

void draw_head(ScreenContext& context, const rfm::RfmReport& report, const rfm::CustomerExplanation& explanation) {
  const rfm::SegmentReport* segment = find_segment(report, explanation.customer.segment);
  if (!explanation.customer.name.empty()) ui::muted(explanation.customer.name, TextStyle::body);
  ui::segment_badge(pick(explanation.segment_name), segment ? std::string_view(segment->color) : std::string_view{},
                    "customer.segment");
  if (const rfm::GroupReport* tier = find_group(report, rfm::kTiers, explanation.customer.tier)) {
    ui::same_line();
    ui::badge(pick(tier->name), ui::Tone::neutral, "customer.tier");
  }
  ui::gap(sizes().s8);
  if (ui::button({.key = "customer.copy", .label = tr("explain.copy"), .icon = ui::Icon::copy, .small = true})) {
    context.host.copy_text(row_as_text(report, explanation));
    ui::show_toast({.tone = ui::Tone::positive, .text = tr("toast.row_copied")});
  }
}

/// The groups of the other groupings; those that are not applicable have no line.
void draw_groups(const rfm::RfmReport& report, const rfm::CustomerRow& row) {
  ui::gap(sizes().s8);
  for (const auto& [grouping, id] : {std::pair{rfm::kLoyalty, &row.loyalty}, std::pair{rfm::kLifecycle, &row.lifecycle},
                                     std::pair{rfm::kGrowth, &row.growth}, std::pair{rfm::kKinds, &row.kind}}) {
    if (id->empty() || grouping >= report.groupings.size()) continue;
    ui::detail_row(pick(report.groupings[grouping].name), group_name(report, grouping, *id),
                   "customer." + std::string(rfm::kGroupingIds[grouping]), pick(report.groupings[grouping].rule));
  }
}

/// What is to be expected of the customer, and what kind of customer that makes.
void draw_estimates(const rfm::RfmReport& report, const rfm::CustomerExplanation& explanation) {
  const rfm::CustomerRow& row = explanation.customer;
  if (!report.lifetime) return;
  if (row.active)
    ui::detail_row(tr("customers.active"), format_percent(row.active), "customer.active", tr("tip.active"));
  ui::detail_row(tr_format("customers.expected_within", {format_count(report.lifetime->horizon_days)}),
                 format_money(row.expected_revenue, report.currency), "customer.expected",
                 expected_revenue_tip(report));
  if (row.value) {
    ui::detail_row(tr("value.expected_purchases"), format_number(row.expected_purchases, 2),
                   "customer.purchases_to_come", tr("tip.value_purchases"));
    ui::detail_row(tr("value.no_purchase"), format_percent(row.no_purchase), "customer.no_purchase",
                   tr("tip.no_purchase"));
    ui::detail_row(tr("value.expected_spend"), format_money(row.expected_spend, report.currency),
                   "customer.expected_spend", tr("tip.value_spend"));
    ui::detail_row(tr("value.value"), format_money(row.value, report.currency), "customer.value", tr("tip.value"));
  }
  ui::paragraph_muted(pick(explanation.kind), TextStyle::caption, "customer.kind_reason");
}

/// The usual gap between purchases against the silence since the last one.
void draw_rhythm(const rfm::CustomerExplanation& explanation) {
  if (!explanation.rhythm) return;
  const rfm::CustomerRhythm& rhythm = *explanation.rhythm;
  ui::gap(sizes().s8);
  if (rhythm.usual_gap)
    ui::detail_row(tr("rhythm.usual_gap"), format_days(*rhythm.usual_gap), "customer.usual_gap", tr("tip.usual_gap"));
  ui::detail_row(tr("rhythm.silence"), format_days(rhythm.silence), "customer.silence", tr("tip.recency"));
  ui::paragraph_muted(pick(rhythm.sentence), TextStyle::caption, "customer.rhythm");
}

/// What the files say of the customer; what they do not say has no line.
void draw_attributes(const rfm::RfmReport& report, const rfm::CustomerRow& row) {
  ui::gap(sizes().s8);
  for (size_t i = 0; i < report.attributes.size() && i < row.attributes.size(); ++i) {
    if (row.attributes[i].empty()) continue;
    const rfm::AttributeReport& attribute = report.attributes[i];
    ui::detail_row(pick(attribute.title), row.attributes[i], "customer.attribute." + attribute.name);
  }
}

/// Value to cut to score to weights to segment to advice: the way the numbers went.
void draw_explanation(ScreenContext& context, const rfm::RfmReport& report,
                      const rfm::CustomerExplanation& explanation) {
  draw_head(context, report, explanation);
  draw_groups(report, explanation.customer);
  draw_estimates(report, explanation);
  draw_rhythm(explanation);
  draw_attributes(report, explanation.customer);

  draw_scores(report, explanation);

  step_title(2, tr("explain.weighted"));
  ui::paragraph(pick(explanation.weighted_sentence));
  annotate_last_item("text", pick(explanation.weighted_sentence), "customer.weighted");
  ui::last_item_tooltip(tr("tip.weighted"));

  step_title(3, tr("explain.segment"));
  ui::paragraph(pick(explanation.segment_rule));
  annotate_last_item("text", pick(explanation.segment_rule), "customer.rule");

  ui::gap(sizes().s8);
  ui::paragraph(pick(explanation.step_up));
  annotate_last_item("text", pick(explanation.step_up), "customer.step_up");

  step_title(4, tr("segments.advice"));
  ui::paragraph(pick(explanation.advice));

  draw_former(report, explanation);
  draw_purchases(report, explanation);
  ui::gap(sizes().s24);
}

}  // namespace

float customer_panel_room(const ScreenContext& context) {
  const bool open = !context.store.open_customer().empty() && context.store.report().rfm;
  return open ? ui::panel_room(ui::panel_width()) : 0;
}

void draw_customer_panel(ScreenContext& context) {
  const Store& store = context.store;
  if (store.open_customer().empty() || !store.report().rfm) return;
  const bool stays = ui::begin_panel("customer", store.open_customer(), ui::panel_width());
  if (const Error* error = store.explanation().error()) {
    ui::paragraph(pick(error->message));
    ui::paragraph_muted(place_in_words(error->place), TextStyle::caption);
  } else if (const rfm::CustomerExplanation* explanation = store.explanation().answer()) {
    draw_explanation(context, *store.report().rfm, *explanation);
  } else {
    ui::skeleton(12);
  }
  ui::end_panel();
  if (!stays) context.store.close_customer();
}

}  // namespace sluice::app
