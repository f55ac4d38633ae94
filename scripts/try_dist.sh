#!/usr/bin/env bash
# Tries a tarball in an empty root without network: nothing but the tarball, glibc and the input.
#
#   scripts/try_dist.sh TARBALL
#
# The root has no shell, no locale, no time zones, no /etc: less than any Debian. In it schakel
# says its version and runs the workload of bench/ on 1,000 posts, whose tables must be the agreed
# ones to the byte; where `make demo` has run, also the demo, whose release must be the same.
set -euo pipefail
tarball=$(readlink -f "$1")
cd "$(dirname "$0")/.."

fail() {
  echo "dist: $*" >&2
  exit 70
}

root=$(mktemp -d "${TMPDIR:-/tmp}/schakel-root.XXXXXX")
trap 'rm -rf "$root"' EXIT
mkdir -p "$root/opt" "$root/work" "$root/tmp" "$root/proc"
tar -xzf "$tarball" -C "$root/opt"
home=/opt/$(basename "$tarball" .tar.gz)

# glibc's own files, at the paths where the binary looks for them.
loader=$(readelf -l "$root$home/bin/schakel" | sed -n 's/.*program interpreter: \(.*\)\]/\1/p')
glibc=$(dirname "$(ldd "$root$home/bin/schakel" | sed -n 's/^[[:space:]]*libc\.so\.6 => \([^ ]*\).*/\1/p')")
mkdir -p "$root$(dirname "$loader")" "$root$glibc"
cp -L "$loader" "$root$loader"
for library in c.so.6 m.so.6 mvec.so.1 pthread.so.0 dl.so.2 rt.so.1 resolv.so.2 util.so.1; do
  [ ! -e "$glibc/lib$library" ] || cp -L "$glibc/lib$library" "$root$glibc/"
done

# Namespaces of its own: no network, no other process in sight. Who is not root becomes it there.
enter=("$(command -v unshare)" --net --pid --fork --mount-proc="$root/proc")
[ "$(id -u)" = 0 ] || enter+=(--map-root-user)
chroot=$(PATH=$PATH:/usr/sbin:/sbin command -v chroot)
"${enter[@]}" "$(command -v true)" 2>/dev/null ||
  fail 'this machine allows no namespaces (unshare): the tarball was made but not tried'
inside() { env -i "${enter[@]}" "$chroot" "$root" "$home/bin/schakel" "$@"; }

version=$(sed -n 's/^version: *"\{0,1\}\([0-9][^" ]*\).*/\1/p' CITATION.cff)
said=$(inside --version)
[[ $said == *"$version"* ]] || fail "the binary says version '$said', CITATION.cff says $version"

python3 bench/workload.py --posts 1000 --into "$root/work/bench"
inside run /work/bench/schakel/bench.yaml --out /work/bench/out --quiet
inside run /work/bench/schakel/records.yaml --out /work/bench/records --quiet
python3 bench/convert.py "$root/work/bench" "$root/work/bench/records" "$root/work/bench/tables"
diff -r bench/expected/1k "$root/work/bench/tables" >&2 ||
  fail 'in an empty root the bench workload gives other tables than bench/expected/1k'

if [ -x .build/release/schakel ] && [ -e pipelines/demo/data ] && [ -e pipelines/demo/demo.key ]; then
  cp -a pipelines lexicons data-schema "$root/work/"
  inside run /work/pipelines/demo/demo.yaml --out /work/demo --quiet
  .build/release/schakel run pipelines/demo/demo.yaml --out "$root/here" --quiet
  diff -r "$root/here/release" "$root/work/demo/release" >&2 ||
    fail 'in an empty root the demo gives another release than the build does here'
  echo 'tried in an empty root: version, the bench workload, the demo: same bytes' >&2
else
  echo 'tried in an empty root: version and the bench workload: same bytes (the demo has not been run)' >&2
fi
