#!/usr/bin/env bash
# Builds Sluice for the browser: ./build-wasm.sh, then open dist/sluice.html.
# Everything else is said by ./build-wasm.sh --help.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

usage() {
  cat <<'TEXT'
usage: ./build-wasm.sh [build|serve|native|clean] [--debug] [--port N]

  build    (the default) WebAssembly modules and the page, into dist/:
             dist/sluice.html   the whole program in one file; works from the disk
             dist/index.html    the hosted edition; put dist/ on any static server
  serve    build, then serve dist/ to this machine only and open it with a sample
  native   the command line program, into build/native-release/sluice
  clean    remove build/ and dist/; what was downloaded stays

  --debug  assertions and names, no optimisation to speak of
  --port N where serve starts to look for a free port (8080)

Emscripten is taken from PATH or EMSDK when it is new enough. Otherwise a private one is put under
${XDG_CACHE_HOME:-~/.cache}/sluice; no root is needed and nothing is installed in the system.
TEXT
}

action=build
flavour=release
port=8080
while [ $# -gt 0 ]; do
  case "$1" in
  build | serve | native | clean) action=$1 ;;
  --debug) flavour=debug ;;
  --port)
    port=${2:-}
    shift
    ;;
  --port=*) port=${1#--port=} ;;
  -h | --help)
    usage
    exit
    ;;
  *)
    usage >&2
    exit 2
    ;;
  esac
  shift
done

export SLUICE_CACHE="${SLUICE_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/sluice}"
SLUICE_EMSCRIPTEN_FLOOR=4.0
. cmake/messages.sh
. cmake/archive.sh
. cmake/toolchain.sh
. cmake/dependencies.sh
. cmake/build.sh

case "$port" in '' | *[!0-9]*) fail "--port wants a number, got '$port'." ;; esac

case "$action" in
build) build_page "$flavour" ;;
serve)
  build_page "$flavour"
  exec node web/serve.mjs dist --port "$port" --open '/?sample=orders'
  ;;
native) build_native "$flavour" ;;
clean) rm -rf build dist ;;
esac
