package main

import (
	"archive/zip"
	"context"
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gloss/models/transfer"
)

// Each kind of file goes to standard output, and what it cannot hold is said
// beside it.
func TestEveryFormatLeaves(t *testing.T) {
	data := threePeople(t)
	if code, _, said := gloss(t, walk20, "--data", data, "guide", "add", "-"); code != 0 {
		t.Fatal(said)
	}
	packed := func(out string) []string {
		z, err := zip.NewReader(strings.NewReader(out), int64(len(out)))
		if err != nil {
			t.Error(err)
			return nil
		}
		var names []string
		for _, f := range z.File {
			names = append(names, f.Name)
		}
		return names
	}
	checks := map[string]func(out string) bool{
		"json": func(out string) bool {
			var all struct{ Habits, Plans, Entries, Changes, Guides []any }
			return json.Unmarshal([]byte(out), &all) == nil && len(all.Habits) > 0 && len(all.Plans) > 0 && len(all.Entries) > 0 && len(all.Changes) > 0 && len(all.Guides) > 0
		},
		"csv":  func(out string) bool { return slices.Equal(packed(out), []string{"habits.csv", "entries.csv"}) },
		"loop": func(out string) bool { return strings.HasPrefix(out, "SQLite format 3\x00") },
		"markdown": func(out string) bool {
			return slices.ContainsFunc(packed(out), func(name string) bool { return strings.HasSuffix(name, ".md") })
		},
	}
	for _, w := range transfer.Writers {
		code, out, said := gloss(t, "", "--data", data, "export", "--user", "ANA", "--format", w.Name)
		if code != 0 || checks[w.Name] == nil || !checks[w.Name](out) {
			t.Errorf("%s: code %d, %d bytes, said %s", w.Name, code, len(out), said)
		}
		for _, loss := range w.Losses {
			if !strings.Contains(said, "- "+loss+"\n") {
				t.Errorf("%s: %q is not said in %q", w.Name, loss, said)
			}
		}
		if len(w.Losses) == 0 && said != "" {
			t.Errorf("%s: it says %q", w.Name, said)
		}
		code, out, said = typing(t, context.Background(), strings.NewReader(""), "--data", data, "export", "--format", w.Name)
		if w.Name == "json" {
			if code != 0 || !checks["json"](out) {
				t.Errorf("at a terminal: code %d, said %s", code, said)
			}
		} else if code != 1 || out != "" || strings.Count(said, "\n") != 1 || !strings.Contains(said, "> "+w.FileName("ana", sundayHere)) {
			t.Errorf("%s at a terminal: code %d, %d bytes, said %s", w.Name, code, len(out), said)
		}
	}
	if _, out, _ := gloss(t, "", "--data", data, "export"); !checks["json"](out) {
		t.Error("without words it is not the owner's JSON")
	}
	left, err := filepath.Glob(filepath.Join(data, "imports", "*"))
	if err != nil || len(left) > 0 {
		t.Errorf("%q stays behind: %v", left, err)
	}
}

func TestExportsThatDoNotLeave(t *testing.T) {
	data := threePeople(t)
	for says, args := range map[string][]string{
		"nobody here is called":          {"--data", data, "export", "--user", "dan"},
		"nobody has an account here yet": {"--data", filepath.Join(t.TempDir(), "none"), "export"},
		"--format":                       {"--data", data, "export", "--format", "pdf"},
	} {
		code, out, said := gloss(t, "", args...)
		if code != 1 || out != "" || !strings.Contains(said, says) || strings.Count(said, "\n") != 1 {
			t.Errorf("%q: code %d, %d bytes, said %q", args, code, len(out), said)
		}
	}
}

// What -h says of both is what there is.
func TestHelpOfImportAndExport(t *testing.T) {
	_, in, _ := gloss(t, "", "import", "-h")
	for _, title := range transfer.Titles() {
		if !strings.Contains(strings.Join(strings.Fields(in), " "), title) {
			t.Errorf("%q is not in\n%s", title, in)
		}
	}
	_, out, _ := gloss(t, "", "export", "-h")
	for _, w := range transfer.Writers {
		if !strings.Contains(out, w.Name) {
			t.Errorf("%q is not in\n%s", w.Name, out)
		}
	}
	if _, all, _ := gloss(t, "", "-h"); !strings.Contains(all, "import") || !strings.Contains(all, "export") {
		t.Errorf("gloss -h says %s", all)
	}
}
