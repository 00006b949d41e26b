#include "app/screens/score_count.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "app/screens/segments.h"
#include "app/screens/words.h"
#include "app/widgets/controls.h"
#include "app/widgets/text.h"

namespace sluice::app {
namespace {

std::string name_of_map(const rfm::RfmSpec& spec, std::string_view map) {
  const std::vector<std::string> ids = map_ids(spec);
  const auto found = std::find(ids.begin(), ids.end(), map);
  return found == ids.end() ? std::string(map) : map_options(spec)[static_cast<size_t>(found - ids.begin())].label;
}

}  // namespace

std::optional<int> draw_score_count(const rfm::RfmSpec& spec, std::string_view map, std::string_view key, int bins) {
  constexpr double kFewest = 3, kMost = 10;
  const int needed = rfm::bins_of_map(spec, map);
  const double shown = needed != 0 ? needed : bins;
  const std::string text = format_count(shown);
  const auto moved = ui::slider({.key = key,
                                 .label = tr("settings.bins"),
                                 .value_text = text,
                                 .value = shown,
                                 .minimum = kFewest,
                                 .maximum = kMost,
                                 .step = 1,
                                 .disabled = needed != 0});
  if (needed != 0) {
    const std::string words = tr_format("settings.bins.fixed", {name_of_map(spec, map), text, tr("map.eight")});
    ui::paragraph_muted(words, TextStyle::caption, std::string(key) + ".fixed");
    return std::nullopt;
  }
  if (!moved) return std::nullopt;
  return static_cast<int>(std::lround(*moved));
}

}  // namespace sluice::app
