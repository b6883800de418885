package fetch_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"

	"gloss/models/fetch"
)

var quiet = log.New(io.Discard, "", 0)

// innerSpellings are addresses of inner networks in the spelling of addresses.
var innerSpellings = []string{
	"http://127.0.0.1/", "http://127.0.0.1./", "http://127.255.255.254/", "http://0.0.0.0/", "http://0.1.2.3/",
	"http://１２７.０.０.１/", "http://127。0。0。1/", "http://①②⑦.⓪.⓪.①/", "http://127．0．0．1/", "127.0.0.1",
	"http://%EF%BC%91%EF%BC%92%EF%BC%97.0.0.1/",
	"http://10.0.0.1/", "http://172.16.0.1/", "http://172.31.255.255/", "http://192.168.0.1/", "http://100.64.0.1/",
	"http://100.127.255.255/", "http://169.254.169.254/latest/meta-data/", "http://169.254.170.2/", "http://192.0.0.192/",
	"http://192.0.2.1/", "http://198.18.0.1/", "http://198.51.100.1/", "http://203.0.113.1/", "http://192.88.99.1/",
	"http://224.0.0.1/", "http://239.255.255.250/", "http://240.0.0.1/", "http://255.255.255.255/",
	"http://[::1]/", "http://[::]/", "http://[0:0:0:0:0:0:0:1]/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/",
	"http://[::ffff:10.0.0.1]/", "http://[::ffff:0:127.0.0.1]/", "http://[::127.0.0.1]/", "http://[::1%25lo]/",
	"http://[fe80::1]/", "http://[fe80::1%25eth0]/", "http://[2606:4700::1111%25lo]/", "http://[fd00::8]/", "http://[fc00::1]/",
	"http://[fec0::1]/", "http://[ff02::1]/", "http://[64:ff9b::7f00:1]/", "http://[64:ff9b::127.0.0.1]/",
	"http://[64:ff9b:1::a00:1]/", "http://[2002:7f00:1::]/", "http://[2002:a00:1::1]/", "http://[2001:0:7f00:1::]/",
	"http://[2001::80ff:fffe]/", "http://[2001:db8::1]/", "http://[100::1]/", "http://[fd00:ec2::254]/", "http://[3fff::1]/",
}

// oddSpellings are numbers that some resolvers take for addresses.
var oddSpellings = []string{
	"http://2130706433/", "http://2130706433./", "http://127.1/", "http://127.0.1/", "http://0/", "http://0x7f.1/",
	"http://0x7f000001/", "http://0X7F.0x0.0x0.0x1/", "http://0177.0.0.1/", "http://017700000001/", "http://0177.1/",
	"http://127.0.0.01/", "http://127.0.0.0x1/", "http://127.0.0.1.0/", "http://127.0.0.256/", "http://127.0.0.1../",
	"http://00000000177.0.0.1/", "http://3232235521/", "http://0xa9fea9fe/", "http://0xa9.0xfe.0xa9.0xfe/", "http://2852039166/",
	"http://4294967296/", "http://0x/", "http://２１３０７０６４３３/", "http://１２７.１/", "http://0ｘ7f.1/",
	"http://%31%32%37.0.0.1/", "http://127.0.0.1%2f/", "http://127.0.0.1%00/", "http://[127.0.0.1]/", "http://[::1]@example.org/",
}

// innerNames are names that can only be of inner networks.
var innerNames = []string{
	"http://localhost/", "http://LOCALHOST./", "http://ｌｏｃａｌｈｏｓｔ/", "http://local\u00adhost/", "http://a.localhost/", "localhost:80",
	"http://printer.local/", "http://metadata.google.internal/", "http://metadata/", "http://router/", "http://nas.home.arpa/",
}

// at puts a port into an address.
func at(t *testing.T, address string, port uint16) string {
	head, rest, found := strings.Cut(address, "://")
	if !found {
		head, rest = "http", address
	}
	host, path, _ := strings.Cut(rest, "/")
	if strings.Count(host, ":") == 1 {
		host, _, _ = strings.Cut(host, ":")
	}
	return fmt.Sprintf("%s://%s:%d/%s", head, host, port, path)
}

// never is a dialer that fails the test where a connection was about to be
// made, and makes none.
func never(t *testing.T) net.Dialer {
	return net.Dialer{Control: func(network, address string, _ syscall.RawConn) error {
		t.Errorf("%s %s was about to be called", network, address)
		return errors.New("not in this test")
	}}
}

func TestNoSpellingLeadsInside(t *testing.T) {
	tr := newTrap(t)
	for _, address := range append(append(append([]string{}, innerSpellings...), oddSpellings...), innerNames...) {
		page, err := get(t, fetch.Options{Ports: []uint16{tr.port}, Dialer: never(t)}, at(t, address, tr.port))
		if err == nil {
			t.Errorf("%s: %q", address, page.Body)
		} else if kind := kindOf(t, err); kind != fetch.NotAllowed && kind != fetch.NotAddress {
			t.Errorf("%s: %s", address, kind)
		}
	}
	tr.empty(t)
	// The trap catches, and only the address stood between.
	o := fetch.Options{Ports: []uint16{tr.port}, Opened: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}}
	page, err := get(t, o, at(t, "http://127.0.0.1/", tr.port))
	if string(page.Body) != "secret" || err != nil || tr.caught.Load() != 1 {
		t.Errorf("opened by the owner: %q %v", page.Body, err)
	}
}

// leads are the addresses that names of the tests resolve to.
var leads = []string{
	"127.0.0.1", "127.8.8.8", "0.0.0.0", "10.1.2.3", "172.20.0.1", "192.168.1.1", "100.100.100.200", "169.254.169.254",
	"224.0.0.251", "255.255.255.255", "::1", "::", "::ffff:127.0.0.1", "fd00::1", "fe80::1", "fe80::1%lo", "::1%lo",
	"ff02::1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::1", "2001:0:53aa:64c::1", "2001:db8::1", "::127.0.0.1",
}

func TestNoNameLeadsInside(t *testing.T) {
	tr := newTrap(t)
	url := fmt.Sprintf("http://name.example:%d/", tr.port)
	said := map[string]bool{}
	for i, lead := range leads {
		_, err := get(t, fetch.Options{
			Ports: []uint16{tr.port}, Dialer: never(t),
			Resolver: names{"name.example": {lead, leads[(i+5)%len(leads)]}},
		}, url)
		if kind := kindOf(t, err); kind != fetch.NotAllowed {
			t.Errorf("%s: %s", lead, kind)
		}
		said[err.Error()] = true
	}
	if len(said) != 1 {
		t.Errorf("what is said tells inner addresses apart: %v", said)
	}
	tr.empty(t)
}

func TestOfMixedAddressesOnlyPublicOnesAreCalled(t *testing.T) {
	tr := newTrap(t)
	for _, found := range [][]string{
		{"8.8.8.8", "127.0.0.1"}, {"127.0.0.1", "8.8.8.8"}, {"8.8.8.8", "::1"}, {"::1", "8.8.8.8"},
		{"::1", "127.0.0.1", "10.0.0.1", "8.8.8.8"},
	} {
		var called []string
		_, err := get(t, fetch.Options{
			Ports: []uint16{tr.port}, Resolver: names{"both.example": found},
			Dialer: net.Dialer{Control: func(_, address string, _ syscall.RawConn) error {
				called = append(called, address)
				return syscall.ECONNREFUSED
			}},
		}, fmt.Sprintf("http://both.example:%d/", tr.port))
		if len(called) != 1 || !strings.HasPrefix(called[0], "8.8.8.8:") {
			t.Errorf("%v: called %v", found, called)
		}
		if kind := kindOf(t, err); kind != fetch.NotReachable {
			t.Errorf("%v: %s", found, kind)
		}
	}
	tr.empty(t)
}

func TestNeighboursAreInside(t *testing.T) {
	own := func() ([]net.Addr, error) {
		var all []net.Addr
		for _, text := range []string{"93.184.216.34/24", "2606:2800:220:1::5/64", "2606:2800:220:2::5/128", "2606:2800:221::5/48"} {
			ip, network, err := net.ParseCIDR(text)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, &net.IPNet{IP: ip, Mask: network.Mask})
		}
		return all, nil
	}
	client := fetch.New(fetch.Options{Own: own})
	for host, ok := range map[string]bool{
		"93.184.216.34": false, "93.184.216.35": true,
		"[2606:2800:220:1::5]": false, "[2606:2800:220:1:ffff::1]": false, "[2606:2800:220:3::1]": true,
		"[2606:2800:220:2::5]": false, "[2606:2800:220:2::6]": true, "[2606:2800:221::1]": false, "[2606:2800:221:1::1]": true,
	} {
		if _, err := client.Check("http://" + host); (err == nil) != ok {
			t.Errorf("%s: %v", host, err)
		}
	}
}

func TestRebindingIsSeenAtTheCall(t *testing.T) {
	tr := newTrap(t)
	port, _ := site(t, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, fmt.Sprintf("http://flip.example:%d/secret", tr.port), http.StatusFound)
	})
	var asked atomic.Int64
	flip := resolver(func(string) ([]netip.Addr, error) {
		if asked.Add(1) == 1 {
			return []netip.Addr{netip.MustParseAddr(web)}, nil
		}
		return []netip.Addr{netip.MustParseAddr("127.0.0.1")}, nil
	})
	_, err := get(t, fetch.Options{Ports: []uint16{port, tr.port}, Opened: []netip.Prefix{webNet}, Resolver: flip},
		fmt.Sprintf("http://flip.example:%d/", port))
	if kind := kindOf(t, err); kind != fetch.NotAllowed || asked.Load() != 2 {
		t.Errorf("%s after %d look-ups", kind, asked.Load())
	}
	tr.empty(t)
}

func TestNoRedirectLeadsInside(t *testing.T) {
	tr := newTrap(t)
	for _, code := range []int{301, 302, 303, 307, 308} {
		for _, target := range append(append([]string{"http://inner.example/", "//127.0.0.1/"}, innerSpellings...), oddSpellings...) {
			port, start := site(t, func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path == "/" { // once round before it turns inside
					w.Header().Set("Location", "/on")
				} else {
					w.Header().Set("Location", at(t, target, tr.port))
				}
				w.WriteHeader(code)
			})
			page, err := get(t, fetch.Options{
				Ports: []uint16{port, tr.port}, Opened: []netip.Prefix{webNet},
				Resolver: names{"inner.example": {"127.0.0.1"}},
			}, start)
			if err == nil {
				t.Errorf("%d to %s: %q", code, target, page.Body)
			} else if kind := kindOf(t, err); kind != fetch.NotAllowed && kind != fetch.ServerTrouble {
				t.Errorf("%d to %s: %s", code, target, kind)
			}
		}
	}
	tr.empty(t)
}

// TestBothResolvers runs the tests of names and spellings by Go's resolver and
// by the C library's, which take different spellings for addresses, in an
// environment that names a proxy.
func TestBothResolvers(t *testing.T) {
	for choice, line := range map[string]string{"go": "forcing use of the Go resolver", "cgo": "forcing use of the cgo resolver"} {
		command := exec.Command(os.Args[0], "-test.run=^(TestNoSpellingLeadsInside|TestNoNameLeadsInside|TestResolversOwnSpellings|TestAPageComes)$", "-test.v")
		command.Env = append(os.Environ(), "GODEBUG=netdns="+choice+"+1", "FETCH_RESOLVER="+choice,
			"HTTP_PROXY=http://127.0.0.1:9", "HTTPS_PROXY=http://127.0.0.1:9", "NO_PROXY=")
		out, err := command.CombinedOutput()
		if err != nil || !bytes.Contains(out, []byte("--- PASS: TestResolversOwnSpellings")) {
			t.Errorf("%s: %v\n%s", choice, err, out)
		}
		if !bytes.Contains(out, []byte(line)) {
			t.Errorf("%s: another resolver was asked:\n%s", choice, out)
		}
	}
}

// TestResolversOwnSpellings hands the resolver what the check of the address
// would have refused, as if the check were not there.
func TestResolversOwnSpellings(t *testing.T) {
	tr := newTrap(t)
	// No name server is asked: what resolves does so by its spelling.
	system := &net.Resolver{Dial: func(context.Context, string, string) (net.Conn, error) {
		return nil, errors.New("no name server in this test")
	}}
	taken := 0
	for _, address := range append([]string{"http://localhost/"}, oddSpellings...) {
		u, err := url.Parse(address)
		if err != nil || strings.Trim(u.Hostname(), "0123456789xXabcdefABCDEF.") != "" && u.Hostname() != "localhost" {
			continue
		}
		_, err = get(t, fetch.Options{
			Ports: []uint16{tr.port}, Dialer: never(t),
			Resolver: resolver(func(string) ([]netip.Addr, error) {
				return system.LookupNetIP(t.Context(), "ip", u.Hostname())
			}),
		}, fmt.Sprintf("http://name.example:%d/", tr.port))
		switch kind := kindOf(t, err); kind {
		case fetch.NotAllowed:
			taken++
		case fetch.NotReachable:
		default:
			t.Errorf("%s: %s", address, kind)
		}
	}
	if least := map[string]int{"go": 1, "cgo": 15}[os.Getenv("FETCH_RESOLVER")]; taken < least {
		t.Errorf("%d spellings were taken for addresses, fewer than %d", taken, least)
	}
	tr.empty(t)
}
