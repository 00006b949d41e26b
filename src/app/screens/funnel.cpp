#include "app/screens/funnel.h"

#include <array>

#include "app/charts/funnel_bars.h"
#include "app/screens/empty.h"
#include "app/screens/experiment.h"
#include "app/screens/pipeline.h"
#include "app/screens/side_by_side.h"
#include "app/screens/words.h"
#include "app/widgets/button.h"
#include "app/widgets/card.h"
#include "app/widgets/item_table.h"
#include "app/widgets/layout.h"
#include "app/widgets/navigation.h"
#include "app/widgets/overlay.h"
#include "app/widgets/picture.h"
#include "app/widgets/text.h"
#include "app/widgets/tooltip.h"

namespace sluice::app {
namespace {

/// Whose funnel it is, when the customers are filtered: "of Champions".
std::string of_whom(const ScreenContext& context) {
  const rfm::FilterSpec& filter = context.store.spec().filter;
  const std::optional<rfm::RfmReport>& rfm = context.store.report().rfm;
  std::string names;
  const auto add = [&](const std::string& name) { names += (names.empty() ? "" : tr("list.separator")) + name; };
  for (const Facet facet : kFacets) {
    for (const std::string& id : filter_list(filter, facet)) add(rfm ? filter_entry_name(*rfm, facet, id) : id);
  }
  for (const rfm::AttributeCondition& condition : filter.attributes) {
    for (const std::string& value : condition.values) add(attribute_value_name(value));
  }
  if (filter.funnel) add(funnel_condition_name(*filter.funnel));
  return names.empty() ? std::string() : tr_format("funnel.of", {names});
}

/// "29.4% of the first step reach the last (95% interval 28.1–30.7%)"
void draw_conclusion(const funnel::FunnelReport& report) {
  if (report.steps.size() < 2 || !report.steps.back().overall_rate) return;
  const funnel::StepReport& last = report.steps.back();
  const funnel::Rate& rate = *last.overall_rate;
  const std::string words = tr_format(
      "funnel.conclusion", {format_percent(rate.value), pick(last.label), format_percent_range(rate.low, rate.high)});
  ui::paragraph(words, TextStyle::emphasis);
  annotate_last_item("text", words, "funnel.conclusion", format_percent(rate.value));
  const std::array<ui::TooltipRow, 2> counts{
      {{pick(report.steps.front().label), format_count(report.steps.front().count)},
       {pick(last.label), format_count(last.count)}}};
  ui::last_item_tooltip({.rows = counts, .note = tr("tip.conclusion")});
}

/// Marks the bar or the loss whose people are listed; everybody at the first step is no choice.
void mark_people(const funnel::PeopleQuery& query, std::vector<chart::FunnelStep>& steps) {
  if (query.step >= steps.size() || (query.step == 0 && !query.lost)) return;
  (query.lost ? steps[query.step].loss_selected : steps[query.step].selected) = true;
}

/// A bar or a loss that is pressed shows who is behind it, further down.
void choose_people(ScreenContext& context, const chart::FunnelEvent& event) {
  if (!event.clicked && !event.clicked_loss) return;
  const size_t step = event.clicked ? *event.clicked : *event.clicked_loss;
  context.store.funnels().ask_people(static_cast<uint32_t>(step), event.clicked_loss.has_value());
  context.view.funnel.show_people = true;
}

/// How the chart is drawn: on one line, or on two where the card has no room for one.
class DrawingChoice {
 public:
  explicit DrawingChoice(FunnelView& view) : view_(view) {
    const float both = ui::segmented_width(drawings_) + sizes().s8 + ui::segmented_width(scales_);
    on_one_line_ = both <= ui::available_width() - 2 * sizes().s16;
  }
  bool is_on_one_line() const { return on_one_line_; }
  void draw() const {
    const auto drawing = ui::segmented("funnel.form", drawings_, static_cast<size_t>(view_.drawing));
    if (drawing) view_.drawing = static_cast<FunnelDrawing>(*drawing);
    if (view_.drawing == FunnelDrawing::flows) return keep_place();  // on one scale, as lengths of ribbons add up
    if (on_one_line_) ui::same_line();
    const auto scale = ui::segmented("funnel.scale", scales_, static_cast<size_t>(view_.scale));
    if (scale) view_.scale = static_cast<chart::FunnelScale>(*scale);
  }

 private:
  /// Where the scales would be: a narrower choice would move, if only to the line of the title.
  void keep_place() const {
    if (!on_one_line_) return;
    ui::same_line();
    ImGui::Dummy({ui::segmented_width(scales_), 0});
  }

  FunnelView& view_;
  std::array<ui::Option, 3> drawings_{
      {{.key = "funnel.form.bars", .label = tr("funnel.form.bars"), .tip = tr("funnel.form.bars_tip")},
       {.key = "funnel.form.trapezoids",
        .label = tr("funnel.form.trapezoids"),
        .tip = tr("funnel.form.trapezoids_tip")},
       {.key = "funnel.form.flows", .label = tr("funnel.form.flows"), .tip = tr("funnel.form.flows_tip")}}};
  std::array<ui::Option, 2> scales_{
      {{.key = "funnel.scale.linear", .label = tr("funnel.scale.linear"), .tip = tr("funnel.scale.linear_tip")},
       {.key = "funnel.scale.square_root",
        .label = tr("funnel.scale.square_root"),
        .tip = tr("funnel.scale.square_root_tip")}}};
  bool on_one_line_ = true;
};

/// Under the choices, which stay where they are when there is nothing to press.
void draw_hint() {
  const ui::LeftOutOfPictures for_the_hand;
  ui::paragraph_muted(tr("funnel.chart_hint"), TextStyle::caption);
  ui::gap(sizes().s8);
}

void draw_bars(ScreenContext& context, const funnel::FunnelReport& report) {
  const FunnelView& view = context.view.funnel;
  const bool of_events = report.source == funnel::Source::events;
  const std::string unit = funnel_unit(report);
  const std::string currency = funnel_currency(context.store.report());
  chart::Funnel data{
      .key = "funnel.step",
      .caption = tr("funnel.title"),
      .unit = unit,
      .form = view.drawing == FunnelDrawing::trapezoids ? chart::FunnelForm::trapezoids : chart::FunnelForm::bars,
      .scale = view.scale,
      .pressable = of_events};
  for (const funnel::StepReport& step : report.steps) {
    data.steps.push_back(chart_step(step, data.steps.size() + 1, currency));
  }
  if (of_events) {
    mark_people(context.store.funnels().people_query(), data.steps);
    draw_hint();
  }
  const chart::FunnelEvent event = chart::funnel_bars(data);
  if (of_events) choose_people(context, event);
}

/// What came of it and how it was counted, as text.
void draw_copy(ScreenContext& context, const funnel::FunnelReport& report, const std::string& whose) {
  if (report.result.empty()) return;
  ui::gap(sizes().s8);
  if (!ui::button({.key = "funnel.copy",
                   .label = tr("funnel.copy"),
                   .icon = ui::Icon::copy,
                   .small = true,
                   .tip = tr("funnel.copy_tip")})) {
    return;
  }
  std::string text = pick(report.result) + "\n" + pick(report.definition);
  if (!whose.empty()) text += "\n" + whose;
  context.host.copy_text(text);
  ui::show_toast({.tone = ui::Tone::positive, .text = tr("toast.sentences_copied")});
}

void draw_chart(ScreenContext& context, const funnel::FunnelReport& report) {
  const std::string whose = of_whom(context);
  const bool flows = context.view.funnel.drawing == FunnelDrawing::flows;
  const DrawingChoice choice(context.view.funnel);
  ui::CardSpec spec{.key = "funnel.card", .title = source_name(report.source), .subtitle = whose};
  if (choice.is_on_one_line()) spec.actions = [&] { choice.draw(); };
  ui::Card card(spec);
  if (!choice.is_on_one_line()) {
    choice.draw();
    ui::gap(sizes().s12);
  }
  draw_conclusion(report);
  ui::gap(sizes().s8);
  if (flows) {
    draw_funnel_flows(report);
  } else {
    draw_bars(context, report);
  }
  ui::gap(sizes().s8);
  ui::paragraph_muted(pick(report.definition), TextStyle::caption);
  annotate_last_item("text", pick(report.definition), "funnel.definition");
  for (const TextPair& note : report.notes) ui::paragraph_muted(pick(note), TextStyle::caption);
  draw_copy(context, report, whose);
}

/// Purchases stand in for events where the file has none; a sample shows what events would give.
void draw_stand_in(ScreenContext& context, const funnel::FunnelReport& report) {
  const bool purchases = report.source == funnel::Source::orders || report.source == funnel::Source::frequency;
  const bool only = report.sources.size() <= 1;
  if (!purchases || !only) return;
  const ui::BannerEvent event = ui::banner({.key = "funnel.stand_in",
                                            .text = tr("funnel.stand_in"),
                                            .detail = tr("funnel.stand_in_detail"),
                                            .action = tr("empty.funnel.action")});
  if (event == ui::BannerEvent::action) context.store.open_sample("shop");
  ui::gap(sizes().s16);
}

void draw_content(ScreenContext& context) {
  ui::heading(tr("nav.funnel"), "funnel.heading");
  const Inquiry<funnel::FunnelReport>& inquiry = context.store.funnels().report();
  if (const Error* error = inquiry.error()) {
    ui::paragraph(pick(error->message), TextStyle::body, "funnel.error");
    if (error->code == ErrorCode::not_applicable) draw_no_funnel(context, "funnel.empty");
    return;
  }
  if (!inquiry.answer()) return ui::skeleton(6);
  const funnel::FunnelReport& report = *inquiry.answer();
  draw_stand_in(context, report);
  side_by_side(
      [&] {
        draw_chart(context, report);
        ui::gap(sizes().s16);
        draw_funnel_table(context, report);
        draw_funnel_times(context, report);
        draw_pipeline(context, report);
        draw_funnel_people(context, report);
        draw_funnel_afterwards(context, report);
        draw_funnel_breakdown(context, report);
        draw_funnel_pair(context, report);
        draw_funnel_over_time(context, report);
        draw_funnel_sensitivity(context, report);
        ui::gap(sizes().s16);
        draw_experiment(context);
      },
      [&] { draw_funnel_settings(context, report); }, tr("settings.jump"));
}

}  // namespace

std::optional<chart::Interval> chart_interval(const std::optional<funnel::Rate>& rate) {
  if (!rate) return std::nullopt;
  return chart::Interval{rate->value, rate->low, rate->high};
}

chart::FunnelStep chart_step(const funnel::StepReport& step, size_t number, const std::string& currency) {
  return {.id = std::to_string(number),
          .label = step_name(step),
          .count = step.count,
          .value_text = step.value ? format_money_compact(step.value, currency) : std::string{},
          .step_rate = chart_interval(step.step_rate),
          .overall_rate = chart_interval(step.overall_rate),
          .drop_off = step.drop_off,
          .still_open = step.still_open,
          .share_of_loss = step.share_of_loss,
          .median_ms = step.median_ms,
          .p90_ms = step.p90_ms,
          .step_median_ms = step.step_median_ms,
          .step_p90_ms = step.step_p90_ms,
          .zone = step.zone ? std::optional<int>(static_cast<int>(*step.zone)) : std::nullopt,
          .larger_than_before = step.larger_than_before};
}

std::string unit_words(std::string_view unit) {
  if (unit == "customers") return tr("unit.customers");
  if (unit == "sessions") return tr("unit.sessions");
  if (unit == "entries") return tr("unit.entries");
  if (unit == "opportunities") return tr("unit.opportunities");
  return tr("unit.items");
}

std::string funnel_unit(const funnel::FunnelReport& report) { return unit_words(report.unit); }

std::string funnel_currency(const Report& report) {
  if (report.rfm && !report.rfm->currency.empty()) return report.rfm->currency;
  for (const ingest::FileReport& file : report.import.files) {
    if (!file.currency.empty()) return file.currency;
  }
  return {};
}

std::string step_name(const funnel::StepReport& step) {
  return step.optional ? tr_format("funnel.optional_step", {pick(step.label)}) : pick(step.label);
}

std::string p_value_text(double p) {
  constexpr double kLeast = 0.0001;
  return p < kLeast ? "< " + format_number(kLeast, 4) : format_number(p, 4);
}

void draw_funnel_screen(ScreenContext& context) {
  if (ui::begin_page("funnel")) {
    if (context.store.report().funnel_sources.empty() && has_experiment(context.store.report())) {
      ui::heading(tr("nav.funnel"), "funnel.heading");
      draw_experiment(context);
    } else if (context.store.report().funnel_sources.empty()) {
      draw_no_funnel(context, "funnel.empty");
    } else {
      draw_content(context);
    }
  }
  ui::end_page();
}

}  // namespace sluice::app
