package fetch

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"errors"
	"io"
	"mime"
	"net/http"
	"slices"
	"strings"
)

// texts are the content types that are taken, by what they are called here.
var texts = map[string]string{
	"text/html":             "text/html",
	"application/xhtml+xml": "application/xhtml+xml",
	"text/plain":            "text/plain",
	"text/markdown":         "text/markdown",
	"text/x-markdown":       "text/markdown",
}

// read takes the body of a response that is a page of text.
func (c *Client) read(response *http.Response, progress func(done, total int64)) (Page, error) {
	if err := refusal(response.StatusCode); err != nil {
		return Page{}, err
	}
	sort, charset := contentType(response.Header.Get("Content-Type"))
	if sort != "" && texts[sort] == "" {
		return Page{}, failed(NotText, notText(what(sort)), nil)
	}
	if response.ContentLength > c.maxBytes {
		return Page{}, failed(TooLarge, tooLarge(c.maxBytes), nil)
	}
	body, err := c.unpacked(response, progress)
	if err != nil {
		return Page{}, err
	}
	if head := body[:min(len(body), headBytes)]; isBinary(head) && !wide(charset, head) {
		return Page{}, failed(NotText, notText(what(http.DetectContentType(head))), nil)
	}
	if sort == "" {
		if sort, _, _ = mime.ParseMediaType(http.DetectContentType(body)); texts[sort] == "" {
			sort = "text/plain"
		}
	}
	page := Page{Body: body, ContentType: texts[sort]}
	if charset != "" {
		page.ContentType = mime.FormatMediaType(texts[sort], map[string]string{"charset": charset})
	}
	return page, nil
}

// contentType reads a header that need not be well formed.
func contentType(header string) (sort, charset string) {
	sort, parameters, err := mime.ParseMediaType(header)
	if err != nil {
		sort, _, _ = strings.Cut(header, ";")
	}
	return strings.ToLower(strings.TrimSpace(sort)), parameters["charset"]
}

// refusal says what a status means to a person, nil where a page comes with it.
func refusal(status int) error {
	words, of := oddAnswer, ServerTrouble
	switch {
	case status == http.StatusOK, status == http.StatusNonAuthoritativeInfo:
		return nil
	case status == http.StatusUnauthorized, status == http.StatusPaymentRequired, status == http.StatusProxyAuthRequired:
		words, of = signIn, NeedsLogin
	case status == http.StatusForbidden:
		words, of = notLetIn, NeedsLogin
	case status == http.StatusNotFound, status == http.StatusGone:
		words, of = gone, Gone
	case status == http.StatusTooManyRequests:
		words = tooOften
	case status >= http.StatusInternalServerError:
		words = inTrouble
	}
	return failed(of, words, nil)
}

// unpacked reads a body, as it comes and unpacked, up to the limit on either.
func (c *Client) unpacked(response *http.Response, progress func(done, total int64)) ([]byte, error) {
	raw := &counted{from: response.Body, left: c.maxBytes, total: response.ContentLength, progress: progress}
	raw.tell()
	var from io.Reader = raw
	switch packing := strings.ToLower(strings.TrimSpace(strings.Join(response.Header.Values("Content-Encoding"), ","))); packing {
	case "", "identity":
	case "gzip", "x-gzip":
		unpacker, err := gzip.NewReader(raw)
		if err != nil {
			return nil, c.unread(err)
		}
		from = unpacker
	default:
		return nil, failed(NotText, badPacking, nil)
	}
	var body bytes.Buffer
	n, err := body.ReadFrom(io.LimitReader(from, c.maxBytes+1))
	if err == nil && n > c.maxBytes {
		err = errTooLarge
	}
	if err != nil {
		return nil, c.unread(err)
	}
	return body.Bytes(), nil
}

// errTooLarge is what counted says when more comes than is taken.
var errTooLarge = errors.New("more bytes than are taken")

// unread says why a body could not be read to its end; what it cannot name it
// leaves as it is.
func (c *Client) unread(err error) error {
	var corrupt flate.CorruptInputError
	switch {
	case errors.Is(err, errTooLarge):
		return failed(TooLarge, tooLarge(c.maxBytes), err)
	case errors.Is(err, gzip.ErrHeader), errors.Is(err, gzip.ErrChecksum), errors.As(err, &corrupt):
		return failed(NotText, badPacking, err)
	}
	return err
}

// counted hands bytes on, tells how many, and stops where too many come.
type counted struct {
	from        io.Reader
	done, total int64
	left        int64
	progress    func(done, total int64)
}

func (r *counted) Read(p []byte) (int, error) {
	n, err := r.from.Read(p)
	r.done += int64(n)
	if r.done > r.left {
		return 0, errTooLarge
	}
	if n > 0 {
		r.tell()
	}
	return n, err
}

func (r *counted) tell() {
	if r.progress != nil {
		r.progress(r.done, r.total)
	}
}

// headBytes is how much of a body is looked at to tell text from other things.
const headBytes = 1024

// isBinary says whether the beginning of a body holds what no text does,
// whatever its site calls it.
func isBinary(head []byte) bool {
	if bytes.HasPrefix(head, []byte("%PDF-")) {
		return true
	}
	odd := 0
	for _, b := range head {
		switch {
		case b == 0:
			return true
		case b < 0x20 && !strings.ContainsRune("\t\n\f\r\x1b", rune(b)):
			odd++
		}
	}
	return odd > len(head)/100+1
}

// wide says whether a text may hold zero bytes: UTF-16 and UTF-32, by name or
// by their first bytes.
func wide(charset string, head []byte) bool {
	named := slices.ContainsFunc([]string{"utf-16", "utf-32", "ucs-2", "unicode"}, func(name string) bool {
		return strings.HasPrefix(strings.ToLower(charset), name)
	})
	return named || bytes.HasPrefix(head, []byte("\xff\xfe")) || bytes.HasPrefix(head, []byte("\xfe\xff"))
}

// what is a content type in a person's words.
func what(sort string) string {
	group, _, _ := strings.Cut(sort, "/")
	switch {
	case sort == "application/pdf":
		return "a PDF"
	case group == "image":
		return "a picture"
	case group == "audio", group == "video":
		return "a recording"
	}
	return "a file of another sort"
}
