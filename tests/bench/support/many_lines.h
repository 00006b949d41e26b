// Ten million order lines of a million customers, for benchmarks.
#pragma once

#include <random>
#include <string>

#include "dataset/dataset_builder.h"

namespace sluice::bench {

/// As a shop writes them: by time, the lines of an order together; some returns, free lines and duplicates.
inline Dataset make_ten_million_lines() {
  constexpr size_t kLines = 10'000'000;
  constexpr uint32_t kCustomers = 1'000'000;
  std::mt19937_64 random(1);
  DatasetBuilder builder;
  builder.begin_table(0, ingest::Shape::order_lines);
  builder.expect_order_lines(kLines);
  ingest::OrderLineRow row;
  std::string customer, order;
  for (size_t line = 0; line < kLines; ++line) {
    if (line % 3 == 0) {
      customer = "C" + std::to_string(1'000'000'000 + random() % kCustomers);
      order = std::to_string(line);
    }
    const bool repeats = line % 3 != 0 && random() % 200 == 0;
    if (!repeats) {
      row.is_return = random() % 50 == 0;
      row.amount = {static_cast<int64_t>(random() % 100 == 0 ? 0 : random() % 50'000), 2};
      if (row.is_return) row.amount.units = -row.amount.units;
    }
    row.customer = customer;
    row.order = order;
    row.time = (19'000 + static_cast<TimeMs>(line / (kLines / 700))) * kMsPerDay;
    row.line = line + 2;
    builder.order_line(row);
  }
  return std::move(builder.finish({})).value();
}

}  // namespace sluice::bench
