// Expected failures as values: Result<T> holds either a T or an Error. An Error has a code for programs, a sentence
// for people in both languages, and the place that is to blame. Nothing in the core prints or aborts.
#pragma once

#include <cassert>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "base/text_pair.h"

namespace sluice {

enum class ErrorCode {
  bad_request,        ///< a message to the engine has no such method or lacks a parameter
  bad_json,           ///< text is not JSON; the place has line and column
  bad_spec,           ///< a spec is JSON but not a valid spec; the place has a JSON pointer
  no_dataset,         ///< a question was asked before a file was loaded
  empty_file,         ///< the file has no bytes, or no row under its header
  not_text,           ///< the bytes are no table: a picture, an archive without one, a program...
  unknown_format,     ///< a table format that is not read (xlsb, Parquet...), or a version of one
  damaged_file,       ///< an archive or workbook is cut short or broken; the place has the byte where that shows
  encrypted_file,     ///< an archive or workbook is protected by a password
  too_large,          ///< a compressed file unpacks to more than any table has: a bomb, or a mistake
  bad_encoding,       ///< an encoding was named that is not known, or the bytes contradict it
  record_too_long,    ///< one record is longer than kMaxRecordBytes: usually a quote that never closes
  too_few_columns,    ///< the table has one column where at least two are needed
  columns_not_found,  ///< no column serves as customer, time, amount... for any known shape
  no_usable_rows,     ///< every row was rejected
  not_found,          ///< no such customer, file or segment
  not_applicable,     ///< the loaded files hold no data for what was asked (a funnel from an R/F/M table...)
  out_of_memory,      ///< the dataset does not fit
  cannot_open,        ///< a path cannot be read or written (command line)
  cancelled,          ///< the user ended the request
  engine_failed,      ///< our own defect: an exception nobody expected
};

/// Where an error is. What is not known is empty or 0; lines and columns count from 1, bytes from 0.
struct Place {
  std::string file;
  uint64_t line = 0;
  uint64_t column = 0;
  std::optional<uint64_t> byte;
  std::string pointer;  ///< JSON pointer (RFC 6901) into a spec or message

  bool operator==(const Place&) const = default;
};

struct Error {
  ErrorCode code = ErrorCode::engine_failed;
  TextPair message;  ///< what happened and what to do next
  Place place;

  /// "orders.csv:12: message" or "/rfm/bins: message", for logs and command lines. `chinese` picks the language.
  std::string to_string(bool chinese = false) const;
};

/// A T or an Error. Ask has_value() before value(); asking for the wrong one is our own mistake (assert).
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : content_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : content_(std::in_place_index<1>, std::move(error)) {}

  bool has_value() const { return content_.index() == 0; }
  explicit operator bool() const { return has_value(); }
  T& value() & { return *check(std::get_if<0>(&content_)); }
  const T& value() const& { return *check(std::get_if<0>(&content_)); }
  T&& value() && { return std::move(*check(std::get_if<0>(&content_))); }
  Error& error() & { return *check(std::get_if<1>(&content_)); }
  const Error& error() const& { return *check(std::get_if<1>(&content_)); }
  Error&& error() && { return std::move(*check(std::get_if<1>(&content_))); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }

 private:
  template <class P>
  static P* check(P* pointer) {
    assert(pointer != nullptr);
    return pointer;
  }
  std::variant<T, Error> content_;
};

/// Success without a value.
struct Done {};
using Status = Result<Done>;

}  // namespace sluice
