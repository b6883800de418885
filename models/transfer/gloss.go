package transfer

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"hash/maphash"
	"io"
	"regexp"
	"slices"
	"strings"

	"gloss/models"
	"gloss/models/article"
	"gloss/models/date"
)

var _ = register(Format{
	Name: "gloss", Title: "Gloss", Recognise: func(f *Files) bool { return glossFile(f) != "" }, Read: readGloss,
})

// glossStart is what Gloss's own file begins with.
var glossStart = regexp.MustCompile(`^(?:\xef\xbb\xbf)?[ \t\r\n]*\{[ \t\r\n]*"gloss"[ \t\r\n]*:`)

// glossFile returns the name of the file that is Gloss's own, empty where there
// is none.
func glossFile(f *Files) string {
	for _, name := range f.Names() {
		if glossStart.Match(f.Head(name)) {
			return name
		}
	}
	return ""
}

// Bounds on what is held at once, in bytes of the file: all but the journal, of
// that the guides, one change with its days, and one of most other elements.
const (
	maxHeld   = 48 << 20
	maxGuides = 24 << 20
	maxLong   = 9 << 20
	maxPlain  = 1 << 20
)

// maxDismissals is how many a person may have said.
const maxDismissals = 20_000

// glossReader reads Gloss's own file. What the elements of an array name must be
// known first, so arrays that stand too early wait for another pass.
type glossReader struct {
	ctx      context.Context
	files    *Files
	name     string
	today    date.Date
	progress func(int)

	in      *elements
	line    int             // that the element at hand begins on
	array   string          // that is being read
	done    map[string]bool // keys that were read
	waiting []string

	bundle  *Bundle
	account *Account
	habits  map[string]int
	guides  map[string]*article.Document // nil of those without text
	advice  map[string]bool
	ids     map[string]bool // of pauses and marks
	changes map[uint64]struct{}
	seed    maphash.Seed
	entries int
	held    int // bytes of the file, and those of them that are guides
	heavy   int
	words   int // bytes of notes
	buf     json.RawMessage
	lost    map[string]int // index in bundle.Lost
}

func readGloss(ctx context.Context, f *Files, _ Choices, today date.Date, progress func(int)) (*Bundle, error) {
	g := &glossReader{
		ctx: ctx, files: f, name: glossFile(f), today: today, progress: progress, done: map[string]bool{},
		bundle:  &Bundle{Format: "gloss", Title: "Gloss"},
		account: &Account{Tells: map[About]int{}}, habits: map[string]int{}, guides: map[string]*article.Document{}, advice: map[string]bool{},
		ids: map[string]bool{}, changes: map[uint64]struct{}{}, seed: maphash.MakeSeed(), lost: map[string]int{},
	}
	for _, other := range f.Names() {
		if other != g.name {
			g.lose("Files beside Gloss’s own: they were not read.", other)
		}
	}
	if err := g.pass(true); err != nil {
		return nil, err
	}
	for len(g.waiting) > 0 {
		if err := g.pass(false); err != nil {
			return nil, err
		}
	}
	if err := g.settle(); err != nil {
		return nil, err
	}
	// The journal is read with what stays of g; the rest has served.
	g.in, g.buf, g.changes, g.ids, g.guides, g.advice = nil, nil, nil, nil, nil, nil
	g.account.Changes = g.journal
	g.bundle.Account = g.account
	progress(g.entries)
	return g.bundle, nil
}

// needs are the arrays whose elements others name.
var needs = map[string][]string{
	"habits": {"guides", "tags"}, "plans": {"habits"}, "entries": {"habits"}, "pauses": {"habits"}, "readings": {"guides"},
	"marks": {"guides"}, "changes": {"habits"},
}

// pass reads the file once: at first all of it, later what waited.
func (g *glossReader) pass(first bool) error {
	in, err := newElements(g.files, g.name)
	if err != nil {
		return err
	}
	defer in.Close()
	g.in = in
	waited := g.waiting
	g.waiting = nil
	err = in.Object(func(key string) error {
		if !first && !slices.Contains(waited, key) {
			return nil
		}
		if slices.ContainsFunc(needs[key], func(other string) bool { return !g.done[other] && (first || slices.Contains(waited, other)) }) {
			g.waiting = append(g.waiting, key)
			return nil
		}
		g.done[key] = true
		return g.key(key)
	})
	switch {
	case err != nil:
		return err
	case !g.done["gloss"] || !g.done["person"]:
		return &Error{Said: `The file does not say whose it is: "person" is missing.`}
	}
	return in.End()
}

// key reads the value of one key of the file.
func (g *glossReader) key(key string) error {
	g.array = key
	take, known := map[string]func([]byte) error{
		"tags": g.tag, "guides": g.guide, "habits": g.habit, "plans": g.plan, "entries": g.entry, "day_notes": g.dayNote,
		"pauses": g.pause, "readings": g.reading, "dismissals": g.dismissal, "marks": g.mark, "changes": g.change,
	}[key]
	switch {
	case key == "gloss":
		return g.value(g.head)
	case key == "person":
		return g.value(g.person)
	case !known:
		g.lose(fmt.Sprintf("The key %q: this Gloss has no place for it.", shown(short(key))), g.in.Where())
		return nil
	}
	most := maxPlain
	switch key {
	case "guides":
		most = maxValue
	case "changes":
		most = maxLong
	}
	return g.in.Array(func(i int) error {
		if i%256 == 0 && g.ctx.Err() != nil {
			return g.ctx.Err()
		}
		raw, err := g.raw(most)
		if err != nil {
			return err
		}
		if g.held += len(raw); key == "changes" {
			g.held -= len(raw)
		}
		if g.held > maxHeld {
			return g.in.Fail("There is more in it than fits: at most %d MiB beside the journal.", maxHeld>>20)
		}
		return g.named(fmt.Sprintf("%s, number %d", key, i+1), take(raw))
	})
}

// raw reads the next value, which stands until the one after it is read.
func (g *glossReader) raw(most int) (json.RawMessage, error) {
	if _, err := g.in.Kind(); err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	g.line = g.in.Line()
	err := g.in.DecodeWithin(&g.buf, most)
	return g.buf, err
}

// value reads a key that holds no array.
func (g *glossReader) value(take func([]byte) error) error {
	raw, err := g.raw(maxPlain)
	if err != nil {
		return err
	}
	return g.named(g.array, take(raw))
}

// named says which element an error is of.
func (g *glossReader) named(what string, err error) error {
	var told *Error
	switch {
	case err == nil, errors.As(err, &told), g.ctx.Err() != nil:
		return err
	}
	return &Error{File: g.name, Line: g.line, Said: fmt.Sprintf("%s: %s.", what, strings.TrimSuffix(err.Error(), "."))}
}

// where names the element at hand for people.
func (g *glossReader) where() string { return where(g.name, g.line) }

// lose lists something that the file holds and Gloss has no place for.
func (g *glossReader) lose(what, where string) {
	i, known := g.lost[what]
	if !known {
		if len(g.lost) >= 100 { // a file of nothing but strange keys
			return
		}
		i = len(g.bundle.Lost)
		g.lost[what] = i
		g.bundle.Lost = append(g.bundle.Lost, Loss{What: what, Where: where})
	}
	g.bundle.Lost[i].Count++
}

// read decodes an element and lists what of it is not known.
func (g *glossReader) read(raw []byte, to any) error {
	unknown, err := decodeElement(raw, to)
	if err == nil && bytes.Equal(raw, []byte("null")) {
		err = errors.New("nothing stands here")
	}
	if err == nil && unknown != "" {
		g.lose(fmt.Sprintf("The key %q in %s: this Gloss has no place for it.", shown(short(unknown)), g.array), g.where())
	}
	return err
}

// short is the begin of s, for a sentence.
func short(s string) string {
	if runes := []rune(s); len(runes) > 40 {
		return string(runes[:40]) + "…"
	}
	return s
}

func (g *glossReader) head(raw []byte) error {
	var s headShape
	if err := g.read(raw, &s); err != nil {
		return err
	}
	switch {
	case s.Format > glossFormat:
		return &Error{Said: fmt.Sprintf("A later Gloss wrote this file (form %d; this one reads up to %d). Bring this Gloss up to date, then try again.", s.Format, glossFormat)}
	case s.Format < 1:
		return errors.New("the number of its form is missing")
	}
	g.account.Person.At = int64(s.Exported)
	return nil
}

func (g *glossReader) person(raw []byte) error {
	var s personShape
	if err := g.read(raw, &s); err != nil {
		return err
	}
	at := g.account.Person.At
	g.account.Person = Person{Name: s.Name, Email: s.Email, Settings: s.settings(), At: at}
	bad := models.Invalid{}
	models.ValidateName(s.Name, bad)
	models.ValidateEmail(s.Email, bad)
	s.settings().Validate(bad)
	return said(bad)
}

// journal reads the changes from the file anew.
func (g *glossReader) journal(yield func(Change) error) error {
	in, err := newElements(g.files, g.name)
	if err != nil {
		return err
	}
	defer in.Close()
	again := *g
	again.ctx, again.in, again.bundle, again.lost = context.Background(), in, &Bundle{}, map[string]int{}
	return in.Object(func(key string) error {
		if again.array = key; key != "changes" {
			return nil
		}
		return in.Array(func(i int) error {
			raw, err := again.raw(maxLong)
			if err != nil {
				return err
			}
			c, ok, err := again.readChange(raw)
			if cap(again.buf) > maxRaw {
				again.buf = nil // a long change is about to be written
			}
			if err != nil || !ok {
				return again.named(fmt.Sprintf("changes, number %d", i+1), err)
			}
			return yield(c)
		})
	})
}
