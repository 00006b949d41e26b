#include "engine/piece_readers.h"

#include <algorithm>
#include <cstdio>
#include <memory>

#include "base/json_fields.h"
#include "engine/service.h"

namespace sluice::engine {
namespace {

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

constexpr uint64_t kBeginningBytes = uint64_t{1} << 20;  // pushed at once, until the reader knows the file

// A service that knows how the file is to be read, or null.
std::unique_ptr<Service> service_for(const FileToRead& known, std::FILE* file, uint64_t most) {
  auto service = std::make_unique<Service>();
  service->call(known.load_begin);
  for (uint64_t at = 0; at < most; at += kBeginningBytes) {
    const std::string bytes = read_stretch(file, {at, std::min(at + kBeginningBytes, most)});
    if (bytes.empty()) return nullptr;
    const Result<Json> answer = parse_json(service->chunk(0, std::as_bytes(std::span(bytes))).json);
    if (!answer || !answer->at("ok").get<bool>()) return nullptr;
    if (answer->at("result").at("pieces").get<bool>()) return service;
  }
  return nullptr;
}

}  // namespace

std::string read_stretch(std::FILE* file, FileStretch stretch) {
  std::string bytes(static_cast<size_t>(stretch.to - stretch.from), '\0');
  if (fseeko(file, static_cast<off_t>(stretch.from), SEEK_SET) != 0) return {};
  if (std::fread(bytes.data(), 1, bytes.size(), file) != bytes.size()) return {};
  return bytes;
}

PieceReaders::PieceReaders(FileToRead file, uint64_t from, size_t threads) : file_(std::move(file)) {
  for (uint64_t at = from; at < file_.size; at += kPieceBytes) {
    stretches_.push_back({at, std::min(at + kPieceBytes, file_.size)});
  }
  slots_.resize(stretches_.size());
  ahead_ = 2 * threads + 2;
  for (size_t i = 0; i < threads; ++i) threads_.emplace_back([this] { run(); });
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

void PieceReaders::run() {
  const File file(std::fopen(file_.path.c_str(), "rb"));
  if (!file) return;
  const std::unique_ptr<Service> service = service_for(file_, file.get(), stretches_.front().from);
  if (!service) return;  // the main thread reads everything then
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
    put(*claimed, service->read_piece(stretch.from, read_stretch(file.get(), stretch)).binary);
  }
}

}  // namespace sluice::engine
