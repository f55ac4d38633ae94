#!/usr/bin/env bash
# Installs what is missing to build, show, test or measure schakel. Says nothing when nothing is missing.
#
#   scripts/setup.sh [build|demo|test|bench|dist|browser]...        (default: build)
#
# On Debian and Ubuntu through apt (with sudo where not root); elsewhere it names what to install.
# Exit: 0 all there · 69 something is missing and cannot be installed here · 78 Swift is too old.
set -euo pipefail

swift_needed=6.2

say() { printf '%s\n' "$*" >&2; }
has() { command -v "$1" >/dev/null 2>&1; }
library() { has pkg-config && pkg-config --exists "$1"; }
simdjson() { library simdjson || [ -e /usr/include/simdjson.h ]; }
# A virtual environment needs ensurepip, which Debian ships apart from python3.
venv() { has python3 && python3 -c 'import ensurepip, venv' 2>/dev/null; }
browser() { has chromium || has chromium-browser || has google-chrome; }
jsonschema() { "$(dirname "$0")/python" -c 'import jsonschema' 2>/dev/null; }

missing_packages=()
missing_names=()
need() { # need PACKAGE NAME-FOR-PEOPLE TEST...
  local package=$1 name=$2
  shift 2
  "$@" && return
  # Two purposes may need the same.
  [[ " ${missing_packages[*]} " != *" $package "* ]] || return 0
  missing_packages+=("$package")
  missing_names+=("$name")
}

needs_of() {
  case $1 in
    build)
      need make make has make
      need pkg-config pkg-config has pkg-config
      need libxml2-dev 'libxml2 with headers' library libxml-2.0
      need libarchive-dev 'libarchive with headers' library libarchive
      ;;
    demo)
      needs_of build
      need python3 'Python 3.9 or later' has python3
      ;;
    test)
      needs_of demo
      need python3-jsonschema 'the Python package jsonschema' jsonschema
      ;;
    bench)
      needs_of demo
      need g++ 'a C++20 compiler' has g++
      need libsimdjson-dev simdjson simdjson
      need python3-venv 'the Python module venv' venv
      ;;
    dist)
      needs_of demo
      need binutils 'binutils (strip, readelf)' has strip
      ;;
    browser)
      need chromium 'the browser Chromium' browser
      ;;
    *)
      say "setup: '$1' is not one of build, demo, test, bench, dist, browser"
      exit 64
      ;;
  esac
}

collect() {
  missing_packages=()
  missing_names=()
  local purpose
  for purpose in "$@"; do needs_of "$purpose"; done
}

joined() { # the arguments as one list: a, b, c
  local IFS=,
  local list="$*"
  printf '%s' "${list//,/, }"
}

as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif ! has sudo; then
    say "setup: missing $(joined "${missing_names[@]}"); run as root: apt-get install ${missing_packages[*]}"
    exit 69
  elif [ -t 0 ]; then
    sudo "$@"
  else
    sudo -n "$@"
  fi
}

apt() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 "$@" \
    </dev/null >&2
}

install_missing() {
  if ! has apt-get; then
    say "setup: install $(joined "${missing_names[@]}") with this system's package manager, then try again"
    exit 69
  fi
  say "setup: installing ${missing_packages[*]}"
  # An outdated list is no reason to stop: the packages may be in it all the same.
  apt update || say "setup: the package lists could not be renewed; trying with the old ones"
  if ! apt install -y --no-install-recommends "${missing_packages[@]}"; then
    say "setup: apt could not install ${missing_packages[*]}; see above"
    exit 69
  fi
}

check_swift() {
  local where='https://www.swift.org/install (6.3 is what schakel is tested with)'
  if ! has swift; then
    say "setup: no Swift toolchain on the PATH; get Swift $swift_needed or later from $where"
    exit 69
  fi
  local found
  found=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9][0-9.]*\).*/\1/p' | head -n 1)
  if [ "$(printf '%s\n' "$swift_needed" "${found:-0}" | sort -V | head -n 1)" != "$swift_needed" ]; then
    say "setup: Swift ${found:-of an unknown version} is too old; get $swift_needed or later from $where"
    exit 78
  fi
}

purposes=("$@")
[ ${#purposes[@]} -gt 0 ] || purposes=(build)
check_swift
collect "${purposes[@]}"
if [ ${#missing_packages[@]} -gt 0 ]; then
  install_missing
  collect "${purposes[@]}"
  if [ ${#missing_names[@]} -gt 0 ]; then
    say "setup: still missing after installing: $(joined "${missing_names[@]}")"
    exit 69
  fi
fi
