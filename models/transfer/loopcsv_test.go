package transfer_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The heads of the three generations.
const (
	headOne   = "Position,Name,Description,NumRepetitions,Interval,Color\n"
	headTwo   = "Position,Name,Question,Description,NumRepetitions,Interval,Color\n"
	headThree = "Position,Name,Type,Question,Description,FrequencyNumerator,FrequencyDenominator,Color,Unit,Target Type,Target Value,Archived?\n"
	dated     = "Date,Value,Notes\n"
)

// Up to 1.8: no heads, no types, and no way to tell "no" from nothing.
func TestLoopTablesOfTheFirstGeneration(t *testing.T) {
	files := []string{
		"Habits.csv", headOne + "001,Wake up,Before 6am?,2,3,#00897B\n002,Water,,1,7,#AFB42B\n003,\"Tea, green\",,5,5,#123456\n",
		"001 Wake up/Checkmarks.csv", "2015-01-25,2\n2015-01-24,0,by hand\n2015-01-23,1\n2015-01-22,2\n2015-01-21,3\n2015-01-20,-1\n",
		"001 Wake up/Scores.csv", "2015-01-25,0.0412\n",
		"002 Water/Checkmarks.csv", "2015-01-25,1500\n2015-01-24,0\n2015-01-23,2\n2015-01-22,3\n",
		"003 Tea green/Checkmarks.csv", "",
		"Checkmarks.csv", "Date,Wake up,Water,Tea, green,\nnonsense",
		"Scores.csv", "Date,Wake up,Water,Tea, green,\n",
	}
	want := []brief{
		{"Wake up", "loop:name:Wake up", "twice in any 3 days", "", "leaf", "Before 6am?", "", "01-21 s, 01-22 x, 01-24 . by hand, 01-25 x"},
		{"Water", "loop:name:Water", "0.001 units in any 7 days", "units", "moss", "", "", "01-22 s, 01-23 0.002, 01-25 1.5"},
		{"Tea, green", "loop:name:Tea, green", "every day", "", "sea", "", "", ""},
	}
	for name, path := range map[string]string{"folder": folder(t, files...), "archive": zipped(t, files...)} {
		t.Run(name, func(t *testing.T) {
			b := readLoop(t, nil, path)
			wantBriefs(t, b, want...)
			wantLost(t, b, map[string]int{"generation of files does not hold": 1})
			if b.Format != "loop-csv" || len(b.Habits[0].Scores) != 1 || len(b.Doubts) != 0 {
				t.Errorf("%s, %+v, %+v", b.Format, b.Habits[0].Scores, b.Doubts)
			}
		})
	}
}

// From 2.0 to 2.3.0 there are questions, and 0 says no beside −1, nothing.
func TestLoopTablesOfTheSecondGeneration(t *testing.T) {
	b := readLoop(t, nil, zipped(t,
		"Loop/Habits.csv", "\ufeff"+strings.ReplaceAll(headTwo+"001,Wake up,Up?,\"Early, that is\",1,1,#F57C00\n004,Walk,,,3,14,#8E24AA\n002,Gone,,,1,1,#D32F2F\n", "\n", "\r\n"),
		// The folder goes by its number, and bears any name.
		"Loop/001/Checkmarks.csv", "2022-03-02,2\r\n2022-03-01,0\r\n2022-02-28,-1\r\n2022-02-27,3\r\n2022-02-26,1\r\n",
		"Loop/004 Wake up/Checkmarks.csv", "2022-03-01,2\n2022-03-01,0\n",
		"Loop/009 Who/Checkmarks.csv", "2022-03-01,2\n",
		"Loop/004/Checkmarks.csv", "2022-03-09,2\n",
		"Loop/notes.txt", "mine",
		// Phones with decimal commas write scores like this.
		"Loop/001/Scores.csv", "2022-03-02,0,0492\n2022-03-01,0,0000\n",
	))
	if got := b.Habits[0].Scores; len(got) != 2 || got[1].Value != .0492 {
		t.Errorf("scores %+v", got)
	}
	wantBriefs(t, b,
		brief{"Wake up", "loop:name:Wake up", "every day", "", "sun", "Up?\n\nEarly, that is", "", "02-27 s, 03-01 0, 03-02 x"},
		brief{"Walk", "loop:name:Walk", "3 times in any 14 days", "", "plum", "", "", "03-01 x"},
		brief{"Gone", "loop:name:Gone", "every day", "", "rose", "", "", ""},
	)
	wantLost(t, b, map[string]int{"days are not in the file": 1, "does not list": 1, "number another has": 1, "none of Loop’s": 1,
		"stand twice": 1})
}

// Since 2.3.1 values have names, which stand for small amounts too; amounts are
// in thousandths, and days have notes.
func TestLoopTablesOfTheThirdGeneration(t *testing.T) {
	days := dated + "2026-12-01,YES_AUTO,\n2026-11-22,YES_MANUAL,\"So, \"\"done\"\"\nat last\"\n2026-11-21,YES_AUTO,Forgot\n2026-11-20,NO,Sick\n" +
		"2026-11-19,SKIP,\n2026-11-18,UNKNOWN,\n2026-11-17,UNKNOWN,A note\n2026-11-16,2500,\n"
	b := readLoop(t, nil, zipped(t,
		"Habits.csv", headThree+"001,Ticks,YES_NO,Q?,D,3,7,#388E3C,,,,true\n"+
			"002,At least,NUMERICAL,,,1,7,#039BE5,km,AT_LEAST,12.0,false\n003,At most,NUMERICAL,,,1,30,#039BE5,,AT_MOST,1.0E1,false\n",
		"001 Ticks/Checkmarks.csv", days, "002 x/Checkmarks.csv", days, "003 x/Checkmarks.csv", dated))
	note := "So, \"done\"\nat last"
	wantBriefs(t, b,
		brief{"Ticks", "loop:name:Ticks", "3 times in any 7 days", "", "leaf", "Q?\n\nD", "",
			"11-17 . A note, 11-19 s, 11-20 0 Sick, 11-21 . Forgot, 11-22 x " + note},
		brief{"At least", "loop:name:At least", "12 km in any 7 days", "km", "sea", "", "",
			"11-16 2.5, 11-17 . A note, 11-19 s, 11-20 0 Sick, 11-21 0.001 Forgot, 11-22 0.002 " + note + ", 12-01 0.001"},
		brief{"At most", "loop:name:At most", "at most 10 units in any 30 days", "units", "sea", "", "", ""},
	)
	wantLost(t, b, map[string]int{"cannot have": 1})
	if b.Habits[0].Ended == 0 || b.Habits[1].Ended != 0 {
		t.Error("the wrong one is archived")
	}
	if l := lost(b, "cannot have"); l == nil || l.Where != "line 10 of 001 Ticks/Checkmarks.csv" {
		t.Errorf("where: %+v", l)
	}
}

// Without folders the tables beside Habits.csv serve, chosen one by one too.
func TestLoopTablesTogether(t *testing.T) {
	list := headThree + "001,A,YES_NO,,,1,1,#388E3C,,,,false\n002,B,NUMERICAL,,,1,1,#388E3C,cups,AT_LEAST,2.0,false\n003,A,YES_NO,,,1,1,#388E3C,,,,false\n004,C,YES_NO,,,1,1,#388E3C,,,,false\n"
	marks := "Date,A,B,A,\n2026-11-22,YES_MANUAL,1500,NO,\n2026-11-21,YES_AUTO,NO,YES_MANUAL,\n"
	dir := folder(t, "Habits.csv", list, "Checkmarks.csv", marks, "Scores.csv", "Date,A,B,A,\n2026-11-22,0.0519,0.0389,0.0000,\n")
	want := []brief{
		{"A", "loop:name:A", "every day", "", "leaf", "", "", "11-22 x"},
		{"B", "loop:name:B", "2 cups, every day", "cups", "leaf", "", "", "11-21 0, 11-22 1.5"},
		{"A", "loop:name:A#2", "every day", "", "leaf", "", "", "11-21 x, 11-22 0"},
		{"C", "loop:name:C", "every day", "", "leaf", "", "", ""},
	}
	lost := map[string]int{"days are not in the file": 1}
	b := readLoop(t, nil, dir)
	wantBriefs(t, b, want...)
	wantLost(t, b, lost)
	if got := b.Habits[1].Scores; len(got) != 1 || got[0].Value != .0389 {
		t.Errorf("scores %+v", got)
	}
	b = readLoop(t, nil, filepath.Join(dir, "Checkmarks.csv"), filepath.Join(dir, "Habits.csv"))
	wantBriefs(t, b, want...)
	wantLost(t, b, lost)
	b = readLoop(t, nil, filepath.Join(dir, "Habits.csv"))
	wantLost(t, b, map[string]int{"days are not in the file": 4})

	for name, c := range map[string]struct{ list, marks, want string }{
		"a comma in a name":  {headThree + "001,\"A, too\",YES_NO,,,1,1,#388E3C,,,,false\n", "Date,A, too,\n2026-11-22,NO,\n", "Checkmarks.csv, line 1: The name \"A, too\" holds a sign"},
		"another order":      {list, "Date,B,A,C,A,\n2026-11-22,NO,NO,NO,NO,\n", "Habits.csv does not list \"A\""},
		"an unknown name":    {list, "Date,A,Z,\n", "Habits.csv does not list \"Z\""},
		"a value too many":   {list, marks + "2026-11-20,NO,NO,NO,NO,\n", "line 4: It has 4 values, and there are 3 habits."},
		"no day":             {list, marks + "yesterday,NO,NO,NO,\n", "line 4: This line does not begin with a day"},
		"no value":           {list, marks + "2026-11-20,NO,MAYBE,NO,\n", "line 4: \"MAYBE\" is no value"},
		"no type":            {headThree + "001,A,OTHER,,,1,1,#388E3C,,,,false\n", marks, "Habits.csv, line 2: Type is neither"},
		"no frequency":       {headThree + "001,A,YES_NO,,,x,1,#388E3C,,,,false\n", marks, "Habits.csv, line 2: FrequencyNumerator is no whole number"},
		"no target":          {headThree + "001,A,NUMERICAL,,,1,1,#388E3C,,AT_MOST,,false\n", marks, "Target Value is no number"},
		"a quotation astray": {headThree + "001,\"A,YES_NO\n", marks, "Habits.csv, line 2: A quotation mark"},
	} {
		if got := refused(t, folder(t, "Habits.csv", c.list, "Checkmarks.csv", c.marks)); !strings.Contains(got, c.want) {
			t.Errorf("%s: %s", name, got)
		}
	}
}

// Other tables named so are not Loop's; Loop's in other letters are.
func TestLoopTablesAreTold(t *testing.T) {
	refused(t, folder(t, "Habits.csv", "Name,Position\nA,1\n", "Checkmarks.csv", "Date,A,\n"))
	list := headTwo + "001,Caf\xe9,,,1,1,#388E3C\n"
	b := readLoop(t, nil, folder(t, "Habits.csv", list, "001/Checkmarks.csv", "2022-03-02,2\n"))
	wantBriefs(t, b, brief{"Café", "loop:name:Café", "every day", "", "leaf", "", "", "03-02 x"})
	wantLost(t, b, map[string]int{"UTF-8": 0})

	wide := []byte{0xff, 0xfe}
	for _, c := range headTwo + "001,Zen,,,1,1,green\n" {
		wide = append(wide, byte(c), 0)
	}
	b = readLoop(t, nil, folder(t, "Habits.csv", string(wide), "001/Checkmarks.csv", "2022-03-02,2\n"))
	wantLost(t, b, map[string]int{"Colours that are none": 1})
}

// A day that the file names twice is the first's, which is the newest that Loop
// wrote; days out of bounds are listed.
func TestLoopTablesWithOddDays(t *testing.T) {
	dir := folder(t, "Habits.csv", headThree+"001,A,YES_NO,,,1,1,#388E3C,,,,false\n",
		"001 A/Checkmarks.csv", dated+"2022-03-02,YES_MANUAL,a\n2022-03-02,NO,b\n")
	wantBriefs(t, readLoop(t, nil, dir), brief{"A", "loop:name:A", "every day", "", "leaf", "", "", "03-02 x a\nb"})
	if err := os.WriteFile(filepath.Join(dir, "001 A", "Scores.csv"), []byte("Date,Score\n2022-03-02,1.5\n2022-03-01,0.5\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	b := readLoop(t, nil, dir)
	wantLost(t, b, map[string]int{"stand twice": 1, "Scores that are not": 1})
	for _, bad := range []string{"2022-03-02,x\n", "2201-01-01,1\n"} {
		if err := os.WriteFile(filepath.Join(dir, "001 A", "Scores.csv"), []byte(bad), 0o600); err != nil {
			t.Fatal(err)
		}
		refused(t, dir)
	}
}
