package fetch_test

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"fmt"
	"io"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"syscall"
	"testing"
	"time"

	"gloss/models/fetch"
)

// authority signs certificates of the tests.
type authority struct {
	key  *ecdsa.PrivateKey
	cert *x509.Certificate
}

func newAuthority(t *testing.T) authority {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "An authority"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return authority{key, cert}
}

func (a authority) pool() *x509.CertPool {
	pool := x509.NewCertPool()
	pool.AddCert(a.cert)
	return pool
}

// sign makes a certificate for a name, good until a time.
func (a authority) sign(t *testing.T, name string, until time.Time) tls.Certificate {
	t.Helper()
	template := &x509.Certificate{
		SerialNumber: big.NewInt(2), DNSNames: []string{name}, NotBefore: until.Add(-2 * time.Hour), NotAfter: until,
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	der, err := x509.CreateCertificate(rand.Reader, template, a.cert, &a.key.PublicKey, a.key)
	if err != nil {
		t.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: a.key}
}

func secure(t *testing.T, config *tls.Config) uint16 {
	t.Helper()
	server := &httptest.Server{Listener: listen(t, web+":0"), TLS: config, Config: &http.Server{
		ErrorLog: quiet,
		Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "text/plain")
			_, _ = io.WriteString(w, r.TLS.ServerName+" "+r.Proto)
		}),
	}}
	server.StartTLS()
	t.Cleanup(server.Close)
	return portOf(server.Listener)
}

func TestCertificates(t *testing.T) {
	trusted, stranger := newAuthority(t), newAuthority(t)
	soon, past := time.Now().Add(time.Hour), time.Now().Add(-time.Hour)
	said := map[string]string{}
	for name, c := range map[string]struct {
		config *tls.Config
		good   bool
	}{
		"good":         {&tls.Config{Certificates: []tls.Certificate{trusted.sign(t, "site.example", soon)}}, true},
		"self-signed":  {&tls.Config{Certificates: []tls.Certificate{stranger.sign(t, "site.example", soon)}}, false},
		"out of date":  {&tls.Config{Certificates: []tls.Certificate{trusted.sign(t, "site.example", past)}}, false},
		"other name":   {&tls.Config{Certificates: []tls.Certificate{trusted.sign(t, "other.example", soon)}}, false},
		"old protocol": {&tls.Config{Certificates: []tls.Certificate{trusted.sign(t, "site.example", soon)}, MaxVersion: tls.VersionTLS11, MinVersion: tls.VersionTLS10}, false},
	} {
		port := secure(t, c.config)
		o := open(port)
		o.Roots, o.Resolver = trusted.pool(), names{"site.example": {web}}
		page, err := get(t, o, fmt.Sprintf("https://site.example:%d/", port))
		if c.good && (err != nil || string(page.Body) != "site.example HTTP/1.1") {
			t.Errorf("%s: %q %v", name, page.Body, err)
		}
		if c.good {
			o.Roots = nil
			if _, err := get(t, o, fmt.Sprintf("https://site.example:%d/", port)); kindOf(t, err) != fetch.NotReachable {
				t.Errorf("trusted without being told: %v", err)
			}
			continue
		}
		if kind := kindOf(t, err); kind != fetch.NotReachable {
			t.Errorf("%s: %s", name, kind)
		}
		said[err.Error()] = name
	}
	if len(said) != 4 {
		t.Errorf("said: %v", said)
	}
}

func TestUnreachable(t *testing.T) {
	plain, _ := raw(t, text("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nplain"))
	mute, _ := raw(t, func(conn net.Conn) { _, _ = conn.Read(make([]byte, 9999)) })
	closed := listen(t, web+":0")
	shut := portOf(closed)
	_ = closed.Close()
	known := names{"site.example": {web}, "nowhere.example": {}}
	fails := func(err error) net.Dialer {
		return net.Dialer{Control: func(string, string, syscall.RawConn) error { return err }}
	}
	late := net.Dialer{Timeout: 20 * time.Millisecond, Control: func(string, string, syscall.RawConn) error {
		time.Sleep(40 * time.Millisecond)
		return nil
	}}
	said := map[string]string{}
	for name, c := range map[string]struct {
		port     uint16
		url      string
		resolver fetch.Resolver
		dialer   net.Dialer
	}{
		"no such name": {443, "https://unknown.example", known, never(t)},
		"name server down": {443, "https://site.example", resolver(func(host string) ([]netip.Addr, error) {
			return nil, &net.DNSError{Err: "server misbehaving", Name: host, IsTemporary: true}
		}), never(t)},
		"refused":         {shut, fmt.Sprintf("http://site.example:%d", shut), known, net.Dialer{}},
		"no answer":       {mute, fmt.Sprintf("http://site.example:%d", mute), known, late},
		"no way":          {443, "https://site.example", known, fails(syscall.ENETUNREACH)},
		"something else":  {443, "https://site.example", known, fails(syscall.EMFILE)},
		"http, not https": {plain, fmt.Sprintf("https://site.example:%d", plain), known, net.Dialer{}},
	} {
		o := open(c.port)
		o.Resolver, o.Dialer = c.resolver, c.dialer
		_, err := get(t, o, c.url)
		if kind := kindOf(t, err); kind != fetch.NotReachable {
			t.Errorf("%s: %s: %v", name, kind, errors.Unwrap(err))
		}
		if other := said[err.Error()]; other != "" {
			t.Errorf("%s is said as %s: %v", name, other, err)
		}
		said[err.Error()] = name
	}
}

func TestOtherFamilyIsTriedSoon(t *testing.T) {
	port, _ := site(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/plain")
		_, _ = io.WriteString(w, "here")
	})
	var called []string
	o := open(port)
	o.Resolver = names{"six.example": {"2606:4700::1", "2606:4700::2", "2606:4700::3", "2606:4700::4", "2606:4700::5", "2606:4700::6", "2606:4700::7", web}}
	o.Dialer = net.Dialer{Control: func(_, address string, _ syscall.RawConn) error {
		if called = append(called, address); address[0] == '[' {
			return syscall.ENETUNREACH
		}
		return nil
	}}
	page, err := get(t, o, fmt.Sprintf("http://six.example:%d", port))
	if err != nil || string(page.Body) != "here" || len(called) != 2 {
		t.Errorf("%q %v after %v", page.Body, err, called)
	}
	called = nil
	o.Resolver = names{"six.example": {"2606:4700::1", "2606:4700::2", "2606:4700::3", "2606:4700::4", "2606:4700::5", "2606:4700::6", "2606:4700::7"}}
	if _, err = get(t, o, fmt.Sprintf("http://six.example:%d", port)); kindOf(t, err) != fetch.NotReachable || len(called) != 6 {
		t.Errorf("%v after %v", err, called)
	}
}

func TestDeadlineHoldsForTheLookUp(t *testing.T) {
	o := fetch.Options{Timeout: 50 * time.Millisecond, Resolver: hanging{}}
	began := time.Now()
	_, err := get(t, o, "https://site.example")
	if kind, took := kindOf(t, err), time.Since(began); kind != fetch.Slow || took > time.Second {
		t.Errorf("%s after %s", kind, took)
	}
}

// hanging is a resolver that waits as long as it may.
type hanging struct{}

func (hanging) LookupNetIP(ctx context.Context, _, _ string) ([]netip.Addr, error) {
	<-ctx.Done()
	return nil, ctx.Err()
}
