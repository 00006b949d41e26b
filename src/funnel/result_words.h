// What came of a funnel in sentences that can be quoted: the figures of its report, which its definition explains.
#pragma once

#include "base/text_pair.h"
#include "funnel/funnel_report.h"

namespace sluice::funnel {

/// "Of 1,234 customers who reached 'view', 152 reached 'pay' within 7 days: 12.3% (95% interval 10.6% to 14.3%)." and,
/// of more than two steps, all of them; the median time where it is known. Empty without steps. Needs the rates.
TextPair result_words(const FunnelReport& report);

}  // namespace sluice::funnel
