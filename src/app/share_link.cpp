#include "app/share_link.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>

namespace sluice::app {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kSpecKey = "s=";
constexpr std::string_view kSampleKey = "sample=";
constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

std::string encode_base64url(std::string_view bytes) {
  std::string text;
  uint32_t bits = 0;
  int held = 0;
  for (const char byte : bytes) {
    bits = bits << 8 | static_cast<uint8_t>(byte);
    for (held += 8; held >= 6; held -= 6) text += kDigits[bits >> (held - 6) & 63];
  }
  if (held > 0) text += kDigits[bits << (6 - held) & 63];
  return text;
}

std::optional<std::string> decode_base64url(std::string_view text) {
  while (text.ends_with('=')) text.remove_suffix(1);
  std::string bytes;
  uint32_t bits = 0;
  int held = 0;
  for (const char digit : text) {
    const size_t value = kDigits.find(digit);
    if (value == std::string_view::npos) return std::nullopt;
    bits = bits << 6 | static_cast<uint32_t>(value);
    held += 6;
    if (held >= 8) {
      held -= 8;
      bytes += static_cast<char>(bits >> held & 255);
    }
  }
  return bytes;
}

/// Entries of lists have no default to compare with; what says "decide yourself" in a spec is left out of them.
bool says_nothing(const Json& value) {
  return value.is_null() || value == "" || value == "automatic" || (value.is_array() && value.empty());
}

Json without_silence(const Json& value) {
  if (value.is_array()) {
    Json list = Json::array();
    for (const Json& entry : value) list.push_back(without_silence(entry));
    return list;
  }
  if (!value.is_object()) return value;
  Json object = Json::object();
  for (const auto& [name, member] : value.items()) {
    if (!says_nothing(member)) object[name] = without_silence(member);
  }
  return object;
}

/// The members of `value` that differ from `standard`.
Json difference(const Json& value, const Json& standard) {
  Json object = Json::object();
  for (const auto& [name, member] : value.items()) {
    const Json& usual = standard.at(name);
    if (member == usual) continue;
    object[name] = member.is_object() && usual.is_object() ? difference(member, usual) : without_silence(member);
  }
  return object;
}

std::string_view part(std::string_view fragment, std::string_view key) {
  while (!fragment.empty()) {
    const size_t end = std::min(fragment.find('&'), fragment.size());
    const std::string_view entry = fragment.substr(0, end);
    if (entry.starts_with(key)) return entry.substr(key.size());
    fragment.remove_prefix(std::min(end + 1, fragment.size()));
  }
  return {};
}

Error damaged() {
  return {ErrorCode::bad_json,
          {"This link is incomplete or damaged. Ask the sender to copy it again.",
           "链接不完整或已损坏，请让发送者重新复制。"},
          {}};
}

}  // namespace

std::string share_fragment(const Spec& spec, std::string_view sample) {
  Json shared = Json::object({{"version", spec.version}});
  shared.update(difference(Json::parse(to_json(spec, -1)), Json::parse(to_json(Spec{}, -1))));
  std::string fragment = std::string(kSpecKey) + encode_base64url(shared.dump());
  if (!sample.empty()) fragment += "&" + std::string(kSampleKey) + std::string(sample);
  return fragment;
}

bool is_shared_view(std::string_view fragment) {
  return fragment.starts_with(kSpecKey) || fragment.find("&s=") != std::string_view::npos;
}

Result<SharedView> parse_share_fragment(std::string_view fragment) {
  const std::optional<std::string> json = decode_base64url(part(fragment, kSpecKey));
  if (!json || json->empty() || !Json::accept(*json)) return damaged();
  Result<Spec> spec = parse_spec(*json);
  if (!spec) return std::move(spec).error();
  return SharedView{std::move(*spec), std::string(part(fragment, kSampleKey))};
}

}  // namespace sluice::app
