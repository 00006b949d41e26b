#include "base/result.h"

namespace sluice {

std::string Error::to_string(bool chinese) const {
  std::string text = place.file;
  if (place.line != 0) text += (text.empty() ? "line " : ":") + std::to_string(place.line);
  if (place.line != 0 && place.column != 0) text += ":" + std::to_string(place.column);
  if (place.line == 0 && place.byte) text += (text.empty() ? "byte " : ": byte ") + std::to_string(*place.byte);
  if (!place.pointer.empty()) text += (text.empty() ? "" : ": ") + place.pointer;
  if (!text.empty()) text += ": ";
  return text + (chinese ? message.zh : message.en);
}

}  // namespace sluice
