#include "app/engine_client.h"

#include <utility>

namespace sluice::app {

uint32_t EngineClient::send(std::string_view request_json, Reply reply) {
  const uint32_t id = ++last_id_;
  pending_.emplace(id, std::move(reply));
  host_.send(id, request_json);
  return id;
}

void EngineClient::forget(uint32_t request_id) { pending_.erase(request_id); }

void EngineClient::cancel(uint32_t request_id) {
  if (pending_.erase(request_id) > 0) host_.cancel(request_id);
}

// The reply leaves the list before it runs: it may send the next request.
void EngineClient::on_answer(uint32_t request_id, std::string_view result_json) {
  auto node = pending_.extract(request_id);
  if (!node.empty() && node.mapped().answered) node.mapped().answered(result_json);
}

void EngineClient::on_error(uint32_t request_id, std::string_view error_json) {
  auto node = pending_.extract(request_id);
  if (!node.empty() && node.mapped().failed) node.mapped().failed(parse_failure(error_json));
}

void EngineClient::on_progress(uint32_t request_id, std::string_view progress_json) {
  const auto found = pending_.find(request_id);
  if (found != pending_.end() && found->second.progressed) found->second.progressed(parse_progress(progress_json));
}

}  // namespace sluice::app
