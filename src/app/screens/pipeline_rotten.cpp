// The rotten opportunities: open for longer than the limit of their stage. A long list that comes page by page.
#include <algorithm>
#include <string>
#include <vector>

#include "app/screens/customer_formats.h"
#include "app/screens/funnel.h"
#include "app/screens/pipeline.h"
#include "app/screens/words.h"
#include "app/widgets/card.h"
#include "app/widgets/cells.h"
#include "app/widgets/layout.h"
#include "app/widgets/table.h"

namespace sluice::app {
namespace {

using funnel::PipelineReport;
using funnel::RottenColumn;
using funnel::RottenRow;

struct RottenTableColumn {
  ui::Column column;
  std::optional<RottenColumn> sort{};
};

/// `keys` and `titles` of the properties are pointed to.
std::vector<RottenTableColumn> columns(const std::vector<std::string>& keys, const std::vector<std::string>& titles) {
  using ui::Align;
  std::vector<RottenTableColumn> all;
  const auto add = [&](std::optional<RottenColumn> sort, std::string_view key, const char* label, float width,
                       Align align = Align::left, const char* tip = "") {
    const float weight = align == Align::left ? 1.0f : 0.4f;
    all.push_back({{.key = key,
                    .label = label,
                    .align = align,
                    .min_width = width,
                    .weight = weight,
                    .sortable = sort.has_value(),
                    .tip = tip},
                   sort});
  };
  add(RottenColumn::id, "id", tr("pipeline.opportunity"), 100);
  add(RottenColumn::customer, "customer", tr("pipeline.customer"), 120);
  add(RottenColumn::stage, "stage", tr("pipeline.stage"), 110);
  add(RottenColumn::value, "value", tr("pipeline.value"), 92, Align::right, tr("tip.pipeline_row_value"));
  add({}, "since", tr("pipeline.since"), 104, Align::right, tr("tip.pipeline_since"));
  add(RottenColumn::age, "age", tr("pipeline.age"), 84, Align::right, tr("tip.pipeline_age"));
  add({}, "limit", tr("pipeline.limit"), 84, Align::right, tr("tip.pipeline_limit"));
  add(RottenColumn::over, "over", tr("pipeline.over"), 84, Align::right, tr("tip.pipeline_over"));
  for (size_t i = 0; i < keys.size(); ++i) {
    add({}, keys[i], titles[i].c_str(), 110);
    all.back().column.priority = static_cast<int>(i) + 1;
  }
  return all;
}

void fill_row(ui::Row& cells, const PipelineReport& pipeline, const RottenRow& row, const std::string& currency) {
  const auto text = [](const std::string& value) {
    return ui::Cell{.text = value.empty() ? std::string(absent()) : value, .muted = value.empty()};
  };
  cells.clear();
  cells.push_back(text(row.id));
  cells.back().strong = !row.id.empty();
  cells.push_back(text(row.customer));
  cells.push_back({.text = row.stage});
  cells.push_back(ui::money_cell(row.value, currency));
  cells.push_back({.text = format_date(row.since), .plain = row.since});
  cells.push_back(ui::days_cell(row.age));
  cells.push_back(ui::days_cell(row.limit));
  cells.push_back(ui::days_cell(row.age - row.limit));
  // The list may be of a moment later than the report.
  for (size_t i = 0; i < pipeline.properties.size(); ++i) {
    cells.push_back(text(i < row.properties.size() ? row.properties[i] : std::string()));
  }
}

void draw_rotten_export(ScreenContext& context) {
  Store& store = context.store;
  const RowPages<RottenRow>& rows = store.funnels().rotten();
  const std::string count =
      rows.known() ? tr_plural("pipeline.export_all", static_cast<double>(rows.total())) : std::string();
  const ui::Button save = export_button("pipeline.rotten.export", tr("pipeline.export_tip"));
  const auto format = format_menu(save, count + tr("customers.export_note"));
  if (format) store.export_rotten(*format, language_tag(context.preferences.language()));
}

void draw_rotten_table(ScreenContext& context, const PipelineReport& pipeline) {
  Store& store = context.store;
  PipelineView& view = context.view.pipeline;
  const std::string currency = funnel_currency(store.report());
  std::vector<std::string> keys, titles;
  for (const funnel::OpportunityProperty& property : pipeline.properties) {
    keys.push_back("property." + property.name);
    titles.push_back(pick(property.title));
  }
  const std::vector<RottenTableColumn> all = columns(keys, titles);
  std::vector<ui::Column> header;
  std::optional<ui::Sort> sort;
  for (size_t i = 0; i < all.size(); ++i) {
    header.push_back(all[i].column);
    if (all[i].sort == store.funnels().rotten_query().sort)
      sort = ui::Sort{i, store.funnels().rotten_query().descending};
  }
  RowPages<RottenRow>& rows = store.funnels().rotten();
  if (!rows.known()) rows.want(0, 1);
  const float rows_high = std::min(ui::kTableRows, static_cast<float>(rows.total()) + 1);
  const ui::TableEvent event = ui::table({.key = "pipeline.rotten",
                                          .caption = tr("pipeline.rotten_list"),
                                          .columns = header,
                                          .rows = rows.total(),
                                          .row = [&](uint64_t index) -> const ui::Row* {
                                            const RottenRow* row = rows.row(index);
                                            if (!row) return nullptr;
                                            fill_row(view.row, pipeline, *row, currency);
                                            return &view.row;
                                          },
                                          .sort = sort,
                                          .height = rows.total() > 0 ? rows_high * sizes().row + sizes().s16 : 0,
                                          .selectable = false,
                                          .empty_text = tr(rows.known() ? "pipeline.no_rotten" : "common.loading")},
                                         view.rotten);
  if (rows.known()) rows.want(event.first_visible, event.last_visible);
  if (!event.sort || !all[event.sort->column].sort) return;
  store.funnels().sort_rotten(*all[event.sort->column].sort, event.sort->descending);
  view.rotten = {};
}

}  // namespace

void draw_rotten(ScreenContext& context, const PipelineReport& pipeline) {
  if (pipeline.as_of.empty()) return;
  ui::gap(sizes().s16);
  const std::string subtitle =
      tr_format("pipeline.rotten_sum", {format_count(static_cast<double>(pipeline.rotten)),
                                        format_count(static_cast<double>(pipeline.totals.open)),
                                        format_money(pipeline.rotten_value, funnel_currency(context.store.report()))});
  ui::Card card({.key = "pipeline.rotten_card",
                 .title = tr("pipeline.rotten_list"),
                 .subtitle = subtitle,
                 .actions = [&] { draw_rotten_export(context); },
                 .flush = true});
  draw_rotten_table(context, pipeline);
}

}  // namespace sluice::app
