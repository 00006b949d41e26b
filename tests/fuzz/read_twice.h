// What every fuzz target of a reader asks: bytes of any kind are read without a crash, and the outcome (rows, rejects,
// report or error) is the same whether they come at once or in small pieces.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <span>
#include <string>

#include "ingest/file_reader.h"

namespace sluice::fuzz {

/// Counts and mixes what arrives, so that two readings can be compared without keeping them.
class DigestSink final : public ingest::RowSink {
 public:
  void begin_table(int, ingest::Shape shape) override { mix(static_cast<uint64_t>(shape)); }
  void begin_attributes(std::span<const std::string> names) override {
    for (const std::string& name : names) text(name);
  }
  void exchange_day_and_month() override { mix(7); }
  void order_line(const ingest::OrderLineRow& row) override {
    text(row.customer), text(row.customer_name), text(row.order), mix(static_cast<uint64_t>(row.time));
    mix(static_cast<uint64_t>(row.amount.units)), mix(row.line), texts(row.attributes);
  }
  void customer(const ingest::CustomerRow& row) override { text(row.customer), text(row.raw), mix(row.line); }
  void event(const ingest::EventRow& row) override {
    text(row.customer), text(row.event), mix(row.line), texts(row.attributes);
    mix(row.amount ? static_cast<uint64_t>(row.amount->units) : 7);
  }
  void stage_count(const ingest::StageCountRow& row) override { text(row.stage), mix(row.line); }
  void opportunity(const ingest::OpportunityRow& row) override { text(row.stage), text(row.customer), mix(row.line); }
  void customer_attributes(const ingest::CustomerAttributesRow& row) override {
    text(row.customer), text(row.customer_name), text(row.raw), mix(row.line), texts(row.attributes);
  }
  void experiment(const ingest::ExperimentRow& row) override { text(row.customer), mix(row.line), texts(row.cells); }
  void reject(const ingest::Reject& reject) override { text(reject.raw), mix(reject.line); }

  uint64_t digest() const { return digest_; }

 private:
  void mix(uint64_t value) { digest_ = (digest_ ^ value) * 0x100'0000'01B3; }
  void text(std::string_view value) {
    for (const char c : value) mix(static_cast<unsigned char>(c));
    mix(value.size());
  }

  void texts(ingest::AttributeCells cells) {
    for (const std::string_view cell : cells) text(cell);
  }

  uint64_t digest_ = 0xCBF2'9CE4'8422'2325;
};

inline std::string outcome_of(std::string_view bytes, size_t piece, const ingest::FileSpec& spec) {
  DigestSink sink;
  ingest::FileReader reader(0, "fuzz", 0, spec, sink);
  std::string outcome;
  for (size_t at = 0; at < bytes.size(); at += piece) {
    const auto part = bytes.substr(at, piece);
    if (const Status pushed = reader.push(std::as_bytes(std::span(part))); !pushed) {
      outcome = pushed.error().to_string();
      break;
    }
  }
  if (outcome.empty()) {
    const auto report = reader.finish();
    if (!report) outcome = report.error().to_string();
    if (report && report->rows_kept + report->rows_rejected != report->rows_read) std::abort();
    if (report)
      outcome = std::to_string(report->rows_read) + " rows, " + std::to_string(report->notes.size()) + " notes";
  }
  return outcome + " " + std::to_string(sink.digest());
}

inline void read_twice(std::string_view bytes, const ingest::FileSpec& spec = {}) {
  const std::string whole = outcome_of(bytes, bytes.size() + 1, spec);
  const std::string pieces = outcome_of(bytes, 1 + bytes.size() % 13, spec);
  if (whole == pieces) return;
  std::fprintf(stderr, "at once: %s\nin pieces: %s\n", whole.c_str(), pieces.c_str());
  std::abort();
}

}  // namespace sluice::fuzz
