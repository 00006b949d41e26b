// Who lies within a drawn line, against matplotlib: reference_lasso.py says how the table was made.
#include <gtest/gtest.h>

#include <sstream>
#include <string>

#include "rfm/lasso.h"
#include "test_support/files.h"

namespace sluice::rfm {
namespace {

AxisScale scale_of(const std::string& name) { return name == "linear" ? AxisScale::linear : AxisScale::logarithmic; }

TEST(ReferenceLasso, HoldsThePlacesThatMatplotlibSaysItHolds) {
  std::istringstream rows(test::repository_file("tests/conformance/rfm/reference_lasso.txt"));
  int lines = 0, inside = 0, outside = 0;
  for (std::string row; std::getline(rows, row); ++lines) {
    std::istringstream parts(row);
    std::string x_scale, y_scale, corners, places;
    std::getline(parts, x_scale, '|');
    std::getline(parts, y_scale, '|');
    std::getline(parts, corners, '|');
    std::getline(parts, places, '|');
    Lasso lasso{"frequency", "monetary", scale_of(x_scale), scale_of(y_scale), {}};
    std::istringstream each(corners);
    for (std::string corner; std::getline(each, corner, ';');) {
      AxisPoint point;
      std::istringstream(corner) >> point.x >> point.y;
      lasso.points.push_back(point);
    }
    const LassoArea area(lasso);
    std::istringstream all(places);
    for (std::string place; std::getline(all, place, ';');) {
      double x = 0, y = 0;
      int wanted = 0;
      std::istringstream(place) >> x >> y >> wanted;
      EXPECT_EQ(area.contains(x, y), wanted == 1) << row.substr(0, 40) << " at " << place;
      ++(wanted == 1 ? inside : outside);
    }
  }
  EXPECT_EQ(lines, 24);
  EXPECT_GT(inside, 200);
  EXPECT_GT(outside, 200);
}

}  // namespace
}  // namespace sluice::rfm
