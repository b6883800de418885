package main

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"sync"
	"syscall"
	"testing"
	"time"
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
	t    testing.TB
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
func start(t testing.TB, data string, args ...string) *server {
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
