package handlers_test

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gloss/models"
	"gloss/models/auth"
	"gloss/models/date"
	"gloss/models/plan"
	"gloss/models/store"
	"gloss/views/link"
)

// ledger is one habit of somebody, archived or not.
func (s *site) ledger(person, habit string) store.Ledger {
	s.t.Helper()
	today := s.today(person)
	l, err := s.store.Ledger(context.Background(), s.user(person).ID, habit, today-30, today)
	if err != nil {
		s.t.Fatal(err)
	}
	return l
}

// tags are the names of the tags on a habit.
func (s *site) tags(person, habit string) []string {
	s.t.Helper()
	all, err := s.store.TagsOf(context.Background(), s.user(person).ID)
	if err != nil {
		s.t.Fatal(err)
	}
	var names []string
	for _, tag := range all[habit] {
		names = append(names, tag.Name)
	}
	return names
}

// edits opens the page for editing a habit and gives its form.
func (s *site) edits(habit string) *form {
	s.t.Helper()
	return s.get(link.EditHabit(habit)).want(200).form("#habit-name")
}

// ahead are terms that need no more of their plan.
func terms(change func(*plan.Plan)) plan.Plan {
	p := plan.Plan{Kind: plan.Tick, Period: plan.Week, Min: plan.At(4), Step: plan.Whole, WeekStart: time.Monday}
	change(&p)
	return p
}

// New terms rule from the first day of the running period where they count the
// same thing in the same period, and else from today; the days before keep the
// terms they were lived under. The page says so before and after.
func TestFromWhenNewTermsRule(t *testing.T) {
	monday, first := date.New(2026, time.June, 8), date.New(2026, time.June, 1)
	began := wednesday - 40
	tests := []struct {
		name   string
		plan   plan.Plan
		change []string // field, value
		from   date.Date
		before string // what the page says before anything is typed
		after  string
	}{
		{"a day's amount", minutes, []string{"max", "40"}, wednesday, "rule from today, Wednesday 10 June;", "These terms rule from today, Wednesday 10 June;"},
		{"a day's window", minutes, []string{"from", "10:00", "to", "16:00"}, wednesday, "rule from today", "from today"},
		{"a week's quota", terms(func(*plan.Plan) {}), []string{"min", "5"}, monday, "rule from Monday 8 June, where this week began; with another kind or period from today", "These terms rule from Monday 8 June;"},
		{"a month's quota", terms(func(p *plan.Plan) { p.Period = plan.Month }), []string{"min", "5"}, first, "rule from Monday 1 June, where this month began", "from Monday 1 June;"},
		{"a run's quota", terms(func(p *plan.Plan) { p.Period, p.Days = plan.Rolling, 7 }), []string{"min", "5"}, wednesday, "from today", "from today"},
		{"a week to a day", terms(func(*plan.Plan) {}), []string{"period", "day", "min", "1"}, wednesday, "Monday 8 June", "from today"},
		{"ticks to an amount", terms(func(*plan.Plan) {}), []string{"kind", "amount", "min", "90", "unit", "minutes"}, wednesday, "Monday 8 June", "from today"},
		{"a week of its own", terms(func(*plan.Plan) {}), []string{"min", "5"}, wednesday - 1, "from Tuesday 9 June, where its terms began", "from its first day on"},
	}
	s := newSite(t)
	s.as("ana")
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			first := began
			if test.from == wednesday-1 {
				first = test.from
			}
			habit := s.makes("ana", test.name, test.plan, first)
			p := s.get(link.EditHabit(habit)).want(200).says(test.before)
			f := p.form("#habit-name")
			for i := 0; i < len(test.change); i += 2 {
				f.set(test.change[i], test.change[i+1])
			}
			done := f.submit("Save").want(200).says(test.after)
			if done.path() != link.Habit(habit) {
				t.Errorf("came out at %s", done.url)
			}
			plans := s.ledger("ana", habit).Plans
			if last := plans[len(plans)-1]; last.From != test.from {
				t.Errorf("the new terms rule from %s, want %s", last.From, test.from)
			}
			if first == test.from {
				if len(plans) != 1 {
					t.Errorf("%d plans for one first day", len(plans))
				}
				return
			}
			if len(plans) != 2 || plans[0].Terms() != test.plan.Terms() || plans[0].From != began {
				t.Errorf("the terms before are not as they were: %+v", plans)
			}
			if got := s.get(link.EditHabit(habit)).texts("[aria-labelledby=terms] li b"); len(got) != 2 {
				t.Errorf("the terms are listed as %q", got)
			}
			if s.get(link.Habit(habit)).form(".journal form").submit("").want(200); len(s.ledger("ana", habit).Plans) != 1 {
				t.Error("the edit is not undone as a whole")
			}
		})
	}
}

// makes gives somebody a habit that began on a day.
func (s *site) makes(person, name string, p plan.Plan, from date.Date) string {
	s.t.Helper()
	p.From = from
	made, err := s.store.CreateHabits(context.Background(), s.user(person).ID, auth.NewPageID(), []store.NewHabit{{
		Habit: models.Habit{Name: name, Hue: "sun", Icon: "sun"}, Plan: p,
	}})
	if err != nil {
		s.t.Fatal(err)
	}
	return made[0].ID
}

func TestThePastIsJudgedByItsOldTerms(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	habit := s.keeps("ana", "Sun", minutes)
	for day := wednesday - 5; day <= wednesday; day++ {
		s.logs("ana", habit, day, models.ActSet, 12)
	}
	s.edits(habit).set("min", "20").submit("Save").want(200)
	for _, v := range s.ledger("ana", habit).Since(wednesday-5, wednesday) {
		want := plan.Kept
		if v.From == wednesday {
			want = plan.Open
		}
		if v.State != want {
			t.Errorf("%s is %s, want %s", v.From, v.State, want)
		}
	}
	if got := s.get(link.Day(wednesday - 1)).want(200).find(row(habit) + ".cell.now.kept").Length(); got != 1 {
		t.Error("yesterday is not shown as kept")
	}
}

func TestEverythingCanBeEdited(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	habit := s.keeps("ana", "Sun", minutes)
	f := s.edits(habit)
	f.set("name", " Sky  watch ").set("cue", "after lunch").set("reason", "I like it.\nA lot.").set("hue", "plum").set("icon", "moon")
	f.set("tags", "outdoors, Body ،body,, 日光、 ").submit("Save").want(200).says("Sky watch")
	l := s.ledger("ana", habit)
	if l.Name != "Sky watch" || l.Cue != "after lunch" || l.Reason != "I like it.\nA lot." || l.Hue != "plum" || l.Icon != "moon" {
		t.Errorf("habit %+v", l.Habit)
	}
	if got := s.tags("ana", habit); !slices.Equal(slices.Sorted(slices.Values(got)), []string{"Body", "outdoors", "日光"}) {
		t.Errorf("tags %q", got)
	}
	if len(l.Plans) != 1 || l.Plans[0].From != wednesday-10 {
		t.Errorf("its terms were touched: %+v", l.Plans)
	}
	again := s.get(link.EditHabit(habit)).want(200).says("You have: ")
	if got := strings.Split(again.form("#habit-name").values.Get("tags"), ", "); len(got) != 3 {
		t.Errorf("the tags come back as %q", got)
	}
	s.edits(habit).set("tags", "").submit("Save").want(200)
	if got := s.tags("ana", habit); len(got) != 0 {
		t.Errorf("tags taken away: %q", got)
	}
}

func TestEditsThatAreRefusedKeepAll(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	habit := s.keeps("ana", "Sun", minutes)
	before := s.dump(s.user("ana").ID)
	tests := append(slices.Clone(refusals), []struct {
		name, field string
		changes     []string
	}{
		{"a long tag", "tags", []string{"tags=body, " + strings.Repeat("t", models.MaxTag+1)}},
		{"too many tags", "tags", []string{"tags=" + strings.Join(strings.Split("abcdefghijklmnopqrstuvwxyz", ""), ",")}},
	}...)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			sent := filled(append([]string{"page=" + strings.Repeat("p", 32), "drawn="}, test.changes...)...)
			sent.Set("reason", sent.Get("reason")+"Because.\nI said so.")
			p := s.post(link.EditHabit(habit), sent).want(http.StatusUnprocessableEntity)
			problem := p.find(".problems a")
			to := p.doc.Find(problem.AttrOr("href", ""))
			if to.Length() != 1 || to.AttrOr("name", "") != test.field {
				t.Errorf("the first problem, %q, leads to %q", words(problem.First().Text()), to.AttrOr("name", ""))
			}
			if beside := p.text(problem.AttrOr("href", "") + "-e"); beside != words(problem.First().Text()) {
				t.Errorf("beside the field stands %q", beside)
			}
			if p.text("h1") != "Sun" {
				t.Errorf("the heading became %q", p.text("h1"))
			}
			stillThere(t, p.form("#habit-name"), sent)
		})
	}
	if diff := cmp.Diff(before, s.dump(s.user("ana").ID)); diff != "" {
		t.Errorf("refused forms changed something:\n%s", diff)
	}
	p := s.edits(habit).set("name", "").set("max", "50").submit("Save").want(422)
	p.says("These terms rule from today, Wednesday 10 June; days before stay as they were judged.")
}

// Any habit that is saved as it stands stays as it was, whatever its plan.
func TestSavingUnchangedChangesNothing(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	made := 0
	rapid.Check(t, func(r *rapid.T) {
		p := drawPlan(r)
		if p.Period != plan.Day { // more than a form asks for, as an import may bring it
			p.Reserve = rapid.IntRange(0, plan.MaxReserve).Draw(r, "more reserve")
		}
		if made++; len(p.Problems()) > 0 || made > 400 {
			return
		}
		habit := s.makes("ana", "Any", p, wednesday-date.Date(rapid.IntRange(0, 60).Draw(r, "age")))
		before := s.ledger("ana", habit)
		s.edits(habit).submit("Save").want(200)
		after := s.ledger("ana", habit)
		if d := cmp.Diff(before.Plans, after.Plans); d != "" {
			r.Fatalf("plans (-before +after):\n%s", d)
		}
		if d := cmp.Diff(before.Habit, after.Habit); d != "" {
			r.Fatalf("the habit (-before +after):\n%s", d)
		}
	})
}

func TestAnEditCountsOnce(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	habit := s.keeps("ana", "Sun", minutes)
	f := s.edits(habit).set("max", "40")
	count := func() int {
		list, err := s.store.Changes(context.Background(), s.user("ana").ID, store.Filter{HabitID: habit})
		if err != nil {
			t.Fatal(err)
		}
		return len(list)
	}
	f.submit("Save").want(200)
	f.submit("Save").want(200)
	if got := count(); got != 2 {
		t.Errorf("%d changes, want the beginning and one edit", got)
	}
	s.pass(24 * time.Hour)
	f.submit("Save").want(200)
	if got := len(s.ledger("ana", habit).Plans); got != 2 || count() != 2 {
		t.Errorf("sent again a day later: %d plans, %d changes", got, count())
	}
	v := f.set("max", "50").values
	v.Set("change", auth.NewPageID())
	s.post(link.EditHabit(habit), v).want(200)
	v.Set("max", "60")
	s.post(link.EditHabit(habit), v).want(409)
	v.Set("change", "short")
	s.post(link.EditHabit(habit), v).want(400)
}

func TestTheSourceStandsBesideTheForm(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	for _, h := range s.takes("ana") {
		p := s.get(link.EditHabit(h.ID)).want(200)
		if !p.has(".beside mark") || p.attr(".beside header a", "href") == "" {
			t.Errorf("%s: its passage does not stand beside", h.Name)
		}
	}
	own := s.get(link.EditHabit(s.keeps("ana", "Sun", minutes))).want(200)
	if own.has(".beside") {
		t.Error("a habit of one's own has a source")
	}
	if _, err := s.open().Exec("UPDATE guides SET deleted_at = 1"); err != nil {
		t.Fatal(err)
	}
	gone := s.get(link.EditHabit(s.ledgers("ana")[1].ID)).want(200)
	if !gone.has(".beside mark") {
		t.Error("with its guide gone the habit lost its words")
	}
}

func TestLaterTermsCanBeTakenOff(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	habit := s.keeps("ana", "Sun", minutes)
	if s.get(link.EditHabit(habit)).has("[aria-labelledby=terms] button") {
		t.Error("the first terms can be taken off")
	}
	s.edits(habit).set("max", "40").submit("Save").want(200)
	s.pass(7 * 24 * time.Hour)
	s.edits(habit).set("max", "50").submit("Save").want(200)
	p := s.get(link.EditHabit(habit)).want(200)
	want := []string{"from Wednesday 17 June on", "from Wednesday 10 June to Tuesday 16 June", "from Sunday 31 May to Tuesday 9 June"}
	if got := p.texts("[aria-labelledby=terms] li .muted"); !slices.Equal(got, want) {
		t.Errorf("listed as %q", got)
	}
	done := p.form("[aria-labelledby=terms] form").submit("Take off the terms from Wednesday 17 June on").want(200)
	if done.path() != link.EditHabit(habit) || !done.has(".flash button") {
		t.Errorf("led to %s", done.url)
	}
	if plans := s.ledger("ana", habit).Plans; len(plans) != 2 || plans[1].Max != plan.At(40) {
		t.Errorf("plans %+v", plans)
	}
	done.form(".flash button").submit("Undo").want(200)
	if plans := s.ledger("ana", habit).Plans; len(plans) != 3 {
		t.Errorf("undone: %d plans", len(plans))
	}
	for _, from := range []string{(wednesday - 10).String(), wednesday.String() + "1", "nonsense", (wednesday + 1).String()} {
		got := s.post(link.Habit(habit)+"/plans/"+from+"/remove", url.Values{"page": {auth.NewPageID()}})
		if got.status != http.StatusNotFound && got.status != http.StatusUnprocessableEntity {
			t.Errorf("%s answered %d", from, got.status)
		}
	}
}
