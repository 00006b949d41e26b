// Which steps and exclusions each event of the file matches: from names and conditions to bits, once for a spec.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "dataset/dataset.h"
#include "funnel/funnel_spec.h"
#include "funnel/journeys.h"

namespace sluice::funnel {

class EventMarks {
 public:
  /// The name of the condition's property that is the event's amount.
  static constexpr std::string_view kAmount = "amount";

  /// What the file cannot answer. Errors: bad_spec with the pointer of an event or a property that it does not have.
  static Status check(const Dataset& dataset, const std::vector<Step>& steps, const std::vector<Exclusion>& exclusions);

  /// Of steps and exclusions that check() has passed. The dataset must stay.
  EventMarks(const Dataset& dataset, const std::vector<Step>& steps, const std::vector<Exclusion>& exclusions);

  /// Steps and exclusions of rows [begin, end), a row each. `excluded` is left empty where none of them is.
  void mark(size_t begin, size_t end, std::vector<StepMask>& steps, std::vector<StepMask>& excluded) const;

  /// What an event of a step matches whatever else it says: of the names that the step may have, the one of the fewest
  /// steps.
  StepMask least_steps(size_t step) const { return least_[step].steps; }
  StepMask least_excluded(size_t step) const { return least_[step].excluded; }

 private:
  // One condition, prepared: a byte for each code of the property's values, or bounds of the amount.
  struct Test {
    const std::vector<uint32_t>* code = nullptr;  // by event or, for an attribute, by customer; null: the amount
    bool by_customer = false;
    std::vector<uint8_t> passes;  // by code
    bool passes_blank = false;
    std::optional<double> from, to;
  };
  struct Conditional {
    StepMask bit = 0;
    std::vector<uint8_t> events;  // by event code: 1 where the tests decide
    std::vector<Test> tests;      // all must pass
  };
  // The bits of steps, or those of exclusions.
  struct Marks {
    const Events* events = nullptr;
    std::vector<StepMask> plain;  // by event code: bits that no condition limits
    std::vector<Conditional> conditional;
    bool any = false;

    StepMask of(size_t row) const {
      StepMask mask = plain[events->event[row]];
      for (const Conditional& one : conditional) {
        if (one.events[events->event[row]] != 0 && passes(one, row)) mask |= one.bit;
      }
      return mask;
    }
    bool passes(const Conditional& one, size_t row) const;
  };

  static void add(Marks& marks, const Dataset& dataset, size_t bit, const std::string& event,
                  const std::vector<std::string>& or_events, const std::vector<Condition>& where);
  static Test prepare(const Dataset& dataset, const Condition& condition);

  struct Least {
    StepMask steps = 0, excluded = 0;
  };
  Least find_least(const Dictionary& names, size_t step, const Step& spec) const;

  Marks steps_, exclusions_;
  std::vector<Least> least_;  // by step
};

}  // namespace sluice::funnel
