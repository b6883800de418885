package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"time"

	"golang.org/x/term"

	"gloss/models/transfer"
)

// isTerminal reports whether a stream is a terminal.
func isTerminal(stream any) bool {
	file, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(file.Fd()))
}

// atTerminal reports whether a person sits at a stream.
func (env *environment) atTerminal(stream any) bool {
	return env.terminal != nil && env.terminal(stream)
}

// asker asks questions at a terminal.
type asker struct {
	ctx   context.Context
	out   io.Writer
	lines <-chan string // what is typed; closed at the end of input
}

// linesOf reads lines until ctx ends. It waits in the background, so that an
// interrupt is heeded while nobody types.
func linesOf(ctx context.Context, r io.Reader) <-chan string {
	lines := make(chan string)
	go func() {
		defer close(lines)
		for in := bufio.NewScanner(r); in.Scan(); {
			select {
			case lines <- in.Text():
			case <-ctx.Done():
				return
			}
		}
	}()
	return lines
}

// ask asks d until a number of its options, or nothing, is typed, and returns
// the option's value. It fails with errStopped at the end of input.
func (a asker) ask(d transfer.Doubt) (string, error) {
	at := 1
	fmt.Fprintf(a.out, "\n%s\n", oneLine(d.Ask))
	for i, o := range d.Options {
		fmt.Fprintf(a.out, "  %d. %s\n", i+1, oneLine(o.Label))
		if o.Value == d.Default {
			at = i + 1
		}
	}
	for {
		fmt.Fprintf(a.out, "Which? [%d] ", at)
		select {
		case line, ok := <-a.lines:
			if !ok {
				fmt.Fprintln(a.out)
				return "", errStopped
			}
			n := at
			if typed := strings.TrimSpace(line); typed != "" {
				var err error
				if n, err = strconv.Atoi(strings.TrimSuffix(typed, ".")); err != nil {
					n = 0
				}
			}
			if n >= 1 && n <= len(d.Options) {
				return d.Options[n-1].Value, nil
			}
			fmt.Fprintf(a.out, "Type a number from 1 to %d, or nothing for %d.\n", len(d.Options), at)
		case <-a.ctx.Done():
			fmt.Fprintln(a.out)
			return "", a.ctx.Err()
		}
	}
}

// How soon something counts as long, and how often is told how far it is.
const (
	meterAfter = 500 * time.Millisecond
	meterEvery = 100 * time.Millisecond
)

// meter tells at a terminal how far something long is, on one line that it
// writes over.
type meter struct {
	env   *environment
	next  time.Time // not told before
	wrote bool
}

// meter begins to tell of something, where somebody sits and looks.
func (env *environment) meter() *meter {
	if !env.atTerminal(env.stderr) {
		return &meter{}
	}
	return &meter{env: env, next: env.now().Add(meterAfter)}
}

func (m *meter) say(format string, args ...any) {
	if m.env == nil || m.env.now().Before(m.next) {
		return
	}
	m.next, m.wrote = m.env.now().Add(meterEvery), true
	fmt.Fprintf(m.env.stderr, eraseLine+format, args...)
}

// clear takes the line away.
func (m *meter) clear() {
	if m.wrote {
		fmt.Fprint(m.env.stderr, eraseLine)
	}
}

// eraseLine goes to the begin of a terminal's line and empties it.
const eraseLine = "\r\x1b[K"
