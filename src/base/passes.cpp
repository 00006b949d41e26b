#include "base/passes.h"

#include <algorithm>

namespace sluice {

void Passes::add(Pass pass) {
  if (pass.rows > 0) passes_.push_back(std::move(pass));
}

void Passes::add(Passes others) {
  for (Pass& pass : others.passes_) passes_.push_back(std::move(pass));
}

void Passes::advance(uint64_t work) {
  while (!done() && work > 0) {
    const Pass& pass = passes_[present_];
    const uint64_t rows = std::clamp<uint64_t>(work / pass.cost, 1, pass.rows - row_);
    row_ = pass.take(row_, row_ + static_cast<size_t>(rows));
    work -= std::min(work, rows * pass.cost);
    if (row_ < pass.rows) continue;
    ++present_;
    row_ = 0;
  }
}

double Passes::share() const {
  if (done()) return 1;
  double all = 0, behind = 0;
  for (size_t i = 0; i < passes_.size(); ++i) {
    const auto cost = static_cast<double>(passes_[i].cost);
    all += cost * static_cast<double>(passes_[i].rows);
    behind += cost * static_cast<double>(i < present_ ? passes_[i].rows : i == present_ ? row_ : 0);
  }
  return behind / all;
}

}  // namespace sluice
