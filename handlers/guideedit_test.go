package handlers_test

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"gloss/models"
	"gloss/models/auth"
	"gloss/views/link"
)

func TestEditingWhatIsSaidOfAGuide(t *testing.T) {
	s, ids := shelf(t)
	id := ids["Breath"]
	p := s.get(link.EditGuide(id)).want(200).says("The text stays as it was brought in.")
	f := p.form("form[action$='/edit']")
	if f.values.Get("title") != "Breath" || f.values.Get("author") != "Adam" || f.values.Has("shared") {
		t.Errorf("the form holds %v", f.values)
	}
	p = f.set("title", " Breathe ").set("author", "Ada").set("publisher", "The Slow Paper").set("published", "2024-05-06").
		set("url", "https://slowpaper.example/breath").set("language", "en-GB").check("shared", "true").submit("Save").want(200)
	if p.path() != link.Guide(id) || p.text("h1") != "Breathe" {
		t.Errorf("it leads to %s, called %q", p.url, p.text("h1"))
	}
	p.says("Details saved: title, author, publisher, date, address and language; everybody here may read it now.").says("On breathing slowly.")
	s.get("/guides?q=breathe+slow+paper").want(200).find(".card")
	s.as("ben").get(link.Guide(id)).want(200)
	if p := s.get(link.Guide(id)); p.has("a[href='" + link.EditGuide(id) + "']") {
		t.Error("ben is led to where only ana may go")
	}
	s.get(link.EditGuide(id)).want(404)
	s.post(link.EditGuide(id), url.Values{"title": {"Ben's"}, "page": {auth.NewPageID()}}).want(404)
	s.as("ana")
	p.form("#undo").submit("#undo").want(200).says("has its details as they were")
	if got := s.get(link.EditGuide(id)).form("form[action$='/edit']").values; got.Get("title") != "Breath" || got.Has("shared") {
		t.Errorf("undone, the form holds %v", got)
	}
	s.as("ben").get(link.Guide(id)).want(404)
}

func TestEditingAGuideRefuses(t *testing.T) {
	s, ids := shelf(t)
	id := ids["Breath"]
	for field, bad := range map[string]string{
		"title": "  ", "author": strings.Repeat("x", models.MaxGuideLine+1), "publisher": "a\x01b", "published": "yesterday",
		"url": "javascript:alert(1)", "language": "no language at all",
	} {
		f := s.get(link.EditGuide(id)).form("form[action$='/edit']").check("shared", "true").force(field, bad)
		p := f.submit("Save").want(422)
		if p.text("#"+field+"-e") == "" || p.attr("#"+field, "aria-invalid") != "true" {
			t.Errorf("%s: nothing stands beside it", field)
		}
		if got := p.form("form[action$='/edit']").values; field != "publisher" && got.Get(field) != bad || got.Get("shared") != "true" {
			t.Errorf("%s: what was typed is lost: %v", field, got)
		}
	}
	// Two things at once are both told.
	p := s.get(link.EditGuide(id)).form("form[action$='/edit']").set("title", "").force("published", "soon").submit("Save").want(422)
	if len(p.texts(".problems a")) != 2 {
		t.Errorf("problems %q", p.texts(".problems a"))
	}
	s.post(link.EditGuide(id), url.Values{"title": {"x"}}).want(400)
	s.get(link.EditGuide(s.shipped())).want(404)
	s.get(link.DeleteGuide(s.shipped())).want(404)
	s.post(link.DeleteGuide(s.shipped()), url.Values{"page": {auth.NewPageID()}}).want(404)
}

func TestDeletingAGuideSaysWhatBecomesOfIt(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	p := s.brings().set("text", walk20).submit("").want(200)
	guide := p.path()
	id := strings.TrimPrefix(guide, "/guides/")
	s.get(link.DeleteGuide(id)).want(200).says("None of your habits comes from it.")
	p.click("aside a[href^='/habits/new?guide=']").want(200).form("main form[action='/habits']").submit("").want(200)
	habit := s.ledgers("ana")[0]
	ask := s.get(link.DeleteGuide(id)).want(200).says("One habit of yours comes from it.").says(habit.Name).says("Until Friday 10 July it can be brought back")
	if ask.has(".caution") || strings.Contains(ask.text("main"), "Others on this server") {
		t.Error("nobody else reads it")
	}
	s.post(link.EditGuide(id), url.Values{"title": {"The walk"}, "shared": {"true"}, "page": {auth.NewPageID()}}).want(200)
	s.get(link.DeleteGuide(id)).want(200).says("Others on this server read it too.")
	s.as("ben")
	s.get(guide).want(200)
	s.get(link.DeleteGuide(id)).want(404)
	s.post(link.DeleteGuide(id), url.Values{"page": {auth.NewPageID()}}).want(404)
	s.as("ana")
	gone := s.get(link.DeleteGuide(id)).form("form[action$='/delete']").submit("Delete it").want(200)
	if gone.path() != "/guides" {
		t.Errorf("it leads to %s", gone.url)
	}
	gone.says("is deleted, and can be brought back for 30 days. Habits made from it keep their quotes.")
	s.get(guide).want(404)
	s.as("ben").get(guide).want(404)
	s.as("ana").get(link.Habit(habit.ID)).want(200).says("Walk for twenty minutes")

	back := gone.form("#undo").submit("#undo").want(200)
	if !slices.Contains(back.texts(".card.own h3"), "The walk") {
		t.Errorf("undone, there are %q", back.texts(".card h3"))
	}
	s.get(guide).want(200)
}

func TestBringingBackADeletedGuide(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	id := s.bringsIn("ana", auth.NewPageID(), "The walk", walk20)
	s.get(link.DeletedGuides).want(200).says("Nothing is deleted")
	remove := func() {
		s.get(link.DeleteGuide(id)).form("form[action$='/delete']").submit("").want(200)
	}
	remove()
	p := s.get("/guides").click("main a[href='" + link.DeletedGuides + "']").want(200).says("The walk").says("kept until Friday 10 July")
	p = p.form("form[action$='/restore']").submit("Bring back The walk").want(200).says("is back in your library")
	if p.path() != link.DeletedGuides || s.get(link.Guide(id)).status != 200 {
		t.Errorf("it leads to %s", p.url)
	}
	remove()
	s.as("ben").post(link.RestoreGuide(id), url.Values{"page": {auth.NewPageID()}}).want(404)
	s.as("ana")

	// Brought in anew meanwhile, it is the new one that one is led to.
	anew := s.bringsIn("ana", auth.NewPageID(), "The walk again", walk20)
	p = s.get(link.DeletedGuides).form("form[action$='/restore']").submit("").want(200).says("You have this one already.")
	if p.path() != link.Guide(anew) {
		t.Errorf("it leads to %s", p.url)
	}
}

// Undoing what brought a guide in leads away from its pages, and undoing
// something else does not.
func TestWhereAnUndoLeads(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	change := auth.NewPageID()
	id := s.bringsIn("ana", change, "The walk", walk20)
	for _, from := range []string{link.Guide(id), link.EditGuide(id), link.GuideTags(id), "/journal", "/today"} {
		want := from
		if strings.HasPrefix(from, link.Guides) {
			want = link.Guides
		}
		p := s.post(link.Undo(change), url.Values{"page": {auth.NewPageID()}, "next": {from}}).want(200)
		if p.path() != want {
			t.Errorf("from %s it leads to %s", from, p.path())
		}
		p = p.form("#undo").submit("#undo").want(200) // done again
		if p.path() != want {
			t.Errorf("done again, from %s it leads to %s", want, p.path())
		}
	}
	s.get(link.Guide(id)).want(200)
}
