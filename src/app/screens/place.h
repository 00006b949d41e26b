// Where an error is, in words: "orders.csv, line 12, column 3", or the setting as the screens call it.
#pragma once

#include <string>

#include "base/result.h"

namespace sluice::app {

std::string place_in_words(const Place& place);  ///< empty when nothing is known

}  // namespace sluice::app
