package fetch_test

import (
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"gloss/models/fetch"
)

func TestCheckSpellsOut(t *testing.T) {
	client := fetch.New(fetch.Options{})
	for given, want := range map[string]string{
		"https://example.org":                            "https://example.org/",
		"  http://Example.ORG:80/a?b=c#d \n":             "http://example.org/a?b=c",
		"HTTPS://example.org:443":                        "https://example.org/",
		"https://example.org:00443/":                     "https://example.org/",
		"https://example.org:80/":                        "https://example.org:80/",
		"example.org/path":                               "https://example.org/path",
		"//example.org/path":                             "https://example.org/path",
		"example.org:443/path":                           "https://example.org/path",
		"example.org/?next=https://other.org/":           "https://example.org/?next=https://other.org/",
		"https://example.org./a":                         "https://example.org/a",
		"https://example.org:/a":                         "https://example.org/a",
		"https://bücher.example/ä b":                     "https://xn--bcher-kva.example/%C3%A4%20b",
		"https://例え。jp/":                                 "https://xn--r8jz45g.jp/",
		"https://my_blog.example.org/":                   "https://my_blog.example.org/",
		"https://8.8.8.8/":                               "https://8.8.8.8/",
		"https://８.８.８.８/":                               "https://8.8.8.8/",
		"https://[2606:4700:0::1111]/":                   "https://[2606:4700::1111]/",
		"https://[::ffff:8.8.8.8]/":                      "https://8.8.8.8/",
		"https://example.org/#@127.0.0.1/":               "https://example.org/",
		"https://127.0.0.1.example.org/":                 "https://127.0.0.1.example.org/",
		"https://example.org/%2e%2e/a":                   "https://example.org/%2e%2e/a",
		"https://" + strings.Repeat("a", 63) + ".org/":   "https://" + strings.Repeat("a", 63) + ".org/",
		"https://example.org/" + strings.Repeat("a", 99): "https://example.org/" + strings.Repeat("a", 99),
	} {
		got, err := client.Check(given)
		if got != want || err != nil {
			t.Errorf("%q: %q %v, want %q", given, got, err, want)
		}
		if again, err := client.Check(got); again != got || err != nil {
			t.Errorf("%q is spelt out again as %q %v", got, again, err)
		}
	}
}

func TestCheckRefuses(t *testing.T) {
	client := fetch.New(fetch.Options{})
	for kind, all := range map[fetch.Kind][]string{
		fetch.NotAddress: append(oddSpellings,
			"", " ", "https://", "http:///x", "https:example.org", "//", "how to sleep better", "https://a b.org/",
			"https://.org/", "http://1.1/", "https://example..org/", "https://example.org../", "https://./", "https://-_-!.org/",
			"https://"+strings.Repeat("a", 64)+".org/", "https://"+strings.Repeat("a.", 127)+"org/",
			"https://example.org/"+strings.Repeat("a", 4096), "https://example.org/"+strings.Repeat("ä", 1000), "https://exam\nple.org/", "https://exam\x00ple.org/",
			"https://example.org:0/", "https://example.org:65979/", "https://example.org:-1/", "https://example.org:x/",
			"https://me@example.org/", "https://me:word@example.org/", "https://@example.org/", "https://example.org@127.0.0.1/",
			"me@example.org", "https://example.org\\@127.0.0.1/", "https://[8.8.8.8]/", "https://[::1", "https://::1/",
			"https://%65xample.org/", "https://example.org%00.example/", "https://\xff\xfe.org/",
			"file:///etc/passwd", "gopher://example.org/", "ftp://example.org/", "unix:/run/gloss.sock", "unix:///run/x",
			"data:text/html,hello", "javascript:alert(1)", "mailto:me@example.org", "view-source:https://example.org/",
			"jar:https://example.org!/", "ws://example.org/", "blob:https://example.org/1", "about:blank",
		),
		fetch.NotAllowed: append(append(innerSpellings, innerNames...),
			"https://example.org:22/", "http://example.org:8080/", "http://8.8.8.8:25/", "example.org:6379"),
	} {
		for _, given := range all {
			got, err := client.Check(given)
			if err == nil {
				t.Errorf("%q is taken for %q", given, got)
			} else if found := kindOf(t, err); found != kind {
				t.Errorf("%q: %s, want %s", given, found, kind)
			}
		}
	}
}

func TestOwnersSettings(t *testing.T) {
	client := fetch.New(fetch.Options{
		Ports:  []uint16{8080},
		Opened: []netip.Prefix{netip.MustParsePrefix("192.168.0.0/16"), netip.MustParsePrefix("64:ff9b::/96")},
	})
	for given, ok := range map[string]bool{
		"http://192.168.1.2:8080/": true, "http://wiki:8080/": true, "http://wiki.local:8080/": true,
		"http://[64:ff9b::808:808]:8080/": true, "http://[64:ff9b::c0a8:102]:8080/": true,
		"http://[64:ff9b::7f00:1]:8080/": false, "http://[64:ff9b::a00:1]:8080/": false,
		"http://10.0.0.1:8080/": false, "http://127.0.0.1:8080/": false, "http://192.168.1.2/": false,
	} {
		if got, err := client.Check(given); (err == nil) != ok {
			t.Errorf("%s: %q %v", given, got, err)
		}
	}
}

// FuzzCheck holds that what is taken can only lead to the open web, as far as
// its text goes, and reads the same to everybody.
func FuzzCheck(f *testing.F) {
	for _, seed := range append(append(append([]string{
		"https://example.org:443/a?b#c", "example.org", "https://bücher.example/ä", "https://me@example.org",
		"https://8.8.8.8/", "https://[::ffff:8.8.8.8]/",
	}, oddSpellings...), innerSpellings...), innerNames...) {
		f.Add(seed)
	}
	client := fetch.New(fetch.Options{})
	f.Fuzz(func(t *testing.T, given string) {
		got, err := client.Check(given)
		if err != nil {
			kindOf(t, err)
			return
		}
		if again, err := client.Check(got); again != got || err != nil {
			t.Fatalf("%.99q became %q, and that %q %v", given, got, again, err)
		}
		u, err := url.Parse(got)
		if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.User != nil || u.Opaque != "" {
			t.Fatalf("%.99q became %q: %v", given, got, err)
		}
		if port := u.Port(); port != "" && port != "80" && port != "443" {
			t.Fatalf("%.99q: port %s", given, port)
		}
		host := u.Hostname()
		if strings.Trim(host, "0123456789abcdefghijklmnopqrstuvwxyz-_.:") != "" || host == "" {
			t.Fatalf("%.99q: host %q", given, host)
		}
		ip, err := netip.ParseAddr(host)
		if err != nil && isLegacyNumber(host) {
			t.Fatalf("%.99q: %q is an address to inet_aton", given, host)
		}
		if err == nil && (!ip.IsGlobalUnicast() || ip.IsPrivate() || ip.Is4In6() || ip.Zone() != "") {
			t.Fatalf("%.99q leads to %s", given, ip)
		}
	})
}

// isLegacyNumber reads a host as inet_aton does: one to four numbers, decimal,
// octal or hexadecimal, the last filling what is left.
func isLegacyNumber(host string) bool {
	parts := strings.Split(strings.TrimSuffix(host, "."), ".")
	if len(parts) > 4 {
		return false
	}
	for i, part := range parts {
		bits := 8
		if i == len(parts)-1 {
			bits = 8 * (5 - len(parts))
		}
		base := 10
		if hex, ok := strings.CutPrefix(part, "0x"); ok {
			part, base = "0"+hex, 16
		} else if strings.HasPrefix(part, "0") {
			base = 8
		}
		if _, err := strconv.ParseUint(part, base, bits); err != nil {
			return false
		}
	}
	return true
}
