#!/usr/bin/env bash
# Reads every export fixture N times with bytes changed at random (always the same ones for the same N).
# What breaks the test process leaves its input in the temporary folder: schakel-test-….
# Usage: scripts/fuzz.sh [N]
set -euo pipefail
cd "$(dirname "$0")/.."

rounds="${1:-500}"
case "$rounds" in
  '' | *[!0-9]*) printf 'usage: scripts/fuzz.sh [N]\n' >&2; exit 64 ;;
esac
swift build --build-tests
SCHAKEL_MUTATIONS="$rounds" swift test --skip-build --disable-xctest --filter 'Whatever bytes are changed'
