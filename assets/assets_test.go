package assets_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"io/fs"
	"maps"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"gloss/assets"
)

// folder is a small assets folder with nothing built.
func folder() fstest.MapFS {
	return fstest.MapFS{
		"css/2-last.css":    {Data: []byte("b{}\n")},
		"css/1-first.css":   {Data: []byte(strings.Repeat("a { color: red; }\n", 40))},
		"js/app.js":         {Data: []byte(`import "./part.js";`)},
		"js/part.js":        {Data: []byte(`export {};`)},
		"icons/favicon.svg": {Data: []byte(`<svg/>`)},
		"guides/one.md":     {Data: []byte("# One\n")},
		"dist/.gitkeep":     {},
	}
}

// build puts into f what a build of its sources would have left.
func build(t *testing.T, f fstest.MapFS) {
	t.Helper()
	digest, err := assets.Digest(f)
	if err != nil {
		t.Fatal(err)
	}
	maps.Copy(f, fstest.MapFS{
		"dist/manifest.json":  {Data: []byte(`{"sources":"` + digest + `","files":{"app.css":"app-123.css","app.js":"app-456.js"}}`)},
		"dist/app-123.css":    {Data: []byte("built css")},
		"dist/app-123.css.gz": {Data: []byte("gzipped css")},
		"dist/app-123.css.br": {Data: []byte("brotli css")},
		"dist/app-456.js":     {Data: []byte("built js")},
	})
}

func from(t *testing.T, f fs.FS) *assets.Assets {
	t.Helper()
	a, err := assets.From(f)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func file(t *testing.T, a *assets.Assets, url string) assets.File {
	t.Helper()
	f, ok := a.Get(url)
	if !ok {
		t.Fatalf("nothing is served at %s", url)
	}
	return f
}

func TestWhatShipsIsServed(t *testing.T) {
	a, err := assets.New()
	if err != nil {
		t.Fatal(err)
	}
	for name, mediaType := range map[string]string{
		"app.css":     "text/css; charset=utf-8",
		"app.js":      "text/javascript; charset=utf-8",
		"favicon.svg": "image/svg+xml",
	} {
		f := file(t, a, a.URL(name))
		if f.Type != mediaType || len(f.Body) == 0 || f.Hash == "" {
			t.Errorf("%s: type %q, %d bytes, hash %q", name, f.Type, len(f.Body), f.Hash)
		}
	}
	if guides, err := fs.Glob(a.Guides(), "*"); err != nil || len(guides) == 0 {
		t.Errorf("no guide ships: %v, %v", guides, err)
	}
}

func TestSourcesAreServedWhereNothingIsBuilt(t *testing.T) {
	a := from(t, folder())
	if a.Built() {
		t.Error("Built() without a build")
	}
	sheet := file(t, a, a.URL("app.css"))
	if want := strings.Repeat("a { color: red; }\n", 40) + "b{}\n"; string(sheet.Body) != want {
		t.Errorf("the parts of the sheet are not joined in the order of their names: %q", sheet.Body)
	}
	r, err := gzip.NewReader(bytes.NewReader(sheet.Gzip))
	if err != nil {
		t.Fatal(err)
	}
	if plain, err := io.ReadAll(r); err != nil || !bytes.Equal(plain, sheet.Body) {
		t.Errorf("gzip holds %q, %v", plain, err)
	}
	if tiny := file(t, a, a.URL("favicon.svg")); tiny.Gzip != nil {
		t.Error("a compressed form that is larger is kept")
	}
	script := a.URL("app.js")
	file(t, a, strings.TrimSuffix(script, "app.js")+"part.js") // what app.js imports as ./part.js
}

func TestAddressesChangeWithContent(t *testing.T) {
	before := from(t, folder())
	changed := folder()
	changed["css/2-last.css"].Data = []byte("c{}\n")
	changed["js/part.js"].Data = []byte("export default 1;")
	after := from(t, changed)
	for _, name := range []string{"app.css", "app.js"} {
		if before.URL(name) == after.URL(name) {
			t.Errorf("%s keeps its address %s though what stands behind it changed", name, after.URL(name))
		}
	}
	if before.URL("favicon.svg") != after.URL("favicon.svg") {
		t.Error("favicon.svg moves though it did not change")
	}
	if hashed := regexp.MustCompile(`^/assets/app-[0-9a-f]{12}\.css$`); !hashed.MatchString(after.URL("app.css")) {
		t.Errorf("app.css is at %s", after.URL("app.css"))
	}
	if _, ok := after.Get(before.URL("app.css")); ok {
		t.Error("the old address is answered with the new content")
	}
}

func TestABuildIsServedUntilItsSourcesChange(t *testing.T) {
	f := folder()
	build(t, f)
	a := from(t, f)
	if got := a.URL("app.css"); !a.Built() || got != "/assets/app-123.css" {
		t.Errorf("built %t, app.css at %s", a.Built(), got)
	}
	sheet := file(t, a, "/assets/app-123.css")
	if string(sheet.Body) != "built css" || string(sheet.Gzip) != "gzipped css" || string(sheet.Brotli) != "brotli css" {
		t.Errorf("served %q, %q, %q", sheet.Body, sheet.Gzip, sheet.Brotli)
	}
	if _, ok := a.Get("/assets/manifest.json"); ok {
		t.Error("the manifest is served")
	}
	for _, name := range []string{"css/2-last.css", "js/part.js", "icons/favicon.svg"} {
		stale := maps.Clone(f)
		stale[name] = &fstest.MapFile{Data: []byte("changed")}
		if a := from(t, stale); a.Built() || a.URL("app.css") == "/assets/app-123.css" {
			t.Errorf("%s changed, and the stale build is served", name)
		}
	}
}

func TestABrokenBuildIsAnError(t *testing.T) {
	missing := folder()
	build(t, missing)
	delete(missing, "dist/app-456.js")
	garbled := folder()
	garbled["dist/manifest.json"] = &fstest.MapFile{Data: []byte("{")}
	bare := folder()
	delete(bare, "css/1-first.css")
	delete(bare, "css/2-last.css")
	bare["css/x"] = &fstest.MapFile{}
	for name, f := range map[string]fs.FS{"file missing": missing, "manifest garbled": garbled, "no sheet": bare} {
		if _, err := assets.From(f); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestPick(t *testing.T) {
	all := assets.File{Body: []byte("body"), Gzip: []byte("gz"), Brotli: []byte("br")}
	unbuilt := assets.File{Body: []byte("body"), Gzip: []byte("gz")}
	plain := assets.File{Body: []byte("body")}
	for _, c := range []struct {
		file             assets.File
		header, encoding string
	}{
		{all, "gzip, deflate, br, zstd", "br"},
		{all, "gzip;q=1.0, BR ; q=0.5", "br"},
		{all, "gzip, br;q=0", "gzip"},
		{all, "gzip;q=0.000, br; q=0", ""},
		{all, "", ""},
		{all, "identity", ""},
		{unbuilt, "gzip, br", "gzip"},
		{plain, "gzip, br", ""},
	} {
		body, encoding := c.file.Pick(c.header)
		want := map[string]string{"br": "br", "gzip": "gz", "": "body"}[c.encoding]
		if encoding != c.encoding || string(body) != want {
			t.Errorf("Pick(%q) = %q, %q, want %q, %q", c.header, body, encoding, want, c.encoding)
		}
	}
}

func TestAnUnknownNamePanics(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("no panic")
		}
	}()
	from(t, folder()).URL("app.cs")
}
