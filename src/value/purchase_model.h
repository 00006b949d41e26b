// How often customers buy and whether they still do, by one of three models that differ in how customers leave. In all
// of them a customer buys at random times with a rate lambda while active, and lambda is gamma(r, alpha) distributed
// over the customers. Takes counts and times; knows no orders, dates or money.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <variant>
#include <vector>

#include "value/by_repeats_and_age.h"
#include "value/purchase_history.h"
#include "value/purchase_model_kind.h"

namespace sluice::value {

/// After every repeat purchase a customer leaves for good with a probability p, which is beta(a, b) distributed over
/// the customers (Fader, Hardie & Lee 2005, Marketing Science 24:275). Nobody leaves before the second purchase:
/// whoever has bought once only is active for certain, however long ago that was. To tell who is active, take another
/// model.
struct BgNbd {
  double r = 0, alpha = 0;  ///< of the purchase rate: mean r / alpha
  double a = 0, b = 0;      ///< of the probability to leave after a purchase: mean a / (a + b)
};

/// The same, but a customer may leave after the first purchase, too (Batislam, Denizel & Filiztekin 2007; Hoppe &
/// Wagner 2007).
struct MbgNbd {
  double r = 0, alpha = 0;
  double a = 0, b = 0;
};

/// A customer leaves at a random time, at a rate mu that is gamma(s, beta) distributed over the customers (Schmittlein,
/// Morrison & Colombo 1987, Management Science 33:1; Fader & Hardie, 'A note on deriving the Pareto/NBD model and
/// related expressions', 2005).
struct ParetoNbd {
  double r = 0, alpha = 0;
  double s = 0, beta = 0;  ///< of the rate of leaving: mean s / beta
};

/// All parameters > 0; alpha and beta are in the unit of the times, the others have none.
using PurchaseModel = std::variant<BgNbd, MbgNbd, ParetoNbd>;

/// In the order in which the model states them.
using PurchaseParameters = std::array<double, 4>;

PurchaseModelKind kind_of(const PurchaseModel& model);
PurchaseParameters parameters_of(const PurchaseModel& model);
PurchaseModel make_purchase_model(PurchaseModelKind kind, const PurchaseParameters& parameters);

/// The same with times in a unit so many times as short: 7 from weeks to days.
PurchaseModel in_shorter_unit(const PurchaseModel& model, double times);

/// The logarithm of the likelihood, in the unit of the times.
double log_likelihood(const PurchaseModel& model, std::span<const PurchaseHistory> histories);

// Of one customer with a history as in PurchaseHistory; `horizon` >= 0, in the unit of the times.

/// That the customer has not left yet, 0..1; 1 for all one-time buyers with BG/NBD.
double probability_active(const PurchaseModel& model, uint32_t repeats, double last, double age);

/// Purchases to be expected in (age, age + horizon]; finite and >= 0. Of a customer with no repeat purchase, aged 0, it
/// is what is expected of anybody in the first `horizon` after the first purchase: E[X(t)] of the papers.
double expected_purchases(const PurchaseModel& model, uint32_t repeats, double last, double age, double horizon);

/// The same for a customer known to be active at `age`; it does not depend on when the last purchase was. BG/NBD and
/// MBG/NBD take time in proportion to the number of purchases; those beyond a million are not counted.
double expected_while_active(const PurchaseModel& model, uint32_t repeats, double age, double horizon);

/// That the customer buys nothing in (age, age + horizon], having left or not, 0..1.
double probability_no_purchase(const PurchaseModel& model, uint32_t repeats, double last, double age, double horizon);

/// probability_active() of many customers, in their order. `rows` ascend by repeats. Much faster than one by one with
/// Pareto/NBD.
std::vector<double> probabilities_active(const PurchaseModel& model, std::span<const PurchaseHistory> rows);

/// expected_purchases() for one horizon and many customers: what depends on repeats and age alone is worked out once.
class ExpectedPurchases {
 public:
  ExpectedPurchases(const PurchaseModel& model, double horizon) : model_(model), horizon_(horizon) {}

  double operator()(uint32_t repeats, double last, double age);
  /// The same where probability_active() is known already.
  double given(double active, uint32_t repeats, double age);

 private:
  PurchaseModel model_;
  double horizon_;
  ByRepeatsAndAge while_active_;
};

}  // namespace sluice::value
