#include "app/motion.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <utility>

namespace sluice::app {
namespace {

struct Motion {
  std::function<void()> request;
  bool enabled = true;
  std::unordered_map<ImGuiID, float> values;
};

Motion& state() {
  static Motion instance;
  return instance;
}

}  // namespace

void set_frame_request(std::function<void()> request) { state().request = std::move(request); }

void request_animation() {
  if (state().request) state().request();
}

void set_motion(bool enabled) { state().enabled = enabled; }
bool motion() { return state().enabled; }

float animate(ImGuiID id, float target, float seconds) { return animate_from(id, target, target, seconds); }

float animate_from(ImGuiID id, float initial, float target, float seconds) {
  if (!motion()) return state().values[id] = target;
  const auto [entry, first] = state().values.try_emplace(id, initial);
  float& value = entry->second;
  if (value == target) return value;
  // The first frame after a rest may report a long time; a transition that jumps to its end would not be one.
  constexpr float kLongestStep = 1.0f / 30;
  constexpr float kTimeConstants = 4;  // e^-4: 98 % of the way
  constexpr float kThere = 1e-3f;
  const float step = std::min(ImGui::GetIO().DeltaTime, kLongestStep);
  if (!first) value += (target - value) * (1 - std::exp(-kTimeConstants * step / std::max(seconds, step)));
  if (std::abs(target - value) <= kThere * std::max(1.0f, std::abs(target))) return value = target;
  request_animation();
  return value;
}

}  // namespace sluice::app
