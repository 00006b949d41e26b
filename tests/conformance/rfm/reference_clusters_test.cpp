// k-means, silhouettes, agreement and principal components against scikit-learn, NumPy and SciPy: reference_clusters.py
// says how the table was made.
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/logarithm.h"
#include "base/statistics.h"
#include "conformance/rfm/reference_table.h"
#include "rfm/kmeans.h"
#include "rfm/principal_components.h"
#include "rfm/rand_index.h"
#include "rfm/silhouette.h"
#include "test_support/files.h"

namespace sluice::rfm {
namespace {

using test::number;
using test::numbers;
using test::split;

using Row = std::vector<std::string>;

std::vector<uint8_t> labels(const std::string& text) {
  std::vector<uint8_t> values;
  for (const double value : numbers(text)) values.push_back(static_cast<uint8_t>(value));
  return values;
}

Points points_of(const std::string& text) {
  Points points;
  for (const std::string& column : split(text, ';')) points.columns.push_back(numbers(column));
  return points;
}

void expect_lloyd(const Row& row) {
  const Points points = points_of(row[2]);
  std::vector<uint32_t> first;
  for (uint32_t i = 0; i < static_cast<uint32_t>(std::atoi(row[1].c_str())); ++i) first.push_back(i);
  KMeans run(points, points_at(points, first));
  run.run(0);
  EXPECT_EQ(run.labels(), labels(row[3])) << row[2];
  EXPECT_NEAR(run.objective(), number(row[4]), 1e-9 * number(row[4])) << row[2];
}

void expect_best(const Row& row) {
  const Points points = points_of(row[2]);
  Random random(1);
  constexpr int kRestarts = 1000;
  KMeans run(points, best_centres(points, static_cast<size_t>(std::atoi(row[1].c_str())), kRestarts, random));
  run.run(0);
  EXPECT_LE(run.objective(), number(row[3]) * (1 + 1e-9)) << row[2];
}

void expect_silhouette(const Row& row) {
  const auto k = static_cast<size_t>(std::atoi(row[1].c_str()));
  const Silhouette found = silhouette(points_of(row[2]), labels(row[3]), k);
  EXPECT_NEAR(found.mean.value(), number(row[4]), 1e-12) << row[2];
  const std::vector<double> means = numbers(row[5]);
  for (size_t j = 0; j < k; ++j) EXPECT_NEAR(found.cluster_mean[j].value(), means[j], 1e-12) << row[2];
}

void expect_components(const Row& row) {
  const PrincipalComponents found = principal_components(points_of(row[1]));
  const Points loadings = points_of(row[2]);
  const std::vector<double> shares = numbers(row[3]);
  for (size_t i = 0; i < shares.size(); ++i) {
    EXPECT_NEAR(found.share[i], shares[i], 1e-12) << row[1];
    for (size_t d = 0; d < shares.size(); ++d) {
      EXPECT_NEAR(found.loadings[i][d], loadings.columns[i][d], 1e-9) << row[1];
    }
  }
}

void expect_rand(const Row& row) {
  EXPECT_NEAR(adjusted_rand_index(labels(row[1]), labels(row[2])), number(row[3]), 1e-12) << row[1] << ", " << row[2];
}

void expect_moments(const Row& row) {
  const std::vector<double> values = numbers(row[1]);
  const Moments moments = moments_of(values);
  EXPECT_NEAR(moments.mean, number(row[2]), 1e-12 * number(row[2]));
  EXPECT_NEAR(moments.deviation, number(row[3]), 1e-12 * number(row[3]));
  EXPECT_NEAR(moments.skewness, number(row[4]), 1e-10) << row[1];
}

void expect_logarithm(const Row& row) {
  const std::vector<double> values = numbers(row[1]), wanted = numbers(row[2]);
  for (size_t i = 0; i < values.size(); ++i) EXPECT_DOUBLE_EQ(natural_log(values[i]), wanted[i]) << values[i];
}

TEST(ReferenceClusters, AgreeWithOtherPrograms) {
  const std::map<std::string, void (*)(const Row&)> checks{
      {"lloyd", expect_lloyd},           {"best", expect_best}, {"silhouette", expect_silhouette},
      {"components", expect_components}, {"rand", expect_rand}, {"moments", expect_moments},
      {"logarithm", expect_logarithm}};
  std::map<std::string, int> rows;
  for (const std::string& line : split(test::repository_file("tests/conformance/rfm/reference_clusters.txt"), '\n')) {
    if (line.empty()) continue;
    const Row row = split(line, '|');
    checks.at(row[0])(row);
    ++rows[row[0]];
  }
  for (const auto& [kind, check] : checks) EXPECT_GE(rows[kind], 10) << kind;
}

}  // namespace
}  // namespace sluice::rfm
