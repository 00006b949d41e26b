#include "engine/session.h"

#include <algorithm>

#include "base/csv_writer.h"
#include "funnel/analysis.h"
#include "ingest/file_reader.h"
#include "report/ledger.h"
#include "report/report_fields.h"
#include "rfm/customers.h"

namespace sluice::engine {
namespace {

Error nothing_to_score() {
  return {ErrorCode::not_applicable,
          {"The loaded files hold no purchases, so there are no customers to score. Open an order export or a table "
           "with recency, frequency and monetary value.",
           "已加载的文件中没有购买记录，无法给客户打分。请打开订单导出文件，或含有 R、F、M 的客户表。"},
          {}};
}

/// True where both ask for the same rows in the same order, whichever page of them.
bool same_ordering(const rfm::CustomerQuery& a, const rfm::CustomerQuery& b) {
  return a.filter == b.filter && a.search == b.search && a.sort == b.sort && a.descending == b.descending;
}

/// One byte a customer code: 1 where the filter leaves the customer.
std::vector<uint8_t> by_customer_code(const Dataset& dataset, const rfm::Analysis& analysis,
                                      const std::vector<uint8_t>& selected) {
  std::vector<uint8_t> keep(dataset.customers.size(), 0);
  for (size_t row = 0; row < selected.size(); ++row) keep[analysis.profile.customer[row]] = selected[row];
  return keep;
}

}  // namespace

Result<Session> Session::open(Dataset dataset, Spec spec) {
  Session session(std::move(dataset), spec);
  if (rfm::has_order_lines(session.dataset_)) session.suspects_ = find_suspect_accounts(session.dataset_);
  if (const Status status = session.update(spec, true); !status) return status.error();
  return session;
}

Status Session::analyze(const Spec& spec) {
  if (const Status status = validate(spec); !status) return status;
  if (spec.ingest != spec_.ingest) {
    Error error{ErrorCode::bad_spec,
                {"How files are read has changed; load them again with this spec.",
                 "文件读取方式已改变，请用此设置重新加载文件。"},
                {}};
    error.place.pointer = "/ingest";
    return error;
  }
  return update(spec, spec.rfm != spec_.rfm || spec.cleaning != spec_.cleaning);
}

Status Session::update(const Spec& spec, bool score_again) {
  std::optional<rfm::Lines> cleaned;
  if (score_again && rfm::has_order_lines(dataset_)) {
    Result<rfm::Lines> result = rfm::clean_lines(dataset_, spec.cleaning, spec.rfm, lines_ ? &*lines_ : nullptr);
    if (!result) return std::move(result).error();
    cleaned = std::move(*result);
  }
  const rfm::Lines* lines = cleaned ? &*cleaned : lines_ ? &*lines_ : nullptr;
  std::optional<rfm::Analysis> scored;
  if (score_again && (lines != nullptr || dataset_.customer_table)) {
    Result<rfm::Analysis> result = rfm::analyze(dataset_, spec.rfm, lines);
    if (!result) return std::move(result).error();
    scored = std::move(*result);
  }
  const rfm::Analysis* analysis = scored ? &*scored : analysis_ ? &*analysis_ : nullptr;
  const Cleaning* cleaning = lines ? &lines->cleaning : nullptr;

  Report report;
  report.import = dataset_.import;
  report.ledger = make_ledger(dataset_, cleaning, suspects_, analysis ? &analysis->profile : nullptr);
  std::optional<std::vector<uint8_t>> keep;
  if (analysis != nullptr) {
    Result<std::vector<uint8_t>> selected = rfm::select(dataset_, *analysis, spec.filter);
    if (!selected) return std::move(selected).error();
    report.rfm = rfm::make_report(dataset_, *analysis, spec.rfm, spec.filter, *selected);
    if (!spec.filter.empty()) keep = by_customer_code(dataset_, *analysis, *selected);
  }
  Result<funnel::FunnelReport> funnel = funnel::analyze(dataset_, spec.funnel, keep ? &*keep : nullptr, cleaning);
  if (funnel) {
    report.funnel = std::move(*funnel);
  } else if (funnel.error().code != ErrorCode::not_applicable || spec.funnel.source != funnel::Source::automatic) {
    return std::move(funnel).error();
  }

  // Nothing can fail from here on.
  if (cleaned) lines_ = std::move(cleaned);
  if (scored) {
    analysis_ = std::move(scored);
    ordered_for_.reset();
  }
  report_ = std::move(report);
  spec_ = spec;
  return Done{};
}

Result<const std::vector<uint32_t>*> Session::ordered_rows(const rfm::CustomerQuery& query) {
  if (!analysis_) return nothing_to_score();
  if (!ordered_for_ || !same_ordering(*ordered_for_, query)) {
    Result<std::vector<uint32_t>> rows = rfm::order_customers(dataset_, *analysis_, query);
    if (!rows) return std::move(rows).error();
    ordered_ = std::move(*rows);
    ordered_for_ = query;
  }
  return &ordered_;
}

Result<rfm::CustomerPage> Session::customers(const rfm::CustomerQuery& query) {
  const Result<const std::vector<uint32_t>*> rows = ordered_rows(query);
  if (!rows) return rows.error();
  const std::vector<uint32_t>& all = **rows;
  rfm::CustomerPage page;
  page.total = all.size();
  page.offset = query.offset;
  const uint64_t begin = std::min<uint64_t>(query.offset, all.size());
  const uint64_t end = begin + std::min<uint64_t>(query.limit, all.size() - begin);
  for (uint64_t i = begin; i < end; ++i) page.rows.push_back(rfm::customer_row(dataset_, *analysis_, all[i]));
  return page;
}

Result<rfm::CustomerExplanation> Session::customer(std::string_view id) const {
  if (!analysis_) return nothing_to_score();
  return rfm::explain_customer(dataset_, *analysis_, spec_.rfm, lines_ ? &*lines_ : nullptr, id);
}

RejectPage Session::rejects(uint64_t offset, uint64_t limit) const {
  const RejectLog& log = dataset_.rejects;
  RejectPage page;
  page.total = log.entries.size();
  page.offset = offset;
  const uint64_t begin = std::min<uint64_t>(offset, page.total);
  const uint64_t end = begin + std::min<uint64_t>(limit, page.total - begin);
  for (uint64_t i = begin; i < end; ++i) {
    const RejectLog::Entry& entry = log.entries[i];
    page.rows.push_back({entry.file, entry.line, std::string(enum_name(entry.reason)),
                         ingest::reject_text(entry.reason), log.column_names[entry.column], std::string(log.raw(i))});
  }
  return page;
}

LedgerSources Session::ledger_sources() const {
  return {dataset_, report_.ledger, lines_ ? &*lines_ : nullptr, analysis_ ? &analysis_->profile : nullptr};
}

Result<LedgerPage> Session::ledger_rows(std::string_view entry, uint64_t offset, uint64_t limit) const {
  return ledger_page(ledger_sources(), entry, offset, limit);
}

Result<WrittenTable> Session::ledger_table(std::string_view entry, bool chinese) const {
  Result<LedgerPage> none = ledger_rows(entry, 0, 0);
  if (!none) return std::move(none).error();
  Result<std::string> csv = ledger_csv(ledger_sources(), entry, chinese);
  if (!csv) return std::move(csv).error();
  return WrittenTable{.bytes = std::move(*csv), .rows = none->total};
}

Result<WrittenTable> Session::customers_table(const rfm::CustomerQuery& query, TableFormat format, bool chinese) {
  const Result<const std::vector<uint32_t>*> rows = ordered_rows(query);
  if (!rows) return rows.error();
  return rfm::customers_table(dataset_, *analysis_, **rows, format, chinese);
}

WrittenTable Session::rejects_table(bool chinese) const {
  CsvWriter csv;
  if (chinese) {
    csv.row({"文件", "行号", "原因", "列", "原始内容"});
  } else {
    csv.row({"file", "line", "reason", "column", "row as read"});
  }
  const RejectLog& log = dataset_.rejects;
  for (size_t i = 0; i < log.entries.size(); ++i) {
    const RejectLog::Entry& entry = log.entries[i];
    const TextPair reason = ingest::reject_text(entry.reason);
    csv.row({file_name(entry.file), std::to_string(entry.line), chinese ? reason.zh : reason.en,
             log.column_names[entry.column], log.raw(i)});
  }
  return {.bytes = std::move(csv).text(), .rows = log.entries.size()};
}

}  // namespace sluice::engine
