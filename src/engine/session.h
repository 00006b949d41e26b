// One loaded dataset and everything derived from it for the present spec. Re-does only what a changed spec asks for:
// a new filter selects again, a new scoring or cleaning rule scores again, nothing reads again.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "dataset/cleaning.h"
#include "dataset/dataset.h"
#include "engine/ledger_rows.h"
#include "report/messages.h"
#include "report/report.h"
#include "report/spec.h"
#include "rfm/analysis.h"
#include "rfm/lines.h"

namespace sluice::engine {

class Session {
 public:
  /// Analyses `dataset` under `spec`, whose ingest part is the one that the files were read with.
  static Result<Session> open(Dataset dataset, Spec spec);

  /// Takes a spec that differs in cleaning, rfm, filter or funnel. On an error everything stays as it was.
  /// Errors: bad_spec, also where the ingest part differs; not_applicable; no_usable_rows.
  Status analyze(const Spec& spec);

  const Spec& spec() const { return spec_; }
  const Report& report() const { return report_; }

  Result<rfm::CustomerPage> customers(const rfm::CustomerQuery& query);
  Result<rfm::CustomerExplanation> customer(std::string_view id) const;
  RejectPage rejects(uint64_t offset, uint64_t limit) const;
  Result<LedgerPage> ledger_rows(std::string_view entry, uint64_t offset, uint64_t limit) const;

  Result<WrittenTable> customers_table(const rfm::CustomerQuery& query, TableFormat format, bool chinese);
  WrittenTable rejects_table(bool chinese) const;                                 ///< CSV
  Result<WrittenTable> ledger_table(std::string_view entry, bool chinese) const;  ///< CSV

 private:
  Session(Dataset dataset, Spec spec) : dataset_(std::move(dataset)), spec_(std::move(spec)) {}

  Status update(const Spec& spec, bool score_again);
  Result<const std::vector<uint32_t>*> ordered_rows(const rfm::CustomerQuery& query);
  LedgerSources ledger_sources() const;
  const std::string& file_name(size_t file) const { return dataset_.import.files[file].name; }

  Dataset dataset_;
  Spec spec_;
  std::vector<SuspectAccounts> suspects_;
  std::optional<rfm::Lines> lines_;        // none without order lines
  std::optional<rfm::Analysis> analysis_;  // none where there is nothing to score
  Report report_;

  // The last ordering, so that scrolling through a table sorts once.
  std::optional<rfm::CustomerQuery> ordered_for_;
  std::vector<uint32_t> ordered_;
};

}  // namespace sluice::engine
