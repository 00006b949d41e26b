// The pipeline in a few numbers, each with how it came about; the day as of which they hold; what is to be known of
// them.
#include <string>
#include <vector>

#include "app/screens/figures.h"
#include "app/screens/funnel.h"
#include "app/screens/pipeline.h"
#include "app/screens/words.h"
#include "app/widgets/card.h"
#include "app/widgets/fields.h"
#include "app/widgets/layout.h"
#include "app/widgets/text.h"

namespace sluice::app {
namespace {

using funnel::PipelineFigure;
using funnel::PipelineReport;

/// A figure as it is drawn; its texts are its own.
struct PipelineNumber {
  std::string_view key;
  const char* label;
  std::string value, exact, sub, tip;
};

class Numbers {
 public:
  Numbers(const PipelineReport& report, std::string currency) : report_(report), currency_(std::move(currency)) {}

  std::vector<PipelineNumber> all() const {
    std::vector<PipelineNumber> numbers{open(), weighted()};
    if (report_.totals.open_without_value > 0) numbers.push_back(at_average());
    for (auto& more : {win_rate(), win_rate_by_value(), velocity(), cycle()}) numbers.push_back(more);
    if (!report_.as_of.empty()) numbers.push_back(rotten());
    return numbers;
  }

 private:
  std::string money(Maybe value) const { return format_money_compact(value, currency_); }
  std::string exact(Maybe value) const { return value ? format_money_exact(value, currency_) : std::string(); }

  /// What stands under a number: why there is none, where that is so.
  static std::string under(const PipelineFigure& figure, std::string sub) {
    return figure.value ? std::move(sub) : pick(figure.absence);
  }

  PipelineNumber open() const {
    const funnel::PipelineTotals& totals = report_.totals;
    return {"pipeline.figure.open",
            tr("pipeline.open"),
            format_whole(totals.open),
            {},
            totals.open_value ? tr_format("pipeline.worth", {money(totals.open_value)}) : std::string(),
            tr_format("tip.pipeline_open",
                      {format_whole(totals.open), format_whole(totals.opportunities), format_whole(totals.won),
                       format_whole(totals.lost), format_whole(totals.open - totals.open_without_value)}) +
                (totals.open_value ? "\n" + exact(totals.open_value) : "")};
  }

  PipelineNumber weighted() const {
    const PipelineFigure& figure = report_.weighted_value;
    const Maybe wins = report_.expected_wins.value;
    const std::string expected = wins ? tr_format("pipeline.expected_wins", {format_number(wins, 1)}) : std::string();
    std::string sub = under(figure, expected);
    if (!figure.value && wins) sub += " " + expected;
    std::string tip = pick(figure.definition);
    for (const funnel::PipelineStage& stage : report_.stages) {
      if (!stage.open.weighted) continue;
      tip += "\n" + tr_format("tip.pipeline_weighted_term",
                              {pick(stage.label), money(stage.open.value), format_percent(stage.probability.value),
                               money(stage.open.weighted)});
    }
    return {"pipeline.figure.weighted", tr("pipeline.weighted"), money(figure.value), exact(figure.value), sub, tip};
  }

  PipelineNumber at_average() const {
    const PipelineFigure& figure = report_.weighted_at_average;
    return {"pipeline.figure.at_average",
            tr("pipeline.at_average"),
            money(figure.value),
            exact(figure.value),
            under(figure, tr_format("pipeline.without_value", {format_whole(report_.totals.open_without_value)})),
            pick(figure.definition)};
  }

  PipelineNumber win_rate() const {
    const auto& rate = report_.win_rate;
    return {"pipeline.figure.win_rate",
            tr("pipeline.win_rate"),
            format_percent(rate ? Maybe(rate->value) : std::nullopt),
            {},
            rate ? tr_format("pipeline.interval", {format_percent_range(rate->low, rate->high)})
                 : pick(report_.win_rate_absence),
            pick(report_.win_rate_definition) +
                (rate ? "\n" + tr_format("tip.pipeline_ratio", {format_whole(rate->count), format_whole(rate->of),
                                                                format_percent(rate->value)})
                      : "")};
  }

  PipelineNumber win_rate_by_value() const {
    const PipelineFigure& figure = report_.win_rate_by_value;
    const double won = report_.totals.won_value.value_or(0);
    const double closed = won + report_.totals.lost_value.value_or(0);
    return {"pipeline.figure.win_rate_by_value",
            tr("pipeline.win_rate_by_value"),
            format_percent(figure.value),
            {},
            under(figure, tr_format("pipeline.part_of", {money(won), money(closed)})),
            pick(figure.definition) +
                (figure.value
                     ? "\n" + tr_format("tip.pipeline_ratio", {exact(won), exact(closed), format_percent(figure.value)})
                     : "")};
  }

  PipelineNumber velocity() const {
    const funnel::SalesVelocity& velocity = report_.velocity;
    std::string tip = pick(velocity.per_day.definition);
    if (velocity.per_day.value) {
      tip += "\n" + tr_format("tip.pipeline_velocity",
                              {format_count(velocity.open.value), exact(velocity.average_won_value.value),
                               format_percent(velocity.win_rate.value), format_days(velocity.cycle_days.value),
                               exact(velocity.per_day.value)});
    }
    tip += "\n" + pick(velocity.per_month.definition);
    return {"pipeline.figure.velocity",
            tr("pipeline.velocity"),
            money(velocity.per_month.value),
            exact(velocity.per_month.value),
            under(velocity.per_month, tr_format("pipeline.a_day", {money(velocity.per_day.value)})),
            tip};
  }

  PipelineNumber cycle() const {
    const funnel::CycleTime& won = report_.won_cycle;
    const funnel::CycleTime& lost = report_.lost_cycle;
    std::string sub = pick(won.absence);
    if (won.median) sub = tr_format("pipeline.cycle_sub", {format_days(won.p90), format_days(lost.median)});
    return {"pipeline.figure.cycle",
            tr("pipeline.cycle"),
            format_days(won.median),
            {},
            sub,
            pick(won.definition) + "\n" +
                tr_format("tip.pipeline_cycle", {format_whole(won.opportunities), format_whole(won.undated),
                                                 format_whole(lost.opportunities), format_days(lost.p90)})};
  }

  PipelineNumber rotten() const {
    return {"pipeline.figure.rotten",
            tr("pipeline.rotten"),
            format_whole(report_.rotten),
            {},
            tr_format("pipeline.worth", {money(report_.rotten_value)}),
            pick(report_.age_definition) + "\n" + exact(report_.rotten_value)};
  }

  const PipelineReport& report_;
  std::string currency_;
};

void draw_as_of(ScreenContext& context, const PipelineReport& report) {
  if (report.as_of.empty()) return;  // the file has no dates
  const std::string hint = format_date(report.as_of);
  const auto day = ui::date_field({.field = {.key = "pipeline.as_of", .label = tr("pipeline.as_of"), .hint = hint},
                                   .value = context.store.spec().pipeline.as_of});
  if (day) context.store.edit([&](Spec& spec) { spec.pipeline.as_of = *day; });
  ui::gap(sizes().s8);
}

void draw_numbers(const std::vector<PipelineNumber>& numbers) {
  std::vector<Figure> figures;
  for (const PipelineNumber& number : numbers) {
    figures.push_back({number.key, number.label, number.tip.c_str(), number.value, number.exact, number.sub});
  }
  draw_figures({.key = "pipeline.figures", .min_column = 150, .most = 4}, figures);
}

}  // namespace

void draw_pipeline_figures(ScreenContext& context, const PipelineReport& pipeline) {
  {
    ui::Card card({.key = "pipeline.card", .title = tr("pipeline.title"), .subtitle = pick(pipeline.as_of_definition)});
    draw_as_of(context, pipeline);
    ui::paragraph_muted(pick(pipeline.definition), TextStyle::caption, "pipeline.definition");
    for (size_t i = 0; i < pipeline.notes.size(); ++i) {
      ui::paragraph_muted(pick(pipeline.notes[i]), TextStyle::caption, "pipeline.note." + std::to_string(i));
    }
  }
  ui::gap(sizes().s16);
  draw_numbers(Numbers(pipeline, funnel_currency(context.store.report())).all());
}

}  // namespace sluice::app
