// An A/B test under the funnel: which columns it is made of, what came of each arm in words, then rates and revenue.
#include "app/screens/experiment.h"

#include <algorithm>

#include "app/screens/words.h"
#include "app/widgets/button.h"
#include "app/widgets/card.h"
#include "app/widgets/layout.h"
#include "app/widgets/overlay.h"
#include "app/widgets/progress.h"
#include "app/widgets/text.h"

namespace sluice::app {
namespace {

using funnel::ExperimentReport;

/// What was chosen for other files may not fit: there is a way back.
void draw_experiment_error(ScreenContext& context, const Error& error) {
  const bool chosen = context.store.spec().experiment != funnel::ExperimentSpec{};
  if (error.code == ErrorCode::not_applicable && !chosen) {
    ui::Card card({.key = "experiment.card", .title = tr("experiment.title")});
    ui::paragraph_muted(tr("experiment.needs"), TextStyle::body, "experiment.needs");
    return;
  }
  const ui::BannerEvent event = ui::banner({.key = "experiment.error",
                                            .tone = ui::Tone::warning,
                                            .text = pick(error.message),
                                            .detail = chosen ? tr("experiment.error_detail") : "",
                                            .action = chosen ? tr("experiment.discard") : ""});
  if (event == ui::BannerEvent::action) context.store.edit([](Spec& spec) { spec.experiment = {}; });
}

std::string all_verdicts(const ExperimentReport& report) {
  std::string text;
  for (const funnel::ExperimentArm& arm : report.arms) {
    if (!arm.verdict.empty()) text += (text.empty() ? "" : "\n") + pick(arm.verdict);
  }
  return text;
}

void draw_verdicts(ScreenContext& context, const ExperimentReport& report) {
  const std::string text = all_verdicts(report);
  if (text.empty()) return;
  for (size_t i = 0; i < report.arms.size(); ++i) {
    const TextPair& verdict = report.arms[i].verdict;
    if (verdict.empty()) continue;
    ui::paragraph(pick(verdict), TextStyle::body, "experiment.verdict." + std::to_string(i));
    ui::gap(sizes().s4);
  }
  if (ui::button({.key = "experiment.copy",
                  .label = tr("experiment.copy"),
                  .icon = ui::Icon::copy,
                  .small = true,
                  .tip = tr("experiment.copy_tip")})) {
    context.host.copy_text(text);
    ui::show_toast({.tone = ui::Tone::positive, .text = tr("toast.sentences_copied")});
  }
}

void draw_question(ScreenContext& context, const ExperimentReport& report) {
  ui::Card card({.key = "experiment.card", .title = tr("experiment.title"), .subtitle = tr("experiment.subtitle")});
  draw_experiment_choices(context, report);
  ui::gap(sizes().s12);
  if (report.split && !report.split->text.empty()) {
    ui::banner({.key = "experiment.split", .tone = ui::Tone::warning, .text = pick(report.split->text)});
    ui::gap(sizes().s8);
  }
  draw_verdicts(context, report);
  for (size_t i = 0; i < report.notes.size(); ++i) {
    ui::paragraph_muted(pick(report.notes[i]), TextStyle::caption, "experiment.note." + std::to_string(i));
  }
  if (!report.definition.empty()) {
    ui::gap(sizes().s8);
    ui::paragraph_muted(pick(report.definition), TextStyle::caption, "experiment.definition");
  }
}

void draw_waiting(double share) {
  ui::Card card({.key = "experiment.card", .title = tr("experiment.title")});
  if (share > 0) {
    ui::progress({.key = "experiment.progress",
                  .label = tr("experiment.working"),
                  .detail = format_percent(share),
                  .share = share});
  } else {
    ui::skeleton(4);
  }
}

}  // namespace

std::string experiment_verdict(funnel::Difference verdict) {
  return difference_words(verdict, tr("experiment.higher"), tr("experiment.lower"));
}

bool has_experiment(const Report& report) {
  const auto& files = report.import.files;
  return std::any_of(files.begin(), files.end(),
                     [](const ingest::FileReport& file) { return file.shape == ingest::Shape::experiment; });
}

void draw_experiment(ScreenContext& context) {
  constexpr float kRowsHigh = 8;
  Inquiry<ExperimentReport>& inquiry = context.store.funnels().experiment();
  if (ui::in_sight(kRowsHigh * sizes().row)) inquiry.want();
  if (const Error* error = inquiry.error()) return draw_experiment_error(context, *error);
  if (!inquiry.answer()) return draw_waiting(inquiry.share());
  const ExperimentReport& report = *inquiry.answer();
  draw_question(context, report);
  if (report.arms.empty()) return;
  draw_experiment_rates(context, report);
  draw_experiment_revenue(context, report);
}

}  // namespace sluice::app
