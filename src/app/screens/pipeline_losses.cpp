// Where opportunities are lost: at which stages, and by the values of a property such as owner, product or source.
#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "app/screens/funnel.h"
#include "app/screens/pipeline.h"
#include "app/screens/words.h"
#include "app/widgets/card.h"
#include "app/widgets/cells.h"
#include "app/widgets/layout.h"
#include "app/widgets/menu.h"
#include "app/widgets/text.h"

namespace sluice::app {
namespace {

using funnel::PipelineReport;
using funnel::PropertyRow;

// By stage -----------------------------------------------------------------------------------------------------------

/// A stage, or those that no stage is known of.
struct StageLoss {
  std::string name;
  std::optional<double> lost, share, value, share_of_value;
  bool known = true;
};

std::vector<StageLoss> losses_of(const PipelineReport& pipeline) {
  std::vector<StageLoss> losses;
  for (const funnel::PipelineStage& stage : pipeline.stages) {
    losses.push_back({pick(stage.label), static_cast<double>(stage.losses.lost), stage.losses.share, stage.losses.value,
                      stage.losses.share_of_value});
  }
  const funnel::PipelineTotals& totals = pipeline.totals;
  if (totals.unplaced > 0) {
    const auto unplaced = static_cast<double>(totals.unplaced);
    losses.push_back({tr("pipeline.unplaced"), unplaced, unplaced / static_cast<double>(totals.lost), {}, {}, false});
  }
  return losses;
}

void fill_loss(ui::Row& row, const StageLoss& loss, const std::string& currency) {
  row = {{.text = loss.name, .muted = !loss.known, .strong = loss.known},
         ui::count_cell(loss.lost),
         ui::share_cell(loss.share, loss.share),
         ui::compact_money_cell(loss.value, currency),
         ui::share_cell(loss.share_of_value, loss.share_of_value)};
}

void draw_by_stage(ScreenContext& context, const PipelineReport& pipeline) {
  using ui::Align;
  const std::array<ui::Column, 5> header{
      {{.key = "stage", .label = tr("pipeline.stage"), .min_width = 130, .weight = 1.6f},
       {.key = "lost", .label = tr("pipeline.lost"), .align = Align::right, .tip = tr("tip.pipeline_lost")},
       {.key = "share",
        .label = tr("pipeline.share_of_lost"),
        .align = Align::right,
        .min_width = 96,
        .tip = tr("tip.pipeline_share_of_lost")},
       {.key = "value",
        .label = tr("pipeline.lost_value"),
        .align = Align::right,
        .min_width = 96,
        .tip = tr("tip.pipeline_lost_value")},
       {.key = "share_of_value",
        .label = tr("pipeline.share_of_lost_value"),
        .align = Align::right,
        .min_width = 96,
        .tip = tr("tip.pipeline_share_of_lost_value")}}};
  PipelineView& view = context.view.pipeline;
  const std::string currency = funnel_currency(context.store.report());
  const std::vector<StageLoss> losses = losses_of(pipeline);
  ui::table({.key = "pipeline.losses",
             .caption = tr("pipeline.losses_by_stage"),
             .columns = header,
             .rows = losses.size(),
             .row =
                 [&](uint64_t index) {
                   fill_loss(view.row, losses[index], currency);
                   return &view.row;
                 },
             .selectable = false},
            view.losses);
}

void draw_stage_card(ScreenContext& context, const PipelineReport& pipeline) {
  ui::gap(sizes().s16);
  ui::Card card({.key = "pipeline.losses_card",
                 .title = tr("pipeline.losses_by_stage"),
                 .subtitle = pick(pipeline.loss_definition)});
  draw_by_stage(context, pipeline);
  if (pipeline.totals.unplaced == 0) return;
  ui::gap(sizes().s8);
  ui::paragraph_muted(tr("pipeline.unplaced_rule"), TextStyle::caption, "pipeline.unplaced_rule");
}

// By property --------------------------------------------------------------------------------------------------------

void draw_property_choice(ScreenContext& context, const PipelineReport& pipeline) {
  std::vector<ui::SelectOption> options;
  std::optional<size_t> current;
  for (const funnel::OpportunityProperty& property : pipeline.properties) {
    if (property.name == pipeline.breakdown.property) current = options.size();
    options.push_back({.label = pick(property.title), .detail = format_count(static_cast<double>(property.values))});
  }
  const auto chosen = ui::select(
      {.key = "pipeline.property", .spoken = tr("pipeline.property"), .width = 8 * sizes().s32}, options, current);
  if (!chosen) return;
  context.store.edit([&](Spec& spec) { spec.pipeline.property = pipeline.properties[*chosen].name; });
}

std::string row_name(const PropertyRow& row) {
  if (row.kind == PropertyRow::Kind::blank) return tr("pipeline.blank");
  return row.kind == PropertyRow::Kind::others ? tr("pipeline.others") : row.value;
}

std::string verdict(funnel::Difference difference) {
  return difference_words(difference, tr("breakdown.higher"), tr("breakdown.lower"));
}

/// "+5.2 (1.1 to 9.0)", in points.
ui::Cell difference_cell(const PropertyRow& row) {
  if (!row.rate_difference || !row.rate_low || !row.rate_high) return {.text = absent(), .muted = true};
  const auto points = [](double value) { return (value > 0 ? "+" : "") + format_number(value * kPercent, 1); };
  return {.text = tr_format("pipeline.points_interval",
                            {points(*row.rate_difference), points(*row.rate_low), points(*row.rate_high)}),
          .plain = plain_number(*row.rate_difference * kPercent)};
}

std::vector<ui::Column> property_columns(const std::string& title) {
  using ui::Align;
  std::vector<ui::Column> all{{.key = "value", .label = title, .min_width = 150, .weight = 1.6f}};
  const auto number = [&](std::string_view key, const char* label, const char* tip, float min_width = 76) {
    all.push_back({.key = key, .label = label, .align = Align::right, .min_width = min_width, .tip = tip});
  };
  number("opportunities", tr("pipeline.opportunities"), tr("tip.pipeline_row_opportunities"), 100);
  number("open", tr("pipeline.open"), tr("tip.pipeline_row_open"));
  number("won", tr("pipeline.won"), tr("tip.pipeline_won"));
  number("lost", tr("pipeline.lost"), tr("tip.pipeline_row_lost"));
  number("share", tr("pipeline.share_of_lost"), tr("tip.pipeline_share_of_lost"), 96);
  number("won_value", tr("pipeline.won_value"), tr("tip.pipeline_won_value"), 96);
  number("lost_value", tr("pipeline.lost_value"), tr("tip.pipeline_row_lost_value"), 96);
  number("share_of_value", tr("pipeline.share_of_lost_value"), tr("tip.pipeline_share_of_lost_value"), 96);
  number("win_rate", tr("pipeline.win_rate"), tr("tip.pipeline_row_win_rate"), 84);
  number("interval", tr("funnel.interval"), tr("tip.pipeline_interval"), 110);
  number("difference", tr("pipeline.points_to_others"), tr("tip.pipeline_points"), 150);
  number("p", tr("traits.p"), tr("tip.pipeline_p"), 76);
  all.push_back({.key = "verdict", .label = tr("traits.verdict"), .min_width = 150, .tip = tr("tip.pipeline_verdict")});
  return all;
}

void fill_property(ui::Row& cells, const PropertyRow& row, const std::string& currency) {
  const bool differs = row.difference == funnel::Difference::higher || row.difference == funnel::Difference::lower;
  const bool value = row.kind == PropertyRow::Kind::value;
  const auto count = [](uint64_t number) { return ui::count_cell(static_cast<double>(number)); };
  cells = {{.text = row_name(row), .muted = !value, .strong = value},
           count(row.opportunities),
           count(row.open),
           count(row.won),
           count(row.lost),
           ui::share_cell(row.share_of_lost, row.share_of_lost),
           ui::compact_money_cell(row.won_value, currency),
           ui::compact_money_cell(row.lost_value, currency),
           ui::share_cell(row.share_of_lost_value),
           ui::share_cell(row.win_rate ? Maybe(row.win_rate->value) : std::nullopt),
           share_interval_cell(row.win_rate),
           difference_cell(row),
           {.text = row.p ? p_value_text(*row.p) : std::string(absent()), .plain = plain_number(row.p)},
           {.text = verdict(row.difference), .muted = !differs, .strong = differs}};
}

void draw_property_table(ScreenContext& context, const PipelineReport& pipeline) {
  const funnel::PropertyBreakdown& breakdown = pipeline.breakdown;
  std::string title = breakdown.property;
  for (const funnel::OpportunityProperty& property : pipeline.properties) {
    if (property.name == breakdown.property) title = pick(property.title);
  }
  PipelineView& view = context.view.pipeline;
  const std::string currency = funnel_currency(context.store.report());
  const std::vector<ui::Column> header = property_columns(title);
  const float rows_high = std::min(ui::kTableRows, static_cast<float>(breakdown.rows.size()) + 1);
  ui::table({.key = "pipeline.properties",
             .caption = tr("pipeline.losses_by_property"),
             .columns = header,
             .rows = breakdown.rows.size(),
             .row =
                 [&](uint64_t index) {
                   fill_property(view.row, breakdown.rows[index], currency);
                   return &view.row;
                 },
             .height = breakdown.rows.empty() ? 0 : rows_high * sizes().row + sizes().s16,
             .selectable = false},
            view.properties);
}

void draw_property_card(ScreenContext& context, const PipelineReport& pipeline) {
  ui::gap(sizes().s16);
  ui::Card card({.key = "pipeline.properties_card",
                 .title = tr("pipeline.losses_by_property"),
                 .subtitle = tr("pipeline.losses_by_property_hint")});
  if (pipeline.properties.empty()) {
    ui::paragraph_muted(tr("pipeline.no_properties"), TextStyle::body, "pipeline.no_properties");
    return;
  }
  draw_property_choice(context, pipeline);
  ui::gap(sizes().s8);
  draw_property_table(context, pipeline);
  ui::gap(sizes().s8);
  ui::paragraph_muted(pick(pipeline.breakdown.definition), TextStyle::caption, "pipeline.breakdown.definition");
}

}  // namespace

void draw_pipeline_losses(ScreenContext& context, const PipelineReport& pipeline) {
  draw_stage_card(context, pipeline);
  draw_property_card(context, pipeline);
}

}  // namespace sluice::app
