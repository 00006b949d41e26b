// Any text as the beginning of a file: the dialect that is found splits it, where the pieces are cut leaves no trace,
// and what stands above the table leaves a table. The first byte chooses the size of the pieces.
#include "ingest/dialect.h"

#include <cstdint>
#include <cstdlib>
#include <string>

#include "ingest/table_edges.h"
#include "ingest/text_splitter.h"

using namespace sluice;
using namespace sluice::ingest;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

std::string split(const Dialect& dialect, std::string_view text, size_t piece) {
  TextSplitter splitter(dialect, 200);
  std::string records;
  Record record;
  const auto drain = [&] {
    for (;;) {
      const auto step = splitter.next(record);
      if (step == TextSplitter::Step::too_long) records += "too long at " + std::to_string(splitter.line());
      if (step != TextSplitter::Step::record) return step != TextSplitter::Step::too_long;
      records += std::to_string(record.line) + (record.open_quote ? "!" : ":");
      for (const std::string_view cell : record.cells) (records += cell) += '\x1F';
      (records += record.raw) += '\x1E';
    }
  };
  for (size_t at = 0; at < text.size(); at += piece) {
    splitter.text().append(text.substr(at, piece));
    if (!drain()) return records;
  }
  splitter.end();
  drain();
  return records;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  for (const bool complete : {false, true}) {
    const Dialect dialect = find_dialect(text, complete);
    const std::vector<SampleRow> rows = split_sample(text, dialect, complete);
    const std::string_view body = text.substr(dialect.preamble_bytes);
    require(split(dialect, body, body.size() + 1) == split(dialect, body, 1 + data[0] % 16));
    if (rows.empty()) continue;
    find_header(rows);
    require(count_preamble_rows(rows, std::nullopt) < rows.size());
  }
  for (const char delimiter : {',', ' '}) {
    for (const char quote : {'"', '\''}) {
      Dialect dialect{delimiter, 0, quote, data[0] > 127, data[0] % 32 != 0};
      require(split(dialect, text, text.size() + 1) == split(dialect, text, 1 + data[0] % 16));
    }
  }
  return 0;
}
