#!/usr/bin/env bash
# Runs pipelines/demo on its invented exports and prints one finished table.
#
#   scripts/demo.sh [OUT]        (default: out/demo)
#
# Wants the release binary (make build). The exports are made when they are not there, or older
# than the program that makes them; the key is made from the phrase in the README each time.
set -euo pipefail
cd "$(dirname "$0")/.."

phrase='een ketting is zo sterk als de zwakste schakel'
schakel=.build/release/schakel
demo=pipelines/demo
data=$demo/data
out=${1:-out/demo}
made=$data/.made

is_current() {
  [ -e "$made" ] || return 1
  # Anything in the demo's folder that was changed since, apart from what a run itself writes there.
  [ -z "$(find "$demo" \( -path "$data" -o -name out -o -name __pycache__ \) -prune \
    -o -type f ! -name 'demo.key' -newer "$made" -print -quit)" ]
}

if ! is_current; then
  printf 'making the exports of the demo in %s (invented people and posts)\n' "$data" >&2
  rm -rf "$data"
  python3 "$demo/make_demo.py" "$data"
  touch "$made"
fi

rm -f "$demo/demo.key"
"$schakel" keygen --from-phrase "$phrase" "$demo/demo.key"
rm -rf "$out"
"$schakel" run "$demo/demo.yaml" --out "$out"

table=$(find "$out/release" -name 'T5.md' | sort | head -n 1)
if [ -z "$table" ]; then
  printf 'demo: the run wrote no T5.md under %s/release\n' "$out" >&2
  exit 70
fi
printf '\n'
cat "$table"
cat <<END

The other tables (csv, md, tex) and the public run record: $out/release
Posts, ties, profiles and what was set aside, for your eyes only: $out/restricted
The pipeline that made them: $demo/demo.yaml     How to read it: docs/tutorial.md
END
