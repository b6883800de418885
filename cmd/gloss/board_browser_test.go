//go:build browser

package main

import (
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"gloss/cmd/internal/chromium"
	"gloss/models"
	"gloss/models/plan"
)

// three is a person with three habits of ticks, one of them logged this morning.
func three(p *person) {
	for i, name := range []string{"First", "Second", "Third"} {
		h := p.own(name, models.Hues[i], models.Icons[i], plan.Plan{Kind: plan.Tick, Period: plan.Day, Min: plan.At(1)})
		p.ticks(h, 10, 60)
		if i == 0 {
			p.log(h, p.today, models.ActTick, 0)
		}
		if i < 2 {
			p.tag(h, []string{"one", "two"}[i])
		}
	}
}

// names are the habits on the page in their order.
func (v *visit) names(selector string) string {
	v.t.Helper()
	return chromium.Eval[string](v.Tab, "[...document.querySelectorAll(`"+selector+"`)].map(e => e.textContent.trim()).join(' ')")
}

const (
	onBoard = ".board .who a"
	onList  = ".sortable .who > span"
	second  = ".board tbody:nth-of-type(2) "
)

// On the board a cell is pressed, a whole day filled, skipped and taken back, a
// habit moved by its buttons, a tag named, moved and taken away, and the days
// before looked at.
func TestBoard(t *testing.T) {
	inEachManner(t, func(t *testing.T, look chromium.Look) {
		url := gallery(t, func(add func(string) *person) { three(add("three")) })
		b := board{enter(t, url, "three", look, "/habits")}
		b.does(b.cells()...)
		b.does(b.days()...)
		b.does(b.order()...)
		b.does(b.tags()...)
	})
}

// board is a visit to the board of three.
type board struct{ *visit }

// kept waits until so many habits are kept today.
func (b board) kept(n int) {
	b.t.Helper()
	b.Wait("document.querySelectorAll('.board td:last-child .cell.kept').length === " + strconv.Itoa(n))
}

func (b board) cells() []step {
	const today = second + "td:last-child .cell"
	return []step{
		{"a cell", func() { b.press(today); b.says("Second: ticked."); b.kept(2) }},
		{"undo", func() { b.undo("Undone"); b.kept(1) }},
		{"a cell of last week", func() { b.press(second + "td:nth-last-child(7) .cell"); b.says("Second, Monday:") }},
	}
}

func (b board) days() []step {
	const whole = ".board thead th:last-child a"
	return []step{
		{"a whole day", func() {
			b.leave(whole)
			b.holds("#whole", "Sunday 22 November")
			b.holds("#whole .chips", "Second")
		}},
		{"filled", func() {
			b.press("#whole form:first-of-type button")
			b.says("Today: 2 habits filled in.")
			b.kept(3)
			b.holds("#whole", "Nothing is open on this day.")
			b.undo("Undone")
			b.kept(1)
		}},
		{"skipped", func() {
			b.press("#whole form:last-of-type button")
			b.says("Today: 2 habits skipped.")
			b.undo("Undone")
			b.holds("#whole .chips", "Second")
		}},
		{"the weeks before, and back", func() {
			b.leave(".board-pages a.quiet")
			b.holds(".head .muted", "the days up to")
			b.leave(`.board-pages a[href="/habits"]`)
			b.holds(".head .muted", "Press a day to log it.")
		}},
	}
}

func (b board) order() []step {
	return []step{
		{"the order", func() { b.leave(`.board-tools a[href*="show=order"]`) }},
		{"one down", func() {
			b.press(".sortable li:first-child .moves button:last-child")
			b.Wait("document.querySelector(`" + onList + "`).textContent.trim() === 'Second'")
			if got := b.names(onBoard); got != "Second First Third" {
				b.t.Errorf("the board has %s", got)
			}
		}},
	}
}

func (b board) tags() []step {
	const tags = "#tags .rows > li"
	first := func(name string) {
		b.Wait("document.querySelector(`" + tags + " input[name=name]`)?.value === '" + name + "'")
	}
	return []step{
		{"the tags", func() { b.leave(`.board-tools a[href*="show=tags"]`); first("one") }},
		{"renamed", func() {
			b.Fill(tags+":first-child input[name=name]", "the first")
			b.press(tags + ":first-child form.inline-form button")
			b.says("the first")
			first("the first")
		}},
		{"moved", func() { b.press(tags + ":first-child .moves button:last-child"); first("two") }},
		{"taken away, and back", func() {
			b.Click(tags + ":first-child details.menu > summary")
			b.press(tags + ":first-child details.menu form button")
			first("the first")
			b.undo("Undone")
			first("two")
		}},
		{"habits of one tag", func() {
			b.leave(`.board-tools .tags a:last-child`)
			if got := b.names(onBoard); got != "First" {
				b.t.Errorf("the tag shows %s", got)
			}
		}},
		{"by tag", func() {
			b.Go("/habits")
			b.leave(`.board-tools a[href*="group=tag"]`)
			b.holds(".board-box h2.group", "two")
		}},
	}
}

// With scripts a habit is dragged by its handle, by a mouse or a finger, or
// moved by the arrow keys; Escape lets it go where it was.
func TestOrderByHandle(t *testing.T) {
	url := gallery(t, func(add func(string) *person) { three(add("three")) })
	v := enter(t, url, "three", chromium.Look{Still: true}, "/habits?show=order")
	drag := func(from, to int, last ...string) {
		t.Helper()
		at := func(n int) (x, y float64) {
			box := chromium.Eval[[]float64](v.Tab, "(r => [r.x + r.width / 2, r.y + r.height / 2])(document.querySelectorAll('[data-handle]')["+string(rune('0'+n))+"].getBoundingClientRect())")
			return box[0], box[1]
		}
		x, y := at(from)
		_, end := at(to)
		end += float64(8 * (to - from)) // beyond the middle
		v.Do(chromedp.MouseEvent(chromedp.MousePressed, x, y, chromedp.ButtonLeft, chromedp.ClickCount(1)))
		for step := range 10 {
			v.Do(chromedp.MouseEvent(chromedp.MouseMoved, x, y+(end-y)*float64(step+1)/10, chromedp.ButtonLeft))
		}
		v.Wait("document.querySelector('.lifted')")
		v.Wait("[...document.querySelectorAll('.sortable li')].indexOf(document.querySelector('.lifted')) === " + string(rune('0'+to)))
		for _, keys := range last {
			v.Keys(keys)
		}
		v.Do(chromedp.MouseEvent(chromedp.MouseReleased, x, end, chromedp.ButtonLeft, chromedp.ClickCount(1)))
		v.Wait("!document.querySelector('.lifted')")
	}
	lists := func(want string) {
		t.Helper()
		list := strings.Fields(want)
		v.Wait("[...document.querySelectorAll(`" + onBoard + "`)].map(e => e.textContent.trim()).join() === '" + strings.Join(list, ",") + "'")
		if got := v.names(onList); got != want {
			t.Errorf("the list has %s, want %s", got, want)
		}
	}
	drag(0, 2)
	lists("Second Third First")
	drag(2, 1)
	lists("Second First Third")
	drag(0, 2, kb.Escape)
	lists("Second First Third")

	keys := v.look
	keys.Keys = true
	v.See(keys)
	v.Reach("[aria-label='Move Third']")
	v.Keys(kb.ArrowUp)
	v.Keys(kb.ArrowUp)
	v.Keys(kb.ArrowUp)
	lists("Third Second First")
	v.Wait("document.activeElement.getAttribute('aria-label') === 'Move Third'")
	v.Wait("document.querySelector('body > [role=status]').textContent === '1 of 3'")
	v.Go("/today")
	if got := v.names(".habit .name"); !strings.HasPrefix(got, "Third Second") {
		t.Errorf("Today has %s", got)
	}
}

// At its maximum a cell is no button any more; the focus stays on the day.
func TestBoardKeepsThePlace(t *testing.T) {
	url := gallery(t, func(add func(string) *person) {
		p := add("three")
		p.own("Sun", "sun", "sun", plan.Plan{Kind: plan.Sum, Period: plan.Day, Min: plan.At(10), Max: plan.At(20), Unit: "minutes"})
	})
	v := enter(t, url, "three", chromium.Look{Keys: true, Still: true}, "/habits")
	v.Run("window.mark = true")
	v.press(".board td:nth-child(20) .cell")
	v.Wait("document.querySelector('.board td:nth-child(20) .cell').textContent === '10'")
	v.Keys(" ")
	v.Wait("document.querySelector('.board td:nth-child(20) a.cell')?.textContent === '20'")
	v.Wait("document.activeElement === document.querySelector('.board td:nth-child(20) a.cell')")
	if !chromium.Eval[bool](v.Tab, "window.mark === true") {
		t.Error("the page was loaded anew")
	}
}
