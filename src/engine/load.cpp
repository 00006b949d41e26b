#include "engine/load.h"

#include <algorithm>

namespace sluice::engine {
namespace {

constexpr uint64_t kSlack = 32;  // a share: one line more than expected would make the columns grow after all

/// The user's choices for this file, or the automatic ones under its name.
ingest::FileSpec spec_for(const ingest::IngestSpec& spec, const std::string& name) {
  const auto found = std::find_if(spec.files.begin(), spec.files.end(),
                                  [&](const ingest::FileSpec& file) { return file.name == name; });
  if (found != spec.files.end()) return *found;
  ingest::FileSpec automatic;
  automatic.name = name;
  return automatic;
}

}  // namespace

Load::Load(std::vector<FileToLoad> files, Spec spec, uint64_t memory_limit)
    : files_(std::move(files)), spec_(std::move(spec)), memory_limit_(memory_limit), forecast_(files_) {}

Status Load::open_file(size_t index) {
  while (next_file_ <= index) {
    if (const Status status = finish_current_file(); !status) return status;
    const FileToLoad& file = files_[next_file_];
    reader_.emplace(static_cast<int>(next_file_), file.name, file.size, spec_for(spec_.ingest, file.name), builder_,
                    files_.size() > 1);
    ++next_file_;
  }
  return Done{};
}

Status Load::finish_current_file() {
  if (!reader_) return Done{};
  for (bool more = true; more;) {
    const Result<bool> read = read_on();
    if (!read) return read.error();
    more = *read;
  }
  rows_of_finished_files_ += reader_->rows_read();
  Result<ingest::FileReport> report = reader_->finish();
  if (!report) return std::move(report).error();
  reports_.push_back(std::move(*report));
  resolved_.push_back(reader_->resolved_spec());
  reader_.reset();
  counted_.reset();
  pieces_.reset();
  return Done{};
}

Status Load::push(uint32_t file_index, std::span<const std::byte> bytes) {
  if (file_index >= files_.size() || file_index + 1 < next_file_) return wrong_order();
  if (const Status status = open_file(file_index); !status) return status;
  if (const Status status = look_ahead(file_index, bytes); !status) return status;
  const Status pushed = reader_->push(bytes);
  if (pushed && !pieces_) pieces_ = reader_->piece_reader();
  return pushed;
}

Error Load::wrong_order() const {
  return {ErrorCode::bad_request, {"The parts of the files came in a wrong order.", "文件分块的顺序有误。"}, {}};
}

std::optional<FilePiece> Load::read_piece(uint64_t from, std::string_view bytes) const {
  if (!pieces_) return std::nullopt;
  FilePiece piece;
  constexpr size_t kBytesALine = 48;  // about; of order lines without much beside the amount
  piece.rows.lines.expect_lines(bytes.size() / kBytesALine);
  auto text = pieces_->read(from, bytes, piece.rows);
  if (!text) return std::nullopt;
  piece.text = std::move(*text);
  return piece;
}

Result<bool> Load::add_piece(uint32_t file_index, FilePiece piece) {
  if (!reader_ || file_index + 1 != next_file_ || piece.text.from != position()) return wrong_order();
  const auto push = [this](std::string_view text) {
    return reader_->push({reinterpret_cast<const std::byte*>(text.data()), text.size()});
  };
  if (const Status status = push(piece.text.head); !status) return status.error();
  const uint64_t lines_before = reader_->lines_read();
  const auto fit = reader_->add(piece.text);
  if (!fit) return false;
  if (*fit == ingest::DatesFit::exchange_earlier) builder_.exchange_day_and_month();
  if (*fit == ingest::DatesFit::exchange_stretch) piece.rows.exchange_day_and_month();
  builder_.add(std::move(piece.rows), lines_before);
  if (const Status status = push(piece.text.tail); !status) return status.error();
  return true;
}

Status Load::look_ahead(size_t index, std::span<const std::byte> bytes) {
  if (!forecast_.observe(index, bytes, spec_for(spec_.ingest, files_[index].name))) return Done{};
  return heed_forecast();
}

// Room for the lines is made at once where it is there; columns that grow would need half as much again.
Status Load::heed_forecast() {
  const MemoryForecast& forecast = *forecast_.forecast();
  if (auto beyond = beyond_memory(forecast, memory_limit_, files_)) return std::move(*beyond);
  const uint64_t lines = forecast.order_lines + forecast.order_lines / kSlack;
  if (memory_limit_ == 0 || forecast.bytes <= memory_limit_) builder_.expect_order_lines(lines);
  return Done{};
}

Result<bool> Load::read_on() {
  if (!reader_) return false;
  if (!counted_ && reader_->held_bytes() > 0) reader_->deliver_to(counted_.emplace(builder_));
  const Result<bool> more = reader_->read_on();
  if (!more || !*more) return more;
  if (const Status status = count_rows(); !status) return status.error();
  return more;
}

Status Load::count_rows() {
  if (!counted_ || !counted_->counting()) return Done{};
  const uint64_t held_bytes = reader_->held_bytes();
  if (!forecast_.observe_rows(next_file_ - 1, counted_->counts(), reader_->share_read(), held_bytes)) return Done{};
  counted_->stop_counting();
  return heed_forecast();
}

uint64_t Load::rows_read() const { return rows_of_finished_files_ + (reader_ ? reader_->rows_read() : 0); }

std::optional<ingest::FileReport> Load::understood() const {
  if (!reader_ || reader_->report().columns.empty()) return std::nullopt;
  return reader_->report();
}

Result<Load::Loaded> Load::finish() {
  if (const Status status = open_file(files_.size() - 1); !status) return status.error();  // files without any bytes
  if (const Status status = finish_current_file(); !status) return status.error();
  Result<Dataset> dataset = builder_.finish(std::move(reports_));
  if (!dataset) return std::move(dataset).error();
  for (size_t i = 0; i < resolved_.size(); ++i) resolved_[i].stage_history = dataset->import.files[i].stage_history;
  spec_.ingest.files = std::move(resolved_);
  return Loaded{std::move(*dataset), std::move(spec_)};
}

}  // namespace sluice::engine
