#include "ingest/unpacker.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "ingest/format_messages.h"
#include "ingest/workbook.h"

namespace sluice::ingest {
namespace {

using namespace std::string_view_literals;

constexpr size_t kDecidingBytes = 8;
constexpr int kDeepestArchive = 4;
constexpr size_t kPieceBytes = size_t{1} << 20;  // of what is handed on at once
constexpr size_t kMostEntries = 1000;
constexpr std::string_view kGzip = "\x1F\x8B\x08"sv;
constexpr std::string_view kZip = "PK\x03\x04"sv;
constexpr std::string_view kEmptyZip = "PK\x05\x06"sv;
constexpr std::string_view kCompound = "\xD0\xCF\x11\xE0"sv;

constexpr std::array kTableEndings{".csv"sv, ".tsv"sv, ".tab"sv,    ".xlsx"sv,  ".xlsm"sv, ".xls"sv,
                                   ".et"sv,  ".ods"sv, ".ndjson"sv, ".jsonl"sv, ".json"sv, ".gz"sv};
constexpr std::array kMaybeEndings{".txt"sv, ".dat"sv, ".asc"sv, ".log"sv, ".zip"sv};

// 0: surely a table, 1: perhaps, 2: no. Packing programs leave files of their own: folders, "__MACOSX", ".DS_Store".
int rank_of(const ZipEntry& entry) {
  if (entry.is_folder() || entry.name.starts_with("__MACOSX/")) return 2;
  const size_t slash = entry.name.rfind('/');
  const std::string file = lower_ascii(slash == std::string::npos ? entry.name : entry.name.substr(slash + 1));
  if (file.starts_with('.')) return 2;
  const auto ends = [&](std::string_view ending) { return file.ends_with(ending); };
  if (std::any_of(kTableEndings.begin(), kTableEndings.end(), ends)) return 0;
  if (std::any_of(kMaybeEndings.begin(), kMaybeEndings.end(), ends)) return 1;
  return file.find('.') == std::string::npos ? 1 : 2;
}

std::vector<std::string> names_of(const ZipArchive& archive) {
  std::vector<std::string> names;
  for (const ZipEntry& entry : archive.entries()) {
    if (!entry.is_folder()) names.push_back(entry.name);
  }
  return names;
}

}  // namespace

Unpacker::Unpacker(std::string entry, uint64_t bytes, TakeBytes take)
    : Unpacker(std::move(entry), bytes, std::move(take), 0) {}

Unpacker::Unpacker(std::string entry, uint64_t bytes, TakeBytes take, int depth)
    : wanted_entry_(std::move(entry)), expected_bytes_(bytes), take_(std::move(take)), depth_(depth) {}

Unpacker& Unpacker::inner() {
  // The name is for the outermost archive; one inside of it has no choice of its own.
  if (!inner_) inner_.reset(new Unpacker(is_zip_ ? std::string() : wanted_entry_, 0, take_, depth_ + 1));
  return *inner_;
}

Status Unpacker::decide() {
  const std::string_view head(collected_);
  if (head.starts_with(kGzip)) {
    kind_ = Kind::gzip;
    gzip_.emplace();
  } else if (head.starts_with(kZip) || head.starts_with(kEmptyZip) || head.starts_with(kCompound)) {
    kind_ = Kind::collected;
    is_zip_ = !head.starts_with(kCompound);
    if (expected_bytes_ > kMostCollectedBytes) return archive_too_large(kMostCollectedBytes);
    collected_.reserve(expected_bytes_);
  } else {
    kind_ = Kind::plain;
  }
  return Done{};
}

Status Unpacker::push(std::string_view bytes) {
  if (kind_ != Kind::undecided) return pass(bytes);
  const size_t taken = std::min(bytes.size(), kDecidingBytes - collected_.size());
  collected_.append(bytes.substr(0, taken));
  bytes.remove_prefix(taken);
  if (collected_.size() < kDecidingBytes) return Done{};
  if (Status decided = decide(); !decided) return decided;
  if (kind_ != Kind::collected) {
    const std::string head = std::move(collected_);
    collected_.clear();
    if (Status passed = pass(head); !passed) return passed;
  }
  return bytes.empty() ? Status(Done{}) : pass(bytes);
}

Status Unpacker::pass(std::string_view bytes) {
  switch (kind_) {
    case Kind::plain:
      return take_(bytes);
    case Kind::gzip:
      if (depth_ >= kDeepestArchive) return nested_too_deep();
      return gzip_->push(bytes, [this](std::string_view plain) { return inner().push(plain); });
    case Kind::collected:
      if (collected_.size() + bytes.size() > kMostCollectedBytes) return archive_too_large(kMostCollectedBytes);
      collected_.append(bytes);
      break;
    case Kind::undecided:
      break;
  }
  return Done{};
}

Result<bool> Unpacker::unpack_on() {
  if (!ended_) {
    ended_ = true;
    if (Status at_end = end(); !at_end) return at_end.error();
  }
  if (open_) {
    const auto more = unpack_some();
    if (!more || *more) return more;
    open_.reset();
    collected_ = {};  // the archive is not needed while the dataset is completed
  }
  return inner_ ? inner_->unpack_on() : false;
}

Status Unpacker::end() {
  if (kind_ == Kind::undecided) {
    if (Status decided = decide(); !decided) return decided;
    if (kind_ != Kind::collected && !collected_.empty()) {
      const std::string head = std::move(collected_);
      if (Status passed = pass(head); !passed) return passed;
    }
  }
  if (kind_ == Kind::gzip) {
    inner();
    return gzip_->finish();
  }
  if (kind_ != Kind::collected) return Done{};
  if (is_zip_) return open_archive();
  is_workbook_ = true;
  return Done{};
}

Status Unpacker::open_archive() {
  if (depth_ >= kDeepestArchive) return nested_too_deep();
  auto archive = ZipArchive::open(collected_);
  if (!archive) return archive.error();
  if (is_zipped_workbook(*archive)) {
    is_workbook_ = true;
    is_zip_ = false;
    return Done{};
  }
  if (auto other = recognise_zipped_document(*archive)) return *other;
  const auto chosen = choose(*archive);
  if (!chosen) return chosen.error();
  auto stream = archive->stream(**chosen);
  if (!stream) return stream.error();
  entry_ = (*chosen)->name;
  inner();
  open_.reset(new OpenEntry{std::move(*archive), std::move(*stream)});
  return Done{};
}

Result<bool> Unpacker::unpack_some() {
  std::vector<char> buffer(size_t{256} << 10);
  for (size_t unpacked = 0; unpacked < kPieceBytes;) {
    const auto read = open_->stream.read(buffer);
    if (!read) return read.error();
    if (*read == 0) return false;
    if (Status pushed = inner().push({buffer.data(), *read}); !pushed) return pushed.error();
    unpacked += *read;
  }
  return true;
}

Result<const ZipEntry*> Unpacker::choose(const ZipArchive& archive) {
  const ZipEntry* best = nullptr;
  int best_rank = 2;
  for (const ZipEntry& entry : archive.entries()) {
    const int rank = rank_of(entry);
    if (rank < 2) ++tables_;
    if (rank < best_rank) {
      best = &entry;
      best_rank = rank;
    }
    if (!entry.is_folder() && entries_.size() < kMostEntries) entries_.push_back({entry.name, entry.plain, rank < 2});
  }
  if (!wanted_entry_.empty()) {
    if (const ZipEntry* entry = archive.find(wanted_entry_)) return entry;
    return no_such_entry(wanted_entry_, names_of(archive));
  }
  if (best == nullptr && entries_.size() == 1) best = archive.find(entries_.front().name);
  if (best == nullptr) return no_table_in_archive(names_of(archive));
  return best;
}

std::string_view Unpacker::workbook() const {
  if (is_workbook_) return collected_;
  return inner_ ? inner_->workbook() : std::string_view{};
}

double Unpacker::share_unpacked() const {
  if (open_) return open_->stream.share_read();
  return inner_ ? inner_->share_unpacked() : 0;
}

uint64_t Unpacker::held_bytes() const {
  return (kind_ == Kind::collected ? collected_.size() : 0) + (inner_ ? inner_->held_bytes() : 0);
}

Container Unpacker::container() const {
  const Container own = kind_ == Kind::gzip ? Container::gzip : is_zip_ ? Container::zip : Container::none;
  const Container below = inner_ ? inner_->container() : Container::none;
  if (own == Container::none || own == below) return below;
  return below == Container::none ? own : Container::both;
}

std::string Unpacker::entry() const {
  if (is_zip_) return entry_;
  return inner_ ? inner_->entry() : std::string();
}

std::vector<EntryReport> Unpacker::entries() const {
  if (is_zip_) return entries_;
  return inner_ ? inner_->entries() : std::vector<EntryReport>{};
}

std::vector<TextPair> Unpacker::notes() const {
  std::vector<TextPair> notes;
  if (gzip_ && gzip_->surplus_at() > 0) notes.push_back(note_gzip_surplus(gzip_->surplus_at()));
  if (tables_ > 1 && !entry_.empty() && wanted_entry_.empty()) notes.push_back(note_other_entries(entry_, tables_));
  if (inner_) {
    for (TextPair& note : inner_->notes()) notes.push_back(std::move(note));
  }
  return notes;
}

}  // namespace sluice::ingest
