#include "app/screens/clusters.h"

#include <algorithm>

#include "app/charts/group_density.h"
#include "app/cluster_hues.h"
#include "app/screens/charts_of.h"
#include "app/screens/customer_formats.h"
#include "app/screens/empty.h"
#include "app/screens/group_columns.h"
#include "app/screens/side_by_side.h"
#include "app/screens/words.h"
#include "app/widgets/button.h"
#include "app/widgets/card.h"
#include "app/widgets/cells.h"
#include "app/widgets/chip.h"
#include "app/widgets/item_table.h"
#include "app/widgets/layout.h"
#include "app/widgets/progress.h"
#include "app/widgets/table.h"
#include "app/widgets/text.h"

namespace sluice::app {
namespace {

std::string id_of(const rfm::ClusterFigures& cluster) { return std::to_string(cluster.number); }

std::string name_of(const rfm::ClusterFigures& cluster) { return tr_format("clusters.name", {id_of(cluster)}); }

std::string_view hue_of(const rfm::ClusterFigures& cluster) {
  return cluster_hue(static_cast<size_t>(cluster.number - 1));
}

void click_cluster(ScreenContext& context, const rfm::ClusterFigures& cluster) {
  context.store.edit(
      [&](Spec& spec) { click_filter(spec.filter, Facet::clusters, id_of(cluster), adding_to_selection()); });
}

// Under way ----------------------------------------------------------------------------------------------------------

/// Something that takes longer than a moment says how far it is and can be stopped.
void draw_state(ScreenContext& context) {
  Store& store = context.store;
  Inquiry<rfm::ClusterReport>& clusters = store.clusters();
  if (clusters.waiting()) {
    ui::Card card({.key = "clusters.working"});
    const bool stopped = ui::progress({.key = "clusters.progress",
                                       .label = tr("clusters.searching"),
                                       .detail = format_percent(clusters.share()),
                                       .share = clusters.share(),
                                       .cancel = tr("common.cancel")});
    if (stopped) clusters.stop();
  }
  const Error* error = clusters.error();
  if (!error) return;
  const bool stopped = clusters.stopped();
  const ui::BannerEvent event =
      ui::banner({.key = "clusters.stopped",
                  .tone = stopped ? ui::Tone::neutral : ui::Tone::negative,
                  .text = stopped ? std::string(tr("clusters.stopped")) : pick(error->message),
                  .action = tr("clusters.go_on")});
  if (event == ui::BannerEvent::action) clusters.restart();
}

// Verdict ------------------------------------------------------------------------------------------------------------

ui::Tone tone_of(rfm::ClusterEvidence evidence) {
  switch (evidence) {
    case rfm::ClusterEvidence::none:
      return ui::Tone::warning;
    case rfm::ClusterEvidence::weak:
      return ui::Tone::neutral;
    case rfm::ClusterEvidence::reasonable:
    case rfm::ClusterEvidence::strong:
      return ui::Tone::positive;
  }
  return ui::Tone::neutral;
}

void draw_cluster_figures(const rfm::ClusterReport& clusters) {
  Maybe silhouette;
  for (const rfm::ClusterCountReport& count : clusters.counts) {
    if (count.k == clusters.k) silhouette = count.silhouette;
  }
  ui::Grid grid({.key = "clusters.figures", .min_column = 150, .most = 3, .items = 3});
  grid.next();
  const std::string bend = clusters.by_elbow ? format_count(*clusters.by_elbow) : std::string(absent());
  const std::string best = clusters.by_silhouette ? format_count(*clusters.by_silhouette) : std::string(absent());
  ui::key_figure({.key = "clusters.figure.k",
                  .label = tr("nav.clusters"),
                  .value = format_count(clusters.k),
                  .sub = tr_format("clusters.proposals", {best, bend}),
                  .tip = tr("tip.cluster_count")});
  grid.next();
  const std::string measured =
      clusters.silhouette_exact
          ? std::string(tr("clusters.of_all"))
          : tr_format("clusters.of_sample", {format_count(static_cast<double>(clusters.silhouette_customers))});
  ui::key_figure({.key = "clusters.figure.silhouette",
                  .label = tr("clusters.silhouette"),
                  .value = format_number(silhouette, 2),
                  .sub = measured,
                  .tip = tr("tip.silhouette")});
  grid.next();
  const auto& stability = clusters.stability;
  const std::string lowest = stability ? tr_format("clusters.lowest", {format_number(stability->lowest, 2)}) : "";
  ui::key_figure({.key = "clusters.figure.stability",
                  .label = tr("clusters.stability"),
                  .value = stability ? format_number(stability->mean, 2) : std::string(absent()),
                  .sub = lowest,
                  .tip = tr("tip.stability")});
}

// Where they lie -----------------------------------------------------------------------------------------------------

std::vector<ui::TooltipRow> tip_of(const rfm::RfmReport& report, const rfm::ClusterFigures& cluster) {
  return {{pick(cluster.description), {}, {}},
          {tr("figure.customers"), format_count(static_cast<double>(cluster.customers)), {}},
          {tr("figure.customer_share"), format_percent(cluster.customer_share), {}},
          {tr("figure.revenue"), format_money_exact(cluster.revenue, report.currency), {}},
          {tr("figure.mean_recency"), format_days(cluster.mean_recency), {}},
          {tr("figure.mean_frequency"), mean_frequency(cluster.mean_frequency), {}},
          {tr("figure.mean_monetary"), format_money(cluster.mean_monetary, report.currency), {}}};
}

void draw_picture(ScreenContext& context, const rfm::RfmReport& report, const rfm::ClusterReport& clusters) {
  double shown = 0;
  for (const rfm::ComponentReport& component : clusters.components) shown += component.share;
  const std::string subtitle =
      clusters.components.empty() ? std::string{} : tr_format("clusters.picture_share", {format_percent(shown)});
  ui::Card card(
      {.key = "clusters.picture", .title = tr("clusters.picture"), .subtitle = subtitle, .tip = tr("tip.components")});
  chart::GroupDensity data{.key = "clusters.density",
                           .caption = tr("clusters.picture"),
                           .value_header = tr("figure.customers"),
                           .columns = clusters.density.columns,
                           .rows = clusters.density.rows,
                           .height = narrow_screen() ? 300.0f : 380.0f};
  std::vector<std::string> ends;
  for (const rfm::ComponentReport& component : clusters.components) {
    ends.push_back(pick(component.low));
    ends.push_back(pick(component.high));
  }
  ends.resize(4);
  data.x_low = ends[0];
  data.x_high = ends[1];
  data.y_low = ends[2];
  data.y_high = ends[3];
  for (const rfm::ClusterFigures& cluster : clusters.clusters) {
    data.groups.push_back({.id = id_of(cluster),
                           .label = name_of(cluster),
                           .value = static_cast<double>(cluster.customers),
                           .value_text = format_count(static_cast<double>(cluster.customers)),
                           .color = std::string(hue_of(cluster)),
                           .selected = cluster.selected,
                           .tip = tip_of(report, cluster)});
  }
  for (const rfm::DensityCell& cell : clusters.density.cells) {
    data.counts.push_back({cell.x, cell.y, static_cast<size_t>(cell.cluster - 1), static_cast<double>(cell.customers)});
  }
  if (const auto clicked = chart::group_density(data).clicked) click_cluster(context, clusters.clusters[*clicked]);
}

// Table --------------------------------------------------------------------------------------------------------------

std::vector<ui::Column> columns() {
  std::vector<ui::Column> all{{.key = "cluster", .label = tr("clusters.cluster"), .min_width = 132, .weight = 0.3f},
                              {.key = "description",
                               .label = tr("clusters.description"),
                               .min_width = 260,
                               .weight = 2,
                               .tip = tr("tip.cluster_words")}};
  add_group_columns(all, {.share_width = 112, .weight = 0.3f});
  all.push_back({.key = "segment",
                 .label = tr("clusters.segment"),
                 .min_width = 170,
                 .weight = 0.6f,
                 .tip = tr("tip.cluster_segment")});
  all.push_back({.key = "silhouette",
                 .label = tr("clusters.silhouette"),
                 .align = ui::Align::right,
                 .min_width = 84,
                 .weight = 0.3f,
                 .tip = tr("tip.silhouette")});
  return all;
}

std::string segment_words(const rfm::ClusterFigures& cluster) {
  if (cluster.segment.empty()) return absent();
  return tr_format("clusters.segment_share", {pick(cluster.segment_name), format_percent(cluster.segment_share)});
}

void fill_row(ui::Row& row, const rfm::RfmReport& report, const rfm::ClusterFigures& cluster) {
  row = {{.text = name_of(cluster), .color = hue_of(cluster), .strong = true},
         {.text = pick(cluster.description)},
         ui::count_cell(static_cast<double>(cluster.customers)),
         ui::share_cell(cluster.customer_share, cluster.customer_share),
         ui::compact_money_cell(cluster.revenue, report.currency),
         ui::share_cell(cluster.revenue_share, cluster.revenue_share),
         ui::days_cell(cluster.mean_recency),
         {.text = mean_frequency(cluster.mean_frequency), .plain = plain_number(cluster.mean_frequency)},
         ui::money_cell(cluster.mean_monetary, report.currency),
         {.text = segment_words(cluster)},
         ui::decimal_cell(cluster.silhouette, 2)};
}

void draw_table(ScreenContext& context, const rfm::RfmReport& report, const rfm::ClusterReport& clusters) {
  ClustersView& view = context.view.clusters;
  ui::Button save = export_button("clusters.export", tr("clusters.export_tip"));
  save.label = tr("clusters.export");
  save.small = true;
  ui::Card card({.key = "clusters.table_card",
                 .title = tr("clusters.table"),
                 .subtitle = tr("clusters.click_hint"),
                 .actions =
                     [&] {
                       const auto format = format_menu(save, export_note(report.selection.customers));
                       if (!format) return;
                       context.store.export_clusters(*format, language_tag(context.preferences.language()));
                     },
                 .flush = true});
  const std::vector<ui::Column> header = columns();
  const ui::TableEvent event =
      ui::table({.key = "clusters.table",
                 .caption = tr("clusters.table"),
                 .columns = header,
                 .rows = clusters.clusters.size(),
                 .row =
                     [&](uint64_t index) {
                       fill_row(view.row, report, clusters.clusters[index]);
                       return &view.row;
                     },
                 .is_selected = [&](uint64_t index) { return clusters.clusters[index].selected; }},
                view.table);
  if (event.clicked) click_cluster(context, clusters.clusters[*event.clicked]);
}

/// Sentences are cut in a table: here they stand whole, one paragraph a cluster.
void draw_descriptions(const rfm::ClusterReport& clusters) {
  ui::Card card({.key = "clusters.words", .title = tr("clusters.words"), .tip = tr("tip.cluster_words")});
  for (const rfm::ClusterFigures& cluster : clusters.clusters) {
    ui::segment_badge(name_of(cluster), hue_of(cluster), "clusters.words." + id_of(cluster));
    ui::paragraph(pick(cluster.description));
    ui::gap(sizes().s8);
  }
}

void draw_answer(ScreenContext& context, const rfm::RfmReport& report, const rfm::ClusterReport& clusters) {
  ui::banner({.key = "clusters.verdict",
              .tone = tone_of(clusters.evidence),
              .text = pick(clusters.verdict),
              .detail = pick(clusters.reason)});
  ui::gap(sizes().s16);
  if (clusters.k > 1) {  // one cluster has no other to be measured against
    draw_cluster_figures(clusters);
    ui::gap(sizes().s16);
  }
  if (!clusters.density.cells.empty()) {
    draw_picture(context, report, clusters);
    ui::gap(sizes().s16);
  }
  draw_table(context, report, clusters);
  ui::gap(sizes().s16);
  draw_descriptions(clusters);
  ui::gap(sizes().s16);
  if (clusters.counts.size() > 1) draw_cluster_curves(context, clusters);
  for (const TextPair& note : clusters.notes) ui::paragraph_muted(pick(note), TextStyle::caption);
}

}  // namespace

void draw_clusters_screen(ScreenContext& context) {
  if (ui::begin_page("clusters")) {
    if (!context.store.report().rfm) {
      draw_no_customers(context, "clusters.empty");
    } else {
      const rfm::RfmReport& report = *context.store.report().rfm;
      context.store.clusters().want();
      const rfm::ClusterReport* clusters = context.store.clusters().answer();
      ui::heading(tr("nav.clusters"), "clusters.heading");
      side_by_side(
          [&] {
            draw_state(context);
            if (clusters) draw_answer(context, report, *clusters);
          },
          [&] { draw_cluster_settings(context, clusters); }, tr("settings.jump"));
    }
  }
  ui::end_page();
}

}  // namespace sluice::app
