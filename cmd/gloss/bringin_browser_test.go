//go:build browser

package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"gloss/cmd/internal/chromium"
	"gloss/models"
	"gloss/models/date"
	"gloss/models/fetch"
	"gloss/models/plan"
	"gloss/models/store"
)

// serveAsking serves a data folder in this process, with the clock at sunday,
// and asks other sites as o says.
func serveAsking(t *testing.T, dir string, o fetch.Options) string {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	out, in := io.Pipe()
	ended := make(chan int, 1)
	go func() {
		ended <- run(environment{ctx: ctx, stdin: strings.NewReader(""), stdout: in, stderr: io.Discard, fetch: o,
			now: func() time.Time { return sunday }}, []string{"--data", dir, "serve", "--addr", "127.0.0.1:0"})
		in.Close()
	}()
	t.Cleanup(func() {
		stop()
		if code := <-ended; code != 0 {
			t.Errorf("serve ended with code %d", code)
		}
	})
	said := make([]byte, 512)
	n, err := out.Read(said)
	m := openAt.FindSubmatch(said[:n])
	if err != nil || m == nil {
		t.Fatalf("gloss said %q: %v", said[:n], err)
	}
	go io.Copy(io.Discard, out)
	return string(m[1])
}

const savedPage = `<!doctype html><html lang="en"><head><title>Evenings | The Slow Paper</title><meta name="author" content="M. Okafor">
<script>document.title = "hijacked"</script></head><body><nav><a href="/">Home</a> <a href="/more">More of this</a></nav>
<article><h1>Evenings</h1><p>The day ends before the night begins, or it should. <b>Put your phone in another room an hour before you go to bed.</b>
Those who try it for a week seldom go back, though nobody has counted them.</p><p onclick="alert(1)">A window that stands open does the rest, if the street lets it.</p>
<img src="x" onerror="alert(2)" alt="A lamp beside a bed"></article></body></html>`

// An article is brought in as text, as a saved page and from its address, in
// each manner; what takes long is waited for, and what fails can be mended.
func TestBringingIn(t *testing.T) {
	inEachManner(t, func(t *testing.T, look chromium.Look) {
		look.Zone = "Atlantic/Canary"
		site, asks := web(t, func(w http.ResponseWriter, r *http.Request) {
			switch r.URL.Path {
			case "/gone":
				http.NotFound(w, r)
				return
			case "/slow":
				w.Header().Set("Content-Length", strconv.Itoa(len(rain)))
				w.Header().Set("Content-Type", "text/html")
				fmt.Fprint(w, rain[:50])
				w.(http.Flusher).Flush()
				time.Sleep(4 * time.Second)
			}
			w.Header().Set("Content-Type", "text/html")
			fmt.Fprint(w, rain[min(50, 50*len(strings.Trim(r.URL.Path, "/"))):])
		})
		dir := t.TempDir()
		fill(t, dir, func(add func(string) *person) { add("new"); add("quick") })
		url := serveAsking(t, dir, asks)
		q := bringing{enter(t, url, "quick", look, "/today")}
		q.does(q.logs()...)
		b := bringing{enter(t, url, "new", look, "/guides")}
		b.does(b.text()...)
		b.does(b.file()...)
		b.does(b.address(site.URL)...)
	})
}

const rain = `<!doctype html><html lang="en"><title>On rain</title><body><article><h1>On rain</h1><p>Listen to the rain for ten minutes every evening,
and to nothing else. It is said to help, and whoever says so has slept well.</p><p>It costs nothing and asks for no cable.</p></article>`

// bringing is a visit to where guides are brought in.
type bringing struct{ *visit }

// logs goes from an article to a habit of it that is logged, in under ten clicks.
func (b bringing) logs() []step {
	return []step{
		{"an article", func() {
			b.clicks = 0
			b.leave("main .nothing a[href='/guides/new']")
			b.Type("#paste", "Water\n\nIt is easily forgotten. Drink a glass of water every morning, before anything else.\n")
			b.leave("main form .actions .btn")
		}},
		{"a habit of it", func() {
			b.leave("main aside a[href^='/habits/new?guide=']")
			b.leave("main form[action='/habits'] .actions .btn")
			b.says("is on your list.")
		}},
		{"logged", func() {
			b.room("/today")
			b.press("li.habit .cell.now")
			b.Wait("document.querySelector(`li.habit .cell.now.kept, li.habit .cell.now.done`)")
			if b.clicks >= 10 {
				b.t.Errorf("that took %d clicks", b.clicks)
			}
		}},
	}
}

func (b bringing) text() []step {
	return []step{
		{"the library invites", func() { b.holds("main", "Nothing of your own yet."); b.leave("main .head .btn") }},
		{"nothing given", func() {
			b.leave("main form .actions .btn")
			b.holds("#address-e", "Give an address, paste a text, or choose a file.")
			b.inspect("refused")
		}},
		{"a text", func() {
			b.Type("#paste", walk20)
			b.leave("main form .actions .btn")
			b.says("“The afternoon walk” is in your library. Gloss found")
			b.holds("main", "Nobody needs a gymnasium.")
		}},
		{"taken back, and done again", func() {
			b.leave("main > .flash button")
			b.says("Undone")
			b.lacks(".card.own")
			b.undo("Done again")
			b.holds(".card.own", "The afternoon walk")
		}},
		{"a habit of it", func() {
			b.leave(".card.own h3 a")
			b.leave("main aside a[href^='/habits/new?guide=']")
			b.leave("main form[action='/habits'] .actions .btn")
			b.says("is on your list.")
		}},
		{"the same again", func() {
			b.Go("/guides/new")
			b.Type("#paste", walk20)
			b.leave("main form .actions .btn")
			b.says("You have this one already.")
		}},
	}
}

func (b bringing) file() []step {
	var guide string
	return []step{
		{"a saved page", func() {
			b.Go("/guides/new")
			b.Run(`{
				const chosen = new DataTransfer();
				chosen.items.add(new File([` + "`" + savedPage + "`" + `], "evenings.html", { type: "text/html" }));
				document.querySelector("#file").files = chosen.files;
			}`)
			b.leave("main form .actions .btn")
			b.says("is in your library. Gloss found")
			b.holds("h1", "Evenings")
			b.holds("main", "Put your phone in another room")
			if b.Count("main [onclick], main [onerror], main script, main img") != 0 {
				b.t.Error("what is active came with it")
			}
		}},
		{"its details", func() {
			guide, _, _ = strings.Cut(b.Here(), "?")
			b.Go(guide + "/edit")
			b.Fill("#title", "Evenings, and lamps")
			b.Fill("#published", "2024-05-06")
			b.Click("#shared")
			b.leave("main form .actions .btn")
			b.says("Details saved: title and date; everybody here may read it now.")
		}},
		{"its tags", func() {
			b.Go(guide + "/tags")
			b.Type("#guide-tags", "sleep, quiet")
			b.leave("main form.inline-form .btn")
			b.says("Tags saved.")
			b.Go("/guides")
			b.leave("nav[aria-label=Tags] a[href*=quiet]")
			b.holds(".card.own h3", "Evenings, and lamps")
		}},
		{"put away, and looked for", func() {
			b.Go(guide + "/tags")
			b.leave("main form[action$='/archive'] button")
			b.says("Put away.")
			b.Go("/guides")
			b.Type("input[name=q]", "lamps street")
			b.leave("form[role=search] button")
			b.holds("main", "1 guide speaks of “lamps street”")
			b.holds(".card.own", "Put away")
		}},
		{"deleted", func() {
			b.Go(guide + "/delete")
			b.holds("main", "Others on this server read it too.")
			b.leave("main .btn.harm")
			b.says("is deleted, and can be brought back for 30 days.")
			b.leave("main a[href='/guides/deleted']")
			b.press("main form[action$='/restore'] button")
			b.says("is back in your library")
		}},
	}
}

func (b bringing) address(site string) []step {
	var waits string
	return []step{
		{"a page that is not there", func() {
			b.Go("/guides/new")
			b.Type("#address", site+"/gone")
			b.Type("#title", "On rain, mostly")
			b.leave("main form .inline-form .btn")
			b.holds("#address-e", "There is no page at that address.")
			if b.value("#title") != "On rain, mostly" {
				b.t.Error("the title is lost")
			}
		}},
		{"one that takes its time", func() {
			b.Fill("#address", site+"/slow")
			b.leave("main form .inline-form .btn")
			b.holds("h1", "Fetching a page")
			waits = b.Here()
			b.inspect("fetching")
			if *pictures != "" {
				b.Shoot(filepath.Join(*pictures, "fetching-"+strings.ReplaceAll(filepath.Base(b.t.Name()), " ", "-")+".png"))
			}
		}},
		{"leads on by itself", func() {
			b.holds("main > .flash", "“On rain, mostly” is in your library.")
			b.holds("main", "Listen to the rain for ten minutes")
			if b.Here() == waits {
				b.t.Error("one is still waiting")
			}
		}},
		{"one that is not waited for", func() {
			b.Go("/guides/new")
			b.Type("#address", site+"/slow?again")
			b.leave("main form .inline-form .btn")
			b.leave("main form button")
			b.says("Stopped. Nothing was brought in.")
			if b.value("#address") != site+"/slow?again" {
				b.t.Error("the address is lost")
			}
		}},
	}
}

// reader is somebody with guides of their own: one shared, one put away, one
// deleted, and one with a habit.
func reader(p *person) {
	p.t.Helper()
	ctx := context.Background()
	must := func(_ models.Change, err error) {
		if err != nil {
			p.t.Fatal(err)
		}
	}
	walk := p.adds("walk.md", walk20)
	long := p.adds("", "# "+strings.Repeat("A title that goes on for longer than anybody would read it, ", 4)+"\n\nBreathe slowly for five minutes a day.\n")
	p.adds("he.txt", "שינה טובה מתחילה בבוקר, ומה שאפשר לעשות כל היום כדי לישון היטב בלילה\n\nאור היום עוזר לשעון הפנימי לדעת מתי בוקר ומתי ערב.\n")
	away := p.adds("", "# Put away\n\nDrink a glass of water before each meal.\n")
	gone := p.adds("", "# Deleted\n\nStand on one leg while you brush your teeth.\n")
	must(p.store.EditGuide(ctx, p.user.ID, p.id(), walk, models.GuideDetails{
		Title: "The afternoon walk, and other small medicines", Author: "M. Okafor", Publisher: "The Slow Paper", Shared: true,
		Published: date.New(2024, time.May, 6), URL: "https://slowpaper.example/walk", Language: "en",
	}))
	must(p.store.DeleteGuide(ctx, p.user.ID, p.id(), gone))
	err := p.store.ArchiveGuide(ctx, p.user.ID, away, true)
	if err == nil {
		err = p.store.TagGuide(ctx, p.user.ID, walk, []string{"walking", "after lunch"})
	}
	if err == nil {
		err = p.store.TagGuide(ctx, p.user.ID, long, []string{"breath"})
	}
	if err != nil {
		p.t.Fatal(err)
	}
	_, advice, err := p.store.Guide(ctx, p.user.ID, walk)
	if err != nil || len(advice) == 0 {
		p.t.Fatalf("%d pieces of advice: %v", len(advice), err)
	}
	h, terms, err := models.HabitOf(advice[0], false, time.Monday, p.today)
	if err != nil {
		p.t.Fatal(err)
	}
	made := p.make(store.NewHabit{Habit: h, Plan: terms})[0]
	p.past(made, 12, 20)
	p.own("Look at the sky", "sea", "sun", plan.Plan{Kind: plan.Tick, Period: plan.Day, Min: plan.At(1)})
}

// adds puts a text into the person's library, and returns the guide's id.
func (p *person) adds(file, text string) string {
	p.t.Helper()
	came := models.CameFile
	if file == "" {
		came = models.CamePaste
	}
	g, advice, err := models.Brought{Came: came, File: file, Content: []byte(text)}.Guide()
	if err != nil {
		p.t.Fatal(err)
	}
	change, err := p.store.AddGuide(context.Background(), p.user.ID, p.id(), g, advice)
	if err != nil {
		p.t.Fatal(err)
	}
	return change.SubjectID
}

// Every page of the library in every state is clean for axe-core and for the
// policy, in both schemes and at both widths, and scrolls sideways nowhere.
func TestTheLibraryLooksRight(t *testing.T) {
	t.Parallel()
	url := gallery(t, func(add func(string) *person) {
		reader(add("reader"))
		one := add("one")
		one.adds("", walk20+"\nOne's own words.\n")
		many := add("many")
		for i := range 300 {
			many.adds("", fmt.Sprintf("# Guide %d\n\nWalk for %d minutes a day, it says here.\n", i, i+1))
		}
		add("none")
	})
	own := func(end string) func(*chromium.Tab) {
		return func(tab *chromium.Tab) {
			tab.Leave(".card.own h3 a[href*='/guides/']:not([href*='%'])")
			tab.Go(strings.SplitN(tab.Here(), "?", 2)[0] + end)
		}
	}
	for _, s := range []shot{
		{"library", "reader", "/guides", nil},
		{"library-archived", "reader", "/guides?put=archived", nil},
		{"library-tag", "reader", "/guides?tag=walking", nil},
		{"library-found", "reader", "/guides?q=minutes&sort=title", nil},
		{"library-not-found", "reader", "/guides?q=magnesium", nil},
		{"library-one", "one", "/guides", nil},
		{"library-none", "none", "/guides", nil},
		{"library-300", "many", "/guides?page=3", nil},
		{"guides-deleted", "reader", "/guides/deleted", nil},
		{"guides-deleted-none", "none", "/guides/deleted", nil},
		{"bring-in", "none", "/guides/new", nil},
		{"bring-in-refused", "none", "/guides/new?url=https://slowpaper.example/walk", func(tab *chromium.Tab) {
			tab.Fill("#address", "http://192.168.1.1/")
			tab.Leave("main form .actions .btn")
		}},
		{"guide-edit", "reader", "/guides?tag=walking", own("/edit")},
		{"guide-delete", "reader", "/guides?tag=walking", own("/delete")},
		{"guide-tags", "reader", "/guides?tag=breath", own("/tags")},
	} {
		t.Run(s.name, func(t *testing.T) { s.look(t, url) })
	}
}

// look opens a page in four looks, finds what is wrong with it, and takes its
// picture where a folder is named.
func (s shot) look(t *testing.T, url string) {
	tab := chromium.Open(t, url, chromium.Look{Zone: "Atlantic/Canary", Still: true})
	logIn(tab, s.who, password)
	for name, look := range map[string]chromium.Look{
		"desk-light": {}, "desk-dark": {Dark: true},
		"phone-light": {Width: 390, Height: 844, Touch: true}, "phone-dark": {Width: 320, Height: 640, Touch: true, Dark: true},
	} {
		look.Still, look.Zone = true, "Atlantic/Canary"
		tab.See(look)
		tab.Go(s.path)
		if s.act != nil {
			s.act(tab)
		}
		inspect(t, tab, name)
		if *pictures != "" {
			tab.Shoot(filepath.Join(*pictures, s.name+"-"+name+".png"))
		}
	}
}
