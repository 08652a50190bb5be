#!/bin/sh
# Why a window of a partition of 2349 sectors failed: proofs.explain against the lab's daemons and files.
#
#   benchmarks/explain.sh [INCIDENT [RUNS]]        SECTORSH_JAVA=/path/to/jdk for another JDK
#
# "lab" is its start, which is none of explain's; "explain" is the first one of a fresh shell, whose lab answers from another process.
set -eu

incident=${1:-wrong-p-aux}
runs=${2:-3}
root=$(cd "$(dirname "$0")/.." && pwd -P)
work=$(mktemp -d)
keeper=''
trap '[ -z "$keeper" ] || kill $keeper; rm -rf "$work"' EXIT

cat >"$work/keep.groovy" <<'GROOVY'
def from = System.nanoTime()
def lab = profile
printf('lab      %6.2f s%n', (System.nanoTime() - from) / 1e9d)
def file = new File(args[0], 'config.new')
file.text = """default = "lab"
[profile.lab]
full-node-api = "${lab.fullNodeApi().get()}"
miner-api = "${lab.minerApi().get()}"
lotus-miner-repo = "${lab.lotusMinerRepo().get()}"
damocles-api = "${lab.damoclesApi().get()}"
damocles-home = "${lab.damoclesHome().get()}"
"""
file.renameTo(new File(args[0], 'config.toml'))
while (true) Thread.sleep(1000)
GROOVY

cat >"$work/explain.groovy" <<'GROOVY'
def from = System.nanoTime()
def explanation = proofs.explain(17)
printf('explain  %6.2f s   %s%n', (System.nanoTime() - from) / 1e9d, explanation.top().map { it.kind().toString() + ' of sector ' + it.sectors() }.orElse('no cause'))
for (line in explanation.notSeen()) println 'not seen: ' + line
GROOVY

mkdir "$work/sectorsh"
"$root/bin/sectorsh" --lab --incident "$incident" --sectors 2349 run "$work/keep.groovy" "$work/sectorsh" &
keeper=$!
until [ -f "$work/sectorsh/config.toml" ]; do sleep 0.2; done
export XDG_CONFIG_HOME="$work"

run=0
while [ "$run" -lt "$runs" ]; do
  /usr/bin/time -f 'process    %e s   processor %U + %S s   memory %M kB' "$root/bin/sectorsh" run "$work/explain.groovy"
  run=$((run + 1))
done
