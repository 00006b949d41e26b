#include "app/map_edits.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>

#include "app/choices.h"

namespace sluice::app {
namespace {

constexpr std::string_view kOwnId = "own";

/// `wanted`, or `wanted` with the first number behind it that makes it free.
template <class IsTaken>
std::string free_id(std::string_view wanted, IsTaken is_taken) {
  std::string id(wanted);
  for (int number = 2; is_taken(id); ++number) id = std::string(wanted) + "_" + std::to_string(number);
  return id;
}

bool has_segment(const rfm::MapDocument& map, std::string_view id) {
  return std::any_of(map.segments.begin(), map.segments.end(),
                     [&](const rfm::Segment& segment) { return segment.id == id; });
}

/// r, f and m of every cell of the map, by key.
using Corner = std::array<int, 3>;
std::map<std::string, Corner, std::less<>> corners_of(const rfm::MapReport& map) {
  const int first = map.kind == rfm::MapKind::split ? 0 : 1;
  const int levels = map.kind == rfm::MapKind::split ? 2 : map.bins;
  const bool by_money = map.kind != rfm::MapKind::recency_frequency;
  std::map<std::string, Corner, std::less<>> corners;
  for (size_t i = 0; i < map.cells.size(); ++i) {
    int rest = static_cast<int>(i);
    const int m = by_money ? rest % levels : 0;
    if (by_money) rest /= levels;
    corners[map.cells[i].key] = {first + rest / levels, first + rest % levels, first + m};
  }
  return corners;
}

}  // namespace

rfm::MapDocument copy_of_map(const rfm::RfmReport& report) {
  const rfm::MapReport& map = report.map_report;
  rfm::MapDocument copy;
  copy.id = kOwnId;
  copy.name = {"My " + report.map_name.en, "我的" + report.map_name.zh};
  copy.rule = map.rule;
  copy.kind = map.kind;
  copy.bins = map.bins;
  copy.method = rfm::method_of_map(report.map);
  copy.rules = map.rules;
  for (const rfm::SegmentReport& segment : report.segments) {
    if (segment.id != rfm::kUnassigned)
      copy.segments.push_back({segment.id, segment.name, segment.advice, segment.color, segment.rest});
  }
  for (const rfm::MapCellReport& cell : map.cells) {
    if (cell.by_itself) copy.cells[cell.key] = report.segments[cell.segment].id;
  }
  return copy;
}

void add_own_map(Spec& spec, rfm::MapDocument map) {
  map.id = free_id(map.id.empty() ? kOwnId : std::string_view(map.id), [&](std::string_view id) {
    return rfm::is_built_in_map(id) || rfm::find_own_map(spec.rfm, id) != nullptr;
  });
  spec.rfm.own_maps.push_back(std::move(map));
  choose_map(spec, spec.rfm.own_maps.back().id);
}

rfm::MapDocument* own_map(Spec& spec) {
  std::vector<rfm::MapDocument>& maps = spec.rfm.own_maps;
  const auto found =
      std::find_if(maps.begin(), maps.end(), [&](const rfm::MapDocument& map) { return map.id == spec.rfm.map; });
  return found == maps.end() ? nullptr : &*found;
}

void remove_own_map(Spec& spec) {
  const std::string id = spec.rfm.map;
  choose_map(spec, rfm::RfmSpec{}.map);
  std::erase_if(spec.rfm.own_maps, [&](const rfm::MapDocument& map) { return map.id == id; });
  if (spec.comparison.map == id) spec.comparison.map.clear();
}

void write_text(TextPair& text, Language language, const std::string& words) {
  std::string& own = language == Language::english ? text.en : text.zh;
  std::string& other = language == Language::english ? text.zh : text.en;
  if (other.empty() || other == own) other = words;
  own = words;
}

bool has_advice_of_own(const rfm::RfmSpec& spec, std::string_view map, std::string_view segment, Language language) {
  const rfm::OwnWords* own = rfm::find_own_advice(spec, map, segment);
  return own != nullptr && !(language == Language::english ? own->en : own->zh).empty();
}

void write_own_advice(Spec& spec, std::string_view map, std::string_view segment, Language language,
                      const std::string& words) {
  std::vector<rfm::PlaybookEntry>& playbook = spec.rfm.playbook;
  auto entry = std::find_if(playbook.begin(), playbook.end(), [&](const rfm::PlaybookEntry& known) {
    return known.map == map && known.segment == segment;
  });
  if (entry == playbook.end()) {
    entry = playbook.insert(entry, {.map = std::string(map), .segment = std::string(segment), .text = {}});
  }
  (language == Language::english ? entry->text.en : entry->text.zh) = words;
  if (entry->text.empty()) playbook.erase(entry);
}

void write_advice(Spec& spec, std::string_view segment, Language language, const std::string& words) {
  rfm::MapDocument* map = own_map(spec);
  if (map == nullptr) return write_own_advice(spec, spec.rfm.map, segment, language, words);
  for (rfm::Segment& own : map->segments) {
    if (own.id == segment) write_text(own.advice, language, words);
  }
}

void set_rest(rfm::MapDocument& map, std::string_view segment, bool rest) {
  for (rfm::Segment& known : map.segments) known.rest = rest && known.id == segment;
}

std::string add_segment(rfm::MapDocument& map) {
  const std::string id = free_id("segment", [&](std::string_view wanted) { return has_segment(map, wanted); });
  const auto hues = segment_hues();
  const auto uses = [&](std::string_view hue) {
    return std::count_if(map.segments.begin(), map.segments.end(),
                         [&](const rfm::Segment& segment) { return segment.color == hue; });
  };
  const auto hue = std::min_element(hues.begin(), hues.end(),
                                    [&](std::string_view a, std::string_view b) { return uses(a) < uses(b); });
  map.segments.push_back({id, {"New segment", "新分群"}, {}, std::string(*hue)});
  return id;
}

void remove_segment(Spec& spec, std::string_view id) {
  if (own_map(spec) == nullptr || own_map(spec)->segments.size() < 2) return;
  std::erase(spec.filter.segments, id);
  for (rfm::Audience& audience : spec.audiences) std::erase(audience.filter.segments, id);
  rfm::MapDocument& map = *own_map(spec);
  std::erase_if(map.segments, [&](const rfm::Segment& segment) { return segment.id == id; });
  std::erase_if(map.rules, [&](const rfm::MapRule& rule) { return rule.segment == id; });
  std::erase_if(map.cells, [&](const auto& cell) { return cell.second == id; });
}

void assign_cell(rfm::MapDocument& map, const std::string& key, std::string_view segment) {
  if (segment.empty()) {
    map.cells.erase(key);
  } else {
    map.cells[key] = segment;
  }
}

std::vector<std::string> cells_between(const rfm::MapReport& map, std::string_view corner, std::string_view other) {
  const auto corners = corners_of(map);
  const auto from = corners.find(corner);
  const auto to = corners.find(other);
  if (from == corners.end() || to == corners.end()) return {};
  std::vector<std::string> keys;
  for (const auto& [key, at] : corners) {
    bool inside = true;
    for (size_t d = 0; d < at.size(); ++d) {
      const auto [low, high] = std::minmax(from->second[d], to->second[d]);
      inside = inside && low <= at[d] && at[d] <= high;
    }
    if (inside) keys.push_back(key);
  }
  return keys;
}

void move_rule(rfm::MapDocument& map, size_t rule, int by) {
  const auto target = static_cast<size_t>(static_cast<int64_t>(rule) + by);
  if (rule >= map.rules.size() || target >= map.rules.size()) return;
  std::swap(map.rules[rule], map.rules[target]);
}

std::span<const std::string_view> segment_hues() {
  static constexpr std::array<std::string_view, 12> kHues{"#0f766e", "#2f9e6d", "#5a9a2b", "#b08900",
                                                          "#d9822b", "#d1495b", "#c2418f", "#8e5bd0",
                                                          "#5b6ee1", "#2f80c9", "#3f8fa3", "#7a7f87"};
  return kHues;
}

}  // namespace sluice::app
