// From which file a customer's scored rows come, as one more attribute.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "dataset/dataset.h"

namespace sluice {

/// By customer the name of the file of the latest order line (at the same time the smaller name), or without orders of
/// the row of the customer table, whose files `table_file` holds. None where all come from one file. The reports of the
/// files must be in the dataset.
std::optional<CustomerAttribute> file_attribute(const Dataset& dataset, const std::vector<uint16_t>& table_file);

}  // namespace sluice
