package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/google/go-cmp/cmp"

	"gloss/assets"
)

// sources copies what there is to build into a folder of its own, with what
// npm installed if htmx is wanted.
func sources(t *testing.T, htmx bool) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range []string{"css", "js", "icons"} {
		if err := os.CopyFS(filepath.Join(dir, name), os.DirFS("../../assets/"+name)); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(dir, "guides"), 0o755); err != nil {
		t.Fatal(err)
	}
	if !htmx {
		return dir
	}
	modules, err := filepath.Abs("../../assets/node_modules")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(modules, filepath.Join(dir, "node_modules")); err != nil {
		t.Fatal(err)
	}
	return dir
}

// dist gives the built files by name.
func dist(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	entries, err := os.ReadDir(filepath.Join(dir, "dist"))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	for _, entry := range entries {
		if files[entry.Name()], err = os.ReadFile(filepath.Join(dir, "dist", entry.Name())); err != nil {
			t.Fatal(err)
		}
	}
	return files
}

func TestWhatIsBuiltIsServed(t *testing.T) {
	dir := sources(t, false)
	if err := run(dir); err != nil {
		t.Fatal(err)
	}
	a, err := assets.From(os.DirFS(dir))
	if err != nil {
		t.Fatal(err)
	}
	if !a.Built() {
		t.Fatal("what was just built is taken for stale")
	}
	for _, name := range []string{"app.css", "app.js", "favicon.svg"} {
		f, _ := a.Get(a.URL(name))
		if len(f.Body) == 0 {
			t.Errorf("%s is empty", name)
		}
		r, err := gzip.NewReader(bytes.NewReader(f.Gzip))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if plain, err := io.ReadAll(r); err != nil || !bytes.Equal(plain, f.Body) {
			t.Errorf("%s: gzip holds something else, %v", name, err)
		}
		if plain, err := io.ReadAll(brotli.NewReader(bytes.NewReader(f.Brotli))); err != nil || !bytes.Equal(plain, f.Body) {
			t.Errorf("%s: brotli holds something else, %v", name, err)
		}
	}
}

func TestTheSameSourcesBuildTheSame(t *testing.T) {
	dir := sources(t, false)
	if err := run(dir); err != nil {
		t.Fatal(err)
	}
	first := dist(t, dir)
	if err := run(dir); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(first, dist(t, dir)); diff != "" {
		t.Error(diff)
	}
}

func TestABuildReplacesTheOneBefore(t *testing.T) {
	dir := sources(t, false)
	keep := filepath.Join(dir, "dist", ".gitkeep")
	if err := os.Mkdir(filepath.Dir(keep), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(keep, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := run(dir); err != nil {
		t.Fatal(err)
	}
	before := dist(t, dir)
	if err := os.WriteFile(filepath.Join(dir, "css", "9-more.css"), []byte(".more { color: red; }"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := run(dir); err != nil {
		t.Fatal(err)
	}
	after := dist(t, dir)
	if len(after) != len(before) {
		t.Errorf("%d files before, %d after", len(before), len(after))
	}
	if _, ok := after[".gitkeep"]; !ok {
		t.Error(".gitkeep is gone: a clone would have no dist to embed")
	}
	var manifest assets.Manifest
	if err := json.Unmarshal(after["manifest.json"], &manifest); err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(after[manifest.Files["app.css"]], []byte(".more")) {
		t.Error("the new sheet is not served")
	}
}

func TestAMistakeInASourceStopsTheBuild(t *testing.T) {
	for name, text := range map[string]string{
		"css/9-wrong.css": ".a { color: red; } }",
		"js/menu.js":      "export function closeMenus( {",
	} {
		dir := sources(t, false)
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := run(dir); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
