// Large things to press: tiles that begin something, and the place to drop files on.
#pragma once

#include <string_view>

#include "app/widgets/icon.h"

namespace sluice::app::ui {

struct Tile {
  std::string_view key{};
  std::string_view title{};
  std::string_view text{};  ///< a sentence, wrapped
  Icon icon = Icon::none;
  float height = 0;  ///< 0: as its content; give tiles of one row tile_height() of the tallest
};
bool tile(const Tile& spec);                       ///< over the available width; true when pressed
float tile_height(const Tile& spec, float width);  ///< what it needs at this width

struct DropZone {
  std::string_view key{};
  std::string_view title{};
  std::string_view text{};
  std::string_view action{};  ///< label of its button
  bool active = false;        ///< files hover over the page
  float height = 0;
};
bool drop_zone(const DropZone& spec);  ///< true when the button or the zone is pressed

/// Over everything that was drawn so far: "Drop to open", while files hover over the page.
void drop_overlay(std::string_view title, std::string_view text);

}  // namespace sluice::app::ui
