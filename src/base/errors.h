// Short ways to write the errors that every folder has: a complaint about one member of the spec, a question that the
// data cannot answer.
#pragma once

#include <string>
#include <utility>

#include "base/result.h"

namespace sluice {

/// `pointer`: RFC 6901, from the root of the spec ("/rfm/bins").
inline Error bad_spec(std::string pointer, TextPair message) {
  Place place;
  place.pointer = std::move(pointer);
  return {ErrorCode::bad_spec, std::move(message), std::move(place)};
}

inline Error not_applicable(TextPair message) { return {ErrorCode::not_applicable, std::move(message), {}}; }

}  // namespace sluice
