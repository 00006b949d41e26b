// Looks after the dialect while the file streams by: it was chosen from the beginning of the file, and the rest may be
// another table. Remembers the first long stretch of records that all have another number of cells.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

namespace sluice::ingest {

/// Records of another width than the sample's.
struct WidthContradiction {
  uint64_t line = 0;  ///< of the first such record
  size_t cells = 0;   ///< that it has
};

class WidthWatch {
 public:
  static constexpr uint64_t kStretch = 100;  ///< records on end; fewer are ragged rows

  /// `usual`: the cells that most rows of the sample have.
  explicit WidthWatch(size_t usual) : usual_(usual) {}

  void observe(size_t cells, uint64_t line) {
    if (cells == usual_) return end_stretch();
    if (last_.records++ == 0) last_.first = {line, cells};
    if (last_.records == kStretch && !contradiction_) contradiction_ = last_.first;
  }

  /// Takes what another one has seen of the records that follow, whose lines are counted from behind `lines_before`.
  void add(const WidthWatch& later, uint64_t lines_before) {
    const auto moved = [&](Stretch stretch) {
      stretch.first.line += lines_before;
      return stretch;
    };
    const Stretch& head = later.usual_seen_ ? later.leading_ : later.last_;
    if (head.records > 0) {
      if (last_.records == 0) last_.first = moved(head).first;
      last_.records += head.records;
      if (last_.records >= kStretch && !contradiction_) contradiction_ = last_.first;
    }
    if (!later.usual_seen_) return;
    end_stretch();
    last_ = moved(later.last_);
    if (later.contradiction_ && !contradiction_) {
      contradiction_ = later.contradiction_;
      contradiction_->line += lines_before;
    }
  }

  /// Of everything that was observed so far.
  std::optional<WidthContradiction> contradiction() const { return contradiction_; }

  template <class Archive>
  void transfer(Archive& archive) {
    archive(usual_, usual_seen_, leading_, last_, contradiction_);
  }

 private:
  struct Stretch {
    uint64_t records = 0;
    WidthContradiction first;
  };

  void end_stretch() {
    if (!usual_seen_) leading_ = last_;
    usual_seen_ = true;
    last_ = {};
  }

  size_t usual_;
  bool usual_seen_ = false;
  Stretch leading_;  // of other records, up to the first usual one
  Stretch last_;     // that has not ended
  std::optional<WidthContradiction> contradiction_;
};

}  // namespace sluice::ingest
