// Cohorts and the rhythm of purchases against pandas: reference_retention.py says how the table was made.
#include <gtest/gtest.h>

#include <sstream>

#include "report/spec_fields.h"
#include "rfm/cohorts.h"
#include "rfm/overdue.h"
#include "test_support/dataset_text.h"
#include "test_support/files.h"

namespace sluice::rfm {
namespace {

std::vector<std::string> parts_of(const std::string& line, char mark) {
  std::vector<std::string> parts;
  std::istringstream stream(line);
  for (std::string part; std::getline(stream, part, mark);) parts.push_back(part);
  return parts;
}

/// The lines of the table that speak of one file, without its name.
std::vector<std::vector<std::string>> retention_table(const std::string& file) {
  std::vector<std::vector<std::string>> rows;
  for (const std::string& line :
       parts_of(test::repository_file("tests/conformance/rfm/reference_retention.txt"), '\n')) {
    std::vector<std::string> parts = parts_of(line, '|');
    if (parts[0] != file) continue;
    parts.erase(parts.begin());
    rows.push_back(std::move(parts));
  }
  return rows;
}

struct MeasuredFile {
  explicit MeasuredFile(const std::string& name, std::string text)
      : loaded(test::load({{name, std::move(text)}}).value()),
        lines(clean_lines(loaded.dataset, {}, {}).value()),
        analysis(analyze(loaded.dataset, {}, &lines).value()),
        rhythm(measure_rhythm(loaded.dataset, analysis, {}, &lines).value()) {}

  CohortReport cohorts(CohortPeriod period) const {
    return make_cohorts(loaded.dataset, analysis, {}, {period}, {}, &lines).value();
  }

  test::Loaded loaded;
  Lines lines;
  Analysis analysis;
  Rhythm rhythm;
};

// The printed row ends with the last purchase; later cells hold nothing. Cells behind the last column stand in `later`.
void expect_cohort(const CohortRow& row, const std::vector<std::string>& printed) {
  const std::vector<std::string> cells = parts_of(printed[3], ' ');
  EXPECT_EQ(std::to_string(row.customers), printed[2]) << printed[1];
  const auto number = [&](size_t cell, size_t figure) {
    return 3 * cell < cells.size() ? std::stoll(cells[3 * cell + figure]) : 0;
  };
  for (size_t age = 0; age < row.figures.size(); ++age) {
    EXPECT_EQ(row.figures.active[age], number(age, 0)) << row.id << " " << age;
    EXPECT_EQ(row.figures.orders[age], number(age, 1)) << row.id << " " << age;
    EXPECT_DOUBLE_EQ(row.figures.revenue[age], static_cast<double>(number(age, 2)) / 100) << row.id << " " << age;
  }
  int64_t later_orders = 0, later_cents = 0;
  for (size_t age = row.figures.size(); 3 * age < cells.size(); ++age) {
    later_orders += number(age, 1);
    later_cents += number(age, 2);
  }
  EXPECT_EQ(row.later.orders, later_orders) << row.id;
  EXPECT_DOUBLE_EQ(row.later.revenue, static_cast<double>(later_cents) / 100) << row.id;
}

void expect_cohorts(const MeasuredFile& measured, const std::vector<std::vector<std::string>>& table,
                    CohortPeriod period) {
  const CohortReport report = measured.cohorts(period);
  size_t compared = 0, in_report = 0;
  for (const CohortRow& row : report.cohorts) in_report += row.cohorts;
  for (const auto& printed : table) {
    if (printed[0] != enum_name(period)) continue;
    for (const CohortRow& row : report.cohorts) {
      if (row.first_day != printed[1] || row.cohorts != 1) continue;
      expect_cohort(row, printed);
      ++compared;
    }
  }
  const uint64_t gathered = report.cohorts.front().cohorts > 1 ? report.cohorts.front().cohorts : 0;
  EXPECT_EQ(compared, in_report - gathered);
  EXPECT_GT(compared, 0U);
}

void expect_rhythm(const MeasuredFile& measured, const std::vector<std::vector<std::string>>& table) {
  const Profile& profile = measured.analysis.profile;
  const RhythmReport report =
      report_rhythm(measured.analysis, measured.rhythm, {}, std::vector<uint8_t>(profile.size(), 1));
  size_t compared = 0;
  for (const auto& printed : table) {
    if (printed[0] == "rhythm") {
      const std::vector<double> found{static_cast<double>(report.customers),
                                      static_cast<double>(report.repeaters),
                                      static_cast<double>(report.with_gap),
                                      static_cast<double>(report.gaps),
                                      report.median_gap.value(),
                                      report.p90_gap.value(),
                                      report.typical_gap.value(),
                                      static_cast<double>(report.second[0].customers),
                                      static_cast<double>(report.second[1].customers),
                                      static_cast<double>(report.second[2].customers),
                                      static_cast<double>(report.overdue),
                                      report.at_stake * 100};
      const std::vector<std::string> wanted = parts_of(printed[1], ' ');
      ASSERT_EQ(wanted.size(), found.size());
      for (size_t i = 0; i < found.size(); ++i) EXPECT_NEAR(found[i], std::stod(wanted[i]), 1e-6) << "figure " << i;
    } else if (printed[0] == "overdue") {
      const uint32_t code = measured.loaded.dataset.customers.find(printed[1]);
      const auto row = static_cast<size_t>(std::lower_bound(profile.customer.begin(), profile.customer.end(), code) -
                                           profile.customer.begin());
      EXPECT_TRUE(is_overdue(profile, measured.rhythm, row, 2)) << printed[1];
      EXPECT_EQ(measured.rhythm.usual_gap[row], std::stod(printed[2])) << printed[1];
      EXPECT_EQ(profile.recency[row], std::stod(printed[3])) << printed[1];
      ++compared;
    }
  }
  EXPECT_GT(compared, 10U);
}

void expect_like_pandas(const std::string& file, const std::string& name, std::string text) {
  const MeasuredFile measured(name, std::move(text));
  const auto table = retention_table(file);
  for (const CohortPeriod period : {CohortPeriod::week, CohortPeriod::month, CohortPeriod::quarter}) {
    expect_cohorts(measured, table, period);
  }
  expect_rhythm(measured, table);
}

TEST(ReferenceRetention, OfTheSampleOrdersIsThatOfPandas) {
  expect_like_pandas("orders", "orders.csv", test::repository_file("assets/samples/orders.csv"));
}

TEST(ReferenceRetention, OfCdnowIsThatOfPandas) {
  const auto text = test::shared_file("data/cdnow/CDNOW_master.txt");
  if (!text) GTEST_SKIP() << "the CDNOW file is not here";
  expect_like_pandas("cdnow", "CDNOW_master.txt", std::string(*text));
}

}  // namespace
}  // namespace sluice::rfm
