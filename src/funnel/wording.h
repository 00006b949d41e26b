// Words that several kinds of funnel use in their definitions and notes.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/text_pair.h"
#include "funnel/funnel_report.h"

namespace sluice::funnel {

TextPair operator+(const TextPair& a, const TextPair& b);  ///< each language behind the other's end

TextPair quoted(const TextPair& label);

/// "1 row", "1,234 rows".
std::string counted(uint64_t count, const char* one, const char* many);

/// "7 days", "36 hours", "90 minutes", "1.5 seconds": the largest unit that gives a whole number.
TextPair duration_text(int64_t ms);

/// For sentences about one customer: the two largest units, rounded down: "2 hours 13 minutes", "0 seconds".
TextPair rough_duration_text(int64_t ms);

/// What is true of any funnel: a step that nobody reaches, one that is larger than the one before, one customer only.
void note_counts(const FunnelReport& report, std::vector<TextPair>& notes);

}  // namespace sluice::funnel
