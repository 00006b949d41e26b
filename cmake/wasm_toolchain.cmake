# CMake toolchain file for WebAssembly: finds the Emscripten that build-wasm.sh chose, or the one of EMSDK or
# PATH, and hands over to Emscripten's own toolchain file.

if(DEFINED ENV{SLUICE_CACHE})
  set(cache "$ENV{SLUICE_CACHE}")
elseif(DEFINED ENV{XDG_CACHE_HOME})
  set(cache "$ENV{XDG_CACHE_HOME}/sluice")
else()
  set(cache "$ENV{HOME}/.cache/sluice")
endif()

if(EXISTS "${cache}/emscripten-root")
  file(READ "${cache}/emscripten-root" EMSCRIPTEN_ROOT_PATH)
  string(STRIP "${EMSCRIPTEN_ROOT_PATH}" EMSCRIPTEN_ROOT_PATH)
elseif(DEFINED ENV{EMSDK})
  set(EMSCRIPTEN_ROOT_PATH "$ENV{EMSDK}/upstream/emscripten")
else()
  find_program(emcc_program emcc)
  file(REAL_PATH "${emcc_program}" emcc_program)
  get_filename_component(EMSCRIPTEN_ROOT_PATH "${emcc_program}" DIRECTORY)
endif()

set(emscripten_toolchain "${EMSCRIPTEN_ROOT_PATH}/cmake/Modules/Platform/Emscripten.cmake")
if(NOT EXISTS "${emscripten_toolchain}")
  message(FATAL_ERROR "No Emscripten was found. ./build-wasm.sh finds or makes one.")
endif()
include("${emscripten_toolchain}")
