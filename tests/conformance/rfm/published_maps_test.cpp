// The segment maps that we ship against the published ones.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "conformance/rfm/comma_table.h"
#include "rfm/segment_map.h"
#include "test_support/files.h"

namespace sluice::rfm {
namespace {

using MapCells = std::map<std::string, std::string>;  // "54" -> "Champions"

MapCells cells_of_map(const std::string& map_id) {
  const SegmentMap& map = *find_built_in_map(map_id);
  MapCells cells;
  for (int r = 1; r <= map.bins; ++r) {
    for (int f = 1; f <= map.bins; ++f) {
      const int last = map.kind == MapKind::cube ? map.bins : 1;
      for (int m = 1; m <= last; ++m)
        cells[cell_key(map.kind, r, f, m)] = map.segments[map.segment_at(r, f, m)].name.en;
    }
  }
  return cells;
}

// "grid | Champions | 55 54" -> cells of the map `id`.
MapCells published(const std::string& id) {
  const std::string text = test::repository_file("tests/conformance/rfm/published_maps.txt");
  MapCells cells;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = text.find('\n', begin);
    const std::string line = text.substr(begin, end - begin);
    begin = end == std::string::npos ? text.size() : end + 1;
    if (!line.starts_with(id + " | ")) continue;
    const size_t name_begin = id.size() + 3;
    const size_t name_end = line.find(" | ", name_begin);
    for (size_t at = name_end + 3; at < line.size();) {
      const size_t cell_end = std::min(line.find(' ', at), line.size());
      cells[line.substr(at, cell_end - at)] = line.substr(name_begin, name_end - name_begin);
      at = cell_end + 1;
    }
  }
  return cells;
}

TEST(PublishedMaps, TheGridIsThePublishedOne) {
  EXPECT_EQ(published("grid").size(), 25U);
  EXPECT_EQ(cells_of_map("grid"), published("grid"));
}

TEST(PublishedMaps, TheElevenSegmentsAreThePublishedOnes) {
  EXPECT_EQ(published("eleven").size(), 125U);
  EXPECT_EQ(cells_of_map("eleven"), published("eleven"));
}

TEST(PublishedMaps, QuartilesAreReadAsPyMcMarketingListsThem) {
  MapCells wanted = published("pymc");
  EXPECT_EQ(wanted.size(), 46U);
  for (const char r : std::string("1234")) {
    for (const char f : std::string("1234")) {
      for (const char m : std::string("1234")) wanted.emplace(std::string{r, f, m}, "Other");  // on no list
    }
  }
  EXPECT_EQ(wanted.size(), 64U);
  EXPECT_EQ(cells_of_map("pymc"), wanted);
}

TEST(PublishedMaps, AgreeWithTheGoldenFiles) {
  for (const auto& [file, id] :
       {std::pair{"goldens/rf_grid_25.json", "grid"}, std::pair{"goldens/eleven_segment_125.json", "eleven"}}) {
    const auto golden = test::shared_file(file);
    if (!golden) GTEST_SKIP() << file << " is not here";
    EXPECT_EQ(nlohmann::json::parse(*golden).get<MapCells>(), cells_of_map(id));
  }
}

TEST(PublishedMaps, TheRangesOfTheRPackageGiveItsSegments) {
  const auto golden = test::shared_file("goldens/rfm_r_orders_segments.csv");
  if (!golden) GTEST_SKIP() << "the segments of the R package are not here";
  const MapCells cells = cells_of_map("rfm-r");
  const test::CommaTable wanted = test::read_comma_table(*golden);
  ASSERT_EQ(wanted.rows.size(), 995U);
  for (const auto& row : wanted.rows) {  // customer, segment, ..., and at the end its scores of R, F and M
    EXPECT_EQ(cells.at(row[6] + row[7] + row[8]), row[1]) << row[0];
  }
}

}  // namespace
}  // namespace sluice::rfm
