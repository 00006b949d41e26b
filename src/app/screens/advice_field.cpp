#include "app/screens/advice_field.h"

#include <string>
#include <string_view>

#include "app/map_edits.h"
#include "app/widgets/button.h"
#include "app/widgets/layout.h"
#include "app/widgets/text_area.h"

namespace sluice::app {
namespace {

struct AdviceField {
  std::string_view key;
  std::string about;  ///< which segment or group, among all
  std::string spoken;
  bool own = false;  ///< the user's words, in this language
};

/// `write(spec, words)`: no words bring the program's back.
template <class Write>
void draw_advice_field(ScreenContext& context, const AdviceField& field, const TextPair& advice, Write write) {
  AdviceDraft& draft = context.view.advice;
  const std::string standing = pick(advice);
  std::string text = draft.about == field.about ? draft.text : standing;
  const ui::Edit edit =
      ui::text_area({.key = field.key, .spoken = field.spoken, .hint = tr("segment.advice_hint"), .width = -1}, text);
  if (edit == ui::Edit::changed) draft = {field.about, text};
  const auto take = [&](const std::string& words) {
    draft = {};
    context.store.edit([&](Spec& spec) { write(spec, words); });
  };
  if (edit == ui::Edit::committed && text != standing) take(text);
  if (!field.own) return;
  ui::gap(sizes().s8);
  const std::string reset = std::string(field.key) + "_reset";
  if (ui::button({.key = reset,
                  .label = tr("segment.advice_reset"),
                  .kind = ui::ButtonKind::quiet,
                  .icon = ui::Icon::undo,
                  .small = true})) {
    take({});
  }
}

}  // namespace

void draw_segment_advice(ScreenContext& context, const std::string& segment, const TextPair& advice) {
  const rfm::RfmSpec& spec = context.store.spec().rfm;
  const bool own = rfm::is_built_in_map(spec.map) && has_advice_of_own(spec, spec.map, segment, language());
  draw_advice_field(
      context, {.key = "segment.advice", .about = "segment " + segment, .spoken = tr("segments.advice"), .own = own},
      advice, [&](Spec& changed, const std::string& words) { write_advice(changed, segment, language(), words); });
}

void draw_group_advice(ScreenContext& context, rfm::Grouping grouping, const GroupAdvice& group) {
  const std::string map(rfm::kGroupingIds[grouping]);
  draw_advice_field(context,
                    {.key = "group.advice",
                     .about = map + " " + group.id,
                     .spoken = tr_format("groups.edit_advice_of", {pick(group.name)}),
                     .own = has_advice_of_own(context.store.spec().rfm, map, group.id, language())},
                    group.advice, [&](Spec& changed, const std::string& words) {
                      write_own_advice(changed, map, group.id, language(), words);
                    });
}

}  // namespace sluice::app
