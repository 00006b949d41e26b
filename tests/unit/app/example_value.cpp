#include "unit/app/example_value.h"

namespace sluice::app {
namespace {

rfm::ValueFigures figures(uint64_t customers, double value) {
  return {.customers = customers,
          .active = 0.64 * static_cast<double>(customers),
          .expected_purchases = 2.5 * static_cast<double>(customers),
          .expected_revenue = value * 1.2,
          .value = value,
          .mean_value = value / static_cast<double>(customers),
          .value_share = value / 430'000};
}

std::vector<rfm::HistogramBar> bars(double width) {
  std::vector<rfm::HistogramBar> all;
  for (int i = 0; i < 10; ++i) all.push_back({i * width, (i + 1) * width, static_cast<uint64_t>(190 - 20 * i)});
  return all;
}

rfm::HoldoutCheckReport check() {
  rfm::HoldoutCheckReport report{.verdict = "holds",
                                 .sentence = {"It foretold 420 of 400.", "预测 420 次，实际 400 次。"},
                                 .first_day = "2016-01-01",
                                 .split_day = "2016-02-19",
                                 .last_day = "2016-03-11",
                                 .customers = 800,
                                 .repeat_buyers = 300,
                                 .actual = 400};
  report.forecasts = {{"model", 420, 0.5, 0.9}, {"as_before", 600, 0.8, 1.4}, {"own_rate", 700, 0.9, 1.6}};
  double so_far = 0;
  for (const char* day : {"2016-01-01", "2016-01-08", "2016-01-15", "2016-01-22", "2016-01-29", "2016-02-05",
                          "2016-02-12", "2016-02-19", "2016-02-26", "2016-03-04", "2016-03-11"}) {
    so_far += 40;
    report.weeks.push_back({.last_day = day,
                            .days = 7,
                            .actual = 40,
                            .actual_so_far = so_far,
                            .expected = 42,
                            .expected_so_far = 1.05 * so_far});
  }
  return report;
}

}  // namespace

rfm::ValueReport example_value() {
  rfm::ValueReport report{.margin_from_data = true, .rule = {"Expected revenue, discounted.", "预期消费折现。"}};
  report.terms.margin = 0.3;
  report.terms.split_day = "2016-02-19";
  report.check = check();
  report.models = rfm::ValueModels{
      .purchases = {{{"r", 0.5, 0.02}, {"alpha", 43.2, 1.5}, {"a", 0.9, 0.1}, {"b", 1.6, {}}}, -9582.13, 1000, 12},
      .spend = {{{"p", 6.25, 0.5}, {"q", 3.74, 0.3}, {"v", 15.45, 2}}, -4055.92, 640, 9},
      .frequency_spend = rfm::CorrelationReport{0.05, -0.01, 0.11},
      .frequency_spend_sentence = {"Hardly at all.", "几乎无关。"}};
  report.all = figures(1000, 430'000);
  report.segments = {{"champions", {"Champions", "重要价值客户"}, "#1b7f79", figures(200, 300'000)},
                     {"loyal", {"Loyal Customers", "忠诚客户"}, "#3a78c3", figures(300, 100'000)},
                     {"hibernating", {"Hibernating", "沉睡客户"}, "#8a8f98", figures(500, 30'000)}};
  report.cells = {{5, 4, 3, 30, 5'000}, {5, 4, 4, 10, 5'000}};
  report.active = bars(0.1);
  report.purchases = bars(2);
  report.spend = bars(50);
  report.value = bars(500);
  return report;
}

rfm::ValueReport example_without_models() {
  rfm::ValueReport report = example_value();
  report.check->verdict = "worse_than_naive";
  report.no_models = {"A forecast without any model did better.", "不用模型的预测更准。"};
  report.models.reset();
  report.all = {};
  report.segments.clear();
  report.cells.clear();
  for (auto* bars_of : {&report.active, &report.purchases, &report.spend, &report.value}) bars_of->clear();
  return report;
}

rfm::ValueIntervals example_value_intervals() {
  return {.replicates = 200,
          .failed = 1,
          .parameters = {{"r", 0.5, 0.45, 0.56}, {"alpha", 43.2, 40, 47}, {"a", 0.9, 0.7, 1.1}, {"b", 1.6, 1.2, 2.1}},
          .expected_purchases = rfm::ParameterInterval{"expected_purchases", 2500, 2300, 2700},
          .sentence = {"Between 2,300 and 2,700.", "在 2,300 到 2,700 之间。"}};
}

}  // namespace sluice::app
