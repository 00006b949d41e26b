#include "unit/app/app_fixture.h"

#include <imgui_internal.h>
#include <algorithm>

#include "unit/app/example_changes.h"
#include "unit/app/example_clusters.h"
#include "unit/app/example_crossing.h"
#include "unit/app/example_experiment.h"
#include "unit/app/example_funnels.h"
#include "unit/app/example_pipeline.h"
#include "unit/app/example_report.h"
#include "unit/app/example_retention.h"
#include "unit/app/example_value.h"

namespace sluice::app {
namespace {

constexpr float kFrameSeconds = 1.0f / 60;

}  // namespace

void RecorderHost::send(uint32_t request_id, std::string_view request_json) {
  const nlohmann::json request = nlohmann::json::parse(request_json);
  sent.push_back({request_id, request.at("method"), request.value("params", nlohmann::json::object())});
}

std::string RecorderHost::stored(std::string_view key) const {
  const auto found = storage.find(key);
  return found == storage.end() ? std::string{} : found->second;
}

const SentRequest* RecorderHost::last(std::string_view method) const {
  for (size_t i = sent.size(); i-- > 0;) {
    if (sent[i].method == method) return &sent[i];
  }
  return nullptr;
}

size_t RecorderHost::count(std::string_view method) const {
  size_t number = 0;
  for (const SentRequest& request : sent) number += request.method == method;
  return number;
}

ApplicationTest::ApplicationTest() {
  ImGui::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
  io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
  io.DeltaTime = kFrameSeconds;
  ImGui::GetCurrentContext()->TestEngineHookItems = true;
  resize(1280, 800);
}

ApplicationTest::~ApplicationTest() {
  application.reset();
  for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
    texture->SetTexID(ImTextureID_Invalid);
    texture->SetStatus(ImTextureStatus_Destroyed);
  }
  ImGui::DestroyContext();
}

void ApplicationTest::start(const StartOptions& options) {
  application = std::make_unique<Application>(host, options);
  settle();
}

void ApplicationTest::resize(float width, float height) { ImGui::GetIO().DisplaySize = {width, height}; }

void ApplicationTest::take_textures() {
  for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
    if (texture->Status == ImTextureStatus_WantDestroy) {
      texture->SetTexID(ImTextureID_Invalid);
      texture->SetStatus(ImTextureStatus_Destroyed);
    } else if (texture->Status != ImTextureStatus_OK) {
      texture->SetTexID(ImTextureID(1));
      texture->SetStatus(ImTextureStatus_OK);
    }
  }
}

void ApplicationTest::draw_once() {
  ImGui::NewFrame();
  application->draw();
  ImGui::Render();
  take_textures();
  host.time_ms += 1000 * static_cast<double>(kFrameSeconds);
}

void ApplicationTest::frame() { draw_once(); }

void ApplicationTest::drop(std::string_view name, uint64_t size) {
  const FileHandle file{.handle = 1, .name = std::string(name), .size = size};
  application->on_files({&file, 1});
}

void ApplicationTest::drop_instead(std::string_view name) {
  drop(name);
  settle();
  if (find("arrival.open")) click("arrival.open");
}

void ApplicationTest::answer(const SentRequest& request, std::string_view result_json) {
  application->on_answer(request.id, result_json, {});
}

void ApplicationTest::answer_load(const LoadResult& result) {
  show_funnel_of(result.report);
  answer(*host.last("load"), to_json(result));
}

void ApplicationTest::show_funnel_of(const Report& report) {
  if (report.funnel) shown_funnel_ = *report.funnel;
  const auto& files = report.import.files;
  shows_experiment_ = std::any_of(files.begin(), files.end(), [](const ingest::FileReport& file) {
    return file.shape == ingest::Shape::experiment;
  });
}

void ApplicationTest::answer_analyze(const Report& report) {
  show_funnel_of(report);
  answer(*host.last("analyze"), analyze_result_json(report));
}

void ApplicationTest::fail(const SentRequest& request, ErrorCode code, TextPair message, Place place) {
  application->on_error(request.id, to_json(Error{code, std::move(message), std::move(place)}));
}

Spec ApplicationTest::spec_asked() const {
  const SentRequest* request = host.last("analyze");
  return request ? *parse_spec(request->params.at("spec").dump()) : Spec{};
}

void ApplicationTest::answered() {
  for (int round = 0; round < 3; ++round) {
    settle();
    answer_questions();
  }
  settle();
}

void ApplicationTest::answer_questions() {
  for (; questions_answered_ < host.sent.size(); ++questions_answered_) {
    const SentRequest request = host.sent[questions_answered_];
    if (request.method == "customers") {
      const auto query = parse_customer_query(request.params.at("query").dump());
      answer(request, to_json(example_page(*query)));
    } else if (request.method == "customer") {
      answer(request, to_json(example_explanation(request.params.at("id"))));
    } else if (request.method == "segment") {
      answer(request, to_json(example_segment(request.params.at("id"))));
    } else if (request.method == "migration") {
      answer(request, to_json(example_migration()));
    } else if (request.method == "comparison") {
      answer(request, to_json(example_comparison()));
    } else if (request.method == "flow_customers") {
      answer(request, to_json(example_flow_customers(*parse_flow_query(request.params.at("query").dump()))));
    } else if (request.method == "ledger_rows") {
      answer(request, to_json(example_ledger_rows(request.params.at("entry"), request.params.at("offset"),
                                                  request.params.at("limit"))));
    } else if (request.method == "cohorts") {
      answer(request, to_json(example_cohorts()));
    } else if (request.method == "rhythm") {
      answer(request, to_json(example_rhythm()));
    } else if (request.method == "scatter") {
      answer(request, to_json(example_scatter()));
    } else if (request.method == "crossing") {
      answer(request, to_json(example_crossing()));
    } else if (request.method == "value") {
      answer(request, to_json(example_value()));
    } else if (request.method == "value_intervals") {
      answer(request, to_json(example_value_intervals()));
    } else if (request.method == "funnel") {
      answer(request, to_json(shown_funnel_));
    } else if (request.method == "funnel_pair") {
      answer(request, to_json(example_pair()));
    } else if (request.method == "breakdown") {
      answer(request, to_json(example_breakdown()));
    } else if (request.method == "sensitivity") {
      answer(request, to_json(example_sensitivity()));
    } else if (request.method == "funnel_over_time") {
      answer(request, to_json(example_over_time()));
    } else if (request.method == "people") {
      answer(request, to_json(example_people(request.params.at("query").at("offset"))));
    } else if (request.method == "people_segments") {
      answer(request, to_json(example_people_segments()));
    } else if (request.method == "afterwards") {
      answer(request, to_json(example_afterwards(request.params.at("query").at("step"))));
    } else if (request.method == "journey") {
      answer(request, to_json(example_journey(request.params.at("customer").get<std::string>())));
    } else if (request.method == "pipeline") {
      answer(request, to_json(example_pipeline(spec_asked().pipeline)));
    } else if (request.method == "experiment" && shows_experiment_) {
      const funnel::ExperimentReport report =
          shown_experiment ? *shown_experiment : example_experiment(spec_asked().experiment);
      answer(request, to_json(report));
    } else if (request.method == "experiment") {
      fail(request, ErrorCode::not_applicable, {"The files hold no A/B test.", "文件中没有 A/B 测试。"});
    } else if (request.method == "rotten") {
      const nlohmann::json& query = request.params.at("query");
      answer(request, to_json(example_rotten(spec_asked().pipeline, query.at("offset"), query.at("limit"))));
    } else if (request.method == "overdue") {
      const nlohmann::json& query = request.params.at("query");
      answer(request, to_json(example_overdue({.offset = query.at("offset"), .limit = query.at("limit")})));
    } else if (request.method == "prospects") {
      answer(request, to_json(example_prospects(request.params.at("offset"), request.params.at("limit"))));
    } else if (request.method == "clusters") {
      answer(request, to_json(example_clusters()));
    }
  }
}

void ApplicationTest::open_example(const Report& report) {
  drop_instead(report.import.files.front().name);
  answer_load({Spec{}, report});
  settle();
  answer_questions();
  settle();
}

const ScreenItem* ApplicationTest::find(std::string_view test_key) {
  for (const ScreenItem& item : screen_items()) {
    if (item.test_key == test_key) return &item;
  }
  return nullptr;
}

const ScreenItem* ApplicationTest::find_label(std::string_view label) {
  for (const ScreenItem& item : screen_items()) {
    if (item.label == label) return &item;
  }
  return nullptr;
}

const ScreenTable* ApplicationTest::find_table(std::string_view test_key) {
  for (const ScreenTable& table : screen_tables()) {
    if (table.test_key == test_key) return &table;
  }
  return nullptr;
}

std::string ApplicationTest::everything_said() {
  std::string all;
  for (const ScreenItem& item : screen_items()) all += item.label + " = " + item.value + "\n";
  return all;
}

void ApplicationTest::click(std::string_view test_key) {
  const ScreenItem* item = find(test_key);
  ASSERT_NE(item, nullptr) << test_key << " is not on the screen:\n" << everything_said();
  ASSERT_GT(item->w * item->h, 0) << test_key << " is not visible";
  ImGuiIO& io = ImGui::GetIO();
  io.AddMousePosEvent(item->x + item->w / 2, item->y + item->h / 2);
  settle(2);
  io.AddMouseButtonEvent(0, true);
  settle(2);
  io.AddMouseButtonEvent(0, false);
  settle(3);
}

void ApplicationTest::open_screen(std::string_view test_key) {
  if (find(test_key) == nullptr) {
    click("nav.more");
    settle();
  }
  click(test_key);
}

void ApplicationTest::press(ImGuiKey key, bool ctrl, bool shift) {
  ImGuiIO& io = ImGui::GetIO();
  if (ctrl) io.AddKeyEvent(ImGuiMod_Ctrl, true);
  if (shift) io.AddKeyEvent(ImGuiMod_Shift, true);
  io.AddKeyEvent(key, true);
  settle(2);
  io.AddKeyEvent(key, false);
  io.AddKeyEvent(ImGuiMod_Ctrl, false);
  io.AddKeyEvent(ImGuiMod_Shift, false);
  settle(2);
}

void ApplicationTest::edit(std::string_view field, std::string_view text) {
  click(field);
  settle();
  press(ImGuiKey_A, true);
  type(text);
  press(ImGuiKey_Enter);
  settle();
}

void ApplicationTest::type(std::string_view text) {
  for (const char letter : text) {
    ImGui::GetIO().AddInputCharacter(static_cast<unsigned char>(letter));
    frame();
  }
}

}  // namespace sluice::app
