# How the build scripts speak. Sourced, not run.
#
# Everything a person should read goes through these three functions; the output of the tools themselves
# goes to a log file and is shown only when a step fails.

say() { printf 'sluice: %s\n' "$*" >&2; }

fail() {
  printf 'sluice: %s\n' "$1" >&2
  shift
  local line
  for line in "$@"; do printf '        %s\n' "$line" >&2; done
  exit 1
}

# logged LOG COMMAND...: run quietly, and show the end of the log when the command fails.
logged() {
  local log=$1
  shift
  mkdir -p "$(dirname "$log")"
  if ! "$@" >"$log" 2>&1; then
    tail -n 25 "$log" >&2
    fail "this step failed: $1 (the whole log is in $log)"
  fi
}

have() { command -v "$1" >/dev/null 2>&1; }

# version_at_least HAVE FLOOR: true when HAVE is FLOOR or newer.
version_at_least() { [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]; }
