package handlers_test

import (
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/plan"
	"gloss/views/link"
	"gloss/views/page"
)

var wednesday = date.New(2026, time.June, 10)

// filled is a form that can be sent, changed by what is given: "name=value"
// puts a value in, "name=" takes it out.
func filled(changes ...string) url.Values {
	v := url.Values{
		"drawn": {strings.Repeat("d", 32)}, "name": {"Walk"}, "kind": {"amount"}, "min": {"20"}, "unit": {"minutes"}, "period": {"day"},
		"due": {"mo", "tu", "we", "th", "fr", "sa", "su"}, "reserve": {"1"}, "hue": {"moss"}, "icon": {"walk"},
	}
	for _, change := range changes {
		name, value, _ := strings.Cut(change, "=")
		v.Del(name)
		if value != "" {
			v[name] = strings.Split(value, " ")
			if name != "due" {
				v[name] = []string{value}
			}
		}
	}
	return v
}

func TestFormsBecomeHabits(t *testing.T) {
	daily := func(change func(*plan.Plan)) plan.Plan {
		p := plan.Plan{
			From: wednesday, Anchor: wednesday, WeekStart: time.Monday, Kind: plan.Sum, Period: plan.Day,
			Min: plan.At(20), Unit: "minutes", Step: 5 * plan.Whole, Reserve: 1,
		}
		change(&p)
		return p
	}
	tests := []struct {
		name    string
		changes []string
		want    plan.Plan
	}{
		{"minutes a day", nil, daily(func(*plan.Plan) {})},
		{"a step of one's own", []string{"step=2.5"}, daily(func(p *plan.Plan) { p.Step = 2500 })},
		{"pages step by one", []string{"unit=pages"}, daily(func(p *plan.Plan) { p.Unit, p.Step = "pages", plan.Whole })},
		{"a band, with a comma", []string{"min=1,5", "max=2"}, daily(func(p *plan.Plan) { p.Min, p.Max = plan.Limit{Amount: 1500, Set: true}, plan.At(2) })},
		{"only a most", []string{"min=", "max=0"}, daily(func(p *plan.Plan) { p.Min, p.Max = plan.Limit{}, plan.At(0) })},
		{"weekdays", []string{"due=mo we fr"}, daily(func(p *plan.Plan) {
			p.Due.Weekdays = plan.OnWeekdays(time.Monday, time.Wednesday, time.Friday)
		})},
		{"every third day", []string{"every=3"}, daily(func(p *plan.Plan) { p.Due.Every = 3 })},
		{"every day, said so", []string{"every=1"}, daily(func(*plan.Plan) {})},
		{"hours", []string{"from=10:00", "to=16:30"}, daily(func(p *plan.Plan) { p.Window = plan.Window{From: 600, To: 990} })},
		{"no reserve", []string{"reserve=0"}, daily(func(p *plan.Plan) { p.Reserve = 0 })},
		{"a tick with no number", []string{"kind=tick", "min="}, daily(func(p *plan.Plan) {
			p.Kind, p.Min, p.Unit, p.Step = plan.Tick, plan.At(1), "", plan.Whole
		})},
		{"a tick at most", []string{"kind=tick", "min=", "max=1", "period=week"}, daily(func(p *plan.Plan) {
			p.Kind, p.Min, p.Max, p.Unit, p.Step, p.Period, p.Reserve = plan.Tick, plan.Limit{}, plan.At(1), "", plan.Whole, plan.Week, 0
		})},
		{"a week reads no days", []string{"period=week", "due=", "every=x", "reserve=x", "days=x"}, daily(func(p *plan.Plan) {
			p.Period, p.Reserve = plan.Week, 0
		})},
		{"a month", []string{"period=month", "min=150"}, daily(func(p *plan.Plan) { p.Period, p.Min, p.Reserve = plan.Month, plan.At(150), 0 })},
		{"a run of days", []string{"kind=tick", "period=days", "days=7", "min=3"}, daily(func(p *plan.Plan) {
			p.Kind, p.Period, p.Days, p.Min, p.Unit, p.Step, p.Reserve = plan.Tick, plan.Rolling, 7, plan.At(3), "", plan.Whole, 0
		})},
		{"things by name", []string{"kind=variety", "period=week", "min=30", "unit=plants", "step=9"}, daily(func(p *plan.Plan) {
			p.Kind, p.Period, p.Min, p.Unit, p.Step, p.Reserve = plan.Variety, plan.Week, plan.At(30), "plants", plan.Whole, 0
		})},
		{"things without a unit", []string{"kind=variety", "unit="}, daily(func(p *plan.Plan) {
			p.Kind, p.Unit, p.Step = plan.Variety, "", plan.Whole
		})},
	}
	s := newSite(t)
	s.as("ana")
	for i, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			v := filled(test.changes...)
			v.Set("name", test.name)
			p := s.post(link.Habits, v).want(200)
			if p.path() != link.Today || p.url.Query().Get("done") == "" {
				t.Errorf("came out at %s", p.url)
			}
			list := s.ledgers("ana")
			if len(list) != i+1 {
				t.Fatalf("%d habits, want %d", len(list), i+1)
			}
			got := list[i]
			if got.Name != test.name || got.Hue != "moss" || got.Icon != "walk" {
				t.Errorf("habit %+v", got.Habit)
			}
			if d := cmp.Diff([]plan.Plan{test.want}, got.Plans); d != "" {
				t.Errorf("plans (-want +got):\n%s", d)
			}
		})
	}
}

// refusals are forms that cannot be accepted, with the first field to blame.
var refusals = []struct {
	name, field string
	changes     []string
}{
	{"no name", "name", []string{"name="}},
	{"a name of spaces", "name", []string{"name=  "}},
	{"a long name", "name", []string{"name=" + strings.Repeat("x", 121)}},
	{"a name of controls", "name", []string{"name=a\x00b"}},
	{"no kind", "kind", []string{"kind="}},
	{"an unknown kind", "kind", []string{"kind=dance"}},
	{"no limits", "min", []string{"min="}},
	{"no number", "min", []string{"min=ten"}},
	{"a least of nothing", "min", []string{"min=0"}},
	{"a negative least", "min", []string{"min=-5"}},
	{"too fine", "min", []string{"min=1.2345"}},
	{"half a plant", "min", []string{"kind=variety", "min=1.5"}},
	{"two ticks a day", "min", []string{"kind=tick", "min=2"}},
	{"most no number", "max", []string{"max=lots"}},
	{"most below least", "max", []string{"max=5"}},
	{"too much", "max", []string{"max=1000001"}},
	{"both in a run", "max", []string{"period=days", "days=7", "max=30"}},
	{"no unit", "unit", []string{"unit="}},
	{"a long unit", "unit", []string{"unit=" + strings.Repeat("u", 25)}},
	{"no period", "period", []string{"period="}},
	{"an unknown period", "period", []string{"period=decade"}},
	{"a run of no length", "days", []string{"period=days"}},
	{"a run of words", "days", []string{"period=days", "days=a week"}},
	{"a run of one", "days", []string{"period=days", "days=1"}},
	{"a run of 91", "days", []string{"period=days", "days=91"}},
	{"a step of nothing", "step", []string{"step=0"}},
	{"a step of words", "step", []string{"step=few"}},
	{"no day", "due", []string{"due="}},
	{"an unknown day", "due", []string{"due=mo xx"}},
	{"a due of other words", "due", []string{"due=every 3"}},
	{"every none", "every", []string{"every=0"}},
	{"every so often", "every", []string{"every=often"}},
	{"every 366", "every", []string{"every=366"}},
	{"days and every", "every", []string{"due=mo", "every=3"}},
	{"from alone", "to", []string{"from=10:00"}},
	{"to alone", "from", []string{"to=10:00"}},
	{"from no time", "from", []string{"from=noon", "to=16:00"}},
	{"to no time", "to", []string{"from=10:00", "to=25:00"}},
	{"backwards", "to", []string{"from=16:00", "to=10:00"}},
	{"no time at all", "to", []string{"from=10:00", "to=10:00"}},
	{"a long cue", "cue", []string{"cue=" + strings.Repeat("c", 121)}},
	{"a long reason", "reason", []string{"reason=" + strings.Repeat("r", 2001)}},
	{"a reserve of four", "reserve", []string{"reserve=4"}},
	{"a reserve of words", "reserve", []string{"reserve=some"}},
	{"no colour", "hue", []string{"hue="}},
	{"an unknown colour", "hue", []string{"hue=mauve"}},
	{"an unknown icon", "icon", []string{"icon=flame"}},
}

func TestFormsThatAreRefused(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	for _, test := range refusals {
		t.Run(test.name, func(t *testing.T) {
			sent := filled(test.changes...)
			sent.Set("reason", sent.Get("reason")+"Because.\nI said so.")
			p := s.post(link.Habits, sent).want(422)
			problem := p.find(".problems a")
			to := p.doc.Find(problem.AttrOr("href", ""))
			if to.Length() != 1 || to.AttrOr("name", "") != test.field {
				t.Errorf("the first problem, %q, leads to %q", words(problem.First().Text()), to.AttrOr("name", ""))
			}
			if beside := p.text(problem.AttrOr("href", "") + "-e"); beside != words(problem.First().Text()) {
				t.Errorf("beside the field stands %q", beside)
			}
			stillThere(t, p.form("main form"), sent)
		})
	}
	if got := s.names("ana"); len(got) != 0 {
		t.Errorf("refused forms made %q", got)
	}
}

// stillThere checks that a refused form holds what was sent, as far as its
// controls can: a choice it never offered stays unmade.
func stillThere(t *testing.T, f *form, sent url.Values) {
	t.Helper()
	for name, want := range sent {
		control := f.named(name)
		switch {
		case name == "drawn", name == "page", name == "period", strings.Contains(want[0], "\x00"):
			continue // another drawing; a select has always something chosen; no markup can hold it
		case checkable(control):
			want = slices.DeleteFunc(slices.Clone(want), func(v string) bool { return control.Filter(`[value="`+v+`"]`).Length() == 0 })
		}
		if got := f.values[name]; !slices.Equal(got, want) {
			t.Errorf("%s holds %q, was sent %q", name, got, want)
		}
	}
}

func TestTheFormFillsInAndComesBack(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	f := s.get(link.NewHabit).want(200).form("main form")
	f.set("name", "Sit still").set("cue", "before bed").set("reason", "Quiet.").set("hue", "sea")
	p := f.submit("Keep this habit").want(200)
	if p.path() != link.Today {
		t.Errorf("came out at %s", p.url)
	}
	// Back, and the same once more: one habit. Back, and another name: another.
	f.submit("Keep this habit").want(200)
	if got := s.names("ana"); !slices.Equal(got, []string{"Sit still"}) {
		t.Fatalf("sent twice: %q", got)
	}
	s.pass(24 * time.Hour)
	f.submit("Keep this habit").want(200)
	if got := s.names("ana"); len(got) != 1 {
		t.Fatalf("sent again the day after: %q", got)
	}
	f.set("name", "Sit stiller").submit("Keep this habit").want(200)
	h := s.ledgers("ana")[0]
	if h.Cue != "before bed" || h.Reason != "Quiet." || h.Hue != "sea" || h.Plans[0].Terms() != "every day" || h.Plans[0].Reserve != 1 {
		t.Errorf("habit %+v, %s", h.Habit, h.Plans[0].Terms())
	}
	if got := s.names("ana"); len(got) != 2 {
		t.Errorf("habits %q", got)
	}
}

func TestExamplesCanBeKeptAsTheyAre(t *testing.T) {
	if len(page.HabitExamples) < 6 {
		t.Errorf("%d examples", len(page.HabitExamples))
	}
	s := newSite(t)
	s.as("ana")
	kinds, periods := map[plan.Kind]bool{}, map[plan.Period]bool{}
	for i, e := range page.HabitExamples {
		p := s.get(link.NewHabitLike(e.Key)).want(200)
		if p.text(".filter [aria-current]") != e.Name {
			t.Errorf("%s: the example is not marked", e.Key)
		}
		p.form("main form").submit("Keep this habit").want(200)
		list := s.ledgers("ana")
		if len(list) != i+1 || list[i].Name != e.Name {
			t.Fatalf("%s: habits %q", e.Key, s.names("ana"))
		}
		kinds[list[i].Plans[0].Kind], periods[list[i].Plans[0].Period] = true, true
	}
	if len(kinds) != 3 || len(periods) < 3 {
		t.Errorf("kinds %v, periods %v: want a taste of all", kinds, periods)
	}
	s.get(link.NewHabit + "?like=nothing").want(200)
}

func TestAHabitFromAdviceOnOnesOwnTerms(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	guide := s.get(link.Guide(s.shipped()))
	p := guide.click("#habit-sun a.btn").want(200)
	if p.find(".beside mark").Length() != 1 || !p.has(".beside .caution") || !p.has(".beside .evidence") {
		t.Error("the passage, its caution and how sure it is do not stand beside")
	}
	p.form("main form").set("max", "20").submit("Keep this habit").want(200)
	sun := s.ledgers("ana")[0]
	if sun.GuideID != s.shipped() || sun.AdviceID == "" || sun.Passages == "" || sun.Plans[0].Max != plan.At(20) || !sun.Plans[0].Window.IsSet() {
		t.Errorf("habit %+v, %s", sun.Habit, sun.Plans[0].Terms())
	}

	again := s.get(link.NewHabitFrom(s.shipped(), "sun")).want(200).says("“Midday sun” is among your habits already")
	again.form("main form").check("care", "burn").submit("Keep this habit").want(200)
	careful := s.ledgers("ana")[1]
	if careful.Name != "Time outdoors" || !careful.Careful || careful.Plans[0].Window.IsSet() {
		t.Errorf("with care: %+v, %s", careful.Habit, careful.Plans[0].Terms())
	}

	refused := again.form("main form").check("care", "burn").set("name", "").submit("Keep this habit").want(422)
	if !refused.has(".beside mark") || refused.form("main form").values.Get("care") != "burn" {
		t.Error("refused, the form forgot where it comes from or what was answered")
	}
	again.form("main form").check("care", "burn").set("name", "My own").set("from", "08:00").set("to", "09:00").submit("Keep this habit").want(200)
	if own := s.ledgers("ana")[2]; own.Name != "My own" || !own.Careful || own.Plans[0].Window.String() != "08:00–09:00" {
		t.Errorf("one's own words were not kept: %+v, %s", own.Habit, own.Plans[0].Terms())
	}

	s.get(link.NewHabitFrom(s.shipped(), "moon")).want(404)
	s.get(link.NewHabitFrom("guide-that-is-not-there", "sun")).want(404)
	v := filled("guide="+s.shipped(), "advice=moon")
	s.post(link.Habits, v).want(404)
}

func TestOneIDMakesOneHabit(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	v := filled("change=" + strings.Repeat("c", 32))
	s.post(link.Habits, v).want(200)
	s.post(link.Habits, v).want(200)
	v.Set("name", "Run")
	s.post(link.Habits, v).want(409)
	s.post(link.Habits, filled("drawn=")).want(400)
	s.post(link.Habits, filled("change=short")).want(400)
	if got := s.names("ana"); !slices.Equal(got, []string{"Walk"}) {
		t.Errorf("habits %q", got)
	}
}

// Any habit that can be lived under comes back from its form as it was.
func TestHabitsComeBackFromTheirForm(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	made := 0
	rapid.Check(t, func(r *rapid.T) {
		if made > 400 {
			return // as many as one person may have
		}
		p := drawPlan(r)
		if len(p.Problems()) > 0 {
			return
		}
		h := models.Habit{
			Name: rapid.StringMatching(`[a-zא-ת]{1,20}`).Draw(r, "name"), Cue: rapid.SampledFrom([]string{"", "after lunch"}).Draw(r, "cue"),
			Reason: rapid.SampledFrom([]string{"", "One.\nTwo."}).Draw(r, "reason"),
			Hue:    rapid.SampledFrom(models.Hues).Draw(r, "hue"), Icon: rapid.SampledFrom(models.Icons).Draw(r, "icon"),
		}
		f := page.HabitFormOf(h, p)
		s.post(link.Habits, url.Values{
			"change": {rapid.StringMatching(`[0-9a-f]{32}`).Draw(r, "change")}, "name": {f.Name}, "kind": {f.Kind}, "min": {f.Min}, "max": {f.Max},
			"unit": {f.Unit}, "period": {f.Period}, "days": {f.Days}, "step": {f.Step}, "due": f.Due, "every": {f.Every},
			"from": {f.From}, "to": {f.To}, "cue": {f.Cue}, "reason": {f.Reason}, "reserve": {f.Reserve}, "hue": {f.Hue}, "icon": {f.Icon},
		}).want(200)
		list := s.ledgers("ana")
		made = len(list)
		got := list[made-1]
		if got.Name != h.Name || got.Cue != h.Cue || got.Reason != h.Reason || got.Hue != h.Hue || got.Icon != h.Icon {
			r.Fatalf("habit %+v, want %+v", got.Habit, h)
		}
		if d := cmp.Diff(p, got.Plans[0]); d != "" {
			r.Fatalf("plan (-want +got):\n%s", d)
		}
	})
}

// drawPlan draws a plan, now and then one that cannot be lived under.
func drawPlan(r *rapid.T) plan.Plan {
	p := plan.Plan{
		From: wednesday, Anchor: wednesday, WeekStart: time.Monday, Step: plan.Whole,
		Kind:   rapid.SampledFrom([]plan.Kind{plan.Tick, plan.Sum, plan.Variety}).Draw(r, "kind"),
		Period: rapid.SampledFrom([]plan.Period{plan.Day, plan.Week, plan.Month, plan.Rolling}).Draw(r, "period"),
	}
	whole := plan.Whole
	if p.Kind == plan.Sum {
		whole = 1
		p.Step = plan.Amount(rapid.IntRange(1, 20_000).Draw(r, "step"))
	}
	if p.Kind != plan.Tick {
		p.Unit = rapid.SampledFrom([]string{"minutes", "plants", "דקות"}).Draw(r, "unit")
	}
	limit := func(name string) plan.Limit {
		if rapid.Bool().Draw(r, name+" set") {
			return plan.Limit{Amount: plan.Amount(rapid.IntRange(1, 40).Draw(r, name)) * whole, Set: true}
		}
		return plan.Limit{}
	}
	p.Min, p.Max = limit("min"), limit("max")
	switch p.Period {
	case plan.Rolling:
		p.Days = rapid.IntRange(plan.MinDays, plan.MaxDays).Draw(r, "days")
	case plan.Day:
		p.Reserve = rapid.IntRange(0, plan.MaxReserve).Draw(r, "reserve")
		if rapid.Bool().Draw(r, "by weekday") {
			p.Due.Weekdays = plan.Weekdays(rapid.IntRange(0, int(plan.EveryWeekday)-1).Draw(r, "weekdays"))
		} else if n := rapid.IntRange(0, plan.MaxEvery).Draw(r, "every"); n > 1 {
			p.Due.Every = n
		}
	}
	if rapid.Bool().Draw(r, "window") {
		from := rapid.IntRange(0, 1400).Draw(r, "from")
		p.Window = plan.Window{From: plan.Clock(from), To: plan.Clock(rapid.IntRange(from+1, 1439).Draw(r, "to"))}
	}
	return p
}
