#include "rfm/segment_map.h"

#include <algorithm>
#include <optional>
#include <string>
#include <unordered_map>

#include "base/embedded_assets.h"
#include "base/errors.h"
#include "rfm/map_fields.h"

namespace sluice::rfm {
namespace {

const Segment& unassigned_segment() {
  static const Segment segment{
      std::string(kUnassigned),
      {"Unassigned", "未归类"},
      {"Nothing in the map speaks of these customers. Give their cells to a segment in the map editor.",
       "分群规则没有涵盖这些客户。请在规则编辑器中把对应的格子归入某个分群。"},
      "#8a8f98",
      true};
  return segment;
}

Error expected(const std::string& pointer, const std::string& en, const std::string& zh) {
  return bad_spec(pointer, {"Expected " + en + ".", "应为" + zh + "。"});
}

bool is_color(std::string_view text) {
  return text.size() == 7 && text[0] == '#' &&
         text.substr(1).find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

// RFC 6901: ~ and / are escaped.
std::string pointer_token(std::string_view name) {
  std::string token;
  for (const char c : name) token += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
  return token;
}

/// Makes one map, and says what is wrong with its document on the way.
class MapMaker {
 public:
  MapMaker(const MapDocument& document, std::string pointer) : document_(document), pointer_(std::move(pointer)) {}

  Result<SegmentMap> make() {
    map_.id = document_.id;
    map_.name = document_.name;
    map_.rule = document_.rule;
    map_.kind = document_.kind;
    map_.bins = bins_of(document_);
    map_.segments = document_.segments;
    map_.rules = document_.rules;
    check_head();
    check_segments();
    check_rules();
    if (!error_) fill_cells();
    if (error_) return *std::move(error_);
    return std::move(map_);
  }

 private:
  void complain(const std::string& where, const std::string& en, const std::string& zh) {
    if (!error_) error_ = expected(pointer_ + where, en, zh);
  }

  void check_name(const std::string& where, const TextPair& name) {
    if (name.en.empty()) complain(where + "/en", "a text that is not empty", "非空文本");
    if (name.zh.empty()) complain(where + "/zh", "a text that is not empty", "非空文本");
  }

  void check_head() {
    if (document_.id.empty()) complain("/id", "a text that is not empty", "非空文本");
    check_name("/name", document_.name);
    const int bins = document_.bins;
    if (document_.kind == MapKind::split && bins != 0) {
      complain("/bins", "0, or no such member, in a map of kind \"split\"", " 0；\"split\" 规则也可省略该成员");
    } else if (bins != 0 && (bins < 3 || bins > 10)) {
      complain("/bins", "a whole number from 3 to 10", " 3 到 10 的整数");
    }
    check_method();
  }

  void check_method() {
    const std::string& method = document_.method;
    if (method.empty()) return;
    if (document_.kind == MapKind::split) {
      complain("/method", "no scoring method in a map of kind \"split\", which reads no scores",
               "空文本：\"split\" 规则不使用得分");
    } else if (!finds_own_cuts(method)) {
      complain("/method", "a scoring method that finds its own cut points, or an empty text",
               "能自行确定分界点的评分方法，或空文本");
    }
  }

  void check_segments() {
    const std::vector<Segment>& segments = document_.segments;
    if (segments.empty() || segments.size() > kMostSegments) {
      return complain("/segments", "a list of 1 to 200 segments", "1 到 200 个分群的列表");
    }
    for (size_t i = 0; i < segments.size(); ++i) {
      const std::string where = "/segments/" + std::to_string(i);
      const bool is_new = index_.emplace(segments[i].id, static_cast<uint16_t>(i)).second;
      const std::string& id = segments[i].id;  // with a colon begin what stands outside of every map
      if (id.empty() || id == kUnassigned || id.front() == ':' || !is_new) {
        complain(where + "/id", "an id of its own", "唯一的 id");
      }
      check_name(where + "/name", segments[i].name);
      if (!is_color(segments[i].color)) {
        complain(where + "/color", "a colour such as \"#0f766e\"", " \"#0f766e\" 这样的颜色");
      }
    }
  }

  void check_rules() {
    const std::vector<MapRule>& rules = document_.rules;
    if (rules.size() > kMostRules) return complain("/rules", "at most 200 rules", "最多 200 条规则");
    for (size_t i = 0; i < rules.size(); ++i) {
      const std::string where = "/rules/" + std::to_string(i);
      if (!index_.contains(rules[i].segment)) return complain_unknown(where + "/segment");
      check_range(where + "/recency", rules[i].recency);
      check_range(where + "/frequency", rules[i].frequency);
      check_range(where + "/monetary", rules[i].monetary);
    }
  }

  void check_range(const std::string& where, const ScoreRange& range) {
    if (range.from >= 0 && range.from <= range.to && range.to <= 10) return;
    complain(where, "a range within 0 to 10, its beginning not above its end", " 0 到 10 之间的区间，起点不大于终点");
  }

  void complain_unknown(const std::string& where) {
    complain(where, "the id of a segment of this map", "本规则中某个分群的 id");
  }

  void fill_cells() {
    size_t named = 0;
    for (const auto& [r, f, m] : cells_of(map_.kind, map_.bins)) {
      const std::string key = cell_key(map_.kind, r, f, m);
      MapCell cell;
      for (size_t i = 0; i < map_.rules.size(); ++i) {
        if (!holds(map_.rules[i], r, f, m)) continue;
        if (cell.claims++ == 0) cell.rule = static_cast<int16_t>(i);
      }
      const auto by_itself = document_.cells.find(key);
      if (by_itself != document_.cells.end()) {
        ++named;
        cell.rule = -1;
        cell.by_itself = true;
        const auto found = index_.find(by_itself->second);
        if (found == index_.end()) return complain_unknown("/cells/" + key);
        cell.segment = found->second;
      } else if (cell.claims > 0) {
        cell.segment = index_.at(map_.rules[static_cast<size_t>(cell.rule)].segment);
      } else {
        cell.segment = rest_segment();
      }
      map_.cells.push_back(cell);
    }
    if (named != document_.cells.size()) complain_strange_cell();
  }

  /// The one that takes what nothing names: of the map where it has such, else kUnassigned.
  uint16_t rest_segment() {
    const auto rest = std::find_if(document_.segments.begin(), document_.segments.end(),
                                   [](const Segment& segment) { return segment.rest; });
    if (rest != document_.segments.end()) return static_cast<uint16_t>(rest - document_.segments.begin());
    if (!map_.has_unassigned()) map_.segments.push_back(unassigned_segment());
    return static_cast<uint16_t>(map_.segments.size() - 1);
  }

  bool holds(const MapRule& rule, int r, int f, int m) const {
    const bool asks_monetary = map_.kind != MapKind::recency_frequency;
    return rule.recency.holds(r) && rule.frequency.holds(f) && (!asks_monetary || rule.monetary.holds(m));
  }

  void complain_strange_cell() {
    std::vector<std::string> keys;
    for (const auto& [r, f, m] : cells_of(map_.kind, map_.bins)) keys.push_back(cell_key(map_.kind, r, f, m));
    for (const auto& [key, segment] : document_.cells) {
      if (std::find(keys.begin(), keys.end(), key) != keys.end()) continue;
      return complain("/cells/" + pointer_token(key), "a cell from " + keys.front() + " to " + keys.back(),
                      " " + keys.front() + " 到 " + keys.back() + " 的格子");
    }
  }

  const MapDocument& document_;
  std::string pointer_;
  SegmentMap map_;
  std::unordered_map<std::string, uint16_t> index_;  // of the segments, by id
  std::optional<Error> error_;
};

// The built-in maps, made once. A map that is wrong is absent; a test makes sure that none is.
std::vector<std::shared_ptr<const SegmentMap>> make_built_in_maps() {
  std::vector<std::shared_ptr<const SegmentMap>> maps;
  for (const MapChoice& choice : kMapChoices) {
    const auto document = parse_map_document(embedded_asset("segment_maps/" + std::string(choice.id) + ".json"));
    if (!document) continue;
    if (auto map = make_segment_map(*document)) maps.push_back(std::make_shared<SegmentMap>(std::move(*map)));
  }
  return maps;
}

Error unknown_map(const RfmSpec& spec) {
  std::string names;
  for (const MapChoice& choice : kMapChoices) names.append(names.empty() ? "" : ", ").append(choice.id);
  for (const MapDocument& own : spec.own_maps) names.append(", ").append(own.id);
  return bad_spec("/rfm/map", {"Expected one of " + names + ", found \"" + spec.map + "\".",
                               "应为 " + names + " 之一，实际为 \"" + spec.map + "\"。"});
}

Error needs_other_bins(const RfmSpec& spec, int needed) {
  const std::string bins = std::to_string(needed);
  return bad_spec("/rfm/bins", {"The segment map \"" + spec.map + "\" needs " + bins + " scores, found " +
                                    std::to_string(spec.bins) + ". Choose " + bins + ", or the map \"eight\".",
                                "分群规则 \"" + spec.map + "\" 需要 " + bins + " 个分值，实际为 " +
                                    std::to_string(spec.bins) + "。请改为 " + bins + "，或选择“八类客户”。"});
}

// A built-in map with what the user says is to be done.
std::shared_ptr<const SegmentMap> with_playbook(std::shared_ptr<const SegmentMap> map, const RfmSpec& spec) {
  std::shared_ptr<SegmentMap> edited;
  for (const PlaybookEntry& entry : spec.playbook) {
    if (entry.map != map->id) continue;
    if (!edited) edited = std::make_shared<SegmentMap>(*map);
    for (Segment& segment : edited->segments) {
      if (segment.id == entry.segment) segment.advice = advice_in_force(spec, map->id, segment.id, segment.advice);
    }
  }
  return edited ? edited : map;
}

}  // namespace

size_t SegmentMap::cell_index(int r, int f, int m) const {
  switch (kind) {
    case MapKind::recency_frequency:
      return static_cast<size_t>((r - 1) * bins + (f - 1));
    case MapKind::cube:
      return static_cast<size_t>(((r - 1) * bins + (f - 1)) * bins + (m - 1));
    case MapKind::split:
      return static_cast<size_t>(r * 4 + f * 2 + m);
  }
  return 0;
}

std::string cell_key(MapKind kind, int r, int f, int m) {
  std::string key = std::to_string(r) + std::to_string(f);
  if (kind != MapKind::recency_frequency) key += std::to_string(m);
  return key;
}

std::vector<CellScores> cells_of(MapKind kind, int bins) {
  const int first = kind == MapKind::split ? 0 : 1;
  const int last = kind == MapKind::split ? 1 : bins;
  const int last_m = kind == MapKind::recency_frequency ? first : last;
  std::vector<CellScores> cells;
  for (int r = first; r <= last; ++r) {
    for (int f = first; f <= last; ++f) {
      for (int m = first; m <= last_m; ++m) cells.push_back({r, f, m});
    }
  }
  return cells;
}

Result<SegmentMap> make_segment_map(const MapDocument& document, const std::string& pointer) {
  return MapMaker(document, pointer).make();
}

std::shared_ptr<const SegmentMap> find_built_in_map(std::string_view id) {
  static const std::vector<std::shared_ptr<const SegmentMap>> maps = make_built_in_maps();
  const auto found = std::find_if(maps.begin(), maps.end(), [&](const auto& map) { return map->id == id; });
  return found == maps.end() ? nullptr : *found;
}

Result<std::shared_ptr<const SegmentMap>> resolve_map(const RfmSpec& spec) {
  const std::string where = "/rfm/own_maps";
  if (spec.own_maps.size() > kMostOwnMaps) return expected(where, "at most 20 maps", "最多 20 套规则");
  std::shared_ptr<const SegmentMap> map = find_built_in_map(spec.map);
  for (size_t i = 0; i < spec.own_maps.size(); ++i) {
    const MapDocument& document = spec.own_maps[i];
    const std::string pointer = where + "/" + std::to_string(i);
    if (is_built_in_map(document.id) || find_own_map(spec, document.id) != &document) {
      return expected(pointer + "/id", "an id of its own", "唯一的 id");
    }
    Result<SegmentMap> own = make_segment_map(document, pointer);
    if (!own) return std::move(own).error();
    if (document.id == spec.map) map = std::make_shared<SegmentMap>(std::move(*own));
  }
  if (!map) return unknown_map(spec);
  if (map->bins != 0 && spec.bins != map->bins) return needs_other_bins(spec, map->bins);
  return is_built_in_map(spec.map) ? with_playbook(std::move(map), spec) : map;
}

}  // namespace sluice::rfm
