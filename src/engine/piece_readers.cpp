#include "engine/piece_readers.h"

#include <unistd.h>

#include <algorithm>
#include <exception>
#include <memory>
#include <span>
#include <system_error>

#include "base/json_fields.h"
#include "engine/service.h"

namespace sluice::engine {
namespace {

constexpr uint64_t kBeginningBytes = uint64_t{1} << 20;  // pushed at once, until the reader knows the file

// A service that knows how the file is to be read, or null.
std::unique_ptr<Service> service_for(const FileToRead& file, uint64_t most) {
  auto service = std::make_unique<Service>();
  service->call(file.load_begin);
  for (uint64_t at = 0; at < most; at += kBeginningBytes) {
    const std::string bytes = read_stretch(file.descriptor, {at, std::min(at + kBeginningBytes, most)});
    if (bytes.empty()) return nullptr;
    const Result<Json> answer = parse_json(service->chunk(0, std::as_bytes(std::span(bytes))).json);
    if (!answer || !answer->at("ok").get<bool>()) return nullptr;
    if (answer->at("result").at("pieces").get<bool>()) return service;
  }
  return nullptr;
}

}  // namespace

std::string read_stretch(int descriptor, FileStretch stretch) {
  std::string bytes(static_cast<size_t>(stretch.to - stretch.from), '\0');
  for (size_t done = 0; done < bytes.size();) {
    const ssize_t count =
        ::pread(descriptor, bytes.data() + done, bytes.size() - done, static_cast<off_t>(stretch.from + done));
    if (count <= 0) return {};
    done += static_cast<size_t>(count);
  }
  return bytes;
}

PieceReaders::PieceReaders(FileToRead file, uint64_t from, size_t threads) : file_(std::move(file)) {
  for (uint64_t at = from; at < file_.size; at += kPieceBytes) {
    stretches_.push_back({at, std::min(at + kPieceBytes, file_.size)});
  }
  slots_.resize(stretches_.size());
  threads = std::min(threads, stretches_.size());
  ahead_ = 2 * threads + 2;
  try {
    for (size_t i = 0; i < threads; ++i) threads_.emplace_back([this] { run(); });
  } catch (const std::system_error&) {
    // The system gives no more of them; the caller reads what nobody claims.
  }
}

PieceReaders::~PieceReaders() {
  {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
  }
  changed_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

std::optional<size_t> PieceReaders::claim_locked() {
  if (stopped_ || claimed_ == stretches_.size() || claimed_ >= taken_ + ahead_) return std::nullopt;
  return claimed_++;
}

std::optional<size_t> PieceReaders::claim() {
  const std::lock_guard lock(mutex_);
  return claim_locked();
}

void PieceReaders::put(size_t i, std::string packed) {
  {
    const std::lock_guard lock(mutex_);
    slots_[i] = {true, std::move(packed)};
  }
  changed_.notify_all();
}

std::optional<std::string> PieceReaders::take(size_t i) {
  std::optional<std::string> packed;
  {
    const std::lock_guard lock(mutex_);
    if (!slots_[i].read) return std::nullopt;
    packed = std::move(slots_[i].packed);
    taken_ = i + 1;
  }
  changed_.notify_all();
  return packed;
}

void PieceReaders::wait_for(size_t i) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return slots_[i].read; });
}

// A reader that cannot go on leaves what it has not claimed to the others.
void PieceReaders::run() {
  try {
    read_all();
  } catch (const std::exception&) {
  }
}

void PieceReaders::read_all() {
  const std::unique_ptr<Service> service = service_for(file_, stretches_.front().from);
  if (!service) return;
  for (;;) {
    std::optional<size_t> claimed;
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [&] {
        claimed = claim_locked();
        return claimed || stopped_ || claimed_ == stretches_.size();
      });
    }
    if (!claimed) return;
    const FileStretch stretch = stretches_[*claimed];
    std::string packed;
    try {
      packed = service->read_piece(stretch.from, read_stretch(file_.descriptor, stretch)).binary;
    } catch (const std::exception&) {
      put(*claimed, {});  // it is read in its turn
      throw;
    }
    put(*claimed, std::move(packed));
  }
}

}  // namespace sluice::engine
