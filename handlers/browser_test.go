package handlers_test

import (
	"bytes"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
)

// browser asks for pages and sends forms as one does: it keeps cookies and
// follows redirects.
type browser struct {
	t      testing.TB
	base   *url.URL
	client *http.Client
	agent  string
}

// answer is what came back in the end.
type answer struct {
	*browser
	status int
	header http.Header
	url    *url.URL
	body   string
	hops   []string // the redirects on the way, as "303 /start"
	doc    *goquery.Document
}

// follow ends where a page leads on and on.
func follow(_ *http.Request, before []*http.Request) error {
	if len(before) > 5 {
		return http.ErrUseLastResponse
	}
	return nil
}

// hops are the redirects that led to res, as "303 /start".
func hops(res *http.Response) (all []string) {
	for r := res.Request; r.Response != nil; r = r.Response.Request {
		all = append(all, r.Response.Status[:3]+" "+r.URL.RequestURI())
	}
	slices.Reverse(all)
	return all
}

// get asks for a page.
func (b *browser) get(path string) *answer {
	b.t.Helper()
	return b.do(b.request(http.MethodGet, path, nil))
}

// post sends values that no form on a page holds, as from our own pages.
func (b *browser) post(path string, values url.Values) *answer {
	b.t.Helper()
	return b.do(b.request(http.MethodPost, path, values))
}

// request is a request that do will send; values make the body of a form.
func (b *browser) request(method, path string, values url.Values) *http.Request {
	b.t.Helper()
	target, err := b.base.Parse(path)
	if err != nil {
		b.t.Fatal(err)
	}
	var body io.Reader
	if values != nil {
		body = strings.NewReader(values.Encode())
	}
	r, err := http.NewRequest(method, target.String(), body)
	if err != nil {
		b.t.Fatal(err)
	}
	r.Header.Set("User-Agent", b.agent)
	if values != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Origin", b.base.Scheme+"://"+b.base.Host)
		r.Header.Set("Sec-Fetch-Site", "same-origin")
	}
	return r
}

// do sends a request and follows where it leads.
func (b *browser) do(r *http.Request) *answer {
	b.t.Helper()
	res, err := b.client.Do(r)
	if err != nil {
		b.t.Fatal(err)
	}
	return b.read(res)
}

// once sends a request and stays with its own answer.
func (b *browser) once(r *http.Request) *answer {
	b.t.Helper()
	c := *b.client
	c.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	res, err := c.Do(r)
	if err != nil {
		b.t.Fatal(err)
	}
	return b.read(res)
}

func (b *browser) read(res *http.Response) *answer {
	b.t.Helper()
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		b.t.Fatal(err)
	}
	p := &answer{browser: b, status: res.StatusCode, header: res.Header, url: res.Request.URL, body: string(body), hops: hops(res)}
	if p.doc, err = goquery.NewDocumentFromReader(bytes.NewReader(body)); err != nil {
		b.t.Fatal(err)
	}
	return p
}

// cookies are those the browser would send, by name.
func (b *browser) cookies() map[string]string {
	all := map[string]string{}
	for _, c := range b.client.Jar.Cookies(b.base) {
		all[c.Name] = c.Value
	}
	return all
}

// want ends the test unless the status is this one.
func (p *answer) want(status int) *answer {
	p.t.Helper()
	if p.status != status {
		p.t.Fatalf("%s answered %d, want %d\n%s", p.url.RequestURI(), p.status, status, p.main())
	}
	return p
}

// main is what a failed test shows of a page: what is of this page alone.
func (p *answer) main() string {
	if html, err := p.doc.Find("main").Html(); err == nil && html != "" {
		return html
	}
	return p.body
}

// path is the path one ended at.
func (p *answer) path() string { return p.url.Path }

// find gives what matches a selector, which must be something.
func (p *answer) find(selector string) *goquery.Selection {
	p.t.Helper()
	found := p.doc.Find(selector)
	if found.Length() == 0 {
		p.t.Fatalf("%s: nothing matches %s\n%s", p.url.RequestURI(), selector, p.main())
	}
	return found
}

// has tells whether anything matches a selector.
func (p *answer) has(selector string) bool { return p.doc.Find(selector).Length() > 0 }

// text is the words of the first match, with even spaces.
func (p *answer) text(selector string) string {
	p.t.Helper()
	return words(p.find(selector).First().Text())
}

// texts are the words of each match; there may be none.
func (p *answer) texts(selector string) []string {
	return p.doc.Find(selector).Map(func(_ int, s *goquery.Selection) string { return words(s.Text()) })
}

// attr is an attribute of the first match, which must have it.
func (p *answer) attr(selector, name string) string {
	p.t.Helper()
	value, ok := p.find(selector).First().Attr(name)
	if !ok {
		p.t.Fatalf("%s: %s has no %s", p.url.RequestURI(), selector, name)
	}
	return value
}

// says ends the test unless the page holds these words.
func (p *answer) says(text string) *answer {
	p.t.Helper()
	if !strings.Contains(words(p.doc.Find("body").Text()), text) {
		p.t.Fatalf("%s does not say %q\n%s", p.url.RequestURI(), text, p.main())
	}
	return p
}

// click follows the first link that matches a selector.
func (p *answer) click(selector string) *answer {
	p.t.Helper()
	target, err := p.url.Parse(p.attr(selector, "href"))
	if err != nil {
		p.t.Fatal(err)
	}
	return p.do(p.request(http.MethodGet, target.RequestURI(), nil))
}
