// What the map editor does to a spec: begins a map of the user's own, changes its segments, rules and cells, and takes
// it away. Every change leaves a map that the engine accepts; whether it is a good one, its check says
// (rfm::MapReport).
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/i18n.h"
#include "report/report.h"
#include "report/spec.h"

namespace sluice::app {

/// The map in force as a document of the user's own, named "My ...".
rfm::MapDocument copy_of_map(const rfm::RfmReport& report);

/// Adds the map and chooses it. It gets an id of its own where its id is taken.
void add_own_map(Spec& spec, rfm::MapDocument map);

/// The map in force where it is the user's own, else nullptr.
rfm::MapDocument* own_map(Spec& spec);

/// Takes the map in force away and chooses the default one.
void remove_own_map(Spec& spec);

/// Writes a text that the user sees in one language. The other one follows where it said the same or nothing.
void write_text(TextPair& text, Language language, const std::string& words);

/// Whether the user has said in this language what is to be done about a segment of a built-in map, or a group of a
/// grouping: `map` is the id of either.
bool has_advice_of_own(const rfm::RfmSpec& spec, std::string_view map, std::string_view segment, Language language);

/// Writes that, in one language; the other one keeps what it says. No words: as the program says.
void write_own_advice(Spec& spec, std::string_view map, std::string_view segment, Language language,
                      const std::string& words);

/// Writes what is to be done about a segment of the map in force, whether it is a built-in one or the user's own.
void write_advice(Spec& spec, std::string_view segment, Language language, const std::string& words);

/// Adds a "New segment" without cells, in the colour that is used least; returns its id.
std::string add_segment(rfm::MapDocument& map);

/// Whether a segment takes the cells that nothing else names. One does at most: the others stop doing it.
void set_rest(rfm::MapDocument& map, std::string_view segment, bool rest);

/// Takes a segment out of the own map in force; its cells, its rules and its place in the filter go with it. The last
/// segment stays.
void remove_segment(Spec& spec, std::string_view id);

/// Gives a cell to a segment; an empty id leaves it to the rules.
void assign_cell(rfm::MapDocument& map, const std::string& key, std::string_view segment);

/// The keys of all cells of the map from one corner to the other, whichever is the lower one in each score.
std::vector<std::string> cells_between(const rfm::MapReport& map, std::string_view corner, std::string_view other);

/// Moves a rule one place up (-1) or down (+1), where there is one.
void move_rule(rfm::MapDocument& map, size_t rule, int by);

/// The colours that are offered for a segment: "#rrggbb", seen on light and dark.
std::span<const std::string_view> segment_hues();

}  // namespace sluice::app
