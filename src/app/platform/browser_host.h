// The machine behind host.h in a browser: every wish of the application is handed to the page's scripts (web/), which
// own the DOM, the workers and the files. Answers come back through page_exports.cpp.
#pragma once

#include "app/host.h"
#include "app/platform/frame_loop.h"

namespace sluice::app {

class BrowserHost : public Host {
 public:
  explicit BrowserHost(FrameLoop& frames) : frames_(frames) {}

  void send(uint32_t request_id, std::string_view request_json) override;
  void cancel(uint32_t request_id) override;

  void choose_files() override;
  void choose_map() override;
  void open_sample(std::string_view name) override;
  void download(std::string_view file_name, std::string_view mime_type, std::string_view content) override;
  void download_png(std::string_view file_name, std::string_view svg, float scale) override;

  void copy_text(std::string_view text) override;
  void copy_png(std::string_view file_name, std::string_view svg, float scale) override;
  std::string page_url() const override;
  void set_language(std::string_view tag) override;
  void set_dark(bool dark) override;

  std::string stored(std::string_view key) const override;
  void store(std::string_view key, std::string_view value) override;

  void request_frames(int count) override;
  double now_ms() const override;

 private:
  FrameLoop& frames_;
};

/// How the page was opened: "language", "dark" ("1"), "sample", "fragment", "apple" ("1" where Command is Control).
std::string start_option(std::string_view name);

}  // namespace sluice::app
