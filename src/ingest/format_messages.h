// Every sentence about containers, workbooks and JSON: what is broken, where, and what to do next; notes on what was
// chosen. The caller fills in the file's name. Wording only, as messages.h does for the rest of ingest.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace sluice::ingest {

// Containers. An empty `entry` is the archive itself; bytes count from 0.
Error cut_gzip(uint64_t byte);
Error damaged_gzip(uint64_t byte);
Error cut_zip(uint64_t byte);
Error damaged_zip(std::string_view entry, uint64_t byte);    ///< `byte`: in the archive
Error damaged_entry(std::string_view entry, uint64_t byte);  ///< `byte`: of what was unpacked
Error encrypted_entry(std::string_view entry);
Error unknown_method(std::string_view entry, unsigned method);
Error unpacks_to_too_much(std::string_view entry, uint64_t packed, uint64_t plain);
Error archive_too_large(uint64_t limit);
Error nested_too_deep();
Error no_table_in_archive(const std::vector<std::string>& names);
Error no_such_entry(std::string_view entry, const std::vector<std::string>& names);
Error other_document(TextPair what);  ///< a Word document, a binary workbook

// Workbooks
Error damaged_workbook(std::string_view part);  ///< `part`: an entry, or a stream of an .xls
Error encrypted_workbook();
Error workbook_too_large(std::string_view part, TextPair what);
Error bad_xml(std::string_view part, uint64_t line, std::string_view reason);
Error xml_with_document_type(std::string_view part);
Error old_workbook();
Error no_such_sheet(std::string_view sheet, const std::vector<std::string>& names);
Error no_table_in_workbook(const std::vector<std::string>& names);

// JSON
Error bad_json_text(uint64_t line, TextPair expected);
Error no_records_in_json();

// Notes
TextPair note_gzip_surplus(uint64_t byte);
TextPair note_other_entries(std::string_view chosen, size_t tables);
TextPair note_other_sheets(std::string_view chosen, size_t others);
TextPair note_json_list(std::string_view path);
TextPair note_json_cut_short(uint64_t line);
TextPair note_late_members(uint64_t records, std::string_view first);

}  // namespace sluice::ingest
