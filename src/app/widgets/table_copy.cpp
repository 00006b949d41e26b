#include "app/widgets/table_copy.h"

#include <algorithm>
#include <functional>
#include <vector>

#include <imgui.h>

#include "app/format.h"
#include "app/i18n.h"
#include "app/motion.h"
#include "app/theme.h"
#include "app/widgets/button.h"
#include "app/widgets/context_state.h"
#include "app/widgets/layout.h"
#include "app/widgets/overlay.h"
#include "app/widgets/progress.h"
#include "app/widgets/take_along.h"
#include "app/widgets/text.h"
#include "base/csv_writer.h"

namespace sluice::app::ui {
namespace {

constexpr std::string_view kDialog = "table_copy";

std::string one_cell(std::string_view text) {
  std::string cell = looks_like_formula(text) ? "'" : "";
  for (const char c : text) cell += c == '\t' || c == '\n' || c == '\r' ? ' ' : c;
  return cell;
}

void append_row(std::string& text, size_t cells, const std::function<std::string_view(size_t)>& cell) {
  for (size_t index = 0; index < cells; ++index) {
    if (index > 0) text += '\t';
    text += one_cell(cell(index));
  }
  text += '\n';
}

/// Where there is no figure there is nothing.
std::string_view present(std::string_view text) { return text == absent() ? std::string_view() : text; }

std::string_view text_of(const Cell& cell) {
  if (!cell.plain.empty()) return cell.plain;
  return present(cell.exact.empty() ? cell.text : cell.exact);
}

uint64_t rows_to_copy(const Table& table) { return std::min(table.rows, kMostCopiedRows); }

/// The first rows of a table without a gap, as far as they have come.
class Rows {
 public:
  uint64_t count() const { return count_; }

  void take(const Table& table) {
    units_.resize(table.columns.size());
    for (; count_ < rows_to_copy(table); ++count_) {
      const Row* const cells = table.row(count_);
      if (cells == nullptr) return;
      append_row(body_, cells->size(), [&](size_t index) { return text_of((*cells)[index]); });
      for (size_t index = 0; index < std::min(cells->size(), units_.size()); ++index) {
        if (units_[index].empty()) units_[index] = (*cells)[index].unit;
      }
    }
  }

  std::string text(const Table& table) const {
    std::vector<std::string> header;
    for (size_t index = 0; index < units_.size(); ++index) {
      header.push_back(with_unit(table.columns[index].label, units_[index]));
    }
    std::string text;
    append_row(text, header.size(), [&](size_t index) { return std::string_view(header[index]); });
    return text + body_;
  }

 private:
  std::string body_;
  std::vector<std::string> units_;
  uint64_t count_ = 0;
};

/// One that is under way.
struct Collecting {
  std::string key;
  std::string before;
  uint64_t table_rows = 0;  ///< of another table, or under another question, there are others
  Rows rows;
  double begun = 0;     ///< ImGui::GetTime()
  int drawn = 0;        ///< frame in which the table was last drawn
  std::string ready;    ///< the whole text, which waits for a press
  bool dialog = false;  ///< is open
};

/// From one frame to the next.
struct TableCopy {
  std::optional<Collecting> collecting;
};

std::optional<Collecting>& collecting() { return context_state<TableCopy>().collecting; }

void copy_and_say(const std::string& text, uint64_t copied, uint64_t all) {
  ImGui::SetClipboardText(text.c_str());
  show_toast({.tone = Tone::positive, .text = words_for_copied_rows(copied, all)});
}

/// A browser lets a page write to the clipboard for a moment after a press only.
bool press_is_forgotten(const Collecting& under_way) {
  constexpr double kRemembered = 3;
  return ImGui::GetTime() - under_way.begun > kRemembered;
}

void finish(const Table& table) {
  Collecting& done = *collecting();
  std::string text = done.before + done.rows.text(table);
  if (press_is_forgotten(done)) {
    done.ready = std::move(text);
    return;
  }
  copy_and_say(text, done.rows.count(), table.rows);
  collecting().reset();
}

/// True when it is to stop.
bool draw_dialog(Collecting& under_way) {
  const uint64_t all = std::min(under_way.table_rows, kMostCopiedRows), here = under_way.rows.count();
  const std::string detail = tr_format(
      "table_copy.progress", {format_count(static_cast<double>(here)), format_count(static_cast<double>(all))});
  if (under_way.ready.empty()) {
    return progress({.key = "table_copy.progress",
                     .label = tr("table_copy.collecting"),
                     .detail = detail,
                     .share = static_cast<double>(here) / static_cast<double>(std::max<uint64_t>(1, all)),
                     .cancel = tr("common.cancel")});
  }
  paragraph(tr_format("table_copy.ready", {format_count(static_cast<double>(here))}), TextStyle::body,
            "table_copy.ready");
  gap(sizes().s16);
  if (!button({.key = "table_copy.copy", .label = tr("card.copy"), .kind = ButtonKind::primary})) return false;
  copy_and_say(under_way.ready, here, under_way.table_rows);
  return true;
}

}  // namespace

std::string words_for_copied_rows(uint64_t copied, uint64_t all) {
  const auto count = static_cast<double>(copied);
  if (copied == all) return tr_plural("toast.rows_copied", count);
  return tr_plural("toast.some_rows_copied", count, {format_count(static_cast<double>(all))});
}

void append_copied_row(std::string& text, const std::vector<std::string>& cells) {
  append_row(text, cells.size(), [&](size_t index) { return present(cells[index]); });
}

bool lacks_rows(const Table& table) {
  for (uint64_t row = 0; row < rows_to_copy(table); ++row) {
    if (table.row(row) == nullptr) return true;
  }
  return false;
}

std::string copied_text(const Table& table) {
  Rows rows;
  rows.take(table);
  return rows.text(table);
}

void copy_table(const Table& table) {
  Rows rows;
  rows.take(table);
  if (rows.count() == rows_to_copy(table)) return copy_and_say(rows.text(table), rows.count(), table.rows);
  collecting() = Collecting{.key = std::string(table.key),
                            .before = {},
                            .table_rows = table.rows,
                            .rows = std::move(rows),
                            .begun = ImGui::GetTime(),
                            .drawn = ImGui::GetFrameCount(),
                            .ready = {}};
  request_animation();
}

void put_before_copy(const std::string& text) {
  if (collecting() && !text.empty()) collecting()->before = text + '\n';
}

std::optional<std::pair<uint64_t, uint64_t>> collect_rows(const Table& table) {
  if (!collecting() || collecting()->key != table.key || !collecting()->ready.empty()) return std::nullopt;
  Collecting& under_way = *collecting();
  under_way.drawn = ImGui::GetFrameCount();
  if (under_way.table_rows != table.rows) {
    under_way.table_rows = table.rows;
    under_way.rows = {};
  }
  under_way.rows.take(table);
  const uint64_t next = under_way.rows.count();
  if (next == rows_to_copy(table)) {
    finish(table);
    return std::nullopt;
  }
  constexpr uint64_t kAhead = 600;  // as much as is fetched at a time
  request_animation();
  return std::pair{next, std::min(next + kAhead, rows_to_copy(table))};
}

void draw_table_copy() {
  if (!collecting()) return;
  Collecting& under_way = *collecting();
  const bool left = under_way.ready.empty() && under_way.drawn + 1 < ImGui::GetFrameCount();
  if (left) return collecting().reset();  // another screen: there is nothing that fetches the rows any more
  constexpr double kNoticed = 0.3;
  if (!under_way.dialog && ImGui::GetTime() - under_way.begun > kNoticed) {
    under_way.dialog = true;
    open_modal(kDialog);
  }
  if (!under_way.dialog) return;
  bool stopped = true;  // the dialog has been closed
  if (begin_modal({.key = kDialog, .title = tr("card.copy"), .width = 420})) {
    stopped = draw_dialog(under_way);
    if (stopped) close_modal();
    end_modal();
  }
  if (stopped) collecting().reset();
}

}  // namespace sluice::app::ui
