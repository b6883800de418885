package main

import (
	"fmt"
	"math"
	"net"
	"net/netip"
	"net/url"
	"runtime/debug"
	"strings"
	"time"

	"gloss/assets"
	"gloss/models/store"
)

type serveCommand struct {
	Addr           string   `help:"Address to listen on. Anything but loopback needs --url too." env:"GLOSS_ADDR" default:"127.0.0.1:8080" placeholder:"HOST:PORT"`
	URL            string   `help:"Public address, such as https://gloss.example.org. Default: http:// and the address listened on." env:"GLOSS_URL" placeholder:"URL"`
	SignUp         string   `name:"signup" help:"Who may make an account once there is one: invite, open or closed." env:"GLOSS_SIGNUP" default:"invite" enum:"invite,open,closed"`
	TrustedProxies []string `help:"Networks of proxies whose forwarding headers count." env:"GLOSS_TRUSTED_PROXIES" placeholder:"CIDR"`
	fetching       `embed:""`
}

// Bounds on a connection; a request has its own deadline in handlers.
const (
	headerTimeout = 10 * time.Second
	readTimeout   = 60 * time.Second
	idleTimeout   = 2 * time.Minute
	stopTimeout   = 10 * time.Second
	maxHeader     = 64 << 10
)

// frugal is the memory that the program may fill before it looks for what it
// can give back, in bytes. SQLite's caches and the program itself come on top;
// all of it stays under 80 MB, as machines that serve a household are small.
const frugal = 32 << 20

// roomy is the same while a history comes in, as the largest that is taken fills
// more than the other: to look over and over for what is not there would keep the
// processor busy, and the memory would be filled all the same.
const roomy = 46 << 20

// liveWithin holds the program to so many bytes, unless GOMEMLIMIT says something
// else, until what it returns is called.
func liveWithin(limit int64) (end func()) {
	before := debug.SetMemoryLimit(-1)
	if before == math.MaxInt64 || before == frugal {
		debug.SetMemoryLimit(limit)
	}
	return func() { debug.SetMemoryLimit(before) }
}

// makeRoom is liveWithin for a history.
func makeRoom() (end func()) { return liveWithin(roomy) }

// Run serves until the context ends, then lets running requests finish.
func (cmd *serveCommand) Run(env *environment) error {
	site, err := cmd.site()
	if err != nil {
		return err
	}
	defer liveWithin(frugal)()
	client, err := cmd.client(env)
	if err != nil {
		return err
	}
	s, err := store.Open(env.ctx, store.Options{Dir: env.data, Now: env.now, Log: env.log, Serve: true})
	if err != nil {
		return err
	}
	r := &running{env: env, cmd: cmd, site: site, client: client, gate: newGate(), asked: make(chan ask), over: make(chan struct{})}
	defer close(r.over)
	defer func() { // whichever is open in the end
		if s != nil {
			s.Close()
		}
	}()
	if r.files, err = assets.New(); err != nil {
		return err
	}
	listener, err := net.Listen("tcp", cmd.Addr)
	if err != nil {
		return fmt.Errorf("cannot listen on %s (--addr, GLOSS_ADDR): %w", cmd.Addr, err)
	}
	defer listener.Close()
	if r.site.url == nil {
		r.site.url = &url.URL{Scheme: "http", Host: listener.Addr().String()}
	}
	if err := r.ready(s); err != nil {
		return err
	}
	r.begin(s)
	fmt.Fprintf(env.stdout, "Gloss is open at %s\n", r.site.url)
	s, err = r.serve(env.ctx, listener, s)
	return err
}

// site is where and for whom the server answers.
type site struct {
	url     *url.URL // nil: by the address it listens on
	proxies []netip.Prefix
	home    bool // only this machine can reach it, so no setup code is asked
}

// site reads the settings; an error names the one that is wrong.
func (cmd *serveCommand) site() (site, error) {
	var s site
	host, _, err := net.SplitHostPort(cmd.Addr)
	if err != nil {
		return s, fmt.Errorf("--addr (GLOSS_ADDR) %q is not an address such as 127.0.0.1:8080", cmd.Addr)
	}
	ip, err := netip.ParseAddr(host)
	loopback := host == "localhost" || err == nil && ip.IsLoopback()
	if cmd.URL != "" {
		s.url, err = url.Parse(strings.TrimSuffix(cmd.URL, "/"))
		if err != nil || s.url.Scheme != "http" && s.url.Scheme != "https" || s.url.Host == "" || s.url.Path != "" || s.url.RawQuery != "" || s.url.User != nil {
			return s, fmt.Errorf("--url (GLOSS_URL) %q is not an address such as https://gloss.example.org", cmd.URL)
		}
	} else if !loopback {
		return s, fmt.Errorf("--addr (GLOSS_ADDR) %s can be reached from other machines: set --url (GLOSS_URL) to the address people use", cmd.Addr)
	}
	for _, p := range cmd.TrustedProxies {
		prefix, err := netip.ParsePrefix(strings.TrimSpace(p))
		if err != nil {
			return s, fmt.Errorf("--trusted-proxies (GLOSS_TRUSTED_PROXIES) %q is not a network such as 10.0.0.0/8", p)
		}
		s.proxies = append(s.proxies, prefix)
	}
	s.home = loopback && cmd.URL == "" && len(s.proxies) == 0
	return s, nil
}
