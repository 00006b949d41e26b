#include "engine/load_forecast.h"

#include <algorithm>
#include <numeric>

#include "base/number_text.h"

namespace sluice::engine {
namespace {

constexpr double kClearlyBeyond = 1.3;  // what a forecast may be wrong by

// "5.2 GB", "850 MB"
std::string memory_text(uint64_t bytes) {
  const auto megabytes = static_cast<double>(bytes) / 1e6;
  return megabytes < 1000 ? grouped_text(megabytes, 0) + " MB" : grouped_text(megabytes / 1000, 1) + " GB";
}

// "100 million", "1 亿": two digits are all that a forecast knows.
TextPair rows_text(uint64_t rows) {
  const auto count = static_cast<double>(rows);
  TextPair text;
  text.en = rows < 1'000'000 ? grouped_text(rows) : grouped_text(count / 1e6, rows < 10'000'000 ? 1 : 0) + " million";
  text.zh = rows < 10'000       ? grouped_text(rows) + " "
            : rows < 99'500'000 ? grouped_text(count / 1e4, 0) + " 万"
                                : grouped_text(count / 1e8, 1) + " 亿";
  return text;
}

// A word of a shell's command line.
std::string shell_word(const std::string& word) {
  const auto is_plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' ||
           c == '-' || static_cast<unsigned char>(c) >= 0x80;
  };
  if (std::all_of(word.begin(), word.end(), is_plain) && !word.starts_with('-')) return word;
  std::string quoted = "'";
  for (const char c : word) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return (word.starts_with('-') ? "./" : "") + quoted + "'";
}

std::string command(const std::vector<FileToLoad>& files) {
  std::string line = "sluice analyze";
  for (const FileToLoad& file : files) line += " " + shell_word(file.name);
  return line + " --customers customers.csv";
}

}  // namespace

uint64_t sample_bytes(uint64_t file_bytes) {
  return std::clamp<uint64_t>(file_bytes / 64, ingest::kSampleBytes, 4 * ingest::kSampleBytes);
}

bool LoadForecast::observe(size_t file, std::span<const std::byte> bytes, const ingest::FileSpec& spec) {
  if (file >= begun_) begin(file, spec);
  if (!probe_) return false;
  const std::span<const std::byte> taken = bytes.first(std::min<uint64_t>(bytes.size(), probe_->bytes_left));
  probe_->bytes_left -= taken.size();
  const bool readable = probe_->reader->push(taken).has_value();  // the load itself says what is wrong
  if (readable && probe_->bytes_left > 0) return false;
  const bool is_new = readable && complete();
  probe_.reset();
  return is_new;
}

void LoadForecast::begin(size_t file, const ingest::FileSpec& spec) {
  begun_ = file + 1;
  probe_.reset();
  const FileToLoad& entry = files_[file];
  if (entry.size <= ingest::kSampleBytes) return;  // unknown, or read before anything could be said
  probe_ = std::make_unique<Probe>();
  constexpr uint64_t kReserveNothing = 0;  // for an archive that would be kept as a whole
  probe_->reader.emplace(static_cast<int>(file), entry.name, kReserveNothing, spec, probe_->counter);
  probe_->bytes_left = sample_bytes(entry.size);
}

bool LoadForecast::complete() {
  const SampleCounts counts = probe_->counter.counts();
  if (counts.rows == 0) return false;
  const uint64_t own = files_[begun_ - 1].size;
  add({counts, static_cast<double>(own) / static_cast<double>(sample_bytes(own))});
  return true;
}

bool is_sample(uint64_t rows, double share) {
  return rows >= 8 * kLeastSampleRows || (rows >= kLeastSampleRows && share >= 1.0 / 64);
}

bool LoadForecast::observe_rows(size_t file, const SampleCounts& rows, double share, uint64_t held_bytes) {
  if (share <= 0 || !is_sample(rows.rows + rows.rejects, share)) return false;
  begun_ = std::max(begun_, file + 1);
  add({rows, 1 / std::min(share, 1.0), held_bytes});
  return true;
}

void LoadForecast::add(SampledFile file) {
  const auto unbegun = std::accumulate(files_.begin() + static_cast<std::ptrdiff_t>(begun_), files_.end(), uint64_t{0},
                                       [](uint64_t sum, const FileToLoad& other) { return sum + other.size; });
  const uint64_t own = files_[begun_ - 1].size;
  const double alone = file.times;
  const ingest::Shape shape = file.sample.shape;
  const bool tells_of_others = shape == ingest::Shape::order_lines || shape == ingest::Shape::events;
  if (tells_of_others && own > 0) file.times *= static_cast<double>(own + unbegun) / static_cast<double>(own);
  sampled_.push_back(file);
  forecast_ = forecast_memory(sampled_);
  sampled_.back().times = alone;
}

std::optional<Error> beyond_memory(const MemoryForecast& forecast, uint64_t limit,
                                   const std::vector<FileToLoad>& files) {
  const auto needed = static_cast<double>(forecast.bytes);
  if (limit == 0 || needed < kClearlyBeyond * static_cast<double>(limit)) return std::nullopt;
  const TextPair rows = rows_text(forecast.rows);
  const std::string share = grouped_text(std::max(1.0, 100 * static_cast<double>(limit) / needed), 0) + "%";
  return Error{ErrorCode::out_of_memory,
               {"This is about " + rows.en + " rows and would need about " + memory_text(forecast.bytes) +
                    " of memory; there are " + memory_text(limit) +
                    " here. Nothing was loaded. Export a shorter period, about " + share +
                    " of this one; fewer columns would hardly help. Or use the command line program, which takes as "
                    "much memory as the machine has: " +
                    command(files),
                "数据约 " + rows.zh + "行，约需 " + memory_text(forecast.bytes) + " 内存，而此处只有 " +
                    memory_text(limit) + "。未加载任何数据。请导出较短的时间段（约为现在的 " + share +
                    "）；减少列数作用不大。也可使用命令行程序，它能用到本机的全部内存：" + command(files)},
               {}};
}

}  // namespace sluice::engine
