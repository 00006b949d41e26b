#include "engine/joined_experiment.h"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "ingest/number_cell.h"

namespace sluice::engine {
namespace {

using funnel::ExperimentSource;

std::vector<std::optional<double>> numbers_of(const Dictionary& values) {
  std::vector<std::optional<double>> numbers(values.size());
  for (uint32_t code = 0; code < values.size(); ++code) {
    const ingest::NumberCell cell = ingest::read_number(values.at(code), ingest::DecimalMark::point);
    if (cell.problem == ingest::NumberProblem::none) numbers[code] = to_double(cell.value.units, cell.value.decimals);
  }
  return numbers;
}

ExperimentSource::Column column_of(std::string_view name, TextPair title, std::vector<uint32_t> codes,
                                   std::vector<std::optional<double>> numbers) {
  auto owned = std::make_shared<const std::vector<uint32_t>>(std::move(codes));
  return {std::string(name), std::move(title), *owned, std::move(numbers), nullptr, owned};
}

ExperimentSource::Column bought_column(const Dataset& dataset, const rfm::Profile& profile) {
  std::vector<uint32_t> codes(dataset.customers.size(), 0);
  for (size_t row = 0; row < profile.size(); ++row) codes[profile.customer[row]] = profile.purchases(row) > 0 ? 1 : 0;
  return column_of(funnel::kBoughtColumn, {"Bought", "有购买"}, std::move(codes), {0.0, 1.0});
}

ExperimentSource::Column revenue_column(const Dataset& dataset, const rfm::Profile& profile) {
  std::vector<int64_t> amounts = profile.revenue.units;
  amounts.push_back(0);  // of those who bought nothing
  std::sort(amounts.begin(), amounts.end());
  amounts.erase(std::unique(amounts.begin(), amounts.end()), amounts.end());
  const auto code_of = [&](int64_t units) {
    return static_cast<uint32_t>(std::lower_bound(amounts.begin(), amounts.end(), units) - amounts.begin());
  };
  std::vector<uint32_t> codes(dataset.customers.size(), code_of(0));
  for (size_t row = 0; row < profile.size(); ++row) codes[profile.customer[row]] = code_of(profile.revenue.units[row]);
  std::vector<std::optional<double>> numbers;
  for (const int64_t units : amounts) numbers.emplace_back(to_double(units, profile.revenue.decimals));
  return column_of(funnel::kRevenueColumn, {"Revenue", "消费金额"}, std::move(codes), std::move(numbers));
}

}  // namespace

ExperimentSource joined_experiment(const Dataset& dataset, const rfm::Analysis& analysis) {
  ExperimentSource source;
  source.rows = dataset.customers.size();
  source.joined = true;
  for (const CustomerAttribute& attribute : dataset.attributes) {
    source.columns.push_back(
        {attribute.name, attribute.title, attribute.value, numbers_of(attribute.values), &attribute.values, nullptr});
  }
  source.columns.push_back(bought_column(dataset, analysis.profile));
  source.columns.push_back(revenue_column(dataset, analysis.profile));
  return source;
}

}  // namespace sluice::engine
