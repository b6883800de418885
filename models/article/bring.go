package article

import (
	"bytes"
	"errors"
	"fmt"
	"net/url"
	"path"
	"regexp"
	"strings"
)

// What is refused although it was read: a picture, a PDF or the like, and a page
// that came in place of one for those who are signed in.
var (
	ErrNotText = errors.New("not a text")
	ErrLogin   = errors.New("a page to sign in on")
)

// passwordField finds where a page asks for a password.
var passwordField = regexp.MustCompile(`(?i)<input\s[^>]*type\s*=\s*["']?password`)

// fewWords is how many a page says at most that is there to sign in on; an
// article that offers to sign in beside it says more.
const fewWords = 120

// Read reads an article of whatever kind it is: HTML, a page saved with all that
// belongs to it in one file, Markdown or plain text, by its name, by the content type that a server or a form gave it, and by what
// it looks like. Name, content type and page, the address it was fetched from,
// may be missing. Of Markdown by others the front matter is read as far as it
// is understood, and its links lead where they led. An article without a title
// is given its first words for one.
//
// It fails with ErrNotText, ErrTooLarge, ErrTangled, ErrEmpty or, where page is
// known, ErrLogin.
func Read(name, contentType string, src []byte, page *url.URL) (Meta, Document, error) {
	if len(src) > MaxSource {
		return Meta{}, Document{}, fmt.Errorf("article: %w", ErrTooLarge)
	}
	if saved, kind, from, ok := unpack(src); ok {
		if page == nil {
			page = from
		}
		return FromHTML(saved, kind, page)
	}
	text := decode(src, contentType)
	if !isText(text) || !saysText(contentType) && !strings.HasPrefix(contentType, "application/octet-stream") {
		return Meta{}, Document{}, fmt.Errorf("article: %w", ErrNotText)
	}
	var meta Meta
	var doc Document
	var err error
	switch kindOf(name, contentType, text) {
	case pageKind:
		meta, doc, err = FromHTML(src, contentType, page)
	case markdownKind:
		meta, doc, err = fromMarkdown(text, page)
	default:
		meta, doc, err = FromText(text)
	}
	if err != nil {
		return Meta{}, Document{}, err
	}
	if page != nil && len(strings.Fields(doc.Text)) <= fewWords && passwordField.Match(src) {
		return Meta{}, Document{}, fmt.Errorf("article: %w", ErrLogin)
	}
	if meta.URL == "" {
		meta.URL = fetchedFrom(page)
	}
	if meta.Title == "" {
		meta.Title = beginning(doc)
	}
	return meta, doc, nil
}

// beginning is the first words of a document.
func beginning(d Document) string {
	first := d.Blocks[0]
	return short(d.Slice(first.Start, min(first.End, first.Start+500)), 80)
}

// saysText says whether a content type may be that of a text.
func saysText(contentType string) bool {
	kind, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(contentType)), ";")
	kind = strings.TrimSpace(kind)
	return kind == "" || strings.HasPrefix(kind, "text/") || strings.HasSuffix(kind, "xml") || strings.Contains(kind, "markdown") ||
		kind == "application/json" || kind == "application/x-www-form-urlencoded"
}

type sourceKind int

const (
	textKind sourceKind = iota
	markdownKind
	pageKind
)

var (
	pageStart = regexp.MustCompile(`(?i)^(?:\s|<!--[^>]*-->|<\?xml[^>]*>)*<(?:!doctype\s+html|html|head|body|title|meta)\b`)
	anyTag    = regexp.MustCompile(`(?i)</(?:p|div|li|h[1-6]|td|article|section|blockquote)>`)
	mdSigns   = regexp.MustCompile("(?m)^#{1,6} \\S|^```|\\]\\((?:https?:|/|#)|^\\[[^\\]]+\\]: \\S|\\*\\*\\S[^*\n]*\\*\\*|^\\|[ :-]*--")
)

// maxSniff is how much of a text is looked at to tell its kind, in bytes.
const maxSniff = 64 << 10

func kindOf(name, contentType string, src []byte) sourceKind {
	head := src[:min(len(src), maxSniff)]
	if pageStart.Match(head) {
		return pageKind
	}
	switch strings.ToLower(path.Ext(name)) {
	case ".md", ".markdown", ".mdown", ".mkd":
		return markdownKind
	case ".html", ".htm", ".xhtml":
		return pageKind
	case ".txt", ".text":
		return textKind
	}
	kind := strings.ToLower(contentType)
	switch {
	case strings.Contains(kind, "markdown"):
		return markdownKind
	case strings.Contains(kind, "html"):
		return pageKind
	}
	if bytes.HasPrefix(bytes.TrimSpace(head), []byte("<")) && len(anyTag.FindAllIndex(head, 3)) > 0 {
		return pageKind
	}
	if front, _ := frontMatter(head); front != nil || mdSigns.Match(head) {
		return markdownKind
	}
	return textKind
}
