package handlers_test

import (
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"
	"github.com/google/go-cmp/cmp"

	"gloss/models"
	"gloss/models/auth"
	"gloss/models/date"
	"gloss/models/store"
	"gloss/models/transfer"
)

// A file is looked into, comes in, is taken back whole and done again.
func TestHistoryComesIn(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	before := s.dump(s.user("ana").ID)
	p := s.given(bull(20, "Stretch", "قراءة عشرين صفحة"))
	p.says("HabitBull").says("habits.csv")
	if got := p.texts(".figures dd"); !cmp.Equal(got[:2], []string{"2", "40"}) {
		t.Errorf("the figures are %q", got)
	}
	if got := p.texts(".coming b"); !cmp.Equal(got, []string{"Stretch", "قراءة عشرين صفحة"}) || p.attr(".coming b", "dir") != "auto" {
		t.Errorf("the habits are %q", got)
	}
	looked := s.dump(s.user("ana").ID)
	delete(looked, store.UploadDir)
	if diff := cmp.Diff(before, looked); diff != "" {
		t.Errorf("looking wrote:\n%s", diff)
	}
	if got := words(p.find("[value=bring]").Text()); got != "Bring in 2 habits" {
		t.Errorf("the button says %q", got)
	}
	came := p.brings().want(200).says("It is here").says("40 days came, with 2 new habits.")
	if came.path() != p.path() || len(s.uploads()) != 0 || s.entries("ana") != 40 {
		t.Errorf("one comes to %s; %q; %d entries", came.url, s.uploads(), s.entries("ana"))
	}
	came.click("[aria-labelledby=came] a").want(200).says("Stretch")
	back := came.form("form[action$='/undo']").submit("").want(200).says("Undone")
	if back.path() != "/journal" || s.entries("ana") != 0 {
		t.Errorf("undone, one comes to %s with %d entries", back.url, s.entries("ana"))
	}
	s.get(p.path()).want(200).says("It was taken back")
	back.form("#undo").submit("").want(200).says("Done again")
	if s.entries("ana") != 40 {
		t.Errorf("done again, there are %d entries", s.entries("ana"))
	}
	s.get("/journal").want(200).says("Undo all")
	s.get(p.path()).want(200).says("It is here")
	// What is remembered no more is told by the journal.
	s.pass(2 * time.Hour)
	if got := s.get(p.path()).want(200); got.path() != "/journal" {
		t.Errorf("later it leads to %s", got.url)
	}
}

func TestTheSameFileAgain(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	s.given(bull(5, "Stretch")).brings().want(200).says("5 days came")
	before := s.dump(s.user("ana").ID)
	p := s.given(bull(5, "Stretch")).says("All of this is here already")
	if p.has("[value=bring]") {
		t.Error("there is a button for nothing")
	}
	// Whoever presses it all the same writes nothing.
	p.form("main form[action^='/you/import/']").force("do", "bring").submit("[value=look]")
	s.post(p.path(), url.Values{"do": {"bring"}, "choice.habit.0": {p.attr(".coming option[selected]", "value")}}).want(200)
	if diff := cmp.Diff(before, s.dump(s.user("ana").ID)); diff != "" {
		t.Errorf("the same again wrote:\n%s", diff)
	}
	more := s.given(bull(8, "Stretch"))
	if got := more.text(".coming li"); !strings.Contains(got, "3 new and 5 here already") {
		t.Errorf("of a longer file it says %q", got)
	}
	more.brings().want(200).says("3 days came, with 1 habit that was here already. 5 were here already.")
}

// What is not understood is said beside the field, and not kept.
func TestFilesThatAreRefused(t *testing.T) {
	for name, c := range map[string]struct {
		files []upload
		says  string
	}{
		"none":      {nil, "Choose a file first."},
		"empty":     {[]upload{{"habits.csv", "text/csv", ""}}, ""},
		"a picture": {[]upload{{"cat.png", "image/png", "\x89PNG\r\n\x1a\n"}}, ""},
		"too large": {[]upload{{"big.csv", "text/csv", bullHead + strings.Repeat("x", transfer.MaxFile)}}, "larger than 64 MB"},
		"<b>":       {[]upload{{"<b>bold</b>.csv", "text/csv", "<b>"}}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSite(t)
			s.as("ana")
			p := s.gives(c.files...).want(422)
			if got := p.text("#files-e"); got == "" || !strings.Contains(got, c.says) {
				t.Errorf("it says %q", got)
			}
			if p.attr("#files", "aria-invalid") != "true" || !strings.Contains(p.attr("#files", "aria-describedby"), "files-e") || p.has("main b:contains(bold)") {
				t.Error("the field does not say that it is refused")
			}
			if got := s.uploads(); len(got) != 0 {
				t.Errorf("%q is kept", got)
			}
			s.given(bull(1, "Stretch"))
		})
	}
}

// Sent twice, it comes in once.
func TestBroughtInOnce(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	p := s.given(bull(10, "Stretch"))
	f := p.form("main form[action^='/you/import/']")
	first, second := f.request("[value=bring]"), f.request("[value=bring]")
	answers := make(chan *answer, 2)
	for _, r := range []*http.Request{first, second} {
		go func() { answers <- s.do(r) }()
	}
	for range 2 {
		if got := <-answers; got.status != 200 {
			t.Errorf("answered %d\n%s", got.status, got.main())
		}
	}
	s.do(f.request("[value=bring]")).want(200).says("It is here")
	if n := s.count("habits", "ana"); n != 1 || s.entries("ana") != 10 {
		t.Errorf("%d habits, %d entries", n, s.entries("ana"))
	}
}

// A server that stops between the two steps does not lose what was given, and
// what came is found again by the journal.
func TestARestartInBetween(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	p := s.given(bull(10, "Stretch"))
	s.restarts()
	s.get(p.path()).want(200).says("Stretch")
	s.restarts()
	p.brings().want(200).says("10 days came")
	s.restarts()
	if got := s.get(p.path()).want(200); got.path() != "/journal" || s.entries("ana") != 10 {
		t.Errorf("afterwards it leads to %s", got.url)
	}
	p.form("main form[action^='/you/import/']").submit("[value=bring]").want(200)
	if s.entries("ana") != 10 {
		t.Error("it came twice")
	}
}

// A program that ends just when all has come does not bring it in once more.
func TestAnEndJustAfterIt(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	p := s.given(bull(10, "Stretch"))
	p.brings().want(200)
	s.restarts()
	id := strings.TrimPrefix(p.path(), "/you/import/")
	s.waits("ana", id, bull(10, "Stretch"))
	s.get("/journal").form("main form[action$='/undo']").submit("").want(200)
	if got := s.post(p.path(), url.Values{"do": {"bring"}}).want(200); got.path() != "/journal" || s.entries("ana") != 0 || len(s.uploads()) != 0 {
		t.Errorf("it leads to %s with %d entries and %q", got.url, s.entries("ana"), s.uploads())
	}
}

func TestChoices(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	own := s.makes("ana", "Stretch", ticked, date.New(2026, 1, 1))
	s.as("ben")
	bens := s.makes("ben", "Stretch", ticked, date.New(2026, 1, 1))
	s.as("ana")
	p := s.given(bull(4, "Stretch", "Read", "Walk"))
	p.says("There is a habit called “Stretch” here.")
	if got := p.find(".coming select").First().Find("option").Map(func(_ int, o *goquery.Selection) string { return words(o.Text()) }); len(got) != 3 {
		t.Errorf("of the first there are %q", got)
	}
	for _, wrong := range []string{bens, "0190-none", "file", ""} {
		f := p.form("main form[action^='/you/import/']").force("choice.habit.0", wrong)
		for _, button := range []string{"[value=bring]", "[value=look]"} {
			f.values.Del("do")
			f.submit(button).want(422).says("One of the choices is not there any more.")
		}
	}
	if s.entries("ana") != 0 || s.entries("ben") != 0 {
		t.Fatal("a wrong choice brought something in")
	}
	look := p.form("main form[action^='/you/import/']").set("choice.habit.0", own).set("choice.habit.1", "leave").submit("[value=look]").want(200)
	if got := look.texts("[value=bring]"); !cmp.Equal(got, []string{"Bring in 2 habits"}) || look.attr(".coming li:nth-child(2) option[selected]", "value") != "leave" {
		t.Errorf("it offers %q", got)
	}
	s.get(look.path()).want(200).says("Bring in 2 habits") // the choices stay
	look.brings().want(200).says("8 days came, with 1 new habit and 1 habit that was here already.")
	names := s.open()
	if got := rows(t, names, "SELECT name FROM habits WHERE user_id = ? AND deleted_at = 0 ORDER BY name", s.user("ana").ID); !slices.Equal(got, []string{"Stretch", "Walk"}) {
		t.Errorf("the habits are %q", got)
	}
}

// A choice that raises another question is asked about before anything comes.
func TestAChoiceThatRaisesAQuestion(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	own := s.makes("ana", "Stretch", ticked, date.New(2026, 1, 1))
	_, err := s.store.LogEntry(t.Context(), s.user("ana").ID, store.Log{
		ID: auth.NewPageID(), HabitID: own, Day: date.New(2026, 3, 2), Act: models.ActNone, Today: s.today("ana"),
	})
	if err != nil {
		t.Fatal(err)
	}
	p := s.given(bull(4, "Reach"))
	asked := p.form("main form[action^='/you/import/']").set("choice.habit.0", own).submit("[value=bring]").want(422)
	asked.says("raised one more question").says("otherwise here")
	if s.entries("ana") != 1 {
		t.Fatal("it came in all the same")
	}
	asked.form("main form[action^='/you/import/']").set("choice.clash", "take").submit("[value=bring]").want(200).says("4 days came")
}

func TestForgettingAFile(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	p := s.given(bull(4, "Stretch"))
	s.get("/you/import").want(200).says("This one waits for you").says("habits.csv")
	p.form("main form[action^='/you/import/']").submit("Forget this file").want(200).says("The file is forgotten.")
	if len(s.uploads()) != 0 || s.entries("ana") != 0 {
		t.Errorf("%q is kept", s.uploads())
	}
	s.get(p.path()).want(404)
	p.brings().want(404)
	s.post(p.path()+"/remove", nil)
	first := s.given(bull(4, "Stretch"))
	s.given(bull(4, "Reach")).says("Reach")
	s.get(first.path()).want(404) // one of a person is kept
	if n := len(s.uploads()); n != 1 {
		t.Errorf("%d files are kept", n)
	}
	s.pass(25 * time.Hour)
	if s.get("/you/import").want(200).has("#waiting") {
		t.Error("it waits for ever")
	}
}

// What somebody gave is nobody else's.
func TestFilesOfOthers(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	p := s.given(bull(4, "Stretch"))
	s.as("ben")
	s.get(p.path()).want(404)
	s.post(p.path(), url.Values{"do": {"bring"}}).want(404)
	s.post(p.path()+"/remove", url.Values{}).want(404)
	r := s.as("ana").inParts("/you/import", upload{"habits.csv", "text/csv", bull(4, "Reach")})
	r.Header.Set("Origin", "https://evil.example")
	r.Header.Set("Sec-Fetch-Site", "cross-site")
	s.once(r).want(403)
	s.get(p.path()).want(200).says("Stretch")
	mode, err := os.Stat(s.uploads()[0])
	if err != nil || mode.Mode().Perm() != 0o600 {
		t.Errorf("others on the machine may read it: %v %v", mode.Mode(), err)
	}
	// It goes with the account.
	s.as("ben")
	s.given(bull(4, "Stretch"))
	s.get("/you/delete").form("main form").set("name", "ben").set("password", password("ben")).submit("Delete everything").want(200)
	if n := len(s.uploads()); n != 1 {
		t.Errorf("%d files are kept, ana's among them", n)
	}
}

func TestTwentyFilesAnHour(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	for range 20 {
		s.gives().want(422)
	}
	p := s.gives(upload{"habits.csv", "text/csv", bull(4, "Stretch")}).want(429)
	if !strings.Contains(p.text("#files-e"), "That makes 20 files in an hour") || p.header.Get("Retry-After") == "" {
		t.Errorf("it says %s", p.main())
	}
	s.as("ben")
	s.given(bull(4, "Stretch"))
	s.as("ana")
	s.pass(time.Hour)
	s.given(bull(4, "Stretch"))
}

// All that a file says is text on the page.
func TestWhatAFileSaysIsText(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	const bad = `<script>alert(1)</script>"><img src=x onerror=alert(1)>`
	p := s.gives(upload{`<i>"x.csv`, "text/csv", bull(2, bad, `'; DROP TABLE habits; --`)}).want(200).says("DROP TABLE")
	if p.has("main script") || p.has("main img") || p.has("main i") || !strings.Contains(p.text(".coming b"), "<script>") {
		t.Errorf("it is drawn as %s", p.main())
	}
	if got := p.brings().want(200); got.has("main script, main img") || s.count("habits", "ana") != 2 {
		t.Errorf("afterwards: %s", got.main())
	}
}

// A form that is none is no error of ours.
func TestUploadsThatAreNone(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	s.post("/you/import", url.Values{"file": {"x"}}).want(415)
	for _, body := range []string{"", "--b\r\n", "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\nhalf a fi"} {
		r := s.request("POST", "/you/import", url.Values{})
		r.Header.Set("Content-Type", "multipart/form-data; boundary=b")
		r.Body, r.ContentLength = http.NoBody, 0
		if body != "" {
			r = s.request("POST", "/you/import", nil)
			r.Header.Set("Content-Type", "multipart/form-data; boundary=b")
			r.Body, r.ContentLength = io.NopCloser(strings.NewReader(body)), int64(len(body))
		}
		if got := s.once(r); got.status >= 500 || got.status < 400 {
			t.Errorf("%q: %d", body, got.status)
		}
	}
	many := make([]upload, 100)
	for i := range many {
		many[i] = upload{fmt.Sprintf("../%d/same.csv", i), "text/csv", "x"}
	}
	s.gives(many...).want(422)
	if got := s.uploads(); len(got) != 0 {
		t.Errorf("%d are kept", len(got))
	}
}

// What takes long has a page to wait on, which asks for itself again until it
// leads on, and on which it can be stopped.
func TestWaitingForAFile(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	back := s.app.TakeTurns()
	p := s.given(bull(4, "Stretch")).says("Others’ files come first.").says("habits.csv")
	if p.header.Get("Refresh") != "1" || !p.has("main progress:not([value])") {
		t.Errorf("one waits at %s, Refresh %q", p.url, p.header.Get("Refresh"))
	}
	s.as("ben").get(p.path()).want(404)
	s.as("ana")
	gone := s.get(p.path()).form("main form").submit("Stop, and forget this file").want(200).says("The file is forgotten.")
	if gone.path() != "/you/import" || len(s.uploads()) != 0 {
		t.Errorf("stopped, one comes to %s, and %q is kept", gone.url, s.uploads())
	}
	p = s.given(bull(4, "Stretch"))
	back()
	for p.has("main progress") {
		time.Sleep(20 * time.Millisecond)
		p = s.get(p.path()).want(200)
	}
	back = s.app.TakeTurns()
	defer func() { back() }()
	wait := p.brings().want(200).says("Others’ files come first.")
	s.gives(upload{"more.csv", "text/csv", bull(4, "Reach")}).want(200) // takes its place, as nothing has come in
	if got := s.get(wait.path()); got.path() != "/you/import" || s.entries("ana") != 0 {
		t.Errorf("it goes on: %d entries", s.entries("ana"))
	}
}
