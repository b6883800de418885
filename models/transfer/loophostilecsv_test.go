package transfer_test

import (
	"fmt"
	"strings"
	"testing"

	"gloss/models"
	"gloss/models/transfer"
)

// Tables that are too long, too wide or of too many habits are refused where
// they become so.
func TestLoopTablesThatMeanHarm(t *testing.T) {
	list := headThree + "001,A,YES_NO,,,1,1,#388E3C,,,,false\n"
	var habits strings.Builder
	habits.WriteString(headThree)
	for i := range 600 {
		fmt.Fprintf(&habits, "%03d,H,YES_NO,,,1,1,#388E3C,,,,false\n", i)
	}
	for name, c := range map[string]struct {
		files []string
		want  string
	}{
		"columns":       {[]string{"Habits.csv", list, "001/Checkmarks.csv", dated + "2026-11-22,NO,\n2026-11-21" + strings.Repeat(",", 300_000) + "\n"}, "001/Checkmarks.csv, line 3: "},
		"a long line":   {[]string{"Habits.csv", list, "001/Checkmarks.csv", dated + "2026-11-22,NO,\"" + strings.Repeat("x", 3<<20) + "\"\n"}, "001/Checkmarks.csv, line 2: "},
		"an open quote": {[]string{"Habits.csv", list, "001/Checkmarks.csv", dated + "2026-11-22,NO,\"\n" + strings.Repeat("2026-11-22,NO,\n", 1000)}, "001/Checkmarks.csv, line 2: "},
		"days":          {[]string{"Habits.csv", list, "001/Checkmarks.csv", strings.Repeat("2026-11-22,NO\n", transfer.MaxEntries+1)}, fmt.Sprintf("line %d: There are more than %s entries", transfer.MaxEntries+1, models.Grouped(transfer.MaxEntries))},
		"habits":        {[]string{"Habits.csv", habits.String()}, "line 502: There are more than 500 habits"},
		"a wide head":   {[]string{"Habits.csv", list, "Checkmarks.csv", "Date," + strings.Repeat("A,", 3000) + "\n"}, "Checkmarks.csv, line 1: "},
		"no tables":     {[]string{"Habits.csv", headThree + "\"" + strings.Repeat("x", 2<<20)}, "Habits.csv, line "},
		"scores":        {[]string{"Habits.csv", list, "001/Checkmarks.csv", "", "001/Scores.csv", "Date,Score\n2026-11-22,high\n"}, "001/Scores.csv, line 2: "},
	} {
		t.Run(name, func(t *testing.T) {
			for _, path := range []string{folder(t, c.files...), zipped(t, c.files...)} {
				if got := refused(t, path); !strings.Contains(got, c.want) {
					t.Errorf("%s, want %s", got, c.want)
				}
			}
		})
	}
}

func TestLoopTablesOfVeryMuch(t *testing.T) {
	const habits, days = 20, transfer.MaxEntries / 20 >> less
	files := []string{"Habits.csv", headThree}
	for i := range habits {
		files[1] += fmt.Sprintf("%03d,H%d,YES_NO,,,1,1,#388E3C,,,,false\n", i, i)
		var marks strings.Builder
		marks.WriteString(dated)
		for day := loopToday - days + 1; day <= loopToday; day++ {
			fmt.Fprintf(&marks, "%s,YES_MANUAL,A note\n", day)
		}
		files = append(files, fmt.Sprintf("%03d H/Checkmarks.csv", i), marks.String())
	}
	path := zipped(t, files...)
	b, peak, err := most(t, path)
	if err != nil || peak > 64<<20 {
		t.Fatalf("%v, %d bytes at once", err, peak)
	}
	n := 0
	for _, h := range b.Habits {
		n += len(h.Entries)
	}
	if n != habits*days {
		t.Errorf("%d entries, want %d", n, habits*days)
	}
}
