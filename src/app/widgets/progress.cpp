#include "app/widgets/progress.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "app/format.h"
#include "app/motion.h"
#include "app/theme.h"
#include "app/widgets/button.h"
#include "app/widgets/item_table.h"
#include "app/widgets/layout.h"
#include "app/widgets/text.h"

namespace sluice::app::ui {
namespace {

// A known share is drawn as it is, without easing: the work has the machine, and every frame takes some of it away.
void draw_bar(ImVec2 min, ImVec2 max, std::optional<double> share) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float radius = (max.y - min.y) / 2;
  list.AddRectFilled(min, max, colors().track, radius);
  const float width = max.x - min.x;
  if (share) {
    const float shown = static_cast<float>(std::clamp(*share, 0.0, 1.0));
    // A sliver at least as long as it is high, so that its ends stay round.
    if (shown > 0) {
      const float right = min.x + std::max(width * shown, max.y - min.y);
      list.AddRectFilled(min, {right, max.y}, colors().accent, radius);
    }
    return;
  }
  // Not known how far: a part that runs along. Its frames end with the work itself.
  constexpr float kPart = 0.3f;
  constexpr double kSecondsPerRun = 1.4;
  const float phase =
      motion() ? static_cast<float>(std::fmod(ImGui::GetTime(), kSecondsPerRun) / kSecondsPerRun) : 0.5f;
  const float center = min.x + width * (phase * (1 + kPart) - kPart / 2);
  const float left = std::max(min.x, center - width * kPart / 2);
  const float right = std::min(max.x, center + width * kPart / 2);
  if (right > left) list.AddRectFilled({left, min.y}, {right, max.y}, colors().accent, radius);
  if (motion()) request_animation();
}

}  // namespace

bool progress(const Progress& spec) {
  const Sizes& s = sizes();
  const float width = spec.width < 0 ? available_width() : std::min(spec.width, available_width());
  ImGui::PushID(spec.key.data(), spec.key.data() + spec.key.size());
  ImGui::BeginGroup();
  Region region(width);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const std::string percent = spec.share ? format_percent(std::floor(*spec.share * 100) / 100) : "";
  const float percent_width = measure(TextStyle::emphasis, percent).x;
  const float title = line_height(TextStyle::body);
  const float bar = s.s8 - s.s2;
  const float detail = spec.detail.empty() ? 0 : line_height(TextStyle::caption) + s.s2;
  ImGui::Dummy({width, title + s.s4 + bar + detail});
  const std::string spoken = std::string(spec.label) + (spec.detail.empty() ? "" : ". " + std::string(spec.detail));
  annotate_last_item("progressbar", spoken, spec.key, percent);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  draw_text_in(list, TextStyle::body, at, {at.x + width - percent_width - s.s12, at.y + title}, colors().text,
               spec.label);
  draw_text_in(list, TextStyle::emphasis, {at.x + width - percent_width - 1, at.y}, {at.x + width, at.y + title},
               colors().text, percent, Align::right);
  const float bar_y = at.y + title + s.s4;
  draw_bar({at.x, bar_y}, {at.x + width, bar_y + bar}, spec.share);
  if (detail > 0) {
    draw_text_in(list, TextStyle::caption, {at.x, bar_y + bar + s.s2}, {at.x + width, bar_y + bar + detail},
                 colors().text_muted, spec.detail);
  }
  bool cancelled = false;
  if (!spec.cancel.empty()) {
    const std::string key = std::string(spec.key) + ".cancel";
    gap(s.s12);
    cancelled = button({.key = key, .label = spec.cancel});
  }
  ImGui::EndGroup();
  ImGui::PopID();
  return cancelled;
}

void meter(double share, float width, std::string_view hex) {
  const float height = sizes().s8 - sizes().s2;
  const float line = measure(TextStyle::body, {}).y;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImGui::Dummy({width, line});
  const ImVec2 min = {at.x, std::round(at.y + (line - height) / 2)};
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(min, {min.x + width, min.y + height}, colors().track, height / 2);
  const float filled = width * static_cast<float>(std::clamp(share, 0.0, 1.0));
  if (filled > 0) {
    const Color color = hex.empty() ? colors().accent : data_color(hex);
    list.AddRectFilled(min, {min.x + std::max(filled, height), min.y + height}, color, height / 2);
  }
}

}  // namespace sluice::app::ui
