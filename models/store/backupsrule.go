package store

import (
	"cmp"
	"slices"
	"time"

	"gloss/models/date"
)

// How many backups stay.
const (
	keptDays   = 7 // of days
	keptWeeks  = 4 // of the weeks before those
	keptSteps  = 5 // made before steps of the schema, of each step the last
	keptAsides = 3 // databases that a restore has replaced
)

// rotation is the rule by which days of backups stay. The newest seven stay as
// daily ones. Of those before them, the newest of each week, Monday to Sunday,
// of the newest four weeks stay as weekly ones. Weeks and days without a backup
// do not count, so that time alone takes none away. Days that lie ahead of
// today, from a clock that was wrong, are kept by the same rule among
// themselves, so that they take no other's place. Today always stays.
func rotation(days []date.Date, today date.Date) (daily, weekly, drop []date.Date) {
	days = slices.Clone(days)
	slices.SortFunc(days, func(a, b date.Date) int { return cmp.Compare(b, a) })
	days = slices.Compact(days)
	ahead := slices.IndexFunc(days, func(d date.Date) bool { return d <= today })
	if ahead < 0 {
		ahead = len(days)
	}
	for _, era := range [][]date.Date{days[:ahead], days[ahead:]} {
		daily = append(daily, era[:min(keptDays, len(era))]...)
		weeks := map[date.Date]bool{}
		for _, d := range era[min(keptDays, len(era)):] {
			week := d.Week(time.Monday).From
			switch {
			case !weeks[week] && len(weeks) < keptWeeks:
				weeks[week] = true
				weekly = append(weekly, d)
			default:
				drop = append(drop, d)
			}
		}
	}
	return daily, weekly, drop
}
