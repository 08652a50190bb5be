package main

import (
	"fmt"
	"hash/crc32"

	"github.com/syndtr/goleveldb/leveldb"
	"github.com/syndtr/goleveldb/leveldb/opt"
)

// sum opens for reading only, so that nothing else is going on: it is what scans are compared with.
func sum(directory string) {
	db, err := leveldb.OpenFile(directory, &opt.Options{
		Strict:         opt.StrictAll,
		ErrorIfMissing: true,
		ReadOnly:       true,
	})
	fail(err)
	table := crc32.MakeTable(crc32.Castagnoli)
	var keys, bytes int
	var checksum uint32
	rows := db.NewIterator(nil, nil)
	for rows.Next() {
		keys++
		bytes += len(rows.Key()) + len(rows.Value())
		checksum = crc32.Update(checksum, table, rows.Key())
		checksum = crc32.Update(checksum, table, rows.Value())
	}
	fail(rows.Error())
	rows.Release()
	fmt.Printf("%d keys of %d bytes, checksum %08x\n", keys, bytes, checksum)
	fail(db.Close())
}
