// How long the open opportunities have stood in their stages, and from when on that is too long.
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "app/pipeline_edits.h"
#include "app/screens/funnel.h"
#include "app/screens/pipeline.h"
#include "app/screens/words.h"
#include "app/widgets/card.h"
#include "app/widgets/cells.h"
#include "app/widgets/fields.h"
#include "app/widgets/layout.h"
#include "app/widgets/text.h"

namespace sluice::app {
namespace {

using funnel::kAgeBounds;
using funnel::PipelineReport;
using funnel::PipelineStage;
using funnel::StageAges;

constexpr size_t kAgeRanges = kAgeBounds.size() + 1;

/// "up to 7 d", "8–14 d", "over 180 d".
std::string range_name(size_t index) {
  const auto days = [](size_t at) { return format_count(kAgeBounds[at]); };
  if (index == 0) return tr_format("pipeline.age_up_to", {days(0)});
  if (index == kAgeBounds.size()) return tr_format("pipeline.age_over", {days(index - 1)});
  return tr_format("pipeline.age_range", {days(index - 1), days(index)});
}

bool any_undated(const PipelineReport& pipeline) {
  uint64_t undated = 0;
  for (const PipelineStage& stage : pipeline.stages) undated += stage.ages.undated;
  return undated > 0;
}

/// Names and keys outlive the columns.
struct Ranges {
  std::array<std::string, kAgeRanges> keys, names;

  Ranges() {
    for (size_t i = 0; i < kAgeRanges; ++i) {
      keys[i] = "range_" + std::to_string(i + 1);
      names[i] = range_name(i);
    }
  }
};

std::vector<ui::Column> columns(const PipelineReport& pipeline, const Ranges& ranges) {
  using ui::Align;
  std::vector<ui::Column> all{{.key = "stage", .label = tr("pipeline.stage"), .min_width = 120, .weight = 1.6f}};
  const auto number = [&](std::string_view key, std::string_view label, const char* tip, float min_width = 84) {
    all.push_back({.key = key, .label = label, .align = Align::right, .min_width = min_width, .tip = tip});
  };
  for (size_t i = 0; i < kAgeRanges; ++i) number(ranges.keys[i], ranges.names[i], tr("tip.pipeline_age_range"), 76);
  if (any_undated(pipeline)) number("undated", tr("pipeline.undated"), tr("tip.pipeline_undated"));
  number("median", tr("pipeline.median_age"), tr("tip.pipeline_median_age"));
  number("middle", tr("pipeline.middle_half"), tr("tip.pipeline_middle_half"), 110);
  number("p90", tr("pipeline.p90_age"), tr("tip.pipeline_p90_age"));
  number("longest", tr("pipeline.longest"), tr("tip.pipeline_longest"));
  number("limit", tr("pipeline.limit"), tr("tip.pipeline_limit"), 96);
  all.push_back({.key = "basis", .label = tr("pipeline.basis"), .min_width = 150, .tip = tr("tip.pipeline_basis")});
  number("rotten", tr("pipeline.rotten"), tr("tip.pipeline_stage_rotten"));
  number("rotten_value", tr("pipeline.rotten_value"), tr("tip.pipeline_rotten_value"), 96);
  return all;
}

std::string basis_text(const StageAges& ages) {
  const std::string count = format_count(static_cast<double>(ages.basis_count));
  switch (ages.basis) {
    case funnel::RottenBasis::chosen:
      return tr("pipeline.basis_chosen");
    case funnel::RottenBasis::stays:
      return tr_format("pipeline.basis_stays", {count});
    case funnel::RottenBasis::cycles:
      return tr_format("pipeline.basis_cycles", {count});
    case funnel::RottenBasis::none:
      break;
  }
  return tr("pipeline.basis_none");
}

ui::Cell middle_cell(const StageAges& ages) {
  if (!ages.first_quartile || !ages.third_quartile) return {.text = absent(), .muted = true};
  return {.text = format_number(ages.first_quartile, 0) + "\u2013" + format_days(std::round(*ages.third_quartile)),
          .plain = plain_number(ages.first_quartile) + " - " + plain_number(ages.third_quartile),
          .muted = true};
}

void fill_ages_row(ui::Row& row, const PipelineReport& pipeline, const PipelineStage& stage,
                   const std::string& currency) {
  const StageAges& ages = stage.ages;
  row.clear();
  row.push_back({.text = pick(stage.label), .strong = true});
  for (const uint64_t count : ages.ranges) {
    ui::Cell cell = ui::count_cell(static_cast<double>(count));
    if (ages.dated > 0) cell.bar = static_cast<double>(count) / static_cast<double>(ages.dated);
    cell.muted = count == 0;
    row.push_back(std::move(cell));
  }
  if (any_undated(pipeline)) row.push_back(ui::count_cell(static_cast<double>(ages.undated)));
  row.push_back(ui::days_cell(ages.median));
  row.push_back(middle_cell(ages));
  row.push_back(ui::days_cell(ages.p90));
  row.push_back(ui::days_cell(ages.longest));
  row.push_back(limit_cell(ages));
  row.push_back({.text = basis_text(ages), .muted = true});
  row.push_back(ui::count_cell(static_cast<double>(ages.rotten)));
  row.push_back(ui::compact_money_cell(ages.rotten > 0 ? Maybe(ages.rotten_value) : std::nullopt, currency));
}

void draw_general_limit(ScreenContext& context) {
  const auto typed = ui::optional_number_field({.key = "pipeline.limit",
                                                .label = tr("pipeline.general_limit"),
                                                .hint = tr("pipeline.from_data"),
                                                .suffix = tr("unit.days"),
                                                .width = 6 * sizes().s32},
                                               context.store.spec().pipeline.rotten_days);
  if (typed) context.store.edit([&](Spec& spec) { set_rotten_days(spec.pipeline, *typed); });
}

}  // namespace

void draw_pipeline_ages(ScreenContext& context, const PipelineReport& pipeline) {
  if (pipeline.as_of.empty() || pipeline.stages.empty()) return;
  ui::gap(sizes().s16);
  ui::Card card({.key = "pipeline.ages_card", .title = tr("pipeline.ages"), .subtitle = pick(pipeline.age_definition)});
  draw_general_limit(context);
  ui::gap(sizes().s8);
  PipelineView& view = context.view.pipeline;
  const std::string currency = funnel_currency(context.store.report());
  const Ranges ranges;
  const std::vector<ui::Column> header = columns(pipeline, ranges);
  ui::table({.key = "pipeline.ages",
             .caption = tr("pipeline.ages"),
             .columns = header,
             .rows = pipeline.stages.size(),
             .row =
                 [&](uint64_t index) {
                   fill_ages_row(view.row, pipeline, pipeline.stages[index], currency);
                   return &view.row;
                 },
             .selectable = false},
            view.ages);
}

}  // namespace sluice::app
