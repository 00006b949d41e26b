# What build-wasm.sh does once it knows what was asked for. Sourced, not run; needs the other *.sh here.

# need PROGRAM FLOOR PACKAGE: collects what is missing in `missing`.
need() {
  local version=
  if have "$1"; then
    version=$("$1" --version 2>&1 | grep -oE '[0-9]+\.[0-9]+(\.[0-9]+)?' | head -n 1)
    if version_at_least "$version" "$2"; then return; fi
  fi
  missing+=("$1 $2 or newer${version:+ (found $version)}: package $3")
  packages+=" $3"
}

check_machine() {
  local missing=() packages=
  need python3 3.10 python3
  need cmake 3.25 cmake
  case "$1" in
  page) need node 18.0 nodejs ;;
  native) have c++ || need g++ 12.0 g++ ;;
  esac
  [ ${#missing[@]} -eq 0 ] || fail "these programs are needed and missing:" "${missing[@]}" \
    "On Debian: apt-get install$packages"
}

# Sets the generator: Ninja, the machine's or the private toolchain's, or make.
choose_generator() {
  generator=()
  if have ninja; then
    generator=(-G Ninja)
  elif [ -x "$toolchain_prefix/usr/bin/ninja" ]; then
    generator=(-G Ninja "-DCMAKE_MAKE_PROGRAM=$toolchain_prefix/usr/bin/ninja")
  elif have make; then
    generator=(-G "Unix Makefiles")
  else
    fail "neither ninja nor make is there: apt-get install ninja-build"
  fi
}

# One build at a time makes or changes the cache; a second one waits here.
with_cache_lock() {
  mkdir -p "$SLUICE_CACHE"
  exec 9>"$SLUICE_CACHE/lock"
  if ! flock -n 9; then
    say "another build is filling $SLUICE_CACHE; waiting for it"
    flock 9
  fi
  "$@"
  exec 9>&-
}

# cmake_build PRESET TARGET...: configures when that was not done or the presets are newer, with the caller's
# configure_options, then builds.
configure_options=()
cmake_build() {
  local preset=$1 folder="build/$1"
  shift
  # Another Emscripten than last time: nothing of the old build can be used.
  case "$preset" in wasm-*) [ "$folder/configured" -nt "$SLUICE_CACHE/emscripten-root" ] || rm -rf "$folder" ;; esac
  if [ ! -e "$folder/configured" ] || [ CMakePresets.json -nt "$folder/configured" ]; then
    # A folder that was configured by hand keeps its generator.
    [ -e "$folder/CMakeCache.txt" ] && generator=()
    say "configuring $folder"
    mkdir -p "$folder"
    cmake --preset "$preset" "${generator[@]}" "${configure_options[@]}" >"$folder/configure.log" 2>&1 || {
      tail -n 25 "$folder/configure.log" >&2
      fail "the configuration failed (the whole log is in $folder/configure.log)"
    }
    touch "$folder/configured"
  fi
  say "building $*"
  cmake --build "$folder" --parallel "$(nproc)" --target "$@"
}

build_page() {
  check_machine page
  with_cache_lock toolchain_find
  with_cache_lock dependencies_find
  choose_generator
  # Package again when dist/ is gone or comes from the other flavour.
  if [ ! -e dist/sluice.html ] || [ "$(cat build/packaged 2>/dev/null)" != "$1" ]; then rm -f "build/wasm-$1/dist.stamp"; fi
  cmake_build "wasm-$1" dist
  printf '%s\n' "$1" >build/packaged
  say "done: dist/sluice.html opens from the disk, dist/ goes on any static server"
}

build_native() {
  check_machine native
  with_cache_lock dependencies_find
  choose_generator
  if [ "$1" = debug ]; then
    cmake_build native-asan sluice
    say "done: build/native-asan/sluice"
  else
    cmake_build native-release sluice
    say "done: build/native-release/sluice"
  fi
}
