//go:build browser

package main

import (
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
	}
}

// board opens the board of somebody of the gallery.
func board(t *testing.T, url string, look chromium.Look, path string) *visit {
	t.Helper()
	v := open(t, url, look)
	v.Go("/login")
	v.Type("#name", "three")
	v.Type("#password", password)
	v.leave("main form button.btn")
	v.Go(path)
	return v
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

// A cell is pressed, a whole day filled and taken back, and a habit moved by
// its buttons: with scripts and without, wide and narrow.
func TestBoard(t *testing.T) {
	for name, look := range looks {
		t.Run(name, func(t *testing.T) {
			v := board(t, gallery(t, func(add func(string) *person) { three(add("three")) }), look, "/habits")
			today := second + "td:last-child .cell"
			v.press(today)
			v.holds(".flash", "Second: ticked.")
			v.Wait("document.querySelector(`" + today + ".kept`)")
			v.press(".flash button")
			v.holds(".flash", "Undone")
			v.Wait("!document.querySelector(`" + today + ".kept`)")

			v.leave(".board thead th:last-child a")
			v.holds("#whole", "Sunday 22 November")
			v.holds("#whole .chips", "Second")
			v.press("#whole form:first-of-type button")
			v.holds(".flash", "Today: 2 habits filled in.")
			v.Wait("document.querySelectorAll('.board td:last-child .cell.kept').length === 3")
			v.holds("#whole", "Nothing is open on this day.")
			v.press(".flash button")
			v.holds(".flash", "Undone")
			v.Wait("document.querySelectorAll('.board td:last-child .cell.kept').length === 1")

			v.Go("/habits?show=order")
			v.press(".sortable li:first-child .moves button:last-child")
			v.Wait("document.querySelector(`" + onList + "`).textContent.trim() === 'Second'")
			if got := v.names(onBoard); got != "Second First Third" {
				t.Errorf("the board has %s", got)
			}
		})
	}
}

// With scripts a habit is dragged by its handle, by a mouse or a finger, or
// moved by the arrow keys; Escape lets it go where it was.
func TestOrderByHandle(t *testing.T) {
	v := board(t, gallery(t, func(add func(string) *person) { three(add("three")) }), chromium.Look{Still: true}, "/habits?show=order")
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

	v.Run("document.querySelectorAll('[data-handle]')[2].focus()")
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
	v := board(t, gallery(t, func(add func(string) *person) {
		p := add("three")
		p.own("Sun", "sun", "sun", plan.Plan{Kind: plan.Sum, Period: plan.Day, Min: plan.At(10), Max: plan.At(20), Unit: "minutes"})
	}), chromium.Look{Still: true}, "/habits")
	v.Run("window.mark = document.querySelectorAll('.board td:nth-child(20) .cell')[0].focus() ?? true")
	v.Keys(" ")
	v.Wait("document.querySelector('.board td:nth-child(20) .cell').textContent === '10'")
	v.Keys(" ")
	v.Wait("document.querySelector('.board td:nth-child(20) a.cell')?.textContent === '20'")
	v.Wait("document.activeElement === document.querySelector('.board td:nth-child(20) a.cell')")
	if !chromium.Eval[bool](v.Tab, "window.mark === true") {
		t.Error("the page was loaded anew")
	}
}
