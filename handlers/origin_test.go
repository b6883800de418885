package handlers_test

import (
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"testing"

	"gloss/handlers"
)

func TestHosts(t *testing.T) {
	const here, gone = http.StatusOK, http.StatusMisdirectedRequest
	publicly := func(address string) func(*handlers.Config) {
		return func(cfg *handlers.Config) { cfg.URL, _ = url.Parse(address) }
	}
	tests := []struct {
		public, host string
		want         int
	}{
		{"http://127.0.0.1:8080", "127.0.0.1:8080", here},
		{"http://127.0.0.1:8080", "127.0.0.1:9999", here}, // this machine whatever the port
		{"http://127.0.0.1:8080", "127.0.0.1", here},
		{"http://127.0.0.1:8080", "127.8.9.10:80", here},
		{"http://127.0.0.1:8080", "localhost:8080", here},
		{"http://127.0.0.1:8080", "LOCALHOST", here},
		{"http://127.0.0.1:8080", "[::1]:8080", here},
		{"http://127.0.0.1:8080", "[::1]", here},
		{"http://127.0.0.1:8080", "[::ffff:127.0.0.1]:8080", here},
		{"http://127.0.0.1:8080", "192.168.1.5:8080", gone},
		{"http://127.0.0.1:8080", "[fe80::1]:8080", gone},
		{"http://127.0.0.1:8080", "0.0.0.0:8080", gone},
		{"http://127.0.0.1:8080", "gloss.example", gone},
		{"http://127.0.0.1:8080", "127.0.0.1.nip.io:8080", gone},
		{"http://127.0.0.1:8080", "localhost.evil.example", gone},
		{"http://127.0.0.1:8080", "evil.example:8080", gone},
		{"http://127.0.0.1:8080", "127.1:8080", gone},
		{"http://127.0.0.1:8080", "2130706433", gone},
		{"http://127.0.0.1:8080", "local host", gone},
		{"https://gloss.example", "gloss.example", here},
		{"https://gloss.example", "GLOSS.example", here},
		{"https://gloss.example", "gloss.example:443", here},
		{"https://gloss.example", "gloss.example:8443", gone},
		{"https://gloss.example", "gloss.example.", gone},
		{"https://gloss.example", "evil-gloss.example", gone},
		{"https://gloss.example", "a.gloss.example", gone},
		{"http://gloss.example:8080", "gloss.example:8080", here},
		{"http://gloss.example:8080", "gloss.example", gone},
		{"http://[2001:db8::7]:8080", "[2001:db8::7]:8080", here},
		{"http://[2001:db8::7]:8080", "[2001:db8::8]:8080", gone},
	}
	for _, test := range tests {
		t.Run(test.public+" by "+test.host, func(t *testing.T) {
			app := offline(t, publicly(test.public))
			got := app.raw("GET", "/login?next=%2Ftoday", test.host, nil)
			if strings.ContainsRune(test.host, ' ') && got.Code == http.StatusBadRequest {
				return
			}
			if got.Code != test.want {
				t.Fatalf("answered %d, want %d", got.Code, test.want)
			}
			right := `href="` + test.public + `/login?next=%2Ftoday"`
			if test.want == gone && !strings.Contains(got.Body.String(), right) {
				t.Errorf("does not lead to %s:\n%s", right, got.Body)
			}
		})
	}
}

func TestOtherSitesAreRefused(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	own := s.base.Scheme + "://" + s.base.Host
	tests := map[string]struct {
		headers []string
		want    int
	}{
		"our own page":            {[]string{"Sec-Fetch-Site", "same-origin", "Origin", own}, 303},
		"our own page, old":       {[]string{"Origin", own}, 303},
		"a program":               {nil, 303},
		"typed in":                {[]string{"Sec-Fetch-Site", "none"}, 303},
		"another site":            {[]string{"Sec-Fetch-Site", "cross-site", "Origin", "https://evil.example"}, 403},
		"another site, quiet":     {[]string{"Sec-Fetch-Site", "cross-site"}, 403},
		"a sibling":               {[]string{"Sec-Fetch-Site", "same-site", "Origin", "http://127.0.0.1:1"}, 403},
		"another site, old":       {[]string{"Origin", "https://evil.example"}, 403},
		"our name, another port":  {[]string{"Origin", "http://127.0.0.1:1"}, 403},
		"localhost for 127.0.0.1": {[]string{"Origin", strings.Replace(own, "127.0.0.1", "localhost", 1)}, 403},
		"a sandbox":               {[]string{"Origin", "null"}, 403},
		"a sandbox, new":          {[]string{"Sec-Fetch-Site", "cross-site", "Origin", "null"}, 403},
		"a name that begins so":   {[]string{"Origin", own + ".evil.example"}, 403},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			for _, r := range handlers.Routes {
				if r.Method != http.MethodPost || test.want == 303 && r.Path != "/you/day" {
					continue
				}
				req := s.request("POST", strings.NewReplacer(":id", "0123456789abcdef", ":date", "2026-06-10").Replace(r.Path), url.Values{})
				req.Header.Del("Origin")
				req.Header.Del("Sec-Fetch-Site")
				req.Header.Set("X-Http-Method-Override", "GET")
				for i := 0; i < len(test.headers); i += 2 {
					req.Header.Set(test.headers[i], test.headers[i+1])
				}
				if got := s.once(req); got.status != test.want {
					t.Errorf("%s answered %d, want %d", r.Path, got.status, test.want)
				}
			}
		})
	}
	if !strings.Contains(s.get("/you").body, "Log out") {
		t.Error("a refused form signed ana out")
	}
}

// What a proxy says of addresses counts only where the peer is a proxy of ours.
func TestForwardedAddresses(t *testing.T) {
	proxy := func(cfg *handlers.Config) {
		cfg.TrustedProxies = []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("fd00::/8")}
	}
	open := func(*handlers.Config) {}
	tests := []struct {
		name            string
		change          func(*handlers.Config)
		peer, forwarded string
		want            string
	}{
		{"no proxy", open, "203.0.113.7:1", "198.51.100.1", "203.0.113.7"},
		{"no proxy, loopback peer", open, "127.0.0.1:1", "198.51.100.1", "127.0.0.1"},
		{"ours", proxy, "10.1.2.3:1", "198.51.100.1", "198.51.100.1"},
		{"ours, over v6", proxy, "[fd00::1]:1", "198.51.100.1", "198.51.100.1"},
		{"ours, forged before", proxy, "10.1.2.3:1", "1.1.1.1, 198.51.100.1", "198.51.100.1"},
		{"two of ours", proxy, "10.1.2.3:1", "198.51.100.1, 10.9.9.9", "198.51.100.1"},
		{"not ours", proxy, "203.0.113.7:1", "198.51.100.1", "203.0.113.7"},
		{"ours, nonsense", proxy, "10.1.2.3:1", "spam", "10.1.2.3"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			app := offline(t, test.change)
			app.raw("POST", "/login", "localhost", map[string]string{
				"X-Forwarded-For": test.forwarded, "X-Real-Ip": "9.9.9.9", "Forwarded": "for=9.9.9.9", "Content-Type": "application/x-www-form-urlencoded",
				"peer": test.peer,
			})
			if !strings.Contains(app.log.String(), `"address":"`+test.want+`"`) {
				t.Errorf("not taken for %s: %s", test.want, app.log.String())
			}
		})
	}
}
