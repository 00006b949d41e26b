// The pages of the gallery: each draws one screenful with widgets and charts in many states.
#pragma once

#include <span>

#include <imgui.h>

namespace sluice::gallery {

struct Page {
  const char* name;
  float height = 0;             ///< of the picture in CSS pixels; 0: the view's
  ImVec2 mouse{-1, -1};         ///< where the pointer rests
  const char* click = nullptr;  ///< test key of the item that is clicked before the picture is taken
  int tabs = 0;                 ///< how often the Tab key is pressed before
  void (*draw)() = nullptr;
};

std::span<const Page> pages();

}  // namespace sluice::gallery
