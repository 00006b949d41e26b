# Sources written at build time by the Python scripts beside this file.

find_package(Python3 3.10 REQUIRED COMPONENTS Interpreter)
set(sluice_generated "${CMAKE_BINARY_DIR}/generated")

# sluice_gb18030_table(TARGET): the tables declared in src/ingest/gb18030_table.h.
function(sluice_gb18030_table target)
  set(output "${sluice_generated}/gb18030_table.cpp")
  add_custom_command(
    OUTPUT "${output}"
    COMMAND Python3::Interpreter "${CMAKE_SOURCE_DIR}/cmake/generate_gb18030.py" "${output}"
    DEPENDS "${CMAKE_SOURCE_DIR}/cmake/generate_gb18030.py"
    COMMENT "Writing the GB18030 tables"
    VERBATIM)
  target_sources(${target} PRIVATE "${output}")
endfunction()

# sluice_double_byte_tables(TARGET): the tables declared in src/ingest/double_byte_tables.h.
function(sluice_double_byte_tables target)
  set(output "${sluice_generated}/double_byte_tables.cpp")
  add_custom_command(
    OUTPUT "${output}"
    COMMAND Python3::Interpreter "${CMAKE_SOURCE_DIR}/cmake/generate_double_byte.py" "${output}"
    DEPENDS "${CMAKE_SOURCE_DIR}/cmake/generate_double_byte.py"
    COMMENT "Writing the Big5 and Shift_JIS tables"
    VERBATIM)
  target_sources(${target} PRIVATE "${output}")
endfunction()

# sluice_embed_assets(TARGET FUNCTION FOLDER...): assets/FOLDER/*.json as string constants in TARGET, found by
# sluice::FUNCTION(path) and listed by sluice::FUNCTION_paths(); see src/base/embedded_assets.h.
function(sluice_embed_assets target function)
  set(output "${sluice_generated}/${function}.cpp")
  set(patterns ${ARGN})
  list(TRANSFORM patterns REPLACE "(.+)" "${CMAKE_SOURCE_DIR}/assets/\\1/*.json")
  file(GLOB assets CONFIGURE_DEPENDS ${patterns})
  add_custom_command(
    OUTPUT "${output}"
    COMMAND Python3::Interpreter "${CMAKE_SOURCE_DIR}/cmake/embed_assets.py" --function ${function}
            --root "${CMAKE_SOURCE_DIR}/assets" --output "${output}" ${assets}
    DEPENDS "${CMAKE_SOURCE_DIR}/cmake/embed_assets.py" ${assets}
    COMMENT "Embedding ${ARGN}"
    VERBATIM)
  target_sources(${target} PRIVATE "${output}")
endfunction()
