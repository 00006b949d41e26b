#include "dataset/memory_forecast.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <string>

#include "dataset/sample_counter.h"

namespace sluice {
namespace {

/// A sample of 1,000 rows.
SampleCounts customers(uint64_t in_quarter, uint64_t in_half, uint64_t in_all) {
  SampleCounts sample;
  sample.rows = 1000;
  sample.customers = in_all;
  sample.customers_in_half = in_half;
  sample.customers_in_quarter = in_quarter;
  return sample;
}

TEST(ExpectedCustomers, FollowAPowerOfTheRowsThatDoesNotChange) {
  EXPECT_DOUBLE_EQ(expected_customers(customers(250, 500, 1000), 8000), 8000);  // every row a new one
  EXPECT_DOUBLE_EQ(expected_customers(customers(40, 40, 40), 8000), 40);        // none after the first quarter
  EXPECT_NEAR(expected_customers(customers(500, 707, 1000), 4000), 2000, 3);    // with the root of the rows
  EXPECT_NEAR(expected_customers(customers(500, 707, 1000), 1414), 1189, 3);
}

// The doublings multiplied them by 2^0.9 and 2^0.81; the next ones do so by 2^0.6561 and 2^0.4305.
TEST(ExpectedCustomers, ComeToAnEndWhereFewerAndFewerAreNew) {
  const auto in = [](double power) { return static_cast<uint64_t>(std::llround(std::exp2(power) * 10'000)); };
  SampleCounts sample = customers(in(0), in(0.9), in(1.71));
  sample.rows = 40'000;
  EXPECT_NEAR(expected_customers(sample, 80'000), 10'000 * std::exp2(1.71 + 0.6561), 30);
  EXPECT_NEAR(expected_customers(sample, 160'000), 10'000 * std::exp2(1.71 + 0.6561 + 0.4305), 60);
  EXPECT_NEAR(expected_customers(sample, 1e12), expected_customers(sample, 1e10), 1);
}

// Equally likely ones: 25,000 of 100,000 were seen.
TEST(ExpectedCustomers, ComeNearThoseThatThereAre) {
  const auto seen = [](double rows) { return static_cast<uint64_t>(1e5 * (1 - std::exp(-rows / 1e5))); };
  SampleCounts sample = customers(seen(7'000), seen(14'000), seen(28'000));
  sample.rows = 28'000;
  EXPECT_NEAR(expected_customers(sample, 3e6), 1e5, 1e4);
}

TEST(ExpectedCustomers, AreNeverFewerThanSeenNorMoreThanRows) {
  EXPECT_DOUBLE_EQ(expected_customers(customers(250, 500, 1000), 10), 1000);
  EXPECT_NEAR(expected_customers(customers(0, 0, 100), 1e5), 1e4, 1e-6);
  EXPECT_DOUBLE_EQ(expected_customers({}, 1e6), 0);
}

TEST(SampleCounter, CountsRunsAndDistinctCustomers) {
  SampleCounter counter;
  counter.begin_table(0, ingest::Shape::order_lines);
  const auto line = [&](std::string_view customer, std::string_view order, uint64_t number) {
    ingest::OrderLineRow row;
    row.customer = customer;
    row.customer_name = "Name";
    row.order = order;
    row.line = number;
    counter.order_line(row);
  };
  line("ann", "A1", 2);
  line("ann", "A1", 3);
  line("bob", "A22", 4);
  line("ann", "A3", 5);
  counter.reject({ingest::RejectReason::bad_date, 6, {}, "a,b"});
  const SampleCounts counts = counter.counts();
  EXPECT_EQ(counts.shape, ingest::Shape::order_lines);
  EXPECT_EQ(counts.rows, 4u);
  EXPECT_EQ(counts.runs, 3u);
  EXPECT_EQ(counts.order_id_bytes, 7u);
  EXPECT_EQ(counts.customers, 2u);
  EXPECT_EQ(counts.customers_in_half, 1u);
  EXPECT_EQ(counts.customers_in_quarter, 1u);
  EXPECT_EQ(counts.customer_bytes, 6u);
  EXPECT_EQ(counts.names, 2u);
  EXPECT_EQ(counts.name_bytes, 8u);
  EXPECT_EQ(counts.rejects, 1u);
  EXPECT_EQ(counts.reject_bytes, 3u);
}

TEST(SampleCounter, CountsWhatEventsSay) {
  SampleCounter counter;
  counter.begin_table(0, ingest::Shape::events);
  counter.begin_attributes(std::array<std::string, 2>{"channel", "city"});
  EXPECT_FALSE(counter.counts().has_event_amount);
  ingest::EventRow row;
  row.customer = "ann";
  row.amount = Money{5, 0};
  counter.event(row);
  row.amount.reset();
  counter.event(row);
  EXPECT_TRUE(counter.counts().has_event_amount);
  EXPECT_EQ(counter.counts().attributes, 2U);
}

TEST(SampleCounter, CountsARowOfStepsOnce) {
  SampleCounter counter;
  counter.begin_table(0, ingest::Shape::milestones);
  for (const uint64_t line : {2, 2, 2, 3, 4, 4}) {
    ingest::EventRow row;
    const std::string customer = std::to_string(line);
    row.customer = customer;
    row.line = line;
    counter.event(row);
  }
  const SampleCounts counts = counter.counts();
  EXPECT_EQ(counts.rows, 3U);
  EXPECT_EQ(counts.dates, 6U);
  EXPECT_EQ(counts.customers, 3U);
}

TEST(SampleCounter, CountsEventsOfOneLineEach) {
  SampleCounter counter;
  counter.begin_table(0, ingest::Shape::events);
  ingest::EventRow row;
  row.customer = "ann";
  for (int i = 0; i < 3; ++i) counter.event(row);
  EXPECT_EQ(counter.counts().rows, 3U);
  EXPECT_EQ(counter.counts().dates, 0U);
}

// Every row is a customer's and three events.
TEST(MemoryForecast, CountsTheRowsOfStepsAndTheirEvents) {
  SampleCounts steps = customers(250, 500, 1000);
  steps.shape = ingest::Shape::milestones;
  steps.dates = 3000;
  SampleCounts events = customers(250, 500, 1000);
  events.shape = ingest::Shape::events;
  const std::array<SampledFile, 1> of_steps{{{steps, 1000}}};
  const std::array<SampledFile, 1> of_events{{{events, 3000}}};
  const MemoryForecast forecast = forecast_memory(of_steps);
  EXPECT_EQ(forecast.rows, 1'000'000U);
  EXPECT_EQ(forecast.customers, 1'000'000U);
  EXPECT_LT(forecast.bytes, forecast_memory(of_events).bytes) << "three events of a customer, not of three";
  SampleCounts one_date = steps;
  one_date.dates = 1000;
  const std::array<SampledFile, 1> shorter{{{one_date, 1000}}};
  EXPECT_GT(forecast.bytes, forecast_memory(shorter).bytes);
}

// 2^20 events, four bytes a property and nine an amount. What the attributes of the customers take stands beside it.
TEST(MemoryForecast, CountsWhatEventsSay) {
  SampleCounts sample = customers(1, 1, 1);
  sample.shape = ingest::Shape::events;
  sample.rows = 1 << 10;
  const auto bytes_of = [](const SampleCounts& counts) {
    const std::array<SampledFile, 1> file{{{counts, 1024}}};
    return static_cast<double>(forecast_memory(file).bytes);
  };
  const double plain = bytes_of(sample);
  sample.attributes = 3;
  EXPECT_NEAR(bytes_of(sample) - plain, 3 * 4 * 1048576, 100);
  sample.has_event_amount = true;
  EXPECT_NEAR(bytes_of(sample) - plain, (3 * 4 + 9) * 1048576, 100);
}

// Files of twelve months name the same columns.
TEST(MemoryForecast, FilesOfTheSameColumnsShareThem) {
  SampleCounts sample = customers(1, 1, 1);
  sample.shape = ingest::Shape::events;
  sample.attributes = 3;
  const std::array<SampledFile, 1> one{{{sample, 2048}}};
  const std::array<SampledFile, 2> two{{{sample, 1024}, {sample, 1024}}};
  EXPECT_NEAR(static_cast<double>(forecast_memory(one).bytes), static_cast<double>(forecast_memory(two).bytes), 100);
}

// An archive is kept while it is read; one file is read at a time.
TEST(MemoryForecast, TheLargestArchiveIsHeldBesideTheRows) {
  SampleCounts sample = customers(71, 100, 141);
  sample.shape = ingest::Shape::order_lines;
  const auto bytes_of = [&](std::vector<uint64_t> held) {
    std::vector<SampledFile> files;
    for (const uint64_t bytes : held) files.push_back({sample, 1, bytes});
    return forecast_memory(files).bytes;
  };
  constexpr uint64_t kGigabyte = 1'000'000'000;
  EXPECT_EQ(bytes_of({2 * kGigabyte}) - bytes_of({kGigabyte}), kGigabyte);
  EXPECT_EQ(bytes_of({2 * kGigabyte, kGigabyte}), bytes_of({kGigabyte, 2 * kGigabyte}));
  EXPECT_EQ(bytes_of({2 * kGigabyte, 2 * kGigabyte}), bytes_of({2 * kGigabyte, 0}));
}

// Each file shares its customers with the others: they do not add up.
TEST(MemoryForecast, FilesOfTheSamePeopleShareThem) {
  SampleCounts sample = customers(71, 100, 141);
  sample.shape = ingest::Shape::order_lines;
  sample.runs = 400;
  const std::array<SampledFile, 1> one{{{sample, 16}}};
  const std::array<SampledFile, 2> two{{{sample, 8}, {sample, 8}}};
  EXPECT_EQ(forecast_memory(one), forecast_memory(two));
  EXPECT_EQ(forecast_memory(one).rows, 16'000u);
  EXPECT_NEAR(static_cast<double>(forecast_memory(one).customers), 141 * 4, 10);
}

}  // namespace
}  // namespace sluice
