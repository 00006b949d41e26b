#include "ingest/mapping.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <optional>
#include <span>

#include "base/text.h"
#include "ingest/column_names.h"

namespace sluice::ingest {
namespace {

// The roles of a shape. Required ones are given first, so that an optional role never takes their column. Amount (or
// quantity with unit price), what makes a row an opportunity and that a customer has attributes are checked by hand.
struct ShapeRoles {
  Shape shape;
  std::array<Role, 4> required;  // ignore: none
  std::array<Role, 6> optional;
};

constexpr Role kNoRole = Role::ignore;
constexpr std::array<ShapeRoles, 8> kShapes{{
    {Shape::order_lines,
     {Role::customer, Role::time, kNoRole, kNoRole},
     {Role::amount, Role::quantity, Role::unit_price, Role::order, Role::cost, Role::margin}},
    {Shape::customer_table, {Role::customer, Role::recency, Role::frequency, Role::monetary}, {}},
    {Shape::events,
     {Role::customer, Role::event, Role::time, kNoRole},
     {Role::amount, kNoRole, kNoRole, kNoRole, kNoRole, kNoRole}},
    {Shape::opportunities,
     {Role::stage, kNoRole, kNoRole, kNoRole},
     {Role::opportunity, Role::customer, Role::outcome, Role::amount, Role::time, Role::close_time}},
    {Shape::stage_counts,
     {Role::stage, Role::count, kNoRole, kNoRole},
     {Role::amount, kNoRole, kNoRole, kNoRole, kNoRole, kNoRole}},
    {Shape::customer_attributes, {Role::customer, kNoRole, kNoRole, kNoRole}, {}},
    {Shape::experiment,
     {kNoRole, kNoRole, kNoRole, kNoRole},
     {Role::customer, kNoRole, kNoRole, kNoRole, kNoRole, kNoRole}},
    {Shape::milestones,
     {Role::customer, kNoRole, kNoRole, kNoRole},
     {Role::milestone, kNoRole, kNoRole, kNoRole, kNoRole, kNoRole}},
}};

constexpr int kNameAsCustomer = 45;  // a name serves where there is no identifier
constexpr int kByContent = 10;
constexpr size_t kNarrowTable = 4;  // columns
constexpr int kPlainOrder = 35;     // a weaker name means an order by its cells only
constexpr int kPlainName = 80;      // a name of this score means its role even where the cells disagree

enum class Content { must_agree, may_disagree };

/// A rate of profit is money only where its cells say that they are percentages: 0.35 alone is no amount.
bool is_bare_rate(std::string_view header, const ColumnProfile& profile) {
  std::string name = lower_ascii(header);
  std::erase_if(name, [](char c) { return c == ' ' || c == '_' || c == '-'; });
  const bool rate = name.find("率") != std::string::npos || name == "profitmargin";
  return rate && profile.share(profile.percents) < 0.5;
}

// Whether the cells allow what the name says. Half of them: a column may be dirty.
bool content_agrees(const ColumnProfile& profile, Role role) {
  if (profile.filled == 0) return role == Role::close_time || role == Role::outcome || role == Role::customer_name;
  if (is_time_role(role)) {
    const uint64_t numeric = profile.numeric_dates[static_cast<size_t>(profile.numeric_date())];
    return profile.share(profile.dates + profile.months) >= 0.5 ||
           (profile.numeric_date() != NumericDate::none && profile.share(profile.dates + numeric) >= 0.5);
  }
  if (is_number_role(role)) {
    const bool percentages = profile.share(profile.percents) >= 0.5 && role != Role::margin;
    return profile.share(profile.numbers) >= 0.5 && profile.compact_dates < profile.filled && !percentages;
  }
  if (role == Role::event || role == Role::stage || role == Role::outcome) {
    return !profile.mostly_dates() && profile.share(profile.points + profile.commas) < 0.5;
  }
  return !profile.mostly_dates() || profile.compact_dates == profile.dates;
}

using Meanings = std::vector<std::vector<NameMeaning>>;  // of each column's name

// What a column would say about a customer.
struct Trait {
  bool named = false;          // its name is usual for what customers are grouped by
  bool attribute = false;      // it can group them
  bool customer_date = false;  // its name is that of a day in the life of a customer, not of a purchase
  bool step_date = false;      // nothing in its name says that the day is none of a step that was taken
  ExperimentMeaning experiment;
  bool yes_or_no = false;
};

// What groups customers: text that repeats, and whatever has the name of such a thing, be it a number such as a level.
// What has neither is kept out.
bool is_attribute(const ColumnProfile& profile, bool named) {
  constexpr uint64_t kMostValues = 1000;
  if (profile.filled == 0 || profile.distinct > kMostValues) return false;
  if (named) return !profile.mostly_dates() && profile.points + profile.commas == 0;
  return !profile.mostly_numbers() && !profile.mostly_dates() && profile.distinct > 1 &&
         profile.distinct * 2 <= profile.filled;
}

// 0 and 1, or two words.
bool is_yes_or_no(const ColumnProfile& profile) {
  return profile.filled > 0 && profile.distinct <= 2 && profile.points + profile.commas + profile.dates == 0;
}

// Few versions, each of many people or in a row of its own.
bool may_be_arm(const ColumnProfile& profile) {
  constexpr uint64_t kMostArms = 20;
  return profile.distinct >= 2 && profile.distinct <= kMostArms && profile.dates == 0 &&
         profile.points + profile.commas == 0;
}

// What the table of an A/B test may say: numbers, and text that repeats.
bool may_be_of_experiment(const ColumnProfile& profile) {
  constexpr uint64_t kMostValues = 1000;
  if (profile.filled == 0 || profile.mostly_dates()) return false;
  return profile.mostly_numbers() || profile.distinct <= kMostValues;
}

std::vector<Trait> find_traits(const std::vector<std::string>& names, const std::vector<ColumnProfile>& profiles) {
  std::vector<Trait> traits;
  for (size_t c = 0; c < names.size(); ++c) {
    const bool named = names_attribute(names[c]);
    traits.push_back({named, is_attribute(profiles[c], named), names_customer_date(names[c]), names_step_date(names[c]),
                      experiment_meaning_of(names[c]), is_yes_or_no(profiles[c])});
  }
  return traits;
}

// A shape being tried: which column has which role, and how strong the evidence is.
class Trial {
 public:
  Trial(const ShapeRoles& roles, std::vector<MappedColumn> chosen, const Meanings& meanings,
        const std::vector<Trait>& traits, const std::vector<ColumnProfile>& profiles, bool has_header,
        bool shape_is_chosen, bool beside_others)
      : roles_(roles),
        meanings_(meanings),
        traits_(traits),
        profiles_(profiles),
        has_header_(has_header),
        shape_is_chosen_(shape_is_chosen),
        beside_others_(beside_others) {
    mapping_.shape = roles.shape;
    mapping_.columns = std::move(chosen);
    for (const MappedColumn& column : mapping_.columns) {
      score_ += allows(column.role) && tells_shape(column.role) ? 100 : 0;
    }
  }

  void run() {
    give_by_name(roles_.required, Content::must_agree);
    give_by_name(roles_.optional, Content::must_agree);
    price_as_amount();
    if (roles_.shape == Shape::milestones)
      give_milestones();
    else if (shape_is_chosen_)
      give_by_kindred_name();
    else if (roles_.shape == Shape::events && has(Role::customer) && !names_a_deal())
      give_by_name_of(Role::stage, Role::event);  // a customer's stages and nothing of deals
    for (const Role role : roles_.required) give_by_content(role);
    const bool lacks_amount = roles_.shape == Shape::order_lines && !has_amount();
    if (lacks_amount && !dates_customers()) give_by_content(Role::amount);
    // A column "date" full of rubbish is still the date: its rows become rejects that say why.
    give_by_name(roles_.required, Content::may_disagree);
    if (lacks_amount) give_by_name(std::array{Role::amount}, Content::may_disagree);
    if (allows(Role::customer)) give_by_name(std::array{Role::customer_name}, Content::must_agree);
    find_missing();
  }

  bool allows(Role role) const {
    const auto holds = [role](const auto& roles) { return std::find(roles.begin(), roles.end(), role) != roles.end(); };
    return role != kNoRole && (holds(roles_.required) || holds(roles_.optional));
  }

  // Complete trials before incomplete ones; where nothing else is complete milestones, then attributes of customers,
  // then a single milestone, and an A/B test whose arms have a name that may mean something else where not even that
  // is; among equals the first one stays.
  bool beats(const Trial& other) const {
    if (rank() != other.rank()) return rank() > other.rank();
    return score_ > other.score_;
  }

  const Mapping& mapping() const { return mapping_; }

 private:
  struct Candidate {
    Role role;
    size_t column;
    int score;
  };

  int rank() const {
    if (!mapping_.missing.empty()) return 0;
    if (mapping_.shape == Shape::experiment && !has_plain_arm_) return 1;
    if (mapping_.shape == Shape::milestones) return shape_is_chosen_ || count_milestones() > 1 ? 4 : 2;
    return mapping_.shape == Shape::customer_attributes ? 3 : 5;
  }

  size_t count_milestones() const { return mapping_.columns_of(Role::milestone).size(); }

  // Every date but those whose names are not of steps. The number of a deal will do for a customer.
  void give_milestones() {
    if (!has(Role::customer)) {
      give_by_name_of(Role::opportunity, Role::customer);
      named_by_deal_ = has(Role::customer);
    }
    for (size_t c = 0; c < profiles_.size(); ++c) {
      if (!free(c) || !traits_[c].step_date || profiles_[c].filled == 0) continue;
      const bool dates = shape_is_chosen_ ? content_agrees(profiles_[c], Role::milestone) : profiles_[c].mostly_dates();
      if (dates) give(Role::milestone, c, Basis::content, 0);  // no evidence against other shapes
    }
  }

  // Known by the name of its identifier, each once, and by two dates; beside other files one is enough.
  void find_missing_milestones() {
    constexpr int kPlainCustomer = 40;
    const int customer = mapping_.column_of(Role::customer);
    const bool chosen = shape_is_chosen_ || count_chosen(Role::milestone) > 0;
    const bool named = customer >= 0 && (mapping_.columns[static_cast<size_t>(customer)].basis == Basis::chosen ||
                                         named_by_deal_ || customer_score_ >= kPlainCustomer);
    if (customer >= 0 && !named && !chosen) mapping_.missing.push_back(Role::customer);
    const size_t needed = chosen || beside_others_ ? 1 : 2;
    const bool plain = chosen || (customers_differ() && !speaks_of_purchases());
    if (count_milestones() < needed || !plain) mapping_.missing.push_back(Role::milestone);
  }

  size_t count_chosen(Role role) const {
    return static_cast<size_t>(std::count_if(
        mapping_.columns.begin(), mapping_.columns.end(),
        [role](const MappedColumn& column) { return column.role == role && column.basis == Basis::chosen; }));
  }

  bool free(size_t column) const { return mapping_.columns[column].basis == Basis::none; }
  bool has(Role role) const { return mapping_.column_of(role) >= 0; }
  bool has_amount() const { return has(Role::amount) || (has(Role::quantity) && has(Role::unit_price)); }

  // An amount is most often that of an order: it makes no table one of events.
  bool tells_shape(Role role) const { return roles_.shape != Shape::events || role != Role::amount; }

  void give(Role role, size_t column, Basis basis, int score) {
    mapping_.columns[column] = {role, basis};
    if (tells_shape(role)) score_ += score;
    if (role == Role::customer) customer_score_ = score;
    // These names are not used for anything else.
    if (role == Role::event && score >= 85) score_ += 200;
    if (role == Role::recency && score >= 80) score_ += 100;
  }

  // The strongest pairs of role and column first.
  void give_by_name(std::span<const Role> roles, Content content) {
    std::vector<Candidate> candidates;
    for (size_t c = 0; c < meanings_.size(); ++c) {
      if (!free(c) || (roles_.shape == Shape::experiment && counts_people(c))) continue;
      for (const NameMeaning& meaning : meanings_[c]) {
        for (const Role role : roles) {
          if (role == kNoRole) continue;
          if (content == Content::must_agree && !content_agrees(profiles_[c], role)) continue;
          if (content == Content::may_disagree && meaning.score < kPlainName) continue;
          // "Name" is an order's number where its cells are "#1001", as in Shopify's export.
          const bool weak_order = role == Role::order && meaning.score < kPlainOrder;
          if (weak_order && profiles_[c].hash_numbers * 2 < profiles_[c].filled) continue;
          if (meaning.role == role) candidates.push_back({role, c, meaning.score});
          if (role == Role::customer && meaning.role == Role::customer_name) {
            candidates.push_back({role, c, meaning.score * kNameAsCustomer / 100});
          }
        }
      }
    }
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Candidate& a, const Candidate& b) { return a.score > b.score; });
    for (const Candidate& candidate : candidates) {
      if (!has(candidate.role) && free(candidate.column)) {
        const bool weak = content == Content::may_disagree;
        give(candidate.role, candidate.column, Basis::name, weak ? kByContent : candidate.score);
      }
    }
  }

  // Who says what the rows are need not rename the columns: a stage is an event of a deal, and an event a stage.
  void give_by_kindred_name() {
    if (roles_.shape == Shape::events) {
      give_by_name_of(Role::stage, Role::event);
      give_by_name_of(Role::opportunity, Role::customer);
    }
    if (roles_.shape == Shape::opportunities) give_by_name_of(Role::event, Role::stage);
  }

  bool names_a_deal() const {
    constexpr std::array kOfDeals{Role::opportunity, Role::close_time, Role::outcome};
    return std::any_of(meanings_.begin(), meanings_.end(), [&](const std::vector<NameMeaning>& meanings) {
      return std::any_of(meanings.begin(), meanings.end(), [&](const NameMeaning& meaning) {
        return std::find(kOfDeals.begin(), kOfDeals.end(), meaning.role) != kOfDeals.end();
      });
    });
  }

  // To the column that is best named for the one role, the other.
  void give_by_name_of(Role named, Role role) {
    if (has(role)) return;
    std::optional<Candidate> best;
    for (size_t c = 0; c < meanings_.size(); ++c) {
      if (!free(c) || !content_agrees(profiles_[c], role)) continue;
      for (const NameMeaning& meaning : meanings_[c]) {
        const bool better = meaning.role == named && (!best || meaning.score > best->score);
        if (better) best = {role, c, meaning.score};
      }
    }
    if (best) give(role, best->column, Basis::content, kByContent);
  }

  // "price" without a quantity is what was paid.
  void price_as_amount() {
    const int price = mapping_.column_of(Role::unit_price);
    if (roles_.shape != Shape::order_lines || price < 0 || has(Role::amount) || has(Role::quantity)) return;
    MappedColumn& column = mapping_.columns[static_cast<size_t>(price)];
    if (column.basis == Basis::name) column.role = Role::amount;
  }

  void give_by_content(Role role) {
    if (role == kNoRole || has(role) || !may_guess(role) || roles_.shape == Shape::customer_attributes) return;
    const int column = best_by_content(role);
    if (column >= 0) give(role, static_cast<size_t>(column), Basis::content, kByContent);
  }

  // Dates and money show themselves. Which words are customers or events is a guess, sound only in a narrow table or
  // where no names contradict it; two such guesses in a row are none.
  bool may_guess(Role role) const {
    if (!has_header_ || (role != Role::customer && role != Role::event)) return true;
    const int customer = mapping_.column_of(Role::customer);
    const bool guessed = customer >= 0 && mapping_.columns[static_cast<size_t>(customer)].basis == Basis::content;
    return meanings_.size() <= kNarrowTable && !guessed;
  }

  int best_by_content(Role role) const {
    for (const bool strict : {true, false}) {
      for (size_t c = 0; c < profiles_.size(); ++c) {
        if (!free(c) || profiles_[c].filled == 0) continue;
        if (role == Role::event && traits_[c].named && customers_differ()) continue;
        if (role == Role::amount && is_outcome_of_person(c)) continue;
        if (looks_like(profiles_[c], role, strict)) return static_cast<int>(c);
      }
    }
    return -1;
  }

  // `strict` first: the plainest case. Roles that no content can show are never guessed.
  bool looks_like(const ColumnProfile& profile, Role role, bool strict) const {
    const bool dates = profile.mostly_dates();
    const bool numbers = profile.mostly_numbers() && !dates;
    const bool fractions = numbers && profile.points + profile.commas > 0;
    switch (role) {
      case Role::time:
        return dates && (!strict || profile.compact_dates == 0);
      case Role::amount:
        return numbers && profile.share(profile.percents) < 0.5 && (!strict || fractions || !profile.currency.empty());
      case Role::customer:
        return !dates && !fractions && profile.distinct > 1 && profile.characters <= 40 * profile.filled &&
               (!strict || profile.distinct < profile.filled);
      case Role::event:
        return strict && !dates && !numbers && profile.distinct > 1 && profile.distinct < profile.filled &&
               profile.distinct <= 200;
      // Only in a table of two columns: names that differ, each with a number.
      case Role::stage:
        return two_columns() && strict && !dates && !numbers && profile.distinct == profile.filled;
      case Role::count:
        return two_columns() && strict && numbers && profile.filled == profile.rows;
      default:
        return false;
    }
  }

  // Every customer has one row, or nearly.
  bool customers_differ() const {
    const int customer = mapping_.column_of(Role::customer);
    if (customer < 0) return false;
    const ColumnProfile& profile = profiles_[static_cast<size_t>(customer)];
    return profile.filled > 0 && profile.distinct * 10 >= profile.filled * 9;
  }

  // The rows are customers with the day on which each joined or was born: a number beside it is no purchase.
  bool dates_customers() const {
    const int time = mapping_.column_of(Role::time);
    return time >= 0 && traits_[static_cast<size_t>(time)].customer_date && customers_differ();
  }

  // A column that is left over is plainly of a purchase or an event: something else is missing than attributes.
  bool speaks_of_purchases() const {
    constexpr std::array kOfPurchases{Role::amount, Role::order, Role::quantity, Role::unit_price, Role::event};
    for (size_t c = 0; c < meanings_.size(); ++c) {
      for (const NameMeaning& meaning : meanings_[c]) {
        const bool of_purchase =
            std::find(kOfPurchases.begin(), kOfPurchases.end(), meaning.role) != kOfPurchases.end();
        if (of_purchase && free(c) && meaning.score >= kPlainName && content_agrees(profiles_[c], meaning.role)) {
          return true;
        }
      }
    }
    return false;
  }

  // A table of customers is known by the name of its identifier and by what it says of each, once a customer.
  void find_missing_attributes() {
    constexpr int kPlainCustomer = 40;
    const int customer = mapping_.column_of(Role::customer);
    if (customer < 0) return;
    const bool chosen = mapping_.columns[static_cast<size_t>(customer)].basis == Basis::chosen;
    if (!chosen && customer_score_ < kPlainCustomer) mapping_.missing.push_back(Role::customer);
    bool any = false;
    for (size_t c = 0; c < traits_.size(); ++c) {
      any = any || mapping_.columns[c].role == Role::attribute || (free(c) && traits_[c].attribute);
    }
    const bool plain = chosen || (customers_differ() && !speaks_of_purchases());
    if (!any || !plain) mapping_.missing.push_back(Role::attribute);
  }

  bool is_outcome_of_person(size_t c) const {
    return traits_[c].experiment.part == ExperimentPart::outcome && traits_[c].yes_or_no;
  }

  // "users" of an arm are no customer each.
  bool counts_people(size_t c) const {
    return traits_[c].experiment.part == ExperimentPart::people && profiles_[c].mostly_numbers() && has_arms();
  }

  bool has_arms() const {
    for (size_t c = 0; c < traits_.size(); ++c) {
      if (traits_[c].experiment.part == ExperimentPart::arm && may_be_arm(profiles_[c])) return true;
    }
    return false;
  }

  // An A/B test is known by the names of its arm and of an outcome. Of persons an outcome is yes or no; of arms it is a
  // number beside that of the people.
  void find_missing_experiment() {
    constexpr int kPersons = 350, kArms = 150;  // against purchases and events, which are known by more names
    size_t usable = 0;
    bool arm = false, of_persons = false, of_arms = false, people = false;
    for (size_t c = 0; c < traits_.size(); ++c) {
      if (!free(c) && mapping_.columns[c].role != Role::attribute) continue;
      const ExperimentMeaning meaning = traits_[c].experiment;
      usable += may_be_of_experiment(profiles_[c]) ? 1 : 0;
      if (meaning.part == ExperimentPart::arm && may_be_arm(profiles_[c])) {
        arm = true;
        has_plain_arm_ = has_plain_arm_ || meaning.plain;
      }
      of_persons = of_persons || is_outcome_of_person(c);
      const bool numbers = profiles_[c].mostly_numbers();
      of_arms = of_arms || (meaning.part == ExperimentPart::outcome && numbers);
      people = people || (meaning.part == ExperimentPart::people && numbers);
    }
    const bool found = arm && (of_persons || (of_arms && people));
    if (found) score_ += of_persons ? kPersons : kArms;
    if (!found && (!shape_is_chosen_ || usable < 2)) mapping_.missing.push_back(Role::attribute);
  }

  bool two_columns() const { return roles_.shape == Shape::stage_counts && profiles_.size() == 2; }

  void find_missing() {
    for (const Role role : roles_.required) {
      if (role != kNoRole && !has(role)) mapping_.missing.push_back(role);
    }
    if (roles_.shape == Shape::order_lines && !has_amount()) mapping_.missing.push_back(Role::amount);
    const bool opportunity = has(Role::opportunity) || has(Role::close_time) || has(Role::outcome) ||
                             (shape_is_chosen_ && has(Role::customer));
    if (roles_.shape == Shape::opportunities && !opportunity) mapping_.missing.push_back(Role::opportunity);
    if (roles_.shape == Shape::customer_attributes) find_missing_attributes();
    if (roles_.shape == Shape::experiment) find_missing_experiment();
    if (roles_.shape == Shape::milestones) find_missing_milestones();
  }

  const ShapeRoles& roles_;
  const Meanings& meanings_;
  const std::vector<Trait>& traits_;
  const std::vector<ColumnProfile>& profiles_;
  bool has_header_;
  bool shape_is_chosen_;
  bool beside_others_;
  Mapping mapping_;
  int score_ = 0;
  int customer_score_ = 0;  // of the name that made a column the customer
  bool has_plain_arm_ = false;
  bool named_by_deal_ = false;
};

std::vector<MappedColumn> chosen_roles(const std::vector<std::string>& names, const FileSpec& spec) {
  std::vector<MappedColumn> columns(names.size());
  std::map<std::string_view, size_t> seen;  // columns of a name so far
  for (size_t c = 0; c < names.size(); ++c) {
    size_t skip = seen[names[c]]++;
    for (const ColumnSpec& entry : spec.columns) {
      if (entry.name != names[c] || skip-- > 0) continue;
      const bool taken = entry.role != Role::ignore && entry.role != Role::attribute && entry.role != Role::milestone &&
                         std::any_of(columns.begin(), columns.end(),
                                     [&](const MappedColumn& column) { return column.role == entry.role; });
      columns[c] = {taken ? Role::ignore : entry.role, Basis::chosen};
      break;
    }
  }
  return columns;
}

}  // namespace

bool is_number_role(Role role) {
  switch (role) {
    case Role::amount:
    case Role::quantity:
    case Role::unit_price:
    case Role::count:
    case Role::recency:
    case Role::frequency:
    case Role::monetary:
    case Role::cost:
    case Role::margin:
      return true;
    default:
      return false;
  }
}

bool is_time_role(Role role) { return role == Role::time || role == Role::close_time || role == Role::milestone; }

std::vector<size_t> Mapping::columns_of(Role role) const {
  std::vector<size_t> found;
  for (size_t c = 0; c < columns.size(); ++c) {
    if (columns[c].role == role) found.push_back(c);
  }
  return found;
}

std::vector<size_t> Mapping::time_columns() const {
  std::vector<size_t> found;
  for (const Role role : {Role::time, Role::close_time, Role::milestone}) {
    const std::vector<size_t> own = columns_of(role);
    found.insert(found.end(), own.begin(), own.end());
  }
  return found;
}

int Mapping::column_of(Role role) const {
  const auto found =
      std::find_if(columns.begin(), columns.end(), [role](const MappedColumn& column) { return column.role == role; });
  return found == columns.end() ? -1 : static_cast<int>(found - columns.begin());
}

Mapping map_columns(const std::vector<std::string>& names, const std::vector<ColumnProfile>& profiles, bool has_header,
                    const FileSpec& spec, bool beside_others) {
  const std::vector<MappedColumn> chosen = chosen_roles(names, spec);
  Meanings meanings;
  for (size_t c = 0; c < names.size(); ++c) {
    meanings.push_back(meanings_of(names[c]));
    if (c >= profiles.size() || !is_bare_rate(names[c], profiles[c])) continue;
    std::erase_if(meanings.back(), [](const NameMeaning& meaning) { return meaning.role == Role::margin; });
  }
  const std::vector<Trait> traits = find_traits(names, profiles);
  std::vector<Trial> trials;
  for (const ShapeRoles& shape : kShapes) {
    if (spec.shape != Shape::automatic && spec.shape != shape.shape) continue;
    trials.emplace_back(shape, chosen, meanings, traits, profiles, has_header, spec.shape == shape.shape,
                        beside_others);
    // A role that the user chose rules out the shapes that have no use for it.
    const bool fits = std::all_of(chosen.begin(), chosen.end(), [&](const MappedColumn& column) {
      const bool free_role =
          column.role == Role::ignore || column.role == Role::attribute || column.role == Role::customer_name;
      return free_role || trials.back().allows(column.role);
    });
    if (!fits && spec.shape == Shape::automatic)
      trials.pop_back();
    else
      trials.back().run();
  }
  if (trials.empty()) {  // contradictory choices: the first shape says what it lacks
    trials.emplace_back(kShapes[0], chosen, meanings, traits, profiles, has_header, false, false);
    trials.back().run();
  }
  const Trial* best = &trials.front();
  for (const Trial& trial : trials) {
    if (trial.beats(*best)) best = &trial;
  }
  Mapping mapping = best->mapping();
  for (size_t c = 0; c < mapping.columns.size(); ++c) {
    const bool kept = mapping.shape == Shape::experiment ? may_be_of_experiment(profiles[c]) : traits[c].attribute;
    if (mapping.columns[c].basis == Basis::none && kept) mapping.columns[c].role = Role::attribute;
  }
  return mapping;
}

Shape other_shape(const Mapping& mapping, const std::vector<std::string>& names,
                  const std::vector<ColumnProfile>& profiles, bool has_header, const FileSpec& spec) {
  FileSpec other = spec;
  if (mapping.shape == Shape::opportunities) other.shape = Shape::events;
  if (mapping.shape == Shape::milestones) other.shape = Shape::customer_attributes;
  if (mapping.shape == Shape::customer_attributes) other.shape = Shape::milestones;
  if (const int event = mapping.column_of(Role::event); mapping.shape == Shape::events && event >= 0) {
    const std::vector<NameMeaning> meanings = meanings_of(names[static_cast<size_t>(event)]);
    const bool names_stages = std::any_of(meanings.begin(), meanings.end(),
                                          [](const NameMeaning& meaning) { return meaning.role == Role::stage; });
    if (names_stages) other.shape = Shape::opportunities;
  }
  if (other.shape == spec.shape || other.shape == Shape::automatic) return Shape::automatic;
  return map_columns(names, profiles, has_header, other).missing.empty() ? other.shape : Shape::automatic;
}

}  // namespace sluice::ingest
