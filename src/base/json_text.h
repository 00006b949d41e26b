// One string of a JSON document, for documents too long to be built as a tree first.
#pragma once

#include <string>
#include <string_view>

namespace sluice {

/// Appends `text` in quotes, escaped as RFC 8259 asks; bytes that are no UTF-8 become U+FFFD.
void append_json_text(std::string_view text, std::string& json);

}  // namespace sluice
