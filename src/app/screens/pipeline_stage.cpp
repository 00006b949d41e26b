// One stage of the pipeline: all that is known of it, its probability and its limit of days to be set by hand.
#include <cmath>
#include <optional>
#include <string>

#include "app/pipeline_edits.h"
#include "app/screens/funnel.h"
#include "app/screens/pipeline.h"
#include "app/screens/words.h"
#include "app/widgets/button.h"
#include "app/widgets/fields.h"
#include "app/widgets/layout.h"
#include "app/widgets/text.h"

namespace sluice::app {
namespace {

using funnel::PipelineReport;
using funnel::PipelineStage;

void row(const char* name, const std::string& value, const char* key, const std::string& tip) {
  ui::detail_row(name, value, key, tip);
}

std::string estimate_text(const std::optional<funnel::ObservedShare>& estimate) {
  if (!estimate) return absent();
  return tr_format("pipeline.estimate_is",
                   {format_percent(estimate->value), format_percent_range(estimate->low, estimate->high),
                    format_whole(estimate->count), format_whole(estimate->of)});
}

void draw_reached(const PipelineReport& pipeline, const PipelineStage& stage) {
  row(tr("pipeline.reached"),
      tr_format("pipeline.reached_is", {format_whole(stage.reached), format_whole(stage.reached_won),
                                        format_whole(stage.reached_lost), format_whole(stage.reached_open)}),
      "pipeline.stage.reached", pick(pipeline.definition));
  row(tr("pipeline.estimate"), estimate_text(stage.probability.estimate), "pipeline.stage.estimate",
      pick(pipeline.probability_definition));
  row(tr("pipeline.wins_from_here"), format_number(stage.open.expected_wins, 1), "pipeline.stage.wins",
      tr("tip.pipeline_stage_wins"));
  if (stage.open.without_value > 0) {
    row(tr("pipeline.open_without_value"), format_whole(stage.open.without_value), "pipeline.stage.without_value",
        tr("tip.pipeline_without_value"));
  }
}

/// What only a history of the stages tells.
void draw_ways(const PipelineStage& stage) {
  row(tr("pipeline.skipped"), format_whole(stage.skipped), "pipeline.stage.skipped", tr("tip.pipeline_skipped"));
  row(tr("pipeline.fell_back"), format_whole(stage.fell_back), "pipeline.stage.fell_back",
      tr("tip.pipeline_fell_back"));
  row(tr("pipeline.stays"),
      tr_format("pipeline.stays_are",
                {format_whole(stage.stays.stays), format_days(stage.stays.median), format_days(stage.stays.p90)}),
      "pipeline.stage.stays", tr("tip.pipeline_stays"));
}

/// Kept to a tenth of a percent, as it is shown.
std::optional<double> percent_of(const std::optional<double>& share) {
  if (!share) return std::nullopt;
  return std::round(*share * kPercent * 10) / 10;
}

void draw_probability(ScreenContext& context, const PipelineStage& stage, const funnel::StageSetting* setting) {
  const auto& estimate = stage.probability.estimate;
  const std::string hint = estimate ? format_number(estimate->value * kPercent, 1) : std::string(absent());
  const auto typed = ui::optional_number_field({.key = "pipeline.stage.probability",
                                                .label = tr("pipeline.own_probability"),
                                                .hint = hint,
                                                .suffix = "%",
                                                .width = -1},
                                               percent_of(setting ? setting->probability : std::nullopt));
  if (typed) {
    const std::optional<double> share = *typed ? std::optional(**typed / kPercent) : std::nullopt;
    context.store.edit([&](Spec& spec) { set_probability(spec.pipeline, stage.stage, share); });
  }
  if (setting == nullptr || !setting->probability) return;
  const std::string back = estimate ? tr_format("pipeline.back_to_estimate", {format_percent(estimate->value)})
                                    : std::string(tr("pipeline.back_to_none"));
  if (ui::link("pipeline.stage.back", back, TextStyle::caption)) {
    context.store.edit([&](Spec& spec) { set_probability(spec.pipeline, stage.stage, std::nullopt); });
  }
}

void draw_limit(ScreenContext& context, const PipelineStage& stage, const funnel::StageSetting* setting) {
  const bool own = setting != nullptr && setting->rotten_days;
  const std::string hint = own || !stage.ages.limit ? std::string() : format_number(stage.ages.limit, 0);
  const auto typed = ui::optional_number_field({.key = "pipeline.stage.limit",
                                                .label = tr("pipeline.own_limit"),
                                                .hint = hint,
                                                .suffix = tr("unit.days"),
                                                .width = -1},
                                               own ? setting->rotten_days : std::nullopt);
  if (typed) context.store.edit([&](Spec& spec) { set_rotten_days(spec.pipeline, stage.stage, *typed); });
  if (own && ui::link("pipeline.stage.limit_back", tr("pipeline.back_to_limit"), TextStyle::caption)) {
    context.store.edit([&](Spec& spec) { set_rotten_days(spec.pipeline, stage.stage, std::nullopt); });
  }
}

}  // namespace

void draw_pipeline_stage(ScreenContext& context, const PipelineReport& pipeline, const PipelineStage& stage) {
  ui::gap(sizes().s16);
  ui::paragraph(pick(stage.label), TextStyle::emphasis, "pipeline.stage.name");
  draw_reached(pipeline, stage);
  if (pipeline.has_history) draw_ways(stage);
  ui::gap(sizes().s8);
  // A copy: each of the fields may change the spec.
  const funnel::PipelineSpec spec = context.store.spec().pipeline;
  const funnel::StageSetting* setting = find_setting(spec, stage.stage);
  ui::Grid grid({.key = "pipeline.stage.fields", .min_column = 180, .most = 2, .items = 2, .equal_heights = false});
  grid.next();
  draw_probability(context, stage, setting);
  if (pipeline.as_of.empty()) return;
  grid.next();
  draw_limit(context, stage, setting);
}

}  // namespace sluice::app
