// What is forecast of files that are packed: gzip as it streams by, archives and workbooks as their rows are taken out.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <random>

#include "base/zip_writer.h"
#include "engine/load.h"
#include "test_support/zip_writer.h"
#include "unit/engine/service_fixture.h"

namespace sluice::engine {
namespace {

using test::put_number;
using test::zip_of;
using ::testing::HasSubstr;

constexpr int kLines = 40'000;

struct Line {
  std::string customer, order, day, amount;
};

Line line_of(int line, std::mt19937& random) {
  const int order = line / 3;
  const auto two_digits = [](int value) { return std::to_string(100 + value).substr(1); };
  return {"C" + std::to_string(random() % 20'000), "SO" + std::to_string(uint32_t{2'654'435'761} * unsigned(order)),
          "2024-" + two_digits(1 + order / 28 % 12) + "-" + two_digits(1 + order % 28),
          std::to_string(random() % 9000 / 100.0).substr(0, 5)};
}

std::string csv_of(int lines) {
  std::mt19937 random(7);
  std::string text = "customer,order,date,amount\n";
  for (int i = 0; i < lines; ++i) {
    const Line line = line_of(i, random);
    text += line.customer + "," + line.order + "," + line.day + "," + line.amount + "\n";
  }
  return text;
}

const std::string& csv() {
  static const std::string text = csv_of(kLines);
  return text;
}

std::string json_of(int lines) {
  std::mt19937 random(7);
  std::string list = "[";
  for (int i = 0; i < lines; ++i) {
    const Line line = line_of(i, random);
    list += std::string(i == 0 ? "" : ",\n") + R"({"customer":")" + line.customer + R"(","order":")" + line.order +
            R"(","date":")" + line.day + R"(","amount":)" + line.amount + "}";
  }
  return list + "]";
}

std::string packed(std::string_view name, std::string_view content) {
  ZipWriter writer;
  writer.begin_entry(name);
  writer.write(content);
  return writer.finish();
}

// What the archive has of its one entry, in gzip's frame (RFC 1952).
std::string gzip_of(std::string_view content) {
  const std::string name = "x";
  const std::string archive = packed(name, content);
  const size_t directory = archive.rfind("PK\x01\x02");
  uint64_t size = 0;
  for (int i = 0; i < 4; ++i) size |= uint64_t{static_cast<unsigned char>(archive[directory + 20 + i])} << (8 * i);
  std::string gzip("\x1F\x8B\x08\0\0\0\0\0\0\x03", 10);
  gzip += archive.substr(30 + name.size(), size) + archive.substr(directory + 16, 4);
  put_number(gzip, content.size(), 4);
  return gzip;
}

std::string xlsx() {
  std::mt19937 random(7);
  const auto row = [](const Line& line) {
    std::string cells = "<row>";
    for (const std::string* text : {&line.customer, &line.order, &line.day, &line.amount}) {
      cells += R"(<c t="inlineStr"><is><t>)" + *text + "</t></is></c>";
    }
    return cells + "</row>";
  };
  std::string rows = row({"customer", "order", "date", "amount"});
  for (int i = 0; i < kLines; ++i) rows += row(line_of(i, random));
  return zip_of(test::xlsx_parts("<sheetData>" + rows + "</sheetData>"));
}

/// A load that has all bytes of its one file.
std::unique_ptr<Load> loaded(const std::string& bytes, uint64_t memory_limit = 0) {
  auto load = std::make_unique<Load>(std::vector<FileToLoad>{{"orders", bytes.size()}}, Spec{}, memory_limit);
  EXPECT_TRUE(load->push(0, bytes_of(bytes)));
  return load;
}

void expect_lines(int lines, const std::optional<MemoryForecast>& forecast) {
  ASSERT_TRUE(forecast);
  EXPECT_NEAR(static_cast<double>(forecast->rows), lines, lines / 20.0);
  EXPECT_EQ(forecast->order_lines, forecast->rows);
  EXPECT_NEAR(static_cast<double>(forecast->customers), 20'000, 5'000);
}

TEST(ArchiveForecast, TextIsKnownWhileItStreamsByOutOfGzip) {
  constexpr int kMany = 200'000;  // more than a sample when they are packed
  expect_lines(kMany, loaded(gzip_of(csv_of(kMany)))->forecast());
  expect_lines(kLines, loaded(json_of(kLines))->forecast());
}

// Reads on until something is said, and no further.
uint64_t rows_until_told(Load& load) {
  for (bool more = true; more && !load.forecast();) {
    const Result<bool> read = load.read_on();
    EXPECT_TRUE(read);
    if (!read) return 0;
    more = *read;
  }
  return load.rows_read();
}

TEST(ArchiveForecast, ArchivesAndWorkbooksAreKnownByTheirFirstRows) {
  const std::string archive = packed("orders.csv", csv());
  const std::string workbook = xlsx();
  for (const std::string& bytes : {archive, packed("orders.json", json_of(kLines)), packed("orders.zip", archive),
                                   gzip_of(archive), workbook, packed("orders.xlsx", workbook)}) {
    const std::unique_ptr<Load> load = loaded(bytes);
    EXPECT_FALSE(load->forecast());
    EXPECT_LT(rows_until_told(*load), static_cast<uint64_t>(kLines));
    expect_lines(kLines, load->forecast());
    const Result<Load::Loaded> whole = load->finish();
    ASSERT_TRUE(whole) << whole.error().to_string();
    EXPECT_EQ(whole->dataset.import.rows_kept, static_cast<uint64_t>(kLines));
  }
}

TEST(ArchiveForecast, AnArchiveIsHeldWhileItIsRead) {
  const auto stored = loaded(zip_of({{"orders.csv", csv()}, {"picture.bin", std::string(20'000'000, 'x')}}));
  const auto deflated = loaded(packed("orders.csv", csv()));
  rows_until_told(*stored);
  rows_until_told(*deflated);
  EXPECT_GT(stored->forecast()->bytes, deflated->forecast()->bytes + 15'000'000);
}

TEST(ArchiveForecast, WhatFarExceedsTheLimitIsDeclinedByItsFirstRows) {
  constexpr uint64_t kLimit = 20'000'000;  // the pieces on their way alone are more
  for (const std::string& bytes : {packed("orders.csv", csv()), xlsx()}) {
    const auto load = loaded(bytes, kLimit);
    Result<bool> read = load->read_on();
    while (read && *read) read = load->read_on();
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, ErrorCode::out_of_memory);
    EXPECT_LT(load->rows_read(), static_cast<uint64_t>(kLines));
    EXPECT_THAT(read.error().message.en, HasSubstr("Nothing was loaded. Export a shorter period"));
    const Result<Load::Loaded> ended = loaded(bytes, kLimit)->finish();
    ASSERT_FALSE(ended);
    EXPECT_EQ(ended.error().code, ErrorCode::out_of_memory);
  }
}

TEST(ArchiveForecast, SaysNothingOfFewRows) {
  const auto load = loaded(packed("orders.csv", csv_of(5000)));
  rows_until_told(*load);
  EXPECT_FALSE(load->forecast());
  EXPECT_TRUE(load->finish());
}

// Twelve archives, of which only the first has begun; and an archive behind a text.
TEST(ArchiveForecast, FilesThatHaveNotBegunAreTakenToBeLikeIt) {
  const std::string bytes = packed("orders.csv", csv());
  Load load(std::vector<FileToLoad>(12, {"month.zip", bytes.size()}), Spec{});
  ASSERT_TRUE(load.push(0, bytes_of(bytes)));
  rows_until_told(load);
  EXPECT_NEAR(static_cast<double>(load.forecast()->rows), 12.0 * kLines, 12.0 * kLines / 20);
  ASSERT_TRUE(load.push(1, bytes_of(bytes)));  // reads the first to its end
  EXPECT_EQ(load.rows_read(), static_cast<uint64_t>(kLines));
  Load after({{"a.csv", csv().size()}, {"b.zip", bytes.size()}}, Spec{});
  ASSERT_TRUE(after.push(0, bytes_of(csv())));
  ASSERT_TRUE(after.push(1, bytes_of(bytes)));
  const uint64_t before = after.forecast()->rows;
  EXPECT_LT(before, 3U * kLines) << "packed bytes are taken to be as long as those of the text";
  while (after.forecast()->rows == before && after.read_on().value()) continue;
  EXPECT_NEAR(static_cast<double>(after.forecast()->rows), 2.0 * kLines, 2.0 * kLines / 20);
}

TEST(ArchiveForecast, SamplesA64thOfTheRowsWithinBounds) {
  EXPECT_FALSE(is_sample(kLeastSampleRows - 1, 1));
  EXPECT_TRUE(is_sample(kLeastSampleRows, 1.0 / 64));
  EXPECT_FALSE(is_sample(8 * kLeastSampleRows - 1, 1.0 / 65));
  EXPECT_TRUE(is_sample(8 * kLeastSampleRows, 0.0001));
}

}  // namespace
}  // namespace sluice::engine
