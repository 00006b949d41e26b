// Which steps a file of events suggests. Events that most of their customers reach through another one form chains; the
// chain that carries the most customers, setbacks such as refunds left out, is the proposal.
#include <algorithm>
#include <numeric>
#include <span>

#include "funnel/sales_stages.h"
#include "funnel/sources.h"

namespace sluice::funnel {
namespace {

constexpr size_t kMostProposed = 8;
constexpr size_t kMaxCandidates = 30;  // most frequent events that are looked at
constexpr uint64_t kRarestPart = 200;  // events of fewer than 1 / 200 of the most frequent one's customers are left out
constexpr size_t kMaxJourneys = 50'000;  // every n-th journey is enough to know the usual order
constexpr uint64_t kPartsOfRise = 50;    // a step may be larger than the one before by 1 / 50

struct NamedJourney {
  std::span<const TimeMs> time;
  std::span<const uint32_t> event;
};

template <class Visit>
void for_each_journey(const Events& events, Visit visit) {
  for (size_t begin = 0; begin < events.size();) {
    size_t end = begin + 1;
    while (end < events.size() && events.customer[end] == events.customer[begin]) ++end;
    visit(NamedJourney{std::span(events.time).subspan(begin, end - begin),
                       std::span(events.event).subspan(begin, end - begin)});
    begin = end;
  }
}

// What the journeys say about a few events, by candidate.
struct Order {
  std::vector<uint32_t> events;               // codes
  std::vector<uint64_t> customers;            // of the journeys looked at
  std::vector<std::vector<uint64_t>> before;  // [a][b]: twice the customers whose first a is before their first b

  bool usually_before(size_t a, size_t b) const { return before[a][b] > before[b][a]; }
  /// Most customers of b did a before.
  bool leads_to(size_t a, size_t b) const {
    return usually_before(a, b) && before[a][b] >= customers[b] &&
           customers[b] * kPartsOfRise <= customers[a] * (kPartsOfRise + 1);
  }
};

std::vector<uint32_t> choose_candidates(const Events& events) {
  std::vector<uint64_t> customers(events.event_names.size());
  std::vector<uint32_t> last(customers.size(), Dictionary::kNone);
  for (size_t row = 0; row < events.size(); ++row) {
    const uint32_t event = events.event[row];
    if (last[event] != events.customer[row]) ++customers[event];
    last[event] = events.customer[row];
  }
  std::vector<uint32_t> codes(customers.size());
  std::iota(codes.begin(), codes.end(), 0U);
  std::stable_sort(codes.begin(), codes.end(), [&](uint32_t a, uint32_t b) { return customers[a] > customers[b]; });
  const uint64_t most = codes.empty() ? 0 : customers[codes.front()];
  const size_t fallback = std::min<size_t>(codes.size(), 2);  // better an odd pair of steps than none
  std::vector<uint32_t> wanted;
  for (const uint32_t code : codes) {
    const bool frequent = customers[code] > 0 && customers[code] * kRarestPart >= most;
    if (frequent && !is_setback(events.event_names.at(code)) && wanted.size() < kMaxCandidates) wanted.push_back(code);
  }
  if (wanted.size() < fallback) wanted.assign(codes.begin(), codes.begin() + static_cast<std::ptrdiff_t>(fallback));
  return wanted;
}

size_t count_journeys(const Events& events) {
  size_t journeys = 0;
  for_each_journey(events, [&](const NamedJourney&) { ++journeys; });
  return journeys;
}

Order observe(const Events& events, std::vector<uint32_t> candidates) {
  constexpr uint32_t kNoCandidate = Dictionary::kNone;
  const size_t count = candidates.size();
  std::vector<uint32_t> candidate_of(events.event_names.size(), kNoCandidate);
  for (uint32_t i = 0; i < count; ++i) candidate_of[candidates[i]] = i;
  Order order{std::move(candidates), std::vector<uint64_t>(count),
              std::vector<std::vector<uint64_t>>(count, std::vector<uint64_t>(count))};
  const size_t stride = count_journeys(events) / kMaxJourneys + 1;
  size_t number = 0;
  std::vector<std::pair<uint32_t, TimeMs>> firsts;  // candidate and time of its first event
  for_each_journey(events, [&](const NamedJourney& journey) {
    if (number++ % stride != 0) return;
    firsts.clear();
    for (size_t i = 0; i < journey.time.size(); ++i) {
      const uint32_t candidate = candidate_of[journey.event[i]];
      const auto same = [&](const auto& first) { return first.first == candidate; };
      if (candidate == kNoCandidate || std::any_of(firsts.begin(), firsts.end(), same)) continue;
      firsts.emplace_back(candidate, journey.time[i]);
    }
    for (const auto& [a, time_a] : firsts) {
      ++order.customers[a];
      for (const auto& [b, time_b] : firsts) {
        if (a != b) order.before[a][b] += time_a < time_b ? 2 : time_a == time_b ? 1 : 0;
      }
    }
  });
  return order;
}

// Candidates by how many others they usually precede (Copeland's rule: no cycle of preferences can confuse it).
std::vector<size_t> usual_sequence(const Order& order) {
  const size_t count = order.events.size();
  std::vector<int> lead(count);
  for (size_t a = 0; a < count; ++a) {
    for (size_t b = 0; b < count; ++b) {
      lead[a] += (order.usually_before(a, b) ? 1 : 0) - (order.usually_before(b, a) ? 1 : 0);
    }
  }
  std::vector<size_t> sequence(count);
  std::iota(sequence.begin(), sequence.end(), size_t{0});
  std::stable_sort(sequence.begin(), sequence.end(), [&](size_t a, size_t b) { return lead[a] > lead[b]; });
  return sequence;
}

// The chain of events, each leading to the next, with the greatest sum of customers carried along.
std::vector<size_t> best_chain(const Order& order, const std::vector<size_t>& sequence) {
  constexpr auto kNone = static_cast<size_t>(-1);
  std::vector<uint64_t> carried(sequence.size());
  std::vector<size_t> previous(sequence.size(), kNone);
  size_t best = kNone;
  for (size_t i = 0; i < sequence.size(); ++i) {
    carried[i] = order.customers[sequence[i]];
    for (size_t j = 0; j < i; ++j) {
      if (!order.leads_to(sequence[j], sequence[i])) continue;
      const uint64_t sum = carried[j] + order.before[sequence[j]][sequence[i]];
      if (sum > carried[i]) {
        carried[i] = sum;
        previous[i] = j;
      }
    }
    if (best == kNone || carried[i] > carried[best]) best = i;
  }
  std::vector<size_t> chain;
  for (size_t i = best; i != kNone; i = previous[i]) chain.push_back(sequence[i]);
  std::reverse(chain.begin(), chain.end());
  return chain;
}

// Steps between the first and the last that lose hardly anybody say least; they go until the chain fits.
void shorten(const Order& order, std::vector<size_t>& chain) {
  while (chain.size() > kMostProposed) {
    size_t dullest = 1;
    const auto loss = [&](size_t i) {
      return static_cast<int64_t>(order.customers[chain[i - 1]]) - static_cast<int64_t>(order.customers[chain[i]]);
    };
    for (size_t i = 2; i + 1 < chain.size(); ++i) {
      if (loss(i) < loss(dullest)) dullest = i;
    }
    chain.erase(chain.begin() + static_cast<std::ptrdiff_t>(dullest));
  }
}

}  // namespace

std::vector<Step> propose_event_steps(const Dataset& dataset) {
  const Events& events = *dataset.events;
  const Order order = observe(events, choose_candidates(events));
  const std::vector<size_t> sequence = usual_sequence(order);
  std::vector<size_t> chain = best_chain(order, sequence);
  if (chain.size() < 2) {
    // Nothing leads to anything: the most frequent events, in their usual order.
    chain.clear();
    for (const size_t candidate : sequence) {
      if (candidate < kMostProposed) chain.push_back(candidate);
    }
  }
  shorten(order, chain);
  std::vector<Step> steps;
  for (const size_t candidate : chain) {
    steps.push_back({.event = std::string(events.event_names.at(order.events[candidate]))});
  }
  return steps;
}

}  // namespace sluice::funnel
