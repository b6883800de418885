//go:build browser

package chromium

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"
	"unicode"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// mostTabs is how many presses of Tab a page may ask for.
const mostTabs = 600

// Click presses the first visible match of a CSS selector with what the tab is
// used with: a mouse, a finger, or the keyboard alone.
func (tab *Tab) Click(selector string) {
	tab.T.Helper()
	if tab.look.Keys {
		tab.Reach(selector)
		tab.Keys(tab.ask(selector, `e.localName === "a" ? "\r" : e.type === "radio" && e.checked ? "" : " "`))
		return
	}
	tab.hit(selector, `0.5`)
}

// Type writes after what stands in a field.
func (tab *Tab) Type(selector, text string) {
	tab.T.Helper()
	tab.enter(selector)
	tab.command("moveToEndOfDocument")
	tab.write(text)
}

// Fill writes over what stands in a field: a date as 2026-11-22, as it would
// be read from the field.
func (tab *Tab) Fill(selector, text string) {
	tab.T.Helper()
	if tab.ask(selector, "e.type") == "date" {
		tab.fillDate(selector, text)
		return
	}
	tab.enter(selector)
	tab.command("selectAll")
	if text == "" {
		tab.Keys(kb.Delete)
		return
	}
	tab.write(text)
}

// write puts text in at the cursor, key by key where it is all about the keys.
func (tab *Tab) write(text string) {
	tab.T.Helper()
	if tab.look.Keys || strings.ContainsFunc(text, unicode.IsControl) {
		tab.Keys(text)
	} else {
		call(tab, input.InsertText, input.InsertTextParams{Text: text})
	}
}

// Choose picks an option of a list by its value.
func (tab *Tab) Choose(selector, value string) {
	tab.T.Helper()
	if tab.look.Keys {
		tab.Reach(selector)
		tab.Keys(tab.ask(selector, "[...e.options].find(o => o.value === "+quote(value)+")?.label"))
	} else { // the list that drops down is the browser's, not the page's
		tab.ask(selector, "(e.value = "+quote(value)+`, e.dispatchEvent(new Event("input", {bubbles: true})), e.dispatchEvent(new Event("change", {bubbles: true})), e.value)`)
	}
	if got := tab.ask(selector, "e.value"); got != value {
		tab.T.Fatalf("at %s, %s is %q after choosing %q", tab.Here(), selector, got, value)
	}
}

// fillDate types a date as the month, the day and the year in turn.
func (tab *Tab) fillDate(selector, date string) {
	tab.T.Helper()
	there := "document.activeElement === document.querySelector(" + quote(selector) + ")"
	if tab.look.Keys { // the month is where Tab comes in
		tab.Reach(selector)
		for Eval[bool](tab, there) {
			tab.back()
		}
		tab.Keys(kb.Tab)
	} else {
		tab.hit(selector, `14 / box.width`)
	}
	part := strings.Split(date, "-")
	tab.Keys(part[1] + part[2] + part[0])
	if got := tab.ask(selector, "e.value"); got != date {
		tab.T.Fatalf("at %s, %s is %q after typing %s", tab.Here(), selector, got, date)
	}
}

// enter brings the focus to a field.
func (tab *Tab) enter(selector string) {
	tab.T.Helper()
	if tab.look.Keys {
		tab.Reach(selector)
	} else {
		tab.hit(selector, `0.5`)
	}
}

// visible is a JavaScript function that finds the first visible match.
const visible = `(s => [...document.querySelectorAll(s)].find(e => e.checkVisibility({visibilityProperty: true})))`

// ask returns what a JavaScript expression makes of e, the first visible match
// of a selector, once there is one.
func (tab *Tab) ask(selector, expression string) string {
	tab.T.Helper()
	made := "(e => e ? {found: true, answer: String((" + expression + ") ?? '')} : {})(" + visible + "(" + quote(selector) + "))"
	var reply struct {
		Found  bool
		Answer string
	}
	for end := time.Now().Add(patience / 2); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if said, err := chromedp.Run(tab.ctx, chromedp.EvaluateAsDevTools[json.RawMessage](made)); err == nil {
			if err = json.Unmarshal(said, &reply); err == nil && reply.Found {
				return reply.Answer
			}
		}
	}
	tab.T.Fatalf("at %s there is no %s to be seen", tab.Here(), selector)
	return ""
}

// hit clicks or taps a match where nothing lies over it, across times its width
// from its left edge. What lies outside the window is brought to its middle.
func (tab *Tab) hit(selector, across string) {
	tab.T.Helper()
	var was, at struct {
		X, Y float64
		Over string
	}
	for end := time.Now().Add(patience / 2); ; time.Sleep(20 * time.Millisecond) {
		was = at
		found := tab.ask(selector, fmt.Sprintf(aim, across))
		if err := json.Unmarshal([]byte(found), &at); err != nil {
			tab.T.Fatal(err)
		}
		if at.Over == "" && was == at {
			break
		}
		if time.Now().After(end) {
			tab.T.Fatalf("at %s, over %s lies %s", tab.Here(), selector, at.Over)
		}
	}
	if tab.look.Touch {
		tab.Do(chromedp.TapXY(at.X, at.Y))
	} else {
		tab.Do(chromedp.MouseClickXY(at.X, at.Y))
	}
}

// aim is a JavaScript expression for where to hit e: a box to tick by its label.
const aim = `(() => {
	const on = /^(radio|checkbox)$/.test(e.type) && e.labels[0] || e
	let box = on.getClientRects()[0]
	const point = () => [box.x + box.width * (%s), box.y + box.height / 2]
	const over = () => {
		const there = document.elementFromPoint(...point())
		return on.contains(there) ? "" : (there?.outerHTML ?? "nothing").slice(0, 200)
	}
	if (over()) {
		on.scrollIntoView({block: "center", inline: "nearest", behavior: "instant"})
		box = on.getClientRects()[0]
	}
	const [X, Y] = point()
	return JSON.stringify({X, Y, Over: over()})
})()`

// Reach brings the focus to the first visible match by Tab, in a group of radio
// buttons by the arrows, and wants it to be seen there.
func (tab *Tab) Reach(selector string) {
	tab.T.Helper()
	for range mostTabs {
		switch way := tab.ask(selector, where); way {
		case "there":
			if tab.ask(selector, seen) != "true" {
				tab.T.Errorf("at %s the focus cannot be seen on %s", tab.Here(), selector)
			}
			return
		case "back":
			tab.back()
		default:
			tab.Keys(map[string]string{"on": kb.Tab, "down": kb.ArrowDown, "up": kb.ArrowUp}[way])
		}
	}
	tab.T.Fatalf("at %s, %s cannot be reached by %d presses of Tab: the focus is on %s",
		tab.Here(), selector, mostTabs, Eval[string](tab, "document.activeElement.outerHTML.slice(0, 200)"))
}

// where is a JavaScript expression for the way from what has the focus to e.
const where = `(() => {
	const at = document.activeElement
	if (at === e) return "there"
	const after = at.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING
	if (e.type === "radio" && at.type === "radio" && at.name === e.name && at.form === e.form) return after ? "down" : "up"
	return after || at === document.body ? "on" : "back"
})()`

// seen is a JavaScript expression for whether the focus on e is drawn, there or
// around its label.
const seen = `e.matches(":focus-visible") && [e, ...(e.labels ?? [])].some(one => getComputedStyle(one).outlineStyle !== "none" && parseFloat(getComputedStyle(one).outlineWidth) >= 2)`

func (tab *Tab) back() {
	tab.T.Helper()
	tab.Do(chromedp.KeyEvent(kb.Tab, chromedp.KeyModifiers(chromedp.ModifierShift)))
}

// command gives an editing command by its keys, which differ from system to
// system.
func (tab *Tab) command(name string) {
	tab.T.Helper()
	call(tab, input.DispatchKeyEvent, input.DispatchKeyEventParams{Type: input.DispatchKeyEventTypeRawKeyDown, Key: "End", Code: "End", WindowsVirtualKeyCode: 35, Commands: []string{name}})
	call(tab, input.DispatchKeyEvent, input.DispatchKeyEventParams{Type: input.DispatchKeyEventTypeKeyUp, Key: "End", Code: "End", WindowsVirtualKeyCode: 35})
}
