package transfer_test

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gloss/models/transfer"
)

// wide writes s as UTF-16.
func wide(s string, big, mark bool) string {
	var b []byte
	if mark {
		s = "\ufeff" + s
	}
	for _, u := range utf16.Encode([]rune(s)) {
		if big {
			b = append(b, byte(u>>8), byte(u))
		} else {
			b = append(b, byte(u), byte(u>>8))
		}
	}
	return string(b)
}

func TestText(t *testing.T) {
	const said = "Größe, 10 €, naïve 😀\nrow"
	long := strings.Repeat(said, 3000)
	for name, c := range map[string]struct{ in, want string }{
		"plain": {said, said}, "marked": {"\ufeff" + said, said}, "empty": {"", ""},
		"wide":            {wide(said, false, true), said},
		"wide, big":       {wide(said, true, true), said},
		"wide, no mark":   {wide(said+" and more of it", false, false), said + " and more of it"},
		"big, no mark":    {wide(said+" and more of it", true, false), said + " and more of it"},
		"long":            {long, long},
		"long and wide":   {wide(long, false, true), long},
		"Windows":         {"Gr\xf6\xdfe \x80 \x93x\x94", "Größe € “x”"},
		"cut in a letter": {"a\xe2\x82", "aâ‚"},
		"a mark alone":    {"\ufeff", ""},
		"half a letter":   {wide("ab", false, true) + "c", "ab\ufffd"},
		"nothing":         {"a\x00b", "a\x00b"},
	} {
		for way, r := range map[string]io.Reader{
			"whole": strings.NewReader(c.in), "by byte": iotest.OneByteReader(strings.NewReader(c.in)), "with EOF": iotest.DataErrReader(strings.NewReader(c.in)),
		} {
			got, err := io.ReadAll(transfer.Text(r, false))
			if err != nil || string(got) != c.want {
				t.Errorf("%s, %s: %.60q %v, want %.60q", name, way, got, err, c.want)
			}
		}
		if err := iotest.TestReader(transfer.Text(strings.NewReader(c.in), false), []byte(c.want)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := io.ReadAll(transfer.Text(strings.NewReader("ab\xff"), true)); err == nil {
		t.Error("strict text took a byte that is none")
	}
}

// Whatever comes, what is read is UTF-8, and UTF-8 comes through as it is.
func TestTextIsValid(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := rapid.SliceOf(rapid.Byte()).Draw(t, "in")
		got, err := io.ReadAll(transfer.Text(bytes.NewReader(in), false))
		if err != nil || !utf8.Valid(got) {
			t.Fatalf("%q: %q %v", in, got, err)
		}
		s := "x" + rapid.StringN(0, 200, -1).Draw(t, "text")
		if got, err := io.ReadAll(transfer.Text(strings.NewReader(s), true)); !strings.Contains(s, "\x00") && (err != nil || string(got) != s) {
			t.Fatalf("%q became %q %v", s, got, err)
		}
	})
}

func TestRecords(t *testing.T) {
	r := transfer.RecordsOf(strings.NewReader("a,b\r\n\"x\ny\",\"say \"\"no\"\"\"\n\nlast"))
	for _, want := range []struct {
		line   int
		fields []string
	}{{1, []string{"a", "b"}}, {2, []string{"x\ny", `say "no"`}}, {5, []string{"last"}}} {
		got, err := r.Next()
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want.fields, got); diff != "" || r.Line() != want.line {
			t.Errorf("line %d: %s", r.Line(), diff)
		}
	}
	if _, err := r.Next(); !errors.Is(err, io.EOF) {
		t.Errorf("at the end: %v", err)
	}
	if r.Guessed() {
		t.Error("guessed")
	}
}

// endless gives the same again and again, and counts what was read of it.
type endless struct {
	text  string
	left  int
	given int
}

func (e *endless) Read(p []byte) (int, error) {
	for len(e.text) < 64<<10 {
		e.text += e.text
	}
	if e.left <= 0 {
		return 0, io.EOF
	}
	p = p[:min(len(p), e.left)]
	for n := 0; n < len(p); {
		n += copy(p[n:], e.text[(e.given+n)%len(e.text):])
	}
	e.given += len(p)
	e.left -= len(p)
	return len(p), nil
}

func TestHostileRecords(t *testing.T) {
	for name, c := range map[string]struct {
		in   io.Reader
		said string
	}{
		"a long line":        {&endless{text: "x", left: 500 << 20}, "t.csv, line 2: This line is too long"},
		"a long field":       {&endless{text: `""`, left: 500 << 20}, "t.csv, line 2: "},
		"quotes without end": {io.MultiReader(strings.NewReader("\""), &endless{text: "x\n", left: 500 << 20}), "t.csv, line 2: "},
		"a million columns":  {&endless{text: "x,", left: 2_000_000}, "t.csv, line 2: "},
		"many columns":       {&endless{text: ",", left: 2001}, "2002 columns: at most 2000"},
		"a quote too many":   {strings.NewReader("a\"b,c\n"), "t.csv, line 2: A quotation mark is out of place"},
		"an open quote":      {strings.NewReader("\"a,c\nd\n"), "t.csv, line 2: A quotation mark"},
		"wide":               {&endless{text: "x\x00", left: 500 << 20}, "t.csv, line 2: This line is too long"},
	} {
		var err error
		counts := &counting{r: io.MultiReader(strings.NewReader("head\n"), c.in)}
		if name == "wide" {
			counts.r = io.MultiReader(strings.NewReader("\xff\xfe\n\x00"), c.in)
		}
		cost := allocated(func() {
			r := transfer.RecordsOf(counts)
			for err == nil {
				_, err = r.Next()
			}
		})
		refusedAs(t, err, c.said)
		if counts.n > 3*transfer.MaxRecord || cost > 64<<20 {
			t.Errorf("%s: read %d bytes, allocated %d", name, counts.n, cost)
		}
		if testing.Verbose() {
			t.Logf("%s: read %d bytes, allocated %d KiB", name, counts.n, cost>>10)
		}
	}
}

// counting counts what is read.
type counting struct {
	r io.Reader
	n int
}

func (c *counting) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += n
	return n, err
}

func TestLines(t *testing.T) {
	l := transfer.LinesOf(strings.NewReader("a\r\n\n b \nlast"))
	for i, want := range []string{"a", "", " b ", "last"} {
		if got, err := l.Next(); err != nil || got != want || l.Line() != i+1 {
			t.Errorf("%d: %q %v", l.Line(), got, err)
		}
	}
	if _, err := l.Next(); !errors.Is(err, io.EOF) {
		t.Errorf("at the end: %v", err)
	}
	in := &endless{text: "x", left: 500 << 20}
	cost := allocated(func() {
		_, err := transfer.LinesOf(in).Next()
		refusedAs(t, err, "t.txt, line 1: This line is too long")
	})
	if in.given > 2*transfer.MaxRecord || cost > 16<<20 {
		t.Errorf("read %d bytes, allocated %d", in.given, cost)
	}
	long := strings.Repeat("y", transfer.MaxRecord-1)
	if got, err := transfer.LinesOf(strings.NewReader(long + "\n")).Next(); err != nil || got != long {
		t.Errorf("%d bytes: %v", len(got), err)
	}
}
