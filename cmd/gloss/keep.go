package main

import (
	"errors"
	"fmt"

	"gloss/models/store"
)

type backupCommand struct {
	File string `arg:"" help:"File to write; it must not exist yet."`
}

// Run writes a backup.
func (cmd *backupCommand) Run(env *environment) error {
	s, err := env.open()
	if err != nil {
		return err
	}
	defer s.Close()
	if err := s.Backup(env.ctx, cmd.File); err != nil {
		return err
	}
	fmt.Fprintf(env.stdout, "Wrote %s.\n", cmd.File)
	return nil
}

type restoreCommand struct {
	File string `arg:"" help:"Backup to put in the database's place."`
}

// Run restores a backup.
func (cmd *restoreCommand) Run(env *environment) error {
	if err := store.Restore(env.ctx, env.data, cmd.File); err != nil {
		return err
	}
	fmt.Fprintf(env.stdout, "Restored %s. Everybody has to log in again.\n", cmd.File)
	return nil
}

type checkCommand struct{}

// Run prints what is wrong with the database, or that nothing is.
func (*checkCommand) Run(env *environment) error {
	s, err := env.open()
	if err != nil {
		return err
	}
	defer s.Close()
	problems, err := s.Check(env.ctx)
	if err != nil {
		return err
	}
	for _, p := range problems {
		fmt.Fprintln(env.stdout, p)
	}
	if len(problems) > 0 {
		return errors.New("the database is not sound; gloss restore puts a backup in its place")
	}
	fmt.Fprintln(env.stdout, "The database is sound.")
	return nil
}
