// The named rules of matching, as sets that reproduce what other tools count. What each tool does is told in rules.cpp
// beside its set; tests/conformance/funnel has a case for every rule.
#pragma once

#include <span>
#include <string_view>

#include "base/text_pair.h"
#include "funnel/funnel_spec.h"

namespace sluice::funnel {

struct Preset {
  std::string_view id;
  std::string_view name;  ///< of the tool and its mode, the same in both languages
  Mode mode = Mode::ordered;
  Rules rules;
};

/// The first one is the default.
std::span<const Preset> presets();

/// The preset that the rules in force are; nullptr: a set of the user's own. Rules without meaning in the mode are not
/// compared.
const Preset* find_preset(Mode mode, const Rules& rules);

/// The rules with those that have no meaning in the mode at their defaults.
Rules rules_in_force(Mode mode, const Rules& rules);

}  // namespace sluice::funnel
