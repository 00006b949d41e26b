// The stages of the pipeline as a table, and under it what was set by hand, each taken back in one click.
#include <algorithm>
#include <string>
#include <vector>

#include "app/pipeline_edits.h"
#include "app/screens/funnel.h"
#include "app/screens/pipeline.h"
#include "app/screens/words.h"
#include "app/widgets/card.h"
#include "app/widgets/cells.h"
#include "app/widgets/chip.h"
#include "app/widgets/layout.h"
#include "app/widgets/text.h"

namespace sluice::app {
namespace {

using funnel::PipelineReport;
using funnel::PipelineStage;

bool knows_zones(const PipelineReport& pipeline) {
  return std::any_of(pipeline.stages.begin(), pipeline.stages.end(),
                     [](const PipelineStage& stage) { return stage.zone.has_value(); });
}

std::vector<ui::Column> columns(const PipelineReport& pipeline) {
  using ui::Align;
  std::vector<ui::Column> all{{.key = "stage", .label = tr("pipeline.stage"), .min_width = 130, .weight = 1.6f}};
  if (knows_zones(pipeline)) {
    all.push_back({.key = "zone", .label = tr("funnel.zone"), .min_width = 76, .tip = tr("tip.zone")});
  }
  const auto number = [&](std::string_view key, const char* label, const char* tip, float min_width = 84) {
    all.push_back({.key = key, .label = label, .align = Align::right, .min_width = min_width, .tip = tip});
  };
  number("open", tr("pipeline.open"), tr("tip.pipeline_stage_open"), 76);
  number("value", tr("pipeline.value"), tr("tip.pipeline_stage_value"));
  number("probability", tr("pipeline.probability"), tr("tip.pipeline_probability"), 96);
  number("interval", tr("funnel.interval"), tr("tip.pipeline_interval"), 110);
  number("weighted", tr("pipeline.weighted_value"), tr("tip.pipeline_stage_weighted"));
  if (pipeline.as_of.empty()) return all;
  number("median", tr("pipeline.median_age"), tr("tip.pipeline_median_age"));
  number("limit", tr("pipeline.limit"), tr("tip.pipeline_limit"), 96);
  number("rotten", tr("pipeline.rotten"), tr("tip.pipeline_stage_rotten"), 76);
  return all;
}

/// Marked where it was set by hand, and where it rests on too few.
ui::Cell probability_cell(const funnel::StageProbability& probability) {
  ui::Cell cell = ui::share_cell(probability.value);
  cell.strong = probability.given;
  if (probability.given) {
    cell.text += " \u25CF";
    cell.exact = tr("pipeline.set_by_hand");
  } else if (probability.too_few && probability.value) {
    cell.text += " ?";
    cell.exact = tr("pipeline.few_closed");
    cell.muted = true;
  }
  return cell;
}

void fill_stage_row(ui::Row& row, const PipelineReport& pipeline, const PipelineStage& stage,
                    const std::string& currency) {
  row.clear();
  row.push_back({.text = pick(stage.label), .strong = true});
  if (knows_zones(pipeline)) row.push_back({.text = stage.zone ? zone_name(*stage.zone) : absent(), .muted = true});
  row.push_back(ui::count_cell(static_cast<double>(stage.open.opportunities)));
  row.push_back(ui::compact_money_cell(stage.open.value, currency));
  row.push_back(probability_cell(stage.probability));
  row.push_back(share_interval_cell(stage.probability.estimate));
  row.push_back(ui::compact_money_cell(stage.open.weighted, currency));
  if (pipeline.as_of.empty()) return;
  row.push_back(ui::days_cell(stage.ages.median));
  row.push_back(limit_cell(stage.ages));
  row.push_back(ui::count_cell(static_cast<double>(stage.ages.rotten)));
}

std::optional<size_t> open_stage(const ScreenContext& context, const PipelineReport& pipeline) {
  const std::string& open = context.view.pipeline.open_stage;
  for (size_t i = 0; i < pipeline.stages.size(); ++i) {
    if (!open.empty() && pipeline.stages[i].stage == open) return i;
  }
  return std::nullopt;
}

void draw_stage_table(ScreenContext& context, const PipelineReport& pipeline) {
  PipelineView& view = context.view.pipeline;
  const std::string currency = funnel_currency(context.store.report());
  const std::vector<ui::Column> header = columns(pipeline);
  const std::optional<size_t> open = open_stage(context, pipeline);
  const ui::TableEvent event = ui::table({.key = "pipeline.stages",
                                          .caption = tr("pipeline.stages"),
                                          .columns = header,
                                          .rows = pipeline.stages.size(),
                                          .row =
                                              [&](uint64_t index) {
                                                fill_stage_row(view.row, pipeline, pipeline.stages[index], currency);
                                                return &view.row;
                                              },
                                          .selected = open},
                                         view.stages);
  if (!event.clicked) return;
  view.open_stage = open == event.clicked ? std::string() : pipeline.stages[*event.clicked].stage;
}

// Set by hand ---------------------------------------------------------------------------------------------------------

/// What was set for a stage.
struct Given {
  std::string key, label, stage;
  void (*take_back)(funnel::PipelineSpec& spec, const std::string& stage);
};

void forget_probability(funnel::PipelineSpec& spec, const std::string& stage) {
  set_probability(spec, stage, std::nullopt);
}

void forget_limit(funnel::PipelineSpec& spec, const std::string& stage) { set_rotten_days(spec, stage, std::nullopt); }

/// "Proposal: 40.0% instead of 25.3%", "Proposal: rotten after 60 days"
std::vector<Given> given_of(const funnel::PipelineSpec& spec, const PipelineReport& pipeline) {
  std::vector<Given> all;
  for (size_t i = 0; i < pipeline.stages.size(); ++i) {
    const PipelineStage& stage = pipeline.stages[i];
    const funnel::StageSetting* setting = find_setting(spec, stage.stage);
    const std::string number = std::to_string(i + 1);
    if (setting != nullptr && setting->probability) {
      const auto& estimate = stage.probability.estimate;
      const std::string estimated = format_percent(estimate ? Maybe(estimate->value) : std::nullopt);
      const std::string label =
          tr_format("pipeline.given_probability", {pick(stage.label), format_percent(setting->probability), estimated});
      all.push_back({"pipeline.given." + number, label, stage.stage, forget_probability});
    }
    if (setting != nullptr && setting->rotten_days) {
      const std::string label =
          tr_format("pipeline.given_limit", {pick(stage.label), format_days(setting->rotten_days)});
      all.push_back({"pipeline.given_limit." + number, label, stage.stage, forget_limit});
    }
  }
  return all;
}

/// As chips: their x takes it back, pressed they open their stage.
void draw_given(ScreenContext& context, const PipelineReport& pipeline) {
  const std::vector<Given> all = given_of(context.store.spec().pipeline, pipeline);
  if (all.empty()) return;
  ui::gap(sizes().s8);
  ui::muted(tr("pipeline.given"), TextStyle::caption_strong);
  for (const Given& given : all) {
    const ui::Chip chip{.key = given.key, .label = given.label};
    if (&given != &all.front()) ui::same_line_if_fits(ui::chip_width(chip));
    const ui::ChipEvent event = ui::chip(chip);
    if (event == ui::ChipEvent::click) context.view.pipeline.open_stage = given.stage;
    if (event != ui::ChipEvent::remove) continue;
    context.store.edit([&](Spec& spec) { given.take_back(spec.pipeline, given.stage); });
  }
}

}  // namespace

void draw_pipeline_stages(ScreenContext& context, const PipelineReport& pipeline) {
  if (pipeline.stages.empty()) return;
  ui::gap(sizes().s16);
  ui::Card card({.key = "pipeline.stages_card",
                 .title = tr("pipeline.stages"),
                 .subtitle = pick(pipeline.probability_definition),
                 .hint = tr("pipeline.stages_hint")});
  draw_stage_table(context, pipeline);
  draw_given(context, pipeline);
  if (const std::optional<size_t> open = open_stage(context, pipeline)) {
    draw_pipeline_stage(context, pipeline, pipeline.stages[*open]);
  }
}

}  // namespace sluice::app
