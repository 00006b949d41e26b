// A sheet that is written in XML as a source of records: the bytes of its part go through a handler, which fills in
// rows.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "ingest/record_source.h"
#include "ingest/sheet_rows.h"
#include "ingest/xml_reader.h"
#include "ingest/zip_archive.h"

namespace sluice::ingest {

class XmlSheetHandler : public XmlHandler {
 public:
  SheetRows rows;
  uint64_t last_row = 0;        // of the sheet, where the workbook has counted them; else 0
  XmlReader* reader = nullptr;  // to stop it behind the sheet
  uint64_t bytes_read = 0;      // of the part
  std::optional<Error> error;   // why the sheet is not read on
};

template <class Handler>
class XmlSheet final : public RecordSource {
 public:
  template <class... Arguments>
  XmlSheet(std::string part, ZipStream stream, Arguments&&... arguments)
      : stream_(std::move(stream)),
        handler_(std::forward<Arguments>(arguments)...),
        reader_(std::move(part), handler_),
        buffer_(size_t{64} << 10) {
    handler_.reader = &reader_;
  }

  Step next(Record& record) override {
    while (!handler_.rows.next(record)) {
      if (ended_ || reader_.stopped()) return Step::finished;
      const auto read = stream_.read(buffer_);
      if (!read) return fail(read.error());
      ended_ = *read == 0;
      handler_.bytes_read += *read;
      if (Status parsed = reader_.parse({buffer_.data(), *read}, ended_); !parsed) return fail(parsed.error());
      if (handler_.error) return fail(*handler_.error);
    }
    return Step::record;
  }
  const Error& error() const override { return error_; }
  double share_read() const override {
    if (handler_.last_row == 0) return stream_.share_read();
    return static_cast<double>(handler_.rows.last_row()) / static_cast<double>(handler_.last_row);
  }

 private:
  Step fail(const Error& error) {
    error_ = error;
    return Step::failed;
  }

  ZipStream stream_;
  Handler handler_;
  XmlReader reader_;
  std::vector<char> buffer_;
  bool ended_ = false;
  Error error_;
};

}  // namespace sluice::ingest
