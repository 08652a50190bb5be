#!/bin/sh
# Poseidon on one core beside neptune (Rust, blst): hashes a second of processor time, in turns, and the ratio.
#
#   benchmarks/poseidon.sh [RUNS]        SECTORSH_JAVA=/path/to/jdk for another JDK; needs cargo
#
set -eu

runs=${1:-3}
root=$(cd "$(dirname "$0")/.." && pwd -P)
java=${SECTORSH_JAVA:-${JAVA_HOME:-}}
if [ -n "$java" ] && [ -d "$java" ]; then java=$java/bin/java; fi
java=${java:-java}
target=$root/benchmarks/target/neptune
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cargo build --quiet --release --manifest-path "$root/benchmarks/neptune/Cargo.toml" --target-dir "$target"
[ -f "$root/benchmarks/target/benchmarks.jar" ] ||
  (cd "$root" && ./mvnw -B -q -ntp -Pbenchmarks -pl benchmarks -am -DskipTests package)

run=0
while [ "$run" -lt "$runs" ]; do
  "$target/release/neptune-speed" >>"$work/neptune"
  "$java" -cp "$root/benchmarks/target/benchmarks.jar" io.sectorsh.benchmarks.PoseidonSpeed >>"$work/sectorsh"
  run=$((run + 1))
done
paste -d' ' "$work/neptune" "$work/sectorsh" | awk '
  {
    printf "arity 8: neptune %6d  scalar %6d  ratio %.2f  as large work does it %6d  ratio %.2f\n", $1, $3, $3 / $1, $5, $5 / $1
    printf "arity 2: neptune %6d  scalar %6d  ratio %.2f\n", $2, $4, $4 / $2
  }'
