// Reads the stretches of one file on threads of its own, while the program's main thread puts them together: what the
// page does with its workers. For the command line only; nothing of it is built into WebAssembly.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace sluice::engine {

inline constexpr uint64_t kPieceBytes = uint64_t{8} << 20;

/// Bytes [from, to) of a file.
struct FileStretch {
  uint64_t from = 0;
  uint64_t to = 0;
};

/// What a reader needs to know the file as the main thread does.
struct FileToRead {
  int descriptor = -1;  ///< open for reading, as long as the readers live; its position is not used
  uint64_t size = 0;
  std::string load_begin;  ///< the request that begins the load of this file alone
};

class PieceReaders {
 public:
  /// Cuts [from, size) into stretches and begins to read them on as many threads as `threads`, or as the system gives.
  PieceReaders(FileToRead file, uint64_t from, size_t threads);
  ~PieceReaders();  ///< drops what nobody took
  PieceReaders(const PieceReaders&) = delete;
  PieceReaders& operator=(const PieceReaders&) = delete;

  const std::vector<FileStretch>& stretches() const { return stretches_; }

  /// Stretch i if it has been read; the packed FilePiece, empty where it must be read in its turn. Ask for one after
  /// the other.
  std::optional<std::string> take(size_t i);

  /// A stretch that nobody reads yet, for the caller to read and put; nullopt: there is none, or too many wait for
  /// their turn.
  std::optional<size_t> claim();
  void put(size_t i, std::string packed);

  void wait_for(size_t i);

 private:
  struct Slot {
    bool read = false;
    std::string packed;
  };

  void run();
  void read_all();
  std::optional<size_t> claim_locked();

  FileToRead file_;
  std::vector<FileStretch> stretches_;
  std::vector<Slot> slots_;
  size_t claimed_ = 0;  // stretches before this one are read or being read
  size_t taken_ = 0;
  size_t ahead_;  // as many may wait for their turn
  bool stopped_ = false;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::thread> threads_;
};

/// The bytes of a stretch; empty where the file cannot be read, or has become shorter.
std::string read_stretch(int descriptor, FileStretch stretch);

}  // namespace sluice::engine
