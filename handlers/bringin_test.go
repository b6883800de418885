package handlers_test

import (
	"bytes"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"gloss/models"
	"gloss/models/article"
	"gloss/models/auth"
	"gloss/views/link"
)

const walk20 = "The afternoon walk\n\nNobody needs a gymnasium to begin. Walk for twenty minutes after your midday meal, five days out of seven.\n\nThe rest is talk.\n"

func TestPastedTextBecomesAGuide(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	p := s.brings().set("text", walk20).submit("Look for advice").want(200)
	if !strings.HasPrefix(p.path(), "/guides/") || p.url.Query().Get("done") == "" {
		t.Fatalf("came out at %s", p.url)
	}
	p.says("is in your library. Gloss found ").says("of advice in it.").says("Nobody needs a gymnasium to begin.").says("The rest is talk.")
	if got := p.text("h1"); got != "The afternoon walk" {
		t.Errorf("it is called %q", got)
	}
	if got := s.get("/guides").texts(".card.own h3"); !slices.Equal(got, []string{"The afternoon walk"}) {
		t.Errorf("of ana's own there are %q", got)
	}
	back := p.form("#undo").submit("#undo").want(200).says("is out of your library")
	if back.path() != "/guides" || back.has(".card.own") {
		t.Errorf("undone, one is at %s", back.url)
	}
	again := back.form("#undo").submit("#undo").want(200)
	if !again.has(".card.own") {
		t.Error("done again, it is not there")
	}
}

func TestATitleOfOnesOwn(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	p := s.brings().set("text", walk20).set("title", "  Xylophones,   gently ").submit("").want(200)
	if got := p.text("h1"); got != "Xylophones, gently" {
		t.Errorf("it is called %q", got)
	}
	if got := s.get("/guides?q=xylophone").texts(".card h3"); !slices.Equal(got, []string{"Xylophones, gently"}) {
		t.Errorf("a search for it finds %q", got)
	}
}

func TestFilesBecomeGuides(t *testing.T) {
	for name, file := range map[string]upload{
		"markdown": {"walk.md", "application/octet-stream", "# A walk\n\nGo *out* for a while each day. It is good.\n"},
		"text":     {"walk.txt", "text/plain", "A walk\n\nGo out for a while each day. It is good.\n"},
		"page": {"walk.html", "text/html", "<!doctype html><title>A walk</title><body><nav>Home</nav><article><h1>A walk</h1><p>" +
			"Go out for a while each day. It is good.</p><script>alert(1)</script></article>"},
		"old page": {"walk.htm", "text/html; charset=windows-1252", "<html><title>A walk</title><p>Go out for a while each day, to the caf\xe9. It is good.</p>"},
		"no kind":  {`C:\texts\walk.txt`, "", "A walk\n\nGo out for a while each day. It is good.\n"},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSite(t)
			s.as("ana")
			p := s.brings().sends(file).want(200).says("for a while each day").says("is in your library.")
			if p.has("article script, .text script") || p.text("h1") != "A walk" {
				t.Errorf("it is called %q", p.text("h1"))
			}
			card := s.get("/guides").text(".card.own")
			if !strings.Contains(card, "From a file · 1 min") || !strings.Contains(card, "walk."+strings.Split(file.name, ".")[1]+", today") {
				t.Errorf("the card says %q", card)
			}
		})
	}
}

// What cannot be taken is answered beside its field, and nothing typed is lost.
func TestBringingInRefuses(t *testing.T) {
	const pdf = "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n\x00\x01\x02"
	long := strings.Repeat("word ", article.MaxSource/5+1)
	for name, one := range map[string]struct {
		url, text, title string
		file             *upload
		field, says      string
	}{
		"nothing":          {title: "T", field: "address", says: "Give an address, paste a text, or choose a file."},
		"two of them":      {url: "https://slowpaper.example/walk", text: "Some words.", title: "T", field: "paste", says: "You gave an address and a text. Gloss takes one at a time"},
		"three of them":    {url: "https://slowpaper.example/walk", text: "Some words.", title: "T", file: &upload{"a.txt", "text/plain", "x"}, field: "file", says: "You gave an address and a text and a file."},
		"a large file":     {title: "T", file: &upload{"a.txt", "text/plain", long}, field: "file", says: "That file is larger than 2 MB"},
		"a larger file":    {title: "T", file: &upload{"a.txt", "text/plain", long + long + long}, field: "file", says: "That file is larger than 2 MB"},
		"a large text":     {title: "T", text: long, field: "paste", says: "That text is larger than 2 MB"},
		"a PDF":            {title: "T", file: &upload{"a.pdf", "application/pdf", pdf}, field: "file", says: "That is not a text."},
		"a PDF called txt": {title: "T", file: &upload{"a.txt", "text/plain", pdf}, field: "file", says: "That is not a text."},
		"an empty file":    {title: "T", file: &upload{"a.txt", "text/plain", ""}, field: "file", says: "There is no text in that file."},
		"a page of none":   {title: "T", file: &upload{"a.html", "text/html", "<!doctype html><title>x</title><script>1</script>"}, field: "file", says: "There is no text in that file."},
		"a long title":     {title: strings.Repeat("x", models.MaxGuideLine+1), text: "Some words.", field: "title", says: "At most 300 letters"},
		"no address":       {url: "not an address", title: "T", field: "address", says: "That is not the address of a page."},
		"another scheme":   {url: "ftp://slowpaper.example/", title: "T", field: "address", says: "begin with http:// or https://"},
		"an inner network": {url: "http://192.168.1.1/", title: "T", field: "address", says: "from the open web only"},
		"this machine":     {url: "http://127.0.0.1/", title: "T", field: "address", says: "from the open web only"},
		"no such site":     {url: "https://slowpaper.example/walk", title: "T", field: "address", says: "No site of that name was found."},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSite(t)
			s.as("ana")
			f := s.brings()
			f.set("url", one.url).set("text", one.text).set("title", one.title)
			file := one.file
			if file == nil {
				file = &upload{}
			}
			p := f.sends(*file).want(422)
			if got := p.text("#" + one.field + "-e"); !strings.Contains(got, one.says) {
				t.Errorf("beside #%s it says %q", one.field, got)
			}
			if p.attr("#"+one.field, "aria-invalid") != "true" || !strings.Contains(p.attr("#"+one.field, "aria-describedby"), one.field+"-e") {
				t.Error("the field is not marked")
			}
			if p.attr(".problems a", "href") != "#"+one.field {
				t.Error("the problems do not lead to the field")
			}
			if got := p.form("main form[enctype]").values; got.Get("url") != one.url || got.Get("text") != one.text || got.Get("title") != one.title {
				t.Errorf("what was typed is lost: %.300v", got)
			}
			// One that is refused itself need not be chosen again.
			if got := strings.Contains(p.text("main"), "again if you still want it"); got != (one.file != nil && one.text != "") {
				t.Errorf("it is reminded of the file: %v", got)
			}
			if s.get("/guides").has(".card.own") {
				t.Error("it was brought in all the same")
			}
		})
	}
}

// A form of any size is answered with words, not with a connection that breaks.
func TestMoreThanAnythingIsRefusedInWords(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	for name, size := range map[string]int{"text": 5 << 20, "file": 65 << 20} {
		var head bytes.Buffer
		w := multipart.NewWriter(&head)
		w.WriteField("drawn", auth.NewPageID())
		w.WriteField("title", "A title")
		if name == "file" {
			w.CreateFormFile("file", "a.txt")
		} else {
			w.CreateFormField("text")
		}
		r := s.request(http.MethodPost, "/guides", url.Values{})
		tail := "\r\n--" + w.Boundary() + "--\r\n"
		r.Body = io.NopCloser(io.MultiReader(&head, io.LimitReader(spaces{}, int64(size)), strings.NewReader(tail)))
		r.ContentLength = -1
		r.Header.Set("Content-Type", w.FormDataContentType())
		r.Header.Set("Expect", "100-continue")
		p := s.do(r)
		if p.status != 422 || !strings.Contains(p.text(".error"), "larger than") || p.attr("#title", "value") != "A title" {
			t.Errorf("%s: %d %s", name, p.status, p.text(".error"))
		}
	}
	for _, size := range []int{5 << 20, 17 << 20} {
		p := s.post("/guides", url.Values{"drawn": {auth.NewPageID()}, "text": {strings.Repeat("x", size)}}).want(422)
		p.says("That text is larger than")
	}
}

type spaces struct{}

func (spaces) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'x'
	}
	return len(p), nil
}

func TestTheSameArticleAgain(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	first := s.brings().set("text", walk20).submit("").want(200)
	again := s.brings().set("text", walk20).set("title", "By another name").submit("").want(200)
	again.says("You have this one already.")
	if again.path() != first.path() || again.has("#undo") {
		t.Errorf("it leads to %s, not to %s", again.url, first.url)
	}
	if got := s.get("/guides").texts(".card.own h3"); len(got) != 1 {
		t.Errorf("there are %q", got)
	}
	s.as("ben") // who has not brought it in
	if p := s.brings().set("text", walk20).submit("").want(200); p.path() == first.path() {
		t.Error("ben was led to what is ana's")
	}
}

func TestADoubleClickBringsInOne(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	f := s.brings().set("text", walk20)
	first, second := f.submit("").want(200), f.submit("").want(200)
	if first.url.String() != second.url.String() {
		t.Errorf("it led to %s, then to %s", first.url, second.url)
	}
	s.post("/guides", url.Values{"text": {walk20}}).want(400)
	s.post("/guides", url.Values{"text": {walk20}, "drawn": {"short"}}).want(400)
	s.do(s.multipart("/guides", url.Values{"drawn": {"short"}, "text": {walk20}}, nil)).want(400)
	broken := s.multipart("/guides", url.Values{"drawn": {auth.NewPageID()}, "text": {walk20}}, nil)
	broken.ContentLength, broken.Body = 40, io.NopCloser(io.LimitReader(broken.Body, 40))
	s.do(broken).want(400)
	many := url.Values{}
	for i := range 100 {
		many.Set(fmt.Sprint("f", i), "x")
	}
	s.do(s.multipart("/guides", many, nil)).want(400)
	odd := s.request(http.MethodPost, "/guides", url.Values{"text": {walk20}})
	odd.Header.Set("Content-Type", "text/plain")
	s.do(odd).want(415)
}

// The first of fields that repeat counts.
func TestFieldsThatRepeat(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	p := s.do(s.multipart("/guides", url.Values{"drawn": {auth.NewPageID(), "x"}, "text": {walk20, "Another."}, "title": {"One", "Two"}}, nil)).want(200)
	if got := p.text("h1"); got != "One" {
		t.Errorf("it is called %q", got)
	}
	p.says("Nobody needs a gymnasium")
}

// An address may stand in the address of the form, as from a bookmark.
func TestTheFormIsFilledInFromItsAddress(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	p := s.get(link.BringInAgain("https://slowpaper.example/walk?a=b", "Walks & more")).want(200)
	if got := p.form("main form[enctype]").values; got.Get("url") != "https://slowpaper.example/walk?a=b" || got.Get("title") != "Walks & more" {
		t.Errorf("it holds %v", got)
	}
}
