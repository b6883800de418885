package fetch_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gloss/models/fetch"
)

// open are the options of a client that may ask a site of the tests.
func open(port uint16) fetch.Options {
	return fetch.Options{Ports: []uint16{port}, Opened: []netip.Prefix{webNet}, Timeout: 5 * time.Second}
}

func packed(t *testing.T, content io.Reader) []byte {
	t.Helper()
	var out bytes.Buffer
	w, _ := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if _, err := io.Copy(w, content); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestAPageComes(t *testing.T) {
	var seen []http.Header
	port, url := site(t, func(w http.ResponseWriter, r *http.Request) {
		seen = append(seen, r.Header.Clone())
		if r.URL.Path == "/old" {
			w.Header().Set("Set-Cookie", "a=b")
			http.Redirect(w, r, "/new?x=%C3%A4#part", http.StatusMovedPermanently)
			return
		}
		w.Header().Set("Content-Type", "Text/HTML; Charset=Windows-1252")
		_, _ = io.WriteString(w, "<p>caf\xe9")
	})
	o := open(port)
	o.Version = "1.2"
	o.Resolver = names{"site.example": {web}}
	url = strings.Replace(url, web, "site.example", 1)
	page, err := get(t, o, url+"/old#part")
	if err != nil {
		t.Fatal(err)
	}
	want := fetch.Page{Body: []byte("<p>caf\xe9"), ContentType: "text/html; charset=Windows-1252", URL: url + "/new?x=%C3%A4"}
	if diff := cmp.Diff(want, page); diff != "" {
		t.Error(diff)
	}
	header := http.Header{
		"User-Agent":      {"Gloss/1.2 (+reader)"},
		"Accept":          {"text/html, application/xhtml+xml, text/markdown;q=0.9, text/plain;q=0.8"},
		"Accept-Encoding": {"gzip"},
		"Connection":      {"close"},
	}
	if diff := cmp.Diff([]http.Header{header, header}, seen); diff != "" {
		t.Error("what the site is told:", diff)
	}
}

func TestContentTypes(t *testing.T) {
	png := "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
	for _, c := range []struct {
		sent, body, want string // want: the type, or nothing where it is not text
	}{
		{"text/html", "<p>a", "text/html"},
		{"text/html; charset=utf-8; charset=utf-8", "<p>a", "text/html; charset=utf-8"},
		{"text/html; charset=utf-8; charset=latin1", "<p>a", "text/html"},
		{"text/html;", "<p>a", "text/html"},
		{"text/html; charset", "<p>a", "text/html"},
		{"application/xhtml+xml; charset=UTF-8", "<p>a</p>", "application/xhtml+xml; charset=UTF-8"},
		{"text/plain", "BMI is a number", "text/plain"},
		{"text/markdown", "# a", "text/markdown"},
		{"text/x-markdown; variant=GFM", "# a", "text/markdown"},
		{"text/html; charset=utf-16le", "<\x00p\x00>\x00", "text/html; charset=utf-16le"},
		{"text/plain", "\xff\xfea\x00", "text/plain"},
		{"text/html", "", "text/html"},
		{"", "<!doctype html><p>a", "text/html"},
		{"", "Sleep well", "text/plain"},
		{"", "\xef\xbb\xbf<html>", "text/plain"},
		{"", png, ""},
		{"text/html", png, ""},
		{"text/html", "%PDF-1.7\n", ""},
		{"text/plain", "PK\x03\x04\x14\x00", ""},
		{"text/plain", strings.Repeat("\x01\x02ab", 9), ""},
		{"application/pdf", "a", ""},
		{"image/svg+xml", "<svg/>", ""},
		{"video/mp4", "a", ""},
		{"application/json", "{}", ""},
		{"application/octet-stream", "a", ""},
		{"multipart/form-data; boundary=a", "a", ""},
		{"html", "<p>a", ""},
		{"text/html, text/plain", "<p>a", ""},
	} {
		port, url := raw(t, text(fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Length: %d\r\nX: y\r\n%s\r\n%s",
			len(c.body), map[bool]string{true: "Content-Type: " + c.sent + "\r\n"}[c.sent != ""], c.body)))
		page, err := get(t, open(port), url)
		switch {
		case c.want == "" && kindOf(t, err) != fetch.NotText:
			t.Errorf("%q %q: %v", c.sent, c.body, err)
		case c.want != "" && (err != nil || page.ContentType != c.want || string(page.Body) != c.body):
			t.Errorf("%q %q: %q %q %v", c.sent, c.body, page.ContentType, page.Body, err)
		}
	}
}

func TestStatuses(t *testing.T) {
	said := map[fetch.Kind]map[string]bool{}
	for code, want := range map[int]fetch.Kind{
		401: fetch.NeedsLogin, 402: fetch.NeedsLogin, 403: fetch.NeedsLogin, 407: fetch.NeedsLogin,
		404: fetch.Gone, 410: fetch.Gone, 429: fetch.ServerTrouble, 500: fetch.ServerTrouble, 503: fetch.ServerTrouble, 599: fetch.ServerTrouble,
		400: fetch.ServerTrouble, 418: fetch.ServerTrouble, 204: fetch.ServerTrouble, 206: fetch.ServerTrouble, 300: fetch.ServerTrouble,
		304: fetch.ServerTrouble, 302: fetch.ServerTrouble, // without saying where to
	} {
		port, url := raw(t, text(fmt.Sprintf("HTTP/1.1 %d No\r\nContent-Type: text/html\r\nContent-Length: 0\r\n\r\n", code)))
		_, err := get(t, open(port), url)
		if kind := kindOf(t, err); kind != want {
			t.Errorf("%d: %s %v", code, kind, err)
		}
		if said[want] == nil {
			said[want] = map[string]bool{}
		}
		said[want][err.Error()] = true
	}
	if len(said[fetch.NeedsLogin]) != 2 || len(said[fetch.Gone]) != 1 || len(said[fetch.ServerTrouble]) != 4 {
		t.Errorf("said: %v", said)
	}
}

func TestRedirects(t *testing.T) {
	for _, c := range []struct {
		start string
		to    map[string]string
		want  fetch.Kind // empty: a page
	}{
		{"/a", map[string]string{"/a": "/b", "/b": "/c", "/c": "/d"}, ""},
		{"/a", map[string]string{"/a": "/b", "/b": "/c", "/c": "/d", "/d": "/e"}, fetch.TooManyRedirects},
		{"/a", map[string]string{"/a": "/a"}, fetch.TooManyRedirects},
		{"/a", map[string]string{"/a": "/b", "/b": "/a"}, fetch.TooManyRedirects},
		{"/a", map[string]string{"/a": "/login?next=/a"}, fetch.NeedsLogin},
		{"/a", map[string]string{"/a": "/wp-login.php"}, fetch.NeedsLogin},
		{"/a", map[string]string{"/a": "/users/Sign_In"}, fetch.NeedsLogin},
		{"/a", map[string]string{"/a": "/login", "/login": "/a"}, fetch.NeedsLogin},
		{"/a", map[string]string{"/a": "//login.example:PORT/b"}, fetch.NeedsLogin},
		{"/a", map[string]string{"/a": "//other.example:PORT/b"}, ""},
		{"/a", map[string]string{"/a": "/authors/jane"}, ""},
		{"/login", map[string]string{"/login": "/signin"}, ""},
		{"/a", map[string]string{"/a": "file:///etc/passwd"}, fetch.ServerTrouble},
		{"/a", map[string]string{"/a": "http://me:word@example.org/"}, fetch.ServerTrouble},
		{"/a", map[string]string{"/a": "http://exa mple/"}, fetch.ServerTrouble},
		{"/a", map[string]string{"/a": "http://8.8.8.8:6379/"}, fetch.NotAllowed},
	} {
		port, url := site(t, func(w http.ResponseWriter, r *http.Request) {
			if to := c.to[r.URL.Path]; to != "" {
				_, own, _ := strings.Cut(r.Host, ":")
				w.Header().Set("Location", strings.Replace(to, "PORT", own, 1))
				w.WriteHeader(http.StatusFound)
				return
			}
			w.Header().Set("Content-Type", "text/plain")
			_, _ = io.WriteString(w, "here")
		})
		o := open(port)
		o.Resolver = names{"login.example": {web}, "other.example": {web}}
		page, err := get(t, o, url+c.start)
		if c.want == "" && (err != nil || string(page.Body) != "here") || c.want != "" && kindOf(t, err) != c.want {
			t.Errorf("%s %v: %q %v", c.start, c.to, page.Body, err)
		}
	}
}

func TestProgress(t *testing.T) {
	article := strings.Repeat("a day ", 50_000)
	for name, answer := range map[string]func(http.ResponseWriter) int{
		"plain": func(w http.ResponseWriter) int {
			w.Header().Set("Content-Length", fmt.Sprint(len(article)))
			n, _ := io.WriteString(w, article)
			return n
		},
		"packed": func(w http.ResponseWriter) int {
			body := packed(t, strings.NewReader(article))
			w.Header().Set("Content-Encoding", "gzip")
			w.Header().Set("Content-Length", fmt.Sprint(len(body)))
			n, _ := w.Write(body)
			return n
		},
		"unknown": func(w http.ResponseWriter) int {
			n, _ := io.WriteString(w, article)
			return n
		},
	} {
		sent := 0
		port, url := site(t, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/plain")
			sent = answer(w)
		})
		last, total := int64(-1), int64(0)
		page, err := fetch.New(open(port)).Get(t.Context(), url, func(done, all int64) {
			if done < last {
				t.Errorf("%s: back from %d to %d", name, last, done)
			}
			last, total = done, all
		})
		if err != nil || string(page.Body) != article {
			t.Errorf("%s: %d bytes, %v", name, len(page.Body), err)
		}
		if want := map[string]int64{"unknown": -1}[name]; last != int64(sent) || total != last && total != want {
			t.Errorf("%s: %d of %d told, %d sent", name, last, total, sent)
		}
	}
}

func TestWaitingAndCancelling(t *testing.T) {
	started := make(chan bool, 1)
	port, url := raw(t, func(conn net.Conn) {
		started <- true
		_, _ = conn.Read(make([]byte, 1))
	})
	o := open(port)
	o.AtOnce = 1
	client := fetch.New(o)
	ctx, cancel := context.WithCancel(t.Context())
	first := make(chan error)
	go func() { _, err := client.Get(ctx, url, nil); first <- err }()
	<-started
	short, stop := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer stop()
	if _, err := client.Get(short, url, nil); kindOf(t, err) != fetch.Slow || !strings.Contains(err.Error(), "other pages") {
		t.Errorf("while another is fetched: %v", err)
	}
	cancel()
	if err := <-first; err != context.Canceled {
		t.Errorf("cancelled: %v", err)
	}
	if _, err := client.Get(ctx, url, nil); err != context.Canceled {
		t.Errorf("cancelled before: %v", err)
	}
}

func TestNothingIsLeftRunning(t *testing.T) {
	port, url := site(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/" {
			http.Redirect(w, r, "/on", http.StatusFound)
			return
		}
		w.Header().Set("Content-Type", "text/plain")
		_, _ = io.WriteString(w, strings.Repeat("a", 99_999))
	})
	o := open(port)
	o.MaxBytes = 50_000 // cut off half-way
	client := fetch.New(o)
	before := runtime.NumGoroutine()
	for range 20 {
		if _, err := client.Get(t.Context(), url, nil); kindOf(t, err) != fetch.TooLarge {
			t.Fatal(err)
		}
	}
	for range 100 {
		if runtime.NumGoroutine() <= before {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Errorf("%d goroutines before, %d after", before, runtime.NumGoroutine())
}
