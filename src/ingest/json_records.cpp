#include "ingest/json_records.h"

#include <algorithm>
#include <cstring>

#include "base/text.h"
#include "ingest/format_messages.h"
#include "ingest/messages.h"

namespace sluice::ingest {
namespace {

constexpr std::string_view kBlank = "";  // and not a view of nothing, whose data is a null pointer
constexpr int kDeepestObject = 64;       // objects in objects of one record

void skip_blanks_of(std::string_view text, size_t& at) {
  while (at < text.size() && is_json_blank(text[at])) ++at;
}

uint64_t line_breaks(std::string_view text) {
  return static_cast<uint64_t>(std::count(text.begin(), text.end(), '\n'));
}

// Four hexadecimal digits at `at`, or nullopt.
std::optional<char32_t> hex_unit(std::string_view text, size_t at) {
  if (text.size() < 4 || at > text.size() - 4) return std::nullopt;
  char32_t unit = 0;
  for (size_t i = 0; i < 4; ++i) {
    const char c = lower_ascii(text[at + i]);
    if (is_ascii_digit(c))
      unit = unit * 16 + static_cast<char32_t>(c - '0');
    else if (c >= 'a' && c <= 'f')
      unit = unit * 16 + static_cast<char32_t>(c - 'a' + 10);
    else
      return std::nullopt;
  }
  return unit;
}

// The character of the escape whose letter stands at `at`, which moves behind it. false: there is no such escape. Half
// a surrogate pair is a lost character.
bool append_escaped(std::string_view text, size_t& at, std::string& result) {
  constexpr std::string_view kLetters = "\"\\/bfnrt";
  constexpr std::string_view kMeant = "\"\\/\b\f\n\r\t";
  const char letter = text[at++];
  if (letter != 'u') {
    const size_t found = kLetters.find(letter);
    if (found == std::string_view::npos) return false;
    result.push_back(kMeant[found]);
    return true;
  }
  const auto unit = hex_unit(text, at);
  if (!unit) return false;
  at += 4;
  char32_t character = *unit;
  if (character >= 0xD800 && character < 0xDC00 && text.substr(at, 2) == "\\u") {
    const auto low = hex_unit(text, at + 2);
    if (low && *low >= 0xDC00 && *low < 0xE000) {
      character = 0x10000 + ((character - 0xD800) << 10) + (*low - 0xDC00);
      at += 6;
    }
  }
  if (character >= 0xD800 && character < 0xE000) character = 0xFFFD;
  append_utf8(character, result);
  return true;
}

// A number, or true, false, null, NaN, Infinity as some writers have them.
bool is_word(std::string_view text) {
  if (text.empty()) return false;
  if (text == "true" || text == "false" || text == "null") return true;
  if (text == "NaN" || text == "Infinity" || text == "-Infinity") return true;
  if (!is_ascii_digit(text.back()) || (text.front() != '-' && !is_ascii_digit(text.front()))) return false;
  return text.find_first_not_of("0123456789+-.eE") == std::string_view::npos;
}

}  // namespace

JsonRecords::JsonRecords(const JsonLayout& layout, size_t longest_record)
    : layout_(layout), longest_record_(longest_record) {}

JsonRecords::JsonRecords(const JsonLayout& layout, size_t longest_record, std::vector<std::string> columns)
    : layout_(layout),
      longest_record_(longest_record),
      fixed_columns_(true),
      header_due_(layout.has_names),
      columns_(std::move(columns)) {
  for (size_t c = 0; c < columns_.size(); ++c) index_.emplace(columns_[c], c);
}

std::string& JsonRecords::text() {
  if (needs_start_) start_again_at(next_begin_);
  text_.erase(0, begin_);
  at_ -= begin_;
  begin_ = 0;
  return text_;
}

// Goes on at `begin`, behind what was delivered or skipped.
void JsonRecords::start_again_at(size_t begin) {
  begin_ = at_ = begin;
  line_ = next_line_;
  needs_start_ = false;
}

JsonRecords::Step JsonRecords::fail(Error error) {
  error_ = std::move(error);
  failed_ = true;
  return Step::failed;
}

// Moves begin_ over blanks and counts their lines.
void JsonRecords::skip_blanks() {
  while (begin_ < text_.size() && is_json_blank(text_[begin_])) {
    if (text_[begin_] == '\n') ++line_;
    ++begin_;
  }
  at_ = std::max(at_, begin_);
}

// Goes on from at_; true: the element's end was found.
bool JsonRecords::scan_element() {
  const size_t size = std::min(text_.size(), begin_ + longest_record_ + 1);
  if (is_plain_) {
    while (at_ < size && text_[at_] != ',' && text_[at_] != ']' && !is_json_blank(text_[at_])) ++at_;
    element_end_ = at_;
    return at_ < size || ended_;
  }
  while (at_ < size) {
    const char c = text_[at_];
    if (in_string_) {
      const char* const found = static_cast<const char*>(std::memchr(text_.data() + at_, '"', size - at_));
      const size_t quote = found == nullptr ? size : static_cast<size_t>(found - text_.data());
      const void* const slash = std::memchr(text_.data() + at_, '\\', quote - at_);
      if (slash != nullptr) {
        at_ = static_cast<size_t>(static_cast<const char*>(slash) - text_.data());
        if (at_ + 1 >= size) return false;  // what is escaped is still to come
        at_ += 2;
        continue;
      }
      at_ = quote;
      if (quote == size) return false;
      in_string_ = false;
    } else if (c == '"') {
      in_string_ = true;
    } else if (c == '{' || c == '[') {
      ++depth_;
    } else if (c == '}' || c == ']') {
      --depth_;
    }
    ++at_;
    if (depth_ == 0 && !in_string_) {
      element_end_ = at_;
      return true;
    }
  }
  return false;
}

JsonRecords::Find JsonRecords::cut_short() {
  if (!ended_) return Find::need_text;
  if (layout_.kind == JsonLayout::Kind::list) cut_short_line_ = line_;
  return Find::none;
}

JsonRecords::Find JsonRecords::find_element() {
  const bool in_list = layout_.kind == JsonLayout::Kind::list;
  for (;;) {
    if (where_ != Where::in_element) {
      skip_blanks();
      if (where_ == Where::behind_list && !layout_.is_whole_text) {  // the rest of the object around the list
        begin_ = at_ = text_.size();
        return ended_ ? Find::none : Find::need_text;
      }
      if (begin_ == text_.size()) {
        if (where_ != Where::behind_list && in_list) return cut_short();
        return ended_ ? Find::none : Find::need_text;
      }
    }
    const char c = text_[begin_];
    switch (where_) {
      case Where::behind_list:  // some programs write one list after the other
        if (c != '[') return Find::broken;
        where_ = Where::before_element;
        ++begin_;
        break;
      case Where::behind_element:
        if (c != ',' && c != ']' && in_list) return Find::broken;
        where_ = c == ']' && in_list ? Where::behind_list : Where::before_element;
        if (in_list || c == ',') ++begin_;
        break;
      case Where::before_element:
        if (c == ']' && in_list) {
          where_ = Where::behind_list;
          ++begin_;
          break;
        }
        where_ = Where::in_element;
        at_ = begin_;
        depth_ = 0;
        in_string_ = false;
        is_plain_ = c != '{' && c != '[' && c != '"';
        if (is_plain_ && (c == ',' || c == '}' || c == ']')) return Find::broken;
        break;
      case Where::in_element:
        if (!scan_element()) {
          if (text_.size() - begin_ > longest_record_ || !ended_) return Find::need_text;
          element_end_ = text_.size();
          cut_short_line_ = line_;
        }
        where_ = Where::behind_element;
        next_begin_ = element_end_;
        next_line_ = line_ + line_breaks(std::string_view(text_).substr(begin_, element_end_ - begin_));
        return Find::found;
    }
  }
}

JsonRecords::Find JsonRecords::find_line() {
  skip_blanks();
  if (begin_ == text_.size()) return ended_ ? Find::none : Find::need_text;
  const size_t end = text_.find('\n', at_);
  if (end == std::string::npos && !ended_) {
    at_ = text_.size();
    return Find::need_text;
  }
  element_end_ = std::min(end, text_.size());
  next_begin_ = std::min(element_end_ + 1, text_.size());
  next_line_ = line_ + 1;
  return Find::found;
}

JsonRecords::Step JsonRecords::next(Record& record) {
  if (failed_) return Step::failed;
  if (!skipped_) {
    if (text_.size() < layout_.begin) return Step::need_text;
    begin_ = at_ = next_begin_ = layout_.begin;
    line_ = next_line_ = layout_.line;
    skipped_ = true;
  }
  if (header_due_) {
    header_due_ = false;
    cells_.assign(columns_.begin(), columns_.end());
    if (cells_.empty()) cells_.push_back(kBlank);
    record = {cells_, kBlank, layout_.line, false};
    return Step::record;
  }
  if (needs_start_) start_again_at(next_begin_);
  const Find found = layout_.kind == JsonLayout::Kind::lines ? find_line() : find_element();
  const size_t length = (found == Find::found ? element_end_ : text_.size()) - begin_;
  if ((found == Find::found || found == Find::need_text) && length > longest_record_) {
    return fail(record_too_long(line_, std::nullopt));
  }
  switch (found) {
    case Find::need_text:
      return Step::need_text;
    case Find::none:
      return Step::finished;
    case Find::broken:
      return fail(
          bad_json_text(line_, where_ == Where::behind_element
                                   ? TextPair{"a comma or the end of the list was expected", "此处应为逗号或列表结尾"}
                                   : TextPair{"a record was expected", "此处应为一条记录"}));
    case Find::found:
      break;
  }
  needs_start_ = true;
  const std::string_view element = trim(std::string_view(text_).substr(begin_, element_end_ - begin_));
  cells_.assign(layout_.has_names ? columns_.size() : 0, kBlank);
  late_ = false;
  const bool good = parse(element);
  if (late_) ++late_records_;
  if (cells_.empty()) cells_.push_back(kBlank);
  record = {cells_, element, line_, !good};
  return Step::record;
}

bool JsonRecords::parse(std::string_view element) {
  unescaped_.clear();
  unescaped_.reserve(element.size());  // the views must not move; no escape is shorter than what it stands for
  path_.clear();
  expected_column_ = 0;
  size_t at = 0;
  if (element.empty() || element[0] != (layout_.has_names ? '{' : '[')) return false;
  const bool good = layout_.has_names ? parse_object(element, at, 0) : parse_list(element, at);
  return good && at == element.size();
}

bool JsonRecords::parse_object(std::string_view element, size_t& at, int depth) {
  if (depth > kDeepestObject) return false;
  const size_t path_bytes = path_.size();
  ++at;
  skip_blanks_of(element, at);
  if (at < element.size() && element[at] == '}') {
    ++at;
    return true;
  }
  for (;;) {
    std::string_view name;
    if (!parse_text(element, at, name)) return false;
    path_.resize(path_bytes);
    path_.append(name);
    skip_blanks_of(element, at);
    if (at >= element.size() || element[at] != ':') return false;
    ++at;
    skip_blanks_of(element, at);
    if (!parse_value(element, at, depth)) return false;
    skip_blanks_of(element, at);
    if (at >= element.size()) return false;
    const char c = element[at++];
    if (c == '}') break;
    if (c != ',') return false;
    skip_blanks_of(element, at);
  }
  path_.resize(path_bytes);
  return true;
}

// The value of the member path_.
bool JsonRecords::parse_value(std::string_view element, size_t& at, int depth) {
  if (at >= element.size()) return false;
  const char c = element[at];
  if (c == '{') {
    path_.push_back('.');
    const bool good = parse_object(element, at, depth + 1);
    return good;
  }
  std::string_view value;
  if (c == '"') {
    if (!parse_text(element, at, value)) return false;
  } else if (c == '[') {
    const size_t begin = at;
    int brackets = 0;
    do {
      if (at >= element.size()) return false;
      if (element[at] == '"') {
        std::string_view ignored;
        const size_t unescaped = unescaped_.size();
        if (!parse_text(element, at, ignored)) return false;
        unescaped_.resize(unescaped);
        continue;
      }
      if (element[at] == '[' || element[at] == '{') ++brackets;
      if (element[at] == ']' || element[at] == '}') --brackets;
      ++at;
    } while (brackets > 0);
    value = element.substr(begin, at - begin);
  } else {
    const size_t end = std::min(element.find_first_of(",]} \t\r\n", at), element.size());
    value = element.substr(at, end - at);
    if (!is_word(value)) return false;
    at = end;
    if (value == "null") value = kBlank;
  }
  put(value);
  return true;
}

// A record that is a list: cells in their order.
bool JsonRecords::parse_list(std::string_view element, size_t& at) {
  ++at;
  skip_blanks_of(element, at);
  if (at < element.size() && element[at] == ']') {
    ++at;
    return true;
  }
  for (;;) {
    if (cells_.size() >= RecordSplitter::kMostCells) return false;
    if (at < element.size() && element[at] == '{') return false;
    if (!parse_value(element, at, 0)) return false;
    skip_blanks_of(element, at);
    if (at >= element.size()) return false;
    const char c = element[at++];
    if (c == ']') return true;
    if (c != ',') return false;
    skip_blanks_of(element, at);
  }
}

bool JsonRecords::parse_text(std::string_view element, size_t& at, std::string_view& value) {
  if (at >= element.size() || element[at] != '"') return false;
  const size_t begin = ++at;
  size_t end = element.find_first_of("\"\\", at);
  if (end == std::string_view::npos) return false;
  if (element[end] == '"') {
    value = element.substr(begin, end - begin);
    at = end + 1;
    return true;
  }
  const size_t from = unescaped_.size();
  for (;;) {
    unescaped_.append(element.substr(at, end - at));
    at = end + 1;
    if (element[end] == '"') break;
    if (at >= element.size() || !append_escaped(element, at, unescaped_)) return false;
    end = element.find_first_of("\"\\", at);
    if (end == std::string_view::npos) return false;
  }
  value = std::string_view(unescaped_).substr(from);
  return true;
}

void JsonRecords::put(std::string_view value) {
  if (!layout_.has_names) {
    cells_.push_back(value);
    return;
  }
  if (const auto column = column_of(path_)) {
    if (*column >= cells_.size()) cells_.resize(*column + 1, kBlank);
    cells_[*column] = value;
  } else if (!value.empty()) {
    late_ = true;
    if (late_member_.empty()) late_member_ = path_;
  }
}

std::optional<size_t> JsonRecords::column_of(std::string_view name) {
  if (expected_column_ < columns_.size() && columns_[expected_column_] == name) return expected_column_++;
  size_t column = columns_.size();
  if (const auto found = index_.find(name); found != index_.end()) {
    column = found->second;
  } else if (fixed_columns_ || column >= kMostColumns) {
    return std::nullopt;
  } else {
    columns_.emplace_back(name);
    index_.emplace(columns_.back(), column);
  }
  expected_column_ = column + 1;
  return column;
}

}  // namespace sluice::ingest
