package page

import (
	"cmp"
	"slices"
	"time"

	"gloss/models"
)

// SessionRow is one browser that a person is signed in with.
type SessionRow struct {
	ID     string // stands for the session on pages, and gives no way in
	Device string
	Here   bool   // the one that asks
	Days   string // since when, and when it was last seen
}

// SessionArgs are what the list of sessions is made from.
type SessionArgs struct {
	Sessions []models.Session
	Here     string                     // the digest of the one that asks
	ID       func(digest string) string // what stands for a session on pages
	Now      time.Time                  // by the clock of who looks
	DayStart int
}

// SessionRows lists sessions, the one that asks first.
func SessionRows(a SessionArgs) []SessionRow {
	var all []SessionRow
	for _, s := range a.Sessions {
		all = append(all, SessionRow{
			ID: a.ID(s.Digest), Device: s.Device, Here: s.Digest == a.Here,
			Days: "since " + seenDay(s.CreatedAt, a.Now, a.DayStart) + " · last seen " + seenDay(s.SeenAt, a.Now, a.DayStart),
		})
	}
	slices.SortStableFunc(all, func(one, other SessionRow) int { return cmp.Compare(other.rank(), one.rank()) })
	return all
}

func (r SessionRow) rank() int {
	if r.Here {
		return 1
	}
	return 0
}
