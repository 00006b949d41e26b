#include "rfm/features.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "base/logarithm.h"
#include "base/statistics.h"
#include "ingest/number_cell.h"
#include "rfm/attribute_report.h"

namespace sluice::rfm {
namespace {

double log_scale(double value) {
  const double size = natural_log(1 + std::fabs(value));
  return value < 0 ? -size : size;
}

/// A number that is meant as one: "0042" and long runs of digits are names.
std::optional<double> plain_number(std::string_view text) {
  constexpr size_t kMostDigits = 9;
  const std::string_view digits = text.starts_with('-') ? text.substr(1) : text;
  const std::string_view whole = digits.substr(0, digits.find('.'));
  Money money;
  if (whole.size() > kMostDigits || (whole.size() > 1 && whole.front() == '0')) return std::nullopt;
  if (!ingest::read_plain_digits(text, '.', money)) return std::nullopt;
  return to_double(money.units, money.decimals);
}

/// By code of the attribute's values; none where one of them is no number.
std::optional<std::vector<double>> numbers_of(const CustomerAttribute& attribute) {
  constexpr uint32_t kMostCategories = 2;  // yes and no, 0 and 1
  if (attribute.values.size() <= kMostCategories) return std::nullopt;
  std::vector<double> numbers;
  for (uint32_t code = 0; code < attribute.values.size(); ++code) {
    const std::optional<double> number = plain_number(attribute.values.at(code));
    if (!number) return std::nullopt;
    numbers.push_back(*number);
  }
  return numbers;
}

class Maker {
 public:
  Maker(const Dataset& dataset, const Profile& profile) : dataset_(dataset), profile_(profile) {}

  void add_dimension(size_t dimension) {
    static const std::array<TextPair, 3> kNames{
        TextPair{"Recency", "R（最近一次消费）"}, {"Frequency", "F（消费频次）"}, {"Monetary value", "M（消费金额）"}};
    constexpr std::array<FeatureKind, 3> kKinds{FeatureKind::recency, FeatureKind::frequency, FeatureKind::monetary};
    const std::span<const double> values = profile_.values(dimension);
    if (!add_numbers({.kind = kKinds[dimension]}, {values.begin(), values.end()}, {})) leave_out(kNames[dimension]);
  }

  void add_attribute(std::string_view name) {
    const size_t index = find_attribute(dataset_, name);
    if (index == dataset_.attributes.size()) {
      const std::string text(name);
      features_.notes.push_back({"The files have no column '" + text + "', so that it takes no part.",
                                 "文件中没有“" + text + "”列，因此未参与聚类。"});
      return;
    }
    const CustomerAttribute& attribute = dataset_.attributes[index];
    const std::optional<std::vector<double>> numbers = numbers_of(attribute);
    if (!(numbers ? add_number_attribute(attribute, *numbers) : add_values(attribute))) leave_out(attribute.title);
  }

  Features take() && { return std::move(features_); }

 private:
  void leave_out(const TextPair& title) {
    features_.notes.push_back({title.en + " is the same for all customers and tells nobody apart: it takes no part.",
                               "所有客户的" + title.zh + "都相同，无法区分客户，因此未参与聚类。"});
  }

  void add(FeatureReport report, const FeatureScale& scale, std::vector<double> values) {
    for (double& value : values) value = (value - scale.mean) / scale.divisor;
    features_.list.push_back(std::move(report));
    features_.scales.push_back(scale);
    features_.points.columns.push_back(std::move(values));
  }

  /// `unknown`: rows whose value is not known and comes to be the mean. False where the values do not differ.
  bool add_numbers(FeatureReport report, std::vector<double> values, std::span<const uint32_t> unknown) {
    std::vector<double> known;
    known.reserve(values.size() - unknown.size());
    auto skip = unknown.begin();
    for (uint32_t row = 0; row < values.size(); ++row) {
      if (skip != unknown.end() && *skip == row) {
        ++skip;
      } else {
        known.push_back(values[row]);
      }
    }
    if (known.empty()) return false;
    Moments moments = moments_of(known);
    report.skewness = moments.skewness;
    report.log_scaled = moments.skewness > kHighSkewness;
    report.unknown = unknown.size();
    if (report.log_scaled) {
      std::transform(values.begin(), values.end(), values.begin(), log_scale);
      std::transform(known.begin(), known.end(), known.begin(), log_scale);
      moments = moments_of(known);
    }
    if (!(moments.deviation > 0)) return false;
    for (const uint32_t row : unknown) values[row] = moments.mean;
    add(std::move(report), {moments.mean, moments.deviation, moments.deviation}, std::move(values));
    return true;
  }

  bool add_number_attribute(const CustomerAttribute& attribute, const std::vector<double>& numbers) {
    std::vector<double> values(profile_.size(), 0);
    std::vector<uint32_t> unknown;
    for (uint32_t row = 0; row < profile_.size(); ++row) {
      const uint32_t code = attribute.value[profile_.customer[row]];
      if (code < numbers.size()) {
        values[row] = numbers[code];
      } else {
        unknown.push_back(row);
      }
    }
    FeatureReport report{.kind = FeatureKind::number, .attribute = attribute.name, .title = attribute.title};
    return add_numbers(std::move(report), std::move(values), unknown);
  }

  /// The commonest values, equal ones in the order of their bytes; not one that every customer has.
  bool add_values(const CustomerAttribute& attribute) {
    std::vector<uint64_t> customers(attribute.values.size(), 0);
    for (const uint32_t customer : profile_.customer) {
      const uint32_t code = attribute.value[customer];
      if (code < customers.size()) ++customers[code];
    }
    std::vector<uint32_t> codes;
    for (uint32_t code = 0; code < customers.size(); ++code) {
      if (customers[code] > 0 && customers[code] < profile_.size()) codes.push_back(code);
    }
    std::stable_sort(codes.begin(), codes.end(), [&](uint32_t a, uint32_t b) { return customers[a] > customers[b]; });
    if (codes.size() > kMostValueFeatures) codes.resize(kMostValueFeatures);
    const auto share_of = [&](uint32_t code) {
      return static_cast<double>(customers[code]) / static_cast<double>(profile_.size());
    };
    double variance = 0;
    for (const uint32_t code : codes) variance += share_of(code) * (1 - share_of(code));
    for (const uint32_t code : codes) {
      const double share = share_of(code);
      std::vector<double> has(profile_.size());
      for (size_t row = 0; row < has.size(); ++row) has[row] = attribute.value[profile_.customer[row]] == code ? 1 : 0;
      add({.kind = FeatureKind::value,
           .attribute = attribute.name,
           .title = attribute.title,
           .value = std::string(attribute.values.at(code))},
          {share, std::sqrt(variance), std::sqrt(share * (1 - share))}, std::move(has));
    }
    return !codes.empty();
  }

  const Dataset& dataset_;
  const Profile& profile_;
  Features features_;
};

}  // namespace

Features make_features(const Dataset& dataset, const Profile& profile, const ClusterSpec& spec) {
  Maker maker(dataset, profile);
  if (spec.recency) maker.add_dimension(kRecency);
  if (spec.frequency) maker.add_dimension(kFrequency);
  if (spec.monetary) maker.add_dimension(kMonetary);
  for (const std::string& attribute : spec.attributes) maker.add_attribute(attribute);
  return std::move(maker).take();
}

double standardised(const FeatureScale& scale, double coordinate) {
  return coordinate * scale.divisor / scale.deviation;
}

}  // namespace sluice::rfm
