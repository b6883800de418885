package main

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"gloss/models"
	"gloss/models/article"
	"gloss/models/fetch"
	"gloss/models/store"
)

const walk20 = "# The afternoon walk\n\nNobody needs a gymnasium. Walk for twenty minutes after your midday meal, five days out of seven.\n"

// web serves another site on an address of the loopback network, and says how
// it may be asked.
func web(t *testing.T, answer http.HandlerFunc) (*httptest.Server, fetch.Options) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.9.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := &httptest.Server{Listener: listener, Config: &http.Server{Handler: answer}}
	server.Start()
	t.Cleanup(server.Close)
	at := netip.MustParseAddrPort(listener.Addr().String())
	return server, fetch.Options{Ports: []uint16{at.Port()}, Opened: []netip.Prefix{netip.PrefixFrom(at.Addr(), 32)}}
}

// library is what a person may read, by title.
func library(t *testing.T, data, name string) map[string]store.LibraryGuide {
	t.Helper()
	ctx := context.Background()
	s, err := store.Open(ctx, store.Options{Dir: data, Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	u, err := s.UserByName(ctx, name)
	if err != nil {
		t.Fatal(err)
	}
	list, err := s.Library(ctx, u.ID, nil)
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]store.LibraryGuide{}
	for _, g := range list {
		found[g.Title] = g
	}
	return found
}

func TestGuidesFromTheCommandLine(t *testing.T) {
	dir := t.TempDir()
	data := filepath.Join(dir, "data")
	put := func(name, text string) string {
		t.Helper()
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return file
	}
	site, asks := web(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/rain" {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, "<title>On rain</title><article><h1>On rain</h1><p>Listen to it, and to nothing else, for a good while.</p></article>")
	})
	walk := put("walk.md", walk20)
	for _, step := range []struct {
		stdin string
		args  string
		code  int
		says  string
	}{
		{"", "guide add " + walk, 1, "nobody has an account here yet"},
		{"my garden has nine trees\n", "user add ana", 0, "owns this server"},
		{"her dog is called Biscuit\n", "user add ben", 0, "ben can log in"},
		{"", "guide add " + walk, 0, "The afternoon walk\n1 piece of advice\n/guides/"},
		{"", "guide add " + walk, 0, "ana has this one already: /guides/"},
		{"", "guide add " + walk + " --user BEN --title Mine --shared", 0, "Mine\n1 piece of advice\n/guides/"},
		{"", "guide add " + walk + " --user cem", 1, `nobody here is called "cem"`},
		{"Breath\n\nBreathe slowly, it says, and says no more.\n", "guide add -", 0, "Breath\n"},
		{"", "guide add -", 1, "There is no text in that text."},
		{"", "guide add " + site.URL + "/rain", 0, "On rain\n"},
		{"", "guide add " + site.URL + "/snow", 1, "There is no page at that address."},
		{"", "guide add http://192.168.1.1/", 1, "from the open web only"},
		{"", "guide add " + put("large.txt", strings.Repeat("word ", article.MaxSource/5+1)), 1, "That file is larger than 2 MB"},
		{"", "guide add " + put("a.pdf", "%PDF-1.7\n\x00\x01"), 1, "That is not a text."},
		{"", "guide add " + filepath.Join(dir, "missing.md"), 1, "no such file"},
		{"", "guide add " + dir, 1, "is a directory"},
		{"", "guide add " + walk + " --fetch-allow 10.0.0.1", 1, "GLOSS_FETCH_ALLOW"},
		{"", "guide add " + walk + " --title " + strings.Repeat("x", 301), 1, "At most 300 letters"},
	} {
		var stdout, stderr bytes.Buffer
		env := environment{
			ctx: context.Background(), stdin: strings.NewReader(step.stdin), stdout: &stdout, stderr: &stderr,
			now: func() time.Time { return sunday }, fetch: asks,
		}
		code := run(env, append([]string{"--data", data}, strings.Fields(step.args)...))
		if code != step.code || !strings.Contains(stdout.String()+stderr.String(), step.says) {
			t.Errorf("gloss %.200s: code %d, said %q %q; want code %d and %q", step.args, code, stdout.String(), stderr.String(), step.code, step.says)
		}
		if lines := strings.Count(stderr.String(), "\n"); code != 0 && (lines != 1 || stdout.Len() > 0) {
			t.Errorf("gloss %s complained in %d lines: %s", step.args, lines, stderr.String())
		}
	}
	anas, bens := library(t, data, "ana"), library(t, data, "ben")
	if g := anas["The afternoon walk"]; g.Came != models.CameFile || g.File != "walk.md" || g.Shared {
		t.Errorf("the file is %+v", g)
	}
	if g := anas["Mine"]; !g.Shared || g.Owner != "ben" {
		t.Errorf("what ben shares is %+v", g)
	}
	if g := anas["On rain"]; g.Came != models.CameAddress || g.URL != site.URL+"/rain" || g.File != "" {
		t.Errorf("the page is %+v", g)
	}
	if g := anas["Breath"]; g.Came != models.CamePaste || len(anas) != 4 || len(bens) != 1 {
		t.Errorf("what was typed is %+v; there are %d and %d", g, len(anas), len(bens))
	}
}

// A guide is brought in while the server runs.
func TestAddingAGuideWhileServing(t *testing.T) {
	data := t.TempDir()
	if code, _, complaint := gloss(t, "my garden has nine trees\n", "--data", data, "user", "add", "ana"); code != 0 {
		t.Fatal(complaint)
	}
	serveStill(t, data)
	if code, out, complaint := gloss(t, walk20, "--data", data, "guide", "add", "-"); code != 0 || !strings.Contains(out, "The afternoon walk") {
		t.Errorf("code %d, said %q %q", code, out, complaint)
	}
	if _, ok := library(t, data, "ana")["The afternoon walk"]; !ok {
		t.Error("it is not in the library")
	}
	info, err := os.Stat(filepath.Join(data, guidesFolder))
	if err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("the guides folder: %v %v", info, err)
	}
}

// A network that is none stops the start, with one line naming the setting.
func TestWrongFetchAllow(t *testing.T) {
	code, out, complaint := gloss(t, "", "serve", "--data", t.TempDir(), "--addr", "127.0.0.1:0", "--fetch-allow", "192.168.1.1")
	if code != 1 || out != "" || !strings.Contains(complaint, "GLOSS_FETCH_ALLOW") || strings.Count(complaint, "\n") != 1 {
		t.Errorf("code %d, said %q, complained %q", code, out, complaint)
	}
	for _, command := range []string{"serve", "guide add"} {
		if _, out, _ := gloss(t, "", append(strings.Fields(command), "-h")...); !strings.Contains(out, "GLOSS_FETCH_ALLOW") {
			t.Errorf("gloss %s -h says %s", command, out)
		}
	}
}
