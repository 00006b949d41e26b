#include "app/widgets/picture.h"

#include <algorithm>
#include <array>
#include <cfloat>
#include <cmath>
#include <cstdio>
#include <map>
#include <optional>
#include <utility>

#include <imgui_internal.h>

#include "app/fonts.h"
#include "app/widgets/text.h"

namespace sluice::app::ui {
namespace {

constexpr float kEverywhere = 1e6f;

/// So thin that what is left of a smoothed edge is nothing to see, and its transparent half can be left out.
constexpr float kHairFringe = 0.01f;

/// Those of the page, see web/glyphs.js.
constexpr std::string_view kFamilies =
    "system-ui, 'PingFang SC', 'Microsoft YaHei UI', 'Noto Sans CJK SC', 'Noto Sans SC', sans-serif";

PictureRecorder*& recording() {
  static PictureRecorder* recorder = nullptr;
  return recorder;
}

std::string number(float value) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.2f", static_cast<double>(value));
  std::string digits(text.data());
  while (digits.back() == '0') digits.pop_back();
  if (digits.back() == '.') digits.pop_back();
  return digits == "-0" ? "0" : digits;
}

std::string attribute(std::string_view name, std::string_view value) {
  return " " + std::string(name) + "=\"" + std::string(value) + "\"";
}

std::string fill_of(Color color) {
  const ImVec4 parts = to_vec4(color);
  const auto byte = [](float part) { return static_cast<unsigned>(std::lround(part * 255)); };
  std::array<char, 8> hex{};
  std::snprintf(hex.data(), hex.size(), "#%02x%02x%02x", byte(parts.x), byte(parts.y), byte(parts.z));
  return attribute("fill", hex.data()) + (parts.w < 1 ? attribute("fill-opacity", number(parts.w)) : "");
}

std::string escaped(std::string_view text) {
  std::string xml;
  for (const char c : text) {
    switch (c) {
      case '&':
        xml += "&amp;";
        break;
      case '<':
        xml += "&lt;";
        break;
      case '>':
        xml += "&gt;";
        break;
      case '"':
        xml += "&quot;";
        break;
      default:
        if (static_cast<unsigned char>(c) >= 0x20) xml += c;
    }
  }
  return xml;
}

/// fonts.h: capitals are centred in the line. They are 0.72 of the size high in the faces of the systems.
float baseline_of(float top, float size) { return top + size * (1 + 0.72f) / 2; }

struct Bounds {
  ImVec2 min{FLT_MAX, FLT_MAX}, max{-FLT_MAX, -FLT_MAX};
  void add(ImVec2 at) {
    min = {std::min(min.x, at.x), std::min(min.y, at.y)};
    max = {std::max(max.x, at.x), std::max(max.y, at.y)};
  }
};

/// One shape: triangles that share vertices, and one colour. Sides that two triangles share are inside; what is left
/// are its outlines, all in the same direction.
class Shape {
 public:
  explicit Shape(const ImDrawList& list) : list_(&list) {}

  bool empty() const { return outline_.empty(); }
  Color color() const { return color_; }

  /// A primitive's vertices come behind those of the one before.
  bool continues(const std::array<unsigned, 3>& corners, Color color) const {
    return color == color_ && *std::min_element(corners.begin(), corners.end()) <= last_;
  }

  void add(std::array<unsigned, 3> corners, Color color) {
    color_ = color;
    last_ = std::max(last_, *std::max_element(corners.begin(), corners.end()));
    const ImVec2 a = at(corners[0]), b = at(corners[1]), c = at(corners[2]);
    const float twice_area = (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
    if (twice_area == 0) return;
    if (twice_area < 0) std::swap(corners[1], corners[2]);
    for (size_t side = 0; side < 3; ++side) add_side(corners[side], corners[(side + 1) % 3]);
  }

  /// Uses the sides up.
  std::vector<std::vector<ImVec2>> take_outlines() {
    std::vector<std::vector<ImVec2>> outlines;
    while (!outline_.empty()) {
      std::vector<ImVec2>& points = outlines.emplace_back();
      for (auto side = outline_.begin(); side != outline_.end();) {
        points.push_back(at(side->first));
        const unsigned next = side->second;
        outline_.erase(side);
        side = outline_.find(next);
      }
    }
    return outlines;
  }

 private:
  ImVec2 at(unsigned vertex) const { return list_->VtxBuffer[static_cast<int>(vertex)].pos; }

  void add_side(unsigned from, unsigned to) {
    const auto [begin, end] = outline_.equal_range(to);
    const auto opposite = std::find_if(begin, end, [&](const auto& side) { return side.second == from; });
    if (opposite != end) {
      outline_.erase(opposite);
    } else {
      outline_.emplace(from, to);
    }
  }

  const ImDrawList* list_;
  std::multimap<unsigned, unsigned> outline_;
  Color color_ = 0;
  unsigned last_ = 0;
};

}  // namespace

/// A shape or a text where it stands on the screen.
struct PictureRecorder::Drawn {
  Bounds bounds{};
  ImVec4 clip{};
  Color color = 0;
  std::vector<std::vector<ImVec2>> outlines{};
  const Text* text = nullptr;  ///< null: a shape

  void find_bounds() {
    for (const std::vector<ImVec2>& outline : outlines) {
      for (const ImVec2 point : outline) bounds.add(point);
    }
    if (text == nullptr) return;
    bounds.add(text->top_left);
    bounds.add({text->top_left.x + text->width, text->top_left.y + measure(text->style, {}).y});
  }
  bool is_seen() const {
    return bounds.max.x > clip.x && bounds.max.y > clip.y && bounds.min.x < clip.z && bounds.min.y < clip.w;
  }
  Span seen_height() const { return {std::max(bounds.min.y, clip.y), std::min(bounds.max.y, clip.w)}; }
};

/// The elements of one picture, each cut where its drawing was and placed where it stands without the gaps.
class PictureRecorder::Elements {
 public:
  Elements(ImVec2 min, std::vector<Span> gaps) : min_(min), gaps_(std::move(gaps)) {}

  void add(const Drawn& drawn) {
    const ImVec4& clip = drawn.clip;
    const Bounds& at = drawn.bounds;
    const bool whole = at.min.x >= clip.x && at.min.y >= clip.y && at.max.x <= clip.z && at.max.y <= clip.w;
    const std::string cut = whole ? "" : clip_reference(clip);
    body_ += drawn.text != nullptr ? "<text" + cut + text_element(*drawn.text) : "<path" + cut + path_element(drawn);
    body_ += '\n';
  }

  std::string text() const { return (clips_.empty() ? "" : "<defs>" + clips_ + "</defs>\n") + body_; }
  float height_to(float y) const { return closed(gaps_, y) - min_.y; }

 private:
  std::string x(float screen) const { return number(screen - min_.x); }
  std::string y(float screen) const { return number(height_to(screen)); }

  /// "M x y L x y ... Z" for each outline.
  std::string path_element(const Drawn& shape) const {
    std::string path;
    for (const std::vector<ImVec2>& outline : shape.outlines) {
      char command = 'M';
      for (const ImVec2 point : outline) {
        path += command + x(point.x) + " " + y(point.y);
        command = 'L';
      }
      path += 'Z';
    }
    return fill_of(shape.color) + attribute("d", path) + "/>";
  }

  std::string text_element(const Text& text) const {
    const float size = measure(text.style, {}).y;
    const bool strong = fonts().semibold != nullptr && font_of(text.style) == fonts().semibold;
    std::string element = attribute("x", x(text.top_left.x)) + attribute("y", y(baseline_of(text.top_left.y, size))) +
                          attribute("font-size", number(size));
    if (strong) element += attribute("font-weight", "600");
    element += attribute("textLength", number(text.width)) + fill_of(text.color);
    return element + ">" + escaped(text.text) + "</text>";
  }

  std::string clip_reference(const ImVec4& clip) {
    const std::string rectangle = attribute("x", x(clip.x)) + attribute("y", y(clip.y)) +
                                  attribute("width", number(clip.z - clip.x)) +
                                  attribute("height", number(height_to(clip.w) - height_to(clip.y)));
    const auto [known, is_new] = names_.try_emplace(rectangle, "cut" + std::to_string(names_.size()));
    if (is_new) clips_ += "<clipPath" + attribute("id", known->second) + "><rect" + rectangle + "/></clipPath>";
    return attribute("clip-path", "url(#" + known->second + ")");
  }

  ImVec2 min_;
  std::vector<Span> gaps_;
  std::map<std::string, std::string> names_;  // by rectangle
  std::string clips_, body_;
};

namespace {

/// The colour of a triangle that belongs to a shape; none for the pixels of a character and for a smoothed edge.
std::optional<Color> color_of(const ImDrawVert& a, const ImDrawVert& b, const ImDrawVert& c) {
  const auto differs = [](ImVec2 p, ImVec2 q) { return p.x != q.x || p.y != q.y; };
  if (differs(a.uv, b.uv) || differs(a.uv, c.uv)) return {};
  const auto alpha = [](ImU32 color) { return (color & IM_COL32_A_MASK) >> IM_COL32_A_SHIFT; };
  if (alpha(a.col) == 0 || alpha(b.col) == 0 || alpha(c.col) == 0) return {};
  if (a.col == b.col && a.col == c.col) return a.col;
  const ImVec4 x = to_vec4(a.col), y = to_vec4(b.col), z = to_vec4(c.col);
  return ImGui::ColorConvertFloat4ToU32(
      {(x.x + y.x + z.x) / 3, (x.y + y.y + z.y) / 3, (x.z + y.z + z.z) / 3, (x.w + y.w + z.w) / 3});
}

ImVec4 intersection(const ImVec4& a, const ImVec4& b) {
  ImVec4 both = {std::max(a.x, b.x), std::max(a.y, b.y), std::min(a.z, b.z), std::min(a.w, b.w)};
  both.z = std::max(both.z, both.x);
  both.w = std::max(both.w, both.y);
  return both;
}

float& fringe_of_new_lists() { return ImGui::GetDrawListSharedData()->InitialFringeScale; }

}  // namespace

PictureRecorder* PictureRecorder::current() { return recording(); }

PictureRecorder::PictureRecorder(ImDrawList& list)
    : list_(list),
      window_(*ImGui::GetCurrentWindow()),
      first_child_(window_.DC.ChildWindows.Size),
      fringe_(list._FringeScale),
      pointer_(ImGui::GetIO().MousePos) {
  const ImVec2 min = list.GetClipRectMin(), max = list.GetClipRectMax();
  clip_ = {min.x, min.y, max.x, max.y};
  recording() = this;
  list_._FringeScale = fringe_of_new_lists() = kHairFringe;
  ImGui::GetIO().MousePos = {-FLT_MAX, -FLT_MAX};
  ImGui::PushClipRect({-kEverywhere, -kEverywhere}, {kEverywhere, kEverywhere}, false);
}

PictureRecorder::~PictureRecorder() {
  ImGui::PopClipRect();
  ImGui::GetIO().MousePos = pointer_;
  list_._FringeScale = fringe_of_new_lists() = fringe_;
  recording() = nullptr;
  for (const Range& range : only_here_) {  // flat triangles: the screen shows nothing of them
    ImVector<ImDrawIdx>& indices = range.list->IdxBuffer;
    for (int index = range.begin; index + 2 < range.end; index += 3) {
      indices[index + 1] = indices[index + 2] = indices[index];
    }
  }
  for (const Layer& layer : layers()) {
    for (ImDrawCmd& command : layer.list->CmdBuffer) command.ClipRect = intersection(command.ClipRect, clip_);
  }
}

void PictureRecorder::add_text(const ImDrawList& list, TextStyle style, ImVec2 top_left, Color color,
                               std::string_view text) {
  if (leaving_out_ > 0) return;
  const ImVec2 min = list.GetClipRectMin(), max = list.GetClipRectMax();
  texts_.push_back(
      {&list, style, top_left, color, {min.x, min.y, max.x, max.y}, measure(style, text).x, std::string(text)});
}

std::vector<PictureRecorder::Layer> PictureRecorder::layers() const {
  constexpr ImVec4 kAll{-kEverywhere, -kEverywhere, kEverywhere, kEverywhere};
  std::vector<Layer> all{{&list_, kAll, false}};
  const auto add_child = [&](ImGuiWindow& child, bool left_out, const auto& add_grandchild) -> void {
    if (!child.Active || child.Hidden || (child.Flags & ImGuiWindowFlags_Popup) != 0) return;
    left_out =
        left_out || std::find(left_out_windows_.begin(), left_out_windows_.end(), &child) != left_out_windows_.end();
    // Its scrollbars are no part of what it shows.
    const ImRect& inner = child.InnerRect;
    all.push_back({child.DrawList, {inner.Min.x, inner.Min.y, inner.Max.x, inner.Max.y}, left_out});
    for (ImGuiWindow* grandchild : child.DC.ChildWindows) add_grandchild(*grandchild, left_out, add_grandchild);
  };
  for (int index = first_child_; index < window_.DC.ChildWindows.Size; ++index) {
    add_child(*window_.DC.ChildWindows[index], false, add_child);
  }
  return all;
}

bool PictureRecorder::is_left_out(const ImDrawList& list, int index) const {
  return std::any_of(left_out_.begin(), left_out_.end(), [&](const Range& range) {
    return range.list == &list && index >= range.begin && index < range.end;
  });
}

void PictureRecorder::collect_shapes(const Layer& layer, const ImDrawCmd& command, std::vector<Drawn>& drawn) const {
  const ImDrawList& list = *layer.list;
  const ImVec4 clip = intersection(command.ClipRect, layer.clip);
  Shape shape(list);
  const auto finish_shape = [&] {
    if (!shape.empty()) drawn.push_back({.clip = clip, .color = shape.color(), .outlines = shape.take_outlines()});
  };
  const int begin = static_cast<int>(command.IdxOffset), end = begin + static_cast<int>(command.ElemCount);
  for (int index = begin; index + 2 < end; index += 3) {
    if (is_left_out(list, index)) continue;
    std::array<unsigned, 3> corners{};
    for (size_t i = 0; i < 3; ++i) {
      corners[i] = command.VtxOffset + list.IdxBuffer[index + static_cast<int>(i)];
    }
    const auto vertex = [&](size_t i) -> const ImDrawVert& { return list.VtxBuffer[static_cast<int>(corners[i])]; };
    const std::optional<Color> color = color_of(vertex(0), vertex(1), vertex(2));
    if (!color) continue;
    if (!shape.continues(corners, *color)) {
      finish_shape();
      shape = Shape(list);
    }
    shape.add(corners, *color);
  }
  finish_shape();
}

std::vector<PictureRecorder::Drawn> PictureRecorder::collect() const {
  std::vector<Drawn> drawn;
  for (const Layer& layer : layers()) {
    if (layer.left_out) continue;
    for (const ImDrawCmd& command : layer.list->CmdBuffer) collect_shapes(layer, command, drawn);
    for (const Text& text : texts_) {  // on top, as in every chart
      if (text.list != layer.list) continue;
      drawn.push_back({.clip = intersection(text.clip, layer.clip), .color = text.color, .text = &text});
    }
  }
  for (Drawn& each : drawn) each.find_bounds();
  return drawn;
}

std::string PictureRecorder::svg(ImVec2 min, ImVec2 max, Color background, std::string_view title) const {
  max.x += beyond_;
  std::vector<Drawn> drawn = collect();
  std::vector<Span> kept;
  for (Drawn& each : drawn) {
    each.clip = intersection(each.clip, {min.x, min.y, max.x, max.y});
    if (each.is_seen()) kept.push_back(each.seen_height());
  }
  Elements elements(min, gaps_to_close(std::move(kept), left_out_rows_, min.y, max.y));
  for (const Drawn& each : drawn) {
    if (each.is_seen()) elements.add(each);
  }
  const std::string width = number(max.x - min.x), height = number(elements.height_to(max.y));
  const std::string name = escaped(title);
  return "<svg xmlns=\"http://www.w3.org/2000/svg\"" + attribute("width", width) + attribute("height", height) +
         attribute("viewBox", "0 0 " + width + " " + height) + attribute("role", "img") +
         attribute("aria-label", name) + attribute("font-family", kFamilies) +
         attribute("font-variant", "tabular-nums") + attribute("xml:space", "preserve") + ">\n<title>" + name +
         "</title>\n<rect" + attribute("width", width) + attribute("height", height) + fill_of(background) + "/>\n" +
         elements.text() + "</svg>\n";
}

LeftOutOfPictures::LeftOutOfPictures() : recorder_(PictureRecorder::current()) {
  if (recorder_ == nullptr) return;
  ++recorder_->leaving_out_;
  list_ = ImGui::GetWindowDrawList();
  window_ = ImGui::GetCurrentWindow();
  first_index_ = list_->IdxBuffer.Size;
  first_vertex_ = list_->VtxBuffer.Size;
  first_child_ = window_->DC.ChildWindows.Size;
}

LeftOutOfPictures::~LeftOutOfPictures() {
  if (recorder_ == nullptr) return;
  --recorder_->leaving_out_;
  recorder_->left_out_.push_back({list_, first_index_, list_->IdxBuffer.Size});
  Bounds bounds;
  for (int vertex = first_vertex_; vertex < list_->VtxBuffer.Size; ++vertex) bounds.add(list_->VtxBuffer[vertex].pos);
  if (bounds.min.y < bounds.max.y) recorder_->left_out_rows_.push_back({bounds.min.y, bounds.max.y});
  for (int index = first_child_; index < window_->DC.ChildWindows.Size; ++index) {
    ImGuiWindow* const child = window_->DC.ChildWindows[index];
    recorder_->left_out_windows_.push_back(child);
    // Its content may be drawn for the picture once more; its scrollbar never is.
    recorder_->left_out_rows_.push_back({child->InnerRect.Min.y, child->InnerRect.Max.y});
    recorder_->left_out_rows_.push_back({child->InnerRect.Max.y, child->Pos.y + child->Size.y});
  }
}

OnlyOnPictures::OnlyOnPictures(float beyond) : recorder_(PictureRecorder::current()) {
  if (recorder_ != nullptr && recorder_->leaving_out_ > 0) recorder_ = nullptr;
  if (recorder_ == nullptr) return;
  recorder_->beyond_ = std::max(recorder_->beyond_, beyond);
  list_ = ImGui::GetWindowDrawList();
  first_index_ = list_->IdxBuffer.Size;
}

OnlyOnPictures::~OnlyOnPictures() {
  if (recorder_ != nullptr) recorder_->only_here_.push_back({list_, first_index_, list_->IdxBuffer.Size});
}

}  // namespace sluice::app::ui
