// The JSON names of the report's members: the one place that decides how a report is written. Those of its parts are in
// headers of their own.
#pragma once

#include "base/json_fields.h"
#include "report/change_fields.h"
#include "report/cluster_fields.h"
#include "report/crossing_fields.h"
#include "report/experiment_fields.h"
#include "report/funnel_fields.h"
#include "report/import_fields.h"
#include "report/pipeline_fields.h"
#include "report/report.h"
#include "report/retention_fields.h"
#include "report/rfm_fields.h"
#include "report/spec_fields.h"
#include "report/value_fields.h"

namespace sluice {

template <>
struct Fields<ChosenCustomers> {
  using T = ChosenCustomers;
  static constexpr auto members =
      std::tuple{field("known", &T::known), field("customers", &T::customers), field("scored", &T::scored)};
};
template <>
struct Fields<Report> {
  static constexpr auto members =
      std::tuple{field("version", &Report::version),       field("import", &Report::import),
                 field("ledger", &Report::ledger),         field("rfm", &Report::rfm),
                 field("chosen", &Report::chosen),         field("funnel_sources", &Report::funnel_sources),
                 field("funnel", &Report::funnel),         field("pipeline", &Report::pipeline),
                 field("experiment", &Report::experiment), field("cohorts", &Report::cohorts),
                 field("rhythm", &Report::rhythm),         field("value", &Report::value),
                 field("clusters", &Report::clusters),     field("migration", &Report::migration),
                 field("comparison", &Report::comparison), field("scatter", &Report::scatter),
                 field("crossing", &Report::crossing)};
};

}  // namespace sluice
