#include "dataset/orders.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <string_view>
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

RunSum sum_run(const Orders& orders, uint32_t run, const LineFilter& filter = {}) {
  RunSum sum;
  const LineRange lines = orders.lines_of(run);
  for (uint32_t line = lines.begin; line < lines.end; ++line) {
    if (filter.leaves_out(line)) continue;
    const bool is_return = orders.is_return(line);
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

// A run on its way into the index: all that is needed of it, so that sorting touches nothing else.
struct RunRecord {
  TimeMs time;
  uint64_t key;  // of the order within its customer; equal keys may still be two orders
  RunSum sum;
  uint32_t customer;
  uint32_t run;
};

// What two lines of an order must share to say the same.
struct LineText {
  TimeMs time;
  int64_t units;
  uint32_t record_hash;
  bool is_return;
  uint32_t line;

  auto same() const { return std::tie(time, units, record_hash, is_return); }
};

void append_lines(const Orders& orders, uint32_t run, std::vector<LineText>& texts) {
  const LineRange lines = orders.lines_of(run);
  for (uint32_t line = lines.begin; line < lines.end; ++line) {
    texts.push_back(
        {orders.run_time[run], orders.amount.units[line], orders.record_hash[line], orders.is_return(line), line});
  }
}

void mark_copy(Orders& orders, uint32_t line, uint32_t of) {
  orders.line_flags[line] |= Orders::kDuplicateLine;
  orders.copies.push_back({line, of});
}

// All but the first of equal lines.
void mark_duplicates(std::vector<LineText>& texts, Orders& orders) {
  std::sort(texts.begin(), texts.end(), [](const LineText& a, const LineText& b) {
    return a.same() != b.same() ? a.same() < b.same() : a.line < b.line;
  });
  size_t first = 0;
  for (size_t i = 1; i < texts.size(); ++i) {
    if (texts[i].same() == texts[first].same())
      mark_copy(orders, texts[i].line, texts[first].line);
    else
      first = i;
  }
}

// A line may have been found twice: within its run, and in its order with an earlier first one.
void keep_first_copies(Orders& orders) {
  std::sort(orders.copies.begin(), orders.copies.end());
  const auto same_line = [](const Orders::Copy& a, const Orders::Copy& b) { return a.line == b.line; };
  orders.copies.erase(std::unique(orders.copies.begin(), orders.copies.end(), same_line), orders.copies.end());
  orders.copies.shrink_to_fit();
}

// An odd key is one of an id, an even one of a day.
uint64_t id_key(std::string_view id) { return hash_of(id) | 1; }
uint64_t day_key(TimeMs time) { return static_cast<uint64_t>(static_cast<int64_t>(day_of(time))) << 1; }

// Makes orders of the runs of one customer after the other.
class CustomerIndexer {
 public:
  explicit CustomerIndexer(Orders& orders) : orders_(orders) {}

  /// The runs of the next customer, in the order of the files.
  void add_customer(std::span<RunRecord> found) {
    const size_t first = orders_.orders.size();
    bring_orders_together(found);
    for (size_t i = 0; i < found.size();) {
      size_t end = i + 1;
      while (end < found.size() && same_order(found[i], found[end])) ++end;
      add_order(found.subspan(i, end - i));
      i = end;
    }
    for (size_t i = first + 1; i < orders_.orders.size(); ++i) {
      if (less(i, i - 1)) return sort_orders(first);
    }
  }

 private:
  std::string_view id(uint32_t run) const {
    return orders_.has_order_ids() ? orders_.run_order_id[run] : std::string_view();
  }

  bool same_order(const RunRecord& a, const RunRecord& b) const { return a.key == b.key && id(a.run) == id(b.run); }

  // Makes the runs of each order neighbours. Most customers have nothing but orders of one run; then nothing moves.
  void bring_orders_together(std::span<RunRecord> found) const {
    constexpr size_t kFew = 12;
    if (found.size() <= kFew) {
      bool repeated = false;
      for (size_t i = 1; i < found.size() && !repeated; ++i) {
        for (size_t j = 0; j < i && !repeated; ++j) repeated = found[j].key == found[i].key;
      }
      if (!repeated) return;
    }
    std::sort(found.begin(), found.end(), [this](const RunRecord& a, const RunRecord& b) {
      if (a.key != b.key) return a.key < b.key;
      const std::string_view a_id = id(a.run), b_id = id(b.run);
      return a_id != b_id ? a_id < b_id : std::tie(a.time, a.run) < std::tie(b.time, b.run);
    });
  }

  void add_order(std::span<const RunRecord> found) {
    OrderSum sum;
    for (const RunRecord& record : found) {
      if (!sum.add(record.time, record.sum)) orders_.sums_fit = false;
      orders_.runs.push_back(record.run);
    }
    orders_.orders.push_back(sum.order());
    orders_.orders.back().runs_end = static_cast<uint32_t>(orders_.runs.size());
    if (found.size() == 1) return;  // RunSorter has looked into the run
    texts_.clear();
    for (const RunRecord& record : found) append_lines(orders_, record.run, texts_);
    mark_duplicates(texts_, orders_);
  }

  // By time, then id: the runs of an order have one id, so that the first tells it.
  bool less(size_t a, size_t b) const {
    const TimeMs a_time = orders_.orders[a].time, b_time = orders_.orders[b].time;
    if (a_time != b_time || !orders_.has_order_ids()) return a_time < b_time;
    const auto id_of = [this](size_t order) { return id(orders_.runs_of_order(static_cast<uint32_t>(order)).front()); };
    return id_of(a) < id_of(b);
  }

  // The orders from `first` on, with their runs.
  void sort_orders(size_t first) {
    std::vector<size_t> sequence(orders_.orders.size() - first);
    std::iota(sequence.begin(), sequence.end(), first);
    std::stable_sort(sequence.begin(), sequence.end(), [this](size_t a, size_t b) { return less(a, b); });
    std::vector<CustomerOrder> sorted;
    std::vector<uint32_t> runs;
    const size_t first_run = first == 0 ? 0 : orders_.orders[first - 1].runs_end;
    for (const size_t at : sequence) {
      const auto of_order = orders_.runs_of_order(static_cast<uint32_t>(at));
      runs.insert(runs.end(), of_order.begin(), of_order.end());
      sorted.push_back(orders_.orders[at]);
      sorted.back().runs_end = static_cast<uint32_t>(first_run + runs.size());
    }
    std::copy(sorted.begin(), sorted.end(), orders_.orders.begin() + static_cast<std::ptrdiff_t>(first));
    std::copy(runs.begin(), runs.end(), orders_.runs.begin() + static_cast<std::ptrdiff_t>(first_run));
  }

  Orders& orders_;
  std::vector<LineText> texts_;
};

// Brings runs into the order of their customers without jumping through memory: a range of customers at a time, within
// it a bucket of them at a time that fits into a near cache. Stable, so that runs of a customer stay as in the files.
class RunSorter {
 public:
  static constexpr size_t kRecordsARound = size_t{1} << 20;  // 50 MB

  explicit RunSorter(Orders& orders) : orders_(orders) {}

  /// Calls take(customer, its runs) for every code, ascending.
  template <class Take>
  void sort(uint32_t customers, Take take) {
    const size_t rounds = orders_.run_count() / kRecordsARound + 1;
    for (size_t round = 0; round < rounds; ++round) {
      const auto bound = [&](size_t i) { return static_cast<uint32_t>(uint64_t{customers} * i / rounds); };
      sort_range(bound(round), bound(round + 1), take);
    }
  }

 private:
  static constexpr uint32_t kBuckets = 256;

  template <class Take>
  void sort_range(uint32_t from, uint32_t to, Take take) {
    // A bucket holds 2^shift customers: dividing would take longer than the rest of it.
    int shift = 0;
    while (((to - from) >> shift) >= kBuckets) ++shift;
    const uint32_t bucket_customers = uint32_t{1} << shift;
    std::array<uint32_t, kBuckets + 1> begin{};
    for (const uint32_t customer : orders_.run_customer) {
      if (customer - from < to - from) ++begin[((customer - from) >> shift) + 1];
    }
    for (uint32_t bucket = 0; bucket < kBuckets; ++bucket) begin[bucket + 1] += begin[bucket];
    if (begin[kBuckets] > records_.capacity()) records_ = {};  // to grow would need room for both
    records_.resize(begin[kBuckets]);
    auto next = begin;
    for (uint32_t run = 0; run < orders_.run_count(); ++run) {
      const uint32_t customer = orders_.run_customer[run];
      if (customer - from < to - from) records_[next[(customer - from) >> shift]++] = record_of(run);
    }
    for (uint32_t bucket = 0; bucket < kBuckets; ++bucket) {
      const uint32_t first = from + bucket * bucket_customers;
      if (first >= to) break;
      sort_bucket({records_.data() + begin[bucket], begin[bucket + 1] - begin[bucket]}, first,
                  std::min(to, first + bucket_customers), take);
    }
  }

  template <class Take>
  void sort_bucket(std::span<const RunRecord> records, uint32_t from, uint32_t to, Take take) {
    ends_.assign(size_t{to} - from + 1, 0);
    for (const RunRecord& record : records) ++ends_[record.customer - from + 1];
    for (uint32_t i = 0; i < to - from; ++i) ends_[i + 1] += ends_[i];
    sorted_.resize(records.size());
    for (const RunRecord& record : records) sorted_[ends_[record.customer - from]++] = record;
    uint32_t begin = 0;
    for (uint32_t customer = from; customer < to; ++customer) {
      const uint32_t end = ends_[customer - from];
      take(customer, std::span(sorted_.data() + begin, end - begin));
      begin = end;
    }
  }

  RunRecord record_of(uint32_t run) {
    mark_duplicates_of(run);
    const TimeMs time = orders_.run_time[run];
    const std::string_view id = orders_.has_order_ids() ? orders_.run_order_id[run] : std::string_view();
    return {time, id.empty() ? day_key(time) : id_key(id), sum_run(orders_, run), orders_.run_customer[run], run};
  }

  // Runs are short as a rule; then comparing all with all is quickest.
  void mark_duplicates_of(uint32_t run) {
    constexpr uint32_t kFew = 16;
    const LineRange lines = orders_.lines_of(run);
    if (lines.end - lines.begin > kFew) {
      texts_.clear();
      append_lines(orders_, run, texts_);
      return mark_duplicates(texts_, orders_);
    }
    const std::vector<int64_t>& units = orders_.amount.units;
    const std::vector<uint32_t>& hash = orders_.record_hash;
    for (uint32_t line = lines.begin + 1; line < lines.end; ++line) {
      uint32_t before = lines.begin;
      while (before < line && (hash[before] != hash[line] || units[before] != units[line] ||
                               orders_.is_return(before) != orders_.is_return(line))) {
        ++before;
      }
      if (before < line) mark_copy(orders_, line, before);
    }
  }

  Orders& orders_;
  std::vector<RunRecord> records_, sorted_;
  std::vector<uint32_t> ends_;
  std::vector<LineText> texts_;
};

}  // namespace

uint16_t Orders::file_of(uint32_t run) const {
  const auto after = std::upper_bound(files.begin(), files.end(), run,
                                      [](uint32_t wanted, const FileRuns& entry) { return wanted < entry.first_run; });
  return std::prev(after)->file;
}

uint32_t Orders::first_of_kind(uint32_t line) const {
  const auto found = std::lower_bound(copies.begin(), copies.end(), Copy{line, 0});
  return found == copies.end() || found->line != line ? line : found->of;
}

uint32_t Orders::run_of(uint32_t line) const {
  return static_cast<uint32_t>(std::upper_bound(run_end.begin(), run_end.end(), line) - run_end.begin());
}

void index_orders(Orders& orders, uint32_t customers) {
  orders.sums_fit = true;
  orders.customer_end.assign(customers, 0);
  orders.orders.clear();
  orders.orders.reserve(orders.run_count());
  orders.runs.clear();
  orders.runs.reserve(orders.run_count());
  CustomerIndexer indexer(orders);
  RunSorter(orders).sort(customers, [&](uint32_t customer, std::span<RunRecord> found) {
    if (!found.empty()) indexer.add_customer(found);
    orders.customer_end[customer] = static_cast<uint32_t>(orders.orders.size());
  });
  keep_first_copies(orders);
  orders.record_hash = {};
}

size_t indexing_bytes(uint64_t runs) {
  const uint64_t rounds = runs / RunSorter::kRecordsARound + 1;
  return static_cast<size_t>(runs / rounds) * sizeof(RunRecord);
}

std::vector<bool> find_touched_runs(const Orders& orders, const std::vector<uint8_t>& mark, uint8_t leave_out) {
  std::vector<bool> touched(orders.run_count(), false);
  for (uint32_t run = 0; run < orders.run_count(); ++run) {
    const LineRange lines = orders.lines_of(run);
    unsigned marks = 0;
    for (uint32_t line = lines.begin; line < lines.end; ++line) marks |= mark[line];
    if ((marks & leave_out) != 0) touched[run] = true;
  }
  return touched;
}

std::optional<std::span<const CustomerOrder>> filtered_orders(const Orders& orders, uint32_t customer,
                                                              const LineFilter& filter,
                                                              std::vector<CustomerOrder>& memory) {
  const auto [begin, end] = orders.orders_of(customer);
  const auto is_touched = [&](uint32_t run) { return filter.mark != nullptr && (*filter.touched)[run]; };
  bool whole = orders.sums_fit;
  const uint32_t first_run = begin == 0 ? 0 : orders.orders[begin - 1].runs_end;
  const uint32_t runs_end = begin == end ? first_run : orders.orders[end - 1].runs_end;
  for (uint32_t i = first_run; whole && i < runs_end; ++i) whole = !is_touched(orders.runs[i]);
  if (whole) return std::span{orders.orders.data() + begin, end - begin};

  memory.clear();
  bool fits = true;
  for (uint32_t at = begin; at < end; ++at) {
    OrderSum order;
    for (const uint32_t run : orders.runs_of_order(at)) {
      const RunSum sum = sum_run(orders, run, filter);
      if (sum.lines > 0) fits = order.add(orders.run_time[run], sum) && fits;
    }
    if (order.order().lines > 0) memory.push_back(order.order());
  }
  if (!fits) return std::nullopt;
  std::stable_sort(memory.begin(), memory.end(),
                   [](const CustomerOrder& a, const CustomerOrder& b) { return a.time < b.time; });
  return memory;
}

}  // namespace sluice
