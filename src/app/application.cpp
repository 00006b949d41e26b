#include "app/application.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <imgui.h>

#include "app/fonts.h"
#include "app/format.h"
#include "app/i18n.h"
#include "app/motion.h"
#include "app/preferences.h"
#include "app/screens/experiment.h"
#include "app/screens/shell.h"
#include "app/store.h"
#include "app/theme.h"
#include "app/view.h"
#include "app/widgets/item_table.h"
#include "app/widgets/overlay.h"
#include "app/widgets/take_along.h"

namespace sluice::app {
namespace {

/// Narrower than this the page is laid out for a phone.
constexpr float kNarrow = 720;

/// From this on everything grows a little: such a screen is looked at from further away.
constexpr float kVast = 3200;
constexpr float kVastScale = 1.5f;

/// An answer changes the screen, and layouts that learn sizes from one frame settle in the next two.
constexpr int kFramesForChange = 3;

/// Of a saved picture, so that it is sharp on any screen and in print.
constexpr float kPictureScale = 2;

/// A title as the name of a file, without what file systems forbid.
std::string file_name_of(std::string_view title) {
  constexpr std::string_view kForbidden = "/\\:*?\"<>|";
  std::string name(title);
  std::replace_if(
      name.begin(), name.end(),
      [&](char c) { return static_cast<unsigned char>(c) < 0x20 || kForbidden.find(c) != std::string_view::npos; },
      '-');
  return name;
}

/// Dear ImGui tells the screen's density only to the font that is current; ours draw without ever being it.
void follow_density() {
  for (ImFont* font : {fonts().regular, fonts().semibold}) {
    if (font != nullptr) font->CurrentRasterizerDensity = ImGui::GetIO().DisplayFramebufferScale.x;
  }
}

std::string words_of(const Saved& saved) {
  const ExportedTable& table = saved.table;
  if (!table.rows) return tr_format("toast.saved", {saved.file_name});
  std::string words = tr_plural("toast.saved_rows", static_cast<double>(*table.rows), {saved.file_name});
  if (table.sheets > 1) words += tr_format("toast.saved_sheets", {format_count(static_cast<double>(table.sheets))});
  if (table.shortened_cells > 0) {
    words += tr_plural("toast.saved_shortened", static_cast<double>(table.shortened_cells));
  }
  return words;
}

}  // namespace

struct Application::State {
  State(Host& the_host, const StartOptions& options)
      : host(the_host), preferences(the_host, options.language_tag, options.prefers_dark), store(the_host) {
    set_frame_request([this] {
      animating = true;
      host.request_frames(1);
    });
    if (!options.fragment.empty()) store.open_shared_view(options.fragment);
    if (!options.sample.empty() && !store.awaits_sample()) store.open_sample(options.sample);
  }
  ~State() { set_frame_request({}); }

  void changed() { host.request_frames(kFramesForChange); }
  void theme();
  void react_to_load();
  void react_to_unread();
  void react_to_saved();
  void take_picture_along();

  Host& host;
  Preferences preferences;
  Store store;
  View view;
  ScreenContext context{store, view, preferences, host};
  uint64_t loads_seen = 0;
  std::vector<uint32_t> files_seen;  // their handles
  uint64_t unread_seen = 0;
  bool animating = false;
};

void Application::State::theme() {
  const float width = ImGui::GetMainViewport()->Size.x;
  follow_density();
  apply_theme({.dark = preferences.dark(), .narrow = width < kNarrow, .text_scale = width >= kVast ? kVastScale : 1});
}

/// A new dataset shows what it holds; drafts about the former one mean nothing any more.
void Application::State::react_to_load() {
  if (loads_seen == store.load_count()) return;
  const bool first = loads_seen == 0;
  loads_seen = store.load_count();
  std::vector<uint32_t> handles;
  for (const FileHandle& file : store.files()) handles.push_back(file.handle);
  const bool same_files = std::exchange(files_seen, handles) == handles;
  view.data = {.file = same_files ? view.data.file : 0};
  view.keyboard_to_navigation = !same_files;
  view.segments = {};
  view.customers = {};
  view.funnel = {};
  view.experiment = {};
  const Report& report = store.report();
  const bool has_funnel = !report.funnel_sources.empty() || has_experiment(report);
  const bool shows_nothing = (view.screen == ScreenId::funnel && !has_funnel) ||
                             (view.screen != ScreenId::funnel && view.screen != ScreenId::data && !report.rfm);
  if (first || shows_nothing) {
    view.screen = report.rfm ? ScreenId::overview : has_funnel ? ScreenId::funnel : ScreenId::data;
  }
  announce(tr_plural("announce.loaded", static_cast<double>(report.import.rows_kept)));
  changed();
}

/// A file that is not understood is shown where that can be mended, with the choices that were tried.
void Application::State::react_to_unread() {
  if (unread_seen == store.unread_count()) return;
  unread_seen = store.unread_count();
  if (!mapping_needed(store)) return;
  view.data = {};
  view.data.draft = store.unread()->spec.ingest;
  view.screen = ScreenId::data;
  changed();
}

void Application::State::react_to_saved() {
  const std::optional<Saved> saved = store.take_saved();
  if (!saved) return;
  ui::show_toast({.tone = ui::Tone::positive, .text = words_of(*saved)});
}

/// A picture of a card was asked for in the frame before.
void Application::State::take_picture_along() {
  const std::optional<ui::Picture> picture = ui::take_picture();
  if (!picture) return;
  const bool as_svg = picture->use == ui::PictureUse::svg_file;
  const std::string name = file_name_of(picture->title) + (as_svg ? ".svg" : ".png");
  if (picture->use == ui::PictureUse::clipboard) return host.copy_png(name, picture->svg, kPictureScale);
  if (as_svg) {
    host.download(name, "image/svg+xml", picture->svg);
  } else {
    host.download_png(name, picture->svg, kPictureScale);
  }
  ui::show_toast({.tone = ui::Tone::positive, .text = tr_format("toast.saved", {name})});
  changed();
}

Application::Application(Host& host, const StartOptions& options) : state_(std::make_unique<State>(host, options)) {}
Application::~Application() = default;

void Application::draw() {
  State& state = *state_;
  state.animating = false;
  begin_item_table();
  state.theme();
  state.react_to_load();
  state.react_to_unread();
  state.react_to_saved();
  handle_shortcuts(state.context);
  draw_shell(state.context);
  state.take_picture_along();
  ui::draw_toasts(state.host.now_ms());
  if (!ImGui::IsAnyItemActive()) state.store.end_gesture();
}

void Application::on_files(std::span<const FileHandle> files) {
  state_->view.files_hover = false;
  state_->store.open(files);
  state_->changed();
}

void Application::on_map_file(std::string_view name, std::string_view text) {
  state_->store.open_map(name, text);
  state_->changed();
}

void Application::on_drag(bool over) {
  state_->view.files_hover = over;
  state_->changed();
}

void Application::on_picture_copied(std::string_view saved_as) {
  if (saved_as.empty()) {
    ui::show_toast({.tone = ui::Tone::positive, .text = std::string(tr("toast.picture_copied"))});
  } else {
    ui::show_toast({.tone = ui::Tone::warning, .text = tr_format("toast.picture_saved_instead", {saved_as})});
  }
  state_->changed();
}

void Application::on_answer(uint32_t request_id, std::string_view result_json, std::span<const std::byte>) {
  state_->store.engine().on_answer(request_id, result_json);
  state_->changed();
}

void Application::on_error(uint32_t request_id, std::string_view error_json) {
  state_->store.engine().on_error(request_id, error_json);
  state_->changed();
}

void Application::on_progress(uint32_t request_id, std::string_view progress_json) {
  state_->store.engine().on_progress(request_id, progress_json);
  state_->host.request_frames(1);  // no layout depends on it
}

void Application::on_color_scheme(bool dark) {
  state_->preferences.on_system_theme(dark);
  state_->changed();
}

void Application::on_fragment(std::string_view fragment) {
  state_->store.open_shared_view(fragment);
  state_->changed();
}

bool Application::busy() const {
  return state_->store.busy() || state_->animating || state_->view.customers.search_due_ms.has_value();
}

Application::Color Application::background() const {
  const ImVec4 color = to_vec4(colors().background);
  return {color.x, color.y, color.z};
}

}  // namespace sluice::app
