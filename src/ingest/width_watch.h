// Looks after the dialect while the file streams by: it was chosen from the beginning of the file, and the rest may be
// another table. Remembers where most of the following records begin to have another number of cells.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

namespace sluice::ingest {

class WidthWatch {
 public:
  struct Contradiction {
    uint64_t line = 0;  ///< of the first such record
    size_t cells = 0;   ///< that it has
  };

  /// `usual`: the cells that most rows of the sample have.
  explicit WidthWatch(size_t usual) : usual_(usual) {}

  void observe(size_t cells, uint64_t line) {
    ++records_;
    if (cells != usual_) {
      if (others_++ == 0) first_ = {line, cells};
    }
    if (records_ == kWindow) close_window();
  }

  /// Of everything that was observed so far.
  std::optional<Contradiction> contradiction() const { return contradiction_; }

 private:
  static constexpr size_t kWindow = 200;  // records; most of them must differ

  void close_window() {
    if (others_ * 2 > kWindow && !contradiction_) contradiction_ = first_;
    records_ = others_ = 0;
  }

  size_t usual_;
  size_t records_ = 0;
  size_t others_ = 0;
  Contradiction first_;
  std::optional<Contradiction> contradiction_;
};

}  // namespace sluice::ingest
