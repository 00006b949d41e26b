#include "app/i18n.h"

#include <array>
#include <span>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include <nlohmann/json.hpp>

#include "app/format.h"
#include "base/embedded_assets.h"

namespace sluice::app {
namespace {

struct KeyHash {
  using is_transparent = void;
  size_t operator()(std::string_view key) const { return std::hash<std::string_view>{}(key); }
};
using Texts = std::unordered_map<std::string, std::string, KeyHash, std::equal_to<>>;

Language& current() {
  static Language language = Language::english;
  return language;
}

Texts load(std::string_view path) {
  Texts texts;
  const nlohmann::json table = nlohmann::json::parse(embedded_translation(path), nullptr, /*allow_exceptions=*/false);
  if (!table.is_object()) return texts;
  for (const auto& [key, text] : table.items()) {
    if (text.is_string()) texts.emplace(key, text.get<std::string>());
  }
  return texts;
}

const Texts& texts_of(Language language) {
  static const std::array<Texts, 2> tables = {load("i18n/en.json"), load("i18n/zh-CN.json")};
  return tables[language == Language::chinese ? 1 : 0];
}

/// Keys that have no text come back as themselves; the pointer must stay valid.
const char* keep(std::string_view key) {
  static std::unordered_set<std::string> kept;
  return kept.emplace(key).first->c_str();
}

std::string fill(std::string_view pattern, std::span<const std::string_view> values) {
  std::string out;
  for (size_t at = 0; at < pattern.size(); ++at) {
    const bool placeholder = pattern[at] == '{' && at + 2 < pattern.size() && pattern[at + 2] == '}' &&
                             pattern[at + 1] >= '0' && pattern[at + 1] <= '9';
    if (!placeholder) {
      out += pattern[at];
      continue;
    }
    const size_t index = static_cast<size_t>(pattern[at + 1] - '0');
    if (index < values.size()) out += values[index];
    at += 2;
  }
  return out;
}

}  // namespace

Language language() { return current(); }
void set_language(Language language) { current() = language; }

Language language_from_tag(std::string_view tag) {
  const auto is = [&](size_t at, char lower) { return at < tag.size() && (tag[at] | 0x20) == lower; };
  const bool chinese = is(0, 'z') && is(1, 'h') && (tag.size() == 2 || tag[2] == '-' || tag[2] == '_');
  return chinese ? Language::chinese : Language::english;
}

const char* language_tag(Language language) { return language == Language::chinese ? "zh-CN" : "en"; }

const char* tr(std::string_view key) {
  const Texts& texts = texts_of(language());
  const auto found = texts.find(key);
  return found != texts.end() ? found->second.c_str() : keep(key);
}

std::string tr_format(std::string_view key, std::initializer_list<std::string_view> values) {
  return fill(tr(key), values);
}

std::string tr_plural(std::string_view key, double count, std::initializer_list<std::string_view> more) {
  const std::string number = format_count(count);
  std::vector<std::string_view> values = {number};
  values.insert(values.end(), more.begin(), more.end());
  return fill(tr(std::string(key) + (count == 1 ? ".one" : ".other")), values);
}

const std::string& pick(const TextPair& text) {
  return language() == Language::chinese && !text.zh.empty() ? text.zh : text.en;
}

}  // namespace sluice::app
