package fetch_test

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"gloss/models/fetch"
)

// web stands for the open web: an address of the loopback network that is not
// the loopback address, opened to the client as an owner would.
const web = "127.9.0.1"

var webNet = netip.MustParsePrefix("127.9.0.0/16")

// names resolves names of the tests, and knows no others.
type names map[string][]string

func (n names) LookupNetIP(_ context.Context, _, host string) ([]netip.Addr, error) {
	var found []netip.Addr
	for _, ip := range n[host] {
		found = append(found, netip.MustParseAddr(ip))
	}
	if found == nil {
		return nil, &net.DNSError{Err: "no such host", Name: host, IsNotFound: true}
	}
	return found, nil
}

// resolver resolves by a function.
type resolver func(host string) ([]netip.Addr, error)

func (r resolver) LookupNetIP(_ context.Context, _, host string) ([]netip.Addr, error) {
	return r(host)
}

// site serves a handler on the open web of the tests.
func site(t *testing.T, handler http.HandlerFunc) (port uint16, url string) {
	t.Helper()
	server := &httptest.Server{Listener: listen(t, web+":0"), Config: &http.Server{Handler: handler}}
	server.Config.ErrorLog = quiet
	server.Start()
	t.Cleanup(server.Close)
	return portOf(server.Listener), server.URL
}

// raw serves bytes of our own making, one connection at a time.
func raw(t *testing.T, answer func(net.Conn)) (port uint16, url string) {
	t.Helper()
	listener := listen(t, web+":0")
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go func() {
				defer conn.Close()
				_, _ = conn.Read(make([]byte, 4096))
				answer(conn)
			}()
		}
	}()
	return portOf(listener), "http://" + listener.Addr().String()
}

func text(s string) func(net.Conn) {
	return func(conn net.Conn) { _, _ = io.WriteString(conn, s) }
}

// trap listens on the loopback addresses, and counts who comes.
type trap struct {
	port   uint16
	caught atomic.Int64
}

func newTrap(t *testing.T) *trap {
	t.Helper()
	four := listen(t, "127.0.0.1:0")
	found := &trap{port: portOf(four)}
	listeners := []net.Listener{four}
	if six, err := net.Listen("tcp6", net.JoinHostPort("::1", strconv.Itoa(int(found.port)))); err == nil {
		t.Cleanup(func() { _ = six.Close() })
		listeners = append(listeners, six)
	}
	for _, listener := range listeners {
		go func() {
			for {
				conn, err := listener.Accept()
				if err != nil {
					return
				}
				found.caught.Add(1)
				_ = conn.SetReadDeadline(time.Now().Add(time.Second))
				_, _ = conn.Read(make([]byte, 4096))
				_, _ = io.WriteString(conn, "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\nsecret")
				_ = conn.Close()
			}
		}()
	}
	return found
}

// empty fails the test where anybody came. A connection that is made is
// accepted within the moment it waits.
func (tr *trap) empty(t *testing.T) {
	t.Helper()
	time.Sleep(20 * time.Millisecond)
	if n := tr.caught.Load(); n != 0 {
		t.Errorf("%d connections were made", n)
	}
}

func listen(t *testing.T, address string) net.Listener {
	t.Helper()
	listener, err := net.Listen("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	return listener
}

func portOf(listener net.Listener) uint16 {
	return uint16(listener.Addr().(*net.TCPAddr).Port)
}

// get fetches without progress, within a few seconds.
func get(t *testing.T, o fetch.Options, url string) (fetch.Page, error) {
	t.Helper()
	return fetch.New(o).Get(t.Context(), url, nil)
}

// kindOf is the kind of an error, and fails the test where it has none or says
// nothing to a person.
func kindOf(t *testing.T, err error) fetch.Kind {
	t.Helper()
	var known *fetch.Error
	if !errors.As(err, &known) {
		t.Fatalf("not an error for people: %v", err)
	}
	if !strings.HasSuffix(known.Said, ".") && !strings.HasSuffix(known.Said, "?") || strings.Contains(known.Said, "%!") {
		t.Errorf("%s: no sentence: %q", known.Kind, known.Said)
	}
	return known.Kind
}
