#include "rfm/lines.h"

#include "base/errors.h"

namespace sluice::rfm {
namespace {

Error no_line_left() {
  return {ErrorCode::no_usable_rows,
          {"The cleaning rules leave no order line. Lift one of them.", "清洗规则未留下任何订单行，请取消其中一条。"},
          {}};
}

Result<std::optional<Day>> day_in(const std::string& text, const std::string& pointer) {
  if (text.empty()) return std::optional<Day>{};
  if (const auto day = parse_iso_day(text)) return std::optional<Day>(*day);
  return bad_spec(pointer, {"Expected a day such as \"2017-04-05\", found \"" + text + "\".",
                            "应为 \"2017-04-05\" 这样的日期，实际为 \"" + text + "\"。"});
}

Error lookback_too_short(Day begin, Day snapshot) {
  const std::string from = format_day(begin), to = format_day(snapshot);
  Error error{ErrorCode::no_usable_rows,
              {"No order line lies in the lookback period, from " + from + " to " + to +
                   ". Choose a longer period or another day of analysis.",
               "回溯期（" + from + " 至 " + to + "）内没有任何订单行。请选择更长的回溯期或其他分析日。"},
              {}};
  error.place.pointer = "/rfm/lookback_months";
  return error;
}

Error before_the_first(const std::string& snapshot, Day first) {
  const std::string first_day = format_day(first);
  return bad_spec("/rfm/snapshot",
                  {"The snapshot date " + snapshot + " lies before the first transaction (" + first_day + ").",
                   "分析日 " + snapshot + " 早于第一笔交易（" + first_day + "）。"});
}

uint8_t rules_in_force(const CleaningSpec& cleaning, const RfmSpec& spec) {
  unsigned rules = Cleaning::bit(CleaningRule::after_snapshot);
  const auto add = [&](bool wanted, CleaningRule rule) { rules |= wanted ? Cleaning::bit(rule) : 0U; };
  add(!cleaning.test_accounts.empty(), CleaningRule::test_accounts);
  add(!cleaning.first_day.empty(), CleaningRule::before_first_day);
  add(!cleaning.latest_day.empty(), CleaningRule::after_latest_day);
  add(cleaning.duplicates == DuplicateRule::keep_one, CleaningRule::duplicates);
  add(cleaning.zero_amounts == ZeroRule::drop, CleaningRule::zero_amounts);
  add(spec.lookback_months > 0, CleaningRule::before_lookback);
  add(spec.returns == ReturnsRule::drop, CleaningRule::returns);
  return static_cast<uint8_t>(rules);
}

}  // namespace

Result<Lines> clean_lines(const Dataset& dataset, const CleaningSpec& cleaning, const RfmSpec& spec,
                          const Lines* former) {
  const auto first_day = day_in(cleaning.first_day, "/cleaning/first_day");
  if (!first_day) return first_day.error();
  const auto latest_day = day_in(cleaning.latest_day, "/cleaning/latest_day");
  if (!latest_day) return latest_day.error();
  const auto snapshot = day_in(spec.snapshot, "/rfm/snapshot");
  if (!snapshot) return snapshot.error();

  MarkingSpec marking{cleaning.test_accounts, *first_day, *latest_day, *snapshot, std::nullopt};
  const auto mark = [&] {
    const bool known = former != nullptr && former->cleaning.marks()->spec == marking;
    return known ? former->cleaning.marks() : std::make_shared<const LineMarks>(mark_lines(dataset, marking));
  };
  const auto cleaned = [&](std::shared_ptr<const LineMarks> marks) {
    const bool net = spec.returns == ReturnsRule::net;
    return Cleaning(*dataset.orders, std::move(marks), rules_in_force(cleaning, spec), net);
  };
  // What the rules before the lookback period leave does not depend on it, and tells the snapshot where it is open.
  if (former != nullptr && spec.lookback_months > 0) marking.lookback_day = former->cleaning.marks()->spec.lookback_day;
  Lines lines{cleaned(mark()), 0};
  const LineSum left = lines.cleaning.left_after(CleaningRule::zero_amounts);
  if (left.lines == 0) return no_line_left();
  if (*snapshot && **snapshot < day_of(left.first)) return before_the_first(spec.snapshot, day_of(left.first));
  lines.snapshot = *snapshot ? **snapshot : day_of(left.last) + 1;
  if (spec.lookback_months == 0) return lines;

  const Day begin = months_before(lines.snapshot, spec.lookback_months);
  if (marking.lookback_day != begin) {
    marking.lookback_day = begin;
    lines.cleaning = cleaned(mark());
  }
  if (lines.cleaning.left_after(CleaningRule::before_lookback).lines == 0)
    return lookback_too_short(begin, lines.snapshot);
  return lines;
}

}  // namespace sluice::rfm
