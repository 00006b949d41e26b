// What sets the lost apart: a published study told as a funnel, values and quarters counted by hand, and what is not
// to be compared.
#include "funnel/traits.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>

#include "base/proportion_tests.h"
#include "base/random.h"
#include "funnel/afterwards.h"
#include "unit/funnel/journey_fixture.h"

namespace sluice::funnel {
namespace {

std::string numbered(const char* letter, size_t number) { return letter + std::to_string(100'000 + number); }

// So many customers view and are lost, "a..." before "b...": so many who pay. Their codes are in that order.
Dataset lost_and_payers(size_t lost, size_t payers) {
  std::vector<EventLine> lines;
  for (size_t i = 0; i < lost; ++i) lines.push_back({numbered("a", i), "view", 1});
  for (size_t i = 0; i < payers; ++i) {
    lines.push_back({numbered("b", i), "view", 1});
    lines.push_back({numbered("b", i), "pay", 2});
  }
  return dataset_of_events(lines);
}

using ValueOf = std::function<std::string(size_t)>;  // empty: not known

Dictionary dictionary_of(size_t size, const ValueOf& value_of, std::vector<uint32_t>& codes) {
  Dictionary values;
  for (size_t i = 0; i < size; ++i) {
    const std::string value = value_of(i);
    codes.push_back(value.empty() ? Dictionary::kNone : values.intern(value));
  }
  const std::vector<uint32_t> renumbered = values.sort();
  for (uint32_t& code : codes) {
    if (code != Dictionary::kNone) code = renumbered[code];
  }
  return values;
}

void add_attribute(Dataset& dataset, const char* name, const ValueOf& by_customer) {
  CustomerAttribute attribute{.name = name, .title = {name, name}};
  attribute.values = dictionary_of(dataset.customers.size(), by_customer, attribute.value);
  dataset.attributes.push_back(std::move(attribute));
}

void add_property(Dataset& dataset, const char* name, const ValueOf& by_row) {
  EventProperty property{.name = name, .title = {name, name}};
  property.values = dictionary_of(dataset.events->size(), by_row, property.value);
  dataset.events->properties.push_back(std::move(property));
}

AfterwardsReport traits_of(const Dataset& dataset, const FunnelSpec& spec = view_and_pay()) {
  auto report = finish(begin_afterwards(dataset, spec, {.step = 1}, nullptr));
  EXPECT_TRUE(report.has_value());
  return report ? std::move(report).value() : AfterwardsReport{};
}

const Trait* find(const AfterwardsReport& report, const std::string& property, const std::string& value) {
  for (const Trait& trait : report.traits) {
    if (trait.property.en == property && trait.value.en == value) return &trait;
  }
  return nullptr;
}

// Agresti, An Introduction to Categorical Data Analysis, 2nd ed., section 2.3: heart attacks of 11,034 with a placebo
// (here the lost) and of 11,037 with aspirin.
TEST(Traits, GiveAgrestisOddsRatio) {
  Dataset dataset = lost_and_payers(11'034, 11'037);
  add_attribute(dataset, "attack",
                [](size_t i) { return i < 189 || (i >= 11'034 && i < 11'034 + 104) ? "yes" : "no"; });
  const AfterwardsReport report = traits_of(dataset);
  ASSERT_EQ(report.traits.size(), 1U);  // of two values one says all
  const Trait& attack = report.traits[0];
  EXPECT_EQ(attack.value.en, "yes");
  EXPECT_TRUE(attack.of_customer);
  EXPECT_EQ(attack.lost, 189U);
  EXPECT_EQ(attack.went_on, 104U);
  EXPECT_NEAR(attack.lost_share, 0.0171, 5e-5);
  EXPECT_NEAR(attack.went_on_share, 0.0094, 5e-5);
  EXPECT_NEAR(attack.odds_ratio, 1.832, 0.0005);
  EXPECT_NEAR(attack.low, 1.44, 0.005);
  EXPECT_NEAR(attack.high, 2.33, 0.005);
  EXPECT_TRUE(attack.differs);
  EXPECT_FALSE(attack.fisher);
  EXPECT_DOUBLE_EQ(*attack.p, *attack.p_adjusted);  // one test
}

TEST(Traits, ArePaidForByTheirNumber) {
  Dataset dataset = lost_and_payers(100, 100);
  add_attribute(dataset, "city", [](size_t i) {
    const size_t place = i % 100;
    if (i < 100) return place < 60 ? "Rome" : place < 80 ? "Oslo" : "Bonn";
    return place < 30 ? "Rome" : place < 60 ? "Oslo" : "Bonn";
  });
  const AfterwardsReport report = traits_of(dataset);
  ASSERT_EQ(report.traits.size(), 3U);
  const Trait& rome = *find(report, "city", "Rome");
  EXPECT_EQ(&rome, &report.traits[0]);
  EXPECT_DOUBLE_EQ(*rome.p, compare_proportions({60, 100}, {30, 100})->p);
  EXPECT_DOUBLE_EQ(*rome.p_adjusted, 3 * *rome.p);  // the smallest of three
  EXPECT_TRUE(rome.differs);
  const Trait& bonn = *find(report, "city", "Bonn");
  EXPECT_EQ(&bonn, &report.traits[1]) << "what is less frequent among the lost comes behind what is more frequent";
  EXPECT_DOUBLE_EQ(*bonn.p_adjusted, std::max(*rome.p_adjusted, 2 * *bonn.p));
  const Trait& oslo = *find(report, "city", "Oslo");
  EXPECT_FALSE(oslo.differs);
}

TEST(Traits, AreOfTheStepsOwnEvent) {
  Dataset dataset = dataset_of_events({
      {"anna", "search", 1},
      {"anna", "view", 2},
      {"anna", "view", 3},  // the first view is the step's
      {"bert", "view", 1},
      {"bert", "pay", 2},
  });
  add_property(dataset, "device", [](size_t row) { return row == 1 ? "phone" : row == 2 ? "" : "laptop"; });
  const AfterwardsReport report = traits_of(dataset);
  ASSERT_EQ(report.traits.size(), 1U);
  EXPECT_EQ(report.traits[0].value.en, "phone");
  EXPECT_FALSE(report.traits[0].of_customer);
  EXPECT_EQ(report.traits[0].lost, 1U);
  EXPECT_EQ(report.traits[0].went_on, 0U);
}

TEST(Traits, OfFewAreNotTested) {
  Dataset dataset = lost_and_payers(50, 50);
  add_attribute(dataset, "city", [](size_t i) { return i < 9 ? "Rome" : i % 2 == 0 ? "Oslo" : "Bonn"; });
  const AfterwardsReport report = traits_of(dataset);
  const Trait& rome = *find(report, "city", "Rome");
  EXPECT_EQ(rome.lost, 9U);
  EXPECT_EQ(rome.went_on, 0U);
  EXPECT_FALSE(rome.p);
  EXPECT_TRUE(rome.too_few_to_tell);
  EXPECT_EQ(&rome, &report.traits.back());
  // Two tests are paid for, not three.
  const Trait& oslo = *find(report, "city", "Oslo");
  const Trait& bonn = *find(report, "city", "Bonn");
  EXPECT_DOUBLE_EQ(std::min(*oslo.p_adjusted, *bonn.p_adjusted), std::min(1.0, 2 * std::min(*oslo.p, *bonn.p)));
}

TEST(Traits, OfUnknownValueAreShown) {
  Dataset dataset = lost_and_payers(60, 60);
  add_attribute(dataset, "city", [](size_t i) { return i < 50 ? "" : "Rome"; });
  const AfterwardsReport report = traits_of(dataset);
  ASSERT_EQ(report.traits.size(), 1U);
  EXPECT_EQ(report.traits[0].value.zh, "未知");
  EXPECT_EQ(report.traits[0].lost, 50U);
  EXPECT_TRUE(report.traits[0].differs);
}

TEST(Traits, OfManyNumbersAreQuarters) {
  Dataset dataset = lost_and_payers(40, 40);
  add_attribute(dataset, "age", [](size_t i) { return std::to_string(21 + i % 40); });  // 21..60, two of each
  const AfterwardsReport report = traits_of(dataset);
  ASSERT_EQ(report.traits.size(), 4U);
  for (const char* range : {"up to 30", "over 30, up to 40", "over 40, up to 50", "over 50"}) {
    const Trait* quarter = find(report, "age", range);
    ASSERT_NE(quarter, nullptr) << range;
    EXPECT_EQ(quarter->lost, 10U);
    EXPECT_EQ(quarter->went_on, 10U);
    EXPECT_DOUBLE_EQ(quarter->odds_ratio, 1);
  }
  EXPECT_EQ(find(report, "age", "over 30, up to 40")->value.zh, "30 以上，不超过 40");
}

TEST(Traits, OfFewNumbersAreTheNumbers) {
  Dataset dataset = lost_and_payers(36, 36);
  add_attribute(dataset, "children", [](size_t i) { return std::to_string(i % 12); });
  EXPECT_NE(find(traits_of(dataset), "children", "11"), nullptr);
}

TEST(Traits, OfAmountsAreQuarters) {
  Dataset dataset = lost_and_payers(40, 40);
  Events& events = *dataset.events;
  for (size_t row = 0; row < events.size(); ++row) {
    events.amount.push_back({static_cast<int64_t>(row < 40 ? 150 + row : 1000), 2});
    events.has_amount.push_back(1);
  }
  const AfterwardsReport report = traits_of(dataset);
  // The lost have 1.50, 1.51, ... 1.89; whoever paid 10: half of all, so that a quarter bounds nothing.
  ASSERT_EQ(report.traits.size(), 3U);
  EXPECT_EQ(find(report, "Amount", "up to 1.69")->lost, 20U);
  EXPECT_EQ(find(report, "Amount", "over 1.69, up to 1.89")->lost, 20U);
  EXPECT_EQ(find(report, "Amount", "over 1.89")->went_on, 40U);
}

TEST(Traits, OfTooManyValuesAreNamedAsLeftOut) {
  Dataset dataset = lost_and_payers(150, 150);
  add_attribute(dataset, "street", [](size_t i) { return "No. " + std::to_string(i); });
  add_attribute(dataset, "same", [](size_t) { return "all"; });
  const AfterwardsReport report = traits_of(dataset);
  EXPECT_TRUE(report.traits.empty());
  ASSERT_EQ(report.traits_notes.size(), 2U);
  EXPECT_EQ(report.traits_notes[1].en, "Left out, for they have more than 200 different values: street.");
  EXPECT_EQ(report.traits_notes[1].zh, "以下属性的不同取值超过 200 个，未作比较：street。");
}

TEST(Traits, OfAPropertyStandForTheAttributeOfItsName) {
  Dataset dataset = lost_and_payers(20, 20);
  add_attribute(dataset, "device", [](size_t i) { return i < 20 ? "phone" : "laptop"; });
  add_property(dataset, "device", [](size_t) { return "phone"; });
  EXPECT_TRUE(traits_of(dataset).traits.empty());
}

TEST(Traits, NeedBothGroups) {
  Dataset dataset = lost_and_payers(20, 0);
  add_attribute(dataset, "city", [](size_t i) { return i < 10 ? "Rome" : "Oslo"; });
  FunnelSpec spec;
  for (const char* name : {"view", "view"}) spec.steps.push_back({.event = name});
  EXPECT_TRUE(traits_of(dataset, spec).traits.empty());
}

TEST(Traits, AreCountedRowByRow) {
  Random random(seed_of_today());
  const auto below = [&](uint64_t end) { return random.next() % end; };
  for (int round = 0; round < 40; ++round) {
    const size_t lost = 20 + below(200), payers = 20 + below(200);
    Dataset dataset = lost_and_payers(lost, payers);
    std::vector<std::string> city;
    for (size_t i = 0; i < lost + payers; ++i) city.push_back(below(9) == 0 ? "" : "city" + std::to_string(below(6)));
    add_attribute(dataset, "city", [&](size_t i) { return city[i]; });
    std::map<std::string, std::pair<uint64_t, uint64_t>> counts;
    for (size_t i = 0; i < city.size(); ++i) {
      auto& [of_lost, of_payers] = counts[city[i].empty() ? "unknown" : city[i]];
      ++(i < lost ? of_lost : of_payers);
    }
    const AfterwardsReport report = traits_of(dataset);
    ASSERT_EQ(report.traits.size(), counts.size());
    for (const Trait& trait : report.traits) {
      ASSERT_EQ(trait.lost, counts[trait.value.en].first);
      ASSERT_EQ(trait.went_on, counts[trait.value.en].second);
      const double a = static_cast<double>(trait.lost), b = static_cast<double>(lost) - a;
      const double c = static_cast<double>(trait.went_on), d = static_cast<double>(payers) - c;
      if (a > 0 && b > 0 && c > 0 && d > 0) {
        ASSERT_NEAR(trait.odds_ratio, a * d / (b * c), 1e-9);
      }
      ASSERT_LE(trait.low, trait.odds_ratio);
      ASSERT_GE(trait.high, trait.odds_ratio);
    }
  }
}

}  // namespace
}  // namespace sluice::funnel
