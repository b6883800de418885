package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"gloss/assets"
	"gloss/models"
	"gloss/models/auth"
	"gloss/models/date"
	"gloss/models/plan"
	"gloss/models/store"
	"gloss/models/variety"
)

// sunday is the moment the gallery is taken at: what it shows does not change
// from day to day.
var sunday = time.Date(2026, time.November, 22, 14, 10, 0, 0, time.UTC)

// sundayHere is the day it is then for the people of the gallery.
var sundayHere = date.New(2026, time.November, 22)

const password = "my garden has nine trees"

// person is somebody of the gallery, whose past is written straight into the
// database.
type person struct {
	t      *testing.T
	store  *store.Store
	user   models.User
	today  date.Date
	chance *rand.Rand
	sent   int
}

// gallery makes a data folder in which people of every kind have accounts, and
// serves it with the clock standing still. It returns the address.
func gallery(t *testing.T, people func(add func(name string) *person)) string {
	t.Helper()
	dir := t.TempDir()
	fill(t, dir, people)
	return serveStill(t, dir)
}

// fill makes a data folder with the guide that ships and some people.
func fill(t *testing.T, dir string, people func(add func(name string) *person)) {
	t.Helper()
	ctx := context.Background()
	s, err := store.Open(ctx, store.Options{Dir: dir, Now: func() time.Time { return sunday }, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	files, err := assets.New()
	if err != nil {
		t.Fatal(err)
	}
	if err := shipGuides(ctx, s, files); err != nil {
		t.Fatal(err)
	}
	hash, err := auth.NewHasher(auth.Strong).Hash(ctx, password)
	if err != nil {
		t.Fatal(err)
	}
	people(func(name string) *person {
		add := s.CreateUser
		if has, err := s.HasUsers(ctx); err == nil && !has {
			add = s.CreateOwner
		}
		u, err := add(ctx, store.NewUser{Name: name, Password: hash, Zone: "Atlantic/Canary"})
		if err != nil {
			t.Fatal(err)
		}
		return &person{t, s, u, sundayHere, rand.New(rand.NewPCG(7, 22)), 0}
	})
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

// serveStill serves a data folder in this process, with the clock at sunday. It
// returns the address.
func serveStill(t *testing.T, dir string, args ...string) string {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	out, in := io.Pipe()
	ended := make(chan int, 1)
	go func() {
		ended <- run(environment{ctx: ctx, stdin: strings.NewReader(""), stdout: in, stderr: io.Discard,
			now: func() time.Time { return sunday }}, append([]string{"--data", dir, "serve", "--addr", "127.0.0.1:0"}, args...))
		in.Close()
	}()
	t.Cleanup(func() {
		stop()
		if code := <-ended; code != 0 {
			t.Errorf("serve ended with code %d", code)
		}
	})
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if m := openAt.FindStringSubmatch(lines.Text()); m != nil {
			go io.Copy(io.Discard, out)
			return m[1]
		}
	}
	t.Fatalf("gloss did not open: %v", lines.Err())
	return ""
}

func (p *person) id() string {
	p.sent++
	return fmt.Sprintf("%s-%012d", p.user.ID[:18], p.sent)
}

// take makes the habits of the founding guide.
func (p *person) take() []models.Habit {
	p.t.Helper()
	ctx := context.Background()
	guides, err := p.store.Guides(ctx, p.user.ID)
	first := slices.IndexFunc(guides, func(g models.Guide) bool { return g.Slug == "skin-and-gut" })
	if err != nil || first < 0 {
		p.t.Fatalf("no founding guide: %v", err)
	}
	_, advice, err := p.store.Guide(ctx, p.user.ID, guides[first].ID)
	if err != nil {
		p.t.Fatal(err)
	}
	var list []store.NewHabit
	for _, a := range advice {
		h, terms, err := models.HabitOf(a, false, time.Monday, p.today)
		if err != nil {
			p.t.Fatal(err)
		}
		list = append(list, store.NewHabit{Habit: h, Plan: terms})
	}
	return p.make(list...)
}

func (p *person) make(list ...store.NewHabit) []models.Habit {
	p.t.Helper()
	made, err := p.store.CreateHabits(context.Background(), p.user.ID, p.id(), list)
	if err != nil {
		p.t.Fatal(err)
	}
	return made
}

// own is a habit of the person's own.
func (p *person) own(name, hue, icon string, terms plan.Plan) models.Habit {
	p.t.Helper()
	return p.has(models.Habit{Name: name, Hue: hue, Icon: icon}, terms)
}

// has is a habit of the person's own with its words.
func (p *person) has(h models.Habit, terms plan.Plan) models.Habit {
	p.t.Helper()
	terms.From, terms.WeekStart = p.today, time.Monday
	if terms.Kind == plan.Sum && terms.Step == 0 {
		terms.Step = 10 * plan.Whole
	}
	return p.make(store.NewHabit{Habit: h, Plan: terms})[0]
}

// tag puts tags on a habit.
func (p *person) tag(h models.Habit, names ...string) {
	p.t.Helper()
	ctx := context.Background()
	l, err := p.store.Ledger(ctx, p.user.ID, h.ID, p.today, p.today)
	if err == nil {
		_, err = p.store.EditHabit(ctx, p.user.ID, p.id(), h.ID, store.Edit{Habit: l.Habit, Plan: l.Plans[0], Tags: names}, p.today)
	}
	if err != nil {
		p.t.Fatal(err)
	}
}

func (p *person) log(h models.Habit, day date.Date, act models.Act, amount int, words ...string) {
	p.t.Helper()
	l := store.Log{ID: p.id(), HabitID: h.ID, Day: day, Act: act, Amount: plan.Amount(amount) * plan.Whole, Today: p.today}
	if act == models.ActNote {
		l.Note = words[0]
	} else {
		for _, w := range words {
			l.Items = append(l.Items, models.ItemName{Item: variety.Fold(w), Name: w})
		}
	}
	if _, err := p.store.LogEntry(context.Background(), p.user.ID, l); err != nil {
		p.t.Fatal(err)
	}
}

// past logs one of some amounts on each of the last days, none for -1 and a
// skip for -2.
func (p *person) past(h models.Habit, days int, amounts ...int) {
	p.t.Helper()
	for d := p.today - date.Date(days); d < p.today; d++ {
		switch n := amounts[p.chance.IntN(len(amounts))]; n {
		case -1:
		case -2:
			p.log(h, d, models.ActSkip, 0)
		default:
			p.log(h, d, models.ActSet, n)
		}
	}
}

// ticks ticks each of the last days with a likelihood in percent.
func (p *person) ticks(h models.Habit, days, percent int) {
	p.t.Helper()
	for d := p.today - date.Date(days); d < p.today; d++ {
		if p.chance.IntN(100) < percent {
			p.log(h, d, models.ActTick, 0)
		}
	}
}

var plants = strings.Fields("oats blueberries lentils spinach fennel rye chickpeas walnuts apples carrots kale barley leeks pears beans rice tomatoes onions garlic parsley basil mint radish pumpkin quinoa almonds figs plums celery beetroot")

func (p *person) plates(h models.Habit, days int) {
	p.t.Helper()
	for d := p.today - date.Date(days); d < p.today; d++ {
		at := p.chance.IntN(len(plants) - 5)
		p.log(h, d, models.ActItem, 0, plants[at:at+2+p.chance.IntN(4)]...)
	}
}
