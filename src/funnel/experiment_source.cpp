#include "funnel/experiment_source.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/errors.h"
#include "base/text.h"
#include "ingest/column_names.h"

namespace sluice::funnel {
namespace {

using ingest::ExperimentPart;
using Column = ExperimentSource::Column;

constexpr std::array<std::string_view, 8> kYes{"yes", "true", "y", "t", "是", "有", "已", "真"};
constexpr std::array<std::string_view, 8> kNo{"no", "false", "n", "f", "否", "无", "未", "假"};

template <class Words>
bool holds(const Words& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool has_control(const Column& column) {
  for (uint32_t code = 0; column.texts != nullptr && code < column.texts->size(); ++code) {
    if (ingest::names_control(column.texts->at(code))) return true;
  }
  return false;
}

// How much speaks for a column as that of the arms: a plain name, the name of a control in it, a name that may mean
// something else. Of customers' attributes only a control tells.
int evidence_of_arm(const Column& column, bool joined) {
  const ingest::ExperimentMeaning meaning = ingest::experiment_meaning_of(column.name);
  const bool named = meaning.part == ExperimentPart::arm;
  const int control = has_control(column) ? 3 : 0;
  if (joined && control == 0) return 0;
  return control + (named ? (meaning.plain ? 4 : 1) : 0);
}

bool may_be_outcome(const ColumnKind& kind, bool counted) {
  return counted ? kind.counts : kind.yes_no || kind.numbers;
}

// Asks of each column what it may be, and takes what the spec says or what its name tells.
class Choice {
 public:
  Choice(const ExperimentSource& source, const std::vector<ColumnKind>& kinds, const ExperimentSpec& spec)
      : source_(source), kinds_(kinds), spec_(spec) {}

  Result<ExperimentColumns> make() {
    for (const Status& status : {choose_arm(), choose_people(), choose_amount(), choose_outcomes()}) {
      if (!status) return status.error();
    }
    return std::move(chosen_);
  }

 private:
  static Error unfit(const std::string& pointer, const std::string& name, const TextPair& what) {
    return bad_spec("/experiment/" + pointer, {"The column '" + name + "' " + what.en + " Choose another one.",
                                               "“" + name + "”列" + what.zh + "请另选一列。"});
  }

  std::optional<size_t> find(const std::string& name) const {
    for (size_t i = 0; i < source_.columns.size(); ++i) {
      if (source_.columns[i].name == name) return i;
    }
    return std::nullopt;
  }

  // The chosen column, which must be there and fit.
  template <class Fits>
  Result<size_t> take(const std::string& pointer, const std::string& name, Fits fits, const TextPair& misfit) const {
    const std::optional<size_t> column = find(name);
    if (!column) return unfit(pointer, name, {"is not in the file.", "不在文件中。"});
    if (!fits(kinds_[*column])) return unfit(pointer, name, misfit);
    return *column;
  }

  bool is_free(size_t column) const {
    return chosen_.arm != column && chosen_.people != column && chosen_.amount != column;
  }

  // The first free column whose name says so.
  template <class Fits>
  std::optional<size_t> find_named(ExperimentPart part, Fits fits) const {
    for (size_t i = 0; i < source_.columns.size(); ++i) {
      if (is_free(i) && fits(kinds_[i]) && ingest::experiment_meaning_of(source_.columns[i].name).part == part)
        return i;
    }
    return std::nullopt;
  }

  Status choose_arm() {
    if (!spec_.arm.empty()) {
      const Result<size_t> column =
          take("arm", spec_.arm, [](const ColumnKind& kind) { return kind.arm; },
               {"has a single value or too many to be arms.", "只有一个取值，或取值太多，不能作为分组。"});
      if (!column) return column.error();
      chosen_.arm = *column;
      return Done{};
    }
    int most = 0;
    for (size_t i = 0; i < source_.columns.size(); ++i) {
      const int evidence = kinds_[i].arm ? evidence_of_arm(source_.columns[i], source_.joined) : 0;
      if (evidence > most) chosen_.arm = i;
      most = std::max(most, evidence);
    }
    return Done{};
  }

  // Where every number is at most 1, they are no counts of people.
  Status choose_people() {
    const auto counts = [](const ColumnKind& kind) { return kind.counts && !kind.yes_no; };
    if (!spec_.people) {
      if (!source_.joined) chosen_.people = find_named(ExperimentPart::people, counts);
      return Done{};
    }
    if (spec_.people->empty()) return Done{};
    const Result<size_t> column = take("people", *spec_.people, [](const ColumnKind& kind) { return kind.counts; },
                                       {"does not hold numbers of people.", "不是人数。"});
    if (!column) return column.error();
    chosen_.people = *column;
    return Done{};
  }

  Status choose_amount() {
    const auto numbers = [](const ColumnKind& kind) { return kind.numbers; };
    if (!spec_.amount) {
      chosen_.amount = source_.joined ? find(std::string(kRevenueColumn)) : find_named(ExperimentPart::amount, numbers);
      return Done{};
    }
    if (spec_.amount->empty()) return Done{};
    const Result<size_t> column = take("amount", *spec_.amount, numbers, {"does not hold amounts.", "不是金额。"});
    if (!column) return column.error();
    chosen_.amount = *column;
    return Done{};
  }

  Status choose_outcomes() {
    const bool counted = chosen_.people.has_value();
    for (size_t i = 0; i < spec_.outcomes.size(); ++i) {
      const Result<size_t> column = take(
          "outcomes/" + std::to_string(i), spec_.outcomes[i],
          [&](const ColumnKind& kind) { return may_be_outcome(kind, counted); },
          counted ? TextPair{"does not hold numbers of people.", "不是人数。"}
                  : TextPair{"says neither yes and no nor numbers.", "既不是“是/否”，也不是数字。"});
      if (!column) return column.error();
      chosen_.outcomes.push_back(*column);
    }
    if (spec_.outcomes.empty()) find_outcomes(counted);
    return Done{};
  }

  // By their names; where there are none, whatever says yes and no.
  void find_outcomes(bool counted) {
    const std::optional<size_t> bought = source_.joined ? find(std::string(kBoughtColumn)) : std::nullopt;
    if (bought) return chosen_.outcomes.push_back(*bought);
    const auto add = [&](auto fits) {
      for (size_t i = 0; i < source_.columns.size() && chosen_.outcomes.size() < ExperimentSpec::kMostOutcomes; ++i) {
        if (is_free(i) && fits(i)) chosen_.outcomes.push_back(i);
      }
    };
    add([&](size_t i) {
      const ExperimentPart part = ingest::experiment_meaning_of(source_.columns[i].name).part;
      const bool named = part == ExperimentPart::outcome || (counted && part == ExperimentPart::people);
      return named && (counted ? kinds_[i].counts : kinds_[i].yes_no);
    });
    if (chosen_.outcomes.empty() && !counted) add([&](size_t i) { return kinds_[i].yes_no; });
  }

  const ExperimentSource& source_;
  const std::vector<ColumnKind>& kinds_;
  const ExperimentSpec& spec_;
  ExperimentColumns chosen_;
};

}  // namespace

ExperimentSource source_of(const Experiment& table) {
  ExperimentSource source;
  source.rows = table.size();
  source.customer = table.customer;
  for (const ExperimentColumn& column : table.columns) {
    source.columns.push_back({column.name, column.title, column.value, column.number, &column.values, nullptr});
  }
  return source;
}

std::optional<bool> reads_as_yes(const Column& column, uint32_t code) {
  if (code == Dictionary::kNone) return std::nullopt;
  if (column.number[code]) return *column.number[code] > 0;
  if (column.texts == nullptr) return std::nullopt;
  const std::string word = lower_ascii(column.texts->at(code));
  if (holds(kYes, word)) return true;
  return holds(kNo, word) ? std::optional(false) : std::nullopt;
}

ColumnKind kind_of(const Column& column) {
  ColumnKind kind;
  kind.values = column.number.size();
  kind.arm = column.texts != nullptr && kind.values >= 2 && kind.values <= kMostArms;
  kind.yes_no = kind.numbers = kind.counts = kind.values > 0;
  for (uint32_t code = 0; code < column.number.size(); ++code) {
    const std::optional<double>& number = column.number[code];
    kind.numbers = kind.numbers && number.has_value();
    kind.counts = kind.counts && number && *number >= 0 && std::floor(*number) == *number;
    kind.yes_no = kind.yes_no && (number ? *number == 0 || *number == 1 : reads_as_yes(column, code).has_value());
  }
  return kind;
}

Result<ExperimentColumns> choose_columns(const ExperimentSource& source, const std::vector<ColumnKind>& kinds,
                                         const ExperimentSpec& spec) {
  return Choice(source, kinds, spec).make();
}

}  // namespace sluice::funnel
