// What the application asks of the machine that it runs on: the engine behind its message boundary, files,
// clipboard, storage, language. The browser implements it in app/platform; tests implement it with a recorder.
// No DOM, SDL or Emscripten type crosses this header.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sluice::app {

/// A file that the user chose. The host keeps the object itself (in a browser a File); the application names it
/// by its handle, which stays valid for the life of the page.
struct FileHandle {
  uint32_t handle = 0;
  std::string name;   ///< file name without a folder, UTF-8
  uint64_t size = 0;  ///< bytes
};

class Host {
 public:
  virtual ~Host() = default;

  // Engine. Requests and answers are JSON; see engine/service.h for the methods.
  virtual void send(uint32_t request_id, std::string_view request_json) = 0;  ///< answer: Application::on_answer
  virtual void cancel(uint32_t request_id) = 0;  ///< ends it; a cancelled load leaves the former dataset in place

  // Files
  virtual void choose_files() = 0;                      ///< opens the picker; answer: Application::on_files
  virtual void choose_map() = 0;                        ///< picker for a segment map; answer: Application::on_map_file
  virtual void open_sample(std::string_view name) = 0;  ///< "seed", "orders", "events", "opportunities"; as a drop
  virtual void download(std::string_view file_name, std::string_view mime_type, std::string_view content) = 0;

  /// Draws the picture at `scale` pixels for each of its units and saves it as PNG.
  virtual void download_png(std::string_view file_name, std::string_view svg, float scale) = 0;

  // Clipboard and the page
  virtual void copy_text(std::string_view text) = 0;

  /// Draws the picture as download_png does and puts it on the clipboard; where the browser refuses, it is saved under
  /// this name instead. Answer: Application::on_picture_copied.
  virtual void copy_png(std::string_view file_name, std::string_view svg, float scale) = 0;
  virtual std::string page_url() const = 0;             ///< without its fragment
  virtual void set_language(std::string_view tag) = 0;  ///< "en" or "zh-CN": the document's language
  virtual void set_dark(bool dark) = 0;                 ///< the document's colour scheme

  // What the user asked us to remember (only choices such as language and theme, never data)
  virtual std::string stored(std::string_view key) const = 0;  ///< empty when there is none
  virtual void store(std::string_view key, std::string_view value) = 0;

  // Frames
  virtual void request_frames(int count) = 0;  ///< draw at least this many more frames, then rest
  virtual double now_ms() const = 0;           ///< monotonic, for animations only
};

}  // namespace sluice::app
