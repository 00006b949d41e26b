// Which of the older encodings a text is in, once it is known not to be Unicode: GB18030, Big5, Shift_JIS or
// Windows-1252. Each writes its common characters with bytes that the others use for rare ones or for none.
#pragma once

#include <string_view>

#include "ingest/encoding.h"

namespace sluice::ingest {

/// `complete`: the bytes are the whole file; otherwise they may end within a character. Windows-1252 where nothing
/// speaks for the others: it allows any bytes.
Encoding guess_legacy_encoding(std::string_view bytes, bool complete);

}  // namespace sluice::ingest
