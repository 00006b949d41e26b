// Says what a load will need while hardly any of it is read: the beginning of each file goes through a reader of its
// own, and the rest is taken to be like it. A zip archive and a workbook say nothing before they are there as a whole;
// of these the first rows are counted as they are taken out. Decides nothing about how files are read, and no figure of
// a report depends on it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "dataset/memory_forecast.h"
#include "dataset/sample_counter.h"
#include "ingest/file_reader.h"

namespace sluice::engine {

struct FileToLoad {
  std::string name;
  uint64_t size = 0;  ///< bytes, 0 when unknown
};

class LoadForecast {
 public:
  explicit LoadForecast(std::vector<FileToLoad> files) : files_(std::move(files)) {}

  /// The next bytes of a file; they come as in Load::push. `spec`: how the file is read. True when these bytes
  /// completed a sample, so that forecast() is a new one.
  bool observe(size_t file, std::span<const std::byte> bytes, const ingest::FileSpec& spec);

  /// The rows of a file so far, where it is an archive or workbook that is read on; `share` of its table, held_bytes as
  /// in ingest::FileReader. To be asked until it says true: they were enough, and forecast() is a new one.
  bool observe_rows(size_t file, const SampleCounts& rows, double share, uint64_t held_bytes);

  bool sampling() const { return probe_ != nullptr; }  ///< the sample of the present file is not complete

  /// Of all files. Those that have not begun are taken to be like the last one that has, if that holds purchases or
  /// events; a table of customers says nothing of them. nullopt until a sample of rows is complete.
  const std::optional<MemoryForecast>& forecast() const { return forecast_; }

 private:
  // The beginning of the present file on its way through a reader.
  struct Probe {
    SampleCounter counter;
    std::optional<ingest::FileReader> reader;
    uint64_t bytes_left = 0;
  };

  void begin(size_t file, const ingest::FileSpec& spec);
  bool complete();
  void add(SampledFile file);

  std::vector<FileToLoad> files_;
  size_t begun_ = 0;  // files before this one have a sample, or none that tells anything
  std::vector<SampledFile> sampled_;
  std::unique_ptr<Probe> probe_;
  std::optional<MemoryForecast> forecast_;
};

/// How many bytes of a file are its sample: a 64th, at least kSampleBytes, at most four times as many.
uint64_t sample_bytes(uint64_t file_bytes);

/// Whether so many rows of an archive or workbook, `share` of all, are a sample: a 64th, at least kLeastSampleRows, or
/// eight times as many.
bool is_sample(uint64_t rows, double share);
inline constexpr uint64_t kLeastSampleRows = 8000;

/// The error (out_of_memory) of a load that needs clearly more than the host has, 1.3 times `limit` or more; nullopt
/// where it may fit. `limit` in bytes, 0: none.
std::optional<Error> beyond_memory(const MemoryForecast& forecast, uint64_t limit,
                                   const std::vector<FileToLoad>& files);

}  // namespace sluice::engine
