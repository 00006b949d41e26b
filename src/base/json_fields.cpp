#include "base/json_fields.h"

#include <algorithm>
#include <set>

namespace sluice {
namespace {

/// Watches a parser for an object that has two members of one name.
class RepeatedName {
 public:
  bool operator()(Json::parse_event_t event, const Json& parsed) {
    if (event == Json::parse_event_t::object_start) names_.emplace_back();
    if (event == Json::parse_event_t::object_end) names_.pop_back();
    if (event == Json::parse_event_t::key) {
      const auto& name = parsed.get_ref<const std::string&>();
      if (!names_.back().insert(name).second && !found_) found_ = name;
    }
    return true;
  }
  const std::optional<std::string>& found() const { return found_; }

 private:
  std::vector<std::set<std::string>> names_;  // of the objects that are open
  std::optional<std::string> found_;
};

}  // namespace

Result<Json> parse_json(std::string_view text) {
  RepeatedName repeated;
  try {
    Json document =
        Json::parse(text, [&](int, Json::parse_event_t event, Json& parsed) { return repeated(event, parsed); });
    if (!repeated.found()) return document;
    const std::string& name = *repeated.found();
    return Error{
        ErrorCode::bad_json,
        {"In this JSON an object has two members \"" + name + "\".", "此 JSON 中有对象重复包含成员 \"" + name + "\"。"},
        {}};
  } catch (const Json::parse_error& failure) {
    const size_t end = std::min(text.size(), failure.byte == 0 ? 0 : failure.byte - 1);
    const std::string_view before = text.substr(0, end);
    Error error{ErrorCode::bad_json, {}, {}};
    error.place.line = 1 + static_cast<uint64_t>(std::count(before.begin(), before.end(), '\n'));
    const size_t newline = before.rfind('\n');
    error.place.column = 1 + (newline == std::string_view::npos ? end : end - newline - 1);
    error.place.byte = end;
    error.message = {"This is not valid JSON. Look for a missing comma, quote or bracket just before this place.",
                     "这不是有效的 JSON。请检查此处之前是否缺少逗号、引号或括号。"};
    return error;
  } catch (const Json::out_of_range&) {  // a number beyond what a double holds
    return Error{
        ErrorCode::bad_json, {"This JSON holds a number that is too large.", "此 JSON 中有超出范围的数字。"}, {}};
  }
}

void JsonReader::append_step(std::string_view step) {
  pointer_ += '/';
  for (const char c : step) {
    if (c == '~') {
      pointer_ += "~0";
    } else if (c == '/') {
      pointer_ += "~1";
    } else {
      pointer_ += c;
    }
  }
}

void JsonReader::refuse_unknown(const Json& object, std::initializer_list<std::string_view> known) {
  if (error_) return;
  for (const auto& member : object.items()) {
    if (std::find(known.begin(), known.end(), member.key()) != known.end()) continue;
    std::string names;
    for (const std::string_view name : known) names += (names.empty() ? "" : ", ") + std::string(name);
    at(member.key(), [&] {
      complain("is not a known name here; the names are: " + names, "不是已知的名称；可用的名称有：" + names);
    });
    return;
  }
}

void JsonReader::complain_type(const std::string& expected_en, const std::string& expected_zh, const Json& found) {
  constexpr size_t kShown = 60;
  std::string shown = dump_json(found, -1);
  if (shown.size() > kShown) {
    size_t cut = kShown;
    while (cut > 0 && (static_cast<unsigned char>(shown[cut]) & 0xC0U) == 0x80U) --cut;
    shown = shown.substr(0, cut) + "...";
  }
  complain("should be " + expected_en + ", but is " + shown, "应为" + expected_zh + "，实际为 " + shown);
}

void JsonReader::complain(const std::string& en, const std::string& zh) {
  if (error_) return;
  error_ = Error{ErrorCode::bad_spec, {en, zh}, {}};
  error_->place.pointer = pointer_.empty() ? "/" : pointer_;
}

}  // namespace sluice
