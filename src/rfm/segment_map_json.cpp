// Reads a segment map from its JSON document. Every complaint names the member by a JSON pointer, so that a map written
// by hand can be put right.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>

#include "base/errors.h"
#include "rfm/segment_map.h"

namespace sluice::rfm {
namespace {

using Json = nlohmann::json;

// ~ and / are escaped in a pointer (RFC 6901).
std::string pointer_token(std::string_view name) {
  std::string token;
  for (const char c : name) {
    if (c == '~') {
      token += "~0";
    } else if (c == '/') {
      token += "~1";
    } else {
      token += c;
    }
  }
  return token;
}

Error expected(const std::string& pointer, const std::string& en, const std::string& zh) {
  return bad_spec(pointer, {"Expected " + en + ".", "应为" + zh + "。"});
}

struct Document {
  Json root;
  std::optional<Error> error;
};

// nlohmann keeps the last of two members with one name; a map must not name a cell twice, so names are watched.
Document read_document(std::string_view text) {
  Document document;
  std::vector<std::set<std::string>> names;
  std::string duplicate;
  const Json::parser_callback_t watch = [&](int, Json::parse_event_t event, Json& parsed) {
    if (event == Json::parse_event_t::object_start) names.emplace_back();
    if (event == Json::parse_event_t::object_end) names.pop_back();
    if (event == Json::parse_event_t::key) {
      const auto& name = parsed.get_ref<const std::string&>();
      if (!names.back().insert(name).second && duplicate.empty()) duplicate = name;
    }
    return true;
  };
  try {
    document.root = Json::parse(text, watch);
  } catch (const Json::exception& problem) {
    Error error{ErrorCode::bad_json, {"The segment map is not valid JSON.", "分群规则不是有效的 JSON。"}, {}};
    if (const auto* parse = dynamic_cast<const Json::parse_error*>(&problem)) error.place.byte = parse->byte;
    document.error = std::move(error);
    return document;
  }
  if (!duplicate.empty()) {
    const bool is_cell = document.root.contains("cells") && document.root["cells"].contains(duplicate);
    document.error =
        expected((is_cell ? "/cells/" : "/") + pointer_token(duplicate), "every member once", "每个成员只出现一次");
  }
  return document;
}

std::optional<Error> check_members(const Json& object, const std::string& pointer,
                                   std::initializer_list<std::string_view> members,
                                   std::initializer_list<std::string_view> optional = {}) {
  if (!object.is_object()) return expected(pointer, "an object", "对象");
  for (const std::string_view member : members) {
    if (!object.contains(member)) {
      return expected(pointer + "/" + std::string(member), "this member to be there", "存在该成员");
    }
  }
  for (const auto& [name, value] : object.items()) {
    const bool known = std::find(members.begin(), members.end(), name) != members.end() ||
                       std::find(optional.begin(), optional.end(), name) != optional.end();
    if (!known) {
      return expected(pointer + "/" + pointer_token(name), "no such member", "没有该成员");
    }
  }
  return std::nullopt;
}

std::optional<Error> read_text(const Json& value, const std::string& pointer, std::string& result) {
  if (!value.is_string() || value.get_ref<const std::string&>().empty()) {
    return expected(pointer, "a text that is not empty", "非空文本");
  }
  result = value.get<std::string>();
  return std::nullopt;
}

std::optional<Error> read_pair(const Json& value, const std::string& pointer, TextPair& result) {
  if (auto error = check_members(value, pointer, {"en", "zh"})) return error;
  if (auto error = read_text(value["en"], pointer + "/en", result.en)) return error;
  return read_text(value["zh"], pointer + "/zh", result.zh);
}

bool is_color(std::string_view text) {
  return text.size() == 7 && text[0] == '#' &&
         text.substr(1).find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

std::optional<Error> read_kind(const Json& value, MapKind& kind) {
  if (value == "recency_frequency") {
    kind = MapKind::recency_frequency;
  } else if (value == "cube") {
    kind = MapKind::cube;
  } else if (value == "split") {
    kind = MapKind::split;
  } else {
    return expected("/kind", "\"recency_frequency\", \"cube\" or \"split\"",
                    " \"recency_frequency\"、\"cube\" 或 \"split\"");
  }
  return std::nullopt;
}

// Left out: five, or none for a map that reads no scores.
std::optional<Error> read_bins(const Json& root, SegmentMap& map) {
  constexpr int kUsual = 5, kFewest = 3, kMost = 10;
  const bool split = map.kind == MapKind::split;
  map.bins = split ? 0 : kUsual;
  const auto given = root.find("bins");
  if (given == root.end()) return std::nullopt;
  if (split) {
    if (*given == 0) return std::nullopt;
    return expected("/bins", "0, or no such member, in a map of kind \"split\"", " 0；\"split\" 规则也可省略该成员");
  }
  if (!given->is_number_integer() || *given < kFewest || *given > kMost) {
    return expected("/bins", "a whole number from 3 to 10", " 3 到 10 的整数");
  }
  map.bins = given->get<int>();
  return std::nullopt;
}

std::optional<Error> read_segments(const Json& value, std::vector<Segment>& segments) {
  if (!value.is_array() || value.empty() || value.size() > 200) {
    return expected("/segments", "a list of 1 to 200 segments", "1 到 200 个分群的列表");
  }
  std::set<std::string> ids;
  for (size_t i = 0; i < value.size(); ++i) {
    const std::string pointer = "/segments/" + std::to_string(i);
    const Json& object = value[i];
    if (auto error = check_members(object, pointer, {"id", "name", "advice", "color"})) return error;
    Segment segment;
    if (auto error = read_text(object["id"], pointer + "/id", segment.id)) return error;
    if (auto error = read_pair(object["name"], pointer + "/name", segment.name)) return error;
    if (auto error = read_pair(object["advice"], pointer + "/advice", segment.advice)) return error;
    if (auto error = read_text(object["color"], pointer + "/color", segment.color)) return error;
    if (!is_color(segment.color))
      return expected(pointer + "/color", "a colour such as \"#0f766e\"", " \"#0f766e\" 这样的颜色");
    if (!ids.insert(segment.id).second) return expected(pointer + "/id", "an id of its own", "唯一的 id");
    segments.push_back(std::move(segment));
  }
  return std::nullopt;
}

// All keys of a map, in the order of cell_index.
std::vector<std::string> cell_keys(MapKind kind, int bins) {
  const int first = kind == MapKind::split ? 0 : 1;
  const int last = kind == MapKind::split ? 1 : bins;
  const int last_m = kind == MapKind::recency_frequency ? first : last;
  std::vector<std::string> keys;
  for (int r = first; r <= last; ++r) {
    for (int f = first; f <= last; ++f) {
      for (int m = first; m <= last_m; ++m) keys.push_back(cell_key(kind, r, f, m));
    }
  }
  return keys;
}

std::optional<Error> read_cells(const Json& value, SegmentMap& map) {
  if (!value.is_object()) return expected("/cells", "an object", "对象");
  const std::vector<std::string> keys = cell_keys(map.kind, map.bins);
  for (const auto& [name, cell] : value.items()) {
    if (std::find(keys.begin(), keys.end(), name) == keys.end()) {
      return expected("/cells/" + pointer_token(name), "a cell from " + keys.front() + " to " + keys.back(),
                      " " + keys.front() + " 到 " + keys.back() + " 的格子");
    }
  }
  for (const std::string& key : keys) {
    const std::string pointer = "/cells/" + key;
    if (!value.contains(key)) return expected(pointer, "every cell to be named", "每个格子都有归属");
    const Json& cell = value[key];
    const auto found = std::find_if(map.segments.begin(), map.segments.end(),
                                    [&](const Segment& segment) { return cell == segment.id; });
    if (found == map.segments.end())
      return expected(pointer, "the id of a segment of this map", "本规则中某个分群的 id");
    map.cells.push_back(static_cast<uint16_t>(found - map.segments.begin()));
  }
  return std::nullopt;
}

}  // namespace

Result<SegmentMap> parse_segment_map(std::string_view json) {
  Document document = read_document(json);
  if (document.error) return *std::move(document.error);
  const Json& root = document.root;
  if (auto error = check_members(root, "", {"id", "name", "rule", "kind", "segments", "cells"}, {"bins"}))
    return *error;
  SegmentMap map;
  if (auto error = read_text(root["id"], "/id", map.id)) return *error;
  if (auto error = read_pair(root["name"], "/name", map.name)) return *error;
  if (auto error = read_pair(root["rule"], "/rule", map.rule)) return *error;
  if (auto error = read_kind(root["kind"], map.kind)) return *error;
  if (auto error = read_bins(root, map)) return *error;
  if (auto error = read_segments(root["segments"], map.segments)) return *error;
  if (auto error = read_cells(root["cells"], map)) return *error;
  return map;
}

}  // namespace sluice::rfm
