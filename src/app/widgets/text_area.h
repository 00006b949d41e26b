// A field for a paragraph of text that wraps at its width.
#pragma once

#include <string>
#include <string_view>

#include "app/widgets/fields.h"

namespace sluice::app::ui {

/// Edits `text`, one paragraph: it grows with its lines and holds no line breaks.
Edit text_area(const Field& spec, std::string& text);

/// The paragraph with a line break wherever it has to wrap, in the current font; behind the blank where there is one.
std::string wrapped(std::string_view text, float width);
/// The paragraph again.
std::string unwrapped(std::string_view text);

}  // namespace sluice::app::ui
