# sluice_library(FOLDER [LINK target...] [EXCLUDE regex] [SMALL])
#
# The static library sluice_FOLDER of all .cpp files below src/FOLDER, except those whose path matches
# EXCLUDE. A folder that is missing or holds only headers still gives a (nearly empty) library. SMALL: where no
# time is spent, the page has code optimised for size, for it is downloaded before the first frame.
function(sluice_library folder)
  cmake_parse_arguments(PARSE_ARGV 1 arg "SMALL" "EXCLUDE" "LINK")
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/src/${folder}/*.cpp")
  if(arg_EXCLUDE)
    list(FILTER sources EXCLUDE REGEX "${arg_EXCLUDE}")
  endif()
  if(NOT sources)
    set(sources "${CMAKE_BINARY_DIR}/generated/empty_${folder}.cpp")
    file(CONFIGURE OUTPUT "${sources}" CONTENT "namespace sluice {}\n")
  endif()
  add_library(sluice_${folder} STATIC ${sources})
  target_include_directories(sluice_${folder} PUBLIC "${CMAKE_SOURCE_DIR}/src")
  target_link_libraries(sluice_${folder} PUBLIC ${arg_LINK})
  if(EMSCRIPTEN AND arg_SMALL)
    target_compile_options(sluice_${folder} PRIVATE "$<$<CONFIG:Release>:-Oz>")
  endif()
  if(SLUICE_SANITIZE AND folder STREQUAL "app")
    # Its many files take the compiler longer to optimise than its tests gain.
    target_compile_options(sluice_${folder} PRIVATE -O0)
  endif()
  sluice_own_code(sluice_${folder})
  sluice_quick_build(sluice_${folder})
endfunction()
