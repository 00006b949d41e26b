#include "app/charts/score.h"

#include "app/i18n.h"
#include "app/theme.h"
#include "app/widgets/item_table.h"
#include "app/widgets/text.h"

namespace sluice::app::chart {

float draw_score_dots(ImDrawList& list, ImVec2 left_center, int score, int bins, Color color) {
  const float radius = sizes().s4 - 0.5f;
  const float pitch = sizes().s8 + sizes().s4;
  for (int dot = 0; dot < bins; ++dot) {
    const ImVec2 center = {left_center.x + radius + pitch * static_cast<float>(dot), left_center.y};
    list.AddCircleFilled(center, radius, dot < score ? color : mix(colors().track, colors().border_strong, 0.2f));
  }
  return pitch * static_cast<float>(bins) - (pitch - 2 * radius);
}

void score_dots(const Score& data) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float height = line_height(TextStyle::body);
  const float label_width = data.label.empty() ? 0 : ui::measure(TextStyle::body, data.label).x + sizes().s12;
  const std::string number = std::to_string(data.score);
  const float dots = (sizes().s8 + sizes().s4) * static_cast<float>(data.bins);
  ImGui::Dummy({label_width + dots + sizes().s4 + ui::measure(TextStyle::emphasis, number).x, height});
  const std::string spoken = tr_format("chart.score_of", {number, std::to_string(data.bins)});
  annotate_last_item("img", std::string(data.label) + ": " + spoken, data.key, number);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  ui::draw_text_in(list, TextStyle::body, at, {at.x + label_width, at.y + height}, colors().text_muted, data.label);
  const float x = at.x + label_width;
  draw_score_dots(list, {x, at.y + height / 2}, data.score, data.bins, colors().accent);
  ui::draw_text_in(list, TextStyle::emphasis, {x + dots + sizes().s4, at.y}, {x + dots + sizes().s32, at.y + height},
                   colors().text, number);
}

}  // namespace sluice::app::chart
