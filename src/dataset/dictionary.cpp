#include "dataset/dictionary.h"

#include <algorithm>
#include <numeric>

namespace sluice {
namespace {

// FNV-1a, finished with a multiply-shift so that the low bits of short keys are spread. Any hash serves: codes follow
// appearance or bytes, never the table.
uint64_t hash_of(std::string_view text) {
  uint64_t hash = 14695981039346656037ULL;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  return hash ^ (hash >> 29);
}

}  // namespace

std::string_view Dictionary::at(uint32_t code) const {
  const uint64_t from = offsets_[code];
  return std::string_view(bytes_).substr(from, offsets_[code + 1] - from);
}

uint32_t Dictionary::find(std::string_view text) const {
  if (slots_.empty()) return kNone;
  const size_t mask = slots_.size() - 1;
  for (size_t slot = hash_of(text) & mask;; slot = (slot + 1) & mask) {
    if (slots_[slot] == kNone || at(slots_[slot]) == text) return slots_[slot];
  }
}

uint32_t Dictionary::intern(std::string_view text) {
  if ((size_t{size()} + 1) * 2 > slots_.size()) rehash(std::max<size_t>(64, slots_.size() * 2));
  const size_t mask = slots_.size() - 1;
  size_t slot = hash_of(text) & mask;
  while (slots_[slot] != kNone) {
    if (at(slots_[slot]) == text) return slots_[slot];
    slot = (slot + 1) & mask;
  }
  const uint32_t code = size();
  slots_[slot] = code;
  bytes_.append(text);
  offsets_.push_back(bytes_.size());
  return code;
}

void Dictionary::rehash(size_t slots) {
  slots_.assign(slots, kNone);
  for (uint32_t code = 0; code < size(); ++code) {
    size_t slot = hash_of(at(code)) & (slots - 1);
    while (slots_[slot] != kNone) slot = (slot + 1) & (slots - 1);
    slots_[slot] = code;
  }
}

std::vector<uint32_t> Dictionary::sort() {
  std::vector<uint32_t> order(size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [this](uint32_t a, uint32_t b) { return at(a) < at(b); });
  std::string bytes;
  bytes.reserve(bytes_.size());
  std::vector<uint64_t> offsets{0};
  offsets.reserve(offsets_.size());
  std::vector<uint32_t> new_code(size());
  for (uint32_t rank = 0; rank < order.size(); ++rank) {
    new_code[order[rank]] = rank;
    bytes.append(at(order[rank]));
    offsets.push_back(bytes.size());
  }
  bytes_ = std::move(bytes);
  offsets_ = std::move(offsets);
  if (!slots_.empty()) rehash(slots_.size());
  return new_code;
}

}  // namespace sluice
