package transfer

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// Bounds of JSON that is read as one value. What is larger is read in parts.
const (
	maxValue     = 8 << 20 // bytes of a value
	maxDepth     = 100
	maxNames     = 10_000 // keys of an object read in parts
	bytesAValue  = 32     // a value in so many bytes: many tiny ones would fill the memory
	maxKeyLength = 64 << 10
	maxRaw       = 256 << 10 // memory kept from one value to the next
	maxDecoded   = 1_000_000 // values of one file
)

// elements reads JSON in parts, so that a long file needs no memory: Object and
// Array go through what holds others, Decode reads a whole value. It minds depth
// and size, and of two keys of the same name, whatever their case, the first
// counts.
type elements struct {
	name  string
	file  io.Closer
	r     *bufio.Reader
	line  int
	depth int
	begun int // values so far
	raw   []byte

	decoded int
}

// newElements opens a JSON file.
func newElements(f *Files, name string) (*elements, error) {
	r, err := f.Open(name)
	if err != nil {
		return nil, err
	}
	return elementsOf(r, name), nil
}

func elementsOf(r io.ReadCloser, name string) *elements {
	l := text(r)
	l.strict = true
	return &elements{name: name, file: r, r: bufio.NewReaderSize(l, 32<<10), line: 1}
}

// Kind returns what the next value begins with: one of { [ " t f n, or 0 for a
// number. At the end it fails with io.EOF.
func (e *elements) Kind() (byte, error) {
	c, err := e.peek()
	switch {
	case err != nil:
		return 0, err
	case strings.IndexByte(`{["tfn`, c) >= 0:
		return c, nil
	case c == '-' || '0' <= c && c <= '9':
		return '0', nil
	}
	return 0, e.odd(c)
}

// Object reads the object that comes next: each is called with every key and
// reads its value, or leaves it. Null is an object without keys.
func (e *elements) Object(each func(key string) error) error {
	if isNull, err := e.open('{', "an object"); err != nil || isNull {
		return err
	}
	seen := map[string]bool{}
	for n := 0; ; n++ {
		more, err := e.more('}', n > 0)
		if err != nil || !more {
			return err
		}
		key, err := e.key()
		if err != nil {
			return err
		}
		if n == maxNames {
			return e.Fail("It has more than %d keys here.", maxNames)
		}
		fold, begun := foldKey(key), e.begun
		if !seen[fold] {
			seen[fold] = true
			if err := each(key); err != nil {
				return err
			}
		}
		if e.begun == begun {
			if err := e.Skip(); err != nil {
				return err
			}
		}
	}
}

// Array reads the list that comes next: each is called with the place of every
// element, from 0, and reads it, or leaves it. Null is an empty list.
func (e *elements) Array(each func(i int) error) error {
	if isNull, err := e.open('[', "a list"); err != nil || isNull {
		return err
	}
	for i := 0; ; i++ {
		more, err := e.more(']', i > 0)
		if err != nil || !more {
			return err
		}
		begun := e.begun
		if err := each(i); err != nil {
			return err
		}
		if e.begun == begun {
			if err := e.Skip(); err != nil {
				return err
			}
		}
	}
}

// Decode reads the next value, of at most 8 MiB, into what into points to.
func (e *elements) Decode(into any) error { return e.DecodeWithin(into, maxValue) }

// DecodeWithin is Decode with another bound, in bytes.
func (e *elements) DecodeWithin(into any, most int) error {
	if _, err := e.inside(); err != nil {
		return err
	}
	if e.decoded++; e.decoded > maxDecoded {
		return e.Fail("There is more in it than anybody logs.")
	}
	line := e.line
	c := copier{elements: e, to: e.raw[:0], most: most, keep: true}
	err := c.value()
	if e.raw = c.to; cap(e.raw) > maxRaw {
		e.raw = nil
	}
	if err != nil {
		return err
	}
	if raw, ok := into.(*json.RawMessage); ok && json.Valid(c.to) { // it may be long: not copied
		if *raw, e.raw = c.to, (*raw)[:0]; cap(e.raw) > maxRaw {
			e.raw = nil
		}
		return nil
	}
	if err := json.Unmarshal(c.to, into); err != nil {
		return &Error{File: e.name, Line: line, Said: badValue(err)}
	}
	return nil
}

func badValue(err error) string {
	var is *json.UnmarshalTypeError
	if errors.As(err, &is) && is.Field != "" {
		return fmt.Sprintf("What stands as %s is not of its kind.", shown(is.Field))
	}
	return "A value is not of its kind."
}

// Skip passes over the next value, however large.
func (e *elements) Skip() error { return (&copier{elements: e}).value() }

// End fails where anything but space follows.
func (e *elements) End() error {
	c, err := e.peek()
	if errors.Is(err, io.EOF) {
		return nil
	} else if err != nil {
		return err
	}
	return e.odd(c)
}

// Line returns the line that reading has come to, from 1.
func (e *elements) Line() int { return e.line }

// Where names that line for people.
func (e *elements) Where() string { return where(e.name, e.line) }

// Fail returns an *Error at that line.
func (e *elements) Fail(format string, args ...any) error {
	return &Error{File: e.name, Line: e.line, Said: fmt.Sprintf(format, args...)}
}

// Close closes the file.
func (e *elements) Close() error { return e.file.Close() }

func (e *elements) open(mark byte, what string) (isNull bool, err error) {
	c, err := e.inside()
	switch {
	case err != nil:
		return false, err
	case c == 'n':
		return true, e.Skip()
	case c != mark:
		return false, e.Fail("Here should stand %s.", what)
	case e.depth == maxDepth:
		return false, e.tooDeep()
	}
	e.depth++
	e.begun++
	_, err = e.r.Discard(1)
	return false, err
}

// more takes the comma before another member, or the mark that closes; any says
// that one came before.
func (e *elements) more(closing byte, any bool) (bool, error) {
	c, err := e.inside()
	switch {
	case err != nil:
		return false, err
	case c == closing:
		e.depth--
		_, err = e.r.Discard(1)
		return false, err
	case any:
		return true, e.want(',')
	}
	return true, nil
}

// key reads a key and its colon.
func (e *elements) key() (string, error) {
	c, err := e.inside()
	if err != nil {
		return "", err
	}
	if c != '"' {
		return "", e.odd(c)
	}
	k := copier{elements: e, most: maxKeyLength, keep: true}
	if err := k.quoted(); err != nil {
		return "", err
	}
	var key string
	if err := json.Unmarshal(k.to, &key); err != nil {
		return "", e.Fail("A key cannot be read.")
	}
	return key, e.want(':')
}

func (e *elements) want(mark byte) error {
	c, err := e.inside()
	if err != nil {
		return err
	}
	if c != mark {
		return e.odd(c)
	}
	_, err = e.r.Discard(1)
	return err
}

// peek returns the next byte that is no space, and leaves it there.
func (e *elements) peek() (byte, error) {
	for {
		c, err := e.byte()
		if err != nil {
			return 0, err
		}
		switch c {
		case '\n':
			e.line++
		case ' ', '\t', '\r':
		default:
			return c, e.r.UnreadByte()
		}
	}
}

// inside is peek where the file cannot be at its end.
func (e *elements) inside() (byte, error) {
	c, err := e.peek()
	return c, e.cut(err)
}

// byte reads one byte, with the file's own faults put into words.
func (e *elements) byte() (byte, error) {
	c, err := e.r.ReadByte()
	if errors.Is(err, errLetters) {
		return 0, e.Fail("%s", errLetters.Said)
	}
	return c, err
}

func (e *elements) cut(err error) error {
	if errors.Is(err, io.EOF) {
		return e.Fail("The file ends too early.")
	}
	return err
}

func (e *elements) odd(c byte) error {
	if c <= ' ' || c >= 0x7f {
		return e.Fail("This is not JSON.")
	}
	return e.Fail("This is not JSON: %q is out of place.", string(c))
}

func (e *elements) tooDeep() error { return e.Fail("It goes deeper than %d levels.", maxDepth) }

// foldKey is the form in which two keys name the same field.
func foldKey(key string) string { return strings.ToLower(key) }
