// The report in a page of plain text, for a terminal.
#pragma once

#include <string>

#include "report/report.h"

namespace sluice::engine {

std::string summarize(const Report& report, bool chinese);

}  // namespace sluice::engine
