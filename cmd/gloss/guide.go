package main

import (
	"errors"
	"fmt"
	"io"
	"net/netip"
	"net/url"
	"os"
	"path"
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
	u, err := cmd.reader(env, s)
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

// reader is whose library the guide goes to.
func (cmd *guideAdd) reader(env *environment, s *store.Store) (models.User, error) {
	users, err := s.Users(env.ctx)
	if err != nil {
		return models.User{}, err
	}
	for _, u := range users {
		if cmd.User == "" && u.Owner || cmd.User != "" && u.NameKey == models.NameKey(cmd.User) {
			return u, nil
		}
	}
	if cmd.User == "" {
		return models.User{}, errors.New("nobody has an account here yet; gloss user add makes one")
	}
	return models.User{}, fmt.Errorf("nobody here is called %q; gloss user list shows who is", cmd.User)
}

// guide reads the source and what it advises.
func (cmd *guideAdd) guide(env *environment, client *fetch.Client) (models.Guide, []models.Advice, error) {
	var came models.Came
	var name, kind string
	var content []byte
	var at *url.URL
	var err error
	switch lower := strings.ToLower(cmd.Source); {
	case cmd.Source == "-":
		came = models.CamePaste
		content, err = io.ReadAll(io.LimitReader(env.stdin, article.MaxSource+1))
	case strings.HasPrefix(lower, "http://"), strings.HasPrefix(lower, "https://"):
		came = models.CameAddress
		var page fetch.Page
		if page, err = client.Get(env.ctx, cmd.Source, nil); err == nil {
			content, kind = page.Body, page.ContentType
			if at, err = url.Parse(page.URL); err == nil {
				name = path.Base(at.Path)
			}
		}
	default:
		came, name = models.CameFile, filepath.Base(cmd.Source)
		content, err = readArticle(cmd.Source)
	}
	if err != nil {
		return models.Guide{}, nil, plainly(err, came)
	}
	g, advice, err := readGuide(came, name, kind, cmd.Title, content, at)
	return g, advice, plainly(err, came)
}

// readGuide makes a guide of a text.
func readGuide(came models.Came, name, kind, title string, content []byte, at *url.URL) (models.Guide, []models.Advice, error) {
	meta, doc, err := article.Read(name, kind, content, at)
	if err != nil {
		return models.Guide{}, nil, err
	}
	if title = models.CleanName(title); title != "" {
		bad := models.Invalid{}
		if (models.GuideDetails{Title: title}).Validate(bad); len(bad) > 0 {
			return models.Guide{}, nil, bad
		}
		meta.Title = title
	}
	file := name
	if at != nil || came == models.CamePaste {
		file = ""
	}
	return models.BroughtGuide(came, file, meta, doc)
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
