// What the names of columns usually mean, in English and Chinese: one table, meant to grow. Content has the last word
// (mapping.h); a name alone makes no role.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ingest/ingest_spec.h"
#include "ingest/records.h"

namespace sluice::ingest {

struct NameMeaning {
  Role role = Role::ignore;
  int score = 0;  ///< 1..100; 60 and more: the usual name, less: a name that may also mean something else
};

/// All roles that a header may stand for, best first. Letter case, blanks, `_`, `-`, `.`, full width and a unit in
/// parentheses do not matter, nor do Traditional characters: "Customer ID", "customer_id" and "CustomerID" are one
/// name, as are "R（天）" and "r".
std::vector<NameMeaning> meanings_of(std::string_view header);

/// Whether a header is usual for what customers are grouped by: "City", "会员等级", "lead_source".
bool names_attribute(std::string_view header);

/// Whether a header is that of a day in the life of a customer rather than of a purchase: "Registration Date", "生日".
bool names_customer_date(std::string_view header);

/// The unit in parentheses at the end of a header ("万元", "USD"), or empty.
std::string unit_of(std::string_view header);

/// What a cell of a stage or outcome column says about an opportunity: "Closed Won", "赢单", "丢单"...; else open.
Outcome outcome_of(std::string_view cell);

}  // namespace sluice::ingest
