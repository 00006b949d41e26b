// Distinct strings and their codes. While rows arrive, codes follow first appearance; sort() renumbers them by the
// strings' bytes, so that nothing downstream can depend on the order of the rows.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sluice {

class Dictionary {
 public:
  static constexpr uint32_t kNone = 0xFFFFFFFF;

  uint32_t intern(std::string_view text);      ///< the code of `text`, new or known
  uint32_t find(std::string_view text) const;  ///< kNone if absent
  std::string_view at(uint32_t code) const;    ///< valid until the next intern
  uint32_t size() const { return static_cast<uint32_t>(offsets_.size() - 1); }

  /// Renumbers by bytes; entry i of the result is the new code of old code i.
  std::vector<uint32_t> sort();

 private:
  void rehash(size_t slots);

  std::string bytes_;                 // all strings, one after the other
  std::vector<uint64_t> offsets_{0};  // string i is bytes_[offsets_[i], offsets_[i+1])
  std::vector<uint32_t> slots_;       // open addressing, kNone is free; size a power of two
};

}  // namespace sluice
