package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/plan"
	"gloss/models/transfer"
	"gloss/models/variety"
)

// planted is a file whose every text is hostile, its own name too, and what
// pages are to show of it as it is written.
type planted struct {
	kind                            string
	files                           []given
	names, units, cues, tags        []string
	reasons, notes, items, dayNotes []string
	title, author, publisher        string
	text, cited, marked, advised    []string // of its guide
	told                            []string // names that only its journal knows
}

// plain is a hostile text that fits wherever a file has one: nothing in it is cut
// off or left out.
func (s *spite) plain(letters int, without string) string {
	for {
		text := s.text(letters)
		if overt(text) && !strings.ContainsAny(text, without) && variety.Clean(text) == text && models.CleanName(text) == text {
			return text
		}
	}
}

func (s *spite) plains(count, letters int, without string) []string {
	list := make([]string, count)
	for i := range list {
		list[i] = s.plain(letters, without)
	}
	return list
}

// fileName is a hostile name for a file with an ending.
func (s *spite) fileName(ending string) string { return s.plain(60, `/\:`) + ending }

// today, as files say it.
var todaySaid = sundayHere.String()

// daysAgo is another day.
func daysAgo(n int) string { return (sundayHere - date.Date(n)).String() }

// plantBull makes a file of HabitBull.
func (s *spite) plantBull(count int) planted {
	x := planted{kind: "HabitBull", names: s.plains(count, models.MaxHabitName, ""), reasons: s.plains(count, 200, ""), tags: s.plains(count, models.MaxTag, ",;"), notes: s.plains(count, 200, "")}
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.Write([]string{"HabitName", "HabitDescription", "HabitCategory", "CalendarDate", "Value", "CommentText"})
	for i, name := range x.names {
		w.Write([]string{name, x.reasons[i], x.tags[i], daysAgo(1), "1", ""})
		w.Write([]string{name, x.reasons[i], x.tags[i], todaySaid, "1", x.notes[i]})
	}
	w.Flush()
	x.files = []given{{s.fileName(".csv"), b.String()}}
	return x
}

// plantBeaver makes a file of Beaver Habits. Its notes are Markdown, of which words
// alone come.
func (s *spite) plantBeaver(count int) planted {
	x := planted{kind: "Beaver", names: s.plains(count, models.MaxHabitName, ""), tags: s.plains(count, models.MaxTag, ",")}
	var list []any
	for i, name := range x.names {
		list = append(list, map[string]any{
			"name": name, "id": s.text(60), "status": "active", "tags": []string{x.tags[i]}, "period": map[string]any{"period_type": "D", "period_count": 1, "target_count": 1},
			"records": []any{map[string]any{"day": todaySaid, "done": true, "text": s.text(200)}}, s.text(60): s.text(60),
		})
	}
	x.files = []given{{s.fileName(".json"), inJSON(map[string]any{"habits": list})}}
	return x
}

// plantHarsh makes the two files of harsh.
func (s *spite) plantHarsh(count int) planted {
	x := planted{kind: "harsh", names: s.plains(count, models.MaxHabitName, ":#!"), notes: s.plains(count, 200, ":@"), tags: s.plains(1, models.MaxTag, ",:")}
	list, log := "! "+x.tags[0]+"\n", ""
	for i, name := range x.names {
		list += name + ": 1\n"
		log += todaySaid + " : " + name + " : y : " + x.notes[i] + " : \n"
	}
	x.files = []given{{"habits", list}, {"log", log}}
	return x
}

// plantLoop makes a backup of Loop.
func (s *spite) plantLoop(t *testing.T, count int) planted {
	t.Helper()
	x := planted{kind: "Loop", names: s.plains(count, models.MaxHabitName, ""), reasons: s.plains(count, 200, ""), units: s.plains(count, plan.MaxUnit, ""), notes: s.plains(count, 200, "")}
	path := filepath.Join(t.TempDir(), "loop.db")
	sink, err := transfer.NewLoop(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	for i, name := range x.names {
		h := models.Habit{ID: fmt.Sprint(i), Name: name, Reason: x.reasons[i], Hue: "sun"}
		terms := plan.Plan{From: sundayHere, Kind: plan.Sum, Period: plan.Day, Min: plan.At(3), Unit: x.units[i], Step: plan.Whole}
		one := plan.Amount(plan.Whole)
		if err := sink.Habit(h, []plan.Plan{terms}, nil); err != nil {
			t.Fatal(err)
		}
		if err := sink.Entry(models.Entry{HabitID: h.ID, Day: sundayHere, Amount: &one, Note: x.notes[i]}); err != nil {
			t.Fatal(err)
		}
	}
	if err := sink.End(sundayHere); err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	x.files = []given{{s.fileName(".db"), string(content)}}
	return x
}

// plantGloss makes Gloss's own file, with habits of each kind, a guide and a
// journal.
func (s *spite) plantGloss(count int) planted {
	x := planted{
		kind: "Gloss", names: s.plains(count, models.MaxHabitName, ""), cues: s.plains(count, models.MaxCue, ""), reasons: s.plains(count, 200, ""), notes: s.plains(count, 200, ""),
		tags: s.plains(count, models.MaxTag, ","), dayNotes: s.plains(1, 500, ""), told: s.plains(2, models.MaxHabitName, ""),
	}
	file := map[string]any{
		"gloss":    map[string]any{"format": 1, "by": s.text(60), s.text(60): s.text(60)},
		"person":   map[string]any{"name": s.text(models.MaxName), "zone": "Atlantic/Canary", "day_start": 3, "week_start": "mo"},
		s.text(30): []any{s.text(60)}, "day_notes": []any{map[string]any{"day": todaySaid, "note": x.dayNotes[0]}},
		"dismissals": []any{map[string]any{"alike": s.plain(60, ""), "at": "2026-11-01T09:00:00Z"}},
	}
	guide, marks := s.plantGuide(&x)
	file["guides"], file["marks"] = []any{guide}, marks
	file["readings"] = []any{map[string]any{"guide": "the-guide", "read": "2026-11-01T09:00:00Z", "tags": s.plains(2, models.MaxTag, ",")}}
	var tags, habits, plans, entries []any
	for i, name := range x.names {
		id := fmt.Sprint("habit-", i)
		tags = append(tags, map[string]any{"id": fmt.Sprint("tag-", i), "name": x.tags[i]})
		h := map[string]any{"id": id, "name": name, "cue": x.cues[i], "reason": x.reasons[i], "reminder": s.plain(models.MaxReminder, ""), "hue": "sun", "icon": "sun", "tags": []string{x.tags[i]}, "since": todaySaid}
		p := map[string]any{"habit": id, "from": todaySaid, "kind": "amount", "period": "day", "min": 3, "unit": s.plain(plan.MaxUnit, ""), "step": 1, "week_start": "mo"}
		e := map[string]any{"habit": id, "day": todaySaid, "amount": 1, "note": x.notes[i]}
		switch i % 3 {
		case 1:
			p["kind"], p["period"], p["min"] = "variety", "week", 30
			delete(e, "amount")
			x.items = append(x.items, s.plain(variety.MaxLetters, ","))
			e["items"] = x.items[len(x.items)-1:]
		case 2:
			h["guide"], h["passages"] = "the-guide", []any{selector(x.text, i%len(x.text))}
		}
		x.units = append(x.units, p["unit"].(string))
		habits, plans, entries = append(habits, h), append(plans, p), append(entries, e)
	}
	file["tags"], file["habits"], file["plans"], file["entries"] = tags, habits, plans, entries
	file["pauses"] = []any{map[string]any{"id": "pause-1", "habit": "habit-0", "from": daysAgo(-9), "to": daysAgo(-12)}}
	file["changes"] = s.plantJournal(&x)
	head := inJSON(map[string]any{"format": 1, "by": s.text(60), s.text(60): s.text(60)})
	x.files = []given{{s.fileName(".json"), `{"gloss":` + head + "," + inJSON(file)[1:]}} // by its begin it is known
	return x
}

// plantGuide makes a guide with blocks of each kind, links, works and advice, and
// marks in it.
func (s *spite) plantGuide(x *planted) (guide map[string]any, marks []any) {
	x.title, x.author, x.publisher = s.plain(120, ""), s.plain(120, ""), s.plain(120, "")
	x.text, x.cited, x.advised = s.plains(28, 98, ""), s.plains(2, 98, ""), s.plains(2, 98, "")
	var blocks, advice []any
	at := 0
	for i, line := range x.text {
		n := utf8.RuneCountInString(line)
		b := map[string]any{"kind": "paragraph", "id": fmt.Sprint("p", i+1), "start": at, "end": at + n}
		switch i % 7 {
		case 1:
			b["kind"], b["level"] = "heading", 1+i%6
		case 2:
			b["kind"], b["level"], b["list"] = "item", 1, 1
		case 3:
			b["kind"] = "quote"
		case 4:
			b["kind"] = "code"
		case 5:
			b["kind"], b["table"] = "row", 1+i
		case 6:
			b["kind"] = "picture"
		default:
			b["spans"] = []any{
				map[string]any{"kind": "em", "start": at, "end": at + 2}, map[string]any{"kind": "ref", "start": at + n, "end": at + n, "label": "1"},
				map[string]any{"kind": "link", "start": at, "end": at + 1, "url": hostileLinks[i/7%len(hostileLinks)]}, map[string]any{"kind": "strong", "start": at, "end": at + n},
			}
		}
		blocks = append(blocks, b)
		at += n + 2
	}
	for i, name := range x.advised {
		say := func() string { return s.plain(90, "") }
		advice = append(advice, map[string]any{
			"id": fmt.Sprint("advice-", i), "key": fmt.Sprint("a-", i), "rule": say(), "strength": 0.5, "subject": say(), "passages": []any{selector(x.text, i)},
			"offer": map[string]any{"name": name, "quote": x.text[i], "plan": map[string]any{"kind": "tick", "period": "day", "min": "1"}, "cue": s.plain(models.MaxCue, ""), "icon": "leaf", "hue": "leaf",
				"terms": say(), "offer": say(), "note": say(), "evidence": say(), "caution": say(), "subject": say(), "why": say(), "polarity": "do"},
		})
	}
	for i, note := range s.plains(4, 200, "") {
		x.marked = append(x.marked, note)
		marks = append(marks, map[string]any{"id": fmt.Sprint("mark-", i), "guide": "the-guide", "passage": selector(x.text, 7*i), "note": note, "at": "2026-11-01T09:00:00Z"})
	}
	return map[string]any{
		"id": "the-guide", "title": x.title, "author": x.author, "publisher": x.publisher, "summary": s.plain(120, ""), "after": s.plain(120, ""), "file": s.fileName(".html"),
		"url": hostileLinks[0], "language": "en", "came": "file", "created": "2026-11-01T08:00:00Z", "text": strings.Join(x.text, "\n\n"), "blocks": blocks, "advice": advice,
		"references": []any{map[string]any{"text": x.cited[0], "url": hostileLinks[1]}, map[string]any{"text": x.cited[1], "doi": "10.1234/abc"}},
	}, marks
}

// hostileLinks lead to the web, as links of guides do, and would out of where
// they stand.
var hostileLinks = []string{
	`https://site.example/"onmouseover=alert(1)"`, `https://site.example/'><script>window.spited=1</script>`, `http://site.example/?a=javascript:alert(1)#"><img/src=x/onerror=alert(1)>`,
}

// selector is the nth line of a guide as a passage.
func selector(lines []string, n int) map[string]any {
	start := 2 * n
	for _, line := range lines[:n] {
		start += utf8.RuneCountInString(line)
	}
	return map[string]any{"start": start, "end": start + utf8.RuneCountInString(lines[n]), "exact": lines[n], "prefix": "", "suffix": ""}
}

// plantJournal makes changes with each field that a change has.
func (s *spite) plantJournal(x *planted) (list []any) {
	add := func(subject, id, act string, before, after map[string]any, more ...any) {
		c := map[string]any{"id": fmt.Sprintf("change-%02d", len(list)), "at": "2026-11-20T08:00:00Z", "subject": subject, "subject_id": id, "act": act, "before": before, "after": after, "digest": s.plain(40, "")}
		for i := 0; i < len(more); i += 2 {
			c[more[i].(string)] = more[i+1]
		}
		list = append(list, c)
	}
	type of = map[string]any
	text := func(letters int) string { return s.plain(letters, ",") }
	tag := func() []any { return []any{of{"id": "tag-0", "name": text(models.MaxTag), "at": 1}} }
	passage := func(n int) []any { return []any{selector(x.text, n)} }
	terms := of{"from": todaySaid, "anchor": todaySaid, "kind": "amount", "period": "day", "min": 3, "unit": text(plan.MaxUnit), "step": 1, "week_start": "mo"}
	add("habit", "habit-0", "create", of{"deleted": true}, of{"deleted": false})
	add("habit", "habit-0", "edit", of{"name": x.told[0], "reason": text(90), "cue": text(40), "tags": tag(), "hue": "sun", "icon": "sun"}, of{"name": x.told[1], "reason": text(90), "cue": text(40), "tags": tag(), "hue": "leaf", "icon": "leaf"})
	add("plan", "habit-0", "edit", of{"plans": []any{of{"from": todaySaid, "is": nil}}}, of{"plans": []any{of{"from": todaySaid, "is": terms}}})
	add("entry", "habit-0", "note", of{"note": text(90)}, of{"note": text(90)}, "day", todaySaid)
	add("entry", "habit-1", "item", of{"items": []any{}}, of{"items": []any{named(text(40))}}, "day", todaySaid)
	add("tag", "tag-0", "rename", of{"tag": of{"is": of{"id": "tag-0", "name": text(models.MaxTag)}}}, of{"tag": of{"is": of{"id": "tag-0", "name": text(models.MaxTag)}}})
	add("tag", "tag-gone", "remove", of{"tag": of{"is": of{"id": "tag-gone", "name": text(models.MaxTag)}, "habits": []string{"habit-0"}}}, of{"tag": of{"is": nil}})
	add("guide", "the-guide", "edit", of{"guide": of{"title": text(90), "author": text(90)}}, of{"guide": of{"title": text(90), "publisher": text(90)}})
	add("guide", "the-guide", "mark", of{"mark": of{"is": nil}}, of{"mark": of{"is": of{"id": "mark-0", "guide": "the-guide", "passage": selector(x.text, 0), "note": text(90)}}})
	add("habit", "habit-2", "source", of{"source": of{}}, of{"source": of{"guide": "the-guide", "passages": passage(3)}})
	add("day", "", "note", of{"note": text(90)}, of{"note": text(90)}, "day", todaySaid)
	add("pause", "habit-0", "pause", of{"pause": of{"is": nil}}, of{"pause": of{"is": of{"id": "pause-1", "habit": "habit-0", "from": daysAgo(-9)}}}, "day", daysAgo(-9))
	add("habit", "habit-0", "import", of{}, of{"days": 1}, "days", []any{of{"day": daysAgo(4), "after": of{"note": text(90)}}}, "batch", "batch-of-them")
	add("you", "", "import", of{"settings": of{"zone": "UTC", "day_start": 0, "week_start": "su"}}, of{"settings": of{"zone": "Atlantic/Canary", "day_start": 3, "week_start": "mo"}})
	return list
}

// named is a thing of a day.
func named(name string) map[string]any {
	return map[string]any{"item": variety.Fold(name), "name": name, "at": 1}
}

func inJSON(value any) string {
	b, err := json.Marshal(value)
	if err != nil {
		panic(err)
	}
	return string(b)
}

// plant makes one file of each kind.
func plant(t *testing.T) []planted {
	s := newSpite(7)
	return []planted{s.plantGloss(36), s.plantBull(40), s.plantLoop(t, 40), s.plantBeaver(40), s.plantHarsh(40)}
}

// What is planted is read, all of it.
func TestPlantedFilesAreRead(t *testing.T) {
	for _, x := range plant(t) {
		var texts []string
		for _, f := range x.files {
			texts = append(texts, f.name, f.content)
		}
		files, err := transfer.Open(folderOf(t, texts...))
		if err != nil {
			t.Fatalf("%s: %v", x.kind, err)
		}
		b, err := transfer.Read(context.Background(), files, nil, sundayHere, nil)
		if err != nil {
			t.Fatalf("%s: %v", x.kind, err)
		}
		if len(b.Habits) != len(x.names) || !strings.Contains(b.Title, x.kind) {
			t.Errorf("%s: %d habits of %d, as %s", x.kind, len(b.Habits), len(x.names), b.Title)
		}
		for i, h := range b.Habits {
			if h.Name != x.names[i] || len(h.Entries) == 0 || x.notes != nil && h.Entries[len(h.Entries)-1].Note != x.notes[i] {
				t.Errorf("%s: %q came as %q, with %+v", x.kind, x.names[i], h.Name, h.Entries)
			}
		}
		if err := files.Close(); err != nil {
			t.Error(err)
		}
	}
}
