#!/bin/sh
# Checks of sector files: one sector of 32 GiB, the p_aux and the challenges of a whole partition, scrub, CommP; and one sector from a cold start.
#
#   benchmarks/checks.sh [DIRECTORY]        SECTORSH_JAVA=/path/to/jdk for another JDK; needs 100 MB there
#
# The sealed files are holes, and all is in the page cache: these are the processor's figures, to which a disk adds its seeks.
set -eu

root=$(cd "$(dirname "$0")/.." && pwd -P)
java=${SECTORSH_JAVA:-${JAVA_HOME:-}}
if [ -n "$java" ] && [ -d "$java" ]; then java=$java/bin/java; fi
java=${java:-java}
work=$(mktemp -d "${1:-/var/tmp}/checks.XXXXXX")
trap 'rm -rf "$work"' EXIT
classes=${CHECKS_CLASSPATH:-$root/benchmarks/target/benchmarks.jar}

measure() {
  mkdir -p "$work/$1"
  "$java" -XX:+UseSerialGC -Xmx512m -cp "$classes" io.sectorsh.benchmarks.CheckSpeed "$1" "$work/$1"
}

for what in sector aux partition scrub commP; do measure $what; done

commR=$(measure make)
check="proofs.checkFiles(sealed: '$work/make/sealed', cache: '$work/make/cache', commR: '$commR', sectorSize: '32GiB', number: 7)"
for run in 1 2 3; do
  /usr/bin/time -f 'bare JVM, cold %e s, processor %U + %S s' "$java" -XX:+UseSerialGC -cp "$classes" io.sectorsh.benchmarks.CheckSpeed cold "$work/make" "$commR"
  /usr/bin/time -f 'empty shell    %e s, processor %U + %S s' "$root/bin/sectorsh" -e 1 >/dev/null
  /usr/bin/time -f 'sector, cold   %e s, processor %U + %S s' "$root/bin/sectorsh" -e "$check" >/dev/null
done
