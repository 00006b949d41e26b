// zlib's inflate with an owner: deflated bytes in, plain bytes out, in pieces of any size. Also the one rule by which
// archives that unpack to absurd amounts are refused.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

struct z_stream_s;

namespace sluice::ingest {

class Inflater {
 public:
  enum class Format { deflate, gzip };  ///< without any frame, or with gzip's, whose checksum and length are verified
  enum class State { going, ended, damaged };

  explicit Inflater(Format format);
  ~Inflater();
  Inflater(Inflater&&) noexcept;
  Inflater& operator=(Inflater&&) noexcept;

  /// Takes bytes from the front of `packed` and writes the beginning of `plain`; `written` says how much. Comes back
  /// when either is used up or the stream is at its end.
  State inflate(std::string_view& packed, std::span<char> plain, size_t& written);

  void start_again();  ///< another stream of the same format follows

 private:
  struct Deleter {
    void operator()(z_stream_s* stream) const;
  };
  std::unique_ptr<z_stream_s, Deleter> stream_;
};

/// No table packs better than this, but zip bombs do: beyond the first 256 MB, more than 250 bytes for each packed one.
inline constexpr uint64_t kBombRatio = 250;
inline constexpr uint64_t kBombFreeBytes = uint64_t{256} << 20;
inline constexpr uint64_t kMostUnpackedBytes = uint64_t{64} << 30;  ///< whatever the ratio

inline bool is_bomb(uint64_t packed, uint64_t plain) {
  return plain > kMostUnpackedBytes || (plain > kBombFreeBytes && plain / kBombRatio > packed);
}

}  // namespace sluice::ingest
