// The command line: files in, report and customers out, through the same Service that the page talks to.
#include <cstdio>
#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "engine/cli_options.h"
#include "engine/cli_summary.h"
#include "engine/piece_readers.h"
#include "engine/service.h"
#include "engine/version.h"
#include "report/message_fields.h"

namespace {

using namespace sluice;
using engine::Answer;
using engine::CliCommand;
using engine::CliOptions;
using engine::FileToRead;

enum ExitCode { kDone = 0, kUnusableInput = 1, kWrongUsage = 2 };

struct CloseFile {
  void operator()(std::FILE* file) const {
    if (file != stdin && file != stdout) std::fclose(file);
  }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

Error cannot(const std::string& path, const char* verb_en, const char* verb_zh) {
  const std::string why = std::strerror(errno);
  Error error{ErrorCode::cannot_open, {std::string("cannot ") + verb_en + ": " + why, verb_zh + ("：" + why)}, {}};
  error.place.file = path;
  return error;
}

Error changed_while_read(const std::string& path) {
  Error error{ErrorCode::cannot_open,
              {"cannot read it to its end: was it changed meanwhile? Run the program again.",
               "无法读到末尾：文件是否在读取时被修改？请重新运行。"},
              {}};
  error.place.file = path;
  return error;
}

File open_input(const std::string& path) { return File(path == "-" ? stdin : std::fopen(path.c_str(), "rb")); }

std::string file_name_of(const std::string& path) {
  if (path == "-") return "stdin";
  const size_t slash = path.find_last_of("/\\");
  return slash == std::string::npos ? path : path.substr(slash + 1);
}

/// Bytes of a regular file, 0 where the length is not known before reading (a pipe).
uint64_t size_of(std::FILE* file) {
  if (file == stdin || std::fseek(file, 0, SEEK_END) != 0) return 0;
  const long end = std::ftell(file);
  std::rewind(file);
  return end < 0 ? 0 : static_cast<uint64_t>(end);
}

Result<std::string> read_text(const std::string& path) {
  const File file = open_input(path);
  if (!file) return cannot(path, "open it", "无法打开");
  std::string text;
  std::vector<char> buffer(1 << 16);
  while (const size_t count = std::fread(buffer.data(), 1, buffer.size(), file.get()))
    text.append(buffer.data(), count);
  if (std::ferror(file.get())) return cannot(path, "read it", "无法读取");
  return text;
}

Status write_text(const std::string& path, std::string_view text) {
  const File file(path == "-" ? stdout : std::fopen(path.c_str(), "wb"));
  if (!file) return cannot(path, "write it", "无法写入");
  const bool written = std::fwrite(text.data(), 1, text.size(), file.get()) == text.size();
  if (!written || std::fflush(file.get()) != 0) return cannot(path, "write it", "无法写入");
  return Done{};
}

/// The "result" of an answer, or its error.
Result<Json> result_of(const Answer& answer) {
  Result<Json> document = parse_json(answer.json);
  if (!document) return document;
  if (document->at("ok").get<bool>()) return Json(document->at("result"));
  return parse_failure(dump_json(document->at("error"), -1));
}

std::string request_text(const char* method, const Json& params) {
  return dump_json(Json::object({{"method", method}, {"params", params}}), -1);
}

class Run {
 public:
  explicit Run(const CliOptions& options)
      : options_(options),
        threads_(options.threads > 0 ? options.threads : std::max(1U, std::thread::hardware_concurrency())) {}

  Status execute() {
    Result<Spec> spec = read_spec();
    if (!spec) return spec.error();
    Result<LoadResult> loaded = load(*spec);
    if (!loaded) return loaded.error();
    return options_.command == CliCommand::spec ? write_text("-", to_json(loaded->spec) + "\n")
                                                : write_outputs(std::move(*loaded));
  }

 private:
  Result<Spec> read_spec() const {
    if (options_.spec_path.empty()) return Spec{};
    const Result<std::string> text = read_text(options_.spec_path);
    if (!text) return text.error();
    Result<Spec> spec = parse_spec(*text);
    if (!spec) spec.error().place.file = options_.spec_path;
    return spec;
  }

  Result<LoadResult> load(const Spec& spec) {
    std::vector<File> files;
    Json entries = Json::array();
    for (const std::string& path : options_.files) {
      File file = open_input(path);
      if (!file) return cannot(path, "open it", "无法打开");
      entries.push_back(Json::object({{"name", file_name_of(path)}, {"size", size_of(file.get())}}));
      files.push_back(std::move(file));
    }
    const Json params =
        Json::object({{"files", entries}, {"spec", write_json(spec)}, {"memory_limit", options_.memory_limit}});
    if (const Status status = send("load_begin", params); !status) return status.error();
    for (uint32_t i = 0; i < files.size(); ++i) {
      // A reader takes the beginning only: without a size it reserves and forecasts nothing.
      const Json alone = Json::array({Json::object({{"name", entries[i].at("name")}, {"size", 0}})});
      const FileToRead file{::fileno(files[i].get()), entries[i].at("size").get<uint64_t>(),
                            request_text("load_begin", {{"files", alone}, {"spec", params.at("spec")}})};
      if (const Status status = read_file(i, files[i].get(), file); !status) return status.error();
    }
    while (true) {
      const Result<Json> result = result_of(service_.call(R"({"method":"load_end"})"));
      if (!result) return result.error();
      if (result->contains("report")) return parse_load_result(dump_json(*result, -1));
    }
  }

  /// Chunk by chunk; with several threads only until the rest can be read in pieces.
  Status read_file(uint32_t index, std::FILE* file, const FileToRead& to_read) {
    std::vector<std::byte> chunk(options_.chunk_bytes);
    while (const size_t count = std::fread(chunk.data(), 1, chunk.size(), file)) {
      const Result<Json> taken = result_of(service_.chunk(index, {chunk.data(), count}));
      if (!taken) return taken.error();
      const uint64_t position = taken->at("position").get<uint64_t>();
      if (threads_ > 1 && taken->at("pieces").get<bool>() && to_read.size > position + engine::kPieceBytes) {
        if (const Status status = read_rest(index, to_read, position); !status) return status;
        if (fseeko(file, static_cast<off_t>(to_read.size), SEEK_SET) != 0) break;  // to what it has grown by since
      }
    }
    if (std::ferror(file)) return cannot(options_.files[index], "read it", "无法读取");
    return Done{};
  }

  /// This thread puts the pieces together, and reads some of them while it waits.
  Status read_rest(uint32_t index, const FileToRead& to_read, uint64_t from) {
    engine::PieceReaders readers(to_read, from, threads_ - 1);
    for (size_t i = 0; i < readers.stretches().size(); ++i) {
      std::optional<std::string> packed;
      while (!(packed = readers.take(i))) {
        const std::optional<size_t> own = readers.claim();
        if (!own) {
          readers.wait_for(i);
          continue;
        }
        const engine::FileStretch stretch = readers.stretches()[*own];
        readers.put(*own, service_.read_piece(stretch.from, engine::read_stretch(to_read.descriptor, stretch)).binary);
      }
      if (const Status status = take_piece(index, to_read, readers.stretches()[i], *packed); !status) return status;
    }
    return Done{};
  }

  Status take_piece(uint32_t index, const FileToRead& to_read, engine::FileStretch stretch, const std::string& packed) {
    if (!packed.empty()) {
      const Result<Json> added = result_of(service_.add_piece(index, packed));
      if (!added) return added.error();
      if (added->at("taken").get<bool>()) return Done{};
      stretch.from = added->at("position").get<uint64_t>();
    }
    const std::string bytes = engine::read_stretch(to_read.descriptor, stretch);
    if (bytes.empty() && stretch.from < stretch.to) return changed_while_read(options_.files[index]);
    const Result<Json> taken = result_of(service_.chunk(index, std::as_bytes(std::span(bytes))));
    if (!taken) return taken.error();
    return Done{};
  }

  Status send(const char* method, const Json& params) {
    const Result<Json> result = result_of(service_.call(request_text(method, params)));
    if (!result) return result.error();
    return Done{};
  }

  Status write_outputs(LoadResult loaded) {
    const char* language = options_.chinese ? "zh-CN" : "en";
    if (const Status s = write_binary(options_.report_path, export_report_request("")); !s) return s;
    const std::string customers = export_customers_request({}, {language, options_.customers_format()});
    if (const Status s = write_binary(options_.customers_path, customers); !s) return s;
    const std::string rejects = export_rejects_request({language, TableFormat::csv_bom});
    if (const Status s = write_binary(options_.rejects_path, rejects); !s) return s;
    if (options_.report_path.empty() && options_.customers_path.empty() && options_.rejects_path.empty()) {
      return write_summary(loaded.report);
    }
    return Done{};
  }

  Status write_summary(Report& report) {
    if (const Status s = ask(funnel_request(), &parse_funnel_report, report.funnel); !s) return s;
    if (const Status s = ask(pipeline_request(), &parse_pipeline_report, report.pipeline); !s) return s;
    if (const Status s = ask(experiment_request(), &parse_experiment_report, report.experiment); !s) return s;
    return write_text("-", engine::summarize(report, options_.chinese));
  }

  /// Asks until the answer is there; what the files cannot answer stays absent.
  template <class Made>
  Status ask(const std::string& request, Result<Made> (*parse)(std::string_view json), std::optional<Made>& into) {
    while (true) {
      const Result<Json> answer = result_of(service_.call(request));
      if (!answer) return answer.error().code == ErrorCode::not_applicable ? Status(Done{}) : answer.error();
      const std::string json = dump_json(*answer, -1);
      if (parse_share(json)) continue;
      Result<Made> made = parse(json);
      if (!made) return std::move(made).error();
      into = std::move(*made);
      return Done{};
    }
  }

  /// Asks for an export until it is whole and writes it; nothing where no path was given.
  Status write_binary(const std::string& path, const std::string& request) {
    if (path.empty()) return Done{};
    while (true) {
      const Answer answer = service_.call(request);
      const Result<Json> result = result_of(answer);
      if (!result) return result.error();
      if (result->value("share", 1.0) == 1) return write_text(path, answer.binary);
    }
  }

  const CliOptions& options_;
  size_t threads_;
  engine::Service service_;
};

void complain(const Error& error, bool chinese) {
  std::fprintf(stderr, "sluice: %s\n", error.to_string(chinese).c_str());
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string_view> arguments(argv + std::min(argc, 1), argv + argc);
  const Result<CliOptions> options = engine::parse_command_line(arguments);
  if (!options) {
    complain(options.error(), false);
    return kWrongUsage;
  }
  if (options->command == CliCommand::help) {
    std::fputs(std::string(engine::command_line_help()).c_str(), stdout);
    return kDone;
  }
  if (options->command == CliCommand::version) {
    std::printf("sluice %s\n", std::string(engine::kEngineVersion).c_str());
    return kDone;
  }
  const Status status = Run(*options).execute();
  if (status) return kDone;
  complain(status.error(), options->chinese);
  return kUnusableInput;
}
