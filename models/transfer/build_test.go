package transfer_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/plan"
	"gloss/models/transfer"
)

var today = date.New(2026, time.November, 22)

func build(c transfer.Choices) *transfer.Builder {
	return transfer.NewBuilder(context.Background(), c, today)
}

// bundle is what b makes.
func bundle(t testing.TB, b *transfer.Builder) *transfer.Bundle {
	t.Helper()
	made, err := b.Bundle()
	if err != nil {
		t.Fatal(err)
	}
	return made
}

// losses are what b lost, with how often.
func losses(b *transfer.Bundle) map[string]int {
	all := map[string]int{}
	for _, l := range b.Lost {
		all[l.What] = l.Count
	}
	return all
}

func logged(day date.Date, units int, note string) transfer.Entry {
	return transfer.Entry{Day: day, Said: true, Amount: plan.Amount(units) * plan.Whole, Note: note}
}

func TestDaysThatStandTwice(t *testing.T) {
	read := func(c transfer.Choices, ask bool) *transfer.Bundle {
		b := build(c)
		b.Clashes(transfer.First, ask)
		h, err := b.Habit("k", "Pages", "row 1")
		if err != nil {
			t.Fatal(err)
		}
		h.Plans = []plan.Plan{b.Counted(20*plan.Whole, false, 1, "pages", "row 1")}
		for _, e := range []transfer.Entry{
			logged(today-1, 9, ""), logged(today-3, 1, "one"), logged(today-2, 5, "same"), logged(today-3, 2, "two"), logged(today-2, 5, "same"),
			{Day: today, Note: "later"}, logged(today, 4, ""), {Day: today - 4, Skipped: true}, logged(today-4, 3, ""),
		} {
			if err := h.Add(e, "row"); err != nil {
				t.Fatal(err)
			}
		}
		return bundle(t, b)
	}
	day := func(d date.Date, e transfer.Entry) transfer.Entry { e.Day = d; return e }
	skipped := transfer.Entry{Day: today - 4, Skipped: true}
	for answer, want := range map[string][]transfer.Entry{
		"first": {skipped, logged(today-3, 1, "one\ntwo"), logged(today-2, 5, "same"), logged(today-1, 9, ""), logged(today, 4, "later")},
		"last":  {logged(today-4, 3, ""), logged(today-3, 2, "one\ntwo"), logged(today-2, 5, "same"), logged(today-1, 9, ""), logged(today, 4, "later")},
		"sum":   {day(today-4, logged(0, 3, "")), logged(today-3, 3, "one\ntwo"), logged(today-2, 10, "same"), logged(today-1, 9, ""), logged(today, 4, "later")},
	} {
		made := read(transfer.Choices{"twice": answer}, true)
		if diff := cmp.Diff(want, made.Habits[0].Entries); diff != "" {
			t.Errorf("%s: %s", answer, diff)
		}
		if len(made.Doubts) != 1 || made.Doubts[0].ID != "twice" || made.Doubts[0].Default != "first" || !strings.Contains(made.Doubts[0].Ask, "18 November 2026 of Pages") {
			t.Errorf("doubts: %+v", made.Doubts)
		}
		if len(made.Habits[0].Notes) != 1 {
			t.Errorf("notes: %q", made.Habits[0].Notes)
		}
	}
	if a, b := read(nil, true).Habits, read(transfer.Choices{"twice": "first"}, true).Habits; !cmp.Equal(a, b) {
		t.Error(cmp.Diff(a, b))
	}
	made := read(transfer.Choices{"twice": "sum"}, false)
	if len(made.Doubts) != 0 || losses(made)["Days that stand twice in the file and differ: the first counts."] != 2 {
		t.Errorf("unasked: %+v", made)
	}
}

func TestWhatIsTooMuchIsCut(t *testing.T) {
	b := build(nil)
	h, err := b.Habit("k", "  "+strings.Repeat("né ", 100), "row 1")
	if err != nil {
		t.Fatal(err)
	}
	h.Reason = b.Reason("Why?\x00 ", strings.Repeat("ö", 3000), "row 1")
	h.Tags = b.Tags([]string{"a, b", "A  B", "", strings.Repeat("t", 50)}, "row 1")
	h.Plans = []plan.Plan{b.Counted(plan.MaxAmount*2, false, 1, strings.Repeat("u", 30), "row 1")}
	for _, e := range []transfer.Entry{
		logged(0, 1, ""), logged(date.Newest+1, 1, ""), {Day: today, Said: true, Amount: plan.MaxAmount + 1, Note: " a\r\nb\x07 "},
		{Day: today - 1, Said: true, Amount: -5}, {Day: today - 2, Amount: 7}, {Day: today - 3, Skipped: true, Said: true, Amount: 3},
	} {
		if err := h.Add(e, "row 2"); err != nil {
			t.Fatal(err)
		}
	}
	made := bundle(t, b)
	got := made.Habits[0]
	if n := utf8.RuneCountInString(got.Name); n != models.MaxHabitName || !strings.HasSuffix(got.Name, "…") {
		t.Errorf("a name of %d letters: %q", n, got.Name)
	}
	if n := utf8.RuneCountInString(got.Reason); n != models.MaxNote || !strings.HasPrefix(got.Reason, "Why?\n\nö") {
		t.Errorf("a reason of %d letters: %.20q", n, got.Reason)
	}
	if diff := cmp.Diff([]string{"a b", strings.Repeat("t", 39) + "…"}, got.Tags); diff != "" {
		t.Error(diff)
	}
	want := []transfer.Entry{
		{Day: today - 3, Skipped: true}, {Day: today - 1, Said: true}, {Day: today, Said: true, Amount: plan.MaxAmount, Note: "a\nb"},
	}
	if diff := cmp.Diff(want, got.Entries); diff != "" {
		t.Error(diff)
	}
	if got.Plans[0].From != today-3 || got.Since != today-3 || got.Hue != "leaf" || got.Icon != "leaf" {
		t.Errorf("%+v", got)
	}
	counts := map[string]int{
		"Names of habits longer than 120 letters: cut.": 1, "Descriptions longer than 2000 letters: cut.": 1,
		"Descriptions: signs that cannot be seen were left out.": 1, "Notes: signs that cannot be seen were left out.": 1,
		"Commas in tags: each became a space.": 1, "Tags longer than 40 letters: cut.": 1, "Units longer than 24 letters: cut.": 1,
		"Amounts above a million: cut to a million.": 2, "Amounts below nothing: none.": 1,
		"Days before 1970 or after 2200, and dates that do not exist: left out.": 2,
	}
	if diff := cmp.Diff(counts, losses(made)); diff != "" {
		t.Error(diff)
	}
}

func TestATickedDayHoldsOne(t *testing.T) {
	b := build(nil)
	h, err := b.Habit("k", "Walk", "row 1")
	if err != nil {
		t.Fatal(err)
	}
	for i, n := range []int{0, 1, 3} {
		if err := h.Add(logged(today-date.Date(i), n, ""), "row"); err != nil {
			t.Fatal(err)
		}
	}
	got := bundle(t, b).Habits[0]
	if got.Entries[0].Amount != plan.Whole || got.Entries[1].Amount != plan.Whole || got.Entries[2].Amount != 0 || !got.Entries[2].Said {
		t.Errorf("%+v", got.Entries)
	}
}

func TestKeys(t *testing.T) {
	b := build(nil)
	for _, k := range []string{"a", "a", "a#2", "a", "b", "a#3", "a"} {
		if _, err := b.Habit(k, "", "row"); err != nil {
			t.Fatal(err)
		}
	}
	seen := map[string]bool{}
	var keys []string
	for _, h := range bundle(t, b).Habits {
		keys = append(keys, h.Key)
		if seen[h.Key] || h.Name != "Unnamed" {
			t.Errorf("%q twice, or %q", h.Key, h.Name)
		}
		seen[h.Key] = true
	}
	if keys[0] != "a" || keys[1] != "a#2" {
		t.Errorf("%q", keys)
	}
	long := strings.Repeat("ü", 500)
	if a, b := transfer.Key("p", long), transfer.Key("p", long+"x"); a == b || len(a) > 250 || !utf8.ValidString(a) {
		t.Errorf("%q %q", a, b)
	}
	if got := transfer.Key("loop", " a\x00 \n b "); got != "loop:a b" {
		t.Errorf("%q", got)
	}
}

func TestOften(t *testing.T) {
	for _, c := range []struct {
		n, d  int
		terms string
		lost  int
	}{
		{1, 1, "a day", 0}, {3, 7, "", 0}, {7, 7, "a day", 0}, {9, 7, "a day", 1}, {0, 5, "a day", 1}, {2, -1, "a day", 1}, {1, 365, "", 1}, {180, 180, "a day", 1},
	} {
		b := build(nil)
		p := b.Often(c.n, c.d, "row")
		if bad := p.Problems(); len(bad) > 0 || len(bundle(t, b).Lost) != c.lost {
			t.Errorf("%d in %d: %s %v %v", c.n, c.d, p.Terms(), bad, bundle(t, b).Lost)
		}
		if c.terms != "" && (p.Period != plan.Day || p.Min != plan.At(1)) {
			t.Errorf("%d in %d: %s", c.n, c.d, p.Terms())
		}
	}
	if p := build(nil).Often(3, 7, ""); p.Period != plan.Rolling || p.Days != 7 || p.Min != plan.At(3) || p.WeekStart != time.Monday || p.Reserve != 0 {
		t.Errorf("%+v", p)
	}
	if p := build(nil).Often(3, 365, ""); p.Days != 90 || p.Min != plan.At(1) {
		t.Errorf("%+v", p)
	}
}

func TestCounted(t *testing.T) {
	b := build(nil)
	p := b.Counted(30*plan.Whole, false, 1, "minutes", "row")
	if p.Period != plan.Day || p.Min != plan.At(30) || p.Max.Set || p.Step != 5*plan.Whole || p.Unit != "minutes" {
		t.Errorf("%+v", p)
	}
	if p = b.Counted(10*plan.Whole, true, 180, "", "row"); p.Days != 90 || p.Max != plan.At(5) || p.Min.Set || p.Unit != "units" {
		t.Errorf("%+v", p)
	}
	if p = b.Counted(0, false, 7, "x", "row"); p.Min != (plan.Limit{Amount: 1, Set: true}) {
		t.Errorf("%+v", p)
	}
	if p = b.Counted(0, true, 1, "x", "row"); p.Max != plan.At(0) || p.Min.Set {
		t.Errorf("%+v", p)
	}
}

// Whatever a file says, the plan is one that a habit can be lived under.
func TestAnyTermsAreValid(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := build(transfer.Choices{"untargeted": rapid.SampledFrom([]string{"", "day", "week", "month", "year"}).Draw(t, "choice")})
		for i, p := range []plan.Plan{
			b.Often(rapid.Int().Draw(t, "n"), rapid.Int().Draw(t, "d"), "row"), b.Untargeted(),
			b.Counted(plan.Amount(rapid.Int64().Draw(t, "target")), rapid.Bool().Draw(t, "most"), rapid.Int().Draw(t, "days"), rapid.String().Draw(t, "unit"), "row"),
		} {
			h, err := b.Habit(fmt.Sprint(i), rapid.String().Draw(t, "name"), "row")
			if err != nil {
				t.Fatal(err)
			}
			h.Plans = []plan.Plan{p}
			h.Reason = b.Reason(rapid.String().Draw(t, "question"), rapid.String().Draw(t, "description"), "row")
			h.Tags = b.Tags(rapid.SliceOf(rapid.String()).Draw(t, "tags"), "row")
			for range rapid.IntRange(0, 5).Draw(t, "entries") {
				e := transfer.Entry{
					Day: date.Date(rapid.Int32().Draw(t, "day")), Said: rapid.Bool().Draw(t, "said"), Skipped: rapid.Bool().Draw(t, "skipped"),
					Amount: plan.Amount(rapid.Int64().Draw(t, "amount")), Note: rapid.String().Draw(t, "note"),
				}
				if rapid.Bool().Draw(t, "near") {
					e.Day = today - e.Day%3
				}
				if err := h.Add(e, "row"); err != nil {
					t.Fatal(err)
				}
			}
		}
		made, err := b.Bundle()
		if err != nil {
			t.Fatal(err)
		}
		obeys(t, made)
	})
}

func TestUntargeted(t *testing.T) {
	for answer, want := range map[string]plan.Period{"": plan.Month, "day": plan.Day, "week": plan.Week, "nonsense": plan.Month} {
		b := build(transfer.Choices{"untargeted": answer})
		if p := b.Untargeted(); p.Period != want || len(p.Problems()) > 0 {
			t.Errorf("%q: %+v", answer, p)
		}
		b.Untargeted()
		if d := bundle(t, b).Doubts; len(d) != 1 || d[0].ID != "untargeted" || !strings.HasPrefix(d[0].Ask, "2 habits") {
			t.Errorf("%+v", d)
		}
	}
}

func TestTooManyHabitsAndEntries(t *testing.T) {
	b := build(nil)
	for i := range models.MaxHabits {
		if _, err := b.Habit(fmt.Sprint(i), "x", ""); err != nil {
			t.Fatal(err)
		}
	}
	h, err := b.Habit("one more", "x", "")
	if refusedAs(t, err, "more than 500 habits"); h != nil {
		t.Error("a habit too many")
	}
	b = build(nil)
	if h, err = b.Habit("k", "x", ""); err != nil {
		t.Fatal(err)
	}
	for i := 0; err == nil && i <= transfer.MaxEntries; i++ {
		err = h.Add(logged(today-date.Date(i%1000), 1, ""), "")
	}
	refusedAs(t, err, fmt.Sprintf("more than %s entries", models.Grouped(transfer.MaxEntries)))
}

func TestBuildingEndsWithItsTime(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	b := transfer.NewBuilder(ctx, nil, today)
	h, err := b.Habit("k", "x", "")
	if err != nil {
		t.Fatal(err)
	}
	stop()
	n := 0
	for ; err == nil && n < 10_000; n++ {
		err = h.Add(logged(today, 1, ""), "")
	}
	if !errors.Is(err, context.Canceled) || n > 1000 {
		t.Errorf("%d entries: %v", n, err)
	}
}

func TestHueOf(t *testing.T) {
	for rgb, want := range map[uint32]string{
		0xD32F2F: "rose", 0xF57C00: "sun", 0xAFB42B: "moss", 0x388E3C: "leaf", 0x0288D1: "sea", 0x1976D2: "sea", 0x7B1FA2: "plum",
		0x303030: "stone", 0xffffff: "stone", 0x000000: "stone", 0x5D4037: "clay", 0x2f7a4f: "leaf", 0xa8455f: "rose",
	} {
		if got := transfer.HueOf(rgb); got != want {
			t.Errorf("#%06x is %s, want %s", rgb, got, want)
		}
	}
}

// A note that holds no more costs nothing more, however often its day stands in
// the file.
func TestNotesOfOneDayOverAndOver(t *testing.T) {
	const days, times, letters = 100, 1000, 100
	var made *transfer.Bundle
	cost := allocated(func() {
		b := build(nil)
		h, err := b.Habit("k", "Walk", "row 1")
		if err != nil {
			t.Fatal(err)
		}
		for n := range times {
			for d := range days {
				note := fmt.Sprintf("%04d%s", n, strings.Repeat(" x", (letters-4)/2))
				if err := h.Add(logged(today-date.Date(d), 1, note), "row"); err != nil {
					t.Fatal(err)
				}
			}
		}
		made = bundle(t, b)
	})
	const fit = (models.MaxNote + 1) / (letters + 1) // and what is between them
	if most := uint64(days * times * 10 * letters); cost > most {
		t.Errorf("%d notes cost %d bytes, want at most %d", days*times, cost, most)
	}
	entries := made.Habits[0].Entries
	if len(entries) != days {
		t.Fatalf("%d days", len(entries))
	}
	for _, e := range entries {
		if n := utf8.RuneCountInString(e.Note); n < fit*letters || n > models.MaxNote || !strings.HasPrefix(e.Note, "0000") || !strings.HasSuffix(e.Note, "…") {
			t.Fatalf("a note of %d letters: %.20s", n, e.Note)
		}
	}
	if got := losses(made)["Notes longer than 2000 letters: cut."]; got != days*(times-fit) {
		t.Errorf("%d notes were cut, want %d", got, days*(times-fit))
	}
	t.Logf("%d bytes", cost)
}
