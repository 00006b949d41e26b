// What widgets remember apart from any window: toasts that wait, a picture that was asked for. It goes with the Dear
// ImGui context that it was said on, so that the next one begins without it.
#pragma once

#include <optional>

namespace sluice::app::ui {

/// Calls `end` once, when the current context is destroyed.
void when_context_ends(void (*end)());

/// The one T of the current context; there is one context at a time. Each type is one's own: name a struct for it.
template <class T>
T& context_state() {
  static std::optional<T> state;
  if (!state) {
    state.emplace();
    when_context_ends([] { state.reset(); });
  }
  return *state;
}

}  // namespace sluice::app::ui
