#include "dataset/orders.h"

#include <algorithm>
#include <tuple>

#include "base/hash.h"

namespace sluice {
namespace {

// What a run adds to its order.
struct RunSum {
  int64_t units = 0;
  uint32_t lines = 0;
  uint32_t return_lines = 0;
  bool fits = true;
};

RunSum sum_run(const Orders& orders, uint32_t run, bool leave_out_returns = false) {
  RunSum sum;
  const LineRange lines = orders.lines_of(run);
  for (uint32_t line = lines.begin; line < lines.end; ++line) {
    const bool is_return = orders.is_return[line] != 0;
    if (is_return && leave_out_returns) continue;
    sum.fits = sum.fits && !__builtin_add_overflow(sum.units, orders.amount.units[line], &sum.units);
    ++sum.lines;
    sum.return_lines += is_return ? 1 : 0;
  }
  return sum;
}

// Adds runs up to their order. Times are those of the lines that are no returns, as long as there are any.
class OrderSum {
 public:
  /// false: the sum leaves the 64-bit range.
  bool add(TimeMs time, const RunSum& run) {
    const bool purchase = run.return_lines < run.lines;
    if (purchase && !has_purchase_) has_times_ = false;  // those of returns do not count any more
    if (purchase || !has_purchase_) widen(time);
    has_purchase_ = has_purchase_ || purchase;
    order_.lines += run.lines;
    order_.return_lines += run.return_lines;
    return run.fits && !__builtin_add_overflow(order_.units, run.units, &order_.units);
  }

  const CustomerOrder& order() const { return order_; }

 private:
  void widen(TimeMs time) {
    order_.time = has_times_ ? std::min(order_.time, time) : time;
    order_.last_day = has_times_ ? std::max(order_.last_day, day_of(time)) : day_of(time);
    has_times_ = true;
  }

  CustomerOrder order_;
  bool has_times_ = false;
  bool has_purchase_ = false;
};

// A run on its way into the index. Runs with equal keys and ids are one order of their customer.
struct IndexedRun {
  TimeMs time;
  uint64_t key;
  uint32_t run;
};

uint64_t day_key(TimeMs time) { return static_cast<uint64_t>(static_cast<int64_t>(day_of(time))); }

class Indexer {
 public:
  explicit Indexer(Orders& orders) : orders_(orders) {}

  void index(uint32_t customers) {
    begin_runs(customers);
    orders_.customer_end.assign(customers, 0);
    orders_.orders.clear();
    orders_.orders.reserve(orders_.run_count());
    uint32_t from = 0;
    for (uint32_t customer = 0; customer < customers; ++customer) {
      const uint32_t to = begin_[customer];  // after the scatter: where the customer's runs end
      index_customer({orders_.runs.data() + from, to - from});
      orders_.customer_end[customer] = static_cast<uint32_t>(orders_.orders.size());
      from = to;
    }
  }

 private:
  // Sorts runs by customer, stable; begin_[c] becomes the end of customer c's runs.
  void begin_runs(uint32_t customers) {
    begin_.assign(size_t{customers} + 1, 0);
    for (const uint32_t customer : orders_.run_customer) ++begin_[size_t{customer} + 1];
    for (uint32_t c = 0; c < customers; ++c) begin_[c + 1] += begin_[c];
    orders_.runs.resize(orders_.run_count());
    for (uint32_t run = 0; run < orders_.run_count(); ++run) orders_.runs[begin_[orders_.run_customer[run]]++] = run;
  }

  bool has_id(uint32_t run) const { return orders_.has_order_ids() && !orders_.run_order_id[run].empty(); }

  bool same_order(const IndexedRun& a, const IndexedRun& b) const {
    if (a.key != b.key || has_id(a.run) != has_id(b.run)) return false;
    return !has_id(a.run) || orders_.run_order_id[a.run] == orders_.run_order_id[b.run];
  }

  void index_customer(std::span<uint32_t> runs) {
    found_.clear();
    for (const uint32_t run : runs) {
      const TimeMs time = orders_.run_time[run];
      found_.push_back({time, has_id(run) ? hash_of(orders_.run_order_id[run]) : day_key(time), run});
    }
    const bool apart = bring_orders_together();
    for (size_t i = 0; i < runs.size(); ++i) runs[i] = found_[i].run;
    const size_t first = orders_.orders.size();
    for (size_t i = 0; i < found_.size();) {
      size_t end = i + 1;
      while (end < found_.size() && same_order(found_[i], found_[end])) ++end;
      add_order(i, end);
      i = end;
    }
    if (apart || !in_order(first)) sort_orders(runs, first);
  }

  // Makes the runs of each order neighbours. Most customers have nothing but orders of one run; then nothing moves.
  // true: something had to.
  bool bring_orders_together() {
    constexpr size_t kFew = 12;
    if (found_.size() <= kFew) {
      bool repeated = false;
      for (size_t i = 1; i < found_.size() && !repeated; ++i) {
        for (size_t j = 0; j < i && !repeated; ++j) repeated = found_[j].key == found_[i].key;
      }
      if (!repeated) return false;
    }
    const auto by_order = [this](const IndexedRun& a, const IndexedRun& b) {
      const bool a_has = has_id(a.run), b_has = has_id(b.run);
      if (std::tie(a.key, a_has) != std::tie(b.key, b_has)) return std::tie(a.key, a_has) < std::tie(b.key, b_has);
      if (a_has && orders_.run_order_id[a.run] != orders_.run_order_id[b.run]) {
        return orders_.run_order_id[a.run] < orders_.run_order_id[b.run];
      }
      return std::tie(a.time, a.run) < std::tie(b.time, b.run);
    };
    std::sort(found_.begin(), found_.end(), by_order);
    return true;
  }

  void add_order(size_t begin, size_t end) {
    OrderSum sum;
    for (size_t i = begin; i < end; ++i) {
      if (!sum.add(found_[i].time, sum_run(orders_, found_[i].run))) orders_.sums_fit = false;
    }
    const uint32_t runs_before = orders_.orders.empty() ? 0 : orders_.orders.back().runs_end;
    orders_.orders.push_back(sum.order());
    orders_.orders.back().runs_end = runs_before + static_cast<uint32_t>(end - begin);
  }

  // By time, then id. The runs of order i are those of one id, so that the first tells it.
  bool less(uint32_t a, uint32_t b) const {
    const CustomerOrder &x = orders_.orders[a], &y = orders_.orders[b];
    if (x.time != y.time) return x.time < y.time;
    if (!orders_.has_order_ids()) return a < b;
    const auto id = [this](uint32_t order) { return orders_.run_order_id[orders_.runs_of_order(order).front()]; };
    return std::tuple(id(a), a) < std::tuple(id(b), b);
  }

  bool in_order(size_t first) const {
    for (size_t i = first + 1; i < orders_.orders.size(); ++i) {
      if (less(static_cast<uint32_t>(i), static_cast<uint32_t>(i - 1))) return false;
    }
    return true;
  }

  void sort_orders(std::span<uint32_t> runs, size_t first) {
    std::vector<uint32_t> order(orders_.orders.size() - first);
    for (size_t i = 0; i < order.size(); ++i) order[i] = static_cast<uint32_t>(first + i);
    std::sort(order.begin(), order.end(), [this](uint32_t a, uint32_t b) { return less(a, b); });
    std::vector<CustomerOrder> sorted;
    std::vector<uint32_t> sorted_runs, counts;
    for (const uint32_t at : order) {
      sorted.push_back(orders_.orders[at]);
      const auto of_order = orders_.runs_of_order(at);
      sorted_runs.insert(sorted_runs.end(), of_order.begin(), of_order.end());
      counts.push_back(static_cast<uint32_t>(of_order.size()));
    }
    uint32_t end = first == 0 ? 0 : orders_.orders[first - 1].runs_end;
    for (size_t i = 0; i < order.size(); ++i) {
      orders_.orders[first + i] = sorted[i];
      orders_.orders[first + i].runs_end = end += counts[i];
    }
    std::copy(sorted_runs.begin(), sorted_runs.end(), runs.begin());
  }

  Orders& orders_;
  std::vector<uint32_t> begin_;
  std::vector<IndexedRun> found_;
};

}  // namespace

uint16_t Orders::file_of(uint32_t run) const {
  const auto after = std::upper_bound(files.begin(), files.end(), run,
                                      [](uint32_t wanted, const FileRuns& entry) { return wanted < entry.first_run; });
  return std::prev(after)->file;
}

uint32_t Orders::run_of(uint32_t line) const {
  return static_cast<uint32_t>(std::upper_bound(run_end.begin(), run_end.end(), line) - run_end.begin());
}

void index_orders(Orders& orders, uint32_t customers) {
  orders.sums_fit = true;
  if (!orders.run_time.empty()) {
    const auto [first, last] = std::minmax_element(orders.run_time.begin(), orders.run_time.end());
    orders.first_time = *first;
    orders.last_time = *last;
  }
  orders.return_lines = static_cast<uint64_t>(std::count(orders.is_return.begin(), orders.is_return.end(), 1));
  Indexer(orders).index(customers);
}

std::optional<std::span<const CustomerOrder>> filtered_orders(const Orders& orders, uint32_t customer,
                                                              const LineFilter& filter,
                                                              std::vector<CustomerOrder>& memory) {
  const auto [begin, end] = orders.orders_of(customer);
  const std::span<const CustomerOrder> all{orders.orders.data() + begin, end - begin};
  const bool all_days = !filter.last_day || day_of(orders.last_time) <= *filter.last_day;
  if (orders.sums_fit && all_days && (!filter.leave_out_returns || orders.return_lines == 0)) return all;

  memory.clear();
  bool fits = true;
  for (uint32_t at = begin; at < end; ++at) {
    const CustomerOrder& whole = orders.orders[at];
    const auto runs = orders.runs_of_order(at);
    const bool days = all_days || (runs.size() == 1 && day_of(whole.time) <= *filter.last_day);
    if (orders.sums_fit && days && !(filter.leave_out_returns && whole.return_lines > 0)) {
      memory.push_back(whole);
      continue;
    }
    OrderSum order;
    for (const uint32_t run : runs) {
      const TimeMs time = orders.run_time[run];
      if (filter.last_day && day_of(time) > *filter.last_day) continue;
      const RunSum sum = sum_run(orders, run, filter.leave_out_returns);
      if (sum.lines > 0) fits = order.add(time, sum) && fits;
    }
    if (order.order().lines > 0) memory.push_back(order.order());
  }
  if (!fits) return std::nullopt;
  std::stable_sort(memory.begin(), memory.end(),
                   [](const CustomerOrder& a, const CustomerOrder& b) { return a.time < b.time; });
  return memory;
}

}  // namespace sluice
