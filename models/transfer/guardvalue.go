package transfer

import (
	"encoding/json"
	"strings"
)

// copier passes over one JSON value and, where it keeps, copies it without the
// keys that stand there already.
type copier struct {
	*elements
	to     []byte
	most   int // bytes that may be kept
	keep   bool
	values int
}

// value passes over the value that comes next.
func (c *copier) value() error {
	b, err := c.inside()
	if err != nil {
		return err
	}
	c.begun++
	if c.values++; c.keep && c.values > c.most/bytesAValue {
		return c.tooMuch()
	}
	switch {
	case b == '{' || b == '[':
		return c.nested(b)
	case b == '"':
		return c.quoted()
	case b == '-' || '0' <= b && b <= '9' || 'a' <= b && b <= 'z':
		return c.bare()
	}
	return c.odd(b)
}

func (c *copier) tooMuch() error { return c.Fail("There is too much in one place here.") }

// bare passes over a number or a word.
func (c *copier) bare() error {
	var bare [64]byte
	n := 0
	for {
		b, err := c.byte()
		if err != nil {
			break // whoever reads on meets it again
		}
		if strings.IndexByte("+-.0123456789abcdefghijklmnopqrstuvwxyzE", b) < 0 {
			if err := c.r.UnreadByte(); err != nil {
				return err
			}
			break
		}
		if n == len(bare) {
			return c.Fail("A number or word is too long.")
		}
		bare[n] = b
		n++
	}
	if !json.Valid(bare[:n]) {
		return c.Fail("This is not JSON: %q is out of place.", bare[:n])
	}
	return c.put(bare[:n]...)
}

// quoted passes over a string.
func (c *copier) quoted() error {
	b, err := c.byte()
	if err != nil {
		return c.cut(err)
	}
	if err := c.put(b); err != nil {
		return err
	}
	for escaped := false; ; {
		b, err := c.byte()
		switch {
		case err != nil:
			return c.cut(err)
		case b < ' ':
			return c.Fail("A text holds a line break or a sign that JSON does not allow.")
		}
		if err := c.put(b); err != nil {
			return err
		}
		switch {
		case escaped:
			escaped = false
		case b == '\\':
			escaped = true
		case b == '"':
			return nil
		}
	}
}

// nested passes over an object or a list with all in it.
func (c *copier) nested(open byte) error {
	if c.depth == maxDepth {
		return c.tooDeep()
	}
	c.depth++
	if _, err := c.r.Discard(1); err != nil {
		return err
	}
	if err := c.put(open); err != nil {
		return err
	}
	end, seen := byte(']'), map[string]bool(nil)
	if open == '{' {
		end, seen = '}', map[string]bool{}
	}
	for n := 0; ; n++ {
		more, err := c.more(end, n > 0)
		if err != nil {
			return err
		}
		if !more {
			return c.put(end)
		}
		if err := c.member(open, seen); err != nil {
			return err
		}
	}
}

// member passes over one element, or over a key and its value. Of a key that was
// seen nothing is kept.
func (c *copier) member(open byte, seen map[string]bool) error {
	if open == '[' {
		if err := c.comma(open); err != nil {
			return err
		}
		return c.value()
	}
	if !c.keep {
		return c.unkept()
	}
	key, err := c.key()
	if err != nil {
		return err
	}
	fold := foldKey(key)
	if seen[fold] {
		if c.values++; c.values > c.most/bytesAValue {
			return c.tooMuch()
		}
		return c.Skip()
	}
	seen[fold] = true
	if err := c.comma(open); err != nil {
		return err
	}
	quoted, err := json.Marshal(key)
	if err != nil {
		return err
	}
	if err := c.put(append(quoted, ':')...); err != nil {
		return err
	}
	return c.value()
}

// unkept passes over a key and its value.
func (c *copier) unkept() error {
	b, err := c.inside()
	switch {
	case err != nil:
		return err
	case b != '"':
		return c.odd(b)
	}
	if err := c.quoted(); err != nil {
		return err
	}
	if err := c.want(':'); err != nil {
		return err
	}
	return c.value()
}

// comma parts a member from the one kept before it.
func (c *copier) comma(open byte) error {
	if !c.keep || c.to[len(c.to)-1] == open {
		return nil
	}
	return c.put(',')
}

func (c *copier) put(b ...byte) error {
	if !c.keep {
		return nil
	}
	if len(c.to)+len(b) > c.most {
		return c.Fail("This is too long to read at once.")
	}
	c.to = append(c.to, b...)
	return nil
}
