#include "ingest/structural_mask.h"

#include <gtest/gtest.h>

#include <array>
#include <random>

namespace sluice::ingest {
namespace {

TEST(StructuralMask, IsThatOfTheDefinition) {
  std::mt19937 random(3);
  const std::string_view alphabet = "ab,;\t|\r\n\" \x80\xFF";
  std::array<char, kMaskBytes> text{};
  for (int round = 0; round < 2000; ++round) {
    for (char& c : text) c = alphabet[random() % alphabet.size()];
    for (const char delimiter : {',', ';', '\t', '|', '\xFF'}) {
      ASSERT_EQ(structural_mask(text.data(), delimiter), structural_mask_by_byte(text.data(), delimiter));
    }
  }
}

TEST(StructuralMask, HasTheFirstByteLowest) {
  std::string text(kMaskBytes, 'x');
  text[0] = ',';
  text[63] = '\n';
  EXPECT_EQ(structural_mask(text.data(), ','), uint64_t{1} | uint64_t{1} << 63);
}

}  // namespace
}  // namespace sluice::ingest
