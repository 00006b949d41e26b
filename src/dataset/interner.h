// Gives codes to texts as rows bring them. Files repeat a text from line to line; the last one is remembered.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "dataset/dictionary.h"

namespace sluice {

class Interner {
 public:
  uint32_t code(std::string_view text) {
    if (last_code_ == Dictionary::kNone || text != last_text_) {
      last_code_ = dictionary.intern(text);
      last_text_ = text;
    }
    return last_code_;
  }

  Dictionary dictionary;

 private:
  std::string last_text_;
  uint32_t last_code_ = Dictionary::kNone;
};

}  // namespace sluice
