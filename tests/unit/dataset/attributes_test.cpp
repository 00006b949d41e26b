// What is known of customers: which value counts, and that neither the order of the rows nor the pieces in which they
// come decide it.
#include "dataset/attributes.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "test_support/dataset_text.h"

namespace sluice {
namespace {

using test::dataset_of;
using test::load;
using test::load_text;

// "a=Rome b=Oslo (1 with several)"
std::string text_of(const Dataset& dataset, std::string_view name) {
  for (const CustomerAttribute& attribute : dataset.attributes) {
    if (attribute.name != name) continue;
    std::string text;
    for (uint32_t customer = 0; customer < attribute.value.size(); ++customer) {
      if (attribute.value[customer] == Dictionary::kNone) continue;
      text += std::string(dataset.customers.at(customer)) + "=" +
              std::string(attribute.values.at(attribute.value[customer])) + " ";
    }
    return text + "(" + std::to_string(attribute.several) + " with several)";
  }
  return "no such attribute";
}

std::vector<std::string> names_of(const Dataset& dataset) {
  std::vector<std::string> names;
  for (const CustomerAttribute& attribute : dataset.attributes) names.push_back(attribute.name);
  return names;
}

bool has_note(const ingest::FileReport& file, std::string_view part) {
  return std::any_of(file.notes.begin(), file.notes.end(),
                     [&](const TextPair& note) { return note.en.find(part) != std::string::npos && !note.zh.empty(); });
}

TEST(Attributes, TheLatestLineThatSaysOneCounts) {
  const Dataset dataset = dataset_of({{"f.csv",
                                       "customer,date,amount,city\n"
                                       "a,2017-04-07,1,\n"
                                       "a,2017-04-06,1,Rome\n"
                                       "a,2017-04-05,1,Oslo\n"
                                       "b,2017-04-05,1, Oslo \n"
                                       "b,2017-04-04,1,Oslo\n"
                                       "c,2017-04-05,1,N/A\n"}});
  EXPECT_EQ(text_of(dataset, "city"), "a=Rome b=Oslo (1 with several)");
  EXPECT_EQ(dataset.attributes.at(0).customers_known, 2U);
  EXPECT_EQ(dataset.attributes.at(0).files, std::vector<uint16_t>{0});
}

TEST(Attributes, AtTheSameTimeTheSmallerByBytesCounts) {
  for (const char* rows :
       {"a,2017-04-05,1,Toys\na,2017-04-05,2,Books\n", "a,2017-04-05,2,Books\na,2017-04-05,1,Toys\n"}) {
    const Dataset dataset = dataset_of({{"f.csv", std::string("customer,date,amount,category\n") + rows}});
    EXPECT_EQ(text_of(dataset, "category"), "a=Books (1 with several)");
    EXPECT_EQ(dataset.attributes.at(0).values.size(), 1U) << "values that nobody has are left out";
  }
}

// A blank cell at the beginning of a run, with the value of the run before it below: nothing is remembered too long.
TEST(Attributes, ABlankCellHidesNothingBelowIt) {
  const Dataset dataset = dataset_of({{"f.csv",
                                       "customer,order id,date,amount,city\n"
                                       "a,1,2017-04-05,1,Rome\n"
                                       "b,2,2017-04-05,1,\n"
                                       "b,2,2017-04-05,1,Rome\n"}});
  EXPECT_EQ(text_of(dataset, "city"), "a=Rome b=Rome (0 with several)");
}

TEST(Attributes, EventsOpportunitiesAndTablesHaveThemToo) {
  EXPECT_EQ(
      text_of(
          dataset_of({{"f.csv", "user,event,time,channel\nu,view,2017-04-05 08:00,web\nu,pay,2017-04-05 09:00,app\n"}}),
          "channel"),
      "u=app (1 with several)");
  EXPECT_EQ(
      text_of(dataset_of({{"f.csv",
                           "opportunity_id,account,stage,engage date,close date,region\n"
                           "1,Rome,Won,2017-04-05,2017-05-05,South\n2,Rome,Talk,2017-04-07,,North\n3,,Talk,,,East\n"}}),
              "region"),
      "Rome=North (1 with several)");
  EXPECT_EQ(
      text_of(dataset_of({{"f.csv",
                           "customer,recency,frequency,monetary,city\nb,1,2,3,Rome\na,4,5,6.5,Oslo\nb,7,8,9,Bonn\n"}}),
              "city"),
      "a=Oslo b=Rome (0 with several)");
}

TEST(Attributes, WhatATableOfCustomersSaysCountsMoreThanWhatLinesSay) {
  const test::InputFile orders{"orders.csv", "customer,date,amount,city\na,2017-04-05,1,Rome\nb,2017-04-05,1,Bonn\n"};
  const test::InputFile people{"people.csv", "customer,city,channel\na,Oslo,web\nb,,app\nc,Kiel,web\n"};
  for (const auto& files : {std::vector{orders, people}, std::vector{people, orders}}) {
    const Dataset dataset = dataset_of(files);
    EXPECT_EQ(text_of(dataset, "city"), "a=Oslo b=Bonn c=Kiel (1 with several)");
    EXPECT_EQ(text_of(dataset, "channel"), "a=web b=app c=web (0 with several)");
  }
}

TEST(Attributes, OfSeveralTablesTheFirstThatSaysOneCounts) {
  const Dataset dataset =
      dataset_of({{"old.csv", "customer,city\na,Rome\nb,\n"}, {"new.csv", "customer,city\na,Oslo\nb,Bonn\n"}});
  EXPECT_EQ(text_of(dataset, "city"), "a=Rome b=Bonn (1 with several)");
  EXPECT_EQ(dataset.import.rows_rejected, 0U) << "a customer may stand in both";
}

TEST(Attributes, AFileOfCustomersNamesEachOnce) {
  const Dataset dataset = dataset_of({{"f.csv",
                                       "customer,city\na,Rome\nb,Oslo\na,Bonn\nc,Rome\nd,Rome\ne,Oslo\n"
                                       "f,Oslo\ng,Oslo\nh,Oslo\ni,Oslo\nj,Oslo\n"}});
  EXPECT_EQ(dataset.import.files[0].shape, ingest::Shape::customer_attributes);
  EXPECT_EQ(dataset.import.rows_kept, 10U);
  ASSERT_EQ(dataset.import.files[0].rejects.size(), 1U);
  EXPECT_EQ(dataset.import.files[0].rejects[0].reason, ingest::RejectReason::duplicate_customer);
  EXPECT_EQ(dataset.rejects.raw(0), "a,Bonn");
}

TEST(Attributes, TheFileIsOneWhereOrdersComeFromSeveral) {
  const test::InputFile may{"may.csv", "customer,date,amount\na,2017-05-05,1\nb,2017-05-05,1\n"};
  const test::InputFile june{"june.csv", "customer,date,amount\nb,2017-06-05,1\nc,2017-06-05,1\n"};
  const Dataset dataset = dataset_of({may, june});
  EXPECT_EQ(text_of(dataset, "file"), "a=may.csv b=june.csv c=june.csv (1 with several)");
  EXPECT_EQ(dataset.attributes.at(0).title.zh, "文件");
  EXPECT_EQ(dataset.attributes.at(0).files, (std::vector<uint16_t>{0, 1}));
  EXPECT_TRUE(has_note(dataset.import.files[1], "Has the same columns as 'may.csv'"));
  EXPECT_FALSE(has_note(dataset.import.files[0], "columns"));

  const Dataset joined = dataset_of({may, {"people.csv", "customer,city\na,Rome\nb,Oslo\n"}});
  EXPECT_EQ(names_of(joined), std::vector<std::string>{"city"}) << "one file of orders needs no such attribute";
  const Dataset other = dataset_of({may, {"other.csv", "client,order date,sales,file\nd,2017-06-05,1,x\n"}},
                                   {{}, {.name = "other.csv", .columns = {{"file", ingest::Role::attribute}}}});
  EXPECT_EQ(names_of(other), (std::vector<std::string>{"file", "file*"}));
  EXPECT_TRUE(has_note(other.import.files[1], "though its columns differ"));
}

TEST(Attributes, FreeTextIsNotKeptAndThatIsSaid) {
  const auto file_of = [](int customers, int rows_each, int distinct) {
    std::string text = "customer,date,amount,remark,city\n";
    for (int row = 0; row < customers * rows_each; ++row) {
      text +=
          "c" + std::to_string(row % customers) + ",2017-04-05,1,remark " + std::to_string(row % distinct) + ",Rome\n";
    }
    return text;
  };
  ingest::FileSpec spec;
  spec.columns = {{"remark", ingest::Role::attribute}};
  const auto kept = [&](int customers, int rows_each, int distinct) {
    const Dataset dataset = dataset_of({{"file.csv", file_of(customers, rows_each, distinct)}}, {spec});
    const bool is_kept = names_of(dataset) == std::vector<std::string>{"remark", "city"};
    EXPECT_EQ(has_note(dataset.import.files[0], "'remark' differs from customer to customer"), !is_kept);
    EXPECT_EQ(text_of(dataset, "city").starts_with("c0=Rome"), true);
    return is_kept;
  };
  EXPECT_TRUE(kept(1'500, 1, 1'000)) << "few values are kept, however few customers there are";
  EXPECT_FALSE(kept(2'000, 1, 1'001));
  EXPECT_TRUE(kept(2'002, 1, 1'001));
  EXPECT_TRUE(kept(20'000, 1, 10'000));
  EXPECT_FALSE(kept(30'000, 1, 10'001));
}

// Rows in any order, in pieces of any size, with an order of day and month that turns out wrong after any of them.
TEST(Attributes, NeitherOrderNorPiecesLeaveATrace) {
  std::mt19937 random(20170405);
  const auto number = [&](int below) { return static_cast<int>(random() % static_cast<unsigned>(below)); };
  struct Row {
    std::string customer, city, category;
    TimeMs time;
  };
  std::vector<Row> rows;
  const std::vector<std::string> cities{"", "Rome", "Oslo", "Bonn"};
  const std::vector<std::string> categories{"", "Toys", "Books"};
  for (int i = 0; i < 400; ++i) {
    const TimeMs time = day_from_civil({2017, 1 + number(12), 1 + number(12)}) * kMsPerDay;
    rows.push_back({"c" + std::to_string(number(40)), cities[static_cast<size_t>(number(4))],
                    categories[static_cast<size_t>(number(3))], time});
  }
  const std::vector<std::string> names{"city", "category"};
  // `decided_after`: so many rows come with an assumed order that is the wrong one.
  const auto read = [&](size_t decided_after, bool in_pieces) {
    DatasetBuilder builder;
    builder.begin_table(0, ingest::Shape::order_lines);
    builder.begin_attributes(names);
    OrderPiece piece;
    for (size_t i = 0; i < rows.size(); ++i) {
      if (i == decided_after) {
        if (in_pieces) builder.add(std::exchange(piece, OrderPiece()), 0);
        builder.exchange_day_and_month();
      }
      const std::vector<std::string_view> cells{rows[i].city, rows[i].category};
      ingest::OrderLineRow row;
      row.customer = rows[i].customer;
      row.time_is_open = i < decided_after;
      row.time = row.time_is_open ? day_and_month_exchanged(rows[i].time) : rows[i].time;
      row.amount = {1, 0};
      row.line = i + 2;
      row.attributes = cells;
      if (!in_pieces) {
        builder.order_line(row);
        continue;
      }
      piece.order_line(row);
      if (number(20) == 0) builder.add(std::exchange(piece, OrderPiece()), 0);
    }
    builder.add(piece, 0);
    const auto dataset = builder.finish({});
    return text_of(*dataset, "city") + " " + text_of(*dataset, "category");
  };
  const std::string expected = read(0, false);
  EXPECT_NE(expected.find("with several) c"), std::string::npos);
  for (int round = 0; round < 40; ++round) {
    std::shuffle(rows.begin(), rows.end(), random);
    ASSERT_EQ(read(static_cast<size_t>(number(401)), round % 2 == 0), expected) << "round " << round;
  }
}

}  // namespace
}  // namespace sluice
