// A workbook that is in memory as it came: its sheets, and each of them as a source of records. A date cell becomes ISO
// text, a number the shortest text that reads back to it, so that nothing behind this knows spreadsheets.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ingest/import_report.h"
#include "ingest/record_source.h"
#include "ingest/zip_archive.h"

namespace sluice::ingest {

class Workbook {
 public:
  virtual ~Workbook() = default;

  virtual Format format() const = 0;
  virtual const std::vector<SheetReport>& sheets() const = 0;  ///< in the order of their tabs

  /// Reads a sheet from its beginning; may be asked again. Cells stand at the place of their column, column A first;
  /// rows without a cell are left out. Errors: damaged_file, too_large.
  virtual Result<std::unique_ptr<RecordSource>> open(size_t sheet) = 0;

  virtual uint64_t held_bytes() const { return 0; }  ///< beside the workbook as it came, where they are many
};

/// `bytes` must outlive the workbook. Errors: damaged_file, encrypted_file, unknown_format, too_large.
Result<std::unique_ptr<Workbook>> open_workbook(std::string_view bytes);

bool is_zipped_workbook(const ZipArchive& archive);  ///< xlsx or ods

/// The error for archives that office programs write and that hold no table we read: documents, binary workbooks.
std::optional<Error> recognise_zipped_document(const ZipArchive& archive);

// The three kinds, each in a file of its own.
Result<std::unique_ptr<Workbook>> open_xlsx(std::string_view bytes);
Result<std::unique_ptr<Workbook>> open_ods(std::string_view bytes);
Result<std::unique_ptr<Workbook>> open_xls(std::string_view bytes);

inline constexpr size_t kMostSheetColumns = 16'384;         ///< of Excel; cells beyond are left out
inline constexpr uint64_t kMostSheetRows = 1 << 20;         ///< of Excel and OpenDocument
inline constexpr size_t kMostPartBytes = size_t{64} << 20;  ///< of a part that is held whole: styles, names of sheets

}  // namespace sluice::ingest
