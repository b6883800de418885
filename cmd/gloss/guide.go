package main

import (
	"errors"
	"fmt"
	"io"
	"net/netip"
	"os"
	"path/filepath"
	"strings"

	"gloss/handlers"
	"gloss/models"
	"gloss/models/article"
	"gloss/models/auth"
	"gloss/models/fetch"
	"gloss/models/store"
	"gloss/views/link"
)

// fetching is how pages are asked of other sites.
type fetching struct {
	FetchAllow []string `help:"Inner networks that pages may be fetched from, by ports 80 and 443. Default: none, the open web only." env:"GLOSS_FETCH_ALLOW" placeholder:"CIDR"`
}

// client makes the client that these settings describe.
func (f fetching) client(env *environment) (*fetch.Client, error) {
	o := env.fetch
	for _, network := range f.FetchAllow {
		prefix, err := netip.ParsePrefix(strings.TrimSpace(network))
		if err != nil {
			return nil, fmt.Errorf("--fetch-allow (GLOSS_FETCH_ALLOW) %q is not a network such as 192.168.1.0/24", network)
		}
		o.Opened = append(o.Opened, prefix)
	}
	return fetch.New(o), nil
}

type guideCommands struct {
	Add guideAdd `cmd:"" help:"Bring an article into a library: a file, a web address, or - for standard input. Works while the server runs, too."`
}

type guideAdd struct {
	Source   string `arg:"" placeholder:"FILE|URL|-" help:"A file (.md, .txt or .html), a web address, or - for standard input."`
	User     string `help:"Whose library. Default: that of the server's owner." placeholder:"NAME"`
	Title    string `help:"What to call it. Default: as the text does."`
	Shared   bool   `help:"Let everybody with an account on this server read it."`
	fetching `embed:""`
}

// Run brings one article in, and says what was found in it.
func (cmd *guideAdd) Run(env *environment) error {
	client, err := cmd.client(env)
	if err != nil {
		return err
	}
	s, err := env.open()
	if err != nil {
		return err
	}
	defer s.Close()
	u, err := env.person(s, cmd.User)
	if err != nil {
		return err
	}
	g, advice, err := cmd.guide(env, client)
	if err != nil {
		return err
	}
	g.Shared = cmd.Shared
	change, err := s.AddGuide(env.ctx, u.ID, auth.NewPageID(), g, advice)
	if there := (models.Known{}); errors.As(err, &there) {
		fmt.Fprintf(env.stdout, "%s has this one already: %s\n", u.Name, link.Guide(there.ID))
		return nil
	}
	if err != nil {
		return plainly(err, g.Came)
	}
	pieces := "pieces"
	if len(advice) == 1 {
		pieces = "piece"
	}
	fmt.Fprintf(env.stdout, "%s\n%d %s of advice\n%s\n", g.Title, len(advice), pieces, link.Guide(change.SubjectID))
	return nil
}

// person finds an account by its name; without one, that of the server's owner.
func (env *environment) person(s *store.Store, name string) (models.User, error) {
	if name != "" {
		return env.named(s, name)
	}
	users, err := s.Users(env.ctx)
	if err != nil {
		return models.User{}, err
	}
	for _, u := range users {
		if u.Owner {
			return u, nil
		}
	}
	return models.User{}, errors.New("nobody has an account here yet; gloss user add makes one")
}

// guide reads the source and what it advises.
func (cmd *guideAdd) guide(env *environment, client *fetch.Client) (models.Guide, []models.Advice, error) {
	b := models.Brought{Title: cmd.Title}
	var err error
	switch lower := strings.ToLower(cmd.Source); {
	case cmd.Source == "-":
		b.Came = models.CamePaste
		b.Content, err = io.ReadAll(io.LimitReader(env.stdin, article.MaxSource+1))
	case strings.HasPrefix(lower, "http://"), strings.HasPrefix(lower, "https://"):
		b.Came = models.CameAddress
		var page fetch.Page
		page, err = client.Get(env.ctx, cmd.Source, nil)
		b.URL, b.ContentType, b.Content = page.URL, page.ContentType, page.Body
	default:
		b.Came, b.File = models.CameFile, filepath.Base(cmd.Source)
		b.Content, err = readArticle(cmd.Source)
	}
	if err != nil {
		return models.Guide{}, nil, plainly(err, b.Came)
	}
	g, advice, err := b.Guide()
	return g, advice, plainly(err, b.Came)
}

// readArticle reads a file that is no larger than an article may be.
func readArticle(file string) ([]byte, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, article.MaxSource+1))
}

// plainly says in one line what a person can do something about.
func plainly(err error, came models.Came) error {
	said := handlers.Refusal(err, came)
	if err == nil || len(said) == 0 {
		return err
	}
	var lines []string
	for _, message := range said {
		lines = append(lines, message)
	}
	return errors.New(strings.Join(lines, " "))
}
