// The hand-made journeys of ordered_journeys.txt.
#include <gtest/gtest.h>

#include <cstdlib>
#include <sstream>

#include "funnel/matching.h"
#include "test_support/files.h"

namespace sluice::funnel {
namespace {

std::vector<std::string> words(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> result;
  for (std::string word; stream >> word;) result.push_back(word);
  return result;
}

std::vector<std::string> columns(const std::string& line) {
  std::istringstream stream(line);
  std::vector<std::string> result;
  for (std::string cell; std::getline(stream, cell, '|');) result.push_back(cell);
  return result;
}

TEST(OrderedJourneys, ReachWhatTheFileSays) {
  std::istringstream file(test::repository_file("tests/conformance/funnel/ordered_journeys.txt"));
  int cases = 0;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line[0] == '#') continue;
    const auto cells = columns(line);
    ASSERT_EQ(cells.size(), 4U) << line;
    Dictionary names;
    std::vector<TimeMs> time;
    std::vector<uint32_t> event;
    for (const std::string& word : words(cells[0])) {
      const size_t at = word.find('@');
      event.push_back(names.intern(word.substr(0, at)));
      time.push_back(std::atoll(word.c_str() + at + 1));
    }
    StepSequence steps;
    for (const std::string& word : words(cells[1])) steps.events.push_back(names.intern(word));
    const std::string window = words(cells[2])[0];
    if (window != "none") steps.window_ms = std::atoll(window.c_str());
    std::vector<StepTime> times;
    find_mode(Mode::ordered)->prepare(steps, names.size())->match({0, time, event}, times);
    std::string found;
    for (const StepTime& step : times) found += (found.empty() ? "" : " ") + std::to_string(step.from_first_ms);
    std::string wanted;
    for (const std::string& word : words(cells[3])) wanted += (wanted.empty() ? "" : " ") + word;
    EXPECT_EQ(found.empty() ? "-" : found, wanted) << line;
    ++cases;
  }
  EXPECT_GE(cases, 15);
}

}  // namespace
}  // namespace sluice::funnel
