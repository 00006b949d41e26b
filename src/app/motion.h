// Small transitions that end. The interface draws on demand: whoever moves something asks for the next frame, and
// nobody asks once it stands still.
#pragma once

#include <functional>

#include <imgui.h>

namespace sluice::app {

/// What request_animation() calls; the application passes Host::request_frames on. Null: nothing happens.
void set_frame_request(std::function<void()> request);
void request_animation();  ///< this frame is not the last one: draw another

/// False makes every value jump (tests, pictures, people who asked their system for less motion).
void set_motion(bool enabled);
bool motion();

/// A value remembered under `id` that approaches `target` within about `seconds`, asking for frames until it is there.
/// The first call for an id returns `initial`, then moves.
float animate(ImGuiID id, float target, float seconds = 0.16f);
float animate_from(ImGuiID id, float initial, float target, float seconds = 0.16f);

}  // namespace sluice::app
