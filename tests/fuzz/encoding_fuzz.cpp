// Any bytes in any encoding: the text is well-formed UTF-8, and where the bytes are cut leaves no trace in it. The
// first byte chooses the encoding, the second the size of the pieces.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "base/text.h"
#include "ingest/text_decoder.h"

using namespace sluice;
using namespace sluice::ingest;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

struct Decoded {
  std::string text;
  uint64_t lost = 0;
  bool cut_short = false;
  bool operator==(const Decoded&) const = default;
};

Decoded decode(std::optional<Encoding> encoding, std::string_view bytes, size_t piece) {
  TextDecoder decoder(encoding);
  Decoded decoded;
  for (size_t at = 0; at < bytes.size(); at += piece) decoder.decode(bytes.substr(at, piece), decoded.text);
  decoder.finish(decoded.text);
  decoded.lost = decoder.lost();
  decoded.cut_short = decoder.cut_short();
  return decoded;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size < 2) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 2, size - 2);
  std::optional<Encoding> encoding;
  if (data[0] % 8 < 7) encoding = static_cast<Encoding>(data[0] % 8);
  const Decoded whole = decode(encoding, bytes, bytes.size() + 1);
  require(whole == decode(encoding, bytes, 1 + data[1] % 16));
  uint64_t lost = 0;
  for (size_t at = 0; at < whole.text.size();) {
    const size_t from = at;
    const char32_t character = next_character(whole.text, at);
    if (character == 0xFFFD) ++lost;
    require(character != 0xFFFD || at - from == kReplacementCharacter.size());  // one byte: malformed
  }
  require(lost >= whole.lost);  // the bytes may hold U+FFFD themselves
  for (const bool complete : {false, true}) {
    const EncodingGuess guess = guess_encoding(bytes, complete);
    require(guess.byte_order_mark <= bytes.size());
    if (guess.encoding) require(encoding_from_name(encoding_name(*guess.encoding)) == guess.encoding);
  }
  return 0;
}
