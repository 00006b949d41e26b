#include "app/widgets/text.h"

#include <algorithm>
#include <cfloat>
#include <cmath>

#include <imgui_internal.h>

#include "app/widgets/item_table.h"
#include "app/widgets/layout.h"
#include "app/widgets/picture.h"
#include "app/widgets/tooltip.h"

namespace sluice::app::ui {
namespace {

constexpr std::string_view kEllipsis = "\u2026";

float scaled_size(TextStyle style) {
  const ImGuiStyle& current = ImGui::GetStyle();
  return std::round(size_of(style) * current.FontScaleMain * current.FontScaleDpi);
}

/// The user's data may hold line breaks and tabs; a label is one line.
bool has_control(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; });
}

std::string one_line(std::string_view text) {
  std::string line(text);
  std::replace_if(
      line.begin(), line.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
  return line;
}

struct Character {
  unsigned int code = 0;
  size_t bytes = 1;
};

Character character_at(std::string_view text, size_t at) {
  unsigned int code = 0;
  const int bytes = ImTextCharFromUtf8(&code, text.data() + at, text.data() + text.size());
  return {code, static_cast<size_t>(std::max(bytes, 1))};
}

/// The character that ends where `at` is.
unsigned int character_before(std::string_view text, size_t at) {
  if (at == 0) return 0;
  size_t begin = at - 1;
  while (begin > 0 && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80) --begin;
  return character_at(text, begin).code;
}

bool is_east_asian(unsigned int c) {
  return (c >= 0x2E80 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xD7AF) || (c >= 0xF900 && c <= 0xFAFF) ||
         (c >= 0xFF00 && c <= 0xFFEF) || (c >= 0x20000 && c <= 0x3FFFF);
}

/// Punctuation that may not begin a line (GB/T 15834 asks the same of typesetters).
bool closes(unsigned int c) {
  constexpr std::u32string_view kClosing = U"，。、；：！？）》」』】〉”’…—·%‰°,.;:!?)]}";
  return kClosing.find(static_cast<char32_t>(c)) != std::u32string_view::npos;
}

bool opens(unsigned int c) {
  constexpr std::u32string_view kOpening = U"（《「『【〈“‘([{¥$€£#";
  return kOpening.find(static_cast<char32_t>(c)) != std::u32string_view::npos;
}

bool can_break(unsigned int before, unsigned int after) {
  if (after == ' ' || closes(after) || opens(before)) return false;
  if (before == ' ' || before == '/' || before == '-') return true;
  return is_east_asian(before) || is_east_asian(after);
}

void place_paragraph(std::string_view text, Color color, TextStyle style, std::string_view test_key) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = available_width();
  const std::vector<std::string_view> lines = wrap(style, text, width);
  const float leading = line_height(style);
  const float inset = (leading - scaled_size(style)) / 2;
  ImGui::Dummy({width, leading * static_cast<float>(lines.size())});
  if (ImGui::IsItemVisible()) {
    float y = at.y + inset;
    for (const std::string_view line : lines) {
      draw_text(*ImGui::GetWindowDrawList(), style, {at.x, y}, color, line);
      y += leading;
    }
  }
  annotate_last_item("text", text, test_key);
}

}  // namespace

ImVec2 measure(TextStyle style, std::string_view text) {
  const float size = scaled_size(style);
  ImFontBaked* baked = font_of(style)->GetFontBaked(size);
  float width = 0;
  for (size_t at = 0; at < text.size();) {
    const Character c = character_at(text, at);
    width += baked->GetCharAdvance(static_cast<ImWchar>(c.code < 0x20 ? ' ' : c.code));
    at += c.bytes;
  }
  return {std::ceil(width), size};
}

std::string shorten(TextStyle style, std::string_view text, float width) {
  std::string line = has_control(text) ? one_line(text) : std::string(text);
  if (measure(style, line).x <= width) return line;
  const float room = width - measure(style, kEllipsis).x;
  if (room < 0) return {};
  ImFontBaked* baked = font_of(style)->GetFontBaked(scaled_size(style));
  size_t end = 0;
  for (float used = 0; end < line.size();) {
    const Character c = character_at(line, end);
    used += baked->GetCharAdvance(static_cast<ImWchar>(c.code));
    if (used > room) break;
    end += c.bytes;
  }
  line.resize(end);
  while (!line.empty() && line.back() == ' ') line.pop_back();
  return line.append(kEllipsis);
}

std::vector<std::string_view> wrap(TextStyle style, std::string_view text, float width) {
  std::vector<std::string_view> lines;
  ImFontBaked* baked = font_of(style)->GetFontBaked(scaled_size(style));
  size_t begin = 0;      // of the line
  size_t breakable = 0;  // last place where it may end; == begin: none yet
  float used = 0;
  float used_at_break = 0;
  unsigned int before = 0;
  const auto end_line = [&](size_t end) {
    std::string_view line = text.substr(begin, end - begin);
    while (!line.empty() && line.back() == ' ') line.remove_suffix(1);
    lines.push_back(line);
    begin = breakable = end;
  };
  for (size_t at = 0; at < text.size();) {
    const Character c = character_at(text, at);
    if (c.code == '\n') {
      end_line(at);
      begin = breakable = at = at + c.bytes;
      used = 0;
      before = 0;
      continue;
    }
    if (at > begin && can_break(before, c.code)) {
      breakable = at;
      used_at_break = used;
    }
    const float advance = baked->GetCharAdvance(static_cast<ImWchar>(c.code));
    if (used + advance > width && at > begin && c.code != ' ') {
      // A word longer than a whole line is cut.
      const bool cut = breakable == begin;
      used = cut ? 0 : used - used_at_break;
      end_line(cut ? at : breakable);
    }
    used += advance;
    before = c.code;
    at += c.bytes;
  }
  if (begin < text.size() || lines.empty()) end_line(text.size());
  return lines;
}

std::vector<std::string> fit_lines(TextStyle style, std::string_view text, float width, size_t most) {
  std::vector<std::string_view> lines = wrap(style, text, width);
  if (lines.size() > 1 && lines.size() <= most) {
    // Narrower as long as no line is added: the last line shall not hold a single character.
    const auto parts = static_cast<float>(lines.size());
    for (float tighter = std::ceil(measure(style, text).x / parts); tighter < width; tighter += sizes().s4) {
      std::vector<std::string_view> balanced = wrap(style, text, tighter);
      if (balanced.size() != lines.size()) continue;
      lines = std::move(balanced);
      break;
    }
  }
  bool between_words = lines.size() <= most;
  for (size_t at = 1; at < lines.size() && between_words; ++at) {
    if (lines[at].empty() || lines[at - 1].empty()) continue;
    const unsigned int before = character_before(text, static_cast<size_t>(lines[at].data() - text.data()));
    between_words = can_break(before, character_at(lines[at], 0).code) || before == '\n';
  }
  if (!between_words) return {shorten(style, text, width)};
  std::vector<std::string> fitted;
  for (const std::string_view line : lines) fitted.push_back(shorten(style, line, width));
  return fitted;
}

void draw_text(ImDrawList& list, TextStyle style, ImVec2 top_left, Color color, std::string_view text) {
  if (text.empty()) return;
  if (has_control(text)) return draw_text(list, style, top_left, color, one_line(text));
  if (PictureRecorder* const recorder = PictureRecorder::current()) {
    recorder->add_text(list, style, top_left, color, text);
  }
  list.AddText(font_of(style), scaled_size(style), top_left, color, text.data(), text.data() + text.size());
}

bool draw_text_in(ImDrawList& list, TextStyle style, ImVec2 min, ImVec2 max, Color color, std::string_view text,
                  Align align) {
  const float width = std::max(0.0f, max.x - min.x);
  const std::string shown = shorten(style, text, width);
  const ImVec2 size = measure(style, shown);
  const float share = align == Align::left ? 0.0f : align == Align::center ? 0.5f : 1.0f;
  draw_text(list, style, {std::round(min.x + (width - size.x) * share), std::round((min.y + max.y - size.y) / 2)},
            color, shown);
  return shown.size() == text.size();
}

void text_item(std::string_view role, std::string_view text, TextStyle style, Color color, std::string_view test_key) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const std::string shown = shorten(style, text, available_width());
  ImGui::Dummy(measure(style, shown));
  if (ImGui::IsItemVisible()) draw_text(*ImGui::GetWindowDrawList(), style, at, color, shown);
  annotate_last_item(role, text, test_key);
}

void label(std::string_view text, TextStyle style, std::string_view test_key) {
  text_item("text", text, style, colors().text, test_key);
}

void muted(std::string_view text, TextStyle style, std::string_view test_key) {
  text_item("text", text, style, colors().text_muted, test_key);
}

void colored(std::string_view text, Color color, TextStyle style, std::string_view test_key) {
  text_item("text", text, style, color, test_key);
}

void paragraph(std::string_view text, TextStyle style, std::string_view test_key) {
  place_paragraph(text, colors().text, style, test_key);
}

void paragraph_muted(std::string_view text, TextStyle style, std::string_view test_key) {
  place_paragraph(text, colors().text_muted, style, test_key);
}

void heading(std::string_view text, std::string_view test_key) {
  text_item("heading", text, TextStyle::title, colors().text, test_key);
  gap(sizes().s12);
}

void section(std::string_view title) {
  gap(sizes().s16);
  muted(title, TextStyle::caption_strong);
}

void detail_row(std::string_view name, std::string_view value, std::string_view test_key, std::string_view tip) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = available_width();
  const float height = line_height(TextStyle::body);
  constexpr float kLargestNameShare = 0.5f;
  const float name_width =
      std::min(measure(TextStyle::body, name).x,
               std::max(width * kLargestNameShare, width - measure(TextStyle::body, value).x - sizes().s12));
  ImGui::Dummy({width, height});
  annotate_last_item("text", std::string(name) + ": " + std::string(value), test_key, value);
  if (!ImGui::IsItemVisible()) return;
  if (!tip.empty()) last_item_tooltip(tip);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  draw_text_in(list, TextStyle::body, at, {at.x + name_width, at.y + height}, colors().text_muted, name);
  draw_text_in(list, TextStyle::body, {at.x + name_width + sizes().s12, at.y}, {at.x + width, at.y + height},
               colors().text, value, Align::right);
}

}  // namespace sluice::app::ui
