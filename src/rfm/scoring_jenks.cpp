// `jenks`: natural breaks. The exact partition of the sorted values into k classes with the least sum of squared
// deviations from the classes' means (Fisher 1958; Jenks 1977), by dynamic programming over the distinct values. The
// best last break never moves down as values are added, so that a class is added in m log m steps, not m^2
// (Gronlund et al. 2017). Of equally good partitions the one with the smallest breaks counts. Sums are kept in twice
// the precision of a double, so that a value far away from all others costs them nothing.
#include <algorithm>
#include <cmath>
#include <limits>

#include "rfm/scoring_cuts.h"
#include "rfm/scoring_methods.h"

namespace sluice::rfm {
namespace {

// A sum of doubles with what rounding loses of it (Knuth's two-sum at every step).
class RunningSum {
 public:
  RunningSum plus(double value) const {
    const double sum = high_ + value;
    const double part = sum - high_;
    RunningSum result;
    result.high_ = sum;
    result.low_ = low_ + ((high_ - (sum - part)) + (value - part));
    return result;
  }
  double minus(const RunningSum& earlier) const { return (high_ - earlier.high_) + (low_ - earlier.low_); }

 private:
  double high_ = 0, low_ = 0;
};

class NaturalBreaks {
 public:
  explicit NaturalBreaks(std::span<const double> sorted) {
    // Values from 0 to 1 about their middle: the squares lose least.
    const double middle = sorted[sorted.size() / 2];
    const double spread = sorted.back() - sorted.front();
    const double scale = spread > 0 ? 1 / spread : 1;
    weight_ = {0.0};
    sum_ = squares_ = {RunningSum()};
    for (size_t begin = 0; begin < sorted.size();) {
      size_t end = begin + 1;
      while (end < sorted.size() && sorted[end] == sorted[begin]) ++end;
      const double count = static_cast<double>(end - begin);
      const double x = (sorted[begin] - middle) * scale;
      values_.push_back(sorted[begin]);
      weight_.push_back(weight_.back() + count);
      sum_.push_back(sum_.back().plus(count * x));
      squares_.push_back(squares_.back().plus(count * x * x));
      begin = end;
    }
  }

  /// The largest value of each class but the last; fewer classes where there are fewer distinct values.
  std::vector<double> largest_values(size_t classes) {
    const size_t m = values_.size();
    classes = std::min(classes, m);
    if (classes < 2) return {};
    best_.resize(m + 1);
    for (size_t j = 1; j <= m; ++j) best_[j] = within(0, j);
    // first_[c][j]: where the last of c + 2 classes of the first j values begins.
    first_.assign(classes - 1, {});
    for (size_t c = 0; c < first_.size(); ++c) {
      first_[c].assign(m + 1, 0);
      next_.assign(m + 1, 0);
      const bool last = c + 1 == first_.size();
      if (last)
        place(c, m, c + 1, m - 1);
      else
        add_class(c, c + 2, m, c + 1, m - 1);
      best_.swap(next_);
    }
    std::vector<double> largest(classes - 1);
    size_t end = m;
    for (size_t c = first_.size(); c-- > 0;) {
      end = first_[c][end];
      largest[c] = values_[end - 1];
    }
    return largest;
  }

 private:
  // Squared deviations of the values [begin, end) from their mean.
  double within(size_t begin, size_t end) const {
    const double weight = weight_[end] - weight_[begin];
    const double sum = sum_[end].minus(sum_[begin]);
    return std::max(0.0, squares_[end].minus(squares_[begin]) - sum * sum / weight);
  }

  // The best beginning in [low, high] of the last class of the first j values.
  void place(size_t c, size_t j, size_t low, size_t high) {
    double least = std::numeric_limits<double>::infinity();
    for (size_t begin = low; begin <= std::min(high, j - 1); ++begin) {
      const double total = best_[begin] + within(begin, j);
      if (total >= least) continue;
      least = total;
      first_[c][j] = static_cast<uint32_t>(begin);
    }
    next_[j] = least;
  }

  // For all ends [from, to] at once: that of the middle one bounds those on either side.
  void add_class(size_t c, size_t from, size_t to, size_t low, size_t high) {
    if (from > to) return;
    const size_t middle = from + (to - from) / 2;
    place(c, middle, low, high);
    const size_t found = first_[c][middle];
    add_class(c, from, middle - 1, low, found);
    add_class(c, middle + 1, to, found, high);
  }

  std::vector<double> values_;             // distinct, ascending
  std::vector<double> weight_;             // of the first i values
  std::vector<RunningSum> sum_, squares_;  // of the first i values, scaled
  std::vector<double> best_, next_;        // least total of the first j values, for a number of classes
  std::vector<std::vector<uint32_t>> first_;
};

}  // namespace

Scoring score_jenks(const ScoringInput& input) {
  Scoring result;
  result.cuts = filled_up(NaturalBreaks(input.sorted).largest_values(static_cast<size_t>(input.bins)), input);
  result.scores = scores_of(input.values, result.cuts, input.lower_is_better);
  return result;
}

TextPair explain_jenks(const Standing& standing) {
  return above_cuts_sentence(
      standing, {"Natural breaks, which leave the least variation inside the groups", "自然断点（使组内差异最小）"});
}

}  // namespace sluice::rfm
