package main

import (
	"fmt"
	"io"
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

// write copies the file to standard output.
func (*exportCommand) write(env *environment, s *store.Store, u models.User, w transfer.Writer, today date.Date) error {
	f, err := s.ExportFile(env.ctx, u.ID, w.Name, today)
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = io.Copy(env.stdout, f)
	return err
}
