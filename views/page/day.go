package page

import (
	"strconv"
	"strings"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/plan"
	"gloss/views/link"
)

// DayInput is everything the page of a day is made from.
type DayInput struct {
	Day, Today date.Date
	Now        plan.Clock // the time of day
	Tracks     []Track    // in the person's order
	Sources    map[string]Source
	Chosen     string // the habit whose passage is asked for, else empty
	Refused    *Refusal

	TagsOf map[string][]models.Tag // by habit
	Tag    string                  // the name of the tag whose habits alone are asked for, else empty
	Note   DayNoteForm             // the day's own
	Hide   bool                    // today's list leaves out what is settled
	Just   string                  // the habit that something was just done to
	Asked  bool                    // the question about yesterday stood on the page that was pressed
	Leave  bool                    // it was left
}

// DayView is the page of a day.
type DayView struct {
	Day, Today date.Date
	Tag        string
	Tags       []TagLink // none where no habit bears one
	Sentence   string
	Yesterday  *Yesterday
	Week       []WeekDay
	Groups     []Group
	Settled    *Settled // nil where nothing can be hidden
	Note       DayNoteForm
	Beside     *Beside
	Empty      bool // there is no habit at all
}

// WeekDay is one of the seven days above the columns: how much of what was due
// on it was kept.
type WeekDay struct {
	Day       date.Date
	Kept, Due int
}

// share returns the percentage kept.
func (d WeekDay) share() string { return strconv.Itoa(100 * d.Kept / max(1, d.Due)) }

// Group is a heading of the day and the rows under it.
type Group struct {
	Name, Small string
	Rows        []Row
}

// The groups of a day, in their order.
const (
	groupNow = iota
	groupLater
	groupKept
	groupSettled
	groupAway
	groups
)

// DayOf makes the page of a day.
func DayOf(in DayInput) DayView {
	v := DayView{Day: in.Day, Today: in.Today, Note: in.Note, Empty: len(in.Tracks) == 0}
	tags, shown := in.tagged()
	for _, l := range tags {
		if l.On {
			v.Tag = l.tag
		}
	}
	v.Tags, in.Tag = tags, v.Tag
	v.Yesterday = newYesterday(in, shown)
	in.Tracks = shown
	v.Beside = newBeside(in)
	var rows [groups][]Row
	var count tally
	for _, t := range in.Tracks {
		s := t.standing(in.Day, in.Today)
		g := s.group(in.Now)
		rows[g] = append(rows[g], v.row(t, in))
		count.add(s, g)
	}
	for d := in.Day - 6; d <= in.Day; d++ {
		v.Week = append(v.Week, weekDay(in.Tracks, d, in.Today))
	}
	for g := range rows {
		if len(rows[g]) == 0 {
			continue
		}
		name, small := v.heading(g, rows[g])
		if g >= groupKept && v.Day == v.Today {
			rows[g] = v.settle(in, name, rows[g])
		}
		if len(rows[g]) > 0 {
			v.Groups = append(v.Groups, Group{name, small, rows[g]})
		}
	}
	v.Sentence = v.sentence(count)
	return v
}

// row draws one habit with its passage and what was typed.
func (v DayView) row(t Track, in DayInput) Row {
	r := t.row(in.Day, in.Today, in.Now)
	in.Refused.apply(&r)
	r.Why = newWhy(t.Habit, in.Sources)
	if v.Beside != nil && r.Why != nil && r.Why.Source == v.Beside.Source {
		r.Lit = t.ID == v.Beside.Habit
		r.Why.Beside = true
	}
	if r.Why != nil {
		r.Why.Open = t.ID == in.Chosen
	}
	choose := link.DayWith(in.Day, t.ID)
	if in.Day == in.Today {
		choose = link.TodayWith(t.ID)
	}
	r.Choose = link.Tagged(choose, in.Tag) + "#" + link.Row(t.ID)
	return r
}

// group returns the heading a habit stands under.
func (s standing) group(now plan.Clock) int {
	v := s.verdict
	switch {
	case s.entry.Neutral() && !s.entry.Said, !s.judged && !s.ahead(),
		s.ahead() && !s.plan.IsDue(s.day), s.judged && (v.State == plan.Off || v.State == plan.Skipped):
		return groupAway
	case s.ahead():
		return groupNow
	case v.State == plan.Kept, s.within():
		return groupKept
	case s.day != s.today:
		if v.State == plan.Open {
			return groupNow
		}
		return groupSettled
	case v.State == plan.Over:
		if s.plan.Window.Has(now) {
			return groupNow
		}
		return groupSettled
	case v.State != plan.Open, s.entry.None(), s.plan.Kind == plan.Tick && s.held > 0:
		return groupSettled
	case s.plan.Window.IsSet() && now < s.plan.Window.From:
		return groupLater
	}
	return groupNow
}

// heading names a group and says how much is in it.
func (v DayView) heading(g int, rows []Row) (name, small string) {
	n := len(rows)
	switch {
	case g == groupAway && v.Day > v.Today:
		return "Not that day", "skipped or not due"
	case g == groupAway && v.Day == v.Today:
		return "Not today", "skipped or not due"
	case g == groupAway:
		return "Not that day", "skipped, not due or not begun"
	case g == groupKept && v.Day == v.Today:
		return "Kept", strconv.Itoa(n) + " so far"
	case g == groupKept:
		return "Kept", strconv.Itoa(n)
	case v.Day > v.Today:
		return "Asked of that day", "to log when it comes, or to skip now"
	case g == groupNow && v.Day < v.Today:
		return "Still open", "their time runs on"
	case g == groupNow:
		return "Now", openAndOver(rows)
	case g == groupLater:
		return "Later", "from " + earliest(rows)
	case v.Day < v.Today:
		return "Not kept", strconv.Itoa(n)
	}
	return "Settled", "nothing more to do today"
}

func openAndOver(rows []Row) string {
	over := 0
	for _, r := range rows {
		if r.state == plan.Over {
			over++
		}
	}
	var parts []string
	if n := len(rows) - over; n > 0 {
		parts = append(parts, strconv.Itoa(n)+" open")
	}
	if over > 0 {
		parts = append(parts, strconv.Itoa(over)+" over")
	}
	return strings.Join(parts, ", ")
}

func earliest(rows []Row) string {
	first := rows[0].from
	for _, r := range rows {
		first = min(first, r.from)
	}
	return first.String()
}

// tally counts what a day's sentence says.
type tally struct {
	asked, kept, within, over int
	weekEnds, monthEnds       bool // something open ends today
}

func (c *tally) add(s standing, g int) {
	if g == groupAway {
		return
	}
	v := s.verdict
	c.asked++
	switch {
	case !s.judged:
	case v.State == plan.Kept:
		c.kept++
	case v.State == plan.Over:
		c.over++
	case s.within():
		c.within++
	}
	if s.judged && v.State == plan.Open && s.plan.Min.Set && v.To == s.today && s.day == s.today {
		c.weekEnds = c.weekEnds || s.plan.Period == plan.Week
		c.monthEnds = c.monthEnds || s.plan.Period == plan.Month
	}
}

// sentence says how the day stands, no better and no worse than it does.
func (v DayView) sentence(c tally) string {
	when := "that day"
	if v.Day == v.Today {
		when = "today"
	}
	switch {
	case c.asked == 0:
		return "Nothing is due " + when + "."
	case v.Day > v.Today:
		return models.Counted(c.asked, "habit asks", "habits ask") + " for that day."
	}
	parts := []string{strconv.Itoa(c.kept) + " of " + strconv.Itoa(c.asked) + " kept"}
	if c.kept == c.asked {
		parts[0] = "All " + strconv.Itoa(c.asked) + " kept"
		if c.asked == 1 {
			parts[0] = "Kept"
		}
	}
	if c.within > 0 {
		parts = append(parts, strconv.Itoa(c.within)+" within so far")
	}
	if c.over > 0 {
		parts = append(parts, strconv.Itoa(c.over)+" over")
	}
	words := strings.Join(parts, ", ") + "."
	switch {
	case c.weekEnds && c.monthEnds:
		words += " The week and the month end tonight."
	case c.weekEnds:
		words += " The week’s habits end tonight."
	case c.monthEnds:
		words += " The month’s habits end tonight."
	}
	return words
}

func weekDay(tracks []Track, d, today date.Date) WeekDay {
	w := WeekDay{Day: d}
	for _, t := range tracks {
		s := t.standing(d, today)
		if !s.judged || !s.own() || s.verdict.State == plan.Off || s.verdict.State == plan.Skipped {
			continue
		}
		w.Due++
		if s.verdict.State == plan.Kept {
			w.Kept++
		}
	}
	return w
}

// title names the day: Sunday 22 November, with the year where it is not this
// one.
func (v DayView) title() string {
	if v.Day.Year() != v.Today.Year() {
		return v.Day.Format("Monday 2 January 2006")
	}
	return v.Day.Format("Monday 2 January")
}

// Title names the page in the browser.
func (v DayView) Title() string {
	if v.Day == v.Today {
		return "Today"
	}
	return v.title()
}

// dayLink is the address of a day.
func (v DayView) dayLink(d date.Date) string {
	if d == v.Today {
		return link.Tagged(link.Today, v.Tag)
	}
	return link.Tagged(link.Day(d), v.Tag)
}
