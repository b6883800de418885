package store_test

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gloss/models"
	"gloss/models/plan"
	"gloss/models/transfer"
)

// file is a bundle as a reader would make it of what was gathered.
func (g *gathered) file() *transfer.Bundle {
	b := g.Bundle
	account := *g.Account
	account.Changes = func(yield func(transfer.Change) error) error {
		for _, c := range g.changes {
			if err := yield(c); err != nil {
				return err
			}
		}
		return nil
	}
	b.Account = &account
	return &b
}

var anyID = regexp.MustCompile(`\b([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{32})\b`)

// written writes down what was gathered, each id as the place it is first met at,
// and those of people as one.
func (g *gathered) written(t rapid.TB, changes int, people ...string) string {
	t.Helper()
	a := g.Account
	var text strings.Builder
	met := map[string]string{}
	for _, id := range people {
		met[id] = "me"
	}
	var tags []models.TagName // their places are not kept, their order is
	for _, t := range a.Tags {
		tags = append(tags, models.TagName{ID: t.ID, Name: t.Name})
	}
	habits := slices.Clone(g.Habits)
	for i := range habits {
		habits[i].Position = 0
		habits[i].Origins = slices.DeleteFunc(slices.Clone(habits[i].Origins), func(key string) bool { return strings.HasPrefix(key, "gloss:") })
	}
	for _, one := range []any{
		a.Person.Settings, tags, a.Guides, habits, a.DayNotes, a.Pauses, a.Readings, a.Dismissals, a.Marks, g.changes[:changes],
	} {
		b, err := json.MarshalIndent(one, "", " ")
		if err != nil {
			t.Fatal(err)
		}
		text.Write(anyID.ReplaceAllFunc(b, func(id []byte) []byte {
			if met[string(id)] == "" {
				met[string(id)] = fmt.Sprint("#", len(met)+1)
			}
			return []byte(met[string(id)])
		}))
	}
	return text.String()
}

// What somebody took along comes whole into an account that is empty, comes in
// but once, and goes out again.
func TestImportOfAnAccount(t *testing.T) {
	there, s := open(t, t.TempDir()), open(t, t.TempDir())
	common := commonGuides(t, there)
	commonGuides(t, s)
	rapid.Check(t, func(rt *rapid.T) {
		who := anyPerson(rt, t, there, common)
		from := gather(rt, who)
		p := another(t, s)
		p.n = 900_000
		before := p.state(s.Reader())
		batch, done := p.importing(from.file(), nil)
		got := gather(rt, p)
		if diff := cmp.Diff(from.written(rt, len(from.changes), who.id, p.id), got.written(rt, len(from.changes), who.id, p.id)); diff != "" {
			rt.Fatalf("what came (+) is not what was taken along (-):\n%s", diff)
		}
		if done.Changes != len(from.changes) || len(done.Lost) > 0 {
			rt.Fatalf("done: %+v of %d changes", done, len(from.changes))
		}
		brought := p.state(s.Reader())
		if v := p.preview(from.file(), nil); !v.Nothing || len(v.Doubts) > 0 {
			rt.Fatalf("the same again: %+v", v)
		}
		if _, again := p.importing(from.file(), nil); again.First.ID != "" {
			rt.Fatalf("the same again: %+v", again)
		}
		if done.First.ID == "" {
			return
		}
		back := p.undoBatch(rt, batch)
		if diff := cmp.Diff(before, p.state(s.Reader())); diff != "" {
			rt.Fatalf("taken back, it is not as it was:\n%s", diff)
		}
		p.undoBatch(rt, back)
		if diff := cmp.Diff(brought, p.state(s.Reader())); diff != "" {
			rt.Fatalf("brought back, it is not as it was:\n%s", diff)
		}
	})
}

// What a habit is called in another program's file goes with it, so that the
// file is known in the account it went to, and the program knows it again.
func TestOriginsMoveAlong(t *testing.T) {
	p := another(t, open(t, t.TempDir()))
	key := "loop:" + strings.Repeat("0a", 16)
	loop := func() *transfer.Bundle {
		return bundle(fromFile(key, "Swim", plan.Plan{From: today, Kind: plan.Tick, Period: plan.Day, Min: plan.At(1)}, run(3, plan.Whole)...))
	}
	p.importing(loop(), nil)
	file := gather(t, p)
	if got := file.Habits[0].Origins; !slices.Equal(got, []string{key}) {
		t.Fatalf("the file names it %q", got)
	}
	other := another(t, open(t, t.TempDir()))
	other.n = 900_000
	other.importing(file.file(), nil)
	if v := other.preview(loop(), nil); !v.Nothing || len(v.Doubts) > 0 {
		t.Errorf("the first file again, elsewhere: %+v", v)
	}
	if _, done := other.importing(loop(), nil); done.First.ID != "" {
		t.Errorf("the first file again, elsewhere: %+v", done)
	}
}
