package handlers_test

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"
	"github.com/google/go-cmp/cmp"

	"gloss/handlers"
)

// walk is one route, and a person whose things others try to reach by it.
type walk struct {
	*site
	handlers.Route
	fields []string
	hers   things
	her    string // the id of vera's account
	before map[string][]string
}

// Every route is asked for by nobody, by ended sessions, by a disabled person,
// by somebody else and by the owner of the server, each time with the ids of a
// third person: in the path, in the address and in the fields of forms. Only
// what the table declares answers, and nothing of the third person's changes or
// is shown, but for what the owner may do to an account.
func TestRoutesAnswerOnlyWhomTheyAreFor(t *testing.T) {
	fields := formFields(t)
	for _, r := range handlers.Routes {
		t.Run(r.Method+" "+r.Path, func(t *testing.T) {
			t.Parallel()
			s := newSite(t)
			s.as("ana")
			victim := s.as("vera")
			s.as("ben")
			w := &walk{site: s, Route: r, fields: fields, hers: s.furnish("vera"), her: s.user("vera").ID}
			bens, anas := s.furnish("ben"), s.furnish("ana")
			out := s.shutOut("vera", "dora")
			w.before = s.dump(w.her)
			for who, token := range out {
				w.closed(who, token)
			}
			w.others("somebody else", "ben", bens)
			if r.Who != handlers.Owner {
				w.others("the owner", "ana", anas)
				s.pass(20 * time.Minute) // until links may be tried again
				if got := victim.once(victim.request(http.MethodGet, w.hers.at(r, s), nil)); r.Method == http.MethodGet && got.status >= 400 {
					t.Errorf("vera herself got %d\n%s", got.status, got.body)
				}
				return
			}
			if got := w.ask(victim, w.hers.at(r, s), w.hers.claims()); got.status != http.StatusNotFound {
				t.Errorf("vera, who owns nothing, got %d", got.status)
			}
			w.unchanged("vera")
			if got := w.ask(s.as("ana"), w.hers.at(r, s), w.hers.claims()); got.status >= 400 {
				t.Errorf("the owner got %d\n%s", got.status, got.body)
			}
		})
	}
}

// shutOut gives tokens that sign nobody in any more: none at all, one that was
// never given out, one of the victim's own that she ended, and one of a person
// whose account is disabled, made before that and after.
func (s *site) shutOut(victim, disabled string) map[string]string {
	s.t.Helper()
	ctx := context.Background()
	s.as(disabled)
	hers, off, owner := s.user(victim), s.user(disabled), s.user("ana")
	token := func(id string) (string, string) {
		token, session, err := s.store.CreateSession(ctx, id, "Firefox", "127.0.0.1", true)
		if err != nil {
			s.t.Fatal(err)
		}
		return token, session.Digest
	}
	ended, digest := token(hers.ID)
	before, _ := token(off.ID)
	if err := s.store.EndSession(ctx, hers.ID, digest); err != nil {
		s.t.Fatal(err)
	}
	if err := s.store.SetDisabled(ctx, owner.ID, off.ID, true); err != nil {
		s.t.Fatal(err)
	}
	after, _ := token(off.ID)
	return map[string]string{
		"nobody": "", "an ended session": ended, "a disabled person": after, "a disabled person, signed in before": before,
		"whoever made a token up": ended[:len(ended)-4] + "aaaa",
	}
}

// with is a browser with a token.
func (s *site) with(token string) *browser {
	b := s.stranger()
	if token != "" {
		b.client.Jar.SetCookies(b.base, []*http.Cookie{{Name: "gloss", Value: token, Path: "/"}})
	}
	return b
}

// ask sends the walk's request, with a form where the route takes one, and
// looks for what nobody but vera may read.
func (w *walk) ask(b *browser, path string, form url.Values) *answer {
	w.t.Helper()
	if w.Method != http.MethodPost {
		form = nil
	}
	got := b.once(b.request(w.Method, path, form))
	if strings.Contains(got.body, canary("vera")) && b != w.people["vera"] && !(got.status == http.StatusOK && takesAway(w.Route)) {
		w.t.Errorf("%s shows what is vera's", path)
	}
	if got.status >= 500 {
		w.t.Errorf("%s answered %d", path, got.status)
	}
	return got
}

// closed asks as somebody whom no session lets in.
func (w *walk) closed(who, token string) {
	w.t.Helper()
	path := w.hers.at(w.Route, w.site)
	if w.Path == "/reset" {
		path = "/reset?key=" + w.hers.link // who has the right one may use it
	}
	forms := append([]url.Values{w.hers.claims()}, w.ids()...)
	if w.Who != handlers.Anyone {
		forms = forms[:2] // none is read
	}
	checkStranger(w.t, w.Route, w.ask(w.with(token), path, forms[0]))
	for _, form := range forms {
		checkStranger(w.t, w.Route, w.ask(w.with(token), path+with(path)+form.Encode(), form))
	}
	w.unchanged(who)
}

// others asks as somebody signed in who has things too: by the victim's path
// and by a path of their own, with the victim's ids in the address and in the
// form.
func (w *walk) others(who, name string, own things) {
	w.t.Helper()
	id, path := w.user(name).ID, w.hers.at(w.Route, w.site)
	if w.Path == "/reset" {
		path = "/reset?key=" + w.hers.link // who has the right one may use it
	}
	signedIn := func() *browser { // anew, as some routes end the session
		token, _, err := w.store.CreateSession(context.Background(), id, "Firefox", "127.0.0.1", true)
		if err != nil {
			w.t.Fatal(err)
		}
		return w.with(token)
	}
	checkOther(w.t, w.Route, w.ask(signedIn(), path, w.hers.claims()))
	mine := own.at(w.Route, w.site)
	for _, form := range append([]url.Values{w.hers.claims()}, w.ids()...) {
		b := signedIn()
		checkOther(w.t, w.Route, w.ask(b, path+with(path)+form.Encode(), form))
		w.ask(b, mine+with(mine)+form.Encode(), form)
	}
	w.unchanged(who)
}

// ids are forms that name one thing of the victim's in every field.
func (w *walk) ids() (forms []url.Values) {
	for _, id := range w.hers.all() {
		forms = append(forms, one(id, w.fields))
	}
	return forms
}

func (w *walk) unchanged(by string) {
	w.t.Helper()
	if diff := cmp.Diff(w.before, w.dump(w.her)); diff != "" {
		w.t.Errorf("what is vera's was changed by %s:\n%s", by, diff)
	}
}

// takesAway tells whether a route hands out the whole database, which whoever
// owns the server may have.
func takesAway(r handlers.Route) bool { return r.Path == "/backups/:id/download" }

// personal tells whether a route is about one thing of somebody's.
func personal(r handlers.Route) bool { return strings.Contains(r.Path, ":id") }

func checkStranger(t testing.TB, r handlers.Route, got *answer) {
	t.Helper()
	if r.Who == handlers.Anyone {
		checkOther(t, r, got)
		return
	}
	if to := got.header.Get("Location"); got.status != http.StatusSeeOther || !strings.HasPrefix(to, "/login") {
		t.Errorf("%s got %d %s, not the way in", got.url.Path, got.status, to)
	}
}

// checkOther looks at what somebody got for what is another's.
func checkOther(t testing.TB, r handlers.Route, got *answer) {
	t.Helper()
	switch hidden := personal(r) || r.Who == handlers.Owner; {
	case hidden && got.status != http.StatusNotFound:
		t.Errorf("got %d for what is not theirs", got.status)
	case !hidden && (got.status >= 500 || got.status == http.StatusNotFound && r.Method == http.MethodGet && got.url.RawQuery == ""):
		t.Errorf("got %d", got.status)
	}
}

// No form leads to another site, whatever it asks to return to.
func TestNoFormLeadsElsewhere(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	host, led := s.base.Host, 0
	for i, r := range handlers.Routes {
		if r.Method != http.MethodPost {
			continue
		}
		name := fmt.Sprint("person ", i)
		s.as(name)
		mine := s.furnish(name)
		for _, next := range []string{"//evil.example", `/\evil.example`, `\\evil.example`, "/\t/evil.example", "https://evil.example", "http:evil.example", "javascript:alert(1)", "/%09/evil.example", " //evil.example", "evil.example/x"} {
			token, _, err := s.store.CreateSession(t.Context(), mine.user, "Firefox", "127.0.0.1", true) // some forms end it
			if err != nil {
				t.Fatal(err)
			}
			b, form := s.with(token), mine.claims()
			form.Set("next", next)
			form.Set("name", name)
			req := b.request("POST", mine.at(r, s)+"?next="+url.QueryEscape(next), form)
			req.Header.Set("Referer", next)
			got := b.once(req)
			to, err := got.url.Parse(got.header.Get("Location"))
			if err != nil || to.Host != host || strings.Contains(to.Path, "evil") || strings.Contains(got.attrs("main a, main form, main button", "href", "action", "formaction"), "evil") {
				t.Errorf("%s with next %q leads to %s, %v", r.Path, next, got.header.Get("Location"), err)
			}
			if got.header.Get("Location") != "" {
				led++
			}
		}
	}
	if led < 50 {
		t.Errorf("but %d forms lead anywhere", led)
	}
}

// attrs are the values of some attributes of all that matches a selector.
func (p *answer) attrs(selector string, names ...string) string {
	var all []string
	p.doc.Find(selector).Each(func(_ int, e *goquery.Selection) {
		for _, name := range names {
			all = append(all, e.AttrOr(name, ""))
		}
	})
	return strings.Join(all, " ")
}
