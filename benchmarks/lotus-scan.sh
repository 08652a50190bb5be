#!/bin/sh
# 1,000,000 sectors beside goleveldb iterating over them and checksumming them. Ours: "decode" reads and checks every member of every
# record, "objects" makes objects of all members too, "filter" finds a tenth of them by two members.
#
#   benchmarks/lotus-scan.sh [COUNT [RUNS [REPO]]]      needs Go, benchmarks.jar, and 4 GB below $TMPDIR
#
# Whole processes in turns, ours with -Xmx256m; prints wall clock and processor time of the medians, and their ratios.
# A REPO that is there already is read, one that is not is made and kept; without it all is deleted at the end.
set -eu

count=${1:-1000000}
runs=${2:-3}
root=$(cd "$(dirname "$0")/.." && pwd -P)
java=${SECTORSH_JAVA:-${JAVA_HOME:-}}
if [ -n "$java" ] && [ -d "$java" ]; then java=$java/bin/java; fi
java=${java:-java}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
repo=${3:-$work/repo}
classes=${LOTUS_SCAN_CLASSPATH:-$root/benchmarks/target/benchmarks.jar}

(cd "$root/bindings/src/interop/goleveldb" && go build -o "$work/read" .)
[ -d "$repo" ] || "$java" -Xmx1g -cp "$classes" io.sectorsh.benchmarks.LotusScan make "$repo" "$count"
cp -rl "$repo/datastore/metadata" "$work/copy" 2>/dev/null || cp -r "$repo/datastore/metadata" "$work/copy"
rm -f "$work/copy/LOCK" "$work/copy/LOG"*
for file in "$work/copy"/MANIFEST-* "$work/copy"/CURRENT "$work/copy"/*.log; do
  [ -e "$file" ] && cp "$file" "$file.own" && mv "$file.own" "$file"
done
du -shL "$work/copy"

time_of() {
  name=$1
  shift
  /usr/bin/time -f '%e %U %S %M' -a -o "$work/times-$name" "$@" </dev/null >"$work/out-$name"
}

printf '#!/bin/sh\nexec "%s" %s -cp "%s" io.sectorsh.benchmarks.LotusScan "$@"\n' \
  "$java" "${LOTUS_SCAN_OPTIONS:--Xmx256m -XX:+UseSerialGC}" "$classes" >"$work/ours"
chmod +x "$work/ours"
cat "$work/copy"/* >/dev/null

run=0
while [ "$run" -lt "$runs" ]; do
  time_of goleveldb "$work/read" sum "$work/copy"
  time_of decode "$work/ours" decode "$repo"
  time_of objects "$work/ours" objects "$repo"
  time_of filter "$work/ours" filter "$repo"
  run=$((run + 1))
done
cat "$work"/out-*
for name in goleveldb decode objects filter; do
  sort -n "$work/times-$name" | awk -v name=$name '
    { wall[NR] = $1; processor[NR] = $2 + $3; memory[NR] = $4 }
    END {
      middle = int((NR + 1) / 2)
      printf "%-9s %6.2f s   processor %6.2f s   memory %4d MB\n", name, wall[middle], processor[middle], memory[middle] / 1024
    }' | tee -a "$work/medians"
done
awk '{ if (NR == 1) { wall = $2; processor = $5 } else printf "%-9s %6.2f times the wall clock, %6.2f times the processor time of goleveldb\n", $1, $2 / wall, $5 / processor }' "$work/medians"
