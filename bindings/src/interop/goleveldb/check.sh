#!/bin/sh
# Writes databases as sectorsh does and has goleveldb, set as strictly as lotus sets it, read them.
# Needs a JDK, Go, and the compiled tests of the module bindings: ./mvnw -q -pl bindings -am test-compile
set -eu
here=$(cd "$(dirname "$0")" && pwd)
module=$(cd "$here/../../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
(cd "$module/.." && ./mvnw -q -B -pl bindings dependency:build-classpath -Dmdep.outputFile="$work/classpath")
(cd "$here" && go build -o "$work/read" .)
for keys in 10 1000 20000; do
  java -cp "$module/target/test-classes:$module/target/classes:$(cat "$work/classpath")" \
    io.sectorsh.leveldb.InteropDirectory "$work/$keys" "$work/expected" "$keys"
  "$work/read" "$work/$keys" >"$work/found"
  cmp "$work/expected" "$work/found"
  echo "goleveldb finds all $(wc -l <"$work/found") keys as written"
done
