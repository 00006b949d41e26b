// The one translation table: assets/i18n/en.json and zh-CN.json, embedded by the build. Flat keys "screen.thing", one
// a line, sorted. The current language is state of the interface. No sentence stands anywhere else in src/app.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

#include "base/text_pair.h"

namespace sluice::app {

enum class Language { english, chinese };

Language language();
void set_language(Language language);
Language language_from_tag(std::string_view tag);  ///< "zh", "zh-CN", "zh-Hans-SG" ... are Chinese, the rest English
const char* language_tag(Language language);       ///< "en" or "zh-CN": for the page and for requests

/// The text in the current language, valid for the life of the program. A key that the table lacks comes back as
/// itself; a test keeps that from happening.
const char* tr(std::string_view key);

/// The same with {0}, {1} ... replaced by `values`. Format numbers with format.h first.
std::string tr_format(std::string_view key, std::initializer_list<std::string_view> values);

/// Takes key + ".one" when English says it in the singular (count is 1), else key + ".other". {0} is the formatted
/// count, {1}... are `more`. Chinese holds the same words under both.
std::string tr_plural(std::string_view key, double count, std::initializer_list<std::string_view> more = {});

/// What the core says in both languages, in the current one; English where a translation is empty.
const std::string& pick(const TextPair& text);

}  // namespace sluice::app
