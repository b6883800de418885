//go:build browser

package main

import (
	"cmp"
	"encoding/json"
	"flag"
	"fmt"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"gloss/cmd/internal/chromium"
)

var lighthouse = flag.Int("lighthouse", 0, "how often Lighthouse looks at each page, as a phone; the median counts")

// lighthouseAs is the one that is asked, by npx.
const lighthouseAs = "lighthouse@12.8.2"

// categories are what Lighthouse gives marks for, and the lowest that will do;
// search engines are to find the welcome page alone.
var categories = []struct {
	id, name string
	least    int
}{
	{"performance", "Performance", 98}, {"accessibility", "Accessibility", 100}, {"best-practices", "Best practices", 100}, {"seo", "SEO", 100},
}

// TestLighthouse is for `make lighthouse`: it writes a table of the marks, and
// fails where one is too low.
func TestLighthouse(t *testing.T) {
	if *lighthouse == 0 {
		return
	}
	base := gallery(t, func(add func(string) *person) { full(add("full")) })
	tab := chromium.Open(t, base, chromium.Look{})
	logIn(tab, "full", password)
	path := func(selector string) string {
		return chromium.Eval[string](tab, "new URL(document.querySelector(`"+selector+"`).href).pathname")
	}
	tab.Go("/today")
	habit := path(".habit a.name")
	tab.Go("/guides")
	guide := path(".card h3 a[href*=skin-and-gut]")
	cookie := session(t, base, "full")

	table := "| page |"
	for _, c := range categories {
		table += " " + c.name + " |"
	}
	table += "\n|---|" + strings.Repeat("--:|", len(categories)) + "\n"
	for _, p := range []struct{ name, path, cookie string }{
		{"welcome", "/", ""}, {"Today", "/today", cookie}, {"a habit", habit, cookie}, {"a guide", guide, cookie},
	} {
		marks, faults := measure(t, base+p.path, p.cookie)
		table += "| " + p.name + " |"
		for _, c := range categories {
			if c.id == "seo" && p.path != "/" {
				table += " |"
				continue
			}
			table += " " + strconv.Itoa(marks[c.id]) + " |"
			if marks[c.id] < c.least {
				t.Errorf("%s: %s is %d, want %d at least: %s", p.name, c.name, marks[c.id], c.least, faults[c.id])
			}
		}
		table += "\n"
	}
	fmt.Print(table)
}

// session logs somebody in and returns the cookie that says so.
func session(t *testing.T, base, name string) string {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	client := http.Client{Jar: jar}
	answer, err := client.PostForm(base+"/login", url.Values{"name": {name}, "password": {password}})
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	at, err := url.Parse(base)
	if err != nil {
		t.Fatal(err)
	}
	held := jar.Cookies(at)
	if len(held) != 1 {
		t.Fatalf("%s has %d cookies", name, len(held))
	}
	return held[0].String()
}

// report is the part of Lighthouse's that counts here.
type report struct {
	Categories map[string]struct {
		Score     float64
		AuditRefs []struct {
			ID     string
			Weight float64
		}
	}
	Audits map[string]struct {
		Score        *float64
		DisplayValue string
	}
	RuntimeError struct{ Message string }
}

// measure asks Lighthouse about a page some times and returns the medians of
// its marks by category, and what was wrong in the last run.
func measure(t *testing.T, address, cookie string) (marks map[string]int, faults map[string]string) {
	t.Helper()
	all := map[string][]int{}
	faults = map[string]string{}
	for range *lighthouse {
		r, err := look(t, address, cookie)
		if err != nil { // on a busy machine the recording of a page can fail
			t.Log(err)
			r, err = look(t, address, cookie)
		}
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range categories {
			all[c.id] = append(all[c.id], int(r.Categories[c.id].Score*100+0.5))
			faults[c.id] = r.faults(c.id)
		}
	}
	marks = map[string]int{}
	for id, list := range all {
		slices.Sort(list)
		marks[id] = list[len(list)/2]
	}
	return marks, faults
}

// look runs Lighthouse once, as the phone that it is unless told otherwise.
func look(t *testing.T, address, cookie string) (report, error) {
	t.Helper()
	dir := t.TempDir()
	file := filepath.Join(dir, "report.json")
	flags := "--headless=new --disable-gpu"
	if os.Geteuid() == 0 { // Chromium has no sandbox for root
		flags += " --no-sandbox"
	}
	args := []string{"--yes", lighthouseAs, address, "--quiet", "--output=json", "--output-path=" + file, "--chrome-flags=" + flags,
		"--only-categories=performance,accessibility,best-practices,seo"}
	if cookie != "" {
		headers, err := json.Marshal(map[string]string{"Cookie": cookie})
		if err != nil {
			t.Fatal(err)
		}
		args = append(args, "--extra-headers="+string(headers))
	}
	npx := exec.Command("npx", args...)
	npx.Dir = dir
	// A browser in the zone of those who are asked about: elsewhere it would be
	// offered the switch, once its script has run.
	npx.Env = append(os.Environ(), "CHROME_PATH="+os.Getenv("GLOSS_CHROMIUM"), "TMPDIR="+dir, "TZ=Atlantic/Canary")
	if out, err := npx.CombinedOutput(); err != nil {
		return report{}, fmt.Errorf("lighthouse at %s: %w\n%s", address, err, out)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return report{}, err
	}
	var r report
	if err := json.Unmarshal(text, &r); err != nil {
		return report{}, err
	}
	if r.RuntimeError.Message != "" {
		return report{}, fmt.Errorf("lighthouse at %s: %s", address, r.RuntimeError.Message)
	}
	return r, nil
}

// faults are the audits of a category that are not perfect, the heaviest first.
func (r report) faults(category string) string {
	refs := slices.Clone(r.Categories[category].AuditRefs)
	slices.SortStableFunc(refs, func(a, b struct {
		ID     string
		Weight float64
	}) int {
		return cmp.Compare(b.Weight, a.Weight)
	})
	var list []string
	for _, ref := range refs {
		if a := r.Audits[ref.ID]; a.Score != nil && *a.Score < 1 {
			list = append(list, fmt.Sprintf("%s %.2f %s", ref.ID, *a.Score, a.DisplayValue))
		}
	}
	return strings.Join(list, "; ")
}
