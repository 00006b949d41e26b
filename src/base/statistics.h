// Quantiles, proportions and other textbook figures. Each function is one formula of its source, so that a test can
// hold it against the printed number. Only +, -, *, / and sqrt: the same bits on every platform.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace sluice {

/// Type-7 quantile (Hyndman & Fan 1996; R's and NumPy's default): with h = (n - 1) p, the linear interpolation between
/// the values of rank floor(h) and floor(h) + 1, ranks from 0. `sorted` ascends and is not empty; 0 <= p <= 1.
double quantile_type7(std::span<const double> sorted, double p);

/// The same for p = part / parts, h being computed without rounding: whether a quantile is a value of the data does not
/// hang on a last bit. part <= parts, parts > 0.
double quantile_type7(std::span<const double> sorted, uint64_t part, uint64_t parts);

/// The same for values in any order; rearranges them. Linear time.
double select_quantile_type7(std::vector<double>& values, double p);

/// The linear interpolation between the values of rank floor(h) and floor(h) + 1, ranks from 0; rearranges them.
/// 0 <= h <= n - 1.
double select_rank(std::vector<double>& values, double h);

/// 97.5 % point of the standard normal distribution: two-sided 95 % intervals.
inline constexpr double kNormal975 = 1.959963984540054;

struct Interval {
  double low = 0;
  double high = 0;
};

/// Wilson's score interval of a proportion (Wilson 1927; method 3 of Newcombe 1998). 0 <= successes <= trials, trials
/// > 0; both may be fractional. Within 0..1, and exactly 0 (1) at the end that no (every) success touches.
Interval wilson_interval(double successes, double trials, double z = kNormal975);

/// z of the difference of two proportions, the variance being that of the common one (Agresti 2007, section 2.4: z^2 is
/// Pearson's chi-square of the 2 x 2 table). Trials > 0; 0 where nothing varies.
double two_proportion_z(double successes, double trials, double other_successes, double other_trials);

bool all_whole(std::span<const double> values);  ///< none has a fraction; they are finite

/// A running sum of doubles that keeps what rounding loses (Neumaier 1974). Still not exact: for the same bits whatever
/// the order of the rows, add in a canonical order.
class CompensatedSum {
 public:
  /// What rounding loses comes out exact whichever term is larger (Knuth's two-sum): no branch.
  void add(double value) {
    const double next = sum_ + value;
    const double added = next - sum_;
    lost_ += (sum_ - (next - added)) + (value - added);
    sum_ = next;
  }
  void add(const CompensatedSum& other) {
    add(other.sum_);
    lost_ += other.lost_;
  }
  double value() const { return sum_ + lost_; }

 private:
  double sum_ = 0;
  double lost_ = 0;
};

/// Compensated, in the order given.
double sum_of(std::span<const double> values);

/// Mean, standard deviation (of all, not of a sample: divided by n) and skewness g1 = m3 / m2^1.5 (Joanes & Gill 1998),
/// 0 where all values are equal. In the order given; not empty.
struct Moments {
  double mean = 0;
  double deviation = 0;
  double skewness = 0;
};
Moments moments_of(std::span<const double> values);

}  // namespace sluice
