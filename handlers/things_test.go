package handlers_test

import (
	"context"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"gloss/handlers"
	"gloss/models"
	"gloss/models/auth"
	"gloss/models/date"
	"gloss/models/plan"
	"gloss/models/store"
)

// things are what belongs to one person, by which others try to reach it.
type things struct {
	habit, change, guide, day, session, user, link, reset, tag, pause, batch string
	brought                                                                  string // the change that brought a guide in
	upload                                                                   string // a file that waits to be brought in
}

// canary is a word in all that somebody wrote, by which it is known elsewhere.
func canary(name string) string { return "canary of " + name }

// furnish gives a person a habit with a tag, a pause and an entry, and a guide
// of their own. A person who has an account has a session too; the owner makes
// an invitation, and a link for the person's password.
func (s *site) furnish(name string) things {
	s.t.Helper()
	ctx, u := context.Background(), s.user(name)
	today := date.Today(s.clock(), u.Location(), u.DayStart)
	mine := things{day: today.String(), user: u.ID, batch: auth.NewPageID()}
	terms := plan.Plan{From: today, Kind: plan.Tick, Period: plan.Day, Min: plan.At(1), Step: 1000}
	made, err := s.store.CreateHabits(ctx, u.ID, mine.batch, []store.NewHabit{
		{Habit: models.Habit{Name: "Stretch", Reason: canary(name), Hue: "leaf", Icon: "stretch"}, Plan: terms},
		{Habit: models.Habit{Name: "Walk", Hue: "leaf", Icon: "walk"}, Plan: terms},
	})
	if err != nil {
		s.t.Fatal(err)
	}
	mine.habit = made[0].ID
	change, err := s.store.LogEntry(ctx, u.ID, store.Log{
		ID: auth.NewPageID(), HabitID: mine.habit, Day: today, Act: models.ActTick, Today: today,
	})
	if err != nil {
		s.t.Fatal(err)
	}
	mine.change = change.ID
	s.tag(name, mine.habit, canary(name))
	if _, err := s.store.AddPause(ctx, u.ID, auth.NewPageID(), models.Pause{HabitID: mine.habit, From: today + 3}, today); err != nil {
		s.t.Fatal(err)
	}
	tags, err := s.store.Tags(ctx, u.ID)
	if err != nil {
		s.t.Fatal(err)
	}
	pauses, err := s.store.Pauses(ctx, u.ID, mine.habit)
	if err != nil {
		s.t.Fatal(err)
	}
	mine.tag, mine.pause, mine.guide = tags[0].ID, pauses[0].ID, s.ownGuide(u)
	mine.session, mine.link, mine.reset = s.ways(u)
	mine.brought = auth.NewPageID()
	mine.upload = s.waits(name, auth.NewPageID(), bull(3, "Read, said "+canary(name)))
	s.bringsIn(name, mine.brought, canary(name), "Nothing to do here, said "+canary(name)+".")
	return mine
}

// ownGuide gives a person a copy of the shipped guide, as their own.
func (s *site) ownGuide(u models.User) string {
	s.t.Helper()
	db := s.open()
	defer db.Close()
	id := "own-" + auth.NewPageID()
	columns := rows(s.t, db, "SELECT name FROM pragma_table_info('guides')")
	values := slices.Clone(columns)
	for i, name := range columns {
		switch name {
		case "id", "hash":
			values[i] = "'" + id + "'"
		case "owner_id":
			values[i] = "'" + u.ID + "'"
		case "title":
			values[i] = "'" + canary(u.Name) + "'"
		case "slug":
			values[i] = "''"
		}
	}
	if _, err := db.Exec("INSERT INTO guides (" + strings.Join(columns, ", ") + ") SELECT " + strings.Join(values, ", ") + " FROM guides WHERE owner_id IS NULL LIMIT 1"); err != nil {
		s.t.Fatal(err)
	}
	return id
}

// ways are the ways into an account, as pages name them: a session, an open
// invitation and the secret of a reset link.
func (s *site) ways(u models.User) (session, invitation, reset string) {
	s.t.Helper()
	ctx := context.Background()
	sessions, err := s.store.Sessions(ctx, u.ID)
	if err != nil || len(sessions) == 0 {
		s.t.Fatalf("%s has %d sessions: %v", u.Name, len(sessions), err)
	}
	all, err := s.store.Users(ctx)
	if err != nil {
		s.t.Fatal(err)
	}
	_, open, err := s.store.Invite(ctx, all[0].ID)
	if err != nil {
		s.t.Fatal(err)
	}
	if reset, _, err = s.store.ResetLink(ctx, all[0].ID, u.ID); err != nil {
		s.t.Fatal(err)
	}
	return handlers.SessionID(sessions[0].Digest), open.ID, reset
}

// at fills a route's path with what belongs to somebody.
func (o things) at(r handlers.Route, s *site) string {
	id, query := o.habit, ""
	switch {
	case strings.HasPrefix(r.Path, "/changes"):
		id = o.change
	case strings.HasPrefix(r.Path, "/guides/fetching"):
		id = o.brought
	case strings.HasPrefix(r.Path, "/guides"):
		id = o.guide
	case strings.HasPrefix(r.Path, "/tags"):
		id = o.tag
	case strings.HasPrefix(r.Path, "/pauses"):
		id = o.pause
	case strings.HasPrefix(r.Path, "/you/import"):
		id = o.upload
	case strings.HasPrefix(r.Path, "/you/sessions"):
		id = o.session
	case strings.HasPrefix(r.Path, "/backups"):
		id = s.backup()
	case strings.HasPrefix(r.Path, "/people/invitations"):
		id = o.link
	case strings.HasPrefix(r.Path, "/people"):
		id = o.user
	case r.Path == "/reset" && r.Method == http.MethodGet:
		query = "?key=" + o.reset
	}
	return strings.NewReplacer(":id", id, ":date", o.day, ":year", o.day[:4], ":file", "json", "/assets/*", s.files.URL("app.css")).Replace(r.Path) + query
}

// all are the ids by which a person's things could be named. Whoever has the
// secret of a reset link may use it, so it is none of these.
func (o things) all() []string {
	return []string{o.habit, o.change, o.guide, o.session, o.user, o.link, o.tag, o.pause, o.batch, o.brought, o.upload}
}

// claims is a form that names somebody else's things where it can and is right
// in all else.
func (o things) claims() url.Values {
	return url.Values{
		"page": {auth.NewPageID()}, "do": {"tick"}, "act": {"tick"}, "value": {"1"}, "amount": {"1"}, "name": {"x"}, "sure": {"true"},
		"kind": {"tick"}, "period": {"day"}, "min": {"1"}, "hue": {"leaf"}, "icon": {"leaf"}, "from": {o.day}, "note": {"x"}, "read": {"true"},
		"id": {o.habit, o.tag}, "habit": {o.habit}, "habit_id": {o.habit}, "before": {o.habit}, "tag": {o.tag}, "tags": {o.tag},
		"guide": {o.guide}, "advice": {o.guide}, "pause": {o.pause}, "next": {"/habits/" + o.habit + "?done=" + o.change},
		"choice.habit.0": {o.habit}, "user": {o.user}, "user_id": {o.user}, "owner": {"true"}, "owner_id": {o.user}, "created_at": {"0"},
		"password": {password("ana")},
	}
}

// one is a form that says the same in every field there is.
func one(id string, fields []string) url.Values {
	values := url.Values{}
	for _, name := range fields {
		values.Set(name, id)
	}
	return values
}

// formFields are the names of all fields that handlers read from forms.
func formFields(t testing.TB) (names []string) {
	t.Helper()
	files, err := filepath.Glob("../views/page/*.go")
	if err != nil || len(files) == 0 {
		t.Fatal("no pages", err)
	}
	tag := regexp.MustCompile(`form:"([a-z_]+)"`)
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range tag.FindAllStringSubmatch(string(text), -1) {
			names = append(names, m[1])
		}
	}
	slices.Sort(names)
	if names = slices.Compact(names); len(names) < 30 {
		t.Fatalf("the forms have but these fields: %q", names)
	}
	return names
}
