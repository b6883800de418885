//go:build browser

package main

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"gloss/cmd/internal/chromium"
)

// binary is gloss as it is shipped, built once for all tests.
var binary = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "gloss")
	if err != nil {
		return "", err
	}
	file := filepath.Join(dir, "gloss")
	out, err := exec.Command("go", "build", "-o", file, ".").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("%w: %s", err, out)
	}
	return file, nil
})

// server is a running gloss.
type server struct {
	t    *testing.T
	cmd  *exec.Cmd
	url  string
	said *bytes.Buffer // standard error
	code string        // the setup code it printed, if any
}

var (
	openAt    = regexp.MustCompile(`open at (\S+)`)
	codeGiven = regexp.MustCompile(`setup code: (\S+)`)
)

// start runs gloss on a data folder and waits until it is open.
func start(t *testing.T, data string, args ...string) *server {
	t.Helper()
	file, err := binary()
	if err != nil {
		t.Fatal(err)
	}
	s := &server{t: t, said: &bytes.Buffer{}}
	s.cmd = exec.Command(file, append([]string{"serve", "--data", data, "--addr", "127.0.0.1:0"}, args...)...)
	s.cmd.Stderr = s.said
	out, err := s.cmd.StdoutPipe()
	if err == nil {
		err = s.cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.cmd.Process.Kill() })
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if m := codeGiven.FindStringSubmatch(lines.Text()); m != nil {
			s.code = m[1]
		}
		if m := openAt.FindStringSubmatch(lines.Text()); m != nil {
			s.url = m[1]
			return s
		}
	}
	s.cmd.Wait()
	t.Fatalf("gloss did not open: %s", s.said)
	return nil
}

// stop ends gloss as a service manager does, and waits for it.
func (s *server) stop() {
	s.t.Helper()
	if err := s.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		s.t.Fatal(err)
	}
	done := make(chan error, 1)
	go func() { done <- s.cmd.Wait() }()
	select {
	case err := <-done:
		if err != nil {
			s.t.Fatalf("gloss ended badly: %v\n%s", err, s.said)
		}
	case <-time.After(15 * time.Second):
		s.t.Fatal("gloss did not stop")
	}
}

// visit is somebody using Gloss in a browser.
type visit struct {
	*chromium.Tab
	t      *testing.T
	clicks int
	script bool
}

func open(t *testing.T, url string, look chromium.Look) *visit {
	t.Helper()
	v := &visit{chromium.Open(t, url, look), t, 0, !look.NoScript}
	t.Cleanup(func() {
		for _, r := range v.Reports() {
			if strings.Contains(r, "status of 422") { // refused on purpose
				continue
			}
			t.Errorf("the browser complained: %s", r)
		}
	})
	return v
}

// leave clicks what leads to another page, and counts the click.
func (v *visit) leave(selector string) {
	v.t.Helper()
	v.clicks++
	v.Leave(selector)
}

// press clicks what changes the page: in place with scripts, by way of a new
// page without.
func (v *visit) press(selector string) {
	v.t.Helper()
	if !v.script {
		v.leave(selector)
		return
	}
	v.clicks++
	v.Click(selector)
}

// signUp fills in the form there and sends it. Where no script can tell, the
// time zone is asked.
func (v *visit) signUp(name string) {
	v.t.Helper()
	v.Type("#name", name)
	v.Type("#password", "a short sentence of "+name)
	if !v.script {
		v.Do(chromedp.SetValue(chromedp.CSS("select[name=zone]"), "Europe/Berlin"))
	}
	v.leave("main form button.btn")
	v.holds("h1", "What would you like to keep?")
}

// row returns a selector for the row of a habit on Today.
func (v *visit) row(name string) string {
	v.t.Helper()
	id := chromium.Eval[string](v.Tab, `[...document.querySelectorAll("li.habit")].find(e => e.querySelector(".name").textContent.trim() === "`+name+`")?.id ?? ""`)
	if id == "" {
		v.t.Fatalf("no row called %q at %s", name, v.Here())
	}
	return "[id='" + id + "']"
}

// holds waits until the first match of a selector holds some words.
func (v *visit) holds(selector, words string) {
	v.t.Helper()
	v.WaitText(selector, words)
}
