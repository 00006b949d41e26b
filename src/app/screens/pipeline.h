// The parts of the sales pipeline on the Funnel screen, from top to bottom.
#pragma once

#include <optional>
#include <string>

#include "app/screens/screen.h"
#include "app/widgets/table.h"
#include "funnel/funnel_report.h"
#include "funnel/pipeline_report.h"

namespace sluice::app {

void draw_pipeline(ScreenContext& context, const funnel::FunnelReport& report);  ///< of opportunities only

void draw_pipeline_figures(ScreenContext& context, const funnel::PipelineReport& pipeline);
void draw_pipeline_stages(ScreenContext& context, const funnel::PipelineReport& pipeline);
void draw_pipeline_stage(ScreenContext& context, const funnel::PipelineReport& pipeline,
                         const funnel::PipelineStage& stage);  ///< one of them in detail, and what is set for it
void draw_pipeline_what_if(ScreenContext& context, const funnel::PipelineReport& pipeline);
void draw_pipeline_losses(ScreenContext& context, const funnel::PipelineReport& pipeline);
void draw_pipeline_ages(ScreenContext& context, const funnel::PipelineReport& pipeline);  ///< nothing without dates
void draw_rotten(ScreenContext& context, const funnel::PipelineReport& pipeline);         ///< likewise

/// "62.4–64.7%"; empty where there is none.
ui::Cell share_interval_cell(const std::optional<funnel::ObservedShare>& share);

/// A limit of days with a mark where it was set by hand.
ui::Cell limit_cell(const funnel::StageAges& ages);

}  // namespace sluice::app
