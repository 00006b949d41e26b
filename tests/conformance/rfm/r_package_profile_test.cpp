// Recency, frequency, monetary value and their scores of the orders of the R package rfm, against what the package
// itself computed at its analysis date 2006-12-31.
#include <gtest/gtest.h>

#include <cstdlib>

#include "conformance/rfm/comma_table.h"
#include "dataset/dataset_builder.h"
#include "rfm/analysis.h"
#include "test_support/files.h"

namespace sluice::rfm {
namespace {

Dataset read_orders(const test::CommaTable& table) {
  DatasetBuilder builder;
  builder.begin_table(0, ingest::Shape::order_lines);
  uint64_t line = 1;
  for (const auto& row : table.rows) {
    const std::string order = std::to_string(++line);  // every row of the file is a transaction
    ingest::OrderLineRow made;
    made.customer = row[0];
    made.order = order;
    made.time = TimeMs{*parse_iso_day(row[1])} * kMsPerDay;
    made.amount = {std::atoll(row[2].c_str()), 0};
    made.line = line;
    builder.order_line(made);
  }
  return std::move(builder.finish({})).value();
}

TEST(RPackageRfm, ProfileScoresAndSegmentsAreTheSame) {
  const auto orders = test::shared_file("data/orders/rfm_r_orders.csv");
  const auto golden = test::shared_file("goldens/rfm_r_orders_segments.csv");
  if (!orders || !golden) GTEST_SKIP() << "the files of the R package are not here";
  const Dataset dataset = read_orders(test::read_comma_table(*orders));
  const test::CommaTable wanted = test::read_comma_table(*golden);
  RfmSpec spec;
  spec.snapshot = "2006-12-31";
  spec.returns = ReturnsRule::keep;
  spec.map = "rfm-r";
  spec.recency.method = spec.frequency.method = spec.monetary.method = "rfm-r";
  const auto lines = clean_lines(dataset, {}, spec);
  ASSERT_TRUE(lines.has_value());
  const auto analysis = analyze(dataset, spec, &*lines);
  ASSERT_TRUE(analysis.has_value());
  const Profile& profile = analysis->profile;
  ASSERT_EQ(profile.size(), wanted.rows.size());
  for (size_t row = 0; row < profile.size(); ++row) {
    const auto& printed = wanted.row_of(std::string(dataset.customers.at(profile.customer[row])));
    EXPECT_EQ(profile.frequency[row], std::atof(printed[3].c_str())) << printed[0];
    EXPECT_EQ(profile.recency[row], std::atof(printed[4].c_str())) << printed[0];
    EXPECT_EQ(profile.monetary[row], std::atof(printed[5].c_str())) << printed[0];
    for (size_t d = 0; d < 3; ++d) {
      EXPECT_EQ(analysis->scores[d][row], std::atoi(printed[6 + d].c_str())) << printed[0] << ", dimension " << d;
    }
    EXPECT_EQ(analysis->map->segments[analysis->segment[row]].name.en, printed[1]) << printed[0];
  }
}

}  // namespace
}  // namespace sluice::rfm
