package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/store"
	"gloss/models/transfer"
)

type exportCommand struct {
	User   string `help:"Whose. Default: the server's owner." placeholder:"NAME"`
	Format string `help:"What kind of file: json, the default, is everything, in Gloss's own file; csv is a zip of two tables; loop is a backup that Loop Habit Tracker restores; markdown is a zip of the person's guides." enum:"${writable}" default:"json" placeholder:"FORMAT"`
}

// writable names what an account can leave as, by commas.
func writable() string {
	var names []string
	for _, w := range transfer.Writers {
		names = append(names, w.Name)
	}
	return strings.Join(names, ",")
}

// Run writes the file to standard output, and what it cannot hold to standard
// error.
func (cmd *exportCommand) Run(env *environment) error {
	w := transfer.Writers[slices.IndexFunc(transfer.Writers, func(w transfer.Writer) bool { return w.Name == cmd.Format })]
	s, err := env.open()
	if err != nil {
		return err
	}
	defer s.Close()
	u, err := env.person(s, cmd.User)
	if err != nil {
		return err
	}
	today := date.Today(env.now(), u.Location(), u.DayStart)
	if w.Type != "application/json" && env.atTerminal(env.stdout) {
		return fmt.Errorf("this file is not for a terminal; end the line with > %s", w.FileName(u.Name, today))
	}
	if err := cmd.write(env, s, u, w, today); err != nil {
		return err
	}
	if len(w.Losses) > 0 {
		fmt.Fprintln(env.stderr, "What this file cannot hold:")
	}
	for _, l := range w.Losses {
		fmt.Fprintln(env.stderr, "-", l)
	}
	return nil
}

// write makes the file whole before its first byte goes out, so that nobody gets
// half of one, and a slow reader does not hold the database.
func (*exportCommand) write(env *environment, s *store.Store, u models.User, w transfer.Writer, today date.Date) error {
	dir, done, err := s.Scratch()
	if err != nil {
		return err
	}
	defer done()
	f, err := os.OpenFile(filepath.Join(dir, "export"), os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	defer f.Close()
	fill := func(sink transfer.Sink) error { return s.Export(env.ctx, u.ID, today, sink) }
	if err := transfer.Write(env.ctx, w.Name, f, dir, fill); err != nil {
		return err
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return err
	}
	_, err = io.Copy(env.stdout, f)
	return err
}
