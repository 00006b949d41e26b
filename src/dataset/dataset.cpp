#include "dataset/dataset.h"

#include <algorithm>

namespace sluice {

void RejectLog::add(uint16_t file, const ingest::Reject& reject) {
  const auto found = std::find(column_names.begin(), column_names.end(), reject.column);
  const auto column = static_cast<uint16_t>(found - column_names.begin());
  if (found == column_names.end()) column_names.emplace_back(reject.column);
  entries.push_back({file, reject.reason, column, reject.line, text.size()});
  text.append(reject.raw);
}

void RejectLog::add(uint16_t file, const RejectLog& others, uint64_t lines_before) {
  for (size_t i = 0; i < others.entries.size(); ++i) {
    const Entry& entry = others.entries[i];
    add(file, {entry.reason, entry.line + lines_before, others.column_names[entry.column], others.raw(i)});
  }
}

std::string_view RejectLog::raw(size_t index) const {
  const uint64_t begin = entries[index].text_begin;
  const uint64_t end = index + 1 < entries.size() ? entries[index + 1].text_begin : text.size();
  return std::string_view(text).substr(begin, end - begin);
}

}  // namespace sluice
