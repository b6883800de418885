package fetch

import (
	"net"
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/idna"
)

const (
	maxAddress = 4096 // bytes; beyond that some sites and browsers do not follow
	maxHost    = 253
	maxLabel   = 63
)

// Check says how an address reads in full, without asking anybody: lower case,
// the scheme put in front, the name in ASCII, a usual port and the fragment
// left out. The error is an *Error of NotAddress or NotAllowed. That a name
// leads inside shows only when it is looked up, in Get.
func (c *Client) Check(rawURL string) (string, error) {
	u, err := c.address(rawURL)
	if err != nil {
		return "", err
	}
	return u.String(), nil
}

// address reads an address as Check says.
func (c *Client) address(raw string) (*url.URL, error) {
	raw = strings.TrimSpace(raw)
	if len(raw) > maxAddress {
		return nil, failed(NotAddress, tooLong, nil)
	}
	if !hasScheme(raw) {
		raw = "https://" + strings.TrimPrefix(raw, "//")
	}
	u, err := url.Parse(raw)
	if err != nil {
		return nil, failed(NotAddress, noAddress, err)
	}
	if u.Scheme != "http" && u.Scheme != "https" {
		return nil, failed(NotAddress, otherScheme, nil)
	}
	if u.User != nil {
		return nil, failed(NotAddress, hasUser, nil)
	}
	host, err := c.host(u)
	if err != nil {
		return nil, err
	}
	port, err := c.port(u)
	if err != nil {
		return nil, err
	}
	u.Fragment, u.RawFragment = "", ""
	u.Host = host
	if strings.Contains(host, ":") {
		u.Host = "[" + host + "]"
	}
	if port != "" {
		u.Host = net.JoinHostPort(host, port)
	}
	if u.Path == "" {
		u.Path = "/"
	}
	if len(u.String()) > maxAddress { // escaping has made it longer
		return nil, failed(NotAddress, tooLong, nil)
	}
	return u, nil
}

// hasScheme tells "https://a.org" and "mailto:me" from "a.org/b" and
// "a.org:80/b".
func hasScheme(raw string) bool {
	scheme, rest, found := strings.Cut(raw, ":")
	if !found || strings.ContainsAny(scheme, "/?#.") {
		return found && strings.HasPrefix(rest, "//") && !strings.ContainsAny(scheme, "/?#")
	}
	return rest == "" || rest[0] < '0' || rest[0] > '9'
}

// port is the port of an address, empty where it is the scheme's own.
func (c *Client) port(u *url.URL) (string, error) {
	usual := map[string]uint64{"http": 80, "https": 443}[u.Scheme]
	number := usual
	if text := u.Port(); text != "" {
		var err error
		if number, err = strconv.ParseUint(text, 10, 16); err != nil || number == 0 {
			return "", failed(NotAddress, noAddress, err)
		}
	}
	if !slices.Contains(c.guard.ports, uint16(number)) {
		return "", failed(NotAllowed, otherPort, nil)
	}
	if number == usual {
		return "", nil
	}
	return strconv.FormatUint(number, 10), nil
}

// host is the host of an address: an IP address in its one spelling, or a name
// in ASCII and lower case without a dot at the end.
func (c *Client) host(u *url.URL) (string, error) {
	name := u.Hostname()
	if strings.HasPrefix(u.Host, "[") {
		ip, err := netip.ParseAddr(name)
		if err != nil || !ip.Is6() {
			return "", failed(NotAddress, noAddress, err)
		}
		return c.literal(ip)
	}
	name, err := ascii(name)
	if err != nil || !utf8.ValidString(u.Hostname()) {
		return "", failed(NotAddress, noAddress, err)
	}
	name = strings.TrimSuffix(name, ".")
	labels := strings.Split(name, ".")
	if !wellFormed(name, labels) {
		return "", failed(NotAddress, noAddress, nil)
	}
	if isNumber(labels[len(labels)-1]) {
		ip, err := netip.ParseAddr(name)
		if err != nil {
			// 127.1, 0x7f.0.0.1 and 2130706433 are addresses to some resolvers
			// and names to others; no name ends in a number.
			return "", failed(NotAddress, oddNumber, err)
		}
		return c.literal(ip)
	}
	if innerName(labels) && len(c.guard.opened) == 0 {
		return "", failed(NotAllowed, inside, nil)
	}
	return name, nil
}

// literal is the spelling of an IP address that may be asked.
func (c *Client) literal(ip netip.Addr) (string, error) {
	ip = ip.Unmap()
	if err := c.guard.allows(ip); err != nil {
		return "", failed(NotAllowed, inside, err)
	}
	return ip.String(), nil
}

// ascii is a host name as it is looked up: other scripts in Punycode,
// full-width digits and dots as plain ones.
func ascii(name string) (string, error) {
	for i := range len(name) {
		if name[i] >= 0x80 {
			return idna.Lookup.ToASCII(name)
		}
	}
	return strings.ToLower(name), nil
}

func wellFormed(name string, labels []string) bool {
	if len(name) > maxHost {
		return false
	}
	for _, label := range labels {
		if label == "" || len(label) > maxLabel {
			return false
		}
	}
	return !strings.ContainsFunc(name, func(r rune) bool {
		return !strings.ContainsRune("abcdefghijklmnopqrstuvwxyz0123456789-_.", r)
	})
}

// isNumber says whether the last part of a host makes some resolvers read the
// host as a number: digits, or hexadecimal digits after 0x.
func isNumber(label string) bool {
	digits := "0123456789"
	if hex, ok := strings.CutPrefix(label, "0x"); ok {
		label, digits = hex, "0123456789abcdef"
	}
	return strings.Trim(label, digits) == ""
}

// innerName says whether a name can only be of an inner network, so that not
// even a look-up tells whether it is there.
func innerName(labels []string) bool {
	last := labels[len(labels)-1]
	return len(labels) == 1 || slices.Contains([]string{"localhost", "local", "internal"}, last) ||
		last == "arpa" && labels[len(labels)-2] == "home"
}

// isLogin says whether an address looks like that of a page to sign in at.
func isLogin(u *url.URL) bool {
	if host, _, _ := strings.Cut(u.Hostname(), "."); isLoginWord(host) {
		return true
	}
	for part := range strings.SplitSeq(strings.ToLower(u.Path), "/") {
		part, _, _ = strings.Cut(part, ".")
		if isLoginWord(part) {
			return true
		}
	}
	return false
}

func isLoginWord(part string) bool {
	return strings.HasSuffix(part, "login") || slices.Contains([]string{
		"log-in", "signin", "sign-in", "sign_in", "signon", "sso", "auth", "oauth", "oauth2", "authorize", "authenticate",
	}, part)
}
