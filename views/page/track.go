package page

import (
	"sort"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/plan"
	"gloss/models/streak"
)

// Track is a habit with what is known of the days a page shows.
type Track struct {
	models.Habit
	Plans    []plan.Plan
	State    streak.State // with everything up to today in it
	Verdicts []plan.Verdict
	Entries  plan.Entries
	Logged   map[date.Date]models.Entry
	Recent   []RecentItem
}

// RecentItem is a thing of a variety habit that was logged of late.
type RecentItem struct {
	Item, Name  string
	First, Last date.Date
}

// plan returns the plan that rules d, and for days before the first one that
// first one.
func (t Track) plan(d date.Date) plan.Plan {
	if p, ok := plan.On(t.Plans, d); ok || len(t.Plans) == 0 {
		return p
	}
	return t.Plans[0]
}

// verdict returns the verdict on the period that holds d; ok is false where
// none was judged: before the first plan, after the running period, or before
// the first day shown.
func (t Track) verdict(d date.Date) (v plan.Verdict, ok bool) {
	i := sort.Search(len(t.Verdicts), func(i int) bool { return t.Verdicts[i].To >= d })
	if i < len(t.Verdicts) && t.Verdicts[i].Has(d) {
		return t.Verdicts[i], true
	}
	return plan.Verdict{}, false
}

// held returns what counts of what stands on d as p's kind counts it.
func (t Track) held(p plan.Plan, d date.Date) plan.Amount {
	return plan.Total(p.Kind, t.Entries, date.Range{From: d, To: d})
}

// names returns the things logged on d, as the person spells them.
func (t Track) names(d date.Date) []models.EntryItem { return t.Logged[d].Items }

// entry returns what stands on d; days further ahead than anything is judged
// are only in the log.
func (t Track) entry(d date.Date) plan.Entry {
	if d < t.Entries.From+date.Date(len(t.Entries.Days)) {
		return t.Entries.At(d)
	}
	return plan.Entry{Skipped: t.Logged[d].Skipped}
}
