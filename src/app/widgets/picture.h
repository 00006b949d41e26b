// What was drawn on a draw list, and in child windows over it, as an SVG picture, whatever drew it: shapes come from
// the vertices, joined to outlines again; texts come from ui::draw_text and stay texts. While a picture is recorded
// edges are not smoothed, which is the business of whoever shows it. A gradient becomes the mean of its colours.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <imgui.h>

#include "app/color.h"
#include "app/theme.h"

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

  /// What is drawn while one of these lives does not belong to the picture.
  class Pause {
   public:
    explicit Pause(PictureRecorder* recorder);  ///< null: nothing
    ~Pause();
    Pause(const Pause&) = delete;
    Pause& operator=(const Pause&) = delete;

   private:
    PictureRecorder* recorder_;
    int begin_ = 0, first_child_ = 0;
  };

  /// The rectangle on `background`; `title` is what a screen reader says of the picture.
  std::string svg(ImVec2 min, ImVec2 max, Color background, std::string_view title) const;

  void add_text(const ImDrawList& list, TextStyle style, ImVec2 top_left, Color color, std::string_view text);

  static PictureRecorder* current();  ///< null: none records

 private:
  struct Text {
    const ImDrawList* list;
    TextStyle style;
    ImVec2 top_left;
    Color color;
    ImVec4 clip;
    float width;
    std::string text;
  };
  struct Range {
    int begin, end;
  };

  class Elements;

  /// A draw list and how much of it is seen.
  struct Layer {
    ImDrawList* list;
    ImVec4 clip;
    bool left_out = false;
  };

  std::vector<Layer> layers() const;  ///< from the bottom to the top
  void add_shapes(const Layer& layer, const ImDrawCmd& command, ImVec2 origin, Elements& elements) const;
  void add_texts(const Layer& layer, ImVec2 origin, Elements& elements) const;

  ImDrawList& list_;
  ImGuiWindow& window_;
  int first_child_;  // those before stand elsewhere on the page
  float fringe_;
  ImVec2 pointer_;
  ImVec4 clip_;  // of the list before
  std::vector<Text> texts_;
  std::vector<Range> left_out_;           // indices of the list
  std::vector<Range> left_out_children_;  // of the window
  bool paused_ = false;
};

}  // namespace sluice::app::ui
