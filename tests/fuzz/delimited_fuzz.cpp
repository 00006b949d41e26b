// Any bytes as a file: every row that is read is kept or rejected, where the bytes are cut leaves no trace, and the
// spec that was resolved reads the file the same way. The first byte chooses the size of the pieces.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "unit/ingest/recording_sink.h"

using namespace sluice;
using namespace sluice::ingest;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

std::string text_of(const ingest::FileOutcome& outcome, bool with_notes) {
  std::string text;
  for (const std::string& row : outcome.sink.rows) text += row + '\n';
  for (const auto& reject : outcome.sink.rejects) {
    text += std::to_string(reject.line) + ' ' + reject_text(reject.reason).en + ' ' + reject.column + ' ' + reject.raw +
            '\n';
  }
  if (outcome.error) text += outcome.error->to_string();
  if (!outcome.report || !with_notes) return text;
  for (const TextPair& note : outcome.report->notes) text += note.en + note.zh;
  return text;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto whole = ingest::read(bytes);
  require(text_of(whole, true) == text_of(ingest::read(bytes, {}, 1 + data[0] % 32), true));
  if (!whole.report) return 0;
  require(whole.report->rows_read == whole.report->rows_kept + whole.report->rows_rejected);
  require(whole.sink.rejects.size() == whole.report->rows_rejected);
  const auto again = ingest::read(bytes, whole.resolved);
  require(text_of(again, false) == text_of(whole, false));
  return 0;
}
