package transfer

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	textunicode "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// maxColumns is how many columns a table may have, and maxCommas how many commas
// a record, which may stand within quotes too.
const (
	maxColumns = 2000
	maxCommas  = 100_000
)

// letters is text as UTF-8. A mark of order at its begin decides what it was
// in, else the zeros of UTF-16; bytes that are no UTF-8 are read as Windows
// wrote them, and counted.
type letters struct {
	r       *bufio.Reader
	guessed int // bytes read as Windows wrote them
	strict  bool
	rest    []byte // of a letter that did not fit
}

// errLetters is what strict text says of bytes that are no UTF-8.
var errLetters = &Error{Said: "This is not written in UTF-8."}

// text decodes what r gives.
func text(r io.Reader) *letters {
	in := bufio.NewReaderSize(r, 32<<10)
	head, _ := in.Peek(1024)
	switch order := wideOrder(head); {
	case order != nil:
		in = bufio.NewReaderSize(transform.NewReader(in, order.NewDecoder()), 32<<10)
	case len(head) >= 3 && string(head[:3]) == "\ufeff":
		in.Discard(3)
	}
	return &letters{r: in}
}

// Read gives valid UTF-8. Strict text fails with errLetters instead of guessing.
func (l *letters) Read(p []byte) (n int, err error) {
	if len(l.rest) > 0 {
		n = copy(p, l.rest)
		l.rest = l.rest[n:]
		return n, nil
	}
	for n+utf8.UTFMax <= len(p) {
		if n > 0 && l.r.Buffered() == 0 {
			return n, nil
		}
		have, err := l.r.Peek(max(1, l.r.Buffered()))
		if len(have) == 0 {
			return n, err
		}
		if k := plainBytes(have[:min(len(have), len(p)-n)]); k > 0 {
			n += copy(p[n:], have[:k])
			l.r.Discard(k)
			continue
		}
		if !utf8.FullRune(have) {
			have, _ = l.r.Peek(utf8.UTFMax)
		}
		r, size := utf8.DecodeRune(have)
		if r == utf8.RuneError && size == 1 {
			if l.strict {
				return n, errLetters
			}
			l.guessed++
			r = charmap.Windows1252.DecodeByte(have[0])
		}
		l.r.Discard(size)
		n += utf8.EncodeRune(p[n:], r)
	}
	if n > 0 || len(p) == 0 {
		return n, nil
	}
	var few [16]byte
	n, err = l.Read(few[:])
	l.rest = append(l.rest[:0], few[:n]...)
	n = copy(p, l.rest)
	l.rest = l.rest[n:]
	return n, err
}

// plainBytes is how many bytes of ASCII b begins with.
func plainBytes(b []byte) int {
	for i, c := range b {
		if c >= utf8.RuneSelf {
			return i
		}
	}
	return len(b)
}

// wideOrder tells text in UTF-16 by its mark of order or, where that is lost,
// by its zeros: every other byte of Latin text is one. It is nil for others.
func wideOrder(head []byte) *wide {
	order := textunicode.LittleEndian
	switch {
	case len(head) >= 2 && head[0] == 0xff && head[1] == 0xfe:
		return &wide{order}
	case len(head) >= 2 && head[0] == 0xfe && head[1] == 0xff:
		return &wide{textunicode.BigEndian}
	}
	var zeros [2]int
	head = head[:len(head)&^1]
	for i, c := range head {
		if c == 0 {
			zeros[i%2]++
		}
	}
	switch many, few := len(head)*2/5, len(head)/50; {
	case len(head) < 8:
		return nil
	case zeros[1] >= many && zeros[0] <= few:
		return &wide{order}
	case zeros[0] >= many && zeros[1] <= few:
		return &wide{textunicode.BigEndian}
	}
	return nil
}

type wide struct{ order textunicode.Endianness }

// NewDecoder decodes UTF-16 and leaves out its mark of order.
func (w *wide) NewDecoder() transform.Transformer {
	return textunicode.UTF16(w.order, textunicode.UseBOM).NewDecoder()
}

// spender lets through so many bytes, and so many commas among them, before it
// fails, until it is given more.
type spender struct {
	r      io.Reader
	left   int
	comma  []byte
	commas int
}

// errSpent is the end of what a spender was given.
var errSpent = errors.New("transfer: too long")

func (s *spender) Read(p []byte) (int, error) {
	if s.left <= 0 || s.commas <= 0 {
		return 0, errSpent
	}
	n, err := s.r.Read(p[:min(len(p), s.left)])
	s.left -= n
	s.commas -= bytes.Count(p[:n], s.comma)
	return n, err
}

// records reads a table: records of fields, in which quotes may hold anything.
type records struct {
	name    string
	file    io.Closer
	letters *letters
	spender *spender
	csv     *csv.Reader
	line    int // that the last record begins on
	end     int // that it ends on
}

// newRecords opens a table whose columns comma parts.
func newRecords(f *Files, name string, comma rune) (*records, error) {
	r, err := f.Open(name)
	if err != nil {
		return nil, err
	}
	return recordsOf(r, name, comma), nil
}

func recordsOf(r io.ReadCloser, name string, comma rune) *records {
	l := text(r)
	s := &spender{r: l, comma: []byte(string(comma))}
	c := csv.NewReader(s)
	c.Comma, c.FieldsPerRecord, c.ReuseRecord = comma, -1, true
	return &records{name: name, file: r, letters: l, spender: s, csv: c}
}

// Next returns the next record, which stands until the one after it is asked
// for; io.EOF after the last, *Error where there is none to read.
func (r *records) Next() ([]string, error) {
	r.spender.left, r.spender.commas = MaxRecord, maxCommas
	record, err := r.csv.Read()
	var parse *csv.ParseError
	switch {
	case err == nil:
		r.line, _ = r.csv.FieldPos(0)
		last := len(record) - 1
		r.end, _ = r.csv.FieldPos(last)
		if r.end += strings.Count(record[last], "\n"); last >= maxColumns {
			return nil, r.Fail("It has %d columns: at most %d, please.", len(record), maxColumns)
		}
		return record, nil
	case errors.As(err, &parse):
		r.line = parse.StartLine
		if errors.Is(err, csv.ErrQuote) || errors.Is(err, csv.ErrBareQuote) {
			return nil, r.Fail("A quotation mark is out of place or never closed.")
		}
	case errors.Is(err, errSpent):
		if r.line = r.end + 1; len(record) > 0 {
			r.line, _ = r.csv.FieldPos(0)
		}
		return nil, r.Fail("This line is too long.")
	}
	return nil, err
}

// Line returns the line that the last record began on, from 1.
func (r *records) Line() int { return r.line }

// Where names the place of the last record for people.
func (r *records) Where() string { return where(r.name, r.line) }

// Fail returns an *Error at the last record.
func (r *records) Fail(format string, args ...any) error {
	return &Error{File: r.name, Line: r.line, Said: fmt.Sprintf(format, args...)}
}

// Guessed reports whether what was read was no UTF-8 everywhere, so that it was
// read as Windows wrote it.
func (r *records) Guessed() bool { return r.letters.guessed > 0 }

// Close closes the file.
func (r *records) Close() error { return r.file.Close() }

// lines reads plain text by line.
type lines struct {
	name    string
	file    io.Closer
	letters *letters
	r       *bufio.Reader
	line    int
}

// newLines opens a plain text.
func newLines(f *Files, name string) (*lines, error) {
	r, err := f.Open(name)
	if err != nil {
		return nil, err
	}
	return linesOf(r, name), nil
}

func linesOf(r io.ReadCloser, name string) *lines {
	l := text(r)
	return &lines{name: name, file: r, letters: l, r: bufio.NewReader(l)}
}

// Next returns the next line without its end; io.EOF after the last.
func (l *lines) Next() (string, error) {
	l.line++
	var line []byte
	for {
		part, err := l.r.ReadSlice('\n')
		if line = append(line, part...); len(line) > MaxRecord {
			return "", l.Fail("This line is too long.")
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case err != nil && (!errors.Is(err, io.EOF) || len(line) == 0):
			return "", err
		}
		return strings.TrimRight(string(line), "\r\n"), nil
	}
}

// Line returns the number of the last line, from 1.
func (l *lines) Line() int { return l.line }

// Where names the last line for people.
func (l *lines) Where() string { return where(l.name, l.line) }

// Fail returns an *Error at the last line.
func (l *lines) Fail(format string, args ...any) error {
	return &Error{File: l.name, Line: l.line, Said: fmt.Sprintf(format, args...)}
}

// Guessed reports whether the text was no UTF-8 everywhere, so that it was read
// as Windows wrote it.
func (l *lines) Guessed() bool { return l.letters.guessed > 0 }

// Close closes the file.
func (l *lines) Close() error { return l.file.Close() }

// where names a place in a file for people.
func where(name string, line int) string { return fmt.Sprintf("line %d of %s", line, name) }

// shown is a name as it can be shown to people.
func shown(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == '\ufeff' || r == utf8.RuneError {
			return '_'
		}
		return r
	}, name)
}
