// A view as the text behind '#' in the page's address: the spec's differences from the default as compact JSON in
// base64url, and the name of the sample it was made with, if it was one. Never a byte of data; no server sees it.
//
//   #s=eyJ2ZXJzaW9uIjoxLCJyZm0iOnsibWFwIjoiZWxldmVuIn19&sample=seed
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "report/spec.h"

namespace sluice::app {

struct SharedView {
  Spec spec;
  std::string sample;  ///< name of a sample, or empty: the view waits for the next file
};

/// Without the '#'.
std::string share_fragment(const Spec& spec, std::string_view sample);

/// True when a fragment claims to be a shared view; other fragments are none of our business.
bool is_shared_view(std::string_view fragment);

/// Errors: bad_json when the text is damaged, bad_spec with a pointer when it is no valid spec.
Result<SharedView> parse_share_fragment(std::string_view fragment);

}  // namespace sluice::app
