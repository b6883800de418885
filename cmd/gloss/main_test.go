package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// gloss runs one command line with a password on standard input, and returns
// its code and all it said.
func gloss(t *testing.T, stdin string, args ...string) (code int, out, complaint string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	code = run(environment{
		ctx: context.Background(), stdin: strings.NewReader(stdin), stdout: &stdout, stderr: &stderr,
		now: func() time.Time { return time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC) },
	}, args)
	return code, stdout.String(), stderr.String()
}

func TestAccountsFromTheCommandLine(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	steps := []struct {
		stdin string
		args  []string
		code  int
		says  string
	}{
		{"my garden has nine trees\n", []string{"user", "add", "ana"}, 0, "owns this server"},
		{"her dog is called Biscuit\n", []string{"user", "add", "Bea", "--zone", "Europe/Lisbon"}, 0, "Bea can log in now."},
		{"her dog is called Biscuit\n", []string{"user", "add", "ANA"}, 1, "name"},
		{"short\n", []string{"user", "add", "cem"}, 1, "10"},
		{"her dog is called Biscuit\n", []string{"user", "add", "cem", "--zone", "Mars/Olympus"}, 1, "zone"},
		{"", []string{"user", "list"}, 0, "Europe/Lisbon"},
		{"a sentence nobody guesses\n", []string{"user", "passwd", "bea"}, 0, "signed out everywhere"},
		{"a sentence nobody guesses\n", []string{"user", "passwd", "dan"}, 1, `nobody here is called "dan"`},
		{"", []string{"user", "remove", "Bea"}, 0, "gone"},
		{"", []string{"user", "list"}, 0, "ana"},
		{"", []string{"check"}, 0, "sound"},
	}
	for _, step := range steps {
		code, out, complaint := gloss(t, step.stdin, append([]string{"--data", data}, step.args...)...)
		if code != step.code || !strings.Contains(out+complaint, step.says) {
			t.Fatalf("gloss %s: code %d, said %q %q; want code %d and %q", strings.Join(step.args, " "), code, out, complaint, step.code, step.says)
		}
		if lines := strings.Count(complaint, "\n"); code != 0 && lines != 1 {
			t.Errorf("gloss %s complained in %d lines: %s", strings.Join(step.args, " "), lines, complaint)
		}
	}
	if _, out, _ := gloss(t, "", "--data", data, "user", "list"); strings.Contains(out, "Bea") {
		t.Errorf("Bea is still listed: %s", out)
	}
}

func TestBackupAndRestore(t *testing.T) {
	dir := t.TempDir()
	data, file := filepath.Join(dir, "data"), filepath.Join(dir, "copy.db")
	must := func(stdin string, args ...string) string {
		t.Helper()
		code, out, complaint := gloss(t, stdin, append([]string{"--data", data}, args...)...)
		if code != 0 {
			t.Fatalf("gloss %s: %s", strings.Join(args, " "), complaint)
		}
		return out
	}
	must("my garden has nine trees\n", "user", "add", "ana")
	must("", "backup", file)
	must("her dog is called Biscuit\n", "user", "add", "bea")
	must("", "restore", file)
	if out := must("", "user", "list"); !strings.Contains(out, "ana") || strings.Contains(out, "bea") {
		t.Errorf("after the restore these are here: %s", out)
	}
	if code, _, complaint := gloss(t, "", "--data", data, "backup", file); code != 1 || !strings.Contains(complaint, "copy.db") {
		t.Errorf("a backup over a file that is there: code %d, %q", code, complaint)
	}
	if err := os.WriteFile(filepath.Join(dir, "not.db"), []byte("a letter to my aunt"), 0o600); err != nil {
		t.Fatal(err)
	}
	if code, _, complaint := gloss(t, "", "--data", data, "restore", filepath.Join(dir, "not.db")); code != 1 || strings.Count(complaint, "\n") != 1 {
		t.Errorf("restoring what is no backup: code %d, %q", code, complaint)
	}
}

// A wrong setting stops the start with one line naming it.
func TestWrongSettings(t *testing.T) {
	for name, args := range map[string][]string{
		"GLOSS_ADDR":            {"--addr", "nowhere"},
		"--url":                 {"--addr", "0.0.0.0:0"},
		"GLOSS_URL":             {"--url", "gloss.example.org"},
		"GLOSS_TRUSTED_PROXIES": {"--trusted-proxies", "10.0.0.1"},
		"--signup":              {"--signup", "everybody"},
		"--log":                 {"--log", "loud"},
	} {
		t.Run(name, func(t *testing.T) {
			code, out, complaint := gloss(t, "", append([]string{"serve", "--data", t.TempDir()}, args...)...)
			if code != 1 || out != "" || !strings.Contains(complaint, name) || strings.Count(complaint, "\n") != 1 {
				t.Errorf("code %d, said %q, complained %q", code, out, complaint)
			}
		})
	}
}

// What -h says is what there is.
func TestHelpNamesEverySetting(t *testing.T) {
	code, out, _ := gloss(t, "", "serve", "-h")
	if code != 0 {
		t.Errorf("help left with code %d", code)
	}
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, setting := range []string{"GLOSS_ADDR", "GLOSS_DATA", "GLOSS_URL", "GLOSS_SIGNUP", "GLOSS_TRUSTED_PROXIES", "GLOSS_FETCH_ALLOW", "GLOSS_LOG"} {
		if !strings.Contains(out, setting) || !strings.Contains(string(readme), setting) {
			t.Errorf("%s is missing from gloss serve -h or from README.md", setting)
		}
	}
	if _, out, _ = gloss(t, "", "-h"); !strings.Contains(out, "backup") || !strings.Contains(out, "user") {
		t.Errorf("gloss -h says %s", out)
	}
}
