#include "app/widgets/picture_gaps.h"

#include <algorithm>
#include <optional>

namespace sluice::app::ui {
namespace {

/// Ascending, and one where several touch.
std::vector<Span> joined(std::vector<Span> spans) {
  std::sort(spans.begin(), spans.end(), [](const Span& a, const Span& b) { return a.from < b.from; });
  std::vector<Span> apart;
  for (const Span& span : spans) {
    if (!apart.empty() && span.from <= apart.back().to) {
      apart.back().to = std::max(apart.back().to, span.to);
    } else {
      apart.push_back(span);
    }
  }
  return apart;
}

/// From the first to the last thing that lies wholly in `gap`; what reaches out of it stands beside something.
std::optional<Span> extent_within(const Span& gap, const std::vector<Span>& spans) {
  constexpr float kSlack = 0.5f;
  std::optional<Span> extent;
  for (const Span& span : spans) {
    if (span.from < gap.from - kSlack || span.to > gap.to + kSlack) continue;
    extent = extent ? Span{std::min(extent->from, span.from), std::max(extent->to, span.to)} : span;
  }
  return extent;
}

}  // namespace

std::vector<Span> gaps_to_close(std::vector<Span> kept, const std::vector<Span>& left_out, float top, float bottom) {
  kept = joined(std::move(kept));
  std::vector<Span> gaps;
  if (kept.empty()) return gaps;
  const auto leave = [&gaps](const Span& gap, float room) {
    if (gap.to - gap.from > room) gaps.push_back({gap.from + room, gap.to});
  };
  for (size_t next = 1; next < kept.size(); ++next) {
    const Span gap{kept[next - 1].to, kept[next].from};
    const std::optional<Span> inside = extent_within(gap, left_out);
    if (inside) leave(gap, std::max({0.0f, inside->from - gap.from, gap.to - inside->to}));
  }
  leave({kept.back().to, bottom}, std::max(0.0f, kept.front().from - top));
  return gaps;
}

float closed(const std::vector<Span>& gaps, float y) {
  float taken = 0;
  for (const Span& gap : gaps) taken += std::clamp(y, gap.from, gap.to) - gap.from;
  return y - taken;
}

}  // namespace sluice::app::ui
