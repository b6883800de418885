package handlers

import (
	"net"
	"net/netip"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"
)

// clientAddress takes the peer's own address, or where proxies are trusted what
// they say of theirs.
func clientAddress(trusted []netip.Prefix) echo.IPExtractor {
	if len(trusted) == 0 {
		return echo.ExtractIPDirect()
	}
	options := []echo.TrustOption{echo.TrustLoopback(false), echo.TrustLinkLocal(false), echo.TrustPrivateNet(false)}
	for _, p := range trusted {
		options = append(options, echo.TrustIPRange(&net.IPNet{
			IP: p.Addr().AsSlice(), Mask: net.CIDRMask(p.Bits(), p.Addr().BitLen()),
		}))
	}
	return echo.ExtractIPFromXFFHeader(options...)
}

// household is the address of who is asking, as far as one line tells people
// apart: the whole of an IPv4 address, the first 64 bits of an IPv6 address.
func household(c echo.Context) string {
	ip, err := netip.ParseAddr(c.RealIP())
	if err != nil {
		return ""
	}
	if ip = ip.Unmap().WithZone(""); ip.Is4() {
		return ip.String()
	}
	prefix, err := ip.Prefix(64)
	if err != nil {
		return ""
	}
	return prefix.String()
}

// onlyOurHost refuses a Host other than the public one, localhost and loopback
// literals, which also stops DNS rebinding.
func (a *App) onlyOurHost(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if host := c.Request().Host; !isLoopback(host) && plainHost(a.URL.Scheme, host) != plainHost(a.URL.Scheme, a.URL.Host) {
			return errWrongHost
		}
		return next(c)
	}
}

// plainHost writes host one way: lower case, and no port where it goes without
// saying.
func plainHost(scheme, host string) string {
	port := map[string]string{"http": ":80", "https": ":443"}[scheme]
	return strings.TrimSuffix(strings.ToLower(host), port)
}

// isLoopback reports whether host, with or without a port, can only be this
// machine.
func isLoopback(host string) bool {
	name := (&url.URL{Host: host}).Hostname()
	if strings.EqualFold(name, "localhost") {
		return true
	}
	ip, err := netip.ParseAddr(name)
	return err == nil && ip.IsLoopback()
}
