// A look at every screen, by nobody. Browsers compile a module's functions when they are first called, and what is
// compiled serves everybody who runs the module: so while the user looks for a file, a worker draws the interface into
// the void, and the first frames of a real screen need not wait for code.
#pragma once

#include <functional>
#include <queue>
#include <string>

#include "app/application.h"
#include "app/host.h"

namespace sluice::app {

class Rehearsal {
 public:
  /// Into the current Dear ImGui context, about a file that the host can have read.
  Rehearsal(Host& host, const StartOptions& options, const FileHandle& file);

  /// Draws one frame as Application::draw() does, after the next thing that a user would do; while an answer is awaited
  /// nothing is done. False: there is nothing left to look at, and no frame was drawn.
  bool draw();

  Application& application() { return application_; }

 private:
  void look_at_screen(int number);
  void then(std::function<void()> act) { acts_.push(std::move(act)); }
  void then_rest(int frames);
  void then_press(int key_chord);           ///< of ImGuiKey and ImGuiMod
  void then_click(std::string key_begins);  ///< on the first item of such a test key, if one is visible
  void then_point(float x, float y);        ///< at shares of the screen
  void then_scroll(float lines);

  Application application_;
  std::queue<std::function<void()>> acts_;  // one a frame
  int waited_ = 0;                          // frames, for an answer
};

}  // namespace sluice::app
