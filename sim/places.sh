# Where things are written and in which letters names are: locale, caches, a copy of a checkout that
# cannot be built in place. Sourced by ../kcp. Uses from there: $home, note, die, have. Sets: LC_ALL,
# KCP_CACHE, cache_trouble, target.

# use_utf8: Java and the tools read names of files in the letters of the locale. One of ASCII or
# Latin letters becomes one of UTF-8 that is otherwise the same.
use_utf8() {
  local name
  have locale || return 0 # such a system (musl) knows no others than UTF-8
  [ "$(locale charmap 2>/dev/null)" != UTF-8 ] || return 0
  for name in C.UTF-8 C.utf8 en_US.UTF-8 $(locale -a 2>/dev/null | grep -i 'utf-\{0,1\}8$'); do
    if [ "$(env "LC_ALL=$name" locale charmap 2>/dev/null)" = UTF-8 ]; then
      export LC_ALL=$name
      return
    fi
  done
  # none is installed: Java at least can be told
  java_letters="-Dsun.jnu.encoding=UTF-8 -Dfile.encoding=UTF-8 -Dstdout.encoding=UTF-8"
}

# require_utf8 WHAT NAME: a name in other bytes cannot be given to Java.
require_utf8() {
  case $2 in *[!\ -~]*) ;; *) return 0 ;; esac
  have iconv || return 0
  if ! printf '%s' "$2" | iconv -f UTF-8 -t UTF-8 >/dev/null 2>&1; then
    die 2 "$1: $(LC_ALL=C printf '%q' "$2") (expected: a name in UTF-8)"
  fi
}

# usable FOLDER: files can be written there and programs run; else $why says what is wrong.
usable() {
  local probe=$1/.runs
  why="cannot be written"
  { mkdir -p "$1" && [ -w "$1" ] && [ -x "$1" ]; } 2>/dev/null || return 1
  if [ ! -x "$probe" ]; then
    if ! { printf '#!/bin/sh\n' >"$probe.$$" && chmod 755 "$probe.$$" &&
      mv -f "$probe.$$" "$probe"; } 2>/dev/null; then
      rm -f "$probe.$$" 2>/dev/null
      return 1
    fi
  fi
  why="programs in it cannot be run (mounted noexec?)"
  { "$probe"; } 2>/dev/null
}

# choose_cache: the folder of all caches. A KCP_CACHE that is no use is the user's mistake; where
# the user's own cache folder is none (no home, noexec), one among the temporary files will do.
choose_cache() {
  local why="" own=${XDG_CACHE_HOME:-} spare
  cache_trouble=""
  if [ -n "${KCP_CACHE:-}" ]; then
    case $KCP_CACHE in /*) ;; *) KCP_CACHE=$PWD/$KCP_CACHE ;; esac
    export KCP_CACHE
    usable "$KCP_CACHE" || cache_trouble="KCP_CACHE: $KCP_CACHE: $why"
  else
    case $own in /*) ;; *) own=${HOME:-/nonexistent}/.cache ;; esac
    export KCP_CACHE=$own/kcp-fpga
    if [ -d "${own%/*}" ] && usable "$KCP_CACHE"; then return; fi
    cache_trouble="KCP_CACHE: not set, and $KCP_CACHE: ${why:-$own cannot be made}"
    spare=${TMPDIR:-/tmp}/kcp-fpga-$(id -u)
    if mkdir -m 700 "$spare" 2>/dev/null; then
      note "${cache_trouble#*and }; using $spare (KCP_CACHE names another folder)"
    fi
    # somebody else could have made it first
    if [ ! -L "$spare" ] && [ -O "$spare" ] && usable "$spare"; then
      KCP_CACHE=$spare cache_trouble=""
    fi
  fi
  cache_trouble=${cache_trouble:+"$cache_trouble (expected: a folder to write and run programs in)"}
}

# writable: this user can build in the checkout.
writable() {
  local part
  { mkdir -p "$target" && [ -w "$target" ] && [ -x "$target" ]; } 2>/dev/null || return 1
  for part in .lock build.log classes test-classes lib kcp-main.stamp kcp-test.stamp; do
    [ ! -e "$target/$part" ] || [ -w "$target/$part" ] || return 1
  done
}

# contents: a checksum of all files of the checkout.
contents() {
  local sum=sha256sum
  have sha256sum || sum=cksum
  (cd "$home" && find . \( -path ./target -o -path ./.git \) -prune -o -type f -exec $sum {} + |
    sort | $sum | tr -dc 'a-zA-Z0-9' | head -c 32)
}

# start_copy ARGUMENT...: becomes the launcher of a copy of this checkout in the cache, which can
# be built. One copy per content; those that were not used for a month go.
start_copy() {
  local all=$KCP_CACHE/checkouts copy half part
  [ -z "$cache_trouble" ] || die 2 "$home/target cannot be written; $cache_trouble"
  copy=$all/$(contents)
  if [ ! -x "$copy/kcp" ]; then
    half=$copy.$$
    note "$home cannot be written: building a copy in $copy"
    mkdir -p "$half" 2>/dev/null || die 2 "KCP_CACHE: $half cannot be made"
    for part in "$home"/* "$home"/.ci; do
      [ -e "$part" ] && [ "$part" != "$target" ] || continue
      cp -R "$part" "$half/" 2>/dev/null || { rm -rf "$half"; die 2 "$part: cannot be copied to $copy"; }
    done
    chmod -R u+w "$half"
    # another start may have been faster
    mv -T "$half" "$copy" 2>/dev/null || rm -rf "$half"
  fi
  touch "$copy"
  find "$all" -mindepth 1 -maxdepth 1 -type d -mtime +30 -exec rm -rf {} + 2>/dev/null
  exec "$copy/kcp" "$@"
}
