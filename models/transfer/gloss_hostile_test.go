package transfer_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"gloss/models/date"
	"gloss/models/transfer"
)

// heldBy returns the most memory that was in use while f ran, above what was
// before, with what nobody needs any more and was not collected yet.
func heldBy(f func()) int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	before, most := m.HeapAlloc, m.HeapAlloc
	done, looked := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(looked)
		for {
			runtime.ReadMemStats(&m)
			most = max(most, m.HeapAlloc)
			select {
			case <-done:
				return
			case <-time.After(5 * time.Millisecond):
			}
		}
	}()
	f()
	close(done)
	<-looked
	return int64(most) - int64(before)
}

// repeated is a file of so many bytes: a begin, one piece over and over, an end.
func repeated(begin, piece, end string, size int) string {
	n := max(1, (size-len(begin)-len(end))/len(piece))
	return begin + strings.TrimSuffix(strings.Repeat(piece, n), ",") + end
}

// harmful are files that mean harm, each made when it is its turn: together they
// would be what the test is about.
var harmful = map[string]func() string{
	"deep":         func() string { return repeated(glossHead+`, "weather": `, `[`, `}`, harmSize/10) },
	"deep objects": func() string { return repeated(glossHead+`, "entries": [`, `{"habit":`, `]}`, harmSize/10) },
	"one long text": func() string {
		return repeated(glossHead+`, "day_notes": [{"day": "2026-01-01", "note": "`, `aaaaaaaa`, `"}]}`, harmSize)
	},
	"one long key": func() string { return repeated(glossHead+`, "`, `aaaaaaaa`, `": 1}`, harmSize) },
	"one long number": func() string {
		return repeated(ownHabit+`, "entries": [{"habit": "h1", "day": "2026-01-01", "amount": `, `11111111`, `}]}`, harmSize)
	},
	"a million elements": func() string {
		return repeated(ownHabit+`, "entries": [`, `{"habit":"h1","day":"2026-01-01","amount":1},`, `]}`, harmSize*3/4)
	},
	"a million of nothing": func() string {
		return repeated(ownHabit+`, "entries": [`, `{},`, `]}`, harmSize/4)
	},
	"a million guides": func() string { return repeated(glossHead+`, "guides": [`, `{"id":"a"},`, `]}`, harmSize/4) },
	"a guide of brackets": func() string {
		return repeated(glossHead+`, "guides": [{"id":"g","text":"a","advice":[`, `{},`, `]}]}`, harmSize/4)
	},
	"a guide of offers": func() string {
		return repeated(glossHead+`, "guides": [{"id":"g","text":"a","advice":[`, `{"offer":{"questions":[{},{},{}]}},`, `]}]}`, 7<<20>>less)
	},
	"a guide of blocks": func() string {
		return repeated(glossHead+`, "guides": [{"id":"g","title":"a","text":"a","blocks":[`, `{"kind":"paragraph","start":0,"end":1,"id":"p1"},`, `]}]}`, 7<<20>>less)
	},
	"a change of habits": func() string {
		return repeated(glossHead+`, "changes": [{"id":"change-1","after":{"tag":{"is":null,"habits":[`, `"",`, `]}}}]}`, 15<<20>>less)
	},
	"a change of days": func() string {
		return repeated(glossHead+`, "changes": [{"id":"change-1","days":[`, `{"after":{}},`, `]}]}`, 15<<20>>less)
	},
	"a million changes": func() string { return repeated(glossHead+`, "changes": [`, `{"id":"change-1"},`, `]}`, harmSize/2) },
	"a million keys":    func() string { return repeated(glossHead+`, `, `"a":1,`, `}`, harmSize/4) },
	"a million lines":   func() string { return repeated(glossHead+`, "entries": [`, "\n", `]}`, harmSize) },
	"escapes": func() string {
		return repeated(glossHead+`, "day_notes": [{"day": "2026-01-01", "note": "`, `\u0061`, `"}]}`, harmSize/2)
	},
	"guides beyond measure": manyGuides,
	"a life of entries":     manyEntries,
}

const (
	harmSize = 30 << 20 >> less
	ownHabit = glossHead + `, ` + oneHabit + `, ` + onePlan
)

// They are refused or read, soon, and without filling the memory.
func TestGlossWithstandsHarm(t *testing.T) {
	for name, make := range harmful {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "a.json")
			if err := os.WriteFile(file, []byte(make()), 0o600); err != nil {
				t.Fatal(err)
			}
			f, err := transfer.Open(file)
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			began := used(t)
			held := heldBy(func() { _, err = transfer.Read(t.Context(), f, nil, glossDay, nil) })
			took := used(t) - began
			var told *transfer.Error
			if err != nil && !errors.As(err, &told) {
				t.Errorf("it says %v", err)
			}
			if held > mostAllocated {
				t.Errorf("%d MiB more", held>>20)
			}
			if took > atMost {
				t.Errorf("%s of the processor", took)
			}
			t.Logf("%s, %d MiB more, %v", took.Round(time.Millisecond), held>>20, err)
		})
	}
}

// manyGuides are guides that are as large as one may be, until the file is full.
func manyGuides() string {
	var b bytes.Buffer
	b.WriteString(glossHead + `, "guides": [`)
	text := strings.TrimSpace(strings.Repeat("abcdefg ", 1<<17))
	for i := range 55 >> less {
		if i > 0 {
			b.WriteString(",")
		}
		fmt.Fprintf(&b, `{"id":"g%d","title":"a","text":"%s","blocks":[{"kind":"paragraph","start":0,"end":%d,"id":"p1"}]}`, i, text, len(text))
	}
	b.WriteString(`]}`)
	return b.String()
}

// manyEntries are as many as are read, and a few more.
func manyEntries() string {
	var habits, plans, entries []string
	for h := range 5 {
		habits = append(habits, fmt.Sprintf(`{"id":"h%d","name":"a","hue":"sun","icon":"sun","since":"2026-01-01"}`, h))
		plans = append(plans, fmt.Sprintf(`{"habit":"h%d","from":"2026-01-01","kind":"tick","period":"day","min":1,"week_start":"mo"}`, h))
		for d := range 80_002 >> less {
			entries = append(entries, fmt.Sprintf(`{"habit":"h%d","day":"%s","amount":1,"note":"a"}`, h, date.Oldest+date.Date(d)))
		}
	}
	return glossHead + `, "habits": [` + strings.Join(habits, ",") + `], "plans": [` + strings.Join(plans, ",") + `], "entries": [` + strings.Join(entries, ",") + `]}`
}

// Whatever a file says, reading answers; and what it answers can be written and
// read again as the same.
func FuzzGloss(f *testing.F) {
	for _, rest := range []string{
		`}`, `, ` + oneHabit + `, ` + onePlan + `, "entries": [{"habit": "h1", "day": "2026-01-01", "amount": 1.5, "note": "a", "items": ["b", "c"], "places": [1, 4]}]}`,
		`, "tags": [{"id": "t1", "name": "a"}], "day_notes": [{"day": "2026-01-01", "note": "a"}], "pauses": [{"id": "p1", "from": "2026-01-01"}], "dismissals": [{"alike": "a", "at": "2026-01-01T00:00:00Z"}]}`,
		`, "guides": [{"id": "g1", "title": "A", "text": "Walk a mile.", "blocks": [{"kind": "paragraph", "start": 0, "end": 12, "id": "p1", "spans": [{"kind": "link", "start": 0, "end": 4, "url": "https://e.org"}]}]}],
			"marks": [{"id": "m1", "guide": "g1", "passage": {"start": 0, "end": 4, "exact": "Walk", "prefix": "", "suffix": " a"}, "note": "b"}], "readings": [{"guide": "g1", "read": "2026-01-01T00:00:00.5+02:00", "tags": ["x"]}]}`,
		`, "changes": [{"id": "change-1", "at": "2026-01-01T00:00:00Z", "subject": "day", "day": "2026-01-01", "act": "note", "before": {"note": ""}, "after": {"note": "a"}, "days": [{"day": "2026-01-01", "after": {"amount": 1, "items": [{"item": "a", "name": "A", "at": 1}]}}]}]}`,
		`, "changes": [{"id": "change-1", "at": "2026-01-01T00:00:00Z", "subject": "tag", "act": "edit", "before": {"plans": [{"from": "2026-01-01", "is": null}], "archived": {"is": null}, "pause": {"is": null}, "mark": {"is": null}, "source": {}, "settings": {"zone": "UTC", "day_start": 1, "week_start": "su"}}}]}`,
	} {
		f.Add(glossHead + rest)
	}
	f.Add(`{"gloss":`)
	f.Fuzz(func(t *testing.T, file string) {
		b, err := readOwn(t, file)
		var told *transfer.Error
		if err != nil {
			if !errors.As(err, &told) || strings.Contains(told.Said, "confused") {
				t.Errorf("it says %v", err)
			}
			return
		}
		if b.Account == nil {
			return // of another kind
		}
		first := rewritten(t, b)
		again := mustReadOwn(t, first)
		if second := rewritten(t, again); second != first {
			t.Errorf("it is\n%s\nand then\n%s", first, second)
		}
	})
}

// rewritten writes a bundle as Gloss's own file.
func rewritten(t testing.TB, b *transfer.Bundle) string {
	t.Helper()
	var out bytes.Buffer
	if err := pourOut(b, transfer.NewJSON(&out)); err != nil {
		t.Fatal(err)
	}
	return out.String()
}
