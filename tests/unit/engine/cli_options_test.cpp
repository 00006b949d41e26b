#include "engine/cli_options.h"

#include <gtest/gtest.h>

#include <vector>

namespace sluice::engine {
namespace {

Result<CliOptions> parse(std::vector<std::string_view> arguments) { return parse_command_line(arguments); }

TEST(CommandLine, ReadsFilesAndOptionsInAnyOrder) {
  const Result<CliOptions> options =
      parse({"analyze", "a.csv", "--report", "out.json", "--customers=c.csv", "b.csv", "--language", "zh-CN"});
  ASSERT_TRUE(options.has_value());
  EXPECT_EQ(options->command, CliCommand::analyze);
  EXPECT_EQ(options->files, (std::vector<std::string>{"a.csv", "b.csv"}));
  EXPECT_EQ(options->report_path, "out.json");
  EXPECT_EQ(options->customers_path, "c.csv");
  EXPECT_TRUE(options->chinese);
}

TEST(CommandLine, TheEndingOfThePathIsTheFormatOfTheCustomers) {
  const auto format = [&](std::string_view path) {
    return parse({"analyze", "a.csv", "--customers", path})->customers_format();
  };
  EXPECT_EQ(format("c.xlsx"), TableFormat::xlsx);
  EXPECT_EQ(format("c.json"), TableFormat::json);
  EXPECT_EQ(format("c.csv"), TableFormat::csv_bom);
  EXPECT_EQ(format("-"), TableFormat::csv_bom);
}

TEST(CommandLine, ADashIsStandardInputAndTwoDashesEndTheOptions) {
  EXPECT_EQ(parse({"analyze", "-"})->files, std::vector<std::string>{"-"});
  EXPECT_EQ(parse({"analyze", "--", "--odd.csv"})->files, std::vector<std::string>{"--odd.csv"});
}

TEST(CommandLine, HelpAndVersionWinOverEverything) {
  EXPECT_EQ(parse({"analyze", "--help"})->command, CliCommand::help);
  EXPECT_EQ(parse({"--version"})->command, CliCommand::version);
}

TEST(CommandLine, WrongUsageIsSaid) {
  for (const auto& arguments : std::vector<std::vector<std::string_view>>{{},
                                                                          {"analyse", "a.csv"},
                                                                          {"analyze"},
                                                                          {"analyze", "a.csv", "--colour", "red"},
                                                                          {"analyze", "a.csv", "--report"},
                                                                          {"analyze", "a.csv", "--chunk-bytes", "0"},
                                                                          {"analyze", "a.csv", "--chunk-bytes", "12x"},
                                                                          {"analyze", "a.csv", "--language", "fr"},
                                                                          {"spec", "a.csv", "--report", "r.json"}}) {
    const Result<CliOptions> options = parse(arguments);
    ASSERT_FALSE(options.has_value());
    EXPECT_EQ(options.error().code, ErrorCode::bad_request);
    EXPECT_NE(options.error().message.en.find("sluice --help"), std::string::npos);
  }
}

}  // namespace
}  // namespace sluice::engine
