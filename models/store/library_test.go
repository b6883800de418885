package store_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gloss/models"
	"gloss/models/store"
)

// brought is an article that somebody brings in, with one piece of advice.
func brought(title, text string) (models.Guide, []models.Advice) {
	g := models.Guide{
		Title: title, Author: "N. Levy", Text: text, Blocks: "[]", References: "[]", Hash: "hash of " + text,
		Came: models.CamePaste, Minutes: 1, Words: models.SearchText(title, "N. Levy", text),
	}
	return g, []models.Advice{{
		Position: 1, Key: "walk", Passages: "[]", Offer: "{}", Rule: "imperative", Strength: 0.9,
		Subject: "walk", Alike: "walk 30",
	}}
}

// bring brings an article in and returns its id.
func (p *person) bring(title, text string) string {
	p.t.Helper()
	g, advice := brought(title, text)
	c, err := p.s.AddGuide(p.t.Context(), p.id, p.changeID(), g, advice)
	if err != nil {
		p.t.Fatal(err)
	}
	return c.SubjectID
}

// library is what a person finds, by title.
func (p *person) library(words ...string) string {
	p.t.Helper()
	list, err := p.s.Library(p.t.Context(), p.id, words)
	if err != nil {
		p.t.Fatal(err)
	}
	titles := make([]string, len(list))
	for i, g := range list {
		titles[i] = g.Title
		if g.Owner != "" {
			titles[i] += " of " + g.Owner
		}
	}
	return strings.Join(titles, ", ")
}

func TestAddGuide(t *testing.T) {
	now := newClock()
	s := open(t, t.TempDir(), func(o *store.Options) { o.Now = now.now })
	ana, eve := newPerson(t, s, "ana"), newPerson(t, s, "eve")
	eve.n = 5000
	ctx := t.Context()
	g, advice := brought("Walking", "Walk for thirty minutes.")
	change := ana.changeID()
	c, err := s.AddGuide(ctx, ana.id, change, g, advice)
	if err != nil {
		t.Fatal(err)
	}
	again, err := s.AddGuide(ctx, ana.id, change, g, advice)
	if err != nil || again.SubjectID != c.SubjectID {
		t.Errorf("the same change made %q, %v; it had made %q", again.SubjectID, err, c.SubjectID)
	}
	var known models.Known
	if _, err := s.AddGuide(ctx, ana.id, ana.changeID(), g, advice); !errors.As(err, &known) || known.ID != c.SubjectID {
		t.Errorf("the same text again: %v", err)
	}
	if _, err := s.AddGuide(ctx, ana.id, change, models.Guide{Title: "Another"}, nil); !errors.Is(err, models.ErrConflict) {
		t.Errorf("another text under the same change: %v", err)
	}
	if eve.bring("Walking", g.Text) == c.SubjectID {
		t.Error("two people have one guide")
	}
	got, found, err := s.Guide(ctx, ana.id, c.SubjectID)
	if err != nil || *got.OwnerID != ana.id || got.Text != g.Text || got.CreatedAt != noon.UnixMilli() ||
		len(found) != 1 || found[0].ID != models.AdviceID(c.SubjectID, "walk") {
		t.Errorf("%+v, %+v, %v", got, found, err)
	}
	for _, stranger := range []string{eve.id, "", "nobody"} {
		if _, _, err := s.Guide(ctx, stranger, c.SubjectID); !errors.Is(err, models.ErrNotFound) {
			t.Errorf("%q reads it: %v", stranger, err)
		}
	}
	for what, bad := range map[string]models.Guide{
		"no title":  {Hash: "1"},
		"too long":  {Title: "x", Text: strings.Repeat("x", models.MaxGuideText+1), Hash: "2"},
		"a bad url": {Title: "x", URL: "javascript:alert(1)", Hash: "3"},
	} {
		var invalid models.Invalid
		if _, err := s.AddGuide(ctx, ana.id, ana.changeID(), bad, nil); !errors.As(err, &invalid) {
			t.Errorf("%s: %v", what, err)
		}
	}
}

func TestLibraryFinds(t *testing.T) {
	now := newClock()
	tr := &tracing{}
	s := open(t, t.TempDir(), tr.option, func(o *store.Options) { o.Now = now.now })
	ana, eve := newPerson(t, s, "ana"), newPerson(t, s, "eve")
	eve.n = 5000
	put(t, s, "light")
	now.pass(time.Hour)
	walk := ana.bring("Walking", "Magnesium is found in nuts. A brisk walk helps.")
	now.pass(time.Hour)
	eve.bring("Hers", "A secret walk.")
	shared := eve.bring("Lent", "Walking together.")
	if _, err := s.EditGuide(t.Context(), eve.id, eve.changeID(), shared, models.GuideDetails{Title: "Lent", Shared: true}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.MarkPassage(t.Context(), ana.id, ana.changeID(), shared, 0, 7, "ask about my knees"); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ typed, want string }{
		{"", "Lent of eve, Walking, Light light"},
		{"walks", "Lent of eve, Walking"},
		{"magnes", "Walking"},
		{"walking nut", "Walking"},
		{"KNEE walk", "Lent of eve"},
		{"levy", "Walking"},
		{"secret", ""},
		{"%", "Lent of eve, Walking, Light light"}, // no word at all
	} {
		if got := ana.library(models.SearchWords(c.typed)...); got != c.want {
			t.Errorf("%q found %q, want %q", c.typed, got, c.want)
		}
	}
	if got := eve.library(models.SearchWords("knees")...); got != "" {
		t.Errorf("eve finds ana's note: %q", got)
	}
	few := len(tr.of(func() { ana.library() }))
	for range 20 {
		ana.bring(ana.changeID(), ana.changeID())
	}
	if many := len(tr.of(func() { ana.library() })); many != few {
		t.Errorf("%d statements for 23 guides, %d for 3", many, few)
	}
	if _, err := s.EditGuide(t.Context(), eve.id, eve.changeID(), shared, models.GuideDetails{Title: "Lent"}); err != nil {
		t.Fatal(err)
	}
	if got := ana.library("knee"); got != "" {
		t.Errorf("what is shared no more is still found: %q", got)
	}
	if _, _, err := s.Guide(t.Context(), ana.id, walk); err != nil {
		t.Error(err)
	}
}

func TestGuideLives(t *testing.T) {
	now := newClock()
	s := open(t, t.TempDir(), func(o *store.Options) { o.Now = now.now })
	ana := newPerson(t, s, "ana")
	ctx := t.Context()
	id := ana.bring("Walking", "Walk.")
	edited, err := s.EditGuide(ctx, ana.id, ana.changeID(), id, models.GuideDetails{Title: " On  foot ", URL: "https://a.example/x", Shared: true})
	if err != nil {
		t.Fatal(err)
	}
	if g, _, _ := s.Guide(ctx, ana.id, id); g.Title != "On foot" || g.Author != "" || g.Text != "Walk." || !g.Shared {
		t.Errorf("edited: %+v", g)
	}
	if got := ana.library("foot"); got != "On foot" {
		t.Errorf("found by its new title: %q", got)
	}
	ana.mustUndo(edited.ID)
	if g, _, _ := s.Guide(ctx, ana.id, id); g.Title != "Walking" || g.Author != "N. Levy" || g.Shared {
		t.Errorf("undone: %+v", g)
	}
	deleted, err := s.DeleteGuide(ctx, ana.id, ana.changeID(), id)
	if err != nil || ana.library() != "" {
		t.Fatal(err, ana.library())
	}
	if gone, err := s.DeletedGuides(ctx, ana.id); err != nil || len(gone) != 1 || gone[0].ID != id {
		t.Errorf("deleted: %+v, %v", gone, err)
	}
	ana.mustUndo(deleted.ID)
	if ana.library() != "Walking" {
		t.Error("it did not come back")
	}
	if _, err := s.DeleteGuide(ctx, ana.id, ana.changeID(), id); err != nil {
		t.Fatal(err)
	}
	second := ana.bring("Walking anew", "Walk.")
	var known models.Known
	if _, err := s.RestoreGuide(ctx, ana.id, ana.changeID(), id); !errors.As(err, &known) || known.ID != second {
		t.Errorf("restored beside its twin: %v", err)
	}
	now.pass(31 * 24 * time.Hour)
	if _, err := s.RestoreGuide(ctx, ana.id, ana.changeID(), id); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("restored after a month: %v", err)
	}
	if err := s.PurgeGuides(ctx); err != nil {
		t.Fatal(err)
	}
	var left int
	if err := s.Reader().QueryRow("SELECT (SELECT count(*) FROM guides WHERE id = ?) + (SELECT count(*) FROM changes WHERE subject_id = ?)", id, id).Scan(&left); err != nil || left != 0 {
		t.Errorf("%d rows left, %v", left, err)
	}
	if ana.library() != "Walking anew" {
		t.Error("the other went too")
	}
}

func TestFolderGuides(t *testing.T) {
	s := open(t, t.TempDir())
	ana := newPerson(t, s, "ana")
	ctx := t.Context()
	g, advice := brought("From the folder", "Walk.")
	for i, want := range []bool{true, false} {
		if added, err := s.AddFolderGuide(ctx, g, advice); err != nil || added != want {
			t.Errorf("time %d: %v, %v", i, added, err)
		}
	}
	if ana.library() != "From the folder" {
		t.Errorf("ana has %q", ana.library())
	}
	if list, err := s.Guides(ctx, ""); err != nil || len(list) != 0 {
		t.Errorf("strangers read %v, %v", list, err)
	}
	var known models.Known
	if _, err := s.AddGuide(ctx, ana.id, ana.changeID(), g, advice); !errors.As(err, &known) {
		t.Errorf("brought in once more: %v", err)
	}
}

func TestKeepingGuides(t *testing.T) {
	s := open(t, t.TempDir())
	ana, eve := newPerson(t, s, "ana"), newPerson(t, s, "eve")
	eve.n = 5000
	ctx := t.Context()
	put(t, s, "light")
	hers := eve.bring("Hers", "x")
	rows := func() (n int) {
		if err := s.Reader().QueryRow("SELECT count(*) FROM readings").Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	for what, err := range map[string]error{
		"archive": s.ArchiveGuide(ctx, ana.id, hers, true),
		"tag":     s.TagGuide(ctx, ana.id, hers, []string{"x"}),
		"dismiss": s.Dismiss(ctx, ana.id, models.AdviceID(hers, "walk"), true),
	} {
		if !errors.Is(err, models.ErrNotFound) {
			t.Errorf("%s of hers: %v", what, err)
		}
	}
	if err := errors.Join(
		s.ArchiveGuide(ctx, ana.id, "light", true), s.TagGuide(ctx, ana.id, "light", []string{" body ", "Body", "sun"}),
	); err != nil {
		t.Fatal(err)
	}
	r, err := s.Reading(ctx, ana.id, "light")
	if diff := cmp.Diff([]string{"body", "sun"}, r.Tags); diff != "" || r.ArchivedAt == 0 || r.At != 0 || err != nil {
		t.Errorf("%+v, %v", r, err)
	}
	if err := errors.Join(s.ArchiveGuide(ctx, ana.id, "light", false), s.TagGuide(ctx, ana.id, "light", nil)); err != nil || rows() != 0 {
		t.Errorf("%d rows that say nothing, %v", rows(), err)
	}
	var invalid models.Invalid
	if err := s.TagGuide(ctx, ana.id, "light", []string{strings.Repeat("x", 41)}); !errors.As(err, &invalid) {
		t.Errorf("a long tag: %v", err)
	}
}

func TestDismissed(t *testing.T) {
	s := open(t, t.TempDir())
	ana := newPerson(t, s, "ana")
	ctx := t.Context()
	put(t, s, "light")
	one, two := ana.bring("One", "Walk 1."), ana.bring("Two", "Walk 2.")
	if others, err := s.AdviceOn(ctx, ana.id, one, []string{"walk", ""}); err != nil || len(others) != 1 || others[0].GuideID != two || others[0].Title != "Two" {
		t.Errorf("other advice: %+v, %v", others, err)
	}
	if others, err := s.AdviceOn(ctx, ana.id, one, []string{"run", "dog"}); err != nil || len(others) != 0 {
		t.Errorf("advice on something else: %+v, %v", others, err)
	}
	for range 2 {
		if err := errors.Join(s.Dismiss(ctx, ana.id, models.AdviceID(one, "walk"), true), s.Dismiss(ctx, ana.id, "light-sun", true)); err != nil {
			t.Fatal(err)
		}
	}
	away, err := s.Dismissed(ctx, ana.id)
	if diff := cmp.Diff(map[string]bool{"walk 30": true, "light-sun": true}, away); diff != "" || err != nil {
		t.Errorf("%v\n%s", err, diff)
	}
	if err := s.Dismiss(ctx, ana.id, models.AdviceID(two, "walk"), false); err != nil {
		t.Fatal(err)
	}
	if away, _ = s.Dismissed(ctx, ana.id); len(away) != 1 {
		t.Errorf("still away: %v", away)
	}
	if err := s.ArchiveGuide(ctx, ana.id, two, true); err != nil {
		t.Fatal(err)
	}
	if others, err := s.AdviceOn(ctx, ana.id, one, []string{"walk"}); err != nil || len(others) != 0 {
		t.Errorf("advice of what is put away: %+v, %v", others, err)
	}
}
