#include "app/screens/place.h"

#include "app/format.h"
#include "app/i18n.h"

namespace sluice::app {

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
  if (!place.pointer.empty()) add(tr_format("place.pointer", {place.pointer}));
  return words.empty() ? words : tr_format("place.where", {words});
}

}  // namespace sluice::app
