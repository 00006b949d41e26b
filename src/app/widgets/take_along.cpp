#include "app/widgets/take_along.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

#include "app/i18n.h"
#include "app/motion.h"
#include "app/theme.h"
#include "app/widgets/context_state.h"
#include "app/widgets/item_table.h"
#include "app/widgets/menu.h"
#include "app/widgets/overlay.h"
#include "app/widgets/picture.h"
#include "app/widgets/table_copy.h"

namespace sluice::app::ui {
namespace {

enum class Wish { picture, png, svg, table };

struct Asked {
  ImGuiID card = 0;
  Wish wish = Wish::table;
};

/// From one frame to the next.
struct UnderWay {
  std::optional<Asked> asked;
  std::optional<Picture> finished;
};

std::optional<Asked>& asked() { return context_state<UnderWay>().asked; }

std::optional<Picture>& finished_picture() { return context_state<UnderWay>().finished; }

TakeAlong*& innermost() {
  static TakeAlong* card = nullptr;
  return card;
}

PictureUse picture_use_of(Wish wish) {
  switch (wish) {
    case Wish::picture:
      return PictureUse::clipboard;
    case Wish::png:
      return PictureUse::png_file;
    default:
      return PictureUse::svg_file;
  }
}

std::string text_of(const ScreenTable& table) {
  std::string text;
  append_copied_row(text, table.header);
  for (const std::vector<std::string>& row : table.rows) append_copied_row(text, row);
  return text;
}

}  // namespace

std::string table_number(Maybe value, std::string written) {
  return TakeAlong::is_copying() ? plain_number(value) : written;
}

std::string table_share(Maybe share, std::string written) {
  return TakeAlong::is_copying() ? plain_percent(share) : written;
}

std::string with_unit(std::string_view label, std::string_view unit) {
  return unit.empty() ? std::string(label) : tr_format("table.with_unit", {label, unit});
}

std::optional<Picture> take_picture() { return std::exchange(finished_picture(), std::nullopt); }

TakeAlong::Content& TakeAlong::known_content(ImGuiID card) {
  static std::unordered_map<ImGuiID, Content> contents;
  return contents[card];
}

TakeAlong::TakeAlong(std::string_view key, std::string_view title, ImDrawList& list)
    : card_(ImGui::GetID("card")),
      key_(std::string(key) + ".take_along"),
      title_(title),
      offered_(known_content(card_)),
      screen_tables_before_(screen_tables().size()),
      outer_(std::exchange(innermost(), this)) {
  if (!asked() || asked()->card != card_ || PictureRecorder::current() != nullptr) return;
  const Wish wish = std::exchange(asked(), std::nullopt)->wish;
  copies_ = wish == Wish::table;
  picture_use_ = picture_use_of(wish);
  if (!copies_) recorder_ = std::make_unique<PictureRecorder>(list);
}

TakeAlong::~TakeAlong() { innermost() = outer_; }

void TakeAlong::menu() {
  const std::array<std::pair<MenuItem, Wish>, 4> all{
      {{{.key = "card.copy_picture", .label = tr("card.copy_picture"), .icon = Icon::copy}, Wish::picture},
       {{.key = "card.png", .label = tr("card.png"), .icon = Icon::download}, Wish::png},
       {{.key = "card.svg", .label = tr("card.svg"), .icon = Icon::download}, Wish::svg},
       {{.key = "card.copy", .label = tr("card.copy"), .icon = Icon::copy}, Wish::table}}};
  std::vector<MenuItem> items;
  std::vector<Wish> wishes;
  for (const auto& [item, wish] : all) {
    if (wish != Wish::table && !offered_.chart) continue;
    items.push_back(item);
    wishes.push_back(wish);
  }
  const std::string label = tr_format("card.take_along", {title_});
  const std::optional<size_t> chosen =
      icon_menu({.key = key_, .label = label, .icon = Icon::more, .small = true}, items);
  if (!chosen) return;
  asked() = Asked{card_, wishes[*chosen]};
  request_animation();
}

void TakeAlong::note_table(const Table& table) {
  TakeAlong* const card = innermost();
  if (card == nullptr) return;
  card->drawn_.table = true;
  ++card->noted_tables_;
  if (!card->copies_) return;
  if (lacks_rows(table)) {
    card->collects_ = true;
    return copy_table(table);
  }
  card->add_copied(copied_text(table));
  card->copied_rows_ += std::min(table.rows, kMostCopiedRows);
  card->all_rows_ += table.rows;
}

void TakeAlong::note_last_screen_table() {
  TakeAlong* const card = innermost();
  if (card == nullptr) return;
  card->drawn_.table = true;
  ++card->noted_tables_;
  if (card->copies_) card->add_copied(text_of(screen_tables().back()));
}

bool TakeAlong::is_copying() { return innermost() != nullptr && innermost()->copies_; }

void TakeAlong::add_copied(const std::string& table) {
  if (!copied_.empty()) copied_ += '\n';
  copied_ += table;
}

void TakeAlong::finish(ImVec2 min, ImVec2 max) {
  const auto tables = screen_tables().subspan(screen_tables_before_);
  drawn_.chart = tables.size() > noted_tables_;
  if (copies_ && noted_tables_ == 0) {  // where a chart has a table beside it, that says more
    for (const ScreenTable& table : tables) add_copied(text_of(table));
  }
  if (collects_) {
    put_before_copy(copied_);
  } else if (copies_) {
    ImGui::SetClipboardText(copied_.c_str());
    show_toast({.tone = Tone::positive,
                .text = copied_rows_ < all_rows_ ? words_for_copied_rows(copied_rows_, all_rows_)
                                                 : std::string(tr("toast.table_copied"))});
  }
  if (recorder_) {
    finished_picture() = Picture{title_, recorder_->svg(min, max, colors().surface, title_), picture_use_};
    recorder_.reset();
    request_animation();
  }
  Content& known = known_content(card_);
  if (known.chart != drawn_.chart || known.table != drawn_.table) request_animation();
  known = drawn_;
}

}  // namespace sluice::app::ui
