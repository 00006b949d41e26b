#include "funnel/experiment.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "base/distributions.h"
#include "base/errors.h"
#include "base/mean_bootstrap.h"
#include "base/multiple_tests.h"
#include "base/number_text.h"
#include "base/proportion_tests.h"
#include "base/text.h"
#include "funnel/experiment_counts.h"
#include "funnel/experiment_words.h"
#include "funnel/step_rates.h"
#include "ingest/column_names.h"

namespace sluice::funnel {
namespace {

constexpr uint64_t kSeed = 20'080'320;  // any; the same one for every table, so that figures stay

// Choosing the control ------------------------------------------------------------------------------------------------

bool names_first(const std::string& name) {
  constexpr std::array<std::string_view, 12> kFirst{"a",     "0",   "false", "group a", "variant a", "version a",
                                                    "arm a", "a组", "a 组",  "版本a",   "方案a",     "甲组"};
  return std::find(kFirst.begin(), kFirst.end(), lower_ascii(name)) != kFirst.end();
}

// Named like one, named like the first, the largest.
size_t find_control(const std::vector<CountedArm>& arms) {
  const auto called = [&](auto is_called) {
    return std::find_if(arms.begin(), arms.end(), [&](const CountedArm& arm) { return is_called(arm.name); });
  };
  auto found = called([](const std::string& name) { return ingest::names_control(name); });
  if (found == arms.end()) found = called(names_first);
  if (found == arms.end()) {
    found = std::max_element(arms.begin(), arms.end(),
                             [](const CountedArm& a, const CountedArm& b) { return a.people < b.people; });
  }
  return static_cast<size_t>(found - arms.begin());
}

Result<size_t> choose_control(const std::vector<CountedArm>& arms, const std::string& name) {
  if (name.empty()) return find_control(arms);
  for (size_t i = 0; i < arms.size(); ++i) {
    if (arms[i].name == name) return i;
  }
  return bad_spec("/experiment/control", {"There is no arm '" + name + "' to compare with. Choose another one.",
                                          "没有“" + name + "”组可供比较，请另选一组。"});
}

// Rates ---------------------------------------------------------------------------------------------------------------

ExperimentArm arm_of(const CountedArm& counted, const ExperimentColumns& columns, bool is_counted) {
  ExperimentArm arm;
  arm.name = counted.name;
  arm.people = counted.people;
  const auto people = static_cast<double>(counted.people);
  for (const uint64_t count : counted.outcomes) {
    const bool has_rate = counted.people > 0 && count <= counted.people;
    arm.outcomes.push_back(
        {count, has_rate ? conversion(static_cast<double>(count), people) : std::nullopt, std::nullopt});
  }
  if (!columns.amount) return arm;
  ArmRevenue revenue;
  revenue.total = counted.total;
  if (counted.people > 0) revenue.per_person = counted.total / people;
  if (!is_counted) {
    revenue.buyers = counted.buyers();
    if (*revenue.buyers > 0) revenue.per_buyer = counted.total / static_cast<double>(*revenue.buyers);
  }
  arm.revenue = revenue;
  return arm;
}

ArmContrast arm_contrast_of(const ProportionComparison& found) {
  ArmContrast contrast;
  contrast.difference = found.difference;
  contrast.low = found.interval.low;
  contrast.high = found.interval.high;
  if (found.lift) {
    contrast.lift = found.lift->value;
    if (found.lift->interval) {
      contrast.lift_low = found.lift->interval->low;
      contrast.lift_high = found.lift->interval->high;
    }
  }
  contrast.p = contrast.p_adjusted = found.p;
  contrast.fisher = found.test == ProportionTest::fisher_exact;
  contrast.detectable = found.detectable;
  contrast.verdict = found.too_few_to_tell ? Difference::too_few : Difference::alike;
  return contrast;
}

// An interval without 0 whose p-value many tests have raised above the level leaves it open, too.
void settle(ArmContrast& contrast) {
  if (contrast.p_adjusted < kSignificance) {
    contrast.verdict = contrast.difference > 0 ? Difference::higher : Difference::lower;
  } else if (contrast.low > 0 || contrast.high < 0) {
    contrast.verdict = Difference::too_few;
  }
}

void compare_rates(std::vector<ExperimentArm>& arms) {
  std::vector<ArmContrast*> contrasts;
  for (size_t i = 1; i < arms.size(); ++i) {
    for (size_t k = 0; k < arms[i].outcomes.size(); ++k) {
      ArmOutcome& outcome = arms[i].outcomes[k];
      const auto found =
          compare_proportions({outcome.count, arms[i].people}, {arms[0].outcomes[k].count, arms[0].people});
      if (!found) continue;
      outcome.contrast = arm_contrast_of(*found);
      contrasts.push_back(&*outcome.contrast);
    }
  }
  std::vector<std::optional<double>> p;
  for (const ArmContrast* contrast : contrasts) p.emplace_back(contrast->p);
  const std::vector<std::optional<double>> adjusted = adjust_holm(p);
  for (size_t i = 0; i < contrasts.size(); ++i) {
    contrasts[i]->p_adjusted = *adjusted[i];
    settle(*contrasts[i]);
  }
}

// By arm. Shares that are chosen name every arm of the table.
Result<std::vector<double>> planned_shares(const std::vector<CountedArm>& arms, const std::vector<PlannedShare>& plan) {
  if (plan.empty()) return std::vector<double>(arms.size(), 1 / static_cast<double>(arms.size()));
  const auto place_of = [&](const std::string& name) {
    return std::find_if(arms.begin(), arms.end(), [&](const CountedArm& arm) { return arm.name == name; });
  };
  std::vector<double> shares(arms.size(), 0);
  for (size_t i = 0; i < plan.size(); ++i) {
    const auto arm = place_of(plan[i].arm);
    if (arm == arms.end()) {
      return bad_spec("/experiment/planned/" + std::to_string(i) + "/arm",
                      {"There is no arm '" + plan[i].arm + "' to plan a share for.",
                       "没有“" + plan[i].arm + "”组，无法设定其计划占比。"});
    }
    shares[static_cast<size_t>(arm - arms.begin())] = plan[i].share;
  }
  const auto without = std::find(shares.begin(), shares.end(), 0.0);
  if (without == shares.end()) return shares;
  const std::string& name = arms[static_cast<size_t>(without - shares.begin())].name;
  return bad_spec("/experiment/planned",
                  {"The planned shares leave out the arm '" + name + "'.", "计划占比缺少“" + name + "”组。"});
}

// Pearson 1900: the sum of (O - E)^2 / E.
std::optional<ArmSplit> check_split(const std::vector<ExperimentArm>& arms, bool planned) {
  double people = 0;
  for (const ExperimentArm& arm : arms) people += static_cast<double>(arm.people);
  if (arms.size() < 2 || people == 0) return std::nullopt;
  ArmSplit split;
  for (const ExperimentArm& arm : arms) {
    const double expected = people * arm.planned;
    const double off = static_cast<double>(arm.people) - expected;
    split.chi_square += off * off / expected;
  }
  split.degrees = static_cast<double>(arms.size()) - 1;
  split.p = chi_square_upper_tail(split.chi_square, split.degrees);
  if (split.p < kSplitLevel) split.text = warn_split(arms, split.p, planned);
  return split;
}

void share_out(std::vector<ExperimentArm>& arms) {
  double people = 0;
  for (const ExperimentArm& arm : arms) people += static_cast<double>(arm.people);
  for (ExperimentArm& arm : arms) arm.share = people > 0 ? static_cast<double>(arm.people) / people : 0;
}

// Revenue -------------------------------------------------------------------------------------------------------------

std::vector<double> persons_of(const CountedArm& arm) {
  std::vector<double> persons;
  persons.reserve(arm.people);
  for (const CountedArm::Amount& amount : arm.amounts) persons.insert(persons.end(), amount.people, amount.value);
  return persons;
}

// Random numbers that a replicate takes.
uint64_t draws_of(const CountedArm& arm) {
  constexpr uint64_t kCrowd = 10;  // MeanDifferenceBootstrap: kPoissonLeastMean
  uint64_t draws = 0;
  for (const CountedArm::Amount& amount : arm.amounts) draws += amount.people < kCrowd ? amount.people : 1;
  return draws;
}

std::vector<ExperimentChoice> choices_of(const ExperimentSource& source, const std::vector<ColumnKind>& kinds,
                                         bool counted) {
  std::vector<ExperimentChoice> choices;
  for (size_t i = 0; i < kinds.size(); ++i) {
    const ColumnKind& kind = kinds[i];
    const bool outcome = counted ? kind.counts : kind.yes_no || kind.numbers;
    choices.push_back({source.columns[i].name, source.columns[i].title, kind.values, kind.arm, outcome,
                       kind.counts && !source.joined, kind.numbers});
  }
  return choices;
}

TextPair verdict_of(const ExperimentReport& report, const ExperimentArm& arm) {
  const ExperimentArm& control = report.arms.front();
  TextPair text{arm.name + ":", arm.name + "："};
  const auto add = [&](const TextPair& sentence) {
    if (sentence.empty()) return;
    text.en += " " + sentence.en;
    text.zh += sentence.zh;
  };
  for (size_t i = 0; i < arm.outcomes.size(); ++i) {
    add(tell_outcome(report.outcome_titles[i], arm.outcomes[i], control.outcomes[i], control.name));
  }
  if (arm.revenue && control.revenue) add(tell_revenue(*arm.revenue, *control.revenue));
  return text;
}

Status check_planned(const std::vector<PlannedShare>& plan) {
  constexpr double kTolerance = 1e-6;  // of the sum, so that thirds can be written
  double sum = 0;
  for (size_t i = 0; i < plan.size(); ++i) {
    const std::string pointer = "/experiment/planned/" + std::to_string(i);
    if (!(plan[i].share > 0 && plan[i].share < 1)) {
      return bad_spec(pointer + "/share",
                      {"Expected a share above 0 and below 1, found " + shortest_text(plan[i].share) + ".",
                       "占比应大于 0 且小于 1，实际为 " + shortest_text(plan[i].share) + "。"});
    }
    for (size_t k = 0; k < i; ++k) {
      if (plan[k].arm != plan[i].arm) continue;
      return bad_spec(pointer + "/arm", {"The arm '" + plan[i].arm + "' has two planned shares.",
                                         "“" + plan[i].arm + "”组有两个计划占比。"});
    }
    sum += plan[i].share;
  }
  if (plan.empty() || std::abs(sum - 1) <= kTolerance) return Done{};
  const std::string percent = fixed_text(sum * 100, 2) + "%";
  return bad_spec("/experiment/planned", {"The planned shares of the arms come to " + percent + ", not to 100%.",
                                          "各组计划占比合计为 " + percent + "，应为 100%。"});
}

}  // namespace

Status check(const ExperimentSpec& spec) {
  if (spec.outcomes.size() > ExperimentSpec::kMostOutcomes) {
    const std::string most = std::to_string(ExperimentSpec::kMostOutcomes);
    return bad_spec("/experiment/outcomes",
                    {"Expected at most " + most + " outcomes.", "结果列最多 " + most + " 个。"});
  }
  for (size_t i = 0; i < spec.outcomes.size(); ++i) {
    const auto before = spec.outcomes.begin() + static_cast<std::ptrdiff_t>(i);
    if (std::find(spec.outcomes.begin(), before, spec.outcomes[i]) == before) continue;
    return bad_spec("/experiment/outcomes/" + std::to_string(i),
                    {"The column '" + spec.outcomes[i] + "' is named twice.", "“" + spec.outcomes[i] + "”列重复。"});
  }
  return check_planned(spec.planned);
}

struct ExperimentRun::State {
  struct Resampling {
    size_t arm;  // index into report.arms
    MeanDifferenceBootstrap bootstrap;
    uint64_t draws;
  };

  ExperimentReport report;
  std::vector<Resampling> resamplings;
  size_t next = 0;

  void compare_revenue(const std::vector<CountedArm>& arms);
  void finish(Resampling& done);
};

// `arms` in the order of the report.
void ExperimentRun::State::compare_revenue(const std::vector<CountedArm>& arms) {
  const std::vector<double> control = persons_of(arms[0]);
  for (size_t i = 1; i < arms.size(); ++i) {
    ArmRevenue& revenue = *report.arms[i].revenue;
    const std::optional<double>& base = report.arms[0].revenue->per_person;
    if (revenue.per_person && base) revenue.difference = *revenue.per_person - *base;
    if (!report.people.empty()) continue;
    resamplings.push_back(
        {i, MeanDifferenceBootstrap(persons_of(arms[i]), control, kSeed + i), draws_of(arms[0]) + draws_of(arms[i])});
  }
}

void ExperimentRun::State::finish(Resampling& done) {
  ArmRevenue& revenue = *report.arms[done.arm].revenue;
  if (const auto interval = done.bootstrap.interval()) {
    revenue.low = interval->low;
    revenue.high = interval->high;
    revenue.verdict = interval->low > 0    ? Difference::higher
                      : interval->high < 0 ? Difference::lower
                                           : Difference::too_few;
  } else if (revenue.difference) {
    report.revenue_absence = no_variation();
  }
}

ExperimentRun::ExperimentRun(std::unique_ptr<State> state) : state_(std::move(state)) {}
ExperimentRun::ExperimentRun(ExperimentRun&&) noexcept = default;
ExperimentRun& ExperimentRun::operator=(ExperimentRun&&) noexcept = default;
ExperimentRun::~ExperimentRun() = default;

Result<ExperimentRun> ExperimentRun::begin(const ExperimentSource& source, const ExperimentSpec& spec,
                                           const std::vector<uint8_t>* keep) {
  if (const Status status = check(spec); !status) return status.error();
  std::vector<ColumnKind> kinds;
  for (const ExperimentSource::Column& column : source.columns) kinds.push_back(kind_of(column));
  if (std::none_of(kinds.begin(), kinds.end(), [](const ColumnKind& kind) { return kind.arm; })) {
    return not_applicable(
        {"The files hold no column that could tell the arms of an A/B test.", "文件中没有可作为 A/B 测试分组的列。"});
  }
  const Result<ExperimentColumns> columns = choose_columns(source, kinds, spec);
  if (!columns) return columns.error();
  auto state = std::make_unique<State>();
  ExperimentReport& report = state->report;
  report.joined = source.joined;
  report.columns = choices_of(source, kinds, columns->people.has_value());
  if (!columns->arm) {
    report.notes.push_back({"No column is recognised as that of the arms. Choose the one that says who got what.",
                            "未识别到分组列。请选择表示每人所在组的那一列。"});
    return ExperimentRun(std::move(state));
  }

  ExperimentCounts counts = count_arms(source, *columns, keep);
  const Result<size_t> control = choose_control(counts.arms, spec.control);
  if (!control) return control.error();
  const auto first = counts.arms.begin() + static_cast<std::ptrdiff_t>(*control);
  std::rotate(counts.arms.begin(), first, first + 1);

  const Result<std::vector<double>> planned = planned_shares(counts.arms, spec.planned);
  if (!planned) return planned.error();

  report.arm = source.columns[*columns->arm].name;
  if (columns->people) report.people = source.columns[*columns->people].name;
  if (columns->amount) report.amount = source.columns[*columns->amount].name;
  for (const size_t column : columns->outcomes) {
    report.outcomes.push_back(source.columns[column].name);
    report.outcome_titles.push_back(source.columns[column].title);
  }
  report.without_arm = counts.without_arm;
  for (const CountedArm& arm : counts.arms) report.arms.push_back(arm_of(arm, *columns, counts.counted));
  report.arms.front().control = true;
  report.control = report.arms.front().name;
  share_out(report.arms);
  for (size_t i = 0; i < report.arms.size(); ++i) report.arms[i].planned = (*planned)[i];
  compare_rates(report.arms);
  report.split = check_split(report.arms, !spec.planned.empty());
  report.definition = define_experiment(report);
  if (columns->amount) {
    report.revenue_definition = define_revenue(report);
    if (counts.counted) report.revenue_absence = no_persons();
    state->compare_revenue(counts.arms);
  }
  note_experiment(counts, keep != nullptr && !counts.names_customers, report);
  return ExperimentRun(std::move(state));
}

void ExperimentRun::advance(uint64_t work) {
  State& s = *state_;
  while (s.next < s.resamplings.size()) {
    State::Resampling& present = s.resamplings[s.next];
    const uint64_t replicates = std::max<uint64_t>(1, work / std::max<uint64_t>(1, present.draws));
    present.bootstrap.advance(replicates);
    if (!present.bootstrap.done()) return;
    s.finish(present);
    ++s.next;
    work -= std::min(work, MeanDifferenceBootstrap::kReplicates * present.draws);
    if (work == 0) return;
  }
}

bool ExperimentRun::done() const { return state_->next == state_->resamplings.size(); }

double ExperimentRun::share() const {
  if (done()) return 1;
  const double present = state_->resamplings[state_->next].bootstrap.share();
  return (static_cast<double>(state_->next) + present) / static_cast<double>(state_->resamplings.size());
}

ExperimentReport ExperimentRun::conclude() const {
  ExperimentReport report = state_->report;
  for (size_t i = 1; i < report.arms.size(); ++i) report.arms[i].verdict = verdict_of(report, report.arms[i]);
  return report;
}

Result<ExperimentReport> analyze_experiment(const ExperimentSource& source, const ExperimentSpec& spec,
                                            const std::vector<uint8_t>* keep) {
  auto run = ExperimentRun::begin(source, spec, keep);
  if (!run) return run.error();
  while (!run->done()) run->advance(UINT64_MAX);
  return run->conclude();
}

}  // namespace sluice::funnel
