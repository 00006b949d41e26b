// Files that tests read: those of the repository, and the shared ones that may be missing.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <optional>
#include <string>

namespace sluice::test {

/// The bytes of a file, or nullopt where it cannot be opened.
inline std::optional<std::string> read_file(const std::string& path) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"), std::fclose);
  if (!file) return std::nullopt;
  std::string text;
  char buffer[1 << 16];
  while (const size_t count = std::fread(buffer, 1, sizeof buffer, file.get())) text.append(buffer, count);
  return text;
}

/// A file of the repository; a missing one is a defect and gives an empty text that no test accepts.
inline std::string repository_file(const std::string& path) {
  return read_file(std::string(SLUICE_SOURCE_DIR) + "/" + path).value_or("");
}

/// A real file beside the repository (SLUICE_SHARED names another place); nullopt where it is missing: skip the test.
inline std::optional<std::string> shared_file(const std::string& path) {
  const char* place = std::getenv("SLUICE_SHARED");
  return read_file((place ? std::string(place) : std::string(SLUICE_SOURCE_DIR) + "/../shared") + "/" + path);
}

/// What stands between the first ```LANGUAGE line and its end in a Markdown text, without the last line break.
inline std::string first_block(const std::string& markdown, const std::string& language) {
  const std::string open = "```" + language + "\n";
  const size_t begin = markdown.find(open);
  const size_t end = begin == std::string::npos ? begin : markdown.find("\n```", begin);
  return end == std::string::npos ? "" : markdown.substr(begin + open.size(), end - begin - open.size());
}

}  // namespace sluice::test
