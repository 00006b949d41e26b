// The cleaning rules as controls in their lines of the ledger. A change shows at once; undo takes it back.
#include <algorithm>
#include <array>
#include <string>

#include <imgui.h>

#include "app/screens/data.h"
#include "app/screens/segments.h"
#include "app/screens/words.h"
#include "app/widgets/button.h"
#include "app/widgets/chip.h"
#include "app/widgets/fields.h"
#include "app/widgets/layout.h"
#include "app/widgets/menu.h"
#include "app/widgets/navigation.h"
#include "app/widgets/text.h"
#include "base/text.h"

namespace sluice::app {
namespace {

template <class Rule, class Set>
void draw_two_ways(ScreenContext& context, std::string_view key, std::array<ui::Option, 2> options, Rule rule,
                   Set set) {
  ui::align_middle(ui::segmented_height());
  if (const auto chosen = ui::segmented(key, options, static_cast<size_t>(rule))) {
    context.store.edit([&](Spec& spec) { set(spec.cleaning, static_cast<Rule>(*chosen)); });
  }
}

void draw_duplicates(ScreenContext& context) {
  draw_two_ways(context, "rule.duplicates",
                {{{.key = "rule.duplicates.keep", .label = tr("rule.keep")},
                  {.key = "rule.duplicates.keep_one", .label = tr("rule.keep_one")}}},
                context.store.spec().cleaning.duplicates,
                [](CleaningSpec& cleaning, DuplicateRule rule) { cleaning.duplicates = rule; });
}

void draw_zero_amounts(ScreenContext& context) {
  draw_two_ways(context, "rule.zero_amounts",
                {{{.key = "rule.zero_amounts.keep", .label = tr("rule.keep")},
                  {.key = "rule.zero_amounts.drop", .label = tr("rule.leave_out")}}},
                context.store.spec().cleaning.zero_amounts,
                [](CleaningSpec& cleaning, ZeroRule rule) { cleaning.zero_amounts = rule; });
}

void draw_returns(ScreenContext& context) {
  const std::array<ui::SelectOption, 3> options{
      {{.label = tr("returns.net")}, {.label = tr("returns.drop")}, {.label = tr("returns.keep")}}};
  const auto chosen = ui::select({.key = "rule.returns", .spoken = tr("settings.returns"), .width = -1}, options,
                                 static_cast<size_t>(context.store.spec().rfm.returns));
  if (chosen) {
    context.store.edit([&](Spec& spec) { spec.rfm.returns = static_cast<rfm::ReturnsRule>(*chosen); });
  }
}

/// The other end limits what can be picked, so that no choice can be refused.
void draw_first_day(ScreenContext& context) {
  const CleaningSpec& cleaning = context.store.spec().cleaning;
  const auto chosen = ui::date_field(
      {.field = {.key = "rule.first_day", .spoken = tr("rule.first_day"), .hint = tr("rule.no_limit"), .width = -1},
       .value = cleaning.first_day,
       .last = cleaning.latest_day});
  if (chosen) context.store.edit([&](Spec& spec) { spec.cleaning.first_day = *chosen; });
}

void draw_latest_day(ScreenContext& context) {
  const CleaningSpec& cleaning = context.store.spec().cleaning;
  const auto chosen = ui::date_field(
      {.field = {.key = "rule.latest_day", .spoken = tr("rule.latest_day"), .hint = tr("rule.no_limit"), .width = -1},
       .value = cleaning.latest_day,
       .first = cleaning.first_day});
  if (chosen) context.store.edit([&](Spec& spec) { spec.cleaning.latest_day = *chosen; });
}

void draw_snapshot(ScreenContext& context) {
  const std::optional<rfm::RfmReport>& report = context.store.report().rfm;
  const auto chosen = ui::date_field(
      {.field = {.key = "rule.snapshot", .spoken = tr("settings.snapshot"), .width = -1},
       .value = report ? std::string_view(report->snapshot) : std::string_view(context.store.spec().rfm.snapshot)});
  if (chosen) context.store.edit([&](Spec& spec) { spec.rfm.snapshot = *chosen; });
}

void draw_lookback(ScreenContext& context) {
  draw_lookback_choice(context, {.key = "rule.lookback", .spoken = tr("settings.lookback"), .width = -1});
}

// Test accounts ------------------------------------------------------------------------------------------------------

void add_pattern(ScreenContext& context, std::string_view pattern) {
  const std::string text(trim(pattern));
  const std::vector<std::string>& known = context.store.spec().cleaning.test_accounts;
  if (text.empty() || std::find(known.begin(), known.end(), text) != known.end()) return;
  context.store.edit([&](Spec& spec) { spec.cleaning.test_accounts.push_back(text); });
}

void draw_pattern_field(ScreenContext& context) {
  std::string& typed = context.view.data.new_pattern;
  const ui::Edit edit = ui::text_field({.key = "rule.test_accounts",
                                        .spoken = tr("rule.test_accounts"),
                                        .hint = tr("rule.test_accounts_hint"),
                                        .width = -1},
                                       typed);
  if (edit == ui::Edit::committed) add_pattern(context, std::exchange(typed, {}));
}

/// "test (12 customers)": what a usual word of test accounts would leave out.
std::string suggestion_words(const TestAccountSuggestion& suggestion) {
  return tr_plural("rule.suggest", static_cast<double>(suggestion.customers), {suggestion.pattern});
}

std::string examples_of(const TestAccountSuggestion& suggestion) {
  std::string words;
  for (const std::string& example : suggestion.examples) {
    if (!words.empty()) words += tr("list.separator");
    words += example;
  }
  return tr_format("rule.suggest_tip", {words});
}

}  // namespace

std::function<void()> rule_control(ScreenContext& context, std::string_view entry) {
  using Draw = void (*)(ScreenContext&);
  struct Control {
    std::string_view entry;
    Draw draw;
  };
  static constexpr std::array<Control, 8> kControls{{{"test_accounts", draw_pattern_field},
                                                     {"before_first_day", draw_first_day},
                                                     {"after_latest_day", draw_latest_day},
                                                     {"duplicates", draw_duplicates},
                                                     {"zero_amounts", draw_zero_amounts},
                                                     {"after_snapshot", draw_snapshot},
                                                     {"before_lookback", draw_lookback},
                                                     {"returns", draw_returns}}};
  for (const Control& control : kControls) {
    if (control.entry == entry) return [&context, draw = control.draw] { draw(context); };
  }
  return {};
}

void draw_test_accounts(ScreenContext& context) {
  const std::vector<std::string> patterns = context.store.spec().cleaning.test_accounts;
  std::vector<const TestAccountSuggestion*> suggested;
  for (const TestAccountSuggestion& suggestion : context.store.report().ledger.suggestions) {
    if (std::find(patterns.begin(), patterns.end(), suggestion.pattern) == patterns.end()) {
      suggested.push_back(&suggestion);
    }
  }
  if (patterns.empty() && suggested.empty()) return;
  ui::gap(sizes().s16);
  ImGui::SetCursorScreenPos({ImGui::GetCursorScreenPos().x + 2 * sizes().s16, ImGui::GetCursorScreenPos().y});
  ImGui::BeginGroup();
  {
    ui::Region region(ui::available_width() - sizes().s16);
    bool first = true;
    const auto place = [&](float width) {
      if (!std::exchange(first, false)) ui::same_line_if_fits(width);
    };
    for (size_t i = 0; i < patterns.size(); ++i) {
      const std::string key = "rule.test_accounts." + std::to_string(i + 1);
      const ui::Chip chip{.key = key, .label = patterns[i]};
      place(ui::chip_width(chip));
      if (ui::chip(chip) != ui::ChipEvent::remove) continue;
      context.store.edit([&](Spec& spec) { std::erase(spec.cleaning.test_accounts, patterns[i]); });
    }
    for (const TestAccountSuggestion* suggestion : suggested) {
      const std::string key = "rule.suggest." + suggestion->pattern;
      const std::string label = suggestion_words(*suggestion);
      const std::string tip = examples_of(*suggestion);
      const ui::Button button{.key = key, .label = label, .icon = ui::Icon::plus, .small = true, .tip = tip};
      place(ui::button_width(button));
      if (ui::button(button)) add_pattern(context, suggestion->pattern);
    }
  }
  ImGui::EndGroup();
  ui::gap(sizes().s8);
  ui::divider();
}

}  // namespace sluice::app
