package article

import (
	"bytes"
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"

	yaml "go.yaml.in/yaml/v3"
)

// fromMarkdown reads Markdown by anybody: front matter of ours as FromMarkdown
// does, and of other programs what of it is understood.
func fromMarkdown(src []byte, page *url.URL) (Meta, Document, error) {
	front, body := frontMatter(src)
	fields := looseFields(front)
	if front == nil {
		fields, body = plusFields(src)
	} else if fields == nil { // two rules across the page, and text between them
		body = src
	}
	meta := looseMeta(fields)
	base := page
	if u, err := url.Parse(meta.URL); base == nil && err == nil && meta.URL != "" {
		base = u
	}
	link := func(raw string) string {
		to := pageLink(base, raw)
		if strings.HasPrefix(to, "#") { // headings have other names here
			return ""
		}
		return to
	}
	if front != nil {
		meta, doc, err := strictMarkdown(src, link)
		if err == nil || errors.Is(err, ErrTangled) || errors.Is(err, ErrEmpty) {
			return meta, doc, err
		}
	}
	return readMarkdown(meta, body, link)
}

// maxTags is how many tags are taken over, and maxTag how long one may be, in
// code points.
const (
	maxTags = 20
	maxTag  = 40
)

// looseFields are the fields of front matter, their names in small letters; nil
// where it is none. What is no YAML, as with a colon in an unquoted title, is
// read line by line.
func looseFields(front []byte) map[string]any {
	var read map[string]any
	if checkFront(front) != nil || yaml.Unmarshal(front, &read) != nil {
		return lineFields(front)
	}
	if len(read) == 0 {
		return nil
	}
	fields := map[string]any{}
	for key, value := range read {
		fields[strings.ToLower(key)] = value
	}
	return fields
}

var lineField = regexp.MustCompile(`^([A-Za-z][A-Za-z_-]{0,40})\s*[:=]\s*(?:"(.*)"|'(.*)'|(\S.*))\s*$`)

// lineFields reads lines of a name and a text.
func lineFields(front []byte) map[string]any {
	if len(front) > maxFront {
		return nil
	}
	var fields map[string]any
	for line := range strings.Lines(string(front)) {
		if m := lineField.FindStringSubmatch(strings.TrimRight(line, " \t\n")); m != nil {
			if fields == nil {
				fields = map[string]any{}
			}
			fields[strings.ToLower(m[1])] = m[2] + m[3] + m[4]
		}
	}
	return fields
}

// plusFields reads front matter between lines of three plus signs.
func plusFields(src []byte) (fields map[string]any, body []byte) {
	const plus = "+++\n"
	rest, ok := bytes.CutPrefix(src, []byte(plus))
	front, body, ended := bytes.Cut(rest, []byte("\n"+plus))
	if !ok || !ended {
		return nil, src
	}
	return lineFields(front), body
}

// looseMeta is what the fields say, by the names that other programs give them.
func looseMeta(fields map[string]any) Meta {
	said := func(most int, keys ...string) string {
		for _, key := range keys {
			if s := short(saidBy(fields[key]), most); s != "" {
				return s
			}
		}
		return ""
	}
	m := Meta{
		Title:     said(maxTitle, "title", "headline"),
		Author:    said(maxSaid, "author", "authors", "byline", "creator", "by"),
		Publisher: said(maxSaid, "publisher", "site", "site_name", "sitename", "publication", "website"),
		Summary:   said(maxSummary, "summary", "description", "excerpt"),
	}
	for _, key := range []string{"date", "published", "published_at", "publishdate", "date_published", "created", "pubdate"} {
		if m.Date = dayOf(saidBy(fields[key])); m.Date != "" {
			break
		}
	}
	for _, key := range []string{"url", "source", "source_url", "link", "canonical", "canonical_url", "original"} {
		if m.URL = pageLink(nil, saidBy(fields[key])); isWeb(m.URL) {
			break
		}
		m.URL = ""
	}
	for _, key := range []string{"language", "lang", "locale"} {
		if s := strings.ReplaceAll(saidBy(fields[key]), "_", "-"); m.Language == "" && len(s) <= 35 && languageShape.MatchString(s) {
			m.Language = s
		}
	}
	for _, key := range []string{"tags", "keywords", "categories"} {
		for _, tag := range tagsOf(fields[key]) {
			if tag = strings.TrimPrefix(short(tag, maxTag), "#"); tag != "" && len(m.Tags) < maxTags {
				m.Tags = append(m.Tags, tag)
			}
		}
		if m.Tags != nil {
			break
		}
	}
	return m
}

// saidBy is a value as one text.
func saidBy(value any) string {
	switch v := value.(type) {
	case string:
		return strings.Trim(line(v), "[]") // some name other notes so
	case time.Time:
		return v.Format(time.DateOnly)
	case int:
		return strconv.Itoa(v)
	case map[string]any:
		return saidBy(v["name"])
	case []any:
		var all []string
		for _, one := range v[:min(len(v), 5)] {
			if s := saidBy(one); s != "" {
				all = append(all, s)
			}
		}
		return strings.Join(all, ", ")
	case float64, bool:
		return fmt.Sprint(v)
	}
	return ""
}

func tagsOf(value any) []string {
	switch v := value.(type) {
	case string:
		return strings.FieldsFunc(v, func(r rune) bool { return r == ',' || r == ';' })
	case []any:
		var all []string
		for _, one := range v {
			all = append(all, saidBy(one))
		}
		return all
	}
	return nil
}
