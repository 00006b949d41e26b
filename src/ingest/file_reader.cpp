#include "ingest/file_reader.h"

#include <algorithm>
#include <optional>

#include "base/text.h"
#include "ingest/dialect.h"
#include "ingest/encoding.h"
#include "ingest/file_kind.h"
#include "ingest/format_messages.h"
#include "ingest/identifier_remarks.h"
#include "ingest/json_records.h"
#include "ingest/messages.h"
#include "ingest/rejects.h"
#include "ingest/row_reader.h"
#include "ingest/sheet_table.h"
#include "ingest/table_plan.h"
#include "ingest/text_decoder.h"
#include "ingest/text_splitter.h"
#include "ingest/unpacker.h"
#include "ingest/workbook.h"

namespace sluice::ingest {
namespace {

constexpr size_t kRowsAtOnce = size_t{1} << 13;       // of a sheet: some hundredths of a second
constexpr size_t kMostSampleCells = size_t{2} << 20;  // of JSON, whose records may all have members of their own

}  // namespace

// Containers are taken off first. What comes out is text, or a workbook that is read when all of it is there.
//
// Text has two phases: until begin() has succeeded the bytes go into the sample; from then on they go through decoder,
// splitter (or JsonRecords) and row reader, the sample first.
class FileReader::Impl {
 public:
  Impl(int file, std::string name, uint64_t bytes, const FileSpec& spec, RowSink& sink, bool beside_others)
      : file_(file),
        beside_others_(beside_others),
        given_(spec),
        resolved_(spec),
        sink_(&sink),
        unpacker_(spec.entry, bytes, [this](std::string_view unpacked) { return push_text(unpacked); }) {
    report_.name = resolved_.name = std::move(name);
  }

  Status push(std::string_view bytes);
  Result<bool> read_on();
  double share_read() const;
  uint64_t held_bytes() const { return unpacker_.held_bytes() + (workbook_ ? workbook_->held_bytes() : 0); }
  void deliver_to(RowSink& sink) { sink_ = &sink; }
  Result<FileReport> finish();

  std::optional<PieceReader> piece_reader() const;
  std::optional<DatesFit> add(const TextPiece& piece);
  uint64_t lines_read() const { return splitter_ ? splitter_->line() - 1 : 0; }
  uint64_t rows_read() const { return rows_ ? rows_->tally().read : 0; }
  const FileSpec& resolved() const { return resolved_; }
  const FileReport& report() const { return report_; }

 private:
  Status push_text(std::string_view bytes);
  Status finish_text();
  Status begin(bool complete);
  Status choose_encoding(bool complete, std::optional<Encoding>& encoding);
  Status choose_dialect(std::string_view text, bool complete, Dialect& dialect);
  Status begin_json(const std::string& text, bool complete, TextDecoder decoder);
  void enlarge_sample(size_t text_bytes);
  Status drain();
  Status drain_json();
  std::string& text() { return json_ ? json_->text() : splitter_->text(); }  // where decoded text goes

  // The sheet that is being read.
  struct OpenSheet {
    std::unique_ptr<RecordSource> rows;
    SheetTable table;
    size_t index = 0;  // in report_.sheets
  };
  Result<bool> read_some();
  Status open_table(std::string_view bytes);
  Result<std::vector<size_t>> sheets_to_try() const;
  Result<bool> read_rows();

  Error fail(Error error);
  void describe_container();
  void describe(const TablePlan& plan);
  void describe_end();

  int file_;
  bool beside_others_;
  FileSpec given_;
  FileSpec resolved_;
  RowSink* sink_;
  FileReport report_;
  std::optional<Error> error_;  // the first one; nothing is read after it
  std::string sample_;          // the first bytes, until begin()
  size_t sample_bytes_ = kSampleBytes;
  std::optional<TextDecoder> decoder_;
  std::optional<TextSplitter> splitter_;  // either this,
  std::optional<JsonRecords> json_;       // or this, or neither for a workbook
  std::optional<RowReader> rows_;
  Dialect dialect_;              // of splitter_
  uint64_t lost_in_pieces_ = 0;  // characters
  Unpacker unpacker_;
  bool unpacked_ = false;               // all of it
  std::unique_ptr<Workbook> workbook_;  // of which
  std::optional<OpenSheet> sheet_;      // this is open; neither for text
};

Error FileReader::Impl::fail(Error error) {
  error.place.file = report_.name;
  describe_container();
  if (rows_) describe_end();
  error_ = error;
  sample_ = {};
  splitter_.reset();
  json_.reset();
  sheet_.reset();
  return error;
}

Status FileReader::Impl::push(std::string_view bytes) {
  if (error_) return *error_;
  report_.bytes += bytes.size();
  if (auto pushed = unpacker_.push(bytes); !pushed) return fail(std::move(pushed.error()));
  return Done{};
}

Status FileReader::Impl::push_text(std::string_view bytes) {
  while (!rows_ && !bytes.empty()) {
    const size_t taken = std::min(bytes.size(), sample_bytes_ - sample_.size());
    sample_.append(bytes.substr(0, taken));
    bytes.remove_prefix(taken);
    if (sample_.size() < sample_bytes_) return Done{};
    if (auto begun = begin(false); !begun) return begun;
  }
  do {
    const size_t taken = std::min(bytes.size(), kPushBytes);
    if (taken > 0) decoder_->decode(bytes.substr(0, taken), text());
    bytes.remove_prefix(taken);
    if (auto drained = drain(); !drained) return drained;
  } while (!bytes.empty());
  return Done{};
}

std::optional<PieceReader> FileReader::Impl::piece_reader() const {
  if (error_ || !splitter_ || unpacker_.container() != Container::none || !rows_->under_header()) return std::nullopt;
  if (rows_->plan().mapping.shape != Shape::order_lines) return std::nullopt;
  const std::optional<Encoding>& encoding = decoder_->decided();
  if (encoding == Encoding::utf16le || encoding == Encoding::utf16be) return std::nullopt;
  return PieceReader(rows_->plan(), rows_->header(), dialect_, encoding);
}

std::optional<DatesFit> FileReader::Impl::add(const TextPiece& piece) {
  if (error_ || !splitter_ || report_.bytes != piece.from + piece.head.size()) return std::nullopt;
  if (!decoder_->between_characters() || !splitter_->between_records()) return std::nullopt;
  // Who has seen only ASCII knows nothing of the encoding. This one must decide it where the file does.
  if (piece.encoding && piece.encoding != decoder_->decided()) return std::nullopt;
  const uint64_t lines_before = lines_read();
  const DatesFit fit = rows_->add(piece.dates, lines_before);
  if (fit == DatesFit::contradict) return std::nullopt;
  rows_->add(piece.tally, lines_before);
  splitter_->skip_lines(piece.lines);
  lost_in_pieces_ += piece.lost;
  report_.bytes += piece.bytes - piece.head.size() - piece.tail.size();
  return fit;
}

Result<bool> FileReader::Impl::read_on() {
  if (error_) return *error_;
  auto more = read_some();
  if (!more) return fail(std::move(more.error()));
  return more;
}

Result<bool> FileReader::Impl::read_some() {
  if (sheet_) return read_rows();
  if (unpacked_) return false;
  const auto more = unpacker_.unpack_on();
  if (!more || *more) return more;
  unpacked_ = true;
  describe_container();
  if (unpacker_.workbook().empty()) return false;
  if (Status opened = open_table(unpacker_.workbook()); !opened) return opened.error();
  return true;
}

double FileReader::Impl::share_read() const { return sheet_ ? sheet_->rows->share_read() : unpacker_.share_unpacked(); }

Result<FileReport> FileReader::Impl::finish() {
  for (bool more = true; more;) {
    const auto read = read_on();
    if (!read) return read.error();
    more = *read;
  }
  if (!workbook_) {
    if (auto read = finish_text(); !read) return fail(std::move(read.error()));
  }
  describe_end();
  if (rows_->tally().read == 0) return fail(empty_file(true));
  if (rows_->tally().kept == 0) return fail(no_usable_rows(report_));
  return report_;
}

Status FileReader::Impl::finish_text() {
  if (!rows_) {
    if (auto begun = begin(true); !begun) return begun;
  }
  decoder_->finish(text());
  if (json_)
    json_->end();
  else
    splitter_->end();
  return drain();
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
  const auto quotes = quote_style_from_name(given_.quote);
  if (!given_.quote.empty() && !quotes) return unknown_quote(given_.quote);
  dialect = find_dialect(text, complete, delimiter, quotes);
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
  if (given_.delimiter.empty() && looks_like_json(text)) return begin_json(text, complete, std::move(decoder));

  Dialect dialect;
  if (auto chosen = choose_dialect(text, complete, dialect); !chosen) return chosen;
  const std::vector<SampleRow> sample = split_sample(text, dialect, complete);
  if (sample.size() < 2 && !complete) {
    if (text.size() > kMaxRecordBytes)
      return record_too_long(sample.empty() ? 1 : sample.back().line + 1, std::nullopt);
    enlarge_sample(text.size());
    return Done{};
  }
  if (sample.empty()) return empty_file(false);
  TablePlan plan;
  auto planned = make_plan(sample, complete, given_, beside_others_, plan);
  report_.encoding = encoding_name(decoder.encoding());
  report_.delimiter = std::string(1, dialect.delimiter);
  report_.quote = quote_style_name(quote_style_of(dialect));
  describe(plan);
  if (!planned) {
    report_.preview = preview_of(sample, plan);
    return planned;
  }

  decoder_ = std::move(decoder);
  dialect_ = dialect;
  splitter_.emplace(dialect, kMaxRecordBytes);
  splitter_->text() = text.substr(dialect.preamble_bytes);
  sample_ = {};
  rows_.emplace(file_, std::move(plan), *sink_);
  splitter_->expect_repeats(rows_->repeating_cells());
  return Done{};
}

// The same for JSON. Its members are the columns, so that there is nothing to find but how the records lie.
Status FileReader::Impl::begin_json(const std::string& text, bool complete, TextDecoder decoder) {
  const auto layout = find_json_layout(text, complete);
  std::vector<SampleRow> sample;
  std::vector<std::string> columns;
  if (layout) {
    JsonRecords records(*layout, kMaxRecordBytes);
    records.text() = text;
    if (complete) records.end();
    Record record;
    size_t cells = 0;
    auto step = records.next(record);
    for (; step == RecordSource::Step::record && cells < kMostSampleCells; step = records.next(record)) {
      cells += record.cells.size();
      if (!record.open_quote) sample.push_back({record.line, {record.cells.begin(), record.cells.end()}});
    }
    complete = complete && step != RecordSource::Step::record;
    if (step == RecordSource::Step::failed && sample.empty()) return records.error();
    columns = records.columns();
  }
  if (sample.size() < 2 && !complete) {
    if (text.size() > kMaxRecordBytes) return record_too_long(1, std::nullopt);
    enlarge_sample(text.size());
    return Done{};
  }
  if (sample.empty()) return no_records_in_json();
  FileSpec spec = given_;
  if (layout->has_names) {
    spec.has_header = true;
    sample.insert(sample.begin(), SampleRow{layout->line, columns});
  }
  TablePlan plan;
  auto planned = make_plan(sample, complete, spec, beside_others_, plan);
  report_.encoding = encoding_name(decoder.encoding());
  report_.format = layout->kind == JsonLayout::Kind::list ? Format::json : Format::json_lines;
  if (!layout->path.empty()) plan.notes.push_back(note_json_list(layout->path));
  describe(plan);
  if (!planned) {
    report_.preview = preview_of(sample, plan);
    return planned;
  }

  decoder_ = std::move(decoder);
  json_.emplace(*layout, kMaxRecordBytes, std::move(columns));
  json_->text() = text;
  sample_ = {};
  rows_.emplace(file_, std::move(plan), *sink_);
  return Done{};
}

void FileReader::Impl::enlarge_sample(size_t text_bytes) {
  sample_bytes_ += text_bytes < kMaxRecordBytes ? sample_bytes_ : kSampleBytes;
}

Status FileReader::Impl::drain() {
  if (!rows_) return Done{};
  if (json_) return drain_json();
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

Status FileReader::Impl::drain_json() {
  Record record;
  for (;;) {
    switch (json_->next(record)) {
      case RecordSource::Step::record:
        rows_->take(record);
        break;
      case RecordSource::Step::failed:
        return json_->error();
      case RecordSource::Step::need_text:
      case RecordSource::Step::finished:
        return Done{};
    }
  }
}

// The chosen sheet; or all, those that are shown first.
Result<std::vector<size_t>> FileReader::Impl::sheets_to_try() const {
  std::vector<size_t> sheets;
  std::vector<std::string> names;
  for (const bool visible : {true, false}) {
    for (size_t i = 0; i < report_.sheets.size(); ++i) {
      const SheetReport& sheet = report_.sheets[i];
      if (sheet.visible != visible) continue;
      names.push_back(sheet.name);
      if (given_.sheet.empty() || sheet.name == given_.sheet) sheets.push_back(i);
    }
  }
  if (sheets.empty() && !given_.sheet.empty()) return no_such_sheet(given_.sheet, names);
  if (sheets.empty()) return no_table_in_workbook(names);
  return sheets;
}

// Opens the first sheet that makes a plan. Where none does, the first that holds a table at all says what it lacks.
Status FileReader::Impl::open_table(std::string_view bytes) {
  auto workbook = open_workbook(bytes);
  if (!workbook) return workbook.error();
  workbook_ = std::move(*workbook);
  report_.format = workbook_->format();
  report_.sheets = workbook_->sheets();
  const auto sheets = sheets_to_try();
  if (!sheets) return sheets.error();
  std::optional<Error> first_error;
  for (const size_t sheet : *sheets) {
    auto beginning = workbook_->open(sheet);
    if (!beginning) return beginning.error();
    const auto sample = sample_sheet(**beginning, kSampleBytes);
    if (!sample) return sample.error();
    const auto table = find_table(sample->rows, given_.has_header);
    if (!table) continue;
    TablePlan plan;
    const std::vector<SampleRow> rows = crop(*table, sample->rows);
    auto planned = make_plan(rows, sample->complete, given_, beside_others_, plan);
    if (!planned && first_error) continue;
    report_.sheet = resolved_.sheet = report_.sheets[sheet].name;
    if (table->rows_above > 0) plan.notes.push_back(note_preamble(table->rows_above, sample->rows.front()));
    if (report_.sheets.size() > 1 && given_.sheet.empty()) {
      plan.notes.push_back(note_other_sheets(report_.sheet, report_.sheets.size() - 1));
    }
    describe(plan);
    if (!planned) {
      report_.preview = preview_of(rows, plan);
      first_error = planned.error();
      continue;
    }
    rows_.emplace(file_, std::move(plan), *sink_);
    auto source = workbook_->open(sheet);
    if (!source) return source.error();
    sheet_ = OpenSheet{std::move(*source), *table, sheet};
    return Done{};
  }
  if (first_error) return *first_error;
  std::vector<std::string> names;
  for (const size_t sheet : *sheets) names.push_back(report_.sheets[sheet].name);
  return no_table_in_workbook(names);
}

Result<bool> FileReader::Impl::read_rows() {
  std::vector<std::string_view> cells;
  Record record;
  for (size_t read = 0; read < kRowsAtOnce; ++read) {
    switch (sheet_->rows->next(record)) {
      case RecordSource::Step::record:
        report_.sheets[sheet_->index].rows = record.line;  // now it is known, whatever the workbook says
        if (crop(sheet_->table, record, cells)) rows_->take(record);
        break;
      case RecordSource::Step::failed:
        return Error(sheet_->rows->error());
      case RecordSource::Step::need_text:
      case RecordSource::Step::finished:
        sheet_.reset();
        return false;
    }
  }
  return true;
}

void FileReader::Impl::describe_container() {
  report_.container = unpacker_.container();
  report_.entry = resolved_.entry = unpacker_.entry();
  report_.entries = unpacker_.entries();
}

void FileReader::Impl::describe(const TablePlan& plan) {
  const bool mapped = !plan.mapping.columns.empty();
  report_.has_header = plan.has_header;
  report_.shape = plan.mapping.missing.empty() ? plan.mapping.shape : Shape::automatic;
  report_.other_shape = plan.other_shape;
  if (report_.shape == Shape::opportunities) report_.stage_history = given_.stage_history;
  if (mapped) report_.shape_reason = shape_reason(report_.shape, given_.shape != Shape::automatic);
  report_.currency = plan.currency;
  report_.notes = plan.notes;
  report_.columns.clear();
  resolved_.columns.clear();
  for (size_t c = 0; c < plan.names.size(); ++c) {
    const MappedColumn column = mapped ? plan.mapping.columns[c] : MappedColumn{};
    report_.columns.push_back({plan.names[c], column.role, column_type(plan.profiles[c], is_identifier(column.role)),
                               role_reason(column, plan.mapping.shape), plan.profiles[c].filled,
                               plan.profiles[c].examples});
    const bool numeric_date = c < plan.numeric_dates.size() && plan.numeric_dates[c] != NumericDate::none;
    if (numeric_date) report_.columns.back().type = ColumnType::date_time;
    resolved_.columns.push_back({plan.names[c], column.role});
  }
  resolved_.delimiter = report_.delimiter;
  resolved_.quote = report_.quote;
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
  if (decoder_) report_.encoding = encoding_name(decoder_->encoding());
  resolved_.encoding = report_.encoding;
  const RowTally& tally = rows_->tally();
  report_.rows_read = tally.read;
  report_.rows_kept = tally.kept;
  report_.rows_rejected = report_.rows_read - report_.rows_kept;
  report_.rounded_amounts = tally.rounded;
  report_.rejects = tally.rejects;
  sort_rejects(report_.rejects);
  report_.preview = tally.preview;
  report_.remarks = identifier_remarks(report_.preview, plan);

  const DateOrderDecision& dates = plan.dates;
  const bool has_dates = !plan.mapping.time_columns().empty();
  report_.date_order = DateOrder::automatic;
  if (has_dates) report_.date_order = dates.needed() ? dates.order() : DateOrder::year_first;
  report_.date_order_proven = has_dates && (!dates.needed() || dates.proven());
  report_.date_evidence = dates.evidence();
  resolved_.date_order = dates.chosen() ? given_.date_order : report_.date_order;
  if (dates.needed() && !dates.proven() && !dates.chosen()) {
    report_.notes.push_back(note_assumed_order(dates.order(), dates.example()));
  }
  for (TextPair& note : tally.notes(plan)) report_.notes.push_back(std::move(note));
  if (report_.rounded_amounts > 0) report_.notes.push_back(note_rounded(report_.rounded_amounts));
  if (splitter_ && splitter_->open_quote_line()) {
    report_.notes.push_back(note_open_quote(*splitter_->open_quote_line()));
  }
  if (json_ && json_->cut_short_line()) report_.notes.push_back(note_json_cut_short(*json_->cut_short_line()));
  if (json_ && json_->late_records() > 0) {
    report_.notes.push_back(note_late_members(json_->late_records(), json_->late_member()));
  }
  for (TextPair& note : unpacker_.notes()) report_.notes.push_back(std::move(note));
  if (!decoder_) return;
  const uint64_t lost =
      lost_in_pieces_ + decoder_->lost() - (decoder_->cut_short() ? 1 : 0);  // the last one has a note of its own
  if (lost > 0) report_.notes.push_back(note_lost_characters(lost, report_.encoding));
  if (decoder_->cut_short()) report_.notes.push_back(note_cut_short(report_.bytes));
}

FileReader::FileReader(int file, std::string name, uint64_t bytes, const FileSpec& spec, RowSink& sink,
                       bool beside_others)
    : impl_(std::make_unique<Impl>(file, std::move(name), bytes, spec, sink, beside_others)) {}
FileReader::~FileReader() = default;
FileReader::FileReader(FileReader&&) noexcept = default;
FileReader& FileReader::operator=(FileReader&&) noexcept = default;

Status FileReader::push(std::span<const std::byte> bytes) {
  return impl_->push({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

Result<bool> FileReader::read_on() { return impl_->read_on(); }
double FileReader::share_read() const { return impl_->share_read(); }
uint64_t FileReader::held_bytes() const { return impl_->held_bytes(); }
void FileReader::deliver_to(RowSink& sink) { impl_->deliver_to(sink); }
Result<FileReport> FileReader::finish() { return impl_->finish(); }
std::optional<PieceReader> FileReader::piece_reader() const { return impl_->piece_reader(); }
std::optional<DatesFit> FileReader::add(const TextPiece& piece) { return impl_->add(piece); }
uint64_t FileReader::position() const { return impl_->report().bytes; }
uint64_t FileReader::lines_read() const { return impl_->lines_read(); }
uint64_t FileReader::rows_read() const { return impl_->rows_read(); }
const FileSpec& FileReader::resolved_spec() const { return impl_->resolved(); }
const FileReport& FileReader::report() const { return impl_->report(); }

}  // namespace sluice::ingest
