#!/usr/bin/env bash
# Builds, and runs every test: the Python ones first, then swift test, whose closing line ends the
# output.
set -euo pipefail
cd "$(dirname "$0")/.."

# The tests of the commands and the check of the demo run the debug binary, so it is built first.
swift build --build-tests

# The Python checks bring their own closing line; the first that fails stops the run.
while IFS= read -r check; do
  printf '== %s\n' "$check"
  scripts/python "$check" </dev/null
done < <(find bench pipelines scripts Tests -name 'test_*.py' -not -path '*/data/*' | LC_ALL=C sort)

# Every test is a Swift Testing one; without XCTest there is one closing line and not a second one with 0 tests.
swift test --skip-build --disable-xctest
