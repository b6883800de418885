//go:build browser

package main

import (
	"context"
	"os"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// tab is a page open in a real browser.
type tab struct {
	t   *testing.T
	ctx context.Context
}

// openTab starts the browser named by GLOSS_CHROMIUM, in Tokyo.
func openTab(t *testing.T) *tab {
	t.Helper()
	browser := os.Getenv("GLOSS_CHROMIUM")
	if browser == "" {
		t.Fatal("GLOSS_CHROMIUM does not name a browser")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(browser),
		chromedp.Flag("disable-gpu", true), chromedp.Flag("disable-component-update", true))
	allocator, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(cancel)
	ctx, cancel := chromedp.NewContext(allocator)
	t.Cleanup(cancel)
	p := &tab{t, ctx}
	p.do(chromedp.EmulateViewport(1280, 800))
	if _, err := chromedp.Call(ctx, emulation.SetTimezoneOverride, emulation.SetTimezoneOverrideParams{TimezoneID: "Asia/Tokyo"}); err != nil {
		t.Fatal(err)
	}
	return p
}

func (p *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, 20*time.Second)
	defer cancel()
	if len(steps) > 0 && p.ctx.Err() == nil {
		if err := chromedp.Do(p.ctx); err != nil { // the browser outlives ctx
			p.t.Fatal(err)
		}
	}
	if err := chromedp.Do(ctx, steps...); err != nil {
		p.t.Fatal(err)
	}
}

func (p *tab) open(url string) {
	p.t.Helper()
	p.do(chromedp.Navigate(url))
	// A mark that a reload would wipe out.
	p.do(chromedp.Evaluate[chromedp.Void](`void (window.mark = true)`))
}

func (p *tab) click(selector string) {
	p.t.Helper()
	p.do(chromedp.Click(chromedp.CSS(selector)))
}

func (p *tab) typeInto(selector, text string) {
	p.t.Helper()
	p.do(chromedp.SendKeys(chromedp.CSS(selector), text))
}

func (p *tab) keys(keys string) {
	p.t.Helper()
	p.do(chromedp.KeyEvent(keys))
}

// text is the value of a JavaScript expression, as a string.
func (p *tab) text(expression string) string {
	p.t.Helper()
	text, err := chromedp.Run(p.ctx, chromedp.Evaluate[string]("String("+expression+")"))
	if err != nil {
		p.t.Fatalf("%s: %v", expression, err)
	}
	return text
}

func (p *tab) want(expression, want string) {
	p.t.Helper()
	if got := p.text(expression); got != want {
		p.t.Errorf("%s is %q, want %q", expression, got, want)
	}
}

// wait gives the page ten seconds for the expression to become want. Polling
// from here leaves the page's policy alone.
func (p *tab) wait(expression, want string) {
	p.t.Helper()
	var got string
	for end := time.Now().Add(10 * time.Second); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		got, _ = chromedp.Run(p.ctx, chromedp.Evaluate[string]("String("+expression+")"))
		if got == want {
			return
		}
	}
	p.t.Fatalf("%s stays %q, want %q", expression, got, want)
}
