// Where things go: pages, grids of cards, rows of controls. Widths come from the space that is there, never from the
// device.
#pragma once

#include <memory>
#include <string_view>

#include <imgui.h>

namespace sluice::app::ui {

/// The scrolling content of a screen: padded, centred and at most sizes().page_max wide. Fills what is available.
///
///   if (ui::begin_page("overview")) {...}
///   ui::end_page();
bool begin_page(std::string_view key, float beside = 0);  ///< `beside`: width left free at the right, for a panel
void end_page();

/// A scrolling area of this size (0: what is available) without a background.
bool begin_scroll_area(std::string_view key, ImVec2 size);
void end_scroll_area();

/// How many columns of at least `min_width` fit into `width` with the usual gap: 1..most.
int columns_for(float width, float min_width, int most);

struct GridSpec {
  std::string_view key{};
  float min_column = 340;  ///< CSS pixels
  int most = 4;
  int items = 0;  ///< how many cells of one column will come, if known: rows are then filled evenly (3 + 3, not 5 + 1)
  bool equal_heights = true;
};

/// Equal columns filled from left to right, top to bottom. Cards of one row are equally high.
///
///   ui::Grid grid({.key = "overview.charts", .min_column = 420, .most = 2});
///   grid.next();   { ui::Card card({...}); ... }
///   grid.next(2);  { ui::Card card({...}); ... }   // over two columns, where there are two
class Grid {
 public:
  explicit Grid(const GridSpec& spec);
  ~Grid();
  Grid(const Grid&) = delete;
  Grid& operator=(const Grid&) = delete;

  void next(int span = 1);  ///< begins the next cell and ends the one before
  int columns() const;
  float cell_width() const;  ///< of the cell that has begun
  float row_height() const;  ///< of its row in the last frame; 0 when not known yet

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Limits the width of what follows to [cursor, cursor + width] until destroyed; used by grids, cards and columns.
class Region {
 public:
  explicit Region(float width);
  ~Region();
  Region(const Region&) = delete;
  Region& operator=(const Region&) = delete;

 private:
  float work_right_, content_right_;
};

// Rows of controls
void same_line(float gap = -1);                       ///< gap -1: sizes().s8
bool same_line_if_fits(float width, float gap = -1);  ///< stays on the line when `width` still fits; else a new line
void align_right(float width);                        ///< moves the cursor so that `width` ends at the right edge
void align_center(float width);
void gap(float height);  ///< vertical space, replaces the item spacing

/// Scrolls the page to what begins at the cursor and is so high, where it is not all visible.
void bring_into_view(float height);
void divider();  ///< hairline over the available width

/// Moves the cursor down so that something `height` high stands in the middle of a row of controls.
void align_middle(float height);

float available_width();

/// Whether something so high at the cursor would be on the screen: what it shows need not be asked for before.
bool in_sight(float height);

/// With `begin`, scrolls so that the cursor's line stands at the top; while what lies above it grows or shrinks it
/// stays there, until somebody scrolls or presses something. To be called in every frame.
void hold_scroll_here(std::string_view key, bool begin);

/// The height for the last thing in a card: at least `least`, more where the cards beside it are higher, and at most
/// `most` (0: no limit). CSS pixels without the text scale, as charts take them.
float fill_height(float least, float most = 0);

}  // namespace sluice::app::ui
