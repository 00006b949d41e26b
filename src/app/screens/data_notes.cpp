#include "app/screens/data_notes.h"

#include <string>

#include "app/i18n.h"
#include "app/theme.h"
#include "app/widgets/button.h"
#include "app/widgets/card.h"
#include "app/widgets/layout.h"

namespace sluice::app {
namespace {

/// Where nothing is left to say but the filter's emptiness, that is what is new.
const TextPair& first_of(const rfm::RfmReport& report) {
  return report.selection.customers == 0 ? report.notes.back() : report.notes.front();
}

std::string words_of(const rfm::RfmReport& report, bool all) {
  if (!all) return pick(first_of(report));
  std::string words;
  for (const TextPair& note : report.notes) words += (words.empty() ? "" : "\n") + pick(note);
  return words;
}

void draw_recall(DataNotesView& view, size_t count) {
  if (ui::link("notes.recall", tr_plural("notes.recall", static_cast<double>(count)), TextStyle::caption)) view = {};
  ui::gap(sizes().s12);
}

}  // namespace

void draw_data_notes(ScreenContext& context, const rfm::RfmReport& report, bool recalls) {
  if (report.notes.empty()) return;
  DataNotesView& view = context.view.notes;
  if (view.dismissed == report.notes) {
    if (recalls) draw_recall(view, report.notes.size());
    return;
  }
  const size_t more = report.notes.size() - 1;
  const std::string words = words_of(report, view.all);
  const std::string action = more == 0  ? std::string()
                             : view.all ? std::string(tr("notes.fewer"))
                                        : tr_plural("notes.more", static_cast<double>(more));
  const ui::BannerEvent event =
      ui::banner({.key = "notes", .tone = ui::Tone::neutral, .text = words, .action = action, .closable = true});
  if (event == ui::BannerEvent::action) view.all = !view.all;
  if (event == ui::BannerEvent::close) view = {.all = false, .dismissed = report.notes};
  ui::gap(sizes().s12);
}

}  // namespace sluice::app
