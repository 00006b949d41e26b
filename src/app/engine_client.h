// The interface's end of the message boundary: gives every request a number, keeps who waits for its answer, and drops
// what comes for a request that nobody waits for any more. Knows nothing of what the messages mean.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string_view>

#include "app/host.h"
#include "base/result.h"
#include "report/messages.h"

namespace sluice::app {

/// What happens when the engine has something to say about a request. Exactly one of the first two is called, once.
struct Reply {
  std::function<void(std::string_view result_json)> answered;
  std::function<void(const Failure&)> failed;
  std::function<void(const LoadProgress&)> progressed = {};  ///< any number of times before
};

class EngineClient {
 public:
  explicit EngineClient(Host& host) : host_(host) {}

  uint32_t send(std::string_view request_json, Reply reply);
  void forget(uint32_t request_id);  ///< its answer will be dropped; the engine finishes the work
  void cancel(uint32_t request_id);  ///< forget, and the engine stops

  void on_answer(uint32_t request_id, std::string_view result_json);
  void on_error(uint32_t request_id, std::string_view error_json);
  void on_progress(uint32_t request_id, std::string_view progress_json);

  bool waiting() const { return !pending_.empty(); }

 private:
  Host& host_;
  uint32_t last_id_ = 0;
  std::map<uint32_t, Reply> pending_;
};

}  // namespace sluice::app
