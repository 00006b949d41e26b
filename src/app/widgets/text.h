// Text: styles instead of font sizes, measuring, shortening with an ellipsis, and wrapping that knows Chinese. Labels
// are single lines whose height is their size; paragraphs have leading.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <imgui.h>

#include "app/theme.h"

namespace sluice::app::ui {

// Pure layout; works on any draw list
ImVec2 measure(TextStyle style, std::string_view text);
std::string shorten(TextStyle style, std::string_view text,
                    float width);  ///< "Potential Lo…"; "" when not even "…" fits
std::vector<std::string_view> wrap(TextStyle style, std::string_view text, float width);  ///< lines, views of `text`
/// At most `most` lines that break between words only and are about equally long; the last one is shortened. One line
/// when words would be cut.
std::vector<std::string> fit_lines(TextStyle style, std::string_view text, float width, size_t most);
void draw_text(ImDrawList& list, TextStyle style, ImVec2 top_left, Color color, std::string_view text);

enum class Align { left, center, right };

/// One line inside a rectangle, vertically centred, shortened to its width. Returns false when it was shortened.
bool draw_text_in(ImDrawList& list, TextStyle style, ImVec2 min, ImVec2 max, Color color, std::string_view text,
                  Align align = Align::left);

// At the cursor; each advances it and appears in the item table as text
void text_item(std::string_view role, std::string_view text, TextStyle style, Color color, std::string_view test_key);
void label(std::string_view text, TextStyle style = TextStyle::body, std::string_view test_key = {});  ///< one line
void muted(std::string_view text, TextStyle style = TextStyle::caption, std::string_view test_key = {});
void colored(std::string_view text, Color color, TextStyle style = TextStyle::body, std::string_view test_key = {});
void paragraph(std::string_view text, TextStyle style = TextStyle::body, std::string_view test_key = {});  ///< wrapped
void paragraph_muted(std::string_view text, TextStyle style = TextStyle::body, std::string_view test_key = {});
void heading(std::string_view text, std::string_view test_key = {});  ///< title of a screen; role heading

/// A title over a control of a card or a panel.
void section(std::string_view title);

/// A name and its value on one line, name muted at the left, value at the right: rows of a detail panel. `tip`: how the
/// value is computed.
void detail_row(std::string_view name, std::string_view value, std::string_view test_key = {},
                std::string_view tip = {});

}  // namespace sluice::app::ui
