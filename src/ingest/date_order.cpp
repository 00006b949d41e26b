#include "ingest/date_order.h"

namespace sluice::ingest {

void DateOrderDecision::vote(const DateCell& date, uint64_t line, std::string_view cell) {
  if (date.form != DateForm::year_last) return;
  if (example_.empty()) example_ = cell;
  const DateOrder proof = proven_order(date);
  if (proof == DateOrder::automatic) return;
  const size_t side = proof == DateOrder::month_first ? 1 : 0;
  ++votes_[side];
  if (!evidence_[side]) evidence_[side] = Evidence{line, std::string(cell)};
}

void DateOrderDecision::settle(DateOrder assumed) {
  if (chosen_) return;
  open_ = votes_[0] == 0 && votes_[1] == 0;
  was_open_ = open_;
  order_ = assumed;
  if (votes_[0] != votes_[1]) {
    order_ = votes_[0] > votes_[1] ? DateOrder::day_first : DateOrder::month_first;
  } else if (!open_) {
    order_ = evidence_[0]->line <= evidence_[1]->line ? DateOrder::day_first : DateOrder::month_first;
  }
}

bool DateOrderDecision::observe(const DateCell& date, uint64_t line, std::string_view cell) {
  if (date.form != DateForm::year_last || proven()) return false;
  vote(date, line, cell);
  if (!open_) return false;
  const DateOrder proof = proven_order(date);
  if (proof == DateOrder::automatic) return false;
  open_ = false;
  const bool exchange = proof != order_;
  order_ = proof;
  return exchange;
}

DatesFit DateOrderDecision::add(const DateOrderDecision& stretch, uint64_t lines_before) {
  DatesFit fit = DatesFit::fit;
  if (was_open_) {
    const bool both_decided = !open_ && !stretch.open_;
    if (both_decided && order_ != stretch.order_) return DatesFit::contradict;
    if (open_ && !stretch.open_) {
      if (stretch.order_ != order_) fit = DatesFit::exchange_earlier;
      open_ = false;
      order_ = stretch.order_;
    } else if (!open_ && stretch.open_ && order_ != stretch.order_) {
      fit = DatesFit::exchange_stretch;
    }
  }
  for (const size_t side : {size_t{0}, size_t{1}}) {
    if (evidence_[side] || !stretch.evidence_[side]) continue;
    evidence_[side] = stretch.evidence_[side];
    evidence_[side]->line += lines_before;
  }
  if (example_.empty()) example_ = stretch.example_;
  return fit;
}

}  // namespace sluice::ingest
