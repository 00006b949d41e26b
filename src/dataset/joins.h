// How tables of customer attributes meet the customers of the other files, and why not where they do not: spreadsheets
// and systems write one identifier in several ways. Nothing is joined by a guess; what would help is said.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "dataset/dataset.h"
#include "ingest/import_report.h"

namespace sluice {

/// What the customers of the other files are known by.
enum class BuyersOf { nothing, orders, customer_table, events };

/// Customers whom the attributes are joined to.
struct Buyers {
  BuyersOf source = BuyersOf::nothing;
  std::vector<uint8_t> is_buyer;  ///< by customer code
};

/// The customers that one file of attributes names.
struct AttributeTable {
  uint16_t file = 0;
  std::vector<uint32_t> customers;  ///< codes, each once
};

/// Whose purchases the attributes are joined to: those that are scored, or who else did something.
Buyers find_buyers(const Dataset& dataset);

/// `file`: the report of the table's file, for the name of its customer column.
ingest::JoinReport report_join(const AttributeTable& table, const ingest::FileReport& file, const Dictionary& customers,
                               const Buyers& buyers);

/// Whether two files have the same columns, read alike.
bool same_columns(const ingest::FileReport& a, const ingest::FileReport& b);

/// Says of every file whose rows are appended to those of an earlier one that they are.
void note_appended_files(std::vector<ingest::FileReport>& files);

}  // namespace sluice
