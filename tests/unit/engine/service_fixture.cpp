#include "unit/engine/service_fixture.h"

#include "report/messages.h"
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
  return parsed(in_steps(service, request("load_end", Json::object())).answer);
}

Steps in_steps(Service& service, const std::string& question, const std::function<void()>& between) {
  Steps steps;
  while (true) {
    steps.answer = service.call(question);
    const Json json = parsed(steps.answer);
    if (!json["ok"].get<bool>()) return steps;
    steps.shares.push_back(json["result"].value("share", 1.0));
    if (steps.shares.back() == 1) return steps;
    if (between) between();
  }
}

Answer exported(Service& service, const std::string& question) { return in_steps(service, question).answer; }

Json analyze(Service& service, const Json& spec) {
  return parsed(in_steps(service, request("analyze", Json::object({{"spec", spec}}))).answer);
}

std::string report_of(Service& service) { return exported(service, export_report_request("")).binary; }

Json asked(Service& service, const char* method, const Json& params) {
  return parsed(service.call(request(method, params)));
}

Json with_ingest(const Spec& spec, const Json& loaded) {
  Json json = write_json(spec);
  json["ingest"] = loaded["ingest"];
  return json;
}

}  // namespace sluice::engine
