//go:build browser

package main

import (
	"os"
	"regexp"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"gloss/cmd/internal/chromium"
)

const (
	focused = `document.activeElement.name || document.activeElement.className || document.activeElement.tagName`
	flash   = `document.querySelector("main > .flash span")?.textContent`
)

var freshID = regexp.MustCompile(`^[0-9a-f]{32}$`)

// TestScript tries every way the script is served, in a real browser.
func TestScript(t *testing.T) {
	unbuilt := sources(t, false)
	plain := sources(t, false)
	if err := run(plain); err != nil {
		t.Fatal(err)
	}
	t.Run("from sources", func(t *testing.T) { plainForms(t, newSite(t, unbuilt)) })
	t.Run("built without htmx", func(t *testing.T) { plainForms(t, newSite(t, plain)) })

	if _, err := os.Stat("../../assets/node_modules/htmx.org"); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("htmx is not installed: npm ci --prefix assets --ignore-scripts")
		}
		t.Log("htmx is not installed: forms sent in the background were not tried")
		return
	}
	enhanced := sources(t, true)
	if err := run(enhanced); err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]func(tab, *site){
		"log":            logsInPlace,
		"queue":          queuesPresses,
		"moved row":      followsAMovedRow,
		"answered":       keepsTheFocusNear,
		"typed":          clearsWhatWasSent,
		"refused":        keepsWhatWasRefused,
		"other answers":  handlesOtherAnswers,
		"lost":           survivesALostAnswer,
		"menus":          closesMenus,
		"text beside":    followsFocus,
		"leaving a page": sendsBeforeLeaving,
	} {
		t.Run(name, func(t *testing.T) {
			s := newSite(t, enhanced)
			p := openTab(t, s)
			test(p, s)
			noReports(t, p, s)
		})
	}
}

// noReports checks that the policy forbade nothing, and that it would have
// said so.
func noReports(t *testing.T, p tab, s *site) {
	t.Helper()
	p.Run(`void document.body.append(Object.assign(document.createElement("style"), { textContent: "b{}" }))`)
	for end := time.Now().Add(10 * time.Second); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		var reports []string
		s.set(func(s *site) { reports = s.reports })
		if len(reports) == 0 {
			continue
		}
		if len(reports) > 1 {
			t.Errorf("the policy was broken: %s", reports)
		}
		return
	}
	t.Error("no report of a style that is forbidden: the others would have been missed as well")
}

func plainForms(t *testing.T, s *site) {
	p := openTab(t, s)
	p.Run(`void (document.querySelector("#sun .cell").click(), document.querySelector("#sun .cell").click())`)
	p.wait(`window.mark`, "undefined")
	p.wait(flash+`?.slice(0, 6)`, "Logged")
	// Both clicks may arrive; they must then be the same change.
	for _, post := range s.received() {
		if post.Get("day") != "2026-11-22" || !freshID.MatchString(post.Get("page")) || post.Get("page") != s.received()[0].Get("page") {
			t.Errorf("received %v", s.received())
		}
	}
	p.open("/today")
	closesMenus(p, s)
	followsFocus(p, s)
	p.want(`document.querySelector("select[name=zone]").value`, "Asia/Tokyo")
	p.want(`document.querySelector("[data-zone-offer]").hidden`, "false")
	p.want(`document.querySelector("[data-zone-offer] [name=zone]").value`, "Asia/Tokyo")
	p.want(`document.querySelector("[data-zone-name]").textContent`, "Asia/Tokyo")
	p.Click(`[data-zone-keep]`)
	p.open("/today")
	p.want(`document.querySelector("[data-zone-offer]").hidden`, "true")
	noReports(t, p, s)
}

func logsInPlace(p tab, s *site) {
	p.Run(`void scrollTo({ top: 120, behavior: "instant" })`)
	p.Click("#plants .cell")
	p.wait(`document.querySelector("#plants .cell").textContent`, "1")
	p.wait(flash, "Logged 1.")
	p.settle()
	p.want(`window.mark`, "true")
	p.want(`scrollY`, "120")
	p.want(focused, "day")
	p.want(`document.activeElement.closest("li").id`, "plants")
	p.want(`location.pathname + location.search`, "/today?habit=sun")
	p.wait(`document.querySelector("body > [role=status]").textContent`, "Logged 1.")
	before := chromium.Eval[string](p.Tab, `String(history.length)`)
	p.Click("#sun .cell")
	p.wait(`document.title`, "Today, 1")
	p.want(`history.length`, before)
	p.Click("main > .flash .btn")
	p.wait(`location.search + `+flash, "?habit=sunLogged 3.")
	last := s.received()[2]
	if last.Get("path") != "/undo" || last.Get("change") != "2" || !freshID.MatchString(last.Get("page")) {
		p.T.Errorf("undo sent %v", last)
	}
	p.want(`document.adoptedStyleSheets.length`, "0") // htmx brings none of its own
}

func queuesPresses(p tab, s *site) {
	s.set(func(s *site) { s.delay = 150 * time.Millisecond })
	p.Run(`void ["#sun", "#sun", "#plants", "#sun"].forEach((id) => document.querySelector(id + " .cell").click())`)
	p.wait(`document.querySelector("#sun .cell").textContent + document.querySelector("#plants .cell").textContent`, "31")
	ids := map[string]bool{}
	for _, post := range s.received() {
		ids[post.Get("page")] = true
	}
	if len(ids) != 4 || len(s.received()) != 4 {
		p.T.Errorf("four presses arrived as %v", s.received())
	}
	s.set(func(s *site) {
		if s.most != 1 {
			p.T.Errorf("%d presses were under way at once: an answer may come before one that is older", s.most)
		}
	})
}

func followsAMovedRow(p tab, _ *site) {
	p.Run(`void scrollTo({ top: 150, behavior: "instant" })`)
	p.Click("#move .cell")
	p.wait(`document.querySelector("#move").closest("ul").ariaLabel`, "kept")
	p.settle()
	p.want(`scrollY`, "150")
	p.want(`document.activeElement.closest("li").id`, "move")
	p.want(`document.activeElement.matches(":focus-visible")`, "false")
	p.want(`window.mark`, "true")
	p.Keys(kb.Tab)
	p.want(`document.activeElement.matches("#move summary:focus-visible")`, "true")
}

// What was pressed may be gone: the focus then goes to the next of its kind, or
// to what is nearest and can be seen.
func keepsTheFocusNear(p tab, s *site) {
	p.focus("#q-sun button[value=done]")
	p.Keys(kb.Enter)
	p.wait(`document.querySelector("#q-sun")`, "null")
	p.settle()
	p.want(`document.activeElement.value + document.activeElement.closest("li").id`, "doneq-move")
	p.focus("#q-move button[value=done]")
	p.Keys(kb.Enter)
	p.wait(`document.querySelector("#questions")`, "null")
	p.settle()
	p.want(`document.activeElement.tagName`, "MAIN")
	// Its button is gone, and the only one like it is folded away in a menu.
	s.set(func(s *site) { s.still = "walk" })
	p.focus("#walk .cell")
	p.Keys(kb.Enter)
	p.wait(`document.querySelector("#walk .cell").tagName`, "SPAN")
	p.settle()
	p.want(`document.activeElement.className + document.activeElement.closest("li").id`, "namewalk")
}

func clearsWhatWasSent(p tab, s *site) {
	s.set(func(s *site) { s.delay = 300 * time.Millisecond })
	p.Type("#item-sun", "half a thought")
	p.Type("#item-plants", "oats"+kb.Enter)
	p.wait(flash, "Logged 1.")
	p.want(`document.querySelector("#item-plants").value`, "")
	p.want(`document.activeElement.id`, "item-plants")
	p.want(`document.querySelector("#item-sun").value`, "half a thought")
	p.Type("#item-plants", "kale"+kb.Enter+" and more")
	p.wait(flash, "Logged 2.")
	p.want(`document.querySelector("#item-plants").value`, "kale and more")
	if got := s.received()[1].Get("item"); got != "kale" {
		p.T.Errorf("sent %q", got)
	}
	p.Click("#sun summary")
	p.Type("#amount-sun", "7"+kb.Enter)
	p.wait(flash, "Logged 3.")
	p.want(`document.querySelector("#amount-sun").value`, "1") // what the server says
	p.want(`document.querySelector("#sun .menu").open`, "false")
	p.want(`document.activeElement.tagName + document.activeElement.closest("li").id`, "SUMMARYsun")
}

func keepsWhatWasRefused(p tab, _ *site) {
	p.Click("#sun summary")
	p.Do(chromedp.SetValue(chromedp.CSS("#amount-sun"), "wrong"))
	p.Click("#sun .over-it .btn")
	p.wait(`document.querySelector("#amount-sun").getAttribute("aria-invalid")`, "true")
	p.want(`document.querySelector("#amount-sun").value`, "wrong")
	p.want(`document.querySelector("#sun .menu").open`, "true")
	p.want(`document.activeElement.id`, "amount-sun")
	p.want(`location.pathname`, "/today")
	p.Do(chromedp.SetValue(chromedp.CSS("#amount-sun"), "sure?"))
	p.Click("#sun .over-it .btn")
	p.wait(`document.activeElement.id`, "notice")
	p.want(`document.querySelector("#sun .menu").open`, "false")
	p.Click("#sun summary")
	p.Do(chromedp.SetValue(chromedp.CSS("#amount-sun"), "5"))
	p.Click("#sun .over-it .btn")
	p.wait(flash, "Logged 3.")
	p.want(`document.querySelector("#amount-sun").getAttribute("aria-invalid")`, "null")
	p.want(`document.querySelector("#amount-sun").value`, "1")
	p.want(`window.mark`, "true")
}

func handlesOtherAnswers(p tab, _ *site) {
	p.Click("#sun summary")
	p.Do(chromedp.SetValue(chromedp.CSS("#amount-sun"), "taken"))
	p.Click("#sun .over-it .btn")
	p.wait(flash, "Already there Nothing was written.")
	p.want(`document.querySelector("#amount-sun").value`, "taken")
	p.want(`window.mark`, "true")
	p.Do(chromedp.SetValue(chromedp.CSS("#amount-sun"), "elsewhere"))
	p.Click("#sun .over-it .btn")
	p.wait(`location.pathname + document.querySelector("h1").textContent`, "/otherAnother page")
	p.want(`window.mark`, "undefined") // opened, not drawn over a page it has nothing to do with
}

func survivesALostAnswer(p tab, s *site) {
	s.set(func(s *site) { s.hang = true })
	p.Type("#item-plants", "oats"+kb.Enter)
	p.wait(flash+`?.slice(0, 9)`, "No answer")
	p.want(`document.querySelector("#item-plants").value`, "oats")
	p.want(`document.activeElement.id`, "item-plants")
	s.set(func(s *site) { s.hang = false })
	p.Keys(kb.Enter)
	p.wait(`window.mark`, "undefined") // sent by the browser this time
	p.wait(flash+`?.slice(0, 6)`, "Logged")
	posts := s.received()
	for _, post := range posts {
		if post.Get("page") != posts[0].Get("page") || post.Get("item") != "oats" {
			p.T.Errorf("the second try is another change: %v", posts)
		}
	}
}

func closesMenus(p tab, _ *site) {
	p.Click("#sun summary")
	p.want(`document.querySelector("#sun .menu").open`, "true")
	p.focus("#amount-sun")
	p.Keys(kb.Escape)
	p.want(`document.querySelector("#sun .menu").open`, "false")
	p.want(`document.activeElement.tagName`, "SUMMARY")
	p.Click("#sun summary")
	p.focus("#amount-sun")
	p.Click("h1")
	p.want(`document.querySelector("#sun .menu").open`, "false")
	p.want(`document.activeElement.tagName`, "SUMMARY")
	p.Click("#plants summary")
	p.Click("#item-wine")
	p.want(`document.querySelector("#plants .menu").open`, "false")
	p.want(`document.activeElement.id`, "item-wine")
}

func followsFocus(p tab, _ *site) {
	const lit = `[...document.querySelectorAll(".habit.lit")].map((e) => e.id) + "/" + [...document.querySelectorAll(".passage:not(.quietly)")].map((e) => e.id)`
	p.Run(`void scrollTo({ top: 0, behavior: "instant" })`)
	p.focus("#plants .cell")
	p.wait(lit, "plants/p-plants")
	p.want(focused, "day")
	p.wait(`document.querySelector(".beside").scrollTop > 100`, "true")
	p.focus("#ferment .cell") // has no passage here
	p.want(lit, "plants/p-plants")
	p.pointAt("#sun .name")
	p.wait(lit, "sun/p-sun")
	p.want(`document.activeElement.closest("li").id`, "ferment")
	narrow := tokyo
	narrow.Width = 390
	p.See(narrow)
	p.focus("#move .cell")
	time.Sleep(50 * time.Millisecond)
	p.want(lit, "sun/p-sun")
	p.See(tokyo)
}

func sendsBeforeLeaving(p tab, s *site) {
	s.set(func(s *site) { s.delay = 200 * time.Millisecond })
	p.Run(`void (["#sun", "#plants", "#wine"].forEach((id) => document.querySelector(id + " .cell").click()), location.assign("/other"))`)
	p.wait(`location.pathname`, "/other")
	for end := time.Now().Add(10 * time.Second); len(s.received()) < 3; time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			p.T.Fatalf("three presses arrived as %v", s.received())
		}
	}
}
