// Reads a LevelDB directory as strictly as lotus does and prints every key: KEYHEX VALUEHEX.
//
//	go run . DIRECTORY
//
// Exits 1 with a message on any error. It opens for writing, as lotus does: give it a copy.
package main

import (
	"bufio"
	"fmt"
	"os"

	"github.com/syndtr/goleveldb/leveldb"
	"github.com/syndtr/goleveldb/leveldb/opt"
)

func main() {
	if len(os.Args) != 2 {
		fail(fmt.Errorf("usage: goleveldb DIRECTORY"))
	}
	db, err := leveldb.OpenFile(os.Args[1], &opt.Options{
		Compression:    opt.NoCompression,
		Strict:         opt.StrictAll,
		ErrorIfMissing: true,
	})
	fail(err)
	out := bufio.NewWriter(os.Stdout)
	rows := db.NewIterator(nil, nil)
	for rows.Next() {
		fmt.Fprintf(out, "%x %x\n", rows.Key(), rows.Value())
	}
	fail(rows.Error())
	rows.Release()
	fail(out.Flush())
	fail(db.Close())
}

func fail(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
