#include "app/screens/audiences.h"

#include <string>
#include <vector>

#include <imgui.h>

#include "app/choices.h"
#include "app/widgets/button.h"
#include "app/widgets/fields.h"
#include "app/widgets/layout.h"
#include "app/widgets/menu.h"
#include "app/widgets/overlay.h"
#include "app/widgets/text.h"

namespace sluice::app {
namespace {

/// What an audience keeps of a filter (save_audience).
bool has_lasting_part(rfm::FilterSpec filter) {
  filter.clusters.clear();
  return !filter.empty();
}

bool is_blank(const std::string& text) { return text.find_first_not_of(' ') == std::string::npos; }

void draw_menu(ScreenContext& context) {
  const Spec& spec = context.store.spec();
  const rfm::Audience* in_force = audience_in_force(spec);
  std::vector<std::string> keys;
  for (size_t i = 0; i < spec.audiences.size(); ++i) keys.push_back("audiences.choose" + std::to_string(i));
  std::vector<ui::MenuItem> items;
  for (size_t i = 0; i < spec.audiences.size(); ++i) {
    items.push_back({.key = keys[i], .label = spec.audiences[i].name, .checked = &spec.audiences[i] == in_force});
  }
  if (in_force != nullptr) {
    items.push_back({.key = "audiences.delete",
                     .label = tr("audiences.delete"),
                     .detail = in_force->name,
                     .icon = ui::Icon::trash,
                     .separator_before = true});
  }
  const ui::Button button{
      .key = "audiences",
      .label = in_force ? std::string_view(in_force->name) : std::string_view(tr("audiences.title")),
      .kind = ui::ButtonKind::quiet,
      .trailing = ui::Icon::chevron_down,
      .small = true};
  ui::same_line_if_fits(ui::button_width(button));
  const auto chosen = ui::menu(button, items);
  if (!chosen) return;
  context.store.edit([&](Spec& changed) {
    if (*chosen < changed.audiences.size()) {
      changed.filter = changed.audiences[*chosen].filter;
    } else {
      std::erase_if(changed.audiences, [&](const rfm::Audience& known) { return known.name == in_force->name; });
    }
  });
}

void draw_naming(ScreenContext& context) {
  std::string& name = context.view.audience_name;
  if (!ui::begin_modal({.key = "audience", .title = tr("audiences.keep"), .width = 420})) return;
  if (!has_lasting_part(context.store.spec().filter)) {
    ui::paragraph(tr("audiences.only_clusters"), TextStyle::body, "audience.only_clusters");
    return ui::end_modal();
  }
  ui::paragraph_muted(tr("audiences.hint"));
  if (!context.store.spec().filter.clusters.empty()) {
    ui::gap(sizes().s8);
    ui::paragraph(tr("audiences.without_clusters"), TextStyle::body, "audience.without_clusters");
  }
  ui::gap(sizes().s12);
  const ui::Edit edit = ui::text_field(
      {.key = "audience.name", .label = tr("audiences.name"), .hint = tr("audiences.example"), .width = -1}, name);
  ui::gap(sizes().s16);
  const bool done = ui::button({.key = "audience.keep",
                                .label = tr("audiences.keep"),
                                .kind = ui::ButtonKind::primary,
                                .disabled = is_blank(name)});
  // A field is committed by leaving it, too, which may be on the way to the x.
  const bool entered =
      edit == ui::Edit::committed && (ImGui::IsKeyPressed(ImGuiKey_Enter) || ImGui::IsKeyPressed(ImGuiKey_KeypadEnter));
  if ((done || entered) && !is_blank(name)) {
    context.store.edit([&](Spec& spec) { save_audience(spec, name); });
    ui::close_modal();
  }
  ui::end_modal();
}

}  // namespace

void draw_audience_buttons(ScreenContext& context) {
  const Spec& spec = context.store.spec();
  if (!spec.audiences.empty()) draw_menu(context);
  const bool is_new = !spec.filter.empty() && audience_in_force(spec) == nullptr;
  if (is_new && spec.audiences.size() < rfm::kMostAudiences) {
    const ui::Button keep{.key = "audiences.keep",
                          .label = tr("audiences.keep"),
                          .kind = ui::ButtonKind::quiet,
                          .icon = ui::Icon::plus,
                          .small = true};
    ui::same_line_if_fits(ui::button_width(keep));
    if (ui::button(keep)) {
      context.view.audience_name.clear();
      ui::open_modal("audience");
    }
  }
  draw_naming(context);
}

}  // namespace sluice::app
