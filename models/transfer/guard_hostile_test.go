package transfer_test

import (
	"runtime"
	"syscall"
	"testing"
	"time"
)

// allocated is how many bytes f allocates in all, which is more than it ever
// holds.
func allocated(f func()) uint64 {
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// atMost is how much of a processor's time a hostile file may take where races
// are looked for; else each takes less than two seconds.
const atMost = 20 * time.Second

// used is the processor's time that was spent so far: that of the clock would
// tell more of what else the machine does.
func used(t testing.TB) time.Duration {
	t.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		t.Fatal(err)
	}
	return time.Duration(u.Utime.Nano())
}
