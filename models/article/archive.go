package article

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/textproto"
	"net/url"
	"regexp"
	"strings"
)

// A page saved with all that belongs to it in one file has the form of a mail:
// MIME's multipart/related (RFC 2557). Its first part of HTML is the page.
var archived = regexp.MustCompile(`(?i)^(?:[a-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,20}?content-type:\s*multipart/related`)

// maxRelated is how many parts are looked at for the page.
const maxRelated = 20

// unpack is the page within such a file, its content type and where it was
// saved from, nil where that is not known; false where the file is none.
func unpack(src []byte) (page []byte, contentType string, from *url.URL, ok bool) {
	if !archived.Match(src[:min(len(src), 4096)]) {
		return nil, "", nil, false
	}
	r := bufio.NewReader(bytes.NewReader(src))
	head, err := textproto.NewReader(r).ReadMIMEHeader()
	if err != nil {
		return nil, "", nil, false
	}
	_, said, err := mime.ParseMediaType(head.Get("Content-Type"))
	if err != nil || said["boundary"] == "" {
		return nil, "", nil, false
	}
	parts := multipart.NewReader(r, said["boundary"])
	for range maxRelated {
		part, err := parts.NextRawPart()
		if err != nil {
			break
		}
		contentType = part.Header.Get("Content-Type")
		if !strings.HasPrefix(strings.ToLower(contentType), "text/html") {
			continue
		}
		page, err := io.ReadAll(io.LimitReader(plainBytes(part), MaxSource))
		if err != nil {
			break
		}
		for _, raw := range []string{head.Get("Snapshot-Content-Location"), part.Header.Get("Content-Location")} {
			if u, err := url.Parse(pageLink(nil, raw)); from == nil && err == nil && isWeb(u.String()) {
				from = u
			}
		}
		return page, contentType, from, true
	}
	return nil, "", nil, false
}

// plainBytes undoes the encoding for the mail.
func plainBytes(part *multipart.Part) io.Reader {
	switch strings.ToLower(strings.TrimSpace(part.Header.Get("Content-Transfer-Encoding"))) {
	case "quoted-printable":
		return quotedprintable.NewReader(part)
	case "base64":
		return base64.NewDecoder(base64.StdEncoding, part)
	}
	return part
}
