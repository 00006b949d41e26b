#include "app/share_link.h"

#include <gtest/gtest.h>

namespace sluice::app {
namespace {

Spec busy_spec() {
  Spec spec;
  ingest::FileSpec file;
  file.name = "订单 2017.csv";
  file.encoding = "gb18030";
  file.has_header = false;
  file.columns = {{"column 1", ingest::Role::customer}, {"column 2", ingest::Role::ignore}};
  spec.ingest.files = {file};
  spec.rfm.map = "eight";
  spec.rfm.eight = {rfm::SplitRule::own, 30, 2.5, 999.99};
  spec.rfm.weights = {1.0 / 3, 1.0 / 3, 1.0 / 3};
  spec.rfm.monetary = {"thresholds", {1, 2.5, 1e6, 1e9}};
  spec.filter.segments = {"champions", "loyal"};
  spec.filter.cells = {"54"};
  spec.funnel.steps = {{"visit", std::nullopt}, {"支付", funnel::Zone::bottom}, {"", std::nullopt}};
  spec.funnel.window_ms = 86'400'000;
  return spec;
}

TEST(ShareLink, a_view_comes_back_as_it_went) {
  for (const Spec& spec : {Spec{}, busy_spec()}) {
    const Result<SharedView> view = parse_share_fragment(share_fragment(spec, "seed"));
    ASSERT_TRUE(view) << view.error().to_string();
    EXPECT_EQ(view->spec, spec);
    EXPECT_EQ(view->sample, "seed");
  }
}

TEST(ShareLink, says_only_what_differs_from_the_default) {
  EXPECT_LT(share_fragment(Spec{}, {}).size(), 24u);
  Spec filtered;
  filtered.filter.segments = {"champions"};
  EXPECT_LT(share_fragment(filtered, {}).size(), 90u);
}

TEST(ShareLink, holds_only_characters_that_survive_in_an_address) {
  const std::string fragment = share_fragment(busy_spec(), "shop");
  EXPECT_EQ(fragment.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=&"),
            std::string::npos)
      << fragment;
}

TEST(ShareLink, tells_its_own_fragments_from_others) {
  EXPECT_TRUE(is_shared_view(share_fragment(Spec{}, {})));
  EXPECT_FALSE(is_shared_view(""));
  EXPECT_FALSE(is_shared_view("top"));
  EXPECT_FALSE(is_shared_view("sample=seed"));
}

TEST(ShareLink, a_damaged_link_is_refused_in_words) {
  const std::string whole = share_fragment(busy_spec(), {});
  for (size_t length = 2; length < whole.size(); ++length) {
    const Result<SharedView> view = parse_share_fragment(std::string_view(whole).substr(0, length));
    if (view) continue;  // cut inside the padding bits of the last character
    EXPECT_FALSE(view.error().message.en.empty());
    EXPECT_FALSE(view.error().message.zh.empty());
  }
  for (const char* broken : {"s=", "s=%%%", "s=bm8", "s=W10", "s=eyJ2ZXJzaW9uIjoyfQ", "s=eyJhIjoxfQ", "s=AAAA"}) {
    EXPECT_FALSE(parse_share_fragment(broken)) << broken;
  }
}

TEST(ShareLink, a_wrong_setting_is_named_by_its_place) {
  // {"rfm":{"bins":"many"}}
  const Result<SharedView> view = parse_share_fragment("s=eyJyZm0iOnsiYmlucyI6Im1hbnkifX0");
  ASSERT_FALSE(view);
  EXPECT_EQ(view.error().code, ErrorCode::bad_spec);
  EXPECT_EQ(view.error().place.pointer, "/rfm/bins");
}

}  // namespace
}  // namespace sluice::app
