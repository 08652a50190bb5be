#!/bin/sh
# Whole-process time of -e '1+1': sectorsh beside groovysh, same Groovy, same JDK, in turns.
#
#   benchmarks/startup.sh [RUNS]        with the JDK that bin/sectorsh would take
#
# Prints the medians and their ratio, and processor time and memory of the last run of each.
set -eu

runs=${1:-11}
root=$(cd "$(dirname "$0")/.." && pwd -P)
java=${SECTORSH_JAVA:-${JAVA_HOME:-}}
if [ -n "$java" ] && [ -d "$java" ]; then java=$java/bin/java; fi
java=${java:-java}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$root/bin/sectorsh" --version
lib=$(dirname "$(ls -t "$root"/shell/target/sectorsh-*/lib/BUILD | head -n 1)")
jars=$(printf '%s:' "$lib"/*.jar)

echo "waiting for the archive"
export XDG_CACHE_HOME="$work/cache" SECTORSH_ARCHIVE_DELAY=0
"$root/bin/sectorsh" --version >"$work/out"
until [ -n "$(find "$work/cache" -name '*.jsa' -o -name '*.aot' 2>/dev/null)" ]; do sleep 1; done

time_of() {
  name=$1
  shift
  /usr/bin/time -f '%e %U %S %M' -a -o "$work/$name" "$@" </dev/null >"$work/out" 2>&1
}

run=0
while [ "$run" -lt "$runs" ]; do
  time_of groovysh "$java" -cp "$jars" org.apache.groovy.groovysh.Main -e '1+1'
  time_of sectorsh "$root/bin/sectorsh" -e '1+1'
  run=$((run + 1))
done

for name in groovysh sectorsh; do
  sort -n "$work/$name" | awk -v name=$name '
    { wall[NR] = $1; processor[NR] = $2 + $3; memory[NR] = $4 }
    END {
      middle = int((NR + 1) / 2)
      printf "%-9s %6.2f s   processor %5.2f s   memory %4d MB\n", name, wall[middle], processor[middle], memory[middle] / 1024
    }'
done
awk -v middle=$(((runs + 1) / 2)) '
  FNR == middle { if (FNR == NR) first = $1; else printf "ratio     %6.2f\n", $1 / first }' \
  $(for name in groovysh sectorsh; do sort -n "$work/$name" >"$work/$name.sorted"; echo "$work/$name.sorted"; done)
