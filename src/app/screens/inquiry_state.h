// What stands in the place of an answer, or above it, while it is not there: how far it is, that it was stopped, why
// there is none.
#pragma once

#include <string_view>

#include "app/inquiry.h"
#include "app/widgets/card.h"

namespace sluice::app {

/// There is something to say beside the answer: it takes longer than a moment, was stopped, or could not be had.
bool has_inquiry_state(const InquiryState& inquiry);

/// Says it: "KEY.progress" with a button that stops, "KEY.stopped" with one that goes on, or "KEY.error".
void draw_inquiry_state(InquiryState& inquiry, std::string_view key);

/// That, and the answer by `draw(const Answer&)`: the former one until the new one is here, nothing where there is
/// none. `lines`: about so many until the first is here.
template <class Answer, class Draw>
void draw_inquiry(Inquiry<Answer>& inquiry, std::string_view key, int lines, Draw draw) {
  if (has_inquiry_state(inquiry)) draw_inquiry_state(inquiry, key);
  if (inquiry.error() != nullptr) return;
  inquiry.answer() != nullptr ? draw(*inquiry.answer()) : ui::skeleton(lines);
}

}  // namespace sluice::app
