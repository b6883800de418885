//go:build browser

package main

import (
	"context"
	"strings"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/plan"
)

// onePress is a person with one habit, a few days old.
func onePress(p *person) {
	p.ticks(p.own("Look at the sky", "sea", "sun", plan.Plan{Kind: plan.Tick, Period: plan.Day, Min: plan.At(1)}), 5, 70)
}

// absent is a person who has been away since Thursday.
func absent(p *person) {
	p.log(p.own("Walk", "moss", "walk", plan.Plan{Kind: plan.Sum, Period: plan.Day, Min: plan.At(30), Unit: "minutes"}), p.today-3, models.ActSet, 40)
}

// wordy is a person who fills everything that can be typed to its end: in words,
// and in letters without a place to break.
func wordy(p *person) {
	unbroken := strings.Repeat("Donaudampfschifffahrt", 6)
	words := strings.Repeat("walk home the long way round by the river ", 3)
	daily := plan.Plan{Kind: plan.Tick, Period: plan.Day, Min: plan.At(1), Reserve: 1}
	one := p.has(models.Habit{
		Name: unbroken[:models.MaxHabitName], Hue: "plum", Icon: "walk", Cue: unbroken[:models.MaxCue],
		Reason: strings.Repeat(words+"\n\n", 6) + unbroken,
	}, daily)
	two := p.has(models.Habit{Name: words[:models.MaxHabitName-1] + "s", Hue: "sea", Icon: "wave", Cue: words[:models.MaxCue-1] + "s"},
		plan.Plan{Kind: plan.Sum, Period: plan.Day, Min: plan.At(999_999), Max: plan.At(1_000_000), Unit: unbroken[:plan.MaxUnit], Step: 125_125, Window: plan.Window{From: 1, To: 23*60 + 59}})
	three := p.own(words[:models.MaxHabitName-1]+"z", "sun", "leaf", plan.Plan{Kind: plan.Variety, Period: plan.Month, Min: plan.At(300), Unit: unbroken[1 : 1+plan.MaxUnit]})
	four := p.own("Over "+words[:models.MaxHabitName-6]+"s", "rose", "glass", plan.Plan{Kind: plan.Sum, Period: plan.Rolling, Days: 90, Max: plan.At(1), Unit: "units"})
	for d := p.today - 9; d <= p.today; d++ {
		p.log(one, d, models.ActTick, 0)
		p.log(two, d, models.ActSet, 999_999)
		p.log(three, d, models.ActItem, 0, unbroken[:60], "rice and beans with everything that was left in the fridge", "rye")
		p.log(four, d, models.ActSet, 98_765)
	}
	p.log(one, p.today, models.ActNote, 0, (unbroken + " " + strings.Repeat(words, 20))[:models.MaxNote])
	p.log(two, p.today, models.ActNote, 0, words+"\n"+unbroken)
	p.tag(one, unbroken[:models.MaxTag], words[:models.MaxTag-1]+"s")
	p.tag(two, unbroken[1:1+models.MaxTag])
	p.writes(strings.Repeat(words, 4) + "\n\n" + unbroken)
	p.pauses(four, 3)
}

// arabic is a person who writes from right to left.
func arabic(p *person) {
	read := p.has(models.Habit{Name: "قراءة عشرين صفحة قبل النوم", Hue: "rose", Icon: "book", Cue: "بعد العشاء", Reason: "أريد أن أنهي الكتب التي بدأتها.\nصفحة بعد صفحة."},
		plan.Plan{Kind: plan.Sum, Period: plan.Day, Min: plan.At(20), Max: plan.At(60), Unit: "صفحة", Step: 20 * plan.Whole, Reserve: 1, Window: plan.Window{From: 20 * 60, To: 23 * 60}})
	p.past(read, 60, 20, 40, 20, 10, -1, -2, 70)
	p.log(read, p.today, models.ActSet, 80)
	p.log(read, p.today, models.ActNote, 0, "كتاب عن البحر (Moby Dick, 120 صفحة)")
	eat := p.own("לאכול ירקות מכל הצבעים", "leaf", "leaf", plan.Plan{Kind: plan.Variety, Period: plan.Week, Min: plan.At(30), Unit: "צמחים"})
	for d := p.today - 20; d <= p.today; d++ {
		p.log(eat, d, models.ActItem, 0, "עדשים", "تمر", "oats")
	}
	p.ticks(p.own("שחייה בים פעמיים בשבוע", "sea", "wave", plan.Plan{Kind: plan.Tick, Period: plan.Week, Min: plan.At(2)}), 60, 40)
	p.tag(read, "مساء", "הביתה")
	p.tag(eat, "صحة")
	p.writes("يوم هادئ.\nמחר נצא מוקדם.")
	p.pauses(read, 14)
}

// veteran is a person three years in, who lived them day by day.
func veteran(p *person) {
	const days = 3*365 + 30
	now := p.today
	p.today -= days
	sun := p.take()[1]
	stretch := p.own("Stretch before breakfast", "plum", "stretch", plan.Plan{Kind: plan.Tick, Period: plan.Day, Min: plan.At(1), Reserve: 1})
	move := p.own("Move", "sea", "step", plan.Plan{Kind: plan.Sum, Period: plan.Week, Min: plan.At(150), Unit: "minutes"})
	for ; p.today <= now; p.today++ {
		p.past(sun, 1, 20, 15, 25, 10, 12, 30, 5, 35, -1, -2, 20, 15)
		p.ticks(stretch, 1, 85)
		p.past(move, 1, 30, 25, 40, -1, -1, -1)
	}
	p.today = now
}

// everyKind are a habit of each kind and period: what is asked of each at the
// least, or at the most where it is a limit.
var everyKind = []plan.Plan{
	{Kind: plan.Tick, Period: plan.Day, Min: plan.At(1)},
	{Kind: plan.Sum, Period: plan.Day, Min: plan.At(10), Max: plan.At(30), Unit: "minutes"},
	{Kind: plan.Tick, Period: plan.Day, Min: plan.At(1), Due: plan.Due{Weekdays: plan.OnWeekdays(0, 3, 5)}},
	{Kind: plan.Variety, Period: plan.Week, Min: plan.At(3), Unit: "plants"},
	{Kind: plan.Tick, Period: plan.Week, Min: plan.At(4)},
	{Kind: plan.Sum, Period: plan.Month, Min: plan.At(100), Unit: "minutes"},
	{Kind: plan.Tick, Period: plan.Rolling, Days: 7, Min: plan.At(3)},
	{Kind: plan.Sum, Period: plan.Day, Max: plan.At(2), Unit: "cups", Step: plan.Whole},
	{Kind: plan.Sum, Period: plan.Week, Max: plan.At(14), Unit: "units", Step: plan.Whole},
	{Kind: plan.Sum, Period: plan.Month, Max: plan.At(20), Unit: "euros", Step: plan.Whole},
	{Kind: plan.Sum, Period: plan.Rolling, Days: 7, Max: plan.At(14), Unit: "units", Step: plan.Whole},
}

var everyName = []string{
	"Skin and gut check-in", "Midday sun", "Stretch", "Variety on the plate", "A fermented food", "Walk in the hills",
	"Swim", "Coffee", "Alcohol", "Eating out", "Sweets",
}

// each makes a habit of every kind that is meant and has do log it.
func (p *person) each(meant func(plan.Plan) bool, do func(h models.Habit, terms plan.Plan)) {
	for i, terms := range everyKind {
		if !meant(terms) {
			continue
		}
		do(p.own(everyName[i], models.Hues[i%len(models.Hues)], models.Icons[i%len(models.Icons)], terms), terms)
	}
}

// keeper is a person who has kept everything for ten weeks.
func keeper(p *person) {
	p.each(func(plan.Plan) bool { return true }, func(h models.Habit, terms plan.Plan) {
		for d := p.today - 70; d <= p.today; d++ {
			switch {
			case terms.Kind == plan.Tick:
				p.log(h, d, models.ActTick, 0)
			case terms.Kind == plan.Variety:
				p.log(h, d, models.ActItem, 0, plants[int(d)%len(plants)], plants[int(d+7)%len(plants)])
			case !terms.Min.Set:
				p.log(h, d, models.ActNone, 0)
			default:
				p.log(h, d, models.ActSet, 20)
			}
		}
	})
}

// misser is a person who has kept nothing for ten weeks, and says so.
func misser(p *person) {
	p.each(func(terms plan.Plan) bool { return terms.Min.Set }, func(h models.Habit, terms plan.Plan) {
		p.log(h, p.today-70, models.ActNone, 0)
		if terms.Period == plan.Day {
			p.log(h, p.today, models.ActNone, 0)
		}
	})
}

// excess is a person who is over every ceiling there is, day after day.
func excess(p *person) {
	p.each(func(terms plan.Plan) bool { return terms.Max.Set }, func(h models.Habit, _ plan.Plan) {
		for d := p.today - 70; d <= p.today; d++ {
			p.log(h, d, models.ActSet, 45)
		}
	})
}

// writes is the note of the day.
func (p *person) writes(text string) {
	p.t.Helper()
	if _, err := p.store.SetDayNote(context.Background(), p.user.ID, p.id(), p.today, text); err != nil {
		p.t.Fatal(err)
	}
}

// pauses has a habit paused for some days from tomorrow on.
func (p *person) pauses(h models.Habit, days int) {
	p.t.Helper()
	pause := models.Pause{HabitID: h.ID, From: p.today + 1, To: p.today + date.Date(days)}
	if _, err := p.store.AddPause(context.Background(), p.user.ID, p.id(), pause, p.today); err != nil {
		p.t.Fatal(err)
	}
}

// keys are the secrets of the links that let people in.
type keys struct{ invite, reset string }

// everybody fills a server with everybody of the gallery; the first owns it.
func everybody(links *keys) func(add func(string) *person) {
	return func(add func(string) *person) {
		owner := add("full")
		full(owner)
		for _, one := range []struct {
			name string
			fill func(*person)
		}{
			{"busy", busy}, {"new", func(*person) {}}, {"one", onePress}, {"back", absent}, {"thirty", thirty}, {"veteran", veteran},
			{"keeper", keeper}, {"misser", misser}, {"excess", excess}, {"سلمى", arabic},
			{strings.Repeat("Wordsworth", 7)[:models.MaxName], wordy},
		} {
			one.fill(add(one.name))
		}
		ctx := context.Background()
		var err error
		if links.invite, _, err = owner.store.Invite(ctx, owner.user.ID); err != nil {
			owner.t.Fatal(err)
		}
		gone := add("gone")
		if links.reset, _, err = owner.store.ResetLink(ctx, owner.user.ID, gone.user.ID); err != nil {
			owner.t.Fatal(err)
		}
		if err := owner.store.SetDisabled(ctx, owner.user.ID, add("away").user.ID, true); err != nil {
			owner.t.Fatal(err)
		}
	}
}
