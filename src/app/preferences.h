// What this browser remembers about the person: language and theme, and only once they have chosen them.
#pragma once

#include "app/host.h"
#include "app/i18n.h"

namespace sluice::app {

enum class ThemeChoice { system, light, dark };

class Preferences {
 public:
  /// Remembered choices, else the browser's language and the system's theme. Tells the host and the translations.
  Preferences(Host& host, std::string_view language_tag, bool system_dark);

  Language language() const { return language_; }
  ThemeChoice theme() const { return theme_; }
  bool dark() const { return theme_ == ThemeChoice::system ? system_dark_ : theme_ == ThemeChoice::dark; }

  void choose_language(Language language);
  void choose_theme(ThemeChoice theme);
  void on_system_theme(bool dark);

 private:
  void tell_host();

  Host& host_;
  Language language_;
  ThemeChoice theme_ = ThemeChoice::system;
  bool system_dark_;
};

}  // namespace sluice::app
