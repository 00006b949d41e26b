#include "app/platform/browser_host.h"

#include <emscripten.h>

#include <cstdlib>

namespace sluice::app {
namespace {

// clang-format off
EM_JS_DEPS(browser_host, "$UTF8ToString,$stringToNewUTF8");

EM_JS(void, js_send, (uint32_t request_id, const char* json, size_t length), {
  Module.bridge.send(request_id, UTF8ToString(json, length));
});
EM_JS(void, js_cancel, (uint32_t request_id), { Module.bridge.cancel(request_id); });
EM_JS(void, js_choose_files, (), { Module.bridge.chooseFiles(); });
EM_JS(void, js_choose_map, (), { Module.bridge.chooseMap(); });
EM_JS(void, js_open_sample, (const char* name, size_t length), {
  Module.bridge.openSample(UTF8ToString(name, length));
});
EM_JS(void, js_download, (const char* name, size_t name_length, const char* type, size_t type_length,
                          const char* content, size_t length), {
  Module.bridge.download(UTF8ToString(name, name_length), UTF8ToString(type, type_length),
                         HEAPU8.slice(content >>> 0, (content >>> 0) + length));
});
EM_JS(void, js_download_png, (const char* name, size_t name_length, const char* svg, size_t length, float scale), {
  Module.bridge.downloadPng(UTF8ToString(name, name_length), UTF8ToString(svg, length), scale);
});
EM_JS(void, js_copy_text, (const char* text, size_t length), { Module.bridge.copyText(UTF8ToString(text, length)); });
EM_JS(void, js_copy_png, (const char* name, size_t name_length, const char* svg, size_t length, float scale), {
  Module.bridge.copyPng(UTF8ToString(name, name_length), UTF8ToString(svg, length), scale);
});
EM_JS(char*, js_page_url, (), { return stringToNewUTF8(Module.bridge.pageUrl()); });
EM_JS(void, js_set_language, (const char* tag, size_t length), {
  Module.bridge.setLanguage(UTF8ToString(tag, length));
});
EM_JS(void, js_set_dark, (int dark), { Module.bridge.setDark(!!dark); });
EM_JS(char*, js_stored, (const char* key, size_t length), {
  return stringToNewUTF8(Module.bridge.stored(UTF8ToString(key, length)));
});
EM_JS(void, js_store, (const char* key, size_t key_length, const char* value, size_t length), {
  Module.bridge.store(UTF8ToString(key, key_length), UTF8ToString(value, length));
});
EM_JS(char*, js_start_option, (const char* name, size_t length), {
  return stringToNewUTF8(Module.bridge.startOption(UTF8ToString(name, length)));
});
// clang-format on

/// Takes over a string that JavaScript has put on our heap.
std::string take(char* text) {
  std::string taken(text);
  std::free(text);
  return taken;
}

}  // namespace

void BrowserHost::send(uint32_t request_id, std::string_view request_json) {
  js_send(request_id, request_json.data(), request_json.size());
}

void BrowserHost::cancel(uint32_t request_id) { js_cancel(request_id); }

void BrowserHost::choose_files() { js_choose_files(); }

void BrowserHost::choose_map() { js_choose_map(); }

void BrowserHost::open_sample(std::string_view name) { js_open_sample(name.data(), name.size()); }

void BrowserHost::download(std::string_view file_name, std::string_view mime_type, std::string_view content) {
  js_download(file_name.data(), file_name.size(), mime_type.data(), mime_type.size(), content.data(), content.size());
}

void BrowserHost::download_png(std::string_view file_name, std::string_view svg, float scale) {
  js_download_png(file_name.data(), file_name.size(), svg.data(), svg.size(), scale);
}

void BrowserHost::copy_text(std::string_view text) { js_copy_text(text.data(), text.size()); }

void BrowserHost::copy_png(std::string_view file_name, std::string_view svg, float scale) {
  js_copy_png(file_name.data(), file_name.size(), svg.data(), svg.size(), scale);
}

std::string BrowserHost::page_url() const { return take(js_page_url()); }

void BrowserHost::set_language(std::string_view tag) { js_set_language(tag.data(), tag.size()); }

void BrowserHost::set_dark(bool dark) { js_set_dark(dark ? 1 : 0); }

std::string BrowserHost::stored(std::string_view key) const { return take(js_stored(key.data(), key.size())); }

void BrowserHost::store(std::string_view key, std::string_view value) {
  js_store(key.data(), key.size(), value.data(), value.size());
}

void BrowserHost::request_frames(int count) { frames_.request(count); }

double BrowserHost::now_ms() const { return emscripten_get_now(); }

std::string start_option(std::string_view name) { return take(js_start_option(name.data(), name.size())); }

}  // namespace sluice::app
