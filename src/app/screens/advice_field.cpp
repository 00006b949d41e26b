// What is to be done about a segment, in words that the user may change: in the panel of the segment and in the editor
// of its map.
#include "app/map_edits.h"
#include "app/screens/segments.h"
#include "app/widgets/button.h"
#include "app/widgets/layout.h"
#include "app/widgets/text_area.h"

namespace sluice::app {

void draw_advice_field(ScreenContext& context, const std::string& segment, const TextPair& advice) {
  AdviceDraft& draft = context.view.segments.advice;
  const std::string standing = pick(advice);
  std::string text = draft.segment == segment ? draft.text : standing;
  const ui::Edit edit = ui::text_area(
      {.key = "segment.advice", .spoken = tr("segments.advice"), .hint = tr("segment.advice_hint"), .width = -1}, text);
  if (edit == ui::Edit::changed) draft = {segment, text};
  const auto write = [&](const std::string& words) {
    draft = {};
    context.store.edit([&](Spec& spec) { write_advice(spec, segment, language(), words); });
  };
  if (edit == ui::Edit::committed && text != standing) write(text);
  if (!has_advice_of_own(context.store.spec().rfm, segment)) return;
  ui::gap(sizes().s8);
  if (ui::button({.key = "segment.advice_reset",
                  .label = tr("segment.advice_reset"),
                  .kind = ui::ButtonKind::quiet,
                  .icon = ui::Icon::undo,
                  .small = true})) {
    write({});
  }
}

}  // namespace sluice::app
