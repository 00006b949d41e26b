// Distinct strings and their codes. While rows arrive, codes follow first appearance; sort() renumbers them by the
// strings' bytes, so that nothing downstream can depend on the order of the rows.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.h"
#include "dataset/columns.h"

namespace sluice {

class Dictionary {
 public:
  static constexpr uint32_t kNone = 0xFFFFFFFF;

  uint32_t intern(std::string_view text) { return intern(text, hash_of(text)); }
  uint32_t intern(std::string_view text, uint64_t hash);  ///< the code of `text`, new or known; hash_of(text)
  /// The codes of all of `texts`, as intern gives them one after the other; hashes are theirs. Looks many of them up at
  /// once, so that waiting for memory overlaps.
  void intern_all(const TextColumn& texts, const std::vector<uint64_t>& hashes, std::vector<uint32_t>& codes);
  uint32_t find(std::string_view text) const;                        ///< kNone if absent
  std::string_view at(uint32_t code) const { return texts_[code]; }  ///< valid until the next intern
  uint32_t size() const { return static_cast<uint32_t>(texts_.size()); }
  const TextColumn& texts() const { return texts_; }  ///< by code

  /// Renumbers by bytes; entry i of the result is the new code of old code i. Gives back the memory that only intern
  /// needs; a later intern makes it again.
  std::vector<uint32_t> sort();

  /// Only the texts travel; what intern needs beside them is made again when it is needed.
  template <class Archive>
  void transfer(Archive& archive) {
    archive(texts_.bytes, texts_.ends);
  }

 private:
  // A slot of the open-addressing table: most strings are told apart by their tags, without reading their bytes.
  struct Slot {
    uint32_t tag = 0;
    uint32_t code = kNone;
  };

  void reserve(size_t texts);  // room for so many, so that interning them need not make it again and again
  void rehash(size_t slots);

  TextColumn texts_;
  std::vector<Slot> slots_;  // size a power of two; empty when sorted
  bool sorted_ = false;
};

}  // namespace sluice
