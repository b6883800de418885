package fetch

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"syscall"

	"code.dny.dev/ssrf"
)

// errInside is what the guard says of an address of an inner network.
var errInside = errors.New("not an address of the open web")

// maxTried bounds how many addresses of one name are tried.
const maxTried = 6

// guard knows which addresses are of the open web.
type guard struct {
	ports    []uint16
	opened   []netip.Prefix
	own      func() ([]net.Addr, error)
	guardian *ssrf.Guardian
}

// control refuses a connection before its first packet. It sees the very
// address that would be called, so it does not matter what the name resolved
// to a moment ago, nor by which resolver.
func (g guard) control(then func(string, string, syscall.RawConn) error) func(string, string, syscall.RawConn) error {
	return func(network, address string, conn syscall.RawConn) error {
		if err := g.guardian.Safe(network, address, conn); err != nil {
			return errors.Join(errInside, err)
		}
		to, err := netip.ParseAddrPort(address)
		if err != nil {
			return errors.Join(errInside, err)
		}
		if err := g.allows(to.Addr()); err != nil {
			return err
		}
		if then != nil {
			return then(network, address, conn)
		}
		return nil
	}
}

// allows says whether an address is of the open web, or of a network that the
// owner opened.
func (g guard) allows(ip netip.Addr) error {
	if err := g.guardian.SafeAddr(ip); err != nil {
		return errors.Join(errInside, err)
	}
	if ssrf.IPv6NAT64Prefix.Contains(ip) {
		// Opened by the owner; what it leads to is an address of its own.
		b := ip.As16()
		return g.allows(netip.AddrFrom4([4]byte(b[12:])))
	}
	if slices.ContainsFunc(g.opened, func(p netip.Prefix) bool { return p.Contains(ip) }) {
		return nil
	}
	if g.near(ip) {
		return errInside
	}
	return nil
}

// near says whether an address is of this machine or of the IPv6 network it
// stands in: at home those are public by their number and inner by their
// firewall. Where the system does not tell, the lists of the guardian stand
// alone.
func (g guard) near(ip netip.Addr) bool {
	own, _ := g.own()
	for _, addr := range own {
		mine, err := netip.ParsePrefix(addr.String())
		if err != nil {
			continue
		}
		bits := mine.Addr().BitLen()
		if mine.Addr().Is6() {
			bits = min(max(mine.Bits(), 64), bits)
		}
		if netip.PrefixFrom(mine.Addr(), bits).Contains(ip) {
			return true
		}
	}
	return false
}

// dial connects to the first address of a host that is allowed and answers.
func (c *Client) dial(ctx context.Context, network, hostPort string) (net.Conn, error) {
	host, port, err := net.SplitHostPort(hostPort)
	if err != nil {
		return nil, failed(NotAddress, noAddress, err)
	}
	found, err := c.lookUp(ctx, host)
	if err != nil {
		return nil, err
	}
	why := error(failed(NotReachable, noName, nil))
	for i, ip := range found {
		conn, err := c.dialer.DialContext(ctx, network, net.JoinHostPort(ip.String(), port))
		if err == nil {
			return conn, nil
		}
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		// One that may be called says more than one that may not.
		if i == 0 || !errors.Is(err, errInside) {
			why = unconnected(err)
		}
	}
	return nil, why
}

// lookUp finds the addresses of a host. The second is of the other family than
// the first where there is one, so that one broken family is no dead end.
func (c *Client) lookUp(ctx context.Context, host string) ([]netip.Addr, error) {
	if ip, err := netip.ParseAddr(host); err == nil {
		return []netip.Addr{ip}, nil
	}
	found, err := c.resolver.LookupNetIP(ctx, "ip", host)
	if err != nil {
		var dns *net.DNSError
		switch {
		case ctx.Err() != nil:
			return nil, ctx.Err()
		case errors.As(err, &dns) && dns.IsNotFound:
			return nil, failed(NotReachable, noName, err)
		}
		return nil, failed(NotReachable, noLookUp, err)
	}
	found = slices.Clone(found)
	for i := range found {
		found[i] = found[i].Unmap()
	}
	for i := range found {
		if i > 1 && found[i].Is4() != found[0].Is4() && found[1].Is4() == found[0].Is4() {
			found[1], found[i] = found[i], found[1]
		}
	}
	return found[:min(len(found), maxTried)], nil
}

// unconnected says why there is no connection.
func unconnected(err error) *Error {
	var late net.Error
	switch {
	case errors.Is(err, errInside):
		return failed(NotAllowed, inside, err)
	case errors.Is(err, syscall.ECONNREFUSED):
		return failed(NotReachable, refusedCall, err)
	case errors.Is(err, syscall.ENETUNREACH), errors.Is(err, syscall.EHOSTUNREACH):
		return failed(NotReachable, noWay, err)
	case errors.As(err, &late) && late.Timeout():
		return failed(NotReachable, noAnswer, err)
	}
	return failed(NotReachable, noConnection, err)
}

// dialTLS connects and makes sure who answers.
func (c *Client) dialTLS(ctx context.Context, network, hostPort string) (net.Conn, error) {
	plain, err := c.dial(ctx, network, hostPort)
	if err != nil {
		return nil, err
	}
	host, _, _ := net.SplitHostPort(hostPort)
	conn := tls.Client(plain, &tls.Config{ServerName: host, RootCAs: c.roots, MinVersion: tls.VersionTLS12})
	within, cancel := context.WithTimeout(ctx, secureTimeout)
	defer cancel()
	if err := conn.HandshakeContext(within); err != nil {
		_ = plain.Close()
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return nil, insecure(err)
	}
	return conn, nil
}

// insecure says why nobody can be sure who answers.
func insecure(err error) *Error {
	var (
		signer  x509.UnknownAuthorityError
		name    x509.HostnameError
		invalid x509.CertificateInvalidError
		record  tls.RecordHeaderError
		words   = noSecurity
	)
	switch {
	case errors.As(err, &signer):
		words = unknownSigner
	case errors.As(err, &name):
		words = otherName
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		words = outOfDate
	case errors.As(err, &record), errors.Is(err, http.ErrSchemeMismatch):
		words = notHTTPS
	case errors.Is(err, context.DeadlineExceeded):
		words = noAnswer
	}
	return failed(NotReachable, words, err)
}
