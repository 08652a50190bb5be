#!/bin/sh
# Writes databases and repositories as sectorsh does and has lotus' own libraries (goleveldb, set as strictly as lotus sets it, and
# go-bitfield) read them, predict the next sector number, and write while sectorsh reads.
# Needs a JDK, Go, and the compiled tests of the module bindings: ./mvnw -q -pl bindings -am test-compile
set -eu
here=$(cd "$(dirname "$0")" && pwd)
module=$(cd "$here/../../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if [ -z "${INTEROP_CLASSPATH:-}" ]; then
  (cd "$module/.." && ./mvnw -q -B -pl bindings dependency:build-classpath -Dmdep.outputFile="$work/classpath")
  INTEROP_CLASSPATH=$(cat "$work/classpath")
fi
(cd "$here" && go build -o "$work/goleveldb" .)
java() {
  command java -cp "$module/target/test-classes:$module/target/classes:$INTEROP_CLASSPATH" "$@"
}

for keys in 10 1000 20000; do
  java io.sectorsh.leveldb.InteropDirectory "$work/$keys" "$work/expected" "$keys"
  "$work/goleveldb" "$work/$keys" >"$work/found"
  cmp "$work/expected" "$work/found"
  echo "goleveldb finds all $(wc -l <"$work/found") keys as written"
done

for seed in 1 2 3 4; do
  java io.sectorsh.lotus.repo.InteropRepo "$work/repo-$seed" "$work" "$((seed * 3))" "$seed"
  cp -r "$work/repo-$seed/datastore/metadata" "$work/copy-$seed"
  "$work/goleveldb" "$work/copy-$seed" >"$work/found"
  cmp "$work/expected" "$work/found"
  "$work/goleveldb" next "$work/copy-$seed" <"$work/chains" >"$work/found-next"
  cmp "$work/next" "$work/found-next"
  "$work/goleveldb" numbers "$work/copy-$seed" <"$work/numbers"
  echo "go-bitfield writes the same bytes for all $(wc -l <"$work/numbers") keys of numbers"
  echo "goleveldb finds all $(wc -l <"$work/found") keys of an edited repository; $(wc -l <"$work/next") times the next number is as predicted"
done

java io.sectorsh.lotus.repo.InteropLive "$work/live" "$work/goleveldb" 1500
