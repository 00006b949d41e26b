#include "app/screens/place.h"

#include <array>
#include <string_view>

#include "app/format.h"
#include "app/i18n.h"

namespace sluice::app {
namespace {

struct Setting {
  std::string_view pointer;
  const char* name = nullptr;
};

/// As the screens call it; nothing for a setting that has no field of its own.
const char* setting_name(std::string_view pointer) {
  const std::array<Setting, 11> settings{{{"/rfm/returns", tr("settings.returns")},
                                          {"/rfm/lookback_months", tr("settings.lookback")},
                                          {"/rfm/snapshot", tr("settings.snapshot")},
                                          {"/rfm/bins", tr("scores.title")},
                                          {"/rfm/map", tr("settings.map")},
                                          {"/rfm/own_maps", tr("settings.map")},
                                          {"/rfm/recency", tr("dimension.recency")},
                                          {"/rfm/frequency", tr("dimension.frequency")},
                                          {"/rfm/monetary", tr("dimension.monetary")},
                                          {"/migration/from", tr("changes.from")},
                                          {"/funnel/steps", tr("funnel.steps")}}};
  for (const Setting& setting : settings) {
    if (!pointer.starts_with(setting.pointer)) continue;
    const std::string_view rest = pointer.substr(setting.pointer.size());
    if (rest.empty() || rest.front() == '/') return setting.name;
  }
  return nullptr;
}

}  // namespace

std::string place_in_words(const Place& place) {
  std::string words;
  const auto add = [&](const std::string& part) {
    if (!words.empty()) words += tr("place.separator");
    words += part;
  };
  const auto number = [](uint64_t value) { return format_count(static_cast<double>(value)); };
  if (!place.file.empty()) add(place.file);
  if (place.line > 0) add(tr_format("place.line", {number(place.line)}));
  if (place.column > 0) add(tr_format("place.column", {number(place.column)}));
  if (place.byte) add(tr_format("place.byte", {number(*place.byte)}));
  if (const char* name = setting_name(place.pointer)) add(tr_format("place.setting", {name}));
  return words.empty() ? words : tr_format("place.where", {words});
}

}  // namespace sluice::app
