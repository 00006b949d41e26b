// Data that hardly say anything, under every scoring method and every map that comes with the program: sensible scores,
// a word about it, and a number wherever a number is reported.
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <string>
#include <tuple>

#include "report/message_fields.h"
#include "report/report_fields.h"
#include "rfm/customers.h"
#include "rfm/scoring_methods.h"
#include "unit/rfm/order_fixture.h"

namespace sluice::rfm {
namespace {

/// "NaN" or "inf" as a word of its own.
bool says_no_number(const std::string& text) {
  std::string word;
  for (const char c : text + " ") {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalpha(byte) != 0) {
      word += static_cast<char>(std::tolower(byte));
      continue;
    }
    if (word == "nan" || word == "inf") return true;
    word.clear();
  }
  return false;
}

void expect_numbers(const Json& json, const std::string& at) {
  if (json.is_number_float()) {
    EXPECT_TRUE(std::isfinite(json.get<double>())) << at;
  }
  if (json.is_string()) {
    EXPECT_FALSE(says_no_number(json.get<std::string>())) << at << ": " << json;
  }
  if (!json.is_structured()) return;
  for (const auto& [key, value] : json.items()) expect_numbers(value, at + "/" + key);
}

class DegenerateScores : public testing::TestWithParam<std::tuple<std::string_view, std::string_view>> {
 protected:
  static const ScoringMethod& method() { return *find_scoring_method(std::get<0>(GetParam())); }

  static RfmSpec spec() {
    RfmSpec spec;
    spec.map = std::get<1>(GetParam());
    spec.bins = bins_of_map(spec.map) > 0 ? bins_of_map(spec.map) : 5;
    DimensionSpec dimension{std::string(method().name), {}};
    for (int cut = 1; method().user_cuts && cut < spec.bins; ++cut) dimension.cuts.push_back(cut);
    spec.recency = spec.frequency = spec.monetary = dimension;
    return spec;
  }

  /// What holds of any data.
  static RfmReport sound_report(const Dataset& dataset) {
    const OwnLines lines(dataset, spec());
    const Analysis analysis = analyze(dataset, spec()).value();
    for (size_t d = 0; d < kDimensionNames.size(); ++d) expect_sensible(analysis, d);
    for (const uint32_t customer : analysis.profile.customer) {
      const std::string id(dataset.customers.at(customer));
      const CustomerExplanation one = explain_customer(dataset, analysis, spec(), lines.get(), id).value();
      expect_numbers(write_json(one), id);
      for (const DimensionExplanation& dimension : one.dimensions) {
        EXPECT_FALSE(dimension.sentence.en.empty());
        EXPECT_FALSE(dimension.sentence.zh.empty());
      }
    }
    RfmReport report = report_of(dataset, spec());
    expect_numbers(write_json(report), "");
    const uint64_t customers = analysis.profile.size();
    uint64_t in_segments = 0;
    for (const SegmentReport& segment : report.segments) in_segments += segment.customers;
    EXPECT_EQ(in_segments, customers);
    for (const DimensionReport& dimension : report.dimensions) {
      uint64_t in_bins = 0;
      for (const BinReport& bin : dimension.scores) in_bins += bin.customers;
      EXPECT_EQ(in_bins, customers);
    }
    return report;
  }

  static bool notes_say(const RfmReport& report, const std::string& words) {
    return std::any_of(report.notes.begin(), report.notes.end(), [&](const TextPair& note) {
      return note.en.find(words) != std::string::npos && !note.zh.empty();
    });
  }

 private:
  static void expect_sensible(const Analysis& analysis, size_t d) {
    const auto values = analysis.profile.values(d);
    const std::vector<uint8_t>& scores = analysis.scores[d];
    const auto bins = static_cast<size_t>(spec().bins);
    ASSERT_EQ(analysis.cuts[d].size(), bins - 1);
    EXPECT_TRUE(std::is_sorted(analysis.cuts[d].begin(), analysis.cuts[d].end()));
    for (size_t a = 0; a < values.size(); ++a) {
      EXPECT_GE(scores[a], 1U);
      EXPECT_LE(scores[a], bins);
      for (size_t b = 0; b < values.size(); ++b) {
        const bool better = d == kRecency ? values[a] < values[b] : values[a] > values[b];
        if (better) {
          EXPECT_GE(scores[a], scores[b]) << kDimensionNames[d];
        }
        if (values[a] == values[b] && !method().splits_equal) {
          EXPECT_EQ(scores[a], scores[b]) << kDimensionNames[d];
        }
      }
    }
  }
};

TEST_P(DegenerateScores, OneCustomer) {
  EXPECT_TRUE(notes_say(sound_report(dataset_of_orders({{"a", "1", "2024-01-01", 100}})), "one customer only"));
}

TEST_P(DegenerateScores, AllValuesEqual) {
  std::vector<OrderRow> rows;
  for (int i = 0; i < 20; ++i) rows.push_back({"c" + std::to_string(i), "o" + std::to_string(i), "2024-01-01", 10});
  const RfmReport report = sound_report(dataset_of_orders(rows));
  EXPECT_TRUE(notes_say(report, "No customer has bought more than once"));
  for (const char* word : {"recency", "monetary value"}) {
    EXPECT_TRUE(notes_say(report, (method().splits_equal ? "share their " : "the same ") + std::string(word))) << word;
  }
}

TEST_P(DegenerateScores, TwoDistinctValues) {
  std::vector<CustomerTableRow> rows;
  for (int i = 0; i < 10; ++i) {
    const bool better = i < 5;
    rows.push_back({"c" + std::to_string(i), better ? 1.0 : 200.0, better ? 3.0 : 2.0, better ? 90'010 : 30});
  }
  const RfmReport report = sound_report(dataset_of_customers(rows));
  for (const char* word : {"recency", "frequency", "monetary value"}) {
    if (method().splits_equal) {
      EXPECT_TRUE(notes_say(report, std::string("share their ") + word));
    } else {  // two values are all that two scores need
      EXPECT_NE(notes_say(report, std::string("only 2 different values of ") + word), method().two_scores) << word;
    }
  }
}

TEST_P(DegenerateScores, ASingleOrderEach) {
  std::vector<OrderRow> rows;
  for (int i = 0; i < 20; ++i) {
    const std::string number = std::to_string(i);
    rows.push_back({"c" + number, "o" + number, "2024-01-" + std::to_string(10 + i % 7), 110 + 37 * i});
  }
  const RfmReport report = sound_report(dataset_of_orders(rows));
  EXPECT_TRUE(notes_say(report, "No customer has bought more than once"));
  EXPECT_EQ(report.all.repeat_share, 0.0);
}

std::vector<std::string_view> ids_of_maps() {
  std::vector<std::string_view> ids;
  for (const MapChoice& map : kMapChoices) ids.push_back(map.id);
  return ids;
}

INSTANTIATE_TEST_SUITE_P(EveryMethodAndMap, DegenerateScores,
                         testing::Combine(testing::ValuesIn(kScoringMethods), testing::ValuesIn(ids_of_maps())),
                         [](const auto& test) {
                           std::string name =
                               std::string(std::get<0>(test.param)) + "_" + std::string(std::get<1>(test.param));
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

}  // namespace
}  // namespace sluice::rfm
