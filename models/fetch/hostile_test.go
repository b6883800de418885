package fetch_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"runtime"
	"strings"
	"testing"
	"time"

	"gloss/models/fetch"
)

func TestSizes(t *testing.T) {
	const limit = 1 << 16
	exact, above := bytes.Repeat([]byte("a"), limit), bytes.Repeat([]byte("a"), limit+1)
	for name, c := range map[string]struct {
		header string
		body   []byte
		fits   bool
	}{
		"exact":              {"Content-Length: 65536", exact, true},
		"exact, to the end":  {"Connection: close", exact, true},
		"exact, packed":      {"Content-Encoding: gzip", packed(t, bytes.NewReader(exact)), true},
		"said above":         {"Content-Length: 65537", nil, false},
		"said enormous":      {"Content-Length: 9223372036854775807", nil, false},
		"above, to the end":  {"Connection: close", above, false},
		"above, packed":      {"Content-Encoding: gzip", packed(t, bytes.NewReader(above)), false},
		"packed, many small": {"Content-Encoding: x-gzip", bytes.Repeat(packed(t, strings.NewReader("")), 5000), false},
	} {
		port, url := raw(t, text("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"+c.header+"\r\n\r\n"+string(c.body)))
		o := open(port)
		o.MaxBytes = limit
		page, err := get(t, o, url)
		if c.fits && (err != nil || !bytes.Equal(page.Body, exact)) || !c.fits && kindOf(t, err) != fetch.TooLarge {
			t.Errorf("%s: %d bytes, %v", name, len(page.Body), err)
		}
	}
}

func TestEndlessAnswersStayCheap(t *testing.T) {
	bomb := bytes.Repeat(packed(t, io.LimitReader(zeros{}, 16<<20)), 64) // a gigabyte
	for name, c := range map[string]struct {
		answer func(net.Conn)
		want   fetch.Kind
	}{
		"bomb": {func(conn net.Conn) {
			fmt.Fprintf(conn, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n", len(bomb))
			_, _ = conn.Write(bomb)
		}, fetch.TooLarge},
		"body":            {endless("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", "<p>on and on"), fetch.TooLarge},
		"chunks":          {endless("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n", "4\r\n<br>\r\n"), fetch.TooLarge},
		"trailer":         {endless("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n", "X: y\r\n"), fetch.ServerTrouble},
		"chunk extension": {endless("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n4", ";x=y"), fetch.ServerTrouble},
		"header lines":    {endless("HTTP/1.1 200 OK\r\n", "X-On: and on\r\n"), fetch.ServerTrouble},
		"header line":     {endless("HTTP/1.1 200 OK\r\nX: ", "and on "), fetch.ServerTrouble},
		"status line":     {endless("HTTP/1.1 200 ", "OK "), fetch.ServerTrouble},
		"early hints":     {endless("", "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"), fetch.ServerTrouble},
	} {
		port, url := raw(t, c.answer)
		before := allocated()
		began := time.Now()
		_, err := get(t, open(port), url)
		if kind := kindOf(t, err); kind != c.want {
			t.Errorf("%s: %s, want %s: %v", name, kind, c.want, errors.Unwrap(err))
		}
		if took := time.Since(began); took > 2*time.Second {
			t.Errorf("%s: %s", name, took)
		}
		if grown := allocated() - before; grown > 32<<20 {
			t.Errorf("%s: %d bytes of memory", name, grown)
		}
	}
}

func TestSlowAnswers(t *testing.T) {
	for name, answer := range map[string]func(net.Conn){
		"silence": func(conn net.Conn) { _, _ = conn.Read(make([]byte, 1)) },
		"header":  drip("HTTP/1.1 200 OK\r\n" + strings.Repeat("X: y\r\n", 1000)),
		"body":    drip("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + strings.Repeat("slow ", 1000)),
	} {
		port, url := raw(t, answer)
		o := open(port)
		o.Timeout = 200 * time.Millisecond
		began := time.Now()
		_, err := get(t, o, url)
		if kind, took := kindOf(t, err), time.Since(began); kind != fetch.Slow || took > time.Second {
			t.Errorf("%s: %s after %s", name, kind, took)
		}
	}
}

func TestBrokenAnswers(t *testing.T) {
	html := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
	whole := string(packed(t, strings.NewReader(strings.Repeat("<p>sleep", 100))))
	wrong := whole[:len(whole)-8] + "12345678"
	for name, c := range map[string]struct {
		answer string
		want   fetch.Kind
	}{
		"nothing":         {"", fetch.NotReachable},
		"half a header":   {"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n", fetch.NotReachable},
		"half a line":     {"HTTP/1.1 200 OK\r\nConte", fetch.ServerTrouble},
		"length too long": {html + "Content-Length: 100\r\n\r\n<p>short", fetch.NotReachable},
		"chunk too long":  {html + "Transfer-Encoding: chunked\r\n\r\n64\r\n<p>short", fetch.NotReachable},
		"pack cut off":    {html + "Content-Encoding: gzip\r\n\r\n" + whole[:len(whole)/2], fetch.NotReachable},
		"not packed":      {html + "Content-Encoding: gzip\r\n\r\n<p>a plain page after all", fetch.NotText},
		"badly packed":    {html + "Content-Encoding: gzip\r\n\r\n" + whole[:12] + "\xff\xff\xff\xff" + whole[16:], fetch.NotText},
		"wrong checksum":  {html + "Content-Encoding: gzip\r\n\r\n" + wrong, fetch.NotText},
		"other packing":   {html + "Content-Encoding: br\r\n\r\nabc", fetch.NotText},
		"packed twice":    {html + "Content-Encoding: gzip, gzip\r\n\r\n" + whole, fetch.NotText},
		"no http":         {"SSH-2.0-OpenSSH_9.2\r\n", fetch.ServerTrouble},
		"two lengths":     {html + "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd", fetch.ServerTrouble},
		"minus length":    {html + "Content-Length: -3\r\n\r\nabcd", fetch.ServerTrouble},
		"upgrade":         {"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n", fetch.ServerTrouble},
	} {
		port, url := raw(t, text(c.answer))
		_, err := get(t, open(port), url)
		if kind := kindOf(t, err); kind != c.want {
			t.Errorf("%s: %s, want %s: %v", name, kind, c.want, errors.Unwrap(err))
		}
	}
	port, url := raw(t, text(html+"Content-Length: 3\r\n\r\n<p>and more"))
	if page, err := get(t, open(port), url); err != nil || string(page.Body) != "<p>" {
		t.Errorf("length too short: %q %v", page.Body, err)
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

func endless(head, more string) func(net.Conn) {
	return func(conn net.Conn) {
		_, err := io.WriteString(conn, head)
		for block := strings.Repeat(more, 1000); err == nil; {
			_, err = io.WriteString(conn, block)
		}
	}
}

func drip(s string) func(net.Conn) {
	return func(conn net.Conn) {
		for i := range len(s) {
			if _, err := io.WriteString(conn, s[i:i+1]); err != nil {
				return
			}
			time.Sleep(5 * time.Millisecond)
		}
	}
}

// allocated is how much memory was ever taken, in bytes.
func allocated() uint64 {
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return stats.TotalAlloc
}
