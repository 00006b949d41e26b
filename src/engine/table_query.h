// The tables that a session writes as files, and how somebody wants one. Plain data.
#pragma once

#include <string>
#include <variant>

#include "base/table_columns.h"
#include "funnel/journey_report.h"
#include "funnel/pipeline_report.h"
#include "rfm/change_report.h"
#include "rfm/customer_report.h"
#include "rfm/rhythm_report.h"

namespace sluice::engine {

// Pages of the queries are not applied: a table has all rows.

struct CustomersTable {
  rfm::CustomerQuery query;
  bool clusters = false;  ///< with the number of each one's cluster

  bool operator==(const CustomersTable&) const = default;
};
struct OverdueTable {
  rfm::OverdueQuery query;

  bool operator==(const OverdueTable&) const = default;
};
struct ProspectsTable {
  bool operator==(const ProspectsTable&) const = default;
};
struct FlowTable {
  rfm::FlowQuery query;

  bool operator==(const FlowTable&) const = default;
};
struct PeopleTable {
  funnel::PeopleQuery query;

  bool operator==(const PeopleTable&) const = default;
};
struct RottenTable {
  funnel::RottenQuery query;

  bool operator==(const RottenTable&) const = default;
};
struct LedgerTable {
  std::string entry;  ///< id of a LedgerEntry

  bool operator==(const LedgerTable&) const = default;
};
struct RejectsTable {
  bool operator==(const RejectsTable&) const = default;
};
struct CohortTable {
  bool operator==(const CohortTable&) const = default;
};

struct TableQuery {
  std::variant<CustomersTable, ProspectsTable, OverdueTable, FlowTable, PeopleTable, RottenTable, LedgerTable,
               RejectsTable, CohortTable>
      table;
  TableStyle style;

  bool operator==(const TableQuery&) const = default;
};

}  // namespace sluice::engine
