#include "ingest/file_reader.h"

#include <gtest/gtest.h>

#include <random>

#include "test_support/seed.h"
#include "unit/ingest/recording_sink.h"

namespace sluice::ingest {
namespace {

using Rows = std::vector<std::string>;
using namespace std::string_literals;

std::string rejects_of(const FileOutcome& outcome) {
  std::string text;
  for (const auto& reject : outcome.sink.rejects) {
    text += std::to_string(reject.line) + " " + reject_text(reject.reason).en + " [" + reject.column + "] " +
            reject.raw + "\n";
  }
  return text;
}

std::string notes_of(const FileOutcome& outcome) {
  std::string text;
  for (const TextPair& note : outcome.report->notes) text += note.en + "\n";
  return text;
}

// ---- rows ----------------------------------------------------------------------------------------------------------

TEST(ReadOrders, OneLineEach) {
  EXPECT_EQ(
      rows_of("customer,customer name,order id,date,amount\nC1,Ann,O1,2017-04-05,12.50\n C2 ,,O2,2017-04-06 08:26,3\n"),
      (Rows{"2: C1 | Ann | O1 | 2017-04-05 00:00:00 | 12.50 | purchase",
            "3: C2 |  | O2 | 2017-04-06 08:26:00 | 3 | purchase"}));
}

// Behind the sample, text is cut into pieces: lines that repeat the order before them are read without looking, and
// whether a line can be told to repeat depends on where the text was cut. What is read must not.
TEST(ReadOrders, ALineThatRepeatsItsOrderIsReadAsAnyOther) {
  std::mt19937 random(sluice::test::seed_of_today());
  for (const bool has_close : {false, true}) {
    FileSpec spec;
    spec.shape = Shape::order_lines;
    spec.columns = {{"close", has_close ? Role::close_time : Role::ignore}};
    std::string text = "order,customer,date,close,amount,cost\n";
    std::string order;
    const auto add_line = [&](bool troubled) {
      if (random() % 3 == 0 || order.empty()) {
        order = std::to_string(random() % 100'000) + ",c" + std::to_string(random() % 500) + ",0" +
                std::to_string(1 + random() % 9) + "/0" + std::to_string(1 + random() % 9) + "/2024,";
        if (troubled && random() % 20 == 0) order = "1.23E+15,c1,03/04/2024,";
      }
      const unsigned trouble = troubled ? static_cast<unsigned>(random() % 40) : 9;
      text += order;
      text += trouble == 0   ? ",much,1\n"
              : trouble == 1 ? "\n"
              : trouble == 2 ? ",5,\"2\"\n"
              : trouble == 3 ? ",5,1,surplus\n"
              : trouble == 4 ? "\r"
                             : "," + std::to_string(random() % 900) + ",\n";
    };
    while (text.size() < (size_t{1} << 20) + 5000) add_line(false);
    while (text.size() < (size_t{1} << 20) + 60'000) add_line(true);
    text += "7,c7,03/04/2024,,1,\n7,c7,03/04/2024,02/25/2024,2,\n";  // the only line that decides
    const FileOutcome whole = read(text, spec, text.size());
    ASSERT_TRUE(whole.report) << whole.error->message.en;
    for (const size_t chunk : {size_t{17}, size_t{500}, size_t{4096}}) {
      const FileOutcome cut = read(text, spec, chunk);
      EXPECT_TRUE(cut.sink.rows == whole.sink.rows && cut.sink.costs == whole.sink.costs) << chunk << has_close;
      EXPECT_EQ(rejects_of(cut), rejects_of(whole)) << chunk << has_close;
      EXPECT_EQ(cut.report->date_order, whole.report->date_order) << chunk << has_close;
    }
  }
}

TEST(ReadOrders, ReturnsAreNegativeLinesAndCancelledOrders) {
  EXPECT_EQ(rows_of("CustomerID,InvoiceNo,InvoiceDate,Quantity,UnitPrice\n"
                    "17850.0,536365,2010-12-01 08:26:00,6,2.55\n"
                    "17850.0,C536379,2010-12-01 09:41:00,-1,27.50\n"
                    "17850.0,536380,2010-12-01 09:41:00,-2,1.5\n"
                    "17850.0,C536381,2010-12-01 09:41:00,1,1\n"
                    "17850.0,536382,2010-12-01 09:41:00,1,1\n"),
            (Rows{"2: 17850 |  | 536365 | 2010-12-01 08:26:00 | 15.30 | purchase",
                  "3: 17850 |  | C536379 | 2010-12-01 09:41:00 | -27.50 | return",
                  "4: 17850 |  | 536380 | 2010-12-01 09:41:00 | -3.0 | return",
                  "5: 17850 |  | C536381 | 2010-12-01 09:41:00 | 1 | return",
                  "6: 17850 |  | 536382 | 2010-12-01 09:41:00 | 1 | purchase"}));
}

TEST(ReadOrders, ACIsPartOfTheNumberWhereNumbersAreNoDigits) {
  const Rows rows = rows_of("customer,order id,date,amount\nA,C1,2017-04-05,1\nB,X2,2017-04-05,2\n");
  EXPECT_EQ(rows[0], "2: A |  | C1 | 2017-04-05 00:00:00 | 1 | purchase");
}

TEST(ReadOrders, ABlankAmountIsComputedWhereItCanBe) {
  EXPECT_EQ(
      rows_of("customer,date,amount,quantity,unit price\nA,2017-04-05,,2,1.5\nB,2017-04-05,9,2,1.5\n"),
      (Rows{"2: A |  |  | 2017-04-05 00:00:00 | 3.0 | purchase", "3: B |  |  | 2017-04-05 00:00:00 | 9 | purchase"}));
}

TEST(ReadOrders, AQuantityInWordsDoesNoHarmBesideAnAmount) {
  EXPECT_EQ(rows_of("customer,date,amount,quantity\nA,2017-04-05,9,2\nB,2017-04-05,9,two\nC,2017-04-05,9,-1\n"),
            (Rows{"2: A |  |  | 2017-04-05 00:00:00 | 9 | purchase", "3: B |  |  | 2017-04-05 00:00:00 | 9 | purchase",
                  "4: C |  |  | 2017-04-05 00:00:00 | 9 | return"}));
}

TEST(ReadOrders, DecimalCommaIsDecidedFromTheColumn) {
  const FileOutcome outcome =
      read("customer;date;sales\nA;2017-04-05;1.234,50\nB;2017-04-05;2.000\nC;2017-04-06;261,96\n");
  EXPECT_EQ(outcome.sink.rows[1], "2: A |  |  | 2017-04-05 00:00:00 | 1234.50 | purchase");
  EXPECT_EQ(outcome.sink.rows[2], "3: B |  |  | 2017-04-05 00:00:00 | 2000 | purchase");
  EXPECT_EQ(outcome.report->decimal_mark, DecimalMark::comma);
  EXPECT_EQ(outcome.resolved.decimal_mark, DecimalMark::comma);
}

TEST(ReadCustomers, ReadyMade) {
  EXPECT_EQ(rows_of("客户,R（天）,F（次）,M（万元）\n客户95,1,72,50\n客户33,1.5,61,43\n"),
            (Rows{"2: 客户95 |  | 1.000000 | 72.000000 | 50", "3: 客户33 |  | 1.500000 | 61.000000 | 43"}));
}

TEST(ReadEvents, OnTheFilesOwnClockMinusItsOffset) {
  EXPECT_EQ(rows_of("user_id,event,time\nu1,view,2017-04-05T08:26:00.5+02:00\nu1,buy,2017-04-05 08:30\n"),
            (Rows{"2: u1 | view | 2017-04-05 06:26:00.500", "3: u1 | buy | 2017-04-05 08:30:00"}));
}

TEST(ReadEvents, WithTheirAmountWhereOneCanBeRead) {
  const FileOutcome outcome = read(
      "user,event,time,revenue\nu,cart,2017-04-05,\"1.234,5\"\nu,pay,2017-04-05,\"12,25\"\nu,view,2017-04-05,\n"
      "u,view,2017-04-05,none\nu,view,2017-04-05,12%\nu,view,2017-04-05,9999999999999999999\nu,view,2017-04-05\n");
  EXPECT_EQ(outcome.sink.amounts, (Rows{"1234.5", "12.25", "-", "-", "-", "-", "-"}));
  EXPECT_EQ(outcome.report->rows_rejected, 0U);
  ASSERT_EQ(outcome.report->notes.size(), 1U);
  EXPECT_TRUE(outcome.report->notes[0].en.starts_with("3 cells of 'revenue' could not be read"))
      << outcome.report->notes[0].en;
}

TEST(ReadStages, InTheOrderOfTheFile) {
  EXPECT_EQ(rows_of("阶段,人数,金额\n访问,\"1,000\",\n付款,50,900.5\n"),
            (Rows{"2: 访问 | 1000.000000 | -", "3: 付款 | 50.000000 | 900.5"}));
}

TEST(ReadOpportunities, TheOutcomeComesFromTheStageOrItsOwnColumn) {
  EXPECT_EQ(rows_of("opportunity_id,account,deal_stage,engage_date,close_date,close_value\n"
                    "1,Isdom,Won,10/20/2016,3/1/2017,1054\n2,,Engaging,10/25/2016,,\n3,Rome,Lost,,4/1/2017,0\n"),
            (Rows{"2: 1 | Isdom | Won | won | 1054 | 2016-10-20 00:00:00 | 2017-03-01 00:00:00",
                  "3: 2 |  | Engaging | open | - | 2016-10-25 00:00:00 | -",
                  "4: 3 | Rome | Lost | lost | 0 | - | 2017-04-01 00:00:00"}));
  EXPECT_EQ(rows_of("商机编号,客户,阶段,状态\n1,甲,谈判,进行中\n2,乙,合同,赢单\n3,丙,合同,丢单\n"),
            (Rows{"2: 1 | 甲 | 谈判 | open | - | - | -", "3: 2 | 乙 | 合同 | won | - | - | -",
                  "4: 3 | 丙 | 合同 | lost | - | - | -"}));
}

// ---- rejects -------------------------------------------------------------------------------------------------------

TEST(Rejects, EveryUnusedRowWithLineReasonColumnAndText) {
  const FileOutcome outcome = read(
      "customer,date,amount,note\n"
      "A,2017-04-05,1,fine\n"
      " ,2017-04-05,1,blank customer\n"
      "B,,1,no date\n"
      "B,soon,1,bad date\n"
      "B,2017-02-30,1,impossible\n"
      "B,2017-04-05,,no amount\n"
      "B,2017-04-05,many,bad number\n"
      "B,2017-04-05,99999999999999,too large\n"
      "B,2017-04-05\n"
      "B,2017-04-05,1,x,surplus\n"
      "customer,date,amount,note\n"
      "\n"
      "C,2017-04-05,2,\"two\nlines\"\n"
      "C,2017-04-05,2,surplus blanks, ,\n"
      "C,2017-04-05,2\n");
  EXPECT_EQ(rejects_of(outcome),
            "3 No customer [customer]  ,2017-04-05,1,blank customer\n"
            "4 No date [date] B,,1,no date\n"
            "5 The date cannot be read [date] B,soon,1,bad date\n"
            "6 No such day or time exists [date] B,2017-02-30,1,impossible\n"
            "7 No amount [amount] B,2017-04-05,,no amount\n"
            "8 The number cannot be read [amount] B,2017-04-05,many,bad number\n"
            "9 The number is too large to be summed exactly [amount] B,2017-04-05,99999999999999,too large\n"
            "10 Too few or too many cells, a quote that is not closed, or broken JSON [] B,2017-04-05\n"
            "11 Too few or too many cells, a quote that is not closed, or broken JSON [] B,2017-04-05,1,x,surplus\n"
            "12 The header again [] customer,date,amount,note\n");
  EXPECT_EQ(outcome.sink.rows, (Rows{"table", "2: A |  |  | 2017-04-05 00:00:00 | 1 | purchase",
                                     "14: C |  |  | 2017-04-05 00:00:00 | 2 | purchase",
                                     "16: C |  |  | 2017-04-05 00:00:00 | 2 | purchase",
                                     "17: C |  |  | 2017-04-05 00:00:00 | 2 | purchase"}));
  EXPECT_EQ(outcome.report->rows_read, 14U);
  EXPECT_EQ(outcome.report->rows_kept, 4U);
  EXPECT_EQ(outcome.report->rows_rejected, 10U);
  EXPECT_EQ(outcome.report->rejects.front().reason, RejectReason::ragged_row);
  EXPECT_EQ(outcome.report->rejects.front().rows, 2U);
  EXPECT_EQ(outcome.report->rejects.front().first_line, 10U);
}

TEST(Rejects, OfTheOtherShapes) {
  EXPECT_EQ(rejects_of(read("user,event,time\nu,view,2017-04-05\nu,,2017-04-05\nu,buy,\n,buy,2017-04-05\n")),
            "3 No event [event] u,,2017-04-05\n4 No date [time] u,buy,\n5 No customer [user] ,buy,2017-04-05\n");
  EXPECT_EQ(rejects_of(read("stage,count\na,1\n,2\nb,-3\nc,x\nd,\n")),
            "3 No stage [stage] ,2\n4 A count or number of days below zero [count] b,-3\n"
            "5 The number cannot be read [count] c,x\n6 The number cannot be read [count] d,\n");
  EXPECT_EQ(rejects_of(read("customer,recency,frequency,monetary\nA,1,2,3\nB,-1,2,3\nC,1,2,\n")),
            "3 A count or number of days below zero [recency] B,-1,2,3\n4 No amount [monetary] C,1,2,\n");
  EXPECT_EQ(
      rejects_of(read("opportunity_id,stage,close date,amount\n1,Won,2017-04-05,1\n2,,,\n3,Won,soon,\n4,Won,,x\n")),
      "3 No stage [stage] 2,,,\n4 The date cannot be read [close date] 3,Won,soon,\n"
      "5 The number cannot be read [amount] 4,Won,,x\n");
}

TEST(Rejects, DamagedCharactersOnlyInCellsThatAreUsed) {
  std::string text = "customer,date,amount,note\n";
  for (int i = 0; i < 30; ++i) text += "客户,2017-04-05,1,fine\n";
  text += "客\xE6,2017-04-05,1,fine\n";  // line 32
  text += "客户,2017-04-05,1,bro\xE6ken\n";
  text += "客户,2017-04-\xE6,1,fine\n";
  const FileOutcome outcome = read(text);
  EXPECT_EQ(rejects_of(outcome),
            "32 Damaged characters [customer] 客\uFFFD,2017-04-05,1,fine\n"
            "34 Damaged characters [date] 客户,2017-04-\uFFFD,1,fine\n");
  EXPECT_EQ(outcome.report->rows_kept, 31U);
  EXPECT_NE(notes_of(outcome).find("3 characters are not valid in utf-8"), std::string::npos);
}

TEST(Rejects, TheTextIsShortenedAtACharactersEdge) {
  std::string customer;
  for (int i = 0; i < 200; ++i) customer += "客";
  const FileOutcome outcome = read("customer,date,amount\nA,2017-04-05,1\na" + customer + ",soon,1\n");
  EXPECT_EQ(outcome.sink.rejects.at(0).raw.size(), 400U);
  EXPECT_TRUE(outcome.sink.rejects.at(0).raw.ends_with("客"));
}

// ---- day and month -------------------------------------------------------------------------------------------------

TEST(DayAndMonth, TheSampleDecidesAndContradictionsAreRejects) {
  const FileOutcome outcome =
      read("customer,date,amount\nA,04/05/2017,1\nA,23/04/2017,1\nA,24/04/2017,1\nA,04/23/2017,1\n");
  EXPECT_EQ(outcome.sink.rows, (Rows{"table", "2: A |  |  | 2017-05-04 00:00:00 | 1 | purchase",
                                     "3: A |  |  | 2017-04-23 00:00:00 | 1 | purchase",
                                     "4: A |  |  | 2017-04-24 00:00:00 | 1 | purchase"}));
  EXPECT_EQ(rejects_of(outcome), "5 No such day or time exists [date] A,04/23/2017,1\n");
  EXPECT_EQ(outcome.report->date_order, DateOrder::day_first);
  EXPECT_TRUE(outcome.report->date_order_proven);
  EXPECT_EQ(outcome.report->date_evidence->line, 3U);
  EXPECT_EQ(outcome.report->date_evidence->cell, "23/04/2017");
}

// The sample ends before the row that decides: everything before it changes.
TEST(DayAndMonth, ALaterRowMayExchangeThem) {
  std::string text = "customer,date,amount\n";
  while (text.size() <= kSampleBytes) text += "A,04/05/2017,1\n";
  const auto before = static_cast<size_t>(std::count(text.begin(), text.end(), '\n')) - 1;
  const FileOutcome outcome = read(text + "B,04/23/2017,2\nC,24/04/2017,3\n");
  ASSERT_EQ(outcome.sink.rows.size(), before + 3);
  EXPECT_EQ(outcome.sink.rows[before], std::to_string(before + 1) + ": A |  |  | 2017-05-04 00:00:00 | 1 | purchase");
  EXPECT_EQ(outcome.sink.rows[before + 1], "exchange day and month");
  EXPECT_TRUE(outcome.sink.rows[before + 2].ends_with("B |  |  | 2017-04-23 00:00:00 | 2 | purchase"));
  EXPECT_EQ(outcome.sink.rejects.size(), 1U);
  EXPECT_EQ(outcome.report->date_order, DateOrder::month_first);
  EXPECT_EQ(outcome.resolved.date_order, DateOrder::month_first);
  EXPECT_EQ(outcome.report->date_evidence->line, before + 2);
}

TEST(DayAndMonth, AnAssumptionIsSaid) {
  const FileOutcome dollars = read("customer,date,amount\nA,04/05/2017,$1\n");
  EXPECT_EQ(dollars.report->date_order, DateOrder::month_first);
  EXPECT_FALSE(dollars.report->date_order_proven);
  EXPECT_EQ(notes_of(dollars),
            "Dates such as '04/05/2017' can be read in two ways and no row decides it: taken as month/day/year.\n");
  const FileOutcome euros = read("customer,date,amount\nA,04/05/2017,€1\n");
  EXPECT_EQ(euros.report->date_order, DateOrder::day_first);
  EXPECT_EQ(euros.report->currency, "€");
}

TEST(DayAndMonth, NothingToDecide) {
  const FileOutcome iso = read("customer,date,amount\nA,2017-04-05,1\n");
  EXPECT_EQ(iso.report->date_order, DateOrder::year_first);
  EXPECT_TRUE(iso.report->date_order_proven);
  const FileOutcome stages = read("stage,count\na,1\nb,2\n");
  EXPECT_EQ(stages.report->date_order, DateOrder::automatic);
}

TEST(DayAndMonth, TheUserDecides) {
  FileSpec spec;
  spec.date_order = DateOrder::month_first;
  EXPECT_EQ(rows_of("customer,date,amount\nA,04/05/2017,1\nA,23/04/2017,1\n", spec),
            (Rows{"2: A |  |  | 2017-04-05 00:00:00 | 1 | purchase"}));
}

// ---- encodings and dialects ----------------------------------------------------------------------------------------

TEST(Encodings, AreRecognised) {
  const FileOutcome bom = read(
      "\xEF\xBB\xBF"
      "客户,日期,金额\r\n张三,2017-04-05,1\r\n");
  EXPECT_EQ(bom.report->encoding, "utf-8");
  EXPECT_TRUE(bom.report->byte_order_mark);
  EXPECT_EQ(bom.report->columns[0].name, "客户");
  // '客户,日期,金额\n张三,2017-04-05,1\n'.encode('gb18030')
  const FileOutcome gb = read("\xBF\xCD\xBB\xA7,\xC8\xD5\xC6\xDA,\xBD\xF0\xB6\xEE\n\xD5\xC5\xC8\xFD,2017-04-05,1\n");
  EXPECT_EQ(gb.report->encoding, "gb18030");
  EXPECT_EQ(gb.sink.rows[1], "2: 张三 |  |  | 2017-04-05 00:00:00 | 1 | purchase");
  const FileOutcome latin = read("customer;date;amount\nM\xFCller;2017-04-05;1\n");
  EXPECT_EQ(latin.report->encoding, "windows-1252");
  EXPECT_EQ(latin.sink.rows[1], "2: Müller |  |  | 2017-04-05 00:00:00 | 1 | purchase");
}

TEST(Encodings, AFileThatEndsWithinACharacterSaysSo) {
  std::string bytes = "\xFF\xFE";
  for (const char c : "customer,date,amount\nA,2017-04-05,1\nB,2017-04-05,1"s) bytes += {c, '\0'};
  bytes += '2';  // half of a character
  const FileOutcome outcome = read(bytes);
  EXPECT_EQ(outcome.report->encoding, "utf-16le");
  EXPECT_EQ(rejects_of(outcome), "3 Damaged characters [amount] B,2017-04-05,1\uFFFD\n");
  EXPECT_NE(notes_of(outcome).find("The file ends in the middle of a character (byte 103)"), std::string::npos);
}

TEST(Quotes, AnOpenQuoteCostsOneRowAndIsNamed) {
  const FileOutcome outcome = read("customer,date,amount\nA,2017-04-05,1\n\"B,2017-04-05,1\nC,2017-04-05,1\n");
  EXPECT_EQ(outcome.sink.rows.size(), 3U);
  EXPECT_EQ(outcome.sink.rejects.size(), 1U);
  EXPECT_EQ(outcome.sink.rejects[0].line, 3U);
  EXPECT_NE(notes_of(outcome).find("The quote that opens on line 3 is never closed"), std::string::npos);
}

TEST(Contradictions, ALaterTableOfAnotherWidthIsNamedWithItsLine) {
  std::string text = "customer,date,amount,city,note\n";
  for (int i = 0; i < 450; ++i) text += "A,2017-04-05,1,Rome,x\n";
  const std::string other = text + [] {
    std::string rows;
    for (int i = 0; i < 400; ++i) rows += "A,2017-04-05,1\n";
    return rows;
  }();
  EXPECT_EQ(notes_of(read(text)), "");
  const std::string notes = notes_of(read(other));
  EXPECT_NE(notes.find("From line 452 on most rows have another number of cells (3 instead of 5)"), std::string::npos)
      << notes;
}

TEST(Margins, AreReadAsMoneyOrAsAShareOfTheAmount) {
  const FileOutcome outcome = read(
      "customer,date,amount,cost,profit\nA,2017-04-05,200,175,25\nB,2017-04-05,200,¥20,12.5%\nC,2017-04-05,1,n/a,"
      "much\nD,2017-04-05,1\n");
  EXPECT_EQ(outcome.sink.costs, (Rows{"175 25", "20 25.000", "- -", "- -"}));
}

TEST(NoHeader, ColumnsAreNumbered) {
  const FileOutcome outcome = read("C1,2017-04-05,12.50\nC2,2017-04-06,3\nC1,2017-04-07,8\n");
  EXPECT_FALSE(outcome.report->has_header);
  EXPECT_EQ(outcome.report->columns[2].name, "column 3");
  EXPECT_EQ(outcome.report->rows_read, 3U);
  EXPECT_EQ(outcome.sink.rows[1], "1: C1 |  |  | 2017-04-05 00:00:00 | 12.50 | purchase");
}

// ---- report and resolved spec --------------------------------------------------------------------------------------

TEST(Report, TellsWhatWasUnderstood) {
  const FileOutcome outcome = read("客户,订单日期,实付金额（元）,城市\n张三,2017/4/5,￥12.50,北京\n李四,2017/4/6,3,\n");
  const FileReport& report = *outcome.report;
  EXPECT_EQ(report.name, "orders.csv");
  EXPECT_EQ(report.delimiter, ",");
  EXPECT_EQ(report.shape, Shape::order_lines);
  EXPECT_EQ(report.currency, "¥");
  EXPECT_EQ(report.columns[0].role, Role::customer);
  EXPECT_EQ(report.columns[0].type, ColumnType::identifier);
  EXPECT_EQ(report.columns[1].type, ColumnType::date);
  EXPECT_EQ(report.columns[2].type, ColumnType::number);
  EXPECT_EQ(report.columns[3].type, ColumnType::text);
  EXPECT_EQ(report.columns[3].filled, 1U);
  EXPECT_EQ(report.columns[2].examples, (std::vector<std::string>{"￥12.50", "3"}));
  EXPECT_EQ(report.columns[0].reason.en, "Its name is usual for: customer.");
  EXPECT_EQ(report.preview.size(), 2U);
  EXPECT_EQ(report.preview[0], (std::vector<std::string>{"张三", "2017/4/5", "￥12.50", "北京"}));
}

TEST(Report, RoundedAmountsAreCounted) {
  const FileOutcome outcome = read("customer,date,sales\nA,2017-04-05,129.696\nB,2017-04-05,125.43999999999998\n");
  EXPECT_EQ(outcome.sink.rows[2], "3: B |  |  | 2017-04-05 00:00:00 | 125.44 | purchase");
  EXPECT_EQ(outcome.report->rounded_amounts, 1U);
  const FileOutcome products = read(
      "customer,date,quantity,unit price\nA,2017-04-05,0.5,0.000001\nB,2017-04-05,0.5,0.00002\nC,2017-04-05,2,3\n");
  EXPECT_EQ(products.sink.rows[1], "2: A |  |  | 2017-04-05 00:00:00 | 0.000001 | purchase");  // 0.0000005
  EXPECT_EQ(products.report->rounded_amounts, 1U);
}

TEST(Report, SpoiledIdentifiersAreMendedOnlyWhereTheWholeColumnIs) {
  const FileOutcome spoiled = read("customer,date,amount\n17850.0,2017-04-05,1\n,2017-04-05,1\n17851.0,2017-04-05,1\n");
  EXPECT_TRUE(spoiled.sink.rows[1].starts_with("2: 17850 |"));
  EXPECT_NE(notes_of(spoiled).find("17850.0 is 17850"), std::string::npos);
  const FileOutcome mixed = read("customer,date,amount\n17850.0,2017-04-05,1\nX,2017-04-05,1\n");
  EXPECT_TRUE(mixed.sink.rows[1].starts_with("2: 17850.0 |"));
}

TEST(ResolvedSpec, ReadsTheFileTheSameWayAgain) {
  for (const std::string& text :
       {"customer;date;sales\nA;04/05/2017;1.234,50\nB;23/04/2017;2.000\n"s,
        "C1,2017-04-05,12.50\nC2,2017-04-06,3\nC1,2017-04-07,8\n"s, "user\tevent\ttime\nu\tview\t04/05/2017 8:00\n"s,
        "stage,count\na,1\nb,2\n"s,
        "sep=;\nopportunity_id;stage;engage date;close date\n1;Won;04/05/2017;\n2;Lost;05/06/2017;25/12/2017\n"s}) {
    const FileOutcome first = read(text);
    ASSERT_TRUE(first.report) << first.error->message.en;
    const FileOutcome second = read(text, first.resolved);
    ASSERT_TRUE(second.report) << text;
    EXPECT_EQ(second.sink.rows, first.sink.rows);
    EXPECT_EQ(second.resolved, first.resolved) << text;
    EXPECT_EQ(second.report->date_order_proven, first.report->date_order_proven);
    EXPECT_EQ(second.report->rows_rejected, first.report->rows_rejected);
  }
}

TEST(ResolvedSpec, QuotesAreReadAsChosenAndFilledIn) {
  const std::string text = "customer,date,amount,note\nA,2017-04-05,1,\"3.5\nB,2017-04-05,1,\"5.25\nC,2017-04-05,1,x\n";
  const FileOutcome found = read(text);
  EXPECT_EQ(found.report->quote, "double");
  EXPECT_EQ(found.resolved.quote, "double");
  EXPECT_LT(found.report->rows_kept, 3u);  // a quote runs into the next row
  FileSpec spec;
  spec.quote = "none";
  const FileOutcome chosen = read(text, spec);
  EXPECT_EQ(chosen.report->rows_kept, 3u);
  EXPECT_EQ(chosen.report->preview[1][3], "\"5.25");
  EXPECT_EQ(chosen.resolved.quote, "none");
  spec.quote = "single";
  const std::string apostrophes = "customer,date,amount\n'Smith, Ann',2017-04-05,1\nB,2017-04-05,2\n";
  EXPECT_EQ(read(apostrophes, spec).sink.rows[1], "2: Smith, Ann |  |  | 2017-04-05 00:00:00 | 1 | purchase");
}

TEST(Remarks, SayWhatHappenedToSingleIdentifiers) {
  const FileOutcome outcome = read(
      "customer,order id,date,amount\n17850.0,1.23E+15,2017-04-05,1\n17851.0,１２３,2017-04-05,1\n"
      "17852,0012,2017-04-05,1\n17853,12,2017-04-05,1\n");
  ASSERT_TRUE(outcome.report);
  std::string remarks;
  for (const CellRemark& remark : outcome.report->remarks) {
    remarks += std::to_string(remark.row) + " " + std::to_string(remark.column) + " " + remark.text.en + "\n";
    EXPECT_FALSE(remark.text.zh.empty());
  }
  EXPECT_EQ(remarks,
            "0 0 A spreadsheet left '.0' behind it; read as '17850'.\n"
            "0 1 A spreadsheet has shortened this long number; its last digits are lost.\n"
            "1 0 A spreadsheet left '.0' behind it; read as '17851'.\n"
            "1 1 Full-width or invisible characters, or marks for text, were cleared away; read as '123'.\n"
            "3 1 '0012' stands in this column, too: a spreadsheet may have taken the zeros off here.\n");
  EXPECT_TRUE(read("customer,date,amount\n1.23E+15,2017-04-05,17850.0\nB,2017-04-05,2\n").report->remarks.size() == 1)
      << "amounts are no identifiers";
}

// The mapping page shows them, so that people see what to map.
TEST(UnderstoodFile, HasItsFirstRowsAlsoWhereColumnsAreMissing) {
  using Preview = std::vector<std::vector<std::string>>;
  const FileOutcome text = read("Report of May\nx1,x2\nann,blue\nbob,green\n");
  ASSERT_TRUE(text.error);
  EXPECT_EQ(text.error->code, ErrorCode::columns_not_found);
  EXPECT_EQ(text.understood.preview, (Preview{{"ann", "blue"}, {"bob", "green"}}));
  const FileOutcome json = read("[{\"x1\":\"ann\",\"x2\":\"blue\"},{\"x1\":\"bob\",\"x2\":\"green\"}]");
  EXPECT_EQ(json.understood.preview, (Preview{{"ann", "blue"}, {"bob", "green"}}));
}

TEST(ResolvedSpec, HasEveryColumn) {
  const FileOutcome outcome = read("customer,date,amount,note\nA,2017-04-05,1,x\nB,2017-04-05,1,y\n");
  EXPECT_EQ(outcome.resolved.name, "orders.csv");
  EXPECT_EQ(outcome.resolved.encoding, "utf-8");
  EXPECT_EQ(outcome.resolved.delimiter, ",");
  EXPECT_EQ(outcome.resolved.has_header, true);
  EXPECT_EQ(outcome.resolved.shape, Shape::order_lines);
  EXPECT_EQ(outcome.resolved.columns,
            (std::vector<ColumnSpec>{
                {"customer", Role::customer}, {"date", Role::time}, {"amount", Role::amount}, {"note", Role::ignore}}));
}

}  // namespace
}  // namespace sluice::ingest
