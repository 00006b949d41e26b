// The hand-made journeys of ordered_journeys.txt.
#include <gtest/gtest.h>

#include <cstdlib>
#include <sstream>

#include "dataset/dictionary.h"
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

// The times since the first step of each step that the events reach: "0 10 30"; "-" for none.
std::string times_reached(const std::string& events, const std::string& steps, const std::string& window) {
  Dictionary names;
  std::vector<TimeMs> time;
  std::vector<uint32_t> event;
  for (const std::string& word : words(events)) {
    const size_t at = word.find('@');
    event.push_back(names.intern(word.substr(0, at)));
    time.push_back(std::atoll(word.c_str() + at + 1));
  }
  std::vector<StepMask> masks(event.size());
  Plan plan;
  for (const std::string& word : words(steps)) {
    const uint32_t wanted = names.intern(word);
    for (size_t i = 0; i < event.size(); ++i) masks[i] |= event[i] == wanted ? StepMask{1} << plan.steps.size() : 0;
    plan.steps.emplace_back();
  }
  if (window != "none") plan.window_ms = std::atoll(window.c_str());
  Match match;
  prepare_matcher(plan)->match({time, masks, {}}, match);
  std::string found;
  for (size_t step = 0; match.has(step); ++step) {
    found += (found.empty() ? "" : " ") + std::to_string(match.at[step].at - match.at[step].start);
  }
  return found.empty() ? "-" : found;
}

TEST(OrderedJourneys, ReachWhatTheFileSays) {
  std::istringstream file(test::repository_file("tests/conformance/funnel/ordered_journeys.txt"));
  int cases = 0;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line[0] == '#') continue;
    const auto cells = columns(line);
    ASSERT_EQ(cells.size(), 4U) << line;
    std::string wanted;
    for (const std::string& word : words(cells[3])) wanted += (wanted.empty() ? "" : " ") + word;
    EXPECT_EQ(times_reached(cells[0], cells[1], words(cells[2])[0]), wanted) << line;
    ++cases;
  }
  EXPECT_GE(cases, 15);
}

}  // namespace
}  // namespace sluice::funnel
