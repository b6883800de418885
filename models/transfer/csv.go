package transfer

import (
	"archive/zip"
	"bufio"
	"encoding/csv"
	"io"
	"regexp"
	"strconv"
	"strings"
	"time"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/plan"
)

// bom tells Excel that a file is UTF-8: without it, it reads the letters of
// another century, and it is the program that most people open these with.
// Others know it or pass over it.
const bom = "\ufeff"

// The columns of the two tables. A day of several things has them in one cell.
var (
	habitColumns = []string{
		"id", "name", "kind", "period", "days", "min", "max", "unit", "due", "from_time", "to_time", "reserve", "terms", "since",
		"archived", "deleted", "tags", "reason", "cue", "colour", "icon", "reminder", "quote",
	}
	entryColumns = []string{"habit_id", "habit", "day", "amount", "unit", "skipped", "items", "note"}
)

// NewCSV returns a Sink that writes two tables for spreadsheets, habits.csv and
// entries.csv, as a zip: the habits with the terms they have last, and a row for
// each day that something stands on. Cells that a spreadsheet would take for
// formulas begin with an apostrophe.
func NewCSV(w io.Writer) Sink {
	out := bufio.NewWriterSize(w, 32<<10)
	return &csvSink{out: out, zip: zip.NewWriter(out), names: map[string]csvHabit{}}
}

type csvSink struct {
	deaf
	out     *bufio.Writer
	zip     *zip.Writer
	table   *csv.Writer
	entries bool // the second table is begun
	names   map[string]csvHabit
	cells   []string
}

// csvHabit is what the rows of a habit's days repeat.
type csvHabit struct {
	name  string
	plans []plan.Plan
}

// unit is what was counted on a day.
func (h csvHabit) unit(day date.Date) string {
	if len(h.plans) == 0 {
		return ""
	}
	p, _ := plan.On(h.plans, max(day, h.plans[0].From))
	return p.Unit
}

// begin opens one of the tables with its head.
func (s *csvSink) begin(name string, columns []string) error {
	if s.table != nil {
		if s.table.Flush(); s.table.Error() != nil {
			return s.table.Error()
		}
	}
	file, err := s.zip.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate})
	if err != nil {
		return err
	}
	if _, err := io.WriteString(file, bom); err != nil {
		return err
	}
	s.table = csv.NewWriter(file)
	s.table.UseCRLF = true // as RFC 4180 has it
	return s.table.Write(columns)
}

func (s *csvSink) Begin(Person) error { return s.begin("habits.csv", habitColumns) }

func (s *csvSink) Habit(h models.Habit, plans []plan.Plan, tags []string) error {
	p := plans[len(plans)-1]
	s.names[h.ID] = csvHabit{name: h.Name, plans: plans}
	days, from, to := "", "", ""
	if p.Period == plan.Rolling {
		days = strconv.Itoa(p.Days)
	}
	if p.Window.IsSet() {
		from, to = p.Window.From.String(), p.Window.To.String()
	}
	quotes, err := h.Selectors()
	if err != nil {
		return err
	}
	quote := ""
	if len(quotes) > 0 {
		quote = quotes[0].Exact
	}
	return s.table.Write([]string{
		cell(h.ID), cell(h.Name), string(p.Kind), string(p.Period), days, limitCell(p.Min), limitCell(p.Max), cell(p.Unit),
		p.Due.String(), from, to, strconv.Itoa(p.Reserve), cell(p.Terms()), h.Since.String(), dayCell(h.ArchivedAt), dayCell(h.DeletedAt),
		cell(strings.Join(tags, "; ")), cell(h.Reason), cell(h.Cue), h.Hue, h.Icon, cell(h.Reminder), cell(quote),
	})
}

func (s *csvSink) Entry(e models.Entry) error {
	if !s.entries {
		s.entries = true
		if err := s.begin("entries.csv", entryColumns); err != nil {
			return err
		}
	}
	amount, skipped, items := "", "no", make([]string, len(e.Items))
	if e.Amount != nil {
		amount = e.Amount.String()
	}
	if e.Skipped {
		skipped = "yes"
	}
	for i, item := range e.Items {
		items[i] = item.Name
	}
	h := s.names[e.HabitID]
	s.cells = append(s.cells[:0], cell(e.HabitID), cell(h.name), e.Day.String(), amount, cell(h.unit(e.Day)), skipped, cell(strings.Join(items, "; ")), cell(e.Note))
	return s.table.Write(s.cells)
}

func (s *csvSink) End(date.Date) error {
	if !s.entries {
		if err := s.begin("entries.csv", entryColumns); err != nil {
			return err
		}
	}
	if s.table.Flush(); s.table.Error() != nil {
		return s.table.Error()
	}
	if err := s.zip.Close(); err != nil {
		return err
	}
	return s.out.Flush()
}

func limitCell(l plan.Limit) string {
	if !l.Set {
		return ""
	}
	return l.Amount.String()
}

// dayCell is the day of an instant in UTC, empty for none.
func dayCell(at int64) string {
	if at == 0 {
		return ""
	}
	return time.UnixMilli(at).UTC().Format(time.DateOnly)
}

// cell is text as a spreadsheet shows it, and never a formula: those begin with
// one of these signs, also behind spaces, and some take a wide one as well.
func cell(s string) string {
	start := strings.TrimLeft(s, " \u00a0\u3000\ufeff")
	if start == "" {
		return s
	}
	if strings.ContainsRune(formulaSigns, []rune(start[:min(len(start), 8)])[0]) {
		s = "'" + s
	}
	if strings.ContainsAny(s, ",\"\r\n") {
		return s // what stands in quotes is one cell everywhere
	}
	return behindSeparators.ReplaceAllString(s, "$1'$2")
}

const formulaSigns = "=+-@\t\r\n|%＝＋－＠"

// Where a list is parted by semicolons or tabs, as in much of Europe, what
// follows one is a cell of its own.
var behindSeparators = regexp.MustCompile("([;\t][ \u00a0\u3000\ufeff]*)([=+\\-@|%＝＋－＠])")
