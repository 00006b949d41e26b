// Where records come from when they are no delimited text: JSON, sheets of workbooks. The same steps as those of the
// RecordSplitter, which stays a class of its own because the reading of delimited text must not wait for a virtual call
// that it cannot see through.
#pragma once

#include "base/result.h"
#include "ingest/record_splitter.h"

namespace sluice::ingest {

class RecordSource {
 public:
  enum class Step {
    record,     ///< a record was found
    need_text,  ///< there is no whole record yet: append text, or end the source
    finished,   ///< there are no more records
    failed,     ///< error() says why; there is no way on
  };

  virtual ~RecordSource() = default;

  /// The next record. Its views live until the next call. `line` is the physical line of a text, the row of a sheet.
  virtual Step next(Record& record) = 0;

  virtual const Error& error() const = 0;  ///< after Step::failed; the place has no file name yet

  virtual double share_read() const { return 0; }  ///< about how much of the source, 0 to 1; 0: it does not know
};

}  // namespace sluice::ingest
