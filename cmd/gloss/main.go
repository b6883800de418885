// Command gloss is the whole of Gloss in one binary: the server, and the
// commands that keep its people and its data. It decides how settings are
// given; what they do is decided where they are used.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"syscall"
	"time"
	_ "time/tzdata" // zones, where the system has none

	"github.com/alecthomas/kong"

	"gloss/models/fetch"
	"gloss/models/plan"
	"gloss/models/store"
	"gloss/models/transfer"
)

// commands are all settings and commands; -h prints what stands here.
type commands struct {
	Data string `help:"Folder that holds the database, its backups, guides to bring in and the setup code." env:"GLOSS_DATA" default:"data" placeholder:"DIR"`
	Log  string `help:"What to log, to standard error: debug, info, warn or error." env:"GLOSS_LOG" default:"info" enum:"debug,info,warn,error"`

	Serve   serveCommand   `cmd:"" default:"withargs" help:"Run the server. This is what gloss does without a command."`
	User    userCommands   `cmd:"" help:"Keep the accounts of this server."`
	Guide   guideCommands  `cmd:"" help:"Bring articles into the library."`
	Import  importCommand  `cmd:"" help:"Bring a history in, from Gloss or from another tracker. Shows what is in it first, and asks. Works while the server runs, too."`
	Export  exportCommand  `cmd:"" help:"Write what a person has to standard output, as a file to take along. Works while the server runs, too."`
	Backup  backupCommand  `cmd:"" help:"Write a sound copy of the database to a file, also while the server runs. The server makes one itself every night, in backups of the data folder."`
	Restore restoreCommand `cmd:"" help:"Put a backup in the database's place. The server must be stopped: while it runs, its owner does it at /backups. The last three databases that were replaced are kept beside it."`
	Check   checkCommand   `cmd:"" help:"Look the whole database over and say what is wrong with it."`
	Advice  adviceCommand  `cmd:"" help:"Say what a text advises: which habits, how much, how often, and where it says so."`
}

// environment is what a command may use of the world.
type environment struct {
	ctx            context.Context
	stdin          io.Reader
	stdout, stderr io.Writer
	terminal       func(stream any) bool // whether a person sits there; nil where nobody does
	now            func() time.Time
	fetch          fetch.Options // how pages are asked of other sites, apart from the settings

	log  *slog.Logger
	data string // the data folder
}

// open opens the database for a command other than serve.
func (env *environment) open() (*store.Store, error) {
	return store.Open(env.ctx, store.Options{Dir: env.data, Now: env.now, Log: env.log})
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	env := environment{ctx: ctx, stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr, terminal: isTerminal, now: time.Now}
	os.Exit(run(env, os.Args[1:]))
}

// exit carries the code kong wants to leave with.
type exit int

// run executes one command line in env, of which it fills in what the settings
// decide, and returns the code to exit with: 0 when all went well, 1 when it
// did not, after one line on stderr that says why.
func run(env environment, args []string) (code int) {
	defer func() {
		if e, ok := recover().(exit); ok {
			code = int(e)
		}
	}()
	var cli commands
	parser, err := kong.New(&cli,
		kong.Name("gloss"),
		kong.Description("Keeps a wellness article beside the habits it asks for, and remembers what you did."),
		kong.Writers(env.stdout, env.stderr),
		kong.Exit(func(code int) { panic(exit(code)) }),
		kong.Vars{"readable": plan.List(transfer.Titles()), "writable": writable()},
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, FlagsLast: true}),
	)
	if err != nil {
		return complain(env.stderr, err)
	}
	cmd, err := parser.Parse(args)
	if err != nil {
		return complain(env.stderr, err)
	}
	var level slog.Level
	if err := level.UnmarshalText([]byte(cli.Log)); err != nil {
		return complain(env.stderr, err)
	}
	env.data = cli.Data
	env.log = slog.New(slog.NewJSONHandler(env.stderr, &slog.HandlerOptions{Level: level, ReplaceAttr: inUTC}))
	if err := cmd.Run(&env); err != nil && !errors.Is(err, context.Canceled) {
		return complain(env.stderr, err)
	}
	return 0
}

func complain(stderr io.Writer, err error) int {
	fmt.Fprintln(stderr, "gloss:", err)
	return 1
}

// inUTC writes the time of each log line in UTC.
func inUTC(_ []string, a slog.Attr) slog.Attr {
	if a.Key == slog.TimeKey {
		a.Value = slog.TimeValue(a.Value.Time().UTC())
	}
	return a
}
