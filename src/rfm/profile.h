// What each customer did, before anything is judged: recency, frequency and monetary value of everyone with at least
// one purchase, made from order lines or taken from a ready customer table. Knows nothing of scores.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "dataset/dataset.h"
#include "rfm/lines.h"
#include "rfm/rfm_report.h"
#include "rfm/rfm_spec.h"

namespace sluice::rfm {

/// The three dimensions, in the order of every array of three.
inline constexpr std::array<std::string_view, 3> kDimensionNames{"recency", "frequency", "monetary"};
enum Dimension : size_t { kRecency = 0, kFrequency = 1, kMonetary = 2 };

/// One row a customer with at least one purchase, in the order of the customer codes. Columns have equal length.
struct Profile {
  std::vector<uint32_t> customer;        ///< code in Dataset::customers
  std::vector<double> recency;           ///< days from the last purchase to the snapshot, >= 0
  std::vector<double> frequency;         ///< in the measure in force
  std::vector<double> monetary;          ///< money; sum or mean as chosen
  MoneyColumn revenue;                   ///< exact sum
  MoneyColumn margin;                    ///< exact sum over the lines whose margin is known; empty where it never is
  std::vector<uint32_t> orders;          ///< purchases; of a customer table its frequency, cut to whole numbers
  std::vector<Day> first_day, last_day;  ///< of the purchases; empty for a customer table
  uint64_t lines_without_margin = 0;     ///< that count; only where some line has one
  FrequencyMeasure frequency_measure = FrequencyMeasure::orders;
  MonetaryMeasure monetary_measure = MonetaryMeasure::sum;
  Day snapshot = 0;
  Day data_first_day = 0, data_last_day = 0;  ///< of the lines used; 0 for a customer table
  bool from_orders = true;
  Ledger ledger;

  size_t size() const { return customer.size(); }
  std::optional<size_t> row_of(uint32_t code) const;  ///< of a customer; none without a purchase
  double purchases(size_t row) const { return from_orders ? orders[row] : frequency[row]; }
  std::span<const double> values(size_t dimension) const {
    return dimension == kRecency ? recency : dimension == kFrequency ? frequency : monetary;
  }
};

/// `lines` are those of dataset.orders and are null for a customer table alone. Lines that they leave out are counted;
/// those of the snapshot's own day stay (recency 0). A customer without a purchase is left out and counted: under
/// `net`, one whose orders all net to <= 0; under `drop`, one with nothing but returns. A void order's lines still
/// reduce monetary. Errors: not_applicable, no_usable_rows.
Result<Profile> make_profile(const Dataset& dataset, const RfmSpec& spec, const Lines* lines);

/// Whether an order is a purchase under a returns rule.
bool is_purchase(const CustomerOrder& order, ReturnsRule rule);

}  // namespace sluice::rfm
