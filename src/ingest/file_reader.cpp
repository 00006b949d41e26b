#include "ingest/file_reader.h"

#include <algorithm>
#include <optional>

#include "base/text.h"
#include "ingest/dialect.h"
#include "ingest/encoding.h"
#include "ingest/file_kind.h"
#include "ingest/messages.h"
#include "ingest/rejects.h"
#include "ingest/row_reader.h"
#include "ingest/table_plan.h"
#include "ingest/text_decoder.h"
#include "ingest/text_splitter.h"

namespace sluice::ingest {

// Two phases: until begin() has succeeded the bytes go into the sample; from then on they go through decoder, splitter
// and row reader, the sample first.
class FileReader::Impl {
 public:
  Impl(int file, std::string name, const FileSpec& spec, RowSink& sink)
      : file_(file), given_(spec), resolved_(spec), sink_(sink) {
    report_.name = resolved_.name = std::move(name);
  }

  Status push(std::string_view bytes);
  Result<FileReport> finish();

  uint64_t rows_read() const { return rows_ ? rows_->read() : 0; }
  const FileSpec& resolved() const { return resolved_; }
  const FileReport& report() const { return report_; }

 private:
  Status begin(bool complete);
  Status choose_encoding(bool complete, std::optional<Encoding>& encoding);
  Status choose_dialect(std::string_view text, bool complete, Dialect& dialect);
  Status drain();
  Error fail(Error error);
  void describe(const TablePlan& plan);
  void describe_end();

  int file_;
  FileSpec given_;
  FileSpec resolved_;
  RowSink& sink_;
  FileReport report_;
  std::optional<Error> error_;  // the first one; nothing is read after it
  std::string sample_;          // the first bytes, until begin()
  size_t sample_bytes_ = kSampleBytes;
  std::optional<TextDecoder> decoder_;
  std::optional<TextSplitter> splitter_;
  std::optional<RowReader> rows_;
};

Error FileReader::Impl::fail(Error error) {
  error.place.file = report_.name;
  if (rows_) describe_end();
  error_ = error;
  sample_ = {};
  splitter_.reset();
  return error;
}

Status FileReader::Impl::push(std::string_view bytes) {
  if (error_) return *error_;
  report_.bytes += bytes.size();
  while (!rows_ && !bytes.empty()) {
    const size_t taken = std::min(bytes.size(), sample_bytes_ - sample_.size());
    sample_.append(bytes.substr(0, taken));
    bytes.remove_prefix(taken);
    if (sample_.size() < sample_bytes_) return Done{};
    if (auto begun = begin(false); !begun) return fail(std::move(begun.error()));
  }
  if (!bytes.empty()) decoder_->decode(bytes, splitter_->text());
  if (auto drained = drain(); !drained) return fail(std::move(drained.error()));
  return Done{};
}

Result<FileReport> FileReader::Impl::finish() {
  if (error_) return *error_;
  if (!rows_) {
    if (auto begun = begin(true); !begun) return fail(std::move(begun.error()));
  }
  decoder_->finish(splitter_->text());
  splitter_->end();
  if (auto drained = drain(); !drained) return fail(std::move(drained.error()));
  describe_end();
  if (rows_->read() == 0) return fail(empty_file(true));
  if (rows_->kept() == 0) return fail(no_usable_rows(report_));
  return report_;
}

Status FileReader::Impl::choose_encoding(bool complete, std::optional<Encoding>& encoding) {
  const EncodingGuess guess = guess_encoding(sample_, complete);
  report_.byte_order_mark = guess.byte_order_mark > 0;
  encoding = guess.encoding;
  if (given_.encoding.empty()) return Done{};
  encoding = encoding_from_name(given_.encoding);
  if (!encoding) return unknown_encoding(given_.encoding);
  if (guess.byte_order_mark > 0 && guess.encoding != encoding) {
    return contradicted_encoding(encoding_name(*encoding), encoding_name(*guess.encoding));
  }
  return Done{};
}

Status FileReader::Impl::choose_dialect(std::string_view text, bool complete, Dialect& dialect) {
  const auto delimiter = delimiter_from_name(given_.delimiter);
  if (!given_.delimiter.empty() && !delimiter) return unknown_delimiter(given_.delimiter);
  dialect = find_dialect(text, complete, delimiter);
  return Done{};
}

// Decides everything from the sample. Where the sample holds less than a header and a row, and more bytes are to come,
// it is made larger instead and rows_ stays empty.
Status FileReader::Impl::begin(bool complete) {
  if (sample_.empty()) return empty_file(false);
  if (auto other = recognise_other_kind(sample_)) return *other;
  std::optional<Encoding> encoding;
  if (auto chosen = choose_encoding(complete, encoding); !chosen) return chosen;
  const size_t skip = report_.byte_order_mark ? guess_encoding(sample_, complete).byte_order_mark : 0;
  TextDecoder decoder(encoding);
  std::string text;
  decoder.decode(std::string_view(sample_).substr(skip), text);
  if (auto other = recognise_other_text(text)) return *other;
  if (trim(text).empty() && complete) return empty_file(false);

  Dialect dialect;
  if (auto chosen = choose_dialect(text, complete, dialect); !chosen) return chosen;
  const std::vector<SampleRow> sample = split_sample(text, dialect, complete);
  if (sample.size() < 2 && !complete) {
    if (text.size() > kMaxRecordBytes)
      return record_too_long(sample.empty() ? 1 : sample.back().line + 1, std::nullopt);
    sample_bytes_ += text.size() < kMaxRecordBytes ? sample_bytes_ : kSampleBytes;
    return Done{};
  }
  if (sample.empty()) return empty_file(false);
  TablePlan plan;
  auto planned = make_plan(sample, complete, given_, plan);
  report_.encoding = encoding_name(decoder.encoding());
  report_.delimiter = std::string(1, dialect.delimiter);
  describe(plan);
  if (!planned) return planned;

  decoder_ = std::move(decoder);
  splitter_.emplace(dialect, kMaxRecordBytes);
  splitter_->text() = text.substr(dialect.preamble_bytes);
  sample_ = {};
  rows_.emplace(file_, std::move(plan), sink_);
  return Done{};
}

Status FileReader::Impl::drain() {
  if (!rows_) return Done{};
  Record record;
  for (;;) {
    switch (splitter_->next(record)) {
      case TextSplitter::Step::record:
        rows_->take(record);
        break;
      case TextSplitter::Step::too_long:
        return record_too_long(splitter_->line(), splitter_->open_quote_line());
      case TextSplitter::Step::need_text:
      case TextSplitter::Step::finished:
        return Done{};
    }
  }
}

void FileReader::Impl::describe(const TablePlan& plan) {
  const bool mapped = !plan.mapping.columns.empty();
  report_.has_header = plan.has_header;
  report_.shape = plan.mapping.missing.empty() ? plan.mapping.shape : Shape::automatic;
  if (mapped) report_.shape_reason = shape_reason(report_.shape, given_.shape != Shape::automatic);
  report_.currency = plan.currency;
  report_.notes = plan.notes;
  report_.columns.clear();
  resolved_.columns.clear();
  for (size_t c = 0; c < plan.names.size(); ++c) {
    const MappedColumn column = mapped ? plan.mapping.columns[c] : MappedColumn{};
    const bool identifier =
        column.role == Role::customer || column.role == Role::order || column.role == Role::opportunity;
    report_.columns.push_back({plan.names[c], column.role, column_type(plan.profiles[c], identifier),
                               role_reason(column), plan.profiles[c].filled, plan.profiles[c].examples});
    const bool numeric_date = c < plan.numeric_dates.size() && plan.numeric_dates[c] != NumericDate::none;
    if (numeric_date) report_.columns.back().type = ColumnType::date_time;
    resolved_.columns.push_back({plan.names[c], column.role});
  }
  resolved_.delimiter = report_.delimiter;
  resolved_.has_header = plan.has_header;
  resolved_.shape = report_.shape;

  std::optional<DecimalMark> mark;  // of all columns that are read as numbers, if it is one
  for (size_t c = 0; c < plan.marks.size(); ++c) {
    if (!is_number_role(plan.mapping.columns[c].role)) continue;
    const bool money = plan.mapping.columns[c].role != Role::quantity;
    if (!mark || money) report_.decimal_mark = plan.marks[c];
    mark = !mark || *mark == plan.marks[c] ? plan.marks[c] : DecimalMark::automatic;
  }
  resolved_.decimal_mark = mark.value_or(given_.decimal_mark);
}

// What only the whole file tells.
void FileReader::Impl::describe_end() {
  const TablePlan& plan = rows_->plan();
  report_.encoding = resolved_.encoding = encoding_name(decoder_->encoding());
  report_.rows_read = rows_->read();
  report_.rows_kept = rows_->kept();
  report_.rows_rejected = report_.rows_read - report_.rows_kept;
  report_.rounded_amounts = rows_->rounded();
  report_.rejects = rows_->rejects();
  sort_rejects(report_.rejects);
  report_.preview = rows_->preview();

  const DateOrderDecision& dates = plan.dates;
  const bool has_dates = plan.mapping.column_of(Role::time) >= 0 || plan.mapping.column_of(Role::close_time) >= 0;
  report_.date_order = DateOrder::automatic;
  if (has_dates) report_.date_order = dates.needed() ? dates.order() : DateOrder::year_first;
  report_.date_order_proven = has_dates && (!dates.needed() || dates.proven());
  report_.date_evidence = dates.evidence();
  resolved_.date_order = dates.chosen() ? given_.date_order : report_.date_order;
  if (dates.needed() && !dates.proven() && !dates.chosen()) {
    report_.notes.push_back(note_assumed_order(dates.order(), dates.example()));
  }
  for (TextPair& note : rows_->notes()) report_.notes.push_back(std::move(note));
  if (report_.rounded_amounts > 0) report_.notes.push_back(note_rounded(report_.rounded_amounts));
  if (splitter_ && splitter_->open_quote_line()) {
    report_.notes.push_back(note_open_quote(*splitter_->open_quote_line()));
  }
  const uint64_t lost = decoder_->lost() - (decoder_->cut_short() ? 1 : 0);  // the last one has a note of its own
  if (lost > 0) report_.notes.push_back(note_lost_characters(lost, report_.encoding));
  if (decoder_->cut_short()) report_.notes.push_back(note_cut_short(report_.bytes));
}

FileReader::FileReader(int file, std::string name, uint64_t, const FileSpec& spec, RowSink& sink)
    : impl_(std::make_unique<Impl>(file, std::move(name), spec, sink)) {}
FileReader::~FileReader() = default;
FileReader::FileReader(FileReader&&) noexcept = default;
FileReader& FileReader::operator=(FileReader&&) noexcept = default;

Status FileReader::push(std::span<const std::byte> bytes) {
  return impl_->push({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

Result<FileReport> FileReader::finish() { return impl_->finish(); }
uint64_t FileReader::rows_read() const { return impl_->rows_read(); }
const FileSpec& FileReader::resolved_spec() const { return impl_->resolved(); }
const FileReport& FileReader::report() const { return impl_->report(); }

}  // namespace sluice::ingest
