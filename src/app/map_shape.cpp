#include "app/map_shape.h"

#include <array>
#include <optional>
#include <string>

#include "app/choices.h"
#include "app/map_edits.h"
#include "base/cell_key.h"

namespace sluice::app {
namespace {

using rfm::MapDocument;
using rfm::MapKind;
using rfm::ScoreRange;

/// The scores of a dimension, or the bits of a split: `count` from `first` on.
struct Levels {
  int first = 1;
  size_t count = 0;

  int at(size_t index) const { return first + static_cast<int>(index); }
  int last() const { return at(count - 1); }
  /// The one in the middle, the lower one of two.
  int middle() const { return at((count - 1) / 2); }
};

Levels levels_of(MapKind kind, int bins) {
  if (kind == MapKind::split) return {0, 2};
  return {1, static_cast<size_t>(bins)};
}

bool asks_money(MapKind kind) { return kind != MapKind::recency_frequency; }

// New maps -----------------------------------------------------------------------------------------------------------

enum class Half { any, better, other };

/// A segment of a new map: the halves of R, F and M that it takes.
struct Beginning {
  const char* id;
  TextPair name;
  TextPair advice;
  Half recency, frequency, monetary;
};

std::vector<Beginning> beginnings_without_money() {
  return {{"regulars",
           {"Active regulars", "活跃常客"},
           {"They come often and were here lately. Keep them: early access, thanks, a reward for bringing friends.",
            "买得勤，最近也来过。重在维系：优先体验、答谢，奖励带来新朋友的客户。"},
           Half::better,
           Half::better,
           Half::any},
          {"newcomers",
           {"New or occasional", "新客与偶购客户"},
           {"They were here lately but seldom buy. Give a reason for the next order within weeks.",
            "最近来过，但买得不多。给出几周内再次下单的理由。"},
           Half::better,
           Half::other,
           Half::any},
          {"quiet_regulars",
           {"Regulars gone quiet", "沉寂的常客"},
           {"They used to come often. Ask what is missing and make a personal offer before they are gone.",
            "过去常来，如今沉寂。了解原因，趁流失之前给出专属优惠。"},
           Half::other,
           Half::better,
           Half::any},
          {"quiet",
           {"Gone quiet", "沉寂客户"},
           {"Seldom and long ago. One inexpensive reminder, then spend elsewhere.",
            "买得少，也很久没来。用低成本方式提醒一次，其余预算用在别处。"},
           Half::other,
           Half::other,
           Half::any}};
}

std::vector<Beginning> beginnings_with_money() {
  return {{"best",
           {"Best customers", "核心客户"},
           {"Recent, frequent and high spending: the best service, a named contact, first access.",
            "最近买、常买、花得多。提供最好的服务、专属顾问和优先权益。"},
           Half::better,
           Half::better,
           Half::better},
          {"small_orders",
           {"Frequent small orders", "高频低额客户"},
           {"They come often and spend little. Bundles and complements make the orders larger.",
            "来得勤、花得少。用组合装和搭配商品提高每单金额。"},
           Half::better,
           Half::better,
           Half::other},
          {"big_spenders",
           {"Big spenders who seldom come", "低频高额客户"},
           {"Every visit is worth much. Give reasons for the next one: membership, accessories, a personal note.",
            "每次到来都很值钱。用会员、配套商品和专人问候创造下一次消费。"},
           Half::better,
           Half::other,
           Half::better},
          {"newcomers",
           {"New or occasional", "新客与偶购客户"},
           {"They were here lately but buy seldom and little. Give a reason for the next order within weeks.",
            "最近来过，但买得少。给出几周内再次下单的理由。"},
           Half::better,
           Half::other,
           Half::other},
          {"valuable_quiet",
           {"Valuable, gone quiet", "沉寂的高价值客户"},
           {"They have spent much and stay away. Call them and make a personal offer.",
            "曾经花得多，如今不来。主动联系，给出专属优惠。"},
           Half::other,
           Half::any,
           Half::better},
          {"quiet",
           {"Gone quiet", "沉寂客户"},
           {"Little and long ago. One inexpensive reminder, then spend elsewhere.",
            "花得少，也很久没来。用低成本方式提醒一次，其余预算用在别处。"},
           Half::other,
           Half::any,
           Half::other}};
}

/// A split of scores is drawn as reshaped() draws it: the middle score is not among the better ones.
ScoreRange half_of(const Levels& levels, Half half) {
  const size_t others = (levels.count + 1) / 2;
  switch (half) {
    case Half::any:
      return {};
    case Half::better:
      return {levels.at(others), levels.last()};
    case Half::other:
      return {levels.first, levels.at(others - 1)};
  }
  return {};
}

// Other shapes -------------------------------------------------------------------------------------------------------

/// From one shape to the other.
struct Reshaping {
  MapKind kind_before, kind_now;
  Levels before, now;

  /// What the level `index` now stood for.
  int source(size_t index) const { return before.at(level_before(index, now.count, before.count)); }

  /// The levels now whose sources the range holds; none where it holds none.
  std::optional<ScoreRange> range(const ScoreRange& range) const {
    if (range.holds(before.first) && range.holds(before.last())) return ScoreRange{};
    std::optional<ScoreRange> held;
    for (size_t index = 0; index < now.count; ++index) {
      if (!range.holds(source(index))) continue;
      if (!held) held = ScoreRange{now.at(index), now.at(index)};
      held->to = now.at(index);
    }
    return held;
  }

  std::optional<ScoreRange> money(const ScoreRange& asked) const {
    if (!asks_money(kind_before)) return ScoreRange{};
    if (asks_money(kind_now)) return range(asked);
    return asked.holds(before.middle()) ? std::optional(ScoreRange{}) : std::nullopt;
  }
};

void reshape_rules(const MapDocument& map, const Reshaping& reshaping, MapDocument& next) {
  for (const rfm::MapRule& rule : map.rules) {
    const auto recency = reshaping.range(rule.recency);
    const auto frequency = reshaping.range(rule.frequency);
    const auto monetary = reshaping.money(rule.monetary);
    if (recency && frequency && monetary) next.rules.push_back({rule.segment, *recency, *frequency, *monetary});
  }
}

void reshape_cells(const MapDocument& map, const Reshaping& reshaping, MapDocument& next) {
  if (map.cells.empty()) return;
  const size_t count = reshaping.now.count;
  const bool money_now = asks_money(reshaping.kind_now), money_before = asks_money(reshaping.kind_before);
  for (size_t r = 0; r < count; ++r) {
    for (size_t f = 0; f < count; ++f) {
      for (size_t m = 0; m < (money_now ? count : 1); ++m) {
        std::vector<int> source{reshaping.source(r), reshaping.source(f)};
        if (money_before) source.push_back(money_now ? reshaping.source(m) : reshaping.before.middle());
        const auto named = map.cells.find(key_of_scores(source));
        if (named == map.cells.end()) continue;
        std::vector<int> scores{reshaping.now.at(r), reshaping.now.at(f)};
        if (money_now) scores.push_back(reshaping.now.at(m));
        next.cells[key_of_scores(scores)] = named->second;
      }
    }
  }
}

}  // namespace

MapDocument new_map(MapKind kind, int bins) {
  MapDocument map{.id = "own", .name = {"My map", "我的分群"}, .kind = kind, .bins = kind == MapKind::split ? 0 : bins};
  const Levels levels = levels_of(kind, bins);
  const auto beginnings = asks_money(kind) ? beginnings_with_money() : beginnings_without_money();
  for (const Beginning& begun : beginnings) {
    const std::string_view hue = segment_hues()[map.segments.size() * 2 % segment_hues().size()];
    map.segments.push_back({begun.id, begun.name, begun.advice, std::string(hue)});
    map.rules.push_back(
        {begun.id, half_of(levels, begun.recency), half_of(levels, begun.frequency), half_of(levels, begun.monetary)});
  }
  return map;
}

std::vector<MapKind> kinds_to_choose(MapKind kind) {
  if (kind == MapKind::split) return {MapKind::cube, MapKind::split};
  return {MapKind::recency_frequency, MapKind::cube};
}

size_t level_before(size_t level, size_t now, size_t before) {
  const size_t scaled = level * (before - 1), span = now - 1;
  const size_t lower = scaled / span, twice = 2 * (scaled % span);
  const bool above_the_middle = 2 * level > span;
  return lower + (twice > span || (twice == span && above_the_middle) ? 1 : 0);
}

MapDocument reshaped(const MapDocument& map, MapKind kind, int bins) {
  const Reshaping reshaping{map.kind, kind, levels_of(map.kind, rfm::bins_of(map)), levels_of(kind, bins)};
  MapDocument next = map;
  next.kind = kind;
  next.bins = kind == MapKind::split ? 0 : bins;
  if (kind == MapKind::split) next.method.clear();
  next.rules.clear();
  next.cells.clear();
  reshape_rules(map, reshaping, next);
  reshape_cells(map, reshaping, next);
  return next;
}

void reshape_own_map(Spec& spec, MapKind kind, int bins) {
  MapDocument* map = own_map(spec);
  if (map == nullptr) return;
  *map = reshaped(*map, kind, bins);
  if (spec.comparison.map.empty() || spec.comparison.map == map->id) spec.comparison.bins = 0;
  take_bins_of_map(spec);
}

}  // namespace sluice::app
