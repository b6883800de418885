package article

import (
	"net/url"
	"strings"
)

// maxLink is how long the address of a link may be, in bytes.
const maxLink = 2048

// safeURL is a link's destination where it is one that may be followed: http,
// https, or relative to this server. Everything else is "".
func safeURL(raw string) string {
	raw = strings.TrimSpace(raw)
	u, err := url.Parse(raw)
	if err != nil || strings.Contains(raw, `\`) || len(raw) > maxLink || u.User != nil {
		return ""
	}
	switch strings.ToLower(u.Scheme) {
	case "http", "https":
		if u.Host == "" {
			return ""
		}
	case "":
		if u.Host != "" || u.Opaque != "" || strings.HasPrefix(raw, "//") {
			return ""
		}
	default:
		return ""
	}
	return raw
}

// pageLink is a link of somebody's page as a whole address, http or https, or
// the place in the same page that it leads to, as #id. Everything else is "": an
// address relative to a page nobody knows would lead into this server.
func pageLink(base *url.URL, raw string) string {
	raw = strings.TrimFunc(strings.NewReplacer("\t", "", "\n", "", "\r", "").Replace(raw), isSpace)
	if raw == "" || len(raw) > maxLink || strings.Contains(raw, `\`) {
		return ""
	}
	u, err := url.Parse(raw)
	if err != nil || u.Opaque != "" {
		return ""
	}
	if base != nil {
		u = base.ResolveReference(u)
		own, here := *u, *base
		own.Fragment, own.RawFragment, here.Fragment, here.RawFragment = "", "", "", ""
		if u.Fragment != "" && own.String() == here.String() {
			return "#" + u.Fragment
		}
	} else if strings.HasPrefix(raw, "#") && u.Fragment != "" {
		return "#" + u.Fragment
	}
	if u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil {
		return ""
	}
	return u.String()
}

// settle points the links within a page to the blocks they lead to, and drops
// those that lead to nothing that was kept.
func (w *walker) settle() {
	blocks := w.build.blocks
	for i := range blocks {
		spans := blocks[i].Spans[:0]
		for _, s := range blocks[i].Spans {
			if id, ok := strings.CutPrefix(s.URL, "#"); ok {
				to, known := w.ids[id]
				if !known || to >= len(blocks) {
					continue
				}
				s.URL = "#" + blocks[to].ID
			}
			spans = append(spans, s)
		}
		if blocks[i].Spans = spans; len(spans) == 0 {
			blocks[i].Spans = nil
		}
	}
}
