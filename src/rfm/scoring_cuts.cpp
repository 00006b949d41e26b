#include "rfm/scoring_cuts.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/number_text.h"

namespace sluice::rfm {

double below_all(double smallest) {
  return std::min(std::floor(smallest) - 1, std::nextafter(smallest, std::numeric_limits<double>::lowest()));
}

std::vector<double> filled_up(std::vector<double> cuts, const ScoringInput& input) {
  const size_t missing = static_cast<size_t>(input.bins - 1) - cuts.size();
  if (input.lower_is_better) {
    cuts.insert(cuts.begin(), missing, below_all(input.sorted.front()));
  } else {
    cuts.insert(cuts.end(), missing, input.sorted.back());
  }
  return cuts;
}

std::vector<double> separating(const Standing& standing) {
  std::vector<double> cuts;
  for (const double cut : standing.cuts) {
    if (cut >= standing.minimum && cut < standing.maximum) cuts.push_back(cut);
  }
  return cuts;
}

TextPair above_cuts_sentence(const Standing& standing, const TextPair& lead) {
  const std::vector<double> cuts = separating(standing);
  if (cuts.empty()) {
    const std::string score = std::to_string(standing.score);
    return {lead.en + ": nothing separates the customers: score " + score + ".",
            lead.zh + "：没有能区分客户的分界点，得 " + score + " 分。"};
  }
  std::string list;
  for (const double cut : cuts) list += (list.empty() ? "" : " | ") + grouped_text(cut, 2);
  const auto above = std::count_if(cuts.begin(), cuts.end(), [&](double cut) { return cut < standing.value; });
  const std::string value = grouped_text(standing.value, 2);
  const std::string most = std::to_string(cuts.size() + 1);
  const std::string under = std::to_string(above);
  const std::string formula =
      (standing.lower_is_better ? most + " − " : "1 + ") + under + " = " + std::to_string(standing.score);
  TextPair text{lead.en + ": " + list + ". " + value + " is above " + under + " of them: score " + formula + " of " +
                    std::to_string(standing.bins) + ".",
                lead.zh + "：" + list + "。" + value + " 高于其中 " + under + " 个：得分 " + formula + "（满分 " +
                    std::to_string(standing.bins) + "）。"};
  if (cuts.size() + 1 < static_cast<size_t>(standing.bins)) {
    text.en += " The values make only " + most + " groups.";
    text.zh += "数值只能分成 " + most + " 组。";
  }
  return text;
}

}  // namespace sluice::rfm
