package transfer

import (
	"bytes"
	"context"
	"encoding/json"
	"strings"

	"gloss/models/date"
)

var _ = register(Format{
	Name: beaverKind.Name, Title: beaverKind.Title,
	Recognise: func(f *Files) bool { _, ok := beaverFile(f); return ok },
	Read:      readBeaver,
})

var beaverKind = Format{Name: "beaver", Title: "Beaver Habits (JSON)"}

// beaverFile finds the one file that looks like Beaver's.
func beaverFile(f *Files) (name string, ok bool) {
	for _, one := range f.Names() {
		if !isBeaver(f.Head(one)) {
			continue
		}
		if ok {
			return "", false
		}
		name, ok = one, true
	}
	return name, ok
}

// isBeaver tells by the keys that a file begins with: what its server keeps has
// the list in "data", what a person takes away names them, and a habit keeps its
// days as records with a day.
func isBeaver(head []byte) bool {
	keys := beaverKeys(head)
	for _, shell := range []string{"", "data."} {
		habit := shell + "habits[]."
		records := keys[habit+"records"]
		switch {
		case keys["gloss"]:
		case records && keys[habit+"records[].day"]:
			return true
		case records && keys[habit+"name"] && !keys[habit+"records[]"] && !keys[habit+"create_t"]:
			return true
		case shell == "" && keys["habits"] && keys["user_email"] && keys["exported_at"]:
			return true
		}
	}
	return false
}

// beaverKeys returns where keys stand in the begin of a file of JSON, such as
// "habits[].name", and which arrays hold anything: "habits[]".
func beaverKeys(head []byte) map[string]bool {
	found := map[string]bool{}
	d := json.NewDecoder(bytes.NewReader(bytes.TrimPrefix(head, []byte("\ufeff"))))
	if first, err := d.Token(); err != nil || first != json.Delim('{') {
		return found
	}
	type level struct {
		at    string
		array bool
		key   string // that awaits its value
	}
	open := []level{{}}
	for len(open) > 0 && len(open) < 12 {
		token, err := d.Token()
		if err != nil {
			break
		}
		top := &open[len(open)-1]
		if end, ok := token.(json.Delim); ok && (end == '}' || end == ']') {
			open = open[:len(open)-1]
			continue
		}
		if key, ok := token.(string); ok && !top.array && top.key == "" {
			top.key = strings.TrimPrefix(top.at+"."+key, ".")
			found[top.key] = true
			continue
		}
		at := top.key
		if top.key = ""; top.array {
			at = top.at
			found[at] = true
		}
		switch token {
		case json.Delim('{'):
			open = append(open, level{at: at})
		case json.Delim('['):
			open = append(open, level{at: at + "[]", array: true})
		}
	}
	return found
}

// readBeaver reads the habits one by one, in whichever order the keys stand.
func readBeaver(ctx context.Context, f *Files, c Choices, today date.Date, progress func(int)) (*Bundle, error) {
	name, _ := beaverFile(f)
	e, err := newElements(f, name)
	if err != nil {
		return nil, err
	}
	defer e.Close()
	list := &beaverList{
		e: e, b: newBuilder(ctx, beaverKind, c, today, progress), choices: c, today: today,
		unknown: map[string]int{}, states: map[string]*beaverState{},
	}
	list.b.Clashes(lastCounts, false) // as Beaver reads it
	if err := e.Object(list.shell); err != nil {
		return nil, err
	}
	if err := e.End(); err != nil {
		return nil, err
	}
	for _, other := range f.Names() {
		if other != name {
			list.b.Lose("Other files, which are not Beaver’s.", other)
		}
	}
	return list.bundle()
}
