// Traditional Chinese characters as Simplified ones, for comparing the names of columns: 訂單編號 is 订单编号. Only the
// characters that such names are made of.
#pragma once

#include <string>
#include <string_view>

namespace sluice::ingest {

char32_t simplified(char32_t character);
std::string to_simplified(std::string_view text);

}  // namespace sluice::ingest
