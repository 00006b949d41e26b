#include "funnel/analysis.h"

#include <algorithm>
#include <array>

#include "base/errors.h"
#include "funnel/result_words.h"
#include "funnel/sources.h"

namespace sluice::funnel {
namespace {

// Of one event alone no funnel can be made.
bool has_events(const Dataset& dataset) { return dataset.events && dataset.events->event_names.size() >= 2; }
bool has_opportunities(const Dataset& dataset) { return dataset.opportunities && dataset.opportunities->size() > 0; }
bool has_stage_counts(const Dataset& dataset) { return dataset.stage_counts && dataset.stage_counts->size() > 0; }
bool has_orders(const Dataset& dataset) { return dataset.orders && dataset.orders->size() > 0; }
bool has_frequency(const Dataset& dataset) { return dataset.customer_table && dataset.customer_table->size() > 0; }

using Analyze = Result<FunnelReport>(const Dataset& dataset, const FunnelSpec& spec, const Counted& counted);

// What takes no time worth mentioning.
template <Analyze* analyze>
Result<PassRun<FunnelReport>> at_once(const Dataset& dataset, const FunnelSpec& spec, const Counted& counted) {
  Result<FunnelReport> report = analyze(dataset, spec, counted);
  if (!report) return std::move(report).error();
  return PassRun<FunnelReport>{{}, [made = std::move(*report)] { return made; }};
}

// In the order in which `automatic` tries them.
constexpr std::array kSources{
    SourceKind{Source::events, has_events, check_events, begin_events, propose_event_steps},
    SourceKind{Source::opportunities, has_opportunities, check_opportunities, at_once<analyze_opportunities>,
               propose_opportunity_steps},
    SourceKind{Source::stage_counts, has_stage_counts, check_stage_counts, at_once<analyze_stage_counts>,
               propose_stage_count_steps},
    SourceKind{Source::orders, has_orders, check_purchases, at_once<analyze_orders>, propose_no_steps},
    SourceKind{Source::frequency, has_frequency, check_purchases, at_once<analyze_frequency>, propose_no_steps},
};

const SourceKind* choose(const Dataset& dataset, Source source) {
  for (const SourceKind& kind : kSources) {
    if ((source == Source::automatic || source == kind.source) && kind.present(dataset)) return &kind;
  }
  return nullptr;
}

}  // namespace

std::vector<Source> find_sources(const Dataset& dataset) {
  std::vector<Source> sources;
  for (const SourceKind& kind : kSources) {
    if (kind.present(dataset)) sources.push_back(kind.source);
  }
  return sources;
}

Status check(const Dataset& dataset, const FunnelSpec& spec) {
  if (const Status status = check_window(spec); !status) return status;
  const SourceKind* kind = choose(dataset, spec.source);
  if (kind != nullptr) return kind->check(dataset, spec);
  if (spec.source == Source::automatic) return Done{};
  return not_applicable({"The files do not hold the table that the funnel asks for. Choose another source.",
                         "文件中没有漏斗所选的数据表，请选择其他来源。"});
}

std::optional<Source> source_of(const Dataset& dataset, const FunnelSpec& spec) {
  const SourceKind* kind = choose(dataset, spec.source);
  return kind == nullptr ? std::nullopt : std::optional(kind->source);
}

Result<PassRun<FunnelReport>> begin_analysis(const Dataset& dataset, const FunnelSpec& spec,
                                             const std::vector<uint8_t>* keep, const Cleaning* cleaning,
                                             const EventChoices* choices) {
  if (const Status status = check(dataset, spec); !status) return status.error();
  const SourceKind* kind = choose(dataset, spec.source);
  if (kind == nullptr) {
    return not_applicable({"The files hold nothing that a funnel could be made of.", "文件中没有可用于漏斗的数据。"});
  }
  Result<PassRun<FunnelReport>> run = kind->begin(dataset, spec, {keep, cleaning, choices});
  if (!run) return run;
  run->conclude = [conclude = std::move(run->conclude), &dataset, source = kind->source, mode = spec.mode] {
    Result<FunnelReport> report = conclude();
    if (!report) return report;
    report->source = source;
    report->mode = mode;
    report->sources = find_sources(dataset);
    report->result = result_words(*report);
    return report;
  };
  return run;
}

Result<FunnelReport> analyze(const Dataset& dataset, const FunnelSpec& spec, const std::vector<uint8_t>* keep,
                             const Cleaning* cleaning, const EventChoices* choices) {
  return finish(begin_analysis(dataset, spec, keep, cleaning, choices));
}

std::vector<Step> propose_steps(const Dataset& dataset, Source source) {
  const SourceKind* kind = choose(dataset, source);
  return kind == nullptr ? std::vector<Step>{} : kind->propose(dataset);
}

Error unknown_event(const std::string& pointer, const std::string& name, const std::vector<std::string>& known) {
  constexpr size_t kShown = 8;
  TextPair list;
  for (size_t i = 0; i < std::min(known.size(), kShown); ++i) {
    list.en += (i == 0 ? "" : ", ") + known[i];
    list.zh += (i == 0 ? "" : "、") + known[i];
  }
  if (known.size() > kShown) {
    list.en += ", ...";
    list.zh += "……";
  }
  return bad_spec(pointer, {"The file has no '" + name + "'. It has: " + list.en + ".",
                            "文件中没有“" + name + "”。已有：" + list.zh + "。"});
}

Status check_step_count(const FunnelSpec& spec, size_t proposed) {
  if (spec.steps.size() == 1) {
    return bad_spec("/funnel/steps",
                    {"A funnel needs at least two steps, found one.", "漏斗至少需要两个步骤，目前只有一个。"});
  }
  if (spec.steps.empty() && proposed < 2) {
    return not_applicable({"The file names fewer than two steps, so there is no funnel to draw.",
                           "文件中的步骤少于两个，无法绘制漏斗。"});
  }
  return Done{};
}

Status check_window(const FunnelSpec& spec) {
  if (!spec.window_ms || *spec.window_ms >= 0) return Done{};
  const std::string found = std::to_string(*spec.window_ms);
  return bad_spec("/funnel/window_ms", {"Expected a window of at least 0 ms, found " + found + ".",
                                        "时间窗口不得小于 0 毫秒，实际为 " + found + "。"});
}

}  // namespace sluice::funnel
