// The whole interface: owns the store, draws the screens into the current Dear ImGui frame, and reacts to what the
// host tells it. One object a page. Knows no browser (see host.h) and no engine (see engine/service.h for messages).
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "app/host.h"

namespace sluice::app {

/// How the page starts: taken by the host from the browser and the URL.
struct StartOptions {
  std::string_view language_tag;  ///< navigator.language, such as "zh-CN" or "en-GB"
  bool prefers_dark = false;
  std::string_view sample;    ///< ?sample=NAME, or empty
  std::string_view fragment;  ///< what follows '#': a shared view, or empty
};

class Application {
 public:
  Application(Host& host, const StartOptions& options);
  ~Application();
  Application(const Application&) = delete;
  Application& operator=(const Application&) = delete;

  /// Draws one frame between ImGui::NewFrame and ImGui::Render. `pixel_ratio` is device pixels per CSS pixel.
  void draw();

  void on_files(std::span<const FileHandle> files);                ///< dropped or picked, in the user's order
  void on_map_file(std::string_view name, std::string_view text);  ///< a segment map, picked or dropped
  void on_drag(bool over);                                         ///< files hover over the page
  void on_picture_copied(std::string_view saved_as);               ///< empty, or the file that it became instead
  void on_answer(uint32_t request_id, std::string_view result_json, std::span<const std::byte> binary);
  void on_error(uint32_t request_id, std::string_view error_json);  ///< base/result.h's Error as JSON
  void on_progress(uint32_t request_id, std::string_view progress_json);
  void on_color_scheme(bool dark);              ///< the system's theme changed
  void on_fragment(std::string_view fragment);  ///< the user opened a shared view in this page

  /// True while an answer is awaited or an animation runs; tests wait for false.
  bool busy() const;

  /// Clear colour of the current theme, 0..1 each.
  struct Color {
    float r, g, b;
  };
  Color background() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace sluice::app
