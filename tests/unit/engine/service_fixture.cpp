#include "unit/engine/service_fixture.h"

#include "report/spec_fields.h"

namespace sluice::engine {

std::span<const std::byte> bytes_of(std::string_view text) {
  return std::as_bytes(std::span(text.data(), text.size()));
}

Json parsed(const Answer& answer) { return Json::parse(answer.json); }

std::string request(std::string_view method, const Json& params) {
  return dump_json(Json::object({{"method", method}, {"params", params}}), -1);
}

Json load(Service& service, std::string_view text, size_t chunk, const char* name, const Spec& spec) {
  const Json files = Json::array({Json::object({{"name", name}, {"size", text.size()}})});
  const Json begun =
      parsed(service.call(request("load_begin", Json::object({{"files", files}, {"spec", write_json(spec)}}))));
  if (!begun["ok"]) return begun;
  for (size_t at = 0; at < text.size(); at += std::min(chunk, text.size() - at)) {
    const Json taken = parsed(service.chunk(0, bytes_of(text.substr(at, chunk))));
    if (!taken["ok"]) return taken;
  }
  return parsed(service.call(request("load_end", Json::object())));
}

Json analyze(Service& service, const Json& spec) {
  return parsed(service.call(request("analyze", Json::object({{"spec", spec}}))));
}

std::string report_of(Service& service) { return service.call(request("export_report", Json::object())).binary; }

Json asked(Service& service, const char* method, const Json& params) {
  return parsed(service.call(request(method, params)));
}

Json with_ingest(const Spec& spec, const Json& loaded) {
  Json json = write_json(spec);
  json["ingest"] = loaded["ingest"];
  return json;
}

}  // namespace sluice::engine
