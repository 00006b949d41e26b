// A person takes along what a card offers.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/widgets/take_along.h"
#include "unit/app/widget_fixture.h"

namespace sluice::app {

class TakeAlongTest : public WidgetTest {
 protected:
  /// Chooses an entry of a card's menu; the picture that it makes, if it makes one.
  std::optional<ui::Picture> choose(const std::string& card, std::string_view entry,
                                    const std::function<void()>& draw) {
    settle(draw);
    click(card + ".take_along", draw);
    settle(draw);
    click(entry, draw);
    std::optional<ui::Picture> picture = ui::take_picture();
    for (int i = 0; i < 4 && !picture; ++i) {
      frame(draw);
      picture = ui::take_picture();
    }
    settle(draw);
    return picture;
  }
};

/// How often `part` stands in `text`.
inline size_t count(std::string_view text, std::string_view part) {
  size_t found = 0;
  for (size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

/// The cells of what was copied.
inline std::vector<std::vector<std::string>> cells_of(const std::string& copied) {
  std::vector<std::vector<std::string>> rows(1, std::vector<std::string>(1));
  for (const char c : copied.substr(0, copied.size() - 1)) {
    if (c == '\n') {
      rows.emplace_back(1);
    } else if (c == '\t') {
      rows.back().emplace_back();
    } else {
      rows.back().back() += c;
    }
  }
  return rows;
}

}  // namespace sluice::app
