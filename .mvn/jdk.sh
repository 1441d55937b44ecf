# Sourced by mvnw and otium: sets and exports JAVA_HOME to a JDK of Java 25 or newer. Of the JDKs that
# lie in the usual places the oldest sufficient one is taken, because compiler checks lag behind new
# Java releases. Who needs no compiler sets otium_tool=java before, and a JRE is enough. POSIX sh;
# leaves no variables or functions behind.

otium_tool=${otium_tool-javac}

# Prints the feature release of the JDK in folder $1; fails where there is no JDK.
otium_jdk_release() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/$otium_tool" ] || return 1
  otium_version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null) || otium_version=
  if [ -z "$otium_version" ]; then
    otium_version=$("$1/bin/java" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p' | head -n 1)
  fi
  [ -n "$otium_version" ] && printf '%s\n' "$otium_version"
}

# Prints the folder of the JDK whose commands are on the PATH.
otium_jdk_on_path() {
  otium_command=$(command -v "$otium_tool") || return 1
  otium_hops=0
  while [ -h "$otium_command" ] && [ "$otium_hops" -lt 20 ]; do
    otium_hops=$((otium_hops + 1))
    otium_link=$(readlink "$otium_command") || return 1
    case $otium_link in
      /*) otium_command=$otium_link ;;
      *) otium_command=$(dirname "$otium_command")/$otium_link ;;
    esac
  done
  cd "$(dirname "$otium_command")/.." 2>/dev/null && pwd -P
}

# Prints the folder of the JDK to use, or nothing.
otium_find_jdk() {
  set +ef
  for otium_candidate in "${JAVA_HOME-}" "$(otium_jdk_on_path)"; do
    [ -n "$otium_candidate" ] || continue
    otium_found=$(otium_jdk_release "$otium_candidate") || continue
    if [ "$otium_found" -ge 25 ]; then
      printf '%s\n' "$otium_candidate"
      return
    fi
  done
  otium_best=
  otium_best_release=
  for otium_candidate in \
    /usr/lib/jvm/* \
    "${HOME-}"/.sdkman/candidates/java/* \
    "${HOME-}"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME-}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /opt/* /opt/java/*; do
    otium_found=$(otium_jdk_release "$otium_candidate") || continue
    [ "$otium_found" -ge 25 ] || continue
    if [ -z "$otium_best" ] || [ "$otium_found" -lt "$otium_best_release" ]; then
      otium_best=$otium_candidate
      otium_best_release=$otium_found
    fi
  done
  printf '%s\n' "$otium_best"
}

if otium_jdk=$(otium_find_jdk) && [ -n "$otium_jdk" ]; then
  JAVA_HOME=$otium_jdk
  export JAVA_HOME
else
  echo "Otium needs a JDK of Java 25 or newer, and none was found (JAVA_HOME, PATH and the usual folders were searched)." >&2
  echo "Install one, for example Temurin 25 from https://adoptium.net, or set JAVA_HOME to the folder of one." >&2
  exit 2
fi
unset otium_jdk otium_tool
unset -f otium_jdk_release otium_jdk_on_path otium_find_jdk
