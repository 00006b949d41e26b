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

/// Whether a day with this name may be that of a step that was taken once: not a birthday, nor the day of a change, of
/// the last time, or of what is still to come.
bool names_step_date(std::string_view header);

/// What a column says in the table of an A/B test.
enum class ExperimentPart {
  none,
  arm,      ///< which version somebody got: "variant", "组别"
  people,   ///< to how many an arm went, where a row is an arm: "sent", "人数"
  outcome,  ///< what they did, of a person 0 or 1, of an arm a number: "conversion", "点击"
  amount,   ///< what they spent: "revenue", "消费金额"
};
struct ExperimentMeaning {
  ExperimentPart part = ExperimentPart::none;
  bool plain = false;  ///< of an arm: the name means little else
};
ExperimentMeaning experiment_meaning_of(std::string_view header);

/// Whether the name of an arm is that of those who got nothing new: "Control", "No E-Mail", "对照组". Not "A".
bool names_control(std::string_view cell);

/// The unit in parentheses at the end of a header ("万元", "USD"), or empty.
std::string unit_of(std::string_view header);

/// What a cell of a stage or outcome column says about an opportunity: "Closed Won", "赢单", "丢单"...; else open.
Outcome outcome_of(std::string_view cell);

}  // namespace sluice::ingest
