# Third-party source code, by package name, into SLUICE_CACHE. Sourced, not run; needs archive.sh.
#
# One line in dependencies_find for each part: Debian source package, lowest version that will do, suite,
# and the folder in the cache where CMake looks for it (cmake/dependencies.cmake). A folder that is there
# is complete; remove it to fetch it again.

# dependency NAME FLOOR SUITE [FOLDER...]: FOLDERs, when given, are all that is kept of the tarball.
dependency() {
  local name=$1 floor=$2 suite=$3 target
  shift 3
  target="$SLUICE_CACHE/$(dependency_folder "$name")"
  [ -d "$target" ] && return
  say "downloading the source of $name ($floor or newer) from Debian $suite"
  archive_source "$name" "$floor" "$suite" "$target" "$@"
}

# The folder's name is the project's, not the package's.
dependency_folder() {
  case "$1" in
  libsdl2) echo sdl2 ;;
  nlohmann-json3) echo nlohmann_json ;;
  *) echo "${1//-/_}" ;;
  esac
}

dependencies_find() {
  dependency imgui 1.92 forky
  dependency libsdl2 2.30 trixie src include
  dependency nlohmann-json3 3.11 forky include
  dependency fast-float 6.0 forky include
  dependency zlib 1.2.13 forky
  dependency expat 2.6 forky expat/lib
}
