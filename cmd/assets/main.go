// Command assets builds assets/dist: the style sheet and the script bundled,
// minified, named after their content and compressed, and a manifest of them.
// It is a tool of the build and no part of the server, which serves the
// sources where this was never run. Run it from the root of the module.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/evanw/esbuild/pkg/api"

	"gloss/assets"
)

func main() {
	if err := run("assets"); err != nil {
		fmt.Fprintln(os.Stderr, "assets:", err)
		os.Exit(1)
	}
}

func run(dir string) error {
	sources := os.DirFS(dir)
	digest, err := assets.Digest(sources)
	if err != nil {
		return err
	}
	htmx, err := htmxVersion(dir)
	if err != nil {
		return err
	}
	sheet, err := buildSheet(sources)
	if err != nil {
		return err
	}
	script, err := buildScript(dir, htmx != "")
	if err != nil {
		return err
	}
	built := map[string][]byte{"app.css": sheet, "app.js": script}
	icons, err := fs.Glob(sources, "icons/*")
	if err != nil {
		return err
	}
	for _, icon := range icons {
		if built[filepath.Base(icon)], err = fs.ReadFile(sources, icon); err != nil {
			return err
		}
	}
	if err := write(filepath.Join(dir, "dist"), assets.Manifest{Sources: digest, Htmx: htmx}, built); err != nil {
		return err
	}
	with := "with htmx " + htmx
	if htmx == "" {
		with = "without htmx (npm ci --prefix assets brings it): forms are sent as plain posts"
	}
	fmt.Printf("assets: app.css %d bytes, app.js %d bytes, %s\n", len(sheet), len(script), with)
	return nil
}

// htmxVersion is the version that npm installed, empty where it has not.
func htmxVersion(dir string) (string, error) {
	text, err := os.ReadFile(filepath.Join(dir, "node_modules/htmx.org/package.json"))
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	var about struct{ Version string }
	if err := json.Unmarshal(text, &about); err != nil {
		return "", fmt.Errorf("htmx.org/package.json: %w", err)
	}
	return about.Version, nil
}

func buildSheet(sources fs.FS) ([]byte, error) {
	sheet, err := assets.Stylesheet(sources)
	if err != nil {
		return nil, err
	}
	result := api.Transform(string(sheet), api.TransformOptions{
		Loader:           api.LoaderCSS,
		MinifySyntax:     true,
		MinifyWhitespace: true,
		Sourcefile:       "app.css",
	})
	return result.Code, complaint(result.Errors, result.Warnings)
}

func buildScript(dir string, htmx bool) ([]byte, error) {
	entry := "app.js"
	if htmx {
		entry = "enhanced.js"
	}
	result := api.Build(api.BuildOptions{
		EntryPoints:       []string{filepath.Join(dir, "js", entry)},
		Bundle:            true,
		Format:            api.FormatESModule,
		Target:            api.ES2022,
		MinifySyntax:      true,
		MinifyWhitespace:  true,
		MinifyIdentifiers: true,
		LegalComments:     api.LegalCommentsNone,
	})
	if err := complaint(result.Errors, result.Warnings); err != nil {
		return nil, err
	}
	return result.OutputFiles[0].Contents, nil
}

// complaint is everything esbuild had to say; a warning is a mistake too.
func complaint(lists ...[]api.Message) error {
	var all []error
	for _, messages := range lists {
		for _, text := range api.FormatMessages(messages, api.FormatMessagesOptions{}) {
			all = append(all, errors.New(text))
		}
	}
	return errors.Join(all...)
}
