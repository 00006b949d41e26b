# What every file is compiled with, and what only our own code is held to.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}")

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release)
endif()

# The same numbers from every compiler and processor: no fused multiply-add behind our back.
add_compile_options(-ffp-contract=off)

# No folder of the building machine ends up in the program (__FILE__ in libraries' assertions).
add_compile_options("-fmacro-prefix-map=${CMAKE_SOURCE_DIR}/=")
if(EXISTS "$ENV{HOME}")
  add_compile_options("-fmacro-prefix-map=$ENV{HOME}/=")
endif()

if(EMSCRIPTEN)
  add_compile_options(-msimd128 -fwasm-exceptions)
  add_link_options(-fwasm-exceptions)
  set(CMAKE_CXX_FLAGS_DEBUG "-O1 -g")
  set(CMAKE_C_FLAGS_DEBUG "-O1 -g")
endif()

if(SLUICE_LTO)
  add_compile_options(-flto)
  add_link_options(-flto)
endif()

if(SLUICE_SANITIZE)
  # Line tables are all that a finding's stack needs; whole debug information doubles the time of the build.
  add_compile_options(-O1 -g1 -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
endif()

if(SLUICE_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()

# sluice_own_code(TARGET): warnings for code that we write ourselves.
function(sluice_own_code target)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion)
  # {.count = 3} leaves the other members at what the type says; GCC takes that for an oversight.
  target_compile_options(${target} PRIVATE -Wno-missing-field-initializers)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    # GCC 12 sees overlaps and overruns in the standard library's strings and vectors where there are none.
    target_compile_options(${target} PRIVATE -Wno-restrict -Wno-array-bounds -Wno-stringop-overflow
                                             -Wno-stringop-overread)
  endif()
  if(EMSCRIPTEN)
    # size_t has 32 bits there: an index kept in 64 bits narrows wherever a container is asked.
    target_compile_options(${target} PRIVATE -Wno-shorten-64-to-32)
  endif()
  if(SLUICE_WERROR)
    target_compile_options(${target} PRIVATE -Werror)
  endif()
endfunction()

# sluice_quick_build(TARGET HEADER...): with SLUICE_QUICK_BUILD, several files are compiled as one, and what most of them
# include is read once. Each file still names what it uses: other builds, the page's among them, would not compile
# otherwise. And what is private to a file has a name that no other file of the target uses for something private:
# tests/checks/unique_names.py.
function(sluice_quick_build target)
  if(SLUICE_QUICK_BUILD)
    target_precompile_headers(${target} PRIVATE <algorithm> <array> <cmath> <functional> <map> <optional> <span> <string>
                              <string_view> <unordered_map> <utility> <vector> ${ARGN})
    # The files of a small target are large, or there is nothing to gain: each is compiled beside the others.
    get_target_property(sources ${target} SOURCES)
    list(LENGTH sources count)
    if(count GREATER 8)
      set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 8)
    endif()
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
      # A type with members of a private type: meant for headers, but the files of a unit are included as well.
      target_compile_options(${target} PRIVATE -Wno-subobject-linkage)
    endif()
  endif()
endfunction()
