#include "dataset/stage_histories.h"

#include <algorithm>
#include <cassert>
#include <map>
#include <tuple>

#include "dataset/canonical_order.h"

namespace sluice {
namespace {

using ingest::Outcome;
using Rows = std::vector<uint32_t>;

// What the repeated numbers of a file say.
struct FileTally {
  uint64_t rows = 0;  // with a number
  uint64_t numbers = 0;
  uint64_t repeated = 0;       // numbers with several rows
  uint64_t contradictory = 0;  // of those, numbers whose rows speak of several opportunities
  uint64_t rows_of_histories = 0;
  uint64_t ascents = 0, descents = 0;  // of time, from a row of a number to the next one

  bool tells_histories() const {
    constexpr uint64_t kFewestRows = 5, kMostContradictions = 10;  // one in so many
    return rows_of_histories > 0 && rows_of_histories * kFewestRows >= rows &&
           contradictory * kMostContradictions <= repeated;
  }
  bool newest_first() const { return descents > ascents; }
};

// Calls `visit(begin, end)` for each run of equal keys.
template <class Key, class Visit>
void for_each_run(uint32_t begin, uint32_t end, const Key& key, const Visit& visit) {
  while (begin < end) {
    uint32_t next = begin + 1;
    while (next < end && key(next) == key(begin)) ++next;
    visit(begin, next);
    begin = next;
  }
}

class Gatherer {
 public:
  Gatherer(Opportunities& table, const RowPlaces& places, const HistoryChoices& choices)
      : t_(table), places_(places), choices_(choices) {}

  std::vector<HistoryFile> run() {
    tally_files();
    std::vector<HistoryFile> files;
    for (const auto& [file, tally] : tallies_) {
      if (!choice_of(file) && tally.repeated == 0) continue;
      files.push_back({file, is_history(file, tally), tally.rows, tally.numbers});
    }
    std::erase_if(tallies_, [this](const auto& entry) { return !is_history(entry.first, entry.second); });
    if (!tallies_.empty()) gather();
    return files;
  }

 private:
  std::optional<bool> choice_of(uint16_t file) const { return file < choices_.size() ? choices_[file] : std::nullopt; }
  bool is_history(uint16_t file, const FileTally& tally) const {
    return choice_of(file).value_or(tally.tells_histories());
  }

  // Rows without a number come last.
  uint32_t numbered_rows() const {
    return static_cast<uint32_t>(std::lower_bound(t_.id.begin(), t_.id.end(), Dictionary::kNone) - t_.id.begin());
  }

  void tally_files() {
    const auto place = [this](uint32_t row) { return std::pair(t_.id[row], places_.file[row]); };
    for_each_run(0, numbered_rows(), place, [this](uint32_t begin, uint32_t end) {
      FileTally& tally = tallies_[places_.file[begin]];
      tally.rows += end - begin;
      ++tally.numbers;
      if (end - begin < 2) return;
      ++tally.repeated;
      for (uint32_t row = begin + 1; row < end; ++row) {
        tally.ascents += t_.opened[row] > t_.opened[row - 1] ? 1 : 0;
        tally.descents += t_.opened[row] < t_.opened[row - 1] ? 1 : 0;
      }
      if (speaks_of_several(begin, end))
        ++tally.contradictory;
      else if (tells_history(begin, end))
        tally.rows_of_histories += end - begin;
    });
  }

  bool speaks_of_several(uint32_t begin, uint32_t end) const {
    uint32_t customer = Dictionary::kNone;
    std::optional<TimeMs> first_closed, last_open;
    for (uint32_t row = begin; row < end; ++row) {
      if (t_.customer[row] != Dictionary::kNone) {
        if (customer != Dictionary::kNone && customer != t_.customer[row]) return true;
        customer = t_.customer[row];
      }
      if (!t_.opened[row]) continue;
      if (t_.outcome[row] == Outcome::open) {
        last_open = last_open ? std::max(*last_open, *t_.opened[row]) : *t_.opened[row];
      } else {
        first_closed = first_closed ? std::min(*first_closed, *t_.opened[row]) : *t_.opened[row];
      }
    }
    return first_closed && last_open && *first_closed < *last_open;
  }

  bool tells_history(uint32_t begin, uint32_t end) const {
    bool several_times = false, several_stages = false;
    for (uint32_t row = begin; row < end; ++row) {
      if (!t_.opened[row]) return false;
      several_times = several_times || *t_.opened[row] != *t_.opened[begin];
      several_stages = several_stages || t_.stage[row] != t_.stage[begin];
    }
    return several_times && several_stages;
  }

  void gather() {
    const uint32_t numbered = numbered_rows();
    for_each_run(
        0, numbered, [this](uint32_t row) { return t_.id[row]; },
        [this](uint32_t begin, uint32_t end) { gather_number(begin, end); });
    for (uint32_t row = numbered; row < t_.size(); ++row) keep(row, {});
    rearrange_opportunities(t_, kept_);
    t_.history = std::move(history_);
  }

  void gather_number(uint32_t begin, uint32_t end) {
    Rows entries;
    Rows own;  // rows that are opportunities by themselves
    for (uint32_t row = begin; row < end; ++row) {
      (tallies_.contains(places_.file[row]) ? entries : own).push_back(row);
    }
    sort_by_time(entries);
    if (own.empty()) {
      keep(entries.back(), entries);
      return merge(entries.back(), entries, false);
    }
    for (const uint32_t row : own) keep(row, row == own.front() ? entries : Rows{});
    if (!entries.empty()) merge(own.front(), entries, true);
  }

  // Entries of the same time in the order of the file, from its end where it begins with the newest.
  void sort_by_time(Rows& entries) const {
    const auto key = [this](uint32_t row) {
      const uint32_t line = places_.line[row];
      const uint32_t rank = tallies_.at(places_.file[row]).newest_first() ? ~line : line;
      return std::tuple(t_.opened[row], places_.file[row], rank);
    };
    std::sort(entries.begin(), entries.end(), [&](uint32_t a, uint32_t b) { return key(a) < key(b); });
  }

  // `only_blanks`: the row is not one of the entries, and what it says stands.
  void merge(uint32_t into, const Rows& entries, bool only_blanks) {
    const std::optional<TimeMs> first = first_time(entries), closing = closing_time(entries);
    if (!only_blanks || !t_.opened[into]) t_.opened[into] = first;
    if (!t_.closed[into] && t_.outcome[into] != Outcome::open) t_.closed[into] = closing;
    for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry) {
      if (!t_.value[into]) t_.value[into] = t_.value[*entry];
      if (t_.customer[into] == Dictionary::kNone) t_.customer[into] = t_.customer[*entry];
      for (EventProperty& property : t_.properties) {
        if (property.value[into] == Dictionary::kNone) property.value[into] = property.value[*entry];
      }
    }
  }

  std::optional<TimeMs> first_time(const Rows& entries) const {
    const auto dated = std::find_if(entries.begin(), entries.end(), [this](uint32_t row) { return t_.opened[row]; });
    return dated == entries.end() ? std::nullopt : t_.opened[*dated];
  }

  // Since when the last entries say that it is closed; none where the last one is open.
  std::optional<TimeMs> closing_time(const Rows& entries) const {
    const Outcome last = t_.outcome[entries.back()];
    if (last == Outcome::open) return std::nullopt;
    std::optional<TimeMs> time;
    for (auto entry = entries.rbegin(); entry != entries.rend() && t_.outcome[*entry] == last; ++entry) {
      if (t_.opened[*entry]) time = t_.opened[*entry];
    }
    return time;
  }

  void keep(uint32_t row, const Rows& entries) {
    kept_.push_back(row);
    for (const uint32_t entry : entries) {
      history_.time.push_back(t_.opened[entry]);
      history_.stage.push_back(t_.stage[entry]);
      history_.outcome.push_back(t_.outcome[entry]);
    }
    history_.ends.push_back(history_.time.size());
  }

  Opportunities& t_;
  const RowPlaces& places_;
  const HistoryChoices& choices_;
  std::map<uint16_t, FileTally> tallies_;  // by file; at last of history files only
  Rows kept_;
  StageHistory history_;
};

}  // namespace

std::vector<HistoryFile> gather_histories(Opportunities& table, const RowPlaces& places,
                                          const HistoryChoices& choices) {
  return Gatherer(table, places, choices).run();
}

void rearrange_opportunities(Opportunities& table, const std::vector<uint32_t>& order) {
  assert(table.history.empty());
  rearrange(table.id, order);
  rearrange(table.customer, order);
  rearrange(table.stage, order);
  rearrange(table.outcome, order);
  rearrange(table.value, order);
  rearrange(table.opened, order);
  rearrange(table.closed, order);
  for (EventProperty& property : table.properties) rearrange(property.value, order);
}

}  // namespace sluice
