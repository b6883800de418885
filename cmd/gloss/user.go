package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"text/tabwriter"
	"time"

	"golang.org/x/term"

	"gloss/models"
	"gloss/models/auth"
	"gloss/models/store"
)

type userCommands struct {
	Add    userAdd    `cmd:"" help:"Make an account; the first one owns the server. Asks for the password, or reads its first line from standard input."`
	List   userList   `cmd:"" help:"List the accounts."`
	Passwd userPasswd `cmd:"" help:"Set a new password, which signs the account out everywhere."`
	Remove userRemove `cmd:"" help:"Remove an account with all that it holds. Backups keep theirs."`
}

type userAdd struct {
	Name string `arg:"" help:"What the person logs in with."`
	Zone string `help:"Time zone, such as Europe/Berlin." default:"UTC"`
}

// Run makes the owner when there is no account yet, and a person otherwise.
func (cmd *userAdd) Run(env *environment) error {
	bad := models.Invalid{}
	models.ValidateName(cmd.Name, bad)
	models.Settings{Zone: cmd.Zone}.Validate(bad)
	if err := bad.Or(); err != nil {
		return err
	}
	s, err := env.open()
	if err != nil {
		return err
	}
	defer s.Close()
	hash, err := env.newPassword(cmd.Name)
	if err != nil {
		return err
	}
	add := store.NewUser{Name: cmd.Name, Password: hash, Zone: cmd.Zone}
	u, err := s.CreateOwner(env.ctx, add)
	if errors.Is(err, models.ErrClosed) {
		u, err = s.CreateUser(env.ctx, add)
	}
	if err != nil {
		return err
	}
	if u.Owner {
		fmt.Fprintf(env.stdout, "%s can log in now, and owns this server.\n", u.Name)
		return nil
	}
	fmt.Fprintf(env.stdout, "%s can log in now.\n", u.Name)
	return nil
}

type userList struct{}

// Run prints a line per account.
func (*userList) Run(env *environment) error {
	s, err := env.open()
	if err != nil {
		return err
	}
	defer s.Close()
	users, err := s.Users(env.ctx)
	if err != nil {
		return err
	}
	w := tabwriter.NewWriter(env.stdout, 0, 0, 2, ' ', 0)
	for _, u := range users {
		role := "person"
		if u.Owner {
			role = "owner"
		}
		if u.Disabled {
			role += ", disabled"
		}
		fmt.Fprintf(w, "%s\t%s\t%s\tsince %s\n", u.Name, role, u.Zone, time.UnixMilli(u.CreatedAt).UTC().Format(time.DateOnly))
	}
	return w.Flush()
}

type userPasswd struct {
	Name string `arg:"" help:"Whose password."`
}

// Run sets a new password and ends every session.
func (cmd *userPasswd) Run(env *environment) error {
	return env.withUser(cmd.Name, func(s *store.Store, u models.User) error {
		hash, err := env.newPassword(u.Name)
		if err != nil {
			return err
		}
		if err := s.SetPassword(env.ctx, u.ID, hash, ""); err != nil {
			return err
		}
		fmt.Fprintf(env.stdout, "%s has a new password and is signed out everywhere.\n", u.Name)
		return nil
	})
}

type userRemove struct {
	Name string `arg:"" help:"Whose account."`
}

// Run removes every row of an account.
func (cmd *userRemove) Run(env *environment) error {
	return env.withUser(cmd.Name, func(s *store.Store, u models.User) error {
		if err := s.RemoveUser(env.ctx, u.ID); err != nil {
			return err
		}
		fmt.Fprintf(env.stdout, "%s and all that was logged are gone from the database. Backups made before keep theirs.\n", u.Name)
		return nil
	})
}

func (env *environment) withUser(name string, do func(*store.Store, models.User) error) error {
	s, err := env.open()
	if err != nil {
		return err
	}
	defer s.Close()
	u, err := env.named(s, name)
	if err != nil {
		return err
	}
	return do(s, u)
}

// named finds an account by its name.
func (env *environment) named(s *store.Store, name string) (models.User, error) {
	u, err := s.UserByName(env.ctx, name)
	if errors.Is(err, models.ErrNotFound) {
		return models.User{}, fmt.Errorf("nobody here is called %q; gloss user list shows who is", name)
	}
	return u, err
}

// newPassword reads a password and returns its hash: asked twice, unseen, at a
// terminal, else the first line of standard input.
func (env *environment) newPassword(name string) (string, error) {
	password, err := env.readPassword()
	if err != nil {
		return "", err
	}
	bad := models.Invalid{}
	auth.ValidatePassword(password, name, bad.Add)
	if err := bad.Or(); err != nil {
		return "", err
	}
	return auth.NewHasher(auth.Strong).Hash(env.ctx, password)
}

func (env *environment) readPassword() (string, error) {
	file, ok := env.stdin.(*os.File)
	if !ok || !term.IsTerminal(int(file.Fd())) {
		line, err := bufio.NewReader(env.stdin).ReadString('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return "", err
		}
		return strings.TrimRight(line, "\r\n"), nil
	}
	ask := func(prompt string) (string, error) {
		fmt.Fprint(env.stderr, prompt)
		typed, err := term.ReadPassword(int(file.Fd()))
		fmt.Fprintln(env.stderr)
		return string(typed), err
	}
	first, err := ask("Password: ")
	if err != nil {
		return "", err
	}
	if again, err := ask("Once more: "); err != nil || again != first {
		return "", errors.Join(err, errors.New("the two do not match; nothing was changed"))
	}
	return first, nil
}
