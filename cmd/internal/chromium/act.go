//go:build browser

package chromium

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/chromedp/chromedp"
)

// Go opens a path, or an address that names its host.
func (tab *Tab) Go(path string) {
	tab.T.Helper()
	if strings.HasPrefix(path, "/") {
		path = tab.base + path
	}
	tab.Do(chromedp.Navigate(path))
}

// Leave presses something that leads to another page, and waits until that is
// there whole.
func (tab *Tab) Leave(selector string) {
	tab.T.Helper()
	tab.Run("window.left = true")
	tab.Click(selector)
	tab.Arrive()
}

// Arrive waits for the page after one on which window.left was set.
func (tab *Tab) Arrive() {
	tab.T.Helper()
	tab.Wait(`!window.left && document.readyState === "complete"`)
}

// Keys presses keys where the focus is.
func (tab *Tab) Keys(keys string) {
	tab.T.Helper()
	tab.Do(chromedp.KeyEvent(keys))
}

// Eval returns the value of a JavaScript expression; it works with scripts off
// as well.
func Eval[T any](tab *Tab, expression string) T {
	tab.T.Helper()
	ctx, cancel := context.WithTimeout(tab.ctx, patience)
	defer cancel()
	v, err := chromedp.Run(ctx, chromedp.EvaluateAsDevTools[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		tab.T.Fatalf("%.200s: %v", expression, err)
	}
	return v
}

// Run runs JavaScript for what it does.
func (tab *Tab) Run(script string) {
	tab.T.Helper()
	tab.Do(chromedp.EvaluateAsDevTools[chromedp.Void](script, chromedp.EvalAwaitPromise))
}

// Here returns the path and query of the page.
func (tab *Tab) Here() string {
	v, err := chromedp.Run(tab.ctx, chromedp.EvaluateAsDevTools[string]("location.pathname + location.search"))
	if err != nil {
		return err.Error()
	}
	return v
}

// Text returns the words of the first match of a CSS selector, spaces single,
// and "" where nothing matches.
func (tab *Tab) Text(selector string) string {
	tab.T.Helper()
	text := Eval[string](tab, "document.querySelector("+quote(selector)+")?.innerText ?? ''")
	return strings.Join(strings.Fields(text), " ")
}

// Count returns how many elements match.
func (tab *Tab) Count(selector string) int {
	tab.T.Helper()
	return Eval[int](tab, "document.querySelectorAll("+quote(selector)+").length")
}

// Wait gives a JavaScript condition time to come true.
func (tab *Tab) Wait(condition string) {
	tab.T.Helper()
	for end := time.Now().Add(patience / 2); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		ok, err := chromedp.Run(tab.ctx, chromedp.EvaluateAsDevTools[bool]("!!("+condition+")"))
		if err == nil && ok {
			return
		}
	}
	tab.T.Fatalf("at %s this did not come true: %s", tab.Here(), condition)
}

// WaitText waits until the first match holds some words.
func (tab *Tab) WaitText(selector, words string) {
	tab.T.Helper()
	tab.Wait("document.querySelector(" + quote(selector) + ")?.innerText.replace(/\\s+/g, ' ').includes(" + quote(words) + ")")
}

// Shoot writes a picture of the whole page to file, a PNG.
func (tab *Tab) Shoot(file string) {
	tab.T.Helper()
	ctx, cancel := context.WithTimeout(tab.ctx, patience)
	defer cancel()
	picture, err := chromedp.Run(ctx, chromedp.FullScreenshot(100))
	if err == nil {
		err = os.MkdirAll(filepath.Dir(file), 0o755)
	}
	if err == nil {
		err = os.WriteFile(file, picture, 0o644)
	}
	if err != nil {
		tab.T.Fatal(err)
	}
}

// quote writes s as a JavaScript string.
func quote(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`).Replace(s) + `"`
}
