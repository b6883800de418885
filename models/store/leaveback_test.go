package store_test

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gloss/models/transfer"
)

// Whoever takes their file to an empty account has there what they had: the file
// they could take from there says the same, but for ids, names and what the
// import itself did.
func TestExportImportExport(t *testing.T) {
	s, elsewhere, again := open(t, t.TempDir()), open(t, t.TempDir()), open(t, t.TempDir())
	common, dir := commonGuides(t, s), t.TempDir()
	commonGuides(t, elsewhere)
	commonGuides(t, again)
	for part := range 2 {
		t.Run(fmt.Sprint(part), func(t *testing.T) {
			rapid.Check(t, func(rt *rapid.T) {
				p := anyPerson(rt, t, s, common)
				file := exported(rt, p)
				other := another(t, elsewhere)
				movedTo(rt, other, dir, file, "import-of-all-things")
				if rapid.IntRange(0, 4).Draw(rt, "moves again") == 0 {
					// What an import did comes along like everything else.
					movedTo(rt, another(t, again), dir, exported(rt, other), "import-once-more")
				}
			})
		})
	}
}

// movedTo takes a file into an empty account, and checks that all of it is there.
func movedTo(rt *rapid.T, other *person, dir string, file []byte, importID string) {
	if err := takeIn(other, dir, file, importID); err != nil {
		rt.Fatalf("%v\n%s", err, file)
	}
	want := canonical(readBack(rt, dir, file), file, importID)
	back := exported(rt, other)
	got := canonical(readBack(rt, dir, back), back, importID)
	if diff := gocmp.Diff(want, got); diff != "" {
		rt.Fatalf("in the new account (+) is not what was in the old one (-):\n%s", diff)
	}
}

// takeIn imports a file into the account of p.
func takeIn(p *person, dir string, file []byte, importID string) error {
	name := filepath.Join(dir, "gloss.json")
	if err := os.WriteFile(name, file, 0o600); err != nil {
		return err
	}
	f, err := transfer.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	ctx := context.Background()
	b, err := transfer.Read(ctx, f, nil, today, nil)
	if err != nil {
		return err
	}
	done, err := p.s.Import(ctx, p.id, importID, b, nil, today, nil)
	if err == nil && len(done.Lost) > 0 {
		err = fmt.Errorf("the import lost %v", done.Lost)
	}
	return err
}

var anyUUID = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}`)

// ownOrigin is how a habit that was moved is called where it came from.
var ownOrigin = regexp.MustCompile(`"gloss:[^"]*",?`)

// canonical returns the lines of a file with its ids by what they stand for, and
// without whose it is and what an import did.
func canonical(g *gathered, file []byte, importID string) []string {
	var pairs []string
	name := func(id string, format string, args ...any) {
		if id != "" {
			pairs = append(pairs, id, fmt.Sprintf(format, args...))
		}
	}
	for i, h := range g.Habits {
		name(h.ID, "habit %d", i)
	}
	for _, one := range g.Account.Guides {
		name(one.ID, "guide %s", one.Hash[:8])
		for _, a := range one.Advice {
			name(a.ID, "advice %s of %s", a.Key, one.Hash[:8])
		}
	}
	for _, tag := range g.Account.Tags {
		name(tag.ID, "tag %s", tag.Name)
	}
	known := strings.NewReplacer(pairs...)
	type spot struct{ id, at string }
	var spots []spot
	for _, p := range g.Account.Pauses {
		spots = append(spots, spot{p.ID, fmt.Sprint("pause ", known.Replace(p.HabitID), p.From, p.To)})
	}
	for _, m := range g.Account.Marks {
		spots = append(spots, spot{m.ID, fmt.Sprint("mark ", known.Replace(m.GuideID), m.Passage.Start, m.Passage.End)})
	}
	slices.SortStableFunc(spots, func(a, b spot) int { return cmp.Compare(a.at, b.at) })
	for i, one := range spots {
		name(one.id, "spot %d", i)
	}
	text := strings.NewReplacer(pairs...).Replace(string(file))
	var lines []string
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, ",\n")
		if strings.HasPrefix(line, `"person"`) {
			line = line[strings.Index(line, `"zone"`):]
		}
		line = strings.Replace(ownOrigin.ReplaceAllString(line, ""), `,"origins":[]`, "", 1)
		if !strings.Contains(line, importID) {
			lines = append(lines, line)
		}
	}
	return unnamed(sorted(lines))
}

// sorted brings the arrays that have no order of their own into one.
func sorted(lines []string) []string {
	for from := 0; from < len(lines); from++ {
		array, _, ok := strings.Cut(strings.TrimPrefix(lines[from], `"`), `": [`)
		if !ok || !slices.Contains([]string{"guides", "pauses", "readings", "dismissals", "marks"}, array) {
			continue
		}
		to := from + 1
		for to < len(lines) && strings.HasPrefix(lines[to], "{") {
			to++
		}
		slices.Sort(lines[from+1 : to])
	}
	return lines
}

// unnamed numbers the ids that are left, of what is gone, in the order they are
// met in.
func unnamed(lines []string) []string {
	seen := map[string]string{}
	for i := range lines {
		lines[i] = anyUUID.ReplaceAllStringFunc(lines[i], func(id string) string {
			if seen[id] == "" {
				seen[id] = fmt.Sprintf("gone %d", len(seen))
			}
			return seen[id]
		})
	}
	return lines
}
