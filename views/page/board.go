package page

import (
	"strconv"
	"time"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/plan"
	"gloss/views/link"
	"gloss/views/ui"
)

// BoardInput is everything the board is made from.
type BoardInput struct {
	At       link.Board // as it was asked for: what makes no sense in it is left out
	Today    date.Date
	Zone     *time.Location
	Tracks   []Track // in the person's order
	Tags     []models.Tag
	TagsOf   map[string][]models.Tag // by habit
	Archived []models.Habit
	Deleted  int // habits that can still be brought back
	Refused  *TagRefusal
}

// BoardView is the board: habits by days, each cell to be pressed.
type BoardView struct {
	At        link.Board
	Sentence  string
	Filters   []BoardChoice // the tags, all habits first; none where there is no tag
	Groupings []BoardChoice
	Days      []BoardDay
	Weekends  []BoardColumns // runs of columns that look alike
	Tables    []BoardTable
	Now       bool // the last day is today
	Year      int  // of the last day
	Pages     BoardPages
	Whole     *BoardWhole // a day to be filled or skipped at once
	Order     []OrderLine // the habits to be ordered
	Tags      *TagsView
	Archived  []ArchivedLine
	Deleted   int
	HasTags   bool
	Movable   bool // there is an order to change
	Empty     bool // there is no habit that is not archived
}

// BoardChoice is one way to see the board.
type BoardChoice struct {
	Name, Count, Href string
	On                bool
}

// BoardDay is a column.
type BoardDay struct {
	Day   date.Date
	Short string // Mo
	Href  string // to what can be done with the whole day
	Today bool
	On    bool // the one chosen
}

// BoardColumns are columns side by side with one background.
type BoardColumns struct {
	Class string
	Span  string
}

// BoardPages lead to other days: four weeks away, and where only a week is
// shown one week. Empty where there is no way.
type BoardPages struct {
	Earlier, EarlierWeek string
	Later, LaterWeek     string
	Latest               string
}

// BoardTable is a group of habits, the only one without a name where nothing
// is grouped.
type BoardTable struct {
	Name  string
	Count int
	Rows  []BoardRow
}

// BoardRow is a habit.
type BoardRow struct {
	ID, Name, Hue, Icon string
	Terms               string
	Key                 string // its id in the page
	Form                string // the id of the form its cells belong to
	Next                string // where its forms lead back to
	Step                string // what a press adds, empty where nothing is added up
	Last                date.Date
	Cells               []Cell
	Spans               []BoardSpan // its weeks or months; none for a habit of days
}

// BoardDays is how many days the board shows; a phone shows the last BoardWeek
// of them.
const (
	BoardDays = 28
	BoardWeek = 7
)

// BoardOf makes the board.
func BoardOf(in BoardInput) BoardView {
	in.At = in.sound()
	last := in.last()
	v := BoardView{
		At: in.At, Empty: len(in.Tracks) == 0, Now: last == in.Today, Year: last.Year(),
		HasTags: len(in.Tags) > 0, Movable: len(in.Tracks) > 1,
		Archived: archivedLines(in.Archived, in.Today, in.Zone), Deleted: in.Deleted,
	}
	shown := in.shown()
	v.Days, v.Weekends = in.days(last)
	v.Filters, v.Groupings = in.filters(), in.groupings()
	v.Pages = in.pages(last)
	v.Tables = in.tables(shown, last)
	v.Sentence = in.sentence(len(shown), last)
	switch in.At.Show {
	case link.ShowOrder:
		v.Order = orderOf(in)
	case link.ShowTags:
		v.Tags = tagsOf(in)
	case "":
	default:
		v.Whole = wholeOf(in, shown)
	}
	return v
}

// BoardFirst returns the first day of the board that is asked for as to.
func BoardFirst(to, today date.Date) date.Date {
	return boardLast(to, today) - BoardDays + 1
}

// boardLast bounds the last day: nothing ahead of today is shown.
func boardLast(to, today date.Date) date.Date {
	if to == 0 || to > today {
		return today
	}
	return max(to, date.Oldest+BoardDays-1)
}

func (in BoardInput) last() date.Date { return boardLast(in.At.To, in.Today) }

// sound returns the board as it was asked for without what makes no sense.
func (in BoardInput) sound() link.Board {
	at := in.At
	if at.To = boardLast(at.To, in.Today); at.To == in.Today {
		at.To = 0
	}
	if tagBy(in.Tags, at.Tag) == nil {
		at.Tag = ""
	}
	switch {
	case at.Group == link.ByTime, at.Group == link.ByTag && len(in.Tags) > 0:
	default:
		at.Group = ""
	}
	switch at.Show {
	case link.ShowOrder:
	case link.ShowTags:
		if len(in.Tags) == 0 {
			at.Show = ""
		}
	default:
		last := boardLast(at.To, in.Today)
		if d, err := date.Parse(at.Show); err != nil || d > last || d <= last-BoardDays {
			at.Show = ""
		}
	}
	return at
}

// shown returns the habits that have the tag asked for.
func (in BoardInput) shown() []Track {
	if in.At.Tag == "" {
		return in.Tracks
	}
	var list []Track
	for _, t := range in.Tracks {
		if tagBy(in.TagsOf[t.ID], in.At.Tag) != nil {
			list = append(list, t)
		}
	}
	return list
}

func (in BoardInput) sentence(n int, last date.Date) string {
	habits := ui.Count(n) + " habits"
	if n == 1 {
		habits = "One habit"
	}
	if last != in.Today {
		habits += ", the days up to " + last.Format("2 January 2006")
	}
	return habits + ". Press a day to log it."
}

// days heads the columns. Seen from a chosen day, its own head leads back.
func (in BoardInput) days(last date.Date) (days []BoardDay, columns []BoardColumns) {
	run := 0
	for d := last - BoardDays + 1; d <= last; d++ {
		at := in.At
		at.Show = d.String()
		day := BoardDay{
			Day: d, Short: d.Format("Mon")[:2], Today: d == in.Today, On: in.At.Show == d.String(),
			Href: at.String() + "#whole",
		}
		if day.On {
			at.Show = ""
			day.Href = at.String()
		}
		days = append(days, day)
		class := day.column()
		if len(columns) == 0 || columns[len(columns)-1].Class != class {
			columns, run = append(columns, BoardColumns{Class: class}), 0
		}
		run++
		columns[len(columns)-1].Span = strconv.Itoa(run)
	}
	return days, columns
}

// column is the background of the day's column.
func (d BoardDay) column() string {
	switch w := d.Day.Weekday(); {
	case d.On:
		return "on"
	case d.Today:
		return "is-today"
	case w == time.Saturday, w == time.Sunday:
		return "we"
	}
	return ""
}

func (in BoardInput) pages(last date.Date) (p BoardPages) {
	away := func(days int) string {
		at := in.At
		at.Show = ""
		if at.To = boardLast(last+date.Date(days), in.Today); at.To == in.Today {
			at.To = 0
		}
		return at.String()
	}
	if last-BoardDays+1 > date.Oldest {
		p.Earlier, p.EarlierWeek = away(-BoardDays), away(-BoardWeek)
	}
	if last < in.Today {
		p.Later, p.LaterWeek, p.Latest = away(BoardDays), away(BoardWeek), away(int(in.Today-last))
	}
	return p
}

// row draws a habit. seen says how often it stood on the board before.
func (in BoardInput) row(t Track, last date.Date, form string, seen int) BoardRow {
	p := t.plan(last)
	r := BoardRow{
		ID: t.ID, Name: t.Name, Hue: t.Hue, Icon: t.Icon, Terms: shortTerms(p), Last: last,
		Key: link.Row(t.ID), Form: form, Spans: t.spans(last-BoardDays+1, last, in.Today),
	}
	if seen > 0 {
		r.Key += "-" + strconv.Itoa(seen+1)
	}
	r.Next = in.At.String() + "#" + r.Key
	if p.Kind == plan.Sum {
		r.Step = p.Step.String()
	}
	for d := last - BoardDays + 1; d <= last; d++ {
		c := t.cell(d, in.Today, p, false)
		// Row and column say the rest; the number alone names the day, for no
		// two of 28 days have the same.
		c.Label = named(d.Format("Mon 2")+": "+t.standing(d, in.Today).said(), c.Text)
		r.Cells = append(r.Cells, c)
	}
	return r
}
