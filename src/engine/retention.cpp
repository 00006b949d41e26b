#include "engine/retention.h"

#include <algorithm>

#include "rfm/selection.h"

namespace sluice::engine {

void Retention::change(const Spec& before, const Spec& after, bool scored_again) {
  const bool filtered = scored_again || !same_filter(before, after);
  if (filtered || before.cohorts.period != after.cohorts.period) cohorts_.reset();
  if (scored_again) rhythm_.reset();
  if (filtered) selected_.reset();
  if (filtered || before.rhythm != after.rhythm) {
    rhythm_report_.reset();
    ordered_for_.reset();
  }
}

Result<const rfm::CohortReport*> Retention::cohorts(const Sources& sources) {
  if (!cohorts_) {
    const Spec& spec = sources.spec;
    Result<rfm::CohortReport> report =
        rfm::make_cohorts(sources.dataset, sources.analysis, spec.rfm, spec.cohorts, spec.filter, sources.lines);
    if (!report) return std::move(report).error();
    cohorts_ = std::move(*report);
  }
  return &*cohorts_;
}

Result<const rfm::Rhythm*> Retention::measured(const Sources& sources) {
  const auto finished = advance_rhythm(sources, UINT64_MAX);
  if (!finished) return finished.error();
  return finished->answer;
}

double Retention::measure(const Sources& sources, uint64_t work) {
  const auto progress = advance_rhythm(sources, work);
  return progress ? progress->share : 1;
}

Result<Progress<rfm::Rhythm>> Retention::advance_rhythm(const Sources& sources, uint64_t work) {
  return rhythm_.advance(
      work, [&] { return rfm::begin_rhythm(sources.dataset, sources.analysis, sources.spec.rfm, sources.lines); });
}

Result<rfm::CustomerRhythm> Retention::of_customer(const Sources& sources, size_t profile_row) {
  const Result<const rfm::Rhythm*> rhythm = measured(sources);
  if (!rhythm) return rhythm.error();
  return rfm::explain_rhythm(sources.analysis, **rhythm, sources.spec.rhythm, profile_row);
}

Result<const rfm::Rhythm*> Retention::measured_and_selected(const Sources& sources) {
  const Result<const rfm::Rhythm*> rhythm = measured(sources);
  if (rhythm && !selected_) {
    Result<std::vector<uint8_t>> selected = rfm::select(sources.dataset, sources.analysis, sources.spec.filter);
    if (!selected) return std::move(selected).error();
    selected_ = std::move(*selected);
  }
  return rhythm;
}

Result<const rfm::RhythmReport*> Retention::rhythm(const Sources& sources) {
  if (!rhythm_report_) {
    const Result<const rfm::Rhythm*> rhythm = measured_and_selected(sources);
    if (!rhythm) return rhythm.error();
    rhythm_report_ = rfm::report_rhythm(sources.analysis, **rhythm, sources.spec.rhythm, *selected_);
  }
  return &*rhythm_report_;
}

Result<const std::vector<uint32_t>*> Retention::ordered_rows(const Sources& sources, const rfm::OverdueQuery& query) {
  if (!ordered_for_ || ordered_for_->sort != query.sort || ordered_for_->descending != query.descending) {
    const Result<const rfm::Rhythm*> rhythm = measured_and_selected(sources);
    if (!rhythm) return rhythm.error();
    ordered_ = rfm::order_overdue(sources.dataset, sources.analysis, **rhythm, sources.spec.rhythm, *selected_, query);
    ordered_for_ = query;
  }
  return &ordered_;
}

Result<rfm::OverduePage> Retention::overdue(const Sources& sources, const rfm::OverdueQuery& query) {
  const Result<const std::vector<uint32_t>*> rows = ordered_rows(sources, query);
  if (!rows) return rows.error();
  const rfm::Rhythm& rhythm = **measured(sources);
  const std::vector<uint32_t>& all = **rows;
  rfm::OverduePage page;
  page.total = all.size();
  page.offset = query.offset;
  const uint64_t begin = std::min<uint64_t>(query.offset, all.size());
  const uint64_t end = begin + std::min<uint64_t>(query.limit, all.size() - begin);
  for (uint64_t i = begin; i < end; ++i) {
    page.rows.push_back(rfm::overdue_row(sources.dataset, sources.analysis, rhythm, all[i]));
  }
  return page;
}

Result<TableRun> Retention::begin_overdue_table(const Sources& sources, const rfm::OverdueQuery& query,
                                                TableStyle style) {
  const Result<const std::vector<uint32_t>*> rows = ordered_rows(sources, query);
  if (!rows) return rows.error();
  return rfm::begin_overdue_table(sources.dataset, sources.analysis, **measured(sources), **rows, style);
}

}  // namespace sluice::engine
