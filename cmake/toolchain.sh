# Finds Emscripten, or makes a private one under SLUICE_CACHE. Sourced, not run; needs archive.sh.
#
# Sets SLUICE_EMSCRIPTEN to the folder that holds emcc, and leaves in $SLUICE_CACHE/bin ready-made
# emcc, em++, emar ... that work from any shell. Steps for the private toolchain:
#   1. apt downloads the emscripten package with everything it depends on, down to libc.
#   2. All of it is unpacked into one folder; nothing is installed.
#   3. The programs are told to use that folder's libc and libraries (patchelf), since they are newer
#      than a stable machine's.
#   4. A configuration beside emcc names the folder's clang and Binaryen and the machine's own node.

toolchain_prefix="$SLUICE_CACHE/toolchain"

# emcc_version PROGRAM: prints its version, or nothing.
emcc_version() { "$1" --version 2>/dev/null | sed -n '1s/.* \([0-9][0-9]*\.[0-9][0-9.]*\).*/\1/p'; }

# The machine's own Emscripten: on PATH or below EMSDK. Prints its folder when it is new enough.
toolchain_of_machine() {
  local candidate version
  for candidate in "$(command -v emcc || true)" "${EMSDK:-}/upstream/emscripten/emcc"; do
    [ -x "$candidate" ] || continue
    candidate=$(readlink -f "$candidate")
    case "$candidate" in "$SLUICE_CACHE"/*) continue ;; esac
    version=$(emcc_version "$candidate")
    if [ -n "$version" ] && version_at_least "$version" "$SLUICE_EMSCRIPTEN_FLOOR"; then
      "$(dirname "$candidate")/em-config" EMSCRIPTEN_ROOT 2>/dev/null || dirname "$candidate"
      return
    fi
    say "found emcc ${version:-of unknown version}, but $SLUICE_EMSCRIPTEN_FLOOR or newer is needed; making a private one"
  done
}

# True for a program or shared library in the machine's format.
toolchain_is_elf() { [ "$(head -c 4 "$1" 2>/dev/null | tr -d '\0')" = $'\x7fELF' ]; }

toolchain_unpack() {
  local prefix=$1 package
  find "$archive_state/cache/archives" -maxdepth 1 -name '*.deb' -print0 |
    xargs -0 -P "$(nproc)" -I{} dpkg-deb -x {} "$prefix"
}

# toolchain_relocate WHERE FINAL: make the programs unpacked in WHERE run from FINAL.
toolchain_relocate() {
  local where=$1 final=$2 triplet llvm folders search="" here="" folder loader file
  local patchelf=()
  triplet=$(basename "$(dirname "$(find "$where/usr/lib" -maxdepth 2 -name 'libc.so.6' | head -n 1)")")
  llvm=$(toolchain_llvm "$where")
  folders="usr/lib/$triplet $llvm/lib"
  for folder in $folders; do
    here="$here${here:+:}$where/$folder"
    search="$search${search:+:}$final/$folder"
  done
  loader=$(cd "$where" && find "usr/lib/$triplet" -maxdepth 1 -name 'ld-linux*' | head -n 1)
  [ -n "$loader" ] || fail "the downloaded toolchain holds no dynamic loader. Remove $SLUICE_CACHE and try again."
  cp "$where/usr/bin/patchelf" "$where/patchelf"
  patchelf=("$where/$loader" --library-path "$here" "$where/patchelf")

  # Written to a new file and renamed: patchelf itself is using some of these libraries.
  patch() {
    toolchain_is_elf "$1" || return 0
    "${patchelf[@]}" "${@:2}" --force-rpath --set-rpath "$search" --output "$1.new" "$1"
    chmod --reference="$1" "$1.new"
    mv "$1.new" "$1"
  }
  # Shared libraries: all but libc and its loader, which find nothing but themselves.
  find "$where/usr/lib/$triplet" "$where/$llvm/lib" "$where"/usr/lib/python3*/lib-dynload \
    -maxdepth 1 -type f -name '*.so*' ! -name 'ld-linux*' ! -name 'libc.so*' |
    while read -r file; do patch "$file"; done
  find "$where/usr/bin" "$where/$llvm/bin" -maxdepth 1 -type f -perm -u+x |
    while read -r file; do patch "$file" --set-interpreter "$final/$loader"; done
  rm "$where/patchelf"
}

# The newest LLVM in a prefix, relative to it: usr/lib/llvm-N.
toolchain_llvm() { (cd "$1" && find usr/lib -maxdepth 1 -name 'llvm-*' | sort -V | tail -n 1); }

# Writes the configuration that emcc reads because it lies beside it.
toolchain_configure() {
  local prefix=$1 final=$2
  cat >"$prefix/usr/share/emscripten/.emscripten" <<CONFIG
import os, shutil
LLVM_ROOT = '$final/$(toolchain_llvm "$prefix")/bin'
BINARYEN_ROOT = '$final/usr'
NODE_JS = os.environ.get('SLUICE_NODE') or shutil.which('node') or shutil.which('nodejs')
CACHE = '$SLUICE_CACHE/emscripten-cache'
CONFIG
}

# Small launchers in $SLUICE_CACHE/bin, so that emcc works from any shell without an environment.
toolchain_launchers() {
  local name python
  python=$(python3 -c 'import sys; print(sys.executable)')
  mkdir -p "$SLUICE_CACHE/bin"
  for name in emcc em++ emar emranlib emnm emstrip embuilder em-config emcmake; do
    [ -e "$1/$name.py" ] || [ -e "$1/$name" ] || continue
    cat >"$SLUICE_CACHE/bin/$name.new" <<LAUNCHER
#!/bin/sh
: "\${EMSDK_PYTHON:=$python}"
[ -x "\$EMSDK_PYTHON" ] || EMSDK_PYTHON=python3
export EMSDK_PYTHON
if [ -d "$SLUICE_CACHE/sdl2" ]; then
  export EMCC_LOCAL_PORTS="\${EMCC_LOCAL_PORTS:-sdl2=$SLUICE_CACHE/sdl2}"
fi
exec "$1/$name" "\$@"
LAUNCHER
    chmod +x "$SLUICE_CACHE/bin/$name.new"
    mv "$SLUICE_CACHE/bin/$name.new" "$SLUICE_CACHE/bin/$name"
  done
}

toolchain_make_private() {
  local partial="$toolchain_prefix.partial"
  archive_open
  say "downloading Emscripten and the compiler it uses from Debian $archive_binary_suite (about 170 MB, once)"
  logged "$SLUICE_CACHE/log/toolchain-download.log" \
    archive_apt install --download-only emscripten patchelf ninja-build
  say "unpacking it into $toolchain_prefix (about 1.2 GB; nothing is installed in the system)"
  rm -rf "$partial"
  mkdir -p "$partial"
  logged "$SLUICE_CACHE/log/toolchain-unpack.log" toolchain_unpack "$partial"
  rm -rf "$partial"/usr/share/{man,locale,zoneinfo,gdb} "$partial"/var
  find "$partial/usr/share/doc" -type f ! -name copyright -delete
  logged "$SLUICE_CACHE/log/toolchain-relocate.log" toolchain_relocate "$partial" "$toolchain_prefix"
  toolchain_configure "$partial" "$toolchain_prefix"
  rm -rf "$toolchain_prefix"
  mv "$partial" "$toolchain_prefix"
  archive_apt clean
}

# toolchain_find: sets SLUICE_EMSCRIPTEN, making the private toolchain when there is no other.
toolchain_find() {
  SLUICE_EMSCRIPTEN=$(toolchain_of_machine)
  if [ -z "$SLUICE_EMSCRIPTEN" ]; then
    [ -d "$toolchain_prefix" ] || toolchain_make_private
    SLUICE_EMSCRIPTEN="$toolchain_prefix/usr/share/emscripten"
  fi
  # cmake/wasm_toolchain.cmake reads the choice from there.
  if [ "$(cat "$SLUICE_CACHE/emscripten-root" 2>/dev/null)" != "$SLUICE_EMSCRIPTEN" ]; then
    toolchain_launchers "$SLUICE_EMSCRIPTEN"
    printf '%s\n' "$SLUICE_EMSCRIPTEN" >"$SLUICE_CACHE/emscripten-root"
    say "using $("$SLUICE_CACHE/bin/emcc" --version | head -n 1)"
  fi
}
