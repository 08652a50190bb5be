// Does to a LevelDB directory what lotus does, with lotus' own libraries set as lotus sets them.
//
//	goleveldb DIRECTORY               prints every key: KEYHEX VALUEHEX
//	goleveldb next DIRECTORY          for each line of numbers seen on chain (such as 0-3,7) prints the
//	                                  sector number that lotus-miner would hand out next
//	goleveldb numbers DIRECTORY       for each line KEY NUMBERS compares what is stored under that key of the
//	                                  number assigner with what lotus' libraries write for those numbers,
//	                                  byte by byte
//	goleveldb sum DIRECTORY           prints how many keys there are and one checksum of them all
//	goleveldb write DIRECTORY ROUNDS  writes like a running miner: in each round all sectors and the
//	                                  counter at once, synced
//
// Exits 1 with a message on any error. It opens for writing, as lotus does: give it a copy.
package main

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"fmt"
	"os"
	"strconv"
	"strings"

	"github.com/filecoin-project/go-bitfield"
	"github.com/syndtr/goleveldb/leveldb"
	"github.com/syndtr/goleveldb/leveldb/opt"
	"github.com/syndtr/goleveldb/leveldb/util"
)

func main() {
	switch {
	case len(os.Args) == 2:
		read(open(os.Args[1], true))
	case len(os.Args) == 3 && os.Args[1] == "next":
		next(open(os.Args[2], true))
	case len(os.Args) == 3 && os.Args[1] == "numbers":
		compare(open(os.Args[2], true))
	case len(os.Args) == 3 && os.Args[1] == "sum":
		sum(os.Args[2])
	case len(os.Args) == 4 && os.Args[1] == "write":
		rounds, err := strconv.Atoi(os.Args[3])
		fail(err)
		write(open(os.Args[2], false), rounds)
	default:
		fail(fmt.Errorf("usage: goleveldb [next|numbers|sum|write] DIRECTORY [ROUNDS]"))
	}
}

func open(directory string, mustExist bool) *leveldb.DB {
	db, err := leveldb.OpenFile(directory, &opt.Options{
		Compression:    opt.NoCompression,
		Strict:         opt.StrictAll,
		ErrorIfMissing: mustExist,
	})
	fail(err)
	return db
}

func read(db *leveldb.DB) {
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

// The rule of lotus' number assigner: the lowest number that is neither reserved, nor allocated, nor
// seen on chain. Without a stored set, everything up to the counter is allocated.
func next(db *leveldb.DB) {
	reserved, _ := numbers(db, "/storage/sectorsids/reserved")
	allocated, stored := numbers(db, "/storage/sectorsids/allocated")
	if counter, err := db.Get([]byte("/storage/nextid"), nil); !stored && err == nil {
		last, size := binary.Uvarint(counter)
		if size != len(counter) {
			fail(fmt.Errorf("nextid is no number: %x", counter))
		}
		for number := uint64(0); number <= last; number++ {
			allocated.Set(number)
		}
	}
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<22)
	for lines.Scan() {
		used, err := bitfield.MultiMerge(reserved, allocated, parse(lines.Text()))
		fail(err)
		runs, err := used.RunIterator()
		fail(err)
		free := uint64(0)
		for runs.HasNext() {
			run, err := runs.NextRun()
			fail(err)
			if !run.Val {
				break
			}
			free += run.Len
		}
		fmt.Println(free)
	}
	fail(lines.Err())
	fail(db.Close())
}

func compare(db *leveldb.DB) {
	named := 0
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<22)
	for lines.Scan() {
		key, text, _ := strings.Cut(lines.Text(), " ")
		stored, err := db.Get([]byte(key), nil)
		fail(err)
		if wanted := encode(key, text); !bytes.Equal(stored, wanted) {
			fail(fmt.Errorf("%s is stored as %x, lotus writes %x", key, stored, wanted))
		}
		named++
	}
	fail(lines.Err())
	rows := db.NewIterator(util.BytesPrefix([]byte("/storage/")), nil)
	for rows.Next() {
		named--
	}
	fail(rows.Error())
	rows.Release()
	if named != 0 {
		fail(fmt.Errorf("%d keys more named than stored", named))
	}
	fail(db.Close())
}

func encode(key, text string) []byte {
	if key == "/storage/nextid" {
		last, err := strconv.ParseUint(text, 10, 63)
		fail(err)
		return binary.AppendUvarint(nil, last)
	}
	set := parse(text)
	encoded := new(bytes.Buffer)
	fail(set.MarshalCBOR(encoded))
	return encoded.Bytes()
}

func numbers(db *leveldb.DB, key string) (bitfield.BitField, bool) {
	set := bitfield.New()
	value, err := db.Get([]byte(key), nil)
	if err == leveldb.ErrNotFound {
		return set, false
	}
	fail(err)
	fail(set.UnmarshalCBOR(bytes.NewReader(value)))
	return set, true
}

func parse(text string) bitfield.BitField {
	set := bitfield.New()
	for _, part := range strings.Split(text, ",") {
		if part == "" || part == "none" {
			continue
		}
		ends := strings.SplitN(part, "-", 2)
		first, err := strconv.ParseUint(ends[0], 10, 63)
		fail(err)
		last, err := strconv.ParseUint(ends[len(ends)-1], 10, 63)
		fail(err)
		for number := first; number <= last; number++ {
			set.Set(number)
		}
	}
	return set
}

func write(db *leveldb.DB, rounds int) {
	for round := 0; round < rounds; round++ {
		batch := new(leveldb.Batch)
		batch.Put([]byte("/storage/nextid"), binary.AppendUvarint(nil, uint64(round)))
		for sector := 0; sector < 50; sector++ {
			value := strings.Repeat(fmt.Sprintf("round %d ", round), 300)
			batch.Put([]byte(fmt.Sprintf("/sectors/%d", sector)), []byte(value))
		}
		fail(db.Write(batch, &opt.WriteOptions{Sync: true}))
		if round == 0 {
			fmt.Println("begin")
		}
	}
	fail(db.Close())
}

func fail(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
