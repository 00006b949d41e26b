// What event files say of each event: its amount and its properties stay with its row.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "dataset/attributes.h"
#include "test_support/dataset_text.h"

namespace sluice {
namespace {

using test::dataset_of;
using test::load;

// "a view 2017-04-05 amount 5 channel=web", one a line.
std::string text_of(const Dataset& dataset) {
  std::string text;
  const Events& events = *dataset.events;
  for (size_t row = 0; row < events.size(); ++row) {
    text += std::string(dataset.customers.at(events.customer[row])) + " " +
            std::string(events.event_names.at(events.event[row])) + " " + test::time_text(events.time[row]) +
            test::event_details(events, row) + "\n";
  }
  std::replace(text.begin(), text.end(), '\t', ' ');
  return text;
}

std::vector<std::string> properties_of(const Dataset& dataset) {
  std::vector<std::string> names;
  for (const EventProperty& property : dataset.events->properties) names.push_back(property.name);
  return names;
}

TEST(Events, KeepWhatEachRowSays) {
  const Dataset dataset = dataset_of({{"f.csv",
                                       "user,event,time,channel,amount,city\n"
                                       "b,pay,2017-04-06,app,$12.50,\n"
                                       "a,view,2017-04-05, web ,,Rome\n"
                                       "a,pay,2017-04-06,N/A,$3,Oslo\n"}});
  EXPECT_EQ(text_of(dataset),
            "a view 2017-04-05 channel=web city=Rome\n"
            "a pay 2017-04-06 amount 3.00 city=Oslo\n"
            "b pay 2017-04-06 amount 12.50 channel=app\n");
  EXPECT_EQ(dataset.currency, "$");
  const Events& events = *dataset.events;
  EXPECT_EQ(events.amount.units, (std::vector<int64_t>{0, 300, 1250}));
  EXPECT_EQ(events.has_amount, (std::vector<uint8_t>{0, 1, 1}));
  ASSERT_EQ(properties_of(dataset), (std::vector<std::string>{"channel", "city"}));
  EXPECT_EQ(events.properties[0].title.zh, "channel");
  EXPECT_EQ(events.properties[0].values.at(0), "app");
  EXPECT_EQ(events.properties[0].value, (std::vector<uint32_t>{1, Dictionary::kNone, 0}));
}

TEST(Events, HaveNoColumnOfWhatNoneOfThemSays) {
  const Dataset dataset =
      dataset_of({{"f.csv",
                   "user,event,time,city,amount\na,view,2017-04-05,,\nb,view,2017-04-05,-,"
                   "N/A\n"}},
                 {{.columns = {{"city", ingest::Role::attribute}, {"amount", ingest::Role::amount}}}});
  EXPECT_TRUE(dataset.events->amount.units.empty());
  EXPECT_TRUE(dataset.events->has_amount.empty());
  EXPECT_TRUE(dataset.events->properties.empty());
}

TEST(Events, OfSeveralFilesShareTheirPropertiesByName) {
  const Dataset dataset =
      dataset_of({{"may.csv", "user,event,time,channel\na,view,2017-05-05,web\na,cart,2017-05-05,app\n"},
                  {"plain.csv", "user,event,time\na,view,2017-05-20\n"},
                  {"june.csv", "user,event,time,value,city,channel\na,pay,2017-06-05,2.5,Rome,web\n"},
                  {"orders.csv", "customer,date,amount,level\na,2017-05-05,1,gold\nb,2017-05-05,1,gold\n"}});
  EXPECT_EQ(text_of(dataset),
            "a cart 2017-05-05 channel=app\n"
            "a view 2017-05-05 channel=web\n"
            "a view 2017-05-20\n"
            "a pay 2017-06-05 amount 2.5 channel=web city=Rome\n");
  EXPECT_EQ(properties_of(dataset), (std::vector<std::string>{"channel", "city"})) << "what orders say is not theirs";
  for (const EventProperty& property : dataset.events->properties) EXPECT_EQ(property.value.size(), 4U);
}

TEST(Events, CountWhateverTheirAmountCellSays) {
  const Dataset dataset = dataset_of({{"f.csv",
                                       "user,event,time,amount\na,view,2017-04-05,free\na,cart,2017-04-06,5\n"
                                       "a,cart,2017-04-07,10%\na,pay,2017-04-08,7\na,pay,2017-04-09\n"}});
  EXPECT_EQ(text_of(dataset),
            "a view 2017-04-05\na cart 2017-04-06 amount 5\na cart 2017-04-07\na pay 2017-04-08 amount 7\na pay "
            "2017-04-09\n");
  EXPECT_EQ(dataset.import.rows_rejected, 0U);
  const std::vector<TextPair>& notes = dataset.import.files[0].notes;
  ASSERT_EQ(notes.size(), 1U);
  EXPECT_EQ(notes[0].en, "2 cells of 'amount' could not be read as an amount: those events count without one.");
  EXPECT_EQ(notes[0].zh, "“amount”列有 2 个单元格无法读作金额：这些事件照常计入，但没有金额。");
}

// Customers with a remark each; `values` different ones, one an event.
std::string file_of(int customers, int values) {
  std::string text = "user,event,time,remark,city\n";
  for (int row = 0; row < values; ++row) {
    text += "c" + std::to_string(row % customers) + ",view,2017-04-05,remark " + std::to_string(row) + ",Rome\n";
  }
  return text;
}

TEST(Events, KeepNoPropertyOfTooManyValues) {
  const ingest::FileSpec spec{.columns = {{"remark", ingest::Role::attribute}}};
  const auto read = [&](int customers, int values) {
    return dataset_of({{"f.csv", file_of(customers, values)}}, {spec});
  };
  constexpr auto kMost = static_cast<int>(kMostAttributeValues);

  const Dataset all = read(100, kMost);
  EXPECT_EQ(properties_of(all), (std::vector<std::string>{"remark", "city"}));
  EXPECT_EQ(all.events->properties[0].values.size(), kMostAttributeValues);
  ASSERT_EQ(all.import.files[0].notes.size(), 1U);  // 10,000 values, and a hundred customers with one of them each
  EXPECT_EQ(all.import.files[0].notes[0].en,
            "'remark' differs from customer to customer: it groups nobody, but funnel steps may ask.");

  const Dataset too_many = read(100, kMost + 1);
  EXPECT_EQ(properties_of(too_many), std::vector<std::string>{"city"});
  ASSERT_EQ(too_many.import.files[0].notes.size(), 1U);
  EXPECT_EQ(too_many.import.files[0].notes[0].en,
            "'remark' differs from customer to customer: it groups nobody and is left out.");
}

// A row as it is meant, and what the table must make of all of them: sorted by what they say.
struct Row {
  size_t file = 0;
  std::string customer, event;
  TimeMs time = 0;
  std::optional<int> cents;
  std::vector<std::string> cells;  // in the order of the file's columns

  std::string cell(const std::vector<std::string>& names, std::string_view name) const {
    const auto at = std::find(names.begin(), names.end(), name);
    return at == names.end() ? std::string() : cells[static_cast<size_t>(at - names.begin())];
  }
};

const std::vector<std::vector<std::string>> kColumns{{"channel", "city"}, {"step", "channel"}, {}};

std::string expected_text(const std::vector<Row>& rows) {
  using Property = std::pair<bool, std::string>;  // blank, value: blank ones stand behind
  using Line = std::tuple<std::string, TimeMs, std::string, std::optional<int>, std::vector<Property>>;
  std::vector<Line> lines;
  for (const Row& row : rows) {
    std::vector<Property> properties;
    for (const char* name : {"channel", "city", "step"}) {
      const std::string value = row.cell(kColumns[row.file], name);
      properties.emplace_back(value.empty(), value);
    }
    lines.emplace_back(row.customer, row.time, row.event, row.cents, properties);
  }
  std::sort(lines.begin(), lines.end());
  std::string text;
  for (const auto& [customer, time, event, cents, properties] : lines) {
    text += customer + " " + event + " " + test::time_text(time);
    if (cents) text += " amount " + format_plain(*cents, 2);
    const char* const names[] = {" channel=", " city=", " step="};
    for (size_t i = 0; i < properties.size(); ++i) text += properties[i].first ? "" : names[i] + properties[i].second;
    text += "\n";
  }
  return text;
}

// Files in any order, their rows too, with an order of day and month that turns out wrong after any of them.
TEST(Events, NeitherTheOrderOfRowsNorOfFilesLeavesATrace) {
  std::mt19937 random(20170405);
  const auto one_of = [&](std::initializer_list<const char*> words) { return words.begin()[random() % words.size()]; };
  std::vector<Row> rows;
  for (int i = 0; i < 600; ++i) {
    Row row;
    row.file = random() % kColumns.size();
    row.customer = one_of({"c1", "c2", "c3", "c10"});
    row.event = one_of({"view", "pay"});
    row.time =
        day_from_civil({2017, 1 + static_cast<int>(random() % 2), 3 + static_cast<int>(random() % 2)}) * kMsPerDay;
    if (random() % 2 == 0) row.cents = static_cast<int>(random() % 3) * 50 - 50;
    for (size_t c = 0; c < kColumns[row.file].size(); ++c) row.cells.emplace_back(one_of({"", "web", "app", "Ω"}));
    rows.push_back(row);
  }
  const std::string expected = expected_text(rows);
  std::vector<size_t> files{0, 1, 2};
  for (int round = 0; round < 40; ++round) {
    std::shuffle(rows.begin(), rows.end(), random);
    std::shuffle(files.begin(), files.end(), random);
    DatasetBuilder builder;
    for (const size_t file : files) {
      builder.begin_table(static_cast<int>(file), ingest::Shape::events);
      if (!kColumns[file].empty()) builder.begin_attributes(kColumns[file]);
      const size_t decided_after = random() % rows.size();
      for (size_t i = 0; i < rows.size(); ++i) {
        if (i == decided_after) builder.exchange_day_and_month();
        if (rows[i].file != file) continue;
        ingest::EventRow row;
        row.customer = rows[i].customer;
        row.event = rows[i].event;
        row.time_is_open = i < decided_after;
        row.time = row.time_is_open ? day_and_month_exchanged(rows[i].time) : rows[i].time;
        if (rows[i].cents)
          row.amount = *rows[i].cents % 100 == 0 ? Money{*rows[i].cents / 100, 0} : Money{*rows[i].cents, 2};
        const std::vector<std::string_view> cells(rows[i].cells.begin(), rows[i].cells.end());
        row.attributes = cells;
        builder.event(row);
      }
    }
    auto dataset = builder.finish({});
    std::sort(dataset->events->properties.begin(), dataset->events->properties.end(),
              [](const EventProperty& a, const EventProperty& b) { return a.name < b.name; });
    ASSERT_EQ(text_of(*dataset), expected) << "round " << round;
  }
}

}  // namespace
}  // namespace sluice
