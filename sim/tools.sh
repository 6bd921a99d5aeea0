# Finds the tools listed in tools.txt and installs those that are missing. Sourced by ../kcp.
# Uses from there: $home, note, die, tick, locked. Sets: JAVA_HOME, java_major.

have() { command -v "$1" >/dev/null 2>&1; }

# first_version TEXT: the first version number in TEXT, such as 5.006.
first_version() {
  local pattern='(^|[[:space:]"(])([0-9]+(\.[0-9]+)*)'
  if [[ $1 =~ $pattern ]]; then printf '%s' "${BASH_REMATCH[2]}"; fi
}

# at_least FOUND NEEDED: compares part by part as numbers, so 5.006 < 5.010 < 5.38.
at_least() {
  local -a found needed
  local i a b
  IFS=. read -r -a found <<<"$1"
  IFS=. read -r -a needed <<<"$2"
  for i in "${!needed[@]}"; do
    a=$((10#${found[i]:-0})) b=$((10#${needed[i]}))
    if ((a != b)); then ((a > b)); return; fi
  done
}

# version_of TOOL OPTION: the version it prints, on standard output if it does, else on the other.
version_of() {
  local text version
  text=$("$1" "$2" 2>/dev/null </dev/null)
  version=$(first_version "$text")
  printf '%s' "${version:-$(first_version "$("$1" "$2" 2>&1 >/dev/null </dev/null)")}"
}

# survey WORD...: lists in $lacking which tools of these names or scopes are missing or too old, in
# $packages what would bring them.
survey() {
  local tool minimum needed apt dnf brew option found
  while read -r tool minimum needed apt dnf brew option; do
    [ "$tool" != java ] || continue
    case " $* " in *" $tool "* | *" $needed "*) ;; *) continue ;; esac
    found=missing
    if have "$tool"; then
      # one that tells no version is not started
      found=0
      [ "$minimum" = 0 ] || found=$(version_of "$tool" "$option")
    fi
    if [ "$found" != missing ] && at_least "${found:-0}" "$minimum"; then continue; fi
    lack "$tool" "${found:-unknown version}" "$minimum" "$apt" "$dnf" "$brew"
  done < <(grep -v '^#' "$home/sim/tools.txt")
}

# lack TOOL FOUND NEEDED APT DNF BREW: notes one missing tool.
lack() {
  lacking+="${lacking:+, }$1: $2 (expected: >= $3)"
  [ "$2" = missing ] || outdated=yes
  case $(manager) in
    dnf) packages+=" $5" ;;
    brew) packages+=" $6" ;;
    *) packages+=" $4" ;;
  esac
}

# known PACKAGES: of names separated by | the first that apt knows, and where it knows none, as
# before its first update, the last.
known() {
  local names name
  for names in $1; do
    for name in ${names//|/ }; do
      if apt-cache show "$name" >/dev/null 2>&1; then break; fi
    done
    printf ' %s' "$name"
  done
}

manager() {
  local m
  for m in apt-get dnf brew; do if have "$m"; then echo "$m"; return; fi; done
}

# what_to_type PACKAGES: the command that installs them here.
what_to_type() {
  case $(manager) in
    apt-get) echo "sudo apt-get install$(known "$1")" ;;
    dnf) echo "sudo dnf install$1" ;;
    brew) echo "brew install$1" ;;
    *) echo "install$1 with your package manager" ;;
  esac
}

# Only apt-get is used unasked, only where it needs no password, and only to add what is missing:
# a tool that is there but too old is somebody's choice, which others may rely on.
may_install() {
  [ "${KCP_INSTALL:-}" != never ] && [ -z "$outdated" ] && have apt-get || return 1
  [ "$(id -u)" = 0 ] || { have sudo && sudo -n true 2>/dev/null; }
}

# install_packages PACKAGES: runs apt-get; the caller looks again at what is there now.
install_packages() {
  local as_root="" log="$KCP_CACHE/install.log"
  local get="apt-get -y -q -o DPkg::Lock::Timeout=300"
  [ "$(id -u)" = 0 ] || as_root="sudo -n"
  export DEBIAN_FRONTEND=noninteractive
  note "installing$(known "$1")"
  doing="installing$1"
  tick "installing" & ticker=$!
  {
    $as_root $get update
    $as_root env DEBIAN_FRONTEND=noninteractive $get install --no-upgrade \
      --no-install-recommends $(known "$1")
  } >"$log" 2>&1 </dev/null || note "apt-get failed, see $log"
  untick "$ticker"
  ticker=""
  hash -r
}

# bring_tools WORD...: installs what is missing of the tools of these names or scopes, if it may.
bring_tools() {
  survey "$@"
  if [ -n "$packages" ] && may_install; then
    locked "$KCP_CACHE/.install.lock" install_packages "$packages"
    lacking="" packages="" outdated=""
    survey "$@"
  fi
}

# require_tools WORD...: all of them, installed when they may be, or exit 2.
require_tools() {
  local lacking="" packages="" outdated=""
  bring_tools "$@"
  [ -z "$lacking" ] || die 2 "$lacking; type: $(what_to_type "$packages")"
}

# wish_tools SCOPE: as require_tools, but outside CI a missing tool only costs its own tests.
wish_tools() {
  if [ "${CI:-}" = true ]; then require_tools "$@"; return; fi
  (require_tools "$@") || note "the tests that need it will be skipped"
}

# java_version JDK: its version number if it has a compiler, else nothing.
java_version() {
  local line
  [ -x "$1/bin/javac" ] && [ -x "$1/bin/java" ] || return 0
  if [ -r "$1/release" ]; then
    while read -r line; do
      case $line in JAVA_VERSION=*) first_version "${line#JAVA_VERSION=}"; return ;; esac
    done <"$1/release"
  fi
  first_version "$("$1/bin/javac" -version 2>&1)"
}

# find_jdk: JAVA_HOME if it will do, then the one on the PATH, then the oldest good one installed.
find_jdk() {
  local jdk version best="" oldest=9999
  local on_path=""
  if have javac; then
    on_path=$(readlink -f "$(command -v javac)")
    on_path=${on_path%/bin/javac}
  fi
  for jdk in "${JAVA_HOME:-}" "$on_path" "${KCP_JVM_ROOT:-/usr/lib/jvm}"/*; do
    [ -n "$jdk" ] || continue # else /bin/javac would be taken for a JDK without a name
    version=$(java_version "$jdk")
    jdk_found=${jdk_found:-$version}
    if [ -z "$version" ] || ! at_least "$version" 17; then continue; fi
    if [ "$jdk" = "${JAVA_HOME:-}" ] || [ "$jdk" = "$on_path" ]; then
      best=$jdk oldest=$version
      break
    fi
    if ! at_least "${version%%.*}" "$oldest"; then best=$jdk oldest=${version%%.*}; fi
  done
  [ -n "$best" ] || return 1
  export JAVA_HOME=$best
  java_major=${oldest%%.*}
}

# require_jdk: a JDK of at least 17, installed when it may be, or exit 2.
require_jdk() {
  local lacking="" packages="" outdated="" jdk_found=""
  if find_jdk; then return; fi
  local tool minimum needed apt dnf brew option
  read -r tool minimum needed apt dnf brew option < <(grep '^ *java ' "$home/sim/tools.txt")
  lack java "${jdk_found:-missing}" "$minimum" "$apt" "$dnf" "$brew"
  if may_install; then locked "$KCP_CACHE/.install.lock" install_packages "$packages"; find_jdk && return; fi
  die 2 "$lacking; type: $(what_to_type "$packages")"
}
