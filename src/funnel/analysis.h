// From the dataset's events, opportunities, stages or orders to a funnel report.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/passes.h"
#include "base/result.h"
#include "dataset/cleaning.h"
#include "dataset/dataset.h"
#include "funnel/funnel_report.h"
#include "funnel/funnel_spec.h"

namespace sluice::funnel {

/// The tables of the dataset that a funnel can be made of, in the order in which `automatic` tries them.
std::vector<Source> find_sources(const Dataset& dataset);

/// What analyze would refuse of the spec, without counting anybody. Errors: bad_spec (a step that the file does not
/// have: pointer /funnel/steps/i/event; a single step...), not_applicable (the chosen source is absent or has fewer
/// than two steps).
Status check(const Dataset& dataset, const FunnelSpec& spec);

/// What steps and their conditions are chosen from: every event of the file, whatever the spec and the filter.
struct EventChoices {
  std::vector<EventChoice> events;
  std::vector<PropertyChoice> properties;
};

/// A look at every event; nothing without events.
EventChoices list_choices(const Dataset& dataset);

/// `keep` has one byte a customer code (1: counts) or is null: all customers. It applies to events and orders, and to
/// opportunities and tables whose rows name a customer; stage counts know no customers and are not filtered (a note
/// says so). `cleaning` says which order lines count; null: all of them. `choices` are those of the dataset, listed
/// before; null: they are listed now. Errors: those of check; not_applicable (nothing to make a funnel of, fewer than
/// two steps in the file).
Result<FunnelReport> analyze(const Dataset& dataset, const FunnelSpec& spec, const std::vector<uint8_t>* keep,
                             const Cleaning* cleaning = nullptr, const EventChoices* choices = nullptr);
/// The same a stretch at a time, where it is of events. The arguments but the spec must stay.
Result<PassRun<FunnelReport>> begin_analysis(const Dataset& dataset, const FunnelSpec& spec,
                                             const std::vector<uint8_t>* keep, const Cleaning* cleaning = nullptr,
                                             const EventChoices* choices = nullptr);

/// What the funnel is made of; none where there is no such table.
std::optional<Source> source_of(const Dataset& dataset, const FunnelSpec& spec);

/// The steps that are used when the spec names none.
std::vector<Step> propose_steps(const Dataset& dataset, Source source);

}  // namespace sluice::funnel
