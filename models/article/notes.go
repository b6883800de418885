package article

import (
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

const (
	maxNotes = 500
	// maxNote is how long a note may be, in bytes: what is longer is text.
	maxNote = 2000
)

// noteMark is what a mark of a note reads: a number or a sign, perhaps in
// brackets.
var noteMark = regexp.MustCompile(`^[\[(]?\s*(?:\d{1,3}|[a-z]|[*†‡§¶]{1,3})\s*[\])]?$`)

var (
	backMarks = strings.NewReplacer("↩︎", "", "↩", "", "↑", "", "⤴", "", "^", "")
	doiWithin = regexp.MustCompile(`\b10\.[0-9]{4,9}/[^\s"<>]+[^\s"<>.,;)\]]`)
	noteHead  = regexp.MustCompile(`(?i)^(references?|notes?|footnotes|endnotes|sources?|citations?|works cited|bibliography|literature)\s*:?$`)
)

// notes takes the notes of a page out of its tree, in the order in which they
// are first referred to, and lets the marks point to them. A note is an item or
// a block, outside the sentence that refers to it, with an id that a mark leads
// to.
func notes(root *html.Node) []Reference {
	ids, links := map[string]*html.Node{}, []*html.Node{}
	for n := range root.Descendants() {
		if id := attribute(n.Attr, "id"); id != "" && ids[id] == nil {
			ids[id] = n
		}
		if name := attribute(n.Attr, "name"); n.DataAtom == atom.A && name != "" && ids[name] == nil {
			ids[name] = n
		}
		if n.DataAtom == atom.A && strings.HasPrefix(attribute(n.Attr, "href"), "#") {
			links = append(links, n)
		}
	}
	var refs []Reference
	numbers, used := map[*html.Node]int{}, []*html.Node{}
	places := map[string]*html.Node{} // each id is looked into once
	for _, a := range links {
		mark := line(textOf(a, " "))
		if within(a, numbers) || !noteMark.MatchString(mark) {
			continue
		}
		id := attribute(a.Attr, "href")[1:]
		note, known := places[id]
		if !known {
			note = noteAt(ids[id])
			places[id] = note
		}
		if note == nil || holds(note, a) {
			continue
		}
		if numbers[note] == 0 {
			if len(refs) == maxNotes {
				break
			}
			ref := readNote(note)
			if ref.Text == "" {
				continue
			}
			refs, used = append(refs, ref), append(used, note)
			numbers[note] = len(refs)
		}
		a.Attr = []html.Attribute{{Key: "href", Val: refHref + strconv.Itoa(numbers[note])}}
	}
	for _, note := range used {
		remove(note)
	}
	return refs
}

// noteAt is the note that an id stands for, nil where it stands for something
// else: a heading, or a place in the running text.
func noteAt(n *html.Node) *html.Node {
	if n == nil {
		return nil
	}
	own := n
	for n != nil && !isBlock[n.DataAtom] {
		if own != n && n.FirstChild != own { // not at the beginning of its block
			return nil
		}
		own, n = n, n.Parent
	}
	if n == nil || own != n && firstNode(n) != own {
		return nil
	}
	for p := n; p != nil && p.DataAtom != atom.Body; p = p.Parent {
		if p.DataAtom == atom.Li || p.DataAtom == atom.Dd {
			n = p
			break
		}
	}
	switch n.DataAtom {
	case atom.Li, atom.Dd, atom.P, atom.Aside, atom.Div:
		if len(textOf(n, " ")) <= maxNote {
			return n
		}
	}
	return nil
}

// firstNode is the first of a node's children that says something.
func firstNode(n *html.Node) *html.Node {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode || strings.TrimFunc(c.Data, isSpace) != "" {
			return c
		}
	}
	return nil
}

func within(n *html.Node, notes map[*html.Node]int) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		if notes[p] != 0 {
			return true
		}
	}
	return false
}

func holds(n, inner *html.Node) bool {
	for ; inner != nil; inner = inner.Parent {
		if inner == n {
			return true
		}
	}
	return false
}

// readNote reads a note, without the links back to its marks.
func readNote(n *html.Node) Reference {
	var b strings.Builder
	var ref Reference
	var add func(*html.Node)
	add = func(n *html.Node) {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
			return
		}
		if href := attribute(n.Attr, "href"); n.DataAtom == atom.A {
			if strings.HasPrefix(href, "#") {
				return
			}
			if to := pageLink(nil, href); ref.URL == "" && isWeb(to) {
				ref.URL = to
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			add(c)
		}
		if isBlock[n.DataAtom] || n.DataAtom == atom.Br {
			b.WriteString(" ")
		}
	}
	add(n)
	ref.Text = strings.TrimSpace(backMarks.Replace(line(b.String())))
	if doi := doiWithin.FindString(ref.Text + " " + ref.URL); doiShape.MatchString(doi) {
		ref.DOI = doi
	}
	return ref
}

// remove takes a note away, and the list and its heading with the last of it.
func remove(n *html.Node) {
	parent := n.Parent
	if parent == nil {
		return
	}
	parent.RemoveChild(n)
	if parent.DataAtom != atom.Ol && parent.DataAtom != atom.Ul && parent.DataAtom != atom.Dl || saysSomething(parent) {
		return
	}
	head := parent.PrevSibling
	for head != nil && head.Type == html.TextNode && !saysSomething(head) {
		head = head.PrevSibling
	}
	if head != nil && noteHead.MatchString(line(textOf(head, " "))) {
		head.Parent.RemoveChild(head)
	}
	if parent.Parent != nil {
		parent.Parent.RemoveChild(parent)
	}
}
