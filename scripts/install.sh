#!/usr/bin/env bash
# Copies the release binary and what it needs at run time under a folder.
#
#   scripts/install.sh BINARY FOLDER        FOLDER/bin/schakel and FOLDER/share/schakel/…
#
# The binary finds ../share/schakel from where it lies itself: the folder may be moved as a whole.
set -euo pipefail
cd "$(dirname "$0")/.."

binary=$1
prefix=$2
share=$prefix/share/schakel

install -d "$prefix/bin" "$share"
install -m 755 "$binary" "$prefix/bin/schakel"
for folder in lexicons data-schema pipelines; do
  [ -d "$folder" ] || continue
  # What an earlier version installed and this one no longer has must not stay.
  rm -rf "${share:?}/$folder"
  install -d "$share/$folder"
  # Only what belongs to the repository: no data that a demo run made, no key, no output.
  tar -cf - --exclude='pipelines/*/data' --exclude='pipelines/*/out' --exclude='*.key' \
    --exclude='__pycache__' --exclude='test_*.py' "$folder" | tar -xf - -C "$share" --no-same-owner
done
install -m 644 LICENSE CITATION.cff CHANGELOG.md "$share"
# Readable by everybody whatever the umask of the one who installs.
chmod -R u=rwX,go=rX "$share"
