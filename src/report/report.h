// The report: one document with every number that a screen shows. Its JSON form is described in docs/report.md. The
// same dataset and spec give the same bytes on every platform.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "funnel/experiment_report.h"
#include "funnel/funnel_report.h"
#include "funnel/pipeline_report.h"
#include "ingest/import_report.h"
#include "report/ledger_report.h"
#include "rfm/change_report.h"
#include "rfm/cluster_report.h"
#include "rfm/cohort_report.h"
#include "rfm/crossing_report.h"
#include "rfm/rfm_report.h"
#include "rfm/rhythm_report.h"
#include "rfm/scatter_report.h"
#include "rfm/value_report.h"

namespace sluice {

inline constexpr int kReportVersion = 1;

/// Whom the filter leaves of all customers that the files know.
struct ChosenCustomers {
  uint64_t known = 0;      ///< in all, whatever the filter
  uint64_t customers = 0;  ///< that it leaves, scored or not
  uint64_t scored = 0;     ///< of them those that the figures of `rfm` speak of

  bool operator==(const ChosenCustomers&) const = default;
};

struct Report {
  int version = kReportVersion;
  ingest::ImportReport import;
  LedgerReport ledger;
  std::optional<rfm::RfmReport> rfm;           ///< none: no orders and no customer table
  std::optional<ChosenCustomers> chosen;       ///< none: no filter
  std::vector<funnel::Source> funnel_sources;  ///< what a funnel could be made of; `automatic` takes the first
  // Of the full report only; on a screen each is a question of its own.
  std::optional<funnel::FunnelReport> funnel;          ///< none: nothing that a funnel could be made of
  std::optional<funnel::PipelineReport> pipeline;      ///< none: no opportunities
  std::optional<funnel::ExperimentReport> experiment;  ///< none: no A/B test is recognised or chosen
  std::optional<rfm::CohortReport> cohorts;            ///< of order lines; likewise rhythm, value
  std::optional<rfm::RhythmReport> rhythm;
  std::optional<rfm::ValueReport> value;
  std::optional<rfm::ClusterReport> clusters;
  std::optional<rfm::MigrationReport> migration;    ///< none: no order lines, or no earlier day with customers
  std::optional<rfm::ComparisonReport> comparison;  ///< none: nobody is scored, or the other way does not fit
  std::optional<rfm::ScatterReport> scatter;        ///< none: nobody is scored
  std::optional<rfm::CrossingReport> crossing;      ///< none: likewise, or nothing is known of the customers
};

std::string to_json(const Report& report, int indent = 2);
Result<Report> parse_report(std::string_view json);  ///< bad_json, bad_spec with a pointer into the report

}  // namespace sluice
