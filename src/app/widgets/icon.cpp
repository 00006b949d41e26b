#include "app/widgets/icon.h"

#include <array>
#include <cmath>
#include <initializer_list>

#include "app/theme.h"

namespace sluice::app::ui {
namespace {

constexpr float kPi = 3.14159265f;

/// Draws on a grid of 24 by 24 units.
class Pen {
 public:
  Pen(ImDrawList& list, ImVec2 origin, float side, Color color)
      : list_(list), origin_(origin), unit_(side / 24), color_(color), stroke_(std::fmax(1.0f, 1.75f * unit_)) {}

  ImVec2 at(float x, float y) const { return {origin_.x + x * unit_, origin_.y + y * unit_}; }

  void line(std::initializer_list<ImVec2> points, bool closed = false) const {
    for (const ImVec2& p : points) list_.PathLineTo(at(p.x, p.y));
    list_.PathStroke(color_, closed ? ImDrawFlags_Closed : ImDrawFlags_None, stroke_);
    if (closed) return;
    // Round ends, and round joins by the way: strokes of this width are too short for real joins to show.
    for (const ImVec2& p : points) list_.AddCircleFilled(at(p.x, p.y), stroke_ / 2, color_);
  }
  void circle(float x, float y, float radius) const { list_.AddCircle(at(x, y), radius * unit_, color_, 0, stroke_); }
  void dot(float x, float y, float radius) const { list_.AddCircleFilled(at(x, y), radius * unit_, color_); }
  void rect(float left, float top, float right, float bottom, float radius) const {
    list_.AddRect(at(left, top), at(right, bottom), color_, radius * unit_, 0, stroke_);
  }
  void fill(float left, float top, float right, float bottom, float radius) const {
    list_.AddRectFilled(at(left, top), at(right, bottom), color_, radius * unit_);
  }
  /// Angles in degrees, 0 to the right, clockwise.
  void arc(float x, float y, float radius, float from, float to) const {
    list_.PathArcTo(at(x, y), radius * unit_, from * kPi / 180, to * kPi / 180);
    list_.PathStroke(color_, ImDrawFlags_None, stroke_);
    for (const float angle : {from * kPi / 180, to * kPi / 180}) {
      list_.AddCircleFilled(at(x + radius * std::cos(angle), y + radius * std::sin(angle)), stroke_ / 2, color_);
    }
  }
  void ellipse(float x, float y, float rx, float ry) const {
    list_.AddEllipse(at(x, y), {rx * unit_, ry * unit_}, color_, 0, 0, stroke_);
  }
  void half_ellipse(float x, float y, float rx, float ry) const {  ///< the lower half
    list_.PathEllipticalArcTo(at(x, y), {rx * unit_, ry * unit_}, 0, 0, kPi);
    list_.PathStroke(color_, ImDrawFlags_None, stroke_);
  }

 private:
  ImDrawList& list_;
  ImVec2 origin_;
  float unit_;
  Color color_;
  float stroke_;
};

void arrow_head(const Pen& p, float x, float y, float dx, float dy) {
  constexpr float kWing = 5;
  const float side_x = -dy * kWing, side_y = dx * kWing;
  p.line(
      {{x - dx * kWing + side_x, y - dy * kWing + side_y}, {x, y}, {x - dx * kWing - side_x, y - dy * kWing - side_y}});
}

void draw_place(const Pen& p, Icon icon) {
  switch (icon) {
    case Icon::data:  // a database drum
      p.ellipse(12, 5.5f, 8, 3);
      p.half_ellipse(12, 12, 8, 3);
      p.half_ellipse(12, 18.5f, 8, 3);
      p.line({{4, 5.5f}, {4, 18.5f}});
      p.line({{20, 5.5f}, {20, 18.5f}});
      break;
    case Icon::overview:  // four tiles of unequal height
      p.rect(3.5f, 3.5f, 10, 12, 1.5f);
      p.rect(14, 3.5f, 20.5f, 8, 1.5f);
      p.rect(14, 12, 20.5f, 20.5f, 1.5f);
      p.rect(3.5f, 16, 10, 20.5f, 1.5f);
      break;
    case Icon::segments:  // a circle with a slice
      p.arc(12, 12, 8.5f, 0, 270);
      p.line({{12, 3.5f}, {12, 12}, {20.5f, 12}});
      p.arc(15.5f, 8.5f, 5, -90, 0);
      break;
    case Icon::clusters:  // three groups of points
      p.circle(8, 8, 4.5f);
      p.circle(17, 10.5f, 3);
      p.circle(11, 18, 3.5f);
      break;
    case Icon::customers:
      p.circle(9, 8, 3.75f);
      p.arc(9, 20.5f, 6.5f, 180, 360);
      p.arc(15.5f, 8, 3.75f, -70, 70);
      p.arc(14.5f, 20.5f, 6.5f, -55, 0);
      break;
    case Icon::retention:  // the stairs of a cohort table
      p.line({{4, 4}, {20, 4}, {20, 9}, {15, 9}, {15, 14.5f}, {9.5f, 14.5f}, {9.5f, 20}, {4, 20}, {4, 4}});
      p.line({{4, 9}, {15, 9}});
      p.line({{4, 14.5f}, {9.5f, 14.5f}});
      break;
    case Icon::value:  // what is still to come: a rising curve over its axis
      p.line({{4, 4}, {4, 20}, {20, 20}});
      p.line({{8, 16}, {11.5f, 11}, {15, 13}, {20, 5}});
      break;
    case Icon::changes:  // two ribbons that cross
      p.line({{4, 5}, {8, 5}, {16, 19}, {20, 19}});
      p.line({{4, 19}, {8, 19}, {16, 5}, {20, 5}});
      break;
    case Icon::funnel:  // aligned bars, as the chart draws it
      p.line({{4, 5}, {20, 5}});
      p.line({{4, 10}, {16, 10}});
      p.line({{4, 15}, {12, 15}});
      p.line({{4, 20}, {8, 20}});
      break;
    default:
      break;
  }
}

void draw_action(const Pen& p, Icon icon) {
  switch (icon) {
    case Icon::search:
      p.circle(10.5f, 10.5f, 6.5f);
      p.line({{15.5f, 15.5f}, {20.5f, 20.5f}});
      break;
    case Icon::close:
      p.line({{6, 6}, {18, 18}});
      p.line({{18, 6}, {6, 18}});
      break;
    case Icon::plus:
      p.line({{12, 5}, {12, 19}});
      [[fallthrough]];
    case Icon::minus:
      p.line({{5, 12}, {19, 12}});
      break;
    case Icon::check:
      p.line({{4.5f, 12.5f}, {9.5f, 17.5f}, {19.5f, 6.5f}});
      break;
    case Icon::trash:
      p.line({{4, 6.5f}, {20, 6.5f}});
      p.line({{9, 6}, {9.5f, 3.5f}, {14.5f, 3.5f}, {15, 6}});
      p.line({{6, 7}, {7, 20.5f}, {17, 20.5f}, {18, 7}});
      p.line({{10, 11}, {10, 16.5f}});
      p.line({{14, 11}, {14, 16.5f}});
      break;
    case Icon::download:
      p.line({{12, 3.5f}, {12, 15}});
      arrow_head(p, 12, 15.5f, 0, 1);
      p.line({{4, 16}, {4, 20.5f}, {20, 20.5f}, {20, 16}});
      break;
    case Icon::upload:
      p.line({{12, 4}, {12, 16}});
      arrow_head(p, 12, 3.5f, 0, -1);
      p.line({{4, 16}, {4, 20.5f}, {20, 20.5f}, {20, 16}});
      break;
    case Icon::link:
      p.line({{9, 15}, {15, 9}});
      p.arc(7.5f, 16.5f, 4, 45, 225);
      p.arc(16.5f, 7.5f, 4, 225, 405);
      p.line({{10.3f, 19.3f}, {12, 17.6f}});
      p.line({{4.7f, 13.7f}, {6.4f, 12}});
      p.line({{13.7f, 4.7f}, {12, 6.4f}});
      p.line({{19.3f, 10.3f}, {17.6f, 12}});
      break;
    case Icon::copy:
      p.rect(8.5f, 8.5f, 20.5f, 20.5f, 2);
      p.line({{15.5f, 5}, {15, 3.5f}, {5, 3.5f}, {3.5f, 5}, {3.5f, 15}, {5, 15.5f}});
      break;
    case Icon::undo:
      p.line({{4.5f, 9}, {14.5f, 9}});
      p.arc(14.5f, 14, 5, -90, 90);
      p.line({{14.5f, 19}, {9, 19}});
      p.line({{8.5f, 4.5f}, {4, 9}, {8.5f, 13.5f}});
      break;
    case Icon::redo:
      p.line({{19.5f, 9}, {9.5f, 9}});
      p.arc(9.5f, 14, 5, 90, 270);
      p.line({{9.5f, 19}, {15, 19}});
      p.line({{15.5f, 4.5f}, {20, 9}, {15.5f, 13.5f}});
      break;
    case Icon::filter:
      p.line({{3.5f, 4.5f}, {20.5f, 4.5f}, {14, 12.5f}, {14, 19.5f}, {10, 17.5f}, {10, 12.5f}}, true);
      break;
    case Icon::edit:
      p.line({{4, 20}, {5, 15.5f}, {16.5f, 4}, {20, 7.5f}, {8.5f, 19}}, true);
      p.line({{13.5f, 7}, {17, 10.5f}});
      break;
    case Icon::refresh:
      p.arc(12, 12, 8.25f, 25, 332);
      p.line({{19.75f, 3.5f}, {19.75f, 8.25f}, {15, 8.25f}});
      break;
    case Icon::drag:
      for (const float y : {6.0f, 12.0f, 18.0f}) {
        p.dot(9, y, 1.4f);
        p.dot(15, y, 1.4f);
      }
      break;
    case Icon::play:
      p.line({{7, 4.5f}, {19, 12}, {7, 19.5f}}, true);
      break;
    default:
      break;
  }
}

void draw_direction(const Pen& p, Icon icon) {
  switch (icon) {
    case Icon::chevron_up:
      p.line({{6, 15}, {12, 9}, {18, 15}});
      break;
    case Icon::chevron_down:
      p.line({{6, 9}, {12, 15}, {18, 9}});
      break;
    case Icon::chevron_left:
      p.line({{15, 6}, {9, 12}, {15, 18}});
      break;
    case Icon::chevron_right:
      p.line({{9, 6}, {15, 12}, {9, 18}});
      break;
    case Icon::arrow_up:
      p.line({{12, 20}, {12, 5}});
      arrow_head(p, 12, 4, 0, -1);
      break;
    case Icon::arrow_down:
      p.line({{12, 4}, {12, 19}});
      arrow_head(p, 12, 20, 0, 1);
      break;
    case Icon::arrow_left:
      p.line({{20, 12}, {5, 12}});
      arrow_head(p, 4, 12, -1, 0);
      break;
    case Icon::arrow_right:
      p.line({{4, 12}, {19, 12}});
      arrow_head(p, 20, 12, 1, 0);
      break;
    case Icon::sort:
      p.line({{8, 9}, {12, 5}, {16, 9}});
      p.line({{8, 15}, {12, 19}, {16, 15}});
      break;
    default:
      break;
  }
}

void draw_gear(const Pen& p) {
  p.circle(12, 12, 3);
  constexpr int kTeeth = 8;
  for (int tooth = 0; tooth < kTeeth; ++tooth) {
    const float angle = static_cast<float>(tooth) * 2 * kPi / kTeeth;
    const float x = std::cos(angle), y = std::sin(angle);
    p.line({{12 + 6.5f * x, 12 + 6.5f * y}, {12 + 9 * x, 12 + 9 * y}});
  }
  p.circle(12, 12, 6.5f);
}

void draw_sun(const Pen& p) {
  p.circle(12, 12, 4);
  constexpr int kRays = 8;
  for (int ray = 0; ray < kRays; ++ray) {
    const float angle = static_cast<float>(ray) * 2 * kPi / kRays;
    const float x = std::cos(angle), y = std::sin(angle);
    p.line({{12 + 7.5f * x, 12 + 7.5f * y}, {12 + 9.5f * x, 12 + 9.5f * y}});
  }
}

void draw_star(const Pen& p) {
  std::array<ImVec2, 10> points;
  for (size_t at = 0; at < points.size(); ++at) {
    const float angle = static_cast<float>(at) * kPi / 5 - kPi / 2;
    const float radius = at % 2 == 0 ? 9.0f : 4.0f;
    points[at] = {12 + radius * std::cos(angle), 12.5f + radius * std::sin(angle)};
  }
  p.line({points[0], points[1], points[2], points[3], points[4], points[5], points[6], points[7], points[8], points[9]},
         true);
}

void draw_state(const Pen& p, Icon icon) {
  switch (icon) {
    case Icon::info:
      p.circle(12, 12, 8.75f);
      p.line({{12, 11.5f}, {12, 16}});
      p.dot(12, 8, 1.1f);
      break;
    case Icon::help:
      p.circle(12, 12, 8.75f);
      p.arc(12, 9.75f, 2.5f, 190, 400);
      p.line({{13.7f, 11.6f}, {12, 13.4f}});
      p.dot(12, 16.4f, 1.1f);
      break;
    case Icon::warning:
      p.line({{12, 4}, {21, 20}, {3, 20}}, true);
      p.line({{12, 10}, {12, 14}});
      p.dot(12, 17, 1.1f);
      break;
    case Icon::error:
      p.circle(12, 12, 8.75f);
      p.line({{12, 7.5f}, {12, 12.5f}});
      p.dot(12, 16, 1.1f);
      break;
    case Icon::success:
      p.circle(12, 12, 8.75f);
      p.line({{8, 12.3f}, {11, 15.2f}, {16, 9.2f}});
      break;
    case Icon::lock:
      p.rect(5, 10.5f, 19, 20.5f, 2);
      p.arc(12, 8, 4, 180, 360);
      p.line({{8, 8}, {8, 10}});
      p.line({{16, 8}, {16, 10}});
      break;
    case Icon::sun:
      draw_sun(p);
      break;
    case Icon::moon:
      p.arc(11.5f, 12.5f, 8, 40, 275);
      p.arc(16.4f, 8.4f, 5.9f, 92, 230);
      break;
    case Icon::language:  // a globe
      p.circle(12, 12, 8.75f);
      p.ellipse(12, 12, 3.75f, 8.75f);
      p.line({{3.5f, 12}, {20.5f, 12}});
      break;
    case Icon::menu:
      p.line({{4, 6.5f}, {20, 6.5f}});
      p.line({{4, 12}, {20, 12}});
      p.line({{4, 17.5f}, {20, 17.5f}});
      break;
    case Icon::more:
      for (const float x : {5.5f, 12.0f, 18.5f}) p.dot(x, 12, 1.6f);
      break;
    case Icon::settings:
      draw_gear(p);
      break;
    case Icon::calendar:
      p.rect(3.5f, 5, 20.5f, 20.5f, 2);
      p.line({{3.5f, 10}, {20.5f, 10}});
      p.line({{8, 3}, {8, 6.5f}});
      p.line({{16, 3}, {16, 6.5f}});
      break;
    case Icon::clock:
      p.circle(12, 12, 8.75f);
      p.line({{12, 7}, {12, 12}, {15.5f, 14}});
      break;
    case Icon::file:
      p.line({{13.5f, 3.5f}, {5.5f, 3.5f}, {5.5f, 20.5f}, {18.5f, 20.5f}, {18.5f, 8.5f}}, true);
      p.line({{13.5f, 3.5f}, {13.5f, 8.5f}, {18.5f, 8.5f}});
      break;
    case Icon::table:
      p.rect(3.5f, 4.5f, 20.5f, 19.5f, 2);
      p.line({{3.5f, 9.5f}, {20.5f, 9.5f}});
      p.line({{3.5f, 14.5f}, {20.5f, 14.5f}});
      p.line({{10, 9.5f}, {10, 19.5f}});
      break;
    case Icon::user:
      p.circle(12, 8, 4);
      p.arc(12, 21, 7.5f, 190, 350);
      break;
    case Icon::star:
      draw_star(p);
      break;
    case Icon::eye:
      p.arc(12, 18, 11, 217, 323);
      p.arc(12, 6, 11, 37, 143);
      p.circle(12, 12, 2.75f);
      break;
    default:
      break;
  }
}

}  // namespace

void draw_icon(ImDrawList& list, Icon icon, ImVec2 top_left, float side, Color color) {
  const Pen pen(list, top_left, side, color);
  if (icon == Icon::none) return;
  if (icon <= Icon::funnel) return draw_place(pen, icon);
  if (icon <= Icon::play) return draw_action(pen, icon);
  if (icon <= Icon::sort) return draw_direction(pen, icon);
  draw_state(pen, icon);
}

void icon(Icon which, Color color, float side) {
  const float length = side > 0 ? side : sizes().icon;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImGui::Dummy({length, length});
  draw_icon(*ImGui::GetWindowDrawList(), which, at, length, color);
}

}  // namespace sluice::app::ui
