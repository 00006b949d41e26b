// How fast one cell becomes a number or a date, beside what the standard or a well-known library does with the same
// cells: std::from_chars and fast_float to a double (which is not exact, as money must be), strptime to a broken-down
// time. `times_peer` is how many times as many cells a second as the fastest of them.
#include <benchmark/benchmark.h>
#include <fast_float/fast_float.h>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <ctime>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "ingest/date_cell.h"
#include "ingest/number_cell.h"

namespace {

using namespace sluice;
using namespace sluice::ingest;

constexpr size_t kCells = 4096;

enum class Form { plain, seventeen_digits, thousands, currency, full_width };

std::vector<std::string> numbers(Form form) {
  std::mt19937 random(20170405);
  std::vector<std::string> cells;
  for (size_t i = 0; i < kCells; ++i) {
    const auto whole = static_cast<unsigned>(random() % 100'000);
    const auto cents = static_cast<unsigned>(random() % 100);
    char text[64];
    switch (form) {
      case Form::plain:
        std::snprintf(text, sizeof text, i % 4 == 0 ? "%u" : "%u.%02u", whole, cents);
        break;
      case Form::seventeen_digits:
        std::snprintf(text, sizeof text, "%.17g", whole + cents / 100.0);
        break;
      case Form::thousands:
        std::snprintf(text, sizeof text, "%u,%03u.%02u", 1 + whole / 1000, whole % 1000, cents);
        break;
      case Form::currency:
        std::snprintf(text, sizeof text, "¥%u.%02u", whole, cents);
        break;
      case Form::full_width:
        std::snprintf(text, sizeof text, "１２３．%02u", cents);
        break;
    }
    cells.emplace_back(text);
  }
  return cells;
}

std::vector<std::string> dates(const char* format) {
  std::mt19937 random(20170405);
  std::vector<std::string> cells;
  for (size_t i = 0; i < kCells; ++i) {
    std::tm tm{};
    tm.tm_year = 110 + static_cast<int>(random() % 15);
    tm.tm_mon = static_cast<int>(random() % 12);
    tm.tm_mday = 1 + static_cast<int>(random() % 28);
    tm.tm_hour = static_cast<int>(random() % 24);
    tm.tm_min = static_cast<int>(random() % 60);
    tm.tm_sec = static_cast<int>(random() % 60);
    char text[96];
    std::strftime(text, sizeof text, format, &tm);
    cells.emplace_back(text);
  }
  return cells;
}

// The peers come first; the fastest of them on the same cells is what Sluice is compared with.
enum class Who { peer, sluice };

template <class Read>
void run(benchmark::State& state, Who who, const std::vector<std::string>& cells, double& fastest_peer, Read read) {
  const std::clock_t begin = std::clock();  // processor time: other programs do not count
  for (auto _ : state) {
    for (const std::string& cell : cells) benchmark::DoNotOptimize(read(cell));
  }
  const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
  const double cells_a_second = static_cast<double>(state.iterations()) * static_cast<double>(cells.size()) / seconds;
  state.SetItemsProcessed(static_cast<int64_t>(state.iterations()) * static_cast<int64_t>(cells.size()));
  if (who == Who::peer)
    fastest_peer = std::max(fastest_peer, cells_a_second);
  else if (fastest_peer > 0)
    state.counters["times_peer"] = cells_a_second / fastest_peer;
}

int64_t read_money(const std::string& cell) { return read_number(cell, DecimalMark::point).value.units; }

double read_by_from_chars(const std::string& cell) {
  double value = 0;
  std::from_chars(cell.data(), cell.data() + cell.size(), value);
  return value;
}

double read_by_fast_float(const std::string& cell) {
  double value = 0;
  fast_float::from_chars(cell.data(), cell.data() + cell.size(), value);
  return value;
}

TimeMs read_date(const std::string& cell) { return time_of(scan_date(cell), DateOrder::month_first).value_or(0); }

auto by_strptime(const char* format) {
  return [format](const std::string& cell) {
    std::tm tm{};
    strptime(cell.c_str(), format, &tm);
    return timegm(&tm);
  };
}

void numbers_of(Form form, const std::string& name) {
  auto fastest = std::make_shared<double>(0);
  const auto add = [&](const std::string& by, Who who, auto read) {
    benchmark::RegisterBenchmark(("number/" + name + "/" + by).c_str(),
                                 [=](benchmark::State& state) { run(state, who, numbers(form), *fastest, read); });
  };
  if (form == Form::plain || form == Form::seventeen_digits) {  // the others cannot be read by the peers
    add("from_chars", Who::peer, read_by_from_chars);
    add("fast_float", Who::peer, read_by_fast_float);
  }
  add("sluice", Who::sluice, read_money);
}

void dates_of(const char* format, const std::string& name) {
  auto fastest = std::make_shared<double>(0);
  const auto add = [&](const std::string& by, Who who, auto read) {
    benchmark::RegisterBenchmark(("date/" + name + "/" + by).c_str(),
                                 [=](benchmark::State& state) { run(state, who, dates(format), *fastest, read); });
  };
  add("strptime", Who::peer, by_strptime(format));
  add("sluice", Who::sluice, read_date);
}

const bool registered = [] {
  numbers_of(Form::plain, "plain");
  numbers_of(Form::seventeen_digits, "17 digits");
  numbers_of(Form::thousands, "thousands");
  numbers_of(Form::currency, "currency");
  numbers_of(Form::full_width, "full width");
  dates_of("%Y-%m-%d", "iso");
  dates_of("%Y/%m/%d", "slashes");
  dates_of("%Y-%m-%d %H:%M:%S", "iso with time");
  dates_of("%m/%d/%Y %H:%M", "month first");
  dates_of("%d %b %Y", "month name");
  dates_of("%Y年%m月%d日", "chinese");
  return true;
}();

}  // namespace
