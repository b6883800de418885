package assets

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
)

// manifestPath is where a build says what it made.
const manifestPath = "dist/manifest.json"

// Manifest says what a build made and from what.
type Manifest struct {
	Sources string            `json:"sources"` // Digest of what it was built from
	Htmx    string            `json:"htmx"`    // version bundled, empty for none
	Files   map[string]string `json:"files"`   // by name: the file in dist
}

// Digest is a hash over the names and contents of all sources of the build.
// Guides are not among them: they are served as pages.
func Digest(fsys fs.FS) (string, error) {
	sum := sha256.New()
	for _, dir := range []string{"css", "js", "icons"} {
		err := fs.WalkDir(fsys, dir, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			content, err := fs.ReadFile(fsys, name)
			if err != nil {
				return err
			}
			fmt.Fprintf(sum, "%s %d\n", name, len(content))
			sum.Write(content)
			return nil
		})
		if err != nil {
			return "", fmt.Errorf("assets: read sources: %w", err)
		}
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// Stylesheet is the whole look: the parts in css, joined in the order of their
// names. What is built and what is served unbuilt both start from it.
func Stylesheet(fsys fs.FS) ([]byte, error) {
	parts, err := fs.Glob(fsys, "css/*.css")
	if err != nil {
		return nil, fmt.Errorf("assets: %w", err)
	}
	if len(parts) == 0 {
		return nil, errors.New("assets: no style sheet in css")
	}
	var sheet bytes.Buffer
	for _, name := range parts {
		part, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, fmt.Errorf("assets: %w", err)
		}
		sheet.Write(part)
	}
	return sheet.Bytes(), nil
}

// Hash is the part of an address that changes with the content.
func Hash(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:6])
}

// HashedName is name with the hash of its content before the extension.
func HashedName(name string, content []byte) string {
	ext := path.Ext(name)
	return name[:len(name)-len(ext)] + "-" + Hash(content) + ext
}

func readManifest(fsys fs.FS) (Manifest, bool, error) {
	text, err := fs.ReadFile(fsys, manifestPath)
	if errors.Is(err, fs.ErrNotExist) {
		return Manifest{}, false, nil
	}
	if err != nil {
		return Manifest{}, false, fmt.Errorf("assets: %w", err)
	}
	var m Manifest
	if err := json.Unmarshal(text, &m); err != nil {
		return Manifest{}, false, fmt.Errorf("assets: %s: %w", manifestPath, err)
	}
	return m, true, nil
}

func (a *Assets) addBuilt(fsys fs.FS, m Manifest) error {
	for name, file := range m.Files {
		body, err := fs.ReadFile(fsys, "dist/"+file)
		if err != nil {
			return fmt.Errorf("assets: %w", err)
		}
		f := newFile(file, body)
		// Absent where it would not have been smaller.
		f.Gzip, _ = fs.ReadFile(fsys, "dist/"+file+".gz")
		f.Brotli, _ = fs.ReadFile(fsys, "dist/"+file+".br")
		a.add(name, Prefix+file, f)
	}
	return nil
}

// addSources serves the sources as they are. The scripts import each other by
// relative path, so they share a folder named after all of their contents.
func (a *Assets) addSources(fsys fs.FS) error {
	sheet, err := Stylesheet(fsys)
	if err != nil {
		return err
	}
	a.add("app.css", Prefix+HashedName("app.css", sheet), compressed("app.css", sheet))
	icons, err := readAll(fsys, "icons/*")
	if err != nil {
		return err
	}
	for name, body := range icons {
		a.add(name, Prefix+HashedName(name, body), compressed(name, body))
	}
	digest, err := Digest(fsys)
	if err != nil {
		return err
	}
	scripts, err := readAll(fsys, "js/*.js")
	if err != nil {
		return err
	}
	folder := Prefix + digest[:12] + "/"
	for name, body := range scripts {
		a.files[folder+name] = compressed(name, body)
	}
	a.urls["app.js"] = folder + "app.js"
	return nil
}

func (a *Assets) add(name, url string, f File) {
	a.urls[name] = url
	a.files[url] = f
}

// readAll gives the contents of the matching files by their base names.
func readAll(fsys fs.FS, pattern string) (map[string][]byte, error) {
	names, err := fs.Glob(fsys, pattern)
	if err != nil {
		return nil, fmt.Errorf("assets: %w", err)
	}
	files := make(map[string][]byte, len(names))
	for _, name := range names {
		if files[path.Base(name)], err = fs.ReadFile(fsys, name); err != nil {
			return nil, fmt.Errorf("assets: %w", err)
		}
	}
	return files, nil
}

func newFile(name string, body []byte) File {
	return File{Body: body, Type: mediaType(path.Ext(name)), Hash: Hash(body)}
}

func compressed(name string, body []byte) File {
	f := newFile(name, body)
	f.Gzip = Gzip(body)
	return f
}

// Gzip compresses as well as it can, and gives nil where that is no smaller.
// The same content always gives the same bytes.
func Gzip(content []byte) []byte {
	var out bytes.Buffer
	w, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		panic(err) // the level is a constant the package knows
	}
	w.Write(content)
	w.Close()
	if out.Len() >= len(content) {
		return nil
	}
	return out.Bytes()
}

// mediaType knows the few types that ship. The system's own table is not
// asked: it differs between machines.
func mediaType(ext string) string {
	switch ext {
	case ".css":
		return "text/css; charset=utf-8"
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	}
	return "application/octet-stream"
}
