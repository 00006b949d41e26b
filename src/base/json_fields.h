// Plain structs to JSON and back, from one list of members a type. A type is made known by specialising Fields<T> with
// a tuple of field("name", &T::member), an enum by specialising EnumNames<E>. Reading never trusts the document: every
// complaint carries the JSON pointer, what was expected and what was found.
#pragma once

#include <array>
#include <cmath>
#include <concepts>
#include <cstdint>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/result.h"

namespace sluice {

using Json = nlohmann::ordered_json;  ///< keeps the members in the order of the field list, so output is deterministic

template <class T>
struct Fields;  ///< static constexpr auto members = std::tuple{field(...), ...};

template <class E>
struct EnumNames;  ///< static constexpr std::array<std::pair<E, std::string_view>, N> names

template <class T, class M>
struct Field {
  std::string_view name;
  M T::*member;
};

template <class T, class M>
constexpr Field<T, M> field(std::string_view name, M T::*member) {
  return {name, member};
}

template <class T>
concept HasFields = requires {
  Fields<T>::members;
};
/// What older documents say in one text: Fields<T>::from_text(text) is read like an object. Never written.
template <class T>
concept ReadsText = requires(std::string text) {
  { Fields<T>::from_text(std::move(text)) } -> std::same_as<T>;
};
template <class E>
concept HasEnumNames = requires {
  EnumNames<E>::names;
};

template <>
struct Fields<TextPair> {
  static constexpr auto members = std::tuple{field("en", &TextPair::en), field("zh", &TextPair::zh)};
};
template <>
struct Fields<Place> {
  static constexpr auto members =
      std::tuple{field("file", &Place::file), field("line", &Place::line), field("column", &Place::column),
                 field("byte", &Place::byte), field("pointer", &Place::pointer)};
};

/// The name of an enum value. The value must be in the list.
template <HasEnumNames E>
std::string_view enum_name(E value) {
  for (const auto& [candidate, name] : EnumNames<E>::names) {
    if (candidate == value) return name;
  }
  return EnumNames<E>::names.front().second;
}

// Writing -----------------------------------------------------------------------------------------------------------

template <class T>
Json write_json(const T& value) {
  if constexpr (HasFields<T>) {
    Json object = Json::object();
    std::apply(
        [&](const auto&... entry) { ((object[std::string(entry.name)] = write_json(value.*(entry.member))), ...); },
        Fields<T>::members);
    return object;
  } else if constexpr (HasEnumNames<T>) {
    return std::string(enum_name(value));
  } else if constexpr (requires { value.has_value(); }) {
    return value.has_value() ? write_json(*value) : Json(nullptr);
  } else if constexpr (std::is_floating_point_v<T>) {
    assert(std::isfinite(value));
    return value;
  } else if constexpr (std::is_arithmetic_v<T> || std::is_convertible_v<T, std::string_view>) {
    return value;
  } else if constexpr (requires { typename T::mapped_type; }) {
    Json object = Json::object();
    for (const auto& [name, entry] : value) object[name] = write_json(entry);
    return object;
  } else {
    Json list = Json::array();
    for (const auto& entry : value) list.push_back(write_json(entry));
    return list;
  }
}

/// `indent` spaces a level, -1 for one line. Bytes that are no UTF-8 become U+FFFD.
inline std::string dump_json(const Json& json, int indent) {
  return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

// Reading -----------------------------------------------------------------------------------------------------------

enum class Missing { keeps_default, is_error };  ///< what an absent member of an object means

/// Text to a document. Error: bad_json, with line and column where the text is none; also where an object has two
/// members of one name, of which other readers would silently take the last.
Result<Json> parse_json(std::string_view text);

/// Reads one document into structs. The first complaint wins; ask status() at the end.
class JsonReader {
 public:
  explicit JsonReader(Missing missing) : missing_(missing) {}

  template <class T>
  void read(const Json& json, T& value) {
    if (error_) return;
    if constexpr (HasFields<T>) {
      if constexpr (ReadsText<T>) {
        if (json.is_string()) return void(value = Fields<T>::from_text(json.get<std::string>()));
      }
      read_object(json, value);
    } else if constexpr (HasEnumNames<T>) {
      read_enum(json, value);
    } else if constexpr (std::is_same_v<T, bool>) {
      if (!json.is_boolean()) return complain_type("true or false", "true 或 false", json);
      value = json.get<bool>();
    } else if constexpr (std::is_floating_point_v<T>) {
      if (!json.is_number()) return complain_type("a number", "数字", json);
      value = json.get<T>();
    } else if constexpr (std::is_integral_v<T>) {
      read_integer(json, value);
    } else if constexpr (std::is_same_v<T, std::string>) {
      if (!json.is_string()) return complain_type("a text", "文本", json);
      value = json.get<std::string>();
    } else if constexpr (requires { value.has_value(); }) {
      if (json.is_null()) {
        value.reset();
      } else {
        read(json, value.emplace());
      }
    } else if constexpr (requires { typename T::mapped_type; }) {
      if (!json.is_object()) return complain_type("an object {...}", "对象 {...}", json);
      value.clear();
      for (const auto& member : json.items()) at(member.key(), [&] { read(member.value(), value[member.key()]); });
    } else if constexpr (requires { value.resize(0); }) {
      if (!json.is_array()) return complain_type("a list", "列表", json);
      value.clear();
      for (size_t i = 0; i < json.size(); ++i) at(std::to_string(i), [&] { read(json[i], value.emplace_back()); });
    } else {
      if (!json.is_array() || json.size() != value.size()) {
        const std::string count = std::to_string(value.size());
        return complain_type("a list of " + count + " entries", count + " 项的列表", json);
      }
      for (size_t i = 0; i < json.size(); ++i) at(std::to_string(i), [&] { read(json[i], value[i]); });
    }
  }

  Status status() const {
    if (error_) return *error_;
    return Done{};
  }

 private:
  template <class T>
  void read_object(const Json& json, T& value) {
    if (!json.is_object()) return complain_type("an object {...}", "对象 {...}", json);
    std::apply([&](const auto&... entry) { (read_member(json, entry.name, value.*(entry.member)), ...); },
               Fields<T>::members);
    std::apply([&](const auto&... entry) { refuse_unknown(json, {entry.name...}); }, Fields<T>::members);
  }

  template <class M>
  void read_member(const Json& object, std::string_view name, M& member) {
    if (error_) return;
    const auto found = object.find(name);
    if (found != object.end()) {
      at(name, [&] { read(*found, member); });
    } else if (missing_ == Missing::is_error) {
      at(name, [&] { complain("is missing", "缺失"); });
    }
  }

  template <class E>
  void read_enum(const Json& json, E& value) {
    std::string choices;
    for (const auto& [candidate, name] : EnumNames<E>::names) {
      if (json.is_string() && json.get_ref<const std::string&>() == name) {
        value = candidate;
        return;
      }
      choices += (choices.empty() ? "\"" : ", \"") + std::string(name) + "\"";
    }
    complain_type("one of " + choices, "以下之一：" + choices, json);
  }

  template <class I>
  void read_integer(const Json& json, I& value) {
    using Limits = std::numeric_limits<I>;
    const bool fits = json.is_number_unsigned() ? std::in_range<I>(json.get<uint64_t>())
                                                : json.is_number_integer() && std::in_range<I>(json.get<int64_t>());
    if (!fits) {
      const std::string range = std::to_string(Limits::min()) + ".." + std::to_string(Limits::max());
      return complain_type("a whole number in " + range, range + " 内的整数", json);
    }
    value = json.is_number_unsigned() ? static_cast<I>(json.get<uint64_t>()) : static_cast<I>(json.get<int64_t>());
  }

  /// Runs `body` with the pointer one step deeper; escapes as RFC 6901 asks.
  template <class Body>
  void at(std::string_view step, Body body) {
    if (error_) return;
    const size_t length = pointer_.size();
    append_step(step);
    body();
    pointer_.resize(length);
  }

  void append_step(std::string_view step);
  void refuse_unknown(const Json& object, std::initializer_list<std::string_view> known);
  void complain_type(const std::string& expected_en, const std::string& expected_zh, const Json& found);
  void complain(const std::string& en, const std::string& zh);

  Missing missing_;
  std::string pointer_;
  std::optional<Error> error_;
};

/// A whole document into a struct. Errors: bad_json, bad_spec.
template <class T>
Result<T> read_document(std::string_view text, Missing missing) {
  Result<Json> json = parse_json(text);
  if (!json) return std::move(json).error();
  T value{};
  JsonReader reader(missing);
  reader.read(*json, value);
  if (const Status status = reader.status(); !status) return status.error();
  return value;
}

}  // namespace sluice
