#include "dataset/dataset.h"

namespace sluice {

std::string_view RejectLog::raw(size_t index) const {
  const uint64_t begin = entries[index].text_begin;
  const uint64_t end = index + 1 < entries.size() ? entries[index + 1].text_begin : text.size();
  return std::string_view(text).substr(begin, end - begin);
}

}  // namespace sluice
