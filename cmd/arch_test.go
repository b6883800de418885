// Package cmd_test holds the arrows of the program: who may import whom, and
// what no source may say. It stands above the commands because it is about all
// of them and part of none.
package cmd_test

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// pkg is what `go list -json` says of a package; imports of tests are free.
type pkg struct {
	ImportPath string
	Name       string
	Imports    []string
}

// rooms says which rooms of ours each room may import. A room in models or
// views that is not named here has yet to say what it is.
var rooms = map[string][]string{
	"models/date":      {},
	"models/plan":      {"models/date"},
	"models/streak":    {"models/date", "models/plan"},
	"models/passage":   {},
	"models/article":   {"models/passage"},
	"models/advice":    {"models/article", "models/passage", "models/sentences", "models/date", "models/plan"},
	"models/variety":   {"models/date"},
	"models/sentences": {},
	"models/auth":      {},
	"models/fetch":     {},

	"models":          {"models/*"},
	"models/transfer": {"models", "models/*"},
	"models/store":    {"models", "models/*"},

	"views/link":   {"models/date"},
	"views/ui":     {"views/link"},
	"views/chart":  {"views/link", "models/date"},
	"views/layout": {"views/link", "views/ui", "views/chart", "models", "models/*"},
	"views/page":   {"views/link", "views/ui", "views/chart", "views/layout", "models", "models/*"},

	"handlers/api": {"models", "models/*", "views/link"},
	"handlers":     {"handlers/*", "models", "models/*", "views/*", "assets"},
	"assets":       {},
	"cmd":          {},
	"cmd/assets":   {"assets"},
	"cmd/gloss":    {"handlers", "models", "models/*", "assets", "views/link"},

	"cmd/internal/chromium": {},
}

// shut are rooms that a pattern does not open: only these may import them.
var shut = map[string][]string{
	"models/store":    {"handlers", "handlers/api", "cmd/gloss"},
	"models/transfer": {"models/store", "handlers", "handlers/api", "cmd/gloss"},
	"models/fetch":    {"handlers", "handlers/api", "cmd/gloss"},
}

// rule says which rooms alone may import packages of others.
type rule struct {
	imports string // a path, and what lies under it unless it is of the standard library
	only    func(room string) bool
}

func (r rule) covers(imported string) bool {
	return imported == r.imports || strings.Contains(r.imports, ".") && under(r.imports)(imported)
}

var outside = []rule{
	{"gorm.io", only("models/store")},
	{"github.com/go-gormigrate", only("models/store")},
	{"github.com/mattn/go-sqlite3", only("models/store", "models/transfer")},
	{"github.com/labstack", under("handlers")},
	{"github.com/evanw/esbuild", only("cmd/assets")},
	{"github.com/a-h/templ", func(room string) bool { return under("views")(room) || under("handlers")(room) }},
	{"github.com/chromedp", only("cmd/internal/chromium")},
	{"code.dny.dev/ssrf", only("models/fetch")},
	// Of the rooms in models, one alone asks other sites.
	{"net/http", func(room string) bool { return !under("views")(room) && !pure(room) || room == "models/fetch" }},
	{"os", func(room string) bool { return !under("views")(room) && !pure(room) }},
	{"net", func(room string) bool { return !under("views")(room) && !pure(room) || room == "models/fetch" }},
}

// banned names say nothing about what a package decides.
var banned = []string{"util", "utils", "common", "helper", "helpers", "base", "misc", "types", "service", "services"}

func only(rooms ...string) func(string) bool {
	return func(room string) bool { return slices.Contains(rooms, room) }
}

func under(dir string) func(string) bool {
	return func(room string) bool { return room == dir || strings.HasPrefix(room, dir+"/") }
}

// pure rooms decide without touching anything.
func pure(room string) bool {
	return under("models")(room) && room != "models/store" && room != "models/transfer"
}

// violations names every import and name that the arrows forbid.
func violations(pkgs []pkg) []string {
	var found []string
	for _, p := range pkgs {
		room := strings.TrimPrefix(p.ImportPath, "gloss/")
		if slices.Contains(banned, path.Base(room)) || slices.Contains(banned, p.Name) {
			found = append(found, fmt.Sprintf("%s: the name says nothing about what it decides", room))
		}
		allowed, known := rooms[room]
		if !known {
			found = append(found, fmt.Sprintf("%s: unknown room: say in arch_test.go what it may import", room))
		}
		for _, imported := range p.Imports {
			if target, ours := strings.CutPrefix(imported, "gloss/"); ours {
				if known && !opens(allowed, room, target) {
					found = append(found, fmt.Sprintf("%s may not import %s", room, target))
				}
				continue
			}
			for _, rule := range outside {
				if rule.covers(imported) && !rule.only(room) {
					found = append(found, fmt.Sprintf("%s may not import %s", room, imported))
				}
			}
		}
	}
	return found
}

func opens(allowed []string, room, target string) bool {
	if keepers, ok := shut[target]; ok && !slices.Contains(keepers, room) {
		return false
	}
	return slices.ContainsFunc(allowed, func(pattern string) bool {
		match, _ := path.Match(pattern, target)
		return match
	})
}

func TestArrows(t *testing.T) {
	cmd := exec.Command("go", "list", "-e", "-tags=browser", "-json=ImportPath,Name,Imports", "./...")
	cmd.Dir = ".."
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var pkgs []pkg
	for decoder := json.NewDecoder(strings.NewReader(string(out))); decoder.More(); {
		var p pkg
		if err := decoder.Decode(&p); err != nil {
			t.Fatal(err)
		}
		pkgs = append(pkgs, p)
	}
	if len(pkgs) < 2 {
		t.Fatalf("go list found %d packages", len(pkgs))
	}
	for _, violation := range violations(pkgs) {
		t.Error(violation)
	}
}

func TestViolationsAreFound(t *testing.T) {
	for _, c := range []struct {
		room    string
		imports []string
		want    []string
	}{
		{"models/store", []string{"gorm.io/gorm", "gloss/models", "gloss/models/date", "gloss/models/transfer", "os"}, nil},
		{"handlers", []string{"github.com/labstack/echo/v4", "net/http", "gloss/models/store", "gloss/views/page", "gloss/handlers/api"}, nil},
		{"models/streak", []string{"gloss/models/plan", "gloss/models/date", "net/url"}, nil},
		{"cmd/gloss", []string{"gloss/handlers", "gloss/models/store", "os"}, nil},
		{"models/fetch", []string{"net", "net/http", "code.dny.dev/ssrf"}, nil},
		{"models/fetch", []string{"os", "gloss/models/article"}, []string{
			"models/fetch may not import os", "models/fetch may not import models/article"}},
		{"models/article", []string{"net/http", "net"}, []string{
			"models/article may not import net/http", "models/article may not import net"}},
		{"views/page", []string{"gloss/models/fetch"}, []string{"views/page may not import models/fetch"}},
		{"handlers", []string{"gorm.io/gorm"}, []string{"handlers may not import gorm.io/gorm"}},
		{"models/store", []string{"github.com/labstack/echo/v4"}, []string{"models/store may not import github.com/labstack/echo/v4"}},
		{"views/page", []string{"gloss/models/store", "gloss/handlers", "net/http"}, []string{
			"views/page may not import models/store", "views/page may not import handlers", "views/page may not import net/http"}},
		{"views/ui", []string{"gloss/models"}, []string{"views/ui may not import models"}},
		{"models/plan", []string{"gloss/models", "gloss/models/streak", "os"}, []string{
			"models/plan may not import models", "models/plan may not import models/streak", "models/plan may not import os"}},
		{"models", []string{"gloss/models/store"}, []string{"models may not import models/store"}},
		{"models/store", []string{"gloss/handlers", "gloss/views/link"}, []string{
			"models/store may not import handlers", "models/store may not import views/link"}},
		{"models/util", nil, []string{
			"models/util: the name says nothing about what it decides",
			"models/util: unknown room: say in arch_test.go what it may import"}},
		{"cmd/gloss", []string{"github.com/evanw/esbuild/pkg/api"}, []string{"cmd/gloss may not import github.com/evanw/esbuild/pkg/api"}},
	} {
		got := violations([]pkg{{ImportPath: "gloss/" + c.room, Name: path.Base(c.room), Imports: c.imports}})
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s importing %v: %s", c.room, c.imports, diff)
		}
	}
}

// The text of the sources, for what imports do not show.

// markup is what the content security policy of every page forbids.
var markup = regexp.MustCompile(`(?i)\s(style=["{]|on[a-z]+=["{])|<style[\s>]|<script(\s+type="[^"]*")?\s*>`)

// calls names the selectors in a Go file that its room may not use. A clock
// tells what day it is; time.Since only how long something took.
func calls(room, source string) ([]string, error) {
	file, err := parser.ParseFile(token.NewFileSet(), "", source, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	var found []string
	ast.Inspect(file, func(n ast.Node) bool {
		selector, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		if selector.Sel.Name == "AutoMigrate" {
			found = append(found, "AutoMigrate")
		}
		if of, ok := selector.X.(*ast.Ident); ok && of.Name == "time" && !under("cmd")(room) {
			if slices.Contains([]string{"Now", "Until"}, selector.Sel.Name) {
				found = append(found, "time."+selector.Sel.Name)
			}
		}
		return true
	})
	return found, nil
}

func TestSourcesKeepTheRules(t *testing.T) {
	root := ".."
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "node_modules" || d.Name() == ".git") {
			return filepath.SkipDir
		}
		isGo := strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go")
		if !isGo && !strings.HasSuffix(name, ".templ") {
			return nil
		}
		source, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		room, _ := filepath.Rel(root, filepath.Dir(name))
		if !isGo {
			for _, found := range markup.FindAllString(string(source), -1) {
				t.Errorf("%s: %q is refused by the content security policy", name, found)
			}
			return nil
		}
		found, err := calls(filepath.ToSlash(room), string(source))
		for _, call := range found {
			t.Errorf("%s: %s", name, call)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestBreachesInSourcesAreFound(t *testing.T) {
	source := "package a\nimport \"time\"\nvar now = time.Now\n// time.Now in a comment\nfunc f(db DB) { db.AutoMigrate(); _ = time.Until }"
	for room, want := range map[string][]string{"handlers": {"time.Now", "AutoMigrate", "time.Until"}, "cmd/gloss": {"AutoMigrate"}} {
		got, err := calls(room, source)
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("%s: %v %s", room, err, diff)
		}
	}
	for text, breach := range map[string]bool{
		`<p style="color: red">`:            true,
		`<p style={ s }>`:                   true,
		`<a href="/" onclick="go()">`:       true,
		"<button\n\tonClick={ x }>":         true,
		`<style>b {}</style>`:               true,
		`<script>go()</script>`:             true,
		`<script type="module">`:            true,
		`<script src={ url }></script>`:     false,
		`<script type="module" src="a.js">`: false,
		`<link rel="stylesheet">`:           false,
		`@ui.Button(once=true, style)`:      false,
		`<p class="on">on = style</p>`:      false,
	} {
		if markup.MatchString(text) != breach {
			t.Errorf("%s: breach is not %t", text, breach)
		}
	}
}
