// What a step and an exclusion are made of, on the screen: a line that opens, and under it the events of which any
// counts and the conditions that their rows have to meet.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "app/funnel_edits.h"
#include "app/screens/screen.h"
#include "funnel/funnel_report.h"

namespace sluice::app {

std::string match_name(const EventMatch& match);  ///< "view / search"

/// "Device: phone · Amount: 100 or more"; empty without conditions.
std::string condition_words(const funnel::FunnelReport& report, const EventMatch& match);

struct EntryLine {
  std::string_view key{};
  std::string_view number{};   ///< before the name; empty: none
  std::string_view name{};     ///< shortened, and whole in a tooltip
  std::string_view details{};  ///< a muted line under it; empty: none
  bool open = false;
  float width = 0;
};
bool draw_entry_line(const EntryLine& line);  ///< true when it was pressed

/// The editor under an open line. Returns what it has become.
std::optional<EventMatch> draw_match_editor(ScreenContext& context, const funnel::FunnelReport& report,
                                            std::string_view key, const EventMatch& match);

}  // namespace sluice::app
