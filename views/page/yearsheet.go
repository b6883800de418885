package page

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/a-h/templ"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/plan"
	"gloss/views/chart"
	"gloss/views/link"
)

// YearSheetInput is what a year of every habit is made from. Tracks are judged
// from the first day of the year, or from earlier.
type YearSheetInput struct {
	Year   int
	Today  date.Date
	Tracks []Track
	Oldest date.Date // the first day of any habit, 0 where there is none
}

// Began takes note of the first day of a habit.
func (in *YearSheetInput) Began(d date.Date) {
	if in.Oldest == 0 || d < in.Oldest {
		in.Oldest = d
	}
}

// YearSheetView is a year of every habit.
type YearSheetView struct {
	Year       int
	Prev, Next int // 0 where there is nothing
	This       int // the running year, 0 where it is the one shown
	Ahead      bool
	Habits     bool   // there are habits at all
	Caption    string // how to read it
	Strips     []YearStrip
	Legend     []Key
	Rows       []YearSheetRow
}

// YearStrip is the year of one habit.
type YearStrip struct {
	Name, Href string
	Small      string // what it came to
	Archived   bool
	Heat       templ.Component
}

// YearSheetRow is the year of one habit in numbers. A habit whose terms changed
// may have several, one for each thing that was counted.
type YearSheetRow struct {
	Name, Href              string
	Unit                    string // what is counted: days, weeks
	Kept, Over              int
	Forgiven, Short, Missed int
	Skipped                 int
	Logged                  string
	period                  plan.Period
	kind                    plan.Kind
	hasMin, hasMax          bool
}

// YearSheetOf makes the sheet of a year.
func YearSheetOf(in YearSheetInput) YearSheetView {
	r := date.Range{From: date.New(in.Year, time.January, 1), To: date.New(in.Year, time.December, 31)}
	v := YearSheetView{Year: in.Year, Ahead: r.From > in.Today, Habits: in.Oldest != 0}
	if this := in.Today.Year(); this != in.Year {
		v.This = this
	}
	if v.Ahead {
		return v
	}
	if in.Oldest != 0 && in.Oldest < r.From {
		v.Prev = in.Year - 1
	}
	if v.This != 0 {
		v.Next = in.Year + 1
	}
	looks, starts := map[chart.Look]bool{}, map[time.Weekday]bool{}
	beneath := false
	for _, t := range in.Tracks {
		if !t.livedIn(r) {
			continue
		}
		rows := t.yearRows(r, in.Today)
		strip := t.strip(r, in.Today, "y"+strconv.Itoa(len(v.Strips)), rows)
		for _, look := range append(slices.Clone(strip.Looks), strip.Beneath...) {
			looks[look] = true
		}
		starts[strip.From.Weekday()], beneath = true, beneath || len(strip.Beneath) > 0
		v.Strips = append(v.Strips, YearStrip{
			Name: t.Name, Href: link.HabitYear(t.ID, min(r.To, in.Today)), Small: yearWords(rows, false),
			Archived: t.ArchivedAt != 0, Heat: strip.Draw(),
		})
		v.Rows = append(v.Rows, rows...)
	}
	v.Caption = sheetCaption(starts, beneath)
	v.Legend = sheetLegend(looks)
	return v
}

func sheetCaption(starts map[time.Weekday]bool, beneath bool) string {
	words := "A column is a week"
	if len(starts) == 1 {
		for day := range starts {
			words += ", " + day.String() + " on top"
		}
	}
	if beneath {
		words += "; the bar beneath it says what its week or month came to"
	}
	return words + "."
}

// livedIn reports whether the habit belongs on the sheet of r: it was on the
// list then, or something is logged in it.
func (t Track) livedIn(r date.Range) bool {
	if t.ArchivedAt == 0 && len(t.Plans) > 0 && t.Plans[0].From <= r.To {
		return true
	}
	for d, e := range t.Logged {
		if r.Has(d) && !e.Empty() {
			return true
		}
	}
	return false
}

// strip draws the year.
func (t Track) strip(r date.Range, today date.Date, id string, rows []YearSheetRow) chart.Strip {
	p := t.plan(min(r.To, today))
	first, last := r.From.Week(p.WeekStart).From, r.To.Week(p.WeekStart).To
	s := chart.Strip{
		ID: id, From: first, Year: r.From.Year(),
		Title: t.Name + ", " + strconv.Itoa(r.From.Year()) + ": " + yearWords(rows, true) + ".",
	}
	for d := first; d <= last; d++ {
		s.Looks = append(s.Looks, t.stripLook(d, r, today))
	}
	if p.Period == plan.Week || p.Period == plan.Month {
		for week := first; week <= last; week += 7 {
			s.Beneath = append(s.Beneath, t.beneathLook(week+3, r, today))
		}
	}
	return s
}

// stripLook is how a day of the year is drawn: those before the habit began, to
// come, or not asked for are left out where nothing stands on them.
func (t Track) stripLook(d date.Date, r date.Range, today date.Date) chart.Look {
	if !r.Has(d) || d > today {
		return chart.None
	}
	s := t.standing(d, today)
	look := s.look()
	if look == chart.Blank && (len(t.Plans) == 0 || d < t.Plans[0].From || s.judged && s.own() && s.verdict.State == plan.Off) {
		return chart.None
	}
	return look
}

// beneathLook is what the period around the middle of a week came to.
func (t Track) beneathLook(middle date.Date, r date.Range, today date.Date) chart.Look {
	v, ok := t.verdict(middle)
	if !ok || !r.Has(middle) || middle > today || v.Plan.Period != plan.Week && v.Plan.Period != plan.Month {
		return chart.None
	}
	switch v.State {
	case plan.Kept:
		return chart.Level4
	case plan.Over:
		return chart.Over
	case plan.Short:
		return chart.Short
	case plan.Missed:
		return chart.Blank
	case plan.Skipped:
		return chart.Skipped
	}
	return chart.None
}

// yearRows count the year: each period in the year it ends in.
func (t Track) yearRows(r date.Range, today date.Date) []YearSheetRow {
	var rows []YearSheetRow
	row := func(p plan.Plan) *YearSheetRow {
		unit := noun(p, 2)
		i := slices.IndexFunc(rows, func(r YearSheetRow) bool { return r.Unit == unit && r.kind == p.Kind })
		if i < 0 {
			i = len(rows)
			rows = append(rows, YearSheetRow{
				Name: t.Name, Href: link.HabitYear(t.ID, min(r.To, today)), Unit: unit, period: p.Period, kind: p.Kind,
			})
		}
		rows[i].hasMin, rows[i].hasMax = rows[i].hasMin || p.Min.Set, rows[i].hasMax || p.Max.Set
		return &rows[i]
	}
	for i, p := range t.Plans {
		ruled := r.Clip(date.Range{From: p.From, To: today})
		if i+1 < len(t.Plans) {
			ruled.To = min(ruled.To, t.Plans[i+1].From-1)
		}
		if ruled.Len() > 0 {
			row(p).add(p, plan.Total(p.Kind, t.Entries, ruled))
		}
	}
	for _, v := range t.Verdicts {
		if r.Has(v.To) {
			row(*v.Plan).count(v)
		}
	}
	return rows
}

// add adds what was logged under p. Items that return under other terms count
// again.
func (y *YearSheetRow) add(p plan.Plan, n plan.Amount) {
	switch {
	case n == 0:
	case p.Kind == plan.Tick:
		y.Logged = join(y.Logged, models.Counted(int(n/plan.Whole), "tick", "ticks"))
	default:
		y.Logged = join(y.Logged, quantity(p, n))
	}
}

func join(a, b string) string {
	if a == "" {
		return b
	}
	return a + " + " + b
}

func (y *YearSheetRow) count(v plan.Verdict) {
	switch {
	case v.State == plan.Kept:
		y.Kept++
	case v.State == plan.Over:
		y.Over++
	case v.State == plan.Skipped:
		y.Skipped++
	case v.Forgiven:
		y.Forgiven++
	case v.State == plan.Short:
		y.Short++
	case v.State == plan.Missed:
		y.Missed++
	}
}

// of is how many periods asked something and are over.
func (y YearSheetRow) of() int { return y.Kept + y.Over + y.Forgiven + y.Short + y.Missed }

// words says what the row came to, in full for whoever does not see the picture.
func (y YearSheetRow) words(full bool) string {
	if y.of() == 0 && y.Skipped == 0 {
		return "no " + strings.TrimSuffix(y.Unit, "s") + " is over yet"
	}
	kept := "kept"
	if y.hasMax && !y.hasMin {
		kept = "within"
	}
	words := strconv.Itoa(y.Kept) + " of " + strconv.Itoa(y.of()) + " " + y.unit(y.of()) + " " + kept
	if y.period == plan.Day || y.period == plan.Rolling {
		words = strconv.Itoa(y.Kept) + " " + y.unit(y.Kept) + " " + kept
	}
	if y.Over > 0 {
		words += ", " + strconv.Itoa(y.Over) + " over"
	}
	if !full {
		return words
	}
	for _, one := range []struct {
		n    int
		what string
	}{{y.Forgiven, "forgiven"}, {y.Short, "short"}, {y.Missed, "missed"}, {y.Skipped, "skipped"}} {
		if one.n > 0 {
			words += ", " + strconv.Itoa(one.n) + " " + one.what
		}
	}
	if y.Logged != "" {
		words += "; " + y.Logged + " logged"
	}
	return words
}

func orDash(s string) string {
	if s == "" {
		return "–"
	}
	return s
}

// unit is Unit for n of them.
func (y YearSheetRow) unit(n int) string {
	if n == 1 {
		return strings.TrimSuffix(y.Unit, "s")
	}
	return y.Unit
}

func yearWords(rows []YearSheetRow, full bool) string {
	var parts []string
	for _, one := range rows {
		if full || one.of() > 0 || len(rows) == 1 {
			parts = append(parts, one.words(full))
		}
	}
	if len(parts) == 0 {
		return "nothing is judged yet"
	}
	return strings.Join(parts, "; ")
}

// sheetLegend explains the looks that the sheet has.
func sheetLegend(looks map[chart.Look]bool) []Key {
	words := map[chart.Look]string{
		chart.Level4: "kept", chart.Level3: "kept with less, or logged in a week or month", chart.Level2: "logged, though not due or not enough yet",
		chart.Level1: "forgiven, or kept by the days around it",
		chart.Short:  "short", chart.Over: "over the limit", chart.Skipped: "skipped", chart.Blank: "nothing",
	}
	var keys []Key
	for _, look := range []chart.Look{chart.Level4, chart.Level3, chart.Level2, chart.Level1, chart.Short, chart.Over, chart.Skipped, chart.Blank} {
		if looks[look] {
			keys = append(keys, Key{look, words[look]})
		}
	}
	return keys
}
