module sectorsh/interop/goleveldb

go 1.24

require github.com/syndtr/goleveldb v1.0.1-0.20210819022825-2ae1ddf74ef7

require github.com/golang/snappy v0.0.4 // indirect
