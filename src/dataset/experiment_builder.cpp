#include "dataset/experiment_builder.h"

#include <algorithm>

#include "dataset/attributes.h"
#include "dataset/canonical_order.h"
#include "ingest/number_cell.h"

namespace sluice {

void ExperimentBuilder::begin_columns(std::span<const std::string> names) {
  for (const std::string& name : names) {
    const auto known =
        std::find_if(columns_.begin(), columns_.end(), [&](const Column& column) { return column.name == name; });
    present_.push_back(static_cast<size_t>(known - columns_.begin()));
    if (known == columns_.end()) columns_.push_back({.name = name, .values = {}, .value = {}, .numbers = {}});
  }
}

void ExperimentBuilder::add(uint32_t customer, const ingest::ExperimentRow& row) {
  for (size_t i = 0; i < row.cells.size(); ++i) {
    if (!row.cells[i].empty()) columns_[present_[i]].observe(customer_.size(), row.cells[i], row.marks[i]);
  }
  customer_.push_back(customer);
}

void ExperimentBuilder::Column::observe(size_t row, std::string_view text, ingest::DecimalMark mark) {
  if (given_up) return;
  const uint32_t code = values.code(text);
  if (code == numbers.size()) {
    const ingest::NumberCell number = ingest::read_number(text, mark);
    const bool is_number = number.problem == ingest::NumberProblem::none;
    numbers.push_back(is_number ? std::optional(to_double(number.value.units, number.value.decimals)) : std::nullopt);
    words += is_number ? 0 : 1;
    given_up = words > kMostAttributeValues;
  }
  if (given_up) {
    values = {};
    value = {};
    numbers = {};
    return;
  }
  value.resize(row, Dictionary::kNone);
  value.push_back(code);
}

ExperimentColumn ExperimentBuilder::Column::finish(size_t rows) {
  value.resize(rows, Dictionary::kNone);
  const std::vector<uint32_t> new_code = values.dictionary.sort();
  renumber(value, new_code);
  ExperimentColumn column{name, {name, name}, std::move(values.dictionary), std::move(value), {}};
  column.number.resize(numbers.size());
  for (size_t code = 0; code < numbers.size(); ++code) column.number[new_code[code]] = numbers[code];
  return column;
}

Experiment ExperimentBuilder::finish(const std::vector<uint32_t>& new_code) {
  Experiment table;
  const size_t rows = customer_.size();
  table.customer = std::move(customer_);
  renumber(table.customer, new_code);
  for (Column& column : columns_) {
    if (column.values.dictionary.size() > 0) table.columns.push_back(column.finish(rows));
  }
  *this = {};
  return table;
}

}  // namespace sluice
