//go:build linux || darwin || freebsd

package store

import "syscall"

// freeSpace returns how many bytes the disk that holds dir has left for us.
func freeSpace(dir string) (free int64, known bool) {
	var disk syscall.Statfs_t
	if err := syscall.Statfs(dir, &disk); err != nil {
		return 0, false
	}
	return int64(disk.Bavail) * int64(disk.Bsize), true
}
