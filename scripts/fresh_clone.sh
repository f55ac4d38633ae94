#!/usr/bin/env bash
# Does what a newcomer does: clones the repository into an empty folder and runs the README's
# commands there. Only what is committed comes along.
#
#   scripts/fresh_clone.sh [COMMIT]        (default: HEAD; KEEP=1 keeps the folder)
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
commit=$(git -C "$here" rev-parse --verify "${1:-HEAD}^{commit}")

place=$(mktemp -d "${TMPDIR:-/tmp}/schakel-clone.XXXXXX")
[ -n "${KEEP:-}" ] || trap 'rm -rf "$place"' EXIT
git clone --quiet --no-hardlinks "$here" "$place/schakel"
cd "$place/schakel"
git checkout --quiet --detach "$commit"

scripts/readme_commands.sh | while IFS= read -r command; do
  printf '\n=== %s\n' "$command"
  start=$SECONDS
  # Without what the caller's shell has set: a newcomer has a home and a path.
  env -i HOME="$HOME" PATH="$PATH" LANG=C.UTF-8 bash -c "$command" </dev/null
  printf '=== %s: done in %s s\n' "$command" "$((SECONDS - start))"
done

# Nothing that the commands made may stand among the files of the repository.
left=$(git status --porcelain)
if [ -n "$left" ]; then
  printf 'fresh clone: the commands left files that git would commit:\n%s\n' "$left" >&2
  exit 1
fi
