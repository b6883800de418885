package transfer_test

import (
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gloss/models/transfer"
)

func TestElements(t *testing.T) {
	e := transfer.ElementsOf(strings.NewReader(`{
		"skipped": {"deep": [1, {"a": "}"}], "a": 1, "a": 2},
		"name": "Größe \u00e9",
		"NAME": 7,
		"list": [{"n": 1, "N": 2, "n": 3}, null, {"n": 4}],
		"left": [1, 2, 3],
		"nothing": null
	} `))
	var name string
	var got []int
	err := e.Object(func(key string) error {
		switch key {
		case "name":
			return e.Decode(&name)
		case "list":
			return e.Array(func(int) error {
				var one struct{ N int }
				err := e.Decode(&one)
				got = append(got, one.N)
				return err
			})
		case "left":
			return e.Array(func(i int) error { return nil })
		case "nothing":
			if c, err := e.Kind(); err != nil || c != 'n' {
				t.Errorf("kind %q %v", c, err)
			}
			return e.Array(func(int) error { t.Error("an element of nothing"); return nil })
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := e.End(); err != nil {
		t.Error(err)
	}
	if _, err := e.Kind(); !errors.Is(err, io.EOF) {
		t.Errorf("at the end: %v", err)
	}
	if diff := cmp.Diff([]int{1, 0, 4}, got); diff != "" || name != "Größe é" || e.Line() != 8 {
		t.Errorf("%q line %d: %s", name, e.Line(), diff)
	}
}

func TestWrongElements(t *testing.T) {
	for in, said := range map[string]string{
		"": "ends too early", "[1,2": "ends too early", "{\n\"a\":": "line 2: The file ends too early", `{"a`: "ends too early", "[\"a\\": "ends too early",
		"[1 2]": "out of place", "[1,]": "out of place", "[,1]": "out of place", "{1:2}": "out of place", `{"a" 1}`: "out of place",
		`{"a":1,}`: "out of place", "[01]": "out of place", "[1.]": "out of place", "[tru]": "out of place", "[\"a\nb\"]": "line break",
		"\x00": "not JSON", "[\n\"a\xff\"]": "line 2: This is not written in UTF-8", "[+1]": "out of place", "[nulls]": "out of place",
		`["\x"]`: "not of its kind", "[1]]": "out of place", "[1] x": "out of place",
		`[` + strings.Repeat("1", 100) + `]`: "too long", "{]": "out of place", "[}": "out of place", "'a'": "not",
	} {
		e := transfer.ElementsOf(strings.NewReader(in))
		var any any
		err := e.Decode(&any)
		if err == nil {
			err = e.End()
		}
		refusedAs(t, err, said)
		if s := transfer.ElementsOf(strings.NewReader(in)); said != "not of its kind" {
			err := s.Skip()
			if err == nil {
				err = s.End()
			}
			refusedAs(t, err, said)
		}
	}
	for _, in := range []string{"7", `"a"`, "[1]"} {
		e := transfer.ElementsOf(strings.NewReader(in))
		refusedAs(t, e.Object(func(string) error { return nil }), "Here should stand an object")
	}
	q := transfer.ElementsOf(strings.NewReader(`{"\q":1}`))
	refusedAs(t, q.Object(func(string) error { return nil }), "key cannot be read")
	e := transfer.ElementsOf(strings.NewReader("\n{\"day\": 7}"))
	var into struct {
		Day string `json:"day"`
	}
	refusedAs(t, e.Decode(&into), "line 2: What stands as day is not of its kind")
}

// What is JSON without keys that stand twice is read as encoding/json reads it.
func TestElementsAreThoseOfJSON(t *testing.T) {
	value := rapid.Custom(func(t *rapid.T) any { return anyJSON(t, 3) })
	rapid.Check(t, func(t *rapid.T) {
		text, err := json.MarshalIndent(value.Draw(t, "value"), "", rapid.SampledFrom([]string{"", " "}).Draw(t, "indent"))
		if err != nil {
			t.Fatal(err)
		}
		var want, got any
		if err := json.Unmarshal(text, &want); err != nil {
			t.Fatal(err)
		}
		e := transfer.ElementsOf(strings.NewReader(string(text)))
		if err := e.Decode(&got); err != nil || e.End() != nil {
			t.Fatalf("%s: %v", text, err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatal(diff)
		}
	})
}

func anyJSON(t *rapid.T, deep int) any {
	kinds := 6
	if deep == 0 {
		kinds = 4
	}
	switch rapid.IntRange(0, kinds-1).Draw(t, "kind") {
	case 0:
		return nil
	case 1:
		return rapid.Float64Range(-1e20, 1e20).Draw(t, "number")
	case 2:
		return rapid.String().Draw(t, "text")
	case 3:
		return rapid.Bool().Draw(t, "bool")
	case 4:
		list := make([]any, rapid.IntRange(0, 4).Draw(t, "length"))
		for i := range list {
			list[i] = anyJSON(t, deep-1)
		}
		return list
	}
	object := map[string]any{}
	for range rapid.IntRange(0, 4).Draw(t, "keys") {
		object[rapid.StringMatching(`[a-z"\\é]{0,6}`).Draw(t, "key")] = anyJSON(t, deep-1)
	}
	return object
}

func TestHostileElements(t *testing.T) {
	for name, c := range map[string]struct {
		in   io.Reader
		said string
	}{
		"deep lists":     {&endless{text: "[", left: 500 << 20}, "deeper than 100"},
		"deep objects":   {&endless{text: `{"a":`, left: 100_000 * 5}, "deeper than 100"},
		"a long text":    {io.MultiReader(strings.NewReader(`["`), &endless{text: "x", left: 500 << 20}), "too long"},
		"a long number":  {&endless{text: "1", left: 500 << 20}, "too long"},
		"a long key":     {io.MultiReader(strings.NewReader(`{"`), &endless{text: "x", left: 500 << 20}), "too long"},
		"tiny values":    {io.MultiReader(strings.NewReader("[0"), &endless{text: ",{}", left: 500 << 20}), "too much in one place"},
		"the same key":   {io.MultiReader(strings.NewReader(`{"a":0`), &endless{text: `,"a":0`, left: 500 << 20}), "too much in one place"},
		"escapes":        {io.MultiReader(strings.NewReader(`["`), &endless{text: `\u0041`, left: 500 << 20}), "too long"},
		"spaces":         {&endless{text: " ", left: 64 << 20 >> less}, "ends too early"},
		"commas":         {io.MultiReader(strings.NewReader("[1"), &endless{text: ",", left: 500 << 20}), "out of place"},
		"a broken start": {&endless{text: "\x00", left: 500 << 20}, "not JSON"},
	} {
		counts := &counting{r: c.in}
		began := used(t)
		cost := allocated(func() {
			var any any
			err := transfer.ElementsOf(counts).Decode(&any)
			refusedAs(t, err, c.said)
		})
		took := used(t) - began
		if counts.n > transfer.MaxFile+1 || cost > mostAllocated || took > atMost {
			t.Errorf("%s: read %d bytes, allocated %d, took %v", name, counts.n, cost, took)
		}
		if testing.Verbose() {
			t.Logf("%s: read %d bytes, allocated %d KiB, %v", name, counts.n, cost>>10, took)
		}
	}
}

func TestManyKeys(t *testing.T) {
	var b strings.Builder
	b.WriteString("{")
	for i := range 20_000 {
		if i > 0 {
			b.WriteString(",")
		}
		key, _ := json.Marshal(strings.Repeat("k", i%50) + string(rune('一'+i%9000)))
		b.Write(key)
		b.WriteString(":0")
	}
	err := transfer.ElementsOf(strings.NewReader(b.String() + "}")).Object(func(string) error { return nil })
	refusedAs(t, err, "more than 10000 keys")
}
