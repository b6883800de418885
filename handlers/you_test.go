package handlers_test

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"gloss/handlers"
)

func TestYouName(t *testing.T) {
	s := newSite(t)
	s.as("ben")
	s.as("ana")
	p := s.get("/you").form("#un").set("name", " Ana  Lucía ").set("email", "ana@example.org").submit("Save").want(200).says("Saved.")
	if p.url.String() != s.server.URL+"/you?saved=name#name" {
		t.Errorf("ended at %s", p.url)
	}
	if u := s.user("ana lucía"); u.Name != "Ana Lucía" || u.Email != "ana@example.org" || u.Owner {
		t.Errorf("is %+v", u)
	}
	p = s.get("/you").form("#un").set("name", "BEN").set("email", "kept@example.org").submit("Save").want(422)
	if p.text("#un-e") != "That name is taken. Choose another." || p.form("#un").values.Get("email") != "kept@example.org" {
		t.Errorf("says %q, keeps %v", p.text("#un-e"), p.form("#un").values)
	}
	if p.form("#uz").values.Get("zone") != home {
		t.Error("the other forms lost what stands")
	}
	p.form("#un").set("name", "ana").submit("Save").want(200)
	s.user("ana")
}

func TestYouDay(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	f := s.get("/you").form("#uz")
	if f.values.Get("zone") != home || f.values.Get("start") != "0" || f.values.Get("week") != "1" {
		t.Errorf("stands as %v", f.values)
	}
	f.set("zone", "Asia/Tokyo").set("start", "3").set("week", "6").submit("Save").want(200).says("Saved. Your days run by this from now on.")
	if u := s.user("ana"); u.Zone != "Asia/Tokyo" || u.DayStart != 3 || u.WeekStart != time.Saturday {
		t.Errorf("is %+v", u)
	}
	p := s.post("/you/day", url.Values{"zone": {"Europe/London"}, "next": {"/you"}}).want(200)
	if u := s.user("ana"); u.Zone != "Europe/London" || u.DayStart != 3 || u.WeekStart != time.Saturday || p.path() != "/you" {
		t.Errorf("the zone alone made %+v at %s", u, p.path())
	}
	s.post("/you/day", url.Values{"zone": {"US/Eastern"}})
	if f := s.get("/you").form("#uz"); f.values.Get("zone") != "US/Eastern" {
		t.Errorf("a zone by an old name is shown as %v", f.values)
	}
	for field, bad := range map[string][]string{"zone": {"Mars", "Local", "../x"}, "start": {"7", "-1", "x", "1.5"}, "week": {"7", "-1", "monday"}} {
		for _, value := range bad {
			id := map[string]string{"zone": "#uz", "start": "#us", "week": "#uw"}[field]
			if p := s.get("/you").form("#uz").force(field, value).submit("Save").want(422); p.text(id+"-e") == "" {
				t.Errorf("%s %q is not said to be wrong", field, value)
			}
		}
	}
	if u := s.user("ana"); u.Zone != "US/Eastern" || u.DayStart != 3 || u.WeekStart != time.Saturday {
		t.Errorf("a refused form made %+v", u)
	}
}

func TestYouPassword(t *testing.T) {
	s := newSite(t)
	ana := s.as("ana")
	phone := s.stranger()
	phone.logIn("ana", password("ana"))
	change := func(old, new string) *answer {
		return ana.get("/you").form("#po").set("old", old).set("new", new).submit("Change password")
	}
	if p := change("not mine at all", "nine trees in my garden").want(422); p.text("#po-e") != "That is not the password you have now." || p.form("#po").values.Get("new") != "" {
		t.Errorf("says %q", p.text("#po-e"))
	}
	if p := change(password("ana"), "nine").want(422); p.text("#pn-e") != "That is 4 characters. Please use at least 10." {
		t.Errorf("says %q", p.text("#pn-e"))
	}
	before := ana.cookies()["gloss"]
	change(password("ana"), "nine trees in my garden").want(200).says("all other devices are signed out")
	if s.use(before) != 200 || phone.get("/you").path() != "/login" {
		t.Error("the wrong sessions ended")
	}
	phone.logIn("ana", password("ana")).want(422)
	if p := phone.logIn("ana", "nine trees in my garden"); p.path() != "/today" {
		t.Errorf("the new password leads to %s", p.path())
	}
	for range 10 {
		change("not mine at all", "ten trees in my garden").want(422)
	}
	change("nine trees in my garden", "ten trees in my garden").want(429)
	s.pass(16 * time.Minute)
	change("nine trees in my garden", "ten trees in my garden").want(200)
}

func TestYouSaysWhenOthersCanReadAlong(t *testing.T) {
	tests := map[string]bool{
		"http://127.0.0.1:8080": false, "http://localhost": false, "http://[::1]:8080": false,
		"http://192.168.1.5:8080": true, "http://gloss.example": true, "https://gloss.example": false,
	}
	for address, want := range tests {
		s := offline(t, func(cfg *handlers.Config) { cfg.URL, _ = url.Parse(address) })
		u := s.addUser("ana")
		token, _, err := s.store.CreateSession(t.Context(), u.ID, "", "", true)
		if err != nil {
			t.Fatal(err)
		}
		name := "gloss"
		if address[:5] == "https" {
			name = "__Host-gloss"
		}
		got := s.raw("GET", "/you", "localhost", map[string]string{"Cookie": name + "=" + token})
		if says := strings.Contains(got.Body.String(), "This connection is not private."); got.Code != 200 || says != want {
			t.Errorf("%s: %d, says so: %v", address, got.Code, says)
		}
	}
}

// The offer to follow a browser that has travelled is there for the script to
// show, and needs nothing but the zone.
func TestZoneOffer(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	p := s.get("/you").want(200)
	if p.attr("body", "data-zone-now") != home {
		t.Error("the script cannot know the zone")
	}
	if _, hidden := p.find("form[data-zone-offer]").Attr("hidden"); !hidden || !p.has("form[data-zone-offer] [data-zone-name]") || !p.has("form[data-zone-offer] button[type=button][data-zone-keep]") {
		t.Error("the offer is not as the script expects it")
	}
	p = p.form("form[data-zone-offer]").set("zone", "Asia/Tokyo").submit("Switch").want(200)
	if s.user("ana").Zone != "Asia/Tokyo" || p.path() != "/you" {
		t.Errorf("switched to %s at %s", s.user("ana").Zone, p.path())
	}
}

func TestDevice(t *testing.T) {
	tests := map[string]string{
		"Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0":                                                                  "Firefox on Linux",
		"Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1": "Safari on iPhone",
		"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36":                         "Chrome on Windows",
		"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0":           "Edge on Windows",
		"Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36":                   "Chrome on Android",
		"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15":                   "Safari on Mac",
		"Mozilla/5.0 (iPad; CPU OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/141.0 Mobile/15E148 Safari/604.1":           "Chrome on iPad",
		"curl/8.9": "A browser",
		"":         "A browser",
	}
	for agent, want := range tests {
		if got := handlers.Device(agent); got != want {
			t.Errorf("%q is %q, want %q", agent, got, want)
		}
	}
}

// Everything that is wrong with a form is said at once.
func TestAllOfADayIsWrongAtOnce(t *testing.T) {
	p := newSite(t).as("ana").post("/you/day", url.Values{"zone": {"Mars"}, "start": {"x"}, "week": {"monday"}}).want(422)
	for _, field := range []string{"#uz-e", "#us-e", "#uw-e"} {
		if p.text(field) == "" {
			t.Errorf("%s says nothing", field)
		}
	}
}
