package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"gloss/models"
	"gloss/models/auth"
	"gloss/models/date"
	"gloss/models/store"
	"gloss/models/transfer"
)

type importCommand struct {
	Files []string `arg:"" name:"file" help:"A file, several that belong together, a folder or a zip. What it is, Gloss knows by what is inside: ${readable}."`
	User  string   `help:"Whose account it goes to. Default: that of the server's owner." placeholder:"NAME"`
	Leave []string `help:"Leave a habit of the file out, by its name. May be given several times." sep:"none" placeholder:"HABIT"`
	Yes   bool     `help:"Ask nothing: take the default answer to each question, and say which that is. So it is without a terminal, too."`
}

// errStopped ends an import that somebody did not want to go on with.
var errStopped = errors.New("stopped; nothing came in")

// Run shows what is in the files, asks what they leave open, brings them in and
// says what came of it.
func (cmd *importCommand) Run(env *environment) error {
	defer makeRoom()()
	s, err := env.open()
	if err != nil {
		return err
	}
	defer s.Close()
	u, err := env.person(s, cmd.User)
	if err != nil {
		return err
	}
	files, err := transfer.Open(cmd.Files...)
	if err != nil {
		return inOneLine(err)
	}
	defer files.Close()
	in := &incoming{
		env: env, store: s, user: u, files: files, leave: cmd.Leave, choices: transfer.Choices{},
		today: date.Today(env.now(), u.Location(), u.DayStart),
	}
	err = in.come(!cmd.Yes && env.atTerminal(env.stdin) && env.atTerminal(env.stderr))
	if env.ctx.Err() != nil && err != nil && !in.came {
		return errStopped
	}
	return inOneLine(err)
}

// inOneLine makes one line of an error that names what a file holds.
func inOneLine(err error) error {
	if err == nil {
		return nil
	}
	return errors.New(oneLine(err.Error()))
}

// incoming is a history on its way into an account.
type incoming struct {
	env     *environment
	store   *store.Store
	user    models.User
	today   date.Date
	files   *transfer.Files
	leave   []string // names of habits that are left out
	choices transfer.Choices

	bundle *transfer.Bundle
	found  store.Preview
	told   []transfer.Loss
	came   bool // it is written
}

// come does all of it. Where asks is false, every question takes its default.
func (in *incoming) come(asks bool) error {
	if err := in.look(); err != nil {
		return err
	}
	out := in.env.stdout
	if err := in.show(out); err != nil {
		return err
	}
	settle := in.takeDefaults
	if asks {
		settle = in.ask
	}
	if goes, err := settle(); err != nil || !goes {
		return err
	}
	meter := in.env.meter()
	done, err := in.store.Import(in.env.ctx, in.user.ID, auth.NewPageID(), in.bundle, in.choices, in.today, func(done, total int) {
		meter.say("Bringing in: %s of %s", models.Grouped(done), models.Counted(total, "day", "days"))
	})
	meter.clear()
	if err != nil {
		return err
	}
	in.came = true
	if err := in.tellCame(out, done); err != nil {
		return err
	}
	return in.prove(out)
}

// look reads the files with the choices so far, and finds out what would become
// of them.
func (in *incoming) look() (err error) {
	in.bundle = nil // there may be much of it
	meter := in.env.meter()
	in.bundle, err = transfer.Read(in.env.ctx, in.files, in.choices, in.today, func(n int) {
		meter.say("Reading: %s", models.Counted(n, "day", "days"))
	})
	meter.clear()
	if err != nil {
		return err
	}
	for _, name := range in.leave {
		if !in.leaveOut(name) {
			return fmt.Errorf("there is no habit called %q in it", name)
		}
	}
	in.found, err = in.store.PreviewImport(in.env.ctx, in.user.ID, in.bundle, in.choices, in.today)
	return err
}

// leaveOut leaves the habits of a name out; it is false where there is none.
func (in *incoming) leaveOut(name string) (any bool) {
	for i, h := range in.bundle.Habits {
		if models.NameKey(h.Name) == models.NameKey(name) {
			in.choices["habit."+strconv.Itoa(i)] = "leave"
			any = true
		}
	}
	return any
}

// takeDefaults says what is taken where nobody is asked.
func (in *incoming) takeDefaults() (goes bool, err error) {
	var b strings.Builder
	for i, d := range in.found.Doubts {
		if i == 0 {
			b.WriteString("\nWhat is left open, and what is taken:\n")
		}
		fmt.Fprintf(&b, "- %s %s.\n", oneLine(d.Ask), strings.TrimSuffix(oneLine(label(d, in.choices.Of(d))), "."))
	}
	_, err = io.WriteString(in.env.stdout, b.String())
	return err == nil, err
}

// ask asks until nothing is open any more, as an answer may raise a question;
// then whether to go on.
func (in *incoming) ask() (goes bool, err error) {
	ctx, stop := context.WithCancel(in.env.ctx)
	defer stop()
	asker := asker{ctx: ctx, out: in.env.stderr, lines: linesOf(ctx, in.env.stdin)}
	for {
		open := slices.DeleteFunc(slices.Clone(in.found.Doubts), func(d transfer.Doubt) bool { _, said := in.choices[d.ID]; return said })
		if len(open) == 0 {
			break
		}
		for _, d := range open {
			if in.choices[d.ID], err = asker.ask(d); err != nil {
				return false, err
			}
		}
		if err := in.look(); err != nil {
			return false, err
		}
		var b strings.Builder
		in.tellLost(&b, in.found.Lost)
		if _, err := io.WriteString(in.env.stdout, b.String()); err != nil {
			return false, err
		}
	}
	if in.found.Nothing || in.found.Refused != "" {
		return true, nil
	}
	answer, err := asker.ask(in.last())
	if err != nil || answer == "bring" {
		return err == nil, err
	}
	_, err = io.WriteString(in.env.stdout, "\nNothing came in.\n")
	return false, err
}

// last asks whether all of it is to come now.
func (in *incoming) last() transfer.Doubt {
	sum := "That is " + in.sum() + " for " + in.user.Name
	if in.found.New < in.found.Entries {
		sum += "; " + models.Grouped(in.found.New) + " of the days are new"
	}
	return transfer.Doubt{
		ID: "come", Ask: sum + ". Shall it come in?", Default: "bring",
		Options: []transfer.Option{{Value: "bring", Label: "Yes; the journal can take all of it back at once"}, {Value: "stop", Label: "No, leave everything as it is"}},
	}
}
