// Wins and losses by the values of a property: owner, product, source.
#include <algorithm>
#include <numeric>

#include "base/multiple_tests.h"
#include "base/proportion_tests.h"
#include "funnel/pipeline_parts.h"
#include "funnel/pipeline_words.h"

namespace sluice::funnel {
namespace {

using ingest::Outcome;

struct OutcomeTally {
  uint64_t open = 0;
  ValueSum won, lost;

  uint64_t wins() const { return won.with() + won.without(); }
  uint64_t losses() const { return lost.with() + lost.without(); }
  uint64_t opportunities() const { return open + wins() + losses(); }
  Proportion win_rate() const { return {wins(), wins() + losses()}; }

  void add(const OpportunityState& o) {
    if (o.outcome == Outcome::open) ++open;
    if (o.outcome == Outcome::won) won.add(o.value);
    if (o.outcome == Outcome::lost) lost.add(o.value);
  }
};

PropertyRow row_of(const OutcomeTally& tally, const OutcomeTally& all) {
  PropertyRow row;
  row.opportunities = tally.opportunities();
  row.open = tally.open;
  row.won = tally.wins();
  row.lost = tally.losses();
  row.win_rate = observed_share(row.won, row.won + row.lost);
  row.won_value = tally.won.value();
  row.lost_value = tally.lost.value();
  row.share_of_lost = ratio_of(static_cast<double>(row.lost), static_cast<double>(all.losses()));
  row.share_of_lost_value = ratio_of(row.lost_value, all.lost.value());
  return row;
}

Difference judge(const ProportionComparison& comparison, double p) {
  if (p < kSignificance) return comparison.difference > 0 ? Difference::higher : Difference::lower;
  return comparison.too_few_to_tell ? Difference::too_few : Difference::alike;
}

// Each value against all others together.
void compare(const OutcomeTally& all, std::vector<PropertyRow>& rows) {
  const Proportion whole = all.win_rate();
  std::vector<std::optional<ProportionComparison>> comparisons;
  std::vector<std::optional<double>> p;
  for (const PropertyRow& row : rows) {
    const Proportion one{row.won, row.won + row.lost};
    const Proportion rest{whole.successes - one.successes, whole.trials - one.trials};
    const bool tested = row.kind == PropertyRow::Kind::value;
    comparisons.push_back(tested ? compare_proportions(one, rest) : std::nullopt);
    p.push_back(comparisons.back() ? std::optional(comparisons.back()->p) : std::nullopt);
  }
  const std::vector<std::optional<double>> adjusted = adjust_holm(p);
  for (size_t i = 0; i < rows.size(); ++i) {
    if (!comparisons[i]) continue;
    rows[i].difference = judge(*comparisons[i], *adjusted[i]);
    rows[i].rate_difference = comparisons[i]->difference;
    rows[i].rate_low = comparisons[i]->interval.low;
    rows[i].rate_high = comparisons[i]->interval.high;
    rows[i].p = adjusted[i];
  }
}

// Which values have a row of their own: the most frequent ones. Behind them one row for blank and one for all others.
class Layout {
 public:
  Layout(const EventProperty& column, const PipelineState& state) : place_(column.values.size()) {
    std::vector<uint64_t> counts(column.values.size(), 0);
    for (const OpportunityState& o : state.opportunities) {
      if (column.value[o.row] != Dictionary::kNone) ++counts[column.value[o.row]];
    }
    shown_.resize(counts.size());
    std::iota(shown_.begin(), shown_.end(), 0U);
    std::stable_sort(shown_.begin(), shown_.end(), [&](uint32_t a, uint32_t b) { return counts[a] > counts[b]; });
    shown_.resize(std::min(shown_.size(), kMostPropertyRows));
    std::fill(place_.begin(), place_.end(), others());
    for (size_t i = 0; i < shown_.size(); ++i) place_[shown_[i]] = i;
  }

  size_t rows() const { return shown_.size() + 2; }
  size_t blank() const { return shown_.size(); }
  size_t others() const { return shown_.size() + 1; }
  size_t row_of(uint32_t value) const { return value == Dictionary::kNone ? blank() : place_[value]; }

  void name(const EventProperty& column, size_t place, PropertyRow& row) const {
    if (place < shown_.size()) row.value = column.values.at(shown_[place]);
    if (place == blank()) row.kind = PropertyRow::Kind::blank;
    if (place == others()) row.kind = PropertyRow::Kind::others;
  }

 private:
  std::vector<uint32_t> shown_;  // values, by row
  std::vector<size_t> place_;    // rows, by value
};

void sort_rows(std::vector<PropertyRow>& rows) {
  const auto last = std::find_if(rows.begin(), rows.end(),
                                 [](const PropertyRow& row) { return row.kind != PropertyRow::Kind::value; });
  std::sort(rows.begin(), last, [](const PropertyRow& a, const PropertyRow& b) {
    return a.lost != b.lost ? a.lost > b.lost : a.value < b.value;
  });
}

}  // namespace

PropertyBreakdown break_down(const Opportunities& table, size_t property, const PipelineState& state) {
  const EventProperty& column = table.properties[property];
  const Layout layout(column, state);
  std::vector<OutcomeTally> tallies(layout.rows());
  OutcomeTally all;
  for (const OpportunityState& o : state.opportunities) {
    tallies[layout.row_of(column.value[o.row])].add(o);
    all.add(o);
  }
  PropertyBreakdown breakdown;
  breakdown.property = column.name;
  breakdown.definition = define_breakdown(column.title);
  for (size_t i = 0; i < tallies.size(); ++i) {
    if (tallies[i].opportunities() == 0) continue;
    breakdown.rows.push_back(row_of(tallies[i], all));
    layout.name(column, i, breakdown.rows.back());
  }
  compare(all, breakdown.rows);
  sort_rows(breakdown.rows);
  return breakdown;
}

}  // namespace sluice::funnel
