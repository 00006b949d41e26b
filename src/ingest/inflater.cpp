#include "ingest/inflater.h"

#include <zlib.h>

#include <algorithm>
#include <limits>
#include <new>

namespace sluice::ingest {
namespace {

constexpr int kWindowBits = 15;
constexpr int kGzipFrame = 16;  // added to the window bits

uInt clamped(size_t size) { return static_cast<uInt>(std::min<size_t>(size, std::numeric_limits<uInt>::max())); }

}  // namespace

void Inflater::Deleter::operator()(z_stream_s* stream) const {
  inflateEnd(stream);
  delete stream;
}

Inflater::Inflater(Format format) : stream_(new z_stream{}) {
  const int bits = format == Format::gzip ? kWindowBits + kGzipFrame : -kWindowBits;
  if (inflateInit2(stream_.get(), bits) != Z_OK) throw std::bad_alloc();  // its only failure with sound arguments
}

Inflater::~Inflater() = default;
Inflater::Inflater(Inflater&&) noexcept = default;
Inflater& Inflater::operator=(Inflater&&) noexcept = default;

Inflater::State Inflater::inflate(std::string_view& packed, std::span<char> plain, size_t& written) {
  z_stream& stream = *stream_;
  const uInt given = clamped(packed.size());
  const uInt room = clamped(plain.size());
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));  // zlib does not write there
  stream.avail_in = given;
  stream.next_out = reinterpret_cast<Bytef*>(plain.data());
  stream.avail_out = room;
  const int result = ::inflate(&stream, Z_NO_FLUSH);
  packed.remove_prefix(given - stream.avail_in);
  written = room - stream.avail_out;
  if (result == Z_STREAM_END) return State::ended;
  if (result == Z_MEM_ERROR) throw std::bad_alloc();
  return result == Z_OK || result == Z_BUF_ERROR ? State::going : State::damaged;
}

void Inflater::start_again() { inflateReset(stream_.get()); }

}  // namespace sluice::ingest
