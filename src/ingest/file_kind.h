// What a file is, if it is nothing that is read: pictures, foreign archives, databases, web pages. Looks at the first
// bytes only; says which error that is and what the user can do. Containers and workbooks never come here (unpacker.h).
#pragma once

#include <optional>
#include <string_view>

#include "base/result.h"

namespace sluice::ingest {

/// The reason why these bytes are not read (not_text or unknown_format), or nullopt. The place has no file name yet.
std::optional<Error> recognise_other_kind(std::string_view bytes);

/// The same for decoded text: control characters that no text table has, HTML, XML.
std::optional<Error> recognise_other_text(std::string_view text);

}  // namespace sluice::ingest
