// A Service as the page and the worker talk to it: requests and answers are JSON.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_fields.h"
#include "engine/service.h"
#include "report/spec.h"

namespace sluice::engine {

/// Three customers with a purchase; one line without a customer, one without a day.
inline constexpr std::string_view kOrders =
    "order_id,customer_id,order_date,amount\n"
    "1,ann,2024-01-05,10.50\n"
    "2,bob,2024-01-06,20\n"
    "3,ann,2024-02-01,5.25\n"
    "4,,2024-02-02,9\n"
    "5,cid,2024-02-30,9\n"
    "6,dee,2024-03-01,7\n";

std::span<const std::byte> bytes_of(std::string_view text);
Json parsed(const Answer& answer);
std::string request(std::string_view method, const Json& params);

/// Loads one file in chunks of `chunk` bytes; the answer of the first step that fails, or of load_end.
Json load(Service& service, std::string_view text, size_t chunk = SIZE_MAX, const char* name = "orders.csv",
          const Spec& spec = {});

/// What takes long is asked for until it is there, or refused: the last answer, and how far it was each time.
struct Steps {
  Answer answer;
  std::vector<double> shares;
};
Steps in_steps(Service& service, const std::string& question, const std::function<void()>& between = {});
Answer exported(Service& service, const std::string& question);
Json analyze(Service& service, const Json& spec);
std::string report_of(Service& service);  ///< the whole of it
Json asked(Service& service, const char* method, const Json& params = Json::object());

/// The spec with the choices about the files as they were loaded.
Json with_ingest(const Spec& spec, const Json& loaded);

}  // namespace sluice::engine
