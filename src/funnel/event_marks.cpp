#include "funnel/event_marks.h"

#include <algorithm>
#include <bit>

#include "base/errors.h"
#include "dataset/value_ranges.h"
#include "funnel/sources.h"

namespace sluice::funnel {
namespace {

const EventProperty* find_property(const Dataset& dataset, const std::string& name) {
  for (const EventProperty& property : dataset.events->properties) {
    if (property.name == name) return &property;
  }
  return nullptr;
}

const CustomerAttribute* find_attribute(const Dataset& dataset, const std::string& name) {
  for (const CustomerAttribute& attribute : dataset.attributes) {
    if (attribute.name == name) return &attribute;
  }
  return nullptr;
}

bool has_amount(const Dataset& dataset) { return !dataset.events->has_amount.empty(); }

bool in_range(double value, const std::optional<double>& from, const std::optional<double>& to) {
  return (!from || value >= *from) && (!to || value <= *to);
}

Error unknown_property(const std::string& pointer, const Dataset& dataset, const std::string& name) {
  TextPair known;
  const auto add = [&](const std::string& title) {
    known.en += (known.en.empty() ? "" : ", ") + title;
    known.zh += (known.zh.empty() ? "" : "、") + title;
  };
  if (has_amount(dataset)) add(std::string(EventMarks::kAmount));
  for (const EventProperty& property : dataset.events->properties) add(property.name);
  for (const CustomerAttribute& attribute : dataset.attributes) {
    if (find_property(dataset, attribute.name) == nullptr) add(attribute.name);
  }
  if (known.empty()) {
    return bad_spec(pointer, {"The events have no property '" + name + "', and no others either.",
                              "事件没有属性“" + name + "”，也没有其他属性。"});
  }
  return bad_spec(pointer, {"The events have no property '" + name + "'. They have: " + known.en + ".",
                            "事件没有属性“" + name + "”。已有：" + known.zh + "。"});
}

Status check_names(const Dataset& dataset, const std::string& pointer, const std::string& event,
                   const std::vector<std::string>& or_events) {
  const Dictionary& names = dataset.events->event_names;
  const auto unknown = [&](const std::string& where, const std::string& name) {
    std::vector<std::string> known;
    for (uint32_t code = 0; code < names.size(); ++code) known.emplace_back(names.at(code));
    return unknown_event(where, name, known);
  };
  if (names.find(event) == Dictionary::kNone) return unknown(pointer + "/event", event);
  for (size_t i = 0; i < or_events.size(); ++i) {
    if (names.find(or_events[i]) == Dictionary::kNone) {
      return unknown(pointer + "/or_events/" + std::to_string(i), or_events[i]);
    }
  }
  return Done{};
}

Status check_conditions(const Dataset& dataset, const std::string& pointer, const std::vector<Condition>& where) {
  for (size_t i = 0; i < where.size(); ++i) {
    const std::string& name = where[i].property;
    const bool known = name == EventMarks::kAmount
                           ? has_amount(dataset)
                           : find_property(dataset, name) != nullptr || find_attribute(dataset, name) != nullptr;
    if (!known) return unknown_property(pointer + "/where/" + std::to_string(i) + "/property", dataset, name);
  }
  return Done{};
}

}  // namespace

Status EventMarks::check(const Dataset& dataset, const std::vector<Step>& steps,
                         const std::vector<Exclusion>& exclusions) {
  const auto check_list = [&](const char* list, const auto& entries) -> Status {
    for (size_t i = 0; i < entries.size(); ++i) {
      const std::string pointer = std::string("/funnel/") + list + "/" + std::to_string(i);
      if (const Status status = check_names(dataset, pointer, entries[i].event, entries[i].or_events); !status) {
        return status;
      }
      if (const Status status = check_conditions(dataset, pointer, entries[i].where); !status) return status;
    }
    return Done{};
  };
  if (const Status status = check_list("steps", steps); !status) return status;
  return check_list("exclusions", exclusions);
}

EventMarks::EventMarks(const Dataset& dataset, const std::vector<Step>& steps,
                       const std::vector<Exclusion>& exclusions) {
  for (Marks* marks : {&steps_, &exclusions_}) {
    marks->events = &*dataset.events;
    marks->plain.assign(dataset.events->event_names.size(), 0);
  }
  for (size_t i = 0; i < steps.size(); ++i) add(steps_, dataset, i, steps[i].event, steps[i].or_events, steps[i].where);
  for (size_t i = 0; i < exclusions.size(); ++i) {
    add(exclusions_, dataset, i, exclusions[i].event, exclusions[i].or_events, exclusions[i].where);
  }
  for (size_t i = 0; i < steps.size(); ++i) least_.push_back(find_least(dataset.events->event_names, i, steps[i]));
}

void EventMarks::mark(size_t begin, size_t end, std::vector<StepMask>& steps, std::vector<StepMask>& excluded) const {
  steps.resize(end - begin);
  for (size_t row = begin; row < end; ++row) steps[row - begin] = steps_.of(row);
  excluded.clear();
  if (!exclusions_.any) return;
  excluded.resize(end - begin);
  StepMask any = 0;
  for (size_t row = begin; row < end; ++row) any |= excluded[row - begin] = exclusions_.of(row);
  if (any == 0) excluded.clear();
}

EventMarks::Least EventMarks::find_least(const Dictionary& names, size_t step, const Step& spec) const {
  const auto marks_of = [&](const std::string& name) {
    const uint32_t code = names.find(name);
    return Least{steps_.plain[code] | StepMask{1} << step, exclusions_.plain[code]};
  };
  const auto bits = [](const Least& one) { return std::popcount(one.steps) + std::popcount(one.excluded); };
  Least least = marks_of(spec.event);
  for (const std::string& other : spec.or_events) {
    if (const Least found = marks_of(other); bits(found) < bits(least)) least = found;
  }
  return least;
}

void EventMarks::add(Marks& marks, const Dataset& dataset, size_t bit, const std::string& event,
                     const std::vector<std::string>& or_events, const std::vector<Condition>& where) {
  const Dictionary& names = dataset.events->event_names;
  std::vector<std::string> all = or_events;
  all.push_back(event);
  Conditional conditional{StepMask{1} << bit, std::vector<uint8_t>(names.size()), {}};
  for (const std::string& name : all) {
    const uint32_t code = names.find(name);
    if (where.empty()) {
      marks.plain[code] |= conditional.bit;
    } else {
      conditional.events[code] = 1;
    }
  }
  for (const Condition& condition : where) conditional.tests.push_back(prepare(dataset, condition));
  if (!where.empty()) marks.conditional.push_back(std::move(conditional));
  marks.any = true;
}

EventMarks::Test EventMarks::prepare(const Dataset& dataset, const Condition& condition) {
  Test test;
  test.from = condition.from;
  test.to = condition.to;
  if (condition.property == kAmount) return test;
  const EventProperty* property = find_property(dataset, condition.property);
  const CustomerAttribute* attribute = property == nullptr ? find_attribute(dataset, condition.property) : nullptr;
  test.by_customer = attribute != nullptr;
  test.code = attribute != nullptr ? &attribute->value : &property->value;
  const Dictionary& values = attribute != nullptr ? attribute->values : property->values;
  const bool asks_range = condition.from || condition.to;
  const auto named = [&](std::string_view value) {
    return std::find(condition.values.begin(), condition.values.end(), value) != condition.values.end();
  };
  for (uint32_t code = 0; code < values.size(); ++code) {
    const std::string_view value = values.at(code);
    const bool value_passes = condition.values.empty() || named(value) != condition.exclude_values;
    const std::optional<double> number = asks_range ? number_of_value(value) : std::nullopt;
    const bool range_passes = !asks_range || (number && in_range(*number, condition.from, condition.to));
    test.passes.push_back(value_passes && range_passes ? 1 : 0);
  }
  // A blank is no value: it passes only where nothing but some values are ruled out.
  test.passes_blank = !asks_range && (condition.values.empty() || condition.exclude_values);
  return test;
}

bool EventMarks::Marks::passes(const Conditional& one, size_t row) const {
  return std::all_of(one.tests.begin(), one.tests.end(), [&](const Test& test) {
    if (test.code == nullptr) {
      return events->has_amount[row] != 0 && in_range(events->amount.value(row), test.from, test.to);
    }
    const size_t index = test.by_customer ? events->customer[row] : row;
    const uint32_t code = index < test.code->size() ? (*test.code)[index] : Dictionary::kNone;
    return code == Dictionary::kNone ? test.passes_blank : test.passes[code] != 0;
  });
}

}  // namespace sluice::funnel
