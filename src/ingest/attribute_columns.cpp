#include "ingest/attribute_columns.h"

#include <algorithm>

#include "base/text.h"
#include "ingest/plain_text.h"

namespace sluice::ingest {

std::string_view attribute_value(std::string_view cell) {
  const std::string_view text = trim(cell);
  if (is_placeholder(text)) return {};
  return text.size() <= kAttributeBytes ? text : trim(cut_at_character(text, kAttributeBytes));
}

AttributeColumns::AttributeColumns(const std::vector<std::string>& names, const Mapping& mapping) {
  for (size_t c = 0; c < mapping.columns.size(); ++c) {
    if (mapping.columns[c].role != Role::attribute) continue;
    if (std::find(names_.begin(), names_.end(), names[c]) != names_.end()) continue;
    names_.push_back(names[c]);
    columns_.push_back(c);
  }
  cells_.resize(columns_.size());
}

AttributeCells AttributeColumns::read(std::span<const std::string_view> cells) {
  for (size_t i = 0; i < columns_.size(); ++i) {
    cells_[i] = columns_[i] < cells.size() ? attribute_value(cells[columns_[i]]) : std::string_view{};
  }
  return cells_;
}

}  // namespace sluice::ingest
