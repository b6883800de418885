package store_test

import (
	"errors"
	"strings"
	"testing"

	"gloss/models"
)

// tags returns a person's tags in their order, and in brackets the habits that
// bear them.
func (p *person) tags() string {
	p.t.Helper()
	all, err := p.s.Tags(p.t.Context(), p.id)
	if err != nil {
		p.t.Fatal(err)
	}
	on, err := p.s.TagsOf(p.t.Context(), p.id)
	if err != nil {
		p.t.Fatal(err)
	}
	names, err := p.s.HabitNames(p.t.Context(), p.id)
	if err != nil {
		p.t.Fatal(err)
	}
	var list []string
	for _, tag := range all {
		var bear []string
		for _, name := range []string{"sun", "sea", "walk"} {
			for id, tags := range on {
				for _, t := range tags {
					if t == tag && names[id] == name {
						bear = append(bear, name)
					}
				}
			}
		}
		list = append(list, tag.Name+"("+strings.Join(bear, " ")+")")
	}
	return strings.Join(list, " ")
}

func (p *person) tag(name string) string {
	p.t.Helper()
	all, err := p.s.Tags(p.t.Context(), p.id)
	if err != nil {
		p.t.Fatal(err)
	}
	for _, tag := range all {
		if tag.Name == name {
			return tag.ID
		}
	}
	p.t.Fatalf("there is no tag %s", name)
	return ""
}

func TestTags(t *testing.T) {
	p := newPerson(t, open(t, t.TempDir()), "ana")
	ctx := t.Context()
	sun, sea := p.habit("sun", ticks(today)), p.habit("sea", ticks(today))
	stands := func(what, want string) {
		t.Helper()
		if got := p.tags(); got != want {
			t.Errorf("%s: %s, want %s", what, got, want)
		}
	}
	p.edit(sun, editOf("sun", ticks(0), "body", " Light  "), today)
	stands("made", "body(sun) Light(sun)")
	c := p.edit(sea, editOf("sea", ticks(0), "BODY", "salt"), today)
	stands("one of them again", "body(sun sea) Light(sun) salt(sea)")
	if len(*c.After.Tags) != 2 || (*c.After.Tags)[0].Name != "body" {
		t.Errorf("the change says %+v", *c.After.Tags)
	}
	p.mustUndo(c.ID)
	stands("undone", "body(sun) Light(sun)")
	c = p.edit(sea, editOf("sea", ticks(0), "body"), today)
	p.edit(sea, editOf("sea", ticks(0), "body", "salt"), today)
	if _, err := p.undo(c.ID); !errors.As(err, &models.Changed{}) {
		t.Errorf("undone with another tag on it: %v", err)
	}
	p.edit(sea, editOf("sea", ticks(0)), today)
	stands("taken off", "body(sun) Light(sun)")

	rename := func(id, name string) (models.Change, error) {
		return p.s.RenameTag(ctx, p.id, p.changeID(), id, name)
	}
	if err := p.s.MoveTag(ctx, p.id, p.tag("Light"), p.tag("body")); err != nil {
		t.Fatal(err)
	}
	stands("moved", "Light(sun) body(sun)")
	var bad models.Invalid
	for _, name := range []string{"", "BODY", "a,b", strings.Repeat("t", models.MaxTag+1)} {
		if _, err := rename(p.tag("Light"), name); !errors.As(err, &bad) || bad["name"] == "" {
			t.Errorf("renamed to %q: %v", name, err)
		}
	}
	c, err := rename(p.tag("Light"), "salt") // which no habit bears any more
	if err != nil {
		t.Fatal(err)
	}
	stands("renamed", "salt(sun) body(sun)")
	if again, err := rename(p.tag("salt"), "salt"); err != nil || again.After.Touched() {
		t.Errorf("the same name again: %+v, %v", again.After, err)
	}
	if _, err := rename(p.tag("salt"), "Salt"); err != nil {
		t.Errorf("its own name in capitals: %v", err)
	}
	if _, err := p.undo(c.ID); !errors.As(err, &models.Changed{}) {
		t.Errorf("undone over another name: %v", err)
	}
	p.edit(sea, editOf("sea", ticks(0), "body"), today)
	c, err = p.s.RemoveTag(ctx, p.id, p.changeID(), p.tag("body"))
	if err != nil || len(c.Before.Tag.Habits) != 2 {
		t.Fatalf("%+v, %v", c.Before.Tag, err)
	}
	stands("removed", "Salt(sun)")
	undo := p.mustUndo(c.ID)
	stands("the removal undone", "Salt(sun) body(sun sea)")
	p.mustUndo(undo.ID)
	stands("and that", "Salt(sun)")
	p.edit(sea, editOf("sea", ticks(0), "body"), today)
	var changed models.Changed
	if _, err := p.undo(c.ID); !errors.As(err, &changed) || changed.Stands.Tag.Tag.Name != "body" {
		t.Errorf("the removal undone with another tag of that name: %v", err)
	}
}

func TestTagsOfHiddenHabits(t *testing.T) {
	p := newPerson(t, open(t, t.TempDir()), "ana")
	ctx := t.Context()
	sun := p.habit("sun", ticks(today))
	p.edit(sun, editOf("sun", ticks(0), "body"), today)
	body := p.tag("body")
	c, err := p.s.DeleteHabit(ctx, p.id, p.changeID(), sun)
	if err != nil {
		t.Fatal(err)
	}
	if got := p.tags(); got != "" {
		t.Errorf("a hidden habit shows %s", got)
	}
	sea := p.habit("sea", ticks(today))
	p.edit(sea, editOf("sea", ticks(0), "Body"), today)
	if got := p.tag("body"); got != body {
		t.Error("the tag of a hidden habit was made again")
	}
	p.mustUndo(c.ID)
	if got := p.tags(); got != "body(sun sea)" {
		t.Errorf("after the habit came back: %s", got)
	}
	p.edit(sun, editOf("sun", ticks(0)), today)
	p.edit(sea, editOf("sea", ticks(0)), today)
	if err := p.s.PurgeHabits(ctx); err != nil {
		t.Fatal(err)
	}
	var n int
	if err := p.s.Reader().QueryRow("SELECT count(*) FROM tags").Scan(&n); err != nil || n != 0 {
		t.Errorf("%d tags that nothing bears, %v", n, err)
	}
}
