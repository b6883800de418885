package article

import (
	"regexp"
	"strconv"
	"strings"
)

// Signs of an item. A dash is its own sign, and one only beside others: it may
// also begin what somebody says. So may a letter or a number begin a sentence.
const (
	bullet   = '•'
	numbered = '1'
	lettered = 'a'
)

// textItem is the beginning of an item: its sign, 0 for none, its number, and
// what it says.
type textItem struct {
	sign   rune
	number int
	text   string
}

var (
	bulleted  = regexp.MustCompile(`^[-*+•·‣⁃◦▪▫■□●○◆◇➢➤►▶✓✔✅☐☑❖⦁\x{f0b7}\x{f0a7}]\s*(?:\[[ xX]\]\s+)?(\S.*)$`)
	dashed    = regexp.MustCompile(`^[–—]\s+(\S.*)$`)
	counted   = regexp.MustCompile(`^\(?(\d{1,3})[.)]\s+(\S.*)$`)
	byLetters = regexp.MustCompile(`^\(?([a-z])\)\s+(\S.*)$`)
)

func itemOf(s string) textItem {
	if m := bulleted.FindStringSubmatch(s); m != nil && !isUnderline(s) {
		// A sign that also has another use needs a space after it.
		if strings.ContainsRune("-*+·", []rune(s)[0]) && s[1] != ' ' && !strings.HasPrefix(s, "· ") {
			return textItem{}
		}
		return textItem{sign: bullet, text: m[1]}
	}
	if m := dashed.FindStringSubmatch(s); m != nil {
		return textItem{sign: []rune(s)[0], text: m[1]}
	}
	if m := counted.FindStringSubmatch(s); m != nil {
		n, _ := strconv.Atoi(m[1])
		return textItem{sign: numbered, number: n, text: m[2]}
	}
	if m := byLetters.FindStringSubmatch(s); m != nil {
		return textItem{sign: lettered, number: int(m[1][0]-'a') + 1, text: m[2]}
	}
	return textItem{}
}

// openList is a list that may go on: how far right it stands, which sign its
// items have, its number in the document and that of its next item.
type openList struct {
	indent int
	sign   rune
	number int
	next   int
}

// isItem says whether the line here is an item, or only looks like one.
func (t *plainText) isItem(item textItem) bool {
	for _, l := range t.list {
		if l.sign == item.sign && (item.sign == bullet || item.number > 0 && l.next == item.number || item.number == 0 && !t.gap) {
			return true
		}
	}
	switch item.sign {
	case bullet:
		return true
	case numbered, lettered:
		return item.number <= 1 || t.sibling(item) || t.gap && item.sign == numbered
	}
	return t.sibling(item)
}

// sibling says whether another item of the kind comes within a few lines.
func (t *plainText) sibling(item textItem) bool {
	for i := t.at + 1; i < len(t.lines) && i < t.at+8; i++ {
		if next := itemOf(t.lines[i].text); next.sign == item.sign && (next.number == 0 || next.number == item.number+1) {
			return true
		}
	}
	return false
}

// maxLists is how many lists may stand within one another.
const maxLists = 8

// item reads an item and the lines that go on from it.
func (t *plainText) item(item textItem) {
	l := t.lines[t.at]
	for n := len(t.list); n > 0 && (l.indent < t.list[n-1].indent-1 || n > maxLists); n = len(t.list) {
		t.list = t.list[:n-1]
	}
	n := len(t.list)
	switch {
	case n > 0 && l.indent <= t.list[n-1].indent+1 && t.list[n-1].sign == item.sign && (item.number == 0 || item.number == t.list[n-1].next):
	case n > 0 && l.indent <= t.list[n-1].indent+1:
		t.list = append(t.list[:n-1], t.newList(l, item))
	default:
		t.list = append(t.list, t.newList(l, item))
	}
	list := &t.list[len(t.list)-1]
	list.next = item.number + 1
	block := Block{Kind: Item, Level: len(t.list), List: list.number}
	if item.sign == numbered || item.sign == lettered {
		block.Ordered, block.Number = true, item.number
	}
	var said strings.Builder
	said.WriteString(item.text)
	for t.at++; t.at < len(t.lines); t.at++ {
		next := t.lines[t.at]
		further := next.indent > l.indent && t.width > 0
		if next.size == 0 || t.startsItem(next.text) || itemOf(next.text).sign == bullet || isUnderline(next.text) ||
			!further && !t.goesOn(t.lines[t.at-1], next) || further && itemOf(next.text).sign != 0 && !t.goesOn(t.lines[t.at-1], next) {
			break
		}
		said.WriteString(joint(said.String(), next.text) + next.text)
	}
	t.put(block, said.String())
}

func (t *plainText) newList(l textLine, item textItem) openList {
	t.build.lists++
	return openList{indent: l.indent, sign: item.sign, number: t.build.lists}
}
