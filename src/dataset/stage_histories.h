// Opportunities whose way from stage to stage a file tells in several rows: recognised by what the rows of a number
// say, and brought to one row an opportunity with the entries of its history.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "dataset/dataset.h"

namespace sluice {

/// Where the rows of a table stood.
struct RowPlaces {
  std::vector<uint16_t> file;
  std::vector<uint32_t> line;
};

/// By file: whether its rows of one number are a history, or (false) an opportunity each; none, as behind the last
/// entry: whichever they say.
using HistoryChoices = std::vector<std::optional<bool>>;

/// A file whose numbers repeat, or of which that was chosen.
struct HistoryFile {
  uint16_t file = 0;
  bool tells_histories = false;
  uint64_t rows = 0;           ///< with a number
  uint64_t opportunities = 0;  ///< numbers
};

/// `table`: one entry a row of the files, in the order of (id, file, line), without histories.
///
/// The rows of a number tell a history where each has a time and they name several stages at several times. They speak
/// of several opportunities instead where they name two customers, or where one is won or lost and a later one open. A
/// file tells histories if at least a fifth of its rows are in histories and at most a tenth of its repeated numbers
/// speak of several opportunities, unless the user says what it does. In any other file each row is an opportunity,
/// repeated numbers or not: a name that several of them share, a row for each product.
///
/// Of the rows of one number that are in history files one row is left, the latest: with the first time as that of the
/// opening, with the last value, customer and properties that a row has; closed, where it is won or lost, on the day
/// that the latest row gives or else at the time from which on the rows say so. Where another file has a row of the
/// number, that row stays, and of the history only what is blank in it is filled. Returns the files, ascending.
std::vector<HistoryFile> gather_histories(Opportunities& table, const RowPlaces& places,
                                          const HistoryChoices& choices = {});

/// Row i of the result was row order[i]; history apart, which must be empty.
void rearrange_opportunities(Opportunities& table, const std::vector<uint32_t>& order);

}  // namespace sluice
