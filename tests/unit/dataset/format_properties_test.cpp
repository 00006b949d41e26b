// What must hold for every format: where the bytes are cut leaves no trace, no damage is fatal, and the same rows give
// the same dataset in whatever format they came.
#include <gtest/gtest.h>

#include <filesystem>
#include <random>

#include "test_support/dataset_text.h"
#include "test_support/files.h"

namespace sluice {
namespace {

namespace fs = std::filesystem;
using test::chunks_of;
using test::load;
using test::outcome_text;

// The files of the conformance cases, some kilobytes each.
std::vector<std::pair<std::string, std::string>> fixtures() {
  std::vector<std::pair<std::string, std::string>> found;
  for (const char* folder : {"containers", "workbooks", "json"}) {
    for (const auto& entry :
         fs::directory_iterator(fs::path(SLUICE_SOURCE_DIR) / "tests/conformance/ingest" / folder)) {
      const std::string name = entry.path().filename().string();
      if (name.ends_with(".expected") || name.ends_with(".spec.json")) continue;
      found.emplace_back(name, test::read_file(entry.path().string()).value_or(""));
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

TEST(Formats, AreReadTheSameWhereverTheBytesAreCut) {
  for (const auto& [name, bytes] : fixtures()) {
    const std::string whole = outcome_text(load({{name, bytes}}), test::kEverything);
    for (size_t cut = 1; cut < bytes.size(); cut += 1 + bytes.size() / 150) {
      const test::ChunkSize at_cut = [cut, size = bytes.size()](size_t left) { return left == size ? cut : left; };
      ASSERT_EQ(outcome_text(load({{name, bytes}}, {}, at_cut), test::kEverything), whole)
          << name << " cut at byte " << cut;
    }
    for (const size_t size : {1U, 2U, 3U, 7U}) {
      ASSERT_EQ(outcome_text(load({{name, bytes}}, {}, chunks_of(size)), test::kEverything), whole)
          << name << " by " << size;
    }
  }
}

// No expectation but to come back, with the same outcome for every size of the pieces.
TEST(Formats, SurviveDamage) {
  std::mt19937 random(20170405);
  for (const auto& [name, bytes] : fixtures()) {
    for (int round = 0; round < 30; ++round) {
      std::string damaged = bytes;
      if (round % 3 == 0) damaged.resize(random() % (damaged.size() + 1));
      for (int i = 0; i < 1 + round % 5 && !damaged.empty(); ++i) {
        damaged[random() % damaged.size()] = static_cast<char>(random());
      }
      const std::string whole = outcome_text(load({{name, damaged}}), test::kEverything);
      ASSERT_EQ(outcome_text(load({{name, damaged}}, {}, chunks_of(1 + random() % 50)), test::kEverything), whole)
          << name;
    }
  }
}

TEST(Formats, ALegacyWorkbookHoldsWhatItsExportHolds) {
  const auto workbook = test::shared_file("data/xls/cn_superstore.xls");
  const auto text = test::shared_file("data/orders/cn_superstore_orders.csv");
  if (!workbook || !text) GTEST_SKIP() << "the shared files are missing";
  const auto from_workbook = load({{"file", *workbook}});
  const auto from_text = load({{"file", *text}});
  ASSERT_TRUE(from_workbook) << from_workbook.error().to_string();
  ASSERT_TRUE(from_text) << from_text.error().to_string();
  EXPECT_EQ(from_workbook->dataset.import.files[0].rows_kept, 10'000U);
  EXPECT_EQ(from_workbook->dataset.import.files[0].sheet, "订单");
  EXPECT_EQ(test::rows_text(from_workbook->dataset), test::rows_text(from_text->dataset));
}

}  // namespace
}  // namespace sluice
