// Bytes of any encoding in, UTF-8 out, in pieces that may be cut anywhere: the first stage of reading. What the
// encoding does not allow becomes U+FFFD and is counted; the rows that hold it are judged later. Byte order marks are
// the caller's to skip.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "ingest/encoding.h"

namespace sluice::ingest {

class TextDecoder {
 public:
  /// nullopt: ASCII until the first other byte, where the encoding is decided from what follows (kLateSampleBytes).
  explicit TextDecoder(std::optional<Encoding> encoding) : encoding_(encoding) {}

  void decode(std::string_view bytes, std::string& text);  ///< appends to `text`
  void finish(std::string& text);                          ///< what is left over; an unfinished character is lost

  /// UTF-8 where no byte ever decided.
  Encoding encoding() const { return encoding_.value_or(Encoding::utf8); }
  const std::optional<Encoding>& decided() const { return encoding_; }  ///< nullopt: nothing but ASCII so far
  bool between_characters() const { return undecided_.empty() && held_count_ == 0 && high_surrogate_ == 0; }
  bool cut_short() const { return cut_short_; }  ///< the bytes ended within a character; after finish()
  uint64_t lost() const { return lost_; }        ///< characters that became U+FFFD

  static constexpr size_t kLateSampleBytes = size_t{64} << 10;

 private:
  void decide(bool complete, std::string& text);
  void decode_known(std::string_view bytes, std::string& text);
  template <auto Run, auto Take>
  void decode_runs(std::string_view bytes, std::string& text);
  void decode_utf16(std::string_view bytes, std::string& text);
  void take_utf8(unsigned char byte, std::string& text);
  void take_utf16(uint32_t unit, std::string& text);
  void take_gb18030(unsigned char byte, std::string& text);
  void take_double_byte(unsigned char byte, std::string& text);
  void take_windows1252(unsigned char byte, std::string& text);
  void lose(std::string& text);

  std::optional<Encoding> encoding_;
  std::string undecided_;                // from the first byte that is not ASCII
  std::array<unsigned char, 4> held_{};  // bytes of a character that is not complete
  size_t held_count_ = 0;
  uint32_t high_surrogate_ = 0;  // UTF-16: waits for its other half; 0: none
  bool cut_short_ = false;
  uint64_t lost_ = 0;
};

}  // namespace sluice::ingest
