#!/usr/bin/env bash
# Runs the tests and sums up: the last line is "N passed, N failed", and the exit status says the same.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

sections=(checks unit sanitizer node browser)

usage() {
  cat <<'TEXT'
usage: tests/run.sh [checks] [unit] [sanitizer] [node] [browser]        (default: all of them)

  checks     include directions, private names, no host names or machine paths in the files, clang-format
  unit       native-release: unit, conformance and interface tests (ctest)
  sanitizer  native-asan: the same tests, built by Clang, under the address and undefined behaviour sanitizers
  node       builds the page, then runs tests/node: the engine module under node, the packaging
  browser    builds the page, then runs tests/browser in Chromium (SLUICE_CHROMIUM names another one)

Programs that are missing are installed with apt-get when we are root or sudo lets us. A part that cannot
run, or that ran no test at all, counts as failed.
TEXT
}

export SLUICE_CACHE="${SLUICE_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/sluice}"
SLUICE_EMSCRIPTEN_FLOOR=4.0
. cmake/messages.sh
. cmake/archive.sh
. cmake/toolchain.sh
. cmake/dependencies.sh
. cmake/build.sh
results="$PWD/build/test-results"

# ---- what the sections need --------------------------------------------------------------------------

# installed PACKAGE...: installs those Debian packages that are missing.
installed() {
  local package missing=() become=()
  have dpkg-query || fail "this machine has no dpkg; please install the equivalents of: $*"
  for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  if [ "$(id -u)" != 0 ]; then
    sudo -n true 2>/dev/null || fail "these packages are missing: ${missing[*]}" "sudo apt-get install ${missing[*]}"
    become=(sudo)
  fi
  say "installing ${missing[*]}"
  if ! "${become[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends install "${missing[@]}" \
    >"$results/apt.log" 2>&1; then
    "${become[@]}" apt-get -qq update >>"$results/apt.log" 2>&1 || true
    logged "$results/apt.log" "${become[@]}" env DEBIAN_FRONTEND=noninteractive \
      apt-get -qq -y --no-install-recommends install "${missing[@]}"
  fi
}

program() { have "$1" || installed "$2"; }

native_tests() {
  local preset=$1
  program python3 python3
  program cmake cmake
  program c++ g++
  have ninja || have make || installed ninja-build
  installed libgtest-dev libgmock-dev
  with_cache_lock dependencies_find
  choose_generator
  configure_options=(-DSLUICE_QUICK_BUILD=ON)
  cmake_build "$preset" all
  local status=0
  ctest --test-dir "build/$preset" --parallel "$(nproc)" --output-on-failure --no-tests=error --progress \
    --output-junit "$results/$preset.xml" >"$results/$preset.log" 2>&1 || status=$?
  # The whole log is kept; what failed is shown.
  if [ "$status" -ne 0 ]; then grep -v '\*\*\*Skipped\|^ *[0-9]*/[0-9]* Test.*Passed' "$results/$preset.log" | tail -n 300 || true; fi
  python3 tests/checks/count_tests.py junit "$results/$preset.xml" >>"$results/counts"
  return "$status"
}

node_tests() {
  local folder=$1 files status=0
  mapfile -t files < <(find "tests/$folder" -name node_modules -prune -o \
    \( -name '*.test.mjs' -o -name '*.test.js' -o -name '*_test.mjs' -o -name '*_test.js' \) -print 2>/dev/null | sort)
  [ ${#files[@]} -gt 0 ] || fail "tests/$folder holds no tests"
  timeout --kill-after=10 1800 node --test --test-reporter=spec --test-reporter-destination=stdout \
    --test-reporter=tap --test-reporter-destination="$results/$folder.tap" "${files[@]}" || status=$?
  python3 tests/checks/count_tests.py tap "$results/$folder.tap" >>"$results/counts"
  return "$status"
}

page() {
  program python3 python3
  program cmake cmake
  program node nodejs
  have ninja || have make || installed ninja-build
  build_page release
}

# ---- the sections --------------------------------------------------------------------------------------

section_checks() {
  local status=0
  check() {
    if "$@"; then echo "1 0" >>"$results/counts"; else
      echo "0 1" >>"$results/counts"
      status=1
    fi
  }
  program python3 python3
  check python3 tests/checks/include_direction.py
  check python3 tests/checks/unique_names.py
  check python3 tests/checks/no_machine_names.py
  if have clang-format; then check python3 tests/checks/formatting.py; else say "clang-format is not there: formatting not checked"; fi
  return "$status"
}

section_unit() { native_tests native-release; }

section_sanitizer() {
  export ASAN_OPTIONS="${ASAN_OPTIONS:-detect_leaks=1:strict_string_checks=1:detect_stack_use_after_return=1}"
  export UBSAN_OPTIONS="${UBSAN_OPTIONS:-print_stacktrace=1}"
  # Clang compiles instrumented code in half of GCC's time, and warns of other things.
  program clang++ clang
  installed libclang-rt-dev
  CC=clang CXX=clang++ native_tests native-asan
}

section_node() {
  page
  # Some compare the module with the command line program.
  if [ -e src/engine/main_cli.cpp ]; then build_native release; fi
  node_tests node
}

section_browser() {
  page
  if [ -z "${SLUICE_CHROMIUM:-}" ]; then
    have chromium || installed chromium
    SLUICE_CHROMIUM=$(command -v chromium)
  fi
  export SLUICE_CHROMIUM
  # Chinese text needs a font that has it.
  installed fonts-noto-cjk
  program npm npm
  if [ ! -d tests/node_modules ] || [ tests/package-lock.json -nt tests/node_modules ]; then
    logged "$results/npm.log" npm --prefix tests ci --no-audit --no-fund
    touch tests/node_modules
  fi
  node_tests browser
}

# ---- the run -------------------------------------------------------------------------------------------

if [ "${1:-}" = --section ]; then
  "section_$2"
  exit
fi

chosen=()
for word in "$@"; do
  case " ${sections[*]} " in
  *" $word "*) chosen+=("$word") ;;
  *)
    usage
    case "$word" in -h | --help) exit ;; esac
    exit 2
    ;;
  esac
done
[ ${#chosen[@]} -gt 0 ] || chosen=("${sections[@]}")

mkdir -p "$results"
passed=0
failed=0
for section in "${chosen[@]}"; do
  printf '\n==== %s ====\n' "$section"
  started=$SECONDS
  : >"$results/counts"
  # A process of its own: whatever ends it, the next section still runs.
  status=0
  bash tests/run.sh --section "$section" || status=$?
  read -r good bad < <(awk '{ good += $1; bad += $2 } END { print good + 0, bad + 0 }' "$results/counts")
  if [ "$bad" -eq 0 ] && { [ "$status" -ne 0 ] || [ "$good" -eq 0 ]; }; then
    echo "$section did not run to its end, or ran no test: this counts as one failure"
    bad=1
  fi
  printf -- '---- %s: %d passed, %d failed, %d s\n' "$section" "$good" "$bad" $((SECONDS - started))
  passed=$((passed + good))
  failed=$((failed + bad))
done

printf '\n%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
