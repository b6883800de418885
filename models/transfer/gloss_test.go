package transfer_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/plan"
	"gloss/models/transfer"
)

var glossDay = date.New(2026, 11, 22)

// glossHead is the begin of a file that holds nothing else.
const glossHead = `{"gloss": {"format": 1}, "person": {"name": "ana", "zone": "UTC", "day_start": 0, "week_start": "mo"}`

// readOwn reads a file as it would come.
func readOwn(t testing.TB, file string) (*transfer.Bundle, error) {
	t.Helper()
	name := filepath.Join(t.TempDir(), "any name")
	if err := os.WriteFile(name, []byte(file), 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := transfer.Open(name)
	if err != nil {
		return nil, err
	}
	t.Cleanup(func() { f.Close() })
	return transfer.Read(context.Background(), f, nil, glossDay, nil)
}

func mustReadOwn(t testing.TB, file string) *transfer.Bundle {
	t.Helper()
	b, err := readOwn(t, file)
	if err != nil {
		t.Fatalf("%v\n%s", err, file)
	}
	return b
}

const (
	oneHabit = `"habits": [{"id": "h1", "name": "Sun", "hue": "sun", "icon": "sun", "since": "2026-01-01"}]`
	onePlan  = `"plans": [{"habit": "h1", "from": "2026-01-01", "kind": "amount", "period": "day", "min": 10, "max": 30.5, "unit": "minutes", "step": 5, "week_start": "mo"}]`
)

// Amounts are read to the thousandth, and written as they were read.
func TestGlossAmountsAreExact(t *testing.T) {
	var rows []string
	amounts := []string{"0", "0.001", "0.1", "0.3", "1.005", "29.999", "999999.999", "1000000", "12.5"}
	for i, a := range amounts {
		rows = append(rows, `{"habit": "h1", "day": "2026-01-0`+string(rune('1'+i))+`", "amount": `+a+`}`)
	}
	b := mustReadOwn(t, glossHead+`, `+oneHabit+`, `+onePlan+`, "entries": [`+strings.Join(rows, ",")+`]}`)
	for i, e := range b.Habits[0].Entries {
		if want, _ := plan.ParseAmount(amounts[i]); e.Amount != want || !e.Said {
			t.Errorf("%s is read as %d thousandths", amounts[i], e.Amount)
		}
	}
	var out bytes.Buffer
	s := transfer.NewJSON(&out)
	for i := range amounts {
		a := b.Habits[0].Entries[i].Amount
		if err := s.Entry(models.Entry{HabitID: "h1", Day: glossDay, Amount: &a}); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.End(glossDay); err != nil {
		t.Fatal(err)
	}
	for _, a := range amounts {
		if !strings.Contains(out.String(), `"amount":`+a+"}") {
			t.Errorf("%s is not written as it was read:\n%s", a, out.String())
		}
	}
	for _, wrong := range []string{"-1", "1e3", "1000000.001", "0.0001", `"1"`, "[1]", "true", "1.2.3"} {
		if _, err := readOwn(t, glossHead+`, `+oneHabit+`, `+onePlan+`, "entries": [{"habit": "h1", "day": "2026-01-01", "amount": `+wrong+`}]}`); err == nil {
			t.Errorf("the amount %s is let in", wrong)
		}
	}
}

// The arrays may stand in any order, and what is not known is listed.
func TestGlossReadsInAnyOrder(t *testing.T) {
	tail := []string{
		`"changes": [{"id": "change-1", "at": "2026-01-01T10:00:00Z", "subject": "entry", "subject_id": "h1", "day": "2026-01-01", "act": "none", "before": {"amount": {"is": null}}, "after": {"amount": {"is": 0}}},
			{"id": "change-2", "at": "2026-01-01T10:00:00Z", "subject": "habit", "subject_id": "gone", "act": "create"}]`,
		`"entries": [{"habit": "h1", "day": "2026-01-02", "amount": 2}, {"habit": "h1", "day": "2026-01-01", "amount": 0, "mood": {"deep": [1]}}]`,
		`"marks": [{"id": "m1", "guide": "g1", "passage": {"start": 0, "end": 2, "exact": "Go", "prefix": "", "suffix": ""}}]`,
		onePlan, oneHabit,
		`"weather": [[{"a": "]"}], "}"]`,
		`"guides": [{"id": "g1", "slug": "light", "hash": "` + strings.Repeat("0", 64) + `"}]`,
		`"tags": []`,
	}
	b := mustReadOwn(t, glossHead+`, `+strings.Join(tail, ", ")+`}`)
	want := []transfer.Entry{{Day: date.New(2026, 1, 1), Said: true}, {Day: date.New(2026, 1, 2), Said: true, Amount: 2000}}
	if diff := cmp.Diff(want, b.Habits[0].Entries); diff != "" {
		t.Error(diff)
	}
	var lost []string
	for _, l := range b.Lost {
		lost = append(lost, l.What)
	}
	slices.Sort(lost)
	if diff := cmp.Diff([]string{
		"Changes of habits that are not in the file.", `The key "mood" in entries: this Gloss has no place for it.`, `The key "weather": this Gloss has no place for it.`,
	}, lost); diff != "" {
		t.Error(diff)
	}
	if len(b.Account.Marks) != 1 || b.Account.Count != 1 {
		t.Errorf("%d marks, %d changes", len(b.Account.Marks), b.Account.Count)
	}
	for range 2 {
		n := 0
		if err := b.Account.Changes(func(c transfer.Change) error { n++; return nil }); err != nil || n != 1 {
			t.Errorf("%d changes, %v", n, err)
		}
	}
	stop := errors.New("stop")
	if err := b.Account.Changes(func(transfer.Change) error { return stop }); !errors.Is(err, stop) {
		t.Errorf("stopped, it says %v", err)
	}
}

func TestGlossSaysWhatIsWrong(t *testing.T) {
	for name, c := range map[string]struct{ file, want string }{
		"later":            {`{"gloss": {"format": 2}, "person": {}}`, "A later Gloss wrote this file"},
		"no form":          {`{"gloss": {}, "person": {}}`, "gloss: the number of its form is missing."},
		"nobody":           {`{"gloss": {"format": 1}}`, `"person" is missing`},
		"cut short":        {glossHead + `, "entries": [{"habit": "h`, "ends too early"},
		"something after":  {glossHead + `} {}`, "out of place"},
		"no zone":          {strings.Replace(glossHead, "UTC", "Moon/Base", 1) + `}`, "person: zone: This server does not know that time zone."},
		"no such weekday":  {strings.Replace(glossHead, `"mo"`, `"xx"`, 1) + `}`, "one of su mo tu we th fr sa"},
		"no such habit":    {glossHead + `, "entries": [{"habit": "h2", "day": "2026-01-01"}]}`, "entries, number 1: there is no such habit in the file."},
		"no plan":          {glossHead + `, ` + oneHabit + `}`, "The habit “Sun” has no plan."},
		"two plans a day":  {glossHead + `, ` + oneHabit + `, ` + strings.TrimSuffix(onePlan, "]") + `, ` + onePlan[len(`"plans": [`):] + `}`, "has two plans from 2026-01-01 on"},
		"no such colour":   {glossHead + `, ` + strings.Replace(oneHabit, `"hue": "sun"`, `"hue": "x\" onclick=\"a"`, 1) + `}`, "hue: Choose one of the colours"},
		"a day of its own": {glossHead + `, "day_notes": [{"day": "2026-02-30", "note": "a"}]}`, "day_notes, number 1"},
		"too old":          {glossHead + `, "day_notes": [{"day": "1969-01-01", "note": "a"}]}`, "day_notes, number 1"},
		"a long note":      {glossHead + `, "day_notes": [{"day": "2026-01-01", "note": "` + strings.Repeat("a", 2001) + `"}]}`, "2,000 letters"},
		"a note of bells":  {glossHead + `, "day_notes": [{"day": "2026-01-01", "note": "a\u0007"}]}`, "2,000 letters"},
		"two notes":        {glossHead + `, "day_notes": [{"day": "2026-01-01", "note": "a"}, {"day": "2026-01-01", "note": "b"}]}`, "day_notes, number 2"},
		"both at once":     {glossHead + `, ` + oneHabit + `, ` + onePlan + `, "entries": [{"habit": "h1", "day": "2026-01-01", "amount": 1, "skipped": true}]}`, "not both"},
		"one day twice":    {glossHead + `, ` + oneHabit + `, ` + onePlan + `, "entries": [{"habit": "h1", "day": "2026-01-01", "amount": 1}, {"habit": "h1", "day": "2026-01-01", "amount": 2}]}`, "two entries on 2026-01-01"},
		"things twice":     {glossHead + `, ` + oneHabit + `, ` + onePlan + `, "entries": [{"habit": "h1", "day": "2026-01-01", "items": ["kale", "Kale"]}]}`, "no thing of its own"},
		"a tag of markup":  {glossHead + `, "tags": [{"id": "t", "name": "a,b"}]}`, "no comma"},
		"an id of markup":  {glossHead + `, "tags": [{"id": "<b>", "name": "a"}]}`, "the id is missing"},
		"a backward pause": {glossHead + `, "pauses": [{"id": "p", "from": "2026-01-02", "to": "2026-01-01"}]}`, "pauses, number 1"},
		"one side alone":   {glossHead + `, "changes": [{"id": "change-1", "at": "2026-01-01T10:00:00Z", "subject": "day", "act": "note", "after": {"note": "a"}}]}`, "does not go with"},
		"a plan of nobody": {glossHead + `, "changes": [{"id": "change-1", "at": "2026-01-01T10:00:00Z", "subject": "tag", "act": "edit", "before": {"plans": [{"is": null}]}, "after": {"plans": [{"is": null}]}}]}`, "does not go with"},
		"a change twice":   {glossHead + `, "changes": [{"id": "change-1", "at": "2026-01-01T10:00:00Z", "subject": "you", "act": "import"}, {"id": "change-1", "at": "2026-01-01T10:00:00Z", "subject": "you", "act": "import"}]}`, "of that id already"},
		"a colour undone":  {glossHead + `, "changes": [{"id": "change-1", "at": "2026-01-01T10:00:00Z", "subject": "tag", "act": "edit", "before": {"hue": "evil"}, "after": {"hue": "sun"}}]}`, "hue: Choose one of the colours"},
		"not UTF-8":        {glossHead + `, "day_notes": [{"day": "2026-01-01", "note": "` + "\xff" + `"}]}`, "UTF-8"},
		"an array for one": {`{"gloss": [], "person": {}}`, "gloss: it is not of its kind."},
	} {
		_, err := readOwn(t, c.file)
		var told *transfer.Error
		if !errors.As(err, &told) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		} else if !strings.HasSuffix(told.Said, ".") && !strings.HasSuffix(told.Said, ")") {
			t.Errorf("%s: no sentence: %s", name, told.Said)
		}
	}
}

// A guide of somebody's making is what reading an article makes, or is refused.
func TestGlossRefusesGuidesNobodyCouldBring(t *testing.T) {
	g := broughtIn(t, "g1", "a.html", `<title>A</title><article><h2>One</h2><p>Walk for <b>ten</b> minutes <a href="https://e.org/">every</a> day.</p></article>`)
	var out bytes.Buffer
	s := transfer.NewJSON(&out)
	if err := errors.Join(s.Begin(transfer.Person{Name: "ana", Settings: models.Settings{Zone: "UTC"}}), s.Guide(g), s.End(glossDay)); err != nil {
		t.Fatal(err)
	}
	good := out.String()
	b := mustReadOwn(t, good)
	g.Words = "" // the store's to give
	if diff := cmp.Diff(g, b.Account.Guides[0]); diff != "" {
		t.Errorf("another guide came back: %s", diff)
	}
	var kept map[string]any
	if json.Unmarshal([]byte(good), &kept) != nil || strings.Contains(good, "hash") {
		t.Errorf("its file: %s", good)
	}
	for from, to := range map[string]string{
		`https://e.org/`:           `javascript:alert(1)`,
		`"kind":"strong"`:          `"kind":"script"`,
		`"kind":"heading"`:         `"kind":"raw"`,
		`"start":0,`:               `"start":-1,`,
		`"id":"p1"`:                `"id":"p9"`,
		`"text":"One`:              `"text":"One\u202e`,
		`"rule":`:                  `"strength":7,"rule":`,
		`"polarity":"do"`:          `"polarity":"die"`,
		`"unit":"minutes"`:         `"unit":"` + strings.Repeat("m", 99) + `"`,
		`"exact":"Walk for ten m`:  `"exact":"Walk for two m`,
		`"came":"file"`:            `"came":"folder"`,
		`"title":"A"`:              `"title":"A","url":"javascript:alert(1)"`,
		`"title":"A",`:             `"title":"","author":"a\nb",`,
		`"title":"A","publisher":`: `"title":"A","slug":"light","publisher":`,
	} {
		if !strings.Contains(good, from) {
			if from != `"title":"A","publisher":` {
				t.Errorf("there is no %s in\n%s", from, good)
			}
			continue
		}
		if _, err := readOwn(t, strings.Replace(good, from, to, 1)); err == nil {
			t.Errorf("%s is let in", to)
		}
	}
	// What the file says of a text does not count.
	lying := strings.Replace(good, `"title":"A"`, `"title":"A","hash":"`+strings.Repeat("0", 64)+`"`, 1)
	if got := mustReadOwn(t, lying).Account.Guides[0]; got.Hash != g.Hash || got.Minutes != g.Minutes {
		t.Errorf("the file decides: %+v", got.Guide)
	}
}

// Markup in any text stays text.
func TestGlossKeepsMarkupAsText(t *testing.T) {
	const evil = `<script>alert("1")</script>&amp;`
	text, _ := json.Marshal(evil)
	file := glossHead + `, "habits": [{"id": "h1", "name": ` + string(text) + `, "reason": ` + string(text) + `, "hue": "sun", "icon": "sun", "since": "2026-01-01"}], ` + onePlan +
		`, "entries": [{"habit": "h1", "day": "2026-01-01", "note": ` + string(text) + `, "items": [` + string(text) + `]}]}`
	b := mustReadOwn(t, file)
	if h := b.Habits[0]; h.Name != evil || h.Reason != evil || h.Entries[0].Note != evil || h.Entries[0].Items[0] != evil {
		t.Errorf("%+v", h)
	}
}
