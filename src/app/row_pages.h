// Rows of a long table that lives in the engine, held in pages: what the screen shows is asked for when it is first
// wanted, its neighbours right after, and the pages longest unused are let go. A table of a million rows costs what
// its visible part costs.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace sluice::app {

template <class Row>
class RowPages {
 public:
  static constexpr uint64_t kPageRows = 200;
  static constexpr size_t kMaxPages = 48;
  static constexpr size_t kMaxUnderWay = 4;

  /// Asks the engine for one page; the answer comes to fill() with the same generation, or fail().
  using Fetch = std::function<void(uint64_t generation, uint64_t offset, uint64_t limit)>;

  explicit RowPages(Fetch fetch) : fetch_(std::move(fetch)) {}

  /// The question has changed: no row is valid any more and answers under way are dropped. The old total stays until
  /// the new one is known, so that a table does not jump.
  void restart() {
    ++generation_;
    pages_.clear();
    under_way_.clear();
    complete_ = false;
    failed_ = false;
  }

  /// Rows [first, last) are on the screen: asks for the missing ones, then for a page on either side.
  void want(uint64_t first, uint64_t last) {
    if (failed_) return;
    const uint64_t first_page = first / kPageRows;
    const uint64_t last_page = last > first ? (last - 1) / kPageRows : first_page;
    for (uint64_t page = first_page; page <= last_page; ++page) want_page(page);
    if (first_page > 0) want_page(first_page - 1);
    want_page(last_page + 1);
  }

  const Row* row(uint64_t index) {
    const auto found = pages_.find(index / kPageRows);
    if (found == pages_.end() || index % kPageRows >= found->second.rows.size()) return nullptr;
    found->second.used = ++clock_;
    return &found->second.rows[index % kPageRows];
  }

  void fill(uint64_t generation, uint64_t offset, uint64_t total, std::vector<Row> rows) {
    if (generation != generation_) return;
    under_way_.erase(offset / kPageRows);
    total_ = total;
    complete_ = true;
    pages_[offset / kPageRows] = {std::move(rows), ++clock_};
    if (pages_.size() > kMaxPages) pages_.erase(oldest());
  }

  /// A page could not be had: nothing is asked until restart(), or a broken question would be asked in every frame.
  void fail(uint64_t generation) {
    if (generation != generation_) return;
    under_way_.clear();
    failed_ = true;
  }

  uint64_t total() const { return total_; }
  bool known() const { return complete_; }  ///< total() is that of the present question
  bool waiting() const { return !under_way_.empty(); }
  bool failed() const { return failed_; }

 private:
  struct Page {
    std::vector<Row> rows;
    uint64_t used = 0;
  };

  void want_page(uint64_t page) {
    const bool beyond = complete_ && page > 0 && page * kPageRows >= total_;
    if (beyond || under_way_.size() >= kMaxUnderWay || pages_.contains(page)) return;
    if (under_way_.insert(page).second) fetch_(generation_, page * kPageRows, kPageRows);
  }

  typename std::map<uint64_t, Page>::iterator oldest() {
    return std::min_element(pages_.begin(), pages_.end(),
                            [](const auto& a, const auto& b) { return a.second.used < b.second.used; });
  }

  Fetch fetch_;
  uint64_t generation_ = 1;
  uint64_t clock_ = 0;
  uint64_t total_ = 0;
  bool complete_ = false;
  bool failed_ = false;
  std::map<uint64_t, Page> pages_;
  std::set<uint64_t> under_way_;
};

}  // namespace sluice::app
