// Compile-time choices for Dear ImGui; imgui.h includes this file through IMGUI_USER_CONFIG.
// IMGUI_DISABLE_DEFAULT_FONT is set by the build for the page only, where the browser draws all text;
// native tests keep the built-in font.
#pragma once

#define ImDrawIdx unsigned int    // the picture of a large table of cohorts has more than 65,536 vertices
#define IMGUI_USE_WCHAR32         // customers' names reach beyond the basic plane
#define IMGUI_ENABLE_TEST_ENGINE  // every item is reported to our ImGuiTestEngineHook_* functions
#define IMGUI_DISABLE_OBSOLETE_FUNCTIONS
#define IMGUI_DISABLE_DEMO_WINDOWS
#define IMGUI_DISABLE_DEBUG_TOOLS
