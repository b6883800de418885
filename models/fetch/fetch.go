// Package fetch decides which addresses Gloss may ask for a page, and how: from
// the open web only, whatever the spelling of the address, whatever its name
// resolves to and wherever it sends on, within a time and a size, and with
// nothing told but what program is asking.
//
// What is made of the page, and who may ask how often, is decided elsewhere.
package fetch

import (
	"context"
	"crypto/x509"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"time"

	"code.dny.dev/ssrf"
)

// What a client keeps to where its Options say nothing else.
const (
	DefaultTimeout  = 10 * time.Second
	DefaultMaxBytes = 2 << 20
	DefaultAtOnce   = 4

	maxRedirects   = 3
	maxHeader      = 64 << 10
	connectTimeout = 3 * time.Second
	secureTimeout  = 5 * time.Second
)

// Resolver finds the addresses of a name. *net.Resolver is one.
type Resolver interface {
	LookupNetIP(ctx context.Context, network, host string) ([]netip.Addr, error)
}

// Options say how a client differs from the strict one that their zero value
// makes.
type Options struct {
	Version string // of Gloss, told to the sites that are asked

	Ports  []uint16       // that may be asked; none: 80 and 443
	Opened []netip.Prefix // inner networks that the owner lets pages be fetched from

	Timeout  time.Duration // for a page, redirects and body included; 0: DefaultTimeout
	MaxBytes int64         // of a page, after unpacking; 0: DefaultMaxBytes
	AtOnce   int           // pages fetched at a time, others wait; 0: DefaultAtOnce

	Roots    *x509.CertPool // who may sign certificates; nil: whom the system trusts
	Resolver Resolver       // nil: net.DefaultResolver

	// Dialer makes the connections. Its Control is asked only about addresses
	// that the client has found allowed; its ControlContext is not used.
	Dialer net.Dialer
	// Own lists the addresses of this machine; nil: net.InterfaceAddrs.
	Own func() ([]net.Addr, error)
}

// Client fetches pages. It holds no connection between two of them and is safe
// for use by many at once.
type Client struct {
	agent     string
	guard     guard
	timeout   time.Duration
	maxBytes  int64
	slots     chan struct{}
	roots     *x509.CertPool
	resolver  Resolver
	dialer    net.Dialer
	transport *http.Transport
}

// Page is what came from an address.
type Page struct {
	Body        []byte // unpacked, in the charset it was sent in
	ContentType string // text/html, application/xhtml+xml, text/plain or text/markdown, with the charset the site named
	URL         string // where it was found in the end, without a fragment
}

// New makes a client.
func New(o Options) *Client {
	if len(o.Ports) == 0 {
		o.Ports = []uint16{80, 443}
	}
	if o.Own == nil {
		o.Own = net.InterfaceAddrs
	}
	c := &Client{
		agent: strings.TrimSuffix("Gloss/"+o.Version, "/") + " (+reader)",
		guard: guard{
			ports: o.Ports, opened: o.Opened, own: o.Own,
			guardian: ssrf.New(ssrf.WithPorts(o.Ports...),
				ssrf.WithAllowedV4Prefixes(o.Opened...), ssrf.WithAllowedV6Prefixes(o.Opened...)),
		},
		timeout:  or(o.Timeout, DefaultTimeout),
		maxBytes: or(o.MaxBytes, DefaultMaxBytes),
		slots:    make(chan struct{}, or(o.AtOnce, DefaultAtOnce)),
		roots:    o.Roots,
		resolver: o.Resolver,
		dialer:   o.Dialer,
	}
	if c.resolver == nil {
		c.resolver = net.DefaultResolver
	}
	c.dialer.Timeout = or(c.dialer.Timeout, connectTimeout)
	c.dialer.ControlContext = nil // it would be asked in place of Control
	c.dialer.Control = c.guard.control(o.Dialer.Control)
	c.transport = &http.Transport{
		Proxy:                  nil, // the environment does not decide where we go
		DialContext:            c.dial,
		DialTLSContext:         c.dialTLS,
		DisableKeepAlives:      true,
		DisableCompression:     true, // read unpacks, and counts both sides
		MaxResponseHeaderBytes: maxHeader,
	}
	return c
}

// Get fetches the page at an address. Progress, where given, is told how many
// bytes have come and how many are to come, -1 where the site does not say.
// What a person can do something about is an *Error; a context that was
// cancelled is context.Canceled.
func (c *Client) Get(ctx context.Context, rawURL string, progress func(done, total int64)) (Page, error) {
	at, err := c.address(rawURL)
	if err != nil {
		return Page{}, err
	}
	within, cancel := context.WithTimeout(ctx, c.timeout)
	defer cancel()
	select {
	case c.slots <- struct{}{}:
		defer func() { <-c.slots }()
	case <-within.Done():
		return Page{}, c.explain(ctx, failed(Slow, busy, within.Err()))
	}
	page, err := c.follow(within, at, progress)
	if err != nil {
		return Page{}, c.explain(ctx, err)
	}
	return page, nil
}

// follow asks for a page, and for the one it sends on to. A page that sends to
// a sign-in, or round in circles by way of one, wants somebody signed in.
func (c *Client) follow(ctx context.Context, first *url.URL, progress func(done, total int64)) (Page, error) {
	at, login := first, false
	for hops := 0; ; hops++ {
		response, err := c.ask(ctx, at)
		if err != nil {
			return Page{}, err
		}
		next, err := c.next(at, response)
		if err == nil && next == nil {
			if isLogin(at) && !isLogin(first) {
				err = failed(NeedsLogin, signIn, nil)
			} else {
				var page Page
				page, err = c.read(response, progress)
				page.URL = at.String()
				_ = response.Body.Close()
				return page, err
			}
		}
		_ = response.Body.Close()
		if err != nil {
			return Page{}, err
		}
		login = login || isLogin(next) && !isLogin(first)
		if hops == maxRedirects && login {
			return Page{}, failed(NeedsLogin, signIn, nil)
		}
		if hops == maxRedirects {
			return Page{}, failed(TooManyRedirects, sendsOn, nil)
		}
		at = next
	}
}

// ask sends one request. It goes to the transport itself, which knows no
// cookies, no sign-in and no page before this one.
func (c *Client) ask(ctx context.Context, at *url.URL) (*http.Response, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, at.String(), nil)
	if err != nil {
		return nil, failed(NotAddress, noAddress, err)
	}
	request.Header.Set("User-Agent", c.agent)
	request.Header.Set("Accept", "text/html, application/xhtml+xml, text/markdown;q=0.9, text/plain;q=0.8")
	request.Header.Set("Accept-Encoding", "gzip")
	return c.transport.RoundTrip(request)
}

// next is where a response sends on to, nil where it does not.
func (c *Client) next(at *url.URL, response *http.Response) (*url.URL, error) {
	switch response.StatusCode {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther,
		http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
	default:
		return nil, nil
	}
	location := response.Header.Get("Location")
	to, err := at.Parse(location)
	if location == "" || err != nil {
		return nil, failed(ServerTrouble, sendsNowhere, err)
	}
	next, err := c.address(to.String())
	if kind(err) == NotAddress {
		return nil, failed(ServerTrouble, sendsNowhere, err) // the person wrote a good one
	}
	return next, err
}

// or is a value, or what stands for its absence.
func or[T comparable](value, absent T) T {
	var none T
	if value == none {
		return absent
	}
	return value
}
