// Surfaces and what stands on them: cards, key figures, banners, empty states.
#pragma once

#include <functional>
#include <memory>
#include <string_view>

#include <imgui.h>

#include "app/widgets/icon.h"

namespace sluice::app::ui {

struct CardSpec {
  std::string_view key{};  ///< id, and test key of the heading
  std::string_view title{};
  std::string_view subtitle{};      ///< muted line under the title
  std::string_view hint{};          ///< the same about what can be pressed: not on pictures
  std::string_view tip{};           ///< how it is computed: an 'i' beside the title
  std::function<void()> actions{};  ///< drawn at the right of the title, or under it where there is no room
  bool flush = false;               ///< content reaches the edges (tables); the title keeps its padding
  bool flat = false;                ///< without a surface and a padding of its own: a part of a panel
  std::string_view about{};  ///< whom it speaks of, where the page around says so: on pictures only, after the title
};

/// A rounded surface from construction to destruction. Inside, the available width is the card's. In a Grid, cards
/// of one row are equally high.
///
///   {
///     ui::Card card({.key = "overview.segments", .title = tr("overview.segments")});
///     chart::treemap(...);
///   }
class Card {
 public:
  explicit Card(const CardSpec& spec);
  ~Card();
  Card(const Card&) = delete;
  Card& operator=(const Card&) = delete;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

float card_padding();  ///< between its edge and what stands on it

enum class Tone { neutral, accent, positive, warning, negative };

struct KeyFigure {
  std::string_view key{};    ///< test key; its value in the item table is `value`
  std::string_view label{};  ///< what it is
  std::string_view value{};  ///< formatted, compact
  std::string_view exact{};  ///< the exact number for the tooltip, when `value` is compact
  std::string_view sub{};    ///< a muted line: share, comparison
  Tone sub_tone = Tone::neutral;
  std::string_view tip{};  ///< how it is computed
  bool flat = false;       ///< without a card of its own, to stand in one
};
/// Hovered or focused anywhere it says how it is computed, and the exact number. Label and sub take as many lines as
/// they need; the numbers of one Grid have one size.
void key_figure(const KeyFigure& spec);

struct Banner {
  std::string_view key{};
  Tone tone = Tone::accent;
  std::string_view text{};
  std::string_view detail{};  ///< a second, muted sentence
  std::string_view action{};  ///< label of its button; empty: none
  bool closable = false;
};
enum class BannerEvent { none, action, close };
BannerEvent banner(const Banner& spec);

struct EmptyState {
  std::string_view key{};
  Icon icon = Icon::none;
  std::string_view title{};
  std::string_view text{};
  std::string_view action{};
  float height = 0;  ///< 0: as its content; else centred in it
};
bool empty_state(const EmptyState& spec);  ///< true when the action is pressed

/// A small info mark at the cursor whose tooltip is `text`.
void info_tip(std::string_view key, std::string_view text);

/// Grey bars in place of `lines` lines of text that is still being computed.
void skeleton(int lines);

}  // namespace sluice::app::ui
