package transfer

import (
	"bytes"
	"errors"
	"io"
	"path"
	"regexp"
	"strconv"
	"strings"

	"gloss/models"
)

// loopHeads are how Habits.csv begins in each generation of Loop's files: up to
// 1.8, from 2.0 to 2.3.0, and since.
var loopHeads = [3]string{
	"Position,Name,Description,NumRepetitions,Interval,Color",
	"Position,Name,Question,Description,NumRepetitions,Interval,Color",
	"Position,Name,Type,Question,Description,FrequencyNumerator,FrequencyDenominator,Color,Unit,Target Type,Target Value",
}

// loopGeneration tells the generation by the first line of Habits.csv, from 1;
// 0 where it is none of Loop's.
func loopGeneration(head string) int {
	head, _, _ = strings.Cut(strings.TrimPrefix(head, "\ufeff"), "\n")
	for i, known := range loopHeads {
		if strings.HasPrefix(head, known) {
			return i + 1
		}
	}
	return 0
}

// loopExport is where Loop's tables lie among the files.
type loopExport struct {
	index      string         // Habits.csv
	generation int            // 1 to 3
	folders    map[int]string // by the number that they begin with
	doubles    []string       // folders whose number another has
	others     []string       // files that are none of Loop's
}

// loopFolder begins with its habit's place, of at least three digits.
var loopFolder = regexp.MustCompile(`^(\d{3,9})(?:\D.*)?$`)

// loopExportOf finds Loop's tables; ok is false where there are none.
func loopExportOf(f *Files) (x loopExport, ok bool) {
	names := f.Names()
	for _, name := range names {
		if path.Base(name) != "Habits.csv" || x.index != "" && strings.Count(name, "/") >= strings.Count(x.index, "/") {
			continue
		}
		if n := loopGeneration(loopText(f.Head(name))); n > 0 {
			x.index, x.generation = name, n
		}
	}
	if x.index == "" {
		return x, false
	}
	x.folders = map[int]string{}
	top := path.Dir(x.index)
	for _, name := range names {
		dir, base := path.Split(name)
		dir = path.Clean(dir)
		m := loopFolder.FindStringSubmatch(path.Base(dir))
		switch {
		case base != "Checkmarks.csv" && base != "Scores.csv" && base != "Habits.csv":
			x.others = append(x.others, name)
		case m == nil || path.Dir(dir) != top || base != "Checkmarks.csv":
		default:
			n, _ := strconv.Atoi(m[1])
			if x.folders[n] != "" {
				x.doubles = append(x.doubles, dir)
				continue
			}
			x.folders[n] = dir
		}
	}
	return x, true
}

// loopText is the begin of a table as text.
func loopText(head []byte) string {
	all := make([]byte, 2*headSize)
	n, _ := text(bytes.NewReader(head)).Read(all)
	return string(all[:n])
}

// beside names a file in the folder of Habits.csv.
func (x loopExport) beside(name string) string { return path.Join(path.Dir(x.index), name) }

// loopColumns are the columns of Habits.csv by their names in small letters.
type loopColumns map[string]int

func loopColumnsOf(head []string) loopColumns {
	c := loopColumns{}
	for i, name := range head {
		if name = strings.ToLower(strings.TrimSpace(name)); name != "" {
			if _, twice := c[name]; !twice {
				c[name] = i
			}
		}
	}
	return c
}

func (c loopColumns) of(record []string, name string) string {
	if i, ok := c[name]; ok && i < len(record) {
		return record[i]
	}
	return ""
}

// loopListed is a habit of Habits.csv with its place.
type loopListed struct {
	loopHabit
	place  int
	where  string
	rgb    string
	table  string // that its days are in
	days   []loopDay
	scores []Score
}

// listed reads Habits.csv.
func (l *loopReader) listed() error {
	r, err := newRecords(l.f, l.index, ',')
	if err != nil {
		return err
	}
	defer r.Close()
	head, err := r.Next()
	if err != nil {
		return err
	}
	columns := loopColumnsOf(head)
	for {
		record, err := r.Next()
		l.guessed = r.Guessed()
		if errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
		h, err := l.habit(r, columns, record)
		if err != nil {
			return err
		}
		if l.list = append(l.list, &h); len(l.list) > models.MaxHabits {
			return r.Fail("There are more than %d habits in it.", models.MaxHabits)
		}
	}
}

// habit reads a line of Habits.csv.
func (x loopExport) habit(r *records, columns loopColumns, record []string) (h loopListed, err error) {
	of := func(name string) string { return columns.of(record, strings.ToLower(name)) }
	number := func(name string) (n int64) {
		if err == nil {
			if n, err = strconv.ParseInt(strings.TrimSpace(of(name)), 10, 32); err != nil {
				err = r.Fail("%s is no whole number: %q.", name, shown(of(name)))
			}
		}
		return n
	}
	h.where, h.place = r.Where(), int(number("Position"))
	h.name, h.question, h.description, h.rgb = of("name"), of("question"), of("description"), of("color")
	if x.generation < 3 {
		h.num, h.den = number("NumRepetitions"), number("Interval")
		return h, err
	}
	h.num, h.den = number("FrequencyNumerator"), number("FrequencyDenominator")
	h.unit, h.archived = of("unit"), of("archived?") == "true"
	switch kind := of("type"); {
	case err != nil, kind == "YES_NO":
	case kind == "NUMERICAL":
		h.numeric, h.most = true, of("target type") == "AT_MOST"
		if h.target, err = strconv.ParseFloat(of("target value"), 64); err != nil {
			err = r.Fail("Target Value is no number: %q.", shown(of("target value")))
		}
	default:
		err = r.Fail("Type is neither YES_NO nor NUMERICAL: %q.", shown(kind))
	}
	return h, err
}
