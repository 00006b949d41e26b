// How the records lie in a JSON text: declared in json_records.h.
#include <algorithm>

#include "base/text.h"
#include "ingest/json_records.h"

namespace sluice::ingest {
namespace {

constexpr int kDeepestList = 6;  // objects around it

size_t skip_blanks(std::string_view text, size_t at) {
  while (at < text.size() && is_json_blank(text[at])) ++at;
  return at;
}

// Behind the text that begins with the quote at `at`, or npos.
size_t behind_text(std::string_view text, size_t at) {
  ++at;
  while (at < text.size()) {
    at = text.find_first_of("\"\\", at);
    if (at == std::string_view::npos) return at;
    if (text[at] == '"') return at + 1;
    at += 2;  // what is escaped
  }
  return std::string_view::npos;
}

// Behind the object or list that begins at `at`, or npos.
size_t behind_brackets(std::string_view text, size_t at) {
  int depth = 0;
  while (at < text.size()) {
    at = text.find_first_of("\"{}[]", at);
    if (at == std::string_view::npos) return at;
    if (text[at] == '"') {
      at = behind_text(text, at);
      if (at == std::string_view::npos) return at;
      continue;
    }
    depth += text[at] == '{' || text[at] == '[' ? 1 : -1;
    ++at;
    if (depth == 0) return at;
  }
  return std::string_view::npos;
}

// The longest list of objects (or else of lists) among the members of objects; one that the text cuts runs to its end.
class ListFinder {
 public:
  explicit ListFinder(std::string_view text) : text_(text) {}

  std::optional<JsonLayout> find(size_t at) {
    walk_object(at, "", 0);
    return best_;
  }

 private:
  // Behind the object, or npos.
  size_t walk_object(size_t at, const std::string& path, int depth) {
    constexpr size_t kNone = std::string_view::npos;
    at = skip_blanks(text_, at + 1);
    while (at < text_.size() && text_[at] == '"') {
      const size_t name_end = behind_text(text_, at);
      if (name_end == kNone) return kNone;
      const std::string name = path + std::string(text_.substr(at + 1, name_end - at - 2));
      at = skip_blanks(text_, name_end);
      if (at >= text_.size() || text_[at] != ':') return kNone;
      at = walk_value(skip_blanks(text_, at + 1), name, depth);
      if (at == kNone) return kNone;
      at = skip_blanks(text_, at);
      if (at < text_.size() && text_[at] == ',') at = skip_blanks(text_, at + 1);
    }
    return at < text_.size() && text_[at] == '}' ? at + 1 : kNone;
  }

  size_t walk_value(size_t at, const std::string& path, int depth) {
    if (at >= text_.size()) return std::string_view::npos;
    if (text_[at] == '{') {
      return depth < kDeepestList ? walk_object(at, path + ".", depth + 1) : behind_brackets(text_, at);
    }
    if (text_[at] == '[') {
      const size_t end = behind_brackets(text_, at);
      consider(at, end, path);
      return end;
    }
    return text_[at] == '"' ? behind_text(text_, at) : text_.find_first_of(",}]", at);
  }

  void consider(size_t at, size_t end, const std::string& path) {
    const size_t first = skip_blanks(text_, at + 1);
    if (first >= text_.size() || (text_[first] != '{' && text_[first] != '[')) return;
    const bool has_names = text_[first] == '{';
    const size_t bytes = std::min(end, text_.size()) - at;
    if (best_ && (best_->has_names != has_names ? best_->has_names : best_bytes_ >= bytes)) return;
    best_.emplace();
    best_->kind = JsonLayout::Kind::list;
    best_->begin = at + 1;
    best_->path = path;
    best_->has_names = has_names;
    best_bytes_ = bytes;
  }

  std::string_view text_;
  std::optional<JsonLayout> best_;
  size_t best_bytes_ = 0;
};

uint64_t line_at(std::string_view text, size_t end) {
  return 1 + static_cast<uint64_t>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(end), '\n'));
}

JsonLayout layout_of(JsonLayout::Kind kind, size_t begin, bool has_names) {
  JsonLayout layout;
  layout.kind = kind;
  layout.begin = begin;
  layout.has_names = has_names;
  return layout;
}

std::optional<JsonLayout> layout_at(std::string_view text, size_t at, bool complete) {
  using Kind = JsonLayout::Kind;
  const bool is_object = text[at] == '{';
  const size_t first = skip_blanks(text, at + 1);
  if (!is_object && first < text.size() && (text[first] == '{' || text[first] == '[')) {
    JsonLayout layout = layout_of(Kind::list, at + 1, text[first] == '{');
    layout.is_whole_text = true;
    return layout;
  }
  const size_t end = behind_brackets(text, at);
  const size_t next = end == std::string_view::npos ? text.size() : skip_blanks(text, end);
  if (next < text.size()) {
    const size_t line_end = text.find_first_of("\r\n", at);
    return layout_of(end <= line_end && line_end < next ? Kind::lines : Kind::values, at, is_object);
  }
  // One value so far. When it has ended, what follows decides.
  if (!complete && end != std::string_view::npos) return std::nullopt;
  if (is_object) {
    if (const auto list = ListFinder(text).find(at)) return list;
    if (complete) return layout_of(Kind::values, at, true);
  }
  return std::nullopt;
}

}  // namespace

bool looks_like_json(std::string_view text) {
  const size_t at = skip_blanks(text, 0);
  if (at == text.size()) return false;
  const size_t next = skip_blanks(text, at + 1);
  if (next == text.size()) return false;
  if (text[at] == '{') return text[next] == '"' || text[next] == '}';
  return text[at] == '[' && (text[next] == '{' || text[next] == '[' || text[next] == '"');
}

std::optional<JsonLayout> find_json_layout(std::string_view text, bool complete) {
  const size_t at = skip_blanks(text, 0);
  if (at == text.size() || (text[at] != '{' && text[at] != '[')) return std::nullopt;
  std::optional<JsonLayout> layout = layout_at(text, at, complete);
  if (layout) layout->line = line_at(text, layout->begin);
  return layout;
}

}  // namespace sluice::ingest
