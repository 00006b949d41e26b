#include "unit/app/example_funnels.h"

#include <algorithm>

#include "test_support/times.h"

namespace sluice::app {

funnel::SensitivityReport example_sensitivity() {
  using test::kDay, test::kHour;
  funnel::SensitivityReport report{
      .steps = {{"visit", "visit"}, {"view", "view"}, {"cart", "cart"}, {"pay", "pay"}},
      .definition = {"Each point is a funnel of its own limit.", "每个点是一个时限下的漏斗。"},
      .modes_definition = {"The same steps in each order.", "相同步骤，不同顺序。"}};
  const auto add = [&](std::optional<int64_t> window, uint64_t pay) {
    const double rate = static_cast<double>(pay) / 1000;
    report.points.push_back(
        {window, !window, {1000, 2 * pay, pay + 10, pay}, funnel::Rate{rate, rate - 0.02, rate + 0.02}});
  };
  add(kHour, 100);
  add(kDay, 300);
  add(7 * kDay, 400);
  add(std::nullopt, 420);
  const auto step = [](const char* name, uint64_t count) {
    const double rate = static_cast<double>(count) / 1000;
    return funnel::ModeStep{{name, name}, false, count, funnel::Rate{rate, rate, rate}, funnel::Rate{rate, rate, rate}};
  };
  report.modes = {
      {funnel::Mode::ordered, true, {}, {step("visit", 1000), step("view", 840), step("cart", 430), step("pay", 420)}},
      {funnel::Mode::strict, false, {"No step can be optional.", "不能有可选步骤。"}, {}},
      {funnel::Mode::any, false, {}, {step("any", 1000), step("any 2", 900), step("any 3", 600), step("all", 500)}}};
  return report;
}

funnel::OverTimeReport example_over_time() {
  funnel::OverTimeReport report{.grain = funnel::EntryGrain::month,
                                .entered = 300,
                                .converted = 90,
                                .open = 40,
                                .rate = funnel::Rate{0.3, 0.25, 0.35},
                                .definition = {"By the month of the first event.", "按第一个事件所在的月份。"},
                                .notes = {{"40 of 300 may yet convert.", "300 个中有 40 个尚可转化。"}}};
  report.periods = {{"2017-02", "2017-02-01", "2017-02-28", 1, 200, 80, 0, funnel::Rate{0.4, 0.33, 0.47}},
                    {"2017-03", "2017-03-01", "2017-03-31", 1, 0, 0, 0, std::nullopt},
                    {"2017-04", "2017-04-01", "2017-04-30", 1, 100, 10, 40, funnel::Rate{0.1, 0.06, 0.17}}};
  return report;
}

funnel::PairReport example_pair() {
  const auto share = [](double count, double of) { return funnel::Rate{count / of, count / of, count / of}; };
  const auto step = [&](const char* name, double count, double before) {
    funnel::StepReport made{.event = name, .label = {name, name}, .count = count};
    made.overall_rate = share(count, 200);
    if (before > 0) made.step_rate = share(count, before);
    if (before > 0) made.drop_off = before - count;
    return made;
  };
  return {.first = {"customers",
                    {step("view", 200, 0), step("cart", 90, 200), step("pay", 40, 90)},
                    {"Ordered within 7 days.", "7 天内按顺序。"}},
          .kept = {"customers", {step("view", 200, 0), step("pay", 60, 200)}, {"Ordered.", "按顺序。"}},
          .shared = funnel::SharedCustomers{200, 200, 40, 0, 20, 1.9e-6, true},
          .notes = {{"200 of 200 customers enter both funnels.", "200 位客户同时进入两个漏斗。"}}};
}

funnel::BreakdownReport example_breakdown() {
  const auto group = [](const char* id, const char* name, double first, double last) {
    const funnel::Rate rate{last / first, last / first - 0.05, last / first + 0.05};
    const funnel::GroupStep view{.count = first, .overall_rate = funnel::Rate{1, 1, 1}};
    const funnel::GroupStep pay{
        .count = last, .step_rate = rate, .overall_rate = rate, .drop_off = first - last, .share_of_loss = 1};
    return funnel::GroupFunnel{id, {name, name}, {view, pay}, std::nullopt};
  };
  funnel::BreakdownReport report{
      .title = {"Segments", "客户分群"},
      .steps = {{"view", "view"}, {"pay", "pay"}},
      .groups = {group("a", "Champions", 200, 120), group("b", "Lost", 180, 40)},
      .definition = {"Each percentage is of the group's own first step.", "以各组第一步为基数。"},
      .notes = {{"1 of 1 comparisons differ.", "1 项比较中有 1 项差异。"}}};
  report.groups[1].steps[1].contrast = funnel::Contrast{
      .difference = -0.378, .low = -0.46, .high = -0.28, .lift = -0.63, .p = 1e-9, .p_adjusted = 1e-9, .differs = true};
  return report;
}

funnel::PeoplePage example_people(uint64_t offset) {
  funnel::PeoplePage page{.total = 2, .offset = offset};
  if (offset > 0) return page;
  constexpr TimeMs kStart = 1'700'000'000'000;
  page.rows.push_back({.code = 0, .customer = "anna", .start = kStart, .last = kStart + 60'000, .reached = 2});
  page.rows.push_back({.code = 1, .customer = "bert", .start = kStart, .last = kStart, .reached = 1});
  return page;
}

funnel::PeopleSegments example_people_segments() {
  return {.customers = 2,
          .scored = 1,
          .revenue = 1250.5,
          .segments = {{"champions", {"Champions", "重要价值客户"}, "#1b7f79", 1, 0.5, 1250.5},
                       {"", {"no purchase yet", "尚无购买"}, "", 1, 0.5, std::nullopt}}};
}

funnel::AfterwardsReport example_afterwards(uint32_t step) {
  using funnel::NextKind;
  funnel::AfterwardsReport report{
      .step = std::max(step, 1U), .next_step = std::max(step, 1U) + 1, .reached = 900, .lost = 400};
  report.levels.push_back(
      {{{NextKind::event, "help", 1, 250}, {NextKind::others, "", 4, 30}, {NextKind::nothing, "", 0, 120}},
       {{0, 0, 250}, {0, 1, 30}, {0, 2, 120}}});
  report.levels.push_back({{{NextKind::event, "exit", 1, 200}, {NextKind::nothing, "", 0, 80}},
                           {{0, 0, 190}, {0, 1, 60}, {1, 0, 10}, {1, 1, 20}}});
  funnel::Trait trait{.property = {"Device", "设备"}, .value = {"phone", "phone"}};
  trait.lost = 300;
  trait.went_on = 250;
  trait.lost_share = 0.75;
  trait.went_on_share = 0.5;
  trait.odds_ratio = 3;
  trait.low = 2.25;
  trait.high = 4;
  trait.p = 1e-9;
  trait.p_adjusted = 2e-9;
  trait.differs = true;
  report.traits.push_back(trait);
  report.traits.push_back({.property = {"City", "城市"},
                           .value = {"unknown", "未知"},
                           .of_customer = true,
                           .lost = 3,
                           .too_few_to_tell = true});
  report.definition = {"The 400 customers who reached it, by what came next.", "按此后的事件统计 400 位客户。"};
  report.traits_definition = {"Those who were lost against those who went on.", "流失者与继续者比较。"};
  report.traits_notes = {{"1 of 1 values differ.", "1 个取值中有 1 个差异。"}};
  return report;
}

funnel::JourneyReport example_journey(std::string_view customer) {
  constexpr TimeMs kStart = 1'700'000'000'000;
  using test::kHour;
  funnel::JourneyReport report{.customer = std::string(customer), .steps = {{"view", "view"}, {"pay", "pay"}}};
  report.events.push_back({.time = kStart, .event = "view", .matches = {0}, .fills = 0U});
  report.events.push_back({.time = kStart + kHour / 2, .event = "help"});
  report.events.push_back({.time = kStart + 2 * kHour, .event = "pay", .matches = {1}});
  report.furthest = 0;
  report.window = funnel::JourneySpan{kStart, kStart + kHour};
  report.near_miss = funnel::NearMiss{.event = 2, .step = 1, .late_ms = kHour};
  report.outcome = {"Came as far as 'view' (step 1 of 2).", "到达“view”（第 1 步，共 2 步）。"};
  report.reason = {"'pay' came 1 hour after the window had closed.", "“pay”晚于窗口关闭 1 小时。"};
  return report;
}

}  // namespace sluice::app
