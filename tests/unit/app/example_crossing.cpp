#include "unit/app/example_crossing.h"

namespace sluice::app {
namespace {

rfm::CrossedCell cell(uint64_t customers, double share, double index, bool stands_out = false) {
  return {.customers = customers,
          .share = share,
          .index = index,
          .deviation = index - 100,
          .too_few = customers < 10,
          .stands_out = stands_out};
}

}  // namespace

rfm::CrossingReport example_crossing() {
  rfm::CrossingReport report{.attribute = "city",
                             .title = {"City", "城市"},
                             .by = "segment",
                             .by_title = {"Segments", "客户分群"},
                             .customers = 900,
                             .unknown = 100};
  report.groups = {{"champions", {"Champions", "重要价值客户"}, "#1b7f79", 180},
                   {"loyal", {"Loyal Customers", "忠诚客户"}, "#3a78c3", 270},
                   {"hibernating", {"Hibernating", "沉睡客户"}, "#8a8f98", 450}};
  report.values = {
      {{"Rome", "Rome"}, "Rome", 450, 0.5, {cell(120, 0.667, 133, true), cell(135, 0.5, 100), cell(195, 0.433, 87)}},
      {{"Milan", "Milan"},
       "Milan",
       400,
       0.444,
       {cell(56, 0.311, 70, true), cell(125, 0.463, 104), cell(219, 0.487, 110)}},
      {{"8 others", "其他 8 个"}, {}, 50, 0.056, {cell(4, 0.022, 40), cell(10, 0.037, 67), cell(36, 0.08, 144)}}};
  report.test = rfm::CrossingTest{30.07, 4, 1e-6, 0.13, false};
  report.verdict = {"They hang together weakly.", "两者的关联较弱。"};
  for (uint64_t i = 0; i < 6; ++i) {
    report.findings.push_back({i % 2, 0, {"Finding " + std::to_string(i) + ".", "发现 " + std::to_string(i) + "。"}});
  }
  return report;
}

Report report_with_cities(const Report& report) {
  Report with = report;
  rfm::AttributeReport city{.name = "city", .title = {"City", "城市"}, .distinct = 3};
  for (const char* value : {"Rome", "Milan", "Turin"}) city.values.push_back({value, {300, 0.3, 1000, 0.3}});
  with.rfm->attributes.push_back(std::move(city));
  return with;
}

}  // namespace sluice::app
