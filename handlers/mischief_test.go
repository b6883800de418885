package handlers_test

import (
	"bufio"
	"encoding/base64"
	"fmt"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"gloss/handlers"
	"gloss/models/auth"
)

// mischief makes up bad requests. The same seeds make the same ones, but for
// ids.
type mischief struct {
	*rand.Rand
	all     *targets
	cookies []string
}

func newMischief(all *targets, seed, stream uint64) *mischief {
	return &mischief{Rand: rand.New(rand.NewPCG(seed, stream)), all: all}
}

func pick[T any](m *mischief, list []T) T { return list[m.IntN(len(list))] }

// one in so many
func (m *mischief) one(in int) bool { return m.IntN(in) == 0 }

// scraps are values that trip programs up.
var scraps = []string{
	"", " ", "\x00", "a\x00b", "\t\r\n", "0", "-0", "-1", "1e400", "-1e400", "1e-400", "NaN", "Infinity", "0x1F", "1_000", "1,5", "1.0000000001", ".", "-",
	"9223372036854775807", "9223372036854775808", "-9223372036854775809", "99999999999999999999999999", "١٢", "１２", "½", "true", "null", "[]", "{}", "[object Object]",
	"0000-00-00", "-2026-06-10", "2026-02-30", "2026-13-01", "1969-12-31", "1970-01-01", "2200-12-31", "2201-01-01", "10000-01-01", "2026-06-10T00:00:00Z", "10/06/2026", "99:99", "24:00", "-1:30",
	"\xff\xfe", "\xed\xa0\x80", "\xc0\xaf", "caf\xe9", "\ufeff", "\ufffd", "\u2028\u2029", "\u202eevil\u202c", "\u200b", "e" + "\u0301\u0302\u0303", "🧑‍🌾", "İı", "ﷺ", "\U0010ffff",
	"' OR 1=1 --", "'; DROP TABLE users; --", "%", "%00", "%zz", "${7*7}", "{{7*7}}", "=cmd|' /C calc'!A0", "<script>alert(1)</script>", `"><img src=x onerror=alert(1)>`,
	"../../../etc/passwd", "..%2f..%2f", `\\host\share`, "//other.test", "https://other.test/", `/\other.test`, "javascript:alert(1)", "/today\r\nSet-Cookie: gloss=x", "/habits?next=//other.test",
	"Local", "Europe/Nowhere", "../zoneinfo", "day", "week", "days", "tick", "add", "set", "item", "undo", "amount", "variety", "on",
}

// value is a value for any field.
func (m *mischief) value() string {
	switch m.IntN(16) {
	case 0:
		return strings.Repeat(pick(m, []string{"x", "é", "\u0301", "\U0001f9d1\u200d", "<b>", "a,", "\n", " ", "9", "\xff"}), 1+m.IntN(4000))
	case 1:
		raw := make([]byte, m.IntN(64))
		for i := range raw {
			raw[i] = byte(m.Uint32())
		}
		return string(raw)
	case 2, 3:
		return pick(m, m.all.ids)
	case 4:
		return auth.NewPageID()
	case 5:
		return pick(m, scraps) + pick(m, scraps)
	case 6:
		return fmt.Sprint(m.IntN(2000)-1000) + pick(m, []string{"", ".5", "e9", "e99", "e400", " minutes"})
	case 7:
		return fmt.Sprintf("%04d-%02d-%02d", 2026+m.IntN(3)-m.IntN(3)*m.IntN(40), m.IntN(14), m.IntN(33))
	default:
		return pick(m, scraps)
	}
}

// request is one bad request to some route.
func (m *mischief) request() *rawRequest {
	route := pick(m, handlers.Routes)
	path := pick(m, m.all.paths[route.Path])
	r := &rawRequest{method: route.Method, target: m.spoil(path)}
	if m.one(12) {
		r.method = pick(m, []string{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "get", "Post", "BREW", "M-SEARCH", "PROPFIND", strings.Repeat("X", 300)})
	}
	if m.one(3) {
		r.target += pick(m, []string{"?", "&", "?"}) + m.query()
	}
	host, home := m.origin()
	r.header = append(host, m.who()...)
	if r.method == "POST" || m.one(15) {
		bare, _, _ := strings.Cut(path, "?")
		kind, body := m.body(m.fields(bare))
		r.body = body
		if kind != "" {
			r.header = append(r.header, "Content-Type: "+kind)
		}
		r.cut = body != "" && m.one(60)
	}
	if m.one(20) {
		r.header = append(r.header, pick(m, oddHeaders))
	}
	if m.one(50) {
		r.header = append(r.header, pick(m, brokenHeaders))
	} else if _, err := http.ReadRequest(bufio.NewReader(strings.NewReader(r.text()))); err == nil && home {
		return r
	}
	r.broken = true
	return r
}

var oddHeaders = []string{
	"Content-Encoding: gzip", "Accept-Encoding: gzip;q=1e400, *;q=-1, \x80", "Accept: */*;q=nan", "Accept-Language: " + strings.Repeat("en,", 3000), "Range: bytes=-1-,,9-0",
	"If-None-Match: W/\"", "If-Modified-Since: yesterday", "X-HTTP-Method-Override: DELETE", "X-Forwarded-For: ::ffff:999.1.1.1, \xff", "X-Forwarded-Host: other.test",
	"X-Forwarded-Proto: gopher", "Forwarded: for=\"_;=", "X-Request-Id: " + strings.Repeat("9", 5000), "User-Agent: " + strings.Repeat("\xf0\x9f", 2000), "User-Agent:",
	"Referer: javascript:alert(1)", "Expect: 100-continue", "Upgrade: websocket", "Connection: upgrade, close",
}

var brokenHeaders = []string{"X-Empty", " folded: header", "Bad Name: x", "X-Nul: \x00", ": nameless", "Content-Length: 1"}

// spoil puts something wrong into a path, one time in three.
func (m *mischief) spoil(path string) string {
	if !m.one(3) {
		return path
	}
	bare, query, asked := strings.Cut(path, "?")
	parts := strings.Split(bare, "/")
	switch at := 1 + m.IntN(len(parts)-1); m.IntN(8) {
	case 0, 1:
		parts[len(parts)-1] = url.PathEscape(m.value())
	case 2, 3:
		parts[at] = url.PathEscape(m.value())
	case 4:
		parts[at] = pick(m, m.all.ids)
	case 5:
		parts[at] += pick(m, []string{"%", "%2", "%zz", "%00", "%ff", "%c0%af", "%2f", "%2e%2e", "%5c", "%u0041", ";", "/", "//", "/.", "/../", "%0d%0aX:y", "\x80", "#"})
	case 6:
		parts = slices.Insert(parts, at, pick(m, []string{"", ".", "..", "%2e", strings.Repeat("a", 9000), "*"}))
	case 7:
		return pick(m, []string{"*", "//other.test/today", "http://other.test/today", "http://[::1/", "/%", "/?", "/" + strings.Repeat("a/", 4000), strings.ToUpper(bare)})
	}
	if asked {
		parts[len(parts)-1] += "?" + query
	}
	return strings.Join(parts, "/")
}

// asked are the parameters that pages read from their address.
var asked = []string{"done", "sure", "saved", "next", "invite", "key", "guide", "advice", "like", "habit", "tag", "from", "to", "show", "group", "before", "after", "year", "page", "of", "id", "q"}

func (m *mischief) query() string {
	values := url.Values{}
	for range 1 + m.IntN(3) {
		values.Add(pick(m, asked), m.value())
	}
	switch m.IntN(8) {
	case 0:
		return strings.ReplaceAll(values.Encode(), "=", "=%")
	case 1:
		return values.Encode() + ";a=b&&=&=x&%zz=1&done=%ff"
	case 2:
		return strings.Repeat(pick(m, asked)+"=1&", 10_000)
	}
	return values.Encode()
}

// fields are those of a form of the page, if there is one, some of them spoiled,
// as pairs that stay in order.
func (m *mischief) fields(path string) [][2]string {
	values := url.Values{}
	if forms := m.all.forms[path]; len(forms) > 0 {
		values = maps.Clone(pick(m, forms))
	} else {
		for range m.IntN(8) {
			values.Add(pick(m, m.all.fields), m.value())
		}
	}
	if m.one(2) {
		values["page"] = []string{auth.NewPageID()}
	}
	pairs := [][2]string{}
	for _, name := range slices.Sorted(maps.Keys(values)) {
		for _, v := range values[name] {
			if m.one(5) {
				v = m.value()
			}
			pairs = append(pairs, [2]string{name, v})
		}
	}
	for range m.IntN(3) {
		pairs = append(pairs, [2]string{pick(m, m.all.fields), m.value()})
	}
	switch {
	case len(pairs) > 0 && m.one(5):
		pairs = slices.Insert(pairs, m.IntN(len(pairs)), pick(m, pairs)) // one twice
	case len(pairs) > 0 && m.one(5):
		pairs = slices.Delete(pairs, 0, 1+m.IntN(len(pairs)))
	case m.one(100):
		name := pick(m, m.all.fields)
		for n := range 10_000 {
			pairs = append(pairs, [2]string{pick(m, []string{name, name, fmt.Sprint(name, n)}), "1"})
		}
	case m.one(100):
		pairs = append(pairs, [2]string{pick(m, m.all.fields), strings.Repeat(pick(m, []string{"x", "é", "\n", "a, ", "<"}), 1<<18+m.IntN(1<<20))})
	}
	return pairs
}

// body writes fields, mostly as forms do, and says what kind it claims to be.
func (m *mischief) body(pairs [][2]string) (kind, body string) {
	const form = "application/x-www-form-urlencoded"
	switch m.IntN(12) {
	case 0:
		return m.multipart(pairs)
	case 1:
		kinds := []string{"", "application/json", "text/xml", "text/plain", "application/octet-stream", form + "; charset=utf-16", form + "; charset", "multipart/form-data", "multipart/mixed; boundary=x", ";", "\xff/\xff", form + ", text/html", strings.Repeat("a/", 999)}
		return pick(m, kinds), urlEncoded(pairs)
	case 2:
		return form, pick(m, []string{`{"act":"tick","page":{}}`, "<a/>", "%", "=&=&;", "&&&&", "a[b][c]=1&a[]=2", "%zz=%zz&page=%", "\x00=\x00", strings.Repeat("%", 500), strings.Repeat("a[", 5000)})
	case 3:
		return form, strings.ReplaceAll(urlEncoded(pairs), "%", pick(m, []string{"%%", "%x", "", "%C0%"}))
	}
	return form, urlEncoded(pairs)
}

func urlEncoded(pairs [][2]string) string {
	var b strings.Builder
	for _, p := range pairs {
		b.WriteString(url.QueryEscape(p[0]) + "=" + url.QueryEscape(p[1]) + "&")
	}
	return strings.TrimSuffix(b.String(), "&")
}

// multipart writes a form with parts, one time in two broken.
func (m *mischief) multipart(pairs [][2]string) (kind, body string) {
	var b strings.Builder
	for _, p := range pairs {
		file := ""
		if m.one(6) {
			file = `; filename="` + pick(m, []string{"x", "../x", "\x00", `"`, ""}) + `"`
		}
		b.WriteString("--edge\r\nContent-Disposition: form-data; name=\"" + p[0] + `"` + file + "\r\n\r\n" + p[1] + "\r\n")
	}
	text := b.String() + "--edge--\r\n"
	kind = "multipart/form-data; boundary=edge"
	switch m.IntN(10) {
	case 0:
		return "multipart/form-data; boundary=other", text
	case 1:
		return "multipart/form-data; boundary=" + strings.Repeat("e", 100), text
	case 2:
		return kind, text[:m.IntN(len(text))]
	case 3:
		return kind, strings.ReplaceAll(text, "\r\n\r\n", "\r\n")
	case 4:
		return kind, strings.Repeat("--edge\r\n", 2000) + text
	}
	return kind, text
}

// origin are the headers about where a request comes from, right most times,
// and whether it comes to the right host.
func (m *mischief) origin() (header []string, home bool) {
	if m.one(40) {
		return pick(m, [][]string{{"Host: "}, {}, {"Host: other.test"}, {"Host: 127.0.0.1:1", "Host: other.test"}, {"Host: \x80"}, {"Host: [::1"}, {"Host: " + strings.Repeat("a.", 500)}}), false
	}
	host := m.all.host
	if m.one(25) {
		return []string{"Host: " + host, "Origin: " + pick(m, []string{"null", "https://other.test", "http://" + host + ".other.test", "\xff", ""}), "Sec-Fetch-Site: " + pick(m, []string{"cross-site", "none", "same-site", "?"})}, true
	}
	return []string{"Host: " + host, "Origin: http://" + host, "Sec-Fetch-Site: same-origin"}, true
}

// who is the header that signs in, two times in three.
func (m *mischief) who() []string {
	switch {
	case m.one(4):
		return nil
	case m.one(10):
		junk := base64.RawURLEncoding.EncodeToString([]byte(m.value()))
		return []string{"Cookie: " + pick(m, []string{"gloss=", "gloss=" + junk, "gloss=x; gloss=y; " + pick(m, m.cookies), "gloss=\"" + junk, "; ;=;gloss", "gloss=" + strings.Repeat("a", 9000), strings.Repeat("a=b; ", 2000)})}
	}
	return []string{"Cookie: " + pick(m, m.cookies)}
}
