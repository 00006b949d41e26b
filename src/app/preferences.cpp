#include "app/preferences.h"

#include <array>

namespace sluice::app {
namespace {

constexpr std::string_view kLanguageKey = "language";
constexpr std::string_view kThemeKey = "theme";
constexpr std::array<std::string_view, 3> kThemeNames{"system", "light", "dark"};

Language remembered_language(const Host& host, std::string_view browser_tag) {
  const std::string chosen = host.stored(kLanguageKey);
  return language_from_tag(chosen.empty() ? browser_tag : chosen);
}

ThemeChoice remembered_theme(const Host& host) {
  const std::string chosen = host.stored(kThemeKey);
  for (size_t i = 0; i < kThemeNames.size(); ++i) {
    if (chosen == kThemeNames[i]) return static_cast<ThemeChoice>(i);
  }
  return ThemeChoice::system;
}

}  // namespace

Preferences::Preferences(Host& host, std::string_view language_tag, bool system_dark)
    : host_(host),
      language_(remembered_language(host, language_tag)),
      theme_(remembered_theme(host)),
      system_dark_(system_dark) {
  tell_host();
}

void Preferences::choose_language(Language language) {
  language_ = language;
  host_.store(kLanguageKey, language_tag(language));
  tell_host();
}

void Preferences::choose_theme(ThemeChoice theme) {
  theme_ = theme;
  host_.store(kThemeKey, kThemeNames[static_cast<size_t>(theme)]);
  tell_host();
}

void Preferences::on_system_theme(bool dark) {
  system_dark_ = dark;
  tell_host();
}

void Preferences::tell_host() {
  set_language(language_);
  host_.set_language(language_tag(language_));
  host_.set_dark(dark());
}

}  // namespace sluice::app
