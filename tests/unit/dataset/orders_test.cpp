#include "dataset/orders.h"

#include <gtest/gtest.h>

#include <map>
#include <optional>
#include <random>
#include <set>
#include <tuple>

#include "dataset/dataset_builder.h"

namespace sluice {
namespace {

struct Line {
  std::string customer, order;
  Day day = 0;
  int64_t units = 0;
  bool is_return = false;
  std::string record = {};  // as text, where it says more than the rest
};

Dataset dataset_of_lines(const std::vector<Line>& lines, size_t lines_a_piece = SIZE_MAX) {
  DatasetBuilder builder;
  builder.begin_table(0, ingest::Shape::order_lines);
  OrderPiece piece;
  uint64_t number = 1;
  for (const Line& line : lines) {
    ingest::OrderLineRow row;
    row.customer = line.customer;
    row.order = line.order;
    row.time = TimeMs{line.day} * kMsPerDay;
    row.amount = {line.units, kMaxDecimals};
    row.is_return = line.is_return;
    row.line = ++number;
    row.record = line.record;
    piece.order_line(row);
    if (piece.lines.lines() < lines_a_piece) continue;
    builder.add(std::exchange(piece, OrderPiece()), 0);
  }
  builder.add(piece, 0);
  return std::move(builder.finish({})).value();
}

// Lines with everything that makes trouble: orders that lie apart, that two customers share, that have no id, returns.
std::vector<Line> random_lines(std::mt19937& random, size_t count) {
  const auto below = [&](unsigned n) { return static_cast<int>(random() % n); };
  std::vector<Line> lines;
  while (lines.size() < count) {
    Line line{"c" + std::to_string(below(7)), below(4) == 0 ? "" : "o" + std::to_string(below(30)), below(12),
              below(50) - 10, below(6) == 0};
    for (int repeat = below(4); repeat >= 0; --repeat) {
      line.record = std::string(static_cast<size_t>(below(2)), 'x');
      lines.push_back(line);
      line.units = below(50);
    }
  }
  return lines;
}

// What cleaning leaves out, as marks of the lines.
struct Rules {
  std::optional<Day> last_day;
  bool no_returns = false;

  bool leaves_out(const Line& line) const {
    return (last_day && line.day > *last_day) || (no_returns && line.is_return);
  }
};

// The same by definition: lines by customer and order id, or day where there is none.
using OrderText = std::tuple<Day, int64_t, uint32_t, uint32_t, Day>;
std::map<std::string, std::multiset<OrderText>> orders_by_definition(const std::vector<Line>& lines,
                                                                     const Rules& rules) {
  std::map<std::pair<std::string, std::string>, std::vector<Line>> groups;
  for (const Line& line : lines) {
    if (rules.leaves_out(line)) continue;
    groups[{line.customer, line.order.empty() ? "day " + std::to_string(line.day) : "id " + line.order}].push_back(
        line);
  }
  std::map<std::string, std::multiset<OrderText>> result;
  for (const auto& [key, group] : groups) {
    std::set<Day> all, bought;
    int64_t sum = 0;
    uint32_t returns = 0;
    for (const Line& line : group) {
      sum += line.units;
      returns += line.is_return ? 1 : 0;
      all.insert(line.day);
      if (!line.is_return) bought.insert(line.day);
    }
    const std::set<Day>& days = bought.empty() ? all : bought;
    result[key.first].insert({*days.begin(), sum, static_cast<uint32_t>(group.size()), returns, *days.rbegin()});
  }
  return result;
}

std::map<std::string, std::multiset<OrderText>> orders_of_index(const Dataset& dataset, const std::vector<Line>& lines,
                                                                const Rules& rules) {
  constexpr uint8_t kLeftOut = 4;
  std::vector<uint8_t> mark;
  for (const Line& line : lines) mark.push_back(rules.leaves_out(line) ? kLeftOut : 3);
  const std::vector<bool> touched = find_touched_runs(*dataset.orders, mark, kLeftOut);
  const LineFilter filter{mark.data(), kLeftOut, &touched};
  std::map<std::string, std::multiset<OrderText>> result;
  std::vector<CustomerOrder> memory;
  for (uint32_t customer = 0; customer < dataset.customers.size(); ++customer) {
    const auto orders = filtered_orders(*dataset.orders, customer, filter, memory);
    TimeMs before = INT64_MIN;
    for (const CustomerOrder& order : *orders) {
      EXPECT_LE(before, order.time) << "oldest first";
      before = order.time;
      result[std::string(dataset.customers.at(customer))].insert(
          {day_of(order.time), order.units, order.lines, order.return_lines, order.last_day});
    }
  }
  return result;
}

TEST(OrderIndex, HoldsTheOrdersThatTheLinesMakeByDefinition) {
  std::mt19937 random(5);
  for (int round = 0; round < 300; ++round) {
    const std::vector<Line> lines = random_lines(random, 1 + random() % 120);
    const Dataset dataset = dataset_of_lines(lines);
    for (const Rules& rules : {Rules{}, Rules{Day{5}, false}, Rules{{}, true}, Rules{Day{3}, true}}) {
      ASSERT_EQ(orders_of_index(dataset, lines, rules), orders_by_definition(lines, rules)) << "round " << round;
    }
  }
}

TEST(OrderIndex, IsTheSameWhereverThePiecesOfTheFileEnd) {
  std::mt19937 random(6);
  const std::vector<Line> lines = random_lines(random, 200);
  const auto whole = orders_of_index(dataset_of_lines(lines), lines, {});
  for (size_t piece = 1; piece < 20; ++piece) {
    const Dataset dataset = dataset_of_lines(lines, piece);
    ASSERT_EQ(orders_of_index(dataset, lines, {}), whole) << piece << " lines a piece";
    EXPECT_EQ(dataset.orders->size(), lines.size());
  }
}

TEST(OrderIndex, FindsEveryLineThatSaysTheSameAsOneBefore) {
  std::mt19937 random(8);
  for (int round = 0; round < 200; ++round) {
    const std::vector<Line> lines = random_lines(random, 1 + random() % 150);
    for (const size_t piece : {size_t{7}, lines.size()}) {
      const Dataset dataset = dataset_of_lines(lines, piece);
      std::map<std::tuple<std::string, std::string, Day, int64_t, bool, std::string>, uint32_t> said;
      for (size_t i = 0; i < lines.size(); ++i) {
        const Line& line = lines[i];
        const auto [first, is_first] = said.try_emplace(
            {line.customer, line.order, line.day, line.units, line.is_return, line.record}, static_cast<uint32_t>(i));
        ASSERT_EQ(dataset.orders->is_duplicate(i), !is_first) << "round " << round << ", line " << i;
        ASSERT_EQ(dataset.orders->first_of_kind(static_cast<uint32_t>(i)), first->second) << "line " << i;
      }
    }
  }
}

TEST(OrderIndex, KeepsTheLinesOfAnOrderInOneRun) {
  const Dataset dataset = dataset_of_lines(
      {{"a", "1", 3, 5, false}, {"a", "1", 3, 6, false}, {"a", "2", 3, 7, false}, {"b", "2", 3, 8, true}});
  EXPECT_EQ(dataset.orders->run_end, (std::vector<uint32_t>{2, 3, 4}));
  EXPECT_EQ(dataset.orders->run_source_line, (std::vector<uint32_t>{2, 4, 5}));
  EXPECT_EQ(dataset.orders->run_of(1), 0U);
  EXPECT_EQ(dataset.orders->run_of(2), 1U);
}

TEST(OrderIndex, SaysWhenASumLeavesTheExactRange) {
  const int64_t most = INT64_MAX / 1'000'000 * 1'000'000;
  const Dataset dataset =
      dataset_of_lines({{"a", "1", 3, most, false}, {"a", "1", 3, most, false}, {"b", "2", 3, 1, false}});
  std::vector<CustomerOrder> memory;
  EXPECT_FALSE(filtered_orders(*dataset.orders, 0, {}, memory));
  EXPECT_TRUE(filtered_orders(*dataset.orders, 1, {}, memory));
}

}  // namespace
}  // namespace sluice
