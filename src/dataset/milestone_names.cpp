#include "dataset/milestone_names.h"

#include <algorithm>
#include <string_view>

#include "base/text.h"
#include "dataset/joins.h"

namespace sluice {
namespace {

using ingest::FileReport;
using ingest::Role;
using ingest::Shape;

// "exports/deals_2023.csv.gz": "deals_2023"
std::string_view without_folder_and_ending(std::string_view file) {
  file.remove_prefix(file.find_last_of("/\\") + 1);  // npos + 1 is 0
  const size_t dot = file.find('.', 1);
  return file.substr(0, dot);
}

// "deals_2023": "deals". A name that is a number alone is of no series.
std::string series_of(std::string_view file) {
  std::string series;
  for (const char c : without_folder_and_ending(file)) {
    const bool is_ascii = static_cast<unsigned char>(c) < 0x80;
    if (!is_ascii || is_ascii_letter(c)) series += lower_ascii(c);
  }
  return series;
}

std::vector<std::string> milestones_of(const FileReport& file) {
  std::vector<std::string> names;
  if (file.shape != Shape::milestones) return names;
  for (const ingest::ColumnReport& column : file.columns) {
    if (column.role == Role::milestone) names.push_back(column.name);
  }
  return names;
}

// The first of the files before it, or itself, of whose table the file is a part.
size_t first_part(const std::vector<FileReport>& files, size_t file) {
  size_t first = 0;
  while (first < file && !are_parts(files[first], files[file])) ++first;
  return first;
}

// Whether the column is one of another table's steps too.
bool is_shared(const std::vector<FileReport>& files, size_t file, const std::string& column) {
  for (size_t other = 0; other < files.size(); ++other) {
    const std::vector<std::string> names = milestones_of(files[other]);
    const bool has = std::find(names.begin(), names.end(), column) != names.end();
    if (has && first_part(files, other) != first_part(files, file)) return true;
  }
  return false;
}

// The file's name without its ending, where that tells it from the others.
std::string label_of(const std::vector<FileReport>& files, size_t file) {
  const std::string_view label = without_folder_and_ending(files[file].name);
  const bool is_taken = std::any_of(files.begin(), files.end(), [&](const FileReport& other) {
    return &other != &files[file] && !milestones_of(other).empty() && without_folder_and_ending(other.name) == label;
  });
  return std::string(is_taken ? std::string_view(files[file].name) : label);
}

}  // namespace

bool are_parts(const FileReport& a, const FileReport& b) {
  if (a.shape != Shape::milestones || b.shape != Shape::milestones || !same_columns(a, b)) return false;
  if (milestones_of(a).size() > 1) return true;
  const std::string series = series_of(a.name);
  return a.name == b.name || (!series.empty() && series == series_of(b.name));
}

std::vector<MilestoneName> name_milestones(const std::vector<FileReport>& files) {
  std::vector<MilestoneName> names;
  for (size_t file = 0; file < files.size(); ++file) {
    for (const std::string& column : milestones_of(files[file])) {
      if (!is_shared(files, file, column)) continue;
      const std::string label = label_of(files, first_part(files, file));
      names.push_back({static_cast<uint16_t>(file), column, column + " (" + label + ")"});
    }
  }
  return names;
}

void note_milestone_names(const std::vector<MilestoneName>& names, std::vector<FileReport>& files) {
  for (const MilestoneName& name : names) {
    files[name.file].notes.push_back(
        {"Another table has a column " + quoted(name.column) + ", too: the events of this one are called " +
             quoted(name.event) + ".",
         "其他表也有" + quoted_zh(name.column) + "列：本表的事件命名为" + quoted_zh(name.event) + "。"});
  }
}

}  // namespace sluice
