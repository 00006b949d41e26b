#include "engine/cli_options.h"

#include <charconv>

namespace sluice::engine {
namespace {

Error usage_error(const std::string& en, const std::string& zh) {
  return {ErrorCode::bad_request, {en + " See: sluice --help", zh + " 参见：sluice --help"}, {}};
}

/// Walks over the arguments; knows `--name value` and `--name=value`.
class Cursor {
 public:
  explicit Cursor(std::span<const std::string_view> arguments) : arguments_(arguments) {}

  bool done() const { return next_ == arguments_.size(); }

  /// The next argument without its "=value".
  std::string_view take() {
    const std::string_view argument = arguments_[next_++];
    const size_t equals = argument.starts_with("--") ? argument.find('=') : std::string_view::npos;
    has_attached_ = equals != std::string_view::npos;
    if (!has_attached_) return argument;
    attached_ = argument.substr(equals + 1);
    return argument.substr(0, equals);
  }

  bool has_value() const { return has_attached_ || !done(); }
  std::string_view value() { return has_attached_ ? attached_ : arguments_[next_++]; }

 private:
  std::span<const std::string_view> arguments_;
  size_t next_ = 0;
  bool has_attached_ = false;
  std::string_view attached_;
};

bool read_size(std::string_view text, size_t& size) {
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), size);
  return failure == std::errc() && end == text.data() + text.size() && size > 0;
}

// "500MB", "4GB": the units in which files are counted.
bool read_memory(std::string_view text, uint64_t& bytes) {
  uint64_t unit = 0;
  if (text.ends_with("MB")) unit = 1'000'000;
  if (text.ends_with("GB")) unit = 1'000'000'000;
  size_t count = 0;
  if (unit == 0 || !read_size(text.substr(0, text.size() - 2), count) || count > UINT64_MAX / unit) return false;
  bytes = count * unit;
  return true;
}

Status set_option(CliOptions& options, std::string_view name, std::string_view value) {
  const std::string shown(name);
  if (name == "--spec") {
    options.spec_path = value;
  } else if (name == "--report") {
    options.report_path = value;
  } else if (name == "--customers") {
    options.customers_path = value;
  } else if (name == "--rejects") {
    options.rejects_path = value;
  } else if (name == "--language") {
    if (value != "en" && value != "zh-CN") {
      return usage_error("--language is en or zh-CN.", "--language 应为 en 或 zh-CN。");
    }
    options.chinese = value == "zh-CN";
  } else if (name == "--threads") {
    if (!read_size(value, options.threads)) {
      return usage_error("--threads takes a whole number above 0.", "--threads 应为大于 0 的整数。");
    }
  } else if (name == "--memory-limit") {
    if (!read_memory(value, options.memory_limit)) {
      return usage_error("--memory-limit is a size such as 500MB or 4GB.",
                         "--memory-limit 应为 500MB、4GB 之类的大小。");
    }
  } else if (name == "--chunk-bytes") {
    if (!read_size(value, options.chunk_bytes)) {
      return usage_error("--chunk-bytes takes a whole number above 0.", "--chunk-bytes 应为大于 0 的整数。");
    }
  } else {
    return usage_error("There is no option " + shown + ".", "没有选项 " + shown + "。");
  }
  return Done{};
}

Result<CliCommand> command_named(std::string_view name) {
  if (name == "analyze") return CliCommand::analyze;
  if (name == "spec") return CliCommand::spec;
  if (name == "help") return CliCommand::help;
  return usage_error("There is no command '" + std::string(name) + "'.", "没有命令“" + std::string(name) + "”。");
}

Status check(const CliOptions& options) {
  if (options.command == CliCommand::help || options.command == CliCommand::version) return Done{};
  if (options.files.empty()) return usage_error("Name at least one file.", "请至少指定一个文件。");
  if (options.command == CliCommand::spec &&
      !(options.report_path.empty() && options.customers_path.empty() && options.rejects_path.empty())) {
    return usage_error("--report, --customers and --rejects belong to 'sluice analyze'.",
                       "--report、--customers、--rejects 只用于 sluice analyze。");
  }
  return Done{};
}

}  // namespace

Result<CliOptions> parse_command_line(std::span<const std::string_view> arguments) {
  CliOptions options;
  Cursor cursor(arguments);
  bool command_seen = false;
  bool only_files = false;  // after "--"
  while (!cursor.done()) {
    const std::string_view argument = cursor.take();
    if (!only_files && (argument == "--help" || argument == "-h")) return CliOptions{};
    if (!only_files && argument == "--version") {
      options.command = CliCommand::version;
      return options;
    }
    if (!only_files && argument == "--") {
      only_files = true;
    } else if (!only_files && argument.size() > 1 && argument.front() == '-') {
      if (!cursor.has_value()) {
        return usage_error(std::string(argument) + " needs a value.", std::string(argument) + " 缺少取值。");
      }
      if (const Status status = set_option(options, argument, cursor.value()); !status) return status.error();
    } else if (!command_seen) {
      const Result<CliCommand> command = command_named(argument);
      if (!command) return command.error();
      options.command = *command;
      command_seen = true;
    } else {
      options.files.emplace_back(argument);
    }
  }
  if (!command_seen) return usage_error("Say what to do: analyze or spec.", "请指定命令：analyze 或 spec。");
  if (const Status status = check(options); !status) return status.error();
  return options;
}

TableFormat CliOptions::customers_format() const {
  if (customers_path.ends_with(file_extension(TableFormat::xlsx))) return TableFormat::xlsx;
  if (customers_path.ends_with(file_extension(TableFormat::json))) return TableFormat::json;
  return TableFormat::csv_bom;
}

std::string_view command_line_help() {
  return R"(Sluice: customer segments and funnels from an order export.

usage:
  sluice analyze FILE... [options]   read the files, score customers, make the report
  sluice spec FILE...                print the spec that these files get by default

options:
  --spec PATH        choices as JSON (docs/spec.md); default: automatic
  --report PATH      write the report as JSON (docs/report.md)
  --customers PATH   write the scored customers: .xlsx, .json, or any other name for CSV
  --rejects PATH     write the rows that were not used as CSV
  --language LANG    en (default) or zh-CN
  --threads N        read large files with N threads (default: all of the machine)
  --memory-limit S   decline files that would clearly need more than S, such as 4GB, before
                     reading them; default: no limit
  --chunk-bytes N    read N bytes at once (default 8388608); no result depends on it
  --help, --version

PATH and FILE may be - for standard output and input. Without --report, --customers and
--rejects a summary is printed. Nothing is sent anywhere.

exit code: 0 done, 1 a file or spec cannot be used, 2 wrong usage.
)";
}

}  // namespace sluice::engine
