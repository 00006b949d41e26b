// What a card offers of itself: its chart as a picture, its tables as text for a spreadsheet. Cards draw the menu by
// what stood on them in the frame before; what is chosen happens in the next frame, while the card is drawn. Whoever
// owns the page takes the pictures from here, and saves or copies them.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <imgui.h>

#include "app/format.h"

namespace sluice::app::ui {

struct Table;

enum class PictureUse : uint8_t { svg_file, png_file, clipboard };

struct Picture {
  std::string title;  ///< what it is called: that of the card, and whom it is about
  std::string svg;
  PictureUse use = PictureUse::svg_file;
};

/// The picture that was asked for, once it is there.
std::optional<Picture> take_picture();

/// A figure in a ScreenTable: as it is written, or, while its card is copied, as a spreadsheet takes it.
std::string table_number(Maybe value, std::string written);
std::string table_share(Maybe share, std::string written);

/// "Revenue (€)": a header over numbers that have lost their unit.
std::string with_unit(std::string_view label, std::string_view unit);

class PictureRecorder;

/// The part of a card that watches what is drawn on it; lives as long as the card. Cards stand within each other: what
/// is drawn belongs to the innermost.
class TakeAlong {
 public:
  /// `key` is that of the card; the menu's is KEY.take_along. `title` is what a picture is called.
  TakeAlong(std::string_view key, std::string_view title, ImDrawList& list);
  ~TakeAlong();
  TakeAlong(const TakeAlong&) = delete;
  TakeAlong& operator=(const TakeAlong&) = delete;

  bool offers() const { return offered_.chart || offered_.table; }
  void menu();  ///< at the cursor, 28 px

  /// Everything has been drawn but the card's own surface, which is `min`..`max`: the picture, as far as it is no
  /// wider.
  void finish(ImVec2 min, ImVec2 max);

  /// A table is being drawn on the innermost card. One that lacks rows is copied when they have come
  /// (app/widgets/table_copy.h); no card has two such tables.
  static void note_table(const Table& table);
  static void note_last_screen_table();  ///< one that is no ui::table; it was just added to the item table

  /// The innermost card is being copied: a chart whose table leaves out rows should show them all in this frame.
  static bool is_copying();

 private:
  /// What stands on a card.
  struct Content {
    bool chart = false;
    bool table = false;
  };
  static Content& known_content(ImGuiID card);
  void add_copied(const std::string& table);

  ImGuiID card_;
  std::string key_, title_;
  Content offered_;  // of the frame before
  Content drawn_;
  size_t screen_tables_before_;
  size_t noted_tables_ = 0;  // the other screen tables are those of charts
  std::string copied_;
  uint64_t copied_rows_ = 0, all_rows_ = 0;  // of the tables, which may be longer than what is copied
  bool copies_ = false;
  bool collects_ = false;  // what is copied lacks rows
  PictureUse picture_use_ = PictureUse::svg_file;
  std::unique_ptr<PictureRecorder> recorder_;
  TakeAlong* outer_;
};

}  // namespace sluice::app::ui
