#include "unit/rfm/order_fixture.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <tuple>

#include "base/cell_key.h"
#include "base/number_text.h"
#include "dataset/attributes_builder.h"
#include "dataset/dataset_builder.h"
#include "rfm/selection.h"

namespace sluice::rfm {
namespace {

class ReportText {
 public:
  void add(const char* name, double value) { text_ += std::string(name) + " " + shortest_text(value) + "\n"; }
  void add(const char* name, uint64_t value) { text_ += std::string(name) + " " + std::to_string(value) + "\n"; }
  void add(const char* name, int value) { text_ += std::string(name) + " " + std::to_string(value) + "\n"; }
  void add(const char* name, bool value) { text_ += std::string(name) + (value ? " yes\n" : " no\n"); }
  void add(const char* name, const std::string& value) { text_ += std::string(name) + " " + value + "\n"; }
  void add(const char* name, const TextPair& value) {
    text_ += std::string(name) + " " + value.en + " | " + value.zh + "\n";
  }
  void add(const char* name, const std::optional<double>& value) {
    text_ += std::string(name) + " " + (value ? shortest_text(*value) : "none") + "\n";
  }
  void add(const Totals& t) {
    add("customers", t.customers);
    add("orders", t.orders);
    add("revenue", t.revenue);
    for (const auto& figure :
         {t.average_order, t.revenue_per_customer, t.mean_recency, t.mean_frequency, t.mean_monetary, t.median_recency,
          t.median_frequency, t.median_monetary, t.repeat_share}) {
      add("figure", figure);
    }
  }
  std::string text_;
};

}  // namespace

Dataset dataset_of_orders(const std::vector<OrderRow>& rows) {
  DatasetBuilder builder;
  builder.begin_table(0, ingest::Shape::order_lines);
  uint64_t line = 1;
  for (const OrderRow& row : rows) {
    ingest::OrderLineRow made;
    made.customer = row.customer;
    made.order = row.order;
    made.time = TimeMs{*parse_iso_day(row.day)} * kMsPerDay + row.ms;
    made.amount = {row.cents, 2};
    made.is_return = row.is_return;
    if (row.cost_cents) made.cost = Money{*row.cost_cents, 2};
    made.line = ++line;
    builder.order_line(made);
  }
  return std::move(builder.finish({})).value();
}

Dataset dataset_of_customers(const std::vector<CustomerTableRow>& rows) {
  Dataset dataset;
  for (const CustomerTableRow& row : rows) dataset.customers.intern(row.customer);
  dataset.customers.sort();
  std::vector<CustomerTableRow> sorted = rows;
  std::sort(sorted.begin(), sorted.end(),
            [](const CustomerTableRow& a, const CustomerTableRow& b) { return a.customer < b.customer; });
  CustomerTable table;
  table.monetary.decimals = 2;
  for (const CustomerTableRow& row : sorted) {
    table.customer.push_back(dataset.customers.find(row.customer));
    table.recency_days.push_back(row.recency);
    table.frequency.push_back(row.frequency);
    table.monetary.units.push_back(row.cents);
  }
  dataset.customer_table = std::move(table);
  return dataset;
}

std::string text_of(const RfmReport& report) {
  ReportText text;
  text.add("source", report.source);
  text.add("snapshot", report.snapshot);
  text.add("first", report.first_day);
  text.add("last", report.last_day);
  const Ledger& ledger = report.ledger;
  text.add("lines", ledger.lines);
  text.add("amount", ledger.amount);
  text.add("later lines", ledger.lines_after_snapshot);
  text.add("later amount", ledger.amount_after_snapshot);
  text.add("customers left out", ledger.customers_left_out);
  text.add("returns", ledger.return_lines);
  text.add("returned", ledger.return_amount);
  text.add("void", ledger.void_orders);
  text.add("without purchase", ledger.customers_without_purchase);
  text.add("their lines", ledger.lines_without_purchase);
  text.add("their amount", ledger.amount_without_purchase);
  text.add(report.all);
  text.add(report.selection);
  for (const DimensionReport& d : report.dimensions) {
    text.add("dimension", d.name);
    for (const double cut : d.cuts) text.add("cut", cut);
    for (const BinReport& bin : d.scores) {
      text.add("score", bin.score);
      text.add("customers", bin.customers);
      text.add("lowest", bin.lowest);
      text.add("highest", bin.highest);
    }
    text.add("straddling", d.straddling);
    for (const double figure : {d.minimum, d.maximum, d.mean, d.median}) text.add("figure", figure);
    for (const HistogramBar& bar : d.histogram) {
      text.add("from", bar.from);
      text.add("to", bar.to);
      text.add("customers", bar.customers);
    }
  }
  text.add("map", report.map);
  text.add("map name", report.map_name);
  text.add("map rule", report.map_rule);
  for (const SegmentReport& s : report.segments) {
    text.add("segment", s.id);
    text.add("name", s.name);
    text.add("advice", s.advice);
    text.add("customers", s.customers);
    text.add("share", s.customer_share);
    text.add("revenue", s.revenue);
    for (const auto& figure : {s.revenue_share, s.average_order, s.mean_recency, s.mean_frequency, s.mean_monetary}) {
      text.add("figure", figure);
    }
    text.add("selected", s.selected);
  }
  for (const GridCell& cell : report.grid) {
    text.add("cell", cell.segment + " " + std::to_string(cell.recency) + std::to_string(cell.frequency));
    text.add("customers", cell.customers);
    text.add("revenue", cell.revenue);
    text.add("mean", cell.mean_monetary);
  }
  for (const CubeCell& cell : report.cube) {
    text.add("cell", key_of_scores({cell.recency, cell.frequency, cell.monetary}));
    text.add("segment", cell.segment);
    text.add("of it", cell.segment_customers);
    text.add("customers", cell.customers);
    text.add("revenue", cell.revenue);
  }
  for (const GroupingReport& grouping : report.groupings) {
    text.add("rule", grouping.rule);
    for (const GroupReport& group : grouping.groups) {
      text.add("group", group.id);
      text.add("customers", group.customers);
      text.add("share", group.customer_share);
      text.add("revenue", group.revenue);
      text.add("revenue share", group.revenue_share);
      text.add("average order", group.average_order);
      text.add("mean recency", group.mean_recency);
      text.add("margin", group.margin);
    }
  }
  for (const ConcentrationPoint& point : report.concentration.curve) {
    text.add("customers", point.customers);
    text.add("revenue", point.revenue);
  }
  text.add("gini", report.concentration.gini);
  text.add("top fifth", report.concentration.top_fifth_share);
  text.add("bottom fifth", report.concentration.bottom_fifth_share);
  text.add("its margin", report.concentration.bottom_fifth_margin);
  for (const TextPair& note : report.notes) text.add("note", note);
  return text.text_;
}

OwnLines::OwnLines(const Dataset& dataset, const RfmSpec& spec, const CleaningSpec& cleaning) {
  if (!has_order_lines(dataset)) return;
  Result<Lines> result = clean_lines(dataset, cleaning, spec);
  if (result)
    lines = std::move(*result);
  else
    error = std::move(result).error();
}

Result<Profile> make_profile(const Dataset& dataset, const RfmSpec& spec) {
  const OwnLines own(dataset, spec);
  return own.error ? Result<Profile>(*own.error) : make_profile(dataset, spec, own.get());
}

Result<Analysis> analyze(const Dataset& dataset, const RfmSpec& spec) {
  const OwnLines own(dataset, spec);
  return own.error ? Result<Analysis>(*own.error) : analyze(dataset, spec, own.get());
}

RfmReport report_of(const Dataset& dataset, const RfmSpec& spec, const FilterSpec& filter) {
  const auto analysis = analyze(dataset, spec);
  EXPECT_TRUE(analysis.has_value()) << analysis.error().to_string();
  const auto selected = select(dataset, *analysis, filter);
  EXPECT_TRUE(selected.has_value()) << selected.error().to_string();
  return make_report(dataset, *analysis, spec, filter, *selected);
}

std::vector<OrderRow> random_orders(uint64_t seed, int rows, int customers) {
  std::mt19937_64 random(seed);
  const auto pick = [&](int low, int high) { return std::uniform_int_distribution<int>(low, high)(random); };
  std::vector<OrderRow> result;
  for (int i = 0; i < rows; ++i) {
    const int customer = pick(1, customers);
    const int order = pick(1, 6);
    OrderRow row;
    row.customer = "C" + std::to_string(customer);
    row.order = row.customer + "-" + std::to_string(order);
    row.day = format_day(*parse_iso_day("2024-01-01") + order * 20 + (pick(0, 3) == 0 ? pick(0, 9) : 0));
    row.is_return = pick(0, 4) == 0;
    row.cents = row.is_return ? -pick(0, 20) * 1000 : pick(0, 20) * 1000;
    row.ms = pick(0, 86'399'999);
    result.push_back(std::move(row));
  }
  return result;
}

void add_attribute(Dataset& dataset, const std::string& name, const std::vector<std::string>& values) {
  Dictionary texts;
  std::vector<uint32_t> codes;
  for (const std::string& value : values) codes.push_back(value.empty() ? Dictionary::kNone : texts.intern(value));
  dataset.attributes.push_back(make_attribute(name, texts, codes));
}

bool notes_say(const RfmReport& report, const std::string& words) {
  return std::any_of(report.notes.begin(), report.notes.end(),
                     [&](const TextPair& note) { return note.en.find(words) != std::string::npos; });
}

}  // namespace sluice::rfm
