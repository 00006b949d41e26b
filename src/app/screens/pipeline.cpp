// The sales pipeline under the funnel of opportunities: what is open and what will come of it, and where sales are
// lost.
#include "app/screens/pipeline.h"

#include "app/screens/inquiry_state.h"
#include "app/screens/words.h"
#include "app/widgets/card.h"
#include "app/widgets/cells.h"
#include "app/widgets/layout.h"

namespace sluice::app {
namespace {

/// What was chosen for other files, or for stages that are gone, may not fit: there is a way back.
void draw_pipeline_error(ScreenContext& context, const Error& error) {
  const bool chosen = context.store.spec().pipeline != funnel::PipelineSpec{};
  const ui::BannerEvent event = ui::banner({.key = "pipeline.error",
                                            .tone = ui::Tone::warning,
                                            .text = pick(error.message),
                                            .detail = chosen ? tr("pipeline.error_detail") : "",
                                            .action = chosen ? tr("pipeline.discard") : ""});
  if (event == ui::BannerEvent::action) context.store.edit([](Spec& spec) { spec.pipeline = {}; });
}

}  // namespace

ui::Cell share_interval_cell(const std::optional<funnel::ObservedShare>& share) {
  if (!share) return {.text = absent(), .muted = true};
  return {.text = format_percent_range(share->low, share->high),
          .plain = plain_percent(share->low) + " - " + plain_percent(share->high),
          .muted = true};
}

ui::Cell limit_cell(const funnel::StageAges& ages) {
  ui::Cell cell = ui::days_cell(ages.limit);
  if (ages.basis != funnel::RottenBasis::chosen) return cell;
  cell.text += " \u25CF";
  cell.exact = tr("pipeline.set_by_hand");
  cell.strong = true;
  return cell;
}

void draw_pipeline(ScreenContext& context, const funnel::FunnelReport& report) {
  if (report.source != funnel::Source::opportunities) return;
  ui::gap(sizes().s16);
  Inquiry<funnel::PipelineReport>& inquiry = context.store.funnels().pipeline();
  if (inquiry.error() != nullptr && !inquiry.stopped()) return draw_pipeline_error(context, *inquiry.error());
  if (has_inquiry_state(inquiry)) {
    ui::Card card({.key = "pipeline.working"});
    draw_inquiry_state(inquiry, "pipeline");
  }
  if (inquiry.stopped()) return;
  if (!inquiry.answer()) return ui::skeleton(6);
  const funnel::PipelineReport& pipeline = *inquiry.answer();
  draw_pipeline_figures(context, pipeline);
  if (pipeline.totals.opportunities == 0) return;
  draw_pipeline_stages(context, pipeline);
  draw_pipeline_what_if(context, pipeline);
  draw_pipeline_losses(context, pipeline);
  draw_pipeline_ages(context, pipeline);
  draw_rotten(context, pipeline);
}

}  // namespace sluice::app
