# A private apt: downloads Debian packages and sources by name without root and without touching the
# machine's own package state. Sourced, not run; needs messages.sh and SLUICE_CACHE.
#
# The mirror is the one that the machine's own apt is configured for. Only the suites differ: a new
# Emscripten and Dear ImGui are in forky, the last real SDL2 (not a shim over SDL3) is in trixie.
# Versions are not pinned: an exact Debian revision disappears when the next one arrives.

archive_binary_suite=forky
archive_source_suites="forky trixie"
archive_state="$SLUICE_CACHE/apt"

# The address of the machine's Debian archive, as apt itself knows it; empty when there is none.
archive_mirror() {
  local format='$(REPO_URI) $(SIGNED_BY)'
  local target=("Created-By: Packages" "Origin: Debian")
  local found
  found=$(apt-get indextargets --format "$format" "${target[@]}" 2>/dev/null | head -n 1)
  if [ -z "$found" ]; then
    # apt knows origins only after an update; do that one privately.
    mkdir -p "$archive_state/machine/lists/partial"
    apt-get -qq -o "Dir::State::lists=$archive_state/machine/lists" -o APT::Sandbox::User=root \
      -o Acquire::Check-Valid-Until=false update >/dev/null 2>&1 || true
    found=$(apt-get indextargets -o "Dir::State::lists=$archive_state/machine/lists" \
      --format "$format" "${target[@]}" 2>/dev/null | head -n 1)
  fi
  # The archive of security updates carries the same origin, but not these suites.
  printf '%s' "${found%% *}"
}

# archive_run PROGRAM WORD...: one of apt's programs on the private state.
archive_run() {
  local program=$1
  shift
  "$program" -qq \
    -o "Dir::State=$archive_state/state" \
    -o "Dir::State::status=$archive_state/status" \
    -o "Dir::Cache=$archive_state/cache" \
    -o "Dir::Etc::sourcelist=$archive_state/sources.list" \
    -o Dir::Etc::sourceparts=/dev/null \
    -o Dir::Etc::preferencesparts=/dev/null \
    -o APT::Install-Recommends=false \
    -o APT::Sandbox::User=root \
    -o Acquire::Languages=none \
    -o Acquire::Check-Valid-Until=false \
    -o Acquire::Retries=3 \
    "$@"
}

archive_apt() { archive_run apt-get -y "$@"; }

# archive_open: make the private state and read the package lists, once a day at most.
archive_open() {
  have apt-get && have dpkg-deb || fail "this machine has no apt, so nothing can be downloaded from Debian." \
    "Install Emscripten $SLUICE_EMSCRIPTEN_FLOOR or newer yourself and put emcc on PATH, and name the folders" \
    "of the other parts: SLUICE_IMGUI_DIR, SLUICE_JSON_DIR, SLUICE_SDL2_DIR (see README.md)."
  mkdir -p "$archive_state/state/lists/partial" "$archive_state/cache/archives/partial"
  : >"$archive_state/status"
  if [ -n "$(find "$archive_state/updated" -mmin -1440 2>/dev/null)" ]; then return; fi
  local mirror keyring suite
  mirror=$(archive_mirror)
  [ -n "$mirror" ] || fail "apt on this machine is not configured for a Debian archive." \
    "Add one (a line such as 'deb <your mirror>/debian stable main' in /etc/apt/sources.list), or install" \
    "Emscripten $SLUICE_EMSCRIPTEN_FLOOR or newer yourself and put emcc on PATH."
  keyring=/usr/share/keyrings/debian-archive-keyring.gpg
  [ -r "$keyring" ] || fail "the Debian archive's keys are missing: apt-get install debian-archive-keyring"
  {
    printf 'deb [signed-by=%s] %s %s main\n' "$keyring" "$mirror" "$archive_binary_suite"
    for suite in $archive_source_suites; do
      printf 'deb-src [signed-by=%s] %s %s main\n' "$keyring" "$mirror" "$suite"
    done
  } >"$archive_state/sources.list"
  say "reading Debian's package lists ($archive_source_suites) into $archive_state"
  logged "$SLUICE_CACHE/log/apt-update.log" archive_apt update
  touch "$archive_state/updated"
}

# archive_download NAME SUITE: a source package into the working folder. A mirror's package lists may run ahead of its
# files: where the newest version is not there, the older ones that the lists name will do.
archive_download() {
  local version
  archive_apt source --download-only -t "$2" "$1" && return
  for version in $(archive_run apt-cache showsrc --only-source "$1" | sed -n 's/^Version: //p' | sort -Vru); do
    archive_apt source --download-only "$1=$version" && return
  done
  return 1
}

# archive_source NAME FLOOR SUITE TARGET [FOLDER...]: unpack the upstream tarball of a source package into
# TARGET, or only the named folders of it (and its licence).
archive_source() {
  local name=$1 floor=$2 suite=$3 target=$4 download tarball version folder
  shift 4
  archive_open
  download="$SLUICE_CACHE/sources/$name"
  rm -rf "$target.partial" "$target.whole"
  mkdir -p "$download" "$target.partial" "$target.whole"
  (cd "$download" && logged "$SLUICE_CACHE/log/source-$name.log" archive_download "$name" "$suite")
  tarball=$(find "$download" -name "*.orig.tar.*" ! -name '*.asc' -printf '%T@ %p\n' | sort -n | tail -n 1 | cut -d' ' -f2-)
  [ -n "$tarball" ] || fail "the source package $name holds no upstream tarball (see $download)."
  version=$(basename "$tarball" | sed -e 's/^[^_]*_//' -e 's/\.orig.*$//' -e 's/.*really\.*//' -e 's/[+~].*$//')
  version_at_least "$version" "$floor" || fail "$name $version was found, but $floor or newer is needed."
  tar -xf "$tarball" -C "$target.whole" --strip-components=1
  if [ $# -eq 0 ]; then set -- .; fi
  for folder in "$@"; do cp -a "$target.whole/$folder" "$target.partial/"; done
  find "$target.whole" -maxdepth 1 -type f \( -iname 'licen[sc]e*' -o -iname 'copying*' \) -exec cp {} "$target.partial/" \;
  printf '%s\n' "$version" >"$target.partial/SLUICE_VERSION"
  rm -rf "$target" "$target.whole"
  mv "$target.partial" "$target"
}
