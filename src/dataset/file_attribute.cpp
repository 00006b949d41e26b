#include "dataset/file_attribute.h"

#include <algorithm>
#include <string>

#include "dataset/attributes_builder.h"
#include "dataset/latest_values.h"

namespace sluice {
namespace {

// A name that no column has.
std::string free_name(const Dataset& dataset, std::string name) {
  const auto taken = [&](const CustomerAttribute& attribute) { return attribute.name == name; };
  while (std::any_of(dataset.attributes.begin(), dataset.attributes.end(), taken)) name += "*";
  return name;
}

}  // namespace

std::optional<CustomerAttribute> file_attribute(const Dataset& dataset, const std::vector<uint16_t>& table_file) {
  const std::vector<ingest::FileReport>& reports = dataset.import.files;
  LatestValues latest;
  std::vector<uint16_t> files;  // ascending
  const auto observe = [&](uint16_t of, uint32_t customer, TimeMs time) {
    if (of >= reports.size()) return;
    const auto place = std::lower_bound(files.begin(), files.end(), of);
    if (place == files.end() || *place != of) files.insert(place, of);
    latest.observe(customer, reports[of].name, {time, time});
  };
  if (dataset.orders && dataset.orders->size() > 0) {
    const Orders& lines = *dataset.orders;
    for (uint32_t run = 0; lines.files.size() > 1 && run < lines.run_count(); ++run) {
      observe(lines.file_of(run), lines.run_customer[run], lines.run_time[run]);
    }
  } else if (dataset.customer_table) {
    const CustomerTable& table = *dataset.customer_table;
    for (size_t row = 0; row < table.size(); ++row) observe(table_file[row], table.customer[row], 0);
  }
  if (files.size() < 2) return std::nullopt;
  const std::string name = free_name(dataset, "file");
  latest.latest.value.resize(dataset.customers.size(), Dictionary::kNone);
  CustomerAttribute attribute = make_attribute(name, latest.values, std::move(latest.latest.value));
  if (name == "file") attribute.title.zh = "文件";
  attribute.files = std::move(files);
  attribute.several = static_cast<uint64_t>(std::count(latest.several.begin(), latest.several.end(), uint8_t{1}));
  return attribute;
}

}  // namespace sluice
