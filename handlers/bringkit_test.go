package handlers_test

import (
	"bytes"
	"context"
	"mime/multipart"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/textproto"
	"net/url"
	"testing"

	"gloss/handlers"
	"gloss/models"
	"gloss/models/fetch"
)

// nowhere are the options of a client to whom no name leads anywhere, so that
// no test asks the world.
var nowhere = fetch.Options{Resolver: noNames{}}

type noNames struct{}

func (noNames) LookupNetIP(_ context.Context, _, host string) ([]netip.Addr, error) {
	return nil, &net.DNSError{Err: "no such host", Name: host, IsNotFound: true}
}

// web serves pages of another site, on an address of the loopback network that
// the site may be opened to as its owner would.
func web(t testing.TB, answer http.HandlerFunc) *httptest.Server {
	t.Helper()
	listener, err := net.Listen("tcp", "127.9.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := &httptest.Server{Listener: listener, Config: &http.Server{Handler: answer}}
	server.Start()
	t.Cleanup(server.Close)
	return server
}

// openTo lets addresses be fetched from another site of the test.
func openTo(other *httptest.Server) func(*handlers.Config) {
	return func(cfg *handlers.Config) {
		at := netip.MustParseAddrPort(other.Listener.Addr().String())
		cfg.Fetch = fetch.New(fetch.Options{
			Ports: []uint16{at.Port()}, Opened: []netip.Prefix{netip.MustParsePrefix("127.9.0.0/16")},
		})
	}
}

// bringsIn puts a text into a person's library past the pages, and returns the
// id of the guide.
func (s *site) bringsIn(name, changeID, title, text string, more ...func(*models.Guide)) string {
	s.t.Helper()
	g, advice, err := models.Brought{Came: models.CamePaste, ContentType: "text/plain", Content: []byte(text), Title: title}.Guide()
	if err != nil {
		s.t.Fatal(err)
	}
	for _, f := range more {
		f(&g)
	}
	change, err := s.store.AddGuide(context.Background(), s.user(name).ID, changeID, g, advice)
	if err != nil {
		s.t.Fatal(err)
	}
	return change.SubjectID
}

// upload is a file that a browser sends.
type upload struct{ name, kind, content string }

// sends presses the first button of a form that sends a file, in parts as a
// browser does.
func (f *form) sends(file upload) *answer {
	f.page.t.Helper()
	return f.page.do(f.page.multipart(f.node.AttrOr("action", ""), f.values, &file))
}

// multipart is a request with a form in parts; file may be nil.
func (b *browser) multipart(path string, values url.Values, file *upload) *http.Request {
	b.t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for name, all := range values {
		for _, value := range all {
			if name == "file" {
				continue // the empty file that a browser sends follows below
			}
			if err := w.WriteField(name, value); err != nil {
				b.t.Fatal(err)
			}
		}
	}
	if file == nil {
		file = &upload{"", "application/octet-stream", ""}
	}
	part, err := w.CreatePart(textproto.MIMEHeader{
		"Content-Disposition": {`form-data; name="file"; filename="` + file.name + `"`}, "Content-Type": {file.kind},
	})
	if err == nil {
		_, err = part.Write([]byte(file.content))
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		b.t.Fatal(err)
	}
	r := b.request(http.MethodPost, path, url.Values{})
	r.Header.Set("Content-Type", w.FormDataContentType())
	r.Body, r.ContentLength = nopCloser{&body}, int64(body.Len())
	return r
}

type nopCloser struct{ *bytes.Buffer }

func (nopCloser) Close() error { return nil }

// brings opens the form for a guide.
func (s *site) brings() *form {
	s.t.Helper()
	return s.get("/guides/new").want(200).form("main form[enctype]")
}
