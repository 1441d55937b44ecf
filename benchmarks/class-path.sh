# Sourced by compare and kernels, with $root set: builds what is missing or out of date, and sets
# JAVA_HOME, $class_path, $cache and $nd4j, the folder of the ND4J plugin. POSIX sh; leaves the
# positional parameters as they are.

. "$root/.mvn/jdk.sh"

# A core type that does not fit the processor makes OpenBLAS two to three times slower.
unset OPENBLAS_CORETYPE OPENBLAS_L2_SIZE

built=$root/benchmarks/target/lib
if [ ! -d "$built" ] || [ -n "$(find "$root"/*/src/main "$root"/pom.xml "$root"/*/pom.xml \
  -newer "$root/benchmarks/target/built" -print 2>/dev/null | head -n 1)" ] \
  || [ ! -f "$root/benchmarks/target/built" ]; then
  echo "Building ..." >&2
  mkdir -p "$root/target"
  touch "$root/target/benchmarks.started"
  # Jars of an earlier version must not stay on the class path.
  rm -rf "$built"
  (cd "$root" \
    && ./mvnw -q -B -ntp -Dmaven.test.skip=true -pl benchmarks,linalg-nd4j -am package) >&2 </dev/null
  touch -r "$root/target/benchmarks.started" "$root/benchmarks/target/built"
fi
class_path="$root/benchmarks/target/classes:$built/*"
cache=${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/otium/javacpp
nd4j=$root/linalg-nd4j/target/plugin/nd4j
