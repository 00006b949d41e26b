// What was drawn on a draw list as an SVG picture, whatever drew it: shapes come from the vertices, joined to outlines
// again; texts come from ui::draw_text and stay texts. While a picture is recorded edges are not smoothed, which is the
// business of whoever shows it. A gradient becomes the mean of its colours.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <imgui.h>

#include "app/color.h"
#include "app/theme.h"

namespace sluice::app::ui {

class PictureRecorder {
 public:
  /// From here on all that is drawn on the present channel of `list`, which must be empty: on and off the screen, as if
  /// there were no pointer.
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
    int begin_ = 0;
  };

  /// The rectangle on `background`; `title` is what a screen reader says of the picture.
  std::string svg(ImVec2 min, ImVec2 max, Color background, std::string_view title) const;

  void add_text(const ImDrawList& list, TextStyle style, ImVec2 top_left, Color color, std::string_view text);

  static PictureRecorder* current();  ///< null: none records

 private:
  struct Text {
    TextStyle style;
    ImVec2 top_left;
    Color color;
    ImVec4 clip;
    float width;
    std::string text;
  };
  struct Range {
    int begin, end;  // of the indices
  };

  class Elements;

  bool is_left_out(int index) const;
  void add_shapes(const ImDrawCmd& command, ImVec2 origin, Elements& elements) const;
  void add_texts(ImVec2 origin, Elements& elements) const;

  ImDrawList& list_;
  float fringe_;
  ImVec2 pointer_;
  ImVec4 clip_;  // of the list before
  std::vector<Text> texts_;
  std::vector<Range> left_out_;
  bool paused_ = false;
};

}  // namespace sluice::app::ui
