package transfer_test

import (
	"strings"
	"testing"

	"gloss/models/transfer"
)

const bullHead = "HabitName,HabitDescription,HabitCategory,CalendarDate,Value,CommentText\n"

// bullPlain is a table as HabitBull's own, with days as computers write them.
const bullPlain = bullHead + `Walk,"Out of the door,
whatever the weather",Health,2026-11-01,1,"sunny, warm"
Walk,"Out of the door,
whatever the weather",Health,2026-11-02,0,
Walk,"Out of the door,
whatever the weather",Health,2026-11-03,-2150000000,forgot
Read,,Mind,2026-11-01,1,
Read,,Mind,2026-11-02,12,
Read,,Mind,2026-11-03,0,
`

// bullMixed writes days in three ways; the 13th says that the month comes first.
const bullMixed = bullHead + `Walk,,,2026-11-01,1,
Walk,,,11/02/2026,1,
Walk,,,11/3/26,1,
Walk,,,11/13/2026,1,
`

// bullUnsure writes days that may be read both ways.
const bullUnsure = bullHead + "Walk,,,11/5/2026,1,\nWalk,,,10/10/2026,1,\n"

var bullFixtures = []string{bullPlain, bullMixed, bullUnsure}

func readTable(t testing.TB, table string, c transfer.Choices) *transfer.Bundle {
	t.Helper()
	return readLoop(t, c, folder(t, "HabitBull.csv", table))
}

func TestHabitBull(t *testing.T) {
	b := readTable(t, bullPlain, nil)
	if b.Format != "habitbull" || len(b.Doubts) != 0 {
		t.Errorf("read as %s, asking %v", b.Format, b.Doubts)
	}
	wantBriefs(t, b,
		brief{"Walk", "habitbull:Walk", "every day", "", "leaf", "Out of the door,\nwhatever the weather", "", "11-01 x sunny, warm, 11-02 0, 11-03 . forgot"},
		brief{"Read", "habitbull:Read", "1 time, every day", "times", "leaf", "", "", "11-01 1, 11-02 12, 11-03 0"},
	)
	wantLost(t, b, map[string]int{"without an answer": 1, "How much was asked": 1})
	if got := b.Habits[0].Tags; len(got) != 1 || got[0] != "Health" {
		t.Errorf("the category became %q", got)
	}
	if got := lost(b, "without an answer").Where; got != "line 6 of HabitBull.csv" {
		t.Errorf("the first number without an answer stands at %s", got)
	}
	if h := b.Habits[1]; h.Plans[0].Period != "day" || h.Plans[0].From.String() != "2026-11-01" || h.Plans[0].Reserve != 0 {
		t.Errorf("the plan is %+v", h.Plans[0])
	}
}

// The order of day and month is one for all of the file, and asked for where it
// does not say.
func TestHabitBullDays(t *testing.T) {
	days := func(dates ...string) string { return bullHead + "W,,," + strings.Join(dates, ",1,\nW,,,") + ",1,\n" }
	for _, c := range []struct {
		name, table string
		choice      string
		want        string
		asked       string // the default, empty where nothing is asked
	}{
		{"computers'", days("2026-01-02"), "", "01-02 x", ""},
		{"month first by a 13th", days("11/5/2026", "11/13/2026"), "", "11-05 x, 11-13 x", ""},
		{"day first by a 13th", days("5/11/2026", "13/11/2026"), "", "11-05 x, 11-13 x", ""},
		{"the 13th stands last", days("5/6/2026", "6/5/2026", "13/6/2026"), "", "05-06 x, 06-05 x, 06-13 x", ""},
		{"three ways", bullMixed, "", "11-01 x, 11-02 x, 11-03 x, 11-13 x", ""},
		{"nothing says", bullUnsure, "", "10-10 x, 11-05 x", "month"},
		{"the day is chosen", bullUnsure, "day", "05-11 x, 10-10 x", "month"},
		{"the month is chosen", bullUnsure, "month", "10-10 x, 11-05 x", "month"},
		{"they contradict", days("13/1/2026", "1/14/2026", "2/3/2026"), "", "01-13 x, 01-14 x, 02-03 x", "month"},
		{"the same both ways", days("3/3/2026"), "", "03-03 x", ""},
		{"points", days("5.11.26"), "", "11-05 x", "day"},
		{"points and spaces", days("15. 11. 2026."), "", "11-15 x", ""},
		{"the year first", days("2026/11/05"), "", "11-05 x", ""},
		{"two digits before 2000", days("30.12.99"), "", "12-30 x", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := readTable(t, c.table, transfer.Choices{"dates": c.choice})
			if got := said(b.Habits[0]); got != c.want {
				t.Errorf("%s, want %s", got, c.want)
			}
			asked := ""
			for _, d := range b.Doubts {
				asked += d.Default
			}
			if asked != c.asked {
				t.Errorf("asked %v, want %q", b.Doubts, c.asked)
			}
		})
	}
	b := readTable(t, bullUnsure, nil)
	if d := b.Doubts[0]; d.ID != "dates" || !strings.Contains(d.Ask, "11/5/2026") || d.Options[0].Label != "5 November 2026, the month comes first" || d.Options[1].Label != "11 May 2026, the day comes first" {
		t.Errorf("asked %+v", d)
	}
	if got := readTable(t, days("30.12.99"), nil).Habits[0].Entries[0].Day.Year(); got != 1999 {
		t.Errorf("99 is %d", got)
	}
}

// The kind of a habit is decided when all of it is read.
func TestHabitBullAmounts(t *testing.T) {
	for _, c := range []struct{ values, days, unit, terms string }{
		{"1 1 5", "11-01 1, 11-02 1, 11-03 5", "times", "1 time, every day"},
		{"1 0 1", "11-01 x, 11-02 0, 11-03 x", "", "every day"},
		{"0.5 2.25", "11-01 0.5, 11-02 2.25", "times", "0.5 times, every day"},
		{"-2150000000 1", "11-02 x", "", "every day"},
		{"5000000 1", "11-01 1000000, 11-02 1", "times", "1 time, every day"},
		{"0.0004 1", "11-01 0, 11-02 x", "", "every day"},
	} {
		var rows strings.Builder
		for i, v := range strings.Fields(c.values) {
			rows.WriteString("Count,,,2026-11-0" + string(rune('1'+i)) + "," + v + ",\n")
		}
		h := readTable(t, bullHead+rows.String(), nil).Habits[0]
		if got := said(h); got != c.days || h.Plans[0].Unit != c.unit || h.Plans[0].Terms() != c.terms {
			t.Errorf("%s: %s, %q, %s; want %s, %q, %s", c.values, got, h.Plans[0].Unit, h.Plans[0].Terms(), c.days, c.unit, c.terms)
		}
	}
}

func TestHabitBullListsWhatIsOdd(t *testing.T) {
	b := readTable(t, "\ufeff"+bullHead+strings.Join([]string{
		"Walk,one,Health,2026-11-01,lots,half way",
		"Walk,two,Sport,2026-11-02,-3,",
		"Walk,,,2026-02-30,1,",
		"Walk,,,soon,1,",
		"Walk,,,2026-11-04,1.23456,",
		"Walk,,",
		",,,2026-11-04,1,",
		bullHead + "Walk,,,2026-11-05,1,morning",
		"Walk,,,2026-11-05,3,evening",
		"Walk,,,1812-01-05,3,",
	}, "\n")+"\n", nil)
	wantBriefs(t, b, brief{"Walk", "habitbull:Walk", "1 time, every day", "times", "leaf", "one", "", "11-01 . half way, 11-04 1.235, 11-05 3 morning\nevening"})
	wantLost(t, b, map[string]int{
		"no number from 0 on": 2, "change from row to row": 1, "Dates that do not exist": 2, "three decimals": 1,
		"without a habit, a day": 2, "stand twice": 1, "How much was asked": 1, "before 1970": 1,
	})
	if got := strings.Join(b.Habits[0].Tags, " "); got != "Health Sport" {
		t.Errorf("the categories became %s", got)
	}
}

func TestHabitBullIsRefusedInWords(t *testing.T) {
	for table, want := range map[string]string{
		"HabitName,HabitDescription,HabitCategory\nWalk,,\n":           "HabitBull.csv, line 1: The columns CalendarDate and Value are missing.",
		bullHead + "Walk,,,2026-11-01,1,\"never closed\n":              "HabitBull.csv, line 2: A quotation mark is out of place or never closed.",
		bullHead + "Walk,,,2026-11-01,1," + strings.Repeat("x", 2<<20): "HabitBull.csv, line 2: This line is too long.",
	} {
		if got := refused(t, folder(t, "HabitBull.csv", table)); got != want {
			t.Errorf("%.60q is refused with %q, want %q", table, got, want)
		}
	}
}

// What Windows writes is read as well.
func TestHabitBullFromWindows(t *testing.T) {
	wide := "\xff\xfe"
	for _, r := range bullPlain {
		wide += string([]byte{byte(r), 0})
	}
	wantBriefs(t, readTable(t, wide, nil), briefs(readTable(t, bullPlain, nil))...)
	b := readTable(t, bullHead+"Caf\xe9,,,2026-11-01,1,\r\n", nil)
	if b.Habits[0].Name != "Café" || lost(b, "not in UTF-8") == nil {
		t.Errorf("%s, %v", b.Habits[0].Name, b.Lost)
	}
}

func FuzzHabitBull(f *testing.F) {
	for _, table := range bullFixtures {
		f.Add([]byte(table))
	}
	f.Add([]byte(bullHead + "A,b,c,1/2/3,0x1p3,\x00\nA,,,12.13.99,1e9,\n"))
	f.Fuzz(func(t *testing.T, table []byte) {
		if len(table) < 4 || string(table[:2]) == "PK" {
			return
		}
		sound(t, "habitbull", folder(t, "HabitBull.csv", bullHead+string(table)), folder(t, "HabitBull.csv", string(table)))
	})
}
