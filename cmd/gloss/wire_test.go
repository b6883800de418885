package main

import (
	"io"
	"net"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"gloss/models/plan"
)

// What Today may cost over the wire, headers and all.
const (
	firstVisit   = 60_000 // bytes, with all that the page asks for
	laterVisit   = 15_000
	mostRequests = 8
)

// wire counts the bytes that a server sends.
type wire struct {
	url  string
	down atomic.Int64
}

// wireTo lets requests through to a server, and counts what comes back.
func wireTo(t *testing.T, base string) *wire {
	t.Helper()
	to, err := url.Parse(base)
	if err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	w := &wire{url: "http://" + listener.Addr().String()}
	go func() {
		for {
			near, err := listener.Accept()
			if err != nil {
				return
			}
			go w.join(near, to.Host)
		}
	}()
	return w
}

func (w *wire) join(near net.Conn, host string) {
	defer near.Close()
	far, err := net.Dial("tcp", host)
	if err != nil {
		return
	}
	go func() {
		io.Copy(far, near)
		far.Close()
	}()
	io.Copy(io.MultiWriter(near, w), far)
}

// Write counts what goes to the browser.
func (w *wire) Write(p []byte) (int, error) {
	w.down.Add(int64(len(p)))
	return len(p), nil
}

// of is how many bytes an act brings.
func (w *wire) of(act func()) int64 {
	before := w.down.Load()
	act()
	return w.down.Load() - before
}

// tenHabits has ten habits with the article beside, and something on most of
// the last days.
func tenHabits(p *person) {
	names := []string{"Stretch", "Move", "Read", "Walk home", "Swim", "Sleep by eleven", "Call somebody", "Drink water", "Tidy up"}
	for _, name := range names[:10-len(p.take())] {
		h := p.own(name, "leaf", "leaf", plan.Plan{Kind: plan.Sum, Period: plan.Day, Min: plan.At(10), Unit: "minutes", Reserve: 1})
		p.past(h, 40, 10, 20, 30, -1)
	}
}

// What a page asks for: every address in it and in its style sheets that a
// browser fetches by itself.
func fetched(page *goquery.Document, styles ...string) (addresses []string) {
	page.Find("link[href], script[src], img[src], iframe, object, embed, source, video, audio").Each(func(_ int, s *goquery.Selection) {
		addresses = append(addresses, s.AttrOr("href", s.AttrOr("src", "?")))
	})
	for _, style := range styles {
		for _, m := range regexp.MustCompile(`(?:url\(|@import)\s*["']?([^"')]+)`).FindAllStringSubmatch(style, -1) {
			if !strings.HasPrefix(m[1], "data:") {
				addresses = append(addresses, m[1])
			}
		}
	}
	return addresses
}

// The first visit to Today and all it asks for is small, later visits are
// smaller, and nothing is asked of another host.
func TestTodayOverTheWire(t *testing.T) {
	dir := t.TempDir()
	fill(t, dir, func(add func(string) *person) { tenHabits(add("ana")) })
	w := wireTo(t, serveBy(t, dir, io.Discard, func() time.Time { return sunday }))
	c := signIn(t, w.url, "ana")
	get := func(path string) string {
		r, err := http.NewRequest(http.MethodGet, w.url+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		answer, err := c.http.Do(r) // gzip, which every browser takes
		if err != nil || answer.StatusCode != http.StatusOK {
			t.Fatal(path, err)
		}
		defer answer.Body.Close()
		body, err := io.ReadAll(answer.Body)
		if err != nil {
			t.Fatal(err)
		}
		return string(body)
	}
	requests := 0
	first := w.of(func() {
		asked, styles := map[string]bool{}, []string(nil)
		page, err := goquery.NewDocumentFromReader(strings.NewReader(get("/today")))
		if err != nil {
			t.Fatal(err)
		}
		for requests = 1; ; {
			more := false
			for _, address := range fetched(page, styles...) {
				if asked[address] {
					continue
				}
				asked[address], more = true, true
				if !strings.HasPrefix(address, "/assets/") {
					t.Errorf("Today asks for %s", address)
					continue
				}
				requests++
				if body := get(address); strings.HasSuffix(address, ".css") {
					styles = append(styles, body)
				}
			}
			if !more {
				break
			}
		}
	})
	later := w.of(func() { get("/today") })
	t.Logf("first visit %d bytes in %d requests, later visits %d bytes", first, requests, later)
	if first > firstVisit || later > laterVisit || requests > mostRequests || requests < 3 {
		t.Errorf("first visit %d bytes in %d requests, later visits %d bytes: at most %d in %d, and %d", first, requests, later, firstVisit, mostRequests, laterVisit)
	}
}
