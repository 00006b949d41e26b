#include "rfm/migration.h"

#include <algorithm>

#include "base/errors.h"
#include "rfm/attribute_report.h"
#include "rfm/migration_words.h"
#include "rfm/selection.h"
#include "rfm/tally.h"

namespace sluice::rfm {
namespace {

constexpr const char* kFromPointer = "/migration/from";

Error one_moment() {
  return not_applicable(
      {"A table of ready-made recency, frequency and monetary value shows one moment only. Open a file with single "
       "purchases to see how customers moved.",
       "现成的 R、F、M 客户表只反映一个时点。请打开逐笔购买记录的文件，才能查看客户的流转。"});
}

Error one_day(const std::string& day) {
  return not_applicable(
      {"All purchases up to the analysis date lie on one day, " + day + ", so there is no earlier day to compare with.",
       "截至分析日的购买都在同一天（" + day + "），没有更早的日期可供对比。"});
}

Error too_early(const std::string& from, const std::string& first) {
  return bad_spec(kFromPointer, {"The first date " + from + " lies before the first purchase (" + first +
                                     "): nobody was a customer then.",
                                 "起始日 " + from + " 早于第一笔购买（" + first + "），当时还没有客户。"});
}

Error too_late(const std::string& from, const std::string& to) {
  return bad_spec(kFromPointer, {"The first date " + from + " has to lie before the analysis date (" + to + ").",
                                 "起始日 " + from + " 必须早于分析日（" + to + "）。"});
}

// The days that a first date can be taken from.
struct Span {
  Day first = 0;  // of the earliest line that counts
  Day last = 0;   // of the latest line up to the second date
  Day to = 0;     // the second date
};

struct FirstDate {
  Day day = 0;
  TextPair reason;
};

// A year is what people compare, and its seasons are the same ones; it is of use only where enough lies on both sides
// of its beginning.
FirstDate usual_first_date(const Span& span) {
  constexpr int kMonths = 12;
  const Day year_before = months_before(span.to, kMonths);
  const bool enough_before = year_before - span.first >= (span.to - span.first) / 4;
  if (enough_before && year_before < span.last) {
    return {year_before, {"One year before the analysis date.", "取分析日的前一年。"}};
  }
  const Day end = std::min<Day>(span.to, span.last + 1);
  const std::string first = format_day(span.first), last = format_day(span.last);
  const TextPair why =
      enough_before
          ? TextPair{"because nothing was bought in the year up to the analysis date", "因为分析日前一年内没有购买"}
          : TextPair{"because a year back too little lies before it", "因为前推一年后，之前的数据太少"};
  return {span.first + (end - span.first) / 2,
          {"The middle of the data (" + first + " to " + last + "), " + why.en + ".",
           "取数据时间段（" + first + " 至 " + last + "）的中点，" + why.zh + "。"}};
}

Result<FirstDate> first_date(const std::string& chosen, const Span& span) {
  if (chosen.empty()) {
    if (span.first >= span.to) return one_day(format_day(span.first));
    return usual_first_date(span);
  }
  const auto day = parse_iso_day(chosen);
  if (!day) {
    return bad_spec(kFromPointer, {"Expected a day such as \"2017-04-05\", found \"" + chosen + "\".",
                                   "应为 \"2017-04-05\" 这样的日期，实际为 \"" + chosen + "\"。"});
  }
  if (*day < span.first) return too_early(chosen, format_day(span.first));
  if (*day >= span.to) return too_late(chosen, format_day(span.to));
  return FirstDate{*day, {"The day that you chose.", "由您指定。"}};
}

RfmSpec without_lookback(RfmSpec spec) {
  spec.lookback_months = 0;
  return spec;
}

// 1 for customers who have a purchase among the lines, by code.
std::vector<uint8_t> find_buyers(const Orders& orders, const Lines& lines, ReturnsRule rule) {
  std::vector<uint8_t> bought(orders.customer_end.size(), 0);
  std::vector<CustomerOrder> memory;
  for (uint32_t customer = 0; customer < bought.size(); ++customer) {
    const auto made = filtered_orders(orders, customer, lines.cleaning.line_filter(), memory);
    if (!made) continue;  // the profile could not be summed either
    bought[customer] =
        std::any_of(made->begin(), made->end(), [&](const CustomerOrder& order) { return is_purchase(order, rule); });
  }
  return bought;
}

TimeMs begin_of(Day day) { return TimeMs{day} * kMsPerDay; }

// What happened after the first date, up to the second. By customer code.
struct Period {
  std::vector<ExactSum> revenue;
  std::vector<uint32_t> purchases;  // begun in the period
  std::vector<uint8_t> active;      // has a line in it
  ExactSum total, earlier_total;    // of the customers in question; in as many days before
};

/// The last day of the period: the analysis date, or before it the last day that the data hold.
Day last_day_of_period(const Lines& lines) {
  return std::min(lines.snapshot, day_of(lines.cleaning.left_after(CleaningRule::after_snapshot).last));
}

void add_lines(const Orders& orders, const Lines& lines, Day from, const std::vector<uint8_t>& asked, Period& period) {
  const TimeMs begin = begin_of(from + 1), end = begin_of(last_day_of_period(lines) + 1);
  const TimeMs earlier = begin - (end - begin);
  const LineFilter filter = lines.cleaning.line_filter();
  for (uint32_t run = 0; run < orders.run_count(); ++run) {
    const TimeMs time = orders.run_time[run];
    const uint32_t customer = orders.run_customer[run];
    if (time < earlier || time >= end || asked[customer] == 0) continue;
    const bool inside = time >= begin;
    const LineRange range = orders.lines_of(run);
    for (uint32_t line = range.begin; line < range.end; ++line) {
      if (filter.leaves_out(line)) continue;
      const int64_t units = orders.amount.units[line];
      (inside ? period.total : period.earlier_total).add(units);
      if (!inside) continue;
      period.revenue[customer].add(units);
      period.active[customer] = 1;
    }
  }
}

void count_purchases(const Orders& orders, const Lines& lines, ReturnsRule rule, Day from, Period& period) {
  std::vector<CustomerOrder> memory;
  for (uint32_t customer = 0; customer < orders.customer_end.size(); ++customer) {
    if (period.active[customer] == 0) continue;
    const auto made = filtered_orders(orders, customer, lines.cleaning.line_filter(), memory);
    if (!made) continue;
    period.purchases[customer] =
        static_cast<uint32_t>(std::count_if(made->begin(), made->end(), [&](const CustomerOrder& order) {
          return is_purchase(order, rule) && day_of(order.time) > from;
        }));
  }
}

Period sum_period(const Orders& orders, const Lines& lines, ReturnsRule rule, Day from,
                  const std::vector<uint8_t>& asked) {
  Period period;
  period.revenue.resize(asked.size());
  period.purchases.resize(asked.size());
  period.active.resize(asked.size());
  add_lines(orders, lines, from, asked, period);
  count_purchases(orders, lines, rule, from, period);
  return period;
}

// By customer code: 1 where the filter leaves the customer. What the filter says of the present analysis cannot hold
// for a customer who is not in it; what it says of attributes can.
Result<std::vector<uint8_t>> asked_customers(const PresentAnalysis& present, const FilterSpec& filter) {
  const Dataset& dataset = present.dataset;
  FilterSpec of_analysis = filter;
  of_analysis.attributes.clear();
  std::vector<uint8_t> asked(dataset.customers.size(), of_analysis.empty() ? 1 : 0);
  if (!of_analysis.empty()) {
    const auto selected = select(dataset, present.analysis, filter);
    if (!selected) return selected.error();
    for (size_t row = 0; row < selected->size(); ++row) {
      asked[present.analysis.profile.customer[row]] = (*selected)[row];
    }
    return asked;
  }
  for (size_t i = 0; i < filter.attributes.size(); ++i) {
    const AttributeCondition& condition = filter.attributes[i];
    const std::string pointer = "/filter/attributes/" + std::to_string(i);
    const size_t index = find_attribute(dataset, condition.attribute);
    if (index == dataset.attributes.size()) {
      return bad_spec(pointer + "/attribute", {"\"" + condition.attribute + "\" is not known here.",
                                               "这里没有 \"" + condition.attribute + "\"。"});
    }
    const CustomerAttribute& attribute = dataset.attributes[index];
    const auto allowed = allowed_values(attribute, condition, pointer);
    if (!allowed) return allowed.error();
    for (size_t code = 0; code < asked.size(); ++code) {
      if ((*allowed)[std::min(attribute.value[code], attribute.values.size())] == 0) asked[code] = 0;
    }
  }
  return asked;
}

// The row of each customer code; kNoRow for the others.
std::vector<uint32_t> rows_by_code(const Profile& profile, size_t codes) {
  std::vector<uint32_t> rows(codes, Transitions::kNoRow);
  for (uint32_t row = 0; row < profile.size(); ++row) rows[profile.customer[row]] = row;
  return rows;
}

Transitions connect(const MigrationStart& start, const Analysis& end, const Period& period,
                    const std::vector<uint8_t>& asked, int lookback_months) {
  Transitions result;
  result.states_before = states_of(*start.analysis.map);
  result.states_after = states_of(*end.map);
  const auto not_yet = static_cast<uint16_t>(result.states_before.size());
  const auto dormant = static_cast<uint16_t>(not_yet + 1);
  const auto gone = static_cast<uint16_t>(result.states_after.size());
  result.states_before.push_back(outside_state(kNotYet, lookback_months));
  result.states_before.push_back(outside_state(kNoPurchase, lookback_months));
  result.states_after.push_back(outside_state(kNoPurchase, lookback_months));
  const std::vector<uint32_t> rows_before = rows_by_code(start.analysis.profile, asked.size());
  const std::vector<uint32_t> rows_after = rows_by_code(end.profile, asked.size());
  for (uint32_t code = 0; code < asked.size(); ++code) {
    const uint32_t before = rows_before[code], after = rows_after[code];
    const bool unknown = before == Transitions::kNoRow && after == Transitions::kNoRow && period.active[code] == 0;
    if (asked[code] == 0 || unknown) continue;
    const bool bought = code < start.bought.size() && start.bought[code] != 0;
    result.customer.push_back(code);
    result.row_before.push_back(before);
    result.row_after.push_back(after);
    result.before.push_back(before != Transitions::kNoRow ? start.analysis.segment[before]
                            : bought                      ? dormant
                                                          : not_yet);
    result.after.push_back(after != Transitions::kNoRow ? end.segment[after] : gone);
    result.revenue.push_back(period.revenue[code]);
  }
  return result;
}

// Running figures of a Movement.
struct MovementSums {
  const SegmentMap& map;
  Movement movement{};
  ExactSum revenue{};

  void add(const Transitions& transitions, size_t index, const Period& period) {
    const uint16_t before = transitions.before[index], after = transitions.after[index];
    const bool left = transitions.row_after[index] == Transitions::kNoRow;
    ++movement.customers;
    ++(left                              ? movement.left
       : after == before                 ? movement.stayed
       : map.stands_above(after, before) ? movement.up
       : map.stands_above(before, after) ? movement.down
                                         : movement.aside);
    movement.bought_again += period.purchases[transitions.customer[index]] > 0 ? 1 : 0;
    revenue.add(transitions.revenue[index]);
  }

  Movement finished(int decimals) const {
    Movement result = movement;
    const auto share = [&](uint64_t part) {
      return ratio(static_cast<double>(part), static_cast<double>(result.customers));
    };
    result.stayed_share = share(result.stayed);
    result.up_share = share(result.up);
    result.down_share = share(result.down);
    result.aside_share = share(result.aside);
    result.left_share = share(result.left);
    result.bought_again_share = share(result.bought_again);
    result.revenue = revenue.value(decimals);
    result.revenue_per_customer = ratio(result.revenue, static_cast<double>(result.customers));
    return result;
  }
};

void report_movements(const Transitions& transitions, const SegmentMap& map, const Period& period, int decimals,
                      MigrationReport& report) {
  std::vector<MovementSums> sums;
  for (const ChangeState& state : transitions.states_before) sums.push_back({map, {.segment = state.id}});
  MovementSums all{map};
  for (size_t i = 0; i < transitions.size(); ++i) {
    if (transitions.row_before[i] == Transitions::kNoRow) continue;
    sums[transitions.before[i]].add(transitions, i, period);
    all.add(transitions, i, period);
  }
  for (const MovementSums& sum : sums) {
    if (sum.movement.segment != kNotYet && sum.movement.segment != kNoPurchase) {
      report.segments.push_back(sum.finished(decimals));
    }
  }
  report.all = all.finished(decimals);
}

// The second date under what the first one found: the user's own cuts and splits, made of its figures.
RfmSpec with_cuts_of(const Analysis& start, RfmSpec spec) {
  const std::array<DimensionSpec*, 3> dimensions{&spec.recency, &spec.frequency, &spec.monetary};
  for (size_t d = 0; d < dimensions.size(); ++d) *dimensions[d] = {"thresholds", start.cuts[d]};
  spec.eight = {SplitRule::own, start.split[0], start.split[1], start.split[2]};
  return spec;
}

}  // namespace

Result<MigrationStart> analyze_start(const PresentAnalysis& present, const MigrationSpec& migration) {
  if (present.lines == nullptr) return one_moment();
  const Cleaning& cleaning = present.lines->cleaning;
  const LineSum lines = cleaning.left_after(CleaningRule::after_snapshot);
  const Span span{day_of(lines.first), day_of(lines.last), present.lines->snapshot};
  Result<FirstDate> first = first_date(migration.from, span);
  if (!first) return std::move(first).error();

  const auto at_the_start = [](Error error) {
    error.place.pointer = kFromPointer;
    return error;
  };
  RfmSpec spec = present.spec;
  spec.snapshot = format_day(first->day);
  const Result<Lines> earlier = clean_lines(present.dataset, present.cleaning, spec, present.lines);
  if (!earlier) return at_the_start(earlier.error());
  Result<Analysis> analysis = analyze_scores(present.dataset, spec, &*earlier);
  if (!analysis) return at_the_start(analysis.error());

  MigrationStart start{first->day, std::move(first->reason), span.first, std::move(*analysis), {}};
  if (spec.lookback_months > 0) {
    const Result<Lines> ever = clean_lines(present.dataset, present.cleaning, without_lookback(spec), &*earlier);
    if (!ever) return at_the_start(ever.error());
    start.bought = find_buyers(*present.dataset.orders, *ever, spec.returns);
  }
  return start;
}

Result<Migration> migrate(const PresentAnalysis& present, const MigrationStart& start, const MigrationSpec& migration,
                          const FilterSpec& filter) {
  const Dataset& dataset = present.dataset;
  const auto asked = asked_customers(present, filter);
  if (!asked) return asked.error();
  const Result<Lines> ever = clean_lines(dataset, present.cleaning, without_lookback(present.spec), present.lines);
  if (!ever) return ever.error();

  Migration result;
  if (migration.cuts == MigrationCuts::of_the_start) {
    Result<Analysis> rescored = analyze_scores(dataset, with_cuts_of(start.analysis, present.spec), present.lines);
    if (!rescored) return std::move(rescored).error();
    result.rescored = std::move(*rescored);
  }
  const Analysis& end = result.rescored ? *result.rescored : present.analysis;
  const Period period = sum_period(*dataset.orders, *ever, present.spec.returns, start.day, *asked);
  result.transitions = connect(start, end, period, *asked, present.spec.lookback_months);

  const int decimals = end.profile.revenue.decimals;
  MigrationReport& report = result.report;
  report.from = format_day(start.day);
  report.to = format_day(ever->snapshot);
  report.from_reason = start.reason;
  report.earliest_from = format_day(start.earliest);
  report.days = std::max<Day>(0, last_day_of_period(*ever) - start.day);
  report.cuts = migration.cuts;
  report.matrix = make_matrix({dataset, start.analysis, end, result.transitions});
  report_movements(result.transitions, *start.analysis.map, period, decimals, report);
  report.revenue = period.total.value(decimals);
  if (report.days > 0 && start.day - report.days + 1 >= start.earliest)
    report.earlier_revenue = period.earlier_total.value(decimals);
  report.verdict = migration_verdict(report);
  report.notes = migration_notes(present, start, migration, filter);
  return result;
}

FormerStanding former_standing(const MigrationStart& start, uint32_t customer) {
  const Profile& profile = start.analysis.profile;
  FormerStanding former;
  former.day = format_day(start.day);
  const auto found = std::lower_bound(profile.customer.begin(), profile.customer.end(), customer);
  if (found == profile.customer.end() || *found != customer) {
    const bool bought = customer < start.bought.size() && start.bought[customer] != 0;
    former.segment_name = bought ? TextPair{"No purchase in the lookback period", "回溯期内无购买"}
                                 : TextPair{"Not yet a customer", "尚未成为客户"};
    return former;
  }
  const auto row = static_cast<size_t>(found - profile.customer.begin());
  former.standing = standing_of(start.analysis, row);
  for (size_t d = 0; d < former.values.size(); ++d) former.values[d] = profile.values(d)[row];
  former.segment_name = start.analysis.map->segments[start.analysis.segment[row]].name;
  return former;
}

}  // namespace sluice::rfm
