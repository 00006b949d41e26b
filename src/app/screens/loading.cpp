#include <algorithm>
#include <cmath>

#include <imgui.h>

#include "app/screens/shell.h"
#include "app/screens/words.h"
#include "app/widgets/card.h"
#include "app/widgets/layout.h"
#include "app/widgets/progress.h"
#include "app/widgets/text.h"

namespace sluice::app {
namespace {

constexpr double kMsPerSecond = 1000;
constexpr double kSoonestEstimateMs = 500;  // before that, speed and time left are guesses

struct Pace {
  std::optional<double> bytes_per_second;
  std::optional<double> left_ms;
};

/// Of the bytes; of the rows where these are taken out of bytes that are all there.
std::optional<double> share_read(const LoadProgress& progress) {
  const uint64_t read = progress.reads_on ? progress.rows : progress.read_bytes;
  const uint64_t total = progress.reads_on ? progress.expected_rows : progress.total_bytes;
  if (total == 0) return std::nullopt;
  return std::min(1.0, static_cast<double>(read) / static_cast<double>(total));
}

Pace pace_of(const LoadProgress& progress) {
  if (progress.elapsed_ms < kSoonestEstimateMs || progress.read_bytes == 0) return {};
  Pace pace;
  if (!progress.reads_on) {
    pace.bytes_per_second = static_cast<double>(progress.read_bytes) / progress.elapsed_ms * kMsPerSecond;
  }
  const std::optional<double> share = share_read(progress);
  if (share && *share > 0 && *share < 1) {
    pace.left_ms = std::max(progress.elapsed_ms * (1 - *share) / *share, kMsPerSecond);
  }
  return pace;
}

/// "12.4 of 48.2 MB · 139,000 rows · 85 MB/s · 2 s left"
std::string progress_words(const LoadProgress& progress) {
  std::string words =
      tr_format("loading.bytes", {format_bytes(progress.read_bytes), format_bytes(progress.total_bytes)});
  const auto add = [&](const std::string& part) { words += " · " + part; };
  if (progress.rows > 0) add(tr_plural("loading.rows", static_cast<double>(progress.rows)));
  const Pace pace = pace_of(progress);
  if (pace.bytes_per_second) {
    add(tr_format("loading.speed", {format_bytes(static_cast<uint64_t>(*pace.bytes_per_second))}));
  }
  if (pace.left_ms)
    add(tr_format("loading.left", {format_duration(std::round(*pace.left_ms / kMsPerSecond) * kMsPerSecond)}));
  return words;
}

/// "About 9.9M rows in all; this will need about 540 MB of memory."
std::string forecast_words(const LoadProgress& progress) {
  return tr_format("loading.forecast", {format_compact(static_cast<double>(progress.expected_rows)),
                                        format_bytes(progress.expected_bytes)});
}

std::optional<double> share_of(const LoadProgress& progress) {
  return progress.clusters > 0 ? std::optional(progress.clusters) : share_read(progress);
}

std::string phase_words(const Loading& loading) {
  const LoadProgress& progress = loading.progress;
  if (progress.clusters > 0) return tr("loading.clusters");
  const bool complete = progress.total_bytes > 0 && !progress.reads_on && progress.read_bytes >= progress.total_bytes;
  if (complete) return tr("loading.analyzing");
  return tr_format(loading.rereading ? "loading.rereading" : "loading.reading", {file_names(loading.files)});
}

}  // namespace

void draw_loading(ScreenContext& context) {
  const Loading& loading = *context.store.loading();
  const float width = std::min(ui::available_width() - 2 * sizes().s16, 16 * sizes().control);
  const std::string label = phase_words(loading);
  ImGui::SetCursorPosY(ImGui::GetCursorPosY() + ImGui::GetContentRegionAvail().y / 4);
  ui::align_center(width);
  ImGui::BeginGroup();
  bool cancelled = false;
  {
    ui::Region region(width);
    ui::Card card({.key = "loading", .title = tr("loading.title")});
    cancelled = ui::progress({.key = "load",
                              .label = label,
                              .detail = progress_words(loading.progress),
                              .share = share_of(loading.progress),
                              .cancel = tr("common.cancel")});
    ui::gap(sizes().s8);
    if (loading.progress.expected_rows > 0) {
      ui::paragraph_muted(forecast_words(loading.progress), TextStyle::caption);
    }
    ui::paragraph_muted(context.store.has_data() ? tr("loading.former_stays") : tr("loading.private"),
                        TextStyle::caption);
  }
  ImGui::EndGroup();
  if (cancelled) context.store.cancel_load();
}

}  // namespace sluice::app
