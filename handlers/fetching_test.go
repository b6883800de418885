package handlers_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"

	"gloss/handlers"
	"gloss/models/article"
	"gloss/models/fetch"
)

const walkPage = `<!doctype html><html lang="en"><head><title>The afternoon walk</title><meta name="author" content="M. Okafor"></head>
<body><nav><a href="/">Home</a></nav><article><h1>The afternoon walk</h1><p>Nobody needs a gymnasium to begin. Walk for twenty minutes after your
midday meal, five days out of seven, and let the pace be one at which you could still tell a friend a story.</p>
<p>The afternoon dip is gentler for it, and so is the evening that follows, as those who tried it say.</p></article></body></html>`

func html(body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, body)
	}
}

func TestAnAddressBecomesAGuide(t *testing.T) {
	other := web(t, html(walkPage))
	s := newSite(t, openTo(other))
	s.as("ana")
	p := s.brings().set("url", other.URL+"/walk#top").submit("Fetch").want(200)
	p.says("is in your library. Gloss found ").says("of advice in it.").says("could still tell a friend a story")
	if p.text("h1") != "The afternoon walk" || len(p.hops) != 1 || p.has("article nav") {
		t.Errorf("%q by way of %q", p.text("h1"), p.hops)
	}
	if got := s.get("/guides").text(".card.own"); !strings.Contains(got, "Article · 1 min") || !strings.Contains(got, "M. Okafor") {
		t.Errorf("the card says %q", got)
	}
	if got := p.attr("a[href^='"+other.URL+"']", "href"); got != other.URL+"/walk" {
		t.Errorf("the original is said to be at %q", got)
	}
	s.brings().set("url", other.URL+"/walk").submit("").want(200).says("You have this one already.")
}

// An article that offers to sign in beside it is an article.
func TestAnArticleWithADoorBesideIt(t *testing.T) {
	other := web(t, html(strings.Replace(walkPage, "</article>", strings.Repeat("<p>The path is long, and it is worth every one of its many steps.</p>", 12)+
		`</article><form><input type="password" name="p"></form>`, 1)))
	s := newSite(t, openTo(other))
	s.as("ana")
	s.brings().set("url", other.URL).submit("Fetch").want(200).says("is in your library.")
}

// slow answers when it is told to.
type slow struct {
	asked, released chan struct{}
	rest            string
}

func newSlow() *slow { return &slow{make(chan struct{}, 10), make(chan struct{}), walkPage} }

func (s *slow) answer(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Length", fmt.Sprint(len(s.rest)))
	fmt.Fprint(w, s.rest[:100])
	w.(http.Flusher).Flush()
	s.asked <- struct{}{}
	select {
	case <-s.released:
	case <-r.Context().Done():
	}
	fmt.Fprint(w, s.rest[100:])
}

// What takes long has a page to wait on, which asks for itself again until it
// leads on.
func TestWaitingForAPage(t *testing.T) {
	far := newSlow()
	other := web(t, far.answer)
	s := newSite(t, openTo(other))
	s.as("ana")
	p := s.brings().set("url", other.URL).set("title", "Mine").submit("").want(200)
	if !strings.HasPrefix(p.path(), "/guides/fetching/") || p.header.Get("Refresh") != "1" {
		t.Fatalf("one waits at %s, Refresh %q", p.url, p.header.Get("Refresh"))
	}
	p.says("100 bytes of").says(strings.TrimPrefix(other.URL, "http://"))
	if p.attr("progress", "value") != "100" || p.attr("progress", "max") != fmt.Sprint(len(walkPage)) {
		t.Errorf("it shows %s", p.main())
	}
	s.as("ben").get(p.path()).want(404)
	s.as("ben").post(p.path()+"/cancel", nil)
	close(far.released)
	var last *answer
	s.as("ana")
	for range 100 {
		if last = s.get(p.path()).want(200); last.path() != p.path() {
			break
		}
		time.Sleep(20 * time.Millisecond)
	}
	last.says("is in your library.")
	if last.text("h1") != "Mine" {
		t.Errorf("one comes out at %s", last.url)
	}
	// And later, whether it is remembered or not, it leads to what it brought.
	for range 2 {
		if got := s.get(p.path()).want(200); got.path() != last.path() {
			t.Errorf("later it leads to %s", got.url)
		}
		s.pass(handlers.FetchKept + time.Minute)
	}
}

func TestCancellingAFetch(t *testing.T) {
	far := newSlow()
	other := web(t, far.answer)
	s := newSite(t, openTo(other))
	s.as("ana")
	p := s.brings().set("url", other.URL+"/a?b=c").set("title", "Mine").submit("").want(200)
	back := p.form("main form").submit("Cancel").want(200).says("Stopped. Nothing was brought in.")
	if got := back.form("main form[enctype]").values; got.Get("url") != other.URL+"/a?b=c" || got.Get("title") != "Mine" {
		t.Errorf("what was typed is lost: %v", got)
	}
	s.get(p.path()).want(200).says("Stopped.")
	if s.get("/guides").has(".card.own") {
		t.Error("it was brought in all the same")
	}
	s.post("/guides/fetching/"+strings.Repeat("a", 22)+"/cancel", nil)
	s.get("/guides/fetching/" + strings.Repeat("a", 22)).want(404)
}

// Of what stands in the way, each has its own words, beside the address.
func TestAPageThatDoesNotCome(t *testing.T) {
	for path, says := range map[string]string{
		"/gone":    "There is no page at that address.",
		"/login":   "wants you signed in",
		"/door":    "leads to a page to sign in on",
		"/secret":  "The site does not let Gloss see that page",
		"/picture": "Gloss reads web pages, Markdown and plain text.",
		"/large":   "larger than",
		"/empty":   "No text was found on that page.",
		"/inside":  "from the open web only",
		"/broken":  "The connection broke off",
	} {
		t.Run(path[1:], func(t *testing.T) {
			t.Parallel()
			other := web(t, func(w http.ResponseWriter, r *http.Request) {
				switch r.URL.Path {
				case "/gone":
					http.NotFound(w, r)
				case "/login":
					w.WriteHeader(http.StatusUnauthorized)
				case "/door":
					http.Redirect(w, r, "/members", http.StatusFound)
				case "/members":
					html(`<!doctype html><title>Sign in</title><h1>Sign in</h1><p>You need to log in to read this article.</p><form><input name=who><INPUT name=p TYPE='password'></form>`)(w, r)
				case "/secret":
					w.WriteHeader(http.StatusForbidden)
				case "/picture":
					w.Header().Set("Content-Type", "image/png")
					fmt.Fprint(w, "\x89PNG\r\n\x1a\n")
				case "/large":
					html(strings.Repeat("<p>words", 1<<20))(w, r)
				case "/empty":
					html("<!doctype html><title>x</title><script>draw()</script>")(w, r)
				case "/inside":
					http.Redirect(w, r, "http://10.0.0.1/", http.StatusFound)
				case "/broken":
					w.Header().Set("Content-Type", "text/html")
					w.Header().Set("Content-Length", "1000")
					fmt.Fprint(w, "<p>half")
				}
			})
			s := newSite(t, openTo(other))
			s.as("ana")
			p := s.brings().set("url", other.URL+path).set("title", "Mine").submit("").want(422)
			if got := p.text("#address-e"); !strings.Contains(got, says) {
				t.Errorf("it says %q", got)
			}
			if got := p.form("main form[enctype]").values; got.Get("url") != other.URL+path || got.Get("title") != "Mine" {
				t.Errorf("what was typed is lost: %v", got)
			}
		})
	}
}

func TestAFailureAfterWaiting(t *testing.T) {
	far := newSlow()
	far.rest = "<title>x</title>" + strings.Repeat("<script></script>", 20)
	other := web(t, far.answer)
	s := newSite(t, openTo(other))
	s.as("ana")
	p := s.brings().set("url", other.URL).set("title", "Mine").submit("").want(200)
	close(far.released)
	for p.status == 200 {
		time.Sleep(20 * time.Millisecond)
		p = s.get(p.path())
	}
	p.want(422)
	if !strings.Contains(p.text("#address-e"), "No text was found") || p.attr("#address", "value") != other.URL || p.attr("#title", "value") != "Mine" {
		t.Errorf("it says %s", p.main())
	}
	if p.header.Get("Refresh") != "" {
		t.Error("the form asks for itself again")
	}
}

func TestThirtyPagesAnHour(t *testing.T) {
	other := web(t, http.NotFound)
	s := newSite(t, openTo(other))
	s.as("ana")
	for range 30 {
		s.brings().set("url", other.URL).submit("").want(422)
	}
	p := s.brings().set("url", other.URL).set("title", "Mine").submit("").want(429)
	if !strings.Contains(p.text("#address-e"), "That makes 30 pages in an hour") || p.header.Get("Retry-After") == "" || p.attr("#address", "value") != other.URL {
		t.Errorf("it says %s", p.main())
	}
	s.brings().set("url", "nonsense").submit("").want(422) // which asks nobody
	s.as("ben").get("/guides/new")
	s.brings().set("url", other.URL).submit("").want(422)
	s.as("ana")
	s.pass(time.Hour)
	s.brings().set("url", other.URL).submit("").want(422)
}

func TestTwoPagesAtATime(t *testing.T) {
	far := newSlow()
	other := web(t, far.answer)
	s := newSite(t, openTo(other))
	s.as("ana")
	for range handlers.FetchesOfOne {
		s.brings().set("url", other.URL).submit("")
		<-far.asked
	}
	p := s.brings().set("url", other.URL).set("title", "Mine").submit("").want(422)
	if got := p.text("#address-e"); !strings.Contains(got, "Two pages are being fetched for you already.") {
		t.Errorf("it says %q", got)
	}
	began := time.Now()
	s.app.Close()
	if took := time.Since(began); took > 2*time.Second {
		t.Errorf("the end took %v", took)
	}
	s.brings().set("url", other.URL).submit("").want(422)
}

func TestFetchesAreBounded(t *testing.T) {
	now := noon
	f := handlers.NewFetches(func() time.Time { return now }, slog.New(slog.DiscardHandler))
	hang := func(ctx context.Context) error { <-ctx.Done(); return ctx.Err() }
	for i := range handlers.FetchesOfAll {
		if _, err := f.Begin(fmt.Sprint("person", i), "fetch", hang); err != nil {
			t.Fatal(i, err)
		}
	}
	var busy *fetch.Error
	if _, err := f.Begin("another", "fetch", hang); !errors.As(err, &busy) || busy.Kind != fetch.Slow {
		t.Errorf("one more: %v", err)
	}
	if _, err := f.Begin("person0", "fetch", func(context.Context) error { t.Error("it ran twice"); return nil }); err != nil {
		t.Errorf("the same again: %v", err)
	}
	if f.Knows("another", "fetch") || f.Knows("person1", "other") || !f.Knows("person1", "fetch") {
		t.Error("a fetch is known to the wrong one")
	}
	f.Close()
	if _, err := f.Begin("another", "fetch", hang); err == nil {
		t.Error("after the end another one begins")
	}
	now = now.Add(handlers.FetchKept + time.Second)
	if f.Knows("person1", "fetch") {
		t.Error("it is remembered for ever")
	}
}

// A panic in a fetch ends that one alone.
func TestAPanicInAFetch(t *testing.T) {
	f := handlers.NewFetches(func() time.Time { return noon }, slog.New(slog.DiscardHandler))
	defer f.Close()
	wait, err := f.Begin("ana", "fetch", func(context.Context) error { panic("what nobody thought of") })
	if err != nil {
		t.Fatal(err)
	}
	var known *fetch.Error
	if err := wait(); !errors.As(err, &known) || !strings.Contains(known.Said, "Something went wrong here") {
		t.Errorf("it ends with %v", err)
	}
	again, err := f.Begin("ana", "fetch", func(context.Context) error { return article.ErrEmpty })
	if err != nil || again() == nil {
		t.Errorf("once more: %v", err)
	}
}
