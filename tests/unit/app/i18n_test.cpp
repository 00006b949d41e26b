#include "app/i18n.h"

#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/embedded_assets.h"

namespace sluice::app {
namespace {

using Table = std::map<std::string, std::string>;

Table table_of(const char* path) { return nlohmann::json::parse(embedded_translation(path)).get<Table>(); }

std::multiset<std::string> placeholders(const std::string& text) {
  std::multiset<std::string> found;
  for (size_t open = text.find('{'); open != std::string::npos; open = text.find('{', open + 1)) {
    found.insert(text.substr(open, text.find('}', open) - open + 1));
  }
  return found;
}

std::string read(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// All of the interface's own source, as one text.
std::string sources() {
  std::string all;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(SLUICE_SOURCE_DIR "/src/app")) {
    const std::string extension = entry.path().extension();
    if (extension == ".cpp" || extension == ".h") all += read(entry.path());
  }
  return all;
}

TEST(Translations, BothLanguagesSayTheSameThings) {
  const Table english = table_of("i18n/en.json"), chinese = table_of("i18n/zh-CN.json");
  ASSERT_FALSE(english.empty());
  for (const auto& [key, text] : english) {
    ASSERT_TRUE(chinese.contains(key)) << key << " is missing in Chinese";
    std::multiset<std::string> here = placeholders(text), there = placeholders(chinese.at(key));
    if (key.ends_with(".one")) {  // "one day" needs no number
      here.erase("{0}");
      there.erase("{0}");
    }
    EXPECT_EQ(here, there) << key;
    EXPECT_FALSE(text.empty()) << key;
    EXPECT_FALSE(chinese.at(key).empty()) << key;
  }
  for (const auto& [key, text] : chinese) EXPECT_TRUE(english.contains(key)) << key << " is missing in English";
}

TEST(Translations, FilesAreSortedWithOneKeyALine) {
  for (const char* name : {"en.json", "zh-CN.json"}) {
    std::istringstream lines(read(std::filesystem::path(SLUICE_SOURCE_DIR "/assets/i18n") / name));
    std::string before, line;
    while (std::getline(lines, line)) {
      if (line == "{" || line == "}") continue;
      const size_t end = line.find("\": \"");
      ASSERT_TRUE(line.starts_with("  \"") && end != std::string::npos) << name << ": " << line;
      ASSERT_TRUE(line.ends_with("\",") || line.ends_with('"')) << name << ": " << line;
      const std::string key = line.substr(3, end - 3);
      EXPECT_LT(before, key) << name;
      before = key;
    }
  }
}

TEST(Translations, EveryKeyInTheSourceExists) {
  const Table english = table_of("i18n/en.json");
  const std::string all = sources();
  // tr("a.b") and tr_format("a.b" name a key; tr_plural("a.b" names the stem of two.
  for (const std::string call : {"tr(", "tr_format(", "tr_plural("}) {
    for (size_t at = all.find(call); at != std::string::npos; at = all.find(call, at + 1)) {
      const bool part_of_a_longer_name = std::isalnum(static_cast<unsigned char>(all[at - 1])) || all[at - 1] == '_';
      const size_t quote = all.find_first_not_of(" \n", at + call.size());
      if (part_of_a_longer_name || all[quote] != '"') continue;
      const std::string key = all.substr(quote + 1, all.find('"', quote + 1) - quote - 1);
      if (key.ends_with('.')) continue;  // the rest is computed
      if (call == "tr_plural(") {
        EXPECT_TRUE(english.contains(key + ".one") && english.contains(key + ".other")) << key;
      } else {
        EXPECT_TRUE(english.contains(key)) << key;
      }
    }
  }
}

TEST(Translations, EveryKeyIsUsed) {
  const std::string all = sources();
  const auto quoted = [&](const std::string& text) { return all.find('"' + text) != std::string::npos; };
  for (const auto& [key, text] : table_of("i18n/en.json")) {
    // A key stands in the source whole, as the stem of a plural, or as a computed key's beginning ("month.short.").
    const size_t dot = key.rfind('.');
    const std::string stem = key.substr(0, dot);
    const std::string last = key.substr(dot + 1);
    bool used = quoted(key + '"') || quoted(stem + ".\"");
    if (last == "one" || last == "other")
      used = used || quoted(stem + '"') || quoted(stem.substr(0, stem.rfind('.')) + ".\"");
    EXPECT_TRUE(used) << key << " is used nowhere in src/app";
  }
}

TEST(Translations, PlaceholdersPluralsAndUnknownKeys) {
  set_language(Language::english);
  EXPECT_EQ(tr_plural("format.days", 1), "1 day");
  EXPECT_EQ(tr_plural("format.days", 12345), "12,345 days");
  EXPECT_EQ(tr_format("common.remove", {"{0}"}), "Remove {0}");
  EXPECT_EQ(tr_format("common.remove", {}), "Remove ");
  EXPECT_STREQ(tr("no.such.key"), "no.such.key");
  set_language(Language::chinese);
  EXPECT_EQ(tr_plural("format.days", 1), "1 天");
  EXPECT_EQ(pick({"yes", "是"}), "是");
  EXPECT_EQ(pick({"only English", ""}), "only English");
  set_language(Language::english);
  EXPECT_EQ(pick({"yes", "是"}), "yes");
}

TEST(Translations, LanguageTags) {
  for (const char* tag : {"zh", "zh-CN", "ZH-Hans-SG", "zh_TW"})
    EXPECT_EQ(language_from_tag(tag), Language::chinese) << tag;
  for (const char* tag : {"", "en", "en-GB", "zhuang", "z", "fr-CN"})
    EXPECT_EQ(language_from_tag(tag), Language::english) << tag;
}

}  // namespace
}  // namespace sluice::app
