#include "funnel/sales_stages.h"

#include <algorithm>
#include <array>
#include <span>

#include "base/text.h"

namespace sluice::funnel {
namespace {

// Keywords are lower case. An ASCII one matches at the beginning of a word; "won", "lost" and "dead" only as a whole
// word.
constexpr auto kLost = std::to_array<std::string_view>({
    "lost",
    "dead",
    "disqualif",
    "unqualif",
    "reject",
    "abandon",
    "输单",
    "丢单",
    "失败",
    "流失",
    "放弃",
    "未成交",
    "无效",
    "战败",
});

constexpr int kWonRank = 90;
constexpr auto kWon = std::to_array<std::string_view>({"won", "赢单", "成交", "已签约", "成功"});

struct Milestone {
  std::string_view keyword;
  int rank;
};

// The usual path of a sale. A name that holds several keywords is as far as the furthest of them: "qualified lead".
constexpr auto kPath = std::to_array<Milestone>({
    {"suspect", 10},  {"visitor", 10},  {"traffic", 10}, {"访客", 10},   {"流量", 10},     {"lead", 20},
    {"prospect", 20}, {"inquir", 20},   {"enquir", 20},  {"线索", 20},   {"潜在", 20},     {"询盘", 20},
    {"contact", 30},  {"engag", 30},    {"connect", 30}, {"mql", 30},    {"接触", 30},     {"联系", 30},
    {"沟通", 30},     {"qualif", 40},   {"sql", 40},     {"合格", 40},   {"立项", 40},     {"discover", 50},
    {"need", 50},     {"demo", 50},     {"meeting", 50}, {"需求", 50},   {"演示", 50},     {"拜访", 50},
    {"propos", 60},   {"quot", 60},     {"方案", 60},    {"报价", 60},   {"negotiat", 70}, {"谈判", 70},
    {"投标", 70},     {"contract", 80}, {"commit", 80},  {"verbal", 80}, {"合同", 80},     {"签约", 80},
});

constexpr auto kSetbacks = std::to_array<std::string_view>({
    "refund",
    "return",
    "cancel",
    "declin",
    "reject",
    "unsubscrib",
    "fail",
    "error",
    "退款",
    "退货",
    "取消",
    "拒绝",
    "退订",
    "失败",
});

bool holds(std::string_view name, std::string_view keyword) {
  for (size_t at = name.find(keyword); at != std::string_view::npos; at = name.find(keyword, at + 1)) {
    if (at == 0 || !is_ascii_letter(keyword[0]) || !is_ascii_letter(name[at - 1])) return true;
  }
  return false;
}

bool holds_any(std::string_view name, std::span<const std::string_view> keywords) {
  return std::any_of(keywords.begin(), keywords.end(), [&](std::string_view word) { return holds(name, word); });
}

// Short words begin many others: a deadline is not dead.
bool ends_sale(std::string_view name, std::span<const std::string_view> keywords) {
  constexpr size_t kShort = 4;
  return std::any_of(keywords.begin(), keywords.end(), [&](std::string_view word) {
    if (word.size() > kShort) return holds(name, word);
    for (size_t at = name.find(word); at != std::string_view::npos; at = name.find(word, at + 1)) {
      const size_t end = at + word.size();
      const bool begins = at == 0 || !is_ascii_letter(name[at - 1]);
      if (begins && (end == name.size() || !is_ascii_letter(name[end]))) return true;
    }
    return false;
  });
}

}  // namespace

UsualStage usual_stage(std::string_view name) {
  const std::string lower = lower_ascii(name);
  if (ends_sale(lower, kLost)) return {StageMeaning::lost, 0};
  if (ends_sale(lower, kWon)) return {StageMeaning::won, kWonRank};
  UsualStage stage;
  for (const Milestone& milestone : kPath) {
    if (milestone.rank > stage.rank && holds(lower, milestone.keyword)) {
      stage = {StageMeaning::on_the_way, milestone.rank};
    }
  }
  return stage;
}

bool is_setback(std::string_view event) { return holds_any(lower_ascii(event), kSetbacks); }

std::vector<size_t> order_stages(const std::vector<std::string>& names) {
  std::vector<size_t> order;
  std::vector<int> rank(names.size());
  bool all_known = true;
  for (size_t i = 0; i < names.size(); ++i) {
    const UsualStage stage = usual_stage(names[i]);
    if (stage.meaning == StageMeaning::lost) continue;
    order.push_back(i);
    rank[i] = stage.rank;
    all_known = all_known && stage.meaning != StageMeaning::unknown;
  }
  if (!all_known) {
    for (int& value : rank) value = value == kWonRank ? 1 : 0;
  }
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return rank[a] < rank[b]; });
  return order;
}

Zone default_zone(size_t step, size_t steps) {
  if (step == 0) return Zone::outside;
  if (step + 1 >= steps) return Zone::bottom;
  const size_t between = steps - 2;
  return step <= (between + 1) / 2 ? Zone::top : Zone::middle;
}

void assign_zones(std::vector<StepReport>& steps) {
  for (size_t i = 0; i < steps.size(); ++i) {
    if (!steps[i].zone) steps[i].zone = default_zone(i, steps.size());
  }
}

}  // namespace sluice::funnel
