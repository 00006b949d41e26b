# `dist`: puts the page together in dist/ from the two modules, web/ and assets/ (see web/package.mjs).

find_program(NODE_PROGRAM NAMES node nodejs REQUIRED NO_CMAKE_FIND_ROOT_PATH)
file(GLOB page_files CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/web/*" "${CMAKE_SOURCE_DIR}/assets/samples/*"
     "${CMAKE_SOURCE_DIR}/assets/icons/*")
set(modules)
foreach(module engine app)
  if(TARGET ${module})
    list(APPEND modules ${module} "${CMAKE_BINARY_DIR}/${module}.js")
  endif()
endforeach()
# The licences of what is linked in travel with the page.
set(notices)
foreach(notice
    "Dear ImGui=${SLUICE_IMGUI_DIR}/LICENSE.txt"
    "SDL=${sluice_cache}/sdl2/LICENSE.txt"
    "nlohmann_json=${SLUICE_JSON_DIR}/../LICENSE.MIT"
    "fast_float=${SLUICE_FAST_FLOAT_DIR}/../LICENSE-MIT"
    "zlib=${SLUICE_ZLIB_DIR}/LICENSE"
    "expat=${SLUICE_EXPAT_DIR}/../COPYING"
    "Emscripten=${EMSCRIPTEN_ROOT_PATH}/LICENSE"
    "Emscripten and its libraries=${EMSCRIPTEN_ROOT_PATH}/../doc/emscripten/copyright"
    "musl=${EMSCRIPTEN_ROOT_PATH}/system/lib/libc/musl/COPYRIGHT")
  string(REGEX REPLACE "^[^=]*=" "" notice_file "${notice}")
  if(EXISTS "${notice_file}")
    list(APPEND notices --notice "${notice}")
  endif()
endforeach()
add_custom_command(
  OUTPUT "${CMAKE_BINARY_DIR}/dist.stamp"
  COMMAND "${NODE_PROGRAM}" "${CMAKE_SOURCE_DIR}/web/package.mjs" --modules "${CMAKE_BINARY_DIR}"
          --output "${CMAKE_SOURCE_DIR}/dist" ${notices}
  COMMAND "${CMAKE_COMMAND}" -E touch "${CMAKE_BINARY_DIR}/dist.stamp"
  DEPENDS ${page_files} ${modules}
  COMMENT "Packaging the page into dist/"
  VERBATIM)
add_custom_target(dist DEPENDS "${CMAKE_BINARY_DIR}/dist.stamp")
