package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"gloss/assets"
	"gloss/models"
	"gloss/models/store"
)

// setupFile holds the code asked of whoever makes the first account.
const setupFile = "setup-code"

// setupCode returns the code to ask for, and prints it; empty where there is an
// owner already or only this machine can reach the server. A code made before
// and not used yet stays the same.
func setupCode(env *environment, s *store.Store, home bool) (string, error) {
	file := filepath.Join(env.data, setupFile)
	taken, err := s.HasUsers(env.ctx)
	if err != nil {
		return "", err
	}
	if taken || home {
		if err := os.Remove(file); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return "", err
		}
		return "", nil
	}
	old, err := os.ReadFile(file)
	code := strings.TrimSpace(string(old))
	if errors.Is(err, fs.ErrNotExist) || err == nil && code == "" {
		code = rand.Text()[:20]
		err = os.WriteFile(file, []byte(code+"\n"), 0o600)
	}
	if err != nil {
		return "", fmt.Errorf("the setup code: %w", err)
	}
	fmt.Fprintf(env.stdout, "The first account needs this setup code: %s (also in %s)\n", code, file)
	return code, nil
}

// shipGuides puts the guides of this release into the library; what is there
// already stays as it is.
func shipGuides(ctx context.Context, s *store.Store, files *assets.Assets) error {
	shelf := files.Guides()
	names, err := fs.Glob(shelf, "*.md")
	if err != nil {
		return err
	}
	for _, name := range names {
		text, err := fs.ReadFile(shelf, name)
		if err != nil {
			return err
		}
		guide, advice, err := models.ShippedGuide(strings.TrimSuffix(name, path.Ext(name)), text)
		if err != nil {
			return fmt.Errorf("guide %s: %w", name, err)
		}
		if err := s.PutShipped(ctx, guide, advice); err != nil {
			return fmt.Errorf("guide %s: %w", name, err)
		}
	}
	return nil
}
