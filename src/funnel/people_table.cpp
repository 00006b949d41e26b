// Those behind a bar or a loss of an event funnel, to take along.
#include <array>
#include <utility>

#include "base/number_text.h"
#include "funnel/event_funnel.h"
#include "funnel/people.h"

namespace sluice::funnel {
namespace {

// All that the columns are made of.
struct ListedPeople {
  const Dataset& dataset;
  const rfm::Analysis* analysis;  // null where nobody is scored
  Places places;
  std::vector<StepReport> steps;

  const Place& at(size_t item) const { return (*places)[item]; }
  std::optional<size_t> scored_row(size_t item) const { return analysis->profile.row_of(at(item).customer); }
};

using SharedPeople = std::shared_ptr<const ListedPeople>;

void add_names(const SharedPeople& people, TableColumns& columns) {
  columns.text({"customer", "客户"},
               [people](size_t i) { return people->dataset.customers.at(people->at(i).customer); });
  if (people->dataset.customer_names.empty()) return;
  columns.text({"name", "客户名称"},
               [people](size_t i) { return std::string_view(people->dataset.customer_names[people->at(i).customer]); });
}

void add_step_times(const SharedPeople& people, TableColumns& columns) {
  columns.text({"began_at", "开始时间"}, [people](size_t i) { return format_time(people->at(i).start); });
  columns.text({"step_at", "到达该步时间"}, [people](size_t i) { return format_time(people->at(i).last); });
}

void add_furthest_step(const SharedPeople& people, bool any_order, TableColumns& columns) {
  columns.number({"steps", "步数"}, [people](size_t i) { return std::to_string(people->at(i).reached); });
  if (any_order) return;  // the last one is a number of steps, no step
  columns.number({"furthest_step", "最远步骤序号"},
                 [people](size_t i) { return std::to_string(people->at(i).furthest + 1); });
  const bool chinese = columns.style().chinese;
  columns.text({"furthest_step_name", "最远步骤"}, [people, chinese](size_t i) {
    const TextPair& label = people->steps[people->at(i).furthest].label;
    return std::string_view(chinese ? label.zh : label.en);
  });
  columns.text({"furthest_step_at", "到达最远步骤时间"},
               [people](size_t i) { return format_time(people->at(i).furthest_at); });
}

void add_step_amount(const SharedPeople& people, TableColumns& columns) {
  const Events& events = *people->dataset.events;
  if (events.has_amount.empty()) return;
  columns.number(
      {"amount", "金额"},
      [people, &events](size_t i) {
        const size_t row = people->at(i).row;
        return events.has_amount[row] != 0 ? format_plain(events.amount.units[row], events.amount.decimals)
                                           : std::string();
      },
      events.amount.decimals);
}

void add_own_scores(const SharedPeople& people, TableColumns& columns) {
  const std::array<TextPair, rfm::kDimensionNames.size()> names{
      {{"recency_score", "R等级"}, {"frequency_score", "F等级"}, {"monetary_score", "M等级"}}};
  for (size_t dimension = 0; dimension < names.size(); ++dimension) {
    columns.number(names[dimension], [people, dimension](size_t i) {
      const std::optional<size_t> row = people->scored_row(i);
      return row ? std::to_string(people->analysis->scores[dimension][*row]) : std::string();
    });
  }
}

void add_own_segment(const SharedPeople& people, TableColumns& columns) {
  const bool chinese = columns.style().chinese;
  columns.text({"segment", "客户分群"}, [people, chinese](size_t i) {
    const std::optional<size_t> row = people->scored_row(i);
    if (!row) return std::string_view();
    const TextPair& name = people->analysis->map->segments[people->analysis->segment[*row]].name;
    return std::string_view(chinese ? name.zh : name.en);
  });
}

}  // namespace

Result<TableRun> begin_people_table(const Dataset& dataset, const FunnelSpec& spec, Places places,
                                    const rfm::Analysis* analysis, TableStyle style) {
  const Result<EventFunnel> funnel = EventFunnel::prepare(dataset, spec);
  if (!funnel) return funnel.error();
  const auto people =
      std::make_shared<const ListedPeople>(ListedPeople{dataset, analysis, std::move(places), funnel->named_steps()});
  TableColumns columns(style);
  add_names(people, columns);
  add_step_times(people, columns);
  add_furthest_step(people, spec.mode == Mode::any, columns);
  add_step_amount(people, columns);
  if (analysis != nullptr) {
    add_own_segment(people, columns);
    add_own_scores(people, columns);
  }
  const uint64_t rows = people->places->size();
  return std::move(columns).begin({"Behind a step", "步骤背后的客户"}, rows,
                                  [](uint64_t row) { return static_cast<size_t>(row); });
}

}  // namespace sluice::funnel
