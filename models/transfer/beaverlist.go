package transfer

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"gloss/models/date"
	"gloss/models/plan"
)

// beaverList is what is read of a list of Beaver's habits.
type beaverList struct {
	e       *elements
	b       *builder
	choices Choices
	today   date.Date
	habits  []*beaverHabit
	seen    bool // the habits
	order   []string
	orderBy int
	deleted int // habits that are so
	unknown map[string]int
	states  map[string]*beaverState
	asked   []*beaverState // in order of the file
}

// Beaver's orders; a list that names none is ordered by hand.
const (
	beaverByName     = 1
	beaverByCategory = 2
)

// shell reads what is around the habits.
func (l *beaverList) shell(key string) error {
	kind, err := l.kind()
	switch {
	case err != nil:
		return err
	case key == "data" && kind == '{':
		return l.e.Object(l.shell)
	case key == "habits" && kind == '[' && !l.seen:
		l.seen = true
		return l.e.Array(l.habit)
	case key == "order" && kind == '[':
		return l.value(key, &l.order)
	case key == "order_by" && (kind == '0' || kind == 'n'):
		return l.value(key, &l.orderBy)
	case key == "backup":
		if kind != 'n' { // it may hold the key of a bot: it is not even read
			l.b.Tell("Backup settings: left unread, as they may hold a key.")
		}
	case key == "user_email" || key == "exported_at":
		l.b.Tell("Who exported the file, and when.")
	default:
		l.odd(key)
	}
	return nil
}

// kind is what comes next within the list: it cannot be the end of the file.
func (l *beaverList) kind() (byte, error) {
	kind, err := l.e.Kind()
	return kind, l.e.cut(err)
}

// maxOdd is how many names of what is not known are told apart.
const maxOdd = 100

// odd takes note of what Gloss does not know, by its name alone.
func (l *beaverList) odd(key string) {
	if _, known := l.unknown[key]; known || len(l.unknown) < maxOdd {
		l.unknown[key]++
	}
}

// value reads the value of a key into what to points to; one of another kind is
// left out and listed with what is not known.
func (l *beaverList) value(key string, to any) error {
	var raw json.RawMessage
	if err := l.e.Decode(&raw); err != nil {
		return err
	}
	if json.Unmarshal(raw, to) != nil {
		l.odd(key)
	}
	return nil
}

// bundle puts the habits in order and says what is left open and what is lost.
func (l *beaverList) bundle() (*Bundle, error) {
	if !l.seen {
		return nil, &Error{Said: "There is no list of habits in it."}
	}
	l.sort()
	bring := l.deleted > 0 && l.b.Ask(l.deletedDoubt()) == "archive"
	for _, h := range l.habits {
		if h.deleted() && !bring {
			l.b.Lose("Habits that were deleted in Beaver: left out.", h.name)
			continue
		}
		if err := l.finish(h); err != nil {
			return nil, err
		}
	}
	for _, state := range l.asked {
		l.b.Ask(state.doubt())
	}
	if len(l.unknown) > 0 {
		l.b.Tell("Parts of the file that Gloss does not know: " + l.unknownNames() + ".")
	}
	return l.b.Bundle()
}

// sort orders the habits as Beaver shows them.
func (l *beaverList) sort() {
	places := make(map[string]int, len(l.order))
	for i, id := range l.order {
		if _, twice := places[id]; !twice && id != "" {
			places[id] = i
		}
	}
	place := func(h *beaverHabit) int {
		if i, ok := places[h.id]; ok {
			return i
		}
		return len(l.order)
	}
	slices.SortStableFunc(l.habits, func(a, b *beaverHabit) int {
		switch l.orderBy {
		case beaverByName:
			return strings.Compare(strings.ToLower(a.name), strings.ToLower(b.name))
		case beaverByCategory:
			return strings.Compare(a.category(), b.category())
		}
		return cmp.Compare(place(a), place(b))
	})
}

// unknownNames lists the first names that are not known, without what they hold.
func (l *beaverList) unknownNames() string {
	const most = 6
	var names []string
	for key := range l.unknown {
		names = append(names, "“"+fmt.Sprintf("%.40s", shown(key))+"”")
	}
	slices.Sort(names)
	if len(names) > most {
		names = append(names[:most], "others")
	}
	return plan.List(names)
}
