// The vocabulary of column_names.h as data: headers, endings of headers, words for won and lost.
#pragma once

#include <span>
#include <string_view>

#include "ingest/column_names.h"
#include "ingest/ingest_spec.h"
#include "ingest/records.h"

namespace sluice::ingest {

struct KnownName {
  std::string_view name;  ///< lower case, half width, Simplified, without blanks and punctuation: "customerid"
  Role role;
  int score;  ///< as in NameMeaning
};

struct OutcomeWord {
  std::string_view word;  ///< lower case, half width
  Outcome outcome;
};

std::span<const KnownName> known_names();          ///< whole headers; a name may mean several things
std::span<const KnownName> known_chinese_names();  ///< the same in Simplified Chinese
std::span<const KnownName> known_endings();        ///< words at the end of a longer header, much weaker
std::span<const OutcomeWord> outcome_words();
bool is_known_customer_date(std::string_view name);  ///< "registrationdate", "生日"
/// A header of an A/B test.
struct ExperimentName {
  std::string_view name;  ///< as in KnownName
  ExperimentPart part;
  bool plain;  ///< as in ExperimentMeaning
};
std::span<const ExperimentName> known_experiment_names();
std::span<const std::string_view> control_words();  ///< lower case, half width, without blanks and punctuation

bool is_known_attribute_name(std::string_view name);  ///< of what customers are grouped by: "city", "渠道"

}  // namespace sluice::ingest
