// Tables with a row a person and the dates of the steps, a column each: every filled date is an event.
#include <gtest/gtest.h>

#include <array>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "funnel/analysis.h"
#include "test_support/dataset_text.h"
#include "test_support/files.h"
#include "test_support/seed.h"
#include "unit/funnel/journey_fixture.h"

namespace sluice::funnel {
namespace {

std::string january_day(int day) { return format_day(day_from_civil({2024, 1, 1}) + day); }

// Each person three days or blanks. The chain is the days in the order of the columns, equal ones included.
TEST(Milestones, CountWhatTheColumnsSay) {
  std::mt19937_64 random(test::seed_of_today());
  for (int round = 0; round < 50; ++round) {
    std::string csv = "user_id,signed_up_at,activated_at,paid_at\n";
    std::array<double, 3> wanted{};
    const int people = 40 + static_cast<int>(random() % 40);
    for (int person = 0; person < people; ++person) {
      std::array<std::optional<int>, 3> days;
      for (std::optional<int>& day : days) {
        if (random() % 4 != 0) day = static_cast<int>(random() % 6);
      }
      if (person == 0) days = {0, 1, 2};
      csv += "u" + std::to_string(person);
      for (const std::optional<int>& day : days) csv += "," + (day ? january_day(*day) : std::string());
      csv += "\n";
      int last = 0;
      for (size_t step = 0; step < 3 && days[step] && *days[step] >= last; ++step) {
        last = *days[step];
        ++wanted[step];
      }
    }
    const auto loaded = test::load_text(csv);
    ASSERT_TRUE(loaded) << loaded.error().to_string();
    EXPECT_EQ(loaded->dataset.import.files[0].shape, ingest::Shape::milestones);
    ASSERT_EQ(find_sources(loaded->dataset), std::vector<Source>{Source::events});
    const FunnelReport report =
        funnel_report_of(loaded->dataset, funnel_of({"signed_up_at", "activated_at", "paid_at"}));
    for (size_t step = 0; step < 3; ++step) EXPECT_EQ(report.steps[step].count, wanted[step]) << "round " << round;
  }
}

TEST(Milestones, KeepTimesAttributesAndWhatCannotBeRead) {
  std::string csv =
      "user_id,plan,signed_up,paid\n1,pro,01/02/2024 10:30,13/02/2024\n2,pro,02/02/2024,\n3,free,,\n"
      "4,free,05/02/2024,yesterday\n";
  for (int i = 10; i < 30; ++i) {
    csv +=
        "9" + std::to_string(i) + (i % 2 == 0 ? ",pro" : ",free") + ",07/02/2024," + std::to_string(i) + "/03/2024\n";
  }
  const auto loaded = test::load_text(csv);
  ASSERT_TRUE(loaded) << loaded.error().to_string();
  const ingest::FileReport& file = loaded->dataset.import.files[0];
  EXPECT_EQ(file.rows_kept, 22U);
  EXPECT_EQ(file.rows_rejected, 2U) << "without a date, and with one that is none";
  EXPECT_EQ(file.date_order, ingest::DateOrder::day_first);
  EXPECT_TRUE(file.date_order_proven);
  const Events& events = *loaded->dataset.events;
  ASSERT_EQ(events.size(), 43U);
  EXPECT_EQ(format_time(events.time[0]), "2024-02-01 10:30:00");
  EXPECT_EQ(format_time(events.time[1]), "2024-02-13 00:00:00");
  EXPECT_EQ(events.event_names.at(events.event[1]), "paid");
  ASSERT_EQ(events.properties.size(), 1U);
  EXPECT_EQ(events.properties[0].name, "plan");
}

TEST(Milestones, AreReadBothWays) {
  const std::string csv =
      "user_id,plan,signed_up,paid\n1,pro,2024-02-01,2024-02-13\n2,pro,2024-02-02,\n3,free,2024-02-02,\n"
      "4,free,2024-02-04,\n";
  ingest::FileSpec spec;
  spec.shape = ingest::Shape::customer_attributes;
  const auto plain = test::load_text(csv, spec);
  ASSERT_TRUE(plain) << plain.error().to_string();
  EXPECT_FALSE(plain->dataset.events.has_value());
  EXPECT_EQ(plain->dataset.import.files[0].other_shape, ingest::Shape::milestones);
  const auto steps = test::load_text(csv);
  ASSERT_TRUE(steps) << steps.error().to_string();
  EXPECT_EQ(steps->dataset.import.files[0].other_shape, ingest::Shape::customer_attributes);
  // What was decided reads the same again.
  const auto again = test::load_text(csv, steps->resolved[0]);
  ASSERT_TRUE(again) << again.error().to_string();
  EXPECT_EQ(test::rows_text(again->dataset), test::rows_text(steps->dataset));
}

// What happened is not in the columns: the files say it.
TEST(Milestones, OfTwoTablesWithOneDateOfTheSameNameAreTwoSteps) {
  const std::string signups = "user_id,date\n1,2024-02-01\n2,2024-02-02\n3,2024-02-03\n4,2024-02-04\n";
  const std::string payments = "user_id,date\n1,2024-02-05\n3,2024-02-04\n4,2024-02-01\n";
  const auto loaded = test::load({{"signups.csv", signups}, {"payments.csv", payments}});
  ASSERT_TRUE(loaded) << loaded.error().to_string();
  const Dataset& dataset = loaded->dataset;
  ASSERT_EQ(dataset.import.files[1].shape, ingest::Shape::milestones);
  ASSERT_EQ(dataset.events->event_names.size(), 2U) << "none is called as the column alone";
  const FunnelReport report = funnel_report_of(dataset, funnel_of({"date (signups)", "date (payments)"}));
  EXPECT_EQ(report.steps[0].count, 4);
  EXPECT_EQ(report.steps[1].count, 2) << "one paid before signing up";
  EXPECT_EQ(dataset.import.files[0].notes.back().en,
            "Another table has a column 'date', too: the events of this one are called 'date (signups)'.");
  // The order of the files leaves no trace.
  const auto turned = test::load({{"payments.csv", payments}, {"signups.csv", signups}});
  ASSERT_TRUE(turned);
  EXPECT_EQ(test::rows_text(turned->dataset), test::rows_text(dataset));
}

std::vector<std::string> cells_of(const std::string& line, size_t count) {
  std::vector<std::string> cells;
  for (size_t begin = 0; cells.size() < count;) {
    const size_t end = std::min(line.find(',', begin), line.size());
    cells.push_back(line.substr(begin, end - begin));
    begin = end + 1;
    if (begin > line.size()) break;
  }
  return cells;
}

std::vector<std::vector<std::string>> rows_of_file(const std::string& text, size_t columns) {
  std::vector<std::vector<std::string>> rows;
  for (size_t begin = text.find('\n') + 1; begin < text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    if (end > begin) rows.push_back(cells_of(text.substr(begin, end - begin), columns));
    begin = end + 1;
  }
  return rows;
}

// Olist's leads and the deals that were closed, a table each: counted here line by line.
TEST(Milestones, OfTwoTablesMeetByTheirNumber) {
  const auto leads = test::shared_file("data/funnel/olist_mql.csv");
  const auto deals = test::shared_file("data/funnel/olist_closed_deals.csv");
  if (!leads || !deals) GTEST_SKIP() << "the shared data are not here";
  std::map<std::string, std::string> contacted;
  for (const auto& row : rows_of_file(*leads, 2)) contacted[row[0]] = row[1];
  size_t won = 0;
  for (const auto& row : rows_of_file(*deals, 5)) {
    const auto lead = contacted.find(row[0]);
    won += lead != contacted.end() && row[4] >= lead->second ? 1U : 0U;
  }
  ASSERT_GT(won, 500U);
  const auto loaded = test::load({{"olist_mql.csv", *leads}, {"olist_closed_deals.csv", *deals}});
  ASSERT_TRUE(loaded) << loaded.error().to_string();
  const FunnelReport report = funnel_report_of(loaded->dataset, funnel_of({"first_contact_date", "won_date"}));
  EXPECT_EQ(report.steps[0].count, static_cast<double>(contacted.size()));
  EXPECT_EQ(report.steps[1].count, static_cast<double>(won));
  const std::vector<Step> proposed = propose_steps(loaded->dataset, Source::events);
  ASSERT_EQ(proposed.size(), 2U) << "a funnel is made by itself";
  EXPECT_EQ(proposed[0].event, "first_contact_date");
}

}  // namespace
}  // namespace sluice::funnel
