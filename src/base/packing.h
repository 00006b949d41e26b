// Values as bytes and back, to hand them from one copy of this program to another: a worker of the page, another
// thread. Both ends are of the same build, so nothing is said twice: members follow each other in memory order. A type
// with parts lists them once for both directions, in a member or a free function transfer(archive, value).
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace sluice {

class PackWriter {
 public:
  /// Values are not changed; they are taken as what a reader would change, so that one transfer() serves both.
  template <class... T>
  void operator()(T&... values) {
    (put(values), ...);
  }

  std::string take() && { return std::move(bytes_); }

 private:
  template <class T>
  void put(T& value) {
    if constexpr (requires { value.transfer(*this); }) {
      value.transfer(*this);
    } else if constexpr (requires { transfer(*this, value); }) {
      transfer(*this, value);
    } else {
      static_assert(std::is_trivially_copyable_v<T> && !std::is_pointer_v<T>, "list its parts in transfer()");
      bytes_.append(reinterpret_cast<const char*>(&value), sizeof value);
    }
  }
  void put(std::string& text) { put_all(text); }
  template <class T>
  void put(std::vector<T>& values) {
    put_all(values);
  }
  template <class T, size_t N>
  void put(std::array<T, N>& values) {
    for (T& value : values) put(value);
  }
  template <class T>
  void put(std::optional<T>& value) {
    bool present = value.has_value();
    put(present);
    if (present) put(*value);
  }
  template <class Sequence>
  void put_all(Sequence& values) {
    using T = typename Sequence::value_type;
    uint64_t count = values.size();
    put(count);
    if constexpr (std::is_arithmetic_v<T>) {
      bytes_.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T));
    } else {
      for (T& value : values) put(value);
    }
  }

  std::string bytes_;
};

class PackReader {
 public:
  explicit PackReader(std::string_view bytes) : left_(bytes) {}

  template <class... T>
  void operator()(T&... values) {
    (get(values), ...);
  }

  /// Whether everything was there and nothing is left over.
  bool complete() const { return good_ && left_.empty(); }

 private:
  template <class T>
  void get(T& value) {
    if constexpr (requires { value.transfer(*this); }) {
      value.transfer(*this);
    } else if constexpr (requires { transfer(*this, value); }) {
      transfer(*this, value);
    } else {
      static_assert(std::is_trivially_copyable_v<T> && !std::is_pointer_v<T>, "list its parts in transfer()");
      copy(&value, sizeof value);
    }
  }
  void get(std::string& text) { get_all(text); }
  template <class T>
  void get(std::vector<T>& values) {
    get_all(values);
  }
  template <class T, size_t N>
  void get(std::array<T, N>& values) {
    for (T& value : values) get(value);
  }
  template <class T>
  void get(std::optional<T>& value) {
    bool present = false;
    get(present);
    if (!present) return value.reset();
    get(value.emplace());
  }
  template <class Sequence>
  void get_all(Sequence& values) {
    using T = typename Sequence::value_type;
    uint64_t count = 0;
    get(count);
    constexpr size_t kLeastBytes = std::is_arithmetic_v<T> ? sizeof(T) : 1;
    if (count > left_.size() / kLeastBytes) {
      good_ = false;
      return;
    }
    values.resize(static_cast<size_t>(count));
    if constexpr (std::is_arithmetic_v<T>) {
      copy(values.data(), values.size() * sizeof(T));
    } else {
      for (T& value : values) get(value);
    }
  }
  void copy(void* to, size_t size) {
    good_ = good_ && size <= left_.size();
    if (!good_ || size == 0) return;
    std::memcpy(to, left_.data(), size);
    left_.remove_prefix(size);
  }

  std::string_view left_;
  bool good_ = true;
};

}  // namespace sluice
