#!/usr/bin/env bash
# Prints the commands of the README's opening, one a line: the first ```sh block of the file.
set -euo pipefail
cd "$(dirname "$0")/.."
awk '/^```sh$/ { inside = 1; next } /^```$/ && inside { exit } inside { sub(/ +#.*/, ""); print }' README.md
