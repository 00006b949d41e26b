// The command line as data: what was asked for, or what is wrong with it. Touches no file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/table_format.h"

namespace sluice::engine {

enum class CliCommand { help, version, analyze, spec };

struct CliOptions {
  CliCommand command = CliCommand::help;
  std::vector<std::string> files;  ///< "-" is standard input
  std::string spec_path;           ///< empty: the default spec
  std::string report_path;         ///< empty: a summary on standard output instead; "-" is standard output
  std::string customers_path;
  std::string rejects_path;
  bool chinese = false;
  size_t threads = 0;         ///< that read; 0: as many as the machine has
  uint64_t memory_limit = 0;  ///< bytes; files that clearly need more are declined before they are read; 0: no limit
  size_t chunk_bytes = size_t{8} << 20;  ///< how much is read at once; no result depends on it

  TableFormat customers_format() const;  ///< by the ending of customers_path: .xlsx, .json; else CSV, marked for Excel
};

/// `arguments` without the program's name. Error: bad_request with a sentence.
Result<CliOptions> parse_command_line(std::span<const std::string_view> arguments);

std::string_view command_line_help();

}  // namespace sluice::engine
