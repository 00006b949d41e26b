#include "report/ledger.h"

#include <algorithm>
#include <array>

#include "dataset/order_lines.h"
#include "ingest/file_reader.h"
#include "ingest/rejects.h"
#include "report/report_fields.h"

namespace sluice {
namespace {

constexpr std::string_view kRejectPrefix = "reject.";

struct RuleWords {
  CleaningRule rule;
  std::string_view id;
  const char* en;
  const char* zh;
};

constexpr std::array<RuleWords, kCleaningRules> kRules{{
    {CleaningRule::test_accounts, "test_accounts", "Test accounts", "测试账户"},
    {CleaningRule::before_first_day, "before_first_day", "Before the first day", "起始日期之前"},
    {CleaningRule::after_latest_day, "after_latest_day", "After the latest day", "截止日期之后"},
    {CleaningRule::duplicates, "duplicates", "Duplicate lines", "重复的行"},
    {CleaningRule::zero_amounts, "zero_amounts", "Amount of 0", "金额为 0"},
    {CleaningRule::after_snapshot, "after_snapshot", "After the day of analysis", "分析日之后"},
    {CleaningRule::before_lookback, "before_lookback", "Before the lookback period", "回溯期之前"},
    {CleaningRule::returns, "returns", "Returns and cancellations", "退货与取消"},
}};

/// Entries one after the other, with what is left after each.
class Writer {
 public:
  explicit Writer(LedgerReport& ledger) : ledger_(ledger) {}

  void total(std::string id, TextPair text, uint64_t rows, std::optional<double> amount, bool opens) {
    rows_left_ = rows;
    amount_left_ = amount;
    add({std::move(id), LedgerKind::total, std::move(text), rows, amount, false, 0, {}, opens});
  }

  void take_away(std::string id, LedgerKind kind, TextPair text, uint64_t rows, bool opens) {
    rows_left_ -= rows;
    add({std::move(id), kind, std::move(text), rows, {}, true, 0, {}, opens});
  }

  void rule(const RuleWords& words, const Cleaning& cleaning) {
    const LineSum found = cleaning.found(words.rule);
    const LineSum left = cleaning.left_after(words.rule);
    rows_left_ = left.lines;
    amount_left_ = left.amount.value(ledger_.decimals);
    add({std::string(words.id),
         LedgerKind::rule,
         {words.en, words.zh},
         found.lines,
         found.amount.value(ledger_.decimals),
         cleaning.applies(words.rule),
         0,
         {},
         true});
  }

  void add(LedgerEntry entry) {
    entry.rows_left = rows_left_;
    entry.amount_left = amount_left_;
    entry.opens = entry.opens && entry.rows > 0;
    ledger_.entries.push_back(std::move(entry));
  }

  void leave(uint64_t rows, double amount) {
    rows_left_ = rows;
    amount_left_ = amount;
  }

 private:
  LedgerReport& ledger_;
  uint64_t rows_left_ = 0;
  std::optional<double> amount_left_;
};

void write_rejects(const ingest::ImportReport& import, Writer& writer) {
  std::vector<ingest::RejectCount> all;
  for (const ingest::FileReport& file : import.files) {
    for (const ingest::RejectCount& count : file.rejects) {
      const auto known =
          std::find_if(all.begin(), all.end(), [&](const auto& other) { return other.reason == count.reason; });
      if (known == all.end())
        all.push_back(count);
      else
        known->rows += count.rows;
    }
  }
  ingest::sort_rejects(all);
  for (const ingest::RejectCount& count : all) {
    writer.take_away(std::string(kRejectPrefix) + std::string(enum_name(count.reason)), LedgerKind::reject, count.text,
                     count.rows, true);
  }
}

void write_rules(const Cleaning& cleaning, int decimals, Writer& writer) {
  for (const RuleWords& words : kRules) writer.rule(words, cleaning);
  const LineSum used = cleaning.used();
  writer.total("used", {"Lines that count", "计入的行"}, used.lines, used.amount.value(decimals), true);
}

/// From the lines that count to those of scored customers, whose money is the revenue on the screens.
void write_scored(const Cleaning& cleaning, const rfm::Profile& profile, int decimals, Writer& writer) {
  const LineSum used = cleaning.used();
  ExactSum revenue;
  for (const int64_t units : profile.revenue.units) revenue.add(units);
  const uint64_t without = profile.ledger.lines_without_purchase;
  writer.leave(used.lines - without, revenue.value(decimals));
  writer.add({"without_purchase",
              LedgerKind::rule,
              {"Customers without a purchase", "没有有效购买的客户"},
              without,
              profile.ledger.amount_without_purchase,
              true,
              0,
              {},
              true});
  writer.total("scored", {"Lines of scored customers", "参与评分的客户的行"}, used.lines - without,
               revenue.value(decimals), true);
}

}  // namespace

LedgerReport make_ledger(const Dataset& dataset, const Cleaning* cleaning, const std::vector<SuspectAccounts>& suspects,
                         const rfm::Profile* profile) {
  LedgerReport ledger;
  Writer writer(ledger);
  const ingest::ImportReport& import = dataset.import;
  writer.total("read", {"Rows read", "读取的行"}, import.rows_read, {}, false);
  write_rejects(import, writer);
  const TextPair kept{"Rows that could be read", "可用的行"};
  if (cleaning == nullptr) {
    writer.total("kept", kept, import.rows_kept, {}, false);
    return ledger;
  }
  const OrderLines lines(*dataset.orders);
  ledger.decimals = lines.decimals();
  LineSum all;
  for (const LineSum& sum : cleaning->marks()->by_mark) all.add(sum);
  const double amount = all.amount.value(ledger.decimals);
  const uint64_t other_rows = import.rows_kept - std::min<uint64_t>(import.rows_kept, all.lines);
  if (other_rows == 0) {
    writer.total("kept", kept, all.lines, amount, true);
  } else {
    writer.total("kept", kept, import.rows_kept, {}, false);
    writer.take_away("other_tables", LedgerKind::rule, {"Rows that are no order lines", "不是订单行的行"}, other_rows,
                     false);
    writer.total("order_lines", {"Order lines", "订单行"}, all.lines, amount, true);
  }
  write_rules(*cleaning, ledger.decimals, writer);
  if (profile != nullptr && profile->from_orders) write_scored(*cleaning, *profile, ledger.decimals, writer);
  for (const SuspectAccounts& suspect : suspects) {
    ledger.suggestions.push_back({suspect.pattern, suspect.customers, suspect.sum.lines,
                                  suspect.sum.amount.value(ledger.decimals), suspect.examples});
  }
  return ledger;
}

std::optional<ingest::RejectReason> reject_of_entry(std::string_view id) {
  if (!id.starts_with(kRejectPrefix)) return std::nullopt;
  for (const auto& [reason, name] : EnumNames<ingest::RejectReason>::names) {
    if (name == id.substr(kRejectPrefix.size())) return reason;
  }
  return std::nullopt;
}

std::optional<CleaningRule> rule_of_entry(std::string_view id) {
  for (const RuleWords& words : kRules) {
    if (words.id == id) return words.rule;
  }
  return std::nullopt;
}

}  // namespace sluice
