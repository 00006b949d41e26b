// What must hold for every file: the pieces in which its bytes arrive leave no trace, nor does the order of its rows;
// every row read is kept or rejected; and no bytes whatsoever bring the reader down.
#include <gtest/gtest.h>

#include <random>
#include <sstream>

#include "base/text.h"
#include "test_support/dataset_text.h"

namespace sluice {
namespace {

using test::chunks_of;
using test::ChunkSize;
using test::InputFile;
using test::load;
using test::outcome_text;

// Small files with as much trouble as fits; UTF-8, to be written in other encodings.
const std::vector<std::string> kNastyFiles{
    // quotes, embedded line breaks of all kinds, blank lines, ragged rows, rejects
    "客户,订单号,订单日期,金额,备注\r\n"
    "张三,1,2017/4/5,\"1,234.50\",\"两行\n备注\"\r\n"
    "\r\n"
    "李四,2,2017年4月6日 下午3:07,￥8,\"说 \"\"好\"\"\r旧\"\n"
    ",3,2017/4/5,1,无客户\r"
    "王五,4,2017/2/30,1,\r\n"
    "王五,5\n"
    "𠮷野,6,20170407,(12.5),末行",
    // day and month open until the end, no line break at the end
    "customer;date;sales\nA;04/05/2017;1.234,50\nB;05/06/2017;€ 2,5\nC;06/07/2017;3\nD;12/31/2017;4",
    // an open quote, and one that closes late
    "customer\torder "
    "id\tdate\tamount\nA\t1\t2017-04-05\t\"1\"\n\"B\nB\"\t2\t2017-04-05\t2\nC\t\"3\t2017-04-06\t3\nD\t4\t2017-04-"
    "07\t4\n",
    // events with an amount and a property: open dates, cells that are no amount, blank ones, none at all
    "user,event,time,channel,amount\nu1,view,04/05/2017,web,\nu1,cart,05/06/2017,web,\"$1,234.50\"\nu1,cart,05/06/2017"
    "\nu2,cart,05/06/2017,\"a, b\",free\nu2,pay,12/31/2017,app,-5.125\nu2,pay,12/31/2017,N/A,5%\n",
    "sep=|\ruser|event|time\ru|view|2017-04-05 08:26:00.5+02:00\ru|\"a|b\"|2017-04-05T08:27Z\r",
    "stage,count\nvisit,\"1,000\"\nview,700\npay,-3\n",
    "客户,R（天）,F（次）,M（万元）\n客户95,1,72,50\n客户33,1.5,61,43\n客户95,1,72,50\n",
    "opportunity_id,account,deal_stage,engage_date,close_date,close_value\n1,Isdom,Won,10/12/2016,3/1/"
    "2017,1054\n2,,Engaging,10/11/2016,,\n",
    // runs of blanks, no header, a row that is cut
    " 00001 19970101  1   11.77\r\n 00002\t19970112 12  2.00 \n\n 00002 19970113\n 00003 19970114 1 3.5",
    // quotes of other kinds
    "'customer','date','amount'\n'A, "
    "B','2017-04-05','1'\r\n'it''s','2017-04-06','2'\n'C\nD','2017-04-07','3'\n'E,4,5\n",
    "\"customer\",\"date\",\"amount\"\n\"say \\\"no\\\", A\",2017-04-05,1\r\n\"C:\\temp\",2017-04-06,\"2\n",
    // titles, a header that comes again, totals, identifiers and dates that a spreadsheet spoiled
    "销售报表,,\n导出时间：2017-05-01,,\n\n客户,日期,金额\n1.23E+15,42830,1.2万\n'00123,42830.5,－3\n123,４２８３１,\n"
    "客户,日期,金额\nＡ\u200B７,42832,12%\nNULL,42832,1\n合计,,5\n",
    "user,event,timestamp\nu1,view,1491380760123\nu1,buy,Wed Apr 05 08:26:00 CST 2017\nu2,buy,\"April 5th, 2017\"\n",
    "a\n1\n2\n",
    "\"\n",
    "客",
};

std::string encode(const std::string& utf8, const std::string& encoding) {
  std::string bytes;
  const bool little = encoding.starts_with("utf-16le");
  if (encoding == "utf-8 with mark") return "\xEF\xBB\xBF" + utf8;
  if (encoding == "utf-8") return utf8;
  const auto put = [&](char32_t unit) {
    const char low = static_cast<char>(unit & 0xFF);
    const char high = static_cast<char>(unit >> 8 & 0xFF);
    bytes += little ? std::string{low, high} : std::string{high, low};
  };
  if (encoding.ends_with("with mark")) put(0xFEFF);
  for (size_t at = 0; at < utf8.size();) {
    const char32_t c = next_character(utf8, at);
    if (c >= 0x10000) {
      put(0xD800 + ((c - 0x10000) >> 10));
      put(0xDC00 + ((c - 0x10000) & 0x3FF));
    } else {
      put(c);
    }
  }
  return bytes;
}

// The same file in every encoding that can be written here; GB18030 and Windows-1252 as bytes below.
std::vector<std::string> nasty_bytes() {
  std::vector<std::string> all;
  for (const std::string& file : kNastyFiles) {
    for (const char* encoding :
         {"utf-8", "utf-8 with mark", "utf-16le with mark", "utf-16be with mark", "utf-16le", "utf-16be"}) {
      all.push_back(encode(file, encoding));
    }
    all.push_back(encode(file, "utf-16le with mark") + "x");  // cut within a character
  }
  // '客户,日期,金额\n𠮷野,2017-04-05,1\n客户,2017-04-06,2\n'.encode('gb18030'), then the same with broken bytes
  all.emplace_back(
      "\xBF\xCD\xBB\xA7,\xC8\xD5\xC6\xDA,\xBD\xF0\xB6\xEE\n\x95\x34\xB2\x35\xD2\xB0,2017-04-05,1\n\xBF\xCD\xBB\xA7,"
      "2017-04-06,2\n");
  all.emplace_back(
      "\xBF\xCD\xBB\xA7,\xC8\xD5\xC6\xDA,\xBD\xF0\xB6\xEE\n\x95\x34\xB2\xBF,2017-04-05,1\n\xBF,2017-04-06,"
      "2\n\xBF\xCD\xBB\xA7,2017-04-06,\xBF");
  all.emplace_back("customer;date;amount\nM\xFCller;2017-04-05;\x80 1,5\nCaf\xE9;2017-04-06;2,5\n");
  // '客戶,日期,金額\n王小明,2017-04-05,1\n' in Big5, '顧客,日付,金額\n山田,2017-04-05,1\n' in Shift_JIS, each cut in a
  // character
  all.emplace_back(
      "\xAB\xC8\xA4\xE1,\xA4\xE9\xB4\xC1,\xAA\xF7\xC3"
      "B\n\xA4\xFD\xA4p\xA9\xFA,2017-04-05,1\n\xAB");
  all.emplace_back(
      "\x8C\xDA\x8Bq,\x93\xFA\x95t,\x8B\xE0\x8Az\n\x8ER\x93"
      "c,2017-04-05,1\n\x8E");
  all.emplace_back("客户,date,amount\n客\xE6,2017-04-05,1\n客户,2017-04-05,2\n客户,2017-04-05,3\xE5\xAE");
  all.emplace_back("\x89PNG\r\n\x1A\n");
  return all;
}

TEST(Reading, IsTheSameWhereverTheBytesAreCut) {
  for (const std::string& bytes : nasty_bytes()) {
    const std::string whole = outcome_text(load({{"f.csv", bytes}}), test::kEverything);
    for (size_t cut = 1; cut < bytes.size(); ++cut) {
      const ChunkSize at_cut = [&](size_t left) { return left == bytes.size() ? cut : left; };
      ASSERT_EQ(outcome_text(load({{"f.csv", bytes}}, {}, at_cut), test::kEverything), whole) << "cut at byte " << cut;
    }
    for (const size_t size : {1U, 2U, 3U, 7U}) {
      ASSERT_EQ(outcome_text(load({{"f.csv", bytes}}, {}, chunks_of(size)), test::kEverything), whole)
          << "pieces of " << size;
    }
  }
}

// A file of more than one sample, with everything that is decided late: the encoding, the order of day and month,
// rejects.
std::string long_file(std::mt19937& random) {
  std::string text = "customer,order id,date,amount,note\n";
  const auto number = [&](int below) { return static_cast<int>(random() % static_cast<unsigned>(below)); };
  for (int row = 0; text.size() < ingest::kSampleBytes + (size_t{200} << 10); ++row) {
    const bool late = text.size() > ingest::kSampleBytes + (size_t{50} << 10);
    text += "C" + std::to_string(number(900)) + "," + std::to_string(row / 3) + ",";
    text += std::to_string(1 + number(12)) + "/" + std::to_string(1 + number(late ? 28 : 12)) + "/2017,";
    text += std::to_string(number(5000)) + "." + std::to_string(number(100)) + ",";
    text += number(10) == 0 ? "\"a \"\"quoted\"\"\nnote\"" : late ? "é" : "plain";
    if (number(50) == 0) text += ",surplus";
    text += number(2) == 0 ? "\n" : "\r\n";
  }
  return text;
}

TEST(Reading, IsTheSameForChunksOfRandomSizes) {
  std::mt19937 random(20170405);
  const std::string text = long_file(random);
  const auto whole = load({{"f.csv", text}}, {}, chunks_of(text.size()));
  ASSERT_TRUE(whole) << whole.error().message.en;
  const ingest::FileReport& report = whole->dataset.import.files[0];
  EXPECT_EQ(report.date_order, ingest::DateOrder::month_first);  // found beyond the sample, against the assumption
  EXPECT_GT(report.date_evidence->line, 10'000U);
  EXPECT_GT(report.rows_rejected, 100U);
  const std::string expected = outcome_text(whole, test::kEverything);
  for (int round = 0; round < 6; ++round) {
    const unsigned largest = 1U << (8 + 3 * round);
    const ChunkSize any = [&](size_t) { return 1 + random() % largest; };
    ASSERT_EQ(outcome_text(load({{"f.csv", text}}, {}, any), test::kEverything), expected) << "round " << round;
  }
}

TEST(Reading, KeepsOrRejectsEveryRow) {
  std::mt19937 random(7);
  std::vector<std::string> files = nasty_bytes();
  files.push_back(long_file(random));
  for (const std::string& bytes : files) {
    const auto loaded = load({{"f.csv", bytes}});
    if (!loaded) continue;
    const Dataset& d = loaded->dataset;
    EXPECT_EQ(d.import.rows_read, d.import.rows_kept + d.import.rows_rejected);
    uint64_t counted = 0;
    for (const auto& reject : d.import.files[0].rejects) counted += reject.rows;
    EXPECT_EQ(counted, d.import.rows_rejected);
    EXPECT_EQ(d.rejects.entries.size(), d.import.rows_rejected);
    uint64_t rows = 0;
    if (d.orders) rows += d.orders->size();
    if (d.customer_table) rows += d.customer_table->size();
    if (d.events) rows += d.events->size();
    if (d.stage_counts) rows += d.stage_counts->size();
    if (d.opportunities) rows += d.opportunities->size();
    EXPECT_EQ(rows, d.import.rows_kept);
  }
}

TEST(Reading, TheOrderOfTheRowsLeavesNoTrace) {
  const std::vector<std::pair<std::string, std::string>> files{
      {"customer,customer name,order id,date,amount\n",
       "b,Zoe,2,05/04/2017,1\na,Ann,9,23/04/2017,1.125\na,Amy,3,05/04/2017,2\na,,10,05/04/2017,$3\na,,10,05/04/"
       "2017,-1\n"
       ",x,1,05/04/2017,1\na,,10,31/02/2017,1\nc,,C7,05/04/2017,1\na,,3,05/04/2017,2\n"},
      {"user,event,time\n",
       "u2,view,2017-04-05\nu1,pay,2017-04-05\nu1,cart,2017-04-05\nu1,view,2017-04-04\nu1,pay,2017-04-05\n"},
      {"user,event,time,channel,amount,city\n",
       "u1,view,2017-04-05,web,5,Rome\nu1,view,2017-04-05,app,5,\nu1,view,2017-04-05,,5,\nu1,view,2017-04-05,web,,"
       "Rome\n"
       "u1,view,2017-04-05,web,4.50,Rome\nu1,view,2017-04-05,web,4.50,Rome\nu1,view,2017-04-05,web,-1,Oslo\n"
       "u1,view,2017-04-05,web,0,Oslo\nu1,view,2017-04-05,,,\nu2,pay,2017-04-04,app,7,Bonn\n"},
      {"customer,recency,frequency,monetary\n", "b,1,2,3\na,4,5,6.5\nc,-7,8,9\n"},
      {"opportunity_id,account,stage,close date,amount\n",
       "9,Rome,Talk,2017-04-05,10\n1,,Talk,,\n3,Oslo,Talk,2017-04-06,5.5\n"},
  };
  std::mt19937 random(42);
  for (const auto& [header, body] : files) {
    std::vector<std::string> rows;
    std::istringstream lines(body);
    for (std::string line; std::getline(lines, line);) rows.push_back(line + "\n");
    std::string expected;
    for (int round = 0; round < 30; ++round) {
      std::string text = header;
      for (const std::string& row : rows) text += row;
      const auto loaded = test::load_text(text);
      ASSERT_TRUE(loaded);
      const std::string found = outcome_text(loaded, {false, false});
      if (round == 0) expected = found;
      ASSERT_EQ(found, expected) << text;
      std::shuffle(rows.begin(), rows.end(), random);
    }
  }
}

// No expectation but to come back: bytes at random, and real files with random damage.
TEST(Reading, SurvivesRandomBytes) {
  std::mt19937 random(1);
  const std::vector<std::string> seeds = nasty_bytes();
  const std::string_view alphabet = "a1,;|\t\"\n\r .-/:\xE5\xAE\xA2\xBF\xCD\xFF\xFE";
  for (int round = 0; round < 3000; ++round) {
    std::string bytes;
    if (round % 3 == 0) {
      for (size_t i = random() % 200; i > 0; --i) bytes += static_cast<char>(random());
    } else if (round % 3 == 1) {
      for (size_t i = random() % 200; i > 0; --i) bytes += alphabet[random() % alphabet.size()];
      bytes.insert(0, round % 2 == 0 ? "customer,date,amount\n" : "user;event;time\n");
    } else {
      bytes = seeds[random() % seeds.size()];
      for (int i = 0; i < 4 && !bytes.empty(); ++i) bytes[random() % bytes.size()] = static_cast<char>(random());
    }
    const std::string whole = outcome_text(load({{"f.csv", bytes}}), test::kEverything);
    ASSERT_EQ(outcome_text(load({{"f.csv", bytes}}, {}, chunks_of(1 + random() % 5)), test::kEverything), whole)
        << testing::PrintToString(bytes);
  }
}

}  // namespace
}  // namespace sluice
