//go:build browser

package main

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"fmt"
	"strings"
	"testing"

	"gloss/cmd/internal/chromium"
	"gloss/models/plan"
)

// bullFile is a file of HabitBull: each habit has so many ticks from the first of
// a month on.
func bullFile(days int, names ...string) string {
	var b strings.Builder
	b.WriteString("HabitName,HabitDescription,HabitCategory,CalendarDate,Value,CommentText\n")
	for _, name := range names {
		for d := range days {
			fmt.Fprintf(&b, "\"%s\",,,20%02d-%02d-%02d,1,\n", name, 10+d/336, 1+d/28%12, 1+d%28)
		}
	}
	return b.String()
}

// choose puts files into the field for them.
func choose(tab *chromium.Tab, files ...given) {
	script := "{ const chosen = new DataTransfer();"
	for _, f := range files {
		script += "chosen.items.add(new File([Uint8Array.from(atob(" + quoted(base64.StdEncoding.EncodeToString([]byte(f.content))) +
			"), c => c.charCodeAt(0))], " + quoted(f.name) + "));"
	}
	tab.Run(script + `document.querySelector("#files").files = chosen.files; }`)
}

// giveAll chooses files on the page for them, and sends them.
func giveAll(files ...given) func(*chromium.Tab) {
	return func(tab *chromium.Tab) {
		choose(tab, files...)
		tab.Leave("main form[enctype] .btn")
	}
}

// give is giveAll of one file.
func give(name, content string) func(*chromium.Tab) { return giveAll(given{name, content}) }

// harshFiles are the two files of harsh, of a habit and of two without a target.
var harshFiles = []given{
	{"habits", "! Body\nStretch: 1\nMood: 0\nقراءة: 0\n"}, {"log", "2026-03-01 : Stretch : y : : \n2026-03-02 : Mood : y : fine : \n"},
}

// loopZip is what Loop exports as CSV of a habit that was done on twenty days,
// with strengths that are not what comes of that but for the first.
func loopZip(t *testing.T) string {
	t.Helper()
	marks, scores := "Date,Value,Notes\n", "Date,Score\n"
	for d := 20; d > 0; d-- {
		marks += fmt.Sprintf("2026-11-%02d,YES_MANUAL,\n", d)
		scores += fmt.Sprintf("2026-11-%02d,%.4f\n", d, 0.0519*float64(d))
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range []given{
		{"Habits.csv", "Position,Name,Type,Question,Description,FrequencyNumerator,FrequencyDenominator,Color,Unit,Target Type,Target Value,Archived?\n" +
			"001,Read,YES_NO,Did you?,Twenty pages,1,1,#F57C00,,,,true\n"},
		{"001 Read/Checkmarks.csv", marks}, {"001 Read/Scores.csv", scores},
	} {
		w, err := z.Create(f.name)
		if err == nil {
			_, err = w.Write([]byte(f.content))
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

// giveMuch chooses a file that takes a while to be read, and sends it.
func giveMuch(tab *chromium.Tab) {
	tab.Run(`{
		const lines = ["HabitName,HabitDescription,HabitCategory,CalendarDate,Value,CommentText"];
		for (let h = 0; h < 100; h++) for (let d = 0; d < 3500; d++)
			lines.push("Habit " + h + ",,," + new Date(Date.UTC(2016, 0, 1 + d)).toISOString().slice(0, 10) + ",1,");
		const chosen = new DataTransfer();
		chosen.items.add(new File([lines.join("\n")], "much.csv", { type: "text/csv" }));
		document.querySelector("#files").files = chosen.files;
	}`)
	tab.Leave("main form[enctype] .btn")
}

// bring brings in what was looked into.
func bring(tab *chromium.Tab) { tab.Leave("[value=bring]") }

// again gives a file that came in before.
func again(content string) func(*chromium.Tab) {
	return func(tab *chromium.Tab) {
		if give("habits.csv", content)(tab); tab.Count("[value=bring]") == 1 {
			bring(tab)
			tab.Go("/you/import")
			give("habits.csv", content)(tab)
		}
	}
}

// wordyNames are names of habits that try a page: long ones, without a space to
// break at, and from right to left.
func wordyNames(n int) (names []string) {
	for i := range n {
		names = append(names, []string{
			fmt.Sprintf("Habit number %d of a long list", i+1),
			fmt.Sprintf("Walk home from work the long way round by the river, unless it pours with rain or somebody waits, %d", i+1),
			fmt.Sprintf("قراءة عشرين صفحة قبل النوم %d", i+1),
			fmt.Sprintf("Donaudampfschifffahrtsgesellschaftskapitänskajütenschlüsselbrett%d", i+1),
			fmt.Sprintf("ללכת הביתה ברגל %d", i+1),
		}[i%5])
	}
	return names
}

// Every page of history in and out in every state is clean for axe-core and for
// the policy, in both schemes and at both widths, and scrolls sideways nowhere.
func TestHistoryLooksRight(t *testing.T) {
	t.Parallel()
	url := gallery(t, func(add func(string) *person) {
		owner := add("owner")
		owner.own("Stretch", "plum", "stretch", plan.Plan{Kind: plan.Tick, Period: plan.Day, Min: plan.At(1)})
		for _, name := range []string{"none", "doubts", "thirty", "again", "done", "long", "loop", "waits"} {
			p := add(name)
			if name != "none" {
				p.own("Stretch", "plum", "stretch", plan.Plan{Kind: plan.Tick, Period: plan.Day, Min: plan.At(1)})
			}
		}
	})
	some := bullFile(40, "Stretch", "Read", "قراءة")
	looks := 0
	another := func(tab *chromium.Tab) { // each look brings in what is not there yet
		looks++
		give("habits.csv", bullFile(40, "Stretch", fmt.Sprint("Read ", looks), fmt.Sprint("قراءة ", looks)))(tab)
		bring(tab)
	}
	for _, s := range []shot{
		{"export", "none", "/you/export", nil},
		{"import", "none", "/you/import", nil},
		{"import-refused", "none", "/you/import", give("holiday.jpg", "no history")},
		{"import-waiting", "waits", "/you/import", both(give("loop.csv", some), goTo(`"/you/import"`))},
		{"import-doubts", "doubts", "/you/import", give("habits.csv", some)},
		{"import-thirty", "thirty", "/you/import", give("a very long name of a file that somebody gave it, years ago, and forgot.csv", bullFile(700, wordyNames(30)...))},
		{"import-harsh", "doubts", "/you/import", giveAll(harshFiles...)},
		{"import-loop", "loop", "/you/import", both(give("Loop Habits CSV.zip", loopZip(t)), unfold("main details"))},
		{"import-progress", "long", "/you/import", giveMuch},
		{"import-done", "done", "/you/import", another},
		{"import-again", "again", "/you/import", again(some)},
		{"you-data", "none", "/you", nil},
	} {
		t.Run(s.name, func(t *testing.T) { s.look(t, url) })
	}
}

// History comes in, is taken back, comes back and leaves, in each manner.
func TestHistoryInAndOut(t *testing.T) {
	loop := loopZip(t)
	inEachManner(t, func(t *testing.T, look chromium.Look) {
		look.Zone = "Atlantic/Canary"
		b := enter(t, gallery(t, func(add func(string) *person) { add("new") }), "new", look, "/you")
		send := func(files ...given) {
			choose(b.Tab, files...)
			b.leave("main form[enctype] .btn")
		}
		b.does([]step{
			{"what is no history", func() {
				b.leave("main a[href='/you/import']")
				send(given{"holiday.jpg", "\xff\xd8\xff\xe0"})
				b.holds("#files-e", "Gloss cannot tell what this is.")
			}},
			{"two files that leave something open", func() {
				send(harshFiles...)
				b.holds("h1", "What is in it")
				b.holds("#doubts", "have no target")
				b.Click("#choice-untargeted-1")
				b.leave("[value=look]")
				b.holds(".coming", "Once a week")
			}},
			{"brought in", func() {
				b.leave("[value=bring]")
				b.holds("h1", "It is here")
				b.holds("[role=status]", "2 days came, with 3 new habits.")
			}},
			{"taken back whole, and done again", func() {
				b.leave("main form[action$='/undo'] button")
				b.says("3 habits and 2 days taken out again")
				b.undo("Done again")
			}},
			{"the same again", func() {
				b.Go("/you/import")
				send(harshFiles...)
				b.holds("#nothing", "All of this is here already")
				b.leave("[formaction$='/remove']")
				b.says("The file is forgotten.")
			}},
			{"held against its figures", func() {
				send(given{"Loop Habits CSV.zip", loop})
				b.holds("[aria-labelledby=proof]", "strengths agree to four decimals.")
				b.leave("[value=bring]")
				b.holds("h1", "It is here")
			}},
			{"and all of it leaves", func() {
				b.Go("/you")
				b.leave("main a[href='/you/export']")
				if n := b.Count("main a[href^='/you/export/']"); n != 4 {
					b.t.Errorf("%d files are offered", n)
				}
			}},
		}...)
	})
}
