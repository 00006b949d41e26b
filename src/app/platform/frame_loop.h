// Frames on demand. Whoever changes something asks for a few frames; the browser's next animation frame draws one,
// and so on until none is owed. At rest nothing runs. Three are asked for where one seems enough: Dear ImGui needs a
// second to lay out what appeared in the first, and a third to settle scrolling and hovering.
#pragma once

#include <cstdint>
#include <functional>
#include <utility>

namespace sluice::app {

constexpr int kFramesForChange = 3;

class FrameLoop {
 public:
  enum class Drawn { no, yes, yes_and_input_waits };

  /// `draw` draws and presents one frame and says whether Dear ImGui has kept input for the next one; no: there is
  /// nothing to draw on at present.
  explicit FrameLoop(std::function<Drawn()> draw) : draw_(std::move(draw)) {}

  void request(int count);

  /// Called by the browser's animation frame.
  void on_animation_frame();
  /// Called by the timer that a frame has asked for.
  void on_wake();

  /// Draws at once, for those moments in which the browser wants an answer before its event ends: what to copy,
  /// whether a tap opens the keyboard. Draws until all input is used up.
  void draw_now();

  uint64_t drawn() const { return drawn_; }
  bool resting() const { return owed_ == 0 && !waking_; }

 private:
  Drawn draw_one();
  void wake_for_tooltip();

  std::function<Drawn()> draw_;
  int owed_ = 0;
  uint64_t drawn_ = 0;
  bool scheduled_ = false;
  bool waking_ = false;  ///< the last frame asked to be woken for a tooltip
};

}  // namespace sluice::app
