package transfer_test

import (
	"fmt"
	"strings"
	"testing"

	"gloss/models/date"
	"gloss/models/plan"
	"gloss/models/streak"
	"gloss/models/transfer"
)

// harshList and harshLog are what harsh keeps.
const harshList = `# what to track, and how often
Water: 1
! Moving
Swim: 3/7
Stretch: 2
Long walk: 2w
! Home, garden
Windows: 14: 2026-10-31
Roses: 7 : 2027-05-01
Headache: 0
`

const harshLog = `# the log
2026-11-01 : Water : y : two big ones : 8
2026-11-01 : Swim : y :  : 
2026-11-01 : Stretch : n : late : 0
2026-11-01 : Old one : y

2026-11-02 : Water : y :  : 6.5
2026-11-02 : Swim : s : ill : 0
2026-11-02 : Headache : y : all day
2026-11-02 : Swim : y : better at noon : 1.2
2026-11-03 : Water : n :  : 0
`

// harshOld is a log as it was before comments and amounts.
const harshOld = "2020-01-05 : Meditated : y\n2020-01-05 : Gym : n\n2020-01-06 : Gym : s\n"

func readHarshFiles(t testing.TB, c transfer.Choices, list, log string) *transfer.Bundle {
	t.Helper()
	return readLoop(t, c, folder(t, "habits", list, "log", log))
}

func TestHarsh(t *testing.T) {
	b := readHarshFiles(t, nil, harshList, harshLog)
	wantBriefs(t, b,
		brief{"Water", "harsh:Water", "every day", "", "leaf", "", "", "11-01 x two big ones (amount 8), 11-02 x (amount 6.5), 11-03 0"},
		brief{"Swim", "harsh:Swim", "3 times in any 7 days", "", "leaf", "", "", "11-01 x, 11-02 x ill\nbetter at noon (amount 1.2)"},
		brief{"Stretch", "harsh:Stretch", "once in any 2 days", "", "leaf", "", "", "11-01 0 late"},
		brief{"Long walk", "harsh:Long walk", "once in any 14 days", "", "leaf", "", "", ""},
		brief{"Windows", "harsh:Windows", "once in any 14 days", "", "leaf", "", "", ""},
		brief{"Roses", "harsh:Roses", "once in any 7 days", "", "leaf", "", "", ""},
		brief{"Headache", "harsh:Headache", "once a month", "", "leaf", "", "", "11-02 x all day"},
		brief{"Old one", "harsh:Old one", "once a month", "", "leaf", "", "", "11-01 x"},
	)
	wantLost(t, b, map[string]int{
		"stand in the notes": 3, "stand twice": 1, "Commas in tags": 3, "log has and the list has not": 1,
		"what has ended": 1, "still to come": 1,
	})
	tags := map[string]string{}
	for _, h := range b.Habits {
		tags[h.Name] = strings.Join(h.Tags, "|")
		if archived := h.Ended != 0; archived != (h.Name == "Windows" || h.Name == "Old one") {
			t.Errorf("%s archived: %t", h.Name, archived)
		}
	}
	if tags["Water"] != "" || tags["Swim"] != "Moving" || tags["Headache"] != "Home garden" {
		t.Errorf("headings became %v", tags)
	}
	if len(b.Doubts) != 2 || b.Doubts[0].ID != "amounts.1" || b.Doubts[1].ID != "untargeted" {
		t.Errorf("asked %+v", b.Doubts)
	}
	if got := lost(b, "stand twice").Where; got != "on 2 November 2026 of Swim" {
		t.Errorf("the first day that stands twice: %s", got)
	}
}

func TestHarshFrequencies(t *testing.T) {
	for often, want := range map[string]string{
		"1": "every day", "2": "once in any 2 days", "7": "once in any 7 days", "1w": "once in any 7 days", "2w": "once in any 14 days",
		"3/7": "3 times in any 7 days", " 5 / 7 ": "5 times in any 7 days", "7/7": "every day", "1/1": "every day", "90": "once in any 90 days",
		"180": "once in any 90 days", "100/365": "25 times in any 90 days", "13w": "once in any 90 days", "0": "once a month", "0/7": "once a month",
		"2/1w": "twice in any 7 days",
	} {
		b := readLoop(t, nil, folder(t, "mine", "A: 1\nB: "+often+"\n"))
		if got := b.Habits[1].Plans[0].Terms(); got != want {
			t.Errorf("%s: %s, want %s", often, got, want)
		}
		if l := lost(b, "more than 90 days"); (l != nil) != (often == "180" || often == "100/365" || often == "13w") {
			t.Errorf("%s: lost %v", often, b.Lost)
		}
		if asked := len(b.Doubts) > 0; asked != strings.HasPrefix(often, "0") {
			t.Errorf("%s: asked %v", often, b.Doubts)
		}
	}
	for often, want := range map[string]string{
		"8/7": "This asks for 8 times in 7 days. A day is ticked once.", "daily": "“daily” is no number of days", "3/0": "“3/0” is no", "-1": "“-1” is no", "1/": "“1/” is no",
		"3.5": "“3.5” is no",
	} {
		got := refused(t, folder(t, "habits", "A: 1\nC: 2\nD: 3\nE: 4\n# here\nBad: "+often+"\n"))
		if !strings.HasPrefix(got, "habits, line 6: "+want) {
			t.Errorf("%s is refused with %q", often, got)
		}
	}
}

// Each habit that has an amount on every day it was done may count amounts.
func TestHarshAmounts(t *testing.T) {
	b := readHarshFiles(t, transfer.Choices{"amounts.1": "amounts"}, harshList, harshLog)
	h := b.Habits[0]
	if got := said(h); got != "11-01 8 two big ones, 11-02 6.5, 11-03 0" || h.Plans[0].Terms() != "6.5 units, every day" {
		t.Errorf("%s, %s", got, h.Plans[0].Terms())
	}
	for log, asked := range map[string]bool{
		"2026-11-01 : W : y :  : 3":                            true,
		"2026-11-01 : W : y :  : 0":                            false,
		"2026-11-01 : W : y :  : 3\n2026-11-02 : W : y :  : ":  false,
		"2026-11-01 : W : y :  : 3\n2026-11-02 : W : n :  : 0": true,
		"2026-11-01 : W : n :  : 3":                            false,
		"2026-11-01 : W : y :  : many":                         false,
		"2026-11-01 : W : y :  : NaN":                          false,
		"2026-11-01 : W : y :  : -3":                           false,
		"2026-11-01 : W : y :  : 1e12":                         true,
	} {
		b := readHarshFiles(t, transfer.Choices{"amounts.1": "amounts"}, "W: 1\n", log+"\n")
		if got := len(b.Doubts) == 1; got != asked {
			t.Errorf("%s: asked %v", log, b.Doubts)
		}
		if odd := strings.HasSuffix(log, "many") || strings.HasSuffix(log, "NaN"); odd != (lost(b, "no number") != nil) {
			t.Errorf("%s: lost %v", log, b.Lost)
		}
		soundBundle(t, b)
	}
	if b := readHarshFiles(t, nil, "W: 2/7\n", "2026-11-01 : W : y :  : 3\n"); len(b.Doubts) != 0 {
		t.Errorf("twice a week cannot be asked of amounts: %v", b.Doubts)
	}
}

func TestHarshLines(t *testing.T) {
	for line, want := range map[string]string{
		"2026-11-01 : W : y":                     "11-01 x",
		"2026-11-01 : W : y : words":             "11-01 x words",
		"2026-11-01 : W : y :  : ":               "11-01 x",
		"2026-11-01 : W : y :  :":                "11-01 x", // an editor took the space off
		"2026-11-01 : W : y : words :":           "11-01 x words",
		"2026-11-01 : W : n : at 12:30, why: no": "11-01 0 at 12:30, why: no",
		"2026-11-01 : W : s :  : 0\r":            "11-01 s",
		"2026-11-01 :   W  :  y  : x":            "11-01 x x",
	} {
		b := readHarshFiles(t, nil, "W: 1\n", "2026-10-01 : V : y\n"+line+"\n")
		if got := said(b.Habits[0]); got != want {
			t.Errorf("%q: %q, want %q", line, got, want)
		}
	}
	for line, want := range map[string]string{
		"2026-11-01 : W : y : a : b : 3": "more than five parts",
		"2026-11-01 : W":                 "not whole",
		"words":                          "not whole",
		"2026-13-01 : W : y":             "without a day or a name",
		"yesterday : W : y":              "without a day or a name",
		"1960-01-01 : W : y":             "without a day or a name",
		"2026-11-01 :   : y":             "without a day or a name",
		"2026-11-01 : W : Y":             "neither y, n nor s",
		"2026-11-01 : W :  : words":      "neither y, n nor s",
	} {
		b := readHarshFiles(t, nil, "W: 1\n", "2026-10-01 : W : y\n2026-10-02 : W : y\n"+line+"\n")
		l := lost(b, want)
		if l == nil || l.Count != 1 || l.Where != "line 3 of log" {
			t.Errorf("%q: lost %+v", line, b.Lost)
		}
		if got := said(b.Habits[0]); got != "10-01 x, 10-02 x" {
			t.Errorf("%q: %s", line, got)
		}
	}
}

func TestHarshListsWhatIsOdd(t *testing.T) {
	b := readLoop(t, nil, folder(t, "habits", "A: 1\nB: 2\nC: 3\nD: 4\nE: 5\nF: 6\nG: 7\nH: 8\n!Loose\nno frequency\nA: 5\nI: 1: someday\nJ: 1: 2026-01-01: more\n"))
	wantLost(t, b, map[string]int{"Headings": 1, "no habit": 1, "listed twice": 1, "no last day": 2, "what has ended": 1, "the log is not": 0})
	if got := lost(b, "listed twice").Where; got != "line 11 of habits" {
		t.Errorf("listed twice at %s", got)
	}
	if len(b.Habits) != 10 || b.Habits[0].Plans[0].Terms() != "every day" {
		t.Errorf("%v", briefs(b))
	}
}

// The files bear any name, and each may come alone.
func TestHarshFiles(t *testing.T) {
	want := briefs(readHarshFiles(t, nil, harshList, harshLog))
	for name, paths := range map[string][]string{
		"a folder":   {folder(t, "one.txt", harshLog, "two.txt", harshList)},
		"a zip":      {zipped(t, "harsh/habits", harshList, "harsh/log", harshLog)},
		"two files":  {folder(t, "h", harshList) + "/h", folder(t, "l", harshLog) + "/l"},
		"and a copy": {folder(t, "habits", harshList, "log", harshLog, "log.old", harshOld)},
	} {
		b := readLoop(t, nil, paths...)
		wantBriefs(t, b, want...)
		if l := lost(b, "Other files"); (l != nil) != (name == "and a copy") {
			t.Errorf("%s: lost %v", name, b.Lost)
		}
	}
	b := readLoop(t, transfer.Choices{"untargeted": "day"}, folder(t, "x", harshOld))
	wantBriefs(t, b,
		brief{"Meditated", "harsh:Meditated", "every day", "", "leaf", "", "", "01-05 x"},
		brief{"Gym", "harsh:Gym", "every day", "", "leaf", "", "", "01-05 0, 01-06 s"},
	)
	if b.Habits[0].Ended != 0 || b.Doubts[0].Ask != "2 habits have no target. How often should each ask for a tick?" {
		t.Errorf("a log alone: %+v, %v", b.Habits[0].Habit, b.Doubts)
	}
	b = readLoop(t, nil, folder(t, "x", harshList, "log", ""))
	if len(b.Habits) != 7 || b.Habits[0].Plans[0].From != loopToday || lost(b, "Other files") != nil {
		t.Errorf("a list alone: %v", briefs(b))
	}
	if got := refused(t, folder(t, "a", harshLog, "b", harshOld)); got != "b: There are two of this kind. Bring one of each." {
		t.Errorf("two logs are refused with %q", got)
	}
}

// Other texts are none of harsh's.
func TestNotHarsh(t *testing.T) {
	for _, text := range []string{
		"", "# only remarks\n", "Dear diary: 1 thing\nand: two\n", "Settings:\n  UserId: 1\n  Theme: dark\n  Name: x\n",
		"A: 1\x00", "Date,Value\n2026-11-01,2\n", `{"a": 1}`, "- Water: 1 glass\n", "A: 1\nB: 2\nthree\nfour: x\n",
	} {
		if b, err := tryLoop(nil, folder(t, "habits", text)); err == nil && b.Format == "harsh" {
			t.Errorf("%q is taken for harsh's", text)
		}
	}
}

// lived is what stands on the days of a habit up to one.
func lived(h transfer.Habit, to date.Date) plan.Entries {
	all := plan.Entries{From: h.Plans[0].From, Days: make([]plan.Entry, max(0, to-h.Plans[0].From+1))}
	for _, e := range h.Entries {
		all.Days[e.Day-all.From] = plan.Entry{Said: e.Said, Amount: e.Amount, Skipped: e.Skipped}
	}
	return all
}

// What harsh's own tests say of streaks holds after an import where both count
// alike: days in a row, each day or by any run of days.
func TestHarshStreaks(t *testing.T) {
	for _, c := range []struct {
		often, results string // from 1 November on, "." for a day without an answer
		run, best      int
	}{
		{"1", "yyyyy", 5, 5},
		{"1", "yyyny", 1, 3},
		{"1", "", 0, 0},
		{"1", "yyyyyyyyyyn.yyy", 3, 10},
		{"1", "ysyy", 3, 3}, // harsh counts a skip as a day; here it neither adds nor breaks
		{"7", "y......y", 8, 8},
		{"2/7", "y..y", 4, 4},
	} {
		var log strings.Builder
		last := date.New(2026, 11, 1)
		for i, r := range c.results {
			if last = date.New(2026, 11, 1+i); r != '.' {
				fmt.Fprintf(&log, "%s : W : %c :  : 0\n", last, r)
			}
		}
		b := readHarshFiles(t, nil, "W: "+c.often+"\nV: 1\n", log.String()+"2026-10-01 : V : y\n")
		h := b.Habits[0]
		state, _ := streak.Roll(streak.State{}, h.Plans, lived(h, last), last, last)
		if state.Run.Count != c.run || state.Best.Count != c.best {
			t.Errorf("%s %s: a run of %d, the best %d; want %d, %d", c.often, c.results, state.Run.Count, state.Best.Count, c.run, c.best)
		}
	}
}

func FuzzHarsh(f *testing.F) {
	f.Add([]byte(harshList), []byte(harshLog))
	f.Add([]byte("A: 1\n"), []byte(harshOld))
	f.Add([]byte("! a,b\nA: 100/365: 1970-01-01\nB: 0/3\n"), []byte("2026-11-01 : A : y : \x00 : 1e300\n2200-12-31 : A : y :  : 0.0001\n"))
	f.Fuzz(func(t *testing.T, list, log []byte) {
		for _, text := range [][]byte{list, log} {
			if len(text) > 1 && string(text[:2]) == "PK" {
				return
			}
		}
		sound(t, "harsh", folder(t, "habits", string(list), "log", "2026-11-01 : A : y\n"+string(log)), folder(t, "log", string(log)))
	})
}
