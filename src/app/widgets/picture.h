// What was drawn on a draw list, and in child windows over it, as an SVG picture, whatever drew it: shapes come from
// the vertices, joined to outlines again; texts come from ui::draw_text and stay texts. While a picture is recorded
// edges are not smoothed, which is the business of whoever shows it. A gradient becomes the mean of its colours.
//
// A picture is for those who cannot press anything: every control says so itself with LeftOutOfPictures. What the
// screen shows in part only is drawn for the picture once more, whole, with OnlyOnPictures.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <imgui.h>

#include "app/color.h"
#include "app/theme.h"
#include "app/widgets/picture_gaps.h"

struct ImGuiWindow;

namespace sluice::app::ui {

class PictureRecorder {
 public:
  /// From here on all that is drawn on the present channel of `list`, that of the current window, which must be empty,
  /// and in child windows that begin later: on and off the screen, as if there were no pointer.
  explicit PictureRecorder(ImDrawList& list);
  ~PictureRecorder();  ///< the list shows what it would have shown
  PictureRecorder(const PictureRecorder&) = delete;
  PictureRecorder& operator=(const PictureRecorder&) = delete;

  /// The rectangle on `background`; `title` is what a screen reader says of the picture. Without the gaps that are to
  /// be closed (picture_gaps.h), and wider by what the screen had no room for.
  std::string svg(ImVec2 min, ImVec2 max, Color background, std::string_view title) const;

  void add_text(const ImDrawList& list, TextStyle style, ImVec2 top_left, Color color, std::string_view text);

  static PictureRecorder* current();  ///< null: none records

 private:
  friend class LeftOutOfPictures;
  friend class OnlyOnPictures;

  struct Text {
    const ImDrawList* list;
    TextStyle style;
    ImVec2 top_left;
    Color color;
    ImVec4 clip;
    float width;
    std::string text;
  };
  /// Indices of a draw list.
  struct Range {
    ImDrawList* list;
    int begin, end;
  };
  struct Drawn;
  class Elements;

  /// A draw list and how much of it is seen.
  struct Layer {
    ImDrawList* list;
    ImVec4 clip;
    bool left_out = false;
  };

  std::vector<Layer> layers() const;  ///< from the bottom to the top
  void collect_shapes(const Layer& layer, const ImDrawCmd& command, std::vector<Drawn>& drawn) const;
  std::vector<Drawn> collect() const;  ///< in the order of drawing
  bool is_left_out(const ImDrawList& list, int index) const;

  ImDrawList& list_;
  ImGuiWindow& window_;
  int first_child_;  // those before stand elsewhere on the page
  float fringe_;
  ImVec2 pointer_;
  ImVec4 clip_;  // of the list before
  std::vector<Text> texts_;
  std::vector<Range> left_out_, only_here_;
  std::vector<ImGuiWindow*> left_out_windows_;
  std::vector<Span> left_out_rows_;
  int leaving_out_ = 0;  // scopes that are open
  float beyond_ = 0;
};

/// What is drawn while one of these lives does not belong to a picture: it is for the hand, not for the eye. Where
/// nothing stands beside it, its space is closed.
class LeftOutOfPictures {
 public:
  LeftOutOfPictures();
  ~LeftOutOfPictures();
  LeftOutOfPictures(const LeftOutOfPictures&) = delete;
  LeftOutOfPictures& operator=(const LeftOutOfPictures&) = delete;

 private:
  PictureRecorder* recorder_;
  ImDrawList* list_ = nullptr;
  ImGuiWindow* window_ = nullptr;
  int first_index_ = 0, first_vertex_ = 0, first_child_ = 0;
};

/// What is drawn while one of these lives, on the present draw list, is seen on the picture alone, as what is scrolled
/// out of sight on the screen. Nothing is to be drawn where it is false: there is no picture.
class OnlyOnPictures {
 public:
  /// `beyond`: how far it reaches over the right edge of what holds it on the screen; the picture is wider by as much.
  explicit OnlyOnPictures(float beyond = 0);
  ~OnlyOnPictures();
  OnlyOnPictures(const OnlyOnPictures&) = delete;
  OnlyOnPictures& operator=(const OnlyOnPictures&) = delete;

  explicit operator bool() const { return recorder_ != nullptr; }

 private:
  PictureRecorder* recorder_;
  ImDrawList* list_ = nullptr;
  int first_index_ = 0;
};

}  // namespace sluice::app::ui
