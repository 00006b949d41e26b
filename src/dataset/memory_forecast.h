// How many rows a load will bring and how much memory it will need, said from samples of its files. Rows follow from
// the length of a file. How many customers it has no sample can know: their number is continued as it grows within the
// sample.
#pragma once

#include <cstdint>
#include <span>

#include "ingest/ingest_spec.h"

namespace sluice {

/// What the beginning of a file holds.
struct SampleCounts {
  ingest::Shape shape = ingest::Shape::automatic;
  uint64_t rows = 0;                  ///< kept
  uint64_t dates = 0;                 ///< of steps, in a table with a column for each: its events
  uint64_t runs = 0;                  ///< of order lines; see Orders
  bool has_margin = false;            ///< some order line says its cost or margin
  bool has_event_amount = false;      ///< some event says its amount
  uint64_t order_id_bytes = 0;        ///< of all runs
  uint64_t customers = 0;             ///< distinct
  uint64_t customers_in_half = 0;     ///< distinct among the first half of the rows
  uint64_t customers_in_quarter = 0;  ///< and among the first quarter
  uint64_t customer_bytes = 0;        ///< of the identifiers of distinct customers
  uint64_t names = 0;                 ///< customers with a name
  uint64_t name_bytes = 0;
  uint64_t opportunity_id_bytes = 0;
  uint64_t attributes = 0;  ///< columns
  uint64_t rejects = 0;
  uint64_t reject_bytes = 0;  ///< as they are kept
};

/// A file and how many times its sample it is long.
struct SampledFile {
  SampleCounts sample;
  double times = 1;
  uint64_t held_bytes = 0;  ///< beside its rows while it is read: of an archive or workbook
};

struct MemoryForecast {
  uint64_t rows = 0;         ///< kept and rejected
  uint64_t order_lines = 0;  ///< of those
  uint64_t customers = 0;
  uint64_t bytes = 0;  ///< the most that is held at any moment of the load and of the analysis behind it

  bool operator==(const MemoryForecast&) const = default;
};

/// Distinct customers among `rows` rows. Each doubling of the sample multiplied them by 2^b; with fewer and fewer new
/// ones to come b falls. Among equally likely customers ln(b) about doubles with every doubling of the rows; here it
/// grows by the factor by which it last grew, 1 to 2. With a factor of 1 this is a power of the rows, Heaps' law. Never
/// fewer than the sample has, never more than one a row.
double expected_customers(const SampleCounts& sample, double rows);

/// Files of one load come to one dataset, their customers are shared. Counts memory as this build lays it out: a
/// WebAssembly module needs less than a native program.
MemoryForecast forecast_memory(std::span<const SampledFile> files);

}  // namespace sluice
