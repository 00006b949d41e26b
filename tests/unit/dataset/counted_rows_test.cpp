#include "dataset/counted_rows.h"

#include <gtest/gtest.h>

#include "test_support/files.h"
#include "unit/ingest/recording_sink.h"

namespace sluice {
namespace {

using ingest::RecordingSink;

void read_counted(const std::string& text, CountedRows& rows) {
  ingest::FileReader reader(0, "table.csv", text.size(), {}, rows);
  ASSERT_TRUE(reader.push(std::as_bytes(std::span(text))));
  ASSERT_TRUE(reader.finish());
}

TEST(CountedRows, HandsEveryRowOnAndCountsIt) {
  for (const char* name : {"shapes/customer_attributes", "shapes/events_with_amounts", "shapes/opportunities",
                           "shapes/ready_rfm", "shapes/stages", "shapes/shop_export", "rejects/every_reason"}) {
    SCOPED_TRACE(name);
    const std::string text = test::repository_file("tests/conformance/ingest/" + std::string(name) + ".csv");
    const ingest::FileOutcome plain = ingest::read(text);
    ASSERT_TRUE(plain.report);
    RecordingSink sink;
    CountedRows rows(sink);
    read_counted(text, rows);
    EXPECT_EQ(sink.rows, plain.sink.rows);
    EXPECT_EQ(sink.attributes, plain.sink.attributes);
    EXPECT_EQ(sink.attribute_names, plain.sink.attribute_names);
    EXPECT_EQ(sink.rejects.size(), plain.sink.rejects.size());
    ASSERT_TRUE(rows.counting());
    EXPECT_EQ(rows.counts().shape, plain.report->shape);
    EXPECT_EQ(rows.counts().rows, plain.report->rows_kept);
    EXPECT_EQ(rows.counts().rejects, plain.report->rows_rejected);
  }
}

TEST(CountedRows, HandsOnWhatIsNoLongerCounted) {
  const std::string text = "customer,date,amount\nAnn,03/04/2017,1\nBob,13/04/2017,2\n";
  RecordingSink sink;
  CountedRows rows(sink);
  rows.stop_counting();
  read_counted(text, rows);
  EXPECT_FALSE(rows.counting());
  EXPECT_EQ(sink.rows, ingest::read(text).sink.rows);
}

}  // namespace
}  // namespace sluice
