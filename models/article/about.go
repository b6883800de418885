package article

import (
	"bytes"
	"encoding/json"
	"net/url"
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// What a page says about itself is only suggested to the person who brings it
// in: one line each, no longer than these, in code points.
const (
	maxTitle   = 300
	maxSaid    = 200
	maxSummary = 500
)

// about reads what a page says of itself: first what it says to those who show
// its links, then to search engines, then to its readers.
func about(root *html.Node, data [][]byte, page *url.URL) Meta {
	tags, said := metaTags(root), dataOf(data)
	m := Meta{
		Author:    short(firstOf(person(tags["author"]), said.author, person(tags["article:author"]), tags["citation_author"], tags["dc.creator"], tags["parsely-author"], byline(root)), maxSaid),
		Publisher: short(firstOf(tags["og:site_name"], said.publisher, tags["application-name"], tags["citation_publisher"], tags["dc.publisher"]), maxSaid),
		Summary:   short(firstOf(tags["og:description"], tags["description"], said.description), maxSummary),
		Language:  language(root, tags),
		Date: firstOf(dayOf(tags["article:published_time"]), dayOf(said.published), dayOf(tags["datepublished"]), dayOf(tags["date"]),
			dayOf(tags["dc.date"]), dayOf(tags["dcterms.date"]), dayOf(tags["citation_publication_date"]),
			dayOf(tags["parsely-pub-date"]), dayOf(tags["pubdate"]), timeOf(root)),
		URL: addressOf(root, tags, page),
	}
	said.title = firstOf(tags["og:title"], tags["twitter:title"], tags["citation_title"], tags["dc.title"])
	m.Title = short(titleOf(root, said, m.Publisher), maxTitle)
	if m.Publisher == "" && m.URL != "" {
		if u, err := url.Parse(m.URL); err == nil {
			m.Publisher = strings.TrimPrefix(u.Hostname(), "www.")
		}
	}
	return m
}

func firstOf(all ...string) string {
	for _, s := range all {
		if s = line(s); s != "" {
			return s
		}
	}
	return ""
}

// short brings what is said to one line, cut at a word where it is too long.
func short(s string, most int) string {
	s = line(s)
	runes := []rune(s)
	if len(runes) <= most {
		return s
	}
	s = string(runes[:most-1])
	if at := strings.LastIndexByte(s, ' '); at > len(s)/2 {
		s = s[:at]
	}
	return strings.TrimSpace(s) + "…"
}

// person is a name, and "" for the address of a profile in its place.
func person(s string) string {
	if strings.Contains(s, "://") || strings.HasPrefix(s, "@") {
		return ""
	}
	return s
}

func metaTags(root *html.Node) map[string]string {
	tags := map[string]string{}
	for n := range root.Descendants() {
		if n.DataAtom != atom.Meta {
			continue
		}
		value := line(attribute(n.Attr, "content"))
		for _, key := range []string{"property", "name", "itemprop", "http-equiv"} {
			for name := range strings.FieldsSeq(strings.ToLower(attribute(n.Attr, key))) {
				if value != "" && tags[name] == "" {
					tags[name] = value
				}
			}
		}
	}
	return tags
}

var byClass = regexp.MustCompile(`(?i)(^|[\s_-])(byline|author|p-author|entry-author|writtenby)($|[\s_-])`)

// byline is the first short text of the page that is marked as its author's.
func byline(root *html.Node) string {
	for n := range root.Descendants() {
		if n.Type != html.ElementNode || n.DataAtom == atom.Meta {
			continue
		}
		marked := attribute(n.Attr, "rel") == "author" || strings.Contains(attribute(n.Attr, "itemprop"), "author") ||
			byClass.MatchString(attribute(n.Attr, "class"))
		if !marked {
			continue
		}
		if name := authorIn(line(head(n, 400))); name != "" {
			return name
		}
	}
	return ""
}

// head is the beginning of a node's text.
func head(n *html.Node, most int) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data + " ")
		}
		if b.Len() > most {
			break
		}
	}
	return b.String()
}

var (
	byWords = regexp.MustCompile(`(?i)^(?:(?:medically |clinically )?(?:written|reviewed|posted|published|words|text)\s+)?by:?\s+(.+)$`)
	titled  = regexp.MustCompile(`(?:Dr|Prof|Professor|Mr|Mrs|Ms|Sir)\.?(?: \p{Lu}[\p{L}'’.-]*){1,4}`)
	byEnd   = regexp.MustCompile(`(?i)(?:\s*[|·•–—]|\s-\s|,?\s(?:on|published|updated|posted|last)\b|,?\s(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|,?\s(?:` +
		`jan(?:uary)?|feb(?:ruary)?|march|apr(?:il)?|may|june|july|aug(?:ust)?|sep(?:t|tember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?(?:\s|$)|\s\d).*$`)
	noName = regexp.MustCompile(`(?i)^(?:last|skip|updated|posted|published|share|follow|a note|written|reviewed|read|staff writer)\b`)
)

// authorIn is the name in a byline, without what stands around it, or "".
func authorIn(s string) string {
	if m := byWords.FindStringSubmatch(s); m != nil {
		s = m[1]
	}
	if name := byEnd.ReplaceAllString(s, ""); name != "" {
		s = name
	}
	s = strings.TrimRight(strings.TrimSpace(s), ".,;:")
	if len([]rune(s)) > 60 {
		all := titled.FindAllString(s, -1)
		if len(all) == 0 {
			return ""
		}
		s = strings.TrimRight(all[len(all)-1], ".")
	}
	if len([]rune(s)) < 3 || len(strings.Fields(s)) > 10 || noName.MatchString(s) {
		return ""
	}
	return s
}

// timeOf is the first day that the page marks as one, before its comments.
func timeOf(root *html.Node) string {
	for n := range root.Descendants() {
		if n.DataAtom != atom.Time {
			continue
		}
		if day := firstOf(dayOf(attribute(n.Attr, "datetime")), dayOf(line(head(n, 100)))); day != "" {
			return day
		}
	}
	return ""
}

// titleOf is the title that the page gives to others, else the heading that its
// own title names, or its only one where that says next to nothing, else its own
// title; each without the name of the site.
func titleOf(root *html.Node, said described, site string) string {
	if said.title != "" {
		return withoutSite(said.title, site)
	}
	title, only, named, headings := "", "", "", 0
	for n := range root.Descendants() {
		if n.DataAtom == atom.Title && title == "" {
			title = line(head(n, 4*maxTitle))
		}
		if n.DataAtom != atom.H1 {
			continue
		}
		s := line(head(n, 4*maxTitle))
		if s == "" {
			continue
		}
		headings++
		only = s
		if strings.Contains(strings.ToLower(title), strings.ToLower(s)) && len(s) > len(named) {
			named = s
		}
	}
	switch {
	case named != "":
		return named
	case said.headline != "":
		return said.headline
	case headings > 0 && title == "", headings == 1 && len(strings.Fields(title)) < 2:
		return only
	}
	return withoutSite(title, site)
}

// withoutSite leaves out the name of the site before or after a title.
func withoutSite(title, site string) string {
	for _, sign := range []string{" | ", " – ", " — ", " - ", " :: ", " » ", " · "} {
		front, back, ok := strings.Cut(title, sign)
		if !ok || strings.Contains(back, sign) {
			continue
		}
		if strings.EqualFold(strings.TrimSpace(front), site) {
			return back
		}
		if strings.EqualFold(strings.TrimSpace(back), site) || len(strings.Fields(back)) <= 3 && len(strings.Fields(front)) > 3 {
			return front
		}
	}
	return title
}

var languageShape = regexp.MustCompile(`^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$`)

func language(root *html.Node, tags map[string]string) string {
	said := ""
	for n := range root.Descendants() {
		if n.DataAtom == atom.Html {
			said = attribute(n.Attr, "lang")
			break
		}
	}
	for _, s := range []string{said, tags["content-language"], strings.ReplaceAll(tags["og:locale"], "_", "-"), tags["language"], tags["dc.language"]} {
		if s = strings.TrimSpace(s); len(s) <= 35 && languageShape.MatchString(s) {
			return s
		}
	}
	return ""
}

// addressOf is where the page says it lives, as long as that is the site it was
// fetched from; and else where it was fetched from, if that is known.
func addressOf(root *html.Node, tags map[string]string, page *url.URL) string {
	said := ""
	for n := range root.Descendants() {
		if n.DataAtom == atom.Link && strings.EqualFold(attribute(n.Attr, "rel"), "canonical") {
			said = attribute(n.Attr, "href")
			break
		}
	}
	for _, raw := range []string{said, tags["og:url"]} {
		to := pageLink(page, raw)
		if u, err := url.Parse(to); err == nil && isWeb(to) && (page == nil || strings.EqualFold(u.Hostname(), page.Hostname())) {
			u.Fragment, u.RawFragment = "", ""
			return u.String()
		}
	}
	return fetchedFrom(page)
}

// fetchedFrom is the address of a page as a suggestion, "" where there is none.
func fetchedFrom(page *url.URL) string {
	if page == nil {
		return ""
	}
	own := *page
	own.Fragment, own.RawFragment = "", ""
	return pageLink(nil, own.String())
}

// described is what a page tells search engines of itself.
type described struct{ title, headline, author, publisher, published, description string }

// maxDescription is how much of it is read, in bytes, and maxWithin how deep.
const (
	maxDescription = 256 << 10
	maxWithin      = 8
)

var isArticle = regexp.MustCompile(`(?:Article|BlogPosting|NewsArticle|Report|WebPage|MedicalWebPage|Recipe)$`)

func dataOf(all [][]byte) described {
	var d described
	for _, src := range all {
		var value any
		if len(src) > maxDescription || json.Unmarshal(bytes.TrimSpace(src), &value) != nil {
			continue
		}
		d.add(value, 0)
	}
	return d
}

func (d *described) add(value any, depth int) {
	if depth > maxWithin {
		return
	}
	switch v := value.(type) {
	case []any:
		for _, one := range v {
			d.add(one, depth+1)
		}
	case map[string]any:
		d.add(v["@graph"], depth+1)
		if !isArticle.MatchString(nameOf(v["@type"], 0)) {
			return
		}
		for to, from := range map[*string]any{
			&d.headline: v["headline"], &d.author: v["author"], &d.publisher: v["publisher"], &d.published: v["datePublished"],
			&d.description: v["description"],
		} {
			if *to == "" {
				*to = person(nameOf(from, 0))
			}
		}
	}
}

// nameOf is a name, whether it is given as such, in an object or among others.
func nameOf(value any, depth int) string {
	if depth > maxWithin {
		return ""
	}
	switch v := value.(type) {
	case string:
		return line(html.UnescapeString(v))
	case map[string]any:
		return nameOf(v["name"], depth+1)
	case []any:
		var names []string
		for _, one := range v[:min(len(v), 5)] {
			if name := nameOf(one, depth+1); name != "" {
				names = append(names, name)
			}
		}
		return strings.Join(names, ", ")
	}
	return ""
}
