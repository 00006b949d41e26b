// The whole interface without a browser and without an engine: a host that records what it is asked, a canvas that
// draws into nothing, and a person who clicks and types at what the item table names.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <imgui.h>
#include <nlohmann/json.hpp>

#include "app/application.h"
#include "app/widgets/item_table.h"
#include "report/messages.h"

namespace sluice::app {

struct SentRequest {
  uint32_t id = 0;
  std::string method;
  nlohmann::json params;
};

/// Remembers everything that the application wished for.
class RecorderHost : public Host {
 public:
  void send(uint32_t request_id, std::string_view request_json) override;
  void cancel(uint32_t request_id) override { cancelled.push_back(request_id); }
  void choose_files() override { ++chooser_opened; }
  void choose_map() override { ++map_chooser_opened; }
  void open_sample(std::string_view name) override { samples.emplace_back(name); }
  void download(std::string_view name, std::string_view, std::string_view content) override {
    downloads[std::string(name)] = content;
  }
  void download_png(std::string_view name, std::string_view svg, float) override { downloads[std::string(name)] = svg; }
  void copy_text(std::string_view text) override { clipboard = text; }
  void copy_png(std::string_view name, std::string_view svg, float) override {
    copied_png = {std::string(name), std::string(svg)};
  }
  std::string page_url() const override { return "https://example.org/sluice/"; }
  void set_language(std::string_view tag) override { language = tag; }
  void set_dark(bool value) override { dark = value; }
  std::string stored(std::string_view key) const override;
  void store(std::string_view key, std::string_view value) override { storage[std::string(key)] = value; }
  void request_frames(int count) override { frames_asked += count; }
  double now_ms() const override { return time_ms; }

  /// The last request with this method, or nullptr.
  const SentRequest* last(std::string_view method) const;
  size_t count(std::string_view method) const;

  std::vector<SentRequest> sent;
  std::vector<uint32_t> cancelled;
  std::vector<std::string> samples;
  std::map<std::string, std::string, std::less<>> storage;
  std::map<std::string, std::string, std::less<>> downloads;  ///< name -> content, of a PNG the drawing
  std::string clipboard, language;
  std::pair<std::string, std::string> copied_png;  ///< the name that it would be saved under, the drawing
  bool dark = false;
  int chooser_opened = 0;
  int map_chooser_opened = 0;
  int frames_asked = 0;
  double time_ms = 1000;
};

/// A canvas of a size in CSS pixels.
class ApplicationTest : public testing::Test {
 protected:
  ApplicationTest();
  ~ApplicationTest() override;

  void start(const StartOptions& options = {.language_tag = "en"});
  void resize(float width, float height);

  /// Draws a frame, or as many as it takes to settle.
  void frame();
  void settle(int frames = 4) {
    for (int i = 0; i < frames; ++i) frame();
  }

  static void take_textures();  ///< as a renderer does after a frame

  // Files and the engine's answers
  void drop(std::string_view name = "orders.csv", uint64_t size = 1000);
  void drop_instead(std::string_view name);  ///< of what is open
  void answer(const SentRequest& request, std::string_view result_json);
  void answer_load(const LoadResult& result);  ///< the last load
  void answer_analyze(const Report& report);   ///< the last analyze
  void fail(const SentRequest& request, ErrorCode code, TextPair message, Place place = {});
  Spec spec_asked() const;  ///< of the last analyze; the usual one before
  void answer_questions();  ///< every request so far that a screen asks by itself
  void answered();          ///< three rounds of that: what an answer makes the screen ask for is answered, too
  void open_example(const Report& report);  ///< drop, answer, settle

  // What is on the screen
  static const ScreenItem* find(std::string_view test_key);
  static const ScreenItem* find_label(std::string_view label);
  static const ScreenTable* find_table(std::string_view test_key);
  static std::string everything_said();  ///< labels and values of all items, for substring checks

  // A person
  void click(std::string_view test_key);
  void open_screen(std::string_view test_key);  ///< by the rail, the bottom bar or the menu at its end
  void press(ImGuiKey key, bool ctrl = false, bool shift = false);
  void type(std::string_view text);
  void edit(std::string_view field, std::string_view text);  ///< in place of what it holds, with Enter

  RecorderHost host;
  std::unique_ptr<Application> application;
  std::optional<funnel::ExperimentReport> shown_experiment;  ///< answered in the place of the example's

 private:
  void draw_once();
  void show_funnel_of(const Report& report);

  size_t questions_answered_ = 0;
  funnel::FunnelReport shown_funnel_;  // of the last report that had one
  bool shows_experiment_ = false;      // the last report is of an A/B test
};

}  // namespace sluice::app
