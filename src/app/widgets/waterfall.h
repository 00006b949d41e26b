// Steps from a whole to what is left of it, one row a step: what it is, a bar of its share, how many, how much money.
// A row may hold a control of its own and may open what is behind it. Takes plain data; the caller keeps the order.
#pragma once

#include <functional>
#include <string_view>

#include "app/widgets/tooltip.h"

namespace sluice::app::ui {

enum class StepKind {
  total,  ///< what stands at this point: a bar from the beginning
  taken,  ///< taken away here
  kept,   ///< found, but left where it is
};

struct WaterfallStep {
  std::string_view key{};
  std::string_view label{};
  std::string_view count{};   ///< formatted
  std::string_view amount{};  ///< formatted; may be empty
  std::string_view spoken{};  ///< the whole row in a sentence
  double from = 0, to = 0;    ///< of the bar, 0..1
  StepKind kind = StepKind::total;
  bool empty = false;   ///< it speaks of nothing: drawn faintly
  bool opens = false;   ///< can be pressed
  bool opened = false;  ///< what is behind it is shown now
  Tooltip tip{};        ///< over the row, but not over its control; without a title: none
};

/// What the figures are, over the first step.
void waterfall_header(std::string_view count, std::string_view amount);

/// Over the available width; true when pressed. `control` is drawn in a space of its own: beside the label where there
/// is room, under it where there is not.
bool waterfall_step(const WaterfallStep& spec, const std::function<void()>& control = {});

}  // namespace sluice::app::ui
