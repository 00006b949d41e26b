#include "dataset/attributes_builder.h"

#include <algorithm>

namespace sluice {
namespace {

// Nearly one value a customer: a name, an address, a remark.
bool groups_nobody(const LatestValues& latest, uint64_t customers_known) {
  return latest.given_up ||
         (latest.values.size() > kFewAttributeValues && uint64_t{latest.values.size()} * 2 > customers_known);
}

}  // namespace

void AttributesBuilder::begin_table(uint16_t file) {
  for (const size_t column : present_) columns_[column].latest.settle();
  present_.clear();
  file_ = file;
}

void AttributesBuilder::begin_columns(std::span<const std::string> names) {
  for (const std::string& name : names) {
    const auto known =
        std::find_if(columns_.begin(), columns_.end(), [&](const Column& column) { return column.name == name; });
    present_.push_back(static_cast<size_t>(known - columns_.begin()));
    if (known == columns_.end()) columns_.push_back({name, {}, {}});
    columns_[present_.back()].files.push_back(file_);
  }
}

void AttributesBuilder::observe(uint32_t customer, ingest::AttributeCells cells, LatestValues::Moment moment) {
  for (size_t i = 0; i < cells.size(); ++i) {
    if (!cells[i].empty()) columns_[present_[i]].latest.observe(customer, cells[i], moment);
  }
}

void AttributesBuilder::observe_first(uint32_t customer, ingest::AttributeCells cells) {
  for (size_t i = 0; i < cells.size(); ++i) {
    if (!cells[i].empty()) columns_[present_[i]].latest.observe_first(customer, cells[i]);
  }
}

void AttributesBuilder::add(const std::vector<LatestValues>& piece, const std::vector<uint32_t>& codes) {
  for (size_t i = 0; i < piece.size(); ++i) columns_[present_[i]].latest.add(piece[i], codes);
}

void AttributesBuilder::exchange_day_and_month() {
  for (const size_t column : present_) columns_[column].latest.exchange_day_and_month();
}

AttributesBuilder::Finished AttributesBuilder::finish(const std::vector<uint32_t>& new_code) {
  Finished finished;
  for (Column& column : columns_) {
    const LatestValues& latest = column.latest;
    std::vector<uint32_t> value(new_code.size(), Dictionary::kNone);
    uint64_t several = 0;
    for (uint32_t customer = 0; customer < latest.customers(); ++customer) {
      value[new_code[customer]] = latest.latest.value[customer];
      several += latest.several[customer];
    }
    const auto unknown = static_cast<uint64_t>(std::count(value.begin(), value.end(), Dictionary::kNone));
    if (groups_nobody(latest, value.size() - unknown)) {
      finished.left_out.push_back({std::move(column.name), std::move(column.files)});
    } else if (unknown < value.size()) {  // else every cell is blank
      CustomerAttribute attribute = make_attribute(std::move(column.name), latest.values, std::move(value));
      attribute.files = std::move(column.files);
      attribute.several = several;
      finished.attributes.push_back(std::move(attribute));
    }
    column.latest = {};
  }
  *this = {};
  return finished;
}

CustomerAttribute make_attribute(std::string name, const Dictionary& texts, std::vector<uint32_t> value) {
  CustomerAttribute attribute;
  attribute.title = {name, name};
  attribute.name = std::move(name);
  std::vector<uint32_t> used(texts.size(), Dictionary::kNone);
  for (const uint32_t code : value) {
    if (code == Dictionary::kNone) continue;
    ++attribute.customers_known;
    if (used[code] == Dictionary::kNone) used[code] = attribute.values.intern(texts.at(code));
  }
  const std::vector<uint32_t> sorted = attribute.values.sort();
  for (uint32_t& code : value) {
    if (code != Dictionary::kNone) code = sorted[used[code]];
  }
  attribute.value = std::move(value);
  return attribute;
}

}  // namespace sluice
