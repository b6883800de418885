package handlers_test

import (
	"context"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"gloss/models/auth"
	"gloss/views/link"
)

// mark marks a stretch of a guide for a person, and returns the mark's id.
func (s *site) mark(name, guide string, from, to int, note string) string {
	s.t.Helper()
	c, err := s.store.MarkPassage(context.Background(), s.user(name).ID, auth.NewPageID(), guide, from, to, note)
	if err != nil {
		s.t.Fatal(err)
	}
	return c.After.Mark.Mark.ID
}

func TestAPassageIsMarkedWithANote(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	id := s.bring("ana", "Plain", plain)
	from, to := spot(t, plain, "Sit by the window for a while.")
	page := s.get(link.PassageAt(link.PassageBase(id), from, to))
	long := strings.Repeat("x", 2001)
	refused := page.form("#note").set("note", long).submit("Mark it").want(422)
	if refused.text("#note") != long || !refused.has("#note-e") || refused.text(".guide mark") != "Sit by the window for a while." {
		t.Error("a note that is too long is not said so beside it, or is not kept")
	}
	p := refused.form("#note").set("note", "  Mine.\r\nTruly. ").submit("Mark it").want(200)
	if p.path() != link.Guide(id) || p.url.Query().Get("done") == "" {
		t.Errorf("came out at %s", p.url)
	}
	p.says("Passage marked, with a note.").says("Mine. Truly.")
	if p.text("mark.own") != "Sit by the window for a while." || p.attr(".margin.own small a", "href") != "#"+p.attr("mark.own", "id") {
		t.Errorf("marked %q", p.texts("mark.own"))
	}
	if s.as("ben"); len(s.notes("ben")) != 0 {
		t.Error("ben sees ana's notes")
	}
	s.as("ana")
	p = p.form("#undo").submit("").want(200)
	if p.has("mark.own") || p.has(".margin.own") {
		t.Error("undone, it stands there still")
	}
	p = p.form("#undo").submit("").want(200)
	if !p.has("mark.own") {
		t.Error("done again, it is not there")
	}
}

// notes are the notes that the list of them shows.
func (s *site) notes(name string) []string {
	s.t.Helper()
	return s.as(name).get(link.GuideNotes).want(200).texts(".note-text")
}

func TestANoteIsEditedAndTheMarkRemoved(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	id := s.bring("ana", "Plain", plain)
	m := s.mark("ana", id, 0, 19, "Old.")
	margin := "#note-" + m
	p := s.get(link.Guide(id)).want(200).form(margin+" textarea").set("note", strings.Repeat("y", 2001)).submit("Save the note").want(422)
	if !p.has(margin+" details[open] .error") || len(p.text(margin+" textarea")) != 2001 {
		t.Error("a refused note is not kept beside its message")
	}
	p = p.form(margin+" textarea").set("note", "New.").submit("Save the note").want(200)
	if p.path() != link.Guide(id) || p.text(margin+" .note-text") != "New." {
		t.Errorf("came out at %s with %q", p.url, p.texts(margin))
	}
	p = p.form("#undo").submit("").want(200)
	if p.text(margin+" .note-text") != "Old." {
		t.Error("the old note does not come back")
	}
	p = p.form(margin + " form[action$=remove]").submit("").want(200)
	if p.has(margin) || p.has("mark.own") {
		t.Error("it is not removed")
	}
	p.says("Mark and note taken off.")
	if p = p.form("#undo").submit("").want(200); !p.has(margin) {
		t.Error("it does not come back")
	}
	for _, path := range []string{link.NoteMark(m), link.Unmark(m), link.GuideMarks(id)} {
		s.as("ben").post(path, url.Values{"page": {auth.NewPageID()}, "note": {"x"}, "from": {"0"}, "to": {"5"}}).want(404)
	}
	if got := s.notes("ana"); !slices.Equal(got, []string{"Old."}) {
		t.Errorf("notes %q", got)
	}
}

func TestAllNotesInOnePlace(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	s.get(link.GuideNotes).want(200).says("Nothing marked yet").click(".nothing .btn").want(200)
	one, two := s.bring("ana", "One", plain), s.bring("ana", "Two", "Other words here. And some.")
	s.mark("ana", one, 0, 5, "first")
	s.pass(time.Minute)
	s.mark("ana", two, 0, 5, "second")
	s.pass(time.Minute)
	last := s.mark("ana", one, 6, 12, "third")
	p := s.get(link.GuideNotes).want(200)
	if got := p.texts("section h2"); !slices.Equal(got, []string{"One", "Two"}) {
		t.Errorf("by guide: %q", got)
	}
	if got := p.texts(".note-text"); !slices.Equal(got, []string{"third", "first", "second"}) {
		t.Errorf("the newest first: %q", got)
	}
	if to := p.attr(".notes blockquote a", "href"); to != link.GuideAt(one, link.OwnMark(last)) || !s.get(to).has("#"+link.OwnMark(last)) {
		t.Errorf("it leads to %s", to)
	}
	refused := p.form(".notes textarea").set("note", strings.Repeat("z", 2001)).submit("Save the note").want(422)
	if refused.text("h1") != "Marks and notes" || !refused.has(".notes details[open] .error") {
		t.Error("a note refused here is not shown here")
	}
	p = p.form(".notes form[action$=remove]").submit("").want(200)
	if p.path() != link.GuideNotes || len(p.texts(".note-text")) != 2 {
		t.Errorf("removed: %s, %q", p.url, p.texts(".note-text"))
	}
	if p = p.form("#undo").submit("").want(200); len(p.texts(".note-text")) != 3 {
		t.Error("it does not come back")
	}
	for i := range 210 {
		s.mark("ana", one, i%20, i%20+3, "")
	}
	p = s.get(link.GuideNotes).want(200)
	if got := p.find(".notes blockquote").Length(); got != 200 {
		t.Errorf("%d at a time", got)
	}
	if got := p.click("main > nav a").want(200).find(".notes blockquote").Length(); got != 13 {
		t.Errorf("%d older ones", got)
	}
}

func TestAMarkOnAdviceKeepsBoth(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	id := s.bring("ana", "Walking", walking, walkingTips()...)
	m := s.mark("ana", id, 0, len("Walk for thirty minutes every day."), "both")
	p := s.get(link.Guide(id)).want(200)
	if !p.has("mark.own.too") || !p.has("#"+link.OwnMark(m)) || !p.has("#why-a-walk") || p.find(".text #why-a-walk a.sign, mark a.sign[href='#habit-a-walk']").Length() < 2 {
		t.Errorf("advice that is marked too: %s", p.main())
	}
}
