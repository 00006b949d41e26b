#include "ingest/column_names.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/text.h"
#include "ingest/known_names.h"
#include "ingest/simplified.h"

namespace sluice::ingest {
namespace {

std::string plain_word(std::string_view text) { return lower_ascii(to_simplified(trim(to_half_width(trim(text))))); }

// Where the unit in parentheses begins in a trimmed half-width header; npos: there is none, or nothing stands before
// it.
size_t unit_begin(std::string_view text) {
  if (text.empty() || (text.back() != ')' && text.back() != ']')) return std::string_view::npos;
  const size_t open = text.find_last_of(text.back() == ')' ? '(' : '[');
  return open == 0 ? std::string_view::npos : open;
}

// The name without what does not matter.
std::string plain_name(std::string_view header) {
  std::string name;
  for (const char c : plain_word(header)) {
    if (std::string_view(" _-.#:/'\"").find(c) == std::string_view::npos) name.push_back(c);
  }
  return name;
}

void add_meanings(std::string_view name, std::vector<NameMeaning>& meanings) {
  for (const std::span<const KnownName> names : {known_names(), known_chinese_names()}) {
    for (const KnownName& known : names) {
      if (known.name == name) meanings.push_back({known.role, known.score});
    }
  }
}

}  // namespace

std::vector<NameMeaning> meanings_of(std::string_view header) {
  std::vector<NameMeaning> meanings;
  const std::string half(trim(to_half_width(header)));
  const std::string name = plain_name(half);
  add_meanings(name, meanings);
  if (meanings.empty()) {
    const size_t unit = unit_begin(half);
    const std::string stem = unit == std::string::npos ? name : plain_name(std::string_view(half).substr(0, unit));
    if (stem != name) add_meanings(stem, meanings);
    if (meanings.empty()) {
      for (const KnownName& ending : known_endings()) {
        if (stem.size() > ending.name.size() && stem.ends_with(ending.name)) {
          meanings.push_back({ending.role, ending.score});
          break;
        }
      }
    }
  }
  std::stable_sort(meanings.begin(), meanings.end(),
                   [](const NameMeaning& a, const NameMeaning& b) { return a.score > b.score; });
  return meanings;
}

bool names_attribute(std::string_view header) { return is_known_attribute_name(plain_name(header)); }

bool names_step_date(std::string_view header) {
  constexpr std::array<std::string_view, 25> kOfNoStep{
      "birth",  "dob",  "updat", "modif", "chang", "last",     "latest", "recent", "expir",
      "expect", "due",  "valid", "next",  "plan",  "deadline", "生日",   "出生",   "更新",
      "修改",   "变更", "最近",  "最后",  "到期",  "预计",     "截止"};
  const std::string name = plain_name(header);
  return std::none_of(kOfNoStep.begin(), kOfNoStep.end(),
                      [&](std::string_view word) { return name.find(word) != std::string::npos; });
}

bool names_customer_date(std::string_view header) { return is_known_customer_date(plain_name(header)); }

ExperimentMeaning experiment_meaning_of(std::string_view header) {
  const std::string half(trim(to_half_width(header)));
  const size_t unit = unit_begin(half);
  const std::string name = plain_name(unit == std::string::npos ? half : half.substr(0, unit));
  for (const ExperimentName& known : known_experiment_names()) {
    if (known.name == name) return {known.part, known.plain};
  }
  // "retention_7", "是否复购"
  constexpr std::string_view kRetention = "retention", kWhether = "是否";
  const bool whether = name.starts_with(kWhether) && name.size() > kWhether.size();
  return {name.starts_with(kRetention) || whether ? ExperimentPart::outcome : ExperimentPart::none, false};
}

bool names_control(std::string_view cell) {
  const std::string name = plain_name(cell);
  const std::span<const std::string_view> words = control_words();
  return std::find(words.begin(), words.end(), name) != words.end();
}

std::string unit_of(std::string_view header) {
  const std::string half(trim(to_half_width(header)));
  const size_t open = unit_begin(half);
  if (open == std::string::npos) return {};
  return std::string(trim(std::string_view(half).substr(open + 1, half.size() - open - 2)));
}

Outcome outcome_of(std::string_view cell) {
  const std::string word = plain_word(cell);
  for (const OutcomeWord& known : outcome_words()) {
    if (known.word == word) return known.outcome;
  }
  return Outcome::open;
}

}  // namespace sluice::ingest
