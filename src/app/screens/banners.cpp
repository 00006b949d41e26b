#include <optional>

#include "app/format.h"
#include "app/i18n.h"
#include "app/screens/place.h"
#include "app/screens/shell.h"
#include "app/widgets/bar.h"
#include "app/widgets/card.h"
#include "app/widgets/layout.h"

namespace sluice::app {
namespace {

std::string headline(const Problem& problem) {
  const std::string& message = pick(problem.error.message);
  switch (problem.during) {
    case Problem::During::load:
      return tr_format("problem.load", {problem.file, message});
    case Problem::During::analysis:
      return tr_format("problem.analysis", {message});
    case Problem::During::question:
      return tr_format("problem.question", {message});
    case Problem::During::save:
      return tr_format("problem.save", {message});
    case Problem::During::map:
      return tr_format("problem.map", {problem.file, message});
    case Problem::During::link:
      return tr_format("problem.link", {message});
  }
  return message;
}

/// Where it is, and that nothing was lost.
std::string detail(const Problem& problem, bool has_data) {
  std::string words = place_in_words(problem.error.place);
  const bool kept =
      has_data && (problem.during == Problem::During::load || problem.during == Problem::During::analysis);
  if (kept) words += (words.empty() ? "" : " ") + std::string(tr("problem.kept"));
  return words;
}

/// A change of the settings under which the file that failed can be opened.
struct Remedy {
  const char* label = nullptr;
  void (*apply)(Spec&) = nullptr;
};

/// The error names the setting that does not go with the file.
std::optional<Remedy> remedy_for(const Problem& problem) {
  const std::string_view setting = problem.error.place.pointer;
  if (setting == "/rfm/returns") {
    return Remedy{tr("problem.keep_returns"), [](Spec& spec) { spec.rfm.returns = rfm::ReturnsRule::keep; }};
  }
  const bool of_analysis =
      setting.starts_with("/rfm") || setting.starts_with("/filter") || setting.starts_with("/funnel");
  if (!of_analysis) return std::nullopt;
  return Remedy{tr("problem.standard_settings"), [](Spec& spec) {
                  spec.rfm = {};
                  spec.filter = {};
                  spec.funnel = {};
                }};
}

void draw_problem(ScreenContext& context, const Problem& problem) {
  const std::string text = headline(problem);
  const std::string more = detail(problem, context.store.has_data());
  const bool loading = problem.during == Problem::During::load;
  const std::optional<Remedy> remedy = loading && context.store.unread() ? remedy_for(problem) : std::nullopt;
  const ui::BannerEvent event = ui::banner({.key = "problem",
                                            .tone = ui::Tone::negative,
                                            .text = text,
                                            .detail = more,
                                            .action = remedy    ? remedy->label
                                                      : loading ? tr("problem.choose_another")
                                                                : "",
                                            .closable = true});
  if (event == ui::BannerEvent::action && remedy) {
    Spec spec = context.store.unread()->spec;
    remedy->apply(spec);
    return context.store.read_again(std::move(spec));
  }
  if (event == ui::BannerEvent::action) context.store.choose_files();
  if (event == ui::BannerEvent::close) context.store.dismiss_problem();
}

/// What takes longer than a moment says how far it is and can be stopped.
void draw_saving(ScreenContext& context, const Saving& saving) {
  const std::string text = tr_format("saving.running", {saving.file_name, format_percent(saving.share)});
  const ui::BannerEvent event =
      ui::banner({.key = "saving", .tone = ui::Tone::accent, .text = text, .action = tr("common.cancel")});
  if (event == ui::BannerEvent::action) context.store.stop_saving();
}

void draw_analysis(ScreenContext& context, double share) {
  const std::string text = tr_format("analysis.clusters", {format_percent(share)});
  const ui::BannerEvent event =
      ui::banner({.key = "analysis", .tone = ui::Tone::accent, .text = text, .action = tr("common.cancel")});
  if (event == ui::BannerEvent::action) context.store.cancel_analysis();
}

void draw_waiting_view(ScreenContext& context) {
  const ui::BannerEvent event = ui::banner({.key = "shared_view",
                                            .tone = ui::Tone::accent,
                                            .text = tr("shared_view.waits"),
                                            .detail = tr("shared_view.detail"),
                                            .action = tr("shared_view.drop")});
  if (event == ui::BannerEvent::action) context.store.drop_shared_view();
}

}  // namespace

void draw_banners(ScreenContext& context) {
  const Problem* problem = context.store.problem();
  const bool view_waits = context.store.shared_view_waits() && !context.store.loading();
  const Saving* saving = context.store.saving();
  const bool long_saving = saving && saving->share > 0;
  const std::optional<double> analysis = context.store.analysis_share();
  if (!problem && !view_waits && !long_saving && !analysis) return;
  ui::begin_bar({.key = "banners",
                 .padding = {narrow_screen() ? sizes().s16 : sizes().s24, sizes().s12},
                 .surface = false,
                 .grow = true});
  if (problem) draw_problem(context, *problem);
  if (view_waits) draw_waiting_view(context);
  if (analysis) draw_analysis(context, *analysis);
  if (long_saving) draw_saving(context, *saving);
  ui::end_bar();
  ui::gap(-sizes().s12);  // the page below brings its own margin
}

}  // namespace sluice::app
