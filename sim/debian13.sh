#!/usr/bin/env bash
# Runs ./kcp demo and ./kcp test in a fresh Debian 13, where nothing is installed yet.
#
#   sudo sim/debian13.sh [OPTION...] [-Dtest=CLASS and other options of Maven for ./kcp test]
#
#   --folder DIR       where systems are kept (default: target/systems); 5 GB
#   --suite NAME       another release, such as noble for Ubuntu 24.04 (default: trixie)
#   --mirror URL       where its packages come from
#   --only demo|test   one of the two commands
#   --again            in the system of the last run as it is, with all that it has installed
#   --repository DIR   a Maven repository to use; else all libraries are downloaded anew
#
# The smallest system of the suite is made once by debootstrap; each run gets a copy of it, and a
# copy of this checkout, changes included. What is mounted there ends with the run, however it ends.
#
# Exit codes: 0 all passed, else that of the worst command; 2 wrong usage or a tool is missing.
set -u

note() { printf 'debian13: %s\n' "$1" >&2; }
die() { note "$2"; exit "$1"; }
home=$(CDPATH='' cd -P "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
folder=$home/target/systems suite=trixie mirror='' only='' again='' repository=''
maven=()
while [ $# -gt 0 ]; do
  case $1 in
    --help) sed -n '2,/^set -u/s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 0 ;;
    --again) again=yes ;;
    --folder | --suite | --mirror | --only | --repository)
      [ $# -gt 1 ] || die 2 "$1: missing (expected: a value after it)"
      printf -v "${1#--}" %s "$2"
      shift
      ;;
    -[A-Z]*) maven+=("$1") ;;
    *) die 2 "$1 (expected: an option; --help lists them)" ;;
  esac
  shift
done
case $only in '' | demo | test) ;; *) die 2 "--only: $only (expected: demo or test)" ;; esac
case $suite in *[!a-z]* | '') die 2 "--suite: $suite (expected: a name such as trixie)" ;; esac
[ -z "$repository" ] || [ -d "$repository" ] ||
  die 2 "--repository: $repository (expected: a folder)"
[ -z "$repository" ] || repository=$(CDPATH='' cd -P "$repository" && pwd)
[ "$(id -u)" = 0 ] || die 2 "user $(id -un) (expected: root; type: sudo $0)"
for tool in debootstrap unshare chroot tar; do
  command -v "$tool" >/dev/null ||
    die 2 "$tool: missing (expected: on the PATH; type: apt-get install $tool)"
done
unshare --mount --pid --fork true 2>/dev/null ||
  die 2 "unshare: not permitted (expected: root of a machine, not of a container)"
mkdir -p "$folder" && folder=$(CDPATH='' cd -P "$folder" && pwd) || die 2 "--folder: $folder"
base=$folder/$suite-base root=$folder/$suite
exec 8>"$folder/.lock"
flock -n 8 || die 2 "$folder: in use by another run (expected: one at a time)"

# What runs in the system has mounts and processes of its own, which end with the child.
child=''
stop() { [ -z "$child" ] || { kill -KILL "$child" && wait "$child"; } 2>/dev/null; }
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# where the checkout lies in the new system
checkout=/srv/kcp-fpga

# make_base: the smallest system of the suite.
make_base() {
  local log=$folder/debootstrap.log like=sid ubuntu=''
  case $suite in jammy | noble | plucky | questing | resolute) ubuntu=yes like=gutsy ;; esac
  note "making a system of $suite from ${mirror:-the usual mirror}"
  rm -rf --one-file-system "$base.new"
  debootstrap --variant=minbase ${ubuntu:+--components=main,universe} \
    "$suite" "$base.new" ${mirror:+"$mirror" "$like"} >"$log" 2>&1 </dev/null 8>&- &
  child=$!
  wait "$child" || { tail -n 3 "$log" >&2; die 2 "debootstrap of $suite failed, see $log"; }
  child=''
  mv "$base.new" "$base"
}

# fill: a copy of the base and of the checkout.
fill() {
  local certificates=/usr/local/share/ca-certificates
  rm -rf --one-file-system "$root"
  cp -a --reflink=auto "$base" "$root" || die 2 "$root cannot be written"
  # certificates that this machine trusts besides, such as that of a proxy
  if ls $certificates/*.crt >/dev/null 2>&1; then
    mkdir -p "$root$certificates" && cp $certificates/*.crt "$root$certificates"
  fi
}

copy_checkout() {
  mkdir -p "$root$checkout"
  # what the run before had, and built, and this checkout has not would be run too
  find "$root$checkout" -mindepth 1 -maxdepth 1 -exec rm -rf {} +
  tar -C "$home" --exclude=./target --exclude=./.git --exclude="./${folder#"$home"/}" -c . |
    tar -C "$root$checkout" --no-same-owner -x || die 2 "the checkout cannot be copied"
}

# inside COMMAND...: runs it in the system.
inside() {
  local result user_home
  user_home=$(awk -F: '$3 == 0 { print $6; exit }' "$root/etc/passwd")
  unshare --mount --pid --fork --kill-child bash -c '
    root=$1 repository=$2 user_home=$3 checkout=$4
    shift 4
    mount -t proc proc "$root/proc" && mount --rbind /sys "$root/sys" &&
      mount --rbind /dev "$root/dev" || exit 2
    if [ -n "$repository" ]; then
      mkdir -p "$root$user_home/.m2/repository"
      mount --bind "$repository" "$root$user_home/.m2/repository" || exit 2
    fi
    exec chroot "$root" /usr/bin/env -i HOME="$user_home" LANG=C.UTF-8 TERM=dumb \
      PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
      sh -c "cd \"\$1\" && shift && exec \"\$@\"" sh "$checkout" "$@"
  ' inside "$root" "$repository" "$user_home" "$checkout" "$@" </dev/null 8>&- &
  child=$!
  wait "$child"
  result=$?
  child=''
  return "$result"
}

[ -d "$base" ] || make_base
if [ -z "$again" ] || [ ! -d "$root" ]; then fill; fi
copy_checkout
cp -L /etc/resolv.conf "$root/etc/resolv.conf"

worst=0
lines=()
for command in demo test; do
  [ -z "$only" ] || [ "$only" = "$command" ] || continue
  arguments=()
  [ "$command" = demo ] || arguments=(${maven[@]+"${maven[@]}"})
  inside ./kcp "$command" ${arguments[@]+"${arguments[@]}"} > >(tee "$folder/$command.log") 2>&1
  result=$?
  last=$(grep -v '^ *$' "$folder/$command.log" | tail -n 1)
  lines+=("./kcp $command: exit code $result; $last")
  [ "$result" -le "$worst" ] || worst=$result
done
inside ./kcp doctor
(. "$root/etc/os-release" && echo "$PRETTY_NAME, $(uname -m)")
printf '%s\n' "${lines[@]}"
exit "$worst"
