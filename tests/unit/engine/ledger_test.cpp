// From the rows of a file to the lines behind the figures: every step adds up, and its rows can be had.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <sstream>

#include "base/money.h"
#include "engine/load.h"
#include "engine/service.h"
#include "engine/session.h"
#include "report/message_fields.h"
#include "test_support/files.h"
#include "unit/engine/service_fixture.h"

namespace sluice::engine {
namespace {

struct NamedFile {
  std::string name;
  std::string text;
};

LoadResult load_files(Service& service, const std::vector<NamedFile>& files, const Spec& spec = {}) {
  Json list = Json::array();
  for (const NamedFile& file : files) list.push_back({{"name", file.name}, {"size", file.text.size()}});
  service.call(request("load_begin", Json::object({{"files", list}, {"spec", write_json(spec)}})));
  for (uint32_t i = 0; i < files.size(); ++i) {
    service.chunk(i, std::as_bytes(std::span(files[i].text.data(), files[i].text.size())));
  }
  const Json answer = parsed(service.call(request("load_end", Json::object())));
  Result<LoadResult> result = parse_load_result(answer["result"].dump());
  EXPECT_TRUE(result.has_value()) << answer.dump();
  return std::move(result).value();
}

Report analyze(Service& service, const Spec& spec) {
  const Json answer = parsed(service.call(analyze_request(spec)));
  Result<AnalyzeResult> done = parse_analyze_result(answer["result"].dump());
  EXPECT_TRUE(done) << answer.dump();
  return std::move(done->report);
}

double first_step_of_funnel(Service& service) {
  const Json answer = parsed(service.call(funnel_request()));
  Result<funnel::FunnelReport> report = parse_funnel_report(answer["result"].dump());
  EXPECT_TRUE(report.has_value()) << answer.dump();
  return report->steps[0].count;
}

LedgerPage page_of(Service& service, std::string_view entry, uint64_t offset = 0, uint64_t limit = 1'000'000) {
  const Json answer = parsed(service.call(ledger_rows_request(entry, offset, limit)));
  Result<LedgerPage> page = parse_ledger_page(answer["result"].dump());
  EXPECT_TRUE(page.has_value()) << answer.dump();
  return std::move(page).value();
}

const LedgerEntry& entry_of(const Report& report, std::string_view id) {
  static const LedgerEntry none;
  for (const LedgerEntry& entry : report.ledger.entries) {
    if (entry.id == id) return entry;
  }
  ADD_FAILURE() << "no entry " << id;
  return none;
}

int64_t units(double amount, int decimals) {
  return std::llround(amount * static_cast<double>(power_of_ten(decimals)));
}

void expect_steps_to_add_up(const Report& report) {
  const LedgerReport& ledger = report.ledger;
  ASSERT_FALSE(ledger.entries.empty());
  EXPECT_EQ(ledger.entries.front().rows, report.import.rows_read);
  uint64_t rows = 0;
  std::optional<int64_t> money;
  for (const LedgerEntry& entry : ledger.entries) {
    const std::optional<int64_t> amount =
        entry.amount ? std::optional(units(*entry.amount, ledger.decimals)) : std::nullopt;
    if (entry.kind == LedgerKind::total) {
      if (entry.id != "read") {
        ASSERT_EQ(entry.rows, rows) << entry.id;
      }
      if (money) {
        ASSERT_EQ(amount, money) << entry.id;
      }
      rows = entry.rows;
      money = amount;
    } else if (entry.applied) {
      rows -= entry.rows;
      if (money) *money -= *amount;
    }
    ASSERT_EQ(entry.rows_left, rows) << entry.id;
    ASSERT_EQ(entry.amount_left.has_value(), money.has_value()) << entry.id;
    if (money) {
      ASSERT_EQ(units(*entry.amount_left, ledger.decimals), *money) << entry.id;
    }
    EXPECT_FALSE(entry.text.en.empty() || entry.text.zh.empty()) << entry.id;
  }
}

constexpr std::string_view kOrdersToClean =
    "order_id,customer_id,order_date,amount\n"
    "1,ann,2024-01-05,10.50\n"
    "1,ann,2024-01-05,10.50\n"
    "2,bob,2024-01-06,20\n"
    "3,ann,2024-02-01,0\n"
    "4,,2024-02-02,9\n"
    "5,cid,2024-02-30,9\n"
    "6,dee,2024-03-01,-7\n"
    "7,=test,2024-03-02,1.25\n";

TEST(Ledger, TellsTheWayFromTheFileToTheFigures) {
  Service service;
  const Report report = load_files(service, {{"orders.csv", std::string(kOrdersToClean)}}).report;
  std::vector<std::string> ids;
  for (const LedgerEntry& entry : report.ledger.entries) ids.push_back(entry.id);
  EXPECT_EQ(ids, (std::vector<std::string>{"read", "reject.blank_customer", "reject.impossible_date", "kept",
                                           "test_accounts", "before_first_day", "after_latest_day", "duplicates",
                                           "zero_amounts", "after_snapshot", "before_lookback", "returns", "used",
                                           "without_purchase", "scored"}));
  EXPECT_EQ(entry_of(report, "kept").rows, 6U);
  EXPECT_EQ(entry_of(report, "kept").amount, 35.25);
  EXPECT_EQ(entry_of(report, "duplicates").rows, 1U);
  EXPECT_EQ(entry_of(report, "duplicates").amount, 10.5);
  EXPECT_FALSE(entry_of(report, "duplicates").applied);
  EXPECT_EQ(entry_of(report, "without_purchase").amount, -7.0);
  EXPECT_EQ(entry_of(report, "scored").amount, report.rfm->all.revenue);
  ASSERT_EQ(report.ledger.suggestions.size(), 1U);
  EXPECT_EQ(report.ledger.suggestions[0].pattern, "test");
  expect_steps_to_add_up(report);
}

TEST(Ledger, AChangedRuleGivesANewReportWithoutReading) {
  Service service;
  LoadResult loaded = load_files(service, {{"orders.csv", std::string(kOrdersToClean)}});
  Spec spec = loaded.spec;
  spec.cleaning.duplicates = DuplicateRule::keep_one;
  spec.cleaning.test_accounts = {"test"};
  const Report report = analyze(service, spec);
  EXPECT_EQ(report.rfm->all.customers, 2U);
  EXPECT_EQ(report.rfm->all.revenue, 30.5);
  EXPECT_EQ(report.rfm->snapshot, "2024-03-02");
  EXPECT_EQ(first_step_of_funnel(service), 2.0) << "the purchase ladder counts the same lines";
  EXPECT_TRUE(entry_of(report, "duplicates").applied);
  EXPECT_EQ(analyze(service, loaded.spec).rfm->all.revenue, loaded.report.rfm->all.revenue) << "and back";
}

TEST(Ledger, TheLadderFollowsTheReturnsRule) {
  Service service;
  Spec spec = load_files(service, {{"orders.csv", std::string(kOrdersToClean)}}).spec;
  for (const auto& [rule, customers] : {std::pair{rfm::ReturnsRule::net, 3.0}, std::pair{rfm::ReturnsRule::drop, 3.0},
                                        std::pair{rfm::ReturnsRule::keep, 4.0}}) {
    spec.rfm.returns = rule;
    const Report report = analyze(service, spec);
    EXPECT_EQ(first_step_of_funnel(service), customers);
    EXPECT_EQ(static_cast<double>(report.rfm->all.customers), customers);
  }
}

TEST(Ledger, AnEntryOpensItsRows) {
  Service service;
  load_files(service, {{"orders.csv", std::string(kOrdersToClean)}});
  const LedgerPage duplicates = page_of(service, "duplicates");
  ASSERT_EQ(duplicates.rows.size(), 1U);
  EXPECT_EQ(duplicates.rows[0].line, 3U);
  EXPECT_EQ(duplicates.rows[0].copy_line, 2U);
  EXPECT_EQ(duplicates.rows[0].customer, "ann");
  EXPECT_EQ(duplicates.rows[0].order, "1");
  EXPECT_EQ(duplicates.rows[0].time, "2024-01-05");
  EXPECT_EQ(duplicates.rows[0].amount, 10.5);
  const LedgerPage rejects = page_of(service, "reject.impossible_date");
  ASSERT_EQ(rejects.rows.size(), 1U);
  EXPECT_EQ(rejects.rows[0].line, 7U);
  EXPECT_EQ(rejects.rows[0].column, "order_date");
  EXPECT_EQ(rejects.rows[0].raw, "5,cid,2024-02-30,9");
  EXPECT_EQ(page_of(service, "without_purchase").rows.at(0).customer, "dee");
  EXPECT_EQ(page_of(service, "scored").total, 5U);
  EXPECT_EQ(page_of(service, "after_snapshot").total, 0U);
}

TEST(Ledger, WhatHasNoRowsIsNotFound) {
  Service service;
  EXPECT_EQ(parsed(service.call(ledger_rows_request("used", 0, 1)))["error"]["code"], "no_dataset");
  load_files(service, {{"orders.csv", std::string(kOrdersToClean)}});
  for (const char* entry : {"read", "nothing", "", "reject.", "reject.bad_text"}) {
    EXPECT_EQ(parsed(service.call(ledger_rows_request(entry, 0, 1)))["error"]["code"], "not_found") << entry;
    EXPECT_EQ(parsed(service.call(export_ledger_rows_request(entry, {"en"})))["error"]["code"], "not_found") << entry;
  }
}

TEST(Ledger, ExportsAreSafeForSpreadsheets) {
  Service service;
  load_files(service, {{"orders.csv", std::string(kOrdersToClean)}});
  const Answer used = service.call(export_ledger_rows_request("used", {"en"}));
  EXPECT_EQ(parsed(used)["result"]["rows"], 6);
  EXPECT_NE(used.binary.find("orders.csv,9,\"'=test\",7,2024-03-02,1.25\r\n"), std::string::npos) << used.binary;
  EXPECT_NE(used.binary.find("orders.csv,8,dee,6,2024-03-01,-7.00\r\n"), std::string::npos) << "amounts stay numbers";
  const Answer copies = service.call(export_ledger_rows_request("duplicates", {"zh-CN", TableFormat::csv_bom}));
  EXPECT_EQ(copies.binary,
            "\xEF\xBB\xBF文件,行号,客户,订单号,日期,金额,与此行相同\r\norders.csv,3,ann,1,2024-01-05,10.50,2\r\n");
}

/// RFC 4180, as a spreadsheet reads it.
std::vector<std::vector<std::string>> cells_of(std::string_view csv) {
  std::vector<std::vector<std::string>> rows(1, {""});
  bool quoted = false;
  for (size_t i = csv.starts_with("\xEF\xBB\xBF") ? 3 : 0; i < csv.size(); ++i) {
    const bool doubled = quoted && csv[i] == '"' && i + 1 < csv.size() && csv[i + 1] == '"';
    if (doubled) {
      rows.back().back() += csv[i++];
    } else if (csv[i] == '"') {
      quoted = !quoted;
    } else if (!quoted && csv[i] == ',') {
      rows.back().emplace_back();
    } else if (!quoted && csv[i] == '\r' && i + 1 < csv.size() && csv[i + 1] == '\n') {
      rows.push_back({""});
      ++i;
    } else {
      rows.back().back() += csv[i];
    }
  }
  rows.pop_back();
  return rows;
}

TEST(Ledger, ExportedRejectsReadBackCellByCell) {
  Service service;
  load_files(service, {{"orders.csv",
                        "customer_id,order_date,amount,note\n"
                        "ann,2024-01-05,1,fine\n"
                        "=cmd(),2024-02-30,2,\"says \"\"hi\"\", and more\"\n"
                        ",2024-01-06,3,\"two\nlines\"\n"
                        "bob,2024-13-01,4,plain\n"}});
  for (const char* entry : {"reject.impossible_date", "reject.blank_customer"}) {
    const LedgerPage page = page_of(service, entry);
    ASSERT_FALSE(page.rows.empty());
    const auto rows = cells_of(service.call(export_ledger_rows_request(entry, {"en"})).binary);
    ASSERT_EQ(rows.size(), page.rows.size() + 1) << entry;
    for (size_t i = 0; i < page.rows.size(); ++i) {
      ASSERT_EQ(rows[i + 1].size(), 5U);
      EXPECT_EQ(rows[i + 1][1], std::to_string(page.rows[i].line));
      const std::string& raw = page.rows[i].raw;
      EXPECT_EQ(rows[i + 1][4], (raw.front() == '=' ? "'" : "") + raw) << "only what would run is changed";
    }
  }
}

TEST(Ledger, ExportedLinesReadBackToTheSameMoney) {
  Service service;
  const NamedFile sample{"orders.csv", test::repository_file("assets/samples/orders.csv")};
  const Report report = load_files(service, {sample}).report;
  std::string csv;  // more rows than are written in one step
  for (int step = 0; csv.empty() && step < 10; ++step) {
    csv = service.call(export_ledger_rows_request("used", {"en"})).binary;
  }
  Service again;
  const Report second = load_files(again, {{"used.csv", csv}}).report;
  EXPECT_EQ(second.import.rows_rejected, 0U);
  EXPECT_EQ(entry_of(second, "kept").rows, entry_of(report, "used").rows);
  EXPECT_EQ(entry_of(second, "kept").amount, entry_of(report, "used").amount);
  EXPECT_EQ(second.rfm->all.orders, report.rfm->all.orders) << "the order numbers are in it";
}

TEST(Ledger, RowsOfFilesWithoutOrderNumbersHaveNone) {
  Service service;
  load_files(service, {{"orders.csv", "customer,date,amount\nann,2024-01-05,1\nbob,2024-01-06,2\n"}});
  EXPECT_EQ(page_of(service, "used").rows.at(0).order, "");
  EXPECT_EQ(service.call(export_ledger_rows_request("used", {"en"})).binary,
            "file,line,customer,date,amount\r\norders.csv,2,ann,2024-01-05,1\r\norders.csv,3,bob,2024-01-06,2\r\n");
}

// ---- every sample, every combination of rules -----------------------------------------------------------------------

std::vector<std::vector<NamedFile>> samples() {
  const auto sample = [](const std::string& name) {
    return NamedFile{name, test::repository_file("assets/samples/" + name)};
  };
  return {{sample("seed_rfm_100.csv")},
          {sample("orders.csv")},
          {sample("events.csv")},
          {sample("opportunities.csv")},
          {sample("orders.csv"), sample("events.csv")}};
}

Spec combination(const Spec& loaded, unsigned bits, rfm::ReturnsRule returns) {
  Spec spec = loaded;
  spec.cleaning = {};
  if (bits & 1U) spec.cleaning.test_accounts = {"1"};
  if (bits & 2U) spec.cleaning.first_day = "2025-01-01";
  if (bits & 4U) spec.cleaning.latest_day = "2026-01-31";
  if (bits & 8U) spec.cleaning.duplicates = DuplicateRule::keep_one;
  if (bits & 16U) spec.cleaning.zero_amounts = ZeroRule::drop;
  spec.rfm.returns = returns;
  return spec;
}

/// The session behind the service, which writes no JSON for each of many reports.
Session session_of(const std::vector<NamedFile>& files) {
  std::vector<FileToLoad> list;
  for (const NamedFile& file : files) list.push_back({file.name, file.text.size()});
  Load reading(std::move(list), Spec{});
  for (uint32_t i = 0; i < files.size(); ++i) {
    EXPECT_TRUE(reading.push(i, std::as_bytes(std::span(files[i].text.data(), files[i].text.size()))));
  }
  Result<Load::Loaded> loaded = reading.finish();
  EXPECT_TRUE(loaded.has_value());
  Result<Session> session = Session::open(std::move(loaded->dataset), std::move(loaded->spec));
  EXPECT_TRUE(session && session->advance());
  return std::move(session).value();
}

TEST(LedgerProperties, AddsUpForEverySampleAndEveryCombinationOfRules) {
  for (const std::vector<NamedFile>& files : samples()) {
    Session session = session_of(files);
    const Spec loaded = session.spec();
    expect_steps_to_add_up(session.report());
    for (unsigned bits = 0; bits < 32; ++bits) {
      for (const auto returns : {rfm::ReturnsRule::net, rfm::ReturnsRule::drop, rfm::ReturnsRule::keep}) {
        ASSERT_TRUE(session.analyze(combination(loaded, bits, returns)));
        const Report& report = session.report();
        SCOPED_TRACE(files.back().name + " " + std::to_string(bits));
        expect_steps_to_add_up(report);
        if (testing::Test::HasFatalFailure()) return;
        if (!report.rfm || report.rfm->source != "orders") continue;
        EXPECT_EQ(entry_of(report, "scored").amount, report.rfm->all.revenue);
      }
    }
  }
}

TEST(LedgerProperties, TheOrderOfTheRowsChangesNothing) {
  std::vector<std::string> lines;
  std::istringstream text(test::repository_file("assets/samples/orders.csv"));
  for (std::string line; std::getline(text, line);) lines.push_back(line + "\n");
  const auto file = [&] {
    std::string whole;
    for (const std::string& line : lines) whole += line;
    return std::vector<NamedFile>{{"orders.csv", whole}};
  };
  Session session = session_of(file());
  std::shuffle(lines.begin() + 1, lines.end(), std::mt19937_64(20'261'125));
  Session shuffled = session_of(file());
  for (const unsigned bits : {0U, 9U, 31U}) {
    for (const auto returns : {rfm::ReturnsRule::net, rfm::ReturnsRule::drop}) {
      ASSERT_TRUE(session.analyze(combination(session.spec(), bits, returns)));
      ASSERT_TRUE(shuffled.analyze(combination(shuffled.spec(), bits, returns)));
      const Report &a = session.report(), &b = shuffled.report();
      EXPECT_EQ(write_json(a.ledger), write_json(b.ledger)) << bits;
      EXPECT_EQ(write_json(a.rfm), write_json(b.rfm)) << bits;
      EXPECT_EQ(write_json(**session.funnel()), write_json(**shuffled.funnel())) << bits;
    }
  }
}

TEST(LedgerProperties, TheRowsOfAnEntryAreAsManyAsItSays) {
  Service service;
  const NamedFile sample{"orders.csv", test::repository_file("assets/samples/orders.csv")};
  const LoadResult loaded = load_files(service, {sample});
  for (const unsigned bits : {0U, 31U}) {
    const Report report = analyze(service, combination(loaded.spec, bits, rfm::ReturnsRule::drop));
    for (const LedgerEntry& entry : report.ledger.entries) {
      if (!entry.opens) continue;
      const LedgerPage all = page_of(service, entry.id);
      EXPECT_EQ(all.total, entry.rows) << entry.id;
      EXPECT_EQ(all.rows.size(), entry.rows) << entry.id;
      int64_t money = 0;
      for (const LedgerRow& row : all.rows) money += units(row.amount.value_or(0), report.ledger.decimals);
      EXPECT_EQ(money, units(entry.amount.value_or(0), report.ledger.decimals)) << entry.id;
      const LedgerPage part = page_of(service, entry.id, entry.rows / 2, 3);
      ASSERT_EQ(part.rows.size(), std::min<uint64_t>(3, entry.rows - entry.rows / 2)) << entry.id;
      EXPECT_EQ(part.rows[0].line, all.rows[entry.rows / 2].line) << entry.id;
    }
  }
}

}  // namespace
}  // namespace sluice::engine
