//go:build !(linux || darwin || freebsd)

package store

// freeSpace does not know here how much the disk has left.
func freeSpace(string) (free int64, known bool) { return 0, false }
