// Customers broken down by what is known of them: one list of values an attribute.
#pragma once

#include <vector>

#include "dataset/attributes.h"
#include "rfm/analysis.h"

namespace sluice::rfm {

/// Values with most customers, at most; those that the filter names come beside them.
inline constexpr size_t kShownAttributeValues = 30;

/// `selected`: the customers that all of the filter leaves but its condition on this attribute; shares are of them.
/// `chosen`: the values that the filter names.
AttributeReport report_attribute(const Analysis& analysis, const CustomerAttribute& attribute,
                                 const std::vector<std::string>& chosen, const std::vector<uint8_t>& selected);

/// One byte a code of the attribute's values and one more for customers of whom it is not known: 1 where the condition
/// allows it. bad_spec for a value that the attribute does not have; `pointer` is that of the condition.
Result<std::vector<uint8_t>> allowed_values(const CustomerAttribute& attribute, const AttributeCondition& condition,
                                            const std::string& pointer);

/// The index of the attribute with this name; its count where there is none.
size_t find_attribute(const Dataset& dataset, std::string_view name);

/// The value of a customer, empty where it is not known.
std::string_view attribute_of(const CustomerAttribute& attribute, uint32_t customer);

}  // namespace sluice::rfm
