// Rows whose time was read by an assumed order of day and month. They come in long runs.
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

namespace sluice {

class OpenRows {
 public:
  void add(size_t row) {
    if (!runs_.empty() && runs_.back().second == row)
      ++runs_.back().second;
    else
      runs_.emplace_back(row, row + 1);
  }
  template <class Change>
  void for_each(Change change) const {
    for (const auto& [begin, end] : runs_) {
      for (size_t row = begin; row < end; ++row) change(row);
    }
  }
  void clear() { runs_.clear(); }

 private:
  std::vector<std::pair<size_t, size_t>> runs_;
};

}  // namespace sluice
