# Third-party parts, as targets sluice::*. All of them are SYSTEM: their headers are not held to our warnings.
#
# Each is looked for in: the folder that the user names (SLUICE_..._DIR, as a CMake or environment
# variable), the cache that build-wasm.sh fills, and for native builds the system.

if(DEFINED ENV{SLUICE_CACHE})
  set(sluice_cache "$ENV{SLUICE_CACHE}")
elseif(DEFINED ENV{XDG_CACHE_HOME})
  set(sluice_cache "$ENV{XDG_CACHE_HOME}/sluice")
else()
  set(sluice_cache "$ENV{HOME}/.cache/sluice")
endif()

# sluice_find_part(VARIABLE NAME FOLDER FILE [SYSTEM]): the folder that holds FILE, in the cache variable
# SLUICE_<NAME>_DIR. SYSTEM: the compiler's own include folders will do.
function(sluice_find_part name folder file)
  cmake_parse_arguments(PARSE_ARGV 3 arg "SYSTEM" "" "")
  set(variable SLUICE_${name}_DIR)
  if(${variable} AND NOT EXISTS "${${variable}}/${file}")
    unset(${variable} CACHE)
  endif()
  find_path(${variable} ${file} NO_DEFAULT_PATH NO_CMAKE_FIND_ROOT_PATH
            PATHS "$ENV{${variable}}" "$ENV{${variable}}/include" "${sluice_cache}/${folder}" "${sluice_cache}/${folder}/include")
  if(arg_SYSTEM AND NOT EMSCRIPTEN)
    find_path(${variable} ${file})
  endif()
endfunction()

# sluice_header_part(TARGET NAME FILE VERSION_REGEX_FILE...)
function(sluice_interface target directory)
  add_library(${target} INTERFACE IMPORTED)
  target_include_directories(${target} SYSTEM INTERFACE "${directory}")
endfunction()

# ---- nlohmann_json >= 3.11 ----
sluice_find_part(JSON nlohmann_json nlohmann/json.hpp SYSTEM)
if(NOT SLUICE_JSON_DIR)
  message(FATAL_ERROR "nlohmann_json 3.11 or newer is missing. ./build-wasm.sh fetches it (also: ./build-wasm.sh native).")
endif()
file(STRINGS "${SLUICE_JSON_DIR}/nlohmann/detail/abi_macros.hpp" json_version REGEX "define NLOHMANN_JSON_VERSION_M[AI][JN]OR [0-9]+")
string(REGEX REPLACE "[^0-9;]" "" json_version "${json_version}")
list(JOIN json_version "." json_version)
if(json_version VERSION_LESS 3.11)
  message(FATAL_ERROR "nlohmann_json ${json_version} in ${SLUICE_JSON_DIR} is too old: 3.11 or newer is needed.")
endif()
sluice_interface(sluice::json "${SLUICE_JSON_DIR}")

# ---- fast_float: optional; its headers are found by #include "fast_float/fast_float.h" ----
sluice_find_part(FAST_FLOAT fast_float fast_float/fast_float.h SYSTEM)
if(NOT SLUICE_FAST_FLOAT_DIR)
  message(FATAL_ERROR "fast_float is missing. ./build-wasm.sh fetches it (also: ./build-wasm.sh native).")
endif()
sluice_interface(sluice::fast_float "${SLUICE_FAST_FLOAT_DIR}")

# ---- zlib >= 1.2.13: without its files, compiled here so that every build has the same version ----
sluice_find_part(ZLIB zlib inflate.c)
if(NOT SLUICE_ZLIB_DIR)
  message(FATAL_ERROR "The source of zlib is missing. ./build-wasm.sh fetches it (also: ./build-wasm.sh native).")
endif()
add_library(sluice_zlib STATIC
  "${SLUICE_ZLIB_DIR}/adler32.c"
  "${SLUICE_ZLIB_DIR}/crc32.c"
  "${SLUICE_ZLIB_DIR}/deflate.c"
  "${SLUICE_ZLIB_DIR}/inffast.c"
  "${SLUICE_ZLIB_DIR}/inflate.c"
  "${SLUICE_ZLIB_DIR}/inftrees.c"
  "${SLUICE_ZLIB_DIR}/trees.c"
  "${SLUICE_ZLIB_DIR}/zutil.c")
target_include_directories(sluice_zlib SYSTEM PUBLIC "${SLUICE_ZLIB_DIR}")
target_compile_options(sluice_zlib PRIVATE -w)
add_library(sluice::zlib ALIAS sluice_zlib)

# ---- expat >= 2.6, without document types and entities: no table needs them, and bombs are made of them ----
sluice_find_part(EXPAT expat/lib xmlparse.c)
if(NOT SLUICE_EXPAT_DIR)
  message(FATAL_ERROR "The source of expat is missing. ./build-wasm.sh fetches it (also: ./build-wasm.sh native).")
endif()
add_library(sluice_expat STATIC
  "${SLUICE_EXPAT_DIR}/xmlparse.c"
  "${SLUICE_EXPAT_DIR}/xmlrole.c"
  "${SLUICE_EXPAT_DIR}/xmltok.c")
if(EXISTS "${SLUICE_EXPAT_DIR}/random_getentropy.c")
  target_sources(sluice_expat PRIVATE "${SLUICE_EXPAT_DIR}/random_getentropy.c")
endif()
file(CONFIGURE OUTPUT "${CMAKE_BINARY_DIR}/generated/expat/expat_config.h" CONTENT
"#define BYTEORDER 1234
#define HAVE_GETENTROPY 1
#define XML_CONTEXT_BYTES 0
#define XML_GE 0
#define XML_NS 1
")
target_include_directories(sluice_expat SYSTEM PUBLIC "${SLUICE_EXPAT_DIR}")
target_include_directories(sluice_expat PRIVATE "${CMAKE_BINARY_DIR}/generated/expat")
target_compile_options(sluice_expat PRIVATE -w)
if(SLUICE_SANITIZE)
  target_compile_options(sluice_expat PRIVATE -fno-sanitize=undefined) # adds zero to null pointers
endif()
add_library(sluice::expat ALIAS sluice_expat)

# ---- Dear ImGui >= 1.92: sources, compiled here with our configuration ----
sluice_find_part(IMGUI imgui imgui.h)
if(SLUICE_IMGUI_DIR)
  file(STRINGS "${SLUICE_IMGUI_DIR}/imgui.h" imgui_version REGEX "define IMGUI_VERSION ")
  string(REGEX REPLACE ".*\"([0-9.]+).*" "\\1" imgui_version "${imgui_version}")
  if(imgui_version VERSION_LESS 1.92)
    message(FATAL_ERROR "Dear ImGui ${imgui_version} in ${SLUICE_IMGUI_DIR} is too old: 1.92 or newer is needed.")
  endif()
  add_library(imgui STATIC
    "${SLUICE_IMGUI_DIR}/imgui.cpp"
    "${SLUICE_IMGUI_DIR}/imgui_draw.cpp"
    "${SLUICE_IMGUI_DIR}/imgui_tables.cpp"
    "${SLUICE_IMGUI_DIR}/imgui_widgets.cpp")
  target_include_directories(imgui SYSTEM PUBLIC "${SLUICE_IMGUI_DIR}")
  target_include_directories(imgui PRIVATE "${CMAKE_SOURCE_DIR}/src")
  target_compile_definitions(imgui PUBLIC IMGUI_USER_CONFIG="app/imconfig_sluice.h")
  target_compile_options(imgui PRIVATE -w)
  if(EMSCRIPTEN)
    # The page has the browser draw its text. Native tests do without a browser and keep the built-in font.
    target_compile_definitions(imgui PUBLIC IMGUI_DISABLE_DEFAULT_FONT)
    target_compile_options(imgui PRIVATE "$<$<CONFIG:Release>:-Oz>")
  endif()
  add_library(sluice::imgui ALIAS imgui)
elseif(EMSCRIPTEN)
  message(FATAL_ERROR "Dear ImGui 1.92 or newer is missing. ./build-wasm.sh fetches it.")
else()
  message(STATUS "Dear ImGui was not found: the interface and its tests are left out. ./build-wasm.sh native fetches it.")
endif()
