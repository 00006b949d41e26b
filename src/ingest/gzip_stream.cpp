#include "ingest/gzip_stream.h"

#include "ingest/format_messages.h"

namespace sluice::ingest {
namespace {

constexpr size_t kBufferBytes = size_t{256} << 10;
constexpr char kFirstByte = '\x1F';  // of a member

}  // namespace

GzipStream::GzipStream() : inflater_(Inflater::Format::gzip), buffer_(kBufferBytes) {}

Status GzipStream::push(std::string_view bytes, const TakeBytes& take) {
  while (state_ != State::surplus) {
    if (state_ == State::between) {
      while (!bytes.empty() && bytes.front() == '\0') {
        bytes.remove_prefix(1);
        ++packed_;
      }
      if (bytes.empty()) return Done{};
      if (bytes.front() != kFirstByte) {
        state_ = State::surplus;
        surplus_at_ = packed_;
        break;
      }
      inflater_.start_again();
      state_ = State::in_member;
    }
    const size_t before = bytes.size();
    size_t written = 0;
    const Inflater::State result = inflater_.inflate(bytes, buffer_, written);
    packed_ += before - bytes.size();
    plain_ += written;
    if (is_bomb(packed_, plain_)) return unpacks_to_too_much("", packed_, plain_);
    if (written > 0) {
      if (Status taken = take({buffer_.data(), written}); !taken) return taken;
    }
    if (result == Inflater::State::damaged) return damaged_gzip(packed_);
    if (result == Inflater::State::ended)
      state_ = State::between;
    else if (bytes.empty() && written < buffer_.size())
      return Done{};
  }
  packed_ += bytes.size();
  return Done{};
}

Status GzipStream::finish() const {
  if (state_ == State::in_member) return cut_gzip(packed_);
  return Done{};
}

}  // namespace sluice::ingest
