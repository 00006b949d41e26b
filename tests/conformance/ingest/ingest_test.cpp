// Every file below this folder, read with no help (or with the spec beside it), against what a person expects of it:
// NAME.csv or of another kind, NAME.expected, NAME.spec.json where the user chose something. An expected file has one
// fact a line, parts separated by tabs: first what was understood of the file, then the rows of the dataset, then the
// rejects.
#include <gtest/gtest.h>

#include <filesystem>

#include "test_support/dataset_text.h"
#include "test_support/files.h"

namespace sluice {
namespace {

namespace fs = std::filesystem;

const fs::path& folder() {
  static const fs::path path = fs::path(SLUICE_SOURCE_DIR) / "tests/conformance/ingest";
  return path;
}

std::vector<std::string> cases() {
  std::vector<std::string> found;
  for (const auto& entry : fs::recursive_directory_iterator(folder())) {
    const std::string name = entry.path().filename().string();
    const bool is_input = entry.is_regular_file() && !name.ends_with(".expected") && !name.ends_with(".spec.json") &&
                          !name.ends_with(".cpp") && !name.ends_with(".py");
    if (is_input) found.push_back(fs::relative(entry.path(), folder()).generic_string());
  }
  std::sort(found.begin(), found.end());
  return found;
}

class IngestCase : public testing::TestWithParam<std::string> {};

TEST_P(IngestCase, IsReadAsExpected) {
  const fs::path input = folder() / GetParam();
  const auto beside = [&](const char* extension) {
    return test::read_file(fs::path(input).replace_extension(extension).string());
  };
  const auto bytes = test::read_file(input.string());
  const auto expected = beside(".expected");
  ASSERT_TRUE(bytes && expected) << "both the file and its .expected must be there";

  std::vector<ingest::FileSpec> specs;
  if (const auto json = beside(".spec.json")) {
    const Result<Spec> spec = parse_spec(*json);
    ASSERT_TRUE(spec) << spec.error().to_string();
    specs = spec->ingest.files;
  }
  const auto loaded = test::load({{input.filename().string(), *bytes}}, specs);
  EXPECT_EQ(test::outcome_text(loaded), *expected);

  // What was resolved is a spec that reads the file the same way.
  if (!loaded) return;
  const auto again = test::load({{input.filename().string(), *bytes}}, loaded->resolved);
  ASSERT_TRUE(again) << again.error().to_string();
  EXPECT_EQ(test::rows_text(again->dataset), test::rows_text(loaded->dataset));
  EXPECT_EQ(again->resolved, loaded->resolved);
}

std::string test_name(const testing::TestParamInfo<std::string>& info) {
  std::string name = info.param.substr(0, info.param.rfind('.'));
  std::replace_if(
      name.begin(), name.end(), [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }, '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Files, IngestCase, testing::ValuesIn(cases()), test_name);

}  // namespace
}  // namespace sluice
