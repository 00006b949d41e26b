#include "engine/load_forecast.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "engine/service.h"
#include "report/message_fields.h"
#include "unit/engine/counted_memory.h"
#include "unit/engine/service_fixture.h"

namespace sluice::engine {
namespace {

using ::testing::HasSubstr;

constexpr size_t kSlice = size_t{8} << 20;

struct OrderFile {
  int lines = 0;
  int most_lines_of_an_order = 1;
  int customers = 1;
  bool names = false;
  bool order_ids = true;
};

/// Orders by time, the lines of each together; few customers buy often, many once or twice.
std::string order_file(const OrderFile& wanted) {
  std::mt19937 random(7);
  std::string text = "customer,time,amount";
  text += wanted.order_ids ? ",order" : "";
  text += wanted.names ? ",customer name\n" : "\n";
  int orders = 0;
  for (int line = 0; line < wanted.lines; ++orders) {
    const double u = static_cast<double>(random()) / 4294967296.0;
    const auto rank = static_cast<int>(wanted.customers * std::pow(u, 2.5));
    const std::string customer = std::to_string(10'000'000 + rank * 7919LL % wanted.customers);
    const std::string time = format_time(TimeMs{1'700'000'000'000} + TimeMs{60'000} * orders);
    const int size = 1 + static_cast<int>(random() % static_cast<unsigned>(wanted.most_lines_of_an_order));
    for (int i = 0; i < size; ++i, ++line) {
      text += "C" + customer + "," + time + "," + std::to_string(random() % 90'000 / 100.0).substr(0, 5);
      if (wanted.order_ids) text += ",SO" + std::to_string(20'000'000 + orders);
      if (wanted.names) text += ",Mr. Longfellow Number " + customer;
      text += '\n';
    }
  }
  return text;
}

std::string event_file(int rows, int customers, bool details = false) {
  std::mt19937 random(7);
  std::string text = details ? "customer,event,time,channel,city,amount\n" : "customer,event,time\n";
  for (int row = 0; row < rows; ++row) {
    text += "C" + std::to_string(10'000'000 + random() % static_cast<unsigned>(customers));
    text += random() % 2 == 0 ? ",visit," : ",checkout,";
    text += format_time(TimeMs{1'700'000'000'000} + TimeMs{60'000} * row);
    if (details) {
      text += random() % 3 == 0 ? ",web,City " : ",app,City ";
      text += std::to_string(random() % 30) + "," + std::to_string(random() % 9000 / 100.0).substr(0, 5);
    }
    text += '\n';
  }
  return text;
}

std::optional<MemoryForecast> forecast_of(std::string_view text, size_t piece = kSlice) {
  LoadForecast forecast({{"orders.csv", text.size()}});
  for (size_t at = 0; at < text.size(); at += piece) forecast.observe(0, bytes_of(text.substr(at, piece)), {});
  return forecast.forecast();
}

/// The most memory that loading and analysing the text took; 0 where that failed.
size_t memory_needed(std::string_view text) {
  forget_most_memory();
  const size_t before = memory_in_use();
  Service service;
  const Json files = Json::array({Json::object({{"name", "orders.csv"}, {"size", text.size()}})});
  service.call(dump_json(Json::object({{"method", "load_begin"}, {"params", Json::object({{"files", files}})}}), -1));
  for (size_t at = 0; at < text.size(); at += kSlice) service.chunk(0, bytes_of(text.substr(at, kSlice)));
  const Answer answer = service.call(R"({"method":"load_end"})");
  return answer.json.starts_with(R"({"ok":true)") ? most_memory_used() - before : 0;
}

void expect_within_a_quarter(double forecast, double truth) {
  EXPECT_GE(forecast, truth * 0.75);
  EXPECT_LE(forecast, truth * 1.25);
}

TEST(LoadForecast, ComesWithinAQuarterOfTheMemoryThatALoadTakes) {
  if (!kMemoryIsCounted) GTEST_SKIP() << "memory is not counted under the sanitizers";
  const std::string texts[] = {
      order_file({.lines = 2'000'000, .most_lines_of_an_order = 5, .customers = 200'000}),
      order_file({.lines = 1'000'000, .most_lines_of_an_order = 1, .customers = 400'000, .names = true}),
      order_file({.lines = 1'500'000, .most_lines_of_an_order = 3, .customers = 20'000, .order_ids = false}),
      event_file(3'000'000, 100'000),
      event_file(2'000'000, 100'000, true),
  };
  for (const std::string& text : texts) {
    SCOPED_TRACE(text.substr(0, 80));
    const auto forecast = forecast_of(text);
    ASSERT_TRUE(forecast);
    const size_t needed = memory_needed(text);
    expect_within_a_quarter(static_cast<double>(forecast->bytes), static_cast<double>(needed));
  }
}

TEST(LoadForecast, CountsTheRowsOfTheWholeFile) {
  const std::string text = order_file({.lines = 200'000, .most_lines_of_an_order = 3, .customers = 5'000});
  const auto forecast = forecast_of(text);
  ASSERT_TRUE(forecast);
  EXPECT_NEAR(static_cast<double>(forecast->rows), 200'000, 4'000);
  EXPECT_EQ(forecast->order_lines, forecast->rows);
}

TEST(LoadForecast, CountsARowOfStepsOnce) {
  std::string text = "user_id,signed_up,activated,paid\n";
  for (int user = 0; user < 200'000; ++user) {
    const std::string day = format_day(day_from_civil({2024, 1, 1}) + user % 300);
    text += "U" + std::to_string(10'000'000 + user) + "," + day + "," + day + "," + day + "\n";
  }
  const auto forecast = forecast_of(text);
  ASSERT_TRUE(forecast);
  EXPECT_NEAR(static_cast<double>(forecast->rows), 200'000, 4'000);
  EXPECT_NEAR(static_cast<double>(forecast->customers), 200'000, 4'000);
}

TEST(LoadForecast, DependsOnNoChunkSize) {
  const std::string text = order_file({.lines = 60'000, .customers = 5'000});
  const auto whole = forecast_of(text);
  ASSERT_TRUE(whole);
  for (const size_t piece : {size_t{1000}, size_t{65'537}, size_t{1} << 20}) EXPECT_EQ(forecast_of(text, piece), whole);
}

TEST(LoadForecast, SaysNothingOfAFileThatIsReadAtOnce) {
  EXPECT_FALSE(forecast_of(order_file({.lines = 1000, .customers = 100})));
}

// Twelve files, one a month, of which only the first has begun.
TEST(LoadForecast, FilesThatHaveNotBegunAreTakenToBeLikeTheFirst) {
  const std::string text = order_file({.lines = 60'000, .customers = 5'000});
  LoadForecast forecast(std::vector<FileToLoad>(12, {"month.csv", text.size()}));
  forecast.observe(0, bytes_of(text), {});
  ASSERT_TRUE(forecast.forecast());
  EXPECT_NEAR(static_cast<double>(forecast.forecast()->rows), 720'000, 15'000);
  const MemoryForecast first = *forecast.forecast();
  for (size_t file = 1; file < 12; ++file) forecast.observe(file, bytes_of(text), {});
  EXPECT_NEAR(static_cast<double>(forecast.forecast()->rows), static_cast<double>(first.rows), 12);
}

std::string customers_file(int rows) {
  std::string text = "customer,city,level,gender\n";
  for (int row = 0; row < rows; ++row) text += "C" + std::to_string(10'000'000 + row) + ",Oslo,gold,f\n";
  return text;
}

// What is said of the whole does not hang on which file comes first, and a table of customers is no pattern for orders.
TEST(LoadForecast, ATableOfCustomersSaysNothingOfTheOrdersBehindIt) {
  const std::string people = customers_file(100'000);
  const std::string orders = order_file({.lines = 300'000, .most_lines_of_an_order = 4, .customers = 100'000});
  LoadForecast tables_first({{"people.csv", people.size()}, {"orders.csv", orders.size()}});
  tables_first.observe(0, bytes_of(people), {});
  ASSERT_TRUE(tables_first.forecast());
  EXPECT_NEAR(static_cast<double>(tables_first.forecast()->customers), 100'000, 3'000);
  tables_first.observe(1, bytes_of(orders), {});
  LoadForecast orders_first({{"orders.csv", orders.size()}, {"people.csv", people.size()}});
  orders_first.observe(0, bytes_of(orders), {});
  orders_first.observe(1, bytes_of(people), {});
  EXPECT_EQ(tables_first.forecast()->customers, orders_first.forecast()->customers);
  EXPECT_EQ(tables_first.forecast()->bytes, orders_first.forecast()->bytes);
  EXPECT_LT(tables_first.forecast()->customers, 130'000U);
}

TEST(LoadForecast, SamplesA64thOfAFileWithinBounds) {
  constexpr uint64_t kMegabyte = 1 << 20;
  EXPECT_EQ(sample_bytes(kMegabyte), kMegabyte);
  EXPECT_EQ(sample_bytes(128 * kMegabyte), 2 * kMegabyte);
  EXPECT_EQ(sample_bytes(4096 * kMegabyte), 4 * kMegabyte);
}

TEST(LoadForecast, DeclinesOnlyWhatIsClearlyBeyondTheLimit) {
  const MemoryForecast forecast{100'000'000, 100'000'000, 5'000'000, 5'200'000'000};
  EXPECT_FALSE(beyond_memory(forecast, 0, {}));
  EXPECT_FALSE(beyond_memory(forecast, 4'100'000'000, {}));
  const auto error = beyond_memory(forecast, 4'000'000'000, {{"2024 orders.csv", 0}, {"more.csv", 0}});
  ASSERT_TRUE(error);
  EXPECT_EQ(error->code, ErrorCode::out_of_memory);
  for (const char* part : {"100 million rows", "5.2 GB", "4 GB", "about 77% of this one",
                           "sluice analyze '2024 orders.csv' more.csv --customers customers.csv"}) {
    EXPECT_THAT(error->message.en, HasSubstr(part));
  }
  for (const char* part : {"1 亿行", "5.2 GB", "4 GB", "sluice analyze '2024 orders.csv' more.csv"}) {
    EXPECT_THAT(error->message.zh, HasSubstr(part));
  }
}

Json begin(Service& service, uint64_t size, uint64_t limit) {
  const Json files = Json::array({Json::object({{"name", "orders.csv"}, {"size", size}})});
  const Json params = Json::object({{"files", files}, {"memory_limit", limit}});
  return Json::parse(service.call(dump_json(Json::object({{"method", "load_begin"}, {"params", params}}), -1)).json);
}

TEST(LoadForecast, TravelsWithTheProgressAndEndsTheLoadBeforeItIsRead) {
  const std::string text = order_file({.lines = 60'000, .customers = 5'000});
  Service service;
  ASSERT_TRUE(begin(service, 4'000'000'000, 0)["ok"]);
  const Json taken = Json::parse(service.chunk(0, bytes_of(text)).json);
  ASSERT_TRUE(taken["ok"]);
  EXPECT_EQ(taken["result"]["rows"], 60'000);
  EXPECT_FALSE(taken["result"].contains("expected_rows"));  // a 4 GB file has a sample of 8 MB
  ASSERT_TRUE(begin(service, 60'000'000, 0)["ok"]);
  const Json told = Json::parse(service.chunk(0, bytes_of(text)).json);
  EXPECT_GT(told["result"]["expected_rows"], 1'000'000);
  EXPECT_GT(told["result"]["expected_bytes"], 40'000'000);

  ASSERT_TRUE(begin(service, 60'000'000, 40'000'000)["ok"]);
  const Json declined = Json::parse(service.chunk(0, bytes_of(text)).json);
  ASSERT_FALSE(declined["ok"]);
  EXPECT_EQ(declined["error"]["code"], "out_of_memory");
}

}  // namespace
}  // namespace sluice::engine
