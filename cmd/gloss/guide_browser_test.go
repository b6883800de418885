//go:build browser

package main

import (
	"context"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"gloss/cmd/internal/chromium"
	"gloss/models"
	"gloss/models/article"
	"gloss/models/plan"
	"gloss/models/store"
)

// bring puts an article into the person's library, with the advice that is found
// in it, and returns its id. What is found on these words may be none.
func (p *person) bring(title, src string, perhaps ...string) string {
	p.t.Helper()
	_, doc, err := article.FromMarkdown([]byte(src))
	if err != nil {
		p.t.Fatal(err)
	}
	g, advice, err := models.BroughtGuide(models.CamePaste, "", article.Meta{Title: title, URL: "https://example.org/article"}, doc)
	if err != nil {
		p.t.Fatal(err)
	}
	for i := range advice {
		for _, words := range perhaps {
			if strings.Contains(advice[i].Passages, words) {
				advice[i].Strength = 0.3
			}
		}
	}
	c, err := p.store.AddGuide(context.Background(), p.user.ID, p.id(), g, advice)
	if err != nil {
		p.t.Fatal(err)
	}
	return c.SubjectID
}

// evening is an article with advice that is sure, advice that may be none, and
// signs of more than one byte. Nobody wrote it but us.
const evening = `# Evenings

A quiet evening begins *before* supper.[^1] Walk for 30 minutes every day — in any weather 🌧️ at all. Nothing else is asked.

Keep the lamp low. Avoid coffee after 3 pm. It may help to read a little.

## Before bed

- Turn the screens off at 10 pm.
- Drink a glass of water, and no more than two cups of tea a day.

| Hour | What |
|------|------|
| 9 pm | Tidy the table |
| 10 pm | Go to bed |

[^1]: A study of evenings.
`

// hebrew is an article that is read from right to left.
const hebrew = `# ערב

כל ערב כדאי לצאת להליכה קצרה. אחר כך לשתות כוס מים ולנוח. בבוקר קמים.

פסקה שנייה, עם עוד מילים. ועוד משפט.
`

// choose selects from the first place of some words in a block to the last place
// of others, as a hand does.
func (v *visit) choose(from, to string) {
	v.t.Helper()
	v.Run(`void (() => {
		const find = (words, end) => {
			const walk = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
			for (let node; (node = walk.nextNode()); ) {
				const at = node.data.indexOf(words);
				if (at >= 0 && node.parentElement.closest(".text")) return [node, at + (end ? words.length : 0)];
			}
			throw new Error("not there: " + words);
		};
		const [a, i] = find("` + from + `", false), [b, j] = find("` + to + `", true);
		getSelection().setBaseAndExtent(a, i, b, j);
	})()`)
}

// Words that are selected lead to the page of their passage, counted as the
// server counts: across paragraphs, items and cells, over signs and the marks of
// references, in either direction of writing.
func TestSelectedWordsLeadToTheirPassage(t *testing.T) {
	t.Parallel()
	var id, rtl string
	url := gallery(t, func(add func(string) *person) {
		p := add("reader")
		id, rtl = p.bring("Evenings", evening), p.bring("ערב", hebrew)
	})
	for name, look := range map[string]chromium.Look{
		"desk": {Still: true}, "phone": {Width: 390, Height: 844, Touch: true, Dark: true, Still: true},
	} {
		t.Run(name, func(t *testing.T) {
			v := enter(t, url, "reader", look, "/guides/"+id)
			for _, test := range []struct{ guide, from, to, want string }{
				{id, "quiet", "before", "quiet evening begins before"},
				{id, "begins", "Walk for 30", "begins before supper. Walk for 30"},
				{id, "weather", "else", "weather 🌧️ at all. Nothing else"},
				{id, "asked", "Keep the", "asked.\n\nKeep the"},
				{id, "after 3", "help", "after 3 pm. It may help"},
				{id, "screens", "glass", "screens off at 10 pm.\n\nDrink a glass"},
				{id, "Before bed", "off at", "Before bed\n\nTurn the screens off at"},
				{id, "9 pm", "Tidy the", "9 pm\tTidy the"},
				{rtl, "לצאת", "כוס", "לצאת להליכה קצרה. אחר כך לשתות כוס"},
				{rtl, "קמים", "שנייה", "קמים.\n\nפסקה שנייה"},
			} {
				if !strings.HasSuffix(v.Here(), test.guide) {
					v.Go("/guides/" + test.guide)
				}
				v.choose(test.from, test.to)
				v.Wait("document.querySelector(`.selected a`)")
				v.Wait("document.querySelector(`body > [role=status]`)?.textContent.includes(`selected`)")
				box := chromium.Eval[map[string]float64](v.Tab, "document.querySelector(`.selected a`).getBoundingClientRect().toJSON()")
				if box["height"] < 44 || box["left"] < 0 || box["right"] > chromium.Eval[float64](v.Tab, "innerWidth") {
					t.Errorf("the way on is at %v", box)
				}
				v.leave(".selected a")
				got := chromium.Eval[string](v.Tab, "[...document.querySelectorAll(`.guide [data-start]:not(tr)`)].map(e => [...e.querySelectorAll(`mark`)].map(m => m.textContent).join(``)).filter(Boolean).join(`|`)")
				want := strings.NewReplacer("\n\n", "|", "\t", "|").Replace(test.want)
				if strings.NewReplacer("1", "").Replace(got) != strings.NewReplacer("1", "").Replace(want) {
					t.Errorf("from %q to %q: marked %q, want %q", test.from, test.to, got, want)
				}
				v.quiet()
				v.Go("/guides/" + test.guide)
			}
			v.Go("/guides/" + id)
			v.choose("quiet", "evening")
			v.Wait("document.querySelector(`.selected a`)")
			v.Run("void getSelection().removeAllRanges()")
			v.Wait("!document.querySelector(`.selected`)")
			v.Run("void getSelection().selectAllChildren(document.querySelector(`header.bar`))")
			v.Run("new Promise((done) => setTimeout(done, 400))")
			if v.Count(".selected") != 0 {
				t.Error("words that are not of the text are offered")
			}
		})
	}
	if utf8.RuneCountInString("🌧️") != 2 {
		t.Error("the sign of rain is to be of two code points")
	}
}

// The keyboard leads from selected words straight to what can be done with them.
func TestSelectedWordsByKeyboard(t *testing.T) {
	var id string
	url := gallery(t, func(add func(string) *person) { id = add("reader").bring("ערב", hebrew) })
	v := enter(t, url, "reader", chromium.Look{Keys: true, Still: true}, "/guides/"+id)
	v.choose("לצאת", "קצרה")
	v.Wait("document.querySelector(`.selected a`)")
	for range 12 {
		v.Keys("\t")
		if chromium.Eval[bool](v.Tab, "document.activeElement.matches(`.selected a`)") {
			v.Run("void (window.left = true)")
			v.Keys("\r")
			v.Arrive()
			v.holds("h1", "A passage")
			return
		}
	}
	t.Errorf("Tab leads to %s", chromium.Eval[string](v.Tab, "document.activeElement.outerHTML.slice(0, 200)"))
}

// A guide is read by every means: advice made a habit and put away, a passage
// given to a habit, marked, noted, and all of it taken back.
func TestMargin(t *testing.T) {
	inEachManner(t, func(t *testing.T, look chromium.Look) {
		var id string
		url := gallery(t, func(add func(string) *person) {
			p := add("reader")
			id = p.bring("Evenings", evening)
			tardy(p)
		})
		v := enter(t, url, "reader", look, "/guides/"+id)
		walk := `aside.margin:has(.btn[href*="advice="])`
		v.does(
			step{"found advice", func() { v.holds(walk, "Walk") }},
			step{"put away", func() {
				v.press(walk + " button[name=away]")
				v.says("Put away")
				v.Wait("document.querySelector(`#away`)")
			}},
			step{"brought back", func() {
				v.press("li[id^=habit] button[name=away]")
				v.says("It is back")
			}},
			step{"made a habit", func() {
				v.leave(walk + " a.btn")
				v.leave("main form .actions .btn:not(.bare)")
				v.says("is on your list")
				v.holds("aside.margin .chip.leaf", "In your habits")
			}},
			step{"a sentence by its number", func() {
				v.leave(`a[href$="numbers=on"]`)
				v.leave(`.num[aria-label^="Sentence 4:"]`)
				v.holds("h1", "A passage")
			}},
			step{"marked", func() {
				v.Fill("#note", "Mine alone.")
				v.leave("[aria-labelledby=mark] button")
				v.holds(".margin.own .note-text", "Mine alone.")
			}},
			step{"the note written anew", func() {
				v.Click(".margin.own details > summary")
				v.Fill(".margin.own textarea", "Another.")
				v.press(".margin.own details form button")
				v.holds(".margin.own .note-text", "Another.")
			}},
			step{"taken back", func() {
				v.undo("Undone")
				v.holds(".margin.own .note-text", "Mine alone.")
			}},
			step{"in the list of notes", func() {
				v.leave(`main a[href="/guides/notes"]`)
				v.holds(".note-text", "Mine alone.")
				v.press(".notes form[action$=remove] button")
				v.says("taken off")
				v.undo("Undone")
				v.leave(".notes blockquote a")
				v.holds("mark.own", "")
			}},
			step{"given to a habit", func() {
				v.leave(`a[href$="numbers=on"]`)
				v.leave(`.num[aria-label^="Sentence 1:"]`)
				v.Click("details.why > summary")
				v.leave(`[aria-label$="Stretch"][value=only]`)
				v.says("Stretch")
				v.holds("[aria-labelledby=passages] li", "quiet evening")
			}},
			step{"and taken off again", func() {
				v.press("[aria-labelledby=passages] li form button")
				v.says("without a source")
				v.undo("Undone")
				v.holds("[aria-labelledby=passages] li", "quiet evening")
			}},
		)
	})
}

// Pages that a guide leads to are clean for axe-core, scroll sideways nowhere
// and have their pictures taken where a folder is named.
func TestGuidePages(t *testing.T) {
	t.Parallel()
	var id, rtl string
	var habit string
	url := gallery(t, func(add func(string) *person) {
		p := add("reader")
		id, rtl = p.bring("Evenings", evening, "Keep the lamp", "Tidy"), p.bring("ערב", hebrew)
		p.bring("Other evenings", "Walk for 20 minutes every day.\n\nAvoid coffee after 3 pm.")
		tardy(p)
		for i, words := range []string{"An own thought about it.", ""} {
			if _, err := p.store.MarkPassage(context.Background(), p.user.ID, p.id(), id, 2+i*40, 30+i*40, words); err != nil {
				t.Fatal(err)
			}
		}
		h := p.own("Sit at the window", "sea", "moon", plan.Plan{Kind: plan.Tick, Period: plan.Day, Min: plan.At(1)})
		if _, err := p.store.SourceHabit(context.Background(), p.user.ID, p.id(), h.ID, id, []store.Stretch{{Start: 2, End: 35}, {Start: 40, End: 60}}); err != nil {
			t.Fatal(err)
		}
		habit = h.ID
	})
	pages := map[string]string{
		"guide-found": "/guides/" + id, "guide-rtl": "/guides/" + rtl + "?numbers=on", "guide-choosing": "/guides/" + id + "?numbers=on&place=0&habit=" + habit,
		"passage": "/guides/" + id + "/passage?from=2&to=35&place=0&habit=" + habit, "notes": "/guides/notes", "edit-passages": "/habits/" + habit + "/edit",
	}
	for name, look := range galleryLooks {
		v := enter(t, url, "reader", look, "/today")
		for page, path := range pages {
			v.Go(path)
			v.Run("document.querySelectorAll(`details.perhaps`).forEach((e, i) => (e.open = i === 0))")
			for _, dark := range []bool{false, true} {
				look.Dark = dark
				v.See(look)
				if problems := v.Axe(); len(problems) > 0 {
					t.Errorf("%s, %s: axe-core: %s", page, name, problems)
				}
				if wide := chromium.Eval[float64](v.Tab, "document.documentElement.scrollWidth - innerWidth"); wide > 0 {
					t.Errorf("%s, %s: %v pixels too wide", page, name, wide)
				}
				if *pictures != "" {
					scheme := map[bool]string{false: "light", true: "dark"}[dark]
					v.Shoot(filepath.Join(*pictures, page+"-"+name+"-"+scheme+".png"))
				}
			}
		}
	}
}
