#include "dataset/dictionary.h"

#include <algorithm>
#include <array>
#include <bit>

#include "base/ordering.h"
#include "base/text.h"

namespace sluice {
namespace {

constexpr size_t kFewestSlots = 64;

uint32_t tag_of(uint64_t hash) { return static_cast<uint32_t>(hash >> 32); }

// The eight bytes behind the first `skip` ones, so that the order of the numbers is the order of the strings as far as
// they reach. What ends earlier is filled with zeros.
uint64_t sorting_key(std::string_view text, size_t skip) {
  uint64_t key = 0;
  for (size_t i = skip; i < skip + 8; ++i)
    key = key << 8 | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0U);
  return key;
}

}  // namespace

uint32_t Dictionary::find(std::string_view text) const {
  if (sorted_) {
    uint32_t low = 0;
    for (uint32_t high = size(); low < high;) {
      const uint32_t middle = low + (high - low) / 2;
      if (at(middle) < text)
        low = middle + 1;
      else
        high = middle;
    }
    return low < size() && at(low) == text ? low : kNone;
  }
  if (slots_.empty()) return kNone;
  const size_t mask = slots_.size() - 1;
  const uint64_t hash = hash_of(text);
  for (size_t slot = hash & mask;; slot = (slot + 1) & mask) {
    const Slot& here = slots_[slot];
    if (here.code == kNone || (here.tag == tag_of(hash) && same_bytes(at(here.code), text))) return here.code;
  }
}

uint32_t Dictionary::intern(std::string_view text, uint64_t hash) {
  if ((size_t{size()} + 1) * 2 > slots_.size()) rehash(std::max(kFewestSlots, slots_.size() * 2));
  const size_t mask = slots_.size() - 1;
  size_t slot = hash & mask;
  for (; slots_[slot].code != kNone; slot = (slot + 1) & mask) {
    if (slots_[slot].tag == tag_of(hash) && same_bytes(at(slots_[slot].code), text)) return slots_[slot].code;
  }
  const uint32_t code = size();
  slots_[slot] = {tag_of(hash), code};
  texts_.push_back(text);
  sorted_ = false;
  return code;
}

void Dictionary::intern_all(const TextColumn& texts, const std::vector<uint64_t>& hashes,
                            std::vector<uint32_t>& codes) {
  constexpr size_t kAtOnce = 32;
  codes.resize(texts.size());
  reserve(size_t{size()} + texts.size());
  const size_t mask = slots_.size() - 1;
  std::array<Slot, kAtOnce> first{};
  std::array<uint32_t, kAtOnce> candidates{};
  std::array<std::string_view, kAtOnce> known{};
  for (size_t begin = 0; begin < texts.size(); begin += kAtOnce) {
    const size_t count = std::min(kAtOnce, texts.size() - begin);
    // On its own: no branch that could be guessed wrongly holds up the next one's load.
    for (size_t i = 0; i < count; ++i) first[i] = slots_[hashes[begin + i] & mask];
    for (size_t i = 0; i < count; ++i) {
      const uint32_t tag = tag_of(hashes[begin + i]);
      Slot here = first[i];
      for (size_t slot = hashes[begin + i]; here.code != kNone && here.tag != tag;) here = slots_[++slot & mask];
      candidates[i] = here.code;
    }
    for (size_t i = 0; i < count; ++i) {
      if (candidates[i] != kNone) known[i] = at(candidates[i]);
    }
    for (size_t i = 0; i < count; ++i) {
      const bool found = candidates[i] != kNone && same_bytes(known[i], texts[begin + i]);
      codes[begin + i] = found ? candidates[i] : kNone;
    }
    for (size_t i = begin; i < begin + count; ++i) {  // `known` does not outlive the first of these
      if (codes[i] == kNone) codes[i] = intern(texts[i], hashes[i]);
    }
  }
}

void Dictionary::reserve(size_t texts) {
  const size_t slots = (texts + 1) * 2;
  if (slots > slots_.size()) rehash(std::bit_ceil(std::max(kFewestSlots, slots)));
}

void Dictionary::rehash(size_t slots) {
  while (slots < size_t{size()} * 2) slots *= 2;
  slots_.assign(slots, {});
  for (uint32_t code = 0; code < size(); ++code) {
    const uint64_t hash = hash_of(at(code));
    size_t slot = hash & (slots - 1);
    while (slots_[slot].code != kNone) slot = (slot + 1) & (slots - 1);
    slots_[slot] = {tag_of(hash), code};
  }
}

std::vector<uint32_t> Dictionary::sort() {
  slots_ = {};
  sorted_ = true;
  if (size() == 0) return {};
  // Identifiers of one file begin alike; the first bytes in which they differ are sorted by radix.
  size_t common = at(0).size();
  for (uint32_t code = 1; code < size() && common > 0; ++code) {
    const std::string_view text = at(code);
    common = std::min(common, text.size());
    const std::string_view first = at(0);
    common = static_cast<size_t>(
        std::mismatch(first.begin(), first.begin() + static_cast<std::ptrdiff_t>(common), text.begin()).first -
        first.begin());
  }
  std::vector<uint64_t> keys(size());
  for (uint32_t code = 0; code < size(); ++code) keys[code] = sorting_key(at(code), common);
  std::vector<uint32_t> order = stable_order(keys);
  for (size_t begin = 0; begin < order.size();) {
    size_t end = begin + 1;
    while (end < order.size() && keys[order[end]] == keys[order[begin]]) ++end;
    if (end - begin > 1) {
      std::sort(order.begin() + static_cast<std::ptrdiff_t>(begin), order.begin() + static_cast<std::ptrdiff_t>(end),
                [this](uint32_t a, uint32_t b) { return at(a) < at(b); });
    }
    begin = end;
  }
  keys = {};

  TextColumn sorted;
  sorted.bytes.reserve(texts_.bytes.size());
  sorted.ends.reserve(texts_.ends.size());
  std::vector<uint32_t> new_code(size());
  for (uint32_t rank = 0; rank < order.size(); ++rank) {
    new_code[order[rank]] = rank;
    sorted.push_back(at(order[rank]));
  }
  texts_ = std::move(sorted);
  return new_code;
}

}  // namespace sluice
