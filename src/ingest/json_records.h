// JSON text in pieces of any size in, records out: a list of objects, such a list inside of an object
// ({"data": [...]}), or one object after the other, mostly one a line. Members are columns; those of nested objects are
// named with dots ("customer.city"), numbers stay as they are written, null is blank, a nested list stays text. Holds
// the unfinished record only.
//
// The columns are the members found in the sample, in the order of their appearance: one source reads the sample and
// collects them, another is made with these columns and reads the file; what first appears beyond is counted. A list of
// lists has no names; it is read like lines of cells.
//
// A record that is no valid JSON in itself is delivered as one that cannot be used (Record::open_quote), and the
// reading goes on behind it. Where records are one a line, that is always the next line.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "ingest/record_source.h"

namespace sluice::ingest {

struct JsonLayout {
  enum class Kind {
    list,    ///< elements of one list
    lines,   ///< one record a line
    values,  ///< one after the other, over several lines
  };
  Kind kind = Kind::lines;
  size_t begin = 0;            ///< bytes of the text before the first record
  uint64_t line = 1;           ///< on which that is
  std::string path;            ///< of the list inside of an object: "data", "result.rows"
  bool has_names = true;       ///< records are objects
  bool is_whole_text = false;  ///< the list is the document itself: nothing may follow it but another list
};

/// What may stand between any two parts of a document (RFC 8259, section 2).
constexpr bool is_json_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

/// Whether a text is JSON at all, by its first characters.
bool looks_like_json(std::string_view text);

/// How the records lie in a text of which this is the beginning, or all when `complete`. nullopt: more text is needed,
/// or when complete, there is no list of records.
std::optional<JsonLayout> find_json_layout(std::string_view text, bool complete);

class JsonRecords final : public RecordSource {
 public:
  /// Collects the columns.
  JsonRecords(const JsonLayout& layout, size_t longest_record);

  /// Reads by these columns and delivers their names as the first record, if the layout has names.
  JsonRecords(const JsonLayout& layout, size_t longest_record, std::vector<std::string> columns);

  /// Append text to this: from the beginning of the file on, the parts before the list included.
  std::string& text();

  void end() { ended_ = true; }  ///< the text is complete

  Step next(Record& record) override;
  const Error& error() const override { return error_; }

  const std::vector<std::string>& columns() const { return columns_; }

  /// The text ended within the list; the line.
  std::optional<uint64_t> cut_short_line() const { return cut_short_line_; }

  uint64_t late_records() const { return late_records_; }  ///< with members that are no column
  const std::string& late_member() const { return late_member_; }

  static constexpr size_t kMostColumns = 4096;

 private:
  enum class Find { found, broken, need_text, none };
  enum class Where { before_element, in_element, behind_element, behind_list };

  Find find_element();
  Find find_line();
  bool scan_element();
  Find cut_short();
  void skip_blanks();
  void start_again_at(size_t begin);
  bool parse(std::string_view element);
  bool parse_value(std::string_view element, size_t& at, int depth);
  bool parse_object(std::string_view element, size_t& at, int depth);
  bool parse_list(std::string_view element, size_t& at);
  bool parse_text(std::string_view element, size_t& at, std::string_view& value);
  void put(std::string_view value);
  std::optional<size_t> column_of(std::string_view name);
  Step fail(Error error);

  struct Hash {
    using is_transparent = void;
    size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };

  JsonLayout layout_;
  size_t longest_record_;
  bool fixed_columns_ = false;
  bool header_due_ = false;
  std::vector<std::string> columns_;
  std::unordered_map<std::string, size_t, Hash, std::equal_to<>> index_;
  size_t expected_column_ = 0;  // members mostly come in the same order

  std::string text_;
  bool ended_ = false;
  bool skipped_ = false;  // what stands before the first record
  Where where_ = Where::before_element;
  size_t begin_ = 0;        // of the present element, or of what was not looked at
  size_t at_ = 0;           // how far it was scanned
  uint64_t line_ = 1;       // at begin_
  uint64_t next_line_ = 1;  // behind the element that was found
  size_t element_end_ = 0;
  size_t next_begin_ = 0;
  bool needs_start_ = false;  // an element was delivered: go on behind it
  int depth_ = 0;
  bool in_string_ = false;
  bool is_plain_ = false;  // the element is neither object nor list

  std::string path_;       // of the member that is being parsed
  std::string unescaped_;  // texts that had to be rewritten
  std::vector<std::string_view> cells_;
  bool late_ = false;  // the present record has a member that is no column
  uint64_t late_records_ = 0;
  std::string late_member_;
  std::optional<uint64_t> cut_short_line_;
  bool failed_ = false;
  Error error_;
};

}  // namespace sluice::ingest
