package transfer_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gloss/models/transfer"
)

// brief is a habit as tests compare it.
type brief struct{ Name, Key, Terms, Unit, Hue, Reason, Reminder, Days string }

func briefly(h transfer.Habit) brief {
	p := h.Plans[0]
	return brief{h.Name, h.Key, p.Terms(), p.Unit, h.Hue, h.Reason, h.Reminder, said(h)}
}

func briefs(b *transfer.Bundle) (all []brief) {
	for _, h := range b.Habits {
		all = append(all, briefly(h))
	}
	return all
}

func wantBriefs(t *testing.T, b *transfer.Bundle, want ...brief) {
	t.Helper()
	if diff := cmp.Diff(want, briefs(b)); diff != "" {
		t.Error(diff)
	}
}

// wantLost says which losses a bundle lists, by words of each and how many.
func wantLost(t *testing.T, b *transfer.Bundle, want map[string]int) {
	t.Helper()
	for words, count := range want {
		if l := lost(b, words); l == nil || l.Count != count {
			t.Errorf("lost %q: %+v, want %d times", words, l, count)
		}
	}
	for _, l := range b.Lost {
		if !slices.ContainsFunc(append(keysOf(want), "Colours"), func(words string) bool { return strings.Contains(l.What, words) }) {
			t.Errorf("lost besides: %+v", l)
		}
	}
}

func keysOf(m map[string]int) (keys []string) {
	for k := range m {
		keys = append(keys, k)
	}
	return keys
}

// The oldest: every record is done, colours are numbers, days may stand twice,
// have no habit or not begin at midnight, and names are not unique.
func TestLoopBackupOfVersion9(t *testing.T) {
	path := loopDB(t, 9,
		habitRow(3, "Vegan", "color", -1684967, "position", 2, "freq_num", 1, "freq_den", 2, "description", "Did you eat well?", "highlight", 1),
		habitRow(1, "Vegan", "color", -13619152, "position", 1, "archived", 1, "reminder_hour", 8, "reminder_min", 5),
		habitRow(2, "Read", "color", 123, "position", 1, "freq_num", 5, "freq_den", 5),
		row("Repetitions", "id", 9, "habit", 3, "timestamp", at("2015-01-02")),
		row("Repetitions", "id", 4, "habit", 3, "timestamp", at("2015-01-02")),
		row("Repetitions", "id", 5, "habit", 3, "timestamp", at("2015-01-05")+13*3_600_000),
		row("Repetitions", "id", 6, "habit", 77, "timestamp", at("2015-01-05")),
		row("Repetitions", "id", 7, "habit", nil, "timestamp", at("2015-01-05")),
		row("Repetitions", "id", 8, "habit", 3, "timestamp", nil),
		row("Checkmarks", "habit", 3, "timestamp", at("2015-01-09"), "value", 1),
	)
	b := readLoop(t, nil, path)
	wantBriefs(t, b,
		brief{"Vegan", "loop:name:Vegan", "every day", "", "stone", "", "08:05", ""},
		brief{"Read", "loop:name:Read", "every day", "", "rose", "", "", ""},
		brief{"Vegan", "loop:name:Vegan#2", "once in any 2 days", "", "clay", "Did you eat well?", "", "01-02 x, 01-05 x"},
	)
	wantLost(t, b, map[string]int{"not in the file any more": 1, "without a habit or a day": 2})
	if b.Habits[0].Ended == 0 || b.Habits[1].Ended != 0 || b.Habits[2].Plans[0].From.String() != "2015-01-02" || b.Habits[0].Plans[0].From != loopToday {
		t.Errorf("archived or begun otherwise: %+v", b.Habits)
	}
	if b.Format != "loop-db" || len(b.Doubts) != 1 || b.Doubts[0].ID != "odd" {
		t.Fatalf("%s asks %+v", b.Format, b.Doubts)
	}
	if got := said(readLoop(t, transfer.Choices{"odd": "leave"}, path).Habits[2]); got != "01-02 x" {
		t.Errorf("left out: %s", got)
	}
}

// Between 14 and 20 there are thirteen colours, and reminders have weekdays.
func TestLoopBackupOfVersion15(t *testing.T) {
	b := readLoop(t, nil, loopDB(t, 15,
		habitRow(1, "A", "color", 8, "reminder_hour", 20, "reminder_min", 0, "reminder_days", 0b0000101), // Saturday and Monday
		habitRow(2, "B", "color", 4, "reminder_hour", 7, "reminder_min", 30, "reminder_days", 0),
		habitRow(3, "C", "color", 13, "reminder_hour", 25, "reminder_min", 0, "reminder_days", 127),
		habitRow(4, "D", "color", nil, "freq_num", 3, "freq_den", 7, "name", nil),
		row("Repetitions", "habit", 1, "timestamp", at("2016-02-29")),
	))
	wantBriefs(t, b,
		brief{"A", "loop:name:A", "every day", "", "plum", "", "20:00 mo sa", "02-29 x"},
		brief{"B", "loop:name:B", "every day", "", "leaf", "", "", ""},
		brief{"C", "loop:name:C", "every day", "", "rose", "", "", ""},
		brief{"Unnamed", "loop:name:", "3 times in any 7 days", "", "rose", "", "", ""},
	)
	wantLost(t, b, map[string]int{"at no time of any day": 2, "without a name": 1})
}

// From 16 on records have values, and some habits count, without a target.
func TestLoopBackupOfVersion16(t *testing.T) {
	b := readLoop(t, nil, loopDB(t, 16,
		habitRow(1, "Ticks", "color", 4), habitRow(2, "Counts", "type", 1, "color", 4), habitRow(3, "Neither", "type", 9, "color", 4),
		logRow(1, "2019-01-01", 2), logRow(1, "2019-01-02", 0), logRow(1, "2019-01-03", 3), logRow(1, "2019-01-04", -1),
		logRow(1, "2019-01-05", 1), logRow(1, "2019-01-06", 4500),
		logRow(2, "2019-01-01", 2), logRow(2, "2019-01-02", 0), logRow(2, "2019-01-03", 3), logRow(2, "2019-01-04", -1),
		logRow(2, "2019-01-05", 1), logRow(2, "2019-01-06", 4500), logRow(2, "2019-01-07", -7), logRow(2, "2019-01-08", 3_000_000_000),
	))
	wantBriefs(t, b,
		brief{"Ticks", "loop:name:Ticks", "every day", "", "leaf", "", "", "01-01 x, 01-02 0, 01-03 s"},
		brief{"Counts", "loop:name:Counts", "0.001 units, every day", "units", "leaf", "", "",
			"01-01 0.002, 01-02 0, 01-03 s, 01-05 0.001, 01-06 4.5, 01-08 1000000"},
		brief{"Neither", "loop:name:Neither", "every day", "", "leaf", "", "", ""},
	)
	wantLost(t, b, map[string]int{"cannot have": 2, "generation of files does not hold": 1, "above a million": 1, "Kinds of habit": 1})
}

// From 18 on there are targets; the colours are twenty from 21 on.
func TestLoopBackupOfVersions18And21(t *testing.T) {
	for _, version := range []int{18, 20, 21} {
		b := readLoop(t, nil, loopDB(t, version,
			habitRow(1, "Run", "type", 1, "target_value", 2.5, "unit", "km", "freq_den", 7),
			habitRow(2, "Sugar", "type", 1, "target_type", 1, "target_value", 12, "unit", "g of it", "freq_den", 30),
			habitRow(3, "Nothing", "type", 1, "target_type", 0, "target_value", 0, "unit", ""),
			habitRow(4, "None", "type", 1, "target_type", 1, "target_value", -3, "unit", "cigarettes", "color", 17),
			habitRow(5, "Rarely", "freq_num", 2, "freq_den", 365),
			habitRow(6, "Often", "freq_num", 3, "freq_den", 1),
			habitRow(7, "Never", "freq_num", 0, "freq_den", -1),
			habitRow(8, "Much", "type", 1, "target_value", 1e300, "unit", strings.Repeat("m", 40)),
			habitRow(9, "Half", "type", 1, "freq_num", 90, "freq_den", 180, "target_value", 100, "unit", "x"),
			logRow(1, "2020-01-01", 3100),
		))
		var terms []string
		for _, h := range b.Habits {
			terms = append(terms, h.Plans[0].Terms())
		}
		want := []string{
			"2.5 km in any 7 days", "at most 12 g of it in any 30 days", "0.001 units, every day", "no cigarettes, every day",
			"once in any 90 days", "every day", "every day", "1000000 " + strings.Repeat("m", 23) + "…, every day", "50 x in any 90 days",
		}
		if diff := cmp.Diff(want, terms); diff != "" {
			t.Errorf("version %d: %s", version, diff)
		}
		wantLost(t, b, map[string]int{
			"Targets of nothing": 1, "Amounts below nothing": 1, "Periods of more than 90": 2, "More than once a day": 1,
			"ask for nothing": 1, "above a million": 1, "Units longer": 1,
		})
		for i, n := range []int{0, 0, 1, 1, 1, 1, 1, 1, 2} {
			if got := b.Habits[i].Notes; len(got) != n {
				t.Errorf("%s has notes %q, want %d", b.Habits[i].Name, got, n)
			}
		}
	}
}

func TestLoopColours(t *testing.T) {
	for _, c := range []struct {
		version int
		color   any
		want    string
	}{
		{9, -2937041, "rose"}, {13, -5262293, "moss"}, {13, -16732991, "sea"}, {13, 99, "rose"}, {13, 7, "sea"},
		{14, 0, "rose"}, {14, 1, "clay"}, {20, 2, "sun"}, {14, 5, "leaf"}, {20, 10, "rose"}, {14, 11, "stone"}, {14, 12, "stone"}, {20, 13, "rose"}, {20, -2937041, "rose"}, {14, -5262293, "rose"},
		{21, 5, "moss"}, {21, 12, "sea"}, {22, 14, "plum"}, {25, 16, "clay"}, {25, 19, "stone"}, {25, 20, "rose"}, {25, -1, "rose"}, {25, "blue", "rose"},
	} {
		b := readLoop(t, nil, loopDB(t, c.version, habitRow(1, "A", "color", c.color)))
		if got := b.Habits[0].Hue; got != c.want {
			t.Errorf("colour %v of version %d is %s, want %s", c.color, c.version, got, c.want)
		}
	}
}

// A day stands once from 22 on; before, the lowest row of it counts, also where
// several fall on one day.
func TestLoopBackupOfVersion22(t *testing.T) {
	b := readLoop(t, nil, loopDB(t, 22, habitRow(1, "A", "description", "A?"), "ALTER TABLE Habits ADD COLUMN question TEXT DEFAULT 'not yet'",
		logRow(1, "2021-01-02", 0), row("Repetitions", "habit", 1, "timestamp", at("2021-01-02")+1, "value", 2), logRow(1, "2021-01-01", 2)))
	wantBriefs(t, b, brief{"A", "loop:name:A", "every day", "", "leaf", "A?", "", "01-01 x, 01-02 0"})
	wantLost(t, b, map[string]int{"stand twice in the file and differ: the first": 1})
	b = readLoop(t, nil, loopDB(t, 21, habitRow(1, "A"),
		"INSERT INTO Repetitions (id, habit, timestamp, value) VALUES (7, 1, 0, 0), (3, 1, 0, 3), (8, 1, -5, 2)"))
	if got := said(b.Habits[0]); got != "01-01 s" {
		t.Errorf("of rows 7 and 3 of a day: %s, want 3's skip", got)
	}
	wantLost(t, b, map[string]int{"stand twice in the file and differ: the first": 1, "Days before 1970": 1})
}

// From 23 on question and description are two; from 24 on habits have ids; from
// 25 on days have notes.
func TestLoopBackupOfVersions23To25(t *testing.T) {
	both := []any{"question", "Did you?", "description", "Because."}
	b := readLoop(t, nil, loopDB(t, 23, habitRow(1, "A", both...), habitRow(2, "B", "question", nil, "description", "Only this.")))
	wantBriefs(t, b,
		brief{"A", "loop:name:A", "every day", "", "leaf", "Did you?\n\nBecause.", "", ""},
		brief{"B", "loop:name:B", "every day", "", "leaf", "Only this.", "", ""},
	)
	id := "5a1ea75dd32547e6af2b1c4bba4ea24e1"
	b = readLoop(t, nil, loopDB(t, 24,
		habitRow(1, "A", append(both, "uuid", id)...), habitRow(2, "B", "uuid", ""), habitRow(3, "A", "uuid", id)))
	for i, want := range []string{"loop:" + id, "loop:name:B", "loop:" + id + "#2"} {
		if got := b.Habits[i].Key; got != want {
			t.Errorf("habit %d is %s, want %s", i, got, want)
		}
	}
	b = readLoop(t, nil, loopDB(t, 25,
		habitRow(1, "A", "position", 5), habitRow(2, "B", "position", 2, "type", 1, "target_value", 1, "unit", "cups"), habitRow(3, "C", "position", 5),
		logRow(1, "2025-07-01", -1, "notes", "Nothing to say"), logRow(1, "2025-07-02", 1, "notes", "Implied"), logRow(1, "2025-07-03", 0, "notes", " Sick\r\n"),
		logRow(2, "2025-07-01", 1500, "notes", "Green"), logRow(1, "2025-07-04", 3), logRow(1, "2027-01-01", 2)))
	wantBriefs(t, b,
		brief{"B", "loop:name:B", "1 cup, every day", "cups", "leaf", "", "", "07-01 1.5 Green"},
		brief{"A", "loop:name:A", "every day", "", "leaf", "", "", "07-01 . Nothing to say, 07-02 . Implied, 07-03 0 Sick, 07-04 s, 01-01 x"},
		brief{"C", "loop:name:C", "every day", "", "leaf", "", "", ""},
	)
	wantLost(t, b, nil)
}

// Cells may hold anything, columns may be spelt otherwise, and others be there.
func TestLoopCellsOfOddKinds(t *testing.T) {
	b := readLoop(t, nil, rawDB(t, 25,
		"CREATE TABLE habits (ID, NAME, Archived, extra DATE, Position TIMESTAMP, type BOOLEAN, freq_num, freq_den, target_value, color)",
		`CREATE TABLE "REPETITIONS" (habit, TimeStamp TIMESTAMP, Value BOOLEAN, notes)`,
		row("habits", "id", 1, "name", 12.5, "archived", "yes", "position", 3, "type", 0, "freq_num", 1.0, "freq_den", 2.5, "color", 7),
		"INSERT INTO habits (id, name) VALUES (x'00', 'none'), (NULL, 'none'), (1, 'twice'), (2, x'ff')",
		fmt.Sprintf("INSERT INTO REPETITIONS VALUES (1, %d, 2, x'00'), (1, %d.0, 2.0, 7), (1, 'x', 2, ''), (1.5, 0, 2, ''), (2, %d, 'x', 'note')",
			at("2025-01-01"), at("2025-01-02"), at("2025-01-03")),
	))
	wantBriefs(t, b,
		brief{"Unnamed", "loop:name:", "every day", "", "rose", "", "", "01-03 . note"},
		brief{"12.5", "loop:name:12.5", "every day", "", "leaf", "", "", "01-01 x, 01-02 x 7"},
	)
	wantLost(t, b, map[string]int{
		"column id": 1, "number of their own": 3, "column archived": 1, "column freq_den": 1, "column name": 1, "without a name": 1,
		"column notes": 1, "column timestamp": 1, "column habit": 1, "without a habit or a day": 2, "column value": 1,
	})
	if l := lost(b, "column timestamp"); l == nil || l.Where != "row 3 of REPETITIONS" {
		t.Errorf("where: %+v", l)
	}
}

func TestLoopVersionsThatAreNotRead(t *testing.T) {
	for version, want := range map[int]string{0: "too old", 8: "too old", 26: "newer Loop than", 4000: "newer"} {
		if got := refused(t, loopDB(t, version, habitRow(1, "A"))); !strings.Contains(got, strings.Fields(want)[0]) {
			t.Errorf("version %d: %s", version, got)
		}
	}
	if got := refused(t, rawDB(t, 25, "CREATE TABLE Habits (id, name)")); !strings.Contains(got, "no backup of Loop") {
		t.Errorf("without records: %s", got)
	}
	if got := refused(t, rawDB(t, 25, "CREATE TABLE Habits (id, name)", "CREATE TABLE Repetitions (habit, timestamp)")); !strings.Contains(got, "no column value") {
		t.Errorf("without values: %s", got)
	}
	if got := refused(t, rawDB(t, 9, "CREATE TABLE Habits (id)", "CREATE TABLE Repetitions (habit, timestamp)")); !strings.Contains(got, "no column name") {
		t.Errorf("without names: %s", got)
	}
}
