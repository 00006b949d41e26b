// How much is held or looked at, at once, while a file is read.
#pragma once

#include <cstddef>

namespace sluice::ingest {

inline constexpr size_t kSampleBytes = size_t{1} << 20;      ///< read before the first row is delivered
inline constexpr size_t kMaxRecordBytes = size_t{16} << 20;  ///< a longer record ends the load: record_too_long
inline constexpr size_t kPushBytes = size_t{256} << 10;      ///< are decoded at once, so that they stay in a near cache

}  // namespace sluice::ingest
