#!/usr/bin/env bash
# Builds the fuzzers and runs one after the other; the last line is "N fuzzers, no finding" or names the findings, and
# the exit status says the same.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

usage() {
  cat <<'TEXT'
usage: tests/fuzz/run.sh [SECONDS] [NAME...]      (default: 600 seconds each, all of tests/fuzz/*_fuzz.cpp)

Needs clang with its sanitizers (Debian: clang, libclang-rt-14-dev). SLUICE_FUZZ_BUILD names another folder than
build/fuzz; in it, NAME.log is what a fuzzer said, found/NAME holds the inputs that it made up, findings/ those that
failed. A finding is repeated with: build/fuzz/NAME FILE
TEXT
}

seconds=600
case "${1:-}" in
-h | --help) usage && exit ;;
[0-9]*) seconds=$1 && shift ;;
esac
names=("$@")
if [ ${#names[@]} -eq 0 ]; then
  for source in tests/fuzz/*_fuzz.cpp; do names+=("$(basename "$source" .cpp)"); done
fi

build="${SLUICE_FUZZ_BUILD:-build/fuzz}"
cmake -S . -B "$build" -DCMAKE_CXX_COMPILER=clang++ -DCMAKE_C_COMPILER=clang -DCMAKE_BUILD_TYPE=RelWithDebInfo \
  -DSLUICE_FUZZ=ON -DSLUICE_SANITIZE=ON -DSLUICE_TESTS=OFF
cmake --build "$build" --parallel "${CMAKE_BUILD_PARALLEL_LEVEL:-2}" --target "${names[@]}"

mkdir -p "$build/findings"
failed=()
for name in "${names[@]}"; do
  mkdir -p "$build/found/$name"
  status=0
  "$build/$name" -max_total_time="$seconds" -timeout=25 -rss_limit_mb=2048 -print_final_stats=1 \
    -artifact_prefix="$build/findings/$name-" "$build/found/$name" "tests/fuzz/corpus/$name" >"$build/$name.log" 2>&1 ||
    status=$?
  runs=$(sed -n 's/^stat::number_of_executed_units: //p' "$build/$name.log")
  coverage=$(sed -n 's/.* cov: \([0-9]*\) .*/\1/p' "$build/$name.log" | tail -n 1)
  printf '%-18s %12s inputs, %6s edges, %s\n' "$name" "${runs:-?}" "${coverage:-?}" \
    "$([ "$status" -eq 0 ] && echo 'no finding' || echo "FINDING: see $build/$name.log")"
  [ "$status" -eq 0 ] || failed+=("$name")
done

if [ ${#failed[@]} -gt 0 ]; then
  printf '%d of %d fuzzers with a finding: %s\n' ${#failed[@]} ${#names[@]} "${failed[*]}"
  exit 1
fi
printf '%d fuzzers, no finding\n' ${#names[@]}
