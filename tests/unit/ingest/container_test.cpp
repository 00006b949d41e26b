// gzip and zip around a table: what is taken out, and how what is broken, locked or hostile is refused.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "ingest/gzip_stream.h"
#include "test_support/files.h"
#include "test_support/zip_writer.h"
#include "unit/ingest/recording_sink.h"

namespace sluice::ingest {
namespace {

using test::put_number;
using test::zip_of;
using testing::HasSubstr;

const std::string kTable = "customer,date,amount\nAnn,2017-04-05,1\nBob,2017-04-06,2\n";

std::string fixture(const std::string& name) {
  return test::repository_file("tests/conformance/ingest/containers/" + name);
}

Error error_of(const std::string& bytes, const FileSpec& spec = {}) {
  const FileOutcome outcome = read(bytes, spec);
  EXPECT_TRUE(outcome.error) << "was read";
  if (!outcome.error) return {};
  EXPECT_EQ(outcome.error->place.file, "orders.csv");
  EXPECT_FALSE(outcome.error->message.zh.empty());
  return *outcome.error;
}

TEST(Zip, ATableInsideIsReadOnPieceByPiece) {
  std::string table = "customer,date,amount\n";
  while (table.size() < 5'000'000) table += "Ann,2017-04-05,1\n";
  const std::string bytes = zip_of({{"orders.csv", table}});
  RecordingSink sink;
  FileReader reader(0, "orders.zip", bytes.size(), {}, sink);
  ASSERT_TRUE(reader.push(std::as_bytes(std::span(bytes))));
  std::vector<uint64_t> seen{0};
  for (bool more = true; more;) {
    const auto read = reader.read_on();
    ASSERT_TRUE(read);
    more = *read;
    if (reader.rows_read() == seen.back()) continue;
    EXPECT_LE(reader.rows_read() - seen.back(), 80'000u);
    seen.push_back(reader.rows_read());
  }
  EXPECT_GE(seen.size(), 4u);
  ASSERT_TRUE(reader.finish());
  EXPECT_EQ(sink.rows, read(bytes).sink.rows);
}

TEST(Zip, TellsHowMuchOfTheTableWasRead) {
  std::string table = "customer,date,amount\n";
  while (table.size() < 5'000'000) table += "Ann,2017-04-05,1\n";
  const auto lines = static_cast<double>(std::count(table.begin(), table.end(), '\n')) - 1;
  for (const std::string& bytes :
       {zip_of({{"notes.txt.bak", kTable}, {"orders.csv", table}}), zip_of({{"a.zip", zip_of({{"a.csv", table}})}})}) {
    RecordingSink sink;
    FileReader reader(0, "orders.zip", bytes.size(), {}, sink);
    ASSERT_TRUE(reader.push(std::as_bytes(std::span(bytes))));
    EXPECT_EQ(reader.share_read(), 0);
    EXPECT_EQ(reader.held_bytes(), bytes.size());
    while (reader.rows_read() == 0) ASSERT_TRUE(reader.read_on());
    EXPECT_GE(reader.held_bytes(), table.size());
    EXPECT_NEAR(static_cast<double>(reader.rows_read()) / reader.share_read(), lines, lines / 50);
  }
}

TEST(Zip, OneThatIsTooLargeIsRefusedByItsFirstBytes) {
  constexpr uint64_t kTwoGigabytes = uint64_t{2} << 30;
  const auto status_of = [&](const std::string& bytes) {
    RecordingSink sink;
    return FileReader(0, "orders", kTwoGigabytes, {}, sink).push(std::as_bytes(std::span(bytes)));
  };
  for (const std::string& bytes : {fixture("one_table.zip"), std::string("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")}) {
    const Status status = status_of(bytes);
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().code, ErrorCode::too_large);
    EXPECT_THAT(status.error().message.en, HasSubstr("Unpack it"));
  }
  EXPECT_TRUE(status_of(fixture("one_member.csv.gz"))) << "which is read as it comes";
}

TEST(Zip, RowsGoWhereTheyAreWanted) {
  const std::string bytes = zip_of({{"orders.csv", kTable}});
  RecordingSink none;
  RecordingSink sink;
  FileReader reader(0, "orders.zip", bytes.size(), {}, none);
  ASSERT_TRUE(reader.push(std::as_bytes(std::span(bytes))));
  reader.deliver_to(sink);
  ASSERT_TRUE(reader.finish());
  EXPECT_TRUE(none.rows.empty());
  EXPECT_EQ(sink.rows, read(bytes).sink.rows);
}

// A gzip stream of `length` zeros, made by hand (RFC 1951, 3.2.7): codes of one bit for a repetition of 258 and its
// distance, so that two bits make 258 bytes.
std::string zeros_in_gzip(uint64_t length) {
  std::string bytes("\x1F\x8B\x08\0\0\0\0\0\0\x03", 10);
  uint64_t bits = 0;
  int count = 0;
  const auto put = [&](uint32_t value, int width) {
    bits |= uint64_t{value} << count;
    for (count += width; count >= 8; count -= 8, bits >>= 8) bytes.push_back(static_cast<char>(bits & 0xFF));
  };
  put(0b101, 3);  // the last block, with codes of its own
  put(29, 5);     // 286 codes of lengths and literals,
  put(0, 5);      // 1 of distances,
  put(14, 4);     // 18 of how long the codes are: the long run of zeros 1 bit, 2 and 1 each 2 bits
  for (const int width : {0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 2}) put(width, 3);
  const auto unused = [&](uint32_t codes) {
    put(0, 1);
    put(codes - 11, 7);
  };
  constexpr uint32_t kTwoBits = 0b11;
  constexpr uint32_t kOneBit = 0b01;
  put(kTwoBits, 2);  // the literal 0
  unused(138);
  unused(117);
  put(kTwoBits, 2);  // the end of the block
  unused(28);
  put(kOneBit, 2);  // length 258
  put(kOneBit, 2);  // distance 1
  put(0b01, 2);     // one zero, then its repetitions
  for (uint64_t i = 0; i < length / 258; ++i) put(0, 2);
  put(0b11, 2);
  put(0, 8);
  return bytes;
}

TEST(Gzip, EveryTruncationNamesTheByte) {
  const std::string whole = fixture("two_members_padded.csv.gz");
  const size_t first_member = whole.find("\x1F\x8B\x08", 3);
  const size_t padding = whole.find_last_not_of('\0') + 1;
  for (size_t size = 3; size < padding; ++size) {
    if (size == first_member) continue;  // a complete stream of half a table
    const Error error = error_of(whole.substr(0, size));
    EXPECT_EQ(error.code, ErrorCode::damaged_file);
    EXPECT_EQ(error.place.byte, size);
  }
}

TEST(Gzip, ABombIsRefusedByItsRatio) {
  const std::string bomb = zeros_in_gzip(uint64_t{1} << 30);
  uint64_t unpacked = 0;
  GzipStream stream;
  const Status pushed = stream.push(bomb, [&](std::string_view bytes) {
    unpacked += bytes.size();
    return Done{};
  });
  ASSERT_FALSE(pushed);
  EXPECT_EQ(pushed.error().code, ErrorCode::too_large);
  EXPECT_THAT(pushed.error().message.en, HasSubstr("unpacks from"));
  EXPECT_LE(unpacked, kBombFreeBytes + (1 << 20));
}

TEST(Gzip, ZerosAreNoTable) { EXPECT_EQ(error_of(zeros_in_gzip(1 << 22)).code, ErrorCode::not_text); }

TEST(Zip, TheFirstTableIsRead) {
  const FileOutcome outcome =
      read(zip_of({{"read me.pdf", "x"}, {"notes.txt", "x"}, {"a.csv", kTable}, {"b.csv", "x"}}));
  ASSERT_TRUE(outcome.report) << outcome.error->message.en;
  EXPECT_EQ(outcome.report->container, Container::zip);
  EXPECT_EQ(outcome.report->entry, "a.csv");
  EXPECT_EQ(outcome.report->entries.size(), 4U);
  EXPECT_EQ(outcome.resolved.entry, "a.csv");
  EXPECT_EQ(outcome.report->rows_read, 2U);
}

TEST(Zip, AnEntryThatIsNotThereIsNamedBesideThoseThatAre) {
  FileSpec spec;
  spec.entry = "c.csv";
  const Error error = error_of(zip_of({{"a.csv", kTable}, {"b.csv", kTable}}), spec);
  EXPECT_EQ(error.code, ErrorCode::not_found);
  EXPECT_THAT(error.message.en, HasSubstr("'a.csv', 'b.csv'"));
}

TEST(Zip, NamesOfAChineseWindows) {
  std::string archive = zip_of({{"\xB6\xA9\xB5\xA5.csv", kTable}, {"b.csv", kTable}});  // 订单 in GBK
  for (size_t at = 0; (at = archive.find(std::string("PK\x03\x04\x14\0\0\x08", 8), at)) != std::string::npos; ++at)
    archive[at + 7] = 0;
  for (size_t at = 0; (at = archive.find(std::string("PK\x01\x02\x14\0\x14\0\0\x08", 10), at)) != std::string::npos;
       ++at)
    archive[at + 9] = 0;
  const FileOutcome outcome = read(archive);
  ASSERT_TRUE(outcome.report) << outcome.error->message.en;
  EXPECT_EQ(outcome.report->entry, "订单.csv");
}

TEST(Zip, BytesBeforeTheArchiveDoNoHarm) {
  const std::string archive = zip_of({{"a.csv", kTable}});
  EXPECT_TRUE(read("PK\x03\x04 a program that unpacks itself " + archive).report);
}

// The same directory as zip64 writes it: 0xFFFFFFFF, and the numbers in an extra field.
TEST(Zip, Zip64) {
  std::string archive = zip_of({{"a.csv", kTable}});
  const size_t directory = archive.find("PK\x01\x02");
  const size_t end = archive.find("PK\x05\x06");
  std::string entry = archive.substr(directory, end - directory);
  std::string extra;
  put_number(extra, 1, 2);
  put_number(extra, 24, 2);
  put_number(extra, kTable.size(), 8);
  put_number(extra, kTable.size(), 8);
  put_number(extra, 0, 8);
  entry.replace(20, 8, 8, '\xFF');
  entry.replace(30, 2, std::string("\x1C\0", 2));
  entry.replace(42, 4, 4, '\xFF');
  entry += extra;
  archive.resize(directory);
  const size_t record = directory + entry.size();
  archive += entry + "PK\x06\x06";
  put_number(archive, 44, 8);
  put_number(archive, 0, 12);
  put_number(archive, 1, 8);
  put_number(archive, 1, 8);
  put_number(archive, entry.size(), 8);
  put_number(archive, directory, 8);
  archive += "PK\x06\x07";
  put_number(archive, 0, 4);
  put_number(archive, record, 8);
  put_number(archive, 1, 4);
  archive += "PK\x05\x06" + std::string(4, '\0') + std::string(12, '\xFF') + std::string(2, '\0');
  const FileOutcome outcome = read(archive);
  ASSERT_TRUE(outcome.report) << outcome.error->message.en;
  EXPECT_EQ(outcome.report->rows_read, 2U);
}

TEST(Zip, EveryTruncationIsAnError) {
  const std::string whole = fixture("two_tables.zip");
  for (size_t size = 8; size < whole.size(); ++size) {
    EXPECT_EQ(error_of(whole.substr(0, size)).code, ErrorCode::damaged_file) << size;
  }
}

TEST(Zip, ArchivesInArchivesEnd) {
  std::string archive = kTable;
  std::string name = "a.csv";
  for (int depth = 0; depth < 8; ++depth) {
    archive = zip_of({{name, archive}});
    name = "a.zip";
    const FileOutcome outcome = read(archive);
    EXPECT_EQ(outcome.report.has_value(), depth < 4) << depth;
    if (outcome.error) {
      EXPECT_EQ(outcome.error->code, ErrorCode::too_large);
    }
  }
}

TEST(Zip, OtherDocumentsAreNamed) {
  EXPECT_THAT(error_of(zip_of({{"word/document.xml", "x"}})).message.en, HasSubstr("a Word document"));
  EXPECT_THAT(error_of(zip_of({{"xl/workbook.bin", "x"}})).message.en, HasSubstr(".xlsb"));
  EXPECT_THAT(error_of(zip_of({})).message.en, HasSubstr("It is empty"));
  EXPECT_THAT(error_of(zip_of({{"a.jpg", "x"}, {"b.pdf", "y"}})).message.en, HasSubstr("'a.jpg', 'b.pdf'"));
}

}  // namespace
}  // namespace sluice::ingest
