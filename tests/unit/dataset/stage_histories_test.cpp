#include "dataset/stage_histories.h"

#include <gtest/gtest.h>

#include "test_support/dataset_text.h"

namespace sluice {
namespace {

using test::dataset_of;

// The opportunities without what they say of their customers.
std::string opportunities_text(const Dataset& dataset) {
  std::string text = test::rows_text(dataset);
  return text.substr(0, text.find("attribute\t"));
}

std::string rows_of(const std::string& table) { return opportunities_text(dataset_of({{"deals.csv", table}})); }

bool tells_history(const std::string& table) {
  return !dataset_of({{"deals.csv", table}}).opportunities->history.empty();
}

TEST(StageHistories, SeveralRowsOfANumberAreOneOpportunity) {
  const std::string wanted =
      "opportunity\tRome\tProposal\topen\t120\t2024-01-01\t-\towner=Bob\n"
      "  came to\tLead\t2024-01-01\n"
      "  came to\tProposal\t2024-01-05\n"
      "opportunity\t-\tClosed Lost\tlost\t7\t2024-01-02\t2024-01-09\towner=Ann\n"
      "  came to\tLead\t2024-01-02\n"
      "  came to\tClosed Lost\t2024-01-09\n"
      "opportunity\t-\tLead\topen\t-\t2024-01-03\t-\n"
      "  came to\tLead\t2024-01-03\n";
  const std::string head = "opportunity_id,account,stage,changed_at,amount,owner\n";
  EXPECT_EQ(rows_of(head + "1,,Lead,2024-01-01,100,Ann\n1,Rome,Proposal,2024-01-05,120,Bob\n"
                           "2,,Lead,2024-01-02,7,Ann\n2,,Closed Lost,2024-01-09,,\n3,,Lead,2024-01-03,,\n"),
            wanted);
  EXPECT_EQ(rows_of(head + "3,,Lead,2024-01-03,,\n2,,Closed Lost,2024-01-09,,\n1,Rome,Proposal,2024-01-05,120,Bob\n"
                           "2,,Lead,2024-01-02,7,Ann\n1,,Lead,2024-01-01,100,Ann\n"),
            wanted)
      << "whatever the order of the rows";
}

TEST(StageHistories, TheFileSaysSo) {
  const Dataset dataset = dataset_of(
      {{"h.csv", "opportunity_id,stage,changed_at\n1,Lead,2024-01-01\n1,Talk,2024-01-05\n2,Lead,2024-01-02\n"}});
  const std::vector<TextPair>& notes = dataset.import.files[0].notes;
  EXPECT_TRUE(std::any_of(notes.begin(), notes.end(), [](const TextPair& note) {
    return note.en.find("3 rows tell the way of 2 opportunities") != std::string::npos;
  }));
}

TEST(StageHistories, EntriesOfOneTimeKeepTheOrderOfTheFile) {
  const std::string way = "  came to\tLead\t2024-01-01\n  came to\tTalk\t2024-01-05\n  came to\tDemo\t2024-01-05\n";
  const std::string head = "opportunity_id,stage,changed_at\n";
  EXPECT_NE(rows_of(head + "1,Lead,2024-01-01\n1,Talk,2024-01-05\n1,Demo,2024-01-05\n").find(way), std::string::npos);
  EXPECT_NE(rows_of(head + "1,Demo,2024-01-05\n1,Talk,2024-01-05\n1,Lead,2024-01-01\n").find(way), std::string::npos)
      << "a file that begins with the newest";
}

TEST(StageHistories, AWinClosesOnItsDay) {
  const std::string head = "opportunity_id,stage,changed_at,close date\n";
  EXPECT_NE(rows_of(head + "1,Lead,2024-01-01,2024-03-01\n1,Won,2024-02-05,2024-02-04\n")
                .find("opportunity\t-\tWon\twon\t-\t2024-01-01\t2024-02-04\n"),
            std::string::npos)
      << "the day that the latest row gives";
  EXPECT_NE(rows_of(head + "1,Lead,2024-01-01,2024-03-01\n1,Won,2024-02-05,\n1,Won,2024-02-09,\n")
                .find("opportunity\t-\tWon\twon\t-\t2024-01-01\t2024-02-05\n"),
            std::string::npos)
      << "the time from which on the rows say so";
}

TEST(StageHistories, OtherRepeatedNumbersAreNone) {
  const std::string head = "opportunity_id,account,stage,created\n";
  EXPECT_FALSE(tells_history(head + "1,a,Lead,2024-01-01\n2,b,Talk,2024-01-05\n")) << "nothing is repeated";
  EXPECT_FALSE(tells_history(head + "1,a,Lead,2024-01-01\n1,a,Lead,2024-01-01\n")) << "a row for each product";
  EXPECT_FALSE(tells_history(head + "1,a,Lead,2024-01-01\n1,a,Talk,2024-01-01\n")) << "at one time";
  EXPECT_FALSE(tells_history(head + "1,a,Lead,2024-01-01\n1,a,Lead,2024-02-01\n")) << "in one stage";
  EXPECT_FALSE(tells_history(head + "1,a,Lead,2024-01-01\n1,b,Talk,2024-01-05\n")) << "of two customers";
  EXPECT_FALSE(tells_history(head + "1,a,Won,2024-01-01\n1,a,Talk,2024-01-05\n")) << "won, and later another is open";
  EXPECT_FALSE(tells_history(head + ",a,Lead,2024-01-01\n,a,Talk,2024-01-05\n3,a,Talk,2024-01-05\n"))
      << "without a number";
  EXPECT_TRUE(tells_history(head + "1,a,Lead,2024-01-01\n1,a,Talk,2024-01-05\n"));
  std::string list = head;  // a list with one number written twice
  for (int id = 0; id < 20; ++id) list += std::to_string(id) + ",c,Lead,2024-01-01\n";
  EXPECT_FALSE(tells_history(list + "7,c,Talk,2024-01-05\n"));
}

TEST(StageHistories, MeetTheListOfTheSameOpportunities) {
  const Dataset dataset =
      dataset_of({{"history.csv",
                   "deal_id,stage,entered_at,owner\n1,Lead,2024-01-01,Ann\n1,Talk,2024-01-05,Bob\n"
                   "2,Lead,2024-01-02,Ann\n2,Won,2024-01-09,Ann\n"},
                  {"list.csv",
                   "deal id,account,stage,status,created,closed,owner\n1,Rome,Demo,Open,2023-12-31,,\n"
                   "2,Oslo,Talk,Won,,,Cy\n3,Bonn,Lead,Open,2024-01-01,,Cy\n"}});
  EXPECT_EQ(opportunities_text(dataset),
            "opportunity\tRome\tDemo\topen\t-\t2023-12-31\t-\towner=Bob\n"
            "  came to\tLead\t2024-01-01\n"
            "  came to\tTalk\t2024-01-05\n"
            "opportunity\tOslo\tTalk\twon\t-\t2024-01-02\t2024-01-09\towner=Cy\n"
            "  came to\tLead\t2024-01-02\n"
            "  came to\tWon\t2024-01-09\n"
            "opportunity\tBonn\tLead\topen\t-\t2024-01-01\t-\towner=Cy\n");
}

Dataset dataset_under(const std::string& table, ingest::FileSpec spec) {
  auto loaded = test::load_text(table, std::move(spec));
  EXPECT_TRUE(loaded) << loaded.error().to_string();
  return loaded ? std::move(loaded->dataset) : Dataset{};
}

TEST(StageHistories, TheUserHasTheLastWord) {
  const std::string head = "opportunity_id,account,stage,created\n";
  const std::string history = head + "1,a,Lead,2024-01-01\n1,a,Talk,2024-01-05\n2,b,Lead,2024-01-02\n";
  const std::string list = head + "1,a,Won,2024-01-01\n1,b,Talk,2024-01-05\n2,b,Lead,2024-01-02\n";
  for (const std::string& table : {history, list}) {
    ingest::FileSpec one, each;
    one.stage_history = true;
    each.stage_history = false;
    const Dataset as_one = dataset_under(table, one), as_each = dataset_under(table, each);
    EXPECT_EQ(as_one.opportunities->size(), 2U);
    EXPECT_EQ(as_one.opportunities->history.ends, (std::vector<size_t>{2, 3}));
    EXPECT_EQ(as_one.import.files[0].stage_history, true);
    EXPECT_EQ(as_each.opportunities->size(), 3U);
    EXPECT_TRUE(as_each.opportunities->history.empty());
    EXPECT_EQ(as_each.import.files[0].stage_history, false);
  }
  EXPECT_EQ(dataset_under(history, {}).import.files[0].stage_history, true);
  EXPECT_EQ(dataset_under(list, {}).import.files[0].stage_history, false);
  EXPECT_FALSE(dataset_under(head + "1,a,Lead,2024-01-01\n2,b,Talk,2024-01-05\n", {}).import.files[0].stage_history)
      << "nothing repeats";
}

TEST(StageHistories, OfCustomersWithoutNumbers) {
  const std::string table = "customer_id,stage,time\nanna,Lead,2024-01-01\nanna,Talk,2024-01-05\nben,Lead,2024-01-02\n";
  EXPECT_TRUE(dataset_under(table, {}).events) << "by itself it is one of events";
  ingest::FileSpec spec;
  spec.shape = ingest::Shape::opportunities;
  EXPECT_EQ(opportunities_text(dataset_under(table, spec)),
            "opportunity\tanna\tTalk\topen\t-\t2024-01-01\t-\n"
            "  came to\tLead\t2024-01-01\n"
            "  came to\tTalk\t2024-01-05\n"
            "opportunity\tben\tLead\topen\t-\t2024-01-02\t-\n"
            "  came to\tLead\t2024-01-02\n");
  spec.stage_history = false;
  EXPECT_TRUE(dataset_under(table, spec).opportunities->history.empty());
  EXPECT_EQ(dataset_under(table, spec).opportunities->size(), 3U);
}

}  // namespace
}  // namespace sluice
