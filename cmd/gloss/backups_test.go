package main

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"gloss/models/date"
)

// keeping is a keeper of backups that makes none, on a clock of its own.
type keeping struct {
	n    *nightly
	said *record

	ahead time.Duration // of the clock, which may be wrong
	zone  *time.Location
	made  []time.Time
	held  map[date.Date]bool
	fails error
	busy  atomic.Bool
}

func newKeeping(zone string) *keeping {
	loc, err := time.LoadLocation(zone)
	if err != nil {
		panic(err)
	}
	k := &keeping{zone: loc, said: &record{}, held: map[date.Date]bool{}}
	k.n = &nightly{
		now:   k.now,
		quiet: func() bool { return !k.busy.Load() },
		last: func(context.Context) (date.Date, error) {
			newest := date.Date(0)
			for d := range k.held {
				if d > newest && d <= date.Of(k.now()) {
					newest = d
				}
			}
			return newest, nil
		},
		backUp: func(context.Context) error {
			if k.fails != nil {
				k.made = append(k.made, k.now())
				return k.fails
			}
			k.made, k.held[date.Of(k.now())] = append(k.made, k.now()), true
			return nil
		},
	}
	return k
}

func (k *keeping) now() time.Time { return time.Now().Add(k.ahead).In(k.zone) }

// passes lets time go by while backups are kept, from each of some moments on.
func (k *keeping) passes(t *testing.T, d time.Duration) {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() {
		defer close(done)
		keepBackups(ctx, k.n, slog.New(slog.NewTextHandler(k.said, nil)))
	}()
	time.Sleep(d)
	stop()
	<-done
}

// at says when backups were made.
func (k *keeping) at() string {
	var all []string
	for _, m := range k.made {
		all = append(all, m.Format("2 15:04"))
	}
	return strings.Join(all, ", ")
}

// In the bubble it is midnight UTC on 1 January 2000.

func TestEveryNight(t *testing.T) {
	for zone, want := range map[string]string{
		"UTC":              "1 00:01, 2 03:00, 3 03:00, 4 03:00", // the first was the last night's
		"America/New_York": "31 19:01, 1 03:00, 2 03:00, 3 03:00",
		"Asia/Kathmandu":   "1 05:46, 2 03:00, 3 03:00",
	} {
		synctest.Test(t, func(t *testing.T) {
			k := newKeeping(zone)
			k.passes(t, 76*time.Hour+time.Second)
			if got := k.at(); !strings.HasPrefix(got, want) {
				t.Errorf("%s: made at %s, want %s", zone, got, want)
			}
		})
	}
}

// A backup waits for a moment when nobody asks for anything, but not for ever.
func TestABackupWaitsForQuiet(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		k := newKeeping("UTC")
		k.busy.Store(true)
		go func() { time.Sleep(25*time.Hour + 30*time.Minute); k.busy.Store(false) }() // of the second day
		k.passes(t, 2*24*time.Hour)
		if got := k.at(); got != "1 01:01, 2 03:00" {
			t.Errorf("made at %s", got)
		}
	})
	synctest.Test(t, func(t *testing.T) {
		k := newKeeping("UTC")
		k.held[date.New(2000, time.January, 1)] = true
		k.busy.Store(true)
		go func() { time.Sleep(27*time.Hour + 20*time.Minute + time.Second); k.busy.Store(false) }()
		k.passes(t, 2*24*time.Hour)
		if got := k.at(); got != "2 03:21" {
			t.Errorf("made at %s", got)
		}
	})
}

// One that fails is tried again every hour or so, and told of each time; a panic
// is contained.
func TestABackupThatFails(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		k := newKeeping("UTC")
		k.fails = errors.New("the pump is broken")
		k.passes(t, 3*time.Hour+30*time.Minute)
		if got := k.at(); got != "1 00:01, 1 01:02, 1 02:03, 1 03:04" {
			t.Errorf("tried at %s", got)
		}
		if n := strings.Count(k.said.String(), "the pump is broken"); n != 4 {
			t.Errorf("told of %d times", n)
		}
		k.fails = nil
		k.passes(t, 2*time.Hour)
		if len(k.made) != 5 {
			t.Errorf("made at %s", k.at())
		}
		k.n.backUp = func(context.Context) error { panic("on purpose") }
		k.passes(t, 24*time.Hour)
		if !strings.Contains(k.said.String(), "housekeeping panicked") {
			t.Error("the log does not tell of a panic")
		}
	})
}

// However the clock jumps there is a backup of its day within an hour, and never
// more than one of a day.
func TestTheClockJumps(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		k := newKeeping("UTC")
		for i, jump := range []time.Duration{0, time.Hour, -time.Hour, 24 * time.Hour, -24 * time.Hour, 3650 * 24 * time.Hour, -7000 * 24 * time.Hour, 3350 * 24 * time.Hour} {
			k.ahead += jump
			k.passes(t, 5*time.Hour)
			night := date.Of(k.now())
			if k.now().Hour() < nightFrom {
				night--
			}
			if last, _ := k.n.last(t.Context()); last < night {
				t.Errorf("jump %d: it is %s, and the last backup is of %s", i, k.now(), last)
			}
		}
		seen := map[date.Date]int{}
		for _, m := range k.made {
			if seen[date.Of(m)]++; seen[date.Of(m)] > 1 {
				t.Errorf("two of one day: %s", k.at())
			}
		}
	})
}

func TestDue(t *testing.T) {
	day := date.New(2026, time.March, 29) // when Berlin has no 02:30
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	at := func(hour, minute int) time.Time { return time.Date(2026, 3, 29, hour, minute, 0, 0, berlin) }
	for _, c := range []struct {
		now  time.Time
		last date.Date
		want bool
	}{
		{at(1, 59), day - 1, false}, {at(1, 59), day - 2, true}, {at(2, 30), day - 1, true}, {at(3, 0), day - 1, true},
		{at(3, 0), day, false}, {at(0, 30), day, false}, {at(23, 59), day, false}, {at(23, 59), 0, true}, {at(0, 0), date.Newest, false},
	} {
		if got := due(c.now, c.last); got != c.want {
			t.Errorf("at %s with one of %s: due %v", c.now, c.last, got)
		}
	}
}
