// What is said of the lifetime models: what they compute, whether they may be believed and why not.
#pragma once

#include <string_view>

#include "base/text_pair.h"
#include "rfm/lifetime.h"
#include "rfm/value_report.h"

namespace sluice::rfm {

/// "MBG/NBD": as the literature names it.
std::string_view purchase_model_name(value::PurchaseModelKind kind);

/// Why the models are not used, though they could be fitted: a check with the verdict worse_than_naive.
TextPair why_not_believed(const LifetimeCheck& check);

/// The verdict of the check, with its figures.
TextPair check_sentence(const LifetimeCheck& check);

/// What a customer's lifetime value is, with the terms in force, and what the chosen model does not know.
TextPair value_rule(const Lifetime& lifetime);

/// Whether how often customers buy says something about how much they spend, which the spend model denies.
TextPair frequency_spend_sentence(const std::optional<Correlation>& correlation);

/// How far the model's expectation moves with the customers that it was fitted to.
TextPair intervals_sentence(const ValueIntervals& intervals);

}  // namespace sluice::rfm
