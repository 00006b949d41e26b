# The two WebAssembly modules of the page. Each appears when its sources do.
#
# What the page may hand to the two functions is listed in INCOMING_MODULE_JS_API; other names are ignored.
#
#   engine.js/.wasm  the core; runs in a Worker and under node        createSluiceEngine()
#   app.js/.wasm     the interface on the page's canvas, and on none  createSluiceApp({canvas})

add_link_options(
  -sALLOW_MEMORY_GROWTH
  -sMAXIMUM_MEMORY=4GB
  -sSTACK_SIZE=1MB
  -sDYNAMIC_EXECUTION=0
  -sFILESYSTEM=0
  -sMODULARIZE
  "$<$<CONFIG:Debug>:-sASSERTIONS=2>")

set(sluice_module_options wasmBinary,instantiateWasm,locateFile,print,printErr,onAbort,onRuntimeInitialized)

# EM_JS and EM_ASM are made of extensions that -Wpedantic dislikes.
set(sluice_browser_code -Wno-dollar-in-identifier-extension -Wno-gnu-zero-variadic-macro-arguments -Wno-variadic-macro-arguments-omitted)

if(EXISTS "${CMAKE_SOURCE_DIR}/src/engine/main_worker.cpp")
  add_executable(engine src/engine/main_worker.cpp)
  target_link_libraries(engine PRIVATE sluice_engine)
  target_link_options(engine PRIVATE
    "$<$<CONFIG:Release>:-O3>"
    -sENVIRONMENT=worker,node
    -sEXPORT_NAME=createSluiceEngine
    -sEXPORTED_FUNCTIONS=_malloc,_free,_sluice_alloc,_sluice_free,_sluice_call
    -sEXPORTED_RUNTIME_METHODS=HEAPU8
    -sINCOMING_MODULE_JS_API=${sluice_module_options}
    --no-entry)
  sluice_own_code(engine)
  target_compile_options(engine PRIVATE ${sluice_browser_code})
endif()

file(GLOB_RECURSE platform_sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/src/app/platform/*.cpp")
if(platform_sources)
  add_library(imgui_backends STATIC
    "${SLUICE_IMGUI_DIR}/backends/imgui_impl_sdl2.cpp"
    "${SLUICE_IMGUI_DIR}/backends/imgui_impl_opengl3.cpp")
  target_include_directories(imgui_backends SYSTEM PUBLIC "${SLUICE_IMGUI_DIR}/backends")
  target_link_libraries(imgui_backends PUBLIC sluice::imgui)
  target_compile_definitions(imgui_backends PUBLIC IMGUI_IMPL_OPENGL_ES3)
  target_compile_options(imgui_backends PUBLIC --use-port=sdl2 PRIVATE "$<$<CONFIG:Release>:-Oz>" -w)
  target_link_options(imgui_backends PUBLIC --use-port=sdl2)
  # The port's own download is replaced by the source that dependencies.sh fetched.
  if(EXISTS "${sluice_cache}/sdl2")
    set(local_sdl2 "${CMAKE_COMMAND}" -E env "EMCC_LOCAL_PORTS=sdl2=${sluice_cache}/sdl2")
  endif()

  add_executable(app ${platform_sources})
  target_link_libraries(app PRIVATE sluice_app imgui_backends)
  set_target_properties(imgui_backends app PROPERTIES
    CXX_COMPILER_LAUNCHER "${local_sdl2}" CXX_LINKER_LAUNCHER "${local_sdl2}")
  target_link_options(app PRIVATE
    "$<$<CONFIG:Release>:-Oz>"
    -sENVIRONMENT=web,worker
    -sEXPORT_NAME=createSluiceApp
    -sMIN_WEBGL_VERSION=2
    -sMAX_WEBGL_VERSION=2
    -sEXPORTED_FUNCTIONS=_main,_malloc,_free
    -sINCOMING_MODULE_JS_API=${sluice_module_options},canvas,arguments,noInitialRun,preRun,postRun,preinitializedWebGLContext,keyboardListeningElement,doNotCaptureKeyboard
    -sEXPORTED_RUNTIME_METHODS=HEAPU8,UTF8ToString,stringToUTF8,lengthBytesUTF8)
  sluice_own_code(app)
  target_compile_options(app PRIVATE "$<$<CONFIG:Release>:-Oz>" ${sluice_browser_code})
endif()
