#!/usr/bin/env bash
# Makes .build/dist/schakel-VERSION-linux-ARCH.tar.gz, which needs no compiler, no network and, of
# the system, glibc alone; then tries it in an empty root (scripts/try_dist.sh).
#
# The Swift runtime is linked in. Every other shared library but glibc's own lies in lib/ and is
# found through an RPATH that counts from the binary. Same commit and same machine, same bytes.
set -euo pipefail
cd "$(dirname "$0")/.."

if [ "$(uname -s)" != Linux ]; then
  echo 'dist: the tarball is for Linux and is made on Linux' >&2
  exit 69
fi

version=$(sed -n 's/^version: *"\{0,1\}\([0-9][^" ]*\).*/\1/p' CITATION.cff)
name=schakel-$version-linux-$(uname -m)
scratch=.build-dist
place=.build/dist
root=$place/$name

# RPATH and not the newer RUNPATH, because libraries that a library needs must be found there too.
# shellcheck disable=SC2016  # the linker wants $ORIGIN as it stands
swift build -c release --static-swift-stdlib --scratch-path "$scratch" --product schakel \
  -Xlinker --disable-new-dtags -Xlinker -rpath -Xlinker '$ORIGIN/../lib'

rm -rf "$root"
mkdir -p "$root/lib" "$root/share/doc/schakel/licences"
scripts/install.sh "$scratch/release/schakel" "$root"
strip "$root/bin/schakel"

# What belongs to glibc must be the system's own: it goes with the system's kernel and loader.
glibc='^(linux-vdso|ld-linux.*|libc|libm|libmvec|libpthread|libdl|librt|libresolv|libutil|libanl|libnsl|libnss_.*)\.so'
licences=$root/share/doc/schakel/licences
list=$root/share/doc/schakel/libraries.txt
printf 'library\tpackage\tversion\n' >"$list"

package_of() { # the Debian package that holds a file, whichever way /lib and /usr/lib are joined
  local file
  file=$(readlink -f "$1")
  { dpkg -S "$file" || dpkg -S "${file#/usr}"; } 2>/dev/null | head -n 1 | cut -d: -f1
}

add_library() { # SONAME FILE
  local package='' package_version=''
  install -m 644 "$2" "$root/lib/$1"
  if command -v dpkg >/dev/null; then
    package=$(package_of "$2")
    package_version=$(dpkg-query -W -f='${Version}' "$package" 2>/dev/null | head -n 1)
    if [ -e "/usr/share/doc/$package/copyright" ]; then
      install -m 644 "/usr/share/doc/$package/copyright" "$licences/$package.txt"
    fi
  fi
  printf '%s\t%s\t%s\n' "$1" "$package" "$package_version" >>"$list"
}

while read -r soname arrow file _; do
  [[ $soname =~ $glibc || $soname == /* ]] && continue
  if [ "$arrow" != '=>' ] || [ ! -e "$file" ]; then
    echo "dist: the binary needs $soname, which is not on this machine" >&2
    exit 70
  fi
  add_library "$soname" "$file"
done < <(ldd "$scratch/release/schakel" | LC_ALL=C sort)

for notice in "$scratch"/checkouts/*/{LICENSE,NOTICE}*; do
  [ -e "$notice" ] || continue
  install -m 644 "$notice" "$licences/$(basename "$(dirname "$notice")")-$(basename "$notice" .txt).txt"
done
runtime=$(dirname "$(readlink -f "$(command -v swift)")")/../share/swift/LICENSE.txt
[ ! -e "$runtime" ] || install -m 644 "$runtime" "$licences/swift-runtime.txt"

cat >"$root/README.txt" <<END
schakel $version. Unpack anywhere and run bin/schakel; it finds lib/ and share/ beside bin/.
Needs a Linux with glibc $(getconf GNU_LIBC_VERSION | cut -d' ' -f2) or later. No network is used.
share/doc/schakel/libraries.txt lists the libraries that lie in lib/ and where they come from.
END

# It gets its name in the folder only after it has worked in the empty root.
stamp=$(git log -1 --format=%ct 2>/dev/null || echo 0)
mkdir -p "$place/untried"
tar -C "$place" --sort=name --mtime="@$stamp" --owner=0 --group=0 --numeric-owner --format=gnu \
  --mode='u=rwX,go=rX' -cf - "$name" | gzip -9 -n >"$place/untried/$name.tar.gz"
rm -rf "$root"
scripts/try_dist.sh "$place/untried/$name.tar.gz"

mv "$place/untried/$name.tar.gz" "$place/$name.tar.gz"
(cd "$place" && sha256sum "$name.tar.gz" >"$name.tar.gz.sha256")
printf 'made %s (%s MiB)\n' "$place/$name.tar.gz" "$(($(stat -c %s "$place/$name.tar.gz") >> 20))"
