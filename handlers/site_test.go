package handlers_test

import (
	"bytes"
	"context"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"gloss/assets"
	"gloss/handlers"
	"gloss/models"
	"gloss/models/auth"
	"gloss/models/fetch"
	"gloss/models/store"
)

// site is the whole of Gloss behind a real HTTP server, with a data folder of
// its own and a clock that stands still until it is moved. It is also the
// browser of whoever was last named with as: s.get, s.post and s.send.
//
//	s := newSite(t)
//	s.as("ana")
//	p := s.get("/today").want(200)
//	p.text("h1")
//	p.form("#password").set("old", "…").submit("Change password").want(200)
type site struct {
	*browser
	t      testing.TB
	store  *store.Store
	files  *assets.Assets
	app    *handlers.App
	server *httptest.Server
	log    *syncBuffer
	people map[string]*browser
	asked  statements
	dir    string // the data folder

	mu  sync.Mutex
	now time.Time
}

// noon is when every test begins: a Wednesday, 13:10 where people live.
var noon = time.Date(2026, time.June, 10, 11, 10, 0, 0, time.UTC)

// home is the zone of everybody who does not choose another.
const home = "Europe/Berlin"

// newSite starts a site with the guide that ships and without people. A change
// of its settings is made before it starts; an https address makes it speak
// TLS.
func newSite(t testing.TB, change ...func(*handlers.Config)) *site {
	t.Helper()
	s := &site{t: t, log: &syncBuffer{}, people: map[string]*browser{}, now: noon}
	built, err := assets.New()
	if err != nil {
		t.Fatal(err)
	}
	s.dir, s.files = t.TempDir(), built
	s.store = openStore(t, s.dir, s.clock, &s.asked)
	s.server = httptest.NewUnstartedServer(http.NotFoundHandler())
	cfg := handlers.Config{
		Store: s.store, Assets: built, Hasher: cheapHasher(), Now: s.clock, Fetch: fetch.New(nowhere),
		Log:     slog.New(slog.NewJSONHandler(s.log, &slog.HandlerOptions{Level: slog.LevelDebug})),
		URL:     &url.URL{Scheme: "http", Host: s.server.Listener.Addr().String()},
		SignUp:  handlers.SignUpInvite,
		Restore: func(_ context.Context, staged *store.Staged) error { return staged.Drop() },
	}
	for _, f := range change {
		f(&cfg)
	}
	s.app = handlers.New(cfg)
	s.server.Config.Handler = s.app
	s.server.Config.ErrorLog = slog.NewLogLogger(slog.DiscardHandler, slog.LevelError)
	if cfg.URL.Scheme == "https" {
		s.server.StartTLS()
	} else {
		s.server.Start()
	}
	// Whoever wants an answer compressed says so: looking for races costs most there.
	s.server.Client().Transport.(*http.Transport).DisableCompression = true
	t.Cleanup(s.app.Close)
	t.Cleanup(s.server.Close)
	shipGuides(t, s.store)
	s.browser = s.stranger()
	return s
}

// overTLS makes the site's public address https.
func overTLS(cfg *handlers.Config) { cfg.URL.Scheme = "https" }

func (s *site) clock() time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.now
}

// pass lets time go by.
func (s *site) pass(d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.now = s.now.Add(d)
}

// stranger is a browser without cookies.
func (s *site) stranger() *browser {
	jar, err := cookiejar.New(nil)
	if err != nil {
		s.t.Fatal(err)
	}
	base, err := url.Parse(s.server.URL)
	if err != nil {
		s.t.Fatal(err)
	}
	b := &browser{t: s.t, base: base, agent: "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"}
	b.client = &http.Client{Transport: s.server.Client().Transport, Jar: jar, CheckRedirect: follow}
	return b
}

// password is what a person of a test logs in with.
func password(name string) string { return "the long words of " + name }

// as goes on in the browser of a person, who is given an account and signed in
// where that has not happened yet. The first one owns the site.
func (s *site) as(name string) *browser {
	s.t.Helper()
	if b := s.people[name]; b != nil {
		s.browser = b
		return b
	}
	b := s.stranger()
	s.people[name], s.browser = b, b
	has, err := s.store.HasUsers(context.Background())
	if err != nil {
		s.t.Fatal(err)
	}
	if !has {
		b.get("/signup").want(200).form("main form").
			set("name", name).set("password", password(name)).set("zone", home).
			submit("")
	} else {
		s.addUser(name)
		b.get("/login").want(200).form("main form").
			set("name", name).set("password", password(name)).submit("")
	}
	if p := b.get("/you"); p.status != 200 || p.path() != "/you" {
		s.t.Fatalf("%s is not signed in: %d %s\n%s", name, p.status, p.path(), p.main())
	}
	return b
}

// addUser makes an account past the pages.
func (s *site) addUser(name string) models.User {
	s.t.Helper()
	hash, err := cheapHasher().Hash(context.Background(), password(name))
	if err != nil {
		s.t.Fatal(err)
	}
	u, err := s.store.CreateUser(context.Background(), store.NewUser{Name: name, Password: hash, Zone: home})
	if err != nil {
		s.t.Fatal(err)
	}
	return u
}

// user finds a person's account.
func (s *site) user(name string) models.User {
	s.t.Helper()
	u, err := s.store.UserByName(context.Background(), name)
	if err != nil {
		s.t.Fatal(err)
	}
	return u
}

// logged is what the site's log says so far.
func (s *site) logged() string { return s.log.String() }

// cheapHasher spends next to no time on passwords.
func cheapHasher() *auth.Hasher {
	return auth.NewHasher(auth.Params{Memory: 64, Iterations: 1, Parallelism: 1, SaltLength: 16, KeyLength: 32})
}

// syncBuffer is a buffer that several may write to.
type syncBuffer struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (b *syncBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.Write(p)
}

func (b *syncBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.String()
}

// words is text with its white space made even.
func words(s string) string { return strings.Join(strings.Fields(s), " ") }
