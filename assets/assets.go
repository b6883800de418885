// Package assets holds what a browser fetches besides pages: the look, the
// script, the icons, and the guides that ship. It decides their addresses (a
// hash of the content is part of each, so an answer may be cached for ever)
// and which bytes stand behind them: the built ones, or the sources where
// nothing was built or the sources have changed since. It does not speak HTTP,
// and it does not read what the guides say.
package assets

import (
	"embed"
	"fmt"
	"io/fs"
	"strings"
)

//go:embed css js icons guides all:dist
var embedded embed.FS

// Prefix begins the path of every asset.
const Prefix = "/assets/"

// File is one asset, ready to send. Gzip and Brotli are nil where the encoding
// would not make it smaller or was not built.
type File struct {
	Body, Gzip, Brotli []byte
	Type               string // media type with its charset
	Hash               string // of Body, as in the address: an ETag without its quotes
}

// Assets answers for the files of one build; it never changes after New.
type Assets struct {
	urls   map[string]string // by name: "app.css"
	files  map[string]File   // by path: "/assets/app-1a2b3c4d5e6f.css"
	guides fs.FS
	built  bool
}

// New reads the assets embedded in the binary.
func New() (*Assets, error) { return From(embedded) }

// From reads assets laid out as this folder is. It fails when a file named by
// the manifest of a build is missing or a source cannot be read.
func From(fsys fs.FS) (*Assets, error) {
	guides, err := fs.Sub(fsys, "guides")
	if err != nil {
		return nil, fmt.Errorf("assets: %w", err)
	}
	a := &Assets{urls: map[string]string{}, files: map[string]File{}, guides: guides}
	manifest, ok, err := readManifest(fsys)
	if err != nil {
		return nil, err
	}
	digest, err := Digest(fsys)
	if err != nil {
		return nil, err
	}
	if a.built = ok && manifest.Sources == digest; a.built {
		err = a.addBuilt(fsys, manifest)
	} else {
		err = a.addSources(fsys)
	}
	if err != nil {
		return nil, err
	}
	return a, nil
}

// URL is the path of the asset with that name, such as "app.css", "app.js" or
// "favicon.svg". An unknown name is a mistake in the program and panics.
func (a *Assets) URL(name string) string {
	url, ok := a.urls[name]
	if !ok {
		panic("assets: no asset is named " + name)
	}
	return url
}

// Get finds the asset at a path that URL gave or that an asset refers to.
func (a *Assets) Get(path string) (File, bool) {
	f, ok := a.files[path]
	return f, ok
}

// Guides is the folder of the guides that ship.
func (a *Assets) Guides() fs.FS { return a.guides }

// Built tells whether built files are served, rather than their sources.
func (a *Assets) Built() bool { return a.built }

// Pick chooses the smallest body that a request with this Accept-Encoding
// header can read, and the Content-Encoding to send with it, empty for none.
func (f File) Pick(acceptEncoding string) (body []byte, encoding string) {
	accepted := map[string]bool{}
	for part := range strings.SplitSeq(acceptEncoding, ",") {
		name, params, _ := strings.Cut(strings.ToLower(part), ";")
		accepted[strings.TrimSpace(name)] = !refused(params)
	}
	switch {
	case f.Brotli != nil && accepted["br"]:
		return f.Brotli, "br"
	case f.Gzip != nil && accepted["gzip"]:
		return f.Gzip, "gzip"
	}
	return f.Body, ""
}

// refused tells a weight of nought ("q=0", "q=0.000") from any other.
func refused(params string) bool {
	weight, ok := strings.CutPrefix(strings.ReplaceAll(params, " ", ""), "q=")
	return ok && strings.Trim(weight, "0.") == ""
}
