// A gzip file in pieces of any size in, what it holds out: any number of members, each with its checksum and length
// verified, padded with zeros or not.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ingest/inflater.h"

namespace sluice::ingest {

/// Takes bytes that were unpacked; its errors end the unpacking.
using TakeBytes = std::function<Status(std::string_view)>;

class GzipStream {
 public:
  GzipStream();

  /// Errors: damaged (a wrong checksum, length or code), too_large (a bomb), those of `take`.
  Status push(std::string_view bytes, const TakeBytes& take);

  Status finish() const;  ///< Error: damaged, when the last member is not complete

  /// Where bytes begin that belong to no member; they were left out. 0: none.
  uint64_t surplus_at() const { return surplus_at_; }

 private:
  enum class State { in_member, between, surplus };

  Inflater inflater_;
  State state_ = State::in_member;
  uint64_t packed_ = 0;
  uint64_t plain_ = 0;
  uint64_t surplus_at_ = 0;
  std::vector<char> buffer_;
};

}  // namespace sluice::ingest
