// Two ways to score and segment the same customers: the other one, how far they agree, and who goes where.
#include <algorithm>
#include <string>
#include <vector>

#include "app/screens/changes.h"
#include "app/screens/score_count.h"
#include "app/screens/segments.h"
#include "app/screens/words.h"
#include "app/widgets/card.h"
#include "app/widgets/layout.h"
#include "app/widgets/menu.h"
#include "app/widgets/text.h"

namespace sluice::app {
namespace {

/// Methods that find their own cuts; the first option keeps the present ones.
void draw_method(ScreenContext& context) {
  const std::string& chosen = context.store.spec().comparison.method;
  std::vector<ui::SelectOption> options{{.label = tr("changes.as_now")}};
  std::vector<std::string_view> methods{""};
  size_t current = 0;
  for (const std::string_view method : rfm::kScoringMethods) {
    if (method == "thresholds") continue;
    if (method == chosen) current = options.size();
    options.push_back({.label = method_name(method)});
    methods.push_back(method);
  }
  const auto picked =
      ui::select({.key = "changes.method", .label = tr("settings.method"), .width = -1}, options, current);
  if (picked) context.store.edit([&](Spec& spec) { spec.comparison.method = methods[*picked]; });
}

void draw_map(ScreenContext& context) {
  const rfm::RfmSpec& rfm = context.store.spec().rfm;
  const std::vector<std::string> ids = map_ids(rfm);
  std::vector<ui::SelectOption> options = map_options(rfm);
  const auto found = std::find(ids.begin(), ids.end(), context.store.spec().comparison.map);
  const size_t current = found == ids.end() ? 0 : static_cast<size_t>(found - ids.begin()) + 1;
  options.insert(options.begin(), {.label = tr("changes.as_now")});
  const auto picked = ui::select({.key = "changes.map", .label = tr("settings.map"), .width = -1}, options, current);
  if (!picked) return;
  // The map brings the number of scores that it needs.
  context.store.edit([&](Spec& spec) {
    spec.comparison.map = *picked == 0 ? std::string{} : ids[*picked - 1];
    spec.comparison.bins = 0;
  });
}

void draw_bins(ScreenContext& context, const rfm::ComparisonReport* comparison) {
  const Spec& spec = context.store.spec();
  const std::string& map = spec.comparison.map.empty() ? spec.rfm.map : spec.comparison.map;
  const int chosen = spec.comparison.bins;
  const int bins = chosen != 0 ? chosen : comparison ? comparison->bins : spec.rfm.bins;
  const auto moved = draw_score_count(spec.rfm, map, "changes.bins", bins);
  if (moved) context.store.edit([&](Spec& next) { next.comparison.bins = *moved; }, "changes.bins");
}

void draw_choices(ScreenContext& context, const rfm::ComparisonReport* comparison) {
  ui::Card card({.key = "changes.other", .title = tr("changes.other"), .subtitle = tr("changes.other_hint")});
  ui::Grid grid({.key = "choices", .min_column = 240, .most = 3, .equal_heights = false});
  grid.next();
  draw_method(context);
  grid.next();
  draw_map(context);
  grid.next();
  draw_bins(context, comparison);
}

/// The other way in a few words: "Quantiles, R×F grid, scores 1–5".
std::string other_words(const rfm::ComparisonReport& comparison) {
  const std::string method = comparison.method.empty() ? tr("changes.as_now") : method_name(comparison.method);
  return method + " · " + pick(comparison.map_name) + " · 1–" + format_count(static_cast<double>(comparison.bins));
}

void draw_agreement(const rfm::ComparisonReport& comparison) {
  ui::Grid grid({.key = "agreement", .min_column = narrow_screen() ? 150.0f : 180.0f, .most = 6});
  const auto figure = [&](std::string_view key, const std::string& label, const std::string& value,
                          const std::string& sub, const char* tip) {
    grid.next();
    ui::key_figure({.key = key, .label = label, .value = value, .sub = sub, .tip = tip});
  };
  if (comparison.moved) {
    const std::string moved = tr_plural("changes.moved", static_cast<double>(*comparison.moved));
    figure("changes.agreement", tr("changes.agreement"), format_percent(comparison.agreement), moved,
           tr("changes.agreement_tip"));
    figure("changes.kappa", tr("changes.kappa"), format_number(comparison.kappa, 2), "", tr("changes.kappa_tip"));
  }
  const auto all = static_cast<double>(comparison.matrix.total.customers);
  for (size_t dimension = 0; dimension < comparison.scores.size(); ++dimension) {
    const rfm::ScoreAgreement& scores = comparison.scores[dimension];
    const Maybe share = all > 0 ? Maybe(static_cast<double>(scores.equal) / all) : Maybe{};
    figure("changes.same_score." + scores.name, tr_format("changes.same_score", {dimension_name(dimension)}),
           format_percent(share),
           tr_format("changes.higher_lower", {format_count(static_cast<double>(scores.higher)),
                                              format_count(static_cast<double>(scores.lower))}),
           tr("changes.same_score_tip"));
  }
}

}  // namespace

std::optional<ShownChange> shown_comparison(ScreenContext& context) {
  const Inquiry<rfm::ComparisonReport>& inquiry = context.store.comparison();
  const rfm::ComparisonReport* comparison = inquiry.answer();
  if (!comparison || inquiry.error()) return std::nullopt;
  return ShownChange{rfm::ChangeKind::comparison, comparison->matrix, tr("changes.now"), tr("changes.otherwise"),
                     inquiry.current()};
}

void draw_comparison(ScreenContext& context, const rfm::RfmReport& report) {
  const Inquiry<rfm::ComparisonReport>& inquiry = context.store.comparison();
  const rfm::ComparisonReport* comparison = inquiry.answer();
  draw_choices(context, comparison);
  ui::gap(sizes().s16);
  if (draw_without_answer(inquiry.error(), comparison != nullptr, "changes.problem")) return;
  ui::paragraph_muted(tr_format("changes.compared_with", {other_words(*comparison)}), TextStyle::body,
                      "changes.compared_with");
  for (size_t i = 0; i < comparison->notes.size(); ++i) {
    const std::string key = "changes.note." + std::to_string(i);
    ui::paragraph_muted(pick(comparison->notes[i]), TextStyle::caption, key);
  }
  ui::gap(sizes().s8);
  draw_agreement(*comparison);
  ui::gap(sizes().s16);
  if (const std::optional<ShownChange> change = shown_comparison(context)) draw_flow_matrix(context, report, *change);
}

}  // namespace sluice::app
