package main

import (
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"

	"github.com/andybalholm/brotli"

	"gloss/assets"
)

// write puts the built files and their manifest in dist and removes what an
// earlier build left there. The manifest comes before the removal and after
// the files, so a build broken off leaves nothing that is served.
func write(dist string, manifest assets.Manifest, built map[string][]byte) error {
	manifest.Files = map[string]string{}
	files := map[string][]byte{}
	for name, body := range built {
		hashed := assets.HashedName(name, body)
		manifest.Files[name] = hashed
		maps.Copy(files, encodings(hashed, body))
	}
	text, err := json.MarshalIndent(manifest, "", "  ")
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dist, 0o755); err != nil {
		return err
	}
	for name, body := range files {
		if err := os.WriteFile(filepath.Join(dist, name), body, 0o644); err != nil {
			return err
		}
	}
	if err := os.WriteFile(filepath.Join(dist, "manifest.json"), append(text, '\n'), 0o644); err != nil {
		return err
	}
	files["manifest.json"], files[".gitkeep"] = nil, nil
	return removeOthers(dist, files)
}

// encodings are the file itself and its compressed forms, where smaller.
func encodings(name string, body []byte) map[string][]byte {
	files := map[string][]byte{name: body}
	if small := assets.Gzip(body); small != nil {
		files[name+".gz"] = small
	}
	if small := squeeze(body); len(small) < len(body) {
		files[name+".br"] = small
	}
	return files
}

func squeeze(body []byte) []byte {
	var out bytes.Buffer
	w := brotli.NewWriterLevel(&out, brotli.BestCompression)
	w.Write(body) // a bytes.Buffer refuses nothing
	w.Close()
	return out.Bytes()
}

func removeOthers(dist string, keep map[string][]byte) error {
	entries, err := os.ReadDir(dist)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		if _, ok := keep[entry.Name()]; ok {
			continue
		}
		if err := os.Remove(filepath.Join(dist, entry.Name())); err != nil {
			return err
		}
	}
	return nil
}
