package handlers_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gloss/models/date"
)

// loopZip is what Loop exports as CSV of a habit that was done on each of so many
// days from 1 March 2026 on, with the strength it had on each: worked out by
// Loop's own rule, half of what lacks every 13 days. On the last day it says
// something else.
func loopZip(t testing.TB, days int) string {
	t.Helper()
	var marks, scores strings.Builder
	marks.WriteString("Date,Value,Notes\n")
	scores.WriteString("Date,Score\n")
	score, lines := 0.0, []string(nil)
	for i := range days {
		day := date.New(2026, time.March, 1) + date.Date(i)
		m := math.Pow(0.5, 1.0/13)
		score = score*m + 1 - m
		said := score
		if i == days-1 {
			said = 0.5
		}
		lines = append(lines, fmt.Sprintf("%s,%.4f\n", day, said))
		fmt.Fprintf(&marks, "%s,YES_MANUAL,\n", day)
	}
	for i := range lines {
		scores.WriteString(lines[len(lines)-1-i])
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, content := range map[string]string{
		"Habits.csv": "Position,Name,Type,Question,Description,FrequencyNumerator,FrequencyDenominator,Color,Unit,Target Type,Target Value,Archived?\n" +
			"001,Stretch,YES_NO,Did you?,,1,1,#F57C00,,,,false\n",
		"001 Stretch/Checkmarks.csv": marks.String(), "001 Stretch/Scores.csv": scores.String(),
	} {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte(content))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// The strengths that a file names are held against Gloss's own, before it comes
// in and afterwards.
func TestStrengthsAreProved(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	p := s.gives(upload{"Loop Habits CSV 2026-03-20.zip", "application/zip", loopZip(t, 20)}).want(200)
	p.says("Loop Habit Tracker").says("19 of 20 strengths agree to four decimals.").says("1 of 20 differ. 20 March 2026").says("0.5000 in the file")
	came := p.brings().want(200).says("20 days came, with 1 new habit.")
	came.says("19 of 20 strengths agree to four decimals.").says("1 of 20 differ.")
}

// Several files that belong together come as one, with what they leave open.
func TestSeveralFiles(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	habits, log := "! Body\nStretch: 1\nMood: 0\n", "2026-03-01 : Stretch : y : : \n2026-03-02 : Stretch : n : tired : \n2026-03-01 : Mood : y : fine : \n"
	p := s.gives(upload{"habits", "text/plain", habits}, upload{"log", "text/plain", log}).want(200).says("harsh").says("habits, log")
	if n := p.find("#doubts input[type=radio][checked]").Length(); n != 1 || p.attr("#doubts input", "name") != "choice.untargeted" {
		t.Fatalf("%d answers are chosen in %s", n, p.main())
	}
	week := p.form("main form[action^='/you/import/']").set("choice.untargeted", "week").submit("[value=look]").want(200)
	if got := week.attr("#doubts input[checked]", "value"); got != "week" || !strings.Contains(week.text(".coming"), "week") {
		t.Errorf("%s is chosen, and it comes to %q", got, week.text(".coming"))
	}
	wrong := week.form("main form[action^='/you/import/']").force("choice.untargeted", "aeon")
	wrong.submit("[value=bring]").want(422).says("One of the choices is not there any more.")
	week.brings().want(200).says("2 new habits")
	// One of them alone is not understood, and says so.
	s.gives(upload{"log", "text/plain", "nothing of the kind\n"}).want(422)
}

// A reminder from elsewhere is kept and shown, and outlives the editing of its
// habit.
func TestReminderOfAFile(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	p := s.given(`{"gloss":{"format":1},"person":{"name":"bea","zone":"UTC"},"habits":[{"id":"a","name":"Sit","hue":"leaf","icon":"leaf","reminder":"07:30 mo fr","since":"2026-01-01"}],` +
		`"plans":[{"habit":"a","from":"2026-01-01","kind":"tick","period":"day","min":1}]}`)
	came := p.says("Reminder 07:30, Mon and Fri: kept, not used yet").brings().want(200).says("1 new habit came.")
	edit := came.attr("a.tall", "href") + "/edit"
	s.get(edit).want(200).says("07:30, Mon and Fri").form("main form[aria-labelledby=edited]").set("name", "Sit still").submit("Save").want(200)
	s.get(edit).want(200).says("Sit still").says("07:30, Mon and Fri")
}

// Of habits that are called the same one sees which is meant.
func TestWhichOfTheSameName(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	s.makes("ana", "Stretch", ticked, date.New(2026, 1, 1))
	s.makes("ana", "Stretch", ticked, date.New(2026, 1, 1))
	got := s.given(bull(1, "Stretch", "Read")).texts(".coming option")
	want := []string{
		"A habit of its own", "Together with the 1st “Stretch”", "Together with the 2nd “Stretch”", "Leave it out",
		"A new habit", "Together with the 1st “Stretch”", "Together with the 2nd “Stretch”", "Leave it out",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
